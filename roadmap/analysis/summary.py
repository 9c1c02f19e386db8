"""Where a plan stands: the few facts by which many plans are held beside each other.

No function here reads the clock: what is late is late on the day up to which the plan tells.
"""

from collections.abc import Iterable
from decimal import Decimal

import attrs

from roadmap.analysis.progress import as_of, status
from roadmap.analysis.schedule import overdue
from roadmap.analysis.trade import latest, main_target, share, target_bridge, turnover
from roadmap.model.choices import Scale, Stage, Status
from roadmap.model.codes import Country, Currency, Id, LanguageCode
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.model.text import Text

__all__ = ["Money", "PlanSummary", "common_parties", "summarize"]


@attrs.frozen
class Money:
    """An amount of money and when it was, or is to be."""

    amount: Decimal
    approximate: bool
    period: Period


@attrs.frozen
class PlanSummary:
    """One plan among others, in no language yet.

    parties: their codes, each with the plan's own name for it.
    adds: what the areas add by the year of the target.
    late: how many measures are overdue on that day; None for a plan without a date.
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
        """How much of the target there is already, in percent: turnover / target x 100; None where one is missing."""
        if self.turnover is None or self.target is None:
            return None
        return share(self.turnover.amount, self.target.amount)

    @property
    def covered(self) -> Decimal | None:
        """What the areas cover of what is missing, in percent: adds / (target - turnover) x 100; None where nothing is."""
        if self.turnover is None or self.target is None or self.target.amount <= self.turnover.amount:
            return None
        return share(self.adds, self.target.amount - self.turnover.amount)


def summarize(plan: Plan) -> PlanSummary:
    """Where a plan stands by all that was reported, on the day that this goes up to."""
    on = as_of(plan)
    statuses = [status(measure) for _path, _area, measure in plan.measures()]
    figure = latest(plan.trade) if plan.trade is not None else None
    goal = main_target(plan.trade) if plan.trade is not None else None
    way = target_bridge(plan)
    return PlanSummary(
        id=plan.id,
        title=plan.title,
        languages=plan.languages,
        parties=tuple((party.code, party.name) for party in plan.parties),
        period=plan.period,
        stage=plan.stage,
        currency=plan.trade.currency if plan.trade is not None else None,
        scale=plan.trade.scale if plan.trade is not None else Scale.unit,
        turnover=Money(turnover(figure) or Decimal(0), figure.approximate, figure.period)
        if figure is not None
        else None,
        target=Money(goal.turnover, goal.approximate, goal.period) if goal is not None else None,
        adds=sum((number for _area, number in way.steps), Decimal(0)) if way is not None else Decimal(0),
        measures=len(statuses),
        done=statuses.count(Status.done),
        late=len({one.measure.id for one in overdue(plan, on)}) if on is not None else None,
    )


def common_parties(plans: Iterable[Iterable[Country]]) -> frozenset[Country]:
    """The parties that all of several plans have, so that the others tell one from another; none where there is one plan.

    plans: the parties of each.

    >>> sorted(common_parties([["BY", "KG"], ["BY", "KZ"]])), sorted(common_parties([["BY", "KG"]]))
    (['BY'], [])
    """
    each = [set(parties) for parties in plans]
    return frozenset(set.intersection(*each)) if len(each) > 1 else frozenset()
