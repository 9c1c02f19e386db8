"""Charts as numbers: where each bar lies and what is written beside it. Templates draw them.

Drawn 480 units wide with letters of 15, so that they can be read on a phone.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import NamedTuple

from roadmap.analysis.trade import Way, by_year, turnover
from roadmap.model.text import Text
from roadmap.model.trade import Trade, TradeTarget
from roadmap.words import Words

__all__ = ["Bar", "Chart", "trade_chart", "way_chart"]

WIDTH = 480
STEP = 28
TOP = 30


class Bar(NamedTuple):
    """One row: a label, a bar from `x` of `width`, and what is written after it.

    look: "exact", "about", "target", "gap" (no bar), "rest", "step".
    """

    label: str
    y: int
    x: int
    width: int
    value: str
    look: str


class Chart(NamedTuple):
    """A chart of rows; `line` is where the target line stands."""

    title: str
    description: str
    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    line: int
    line_label: str


def _scale(largest: Decimal, left: int) -> Callable[[Decimal], int]:
    """Units to the right of the axis, with room for a number behind the longest bar."""
    room = WIDTH - left - 74
    return lambda number: int((number / largest * room).to_integral_value()) if largest else 0


def trade_chart(
    trade: Trade, target: TradeTarget | None, words: Words, amount: Callable[[Decimal | None, bool], str]
) -> Chart | None:
    """Turnover by year, every source's figure a bar of its own, years without a figure as gaps, the target as a line."""
    years = by_year(trade)
    if not years:
        return None
    _ = words.gettext
    rows: list[tuple[str, Decimal | None, str, str]] = []
    for year in range(min(years), max(years) + 1):
        if year not in years:
            rows.append((str(year), None, _("no figure for the year"), "gap"))
        for figure in years.get(year, ()):
            number = turnover(figure)
            rows.append(
                (str(year), number, amount(number, figure.approximate), "about" if figure.approximate else "exact")
            )
    goal = target.turnover if target is not None else None
    if target is not None:
        rows.append((str(target.period.end.year), goal, amount(goal, target.approximate), "target"))
    left = 50
    to_units = _scale(
        max([number for _label, number, _value, _look in rows if number is not None], default=Decimal(0)), left
    )
    bars = tuple(
        Bar(label, TOP + n * STEP, left, to_units(number) if number is not None else 0, value, look)
        for n, (label, number, value, look) in enumerate(rows)
    )
    return Chart(
        title=_("Turnover by year and target"),
        description=_(
            "Solid bars are figures as reported, hatched ones are approximate, the outlined one is the target."
            " Years with two bars are those on which sources differ."
        ),
        width=WIDTH,
        height=TOP + len(rows) * STEP + 4,
        left=left,
        bars=bars,
        line=left + to_units(goal) if goal is not None else 0,
        line_label=_("target"),
    )


def way_chart(way: Way, labels: Mapping[Text, str], words: Words) -> Chart:
    """From the latest turnover to the target, area by area, each bar beginning where the one before it ends."""
    _ = words.gettext
    left = 150
    reached = way.start_turnover + sum((number for _area, number in way.steps), Decimal(0))
    to_units = _scale(max(way.target.turnover, reached), left)
    rows: list[tuple[str, Decimal, Decimal, str, str]] = [
        (words.period(way.start.period), Decimal(0), way.start_turnover, words.number(way.start_turnover), "exact")
    ]
    at = way.start_turnover
    for area, number in way.steps:
        rows.append((labels[area.title], at, number, f"+{words.number(number)}", "step"))
        at += number
    if way.rest > 0:
        rows.append((_("not covered"), at, way.rest, words.number(way.rest), "rest"))
    bars = tuple(
        Bar(
            _shortened(label),
            TOP + n * STEP,
            left + to_units(begin),
            max(1, to_units(begin + number) - to_units(begin)),
            value,
            look,
        )
        for n, (label, begin, number, value, look) in enumerate(rows)
    )
    return Chart(
        title=_("Where the growth to the target is to come from"),
        description=_("Each bar begins where the one before it ends; the outlined one is what no area covers yet."),
        width=WIDTH,
        height=TOP + len(rows) * STEP + 4,
        left=left,
        bars=bars,
        line=left + to_units(way.target.turnover),
        line_label=_("target"),
    )


def _shortened(label: str) -> str:
    return label if len(label) <= 18 else f"{label[:17]}…"
