"""Charts as numbers: where each bar lies and what is written beside it. Templates draw them.

Drawn 480 units wide with letters of 16, which a page for phones may raise to 18: room is kept for letters of that size.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from textwrap import wrap
from typing import NamedTuple

from roadmap.analysis.trade import TargetBridge, TradeAssessment
from roadmap.i18n.localized import ForeignText, Localized
from roadmap.model.series import ByYear

__all__ = ["Bar", "Chart", "Column", "Columns", "bridge_chart", "series_chart", "trade_chart"]

WIDTH = 480
TOP = 34
LINE = 20
DIGIT = 10.5
LETTER = 9.5
YEARS = 54


class Bar(NamedTuple):
    """One row: a label in lines, a bar, and what is written after it.

    label_x: 0 for lines that start at the left edge, else where they end.
    language: the language of the label, if it is not the document's.
    look: "exact", "about", "target", "gap" (no bar), "rest", "step".
    """

    label: tuple[str, ...]
    language: str
    label_x: int
    label_y: int
    y: int
    x: int
    width: int
    value: str
    value_x: int
    look: str


class Chart(NamedTuple):
    """A chart of rows; `left` is where the axis stands and `line` the target line (0: none), whose label ends or starts there."""

    title: str
    description: str
    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    line: int
    line_anchor: str
    line_label: str


def _scale(largest: Decimal, left: int, values: Iterable[str]) -> Callable[[Decimal], int]:
    """Units to the right of the axis, with room for the widest value behind the longest bar."""
    room = max(100, int(WIDTH - left - 14 - DIGIT * max(map(len, values), default=0)))
    return lambda number: int((number / largest * room).to_integral_value()) if largest else 0


def _value_x(end: int, value: str, line: int) -> int:
    """Where a value starts: after its bar, or after the target line if that would run through it."""
    return line + 7 if end <= line < end + 10 + DIGIT * len(value) else end + 7


def _anchor(line: int) -> str:
    return "end" if line > WIDTH / 2 else "start"


def trade_chart(localized: Localized, trade: TradeAssessment) -> Chart | None:
    """Turnover by year, every source's figure a bar of its own, years without a figure as gaps, the target as a line."""
    years, target = trade.by_year, trade.main_target
    if not years:
        return None
    _, amount = localized.gettext, localized.amount
    rows: list[tuple[str, Decimal | None, str, str]] = []
    for year in range(min(years), max(years) + 1):
        if year not in years:
            rows.append((str(year), None, _("no figure for the year"), "gap"))
        for figure, turnover in years.get(year, ()):
            look = "about" if figure.approximate else "exact"
            rows.append((str(year), turnover, amount(turnover, figure.approximate), look))
    goal = target.turnover if target is not None else None
    if target is not None:
        rows.append((str(target.period.end.year), goal, amount(goal, target.approximate), "target"))
    to_units = _scale(
        max([number for _label, number, _value, _look in rows if number is not None], default=Decimal(0)),
        YEARS,
        [value for _label, number, value, _look in rows if number is not None],
    )
    line = YEARS + to_units(goal) if goal is not None else 0
    bars: list[Bar] = []
    y = TOP
    for label, number, value, look in rows:
        y += 8 if look == "target" else 0  # the years up to the target are left out
        width = max(2, to_units(number)) if number is not None else 0
        value_x = _value_x(YEARS + width, value, line)
        bars.append(Bar((label,), "", YEARS - 8, y + 15, y, YEARS, width, value, value_x, look))
        y += 28
    return Chart(
        title=_("Turnover by year and target"),
        description=_(
            "Solid bars are figures as reported, hatched ones are approximate, the outlined one is the target."
            " Years with two bars are those on which sources differ."
        ),
        width=WIDTH,
        height=y,
        left=YEARS,
        bars=tuple(bars),
        line=line,
        line_anchor=_anchor(line),
        line_label=_("target"),
    )


