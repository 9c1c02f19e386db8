"""Progress: the reports on a measure make its history, and the history gives its status.

No function here reads the clock: the day is an argument. Without a day every report counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

import attrs

from roadmap.model.choices import Status
from roadmap.model.codes import Id
from roadmap.model.measure import Indicator, Measure, Progress
from roadmap.model.plan import Plan

__all__ = [
    "OPEN",
    "IndicatorTrajectory",
    "ProgressAssessment",
    "assess_progress",
    "expected",
    "history",
    "known_until",
    "reached",
    "status",
    "trajectory",
]

OPEN = frozenset({Status.planned, Status.under_way, Status.delayed})
"""The statuses of a measure with work left to do."""


def known_until(plan: Plan) -> date | None:
    """Return the last day in a plan: its own date, or its last report if that is later.

    Return None for a plan without a date.
    """
    if plan.date is None:
        return None
    return max(
        [plan.date.end, *(entry.date.end for _path, _area, m in plan.located_measures() for entry in m.progress)]
    )


def history(measure: Measure, on: date | None = None) -> Sequence[Progress]:
    """Return the reports on a measure up to a day, in the order of time. Reports of the same time keep their order."""
    if not measure.progress:
        return ()
    known = (entry for entry in measure.progress if on is None or entry.date.start <= on)
    return sorted(known, key=lambda entry: (entry.date.end, entry.date.start))


def status(measure: Measure, reports: Sequence[Progress]) -> Status:
    """Return the status of a measure: from the last report that gives one, else from the plan.

    A report that a repeating measure is done covers its own time only. The measure is then under way.

    Args:
        measure: The measure.
        reports: Its history up to a day, see `history`.

    >>> from roadmap.model.period import Due, Period
    >>> from roadmap.model.text import Text
    >>> report = Progress(date=Period.parse("2027-06-30"), status=Status.under_way)
    >>> measure = Measure(id="M-1", title=Text.of("x"), due=Due.parse("2028"), lead=(), progress=(report,))
    >>> [status(measure, history(measure, day)).key for day in (date(2027, 6, 29), date(2027, 6, 30), None)]
    ['planned', 'under-way', 'under-way']
    """
    last = next((entry.status for entry in reversed(reports) if entry.status is not None), measure.status)
    if last is Status.done and measure.due.repeats is not None and measure.status is not Status.done:
        return Status.under_way
    return last


def reached(measure: Measure, reports: Sequence[Progress], on: date | None = None) -> tuple[tuple[date, Decimal], ...]:
    """Return the actual values of an indicator up to a day, each with its day, in the order of time.

    A value of a year counts on the last day of that year, or on the given day if the year is still running.

    Args:
        measure: The measure with the indicator.
        reports: The history of the measure up to the day, see `history`.
        on: The day; None for all values.
    """
    by_year = measure.indicator.actual if measure.indicator is not None else ()
    found = [(date(year, 12, 31), number) for year, number in by_year if on is None or year <= on.year]
    found += [(entry.date.end, entry.actual) for entry in reports if entry.actual is not None]
    return tuple(sorted(((min(day, on) if on else day, number) for day, number in found), key=lambda pair: pair[0]))


def expected(indicator: Indicator, on: date) -> Decimal | None:
    """Return the value that an indicator should have on a day, on straight lines between the ends of its years.

    expected = before + (after - before) x days since before / days between. Before the baseline it is the baseline, after the
    last target that target. None without a baseline or a target.

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
    """Return the last baseline and the targets after it, each at the end of its year."""
    start = indicator.baseline.values[-1]
    later: Iterable[tuple[int, Decimal]] = (pair for pair in indicator.target.values if pair[0] > start[0])
    return [(date(year, 12, 31), number) for year, number in (start, *later)]


