"""Filled-in workbooks, as bodies return them, for the tests of imports."""

import io
from typing import Any

import openpyxl

from roadmap.exchange import export
from roadmap.exchange.tables import FILLED_IN
from roadmap.model.plan import Plan


def one(plan: Plan, to: str, language: str | None = None) -> bytes:
    """The only file of an export."""
    (content,) = export(plan, format=to, language=language).values()
    return content


def book(content: bytes) -> Any:
    """Return the workbook that a file contains."""
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(workbook: Any) -> bytes:
    """Return a workbook as the content of a file."""
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def measures_sheet(workbook: Any) -> Any:
    """Return the sheet of the measures."""
    return next(sheet for sheet in workbook.worksheets if sheet["A1"].value == "measures.id")


def letters(sheet: Any) -> dict[str, str]:
    """Return the letters of the columns by their keys."""
    return {str(cell.value).removeprefix("measures."): cell.column_letter for cell in sheet[1]}


def filled_in(plan: Plan, language: str, rows: dict[str, dict[str, Any]]) -> bytes:
    """Return a filled-in workbook of a plan; `rows` holds values by measure, then by the field of a report."""
    workbook = book(one(plan, "xlsx", language))
    sheet = measures_sheet(workbook)
    column = letters(sheet)
    places = {sheet[f"{column['id']}{row}"].value: row for row in range(3, sheet.max_row + 1)}
    for id, fields in rows.items():
        for key, value in fields.items():
            typed(sheet[f"{column[FILLED_IN + key]}{places[id]}"], value)
    return saved(workbook)


def typed(cell: Any, value: Any) -> None:
    """Set a text cell to a value as a person types it; a text never becomes a formula."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
