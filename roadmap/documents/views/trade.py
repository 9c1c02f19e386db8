"""The trade of a document: figures, targets, growth, and the bridge to the target."""

from decimal import Decimal

from roadmap.analysis.trade import GrowthStep, TargetBridge, TradeAssessment
from roadmap.documents.views.charts import bridge_chart, trade_chart
from roadmap.documents.views.citations import Citations
from roadmap.documents.views.models import TableView, TradeRow, TradeView
from roadmap.i18n.localized import Localized
from roadmap.model.period import Period
from roadmap.model.trade import Growth, TradeFigure, TradeTarget

__all__ = ["trade_view"]


def trade_view(localized: Localized, citations: Citations) -> TradeView | None:
    """Return the view of the trade; None for a plan without trade."""
    assessed, _ = localized.assessment.trade, localized.gettext
    if assessed is None:
        return None
    trade, bridge, between = assessed.trade, assessed.bridge, localized.parties_together
    figures = sorted(assessed.figures, key=lambda pair: pair[0].period)
    return TradeView(
        title=_("Trade %(between)s") % {"between": between} if between else _("Trade between the parties"),
        unit=localized.money_unit,
        summary=localized.text(trade.summary),
        rows=tuple(_figure_row(localized, citations, figure, turnover) for figure, turnover in figures),
        with_flows=any(figure.exports is not None or figure.imports is not None for figure in trade.figures),
        targets=tuple(
            _target_row(localized, citations, target) for target in sorted(trade.targets, key=lambda one: one.period)
        ),
        growth=tuple(_growth_row(localized, citations, growth) for growth in trade.growth),
        computed=tuple(_step_row(localized, step) for step in assessed.growth_steps),
        chart=trade_chart(localized, assessed),
        way=bridge_chart(localized, bridge) if bridge else None,
        way_table=_bridge_table(localized, bridge) if bridge else None,
        pace=_pace(localized, assessed),
    )


def _figure_row(localized: Localized, citations: Citations, figure: TradeFigure, turnover: Decimal | None) -> TradeRow:
    return TradeRow(
        localized.period(figure.period),
        localized.amount(turnover, figure.approximate),
        localized.amount(figure.exports, figure.approximate),
        localized.amount(figure.imports, figure.approximate),
        localized.party(figure.reporter) if figure.reporter else "",
        localized.text(figure.note),
        citations.cite(figure.source),
    )


def _target_row(localized: Localized, citations: Citations, target: TradeTarget) -> TradeRow:
    period, amount = localized.period(target.period), localized.amount(target.turnover, target.approximate)
    return TradeRow(period, amount, "", "", "", localized.text(target.note), citations.cite(target.source))


def _growth_row(localized: Localized, citations: Citations, growth: Growth) -> TradeRow:
    """Return a growth as stated: in percent, as a multiple, or both."""
    about = "≈\u00a0" if growth.approximate else ""
    stated = [about + localized.language.percent(growth.percent)] if growth.percent is not None else []
    if growth.times is not None:
        stated.append(localized.language.times(growth.times, about))
    periods = f"{_unbroken(localized, growth.from_)}\u00a0→ {_unbroken(localized, growth.to)}"
    note = localized.text(growth.note)
    return TradeRow(periods, ", ".join(stated), "", "", "", note, citations.cite(growth.source))


def _unbroken(localized: Localized, period: Period) -> str:
    """Return a period whose words stay on one line."""
    return localized.period(period).replace(" ", "\u00a0")


def _step_row(localized: Localized, step: GrowthStep) -> TradeRow:
    """Return growth computed from the figures; over several years, the growth per year."""
    percent = localized.percent(step.percent, 1)
    growth = f"+{percent}" if round(step.percent, 1) > 0 else percent
    periods = f"{localized.period(step.before.period)} → {localized.period(step.after.period)}"
    return TradeRow(periods, growth, "", "", "", localized.gettext("per year") if step.years > 1 else "", ())


def _bridge_table(localized: Localized, bridge: TargetBridge) -> TableView:
    """Return the numbers of the bridge: the latest figure, each area, the rest, the target."""
    _, number, amount = localized.gettext, localized.number, localized.amount
    start, target, rest = bridge.start, bridge.target, bridge.uncovered
    rows = (
        (
            _("turnover in %(period)s") % {"period": localized.period(start.period)},
            amount(bridge.start_turnover, start.approximate),
        ),
        *((localized.text(area.title), f"+{number(added)}") for area, added in bridge.steps),
        (_("not covered by any area") if rest > 0 else _("beyond the target"), number(abs(rest))),
        (
            _("target for %(period)s") % {"period": localized.period(target.period)},
            amount(target.turnover, target.approximate),
        ),
    )
    return TableView("", (_("Part"), localized.money_unit), rows, (False, True))


def _pace(localized: Localized, trade: TradeAssessment) -> str:
    """Return the growth per year that the target requires, and the best so far; empty if it is unknown or not needed."""
    if trade.bridge is None or trade.bridge.needed is None:
        return ""
    needed, best = localized.percent(trade.bridge.needed, 1), localized.percent(trade.best_growth, 1)
    if not best:
        return localized.gettext("The target requires growth of %(needed)s a year.") % {"needed": needed}
    text = localized.gettext("The target requires growth of %(needed)s a year; the highest so far is %(best)s.")
    return text % {"needed": needed, "best": best}
