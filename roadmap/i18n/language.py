"""A language of documents: texts from gettext, names and deadlines from the project's tables, numbers as in CLDR."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from unicodedata import normalize

from roadmap.errors import UnknownLanguageError
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES, load_catalog
from roadmap.i18n.table import LanguageTable
from roadmap.i18n.tables import load_table
from roadmap.model.choices import Scale
from roadmap.model.period import Due, Period, Unit
from roadmap.model.plan import Plan

__all__ = ["DOCUMENT_LANGUAGES", "Language", "document_languages", "get_language"]

HYPHEN, MINUS = "\u2011", "\u2212"
_PLAIN = str.maketrans({HYPHEN: "-", MINUS: "-"})

# It starts with the signs to find, so that a search skips all other letters fast.
_TYPESET = r"""
    [0-9№-] (?:
        (?<=[0-9]) (?: [ \u00a0\u202f]?%(?!\w) | [ ](?={words}) | -(?=[а-яёіўңөү]) )
        | (?<=№) [ ](?=\w)
        | (?<=-) (?<![^\s(]-) (?<!\d\s-) (?=\d)
    )
"""


def document_languages(plan: Plan) -> tuple[str, ...]:
    """Return the plan's languages that documents can have; English if there are none."""
    return tuple(language for language in plan.languages if language in DOCUMENT_LANGUAGES) or ("en",)


@cache
def get_language(language: str) -> "Language":
    """Return a language; made once.

    Raises:
        UnknownLanguageError: Documents cannot be made in the language.

    >>> get_language("ru").due(Due.parse("2026-Q4"))
    'IV квартал 2026\\xa0г.'
    """
    if language not in DOCUMENT_LANGUAGES:
        raise UnknownLanguageError(language, DOCUMENT_LANGUAGES)
    return Language(load_table(language))


class Language:
    """The words, numbers and dates of a language. Each method takes a value and returns its text."""

    def __init__(self, table: LanguageTable, is_data: bool = False) -> None:
        self.table, self.is_data = table, is_data
        self.language = table.code
        self._symbols = str.maketrans({",": table.group, ".": table.decimal, "-": table.minus})
        self._dues: dict[Due, str] = {}
        self._share = table.percent.format(number="")

    @cached_property
    def _typeset(self) -> re.Pattern[str]:
        """The places in a text that `typeset` changes; compiled only for a language that prints texts."""
        unbroken = "|".join(map(re.escape, self.table.unbroken)) or "(?!)"
        return re.compile(_TYPESET.format(words=unbroken), re.VERBOSE)

    @cached_property
    def of_data(self) -> "Language":
        """The same language for data that programs read, with the hyphen and minus of keyboards.

        >>> get_language("ky").of_data.number(-5), get_language("ky").of_data.period(Period.parse("2026"))
        ('-5', '2026-жыл')
        """
        plain = (value.translate(_PLAIN) if isinstance(value, str) else value for value in self.table)
        return Language(type(self.table)._make(plain), is_data=True)

    def typeset(self, text: str) -> str:
        """Return a text as it is printed: a number keeps its unit on its line, and a minus differs from a hyphen.

        A percent sign has the spacing of the language. "№" and words such as "млн" stay with their number.

        >>> get_language("ru").typeset("почти 65 % к 2030 г., № 824, 500 млн"), get_language("en").typeset("6.1 % apart")
        ('почти 65\xa0% к 2030\xa0г., №\xa0824, 500\xa0млн', '6.1% apart')
        >>> get_language("ky").typeset("2026-жылдын 27-ноябры"), get_language("ru").typeset("рост на -8,9%")
        ('2026‑жылдын 27‑ноябры', 'рост на −8,9\xa0%')
        """
        return text if self.is_data else self._typeset.sub(self._typeset_part, text)

    def _typeset_part(self, found: "re.Match[str]") -> str:
        part = found[0]
        if part.endswith("%"):
            return part[0] + self._share
        return MINUS if part == "-" else part.replace(" ", "\u00a0").replace("-", HYPHEN)

    def gettext(self, text: str) -> str:
        """Return a text of the program in this language."""
        return load_catalog(self.language).gettext(text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form of a text that goes with a number.

        >>> get_language("ru").ngettext("%(n)s measure", "%(n)s measures", 3)
        '%(n)s мероприятия'
        """
        return load_catalog(self.language).ngettext(singular, plural, number)

    # Numbers

    def number(self, number: Decimal | int) -> str:
        """Return a number with all its digits, in groups.

        >>> get_language("ru").number(Decimal("12345.60"))
        '12\\xa0345,60'
        """
        return (
            f"{number:,f}".translate(self._symbols)
            if isinstance(number, Decimal)
            else f"{number:,}".translate(self._symbols)
        )

    def amount(self, number: Decimal | int, approximate: bool) -> str:
        """Return a number, with a sign before an approximate one.

        >>> get_language("ru").amount(Decimal("160.2"), False), get_language("ru").amount(170, True)
        ('160,2', '≈\\xa0170')
        """
        return f"≈\u00a0{self.number(number)}" if approximate else self.number(number)

    def percent(self, number: Decimal | int) -> str:
        """Return a share with its percent sign.

        >>> get_language("ru").percent(Decimal("12.5")), get_language("en").percent(65)
        ('12,5\\xa0%', '65%')
        """
        return self.table.percent.format(number=self.number(number))

    def times(self, number: Decimal, about: str = "") -> str:
        """Return a multiple in words.

        Args:
            number: The multiple.
            about: A sign before an approximate number.

        >>> [get_language("ru").times(Decimal(number)) for number in ("5.0", "5")]
        ['в\\xa05,0\\xa0раза', 'в\\xa05\\xa0раз']
        >>> get_language("en").times(Decimal("1.5"))
        '1.5\\xa0times'
        """
        if number.as_tuple().exponent < 0:  # type: ignore[operator]
            said = self.gettext("%(n)s times")  # a fraction needs a plural form that no whole number has
        else:
            said = self.ngettext("%(n)s time", "%(n)s times", int(number))
        return (said % {"n": about + self.number(number)}).replace(" ", "\u00a0")

    def money_unit(self, currency: str, scale: Scale = Scale.unit) -> str:
        """Return the unit of a sum of money.

        >>> get_language("ru").money_unit("USD", Scale.million)
        'млн долларов США'
        """
        name = self.table.currencies.get(currency)
        if name is None:
            from babel.numbers import get_currency_name

            name = get_currency_name(currency, count=1000, locale=self.language)
        return f"{self.table.scales[scale.key]} {name}" if scale is not Scale.unit else name

    # Time

    def due(self, due: Due) -> str:
        """Return a deadline in words.

        >>> get_language("en").due(Due.parse("2027-05-15")), get_language("ru").due(Due.parse("annually"))
        ('by 15 May 2027', 'ежегодно')
        """
        if due.repeats is not None:
            return self.table.repeats[due.repeats.value]
        assert due.period is not None
        known = self._dues.get(due)
        if known is None:
            period = due.period
            if period.unit is Unit.DAY and period.single:
                table = self.table
                known = self._of_day(table.by_date, period.start, table.months_by or table.months_of)
            else:
                known = self.period(period)
            self._dues[due] = known
        return known

    def period(self, period: Period) -> str:
        """Return a period in words.

        >>> get_language("ru").period(Period.parse("2023-01/2023-08"))
        'январь–август 2023\\xa0г.'
        >>> get_language("en").period(Period.parse("2026–2030"))
        '2026–2030'
        """
        if period.single:
            return self._single(period.start, period.unit)
        table, one_year = self.table, period.start.year == period.end.year
        if period.unit is Unit.YEAR:
            return table.years.format(first=period.start.year, last=period.end.year)
        if period.unit is Unit.MONTH and one_year:
            return table.months_of_one_year.format(
                first=table.months[period.start.month - 1],
                last=table.months[period.end.month - 1],
                year=period.start.year,
            )
        if period.unit is Unit.QUARTER and one_year:
            return table.quarters_of_one_year.format(
                first=table.quarters[period.start.month // 3],
                last=table.quarters[period.end.month // 3 - 1],
                year=period.start.year,
            )
        return table.row.format(
            first=self._single(period.start, period.unit), last=self._single(period.end, period.unit)
        )

    def _single(self, day: date, unit: Unit) -> str:
        """Return the day, month, quarter, half or year that contains a day, in words."""
        table = self.table
        match unit:
            case Unit.DAY:
                return self._of_day(table.date, day, table.months_of)
            case Unit.MONTH:
                return table.month.format(month=table.months[day.month - 1], year=day.year)
            case Unit.QUARTER:
                return table.quarter.format(number=table.quarters[(day.month - 1) // 3], year=day.year)
            case Unit.HALF:
                return table.half.format(number=table.halves[(day.month - 1) // 6], year=day.year)
            case Unit.YEAR:
                return table.year.format(year=day.year)

    def _of_day(self, pattern: str, day: date, months: Sequence[str]) -> str:
        return pattern.format(day=day.day, month=months[day.month - 1], year=day.year)

    # Names

    def state(self, code: str) -> str:
        """Return the short name of a state.

        >>> get_language("ru").state("KG"), get_language("ru").state("NO")
        ('Кыргызстан', 'Норвегия')
        """
        own = self.table.states.get(code)
        return own.short if own else self._territory(code)

    def order(self, text: str) -> tuple[tuple[int, str], ...]:
        """Return the sort key of a text in dictionary order: signs, digits, the letters of the alphabet, other letters.

        >>> sorted(["Уганда", "Өзбекстан", "Орусия", "Чад"], key=get_language("ky").order)
        ['Орусия', 'Өзбекстан', 'Уганда', 'Чад']
        >>> sorted("едё", key=get_language("ru").order)
        ['д', 'е', 'ё']
        """
        alphabet = self.table.alphabet
        plain = "".join(letter if letter in alphabet else normalize("NFD", letter)[0] for letter in text.lower())
        places = ((alphabet.find(letter) + 1 or (0 if not letter.isalpha() else 99), letter) for letter in plain)
        return (*places, (0, text))

    def full_state(self, code: str) -> str:
        """Return the full name of a state, or CLDR's name if the project's table does not have it.

        >>> get_language("ru").full_state("KG")
        'Кыргызская Республика'
        """
        own = self.table.states.get(code)
        return own.full if own else self._territory(code)

    def between(self, codes: Sequence[str]) -> str:
        """Return the states in the words of a title; empty if the project's table lacks one of them.

        >>> get_language("ru").between(["BY", "KG"])
        'между Республикой Беларусь и Кыргызской Республикой'
        """
        states = [self.table.states.get(code) for code in codes]
        own = [state for state in states if state is not None]
        if len(own) < max(2, len(states)):
            return ""
        rest = type(own[0])(*(", ".join(names) for names in zip(*own[:-1], strict=True)))
        return self.table.between.format(rest=rest, last=own[-1])

    def _territory(self, code: str) -> str:
        from babel import Locale

        return str(Locale.parse(self.language).territories.get(code, code))

    def language_name(self, code: str) -> str:
        """Return the name of a language.

        >>> get_language("en").language_name("ky"), get_language("en").language_name("de")
        ('Kyrgyz', 'German')
        """
        if code in self.table.languages:
            return self.table.languages[code]
        from babel import Locale

        return str(Locale.parse(self.language).languages.get(code, code))
