"""The calendar of a plan: all its measures, quarter by quarter or year by year."""

from collections.abc import Iterable, Sequence
from datetime import date

from roadmap.documents.views.models import (
    AreaView,
    CalendarArea,
    CalendarGroup,
    CalendarRow,
    CalendarView,
    MeasureView,
)
from roadmap.i18n.localized import Localized
from roadmap.model.choices import Status
from roadmap.model.period import Due, Period, Unit, step_number, step_of, steps
from roadmap.model.plan import Plan

__all__ = ["STATUS_SIGNS", "calendar_view", "column_span"]

STATUS_SIGNS = {
    Status.planned: "○",
    Status.under_way: "►",
    Status.done: "●",
    Status.delayed: "▲",
    Status.cancelled: "■",
}
"""The sign of each status, in every font, so that colour alone never shows a status."""

MAX_COLUMNS = 24
"""The largest number of quarters; a longer calendar uses years."""


def calendar_view(localized: Localized, areas: Sequence[AreaView]) -> CalendarView | None:
    """Return the calendar of a plan: measures by area, and grouped by time; None for a plan without measures.

    Args:
        localized: The plan in a language.
        areas: The views of its areas, which name its measures.
    """
    plan = localized.plan
    period = plan.period
    unit = Unit.QUARTER if steps(period, Unit.QUARTER) <= MAX_COLUMNS else Unit.YEAR
    width = steps(period, unit)
    by_area: list[CalendarArea] = []
    rows: list[tuple[Due, CalendarRow]] = []
    spans: dict[tuple[date, date], tuple[int, int]] = {}  # many measures share a deadline
    for view, area in zip(areas, plan.areas, strict=True):
        own = []
        for shown, measure in zip(view.measures, area.measures, strict=True):
            due = measure.due
            span = spans.get((due.start, due.end))
            if span is None:
                span = spans[due.start, due.end] = column_span(due, period, unit)
            own.append((due, _row(shown, due, span, width)))
        if own:
            by_area.append(CalendarArea(view.number, view.anchor, view.title, tuple(row for _due, row in own)))
        rows += own
    if not rows:
        return None
    return CalendarView(
        years=tuple((str(year), _in_year(period, year, unit)) for year in period.years()),
        steps=_quarters(localized, period) if unit is Unit.QUARTER else (),
        width=width,
        today=_today(plan, unit),
        areas=tuple(by_area),
        groups=_groups(localized, rows, unit),
    )


def _row(shown: MeasureView, due: Due, span: tuple[int, int], width: int) -> CalendarRow:
    """Return the row of a measure, with the number of columns before, under and after its bar."""
    first, last = span
    return CalendarRow(
        shown.number,
        shown.anchor,
        shown.title,
        first,
        last - first + 1,
        width - 1 - last,
        shown.due,
        due.repeats is not None,
        shown.status,
        shown.sign,
        shown.status_word,
    )


def _groups(localized: Localized, rows: Iterable[tuple[Due, CalendarRow]], unit: Unit) -> tuple[CalendarGroup, ...]:
    """Return the rows by time, grouped by quarter or year; group repeating measures by their repetition."""
    titles: dict[date, str] = {}
    groups: dict[str, list[CalendarRow]] = {}
    for due, row in sorted(rows, key=lambda pair: pair[0].end):
        if due.repeats is not None:
            title = row.due
        elif due.end in titles:
            title = titles[due.end]
        else:
            title = titles[due.end] = localized.period(step_of(due.end, unit))
        groups.setdefault(title, []).append(row)
    return tuple(CalendarGroup(title, tuple(own)) for title, own in groups.items())


def column_span(due: Due, period: Period, unit: Unit) -> tuple[int, int]:
    """Return the first and last column of a deadline, from 0; move parts outside the period to its edge.

    >>> column_span(Due.parse("2027-H1"), Period.parse("2026–2030"), Unit.QUARTER)
    (4, 5)
    >>> column_span(Due.parse("annually"), Period.parse("2026–2030"), Unit.YEAR)
    (0, 4)
    """
    first, last = step_number(period.start, unit), step_number(period.end, unit)
    if due.period is None:
        return 0, last - first
    begin, end = (min(max(step_number(day, unit), first), last) for day in (due.start, due.end))
    return begin - first, end - first


def _in_year(period: Period, year: int, unit: Unit) -> int:
    """Return the number of steps of a year inside a period."""
    whole = Period.parse(f"{year:04}")
    return steps(Period(max(period.start, whole.start), min(period.end, whole.end), Unit.DAY), unit)


def _quarters(localized: Localized, period: Period) -> tuple[str, ...]:
    first = (period.start.month - 1) // 3
    return tuple(localized.language.table.quarters[(first + step) % 4] for step in range(steps(period, Unit.QUARTER)))


def _today(plan: Plan, unit: Unit) -> int:
    if plan.date is None or not plan.period.start <= plan.date.end <= plan.period.end:
        return -1
    return steps(Period(plan.period.start, step_of(plan.date.end, unit).end, Unit.DAY), unit) - 1
