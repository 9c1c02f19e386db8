"""What the house says in its own words, one table a language: states, months, deadlines, currencies.

CLDR is wrong or awkward in just these places («Киргизия», «4-й кв.»), so they stand here, once, to be read by a speaker.
Number symbols are CLDR's; they are kept here because asking CLDR at every start costs more than reading a plan, and a test
holds them against it. Two differ: the minus is U+2212, as print has it, and Kyrgyz has a space before "%", as its neighbours.
"""

from collections.abc import Mapping
from typing import NamedTuple

__all__ = ["LanguageTable", "State"]


class State(NamedTuple):
    """The names of a state: short and full, as they stand alone, and full as it stands after "between"."""

    short: str
    full: str
    between: str


class LanguageTable(NamedTuple):
    """One language.

    `alphabet` has the letters in the order of its dictionaries; a letter that is not told apart there (ё in Russian) is left out.
    Patterns take {day}, {month}, {year}, {number} (of a quarter or half) and, for a row of them, {first} and {last}.
    `months_of` are months as part of a date; `currencies` are named as after a large number. `between` takes {rest} and {last},
    states with the names that `State` has; `stamps` and `approved` are the words of approval by what `Stamp` and `Paper` are
    called in a plan; `blank_date` is a date to be filled in by hand; `months_by` are months as part of "by a date", where they
    differ from `months_of`. `unbroken` are words that stay on the line of the number before them.
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
