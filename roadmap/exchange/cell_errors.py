"""What keeps a workbook from being taken in."""

from collections.abc import Callable
from typing import NamedTuple

from roadmap.i18n.message import Message, UserError

__all__ = ["LARGEST", "CellError", "ImportRejectedError"]

LARGEST = 32
"""How many MiB a workbook may have, packed or unpacked: one of 2,000 measures has three."""


class CellError(NamedTuple):
    """What is wrong in one cell, or worth knowing of it; `where` is its address, as Excel writes it."""

    where: str
    text: Message
    help: Message

    def said(self, gettext: Callable[[str], str | None] = str) -> str:
        """In a reader's language; `gettext` gives the translation of a text."""
        return f"{self.where}: {self.text.translated(gettext)} {self.help.translated(gettext)}"

    def __str__(self) -> str:
        return self.said()


class ImportRejectedError(UserError, ValueError):
    """A workbook from which nothing is taken; `mistakes` tells why, cell by cell, where cells are to blame."""

    def __init__(self, text: Message, mistakes: tuple[CellError, ...] = ()) -> None:
        super().__init__(text)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join([str(self.text), *map(str, self.mistakes)])
