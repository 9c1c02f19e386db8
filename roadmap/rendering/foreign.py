"""A text that stands in a document of another language."""

__all__ = ["Foreign"]


class Foreign(str):
    """A text in another language than the document's: a string that every format shows with a sign."""

    language: str

    def __new__(cls, text: str, language: str) -> "Foreign":
        made = super().__new__(cls, text)
        made.language = language
        return made
