"""Did you mean: which known word a person meant by another one."""

from collections.abc import Iterable
from functools import partial

from roadmap.i18n.message import FieldError, Message, _, message

__all__ = ["closest", "closest_match", "fold", "join_limited"]


def closest(
    word: str, known: Iterable[str], code: str, text: Message, labels: dict[str, str] | None = None
) -> FieldError:
    """Make the mistake of an unknown word, with the known word that was likely meant."""
    return FieldError(code, text, partial(closest_match, word, known, labels))


def closest_match(word: str, known: Iterable[str], labels: dict[str, str] | None = None, most: int = 40) -> Message:
    """Find the known word that was likely meant, or list the known words.

    Args:
        word: The unknown word.
        known: The known words.
        labels: Their names in English, by which people may call them.
        most: The largest number of words that are listed.
    """
    from difflib import get_close_matches

    from roadmap.reading.hints import by_label

    if labels and (meant := by_label(word, labels)):
        return message(_("Did you mean “%(word)s”?"), word=meant)
    words = sorted(word[:100] for word in known)
    folded = {fold(w): w for w in words}
    near = get_close_matches(fold(word), folded, n=1, cutoff=0.6)
    if near:
        return message(_("Did you mean “%(word)s”?"), word=folded[near[0]])
    return message(_("Possible here: %(words)s."), words=join_limited(words, most))


def fold(word: str) -> str:
    """Prepare a word for comparing: small letters, ordinary spaces, Latin letters for those that look the same."""
    from roadmap.reading.hints import LOOKALIKES, ODD_SPACE

    return ODD_SPACE.sub(" ", word[:100]).strip().translate(LOOKALIKES).casefold()


def join_limited(words: list[str], most: int = 40) -> str:
    """Join the first words with commas; an ellipsis stands for the rest."""
    shown = ", ".join(word[:100] for word in words[:most])
    return shown if len(words) <= most else f"{shown}, …"
