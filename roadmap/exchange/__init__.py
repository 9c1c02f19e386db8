"""Exports for other programs, and imports of reports: spreadsheets, JSON, calendars, IATI."""

from roadmap.exchange.cell_errors import LARGEST, CellError, ImportRejectedError
from roadmap.exchange.formats import EXPORTS, UnknownExportError, export, exporters, import_reports

__all__ = [
    "EXPORTS",
    "LARGEST",
    "CellError",
    "ImportRejectedError",
    "UnknownExportError",
    "export",
    "exporters",
    "import_reports",
]
