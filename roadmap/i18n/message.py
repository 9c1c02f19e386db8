"""Sentences for people: a text with named places, kept apart from its values so that it can be translated."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

import attrs

__all__ = ["Message", "Value", "_", "message"]


class Dated(Protocol):
    """A period: documents say it in words, messages as a plan writes it."""

    @property
    def start(self) -> date: ...
    @property
    def end(self) -> date: ...


Value: TypeAlias = "str | int | Decimal | Message | Dated"
"""What can stand in a sentence. A Decimal is written as the reader's language writes numbers; all else as it is."""


def _(text: str) -> str:
    """Mark a text for the catalogues; the text itself comes back.

    >>> _("Rated load")
    'Rated load'
    """
    return text


NUMBER = _("12,345.6")
"""A number as messages write it; its translation shows the marks of another language."""


@attrs.frozen
class Message:
    """A sentence with its values: `str()` gives English, `translated` any other language.

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
        """The sentence in another language.

        gettext: gives the translation of a text.
        period: says a period, where that is not to stand as a plan writes it.
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
    """A message from a marked text and its values; of a value that nobody would read to its end, the beginning."""
    return Message(
        text,
        tuple(
            (name, f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value)
            for name, value in values.items()
        ),
    )


_LONGEST = 1_000
