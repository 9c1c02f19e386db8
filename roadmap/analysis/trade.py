"""Trade: what follows from the figures, how far it is to the target, and where the growth is to come from.

Numbers are in the currency and scale of the plan's trade, shares and growth in percent.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import pairwise

import attrs

from roadmap.model.area import Area
from roadmap.model.codes import Country
from roadmap.model.period import Period, Unit
from roadmap.model.plan import Plan
from roadmap.model.series import ByYear
from roadmap.model.trade import Growth, Trade, TradeFigure, TradeTarget

__all__ = [
    "Claim",
    "GrowthStep",
    "Mirror",
    "TargetBridge",
    "added_by_year",
    "balance",
    "best_growth",
    "by_period",
    "by_year",
    "claims",
    "growth",
    "growth_by_period",
    "latest",
    "main_target",
    "mirrors",
    "percent_difference",
    "share",
    "target_bridge",
    "turnover",
    "yearly_growth",
]


# From numbers to numbers


def share(part: Decimal, whole: Decimal) -> Decimal:
    """How much of a whole a part is, in percent: part / whole x 100; nothing where there is no whole.

    >>> share(Decimal(115), Decimal(310)).quantize(Decimal("0.1"))
    Decimal('37.1')
    """
    return part / whole * 100 if whole else Decimal(0)


def growth(before: Decimal, after: Decimal) -> Decimal:
    """The growth from one number to another, in percent: (after / before - 1) x 100; `before` is above nothing.

    >>> growth(Decimal(75), Decimal("160.2")).quantize(Decimal("0.1"))  # 2.14 times
    Decimal('113.6')
    """
    return (after / before - 1) * 100


def yearly_growth(before: Decimal, after: Decimal, years: int) -> Decimal:
    """The growth a year that leads from one number to another, in percent: ((after / before) ^ (1 / years) - 1) x 100.

    >>> [yearly_growth(Decimal(133), Decimal(500), years).quantize(Decimal("0.1")) for years in (5, 6)]
    [Decimal('30.3'), Decimal('24.7')]
    """
    return ((after / before) ** (Decimal(1) / years) - 1) * 100


def percent_difference(one: Decimal, other: Decimal) -> Decimal:
    """By how much the larger of two numbers exceeds the smaller, in percent: (high / low - 1) x 100; 100 where that is nothing.

    >>> percent_difference(Decimal(170), Decimal("160.2")).quantize(Decimal("0.1"))
    Decimal('6.1')
    """
    low, high = sorted((one, other))
    if low == high:
        return Decimal(0)
    return growth(low, high) if low > 0 else Decimal(100)


# Figures


def turnover(figure: TradeFigure) -> Decimal | None:
    """The turnover of a figure: as stated, or else exports + imports.

    >>> half_2025 = {"period": Period.parse("2025-01/2025-06"), "source": "24kg"}
    >>> turnover(TradeFigure(exports=Decimal(22), imports=Decimal(46), **half_2025))
    Decimal('68')
    """
    if figure.turnover is not None or figure.exports is None or figure.imports is None:
        return figure.turnover
    return figure.exports + figure.imports


def balance(figure: TradeFigure) -> Decimal | None:
    """exports - imports of a figure; None where one of them is not given.

    >>> half_2025 = {"period": Period.parse("2025-01/2025-06"), "source": "24kg"}
    >>> balance(TradeFigure(exports=Decimal(22), imports=Decimal(46), **half_2025))
    Decimal('-24')
    """
    if figure.exports is None or figure.imports is None:
        return None
    return figure.exports - figure.imports


def by_period(trade: Trade) -> dict[Period, list[TradeFigure]]:
    """The figures that give a turnover, by period in order; where sources differ several, exact ones first."""
    found: dict[Period, list[TradeFigure]] = {}
    for figure in sorted(trade.figures, key=lambda figure: (figure.period, figure.approximate)):
        if turnover(figure) is not None:
            found.setdefault(figure.period, []).append(figure)
    return found


def by_year(trade: Trade) -> dict[int, list[TradeFigure]]:
    """The figures for whole calendar years that give a turnover, by year in order; several where sources differ."""
    found = by_period(trade).items()
    return {period.start.year: each for period, each in found if period.unit is Unit.YEAR and period.single}


def latest(trade: Trade) -> TradeFigure | None:
    """The figure for the latest whole year; of several, one that is exact before one that is about."""
    years = by_year(trade)
    return years[max(years)][0] if years else None


def main_target(trade: Trade) -> TradeTarget | None:
    """The target that lies furthest ahead."""
    return max(trade.targets, key=lambda target: target.period.end, default=None)


# Growth


@attrs.frozen
class GrowthStep:
    """From the turnover of one period to that of the like period a year or more later."""

    before: TradeFigure
    after: TradeFigure

    @property
    def years(self) -> int:
        return self.after.period.start.year - self.before.period.start.year

    @property
    def percent(self) -> Decimal:
        """The growth a year: see `yearly_growth`."""
        return yearly_growth(_number(self.before), _number(self.after), self.years)


def _number(figure: TradeFigure) -> Decimal:
    return turnover(figure) or Decimal(0)


def growth_by_period(trade: Trade) -> Iterator[GrowthStep]:
    """The growth between figures of like periods: whole years, or the same months of different years, each to the next known.

    Where sources differ, figures of the same reporter are held against each other, else the first of each period (exact ones
    stand first); periods of which no pair is above nothing are left out.

    >>> figures = [("2019", 69), ("2020", 75), ("2024-01/2024-09", 135), ("2022", "160.2")]
    >>> trade = Trade(currency="USD", figures=tuple(
    ...     TradeFigure(period=Period.parse(period), turnover=Decimal(number), source="x") for period, number in figures))
    >>> [(str(s.before.period), str(s.after.period), s.percent.quantize(Decimal("0.1"))) for s in growth_by_period(trade)]
    [('2019', '2020', Decimal('8.7')), ('2020', '2022', Decimal('46.2'))]
    """
    alike: dict[tuple[int, int, int, int, int], list[list[TradeFigure]]] = {}
    for period, figures in by_period(trade).items():
        known = [figure for figure in figures if _number(figure) > 0]
        if known:
            alike.setdefault(_part(period), []).append(known)
    for row in alike.values():
        for before, after in pairwise(row):
            pairs = ((one, other) for one in before for other in after if one.reporter == other.reporter)
            yield GrowthStep(*next(pairs, (before[0], after[0])))


def _part(period: Period) -> tuple[int, int, int, int, int]:
    """What is the same in like periods of different years: the days on which they begin and end, the years that they last.

    The last day of February is one day, whatever its number.
    """
    start, end = period.start, period.end
    last = 29 if (end.month, end.day) == (2, 28) else end.day
    return start.month, start.day, end.month, last, end.year - start.year


def best_growth(trade: Trade) -> Decimal | None:
    """The highest growth a year, in percent, from one known year to the next, by the figures of the two that differ most."""
    found = []
    for (first, before), (last, after) in pairwise(by_year(trade).items()):
        lowest, highest = min(map(_number, before)), max(map(_number, after))
        if lowest > 0 and highest > 0:
            found.append(yearly_growth(lowest, highest, last - first))
    return max(found, default=None)


@attrs.frozen
class Claim:
    """A growth that somebody stated, as a multiple, and what comes nearest to it from the figures of its periods.

    stated = 1 + percent / 100, or the multiple itself; computed: None where there are no figures for both periods.
    """

    growth: Growth
    stated: Decimal
    computed: Decimal | None

    def follows(self, percent: Decimal) -> bool:
        """Whether the figures come near enough to what is stated: |computed - stated| <= stated x percent / 100."""
        return self.computed is None or abs(self.computed - self.stated) <= abs(self.stated) * percent / 100


def claims(trade: Trade) -> Iterator[tuple[int, Claim]]:
    """Each growth as stated that has a number, with its place in the plan; every pair of figures for its periods is tried.

    >>> figures = [("2020", 75), ("2022", "160.2"), ("2022", 170)]
    >>> trade = Trade(currency="USD", growth=(
    ...     Growth(from_=Period.parse("2020"), to=Period.parse("2022"), times=Decimal("2.5"), source="x"),),
    ...     figures=tuple(TradeFigure(period=Period.parse(p), turnover=Decimal(n), source="x") for p, n in figures))
    >>> [(place, claim.stated, claim.computed.quantize(Decimal("0.01"))) for place, claim in claims(trade)]
    [(0, Decimal('2.5'), Decimal('2.27'))]
    """
    numbers = {period: sorted({_number(figure) for figure in figures}) for period, figures in by_period(trade).items()}
    for place, stated in enumerate(trade.growth):
        times = stated.times
        if times is None and stated.percent is not None:
            times = 1 + stated.percent / 100
        if times is not None:
            before, after = numbers.get(stated.from_, []), numbers.get(stated.to, [])
            yield place, Claim(stated, times, _nearest(times, before, after))


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


# Both sides of the same trade


@attrs.frozen
class Mirror:
    """What one party reports to have sold to the other in a period, and what the other reports to have bought.

    place: that of the buyer's figure in the plan.
    """

    place: int
    period: Period
    seller: Country
    exports: Decimal
    buyer: Country
    imports: Decimal

    @property
    def percent(self) -> Decimal:
        """How far the two are apart: see `percent_difference`."""
        return percent_difference(self.exports, self.imports)


def mirrors(plan: Plan) -> Iterator[Mirror]:
    """Where both of two parties report the same trade.

    >>> percent_difference(Decimal(135), Decimal(68)).quantize(Decimal(1))  # January-September 2024, as each side has it
    Decimal('99')
    """
    if len(plan.parties) != 2 or plan.trade is None:
        return
    sold: dict[tuple[Period, Country], Decimal] = {}
    for figure in plan.trade.figures:
        if figure.reporter is not None and figure.exports is not None:
            sold.setdefault((figure.period, figure.reporter), figure.exports)
    parties = {party.code for party in plan.parties}
    for place, figure in enumerate(plan.trade.figures):
        if figure.reporter not in parties or figure.reporter is None or figure.imports is None:
            continue
        for seller in parties - {figure.reporter}:
            exports = sold.get((figure.period, seller))
            if exports is not None:
                yield Mirror(place, figure.period, seller, exports, figure.reporter, figure.imports)


# The way to the target


@attrs.frozen
class TargetBridge:
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
        """What is missing to the target: target - start.

        >>> TargetBridge(None, Decimal(133), TradeTarget(period=None, turnover=Decimal(500), source=""), (), Decimal(367)).gap
        Decimal('367')
        """
        return self.target.turnover - self.start_turnover

    @property
    def covered(self) -> Decimal | None:
        """What the areas cover of the gap, in percent: (gap - rest) / gap x 100; None where nothing is missing.

        >>> goal = TradeTarget(period=None, turnover=Decimal(500), source="")
        >>> TargetBridge(None, Decimal(133), goal, (), Decimal(220)).covered.quantize(Decimal(1))
        Decimal('40')
        """
        return share(self.gap - self.rest, self.gap) if self.gap > 0 else None

    @property
    def reached(self) -> Decimal:
        """How much of the target there is already, in percent: start / target x 100."""
        return share(self.start_turnover, self.target.turnover)

    @property
    def years(self) -> int:
        """From the year of the latest figure to that of the target."""
        return self.target.period.end.year - self.start.period.end.year

    @property
    def needed(self) -> Decimal | None:
        """The growth a year that the target takes, in percent: see `yearly_growth`; None where nothing or no year is left.

        >>> figure = TradeFigure(period=Period.parse("2024"), turnover=Decimal(133), source="24kg")
        >>> goal = TradeTarget(period=Period.parse("2030"), turnover=Decimal(500), source="24kg")
        >>> TargetBridge(figure, Decimal(133), goal, (), Decimal(367)).needed.quantize(Decimal("0.1"))
        Decimal('24.7')
        """
        if self.start_turnover <= 0 or self.gap <= 0 or self.years <= 0:
            return None
        return yearly_growth(self.start_turnover, self.target.turnover, self.years)


def target_bridge(plan: Plan) -> TargetBridge | None:
    """How the plan gets from the latest figure to its target; None where either is missing."""
    if plan.trade is None:
        return None
    start, target = latest(plan.trade), main_target(plan.trade)
    if start is None or target is None:
        return None
    year, start_turnover = target.period.end.year, _number(start)
    steps = [(area, added) for area in plan.areas if (added := _added_by(area.adds_to_trade, year)) is not None]
    rest = target.turnover - start_turnover - sum((number for _area, number in steps), Decimal(0))
    return TargetBridge(start, start_turnover, target, tuple(steps), rest)


def _added_by(adds: ByYear, year: int) -> Decimal | None:
    """The last number that is given up to a year; None where there is none yet."""
    return next((number for y, number in reversed(adds.values) if y <= year), None)


def added_by_year(areas: Iterable[Area], years: Iterable[int]) -> tuple[tuple[int, tuple[Decimal | None, ...]], ...]:
    """What each area adds to trade in each year, above what there is today: the last number given for a year up to it.

    >>> from roadmap.model.text import Text
    >>> tractors = Area(title=Text.of("Tractors"), adds_to_trade=ByYear.of({2028: 20, 2030: 60}))
    >>> added_by_year([tractors], range(2027, 2031))
    ((2027, (None,)), (2028, (Decimal('20'),)), (2029, (Decimal('20'),)), (2030, (Decimal('60'),)))
    """
    each = tuple(areas)
    return tuple((year, tuple(_added_by(area.adds_to_trade, year) for area in each)) for year in years)
