"""Explain brackets that do not match, and wrong separators between their entries."""

import re

from roadmap.i18n.message import _, message
from roadmap.model.codes import LANGUAGE_CODES
from roadmap.reading.syntax_errors.lines import colon_inside
from roadmap.reading.syntax_errors.stopped import Explained, Stopped, depth
from roadmap.suggestions.keys import is_key

__all__ = ["open_bracket", "semicolon"]


def semicolon(stopped: Stopped) -> Explained | None:
    """Explain a semicolon in place of a comma between entries in brackets."""
    if stopped.opener not in ("[", "{"):
        return None
    entry = re.search(r";[^;,\[\]{}]*\Z", stopped.before)
    if not entry or stopped.here not in (":", "]", "}", ";", ","):
        return None
    return (
        stopped.line_start + entry.start(),
        message(_("Expected a comma, found a semicolon.")),
        message(_("Put commas between the entries in brackets; put a text that contains a semicolon in quotes.")),
    )


def open_bracket(stopped: Stopped) -> Explained | None:
    """Explain a bracket without its pair, or a missing comma between entries in brackets."""
    start = stopped.start
    if start is None or stopped.opener not in ("[", "{"):
        if stopped.before.rstrip()[-1:] in ("]", "}") and stopped.here not in ("]", "}", ":"):
            return (
                stopped.offset,
                message(_("Unexpected text after a closing bracket.")),
                message(_("Put the whole text in quotes.")),
            )
        if stopped.here not in ("]", "}"):
            return None
        return (
            stopped.offset,
            message(_("Unmatched closing bracket.")),
            message(_("Delete the bracket, or put the text in quotes if it belongs to a text.")),
        )
    number = stopped.source.place(start)[0]
    entry = re.split(r"[\[{,]", stopped.before)[-1].strip() if number == stopped.number else ""
    if stopped.here == ":" and ": " in entry:
        word = entry.rpartition(" ")[2]
        if is_key(word) or word in LANGUAGE_CODES:
            return _comma_missing(stopped.offset - len(word), word)
        rest = re.split(r"[,\]}]", stopped.source.text[stopped.offset : stopped.line_start + len(stopped.line)])[0]
        return colon_inside(stopped.offset, entry + rest)
    left_open = number != stopped.number and depth(stopped.line) <= depth(stopped.source.line(number))
    return (
        start if left_open else stopped.offset,
        message(_("The bracket that opens in line %(line)s is never closed, or a comma is missing."), line=number),
        message(_("Close the bracket, and put a comma between the entries.")),
    )


def _comma_missing(offset: int, word: str) -> Explained:
    return (
        offset,
        message(_("A comma is missing before “%(word)s”."), word=word),
        message(_("Put a comma between the entries in brackets; put a text that contains a colon in quotes.")),
    )
