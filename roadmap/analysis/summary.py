"""The summary of a plan: the few facts that an index compares among many plans.

No function here reads the clock. Measures are late on the day of the assessment.
"""

from collections.abc import Iterable
from decimal import Decimal

import attrs

from roadmap.analysis.progress import ProgressAssessment
from roadmap.analysis.schedule import ScheduleAssessment
from roadmap.analysis.trade import TradeAssessment, share
from roadmap.model.choices import Scale, Stage
from roadmap.model.codes import Country, Currency, Id, LanguageCode
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.model.text import Text

__all__ = ["Money", "PlanSummary", "common_parties", "summarize"]


@attrs.frozen
class Money:
    """An amount of money and its period, past or future."""

    amount: Decimal
    approximate: bool
    period: Period


@attrs.frozen
class PlanSummary:
    """One plan among others, with its texts in all their languages.

    Attributes:
        parties: The codes of the parties, each with the plan's own name for it.
        adds: The trade that the areas add by the year of the target.
        late: How many measures are overdue on the day; None for a plan without a date.
    """

    id: Id
    title: Text
    languages: tuple[LanguageCode, ...]
    parties: tuple[tuple[Country, Text | None], ...]
    period: Period
    stage: Stage
    currency: Currency | None
    scale: Scale
    turnover: Money | None
    target: Money | None
    adds: Decimal
    measures: int
    done: int
    late: int | None

    @property
    def reached(self) -> Decimal | None:
        """The share of the target that is reached, in percent: turnover / target x 100; None if either is missing."""
        if self.turnover is None or self.target is None:
            return None
        return share(self.turnover.amount, self.target.amount)

    @property
    def covered(self) -> Decimal | None:
        """The share of the gap that the areas cover, in percent: adds / (target - turnover) x 100; None without a gap."""
        if self.turnover is None or self.target is None or self.target.amount <= self.turnover.amount:
            return None
        return share(self.adds, self.target.amount - self.turnover.amount)


def summarize(
    plan: Plan, trade: TradeAssessment | None, progress: ProgressAssessment, schedule: ScheduleAssessment
) -> PlanSummary:
    """Return the summary of a plan from the parts of its assessment."""
    figure = trade.latest if trade is not None else None
    goal = trade.main_target if trade is not None else None
    bridge = trade.bridge if trade is not None else None
    return PlanSummary(
        id=plan.id,
        title=plan.title,
        languages=plan.languages,
        parties=tuple((party.code, party.name) for party in plan.parties),
        period=plan.period,
        stage=plan.stage,
        currency=plan.trade.currency if plan.trade is not None else None,
        scale=plan.trade.scale if plan.trade is not None else Scale.unit,
        turnover=Money(figure.amount, figure.figure.approximate, figure.figure.period) if figure is not None else None,
        target=Money(goal.turnover, goal.approximate, goal.period) if goal is not None else None,
        adds=sum((number for _area, number in bridge.steps), Decimal(0)) if bridge is not None else Decimal(0),
        measures=len(progress.statuses),
        done=progress.done,
        late=len({one.measure.id for one in schedule.overdue}) if schedule.as_of is not None else None,
    )


def common_parties(plans: Iterable[Iterable[Country]]) -> frozenset[Country]:
    """Return the parties that all plans have in common. The other parties distinguish the plans.

    Args:
        plans: The parties of each plan.

    Returns:
        The common parties; empty for a single plan.

    >>> sorted(common_parties([["BY", "KG"], ["BY", "KZ"]])), sorted(common_parties([["BY", "KG"]]))
    (['BY'], [])
    """
    each = [set(parties) for parties in plans]
    return frozenset(set.intersection(*each)) if len(each) > 1 else frozenset()
