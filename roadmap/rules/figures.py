"""Rules about the figures of trade: do they agree with each other and with the target?"""

from collections.abc import Iterator
from decimal import Decimal

from roadmap.analysis.trade import latest, main_target, mirrors, percent_difference, target_bridge, turnover
from roadmap.i18n.message import Message, _, message
from roadmap.model.choices import Scale
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.model.trade import TradeFigure
from roadmap.rules.rule import Finding, rule

__all__ = ["RULES"]

_TENTH = Decimal("0.1")


def rounded(number: Decimal, step: Decimal) -> Decimal | str:
    """A number as people say it; one that is too large to be rounded is given by its size."""
    return number.quantize(step) if abs(number) < 10**18 else f"{number:.3e}"


@rule(
    "RM102",
    "sources-differ",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, source: note}
            - {period: 2025, turnover: 170, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, source: note}
            - {period: 2025, turnover: 135, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    percent=Decimal(3),
)
def sources_differ(plan: Plan, percent: Decimal) -> Iterator[Finding]:
    """Two sources give different turnovers for the same period.

    Whoever reads the plan may have the other number at hand. Both stay in the plan; the reader is told how far apart
    they are, the lowest and the highest where there are more than two.
    """
    by_period: dict[Period, list[tuple[Decimal, int, TradeFigure]]] = {}
    for place, figure in enumerate(plan.trade.figures if plan.trade else ()):
        number = turnover(figure)
        if number is not None:
            by_period.setdefault(figure.period, []).append((number, place, figure))
    for period, figures in by_period.items():
        ends = [min(figures, key=lambda f: f[0]), max(figures, key=lambda f: f[0])]
        (one, _first, _figure), (other, place, figure) = sorted(ends, key=lambda f: f[1])
        difference = percent_difference(one, other)
        if difference > percent:
            yield Finding(
                ("trade", "figures", place, "turnover" if figure.turnover is not None else "exports"),
                message(
                    _("For %(period)s one source says %(one)s, another %(other)s: %(percent)s %% apart."),
                    period=period,
                    one=one,
                    other=other,
                    percent=rounded(difference, _TENTH),
                ),
                message(_("Keep both if both are published; say in a note which one the plan builds on.")),
            )


@rule(
    "RM104",
    "target-missing-or-low",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, source: note}
          targets:
            - {period: 2030, turnover: 120, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
)
def target_missing_or_low(plan: Plan) -> Iterator[Finding]:
    """The trade has figures but no target, or its target is no higher than the latest figure.

    A plan without something to reach cannot be found to have failed, and none of its measures to have helped.
    """
    if plan.trade is None or (start := latest(plan.trade)) is None:
        return
    target = main_target(plan.trade)
    if target is None:
        yield Finding(
            ("trade",),
            message(_("The trade has figures but no target.")),
            message(_("Add “targets:” with a period and a turnover.")),
        )
    elif target.turnover <= (reached := turnover(start) or Decimal(0)):
        yield Finding(
            ("trade", "targets", plan.trade.targets.index(target), "turnover"),
            message(
                _("The target of %(target)s is not above the latest figure, %(latest)s."),
                target=target.turnover,
                latest=reached,
            ),
            message(_("Set a target to grow to, or write what else is wanted.")),
        )


@rule(
    "RM105",
    "target-not-covered",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, source: note}
          targets:
            - {period: 2030, turnover: 900, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
)
def target_not_covered(plan: Plan) -> Iterator[Finding]:
    """What the areas add to trade does not reach the target.

    A target that is not carried by measures is a wish. The rest that nothing covers is named, so that the parties can
    look for it or lower the target.
    """
    way = target_bridge(plan)
    if plan.trade is None or way is None or way.rest <= 0 or way.covered is None:
        return
    yield Finding(
        ("trade", "targets", plan.trade.targets.index(way.target), "turnover"),
        message(
            _(
                "The areas together fall short of the target by %(rest)s; they cover %(percent)s %% of the growth that is needed."
            ),
            rest=_counted(way.rest, plan.trade.scale),
            percent=rounded(way.covered, Decimal(1)),
        ),
        message(_("Add measures and “adds_to_trade” to the areas, or add an area.")),
    )


def _counted(number: Decimal, scale: Scale) -> Message | Decimal:
    """A number with what it counts: 220.5 million."""
    if scale is Scale.unit:
        return number
    return message(_("%(number)s %(scale)s"), number=number, scale=message(scale.label))


@rule(
    "RM107",
    "parts-do-not-add-up",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, exports: 40, imports: 46, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2025, turnover: 133, exports: 87, imports: 46, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    percent=Decimal(1),
)
def parts_do_not_add_up(plan: Plan, percent: Decimal) -> Iterator[Finding]:
    """Exports and imports together are not the turnover.

    One of the three numbers is then of another source, of another period, or mistyped.
    """
    for place, figure in enumerate(plan.trade.figures if plan.trade else ()):
        if figure.turnover is None or figure.exports is None or figure.imports is None:
            continue
        together = figure.exports + figure.imports
        if abs(together - figure.turnover) > figure.turnover * percent / 100:
            yield Finding(
                ("trade", "figures", place, "turnover"),
                message(
                    _("Exports and imports make %(together)s, but the turnover is %(turnover)s."),
                    together=together,
                    turnover=figure.turnover,
                ),
                message(_("Correct the part that is wrong; if the source says so, keep it with a note.")),
            )


@rule(
    "RM110",
    "mirror-figures-differ",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2025, exports: 40, imports: 90, reporter: BY, source: note}
            - {period: 2025, exports: 91, imports: 20, reporter: KG, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2025, exports: 40, imports: 90, reporter: BY, source: note}
            - {period: 2025, exports: 91, imports: 42, reporter: KG, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    percent=Decimal(20),
)
def mirror_figures_differ(plan: Plan, percent: Decimal) -> Iterator[Finding]:
    """What one side says it sold and what the other says it bought are far apart.

    The two hardly ever agree (transport, goods that pass through, the day of counting); where they are further apart
    than that explains, the parties had better agree on a table before they agree on a target.
    """
    for mirror in mirrors(plan):
        if mirror.percent > percent:
            yield Finding(
                ("trade", "figures", mirror.place, "imports"),
                message(
                    _(
                        "For %(period)s %(seller)s reports exports of %(exports)s, but %(buyer)s imports of %(imports)s: "
                        "%(percent)s %% apart."
                    ),
                    period=mirror.period,
                    seller=mirror.seller,
                    exports=mirror.exports,
                    buyer=mirror.buyer,
                    imports=mirror.imports,
                    percent=rounded(mirror.percent, _TENTH),
                ),
                message(_("Keep both; agree with the other side which table of statistics the plan builds on.")),
            )


RULES = (
    sources_differ,
    target_missing_or_low,
    target_not_covered,
    parts_do_not_add_up,
    mirror_figures_differ,
)
