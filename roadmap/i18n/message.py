"""Messages for people: a text with named places and its values, kept apart so that it can be translated.

The exceptions with such a message are here too: for errors in a plan, and for requests that cannot be fulfilled.
"""

from collections.abc import Callable, Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Literal, Protocol, TypeAlias

import attrs

__all__ = ["FieldError", "FieldErrors", "Message", "UserError", "Value", "_", "message"]


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


class UserError(Exception):
    """A request of a person cannot be fulfilled: `str()` returns the reason in English, `text` in any language."""

    def __init__(self, text: Message) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)


class FieldError(ValueError):
    """An error in a plan, found while a value was made: what is wrong, and what to write instead.

    Attributes:
        code: The code of the error.
        text: What is wrong.
        path: Leads from the value to the wrong part (a language of a text, a year of a series).
        target: Whether the key or the value of that part is wrong.
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
        """What to write instead. It is computed on first use, since most of many errors are only counted."""
        if not isinstance(self._help, Message):
            self._help = self._help()
        return self._help

    @help.setter
    def help(self, help: Message) -> None:
        self._help = help

    def __str__(self) -> str:
        return f"{self.text} {self.help}"


class FieldErrors(ValueError):
    """Several errors in one value."""

    def __init__(self, mistakes: Iterable[FieldError]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(*self.mistakes)
