"""Trade: which figures stand for a year, how far it is to the target, and where the growth is to come from."""

from decimal import Decimal

import attrs

from roadmap.model.area import Area
from roadmap.model.period import Unit
from roadmap.model.plan import Plan
from roadmap.model.trade import Trade, TradeFigure, TradeTarget

__all__ = ["Way", "by_year", "latest", "main_target", "turnover", "way_to_target"]


def turnover(figure: TradeFigure) -> Decimal | None:
    """The turnover of a figure: as stated, or else exports and imports together."""
    if figure.turnover is not None or figure.exports is None or figure.imports is None:
        return figure.turnover
    return figure.exports + figure.imports


def by_year(trade: Trade) -> dict[int, list[TradeFigure]]:
    """The figures for whole calendar years that give a turnover, by year; several where sources differ."""
    found: dict[int, list[TradeFigure]] = {}
    for figure in sorted(trade.figures, key=lambda figure: figure.period):
        period = figure.period
        if period.unit is Unit.YEAR and period.single and turnover(figure) is not None:
            found.setdefault(period.start.year, []).append(figure)
    return found


def latest(trade: Trade) -> TradeFigure | None:
    """The figure for the latest whole year; of several, one that is exact before one that is about."""
    years = by_year(trade)
    return min(years[max(years)], key=lambda figure: figure.approximate) if years else None


def main_target(trade: Trade) -> TradeTarget | None:
    """The target that lies furthest ahead."""
    return max(trade.targets, key=lambda target: target.period.end, default=None)


@attrs.frozen
class Way:
    """From the latest turnover to the target, in the currency and scale of the plan's trade.

    `steps` are the areas with what each adds by the target's year; `rest` is what nothing covers yet (negative where the
    areas add more than is needed).
    """

    start: TradeFigure
    start_turnover: Decimal
    target: TradeTarget
    steps: tuple[tuple[Area, Decimal], ...]
    rest: Decimal

    @property
    def gap(self) -> Decimal:
        """What is missing to the target.

        >>> Way(None, Decimal(133), TradeTarget(period=None, turnover=Decimal(500), source=""), (), Decimal(367)).gap
        Decimal('367')
        """
        return self.target.turnover - self.start_turnover


def way_to_target(plan: Plan) -> Way | None:
    """How the plan gets from the latest figure to its target; None where either is missing."""
    if plan.trade is None:
        return None
    start, target = latest(plan.trade), main_target(plan.trade)
    start_turnover = turnover(start) if start is not None else None
    if start is None or target is None or start_turnover is None:
        return None
    year = target.period.end.year
    steps = []
    for area in plan.areas:
        added = [number for y, number in area.adds_to_trade if y <= year]
        if added:
            steps.append((area, added[-1]))
    rest = target.turnover - start_turnover - sum((number for _area, number in steps), Decimal(0))
    return Way(start, start_turnover, target, tuple(steps), rest)
