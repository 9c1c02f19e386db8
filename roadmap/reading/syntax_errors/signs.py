"""Explain signs with another meaning in YAML: odd spaces, tabs, git conflict marks, dashes and bullets of lists."""

import re

from roadmap.diagnostics.letters import ODD_SPACE, name_space
from roadmap.i18n.message import _, message
from roadmap.reading.syntax_errors.stopped import Explained, Stopped, depth

__all__ = ["LIST_SIGN", "block_mark", "conflict_mark", "first_letter", "list_sign", "odd_space", "tab"]


LIST_SIGN = re.compile(r"(\s*)([–—−•·*])\s")
"""A sign in place of the dash of a list."""


_ODD_PLACE = re.compile(
    rf" *(?:- *)?({ODD_SPACE.pattern})| *(?:- +)*[^\s:]*:({ODD_SPACE.pattern})| *-({ODD_SPACE.pattern})"
)


def _near(stopped: Stopped) -> list[int]:
    """Return the offsets of the lines that may be at fault, each line once.

    They are the line of the start, the line of the stop, and the line above.
    """
    places = [place for place in (stopped.start, stopped.offset, stopped.line_before_start()) if place is not None]
    starts = [place - stopped.source.place(place)[1] + 1 for place in places]
    return sorted(dict.fromkeys(starts))


def odd_space(stopped: Stopped) -> Explained | None:
    """Explain a space other than the ordinary one in the indent, or after a dash or a colon."""
    for start in _near(stopped):
        line = stopped.source.line(stopped.source.place(start)[0])
        found = _ODD_PLACE.match(line)
        if found:
            group = found.lastindex or 0
            return (
                start + found.start(group),
                name_space(found[group], _("Found a %(space)s; only an ordinary space is allowed here.")),
                message(_("Delete it, and type ordinary spaces instead.")),
            )
    return None


_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|[|]{7})(?: |\Z)")


def conflict_mark(stopped: Stopped) -> Explained | None:
    """Explain the marks of a git conflict: two people changed the same lines."""
    for start in _near(stopped):
        if _CONFLICT.match(stopped.source.line(stopped.source.place(start)[0])):
            return (
                start,
                message(_("The file contains two versions of the text: this line is a mark between them.")),
                message(_("Keep one of the versions, and delete the other and the lines with such marks.")),
            )
    return None


def list_sign(stopped: Stopped) -> Explained | None:
    """Explain a bullet or a long dash in place of the dash of a list."""
    for start in _near(stopped):
        found = LIST_SIGN.match(stopped.source.line(stopped.source.place(start)[0]))
        if found:
            return (
                start + found.start(2),
                message(_("An entry of a list begins with “%(sign)s” here."), sign=found[2]),
                message(_("Write “- ” before each entry of a list: the hyphen of the keyboard, and a space.")),
            )
    return None


def tab(stopped: Stopped) -> Explained | None:
    """Explain a tab in place of spaces."""
    line = stopped.line
    in_indent = line[: depth(line)].find("\t")
    if in_indent < 0 and stopped.here != "\t":
        return None
    return (
        stopped.offset if in_indent < 0 else stopped.line_start + in_indent,
        message(_("Found a tab; YAML requires spaces.")),
        message(_("Replace the tab by spaces, two for each level.")),
    )


def first_letter(stopped: Stopped) -> Explained | None:
    """Explain a text without quotes that begins with a sign of YAML."""
    place = stopped.start if stopped.start is not None and stopped.opener in "&*!" else stopped.offset
    letter = stopped.source.text[place : place + 1]
    if letter not in ("%", "@", "`", "|", ">", "&", "*", "!"):
        return None
    return (
        place,
        message(_("A text cannot begin with “%(letter)s” unless it is in quotes."), letter=letter),
        message(_("Put the text in quotes.")),
    )


def block_mark(stopped: Stopped) -> Explained | None:
    """Explain text in the line of a block mark, “|” or “>”."""
    if stopped.opener not in ("|", ">"):
        return None
    return (
        stopped.offset,
        message(_("After “%(sign)s” the text begins on the next line."), sign=stopped.opener),
        message(_("Begin the text on the next line, further in; or delete the sign and put the text in quotes.")),
    )
