"""A text that stands in a document of another language."""

from collections.abc import Sequence

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
    """A text in a reader's language, or else in the first there is of others, and marked so; nothing for nothing."""
    if text is None:
        return ""
    found, chosen = text.find(language, *others)
    return chosen if found in (language, "") else ForeignText(chosen, found)
