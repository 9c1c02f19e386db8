"""Where the parser stopped, and what stands around the place."""

from collections.abc import Callable

import attrs

from roadmap.i18n.message import Message
from roadmap.reading.source import SourceText

__all__ = ["Explain", "Explained", "Stopped", "depth"]


@attrs.frozen
class Stopped:
    """Where the parser stopped (`offset`), and where that began which it could not finish (`start`)."""

    source: SourceText
    offset: int
    start: int | None

    @property
    def opener(self) -> str:
        """The character that began it."""
        return "" if self.start is None else self.source.text[self.start : self.start + 1]

    @property
    def here(self) -> str:
        """The character where the parser stopped."""
        return self.source.text[self.offset : self.offset + 1]

    @property
    def number(self) -> int:
        return self.source.place(self.offset)[0]

    @property
    def line(self) -> str:
        return self.source.line(self.number)

    @property
    def line_start(self) -> int:
        return self.offset - self.source.place(self.offset)[1] + 1

    @property
    def before(self) -> str:
        """What stands before the place, in its line."""
        return self.source.text[self.line_start : self.offset]

    def line_before(self) -> tuple[int, str]:
        """The nearest line above with anything in it: the offset of its first letter, and the line."""
        above = self.source.text[: self.line_start].rstrip()
        line = self.source.line(self.source.place(len(above))[0])
        return len(above) - len(line.strip()), line

    def line_before_start(self) -> int:
        """The offset of the first letter of the nearest line above with anything in it."""
        return max(0, self.line_before()[0])


Explained = tuple[int, Message, Message]


Explain = Callable[[Stopped], "Explained | None"]


def depth(line: str) -> int:
    """How far in a line begins."""
    return len(line) - len(line.lstrip())
