"""Plans for other programs, and back: spreadsheets, JSON, calendars, IATI."""

from roadmap.exchange.formats import EXPORTS, export, exporters, import_reports
from roadmap.exchange.limits import LARGEST

__all__ = ["EXPORTS", "LARGEST", "export", "exporters", "import_reports"]
