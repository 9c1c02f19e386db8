"""Find keys and choices by their labels, in any language."""

from collections.abc import Iterable
from functools import cache, partial

from roadmap.diagnostics.letters import fold_to_words
from roadmap.diagnostics.suggest import closest_match, did_you_mean
from roadmap.errors import FieldError
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES, load_catalog
from roadmap.i18n.message import Message

__all__ = ["by_label", "closest", "closest_by_label"]


def closest(
    word: str, known: Iterable[str], code: str, text: Message, labels: dict[str, str] | None = None
) -> FieldError:
    """Return the mistake of an unknown word; its help suggests the known word that was likely meant.

    Args:
        word: The unknown word.
        known: The known words.
        code: The code of the mistake.
        text: The text of the mistake.
        labels: The English label of each known word, if people may use it.
    """
    help = partial(closest_by_label, word, labels) if labels else partial(closest_match, word, known)
    return FieldError(code, text, help)


def closest_by_label(word: str, labels: dict[str, str]) -> Message:
    """Return the same advice as `closest_match`, for keys or choices that people may call by their labels.

    Args:
        word: The unknown word.
        labels: The English label of each key or choice.

    >>> str(closest_by_label("срок", {"due": "Due", "lead": "Lead"}))
    'Did you mean “due”?'


    labels: the label of each key or choice, in English.
    """
    meant = by_label(word, labels)
    return did_you_mean(meant) if meant else closest_match(word, labels)


def by_label(word: str, labels: dict[str, str]) -> str | None:
    """Return the key or choice with a label, or a word of it, in any language.

    Args:
        word: The label, or a word of it.
        labels: The English label of each key or choice.

    Returns:
        The key or choice; None unless exactly one matches.
    """
    typed = fold_to_words(word)
    if len(typed) < 3:
        return None
    whole = {key for key, label in labels.items() if typed in _labels(label)}
    whole = whole or {key for key in labels if typed in map(fold_to_words, _OTHER_WORDS.get(key, ()))}
    whole = whole or {key for key, label in labels.items() if any(typed in said.split() for said in _labels(label))}
    return whole.pop() if len(whole) == 1 else None


_OTHER_WORDS = {
    "due": ("deadline", "дедлайн", "дата", "мөөнөт"),
    "lead": ("responsible", "исполнитель", "исполнители", "ответственные", "выканаўца", "аткаруучу"),
    "title": ("name", "название", "наименование", "заголовок", "назва", "аталышы"),
    "name": ("title", "название", "наименование", "назва", "аталышы"),
    "note": ("comment", "remark", "комментарий"),
}
"""Words for a key besides its label."""


@cache
def _labels(label: str) -> tuple[str, ...]:
    """Return a label in each language."""
    return tuple(dict.fromkeys(fold_to_words(load_catalog(language).gettext(label)) for language in DOCUMENT_LANGUAGES))
