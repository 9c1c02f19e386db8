"""Plain text inside HTML: Jinja2 escapes it; here is what it does not know of."""

from markupsafe import Markup

from roadmap.i18n.localized import ForeignText

__all__ = ["finalize"]

_FOREIGN = Markup('<span class="foreign" lang="{0}">{1}</span> <span class="tongue">[{0}]</span>')


def finalize(value: object) -> object:
    """What Jinja2 puts every printed value through: texts in another language are marked for eyes and screen readers."""
    return _FOREIGN.format(value.language, str(value)) if type(value) is ForeignText else value
