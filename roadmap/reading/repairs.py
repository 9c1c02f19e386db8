"""Propose repairs for a text with a syntax error: other signs in its line, or a blank line or block.

Each repaired text has lines of the same lengths, so the places in it are places in the real text.
"""

import re
from collections.abc import Iterator

from roadmap.diagnostics.letters import ODD_SPACE
from roadmap.reading.source import SourceText
from roadmap.reading.syntax_errors import LIST_SIGN, Explained, Stopped

__all__ = ["Repair", "entries_before", "lines_at_fault", "repairs"]


Repair = tuple[str, range, bool]
"""A text, the changed lines, and whether only single signs differ."""


def lines_at_fault(stopped: Stopped, line: int) -> list[int]:
    """Return the lines that may be at fault, the most likely first."""
    return list(dict.fromkeys((line, stopped.number, stopped.source.place(stopped.line_before_start())[0])))


_TOP = re.compile(r"^[^\s#-].*", re.MULTILINE)


_OPENS = re.compile(r"[\w-]+:[ ]*(?:#.*)?\r?\n(?:[ ]*(?:#.*)?\r?\n)*([ ]*)(-?)")


def entries_before(source: SourceText, number: int) -> range:
    """Return the range of earlier entries that need not be parsed again.

    The entries belong to the list or mapping that a top-level line opens, and precede the given line. The first entry
    stays, since the parser reports that the list begins there. The last entry before the line stays too.
    """
    end = source.start_of(number)
    *_above, top = [0, *(found.start() for found in _TOP.finditer(source.text, 0, end))]
    opens = _OPENS.match(source.text, top, end)
    if opens is None or not (opens[1] or opens[2]):
        return range(0)
    entry = re.compile(rf"^{opens[1]}{'-[ ]' if opens[2] else '[^ #-]'}", re.MULTILINE)
    starts = [found.start() for found in entry.finditer(source.text, opens.start(1), end)]
    return range(starts[1], starts[-2]) if len(starts) > 3 else range(0)


def repairs(stopped: Stopped, error: Explained, line: int, lines: list[int], *, whole: bool) -> Iterator[Repair]:
    """Yield texts in which the error may be fixed, each with its changed lines; the mildest repair first.

    Args:
        stopped: Where the parser stopped.
        error: The explained error.
        line: The line of the error.
        lines: The lines that may be at fault.
        whole: Whether to change whole blocks only, never a single line.
    """
    source = stopped.source
    if not whole:
        for changed in _changed(stopped, error, line):
            yield _with(source, line, changed), range(line, line + 1), True
    for number in lines:
        word = source.line(number)
        if not word.strip():
            continue
        if re.match(r"\s*[-–—•*]", word):
            yield _blank(source, _block(source, number))
            continue
        inner = _block(source, number, as_the_first=True)
        if len(inner) > 1 and re.fullmatch(r"\s*[\w-]{2,}\s*", word):
            bare = word.rstrip()
            yield _with(source, number, bare[:-1] + ":" + word[len(bare) :]), inner, False
        if not whole and len(inner) > 1 and _OPENS_BLOCK.search(word):
            yield _blank(source, inner)
        if not whole:
            yield _blank(source, range(number, number + 1))
        yield _blank(source, _block(source, number))


_OPENS_BLOCK = re.compile(r":\s*(?:[|>][-+]?\s*)?(?:\s#.*)?\Z")


def _changed(stopped: Stopped, error: Explained, number: int) -> Iterator[str]:
    """Yield the line with single signs replaced, as long as before."""
    source = stopped.source
    line = source.line(number)
    depth = len(line) - len(line.lstrip())
    if ODD_SPACE.search(line):
        yield ODD_SPACE.sub(" ", line)
    if found := LIST_SIGN.match(line):
        yield f"{found[1]}-{line[len(found[1]) + 1 :]}"
    if "\t" in line and ("\t" not in line[:depth] or depth in _depths_around(source, number)):
        yield line.replace("\t", " ")
    for offset in dict.fromkeys((error[0], stopped.offset)):
        at_line, column = source.place(offset)
        if at_line == number and column <= len(line):
            instead = _INSTEAD.get(line[column - 1])
            if instead:
                yield line[: column - 1] + instead + line[column:]
    above = source.line(number - 1) if number > 1 else ""
    wanted = len(above) - len(above.lstrip())
    if 0 <= wanted < depth and not _OPENS_BLOCK.search(above):
        yield line[depth - wanted :] + " " * (depth - wanted)


def _depths_around(source: SourceText, number: int) -> set[int]:
    """Return the indents of the nearest lines above and below."""
    above, below = range(number - 1, 0, -1), range(number + 1, source.lines() + 1)
    nearest = (next((line for line in map(source.line, numbers) if line.strip()), "") for numbers in (above, below))
    return {_depth(line) for line in nearest}


_INSTEAD = {
    **{":": ".", ";": ",", "]": " ", "}": " "},
    **dict.fromkeys("\"'@%`|>&*!", "_"),
}


def _with(source: SourceText, number: int, line: str) -> str:
    start = source.start_of(number)
    return source.text[:start] + line + source.text[start + len(line) :]


def _blank(source: SourceText, lines: range) -> Repair:
    start, last = source.start_of(lines[0]), lines[-1]
    end = source.start_of(last) + len(source.line(last))
    return source.text[:start] + re.sub(r"[^\r\n]", " ", source.text[start:end]) + source.text[end:], lines, False


def _block(source: SourceText, number: int, *, as_the_first: bool = False) -> range:
    """Return a line with the more indented lines below it.

    Args:
        source: The text.
        number: The number of the first line.
        as_the_first: Whether to include only lines indented at least as far as the first line below.
    """
    first = source.line(number)
    depth, last = _depth(first), number
    if "\t" in first[:depth] and not as_the_first:
        return range(number, number + 1)
    for following in range(number + 1, source.lines() + 1):
        line = source.line(following)
        if line.strip():
            if _depth(line) <= depth:
                break
            if as_the_first and last == number:
                depth = _depth(line) - 1
            last = following
    return range(number, last + 1)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" \t\u00a0"))
