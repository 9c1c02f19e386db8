"""Suggestions for unknown words (“Did you mean …?”): the closest known word.

`difflib` is imported when it is first needed, because a plan without mistakes does not need it.
"""

from collections.abc import Iterable, Mapping

from roadmap.diagnostics.letters import fold
from roadmap.i18n.message import Message, _, message

__all__ = [
    "closest_code",
    "closest_match",
    "closest_word",
    "closest_words",
    "did_you_mean",
    "join_limited",
    "likeness",
    "possible_words",
]


def did_you_mean(word: str) -> Message:
    """Return the question whether a word was meant."""
    return message(_("Did you mean “%(word)s”?"), word=word)


def possible_words(words: Iterable[str], most: int = 40) -> Message:
    """Return the allowed words in alphabetical order, `most` at most."""
    return message(_("Allowed here: %(words)s."), words=join_limited(sorted(word[:100] for word in words), most))


def closest_match(word: str, known: Iterable[str], most: int = 40) -> Message:
    """Return the question whether the closest known word was meant, or else a list of known words, `most` at most.

    >>> str(closest_match("trator", ["tractors", "cars"])), str(closest_match("ships", ["tractors", "cars"]))
    ('Did you mean “tractors”?', 'Allowed here: cars, tractors.')
    """
    words = list(known)
    near = closest_word(word, words)
    return did_you_mean(near) if near is not None else possible_words(words, most)


def closest_word(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like a given one, ignoring case and alphabet; None if none is similar.

    >>> closest_word("TRАTOR", ["tractors", "cars"])
    'tractors'
    """
    folded = {fold(each): each for each in sorted(each[:100] for each in known)}
    near = closest_words(fold(word), folded)
    return folded[near[0]] if near else None


def closest_words(word: str, known: Iterable[str], count: int = 1, cutoff: float = 0.6) -> list[str]:
    """Return the known words most like a given one, letter by letter, the most similar first.

    Args:
        word: The given word.
        known: The known words.
        count: The maximum number of words.
        cutoff: The minimum likeness, from 0 to 1.
    """
    from difflib import get_close_matches

    return get_close_matches(word, list(known), n=count, cutoff=cutoff)


def likeness(one: str, other: str) -> float:
    """Return how similar two words are, letter by letter, from 0 to 1."""
    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, other).ratio()


def join_limited(words: list[str], most: int = 40) -> str:
    """Return words separated by commas, `most` at most.

    >>> join_limited(["a", "b", "c"], 2)
    'a, b, …'
    """
    shown = ", ".join(word[:100] for word in words[:most])
    return shown if len(words) <= most else f"{shown}, …"


def closest_code(code: str, known: Mapping[str, str]) -> str | None:
    """Return the code or the name of the rule that was probably meant; None if none is close.

    It finds other case or letters, two exchanged digits, and one wrong digit.

    Args:
        code: The unknown code or name.
        known: The name of each code.

    >>> names = {"RM103": "growth-does-not-follow", "RM201": "not-one-lead-per-party"}
    >>> closest_code("RM130", names), closest_code("RM999", names), closest_code("Growth does not folow", names)
    ('RM103', None, 'growth-does-not-follow')
    """
    name = closest_words(code.lower().replace("_", "-").replace(" ", "-"), known.values(), cutoff=0.75)
    if name:
        return name[0]
    typed = "RM" + "".join(figure for figure in code if figure.isdecimal())

    def likeness(other: str) -> tuple[bool, int]:
        return sorted(typed) == sorted(other), sum(a == b for a, b in zip(typed, other, strict=False))

    near = max(sorted(known), key=likeness, default=None)
    return near if near is not None and len(near) == len(typed) and (likeness(near) > (False, 3)) else None
