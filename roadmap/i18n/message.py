"""Sentences for people: a text with named places, kept apart from its values so that it can be translated."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

import attrs

__all__ = ["Message", "Value", "_", "message"]


class Dated(Protocol):
    """A period: documents put it into words, messages write it as a plan does."""

    @property
    def start(self) -> date:
        """The first day."""
        ...

    @property
    def end(self) -> date:
        """The last day."""
        ...


Value: TypeAlias = "str | int | Decimal | Message | Dated"
"""The types of values in a message. A Decimal follows the reader's language; other values stay as they are."""


def _(text: str) -> str:
    """Mark a text for the catalogs; return it unchanged.

    >>> _("Rated load")
    'Rated load'
    """
    return text


NUMBER = _("12,345.6")
"""A sample number in messages; its translation has the separators of another language."""


@attrs.frozen
class Message:
    """A sentence with its values: `str()` returns English, `translated` any other language.

    >>> str(message("%(n)s is too large.", n=7))
    '7 is too large.'
    >>> message("%(n)s is too large.", n=7).translated({"%(n)s is too large.": "%(n)s: слишком много."}.get)
    '7: слишком много.'
    >>> message("%(n)s", n=Decimal("1234.50")).translated({"12,345.6": "12 345,6"}.get)
    '1 234,50'
    """

    text: str
    values: tuple[tuple[str, Value], ...] = ()

    def __str__(self) -> str:
        return self.translated(lambda text: text)

    def translated(self, gettext: Callable[[str], str | None], period: Callable[[Any], str] = str) -> str:
        """Return the sentence in another language.

        Args:
            gettext: Returns the translation of a text, or None.
            period: Returns the words of a period; by default as a plan writes it.
        """
        sentence = gettext(self.text) or self.text
        if not self.values:
            return sentence
        return sentence % {name: _format_value(value, gettext, period) for name, value in self.values}


def _format_value(value: Value, gettext: Callable[[str], str | None], period: Callable[[Any], str]) -> str | int:
    if isinstance(value, Message):
        return value.translated(gettext, period)
    if isinstance(value, Decimal):
        pattern = gettext(NUMBER) or NUMBER
        return f"{value:,f}".translate({ord(","): pattern[2:-5], ord("."): pattern[-2]})
    return value if isinstance(value, (str, int)) else period(value)


def message(text: str, /, **values: Value) -> Message:
    """Return a message from a marked text and its values; cut a very long value."""
    return Message(
        text,
        tuple(
            (name, f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value)
            for name, value in values.items()
        ),
    )


_LONGEST = 1_000
