"""Findings as text for people, each with its source line and a mark below the place."""

import re
import unicodedata
from array import array
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

from roadmap.diagnostics.diagnostic import HELP, Diagnostic, Severity
from roadmap.diagnostics.formats.report import Report

__all__ = ["format_text"]

WIDTH = 100
"""The maximum number of columns shown of a source line."""

AFTER = 60
"""How many of these columns follow the marked place, if the line is cut."""

TAB = 4
"""The width of a tab in columns."""


def format_text(report: Report) -> str:
    """Return each finding with its source line and the marked place, then the settings. Blank lines separate findings."""
    line_of = _line_finder(report)

    def said(text: str) -> str:
        return _on_one_line(text, report.encoding)

    parts = []
    for found in report.shown:
        colour = _COLOURS[found.severity] if report.colour else ""
        label = found.label(report.gettext)
        label = f"{colour}{label}{_PLAIN}" if colour else label
        where = f"{said(found.where)}: " if found.where else ""
        lines = [f"{where}{label}: {said(report.said(found.text))}"]
        line = line_of(found)
        if line is not None:
            lines += _pictured(line, found, colour, report.encoding)
        if found.advice is not None:
            lines.append(f"  {report.said(HELP)}: {said(report.said(found.advice))}")
        parts.append("".join(f"{one}\n" for one in lines))
    if left_out := report.left_out():
        parts.append(f"{left_out}\n")
    if report.settings:
        parts.append("".join(said(f"{note.where}: {report.said(note.text)}") + "\n" for note in report.settings))
    return "\n".join(parts)


def _line_finder(report: Report) -> Callable[[Diagnostic], str | None]:
    """Return a function that finds the source line of a finding. It returns None if the file or line is missing."""

    @cache
    def starts(file: str) -> "array[int]":
        return array("q", chain((0,), (found.end() for found in _LINE_END.finditer(report.texts[file]))))

    def line_of(found: Diagnostic) -> str | None:
        text = report.texts.get(found.file or "")
        if text is None or found.file is None or found.line is None:
            return None
        lines = starts(found.file)
        if found.line > len(lines):
            return None
        end = lines[found.line] if found.line < len(lines) else len(text)
        return text[lines[found.line - 1] : end].rstrip("\r\n")

    return line_of


_LINE_END = re.compile("\r\n|\n|\r")

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
_PLAIN = "\x1b[0m"


def _on_one_line(text: str, encoding: str) -> str:
    """Return a sentence as a terminal shows it.

    It can quote a plan. Control characters are escaped, so that a plan cannot control the terminal or fake findings.
    """
    return text if text.isprintable() else "".join(_cell(letter, encoding)[0] for letter in " ".join(text.splitlines()))


def _pictured(line: str, found: Diagnostic, colour: str, encoding: str) -> Iterator[str]:
    """Yield a line as a terminal shows it, and the mark below it. A long line is cut around the place."""
    start = min((found.column or 1) - 1, len(line))
    end = max(start + 1, _end_of_part(line, start, found))
    first, last = _cut(line, start, encoding)
    shown = [_cell(letter, encoding) for letter in line[first:last]]
    dots = _cell("…", encoding)
    before = [dots] * (first > 0) + shown[: start - first]
    part = shown[start - first : end - first]
    mark = "^" + "~" * (sum(width for _letters, width in part) - 1)
    source = "".join(letters for letters, _width in [*before, *shown[start - first :], *[dots] * (last < len(line))])
    number = f"{found.line:>5}"
    yield f"{number} | {source}".rstrip()
    room = " " * sum(width for _letters, width in before)
    yield f"{' ' * len(number)} | {room}{colour}{mark}{_PLAIN if colour else ''}"


