"""Suggest codes of states, currencies and languages, from a name or from a code of another standard."""

from functools import cache, partial

from roadmap.diagnostics.letters import fold, fold_to_words
from roadmap.diagnostics.suggest import closest_words, did_you_mean
from roadmap.errors import FieldError
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES
from roadmap.i18n.message import Message, _, message
from roadmap.i18n.tables import load_table
from roadmap.model.codes import COUNTRY_CODES, CURRENCY_CODES, LANGUAGE_CODES

__all__ = ["unknown_code"]


def unknown_code(code: str, known: frozenset[str], example: str, text: Message) -> FieldError:
    """Return the mistake of a code that its standard does not have; never guess by likeness: KGZ is not KZ.

    Args:
        code: The unknown code.
        known: The codes of the standard.
        example: A code of the standard.
        text: The text of the mistake.
    """
    return FieldError("RM009", text, partial(_code_meant, code, known, example))


def _code_meant(code: str, known: frozenset[str], example: str) -> Message:
    """Suggest the code that was likely meant."""
    folded = {word.casefold(): word for word in known}
    typed = fold(code)
    meant = folded.get(typed) or _INSTEAD[known].get(typed)
    if not meant and known is COUNTRY_CODES:
        meant = _state(code)
    elif not meant and known is LANGUAGE_CODES:
        meant = _language(code)
    if meant:
        return did_you_mean(meant)
    return message(_("Write the code of the standard, for instance %(example)s."), example=example)


# Common words and codes of other standards in place of a code.
_INSTEAD = {
    COUNTRY_CODES: {
        **{"blr": "BY", "kgz": "KG", "kaz": "KZ", "rus": "RU", "uzb": "UZ", "tjk": "TJ", "tkm": "TM", "arm": "AM"},
        **{"aze": "AZ", "chn": "CN", "tur": "TR", "mng": "MN", "geo": "GE", "mda": "MD", "uk": "GB", "usa": "US"},
    },
    CURRENCY_CODES: {"byr": "BYN", "byb": "BYN", "rur": "RUB", "som": "KGS", "$": "USD", "€": "EUR", "₽": "RUB"},
    LANGUAGE_CODES: {
        **{"eng": "en", "rus": "ru", "bel": "be", "kir": "ky", "kaz": "kk", "uzb": "uz", "tgk": "tg"},
        **{"by": "be", "kz": "kk", "kgz": "ky", "tj": "tg", "cn": "zh"},
    },
}


def _state(word: str) -> str | None:
    """Return the code of a state from its name, short or full, in any language of `_state_names`."""
    typed, names = word.casefold().strip()[:60], _state_names()
    if typed in names:
        return names[typed]
    alike = [  # typos in both of the first two letters are rare, and comparing all names is slow
        name for name in names if len(name) > 4 and (name[0] == typed[:1] or name[1] == typed[1:2])
    ]
    near = closest_words(typed, alike, count=2, cutoff=0.85)
    codes = {names[name] for name in near}
    return codes.pop() if len(codes) == 1 else None


@cache
def _state_names() -> dict[str, str]:
    """Return the code of each state by its names in lower case.

    The names come from CLDR and from the language tables (short and full).
    """
    from babel import Locale

    names = {
        name.casefold(): code
        for language in _LANGUAGES_OF_NAMES
        for code, name in Locale.parse(language).territories.items()
        if code in COUNTRY_CODES
    }
    for language in DOCUMENT_LANGUAGES:
        for code, named in load_table(language).states.items():
            names[named.short.casefold()] = names[named.full.casefold()] = code
    return names | _OTHER_NAMES


_OTHER_NAMES = {
    **{"белоруссия": "BY", "рб": "BY", "belorussia": "BY", "byelorussia": "BY", "киргизия": "KG", "кр": "KG"},
    **{"kirghizia": "KG", "рк": "KZ", "рф": "RU", "молдавия": "MD", "туркмения": "TM", "turkey": "TR", "кнр": "CN"},
}

_LANGUAGES_OF_NAMES = ("en", "ru", "be", "ky", "kk")
"""The languages of the names from CLDR; names in the language tables come first."""


def _language(word: str) -> str | None:
    """Return the code of a language from its name, or the beginning of it, in any document language."""
    typed = fold_to_words(word)
    if not 3 <= len(typed) <= 20:
        return None
    meant = {code for code, names in _language_names().items() if any(name.startswith(typed[:5]) for name in names)}
    return meant.pop() if len(meant) == 1 else None


@cache
def _language_names() -> dict[str, list[str]]:
    """Return the names of the languages of plans, in each document language."""
    from babel import Locale

    spoken = [Locale.parse(said).languages for said in DOCUMENT_LANGUAGES]
    return {code: [fold_to_words(names[code]) for names in spoken] for code in ("kk", *DOCUMENT_LANGUAGES)}