@attrs.frozen
class IndicatorTrajectory:
    """An indicator on a day: its start, its goal, what it has reached, and what it should have reached.

    Attributes:
        start: The last baseline.
        goal: The last target.
        expected: The value that the indicator should have on the day.
        reached: The last actual value with its day; None if there is none.
    """

    start: Decimal
    goal: Decimal
    expected: Decimal
    reached: tuple[date, Decimal] | None

    @property
    def done(self) -> Decimal | None:
        """The share of the distance that is done, in percent: (reached - start) / (goal - start) x 100; None if unknown.

        >>> IndicatorTrajectory(Decimal(0), Decimal(500), Decimal(100), (date(2026, 11, 23), Decimal(40))).done
        Decimal('8.00')
        """
        if self.reached is None or self.goal == self.start:
            return None
        return (self.reached[1] - self.start) / (self.goal - self.start) * 100

    @property
    def no_data(self) -> bool:
        """Whether the indicator should have moved by now, and has no actual value."""
        return self.reached is None and self.expected != self.start

    @property
    def off_track(self) -> bool:
        """Whether the indicator has reached less than it should by now, in the direction of its goal."""
        if self.reached is None:
            return False
        lacking = self.expected - self.reached[1]
        return lacking > 0 if self.goal >= self.start else lacking < 0


def trajectory(
    indicator: Indicator | None, reached: Sequence[tuple[date, Decimal]], on: date
) -> IndicatorTrajectory | None:
    """Return the trajectory of an indicator on a day; None without a baseline or a target.

    Args:
        indicator: The indicator, if the measure has one.
        reached: Its actual values up to the day, see `reached`.
        on: The day.
    """
    number = expected(indicator, on) if indicator is not None else None
    if indicator is None or number is None:
        return None
    points = _points(indicator)
    return IndicatorTrajectory(points[0][1], points[-1][1], number, reached[-1] if reached else None)


# All measures of a plan


@attrs.frozen(slots=False, eq=False)
class ProgressAssessment:
    """The progress of all measures of a plan.

    Attributes:
        plan: The plan.
        as_of: The day of the assessment; None for a plan without a date.
        until: The day up to which reports count; None if every report counts.
        histories: The reports that count, in the order of time, by measure.
        statuses: The status of each measure.
    """

    plan: Plan
    as_of: date | None
    until: date | None
    histories: Mapping[Id, Sequence[Progress]]
    statuses: Mapping[Id, Status]

    def is_open(self, id: Id) -> bool:
        """Return whether a measure has work left to do."""
        return self.statuses[id] in OPEN

    @cached_property
    def done(self) -> int:
        """How many measures are done."""
        return sum(status is Status.done for status in self.statuses.values())

    @cached_property
    def reached(self) -> Mapping[Id, Sequence[tuple[date, Decimal]]]:
        """The actual values of each indicator with their days, in the order of time, by measure."""
        return {
            measure.id: reached(measure, self.histories[measure.id], self.until)
            for _path, _area, measure in self.plan.located_measures()
        }

    @cached_property
    def trajectories(self) -> tuple[tuple[Measure, IndicatorTrajectory], ...]:
        """The open measures whose indicator has a baseline and a target, each with its trajectory on the day."""
        if self.as_of is None:
            return ()
        found = (
            (measure, trajectory(measure.indicator, self.reached[measure.id], self.as_of))
            for _path, _area, measure in self.plan.located_measures()
            if self.is_open(measure.id)
        )
        return tuple((measure, course) for measure, course in found if course is not None)

    @cached_property
    def off_track(self) -> tuple[tuple[Measure, IndicatorTrajectory], ...]:
        """The open measures whose indicator has reached less than it should by now."""
        return tuple((measure, course) for measure, course in self.trajectories if course.off_track)

    @cached_property
    def no_data(self) -> tuple[Measure, ...]:
        """The open measures whose indicator should have moved by now, and has no actual value."""
        return tuple(measure for measure, course in self.trajectories if course.no_data)


def assess_progress(plan: Plan, as_of: date | None = None) -> ProgressAssessment:
    """Assess the progress of a plan.

    Args:
        plan: The plan.
        as_of: The day; later reports do not count. None for the last day in the plan, with every report.
    """
    histories, statuses = {}, {}
    for _path, _area, measure in plan.located_measures():
        reports = histories[measure.id] = history(measure, as_of)
        statuses[measure.id] = status(measure, reports)
    day = as_of if as_of is not None else known_until(plan)
    return ProgressAssessment(plan, day, as_of, histories, statuses)
