"""The errors of an import: a rejected workbook, and the cells that are wrong."""

from collections.abc import Callable
from typing import NamedTuple

from roadmap.i18n.message import Message, UserError

__all__ = ["LARGEST", "CellError", "ImportRejectedError"]

LARGEST = 32
"""The size limit of a workbook in MiB, packed or unpacked: a workbook of 2,000 measures has three."""


class CellError(NamedTuple):
    """An error or a note about one cell; `where` is the address of the cell, as Excel writes it."""

    where: str
    text: Message
    help: Message

    def said(self, gettext: Callable[[str], str | None] = str) -> str:
        """Return the text and the help in a language; `gettext` translates a text."""
        return f"{self.where}: {self.text.translated(gettext)} {self.help.translated(gettext)}"

    def __str__(self) -> str:
        return self.said()


class ImportRejectedError(UserError, ValueError):
    """Nothing was imported from the workbook; `mistakes` lists the wrong cells, if cells are the cause."""

    def __init__(self, text: Message, mistakes: tuple[CellError, ...] = ()) -> None:
        super().__init__(text)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join([str(self.text), *map(str, self.mistakes)])
