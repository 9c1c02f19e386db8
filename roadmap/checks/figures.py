"""Rules about the figures of trade: do they agree, and does what is claimed follow from them?"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from roadmap.analysis.trade import latest, main_target, turnover, way_to_target
from roadmap.checks.rule import Finding, rule
from roadmap.model.messages import _, message
from roadmap.model.plan import Plan

__all__ = ["RULES"]

DIFFERENCE = Decimal(3)
"""Two figures for the same thing may be this many percent apart before anybody is told."""

_TENTH, _HUNDREDTH = Decimal("0.1"), Decimal("0.01")


@rule("RM102")
def sources_differ(plan: Plan) -> Iterator[Finding]:
    """Two sources give different turnovers for the same period.

    Both stay in the plan; the reader is told how far apart they are.
    """
    figures = list(enumerate(plan.trade.figures)) if plan.trade else []
    for (_first, one), (place, other) in combinations(figures, 2):
        a, b = turnover(one), turnover(other)
        if one.period != other.period or a is None or b is None:
            continue
        low, high = sorted((a, b))
        apart = (high / low - 1) * 100 if low else Decimal(100)
        if apart > DIFFERENCE:
            yield Finding(
                ("trade", "figures", place, "turnover" if other.turnover is not None else "exports"),
                message(
                    _("For %(period)s one source says %(one)s, another %(other)s: %(percent)s %% apart."),
                    period=str(one.period),
                    one=str(a),
                    other=str(b),
                    percent=str(apart.quantize(_TENTH)),
                ),
                message(_("Keep both if both are published; say in a note which one the plan builds on.")),
            )


@rule("RM103")
def growth_does_not_follow(plan: Plan) -> Iterator[Finding]:
    """A stated growth does not follow from the figures of the plan.

    Each pair of figures for the two periods is tried; the claim stands if any pair comes within the tolerance (one tenth
    of the stated multiple, or the stated one itself when it is exact to a tenth).
    """
    if plan.trade is None:
        return
    for place, growth in enumerate(plan.trade.growth):
        stated = growth.times if growth.times is not None else None
        if stated is None and growth.percent is not None:
            stated = 1 + growth.percent / 100
        before = [turnover(figure) for figure in plan.trade.figures if figure.period == growth.from_]
        after = [turnover(figure) for figure in plan.trade.figures if figure.period == growth.to]
        computed = sorted(b / a for a in before for b in after if a and b is not None)
        if stated is None or not computed or any(abs(c - stated) <= stated * DIFFERENCE / 100 for c in computed):
            continue
        nearest = min(computed, key=lambda c: abs(c - stated))
        yield Finding(
            ("trade", "growth", place, "times" if growth.times is not None else "percent"),
            message(
                _("Stated: %(stated)s times; the figures give %(computed)s times."),
                stated=str(stated.quantize(_HUNDREDTH)),
                computed=str(nearest.quantize(_HUNDREDTH)),
            ),
            message(_("Check which periods are meant, or keep the claim with a note.")),
        )


@rule("RM104")
def target_missing_or_low(plan: Plan) -> Iterator[Finding]:
    """The trade has figures but no target, or its target is no higher than the latest figure."""
    if plan.trade is None or (start := latest(plan.trade)) is None:
        return
    target = main_target(plan.trade)
    if target is None:
        yield Finding(
            ("trade",),
            message(_("The trade has figures but no target.")),
            message(_("Add “targets:” with a period and a turnover.")),
        )
    elif target.turnover <= (turnover(start) or 0):
        yield Finding(
            ("trade", "targets", plan.trade.targets.index(target), "turnover"),
            message(
                _("The target of %(target)s is not above the latest figure, %(latest)s."),
                target=str(target.turnover),
                latest=str(turnover(start)),
            ),
            message(_("Set a target to grow to, or write what else is wanted.")),
        )


@rule("RM105")
def target_not_covered(plan: Plan) -> Iterator[Finding]:
    """What the areas add to trade does not reach the target."""
    way = way_to_target(plan)
    if plan.trade is None or way is None or way.rest <= 0 or way.gap <= 0:
        return
    covered = (way.gap - way.rest) / way.gap * 100
    yield Finding(
        ("trade", "targets", plan.trade.targets.index(way.target), "turnover"),
        message(
            _(
                "The areas together fall short of the target by %(rest)s; they cover %(percent)s %% of the growth that is needed."
            ),
            rest=str(way.rest),
            percent=str(covered.quantize(Decimal(1))),
        ),
        message(_("Add measures and “adds_to_trade” to the areas, or add an area.")),
    )


@rule("RM107")
def parts_do_not_add_up(plan: Plan) -> Iterator[Finding]:
    """Exports and imports together are not the turnover."""
    for place, figure in enumerate(plan.trade.figures if plan.trade else ()):
        if figure.turnover is None or figure.exports is None or figure.imports is None:
            continue
        together = figure.exports + figure.imports
        if abs(together - figure.turnover) > figure.turnover / 100:
            yield Finding(
                ("trade", "figures", place, "turnover"),
                message(
                    _("Exports and imports make %(together)s, but the turnover is %(turnover)s."),
                    together=str(together),
                    turnover=str(figure.turnover),
                ),
                message(_("Correct the part that is wrong; if the source says so, keep it with a note.")),
            )


RULES = (sources_differ, growth_does_not_follow, target_missing_or_low, target_not_covered, parts_do_not_add_up)
