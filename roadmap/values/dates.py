"""Define the value types of dates and periods, and of deadlines."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

from roadmap.errors import FieldError
from roadmap.i18n.message import _, message
from roadmap.model import period as written
from roadmap.model.fields import FieldInfo
from roadmap.model.period import Due, Period, Repeats, Unit
from roadmap.values.nodes import Plain, is_null, wrong_kind
from roadmap.values.value_type import CellContext, CellValue, Schema, SchemaMaker, ValueType, cell_error

if TYPE_CHECKING:  # reading a plan needs no words
    from roadmap.i18n.localized import Localized

__all__ = ["CELL_EXAMPLES", "DUE", "PERIOD", "DueType", "PeriodType", "any_due", "any_period"]

D = TypeVar("D", Period, Due)

CELL_EXAMPLES = message(_("2027-06-30, 2027-Q2"))
"""Examples of dates. The translation shows the usual form in another language, which cells accept too."""

_EARLIEST_DAY = date(1910, 1, 1)
"""Days up to this year are misread years: in a cell of dates, a typed 2027 becomes 1905-07-19."""


class PeriodType(ValueType):
    """Days, months, quarters, halves, years, and ranges of them."""

    type = Period
    cell_format = "yyyy-mm-dd"

    def read(self, node: Any, example: str = "") -> Period:
        if not isinstance(node, str) or is_null(node):
            raise wrong_kind(message(_("a date or a period")), node, example or "2027-Q2")
        return _parse(Period.parse, node, due=False)

    def write(self, value: Period) -> Plain:
        return Plain(value)

    def from_json(self, scalar: str) -> str | int:
        return int(scalar) if scalar.isdecimal() else str(scalar)

    def words(self, value: Period, localized: "Localized") -> str:
        return localized.period(value)

    def cell(self, value: Period, localized: "Localized") -> CellValue:
        if value.single and value.unit is Unit.DAY:
            return value.start
        if value.single and value.unit is Unit.YEAR:
            return value.start.year
        return localized.period(value)

    def from_cell(self, value: Any, context: CellContext) -> Period:
        if isinstance(value, (datetime, date)):
            day = value.date() if isinstance(value, datetime) else value
            if day.year > _EARLIEST_DAY.year:
                return Period(day, day, Unit.DAY)
            days = (day - date(1899, 12, 30)).days
            value = days if days > 60 else days - 1  # Excel has a 29 February 1900
        if isinstance(value, int) and 1900 <= value <= 2999 and not isinstance(value, bool):
            return Period.parse(f"{value:04}")
        typed = str(value).strip()
        try:
            return Period.parse(typed)
        except FieldError:
            from roadmap.suggestions.dates import suggest_dates  # its patterns take long to compile

            ways = suggest_dates(typed)
            if len(ways) == 1:
                return Period.parse(ways[0])
            help = message(_("Write it like this: %(example)s"), example=" / ".join(ways) or CELL_EXAMPLES)
            raise cell_error(_("“%(value)s” is not a recognised date."), help, value=typed) from None

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        return _schema(maker, Period.parse)

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        return any_period(st)


class DueType(ValueType):
    """Deadlines: within a period, or repeated."""

    type = Due
    cell_format = "yyyy-mm-dd"

    def read(self, node: Any, example: str = "") -> Due:
        if not isinstance(node, str) or is_null(node):
            raise wrong_kind(message(_("a deadline")), node, example or "2027-Q2")
        return _parse(Due.parse, node, due=True)

    def write(self, value: Due) -> Plain:
        return Plain(value)

    def from_json(self, scalar: str) -> str | int:
        return int(scalar) if scalar.isdecimal() else str(scalar)

    def words(self, value: Due, localized: "Localized") -> str:
        return localized.due(value)

    def cell(self, value: Due, localized: "Localized") -> CellValue:
        if value.period is not None and value.period.unit is Unit.DAY and value.period.single:
            return value.period.end
        return localized.due(value)

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        return _schema(maker, Due.parse, *(repeats.value for repeats in Repeats))

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        return any_due(st)


PERIOD, DUE = PeriodType(), DueType()


def _parse(parse: Callable[[str], D], text: str, *, due: bool) -> D:
    try:
        return parse(text)
    except FieldError as mistake:
        from roadmap.suggestions.dates import explain_date  # its patterns take long to compile

        raise explain_date(mistake, text, due=due) from None


def _schema(maker: SchemaMaker, parse: Callable[[str], Any], *also: str) -> Schema:
    """Describe dates and periods; to an editor, a bare year is a whole number."""
    piece = f"(?!0000){_without_names(written._PIECE)}"
    row = _without_names(written._YEARS).replace("([0-9]{4})", "(?!0000)[0-9]{4}")
    return {
        "type": ["string", "integer"],
        "pattern": f"^(?:{'|'.join((*also, f'{piece}(?:/{piece})?', row))})$",
        "patternErrorMessage": maker.advice(parse, "?"),
        "minimum": 1,
        "maximum": 9999,
    }


def _without_names(pattern: re.Pattern[str]) -> str:
    """Return a pattern for JavaScript, which writes names of groups differently."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)


# Any period, for tests


def any_period(st: Any) -> Any:
    """Return a strategy for a day, a month, a quarter, a half, a year, or a range of them."""
    one = any_piece(st)
    return st.builds(lambda first, second: first if second is None else _row(first, second), one, st.none() | one)


def _row(first: Period, second: Period) -> Period:
    start, end = min(first.start, second.start), max(first.end, second.end)
    unit = min(first.unit, second.unit, key=lambda unit: unit.value)
    return Period.parse(str(Period(start, end, unit)))


def any_piece(st: Any) -> Any:
    """Return a strategy for one day, month, quarter, half or year."""

    def piece(day: date, form: str) -> Period:
        numbers = {"quarter": (day.month + 2) // 3, "half": (day.month + 5) // 6, "month": day.month, "day": day.day}
        return Period.parse(f"{day.year:04}" + form.format(**numbers))

    forms = ("", "-Q{quarter}", "-H{half}", "-{month:02}", "-{month:02}-{day:02}")
    return st.builds(piece, st.dates(), st.sampled_from(forms))


def any_due(st: Any) -> Any:
    """Return a strategy for any deadline."""
    return any_period(st).map(Due.by) | st.sampled_from(Repeats).map(Due.again)
