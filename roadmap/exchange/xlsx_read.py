"""Reads a returned workbook, within limits of size, cell by cell."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from roadmap.errors import ImportRejectedError
from roadmap.exchange.limits import LARGEST
from roadmap.exchange.tables import FILLED_IN
from roadmap.exchange.xlsx_export import ABOUT, FIRST_ROW, FORMAT
from roadmap.i18n.message import _, message

__all__ = ["Cell", "FilledWorkbook", "Row", "read_workbook"]

MOST_PARTS, MOST_ROWS, MOST_COLUMNS = 1_000, 100_000, 500

MOST_TAGS = 500_000
"""The limit of tags in a part: a sheet of 2,000 measures has 200,000, and each can cost half a kilobyte."""

_MEASURES = "measures."


class Cell(NamedTuple):
    """A cell: its address as Excel writes it, its value, and openpyxl's letter for the kind of value."""

    where: str
    value: Any
    kind: str

    @property
    def empty(self) -> bool:
        """Whether the cell holds nothing but spaces."""
        return self.value is None or (isinstance(self.value, str) and not self.value.strip())


class Row(NamedTuple):
    """The row of one measure: its number, and its cells by the keys of their columns."""

    number: int
    cells: Mapping[str, Cell]

    @property
    def reports(self) -> bool:
        """Whether any column for reports is filled in."""
        return any(not cell.empty for key, cell in self.cells.items() if key.startswith(FILLED_IN))


class FilledWorkbook(NamedTuple):
    """The plan and language of a workbook, and the non-empty rows of its measures."""

    plan: str
    language: str
    rows: tuple[Row, ...]


def read_workbook(content: bytes) -> FilledWorkbook:
    """Read a workbook that `to_xlsx` wrote and people have edited; columns may have moved, and rows may be missing.

    Raises:
        ImportRejectedError: The file is not such a workbook, or is too large.
    """
    try:
        _bounded(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about parts that openpyxl does not know, and that are not imported
            book = load_workbook(io.BytesIO(content), read_only=True)
            about = _about(book)
            return FilledWorkbook(about["plan"], about["language"], _measures(book))
    except ImportRejectedError:
        raise
    except Exception as error:  # a foreign file can raise anything in the readers; it is not a readable workbook
        raise ImportRejectedError(_UNREADABLE) from error


def _about(book: Any) -> dict[str, str]:
    """Return the content of the hidden sheet."""
    if ABOUT not in book.sheetnames:
        text = _("not a workbook made by “roadmap export”: its hidden sheet “%(sheet)s” is missing")
        raise ImportRejectedError(message(text, sheet=ABOUT))
    rows = book[ABOUT].iter_rows(max_row=3, max_col=2, values_only=True)
    told = {str(key): str(value) for key, value in rows}
    if told.get("format") != str(FORMAT) or not {"plan", "language"} <= told.keys():
        text = _(
            "the workbook was made by a different version of roadmap (form %(form)s, this version uses %(own)s): "
            "export it again"
        )
        raise ImportRejectedError(message(text, form=told.get("format", ""), own=FORMAT))
    return told


def _measures(book: Any) -> tuple[Row, ...]:
    """Return the rows of the sheet with the measures, whatever its name."""
    for sheet in book.worksheets:
        first = next(sheet.iter_rows(max_row=1, max_col=MOST_COLUMNS, values_only=True), ())
        keys = {place: str(key).removeprefix(_MEASURES) for place, key in enumerate(first) if _is_key(key)}
        if "id" in keys.values():
            return tuple(_rows(sheet, keys))
    raise ImportRejectedError(
        message(
            _(
                "no sheet in the workbook has the hidden first row that identifies the measures. Export the "
                "workbook again and copy your entries into it"
            )
        )
    )


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_MEASURES)


def _rows(sheet: Any, keys: Mapping[int, str]) -> Iterator[Row]:
    """Yield the non-empty rows below the heads, one by one; stop with an error above the limit of rows."""
    for number, row in enumerate(sheet.iter_rows(min_row=FIRST_ROW, max_col=max(keys) + 1), FIRST_ROW):
        if number > MOST_ROWS:
            raise ImportRejectedError(
                message(_("the sheet “%(sheet)s” has more than %(limit)s rows"), sheet=sheet.title, limit=MOST_ROWS)
            )
        cells = {}
        for place, key in keys.items():
            cell = row[place] if place < len(row) else None
            where = f"{sheet.title}!{get_column_letter(place + 1)}{number}"
            cells[key] = Cell(where, cell.value, cell.data_type) if cell is not None else Cell(where, None, "n")
        if not all(cell.empty for cell in cells.values()):
            yield Row(number, cells)


# Limits


_UNREADABLE = message(_("not a readable Excel workbook (.xlsx); open it in Excel or LibreOffice and save it as .xlsx"))


_TOO_LARGE = message(_("the workbook is much larger than any that “roadmap export” makes"))


def _bounded(content: bytes) -> None:
    """Raise ImportRejectedError if a file would fill the memory; raise errors of `zipfile` if it is not a package."""
    if len(content) > LARGEST * 2**20:
        raise ImportRejectedError(_TOO_LARGE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST * 2**20:
            raise ImportRejectedError(_TOO_LARGE)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                content = package.read(part)
                if _DOCTYPE.search(content):
                    raise ImportRejectedError(_UNREADABLE)
                if content.count(b"<") > MOST_TAGS:
                    raise ImportRejectedError(_TOO_LARGE)


_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
"""A document type, which a workbook never declares; with it, a few lines of XML can expand to gigabytes."""
