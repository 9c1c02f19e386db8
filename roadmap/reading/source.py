"""Keep the text of a plan and its nodes, with the place of each part.

Scalars stay text: `str`, or `Quoted` if they were written in quotes or as a block.
"""

import re
from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import accumulate, chain
from typing import Literal

import attrs

from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.i18n.message import Message
from roadmap.model.plan import Path
from roadmap.values.nodes import Mapping, Node, Sequence

__all__ = ["LINE_END", "SourceText", "diagnostic_at"]


LINE_END = re.compile("\r\n|\n|\r")
"""The end of a line, as LF, CRLF or CR."""


_BLOCK = 4096


@attrs.frozen(eq=False, slots=False)
class SourceText:
    """The text of a plan with its nodes; finds the place of each part of the plan (an `Origin`)."""

    file: str
    text: str = attrs.field(repr=False)
    root: Node | None = attrs.field(default=None, repr=False)

    @cached_property
    def _lines(self) -> "array[int]":
        """Return the offset of the first character of each line."""
        return array("q", chain((0,), (found.end() for found in LINE_END.finditer(self.text))))

    @cached_property
    def _ended(self) -> "array[int]":
        """Return how many lines end before each block of the text: fast even with millions of lines."""
        blocks = range(0, len(self.text), _BLOCK)
        return array("q", accumulate((self._ends(start, start + _BLOCK) for start in blocks), initial=0))

    def _ends(self, start: int, end: int) -> int:
        """Return how many lines end in a part of the text."""
        count = self.text.count
        return count("\n", start, end) + count("\r", start, end) - count("\r\n", start, end + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Return line and column of an offset, both from 1."""
        block, end = offset // _BLOCK, offset
        ended = self._ended[block] + self._ends(block * _BLOCK, offset)
        if ended == self._ended[block]:  # the line begins in an earlier block, or at the start of this one
            block = max(0, bisect_left(self._ended, ended) - 1)
            end = min(offset, (block + 1) * _BLOCK)
        return ended + 1, offset - self._last_end(block * _BLOCK, end) + 1

    def _last_end(self, start: int, end: int) -> int:
        """Return the start of the line that continues at the end of a part of the text."""
        text = self.text
        after = text.rfind("\r", start, end) + 1
        if 0 < after == end and text[after : after + 1] == "\n":  # CR and LF end the line together
            after = text.rfind("\r", start, after - 1) + 1
        return max(text.rfind("\n", start, end) + 1, after)

    def lines(self) -> int:
        """Return the number of lines."""
        return len(self._lines)

    def start_of(self, number: int) -> int:
        """Return the offset of the first character of a line (from 1)."""
        return self._lines[number - 1]

    def line(self, number: int) -> str:
        """Return one line (from 1) of the text, without its end."""
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def position(self, path: Path, target: Literal["key", "value"] = "value") -> tuple[int, int]:
        """Return line and column of a part of the plan, or of the nearest written part around it.

        The id of a record in a mapping by id is the record's key.
        """
        node, offset, key_offset = self.root, 0, 0
        for n, step in enumerate(path):
            if isinstance(node, Mapping) and step in node.starts:
                last = n == len(path) - 1
                key_offset, offset = node.starts[str(step)]
                node = node[str(step)]
                if last and target == "key":
                    offset = key_offset
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
                key_offset = offset = node.starts[step]
                node = node[step]
            else:
                if step == "id":
                    offset = key_offset
                break
        return self.place(offset)


def diagnostic_at(source: SourceText, offset: int, code: str, text: Message, advice: Message) -> Diagnostic:
    """Return a diagnostic at an offset of a text."""
    line, column = source.place(offset)
    return Diagnostic(code=code, text=text, advice=advice, file=source.file, line=line, column=column)
