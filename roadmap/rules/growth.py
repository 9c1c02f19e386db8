"""Rules about growth: whether claims follow from the figures, and whether the target can be reached at that pace."""

from collections.abc import Iterator
from decimal import Decimal

from roadmap.analysis.assessment import Assessment
from roadmap.i18n.message import _, message
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.rules.figures import rounded
from roadmap.rules.rule import Finding, rule

__all__ = ["RULES"]

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")

_UNEVEN_DAYS = 3
"""By how many days two periods of the same number of months can differ."""


@rule(
    "RM103",
    "growth-does-not-follow",
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
def growth_does_not_follow(assessment: Assessment, percent: Decimal) -> Iterator[Finding]:
    """A stated growth does not follow from the figures of the plan.

    The first thing the other side notices is a claim that the plan’s own figures contradict. Every pair of figures for
    the two periods is compared; the claim passes if any pair is close enough.
    """
    for place, claim in assessment.trade.claims if assessment.trade is not None else ():
        if claim.computed is not None and not claim.follows(percent):
            yield Finding(
                ("trade", "growth", place, "times" if claim.growth.times is not None else "percent"),
                message(
                    _("The source states growth of %(stated)s times; the plan’s figures give %(computed)s times."),
                    stated=rounded(claim.stated, _HUNDREDTH),
                    computed=rounded(claim.computed, _HUNDREDTH),
                ),
                message(_("Check which periods are meant, or keep the claim with a note.")),
            )


@rule(
    "RM106",
    "growth-faster-than-ever",
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
def faster_than_ever(assessment: Assessment) -> Iterator[Finding]:
    """The target requires faster yearly growth than the plan’s figures have ever shown.

    It may still be right, but then the plan has to say what will change.
    """
    trade = assessment.trade
    bridge, best = (trade.bridge, trade.best_growth) if trade is not None else (None, None)
    if trade and bridge and bridge.needed is not None and best is not None and bridge.needed > best:
        yield Finding(
            ("trade", "targets", trade.trade.targets.index(bridge.target), "turnover"),
            message(
                _(
                    "The target requires growth of %(needed)s%% a year; the highest in the figures so far is "
                    "%(best)s%%."
                ),
                needed=rounded(bridge.needed, _TENTH),
                best=rounded(best, _TENTH),
            ),
            message(_("State what will change, give the target more years, or lower it.")),
        )


@rule(
    "RM108",
    "part-year-with-whole-year",
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

    Such a growth figure is always wrong, and always in someone’s favour.
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
