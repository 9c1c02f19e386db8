"""Time: what is overdue and what is due soon on a day, and over which steps of the plan's period each measure lies.

No function here reads the clock: the day comes in.
"""

from collections.abc import Iterator
from datetime import date

from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.measure import Measure
from roadmap.model.period import Due, Period, Unit
from roadmap.model.plan import Path, Plan

__all__ = ["OPEN", "due_within", "is_open", "overdue", "span", "step_of", "steps"]

OPEN = frozenset({Status.planned, Status.under_way, Status.delayed})
"""Statuses in which something is still to be done."""


def is_open(measure: Measure) -> bool:
    """Whether something is still to be done, as far as the status tells."""
    return measure.status in OPEN


def overdue(plan: Plan, on: date) -> Iterator[tuple[Path, Area, Measure]]:
    """Open measures whose deadline has passed on a day; what repeats is never overdue as a whole."""
    return (each for each in _dated(plan) if each[2].due.end < on)


def due_within(plan: Plan, period: Period) -> Iterator[tuple[Path, Area, Measure]]:
    """Open measures whose deadline ends within a period."""
    return (each for each in _dated(plan) if period.start <= each[2].due.end <= period.end)


def _dated(plan: Plan) -> Iterator[tuple[Path, Area, Measure]]:
    return (each for each in plan.measures() if each[2].due.period is not None and is_open(each[2]))


def step_of(day: date, unit: Unit) -> Period:
    """The month, quarter, half or year in which a day lies.

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
    """How many months, quarters, halves or years a period touches.

    >>> steps(Period.parse("2026–2030"), Unit.QUARTER), steps(Period.parse("2026-11/2027-01"), Unit.QUARTER)
    (20, 2)
    """
    return _place(period.end, unit) - _place(period.start, unit) + 1


def span(due: Due, period: Period, unit: Unit) -> tuple[int, int]:
    """Over which steps of a period a deadline lies: the first and the last, from 0; what lies outside is put at the edge.

    >>> span(Due.parse("2027-H1"), Period.parse("2026–2030"), Unit.QUARTER)
    (4, 5)
    >>> span(Due.parse("annually"), Period.parse("2026–2030"), Unit.YEAR)
    (0, 4)
    """
    first, last = _place(period.start, unit), _place(period.end, unit)
    if due.period is None:
        return 0, last - first
    begin, end = (min(max(_place(day, unit), first), last) for day in (due.start, due.end))
    return begin - first, end - first


def _place(day: date, unit: Unit) -> int:
    """The number of a step since the beginning of the calendar."""
    return day.year * (12 // unit.value) + (day.month - 1) // unit.value
