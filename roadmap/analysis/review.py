"""The review of a plan on a day: overdue deadlines by lead body, deadlines due soon, and the bridge to the target.

No function here reads the clock: the day is an argument.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

import attrs

from roadmap.analysis.assessment import HORIZON_DAYS, Assessment, assess
from roadmap.analysis.progress import IndicatorTrajectory
from roadmap.analysis.schedule import Deadline, Window
from roadmap.analysis.trade import TargetBridge
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.codes import BodyId, Id
from roadmap.model.measure import Measure
from roadmap.model.plan import Plan

__all__ = ["Review", "owed_by", "review"]


@attrs.frozen(slots=False, eq=False)
class Review:
    """The review of a plan on a day: an assessment, or the part of it that concerns one body.

    Attributes:
        assessment: The assessment of the plan on the day.
        as_of: The day.
        body: The body whose measures count; None for all measures.
    """

    assessment: Assessment
    as_of: date
    body: BodyId | str | None = None

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.assessment.plan

    @property
    def until(self) -> date:
        """The last day that counts as soon."""
        return self.assessment.schedule.until

    @cached_property
    def measures(self) -> tuple[tuple[Area, Measure], ...]:
        """The measures, each with its area."""
        return tuple((area, measure) for _path, area, measure in self.plan.located_measures() if self._counts(measure))

    @cached_property
    def overdue(self) -> tuple[Deadline, ...]:
        """The open deadlines that have passed, in the order of time."""
        return self._in_time(self.assessment.schedule.overdue)

    @cached_property
    def due_soon(self) -> tuple[Deadline, ...]:
        """The open deadlines from the day to `until`, in the order of time."""
        return self._in_time(self.assessment.schedule.due_soon)

    @cached_property
    def done(self) -> int:
        """How many of the measures are done."""
        statuses = self.assessment.progress.statuses
        return sum(statuses[measure.id] is Status.done for _area, measure in self.measures)

    @cached_property
    def delayed_by_dependency(self) -> tuple[tuple[Measure, Window], ...]:
        """The measures that are not late yet, but depend on a measure expected too late, each with its window."""
        found = self.assessment.schedule.delayed_by_dependency
        return tuple((measure, window) for measure, window in found if self._counts(measure))

    @property
    def critical_path(self) -> tuple[Id, ...]:
        """The measures with the least slack, each waiting for the previous one; empty for one body."""
        return self.assessment.schedule.critical_path if self.body is None else ()

    @property
    def slack(self) -> int | None:
        """The least slack of the critical path, in days; None if there is no such path."""
        return self.assessment.schedule.slack if self.body is None else None

    @cached_property
    def off_track(self) -> tuple[tuple[Measure, IndicatorTrajectory], ...]:
        """The open measures whose indicator has reached less than it should by now, each with its trajectory."""
        found = self.assessment.progress.off_track
        return tuple((measure, course) for measure, course in found if self._counts(measure))

    @cached_property
    def no_data(self) -> tuple[Measure, ...]:
        """The open measures whose indicator should have moved by now, and has no actual value."""
        return tuple(measure for measure in self.assessment.progress.no_data if self._counts(measure))

    @property
    def bridge(self) -> TargetBridge | None:
        """From the latest figure of trade to the target."""
        return self.assessment.trade.bridge if self.assessment.trade is not None else None

    @property
    def best_growth(self) -> Decimal | None:
        """The highest growth a year so far, in percent; None if unknown."""
        return self.assessment.trade.best_growth if self.assessment.trade is not None else None

    def _counts(self, measure: Measure) -> bool:
        return self.body is None or self.body in measure.lead

    def _in_time(self, deadlines: Iterable[Deadline]) -> tuple[Deadline, ...]:
        own = (one for one in deadlines if self._counts(one.measure))
        return tuple(sorted(own, key=attrgetter("period.end")))


def review(plan: Plan, as_of: date, horizon_days: int = HORIZON_DAYS, body: BodyId | str | None = None) -> Review:
    """Review a plan on a day.

    Args:
        plan: The plan.
        as_of: The day; later reports do not count.
        horizon_days: How many days from the day on count as soon.
        body: The id of a body; only measures that it leads count.

    Raises:
        CycleError: Measures wait for each other.

    >>> import roadmap
    >>> now = review(roadmap.load("plans/kyrgyzstan.yaml"), date(2027, 1, 15), horizon_days=90)
    >>> len(now.measures), now.done, [str(deadline.period) for deadline in now.overdue]
    (49, 0, ['2026', '2026', '2026-Q4', '2026-Q4'])
    """
    assessment = assess(plan, as_of, horizon_days=horizon_days)
    _ = assessment.schedule.windows  # a cycle is an error here, not later where the review is read
    return Review(assessment, as_of, body)


def owed_by(deadlines: Iterable[Deadline]) -> dict[BodyId, list[Deadline]]:
    """Return deadlines by the bodies that lead their measures. A deadline with two leads is listed under both."""
    found: dict[BodyId, list[Deadline]] = {}
    for deadline in deadlines:
        for body in deadline.measure.lead:
            found.setdefault(body, []).append(deadline)
    return found
