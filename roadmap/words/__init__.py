"""Words and numbers in the languages of the documents."""

from roadmap.words.words import LANGUAGES, UnknownLanguage, Words, words

__all__ = ["LANGUAGES", "UnknownLanguage", "Words", "words"]
