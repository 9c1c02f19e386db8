"""Workbooks as bodies send them back, for the tests that import reports."""

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
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(workbook: Any) -> bytes:
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def measures_sheet(workbook: Any) -> Any:
    return next(sheet for sheet in workbook.worksheets if sheet["A1"].value == "measures.id")


def letters(sheet: Any) -> dict[str, str]:
    """The letters of the columns by their keys."""
    return {str(cell.value).removeprefix("measures."): cell.column_letter for cell in sheet[1]}


def filled_in(plan: Plan, language: str, rows: dict[str, dict[str, Any]]) -> bytes:
    """The workbook of a plan in which people have filled in something: by measure, then by the field of a report."""
    workbook = book(one(plan, "xlsx", language))
    sheet = measures_sheet(workbook)
    column = letters(sheet)
    places = {sheet[f"{column['id']}{row}"].value: row for row in range(3, sheet.max_row + 1)}
    for id, fields in rows.items():
        for key, value in fields.items():
            typed(sheet[f"{column[FILLED_IN + key]}{places[id]}"], value)
    return saved(workbook)


def typed(cell: Any, value: Any) -> None:
    """A value as a person types it into a cell of text: no formula, whatever it begins with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
