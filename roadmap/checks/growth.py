"""Rules about growth: does what is claimed follow from the figures, and can the target be reached at such a pace?"""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from roadmap.analysis.trade import by_year, turnover, way_to_target
from roadmap.checks.figures import rounded
from roadmap.checks.rule import Finding, rule
from roadmap.model.messages import _, message
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.model.trade import Trade

__all__ = ["RULES"]

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")

_UNEVEN_DAYS = 3
"""Months of the same number can differ by so many days."""


@rule(
    "RM103",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2022, turnover: 75, source: note}
            - {period: 2025, turnover: 160.5, source: note}
          growth:
            - {from: 2022, to: 2025, times: 2.5, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2022, turnover: 75, source: note}
            - {period: 2025, turnover: 160.5, source: note}
          growth:
            - {from: 2022, to: 2025, times: 2.1, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    percent=Decimal(3),
)
def growth_does_not_follow(plan: Plan, percent: Decimal) -> Iterator[Finding]:
    """A stated growth does not follow from the figures of the plan.

    A claim that its own figures contradict is the first thing that the other side notices. Each pair of figures for the
    two periods is tried; the claim stands if any pair comes near enough.
    """
    if plan.trade is None:
        return
    found: dict[Period, set[Decimal]] = {}
    for figure in plan.trade.figures:
        if (number := turnover(figure)) is not None:
            found.setdefault(figure.period, set()).add(number)
    numbers = {period: sorted(several) for period, several in found.items()}
    for place, growth in enumerate(plan.trade.growth):
        stated = growth.times
        if stated is None and growth.percent is not None:
            stated = 1 + growth.percent / 100
        if stated is None:
            continue
        nearest = _nearest(stated, numbers.get(growth.from_, []), numbers.get(growth.to, []))
        if nearest is None or abs(nearest - stated) <= abs(stated) * percent / 100:
            continue
        yield Finding(
            ("trade", "growth", place, "times" if growth.times is not None else "percent"),
            message(
                _("Stated: %(stated)s times; the figures give %(computed)s times."),
                stated=rounded(stated, _HUNDREDTH),
                computed=rounded(nearest, _HUNDREDTH),
            ),
            message(_("Check which periods are meant, or keep the claim with a note.")),
        )


_MOST_FIGURES = 50
"""So many figures for one period are held against those of another; no plan has more than a few."""


def _nearest(times: Decimal, before: list[Decimal], after: list[Decimal]) -> Decimal | None:
    """What comes nearest to a growth among those from one of some figures to one of others; both in order."""
    near = []
    for number in before[:_MOST_FIGURES]:
        if number:
            place = bisect_left(after, number * times)
            near += [reached / number for reached in after[max(0, place - 1) : place + 1]]
    return min(near, key=lambda growth: (abs(growth - times), growth), default=None)


@rule(
    "RM106",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2023, turnover: 120, source: note}
            - {period: 2025, turnover: 133, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2023, turnover: 75, source: note}
            - {period: 2025, turnover: 133, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
)
def faster_than_ever(plan: Plan) -> Iterator[Finding]:
    """The target takes a yearly growth beyond anything that the figures of the plan show so far.

    It may still be right, but then the plan has to say what will be different from now on.
    """
    way = way_to_target(plan)
    if plan.trade is None or way is None or way.start_turnover <= 0 or way.target.turnover <= way.start_turnover:
        return
    years = way.target.period.end.year - way.start.period.end.year
    best = _best_growth(plan.trade)
    if best is None or years <= 0:
        return
    needed = _yearly(way.start_turnover, way.target.turnover, years)
    if needed > best:
        yield Finding(
            ("trade", "targets", plan.trade.targets.index(way.target), "turnover"),
            message(
                _(
                    "The target takes a growth of %(needed)s %% a year; the best so far in the figures is %(best)s %% a year."
                ),
                needed=rounded(needed, _TENTH),
                best=rounded(best, _TENTH),
            ),
            message(_("Say what will be different from now on, give the target more years, or lower it.")),
        )


def _best_growth(trade: Trade) -> Decimal | None:
    """The highest yearly growth, in percent, between two years that follow each other in the figures."""
    years = sorted(by_year(trade).items())
    found = []
    for (first, before), (last, after) in pairwise(years):
        lowest = min(number for figure in before if (number := turnover(figure)) is not None)
        highest = max(number for figure in after if (number := turnover(figure)) is not None)
        if lowest > 0 and highest > 0:
            found.append(_yearly(lowest, highest, last - first))
    return max(found, default=None)


def _yearly(start: Decimal, end: Decimal, years: int) -> Decimal:
    """The growth a year, in percent, that leads from one number to another."""
    return ((end / start) ** (Decimal(1) / years) - 1) * 100


@rule(
    "RM108",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, source: note}
          growth:
            - {from: 2024, to: 2025-01/2025-09, percent: 14, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, source: note}
          growth:
            - {from: 2024-01/2024-09, to: 2025-01/2025-09, percent: 14, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
)
def part_with_whole(plan: Plan) -> Iterator[Finding]:
    """A growth compares periods of different length, such as nine months with a whole year.

    Such a growth is always wrong, and always in the direction that somebody would like.
    """
    for place, growth in enumerate(plan.trade.growth if plan.trade else ()):
        first, last = _days(growth.from_), _days(growth.to)
        if abs(first - last) > _UNEVEN_DAYS:
            yield Finding(
                ("trade", "growth", place),
                message(
                    _("The growth compares %(first)s (%(days)s days) with %(last)s (%(other)s days)."),
                    first=str(growth.from_),
                    days=first,
                    last=str(growth.to),
                    other=last,
                ),
                message(_("Compare the same months of both years.")),
            )


def _days(period: Period) -> int:
    return (period.end - period.start).days + 1


RULES = (growth_does_not_follow, faster_than_ever, part_with_whole)
