"""Plans for other programs, and back: spreadsheets, JSON, calendars, IATI."""

from roadmap.exchange.formats import EXPORTS, LARGEST, export, exporters, import_reports

__all__ = ["EXPORTS", "LARGEST", "export", "exporters", "import_reports"]
