"""What was found in plans, as text for people and as data for programs: pure functions from findings to text.

`FORMATS` is the whole list. A report keeps the order of `in_order` (file, place, code), so it is the same from run to run.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import quote

import attrs

from roadmap.diagnostics.diagnostic import HELP, Diagnostic, Severity, sort_diagnostics
from roadmap.i18n.message import Message, _, message
from roadmap.reading.composer import SourceText

__all__ = ["FORMATS", "MAX_FINDINGS", "Report"]

MAX_FINDINGS = 200
"""How many findings are shown where nobody says how many."""

WIDTH = 100
"""How many columns of a source line are shown at most."""

AFTER = 60
"""How many of them belong to what begins at the place, where the line is cut."""

TAB = 4
"""Columns of a tab."""


@attrs.frozen
class Report:
    """What is to be reported, and how.

    texts: what stands in each file, as it was when it was read; a finding in a file without its text is shown without its line.
    gettext: gives the translation of a text of the program.
    settings: what the plans set for the rules: told after the findings, and not counted among them.
    whole: whether all was read that was to be checked.
    most: how many findings are shown, where a person reads; 0 for all.
    colour: for a terminal.
    encoding: that of the terminal or pipe: a letter that it lacks is shown by its number, and takes as much room.
    """

    found: Sequence[Diagnostic] = attrs.field(converter=sort_diagnostics)
    texts: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    gettext: Callable[[str], str | None] = str
    settings: Sequence[Diagnostic] = attrs.field(default=(), converter=sort_diagnostics)
    whole: bool = True
    most: int = MAX_FINDINGS
    colour: bool = False
    encoding: str = "utf-8"

    @property
    def shown(self) -> Sequence[Diagnostic]:
        """In order; where there are too many, the gravest: no error is left out for a warning, and none of a plan's limits."""
        if not 0 < self.most < len(self.found):
            return self.found
        gravest = sorted(self.found, key=lambda found: (_GRAVITY[found.severity], found.code != "RM010"))
        return sort_diagnostics(gravest[: self.most])

    def said(self, text: Message | None) -> str:
        """In the reader's language; nothing for nothing."""
        return text.translated(self.gettext) if text is not None else ""

    def left_out(self) -> str:
        """A sentence about the findings that are not shown, if there are any."""
        number = len(self.found) - len(self.shown)
        return self.said(message(_LEFT_OUT, number=number)) if number else ""


_GRAVITY = {severity: place for place, severity in enumerate(Severity)}
_LEFT_OUT = _("more findings, not shown: %(number)s (“roadmap check --max-findings 0” shows all)")


# For people


def format_text(report: Report) -> str:
    """Each finding with the line it is about and the place marked in it; a blank line between findings; then the settings."""
    sources = {file: SourceText(file, text) for file, text in report.texts.items()}

    @lru_cache(maxsize=1)
    def line_of(file: str, number: int) -> str | None:
        try:
            return sources[file].line(number)
        except (KeyError, IndexError):
            return None

    def said(text: str) -> str:
        return _on_one_line(text, report.encoding)

    parts = []
    for found in report.shown:
        colour = _COLOURS[found.severity] if report.colour else ""
        label = f"{colour}{found.label}{_PLAIN}" if colour else found.label
        where = f"{said(found.where)}: " if found.where else ""
        lines = [f"{where}{label}: {said(report.said(found.text))}"]
        line = line_of(found.file, found.line) if found.file is not None and found.line is not None else None
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


_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
_PLAIN = "\x1b[0m"


def _on_one_line(text: str, encoding: str) -> str:
    """A sentence as a terminal shows it: it can quote a plan, and no plan gives a terminal orders or makes up findings."""
    return text if text.isprintable() else "".join(_cell(letter, encoding)[0] for letter in " ".join(text.splitlines()))


def _pictured(line: str, found: Diagnostic, colour: str, encoding: str) -> Iterator[str]:
    """A line as a terminal shows it, cut around the place if it is long, and the mark that goes below it."""
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
    """From where to where a line is shown: whole if there is room, else so that what begins at `start` is seen."""

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
    while first < start and _cell(line[first], encoding)[1] == 0:  # belongs to a letter that is cut off
        first += 1
    return first, last


