"""After a syntax error: the rest of the text, read from a copy in which the lines at fault are mended or blank.

The copy has the same length and the same lines, so that every place in it is one of the real text. What is found later and may
stem from the mending is left out.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import attrs
from yaml import SafeLoader, events
from yaml.error import MarkedYAMLError

from roadmap.diagnostics import Diagnostic
from roadmap.model.messages import _, message
from roadmap.reading.hints import ODD_SPACE
from roadmap.reading.nodes import Text
from roadmap.reading.syntax import CERTAIN, LIST_SIGN, Explain, Explained, Stopped, explaining, is_bracket, opens_entry

__all__ = ["Mended", "mend", "still_true"]

MAX_ROUNDS = 20
MAX_MENDED = 1_200_000
"""How many characters a text may have that is mended; of a longer one the first syntax error is told alone."""
MAX_READ = 20_000_000
"""How much is parsed again in all, over every round and way of mending: counted in characters, an event for so many."""
_AN_EVENT = 20
_SLOWER = 20  # PyYAML's own parser than libyaml, which such a bound is for


@attrs.frozen
class Mended:
    """A text that can be parsed (None where no mending helped), which of its lines are not the real ones, and why."""

    text: str | None
    lines: frozenset[int]
    explained: list[Explained]


_Way = tuple[str, range, bool]
_Done = tuple[str, range, Stopped | None]


class _Out(Exception):
    """Nothing more can be tried."""


def mend(source: Text, text: str, error: MarkedYAMLError, parser: Callable[[str], Any]) -> Mended:
    """Mend one error after the other, until the text can be parsed or too much has been tried."""
    attempts = _Attempts(parser)
    lines: set[int] = set()
    explained: list[Explained] = []
    first = stopped_at(source, text, error)
    stopped: Stopped | None = first
    if len(text) > MAX_MENDED:
        return Mended(None, frozenset(), _cut_short([explaining(first)[0]]))
    for _round in range(MAX_ROUNDS):
        if stopped is None:
            return Mended(text, frozenset(lines), explained)
        said, explain = explaining(stopped)
        line = source.place(said[0])[0]
        known = line in lines or any(said[0] == other[0] for other in explained)
        certain = _certain(explain, stopped.source.line(line))
        if not known and (certain or not _after_mended(source, line, lines)):
            explained.append(said)
        try:
            text, touched, stopped = attempts.best(stopped, said, line, explain)
        except _Out:
            break
        lines.update(touched)
    if stopped is not None:
        return Mended(None, frozenset(lines), _cut_short(explained))
    return Mended(text, frozenset(lines), explained)


def _cut_short(explained: list[Explained]) -> list[Explained]:
    """The mistakes, the last of which says that nothing after it is told."""
    last = max(range(len(explained)), key=lambda place: explained[place][0], default=None)
    return [
        (offset, text, message(_("%(advice)s The rest of the file was not checked."), advice=advice))
        if place == last
        else (offset, text, advice)
        for place, (offset, text, advice) in enumerate(explained)
    ]


def stopped_at(source: Text, text: str, error: MarkedYAMLError, left_out: range = range(0)) -> Stopped:
    """Where the parser stopped, in a text of the same lines as the source, of which it was given all but a part."""

    def real(index: int) -> int:
        return index if index < left_out.start else index + len(left_out)

    mark, start = error.problem_mark or error.context_mark, error.context_mark
    offset = min(real(mark.index) if mark is not None else 0, len(text))
    same = source if text == source.text else Text(source.file, text)
    return Stopped(same, offset, real(start.index) if start is not None else None)


def _certain(explain: Explain, line: str) -> bool:
    """Whether a mistake is seen in its line alone."""
    return explain in CERTAIN or (
        is_bracket(explain) and any(line.count(one) != line.count(other) for one, other in ("[]", "{}"))
    )


def _after_mended(source: Text, line: int, lines: set[int]) -> bool:
    """Whether only empty lines stand between a line and a mended one: its error may stem from the mending."""
    while line > 1:
        line -= 1
        if line in lines:
            return True
        if source.line(line).strip():
            return False
    return False


class _Attempts:
    """Ways of mending, tried within the bounds."""

    def __init__(self, parser: Callable[[str], Any]) -> None:
        self.parser = parser
        self.left = MAX_READ // (_SLOWER if parser is SafeLoader else 1)

    def best(self, stopped: Stopped, said: Explained, line: int, explain: Explain) -> _Done:
        """The first way that changes single signs and helps; else the one after which the parser comes furthest."""
        best: _Done | None = None
        furthest = stopped.offset
        lines = _lines_at_fault(stopped, line)
        left_out = _entries_before(stopped.source, min(lines))
        for text, touched, mild in _ways(stopped, said, line, lines, whole=opens_entry(explain)):
            if self.left <= 0:
                break
            after = self.stops(stopped.source, text, left_out)
            if after is None:
                return text, touched, after
            further = after.offset > stopped.offset and after.number > touched[-1]
            if further and (mild or not _after_mended(after.source, after.number, set(touched))):
                return text, touched, after
            if after.offset > furthest and after.number > touched[-1]:
                best, furthest = (text, touched, after), after.offset
        if best is None:
            raise _Out
        return best

    def stops(self, source: Text, text: str, left_out: range = range(0)) -> Stopped | None:
        """Where the parser stops in a text, if anywhere; that it reads all to the end is held against the whole text."""
        given = text[: left_out.start] + text[left_out.stop :] if left_out else text
        stopped: Stopped | None = None
        seen = 0
        try:
            parser = self.parser(given)
            while type(parser.get_event()) is not events.StreamEndEvent:
                seen += 1
        except MarkedYAMLError as error:
            stopped = stopped_at(source, text, error, left_out)
        except RecursionError:
            stopped = Stopped(source, 0, None)
        self.left -= len(text) // 2 + seen * _AN_EVENT
        return self.stops(source, text) if stopped is None and left_out else stopped


def _lines_at_fault(stopped: Stopped, line: int) -> list[int]:
    """The lines that may have to be mended, the likeliest first."""
    return list(dict.fromkeys((line, stopped.number, stopped.source.place(stopped.line_before_start())[0])))


_TOP = re.compile(r"^[^\s#-].*", re.MULTILINE)
_OPENS = re.compile(r"[\w-]+:[ ]*(?:#.*)?\r?\n(?:[ ]*(?:#.*)?\r?\n)*([ ]*)(-?)")


def _entries_before(source: Text, number: int) -> range:
    """Entries of the list or mapping that a line at the top opens, all before a line: they need not be parsed again and again.

    The first stays, as the place where the parser says that they begin, and the one before that of the line.
    """
    end = source.start_of(number)
    *_above, top = [0, *(found.start() for found in _TOP.finditer(source.text, 0, end))]
    opens = _OPENS.match(source.text, top, end)
    if opens is None or not (opens[1] or opens[2]):
        return range(0)
    entry = re.compile(rf"^{opens[1]}{'-[ ]' if opens[2] else '[^ #-]'}", re.MULTILINE)
    starts = [found.start() for found in entry.finditer(source.text, opens.start(1), end)]
    return range(starts[1], starts[-2]) if len(starts) > 3 else range(0)


def _ways(stopped: Stopped, said: Explained, line: int, lines: list[int], *, whole: bool) -> Iterator[_Way]:
    """Texts in which the error may be gone, each with the lines that are not the real ones; the mildest first."""
    source = stopped.source
    if not whole:
        for changed in _changed(stopped, said, line):
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


def _changed(stopped: Stopped, said: Explained, number: int) -> Iterator[str]:
    """One line with signs in place of others, as long as before."""
    source = stopped.source
    line = source.line(number)
    depth = len(line) - len(line.lstrip())
    if ODD_SPACE.search(line):
        yield ODD_SPACE.sub(" ", line)
    if found := LIST_SIGN.match(line):
        yield f"{found[1]}-{line[len(found[1]) + 1 :]}"
    if "\t" in line and ("\t" not in line[:depth] or depth in _depths_around(source, number)):
        yield line.replace("\t", " ")
    for offset in dict.fromkeys((said[0], stopped.offset)):
        at_line, column = source.place(offset)
        if at_line == number and column <= len(line):
            instead = _INSTEAD.get(line[column - 1])
            if instead:
                yield line[: column - 1] + instead + line[column:]
    above = source.line(number - 1) if number > 1 else ""
    wanted = len(above) - len(above.lstrip())
    if 0 <= wanted < depth and not _OPENS_BLOCK.search(above):
        yield line[depth - wanted :] + " " * (depth - wanted)


def _depths_around(source: Text, number: int) -> set[int]:
    """How far in the nearest lines begin, above and below."""
    above, below = range(number - 1, 0, -1), range(number + 1, source.lines() + 1)
    nearest = (next((line for line in map(source.line, numbers) if line.strip()), "") for numbers in (above, below))
    return {_depth(line) for line in nearest}


_INSTEAD = {
    **{":": ".", ";": ",", "]": " ", "}": " "},
    **dict.fromkeys("\"'@%`|>&*!", "_"),
}


def _with(source: Text, number: int, line: str) -> str:
    start = source.start_of(number)
    return source.text[:start] + line + source.text[start + len(line) :]


def _blank(source: Text, lines: range) -> _Way:
    start, last = source.start_of(lines[0]), lines[-1]
    end = source.start_of(last) + len(source.line(last))
    return source.text[:start] + re.sub(r"[^\r\n]", " ", source.text[start:end]) + source.text[end:], lines, False


def _block(source: Text, number: int, *, as_the_first: bool = False) -> range:
    """A line, with those below it that stand further in; `as_the_first`: as far in as the first of them."""
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


# What is found in the mended text


def still_true(found: list[Diagnostic], source: Text, lines: frozenset[int]) -> list[Diagnostic]:
    """What is wrong with the real text too."""
    from roadmap.reading.references import room_of

    region = "\n".join(source.line(number) for number in sorted(lines))
    words = frozenset(re.findall(r"[\w.-]+", region)) | frozenset(re.findall(r"\w+", region))

    def stands(diagnostic: Diagnostic) -> bool:
        line, values = diagnostic.line or 1, dict(diagnostic.text.values)
        if line in lines or diagnostic.code == "RM011":
            return False
        if diagnostic.code == "RM005":
            return values.get("key") not in words
        if diagnostic.code == "RM014":
            return values.get("id") not in words and room_of(diagnostic.text) not in words
        if diagnostic.code in ("RM006", "RM007"):
            return not _before_mended(source, line, lines)
        return True

    return [diagnostic for diagnostic in found if stands(diagnostic)]


def _before_mended(source: Text, line: int, lines: frozenset[int]) -> bool:
    for following in range(line + 1, source.lines() + 1):
        if following in lines:
            return True
        if source.line(following).strip():
            return False
    return False
