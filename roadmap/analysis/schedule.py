"""Time: which deadlines there are, what is overdue or due soon on a day, what waits for what, and who has how much to do.

No function here reads the clock: the day comes in.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from graphlib import CycleError as GraphCycleError
from graphlib import TopologicalSorter
from itertools import islice
from typing import NamedTuple

import attrs

from roadmap.analysis.progress import history, is_open, status
from roadmap.errors import CycleError
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.codes import BodyId, Id
from roadmap.model.measure import Measure
from roadmap.model.period import Due, Period, Repeats, Unit
from roadmap.model.plan import Path, Plan

__all__ = [
    "Deadline",
    "Window",
    "column_span",
    "critical_chain",
    "critical_path",
    "deadlines",
    "due_within",
    "find_cycle",
    "load",
    "months_between",
    "occurrences",
    "overdue",
    "step_of",
    "steps",
    "topological_order",
    "windows",
]


# Deadlines


class Deadline(NamedTuple):
    """One deadline of a measure: its only one, or one of those that come again (`series`: all of them)."""

    path: Path
    area: Area
    measure: Measure
    period: Period
    series: tuple[Period, ...] = ()

    @property
    def repeats(self) -> bool:
        return bool(self.series)

    def open(self, on: date) -> bool:
        """Whether something is still owed for it, as far as is known on a day; what comes again is met by a report."""
        return is_open(self.measure, on) and self.period not in _met(self.measure, self.series, on)


MAX_OCCURRENCES = 1_000
"""How many times something comes again at most."""

REPORTING = timedelta(31)
"""How long after a quarter or a year it is reported on."""


def _met(measure: Measure, series: Iterable[Period], on: date) -> set[Period]:
    """Which times of what comes again have been reported on.

    A report for a quarter or a year meets each time that it touches. One of a day meets the first time that nothing has met yet
    and that has not ended longer than a month before: the report on a quarter is written in the month after it.
    """
    met: set[Period] = set()
    reports = history(measure, on) if measure.progress else []
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
    """When something is due in a period: once as it is written, or each quarter or year that ends in the period.

    What is continuous never falls due; nor does what would so more than MOST times, in a plan over centuries.

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
    """All deadlines of a plan, measure by measure.

    Of those that come again, the ones that end on the day that the plan begins to be followed or later: on its date, or with the
    first report if that is earlier; a plan without a date is followed from its beginning.
    """
    measures = tuple(plan.measures())
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


def overdue(plan: Plan, on: date) -> Iterator[Deadline]:
    """Deadlines that have passed on a day and for which something is still owed."""
    return (deadline for deadline in deadlines(plan) if deadline.period.end < on and deadline.open(on))


def due_within(plan: Plan, period: Period, on: date) -> Iterator[Deadline]:
    """Deadlines that end within a period and for which something is still owed, as far as is known on a day."""
    return (
        deadline
        for deadline in deadlines(plan)
        if period.start <= deadline.period.end <= period.end and deadline.open(on)
    )


def load(plan: Plan) -> dict[tuple[BodyId, Period], int]:
    """How many measures each body leads that are due within one quarter, by body and time; longer ones do not count."""
    found: Counter[tuple[BodyId, int]] = Counter()
    for _path, _area, measure in plan.measures():
        due = measure.due.period
        if due is not None and (quarter := _place(due.end, Unit.QUARTER)) == _place(due.start, Unit.QUARTER):
            found.update((body, quarter) for body in measure.lead)
    return {(body, _quarter(place)): count for (body, place), count in sorted(found.items())}


