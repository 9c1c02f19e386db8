"""From one node to one value: a reader for each type that a field can have.

The field's type decides what a scalar means, never YAML: `NO` stays a country, `1.10` a text, `2026-02-30` a wrong date.
Readers raise Mistake or Mistakes and nothing else.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from roadmap.model.choices import Choice
from roadmap.model.codes import (
    COUNTRIES,
    CURRENCIES,
    LANGUAGES,
    AreaKind,
    BodyId,
    Country,
    Currency,
    Id,
    Language,
    MeasureId,
    SourceId,
    Url,
)
from roadmap.model.messages import Message, Mistake, Mistakes, _, message
from roadmap.model.period import Due, Period
from roadmap.model.series import ByYear
from roadmap.model.text import ANY_LANGUAGE, Text, clean
from roadmap.reading.nodes import Mapping, Sequence

__all__ = ["READERS", "choice_reader", "closest", "is_nothing", "wrong_kind"]

_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_WHOLE = re.compile(r"[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")
_YEAR = re.compile(r"[12][0-9]{3}")
_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_LARGEST = Decimal(10) ** 18
_FINEST = -12


def is_nothing(node: Any) -> bool:
    """Whether a key has no value: nothing behind the colon, `~` or `null`."""
    return type(node) is str and node in _NOTHING


def found(node: Any) -> Message:
    """What stands there, in words."""
    if isinstance(node, Mapping):
        return message(_("keys with values"))
    if isinstance(node, Sequence):
        return message(_("a list"))
    if is_nothing(node):
        return message(_("nothing"))
    short = node if len(node) <= 40 else node[:39] + "…"
    return message(_("“%(text)s”"), text=short.replace("\n", " "))


def wrong_kind(wanted: Message, node: Any, example: str = "") -> Mistake:
    """RM006: something else is wanted here."""
    help = (
        message(_("Write it like this: %(example)s"), example=example)
        if example
        else message(_("Look at the sample plans for how it is written."))
    )
    return Mistake(
        "RM006", message(_("Wanted here: %(wanted)s; found: %(found)s."), wanted=wanted, found=found(node)), help
    )


def closest(word: str, known: Any, code: str, text: Message) -> Mistake:
    """A mistake about a word that is none of the known ones, with the likeliest meant."""
    from difflib import get_close_matches

    words = sorted(known)
    folded = {w.casefold(): w for w in words}
    near = get_close_matches(word.casefold().translate(_LOOKALIKES), folded, n=1, cutoff=0.6)
    if near:
        return Mistake(code, text, message(_("Did you mean “%(word)s”?"), word=folded[near[0]]))
    if len(words) <= 40:
        return Mistake(code, text, message(_("Possible here: %(words)s."), words=", ".join(words)))
    return Mistake(code, text, message(_("Write one of the standard codes.")))


# Cyrillic letters that look like Latin ones.
_LOOKALIKES = str.maketrans("асеорхуктвмніѕјһԁɡ", "aceopxyktbmhisjhdg")


def _plain(node: Any, wanted: Message, example: str) -> str:
    """A scalar without quotes."""
    if type(node) is not str or node in _NOTHING:
        raise wrong_kind(wanted, node, example)
    return node


def read_word(node: Any, _type: Any = None) -> str:
    """A text without languages: a code, a standard, a name."""
    if not isinstance(node, str) or is_nothing(node):
        raise wrong_kind(message(_("a text")), node)
    return clean(node)


def read_whole(node: Any, _type: Any = None) -> int:
    text = _plain(node, message(_("a whole number")), "500")
    if not _WHOLE.fullmatch(text) or len(text) > 18:
        raise wrong_kind(
            message(_("a whole number")),
            node,
            re.sub(r"[\s_\u00a0']", "", text) if re.fullmatch(r"[0-9\s_\u00a0']{1,18}", text) else "500",
        )
    return int(text)


def read_number(node: Any, _type: Any = None) -> Decimal:
    text = _plain(node, message(_("a number")), "12.5")
    if not _NUMBER.fullmatch(text):
        mended = re.sub(r"[\s_\u00a0']", "", text).replace(",", ".")
        raise wrong_kind(message(_("a number")), node, mended if _NUMBER.fullmatch(mended) else "12.5")
    number = Decimal(text)
    exponent = number.as_tuple().exponent
    if abs(number) >= _LARGEST or not isinstance(exponent, int) or exponent < _FINEST:
        raise Mistake(
            "RM007",
            message(_("%(value)s is outside the bounds."), value=text[:40]),
            message(_("Numbers have at most 18 digits before the point and 12 after it.")),
        )
    return number if exponent <= 0 else number.quantize(Decimal(1))


def read_yes_no(node: Any, _type: Any = None) -> bool:
    if type(node) is str and node in ("true", "True", "TRUE"):
        return True
    if type(node) is str and node in ("false", "False", "FALSE"):
        return False
    raise wrong_kind(message(_("true or false")), node, "true")


def read_period(node: Any, _type: Any = None) -> Period:
    if not isinstance(node, str) or is_nothing(node):
        raise wrong_kind(message(_("a date or a period")), node, "2027-Q2")
    return Period.parse(node)


def read_due(node: Any, _type: Any = None) -> Due:
    if not isinstance(node, str) or is_nothing(node):
        raise wrong_kind(message(_("a deadline")), node, "2027-Q2")
    return Due.parse(node)


def _each(entries: Any, read_one: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    """Every entry of a mapping, or every mistake in it, each with its key."""
    values, mistakes = [], []
    for key, node in entries:
        try:
            values.append(read_one(key, node))
        except Mistake as mistake:
            mistake.within = (key, *mistake.within)
            mistakes.append(mistake)
    if mistakes:
        raise Mistakes(mistakes)
    return tuple(values)


def _no_language(code: str, text: Any) -> Mistake:
    unknown = message(_("There is no language with the code “%(code)s”."), code=code)
    if is_nothing(text) or " " in code:  # {en: first, second}
        mistake = Mistake(
            "RM009", unknown, message(_("If this belongs to the text before the comma: put that text in quotes."))
        )
    else:
        mistake = closest(code, LANGUAGES, "RM009", unknown)
    mistake.of = "key"
    return mistake


def read_text(node: Any, _type: Any = None) -> Text:
    """A plain text, or one a language."""
    if isinstance(node, str) and not is_nothing(node):
        return Text(((ANY_LANGUAGE, node),))
    if not isinstance(node, Mapping) or not node:
        raise wrong_kind(message(_("a text, or one a language")), node, "{en: Tractors, ru: Тракторы}")

    def version(language: str, text: Any) -> tuple[str, str]:
        if language not in LANGUAGES:
            raise _no_language(language, text)
        if not isinstance(text, str) or is_nothing(text):
            raise wrong_kind(message(_("a text")), text)
        return language, text

    return Text(_each(node.items(), version))


def read_by_year(node: Any, _type: Any = None) -> ByYear:
    """Years with a number each."""
    if not isinstance(node, Mapping):
        raise wrong_kind(message(_("a number for each year")), node, "{2028: 20, 2030: 60}")

    def year(key: str, number: Any) -> tuple[int, Decimal]:
        if not _YEAR.fullmatch(key):
            raise Mistake(
                "RM008",
                message(_("“%(text)s” is not a year."), text=key),
                message(_("Write four figures: 2028.")),
                of="key",
            )
        return int(key), read_number(number)

    return ByYear(tuple(sorted(_each(node.items(), year))))


def _code_reader(known: frozenset[str], wanted: Message, unknown: str, example: str) -> Callable[..., str]:
    def read_code(node: Any, _type: Any = None) -> str:
        if not isinstance(node, str) or is_nothing(node):
            raise wrong_kind(wanted, node, example)
        if node in known:
            return str(node)
        raise closest(node, known, "RM009", message(unknown, code=node))

    return read_code


def read_url(node: Any, _type: Any = None) -> Url:
    text = read_word(node)
    if not _URL.fullmatch(text):
        raise Mistake(
            "RM007",
            message(_("“%(value)s” is not an address that a reader can open."), value=text),
            message(_("Begin with https://, http:// or mailto:.")),
        )
    return Url(text)


def choice_reader(choices: type[Choice]) -> Callable[..., Choice]:
    """A reader for a closed list of words."""
    by_key = {choice.key: choice for choice in choices}

    def read_choice(node: Any, _type: Any = None) -> Choice:
        if not isinstance(node, str) or is_nothing(node):
            raise wrong_kind(
                message(_("one of the words %(words)s"), words=", ".join(by_key)), node, next(iter(by_key))
            )
        if node not in by_key:
            raise closest(
                node,
                by_key,
                "RM007",
                message(_("“%(value)s” is not one of the words that can stand here."), value=node),
            )
        return by_key[node]

    return read_choice


READERS: dict[Any, Callable[..., Any]] = {
    str: read_word,
    Id: read_word,
    BodyId: read_word,
    SourceId: read_word,
    MeasureId: read_word,
    AreaKind: read_word,
    int: read_whole,
    Decimal: read_number,
    bool: read_yes_no,
    Period: read_period,
    Due: read_due,
    Text: read_text,
    ByYear: read_by_year,
    Url: read_url,
    Country: _code_reader(
        COUNTRIES, message(_("a state")), _("There is no state with the code “%(code)s” (ISO 3166)."), "KG"
    ),
    Currency: _code_reader(
        CURRENCIES, message(_("a currency")), _("There is no currency with the code “%(code)s” (ISO 4217)."), "USD"
    ),
    Language: _code_reader(
        LANGUAGES, message(_("a language")), _("There is no language with the code “%(code)s”."), "ru"
    ),
}
