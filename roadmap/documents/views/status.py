"""The view of the status report: overdue deadlines, progress to targets, countries."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from roadmap.analysis.progress import IndicatorTrajectory
from roadmap.analysis.review import Review, owed_by
from roadmap.analysis.schedule import Deadline
from roadmap.analysis.summary import common_parties
from roadmap.analysis.trade import TargetBridge
from roadmap.documents.views.calendar import STATUS_SIGNS
from roadmap.documents.views.models import Card
from roadmap.documents.views.overviews import (
    AreaReview,
    BehindView,
    OwedRow,
    OwedView,
    PushedView,
    ReviewView,
    StatusView,
)
from roadmap.i18n.language import Language
from roadmap.i18n.localized import ForeignText, Localized
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.codes import Country
from roadmap.model.measure import Indicator, Measure
from roadmap.model.period import Due, Period, Unit

__all__ = ["area_counts", "status_view"]


class LocalizedReview(NamedTuple):
    """The review of one plan in a language; `country` is the name of the plan among others."""

    review: Review
    localized: Localized
    country: str


def status_view(
    reviews: Sequence[Review], language: Language, body: str | None = None, broken: Sequence[str] = ()
) -> StatusView:
    """Return the view of the status of plans, sorted by country name.

    Args:
        reviews: The reviews of the plans, all on the same day.
        language: The language of the view.
        body: The id of a body if the reviews are about it alone.
        broken: The files of plans with errors, which are not among the reviews.
    """
    _, number = language.gettext, language.number
    each = _localized_reviews(reviews, language, body)
    as_of, until = (reviews[0].as_of, reviews[0].until) if reviews else (date.min, date.min)
    overdue, due_soon, done, measures = (
        number(sum(counts))
        for counts in (
            [len(one.overdue) for one in reviews],
            [len(one.due_soon) for one in reviews],
            [one.done for one in reviews],
            [len(one.measures) for one in reviews],
        )
    )
    today, last = Period(as_of, as_of, Unit.DAY), Period(until, until, Unit.DAY)
    day, name = language.period(today), _body_name(each, body)
    return StatusView(
        language=language.language,
        title=_("Due from %(body)s") % {"body": name} if body else _("Status of the roadmaps"),
        body=name,
        on=day,
        until=language.period(last),
        broken=", ".join(broken),
        cards=(
            Card(_("Overdue on %(date)s") % {"date": day}, overdue, "", ""),
            Card(_("Due %(when)s") % {"when": language.due(Due.by(last))}, due_soon, "", ""),
            Card(_("Measures done"), done, "", _("of %(number)s") % {"number": measures}),
        ),
        owed=_owed(each, language, body),
        reviews=() if body else tuple(map(_review_view, each)),
    )


def _localized_reviews(reviews: Sequence[Review], language: Language, body: str | None) -> list[LocalizedReview]:
    """Return each review in a language, with the name of its plan: the parties that not all plans share.

    For a body, the name lists the parties that it does not belong to.
    """
    common = common_parties([party.code for party in review.plan.parties] for review in reviews)
    each = []
    for review in reviews:
        localized = Localized(review.assessment, language)
        own = next((one.party for one in review.plan.bodies if one.id == body), None)
        each.append(LocalizedReview(review, localized, _country(localized, {own} if own is not None else common)))
    return sorted(each, key=lambda one: language.order(one.country))


def _country(localized: Localized, left_out: Collection[Country]) -> str:
    others = [name for code, name in localized.parties.items() if code not in left_out]
    return " – ".join(others or localized.parties.values())


def _body_name(each: Sequence[LocalizedReview], body: str | None) -> str:
    """Return the name of a body from the first plan that has it; empty without a body."""
    names = (name for one in each for id, (_party, name) in one.localized.bodies.items() if id == body)
    return next(names, body or "") if body else ""


# Open deadlines by body


def _owed(each: Sequence[LocalizedReview], language: Language, body: str | None) -> tuple[OwedView, ...]:
    """Return open deadlines by body over all plans; the body with the most overdue rows is first.

    Bodies of two plans are the same if their id and party are. Only one of the plans may name the body in the reader's
    language. Bodies of no party (an intergovernmental commission) are the same if their plans have the same parties.
    """
    rows: dict[tuple[str, tuple[str, ...]], list[tuple[date, OwedRow]]] = {}
    names: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for one in each:
        for id, deadlines in owed_by((*one.review.overdue, *one.review.due_soon)).items():
            if body is None or id == body:
                party, name = one.localized.bodies[id]
                key = id, (party,) if party else tuple(sorted(one.localized.parties))
                if key not in names or isinstance(names[key][0], ForeignText):
                    names[key] = name, one.localized.party(party) if party else ""
                rows.setdefault(key, []).extend(
                    (deadline.period.end, _owed_row(one, deadline)) for deadline in deadlines
                )
    views = [
        OwedView(
            *names[key],
            language.number(sum(row.late for _end, row in found)),
            language.number(sum(not row.late for _end, row in found)),
            tuple(_purpose_once(row for _end, row in sorted(found, key=lambda pair: pair[0]))),
        )
        for key, found in rows.items()
    ]
    return tuple(sorted(views, key=lambda view: (-sum(row.late for row in view.rows), -len(view.rows), view.body)))


def _purpose_once(rows: Iterable[OwedRow]) -> Iterator[OwedRow]:
    """Yield rows; give the purpose of a measure only at its first deadline."""
    seen = set()
    for row in rows:
        of = row.country, row.id
        yield row._replace(result="", indicator="", target="", partners=()) if of in seen else row
        seen.add(of)


def _owed_row(one: LocalizedReview, deadline: Deadline) -> OwedRow:
    measure, localized, assessment = deadline.measure, one.localized, one.review.assessment
    status, indicator = assessment.progress.statuses[measure.id], measure.indicator
    days = (deadline.period.end - one.review.as_of).days
    targets = indicator.target if indicator is not None else ()
    return OwedRow(
        number=assessment.measure_numbers[measure.id],
        id=measure.id,
        title=localized.text(measure.title),
        country=one.country,
        due=_due(localized, deadline),
        time=_time(localized, days),
        late=days < 0,
        status=status.key,
        sign=STATUS_SIGNS[status],
        status_word=localized.statuses[status],
        report=_last_report(localized, measure),
        result=localized.text(measure.result),
        indicator=_indicator(localized, indicator) if indicator is not None else "",
        target="; ".join(f"{localized.number(goal)} ({year})" for year, goal in targets),
        partners=tuple(localized.bodies[partner][1] for partner in measure.partners),
    )


def _due(localized: Localized, deadline: Deadline) -> str:
    """Return a deadline in words; add the repetition to a deadline of a repeating measure."""
    due = localized.due(deadline.measure.due)
    return f"{localized.period(deadline.period)} ({due})" if deadline.repeats else due


def _time(localized: Localized, days: int) -> str:
    ngettext = localized.ngettext
    if days < 0:
        return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": localized.number(-days)}
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": localized.number(days)}


def _last_report(localized: Localized, measure: Measure) -> str:
    """Return the last report in one line: date, status, actual value, text."""
    last = next(reversed(localized.assessment.progress.histories[measure.id]), None)
    if last is None:
        return ""
    status = localized.statuses[last.status] if last.status is not None else ""
    parts = (status, localized.amount(last.actual), localized.text(last.text))
    return f"{localized.period(last.date)}: {'; '.join(filter(None, parts))}"


def _indicator(localized: Localized, indicator: Indicator) -> str:
    """Return the name of an indicator with its unit."""
    name, unit = localized.text(indicator.name), localized.text(indicator.unit)
    return f"{name}, {unit}" if unit else name


# Each plan


def _review_view(one: LocalizedReview) -> ReviewView:
    review, localized, bridge = one.review, one.localized, one.review.bridge
    plan, number, percent = review.plan, localized.number, localized.percent
    numbers = review.assessment.measure_numbers
    titles = {measure.id: localized.text(measure.title) for _area, measure in review.measures}
    return ReviewView(
        id=plan.id,
        country=one.country,
        title=localized.text(plan.title),
        period=localized.period(plan.period),
        stage_word=localized.gettext(plan.stage.label),
        unit=localized.money_unit,
        start_period=localized.period(bridge.start.period) if bridge else "",
        start=localized.amount(bridge.start_turnover, bridge.start.approximate) if bridge else "",
        target_period=localized.period(bridge.target.period) if bridge else "",
        target=localized.amount(bridge.target.turnover, bridge.target.approximate) if bridge else "",
        reached=percent(bridge.reached) if bridge else "",
        needed=percent(bridge.needed, 1) if bridge else "",
        best=percent(review.best_growth, 1) if bridge else "",
        covered=percent(bridge.covered) if bridge else "",
        steps=_steps(localized, bridge) if bridge else (),
        rest=number(bridge.uncovered) if bridge and bridge.uncovered > 0 else "",
        measures=number(len(review.measures)),
        done=number(review.done),
        late=number(len(review.overdue)),
        soon=number(len(review.due_soon)),
        areas=tuple(_area_reviews(one)),
        pushed=tuple(
            PushedView(
                numbers[measure.id],
                titles[measure.id],
                localized.due(measure.due),
                localized.day(window.earliest),
                numbers[window.binding] if window.binding is not None else "",
            )
            for measure, window in review.delayed_by_dependency
        ),
        behind=tuple(_off_track(localized, measure, course) for measure, course in review.off_track),
        silent=number(len(review.no_data)) if review.no_data else "",
        chain=tuple((numbers[id], titles[id]) for id in review.critical_path),
        room=_days(localized, review.slack) if review.slack is not None else "",
    )


def _steps(localized: Localized, bridge: TargetBridge) -> tuple[tuple[str, str], ...]:
    return tuple((localized.text(area.title), f"+{localized.number(added)}") for area, added in bridge.steps)


def _days(localized: Localized, days: int) -> str:
    return localized.ngettext("%(n)s day", "%(n)s days", abs(days)) % {"n": localized.number(days)}


def _area_reviews(one: LocalizedReview) -> Iterator[AreaReview]:
    """Yield the counts of each area that has measures."""
    localized = one.localized
    for place, area in enumerate(localized.plan.areas, 1):
        if area.measures:
            counts = map(localized.number, area_counts(one.review, area).values())
            yield AreaReview(str(place), localized.text(area.title), *counts)


def area_counts(review: Review, area: Area) -> dict[str, int]:
    """Return the counts of an area: measures, done measures, overdue deadlines, deadlines due soon."""
    measures = [measure for of, measure in review.measures if of is area]
    statuses = review.assessment.progress.statuses
    return {
        "measures": len(measures),
        "done": sum(statuses[measure.id] is Status.done for measure in measures),
        "late": sum(one.area is area for one in review.overdue),
        "soon": sum(one.area is area for one in review.due_soon),
    }


def _off_track(localized: Localized, measure: Measure, course: IndicatorTrajectory) -> BehindView:
    assert measure.indicator is not None
    assert course.reached is not None
    day, reached = course.reached
    return BehindView(
        localized.assessment.measure_numbers[measure.id],
        localized.text(measure.title),
        _indicator(localized, measure.indicator),
        f"{localized.number(reached)} ({localized.day(day)})",
        localized.number(round(course.expected, 1)),
        localized.number(course.goal),
    )
