"""Exports for other programs, and imports of reports: spreadsheets, JSON, calendars, IATI."""

from roadmap.exchange.formats import EXPORTS, export, exporters, import_reports
from roadmap.exchange.limits import LARGEST

__all__ = ["EXPORTS", "LARGEST", "export", "exporters", "import_reports"]
