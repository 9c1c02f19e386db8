"""What stands in a workbook that comes back: opened with care, and read cell by cell."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from openpyxl import load_workbook

from roadmap.exchange.mistakes import LARGEST, NotTaken
from roadmap.exchange.workbook import ABOUT, FORMAT
from roadmap.model.messages import _, message

__all__ = ["FilledIn", "Row", "opened"]

MOST_PARTS = 1_000
MOST_CELLS = 2_000_000

_MEASURES = "measures."


class Row(NamedTuple):
    """One measure's row: the cells by the keys of their columns."""

    number: int
    cells: Mapping[str, Any]

    @property
    def empty(self) -> bool:
        return all(cell.value in (None, "") for cell in self.cells.values())


class FilledIn(NamedTuple):
    """What a workbook tells of itself, and the rows of its measures, with the title of their sheet."""

    plan: str
    language: str
    sheet: str
    rows: tuple[Row, ...]


def opened(content: bytes) -> FilledIn:
    """A workbook that `workbook` wrote and people have worked on: columns may have moved, rows be gone.

    Raises NotTaken.
    """
    try:
        _bounded(content)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that openpyxl does not know, and that nothing is taken from
            book = load_workbook(io.BytesIO(content), rich_text=False)
    except NotTaken:
        raise
    except Exception as error:  # whatever a foreign file makes of the readers, it is not a workbook that can be read
        raise NotTaken(_UNREADABLE) from error
    about = _about(book)
    for sheet in book.worksheets:
        if sheet.max_row * sheet.max_column > MOST_CELLS:
            raise NotTaken(message(_("the sheet “%(sheet)s” has too many cells"), sheet=sheet.title))
        keys = {cell.column: str(cell.value).removeprefix(_MEASURES) for cell in sheet[1] if _is_key(cell.value)}
        if "id" in keys.values():
            rows = tuple(_rows(sheet, keys))
            return FilledIn(about["plan"], about["language"], sheet.title, rows)
    raise NotTaken(
        message(
            _(
                "no sheet of the workbook has the measures: the first row, which is hidden, tells them. "
                "Export it anew, and copy what was filled in"
            )
        )
    )


def _is_key(value: Any) -> bool:
    return isinstance(value, str) and value.startswith(_MEASURES)


def _rows(sheet: Any, keys: Mapping[int, str]) -> Iterator[Row]:
    """The rows below the heads in which anything stands."""
    for cells in sheet.iter_rows(min_row=3, max_col=max(keys)):
        row = Row(
            cells[0].row, {keys[cell.column]: cell for cell in cells if hasattr(cell, "column") and cell.column in keys}
        )
        if not row.empty:
            yield row


def _about(book: Any) -> dict[str, str]:
    """What the hidden sheet tells."""
    if ABOUT not in book.sheetnames:
        text = _("this is no workbook of “roadmap export”: its hidden sheet “%(sheet)s” is not there")
        raise NotTaken(message(text, sheet=ABOUT))
    told = {str(row[0].value): str(row[1].value) for row in book[ABOUT].iter_rows(max_row=10, max_col=2)}
    if told.get("format") != str(FORMAT) or not {"plan", "language"} <= told.keys():
        text = _(
            "the workbook has another form (%(form)s) than this version of roadmap writes (%(own)s): export it anew"
        )
        raise NotTaken(message(text, form=told.get("format", ""), own=FORMAT))
    return told


# What may be opened at all


_UNREADABLE = message(
    _("this is no Excel workbook (.xlsx) that can be read; open it in Excel or LibreOffice, and save it as such")
)


_TOO_LARGE = message(_("the workbook is larger than %(limit)s MiB when it is unpacked"), limit=LARGEST)


def _bounded(content: bytes) -> None:
    """Raises NotTaken for what would fill the memory, and whatever `zipfile` raises for what is no package."""
    if len(content) > LARGEST * 2**20:
        raise NotTaken(_TOO_LARGE)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = package.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST * 2**20:
            raise NotTaken(_TOO_LARGE)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")) and _DOCTYPE.search(package.read(part)):
                raise NotTaken(_UNREADABLE)


_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
"""No workbook declares a type; with one, a few lines of XML can stand for gigabytes."""
