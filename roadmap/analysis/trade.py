"""Trade: figures derived from the published ones, the gap to the target, and the growth that closes it.

Numbers are in the currency and scale of the plan's trade, shares and growth in percent. Each function takes the result of
an earlier one, so that each turnover is computed once. `assess_trade` calls them all.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple

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
    "KnownTurnover",
    "Mirror",
    "SourceDifference",
    "TargetBridge",
    "TradeAssessment",
    "added_by_year",
    "assess_trade",
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
    "source_differences",
    "target_bridge",
    "turnover",
    "turnovers",
    "yearly_growth",
]


# From numbers to numbers


def share(part: Decimal, whole: Decimal) -> Decimal:
    """Return a part as a share of a whole, in percent: part / whole x 100; 0 if the whole is 0.

    >>> share(Decimal(115), Decimal(310)).quantize(Decimal("0.1"))
    Decimal('37.1')
    """
    return part / whole * 100 if whole else Decimal(0)


def growth(before: Decimal, after: Decimal) -> Decimal:
    """Return the growth from one number to another, in percent: (after / before - 1) x 100.

    Args:
        before: The first number, above 0.
        after: The second number.

    >>> growth(Decimal(75), Decimal("160.2")).quantize(Decimal("0.1"))  # 2.14 times
    Decimal('113.6')
    """
    return (after / before - 1) * 100


def yearly_growth(before: Decimal, after: Decimal, years: int) -> Decimal:
    """Return the yearly growth from one number to another, in percent: ((after / before) ^ (1 / years) - 1) x 100.

    >>> [yearly_growth(Decimal(133), Decimal(500), years).quantize(Decimal("0.1")) for years in (5, 6)]
    [Decimal('30.3'), Decimal('24.7')]
    """
    return ((after / before) ** (Decimal(1) / years) - 1) * 100


def percent_difference(one: Decimal, other: Decimal) -> Decimal:
    """Return by how much the larger number exceeds the smaller, in percent: (high / low - 1) x 100; 100 if the smaller is 0.

    >>> percent_difference(Decimal(170), Decimal("160.2")).quantize(Decimal("0.1"))
    Decimal('6.1')
    """
    low, high = sorted((one, other))
    if low == high:
        return Decimal(0)
    return growth(low, high) if low > 0 else Decimal(100)


# Figures


def turnover(figure: TradeFigure) -> Decimal | None:
    """Return the turnover of a figure: as stated, or else exports + imports.

    >>> half_2025 = {"period": Period.parse("2025-01/2025-06"), "source": "24kg"}
    >>> turnover(TradeFigure(exports=Decimal(22), imports=Decimal(46), **half_2025))
    Decimal('68')
    """
    if figure.turnover is not None or figure.exports is None or figure.imports is None:
        return figure.turnover
    return figure.exports + figure.imports


def balance(figure: TradeFigure) -> Decimal | None:
    """Return exports - imports of a figure; None if either is not given.

    >>> half_2025 = {"period": Period.parse("2025-01/2025-06"), "source": "24kg"}
    >>> balance(TradeFigure(exports=Decimal(22), imports=Decimal(46), **half_2025))
    Decimal('-24')
    """
    if figure.exports is None or figure.imports is None:
        return None
    return figure.exports - figure.imports


class KnownTurnover(NamedTuple):
    """A figure that gives a turnover, and that turnover."""

    figure: TradeFigure
    amount: Decimal


Turnovers = Sequence[tuple[TradeFigure, Decimal | None]]
"""The figures of a plan in its order, each with its turnover."""


def turnovers(trade: Trade) -> Turnovers:
    """Return the figures of trade in the order of the plan, each with its turnover; see `turnover`."""
    return tuple((figure, turnover(figure)) for figure in trade.figures)


def by_period(figures: Turnovers) -> dict[Period, list[KnownTurnover]]:
    """Return the figures that give a turnover, by period in order. Exact figures of a period precede approximate ones.

    >>> half = {"period": Period.parse("2025-H1"), "source": "note"}
    >>> trade = Trade(currency="USD", figures=(
    ...     TradeFigure(turnover=Decimal(70), approximate=True, **half), TradeFigure(turnover=Decimal(68), **half)))
    >>> [[str(known.amount) for known in each] for each in by_period(turnovers(trade)).values()]
    [['68', '70']]
    """
    found: dict[Period, list[KnownTurnover]] = {}
    for figure, amount in sorted(figures, key=lambda pair: (pair[0].period, pair[0].approximate)):
        if amount is not None:
            found.setdefault(figure.period, []).append(KnownTurnover(figure, amount))
    return found


def by_year(periods: Mapping[Period, list[KnownTurnover]]) -> dict[int, list[KnownTurnover]]:
    """Return the figures for whole calendar years, by year in order.

    Args:
        periods: The figures by period, see `by_period`.
    """
    return {period.start.year: each for period, each in periods.items() if period.unit is Unit.YEAR and period.single}


def latest(years: Mapping[int, list[KnownTurnover]]) -> KnownTurnover | None:
    """Return the figure for the latest whole year. An exact figure precedes an approximate one.

    Args:
        years: The figures by year, see `by_year`.
    """
    return years[max(years)][0] if years else None


def main_target(trade: Trade) -> TradeTarget | None:
    """Return the target that lies furthest ahead."""
    return max(trade.targets, key=lambda target: target.period.end, default=None)


# Growth


@attrs.frozen
class GrowthStep:
    """The growth of the turnover from one period to the same period a year or more later.

    Attributes:
        before, after: The figures of the two periods.
        years: The years between them.
        percent: The growth a year, see `yearly_growth`.
    """

    before: TradeFigure
    after: TradeFigure
    years: int
    percent: Decimal


def _growth_step(before: KnownTurnover, after: KnownTurnover) -> GrowthStep:
    years = after.figure.period.start.year - before.figure.period.start.year
    return GrowthStep(before.figure, after.figure, years, yearly_growth(before.amount, after.amount, years))


def growth_by_period(periods: Mapping[Period, list[KnownTurnover]]) -> Iterator[GrowthStep]:
    """Return the growth between figures of like periods: whole years, or the same months of different years.

    Each period is compared with the next known one. If sources differ, figures of the same reporter are compared, else the
    first figure of each period. A period without a turnover above 0 is left out.

    Args:
        periods: The figures by period, see `by_period`.

    >>> figures = [("2019", 69), ("2020", 75), ("2024-01/2024-09", 135), ("2022", "160.2")]
    >>> trade = Trade(currency="USD", figures=tuple(
    ...     TradeFigure(period=Period.parse(period), turnover=Decimal(number), source="x") for period, number in figures))
    >>> [(str(s.before.period), str(s.after.period), s.percent.quantize(Decimal("0.1")))
    ...     for s in growth_by_period(by_period(turnovers(trade)))]
    [('2019', '2020', Decimal('8.7')), ('2020', '2022', Decimal('46.2'))]
    """
    alike: dict[tuple[int, int, int, int, int], list[list[KnownTurnover]]] = {}
    for period, figures in periods.items():
        known = [one for one in figures if one.amount > 0]
        if known:
            alike.setdefault(_part(period), []).append(known)
    for row in alike.values():
        for before, after in pairwise(row):
            pairs = ((one, other) for one in before for other in after if one.figure.reporter == other.figure.reporter)
            yield _growth_step(*next(pairs, (before[0], after[0])))


def _part(period: Period) -> tuple[int, int, int, int, int]:
    """Return the features that like periods of different years share: first day, last day, and length in years.

    The last day of February counts as the same day in every year.
    """
    start, end = period.start, period.end
    last = 29 if (end.month, end.day) == (2, 28) else end.day
    return start.month, start.day, end.month, last, end.year - start.year


def best_growth(years: Mapping[int, list[KnownTurnover]]) -> Decimal | None:
    """Return the highest growth a year, in percent, from one known year to the next.

    The figures of two years that differ most are compared. Return None if there are no two years to compare.

    Args:
        years: The figures by year, see `by_year`.
    """
    found = []
    for (first, before), (last, after) in pairwise(years.items()):
        lowest, highest = min(one.amount for one in before), max(one.amount for one in after)
        if lowest > 0 and highest > 0:
            found.append(yearly_growth(lowest, highest, last - first))
    return max(found, default=None)


@attrs.frozen
class Claim:
    """A growth as a source states it, and the nearest growth that the figures of its periods give, both as multiples.

    Attributes:
        growth: The growth in the plan.
        stated: 1 + percent / 100, or the multiple itself.
        computed: From the figures; None without figures for both periods.
    """

    growth: Growth
    stated: Decimal
    computed: Decimal | None

    def follows(self, percent: Decimal) -> bool:
        """Return whether the figures are close enough to the claim: |computed - stated| <= stated x percent / 100."""
        return self.computed is None or abs(self.computed - self.stated) <= abs(self.stated) * percent / 100


def claims(trade: Trade, periods: Mapping[Period, list[KnownTurnover]]) -> Iterator[tuple[int, Claim]]:
    """Return each stated growth that has a number, with its place in the plan.

    Every pair of figures for the two periods is tried.

    Args:
        trade: The trade of a plan.
        periods: Its figures by period, see `by_period`.

    >>> figures = [("2020", 75), ("2022", "160.2"), ("2022", 170)]
    >>> trade = Trade(currency="USD", growth=(
    ...     Growth(from_=Period.parse("2020"), to=Period.parse("2022"), times=Decimal("2.5"), source="x"),),
    ...     figures=tuple(TradeFigure(period=Period.parse(p), turnover=Decimal(n), source="x") for p, n in figures))
    >>> [(place, claim.stated, claim.computed.quantize(Decimal("0.01")))
    ...     for place, claim in claims(trade, by_period(turnovers(trade)))]
    [(0, Decimal('2.5'), Decimal('2.27'))]
    """
    numbers = {period: sorted({one.amount for one in figures}) for period, figures in periods.items()}
    for place, stated in enumerate(trade.growth):
        times = stated.times
        if times is None and stated.percent is not None:
            times = 1 + stated.percent / 100
        if times is not None:
            before, after = numbers.get(stated.from_, []), numbers.get(stated.to, [])
            yield place, Claim(stated, times, _nearest(times, before, after))


_MOST_FIGURES = 50
"""The maximum number of figures compared for each of two periods. No plan has more than a few."""


def _nearest(times: Decimal, before: list[Decimal], after: list[Decimal]) -> Decimal | None:
    """Return the growth nearest to a given one, from any figure of one list to any of another. Both lists are sorted."""
    near = []
    for number in before[:_MOST_FIGURES]:
        if number:
            place = bisect_left(after, number * times)
            near += [reached / number for reached in after[max(0, place - 1) : place + 1]]
    return min(near, key=lambda growth: (abs(growth - times), growth), default=None)


# Several sources for one period


class SourceDifference(NamedTuple):
    """The lowest and the highest turnover that sources give for one period, in the order of the plan.

    Attributes:
        period: The period.
        one, other: The two turnovers; `other` is later in the plan.
        place, figure: The later figure, and its place in the plan.
        percent: How far the two are apart, see `percent_difference`.
    """

    period: Period
    one: Decimal
    other: Decimal
    place: int
    figure: TradeFigure
    percent: Decimal


def source_differences(figures: Turnovers) -> Iterator[SourceDifference]:
    """Return how far sources differ on each period that has several figures.

    Args:
        figures: The figures in the order of the plan, see `turnovers`.

    >>> trade = Trade(currency="USD", figures=tuple(
    ...     TradeFigure(period=Period.parse("2022"), turnover=Decimal(number), source="x") for number in ("160.2", 170)))
    >>> [(str(each.period), each.percent.quantize(Decimal("0.1"))) for each in source_differences(turnovers(trade))]
    [('2022', Decimal('6.1'))]
    """
    found: dict[Period, list[tuple[Decimal, int]]] = {}
    for place, (figure, amount) in enumerate(figures):
        if amount is not None:
            found.setdefault(figure.period, []).append((amount, place))
    for period, each in found.items():
        if len(each) > 1:
            ends = min(each, key=itemgetter(0)), max(each, key=itemgetter(0))
            (one, _first), (other, place) = sorted(ends, key=itemgetter(1))
            yield SourceDifference(period, one, other, place, figures[place][0], percent_difference(one, other))


# Both sides of the same trade


@attrs.frozen
class Mirror:
    """The exports that one party reports to the other in a period, and the imports that the other reports.

    Attributes:
        place: The place of the buyer's figure in the plan.
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
    """Yield the periods for which both parties report the same trade.

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


# From the latest turnover to the target


@attrs.frozen
class TargetBridge:
    """From the latest turnover to the target, in the currency and scale of the plan's trade.

    Attributes:
        start: The latest figure.
        start_turnover: Its turnover.
        target: The target.
        steps: The areas that add to trade, each with what it adds by the year of the target.
        gap: The amount missing to the target: target - start.
        uncovered: The part of the gap that no area covers: gap - sum of the steps; negative if the areas add more.
        covered: The share of the gap that the areas cover, in percent: (gap - uncovered) / gap x 100; None without a gap.
        reached: The share of the target that is reached, in percent: start / target x 100.
        years: The years from the latest figure to the target.
        needed: The yearly growth that reaches the target, in percent, see `yearly_growth`; None without a gap or if no year
            is left.
    """

    start: TradeFigure
    start_turnover: Decimal
    target: TradeTarget
    steps: tuple[tuple[Area, Decimal], ...]
    gap: Decimal
    uncovered: Decimal
    covered: Decimal | None
    reached: Decimal
    years: int
    needed: Decimal | None


def target_bridge(
    start: KnownTurnover | None, target: TradeTarget | None, areas: Iterable[Area]
) -> TargetBridge | None:
    """Return the bridge from the latest figure to the target; None if either is missing.

    Args:
        start: The latest figure, see `latest`.
        target: The target, see `main_target`.
        areas: The areas of the plan.

    >>> from roadmap.model.text import Text
    >>> start = TradeFigure(period=Period.parse("2024"), turnover=Decimal(133), source="24kg")
    >>> target = TradeTarget(period=Period.parse("2030"), turnover=Decimal(500), source="24kg")
    >>> tractors = Area(title=Text.of("Tractors"), adds_to_trade=ByYear.of({2028: 20, 2030: 147}))
    >>> bridge = target_bridge(KnownTurnover(start, Decimal(133)), target, [tractors])
    >>> [str(round(number, 1)) for number in (bridge.gap, bridge.uncovered, bridge.covered, bridge.reached, bridge.needed)]
    ['367.0', '220.0', '40.1', '26.6', '24.7']
    """
    if start is None or target is None:
        return None
    year, now = target.period.end.year, start.amount
    steps = tuple((area, added) for area in areas if (added := _added_by(area.adds_to_trade, year)) is not None)
    gap, years = target.turnover - now, year - start.figure.period.end.year
    uncovered = target.turnover - now - sum((added for _area, added in steps), Decimal(0))
    return TargetBridge(
        start=start.figure,
        start_turnover=now,
        target=target,
        steps=steps,
        gap=gap,
        uncovered=uncovered,
        covered=share(gap - uncovered, gap) if gap > 0 else None,
        reached=share(now, target.turnover),
        years=years,
        needed=yearly_growth(now, target.turnover, years) if now > 0 and gap > 0 and years > 0 else None,
    )


def _added_by(adds: ByYear, year: int) -> Decimal | None:
    """Return the last number given up to a year; None if there is none yet."""
    return next((number for y, number in reversed(adds.values) if y <= year), None)


def added_by_year(areas: Iterable[Area], years: Iterable[int]) -> tuple[tuple[int, tuple[Decimal | None, ...]], ...]:
    """Return what each area adds to today's trade in each year: the last number given up to that year.

    >>> from roadmap.model.text import Text
    >>> tractors = Area(title=Text.of("Tractors"), adds_to_trade=ByYear.of({2028: 20, 2030: 60}))
    >>> added_by_year([tractors], range(2027, 2031))
    ((2027, (None,)), (2028, (Decimal('20'),)), (2029, (Decimal('20'),)), (2030, (Decimal('60'),)))
    """
    each = tuple(areas)
    return tuple((year, tuple(_added_by(area.adds_to_trade, year) for area in each)) for year in years)


# The whole assessment


BRIDGE_YEARS = 50
"""How many years of a bridge are shown. A bridge over centuries shows its last years only."""


@attrs.frozen(slots=False, eq=False)
class TradeAssessment:
    """The results computed from the trade of a plan.

    Attributes:
        plan: The plan.
        trade: Its trade.
        figures: The figures in the order of the plan, each with its turnover.
        by_period: The figures that give a turnover, see `by_period`.
        by_year: The figures for whole years, see `by_year`.
        latest: The figure for the latest whole year.
        main_target: The target that lies furthest ahead.
        bridge: From the latest figure to that target.
        growth_steps: The growth between like periods.
        best_growth: The highest growth a year, in percent.
        claims: The stated growth with its place in the plan, see `claims`.
        differences: The periods for which sources differ, see `source_differences`.
        mirrors: The trade that both of two parties report, see `mirrors`.
    """

    plan: Plan
    trade: Trade
    figures: Turnovers
    by_period: Mapping[Period, list[KnownTurnover]]
    by_year: Mapping[int, list[KnownTurnover]]
    latest: KnownTurnover | None
    main_target: TradeTarget | None
    bridge: TargetBridge | None
    growth_steps: tuple[GrowthStep, ...]
    best_growth: Decimal | None
    claims: tuple[tuple[int, Claim], ...]
    differences: tuple[SourceDifference, ...]
    mirrors: tuple[Mirror, ...]

    @cached_property
    def added_by_year(self) -> tuple[tuple[int, tuple[Decimal | None, ...]], ...]:
        """What each area adds in each year of the bridge, see `added_by_year`; empty without a bridge."""
        if self.bridge is None:
            return ()
        years = range(self.bridge.start.period.end.year + 1, self.bridge.target.period.end.year + 1)
        return added_by_year(self.plan.areas, years[-BRIDGE_YEARS:])


def assess_trade(plan: Plan) -> TradeAssessment | None:
    """Assess the trade of a plan; None for a plan without trade."""
    trade = plan.trade
    if trade is None:
        return None
    figures = turnovers(trade)
    periods = by_period(figures)
    years = by_year(periods)
    start, target = latest(years), main_target(trade)
    return TradeAssessment(
        plan=plan,
        trade=trade,
        figures=figures,
        by_period=periods,
        by_year=years,
        latest=start,
        main_target=target,
        bridge=target_bridge(start, target, plan.areas),
        growth_steps=tuple(growth_by_period(periods)),
        best_growth=best_growth(years),
        claims=tuple(claims(trade, periods)),
        differences=tuple(source_differences(figures)),
        mirrors=tuple(mirrors(plan)),
    )
