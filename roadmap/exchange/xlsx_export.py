"""The Excel workbook of a plan: tables with types, filters and lists of words, and columns for reports of bodies.

XlsxWriter writes it: its files have the same bytes on every machine, and it can write any value as a text.
`xlsx_import.py` reads the workbook back.
"""

import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from roadmap.exchange.csv import FORMULA_SIGNS
from roadmap.exchange.tables import FILLED_IN, NUMBER, Column, Table, plan_tables
from roadmap.i18n.localized import Localized
from roadmap.model.plan import Plan
from roadmap.model.text import Text
from roadmap.values import value_type
from roadmap.values.value_type import CellValue

__all__ = ["ABOUT", "FIRST_ROW", "FORMAT", "LONGEST_CELL", "shortened", "to_xlsx"]

FORMAT = 1
"""The version of the workbook's format; hidden cells carry it."""

ABOUT = "roadmap"
"""The hidden sheet with the format, the plan, the language and the lists of words."""

FIRST_ROW = 3
"""The first row of records, below the hidden keys of the columns and the heads."""

LONGEST_CELL = 32_767
"""The limit of characters in a cell."""


def to_xlsx(localized: Localized, body: str | None = None) -> bytes:
    """Return the workbook of a plan, with the measures of one body or of all.

    Only the columns for reports can be changed. The protection has no password, so a person can remove it.
    """
    file, plan = io.BytesIO(), localized.plan
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(file, options)
    day = plan.date.end if plan.date is not None else plan.period.start
    title = localized.text(plan.title)
    book.set_properties({"title": title[:255], "author": "", "created": datetime(max(day.year, 1900), day.month, 1)})
    writer = _SheetWriter(book, localized)
    for table in plan_tables(localized, body):
        writer.sheet(table)
    writer.about(plan)
    book.close()
    return file.getvalue()


def shortened(value: CellValue | None) -> CellValue | None:
    """Return a value cut to the length that a cell can hold."""
    return f"{value[: LONGEST_CELL - 1]}…" if isinstance(value, str) and len(value) > LONGEST_CELL else value


