"""From one node to one value: a reader for each type that a field can have.

The field's type decides what a scalar means, never YAML: `NO` stays a country, `1.10` a text, `2026-02-30` a wrong date.
Readers raise FieldError or FieldErrors and nothing else.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, cast

from roadmap.errors import FieldError, FieldErrors
from roadmap.i18n.message import Message, _, message
from roadmap.model.choices import Choice
from roadmap.model.codes import (
    COUNTRY_CODES,
    CURRENCY_CODES,
    LANGUAGE_CODES,
    AreaKind,
    BodyId,
    Country,
    Currency,
    Id,
    LanguageCode,
    MeasureId,
    SourceId,
    Url,
)
from roadmap.model.period import Due, Period
from roadmap.model.series import ByYear
from roadmap.model.text import ANY_LANGUAGE, Text, clean
from roadmap.reading.limits import MAX_COUNTED
from roadmap.reading.source import Mapping, describe_node, is_null
from roadmap.suggestions.keys import is_key
from roadmap.suggestions.labels import closest
from roadmap.suggestions.names import unknown_code

__all__ = [
    "DECIMAL_COMMA",
    "READERS",
    "choice_reader",
    "wrong_kind",
]

_WHOLE = re.compile(r"(?=.{1,18}\Z)[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")
_YEAR = re.compile(r"[12][0-9]{3}")
_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")
_LARGEST = Decimal(10) ** 18
_FINEST = -12


def wrong_kind(wanted: Message, node: Any, example: str = "") -> FieldError:
    """RM006: something else is wanted here."""
    if example:
        help = message(_("Write it like this: %(example)s"), example=example)
    elif is_null(node):
        help = message(_("Write the text, or delete the key."))
    else:
        help = message(_("See the sample plans for examples."))
    return FieldError(
        "RM006",
        message(_("Expected %(wanted)s, found %(found)s."), wanted=wanted, found=describe_node(node)),
        help,
    )


DECIMAL_COMMA = message(_("If it belongs to a number: write decimals with a point, 12.5."))


def _plain(node: Any, form: re.Pattern[str], wanted: Message, example: str) -> str:
    """A number's scalar: without quotes, and of the form of a number."""
    if type(node) is not str or not form.fullmatch(node):
        raise wrong_kind(wanted, node, _mended(node, form) or example)
    return node


def _mended(node: Any, form: re.Pattern[str]) -> str:
    """What a person likely meant by something that is no number: without quotes, spaces, “about”, a unit."""
    if not isinstance(node, str) or len(node) > 40:
        return ""
    figures = re.sub(r"(?<=\d)[\s_\u00a0'](?=\d)", "", node).replace(",", ".")
    meant = re.fullmatch(r"[~≈\s]*(?P<number>[-+]?[0-9.]+)\s*[^\d]{0,20}", figures)
    return meant["number"] if meant and form.fullmatch(meant["number"]) else ""


def read_word(node: Any, _type: Any = None, example: str = "") -> str:
    """A text without languages: a code, a standard, a name."""
    if not isinstance(node, str) or is_null(node):
        raise wrong_kind(message(_("a text")), node, example)
    return clean(node)


def read_int(node: Any, _type: Any = None, example: str = "") -> int:
    return int(_plain(node, _WHOLE, message(_("a whole number")), _without_part(node) or example or "500"))


def _without_part(node: Any) -> str:
    """The whole part of a number with decimals; all of it where the mark stands before three digits, as in 1.000."""
    found = re.fullmatch(r"(\d{1,9})[.,](\d{1,9})", node) if isinstance(node, str) else None
    if not found:
        return ""
    return found[1] + found[2] if len(found[2]) == 3 else found[1]


def read_number(node: Any, _type: Any = None, example: str = "") -> Decimal:
    text = _plain(node, _NUMBER, message(_("a number")), example or "12.5")
    number = Decimal(text)
    exponent = number.as_tuple().exponent
    if number.copy_abs() >= _LARGEST or not isinstance(exponent, int) or exponent < _FINEST:
        raise FieldError(
            "RM007",
            message(_("%(value)s is outside the bounds."), value=text[:40]),
            message(_("Numbers have at most 18 digits before the point and 12 after it.")),
        )
    return number if exponent <= 0 else number.quantize(Decimal(1))


def read_bool(node: Any, _type: Any = None, **_example: str) -> bool:
    if type(node) is str and node in ("true", "True", "TRUE"):
        return True
    if type(node) is str and node in ("false", "False", "FALSE"):
        return False
    denied = isinstance(node, str) and node.casefold() in ("false", "no", "n", "off", "нет", "не")
    raise wrong_kind(message(_("true or false")), node, "false" if denied else "true")


def read_period(node: Any, _type: Any = None, example: str = "") -> Period:
    if not isinstance(node, str) or is_null(node):
        raise wrong_kind(message(_("a date or a period")), node, example or "2027-Q2")
    return cast(Period, _date(Period.parse, node, due=False))


def read_due(node: Any, _type: Any = None, example: str = "") -> Due:
    if not isinstance(node, str) or is_null(node):
        raise wrong_kind(message(_("a deadline")), node, example or "2027-Q2")
    return cast(Due, _date(Due.parse, node, due=True))


