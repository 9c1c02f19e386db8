"""Explain quotes that are never closed, or close too early."""

import re

from roadmap.i18n.message import _, message
from roadmap.reading.syntax_errors.stopped import Explained, Stopped

__all__ = ["open_quote"]


def open_quote(stopped: Stopped) -> Explained | None:
    """Explain a quote that is never closed, text after a closing quote, or a backslash in double quotes."""
    text, offset, start = stopped.source.text, stopped.offset, stopped.start
    if above := _opened_above(stopped):
        return above
    if start is not None and stopped.opener in ("'", '"') and start < offset:
        backslash = text.rfind("\\", max(start, offset - 9), offset + 1)
        if stopped.opener == '"' and backslash >= 0 and offset < len(text):
            return (
                backslash,
                message(_("Between double quotes a backslash has a special meaning.")),
                message(_("Put the text between single quotes, or write each backslash twice.")),
            )
        return (
            start,
            message(
                _("The quote that begins in line %(line)s is never closed, or more follows after it."),
                line=stopped.source.place(start)[0],
            ),
            message(_("Put one quote at the beginning and one at the end of the text; write a quote inside as «…».")),
        )
    if (
        stopped.before.rstrip()[-1:] in ("'", '"')
        and stopped.here not in ("", ":", ",", "]", "}")
        and _follows(stopped)
    ):
        return (
            offset,
            message(_("Unexpected text after a closing quotation mark.")),
            message(
                _("Put the whole text in quotes, and write those inside as «…». Was a quote opened in a line above?")
            ),
        )
    return None


_OPENS_TEXT = re.compile(r"(?:[:,\[{]\s*|^\s*(?:- )*)\Z")


_KEY = re.compile(r"\s*(?:- )*[\w-]+:(?:\s|\Z)")


def _opened_above(stopped: Stopped) -> Explained | None:
    """Explain a quote in a line above that includes whole lines with keys, up to the next opening quote."""
    before = stopped.before.rstrip()
    quote = before[-1:]
    if quote not in ("'", '"') or stopped.opener in ("'", '"') or not stopped.here.strip(" ,]}:"):
        return None
    opened = _opening(stopped.source.text, quote, stopped.line_start + len(before) - 1)
    if opened < 0:
        return None
    above, column = stopped.source.place(opened)
    line = stopped.source.line(above)
    if line.count(quote) != 1 or not _OPENS_TEXT.search(line[: column - 1]):
        return None
    if above == stopped.number or not _KEY.match(stopped.source.line(above + 1)):
        return None
    return (
        opened,
        message(_("The quote that begins in line %(line)s is never closed, or more follows after it."), line=above),
        message(_("Put one quote at the beginning and one at the end of the text; write a quote inside as «…».")),
    )


def _opening(text: str, quote: str, closing: int) -> int:
    """Return where the quoted text begins that closes at a place; -1 if there is no such place."""
    place = text.rfind(quote, 0, closing)
    while place > 0 and text[place - 1] == ("\\" if quote == '"' else quote):  # an escaped quote, part of the text
        place = text.rfind(quote, 0, place - 1)
    return place


def _follows(stopped: Stopped) -> bool:
    """Return whether a text continues here, rather than a next key without its comma."""
    return stopped.opener not in ("[", "{") or not re.match(r"[\w-]+:\s", stopped.source.text[stopped.offset :])
