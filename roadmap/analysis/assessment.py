"""The assessment of a plan on a day: everything that follows from the plan, each part computed at most once.

Documents, status pages, workbooks, calendars and indexes read an assessment, and compute nothing themselves.
"""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property

import attrs

from roadmap.analysis.progress import ProgressAssessment, assess_progress
from roadmap.analysis.schedule import ScheduleAssessment
from roadmap.analysis.summary import PlanSummary, summarize
from roadmap.analysis.trade import TradeAssessment, assess_trade
from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.model.codes import Id
from roadmap.model.plan import Plan

__all__ = ["HORIZON_DAYS", "Assessment", "assess"]

HORIZON_DAYS = 90
"""How many days from the day on count as soon, by default."""

FindNotes = Callable[["Assessment"], tuple[Diagnostic, ...]]


@attrs.frozen(slots=False, eq=False)
class Assessment:
    """A plan on a day. Each part is computed when it is first read, and kept.

    Attributes:
        plan: The plan.
        horizon_days: How many days from the day on count as soon.
    """

    plan: Plan
    horizon_days: int
    _asked_day: date | None
    _find_notes: FindNotes | None

    @property
    def as_of(self) -> date | None:
        """The day; None for a plan without a date, unless the caller gave a day."""
        return self.progress.as_of

    @cached_property
    def trade(self) -> TradeAssessment | None:
        """Figures, growth, and the bridge to the target; None for a plan without trade."""
        return assess_trade(self.plan)

    @cached_property
    def progress(self) -> ProgressAssessment:
        """Reports, statuses and indicators of the measures."""
        return assess_progress(self.plan, self._asked_day)

    @cached_property
    def schedule(self) -> ScheduleAssessment:
        """Deadlines, dependencies and load."""
        return ScheduleAssessment(self.plan, self.progress, self.as_of, self.horizon_days)

    @cached_property
    def summary(self) -> PlanSummary:
        """The facts that an index compares among plans."""
        return summarize(self.plan, self.trade, self.progress, self.schedule)

    @cached_property
    def notes(self) -> tuple[Diagnostic, ...]:
        """The findings that the readers of a document should know.

        Raises:
            LookupError: The assessment was made without rules; use `roadmap.rules.reader_notes.assess`.
        """
        if self._find_notes is None:
            raise LookupError("assessed without rules: use roadmap.rules.reader_notes.assess")
        return self._find_notes(self)

    @cached_property
    def measure_numbers(self) -> Mapping[Id, str]:
        """The number of each measure in documents: "1.2" is the second measure of the first area."""
        return {
            measure.id: f"{a}.{m}"
            for a, area in enumerate(self.plan.areas, 1)
            for m, measure in enumerate(area.measures, 1)
        }


def assess(
    plan: Plan, as_of: date | None = None, *, horizon_days: int = HORIZON_DAYS, find_notes: FindNotes | None = None
) -> Assessment:
    """Assess a plan on a day.

    Args:
        plan: The plan.
        as_of: The day; later reports do not count. The default is the last day in the plan, with every report.
        horizon_days: How many days from the day on count as soon.
        find_notes: A function that finds notes for readers. The rules pass it in, because this package cannot import them.

    >>> import roadmap
    >>> now = assess(roadmap.load("plans/kyrgyzstan.yaml"), date(2027, 1, 15))
    >>> len(now.schedule.overdue), now.progress.done, round(now.trade.bridge.needed, 1)
    (4, 0, Decimal('24.7'))
    """
    return Assessment(plan, horizon_days, as_of, find_notes)