def _quarter(place: int) -> Period:
    return step_of(date(place // 4, place % 4 * 3 + 1, 1), Unit.QUARTER)


# What waits for what


def topological_order(plan: Plan) -> tuple[Id, ...]:
    """The measures in an order in which none comes before what it waits for; else as they stand. Raises CycleError."""
    graph = {measure.id: measure.after for _path, _area, measure in plan.measures()}
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
    """Measures that wait for each other in a circle, the first of them once more at the end; empty where there are none."""
    try:
        topological_order(plan)
    except CycleError as found:
        return tuple(map(Id, found.ids))
    return ()


@attrs.frozen
class Window:
    """When a measure can be carried out, by what it waits for and by what waits for it.

    earliest: the day on which all that it waits for is due, or known to come later; the first day of the plan if it waits for
        nothing.
    latest: the day by which it has to be done so that it and all that waits for it are in time.
    end: the day on which it is to be expected: its deadline, or later where what it waits for leaves no time.
    binding: what it waits for longest.
    """

    earliest: date
    latest: date
    end: date
    binding: Id | None

    @property
    def room(self) -> int:
        """Days between the earliest and the latest; below nothing where there is no time at all."""
        return (self.latest - self.earliest).days


def windows(plan: Plan, on: date | None = None) -> dict[Id, Window]:
    """The window of each measure that has a date, in an order in which none comes before what it waits for.

    Only deadlines are known of measures, not how long they take: what a measure waits for is taken to be done on its deadline, or
    on the day asked for where that has passed and it is still open. Cancelled measures keep nobody waiting, nor do those that
    come again. Raises CycleError.

    on: as far as is known on this day; without one, as the plan has it.
    """
    measures = {measure.id: measure for _path, _area, measure in plan.measures()}
    dated = {id: measures[id] for id in topological_order(plan) if measures[id].due.period is not None}
    found: dict[Id, Window] = {}
    for id, measure in dated.items():
        needed = [one for one in measure.after if one in found and status(measures[one], on) is not Status.cancelled]
        binding = max(needed, key=lambda one: found[one].end, default=None)
        earliest = max(plan.period.start, found[binding].end) if binding is not None else plan.period.start
        found[id] = Window(earliest, measure.due.end, _expected_end(measure, earliest, on), binding)
    for id in reversed(tuple(dated)):
        for one in dated[id].after:
            if one in found and found[one].latest > found[id].latest:
                found[one] = attrs.evolve(found[one], latest=found[id].latest)
    return found


def _expected_end(measure: Measure, earliest: date, on: date | None) -> date:
    """The day on which a measure is to be expected to be done, or was."""
    said = [entry.date.end for entry in history(measure, on) if entry.status is Status.done]
    if status(measure, on) is Status.done:
        return said[-1] if said else measure.due.end if on is None else min(measure.due.end, on)
    late = on if on is not None and is_open(measure, on) else date.min
    return max(measure.due.end, earliest, late)


def critical_chain(plan: Plan, on: date | None = None) -> tuple[Id, ...]:
    """The chain of measures, each waiting for the one before it, that has the least room; of several the longest.

    Empty where no measure waits for another. Raises CycleError.
    """
    return critical_path(windows(plan, on))


def critical_path(found: Mapping[Id, Window]) -> tuple[Id, ...]:
    """The chain that has the least room, among windows as `windows` gives them; of several the longest."""
    chains: dict[Id, tuple[int, int]] = {}
    for id, window in found.items():
        tight, length = chains[window.binding] if window.binding is not None else (window.room, 0)
        chains[id] = min(tight, window.room), length + 1
    linked = (id for id, (_tight, length) in chains.items() if length > 1)
    last = min(linked, key=lambda id: (chains[id][0], -chains[id][1]), default=None)
    chain = []
    while last is not None:
        chain.append(last)
        last = found[last].binding
    return tuple(reversed(chain))


# Steps of time


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


def column_span(due: Due, period: Period, unit: Unit) -> tuple[int, int]:
    """Over which steps of a period a deadline lies: the first and the last, from 0; what lies outside is put at the edge.

    >>> column_span(Due.parse("2027-H1"), Period.parse("2026–2030"), Unit.QUARTER)
    (4, 5)
    >>> column_span(Due.parse("annually"), Period.parse("2026–2030"), Unit.YEAR)
    (0, 4)
    """
    first, last = _place(period.start, unit), _place(period.end, unit)
    if due.period is None:
        return 0, last - first
    begin, end = (min(max(_place(day, unit), first), last) for day in (due.start, due.end))
    return begin - first, end - first


def months_between(start: date, end: date) -> int:
    """From the month of one day to that of another.

    >>> months_between(date(2026, 11, 30), date(2027, 2, 1))
    3
    """
    return (end.year - start.year) * 12 + end.month - start.month


def _place(day: date, unit: Unit) -> int:
    """The number of a step since the beginning of the calendar."""
    return day.year * (12 // unit.value) + (day.month - 1) // unit.value
