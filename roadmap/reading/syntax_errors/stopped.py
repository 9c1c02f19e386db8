"""Describe the place where the parser stopped, and the text around it."""

from collections.abc import Callable

import attrs

from roadmap.i18n.message import Message
from roadmap.reading.source import SourceText

__all__ = ["Explain", "Explained", "Stopped", "depth"]


@attrs.frozen
class Stopped:
    """The place where the parser stopped (`offset`), and the start of the part that it could not finish (`start`)."""

    source: SourceText
    offset: int
    start: int | None

    @property
    def opener(self) -> str:
        """The first character of the unfinished part."""
        return "" if self.start is None else self.source.text[self.start : self.start + 1]

    @property
    def here(self) -> str:
        """The character where the parser stopped."""
        return self.source.text[self.offset : self.offset + 1]

    @property
    def number(self) -> int:
        """The number of the line where the parser stopped, from 1."""
        return self.source.place(self.offset)[0]

    @property
    def line(self) -> str:
        """The line where the parser stopped."""
        return self.source.line(self.number)

    @property
    def line_start(self) -> int:
        """The offset of the first character of that line."""
        return self.offset - self.source.place(self.offset)[1] + 1

    @property
    def before(self) -> str:
        """The part of the line before the place."""
        return self.source.text[self.line_start : self.offset]

    def line_before(self) -> tuple[int, str]:
        """Return the nearest line above that is not empty: the offset of its first letter, and its text."""
        above = self.source.text[: self.line_start].rstrip()
        line = self.source.line(self.source.place(len(above))[0])
        return len(above) - len(line.strip()), line

    def line_before_start(self) -> int:
        """Return the offset of the first letter of the nearest line above that is not empty."""
        return max(0, self.line_before()[0])


Explained = tuple[int, Message, Message]
"""An explained error: offset, text and advice."""


Explain = Callable[[Stopped], "Explained | None"]
"""A function that explains an error, or returns None if the error is of another sort."""


def depth(line: str) -> int:
    """Return the indent of a line."""
    return len(line) - len(line.lstrip())
