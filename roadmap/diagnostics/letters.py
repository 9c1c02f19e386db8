"""Letters and spaces that look like others: Cyrillic letters like Latin ones, special spaces like ordinary ones."""

import re

from roadmap.i18n.message import Message, _, message

__all__ = ["LOOKALIKES", "ODD_SPACE", "fold", "fold_to_words", "name_space"]


LOOKALIKES = str.maketrans("асеорхуктвмніѕјһԁɡАСЕОРХУКТВМНІЅЈҺ", "aceopxyktbmhisjhdgACEOPXYKTBMHISJH")
"""Cyrillic letters, each with the Latin letter that it looks like."""


ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def name_space(character: str, place: str) -> Message:
    """Return a sentence about a space that keyboards do not type.

    Args:
        character: The space.
        place: The marked sentence, with %(space)s in it.
    """
    name = message(_("no-break space")) if character in "\u00a0\u2007\u202f" else message(_("space of another width"))
    return message(place, space=message(_("%(name)s (U+%(number)s)"), name=name, number=f"{ord(character):04X}"))


def fold(word: str) -> str:
    """Return a word for comparison: in small letters, with ordinary spaces, and Latin letters for their look-alikes.

    >>> fold("\u00a0ВY "), fold("Due")
    ('by', 'due')
    """
    return ODD_SPACE.sub(" ", word[:100]).strip().translate(LOOKALIKES).casefold()


def fold_to_words(word: str) -> str:
    """Return the words of a text for comparison: as `fold`, with a single space for all other signs.

    >>> fold_to_words("by-MTZ (Minsk)")
    'by mtz minsk'
    """
    plain = word[:100].casefold().replace("ё", "е").translate(LOOKALIKES)
    return re.sub(r"[\W_]+", " ", plain).strip()
