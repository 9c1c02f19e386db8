"""Codes of states, currencies and languages: which one a person likely meant by a name, or by the code of another standard."""

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
    """A mistake about a code that the standard does not have. No guess by likeness: KGZ is not KZ."""
    return FieldError("RM009", text, partial(_code_meant, code, known, example))


def _code_meant(code: str, known: frozenset[str], example: str) -> Message:
    """Which code was likely meant."""
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


# What people write instead of a code that they mean.
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
    """The code of a state by its name, short or full, in any of the languages whose names for states are known here."""
    typed, names = word.casefold().strip()[:60], _state_names()
    if typed in names:
        return names[typed]
    alike = [  # a slip in both of the first two letters is rare, and to compare with all names takes long
        name for name in names if len(name) > 4 and (name[0] == typed[:1] or name[1] == typed[1:2])
    ]
    near = closest_words(typed, alike, count=2, cutoff=0.85)
    codes = {names[name] for name in near}
    return codes.pop() if len(codes) == 1 else None


@cache
def _state_names() -> dict[str, str]:
    """The code of each state by its names, in small letters: those of the language tables, short and full, and those of CLDR."""
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
"""In these CLDR is asked for the names of states; the language tables are asked before it."""


def _language(word: str) -> str | None:
    """The code of a language by its name, or by the beginning of it, in a language that documents can be in."""
    typed = fold_to_words(word)
    if not 3 <= len(typed) <= 20:
        return None
    meant = {code for code, names in _language_names().items() if any(name.startswith(typed[:5]) for name in names)}
    return meant.pop() if len(meant) == 1 else None


@cache
def _language_names() -> dict[str, list[str]]:
    """The names of the languages that plans are in, in each language that documents can be in."""
    from babel import Locale

    spoken = [Locale.parse(said).languages for said in DOCUMENT_LANGUAGES]
    return {code: [fold_to_words(names[code]) for names in spoken] for code in ("kk", *DOCUMENT_LANGUAGES)}
