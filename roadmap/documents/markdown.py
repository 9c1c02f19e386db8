"""Plain text inside Markdown: whatever it holds, it comes out as that text."""

import re
from functools import lru_cache

from markupsafe import Markup

from roadmap.i18n.localized import ForeignText

__all__ = ["address", "escape", "finalize", "one_line"]


_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
_SPACES = re.compile("[ \t\n\x0b\x0c\r\x85\u2028\u2029]+")
_SPECIAL = re.compile(
    r"""
    [\\`*_\[\]<>&|~$@\#]            # CommonMark and GFM marks anywhere
    | :(?=[\w/+-])                  # :names: and addresses
    | (?<=[wW])\.                   # www.
    | ^[+\-=:]                      # lists, underlines, definitions at the start of a line
    | (?<=^[0-9])[.)](?=\s|$) | (?<=^[0-9]{2})[.)](?=\s|$) | (?<=^[0-9]{3})[.)](?=\s|$)
    | (?<=^[0-9]{4})[.)](?=\s|$) | (?<=^[0-9]{5})[.)](?=\s|$) | (?<=^[0-9]{6})[.)](?=\s|$)
    | (?<=^[0-9]{7})[.)](?=\s|$) | (?<=^[0-9]{8})[.)](?=\s|$) | (?<=^[0-9]{9})[.)](?=\s|$)
    """,
    re.VERBOSE,
)


def escape(text: str) -> str:
    """A text on one line, every mark of CommonMark and GFM in it made harmless.

    One thing cannot be helped: GitHub makes a link of a mail address even when each sign of it is escaped.

    >>> escape("a|b *c* <d>")
    'a\\\\|b \\\\*c\\\\* \\\\<d\\\\>'
    >>> escape("1. first")
    '1\\\\. first'
    """
    return _SPECIAL.sub(r"\\\g<0>", one_line(text))


def one_line(text: str) -> str:
    """A text as a line of Markdown can hold it: runs of space are one, and what nobody can see is shown as U+FFFD."""
    return _SPACES.sub(" ", _UNSEEN.sub("\ufffd", text)).strip()


def address(url: str) -> Markup:
    """A link's target."""
    return Markup(url.replace("\\", "%5C").replace("<", "%3C").replace(">", "%3E").replace("&", r"\&"))


def finalize(value: object) -> object:
    """What Jinja2 puts every printed value through; markup is Markdown that is ready."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    said = _escaped(value) if len(value) <= _SHORT else Markup(escape(value))
    return said + Markup(f" \\[{value.language}\\]") if isinstance(value, ForeignText) else said


_SHORT = 250


@lru_cache(maxsize=4096)
def _escaped(text: str) -> Markup:
    """A short text made harmless; names of bodies, deadlines, words of statuses come again and again."""
    return Markup(escape(text))
