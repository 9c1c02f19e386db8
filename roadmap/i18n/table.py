"""The project's own words for states, months, deadlines and currencies, one table per language.

CLDR is wrong or awkward in these cases («Киргизия», «4-й кв.»), so the words are here once, for a speaker to check.
Number symbols come from CLDR. They are copied, because a query to CLDR at every start costs more than reading a plan; a
test compares them. Two differ: the minus is U+2212 as in print, and Kyrgyz has a space before "%", as neighbouring
languages do.
"""

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["LanguageTable", "State"]


class State(NamedTuple):
    """The names of a state: short, full, and full in the form after "between"."""

    short: str
    full: str
    between: str


class LanguageTable(NamedTuple):
    """The words and patterns of one language.

    Patterns can use {day}, {month}, {year}, {number} (of a quarter or half) and, for a range, {first} and {last}.

    Attributes:
        alphabet: The letters in dictionary order, without letters that do not count there (ё in Russian).
        unbroken: Words that stay on the line of the number before them.
        months_of: The months as part of a date.
        months_by: The months as part of "by a date", if they differ from `months_of`.
        currencies: The names after a large number.
        between: A pattern with {rest} and {last}, states with the names of `State`.
        stamps: The words of approval, by the values of `Stamp`.
        approved: The words of approval, by the values of `Paper`.
        blank_date: A date to fill in by hand.
    """

    code: str
    name: str
    alphabet: str
    decimal: str
    group: str
    percent: str
    minus: str
    unbroken: tuple[str, ...]
    quotes: tuple[str, str]
    months: tuple[str, ...]
    months_of: tuple[str, ...]
    date: str
    by_date: str
    month: str
    quarter: str
    half: str
    year: str
    years: str
    months_of_one_year: str
    quarters_of_one_year: str
    row: str
    quarters: tuple[str, ...]
    halves: tuple[str, ...]
    repeats: Mapping[str, str]
    states: Mapping[str, State]
    languages: Mapping[str, str]
    currencies: Mapping[str, str]
    scales: Mapping[str, str]
    between: str
    stamps: Mapping[str, str]
    approved: Mapping[str, str]
    blank_date: str
    months_by: tuple[str, ...] = ()
