"""Progress: what was reported of a measure makes its history, and the history tells how far it is.

No function here reads the clock: the day comes in. Without a day all that was ever reported counts.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise

import attrs

from roadmap.model.choices import Status
from roadmap.model.measure import Indicator, Measure, Progress
from roadmap.model.plan import Plan

__all__ = ["OPEN", "IndicatorTrajectory", "as_of", "expected", "history", "is_open", "reached", "status", "trajectory"]

OPEN = frozenset({Status.planned, Status.under_way, Status.delayed})
"""Statuses in which something is still to be done."""


def history(measure: Measure, on: date | None = None) -> list[Progress]:
    """What was reported of a measure up to a day, in the order of time; of one time, in the order of the plan."""
    known = (entry for entry in measure.progress if on is None or entry.date.start <= on)
    return sorted(known, key=lambda entry: (entry.date.end, entry.date.start))


def status(measure: Measure, on: date | None = None) -> Status:
    """How far a measure is: by the last report that says so, or else as the plan has it.

    A report that what comes again is done tells of its time only; such a measure is then under way.

    >>> from roadmap.model.period import Due, Period
    >>> from roadmap.model.text import Text
    >>> report = Progress(date=Period.parse("2027-06-30"), status=Status.under_way)
    >>> measure = Measure(id="M-1", title=Text.of("x"), due=Due.parse("2028"), lead=(), progress=(report,))
    >>> status(measure, date(2027, 6, 29)).key, status(measure, date(2027, 6, 30)).key, status(measure).key
    ('planned', 'under-way', 'under-way')
    """
    if not measure.progress:
        return measure.status
    said = (entry.status for entry in reversed(history(measure, on)) if entry.status is not None)
    last = next(said, measure.status)
    if last is Status.done and measure.due.repeats is not None and measure.status is not Status.done:
        return Status.under_way
    return last


def as_of(plan: Plan) -> date | None:
    """The day up to which a plan tells how things stand: its own date, or the last report in it if that is later.

    None for a plan without a date.
    """
    if plan.date is None:
        return None
    return max([plan.date.end, *(entry.date.end for _path, _area, m in plan.measures() for entry in m.progress)])


def is_open(measure: Measure, on: date | None = None) -> bool:
    """Whether something is still to be done, as far as is known on a day."""
    return status(measure, on) in OPEN


def reached(measure: Measure, on: date | None = None) -> tuple[tuple[date, Decimal], ...]:
    """The actual values of a measure's indicator up to a day, each with its day, in the order of time.

    A value by year counts for the last day of its year, or for the day asked for in a year that is running then.
    """
    by_year = measure.indicator.actual if measure.indicator is not None else ()
    found = [(date(year, 12, 31), number) for year, number in by_year if on is None or year <= on.year]
    found += [(entry.date.end, entry.actual) for entry in history(measure, on) if entry.actual is not None]
    return tuple(sorted(((min(day, on) if on else day, number) for day, number in found), key=lambda pair: pair[0]))


def expected(indicator: Indicator, on: date) -> Decimal | None:
    """What an indicator should show on a day: on a straight line from one year's end with a number to the next.

    expected = before + (after - before) x days since before / days between; before the baseline it is the baseline, after the
    last target that target. None where there is no baseline or no target.

    >>> from roadmap.model.series import ByYear
    >>> from roadmap.model.text import Text
    >>> lifts = Indicator(name=Text.of("Lifts"), baseline=ByYear.of({2025: 0}), target=ByYear.of({2030: 600}))
    >>> [str(round(expected(lifts, date(*day)))) for day in ((2025, 1, 1), (2028, 12, 31), (2031, 1, 1))]
    ['0', '360', '600']
    """
    if not indicator.baseline or not indicator.target:
        return None
    points = _points(indicator)
    for (first, before), (last, after) in pairwise(points):
        if on <= first:
            return before
        if on <= last:
            return before + (after - before) * (on - first).days / (last - first).days
    return points[-1][1]


def _points(indicator: Indicator) -> list[tuple[date, Decimal]]:
    """The last baseline and the targets after it, each at the end of its year."""
    start = indicator.baseline.values[-1]
    later: Iterable[tuple[int, Decimal]] = (pair for pair in indicator.target.values if pair[0] > start[0])
    return [(date(year, 12, 31), number) for year, number in (start, *later)]


@attrs.frozen
class IndicatorTrajectory:
    """An indicator on a day: from its start to its goal, what it has reached, and what it should have by now.

    reached: the last actual value and its day; None where none is known.
    """

    start: Decimal
    goal: Decimal
    expected: Decimal
    reached: tuple[date, Decimal] | None

    @property
    def done(self) -> Decimal | None:
        """The share of the way that is done, in percent: (reached - start) / (goal - start) x 100; None where it cannot be told.

        >>> IndicatorTrajectory(Decimal(0), Decimal(500), Decimal(100), (date(2026, 11, 23), Decimal(40))).done
        Decimal('8.00')
        """
        if self.reached is None or self.goal == self.start:
            return None
        return (self.reached[1] - self.start) / (self.goal - self.start) * 100

    @property
    def silent(self) -> bool:
        """Whether something should be reached by now, and nothing is known."""
        return self.reached is None and self.expected != self.start

    @property
    def behind(self) -> bool:
        """Whether less is reached than should be by now, in the direction in which the goal lies; not where nothing is known."""
        if self.reached is None:
            return False
        lacking = self.expected - self.reached[1]
        return lacking > 0 if self.goal >= self.start else lacking < 0


def trajectory(measure: Measure, on: date) -> IndicatorTrajectory | None:
    """The course of a measure's indicator as it is on a day; None where it has no baseline or no target."""
    indicator = measure.indicator
    number = expected(indicator, on) if indicator is not None else None
    if indicator is None or number is None:
        return None
    known = reached(measure, on)
    points = _points(indicator)
    return IndicatorTrajectory(points[0][1], points[-1][1], number, known[-1] if known else None)