def _cut(line: str, start: int, encoding: str) -> tuple[int, int]:
    """Return the first and last index shown of a line. A long line is cut so that the part at `start` is visible."""

    def forward(index: int, room: int) -> tuple[int, int]:
        while index < len(line) and (width := _cell(line[index], encoding)[1]) <= room:
            index, room = index + 1, room - width
        return index, room

    whole, _room = forward(0, WIDTH)
    if whole == len(line):
        return 0, whole
    dots = _cell("…", encoding)[1]
    room = WIDTH - 2 * dots
    last, left = forward(start, AFTER)
    room -= AFTER - left
    first = start
    while first > 0 and (width := _cell(line[first - 1], encoding)[1]) <= room:
        first, room = first - 1, room - width
    last, _room = forward(last, room)
    while first < start and _cell(line[first], encoding)[1] == 0:  # belongs to the letter that is cut off
        first += 1
    return first, last


def _cell(letter: str, encoding: str) -> tuple[str, int]:
    """Return a letter as shown, and its width in columns (Unicode Standard Annex #11; ambiguous ones have one column)."""
    if " " <= letter <= "~":
        return letter, 1
    if letter == "\t":
        return " " * TAB, TAB
    category = unicodedata.category(letter)
    if letter not in _JOINERS and category in ("Cc", "Cf", "Cs", "Zl", "Zp"):
        letter, category = "\ufffd", "So"
    shown = letter.encode(encoding, "backslashreplace").decode(encoding)
    if shown != letter:
        return shown, len(shown)
    if letter in _JOINERS or category in ("Mn", "Me") or "\u1160" <= letter <= "\u11ff":
        return letter, 0
    return letter, 2 if unicodedata.east_asian_width(letter) in "WF" else 1


_JOINERS = "\u200c\u200d"


# What is marked


_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_WORDS = {"RM003": re.compile(rf"{_QUOTED.pattern}|[^:\"']+"), "RM012": re.compile(r"[*&!][^\s,\[\]{}]*")}
_KEY = re.compile(r"\s*:(?:\s|$)")
_LOOK = 2000


def _end_of_part(line: str, start: int, found: Diagnostic) -> int:
    """Return the end of the key or value at `start`; `start` itself if the part does not end in this line.

    A key that is not part of the finding's path only marks where the part begins. Then the result is also `start`.
    """
    rest = line[start : start + _LOOK]
    if not found.path:
        word = _WORDS[found.code].match(rest) if found.code in _WORDS else None
        return start + word.end() if word else start
    if quoted := _QUOTED.match(rest):
        length = quoted.end()
    elif rest[:1] in ("", '"', "'"):
        return start
    elif rest[0] in "[{":
        return start + _length_of_brackets(rest)
    else:
        length = _length_of_plain(rest, in_brackets=_in_brackets(line[:start]))
    if _KEY.match(rest, length):
        key = rest[:length].strip("\"'")
        return start + length if key in [str(step) for step in found.path[-2:]] else start
    return start + length


def _length_of_brackets(rest: str) -> int:
    """Return the length up to the bracket that closes the first one; 0 if it is not in this line."""
    depth = 0
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), rest)
    for index, letter in enumerate(bare):
        depth += (letter in "[{") - (letter in "]}")
        if depth == 0:
            return index + 1
    return 0


def _length_of_plain(rest: str, *, in_brackets: bool) -> int:
    """Return the length up to a colon, a comment, or a separator of entries in brackets."""
    depth = 0
    for index, letter in enumerate(rest):
        depth += letter in "[{"
        ends = (
            (letter == ":" and rest[index + 1 : index + 2].strip() == "")
            or (letter == "#" and rest[index - 1 : index].isspace())
            or (letter in "]}" and depth == 0)
            or (letter == "," and in_brackets and depth == 0)
        )
        if ends:
            return len(rest[:index].rstrip())
        depth -= letter in "]}"
    return len(rest.rstrip().rstrip(","))


def _in_brackets(before: str) -> bool:
    """Return whether a bracket is open before a place. Far to the right in a line this is assumed."""
    if len(before) > _LOOK:
        return True
    bare = _QUOTED.sub("", before)
    return sum(bare.count(bracket) for bracket in "[{") > sum(bare.count(bracket) for bracket in "]}")
