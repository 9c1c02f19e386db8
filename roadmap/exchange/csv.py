"""The measures of a plan as CSV: RFC 4180, in UTF-8 with the byte order mark that Excel needs."""

import csv
import io
from datetime import date
from decimal import Decimal

from roadmap.exchange.tables import FILLED_IN, measure_table
from roadmap.i18n.localized import Localized
from roadmap.values.value_type import CellValue

__all__ = ["harmless", "to_csv"]

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""The first characters of formulas in a CSV file; the wide signs count where an Asian language is set."""


def to_csv(localized: Localized, body: str | None = None) -> bytes:
    """Return the measures of one body or of all; an apostrophe keeps a text from becoming a formula."""
    table = measure_table(localized, body)
    shown = [place for place, column in enumerate(table.columns) if not column.key.startswith(FILLED_IN)]
    made = io.StringIO(newline="")
    writer = csv.writer(made)
    writer.writerow([harmless(table.columns[place].label) for place in shown])
    writer.writerows([_cell(row[place]) for place in shown] for row in table.rows)
    return made.getvalue().encode("utf-8-sig")


def _cell(value: CellValue | None) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else harmless(str(value)) if value is not None else ""


def harmless(text: str) -> str:
    """Return a text that no spreadsheet reads as a formula.

    >>> harmless("=1+1"), harmless("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
