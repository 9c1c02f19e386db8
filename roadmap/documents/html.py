"""Plain text in HTML: what Jinja2's own escaping does not cover."""

from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from roadmap.i18n.localized import ForeignText

__all__ = ["finalize", "printed"]

_FOREIGN = Markup('<span class="foreign" lang="{0}">{1}</span> <span class="tongue">[{0}]</span>')


def finalize(value: object) -> object:
    """Return a printed value as Jinja2 inserts it; mark a text in another language for the eye and for screen readers."""
    return _FOREIGN.format(value.language, str(value)) if type(value) is ForeignText else value


def printed(value: Any) -> str:
    """Return a value as HTML, the same as `escape(finalize(value))` but faster.

    >>> printed("Smith & Sons"), printed(Markup("&nbsp;"))
    ('Smith &amp; Sons', '&nbsp;')
    """
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return str(value) if kind is Markup or kind is int else escape(finalize(value))


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """Return an escaped text; cached, since heads, bodies and deadlines are repeated often."""
    return str(escape(text))
