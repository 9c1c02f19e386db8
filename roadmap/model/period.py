"""Represent periods and deadlines as dates, in every way that a plan can write them."""

import re
from datetime import date, timedelta
from enum import Enum
from functools import lru_cache

import attrs

from roadmap.errors import FieldError
from roadmap.i18n.message import _, message

__all__ = ["Due", "Period", "Repeats", "Unit", "months_between", "step_number", "step_of", "steps"]


class Unit(Enum):
    """The step of a period, from fine to coarse; the value is its length in months (0 for a day)."""

    DAY = 0
    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12


class Repeats(Enum):
    """Deadlines that repeat while the plan runs."""

    QUARTERLY = "quarterly"
    ANNUALLY = "annually"
    CONTINUOUS = "continuous"


_REPEATS = {repeats.value: repeats for repeats in Repeats}


_PIECE = re.compile(
    r"(?P<year>[0-9]{4})(?:-Q(?P<quarter>[1-4])|-H(?P<half>[12])|-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?)?"
)
_YEARS = re.compile(r"([0-9]{4})[–-]([0-9]{4})")
_RANGE = re.compile(r"[0-9]{4}[^/]*/[^/]+")


def _no_such(text: str) -> FieldError:
    return FieldError(
        "RM008",
        message(_("“%(text)s” is not a date or a period."), text=text),
        message(_("Write 2027-05-15, 2027-05, 2027-Q2, 2027-H1, 2027 or 2026–2030.")),
    )


@lru_cache(maxsize=1024)
def _piece(text: str) -> tuple[date, date, Unit]:
    """Return first day, last day and step of one written date."""
    found = _PIECE.fullmatch(text)
    if not found or found["year"] == "0000":
        raise _no_such(text)
    year = int(found["year"])
    if found["day"]:
        try:
            day = date(year, int(found["month"]), int(found["day"]))
        except ValueError:
            raise FieldError(
                "RM008",
                message(_("%(text)s is not a valid date."), text=text),
                message(
                    _("%(month)s has %(days)s days."), month=text[:7], days=_last_day(year, int(found["month"])).day
                ),
            ) from None
        return day, day, Unit.DAY
    if found["month"]:
        month = int(found["month"])
        return date(year, month, 1), _last_day(year, month), Unit.MONTH
    if found["quarter"]:
        last = int(found["quarter"]) * 3
        return date(year, last - 2, 1), _last_day(year, last), Unit.QUARTER
    if found["half"]:
        last = int(found["half"]) * 6
        return date(year, last - 5, 1), _last_day(year, last), Unit.HALF
    return date(year, 1, 1), date(year, 12, 31), Unit.YEAR


def _last_day(year: int, month: int) -> date:
    return (
        date(9999, 12, 31)
        if (year, month) == (9999, 12)
        else date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    )


def _written(day: date, unit: Unit) -> str:
    """Return a date to the precision of its step."""
    match unit:
        case Unit.DAY:
            return day.isoformat()
        case Unit.MONTH:
            return f"{day.year:04}-{day.month:02}"
        case Unit.QUARTER:
            return f"{day.year:04}-Q{(day.month + 2) // 3}"
        case Unit.HALF:
            return f"{day.year:04}-H{(day.month + 5) // 6}"
        case Unit.YEAR:
            return f"{day.year:04}"


