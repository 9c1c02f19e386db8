"""Charts as numbers: the place of each bar and its texts. Templates draw them.

A chart is 480 units wide, with letters of 16 units. A page for phones may enlarge them to 18, so charts leave room for
that.
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
    """One row of a chart: a label in lines, a bar, and the value after it.

    Attributes:
        label_x: 0 for lines that start at the left edge; else the place where they end.
        language: The language of the label if it differs from the document's.
        look: "exact", "about", "target", "gap" (no bar), "rest" or "step".
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
    """A chart of rows.

    Attributes:
        left: The place of the axis; 0 for none.
        line: The place of the target line; 0 for none.
        line_anchor: "start" or "end": whether the label of the line starts or ends there.
    """

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
    """Return a function from numbers to units right of the axis; leave room for the widest value after the longest bar."""
    room = max(100, int(WIDTH - left - 14 - DIGIT * max(map(len, values), default=0)))
    return lambda number: int((number / largest * room).to_integral_value()) if largest else 0


def _value_x(end: int, value: str, line: int) -> int:
    """Return the start of a value: after its bar, or after the target line if the line would cross the value."""
    return line + 7 if end <= line < end + 10 + DIGIT * len(value) else end + 7


def _anchor(line: int) -> str:
    return "end" if line > WIDTH / 2 else "start"


def trade_chart(localized: Localized, trade: TradeAssessment) -> Chart | None:
    """Return turnover by year: one bar per figure and source, gaps for missing years, a line for the target."""
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
        y += 8 if look == "target" else 0  # the years before the target are skipped
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
    """Return the bridge from the latest turnover to the target; the bar of each area starts where the last one ends."""
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
    """Return a label in lines that end before the target line; add the code of another language as elsewhere."""
    marked = f"{label} [{label.language}]" if isinstance(label, ForeignText) else label
    letter = LETTER * 1.4 if marked.isupper() else LETTER
    return tuple(wrap(marked, max(16, int((line - 8) / letter)))) or ("",)


class Column(NamedTuple):
    """The column of one year, and the number above it; `look` is "reported" or "planned"."""

    year: int
    x: int
    y: int
    height: int
    value: str
    look: str


class Columns(NamedTuple):
    """A small chart of columns, one per year; `floor` is their base line, `step` the distance between two."""

    title: str
    description: str
    width: int
    height: int
    floor: int
    step: int
    thick: int
    columns: tuple[Column, ...]


COLUMN, FLOOR, ABOVE = 62, 132, 26
"""The distance between columns, the base line, and the room above the highest column for its number."""


def series_chart(localized: Localized, title: str, series: ByYear, reported_to: int) -> Columns | None:
    """Return numbers by year as columns; None for fewer than two numbers or a negative one.

    Args:
        localized: The plan in a language.
        title: The title of the chart.
        series: The numbers.
        reported_to: The last year of reported numbers; numbers of later years are planned.
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