class _SheetWriter:
    """Writes tables into a workbook; keeps the formats and lists of words that sheets share."""

    def __init__(self, book: xlsxwriter.Workbook, localized: Localized) -> None:
        self.book, self.localized = book, localized
        self.lists: dict[tuple[str, ...], str] = {}
        self.format = cache(self._format)

    def _format(self, number: str = "", *, head: bool = False, filled_in: bool = False, quoted: bool = False) -> Format:
        """Return the format of cells, each made once."""
        look: dict[str, Any] = {
            "valign": "top",
            "text_wrap": True,
            "align": "left",
            "border": 1,
            "border_color": "#BFBFBF",
        }
        look |= {"bg_color": "#FFF2CC", "locked": False} if filled_in else {"bg_color": "#F2F2F2"}
        if head:
            look |= {"bold": True, "bg_color": "#FFD966" if filled_in else "#D9D9D9", "locked": True}
        if number in ("0", "General") or number.startswith("#"):
            look["align"] = "right"
        if number:
            look["num_format"] = number
        if quoted:
            look["quote_prefix"] = True
        return self.book.add_format(look)

    def sheet(self, table: Table) -> None:
        """Add a sheet with a table."""
        sheet: Worksheet = self.book.add_worksheet(table.title)
        last = max(FIRST_ROW - 1, FIRST_ROW - 2 + len(table.rows)), len(table.columns) - 1
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.set_row(1, _LINE * 3)
        for place, column in enumerate(table.columns):
            filled_in = _filled_in(column)
            sheet.write_string(0, place, f"{table.key}.{column.key}")
            sheet.write_string(1, place, column.label, self.format(head=True, filled_in=filled_in))
            sheet.set_column(place, place, _width(column))
            if column.choices or filled_in:
                sheet.data_validation(FIRST_ROW - 1, place, last[0], place, self.validation(column))
        for number, row in enumerate(table.rows, FIRST_ROW - 1):
            sheet.set_row(number, _height(table.columns, row))
            for place, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                self.cell(sheet, number, place, column, shortened(value))
        heads = {column.key: place for place, column in enumerate(table.columns)}
        if NUMBER in heads:
            cells = xlsxwriter.utility.xl_range(FIRST_ROW - 1, heads[NUMBER], last[0], heads[NUMBER])
            sheet.ignore_errors({"number_stored_as_text": cells})
        sheet.freeze_panes(FIRST_ROW - 1, 1 + heads.get("title", 1))
        sheet.autofilter(1, 0, *last)
        allowed = ("autofilter", "sort", "format_columns", "format_rows", "format_cells")
        sheet.protect("", dict.fromkeys(allowed, True))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(1)
        sheet.set_footer("&C&P / &N")
        if asked := [place for place, column in enumerate(table.columns) if _filled_in(column)]:
            sheet.print_area(1, 0, last[0], asked[-1])

    def cell(self, sheet: Worksheet, row: int, place: int, column: Column, value: CellValue | None) -> None:
        """Write a value into a cell."""
        if value is None:
            form = value_type(column.type).cell_format if _filled_in(column) else ""
            sheet.write_blank(row, place, None, self.format(form, filled_in=_filled_in(column)))
        elif isinstance(value, str):
            sheet.write_string(row, place, value, self.format("@", quoted=value.startswith(FORMULA_SIGNS)))
        elif isinstance(value, date):
            if value.year < 1900:
                sheet.write_string(row, place, value.isoformat(), self.format("@"))
            else:
                sheet.write_datetime(row, place, value, self.format("yyyy-mm-dd"))
        else:
            sheet.write_number(row, place, value, self.format(_digits(value) if isinstance(value, Decimal) else "0"))

    def validation(self, column: Column) -> dict[str, Any]:
        """Return the check on the cells of a column; Excel warns of any other value, and a person may keep it."""
        made: dict[str, Any] = {"validate": "any"}
        if column.choices:
            made = {"validate": "list", "source": self.listed(column.choices), "error_type": "stop"}
        elif value_type(column.type).numeric:
            made = {
                "validate": "decimal",
                "criteria": "between",
                "minimum": -1e15,
                "maximum": 1e15,
                "error_type": "warning",
            }
        if _filled_in(column):
            made |= {"input_title": column.label[:32], "input_message": column.help[:255]}
        return made

    def listed(self, choices: tuple[str, ...]) -> str:
        """Return the cells of the hidden sheet that list these words."""
        place = list(self.lists).index(choices) if choices in self.lists else len(self.lists)
        letter = xlsxwriter.utility.xl_col_to_name(place + 3)
        return self.lists.setdefault(choices, f"={ABOUT}!${letter}$1:${letter}${len(choices)}")

    def about(self, plan: Plan) -> None:
        """Write the hidden sheet."""
        sheet: Worksheet = self.book.add_worksheet(ABOUT)
        for row, (key, value) in enumerate(
            (("format", str(FORMAT)), ("plan", plan.id), ("language", self.localized.code))
        ):
            sheet.write_string(row, 0, key)
            sheet.write_string(row, 1, value)
        for place, choices in enumerate(self.lists, 3):
            for row, word in enumerate(choices):
                sheet.write_string(row, place, word)
        sheet.hide()


def _filled_in(column: Column) -> bool:
    return column.key.startswith(FILLED_IN)


def _digits(number: Decimal | int) -> str:
    """Return a number format with groups of thousands and as many decimals as the number has."""
    exponent = number.as_tuple().exponent if isinstance(number, Decimal) else 0
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return "#,##0." + "0" * min(decimals, 12) if decimals else "#,##0"


def _width(column: Column) -> int:
    """Return the width of a column in letters."""
    if column.key == NUMBER:
        return 6
    if column.key == "title" or column.key.endswith("text"):
        return 40
    if column.type is Text or (column.type is str and column.key not in ("id", "measure")):
        return 24
    return 14 if _filled_in(column) else 16


def _height(columns: Sequence[Column], row: Sequence[CellValue | None]) -> int:
    """Return the height of a row in points, enough for most texts; not every program adjusts heights itself."""
    lines = (
        sum(1 + len(line) // _width(column) for line in str(value).split("\n"))
        for column, value in zip(columns, row, strict=True)
        if isinstance(value, str)
    )
    return _LINE * min(max(lines, default=1), _MOST_LINES)


_LINE, _MOST_LINES = 15, 6
