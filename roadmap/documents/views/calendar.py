"""All measures of a plan over its period, quarter by quarter."""

from collections.abc import Callable, Mapping

from roadmap.documents.views.models import CalendarArea, CalendarGroup, CalendarRow, CalendarView
from roadmap.i18n.language import Language
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.codes import Id
from roadmap.model.measure import Measure
from roadmap.model.period import Due, Period, Unit, step_number, step_of, steps
from roadmap.model.plan import Plan
from roadmap.model.text import Text

__all__ = ["STATUS_SIGNS", "calendar_view", "column_span"]

STATUS_SIGNS = {
    Status.planned: "○",
    Status.under_way: "►",
    Status.done: "●",
    Status.delayed: "▲",
    Status.cancelled: "■",
}
"""A sign that every font has, so that a status never shows by colour alone."""

MAX_COLUMNS = 24
"""Above so many quarters a calendar goes by years."""


def calendar_view(
    plan: Plan,
    words: Language,
    numbers: Mapping[Id, str],
    statuses: Mapping[Id, Status],
    say: Callable[[Text | None], str],
    mark: str,
) -> CalendarView | None:
    """The calendar of a plan; None where it has no measure.

    numbers, statuses: those of the measures, by id.
    say: a text of the plan in the reader's language.
    mark: what anchors begin with.
    """
    if not numbers:
        return None
    period = plan.period
    unit = Unit.QUARTER if steps(period, Unit.QUARTER) <= MAX_COLUMNS else Unit.YEAR
    width = steps(period, unit)
    status_words = {status: words.gettext(status.label) for status in Status}

    def row(measure: Measure) -> CalendarRow:
        first, last = column_span(measure.due, period, unit)
        number, status = numbers[measure.id], statuses[measure.id]
        return CalendarRow(
            number,
            f"{mark}measure-{number}",
            say(measure.title),
            first,
            last - first + 1,
            width - 1 - last,
            words.due(measure.due),
            measure.due.repeats is not None,
            status.key,
            STATUS_SIGNS[status],
            status_words[status],
        )

    rows = {measure.id: row(measure) for _path, _area, measure in plan.measures()}

    def of_area(place: int, area: Area) -> CalendarArea:
        return CalendarArea(
            place, f"{mark}area-{place}", say(area.title), tuple(rows[measure.id] for measure in area.measures)
        )

    def group_of(due: Due) -> str:
        return words.due(due) if due.repeats else words.period(step_of(due.end, unit))

    in_time = sorted((measure for _path, _area, measure in plan.measures()), key=lambda measure: measure.due.end)
    groups: dict[str, list[CalendarRow]] = {}
    for measure in in_time:
        groups.setdefault(group_of(measure.due), []).append(rows[measure.id])

    return CalendarView(
        years=tuple((str(year), _in_year(period, year, unit)) for year in period.years()),
        steps=_quarters(period, words) if unit is Unit.QUARTER else (),
        width=width,
        today=_today(plan, unit),
        areas=tuple(of_area(place, area) for place, area in enumerate(plan.areas, 1) if area.measures),
        groups=tuple(CalendarGroup(title, tuple(due)) for title, due in groups.items()),
    )


def column_span(due: Due, period: Period, unit: Unit) -> tuple[int, int]:
    """Return the first and the last column of a deadline, from 0; parts outside the period move to its edge.

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
    """How many steps of a year lie in a period."""
    whole = Period.parse(f"{year:04}")
    return steps(Period(max(period.start, whole.start), min(period.end, whole.end), Unit.DAY), unit)


def _quarters(period: Period, words: Language) -> tuple[str, ...]:
    first = (period.start.month - 1) // 3
    return tuple(words.table.quarters[(first + step) % 4] for step in range(steps(period, Unit.QUARTER)))


def _today(plan: Plan, unit: Unit) -> int:
    if plan.date is None or not plan.period.start <= plan.date.end <= plan.period.end:
        return -1
    return steps(Period(plan.period.start, step_of(plan.date.end, unit).end, Unit.DAY), unit) - 1
