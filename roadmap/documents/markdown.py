"""Plain text in Markdown: escaped so that it prints unchanged."""

import re
from functools import lru_cache
from typing import Any

from markupsafe import Markup

from roadmap.i18n.localized import ForeignText

__all__ = ["address", "escape", "finalize", "one_line", "printed"]


_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_SPECIAL = re.compile(
    r"""
    [\\`*_\[\]<>&|~$@\#:.+\-=)]     # one of these: found fast; and it stands
    (?:
      (?<=[\\`*_\[\]<>&|~$@\#])     # as a mark of CommonMark and GFM, anywhere
    | (?<=:)(?=[\w/+-])             # in :names: and addresses
    | (?<=[wW]\.)                   # in www.
    | (?<=^[+\-=:])                 # in lists, underlines, definitions at the start of a line
    | (?:(?<=^[0-9][.)]) | (?<=^[0-9]{2}[.)]) | (?<=^[0-9]{3}[.)]) | (?<=^[0-9]{4}[.)]) | (?<=^[0-9]{5}[.)])
      | (?<=^[0-9]{6}[.)]) | (?<=^[0-9]{7}[.)]) | (?<=^[0-9]{8}[.)]) | (?<=^[0-9]{9}[.)]))(?=\s|$)
    )
    """,
    re.VERBOSE,
)


def escape(text: str) -> str:
    """Return a text on one line, with every mark of CommonMark and GFM escaped.

    One thing cannot be prevented: GitHub links a mail address even if each of its characters is escaped.

    >>> escape("a|b *c* <d>")
    'a\\\\|b \\\\*c\\\\* \\\\<d\\\\>'
    >>> escape("1. first")
    '1\\\\. first'
    """
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def one_line(text: str) -> str:
    """Return a text as one line of Markdown: single spaces, and U+FFFD for characters that cannot be seen."""
    if text.isprintable() and "  " not in text:  # true of nearly all; much faster than a search
        return text.strip()
    return _SPACES.sub(" ", _UNSEEN.sub("\ufffd", text)).strip()


def address(url: str) -> Markup:
    """Return the target of a link."""
    return Markup(url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("&", r"\&"))


def finalize(value: object) -> object:
    """Return a printed value as Jinja2 inserts it; markup is finished Markdown."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    said = _escaped(value) if len(value) <= _SHORT else Markup(escape(value))
    return said + Markup(f" \\[{value.language}\\]") if isinstance(value, ForeignText) else said


def printed(value: Any) -> str:
    """Return a value as Markdown, the same as `escape(finalize(value))` but faster."""
    if type(value) is str:
        return _escaped(value) if len(value) <= _SHORT else escape(value)
    return str(finalize(value))


_SHORT = 250


@lru_cache(maxsize=4096)
def _escaped(text: str) -> Markup:
    """Return a short escaped text; cached, since bodies, deadlines and statuses are repeated often."""
    return Markup(escape(text))
