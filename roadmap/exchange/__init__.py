"""Plans for other programs, and back: spreadsheets, JSON, calendars, IATI."""

from roadmap.exchange.formats import EXPORTS, UnknownExport, export, exporters, take_in
from roadmap.exchange.mistakes import LARGEST, CellMistake, NotTaken

__all__ = ["EXPORTS", "LARGEST", "CellMistake", "NotTaken", "UnknownExport", "export", "exporters", "take_in"]
