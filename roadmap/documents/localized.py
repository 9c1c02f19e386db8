"""A text that stands in a document of another language."""

from collections.abc import Sequence

from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.model.text import Text

__all__ = ["ForeignText", "text_in_language"]


class ForeignText(str):
    """A text in another language than the document's: a string that every format shows with a sign."""

    language: str

    def __new__(cls, text: str, language: str) -> "ForeignText":
        made = super().__new__(cls, text)
        made.language = language
        return made


def text_in_language(text: Text | None, language: str, others: Sequence[str]) -> str:
    """A text as it is printed: in a reader's language, or else in the first there is of others, and marked so.

    Empty where there is no text.

    >>> text_in_language(Text.of(ru="почти 65 %"), "ru", [])
    'почти 65\xa0%'
    """
    if text is None:
        return ""
    found, chosen = text.find(language, *others)
    spoken = found or language
    printed = get_language(spoken).typeset(chosen) if spoken in DOCUMENT_LANGUAGES else chosen
    return printed if spoken == language else ForeignText(printed, found)
