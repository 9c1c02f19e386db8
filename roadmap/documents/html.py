"""Plain text inside HTML: Jinja2 escapes it; here is what it does not know of."""

from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

from roadmap.i18n.localized import ForeignText

__all__ = ["finalize", "printed"]

_FOREIGN = Markup('<span class="foreign" lang="{0}">{1}</span> <span class="tongue">[{0}]</span>')


def finalize(value: object) -> object:
    """What Jinja2 puts every printed value through: texts in another language are marked for eyes and screen readers."""
    return _FOREIGN.format(value.language, str(value)) if type(value) is ForeignText else value


def printed(value: Any) -> str:
    """A value as it stands in HTML: what Jinja2 would make of it by `escape(finalize(value))`.

    >>> printed("Smith & Sons"), printed(Markup("&nbsp;"))
    ('Smith &amp; Sons', '&nbsp;')
    """
    kind = type(value)
    if kind is str:
        return _escaped(value)
    return str(value) if kind is Markup or kind is int else escape(finalize(value))


@lru_cache(maxsize=4096)
def _escaped(text: str) -> str:
    """Words of heads, names of bodies, deadlines come again and again."""
    return str(escape(text))
