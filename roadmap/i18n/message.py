"""Sentences for people: a text with named places, kept apart from its values so that it can be translated.

Also the exceptions that carry one: for a mistake in somebody's plan, and for a wish that cannot be met.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeAlias

import attrs

__all__ = ["FieldError", "FieldErrors", "Message", "UserError", "Value", "_", "message"]


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


class UserError(Exception):
    """Something that a person asked for cannot be done: `str()` says it in English, `text` in any language."""

    def __init__(self, text: Message) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)


class FieldError(ValueError):
    """A mistake in a plan, found while a value was made; says what is wrong and what to write instead.

    `path` leads from the value being made to the part at fault (a language of a text, a year of a series), and
    `target` tells whether the key or the value there is meant.
    """

    def __init__(
        self,
        code: str,
        text: Message,
        help: "Message | Callable[[], Message]",
        *,
        path: tuple[str | int, ...] = (),
        target: Literal["key", "value"] = "value",
    ) -> None:
        super().__init__(code, text, help)
        self.code, self.text, self.path, self.target = code, text, path, target
        self._help = help

    @property
    def help(self) -> Message:
        """What to write instead. A search for it is made when it is first asked for: most of many mistakes are only counted."""
        if not isinstance(self._help, Message):
            self._help = self._help()
        return self._help

    @help.setter
    def help(self, help: Message) -> None:
        self._help = help

    def __str__(self) -> str:
        return f"{self.text} {self.help}"


class FieldErrors(ValueError):
    """Several mistakes in one value."""

    def __init__(self, mistakes: Iterable[FieldError]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(*self.mistakes)