def bridge_chart(localized: Localized, bridge: TargetBridge) -> Chart:
    """From the latest turnover to the target, area by area, each bar beginning where the one before it ends."""
    _, number, amount = localized.gettext, localized.number, localized.amount
    start = bridge.start
    rows: list[tuple[str, Decimal, Decimal, str, str]] = [
        (
            _("turnover in %(period)s") % {"period": localized.period(start.period)},
            Decimal(0),
            bridge.start_turnover,
            amount(bridge.start_turnover, start.approximate),
            "about" if start.approximate else "exact",
        )
    ]
    at = bridge.start_turnover
    for area, added in bridge.steps:
        rows.append((localized.text(area.title), at, added, f"+{number(added)}", "step"))
        at += added
    if bridge.uncovered > 0:
        rows.append((_("not covered by any area"), at, bridge.uncovered, number(bridge.uncovered), "rest"))
    to_units = _scale(max(bridge.target.turnover, at), 1, [value for *_row, value, _look in rows])
    line = 1 + to_units(bridge.target.turnover)
    bars: list[Bar] = []
    y = TOP - 8
    for label, begin, length, value, look in rows:
        lines = _lines(label, line)
        top = y + LINE * len(lines) + 2
        x = 1 + to_units(begin)
        width = max(2, to_units(begin + length) - to_units(begin))
        language = label.language if isinstance(label, ForeignText) else ""
        bars.append(Bar(lines, language, 0, y + 15, top, x, width, value, _value_x(x + width, value, line), look))
        y = top + 30
    return Chart(
        title=_("Where the growth to the target will come from"),
        description=_("Each bar begins where the one before it ends; the outlined one is what no area covers yet."),
        width=WIDTH,
        height=y - 8,
        left=0,
        bars=tuple(bars),
        line=line,
        line_anchor=_anchor(line),
        line_label=f"{_('target')} {amount(bridge.target.turnover, bridge.target.approximate)}",
    )


def _lines(label: str, line: int) -> tuple[str, ...]:
    """A label in lines that end before the target line; one in another language says in which, as everywhere in a document."""
    marked = f"{label} [{label.language}]" if isinstance(label, ForeignText) else label
    letter = LETTER * 1.4 if marked.isupper() else LETTER
    return tuple(wrap(marked, max(16, int((line - 8) / letter)))) or ("",)


class Column(NamedTuple):
    """One year: where its column stands, how high it is, and the number above it. look: "reported" or "planned"."""

    year: int
    x: int
    y: int
    height: int
    value: str
    look: str


class Columns(NamedTuple):
    """A small chart of numbers by year, columns side by side; `floor` is where they stand, `step` from one to the next."""

    title: str
    description: str
    width: int
    height: int
    floor: int
    step: int
    thick: int
    columns: tuple[Column, ...]


COLUMN, FLOOR, ABOVE = 62, 132, 26
"""From one column to the next, where columns stand, and the room above the highest one for its number."""


def series_chart(localized: Localized, title: str, series: ByYear, reported_to: int) -> Columns | None:
    """Numbers by year as columns; None where there are fewer than two or one is negative.

    reported_to: the last year that has passed or runs; what is given for later ones is planned.
    """
    numbers = list(series)
    if len(numbers) < 2 or any(number < 0 for _year, number in numbers):
        return None
    largest = max(number for _year, number in numbers)
    first = numbers[0][0]
    columns = []
    for year, number in numbers:
        height = max(2, int(number / largest * (FLOOR - ABOVE))) if largest else 2
        look = "planned" if year > reported_to else "reported"
        columns.append(
            Column(year, (year - first) * COLUMN + 9, FLOOR - height, height, localized.number(number), look)
        )
    _ = localized.gettext
    return Columns(
        title=title,
        description=_("By year; outlined columns are planned."),
        width=max(3, numbers[-1][0] - first + 1) * COLUMN,
        height=FLOOR + 22,
        floor=FLOOR,
        step=COLUMN,
        thick=COLUMN - 18,
        columns=tuple(columns),
    )
