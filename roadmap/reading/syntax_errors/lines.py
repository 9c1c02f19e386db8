"""Explain lines with a missing or extra colon, with a wrong indent, or with a wrong dash."""

import re

from roadmap.i18n.message import _, message
from roadmap.reading.syntax_errors.stopped import Explained, Stopped, depth

__all__ = ["colon", "colon_inside", "dash_after_key", "dash_joined", "indent", "lone_entry", "new_entry", "no_colon"]


def new_entry(stopped: Stopped) -> Explained | None:
    """Explain a key in the column of the dashes of a list."""
    found = re.match(r"(\s+)\w[\w-]*:(?:\s|$)", stopped.line)
    if not found or stopped.line[: len(stopped.before)].strip() or stopped.opener != "-":
        return None
    begun = stopped.start or 0
    if stopped.source.place(begun)[1] != len(found[1]) + 1:
        return None
    return (
        stopped.line_start + len(found[1]),
        message(_("A key starts in the same column as the entries of a list.")),
        message(_("If a new entry begins here, put “- ” before it; else begin the key further in.")),
    )


def dash_joined(stopped: Stopped) -> Explained | None:
    """Explain a dash without a space before its key, inside a list."""
    found = re.match(r"(\s*)-\w[\w-]*:(?:\s|$)", stopped.line)
    if not found:
        return None
    return (
        stopped.line_start + len(found[1]),
        message(_("Missing space after the dash.")),
        message(_("Write “- ” before each entry of a list, with a space.")),
    )


def colon(stopped: Stopped) -> Explained | None:
    """Explain an unexpected colon, by the line or the lines above it."""
    if stopped.here != ":":
        return None
    if re.match(r":[^\s]", stopped.source.text[stopped.offset : stopped.offset + 2]):
        return _colon_missing(stopped.offset, stopped.line)
    if ": " in stopped.before:
        return colon_inside(stopped.offset, stopped.line)
    if (begun := _begun_above(stopped)) is not None:
        return _colon_missing(*begun)
    place, line = stopped.line_before()
    if re.match(r"\s*-[^\s-]", line):
        return (
            place,
            message(_("Missing space after the dash.")),
            message(_("Write “- ” before each entry of a list, with a space.")),
        )
    if line.strip() and not re.search(r":(\s|$)", line):
        return _colon_missing(place, line)
    return indent(stopped)


def _begun_above(stopped: Stopped) -> tuple[int, str] | None:
    """Return the start of several lines without a colon that the parser read as one key, and its line."""
    if stopped.start is None:
        return None
    number, column = stopped.source.place(stopped.start)
    line = stopped.source.line(number)
    if number + 1 < stopped.number and line.strip() and not line[: column - 1].strip():
        return None if re.search(r":(\s|$)|^\s*-", line) else (stopped.start, line)
    return None


def colon_inside(offset: int, line: str) -> Explained:
    """Explain a second colon in a line: the text needs quotes."""
    key, _sign, text = line.strip().removeprefix("- ").partition(": ")
    return (
        offset,
        message(_("There is a colon inside a text.")),
        message(
            _("Put the text after the first colon in quotes: %(example)s"), example=f'{key.strip()}: "{text.strip()}"'
        ),
    )


def dash_after_key(stopped: Stopped) -> Explained | None:
    """Explain a list that begins in the line of its key."""
    if stopped.here != "-" or not stopped.before.rstrip().endswith(":"):
        return None
    return (
        stopped.offset,
        message(_("A list cannot begin in the line of its key.")),
        message(_("Begin the list on the next line; put the text in quotes if the dash belongs to it.")),
    )


def no_colon(stopped: Stopped) -> Explained | None:
    """Explain a line that should be a key, where a key began or where the parser stopped."""
    for place in (stopped.start, stopped.offset):
        if place is None:
            continue
        number, column = stopped.source.place(place)
        line = stopped.source.line(number)
        if line.strip() and line[: column - 1].strip(" -") == "" and not re.search(r":(\s|$)|^\s*- ", line):
            return _colon_missing(place, line)
    return None


def _colon_missing(place: int, line: str) -> Explained:
    if line.lstrip().startswith(("//", "/*")):
        return (
            place,
            message(_("YAML does not treat this as a comment.")),
            message(_("Start each comment line with “# ”.")),
        )
    text = _("Missing space after the colon.") if ":" in line else _("This line has no colon.")
    return (
        place,
        message(text),
        message(
            _(
                "Write “key: value”, with a space after the colon; if the line belongs to the text above, begin it further in."
            )
        ),
    )


def indent(stopped: Stopped) -> Explained | None:
    """Explain an indent that does not match the lines around it."""
    if depth(stopped.line) == depth(stopped.line_before()[1]):
        return None
    return (
        stopped.line_start + depth(stopped.line),
        message(_("The indent of this line does not match the lines around it.")),
        message(_("Begin it in the same column as the other keys of its group.")),
    )


def lone_entry(stopped: Stopped) -> Explained | None:
    """Explain an entry of a list without a key above that opens the list."""
    if not re.match(r"\s*-\s", stopped.line) or not re.fullmatch(r"\s*(?:-\s+[\w-]*)?", stopped.before):
        return None
    above = stopped.line_before()[1]
    if depth(stopped.line) <= depth(above) or ":" not in above:
        return None
    return (
        stopped.line_start + depth(stopped.line),
        message(_("An entry of a list begins here, but no key above opens a list.")),
        message(
            _(
                "Write the key of the list, with a colon, in the line above; or begin this line in the column of its list."
            )
        ),
    )
