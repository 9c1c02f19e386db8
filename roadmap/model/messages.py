"""Sentences for people: a text with named places, kept apart from its values so that it can be translated.

Also the one exception that the model raises for a mistake in somebody's plan.
"""

from collections.abc import Callable, Iterable
from typing import Literal

import attrs

__all__ = ["Message", "Mistake", "Mistakes", "Value", "_", "message"]

Value = "str | int | Message"


def _(text: str) -> str:
    """Mark a text for the catalogues; the text itself comes back.

    >>> _("Rated load")
    'Rated load'
    """
    return text


@attrs.frozen
class Message:
    """A sentence with its values: `str()` gives English, `translated` any other language.

    >>> str(message("%(n)s is too large.", n=7))
    '7 is too large.'
    >>> message("%(n)s is too large.", n=7).translated({"%(n)s is too large.": "%(n)s: слишком много."}.get)
    '7: слишком много.'
    """

    text: str
    values: tuple[tuple[str, "str | int | Message"], ...] = ()

    def __str__(self) -> str:
        return self.translated(lambda text: text)

    def translated(self, gettext: Callable[[str], str | None]) -> str:
        """The sentence in another language; `gettext` gives the translation of a text."""
        sentence = gettext(self.text) or self.text
        if not self.values:
            return sentence
        return sentence % {
            name: value.translated(gettext) if isinstance(value, Message) else value for name, value in self.values
        }


def message(text: str, /, **values: "str | int | Message") -> Message:
    """A message from a marked text and its values."""
    return Message(text, tuple(values.items()))


class Mistake(ValueError):
    """A mistake in a plan, found while a value was made; says what is wrong and what to write instead.

    `within` leads from the value being made to the part at fault (a language of a text, a year of a series), and
    `of` tells whether the key or the value there is meant.
    """

    def __init__(
        self,
        code: str,
        text: Message,
        help: Message,
        *,
        within: tuple[str | int, ...] = (),
        of: Literal["key", "value"] = "value",
    ) -> None:
        super().__init__(code, text, help)
        self.code, self.text, self.help, self.within, self.of = code, text, help, within, of

    def __str__(self) -> str:
        return f"{self.text} {self.help}"


class Mistakes(ValueError):
    """Several mistakes in one value."""

    def __init__(self, mistakes: Iterable[Mistake]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(*self.mistakes)