def _cell(letter: str, encoding: str) -> tuple[str, int]:
    """A letter as it is shown, and the columns that it takes (Unicode Standard Annex #11; ambiguous ones take one)."""
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
    """Where the key or value that begins at a place ends, if that is the part meant and it ends in this line; else `start`.

    A key that the finding's path does not lead to only stands where the part meant begins.
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
    """Up to the bracket that closes the first one; 0 if that is not in this line."""
    depth = 0
    bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), rest)
    for index, letter in enumerate(bare):
        depth += (letter in "[{") - (letter in "]}")
        if depth == 0:
            return index + 1
    return 0


def _length_of_plain(rest: str, *, in_brackets: bool) -> int:
    """Up to the colon, the comment, or what divides entries between brackets."""
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
    """Whether what stands before a place leaves a bracket open; so far to the right, nothing else is likely."""
    if len(before) > _LOOK:
        return True
    bare = _QUOTED.sub("", before)
    return sum(bare.count(bracket) for bracket in "[{") > sum(bare.count(bracket) for bracket in "]}")


# For programs


def format_json(report: Report) -> str:
    """A list with all findings, and after them what the plans set for the rules.

    Each has `file`, `line`, `column` (from 1, in characters; null for a plan made in Python), `severity` ("error", "warning",
    "note"; "none" for a setting, which is no finding), `code` and its `name`, `message`, `help` (empty if there is none), and
    `path`: the keys and indices (from 0) from the plan to the part that is meant, empty where the text is no plan.
    """
    given = [(found.severity.value, found) for found in report.found] + [("none", note) for note in report.settings]
    return _dumped(
        [
            {
                "file": found.file,
                "line": found.line,
                "column": found.column,
                "severity": severity,
                "code": found.code,
                "name": found.name,
                "message": report.said(found.text),
                "help": report.said(found.advice),
                "path": list(found.path),
            }
            for severity, found in given
        ]
    )


def format_github(report: Report) -> str:
    """Workflow commands of GitHub Actions, one a line: marks at the lines of a pull request.

    Source of the rules for escaping: actions/toolkit, packages/core/src/command.ts.
    """
    lines = [_as_command(report, found) for found in report.shown]
    if left_out := report.left_out():
        lines.append(f"::notice::{_data(left_out)}\n")
    return "".join([*lines, *(_as_command(report, note) for note in report.settings)])


def _as_command(report: Report, found: Diagnostic) -> str:
    properties = {
        "file": PurePath(found.file).as_posix() if found.file is not None else None,
        "line": found.line,
        "col": found.column,
        "title": found.called,
    }
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    said = "\n".join(part for part in (report.said(found.text), report.said(found.advice)) if part)
    return f"::{_COMMANDS[found.severity]} {given}::{_data(said)}\n"


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def format_sarif(report: Report) -> str:
    """A log of one run with all findings, for tools that gather them; what plans set for the rules are its notifications.

    Source: OASIS Static Analysis Results Interchange Format (SARIF) 2.1.0.
    """
    from roadmap import __version__

    codes = sorted({found.code for found in (*report.found, *report.settings)})
    places = {code: place for place, code in enumerate(codes)}
    driver = {"name": "roadmap", "version": __version__, "rules": _as_rules(report, codes)}
    invocation: dict[str, Any] = {"executionSuccessful": report.whole}
    if report.settings:
        notes = [_as_notification(report, note, places[note.code]) for note in report.settings]
        invocation["toolConfigurationNotifications"] = notes
    results = [_as_result(report, found, places[found.code]) for found in report.found]
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return _dumped({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=None)


_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _as_rules(report: Report, codes: Sequence[str]) -> list[dict[str, Any]]:
    """What each rule looks for, why, and how grave it is where a plan does not say otherwise."""
    from roadmap.reference.explain import names, reasons, titles
    from roadmap.rules.registry import RULES

    known, grave = titles(), {rule.code: rule.severity for rule in RULES}

    def described(code: str) -> dict[str, Any]:
        reason = " ".join(report.said(message(text)) for text in reasons(code))
        return {
            "id": code,
            "name": names()[code],
            "shortDescription": {"text": report.said(message(known[code]))},
            "fullDescription": {"text": reason},
            "defaultConfiguration": {"level": grave.get(code, Severity.ERROR).value},
        }

    return [described(code) for code in codes]


def _as_notification(report: Report, note: Diagnostic, rule: int) -> dict[str, Any]:
    return {
        "level": note.severity.value,
        "message": {"text": report.said(note.text)},
        "locations": _as_locations(note),
        "associatedRule": {"id": note.code, "index": rule},
    }


def _as_result(report: Report, found: Diagnostic, rule: int) -> dict[str, Any]:
    said = " ".join(part for part in (report.said(found.text), report.said(found.advice)) if part)
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.severity.value,
        "message": {"text": said},
        "locations": _as_locations(found),
    }


def _as_locations(found: Diagnostic) -> list[dict[str, Any]]:
    location: dict[str, Any] = {}
    if found.file is not None:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(found.file)}}
        if found.line is not None:
            region = {"startLine": found.line, "startColumn": found.column or 1}
            location["physicalLocation"]["region"] = region
    if found.path:
        location["logicalLocations"] = [{"fullyQualifiedName": "/".join(map(str, found.path))}]
    return [location] if location else []


def _uri(file: str) -> str:
    """A reference to a file: relative as it was given, or the whole address of one given by its whole path."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/", errors="surrogateescape")


def _dumped(value: object, *, indent: int | None = 2) -> str:
    """JSON; without indents it is made several times as fast, and nobody reads a log of half a million findings."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"


FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
    "sarif": format_sarif,
}
"""What a report can be, and the function that makes it."""
