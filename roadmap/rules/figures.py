"""Rules about the figures of trade: whether they agree with each other and with the target."""

from collections.abc import Iterator
from decimal import Decimal

from roadmap.analysis.assessment import Assessment
from roadmap.i18n.message import Message, _, message
from roadmap.model.choices import Scale
from roadmap.model.codes import Currency
from roadmap.model.plan import Plan
from roadmap.rules.rule import Finding, rule

__all__ = ["RULES"]

_TENTH = Decimal("0.1")


def rounded(number: Decimal, step: Decimal) -> Decimal | str:
    """Return a number rounded to a step, or in scientific notation if it is too large to round."""
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
def sources_differ(assessment: Assessment, percent: Decimal) -> Iterator[Finding]:
    """Two sources give different turnovers for the same period.

    Readers may know the other number. Both stay in the plan, and the document shows how far apart they are: the lowest
    and the highest if there are more than two.
    """
    for found in assessment.trade.differences if assessment.trade is not None else ():
        if found.percent > percent:
            yield Finding(
                ("trade", "figures", found.place, "turnover" if found.figure.turnover is not None else "exports"),
                message(
                    _("Sources differ: %(one)s and %(other)s (%(percent)s%% apart)."),
                    one=found.one,
                    other=found.other,
                    percent=rounded(found.percent, _TENTH),
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
def target_missing_or_low(assessment: Assessment) -> Iterator[Finding]:
    """The trade has figures but no target, or its target is not above the latest figure.

    Without a target, it is impossible to say whether the plan failed or whether its measures helped.
    """
    trade = assessment.trade
    if trade is None or trade.latest is None:
        return
    target = trade.main_target
    if target is None:
        yield Finding(
            ("trade",),
            message(_("The trade has figures but no target.")),
            message(_("Add “targets:” with a period and a turnover.")),
        )
    elif target.turnover <= trade.latest.amount:
        yield Finding(
            ("trade", "targets", trade.trade.targets.index(target), "turnover"),
            message(
                _("The target of %(target)s is not above the latest figure, %(latest)s."),
                target=target.turnover,
                latest=trade.latest.amount,
            ),
            message(_("Set a higher target, or state the aim in another way.")),
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
def target_not_covered(assessment: Assessment) -> Iterator[Finding]:
    """The areas together do not add enough trade to reach the target.

    A target with no measures behind it is only a wish. The message gives the remainder that is not covered, so that the
    parties can cover it or lower the target.
    """
    trade = assessment.trade
    bridge = trade.bridge if trade is not None else None
    if trade is None or bridge is None or bridge.uncovered <= 0 or bridge.covered is None:
        return
    yield Finding(
        ("trade", "targets", trade.trade.targets.index(bridge.target), "turnover"),
        message(
            _(
                "The areas together fall short of the target by %(rest)s; they cover %(percent)s%% of the growth "
                "needed."
            ),
            rest=_amount(bridge.uncovered, trade.trade.scale, trade.trade.currency),
            percent=rounded(bridge.covered, Decimal(1)),
        ),
        message(_("Add measures and “adds_to_trade” to the areas, or add an area.")),
    )


def _amount(number: Decimal, scale: Scale, currency: Currency) -> Message:
    """Return a sum of money, such as 220.5 million USD. Documents replace the code of the currency by its name."""
    code = message(currency)
    if scale is Scale.unit:
        return message(_("%(number)s %(currency)s"), number=number, currency=code)
    return message(_("%(number)s %(scale)s %(currency)s"), number=number, scale=message(scale.label), currency=code)


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
    """Exports and imports do not add up to the turnover.

    One of the three numbers then comes from another source or period, or is mistyped.
    """
    for place, figure in enumerate(plan.trade.figures if plan.trade else ()):
        if figure.turnover is None or figure.exports is None or figure.imports is None:
            continue
        together = figure.exports + figure.imports
        if abs(together - figure.turnover) > figure.turnover * percent / 100:
            yield Finding(
                ("trade", "figures", place, "turnover"),
                message(
                    _("Exports and imports add up to %(together)s, but the turnover is %(turnover)s."),
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
def mirror_figures_differ(assessment: Assessment, percent: Decimal) -> Iterator[Finding]:
    """The exports of one side and the imports of the other are far apart.

    The two hardly ever agree (transport costs, transit, date of recording); where the gap is larger than that, the
    parties should agree on the statistics before they agree on a target.
    """
    for mirror in assessment.trade.mirrors if assessment.trade is not None else ():
        if mirror.percent > percent:
            yield Finding(
                ("trade", "figures", mirror.place, "imports"),
                message(
                    _(
                        "%(seller)s reports exports of %(exports)s, but %(buyer)s imports of %(imports)s: "
                        "%(percent)s%% apart."
                    ),
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