def _date(parse: Callable[[str], Any], text: str, *, due: bool) -> Any:
    try:
        return parse(text)
    except FieldError as mistake:
        from roadmap.suggestions.dates import explain_date

        raise explain_date(mistake, text, due=due) from None


def _each(entries: Any, read_one: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    """Every entry of a mapping, or every mistake in it, each with its key."""
    values, mistakes = [], []
    for key, node in entries:
        try:
            values.append(read_one(key, node))
        except FieldError as mistake:
            mistake.path = (key, *mistake.path)
            mistakes.append(mistake)
            if len(mistakes) > MAX_COUNTED:
                break
    if mistakes:
        raise FieldErrors(mistakes)
    return tuple(values)


def _no_language(code: str, text: Any) -> FieldError:
    unknown = message(_("Unknown language code “%(code)s”."), code=code)
    if is_null(text) or " " in code:  # {en: first, second}
        mistake = FieldError(
            "RM009", unknown, message(_("If this belongs to the text before the comma: put that text in quotes."))
        )
    elif is_key(code):
        mistake = FieldError(
            "RM009",
            unknown,
            message(
                _(
                    "If “%(misplaced)s” is a separate key, begin it further left: in the column of the key of "
                    "this text."
                ),
                misplaced=code,
            ),
        )
    else:
        mistake = unknown_code(code, LANGUAGE_CODES, "ru", unknown)
    mistake.target = "key"
    return mistake


def read_text(node: Any, _type: Any = None, example: str = "") -> Text:
    """A plain text, or one a language."""
    if isinstance(node, str) and not is_null(node):
        return Text(((ANY_LANGUAGE, node),))
    if not isinstance(node, Mapping) or not node:
        raise wrong_kind(message(_("a text, or one text per language")), node, example or "{en: …, ru: …}")

    def version(language: str, text: Any) -> tuple[str, str]:
        if language not in LANGUAGE_CODES:
            raise _no_language(language, text)
        if not isinstance(text, str) or is_null(text):
            raise wrong_kind(message(_("a text")), text)
        return language, text

    return Text(_each(node.items(), version))


def read_by_year(node: Any, _type: Any = None, example: str = "") -> ByYear:
    """Years with a number each."""
    if not isinstance(node, Mapping):
        raise wrong_kind(message(_("a number for each year")), node, example or "{2028: 20, 2030: 60}")

    def year(key: str, number: Any) -> tuple[int, Decimal]:
        if not _YEAR.fullmatch(key):
            cut = len(key) < 10 and key.isdecimal() and is_null(number)  # {2028: 20,5}
            raise FieldError(
                "RM008",
                message(_("“%(text)s” is not a year."), text=key),
                DECIMAL_COMMA if cut else _four_figures(key),
                target="key",
            )
        return int(key), read_number(number)

    return ByYear(tuple(sorted(_each(node.items(), year))))


def _four_figures(key: str) -> Message:
    found = re.findall(r"(?<!\d)[12][0-9]{3}(?!\d)", key[:100])
    if len(found) == 1:
        return message(_("Write it like this: %(example)s"), example=found[0])
    return message(_("Write the year in four digits: 2028."))


def _code_reader(known: frozenset[str], wanted: Message, unknown: str, example: str) -> Callable[..., str]:
    def read_code(node: Any, _type: Any = None, example: str = example) -> str:
        if not isinstance(node, str) or is_null(node):
            raise wrong_kind(wanted, node, example)
        if node in known:
            return str(node)
        name = len(node) > 3 and node.replace(" ", "").isalpha()
        text = message(_("Expected a code, not the name “%(name)s”."), name=node) if name else None
        raise unknown_code(node, known, example, text or message(unknown, code=node))

    return read_code


def read_url(node: Any, _type: Any = None, **_example: str) -> Url:
    text = read_word(node)
    if not _URL.fullmatch(text):
        raise FieldError(
            "RM007",
            message(_("“%(value)s” is not a valid web or e-mail address."), value=text),
            message(_("Begin with https://, http:// or mailto:.")),
        )
    return Url(text)


def choice_reader(choices: type[Choice]) -> Callable[..., Choice]:
    """A reader for a closed list of words."""
    by_key = {choice.key: choice for choice in choices}

    def read_choice(node: Any, _type: Any = None) -> Choice:
        if not isinstance(node, str) or is_null(node):
            raise wrong_kind(
                message(_("one of the values %(words)s"), words=", ".join(by_key)), node, next(iter(by_key))
            )
        if node not in by_key:
            raise closest(
                node,
                by_key,
                "RM007",
                message(_("“%(value)s” is not one of the allowed values."), value=node),
                {key: choice.label for key, choice in by_key.items()},
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
    int: read_int,
    Decimal: read_number,
    bool: read_bool,
    Period: read_period,
    Due: read_due,
    Text: read_text,
    ByYear: read_by_year,
    Url: read_url,
    Country: _code_reader(COUNTRY_CODES, message(_("a state")), _("Unknown state code “%(code)s” (ISO 3166)."), "KG"),
    Currency: _code_reader(
        CURRENCY_CODES, message(_("a currency")), _("Unknown currency code “%(code)s” (ISO 4217)."), "USD"
    ),
    LanguageCode: _code_reader(LANGUAGE_CODES, message(_("a language")), _("Unknown language code “%(code)s”."), "ru"),
}
