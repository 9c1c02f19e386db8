"""One language as documents use it: own words by gettext, names and deadlines by the house's table, numbers as CLDR has them."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING
from unicodedata import normalize

from roadmap.errors import UnknownLanguageError
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES, load_catalog
from roadmap.model.choices import Scale
from roadmap.model.period import Due, Period, Unit

if TYPE_CHECKING:
    from roadmap.i18n.table import LanguageTable

__all__ = ["DOCUMENT_LANGUAGES", "Language", "get_language"]


@cache
def get_language(language: str) -> "Language":
    """The words of a language; made once.

    Raises UnknownLanguageError.

    >>> get_language("ru").due(Due.parse("2026-Q4"))
    'IV квартал 2026\\xa0г.'
    """
    if language not in DOCUMENT_LANGUAGES:
        raise UnknownLanguageError(language, DOCUMENT_LANGUAGES)
    table: LanguageTable = import_module(f"roadmap.i18n.tables.{language}").TABLE
    return Language(table)


class Language:
    """All that a document says in one language. Every method takes a value of the plan and gives text."""

    def __init__(self, table: "LanguageTable") -> None:
        self.table = table
        self.language = table.code
        self._symbols = str.maketrans({",": table.group, ".": table.decimal, "-": table.minus})
        self._dues: dict[Due, str] = {}

    def gettext(self, text: str) -> str:
        """A text of the program in this language."""
        return load_catalog(self.language).gettext(text)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """The form of a text that goes with a number.

        >>> get_language("ru").ngettext("%(n)s measure", "%(n)s measures", 3)
        '%(n)s мероприятия'
        """
        return load_catalog(self.language).ngettext(singular, plural, number)

    # Numbers

    def number(self, number: Decimal | int) -> str:
        """With the digits it has, grouped.

        >>> get_language("ru").number(Decimal("12345.60"))
        '12\\xa0345,60'
        """
        return (
            f"{number:,f}".translate(self._symbols)
            if isinstance(number, Decimal)
            else f"{number:,}".translate(self._symbols)
        )

    def amount(self, number: Decimal | int, approximate: bool) -> str:
        """A number, with a sign before one that is about.

        >>> get_language("ru").amount(Decimal("160.2"), False), get_language("ru").amount(170, True)
        ('160,2', '≈\\xa0170')
        """
        return f"≈\u00a0{self.number(number)}" if approximate else self.number(number)

    def percent(self, number: Decimal | int) -> str:
        """
        >>> get_language("ru").percent(Decimal("12.5")), get_language("en").percent(65)
        ('12,5\\xa0%', '65%')
        """
        return self.table.percent.format(number=self.number(number))

    def times(self, number: Decimal, about: str = "") -> str:
        """How many times as much.

        about: a sign before an approximate number.

        >>> [get_language("ru").times(Decimal(number)) for number in ("2.5", "5")]
        ['в\\xa02,5\\xa0раза', 'в\\xa05\\xa0раз']
        >>> get_language("en").times(Decimal("1.5"))
        '1.5\\xa0times'
        """
        if number == number.to_integral_value():
            said = self.ngettext("%(n)s time", "%(n)s times", int(number))
        else:
            said = self.gettext("%(n)s times")  # a fraction asks for a form that no whole number has
        return (said % {"n": about + self.number(number)}).replace(" ", "\u00a0")

    def money_unit(self, currency: str, scale: Scale = Scale.unit) -> str:
        """What a sum of money is counted in.

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
        """A deadline in words.

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
        """A period in words.

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
        """The day, month, quarter, half or year that a day is in."""
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
        """The short name of a state.

        >>> get_language("ru").state("KG"), get_language("ru").state("NO")
        ('Кыргызстан', 'Норвегия')
        """
        own = self.table.states.get(code)
        return own.short if own else self._territory(code)

    def order(self, text: str) -> tuple[tuple[int, str], ...]:
        """What texts are sorted by so that they stand as in a dictionary: signs, digits, the letters of the alphabet, others.

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
        """The full name of a state, where the house's table has it.

        >>> get_language("ru").full_state("KG")
        'Кыргызская Республика'
        """
        own = self.table.states.get(code)
        return own.full if own else self._territory(code)

    def between(self, codes: Sequence[str]) -> str:
        """The states of a paper as its title names them; empty where the house's table lacks one.

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
        """The name of a language.

        >>> get_language("en").language_name("ky"), get_language("en").language_name("de")
        ('Kyrgyz', 'German')
        """
        if code in self.table.languages:
            return self.table.languages[code]
        from babel import Locale

        return str(Locale.parse(self.language).languages.get(code, code))
