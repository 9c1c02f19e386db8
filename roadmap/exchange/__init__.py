"""Plans for other programs, and back: spreadsheets, JSON, calendars, IATI."""

from roadmap.exchange.cell_errors import LARGEST, CellMistake, NotTaken
from roadmap.exchange.formats import EXPORTS, UnknownExport, export, exporters, take_in

__all__ = ["EXPORTS", "LARGEST", "CellMistake", "NotTaken", "UnknownExport", "export", "exporters", "take_in"]
