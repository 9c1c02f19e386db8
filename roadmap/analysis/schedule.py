"""The schedule of a plan: its deadlines, the dependencies between measures, and the load of each body.

No function here reads the clock: the day is an argument.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from graphlib import CycleError as GraphCycleError
from graphlib import TopologicalSorter
from itertools import islice
from typing import NamedTuple

import attrs

from roadmap.analysis.progress import ProgressAssessment
from roadmap.errors import CycleError
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.codes import BodyId, Id
from roadmap.model.measure import Measure, Progress
from roadmap.model.period import Due, Period, Repeats, Unit, step_number, step_of, steps
from roadmap.model.plan import Path, Plan

__all__ = [
    "Deadline",
    "ScheduleAssessment",
    "Window",
    "critical_path",
    "deadlines",
    "find_cycle",
    "load",
    "occurrences",
    "open_deadlines",
    "topological_order",
    "windows",
]


# Deadlines


class Deadline(NamedTuple):
    """One deadline of a measure.

    Attributes:
        path: The path from the plan to the measure.
        area: The area of the measure.
        measure: The measure.
        period: The time in which it is due.
        series: All deadlines of a repeating measure; empty for a single deadline.
    """

    path: Path
    area: Area
    measure: Measure
    period: Period
    series: tuple[Period, ...] = ()

    @property
    def repeats(self) -> bool:
        """Whether the measure is due repeatedly."""
        return bool(self.series)


MAX_OCCURRENCES = 1_000
"""How many times a deadline repeats at most."""

REPORTING = timedelta(31)
"""How long after a quarter or a year people report on it."""


def _met(series: Iterable[Period], reports: Sequence[Progress]) -> set[Period]:
    """Return the times of a repeating measure that reports cover.

    A report for a quarter or a year covers each time that it touches. A report of one day covers the first time that is still
    open and ended at most a month before: people write the report on a quarter in the month after it.
    """
    met: set[Period] = set()
    for entry in reports:
        if entry.date.unit is not Unit.DAY:
            met.update(one for one in series if entry.date.start <= one.end and one.start <= entry.date.end)
    for entry in reports:
        if entry.date.unit is Unit.DAY:
            day = entry.date.end
            waiting = (one for one in series if one not in met and one.start <= day <= min(one.end, _LAST) + REPORTING)
            met.update(islice(waiting, 1))
    return met


_LAST = date.max - REPORTING


def occurrences(due: Due, within: Period) -> tuple[Period, ...]:
    """Return when a measure is due in a period: once, or in each quarter or year that ends in the period.

    A continuous measure has no deadline. In a plan over centuries, a measure with more than MAX_OCCURRENCES has none either.

    >>> [str(each) for each in occurrences(Due.parse("annually"), Period.parse("2026–2028"))]
    ['2026', '2027', '2028']
    >>> [str(each) for each in occurrences(Due.parse("quarterly"), Period.parse("2026-07-01/2027-02-28"))]
    ['2026-Q3', '2026-Q4']
    """
    if due.period is not None:
        return (due.period,)
    unit = {Repeats.QUARTERLY: Unit.QUARTER, Repeats.ANNUALLY: Unit.YEAR}.get(due.repeats or Repeats.CONTINUOUS)
    if unit is None or steps(within, unit) > MAX_OCCURRENCES:
        return ()
    found, step = [], step_of(within.start, unit)
    while step.end <= within.end:
        found.append(step)
        if step.end == date.max:
            break
        step = step_of(step.end + timedelta(1), unit)
    return tuple(found)


def deadlines(plan: Plan) -> Iterator[Deadline]:
    """Return all deadlines of a plan, measure by measure.

    A repeating deadline counts from the date of the plan, or from its first report if that is earlier. In a plan without a
    date it counts from the beginning of the period.
    """
    measures = tuple(plan.located_measures())
    first = min(
        (entry.date.start for _path, _area, measure in measures for entry in measure.progress), default=date.max
    )
    followed = min(plan.date.start, first) if plan.date is not None else date.min
    unfolded = {
        repeats: tuple(one for one in occurrences(Due.again(repeats), plan.period) if one.end >= followed)
        for repeats in Repeats
    }
    for path, area, measure in measures:
        due = measure.due
        if due.repeats is not None:
            series = unfolded[due.repeats]
            yield from (Deadline(path, area, measure, period, series) for period in series)
        elif due.period is not None:
            yield Deadline(path, area, measure, due.period)


def open_deadlines(deadlines: Iterable[Deadline], progress: ProgressAssessment) -> Iterator[Deadline]:
    """Return the deadlines that are not met.

    The measure is then open. If it repeats, no report covers that time.

    Args:
        deadlines: Deadlines of a plan.
        progress: The progress of the same plan up to a day.
    """
    met: dict[Id, set[Period]] = {}
    for one in deadlines:
        id = one.measure.id
        if not progress.is_open(id):
            continue
        if one.series:
            if id not in met:
                met[id] = _met(one.series, progress.histories[id])
            if one.period in met[id]:
                continue
        yield one


def load(plan: Plan) -> dict[tuple[BodyId, Period], int]:
    """Return how many measures each body leads in each quarter. A deadline longer than a quarter does not count."""
    found: Counter[tuple[BodyId, int]] = Counter()
    for _path, _area, measure in plan.located_measures():
        due = measure.due.period
        if due is not None and (quarter := step_number(due.end, Unit.QUARTER)) == step_number(due.start, Unit.QUARTER):
            found.update((body, quarter) for body in measure.lead)
    return {(body, _quarter(place)): count for (body, place), count in sorted(found.items())}


def _quarter(place: int) -> Period:
    return step_of(date(place // 4, place % 4 * 3 + 1, 1), Unit.QUARTER)


# Dependencies between measures


def topological_order(plan: Plan) -> tuple[Id, ...]:
    """Return the measures so that each comes after all measures that it waits for; otherwise in the order of the plan.

    Raises:
        CycleError: Measures wait for each other.
    """
    graph = {measure.id: measure.after for _path, _area, measure in plan.located_measures()}
    place = {id: number for number, id in enumerate(graph)}
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except GraphCycleError as error:
        raise CycleError(error.args[1]) from error
    found: list[Id] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        found += sorted((id for id in ready if id in place), key=place.__getitem__)
        sorter.done(*ready)
    return tuple(found)


def find_cycle(plan: Plan) -> tuple[Id, ...]:
    """Return measures that wait for each other, with the first repeated at the end; empty if there are none."""
    try:
        topological_order(plan)
    except CycleError as found:
        return tuple(map(Id, found.ids))
    return ()


@attrs.frozen
class Window:
    """The time in which a measure can be carried out, between its dependencies and the measures that depend on it.

    Attributes:
        earliest: The day on which all its dependencies are due, or later if expected later; without any, the plan's first day.
        latest: The day by which it must be done, so that it and all measures that depend on it are in time.
        end: The day on which it is expected: its deadline, or later if its dependencies leave no time.
        binding: The dependency that it waits for longest.
    """

    earliest: date
    latest: date
    end: date
    binding: Id | None

    @property
    def slack(self) -> int:
        """Days from the earliest day to the latest; negative if there is no time at all."""
        return (self.latest - self.earliest).days


def windows(plan: Plan, progress: ProgressAssessment, on: date | None = None) -> dict[Id, Window]:
    """Return the window of each measure that has a date, with each measure after its dependencies.

    Only the deadlines of measures are known, not how long they take. A dependency is expected on its deadline. If that has
    passed and the measure is open, it is expected on the given day. Cancelled and repeating measures delay no other.

    Args:
        plan: The plan.
        progress: Its progress up to the day.
        on: The day; None for the windows as planned.

    Raises:
        CycleError: Measures wait for each other.
    """
    measures = {measure.id: measure for _path, _area, measure in plan.located_measures()}
    dated = {id: measures[id] for id in topological_order(plan) if measures[id].due.period is not None}
    found: dict[Id, Window] = {}
    for id, measure in dated.items():
        needed = [one for one in measure.after if one in found and progress.statuses[one] is not Status.cancelled]
        binding = max(needed, key=lambda one: found[one].end, default=None)
        earliest = max(plan.period.start, found[binding].end) if binding is not None else plan.period.start
        found[id] = Window(earliest, measure.due.end, _expected_end(measure, progress, earliest, on), binding)
    for id in reversed(tuple(dated)):
        for one in dated[id].after:
            if one in found and found[one].latest > found[id].latest:
                found[one] = attrs.evolve(found[one], latest=found[id].latest)
    return found


def _expected_end(measure: Measure, progress: ProgressAssessment, earliest: date, on: date | None) -> date:
    """Return the day on which a measure is expected to be done, or was done."""
    if progress.statuses[measure.id] is Status.done:
        reported = [entry.date.end for entry in progress.histories[measure.id] if entry.status is Status.done]
        return reported[-1] if reported else measure.due.end if on is None else min(measure.due.end, on)
    late = on if on is not None and progress.is_open(measure.id) else date.min
    return max(measure.due.end, earliest, late)


def critical_path(found: Mapping[Id, Window]) -> tuple[Id, ...]:
    """Return the measures with the least slack, each waiting for the previous one; of several paths the longest.

    Args:
        found: The windows of the measures, see `windows`.
    """
    chains: dict[Id, tuple[int, int]] = {}
    for id, window in found.items():
        tight, length = chains[window.binding] if window.binding is not None else (window.slack, 0)
        chains[id] = min(tight, window.slack), length + 1
    linked = (id for id, (_tight, length) in chains.items() if length > 1)
    last = min(linked, key=lambda id: (chains[id][0], -chains[id][1]), default=None)
    chain = []
    while last is not None:
        chain.append(last)
        last = found[last].binding
    return tuple(reversed(chain))


# All deadlines of a plan


@attrs.frozen(slots=False, eq=False)
class ScheduleAssessment:
    """The deadlines of a plan on a day, and the dependencies between its measures.

    Attributes:
        plan: The plan.
        progress: Its progress up to the day.
        as_of: The day; None for a plan without a date.
        horizon_days: How many days from the day on count as soon.
    """

    plan: Plan
    progress: ProgressAssessment
    as_of: date | None
    horizon_days: int

    @cached_property
    def deadlines(self) -> tuple[Deadline, ...]:
        """All deadlines, measure by measure."""
        return tuple(deadlines(self.plan))

    @cached_property
    def open(self) -> tuple[Deadline, ...]:
        """The deadlines that are not met, measure by measure."""
        return tuple(open_deadlines(self.deadlines, self.progress))

    @cached_property
    def overdue(self) -> tuple[Deadline, ...]:
        """The open deadlines that have passed, measure by measure; none without a day."""
        return tuple(one for one in self.open if self.as_of is not None and one.period.end < self.as_of)

    @cached_property
    def until(self) -> date:
        """The last day that counts as soon; the last day of the calendar without a day."""
        start = self.as_of if self.as_of is not None else date.max
        return date.max if self.horizon_days > (date.max - start).days else start + timedelta(self.horizon_days)

    @cached_property
    def due_soon(self) -> tuple[Deadline, ...]:
        """The open deadlines from the day to the horizon, measure by measure; none without a day."""
        day = self.as_of
        return tuple(one for one in self.open if day is not None and day <= one.period.end <= self.until)

    @cached_property
    def quarter(self) -> Period | None:
        """The quarter in which the day lies."""
        return step_of(self.as_of, Unit.QUARTER) if self.as_of is not None else None

    @cached_property
    def due_this_quarter(self) -> tuple[Deadline, ...]:
        """The open deadlines that end in the quarter of the day, past ones too; none without a day."""
        now = self.quarter
        return tuple(one for one in self.open if now is not None and now.start <= one.period.end <= now.end)

    @cached_property
    def load(self) -> Mapping[tuple[BodyId, Period], int]:
        """How many measures each body leads in each quarter, see `load`."""
        return load(self.plan)

    @cached_property
    def cycle(self) -> tuple[Id, ...]:
        """Measures that wait for each other, see `find_cycle`."""
        return find_cycle(self.plan)

    @cached_property
    def windows(self) -> Mapping[Id, Window]:
        """The window of each measure that has a date. Raises CycleError."""
        return windows(self.plan, self.progress, self.as_of)

    @cached_property
    def critical_path(self) -> tuple[Id, ...]:
        """The measures with the least slack, each waiting for the previous one; of several paths the longest."""
        return critical_path(self.windows)

    @cached_property
    def slack(self) -> int | None:
        """The least slack of the critical path, in days; None if there is no such path."""
        return min((self.windows[id].slack for id in self.critical_path), default=None)

    @cached_property
    def delayed_by_dependency(self) -> tuple[tuple[Measure, Window], ...]:
        """The measures that are not late yet, but depend on a measure expected too late, each with its window."""
        return tuple(
            (measure, window)
            for _path, _area, measure in self.plan.located_measures()
            if (window := self.windows.get(measure.id)) is not None and self._is_delayed(measure, window)
        )

    def _is_delayed(self, measure: Measure, window: Window) -> bool:
        in_time = self.as_of is not None and self.as_of <= measure.due.end
        return in_time and self.progress.is_open(measure.id) and measure.due.end < window.earliest
