"""Letters and spaces that look like others: Cyrillic for Latin letters, spaces of a word processor for ordinary ones."""

import re

from roadmap.i18n.message import Message, _, message

__all__ = ["LOOKALIKES", "ODD_SPACE", "fold", "fold_to_words", "name_space"]


LOOKALIKES = str.maketrans("асеорхуктвмніѕјһԁɡАСЕОРХУКТВМНІЅЈҺ", "aceopxyktbmhisjhdgACEOPXYKTBMHISJH")
"""Cyrillic letters, and the Latin ones that they look like."""


ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def name_space(character: str, place: str) -> Message:
    """A sentence about a space that no keyboard types; `place` is the marked sentence, with %(space)s in it."""
    name = message(_("no-break space")) if character in "\u00a0\u2007\u202f" else message(_("space of another width"))
    return message(place, space=message(_("%(name)s (U+%(number)s)"), name=name, number=f"{ord(character):04X}"))


def fold(word: str) -> str:
    """A word for comparing: small letters, ordinary spaces, Latin letters for those that look like them.

    >>> fold("\u00a0ВY "), fold("Due")
    ('by', 'due')
    """
    return ODD_SPACE.sub(" ", word[:100]).strip().translate(LOOKALIKES).casefold()


def fold_to_words(word: str) -> str:
    """The words of a text for comparing: as `fold`, with single spaces in place of all other signs.

    >>> fold_to_words("by-MTZ (Minsk)")
    'by mtz minsk'
    """
    plain = word[:100].casefold().replace("ё", "е").translate(LOOKALIKES)
    return re.sub(r"[\W_]+", " ", plain).strip()