@attrs.frozen(order=True)
class Period:
    """A time from its first day to its last, in days, months, quarters, halves or years.

    Periods are ordered by start, then by end.

    >>> Period.parse("2027-Q2")
    Period(start=datetime.date(2027, 4, 1), end=datetime.date(2027, 6, 30), unit=<Unit.QUARTER: 3>)
    >>> str(Period.parse("2026-2030")), Period.parse("2026–2030").single
    ('2026–2030', False)
    >>> Period.parse("2023-01/2023-08") < Period.parse("2023")
    True
    """

    start: date
    end: date
    unit: Unit = attrs.field(order=False)

    def __attrs_post_init__(self) -> None:
        if self.end < self.start:
            raise FieldError(
                "RM008",
                message(_("The period ends before it begins.")),
                message(
                    _("Write the earlier date first: %(example)s"),
                    example=f"{self.end.isoformat()}/{self.start.isoformat()}",
                ),
            )

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Return the period of a written date or range.

        A range is two dates with "/" between them, or two years with a dash.

        Raises:
            FieldError: The text is not a period (RM008).
        """
        if years := _YEARS.fullmatch(text):
            first, last = years[1], years[2]
        elif _RANGE.fullmatch(text):
            first, last = text.split("/")
        else:
            return cls(*_piece(text))
        start, _early_end, first_unit = _piece(first)
        _late_start, end, last_unit = _piece(last)
        if end < start:
            raise FieldError(
                "RM008",
                message(_("The period ends before it begins: %(first)s, %(last)s."), first=first, last=last),
                message(_("Write the earlier date first.")),
            )
        return cls(start, end, min(first_unit, last_unit, key=lambda unit: unit.value))

    @property
    def single(self) -> bool:
        """Whether this is a single day, month, quarter, half or year, not a range of them."""
        return _piece(_written(self.start, self.unit))[1] == self.end

    def within(self, other: "Period") -> bool:
        """Return whether the period lies inside another one."""
        return other.start <= self.start and self.end <= other.end

    def years(self) -> range:
        """Return the calendar years that the period touches."""
        return range(self.start.year, self.end.year + 1)

    def __str__(self) -> str:
        first, last = _written(self.start, self.unit), _written(self.end, self.unit)
        if first == last:
            return first
        return f"{first}–{last}" if self.unit is Unit.YEAR else f"{first}/{last}"


@attrs.frozen(order=True)
class Due:
    """A deadline: within a period, or repeated while the plan runs.

    Deadlines are ordered by start, then by end; a repeated deadline spans all time.

    >>> sorted([Due.parse("2028"), Due.parse("2027-Q2"), Due.parse("2027-05-15")])[0]
    Due(2027-Q2)
    >>> Due.parse("annually").repeats
    <Repeats.ANNUALLY: 'annually'>
    """

    start: date
    end: date
    period: Period | None = attrs.field(default=None, order=False)
    repeats: Repeats | None = attrs.field(default=None, order=False)

    @classmethod
    def parse(cls, text: str) -> "Due":
        """Return the deadline of a written period or repetition.

        Raises:
            FieldError: The text is not a deadline (RM008).
        """
        if repeats := _REPEATS.get(text):
            return cls.again(repeats)
        try:
            return cls.by(Period.parse(text))
        except FieldError as mistake:
            if text[:1].isdigit():
                raise
            raise FieldError(
                "RM008",
                mistake.text,
                message(
                    _(
                        "Write 2027-05-15, 2027-05, 2027-Q2, 2027-H1, 2027, 2026–2030, quarterly, annually or continuous."
                    )
                ),
            ) from None

    @classmethod
    def by(cls, period: Period) -> "Due":
        """Return a deadline within a period."""
        return cls(period.start, period.end, period=period)

    @classmethod
    def again(cls, repeats: Repeats) -> "Due":
        """Return a repeated deadline."""
        return cls(date.min, date.max, repeats=repeats)

    def __str__(self) -> str:
        return str(self.period) if self.period is not None else self.repeats.value if self.repeats else ""

    def __repr__(self) -> str:
        return f"Due({self})"


# Steps of time


def step_of(day: date, unit: Unit) -> Period:
    """Return the month, quarter, half or year that contains a day.

    >>> str(step_of(date(2026, 11, 23), Unit.QUARTER))
    '2026-Q4'
    """
    length = unit.value
    first = (day.month - 1) // length
    written = {
        Unit.MONTH: f"{day.year:04}-{first + 1:02}",
        Unit.QUARTER: f"{day.year:04}-Q{first + 1}",
        Unit.HALF: f"{day.year:04}-H{first + 1}",
        Unit.YEAR: f"{day.year:04}",
    }
    return Period.parse(written[unit])


def steps(period: Period, unit: Unit) -> int:
    """Return how many months, quarters, halves or years a period touches.

    >>> steps(Period.parse("2026–2030"), Unit.QUARTER), steps(Period.parse("2026-11/2027-01"), Unit.QUARTER)
    (20, 2)
    """
    return step_number(period.end, unit) - step_number(period.start, unit) + 1


def months_between(start: date, end: date) -> int:
    """Return the number of months from the month of one day to the month of another.

    >>> months_between(date(2026, 11, 30), date(2027, 2, 1))
    3
    """
    return (end.year - start.year) * 12 + end.month - start.month


def step_number(day: date, unit: Unit) -> int:
    """Return the number of a step since the beginning of the calendar."""
    return day.year * (12 // unit.value) + (day.month - 1) // unit.value
