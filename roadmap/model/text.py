"""Define texts in one or several languages, and the characters that they may contain."""

import re
import unicodedata

import attrs

from roadmap.errors import FieldError
from roadmap.i18n.message import _, message

__all__ = ["ANY_LANGUAGE", "FORBIDDEN", "Text", "clean"]

ANY_LANGUAGE = ""
"""The language of a text that is written once for all languages."""

# Control characters, zero-width signs, unpaired surrogates, noncharacters; marks that reorder text (Unicode Annex 9).
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u061c\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""Characters that a text may not contain."""


_LINE_END = re.compile("\r\n|[\r\x85\u2028\u2029]")


def clean(text: str) -> str:
    """Return a text as plans keep it: composed (NFC), without line breaks at the ends, with LF between lines.

    Raises:
        FieldError: The text has invisible or reordering characters (RM013), or it is empty (RM006).

    >>> clean("Кыргыз тили\\n")
    'Кыргыз тили'
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if text.isprintable():  # excludes forbidden characters and line ends; much faster than a search
        if not text.isspace() and text:
            return str(text)
    elif found := FORBIDDEN.search(text):
        raise FieldError(
            "RM013",
            message(
                _(
                    "The text contains the character U+%(number)s, which is invisible or changes the order of the "
                    "letters."
                ),
                number=f"{ord(found[0]):04X}",
            ),
            message(_("Delete the character: type the text again instead of pasting it.")),
        )
    text = _LINE_END.sub("\n", text)
    if not text.strip():
        raise FieldError(
            "RM006",
            message(_("Expected text, but found nothing.")),
            message(_("Write the text, or delete the key.")),
        )
    return text.strip("\n")


def _clean_versions(versions: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    cleaned = []
    for language, text in versions:
        try:
            cleaned.append((language, clean(text)))
        except FieldError as mistake:
            mistake.path = (language,) if language else ()
            raise
    return tuple(cleaned)


@attrs.frozen
class Text:
    """A text in one or several languages.

    `versions` holds (language, text) pairs in their written order. A single pair with the language "" is a text for
    all languages.

    >>> title = Text.of(en="Tractors", ru="Тракторы")
    >>> title.find("ru")
    ('ru', 'Тракторы')
    >>> title.find("ky", "ru")
    ('ru', 'Тракторы')
    >>> Text.of("Bishkek").find("ky")
    ('', 'Bishkek')
    """

    versions: tuple[tuple[str, str], ...] = attrs.field(converter=_clean_versions)

    @classmethod
    def of(cls, everywhere: str | None = None, /, **languages: str) -> "Text":
        """Return a text for all languages, or a text per language."""
        return cls(((ANY_LANGUAGE, everywhere),) if everywhere is not None else tuple(languages.items()))

    def find(self, *languages: str) -> tuple[str, str]:
        """Return (language, text) for the first of the languages that the text has, else its first version."""
        versions = self.versions
        for language in languages:
            for pair in versions:
                if pair[0] == language:
                    return pair
        return versions[0]

    def missing(self, language: str) -> bool:
        """Return whether a reader of the language gets the text in another language."""
        return self.find(language)[0] not in (language, ANY_LANGUAGE)

    def __str__(self) -> str:
        return self.versions[0][1]
