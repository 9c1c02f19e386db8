"""Where plans stand on a day, as people read it: a page, Markdown, plain text for a terminal, or data for programs."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from roadmap.analysis.progress import history, status
from roadmap.analysis.review import Review, owed_by
from roadmap.analysis.schedule import Deadline
from roadmap.analysis.summary import common_parties
from roadmap.analysis.trade import TargetBridge
from roadmap.documents.environment import filled
from roadmap.documents.localized import ForeignText, text_in_language
from roadmap.documents.views.calendar import STATUS_SIGNS
from roadmap.documents.views.models import (
    AreaReview,
    BehindView,
    Card,
    OwedRow,
    OwedView,
    PushedView,
    ReviewView,
    StatusView,
)
from roadmap.i18n.language import Language, get_language
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.codes import Country
from roadmap.model.measure import Indicator, Measure
from roadmap.model.period import Due, Period, Unit
from roadmap.model.plan import Plan
from roadmap.model.text import Text

__all__ = ["FORMATS", "plan_names", "render_status", "status_view"]


def render_status(
    reviews: Sequence[Review],
    to: str,
    language: str,
    body: str | None = None,
    templates: Path | None = None,
    broken: Sequence[str] = (),
) -> str:
    """Where plans stand on a day, in one of FORMATS.

    body: the id of the body that all of it is for, where the reviews were made for one.
    templates: a house's folder, whose templates stand in for the project's.
    broken: the files of plans that have mistakes, and are not among the reviews.

    Raises TemplateError.
    """
    if to == "json":
        return as_json(reviews, broken)
    view = status_view(reviews, get_language(language), body, broken)
    return _WRITERS[to](view, get_language(language), templates)


# The view


def status_view(
    reviews: Sequence[Review], words: Language, body: str | None = None, broken: Sequence[str] = ()
) -> StatusView:
    """The view of where plans stand, in a language: plans in the order of their countries' names.

    body: the id of the body that all of it is for.
    broken: the files of plans that have mistakes, and are not among the reviews.
    """
    _, number = words.gettext, words.number
    named = zip(reviews, plan_names(reviews, words, body), strict=True)
    each = [_Told(review, words, name) for review, name in sorted(named, key=lambda pair: words.order(pair[1]))]
    late, soon = (sum(len(getattr(review, time)) for review in reviews) for time in ("late", "soon"))
    measures, done = sum(len(one.measures) for one in reviews), sum(one.done for one in reviews)
    on, until = (reviews[0].on, reviews[0].until) if reviews else (date.min, date.min)
    day = partial(_day, words)
    name = next((one.bodies[body][0] for one in each if body in one.bodies), body or "")
    return StatusView(
        language=words.language,
        title=_("Due from %(body)s") % {"body": name} if body else _("Status of the roadmaps"),
        body=name if body else "",
        on=day(on),
        until=day(until),
        broken=", ".join(broken),
        cards=(
            Card(_("Overdue on %(date)s") % {"date": day(on)}, number(late), "", ""),
            Card(_("Due %(when)s") % {"when": words.due(Due.by(Period(until, until, Unit.DAY)))}, number(soon), "", ""),
            Card(_("Measures done"), number(done), "", _("of %(number)s") % {"number": number(measures)}),
        ),
        owed=_owed(each, body),
        reviews=() if body else tuple(one.review_view() for one in each),
    )


def plan_names(reviews: Sequence[Review], words: Language, body: str | None = None) -> list[str]:
    """What to call each plan: the parties that not all plans have, or all of its own; for a body, those that it is not of."""
    common = common_parties([party.code for party in review.plan.parties] for review in reviews)
    return [_name(review.plan, words, common, body) for review in reviews]


def _name(plan: Plan, words: Language, common: Collection[Country], body: str | None) -> str:
    own = next((one.party for one in plan.bodies if one.id == body), None)
    left_out = {own} if own is not None else common
    codes = [party.code for party in plan.parties]
    return " – ".join(_state(plan, code, words) for code in [code for code in codes if code not in left_out] or codes)


def _state(plan: Plan, code: Country, words: Language) -> str:
    own = next((party.name for party in plan.parties if party.code == code), None)
    return text_in_language(own, words.language, plan.languages) or words.state(code)


def _day(words: Language, day: date) -> str:
    return words.period(Period(day, day, Unit.DAY))


def _owed(each: Sequence["_Told"], body: str | None) -> tuple[OwedView, ...]:
    """By body, over all plans: who owes most that is late comes first.

    A body of two plans is one where id and party are: its name may be in the reader's language in one of them only. Bodies of
    no party (an intergovernmental commission) are one where their plans have the same parties.
    """
    rows: dict[tuple[str, tuple[str, ...]], list[tuple[date, OwedRow]]] = {}
    named: dict[tuple[str, tuple[str, ...]], tuple[str, str]] = {}
    for told in each:
        parties = {one.id: (one.party,) if one.party else told.parties for one in told.plan.bodies}
        for id, deadlines in owed_by((*told.review.late, *told.review.soon)).items():
            if body is None or id == body:
                key = id, parties[id]
                if key not in named or isinstance(named[key][0], ForeignText):
                    named[key] = told.bodies[id]
                found = rows.setdefault(key, [])
                found += ((deadline.period.end, told.owed_row(deadline)) for deadline in deadlines)
    number = each[0].words.number if each else str
    views = [
        OwedView(
            *named[key],
            number(sum(row.late for _end, row in found)),
            number(sum(not row.late for _end, row in found)),
            tuple(_told_once(row for _end, row in sorted(found, key=lambda pair: pair[0]))),
        )
        for key, found in rows.items()
    ]
    return tuple(sorted(views, key=lambda view: (-sum(row.late for row in view.rows), -len(view.rows), view.body)))


def _told_once(rows: Iterable[OwedRow]) -> Iterator[OwedRow]:
    """Rows in which what a measure is for stands only at the first of its deadlines."""
    seen = set()
    for row in rows:
        of = row.country, row.id
        yield row._replace(result="", indicator="", target="", partners=()) if of in seen else row
        seen.add(of)


class _Told:
    """One plan's review in a reader's language."""

    def __init__(self, review: Review, words: Language, country: str) -> None:
        self.review, self.plan, self.words, self.country = review, review.plan, words, country
        plan = review.plan
        self.parties = tuple(sorted(party.code for party in plan.parties))
        self.numbers = {m.id: f"{path[1] + 1}.{path[3] + 1}" for path, _area, m in plan.measures()}  # type: ignore[operator]
        self.titles = {measure.id: self.say(measure.title) for _path, _area, measure in plan.measures()}
        self.bodies: dict[str | None, tuple[str, str]] = {
            body.id: (self.say(body.name), _state(plan, body.party, words) if body.party else "")
            for body in plan.bodies
        }

    def say(self, text: Text | None) -> str:
        return text_in_language(text, self.words.language, self.plan.languages)

    def owed_row(self, deadline: Deadline) -> OwedRow:
        measure, on, words = deadline.measure, self.review.on, self.words
        said, indicator = status(measure, on), measure.indicator
        days = (deadline.period.end - on).days
        return OwedRow(
            number=self.numbers[measure.id],
            id=measure.id,
            title=self.titles[measure.id],
            country=self.country,
            due=self.due(deadline),
            time=self.time(days),
            late=days < 0,
            status=said.key,
            sign=STATUS_SIGNS[said],
            status_word=words.gettext(said.label),
            report=self.report(measure),
            result=self.say(measure.result),
            indicator=self.counted(indicator) if indicator is not None else "",
            target="; ".join(f"{words.number(goal)} ({year})" for year, goal in indicator.target) if indicator else "",
            partners=tuple(self.bodies[partner][0] for partner in measure.partners),
        )

    def report(self, measure: Measure) -> str:
        """The last report, in one line: when, the status, the actual value, the words."""
        last = next(reversed(history(measure, self.review.on)), None)
        if last is None:
            return ""
        told = (
            self.words.gettext(last.status.label) if last.status is not None else "",
            self.words.number(last.actual) if last.actual is not None else "",
            self.say(last.text),
        )
        return f"{self.words.period(last.date)}: {'; '.join(filter(None, told))}"

    def counted(self, indicator: Indicator) -> str:
        """An indicator with its unit."""
        unit = self.say(indicator.unit)
        return f"{self.say(indicator.name)}, {unit}" if unit else self.say(indicator.name)

    def due(self, deadline: Deadline) -> str:
        """The deadline, with what it comes again as: it is then one of many."""
        if not deadline.repeats:
            return self.words.due(deadline.measure.due)
        return f"{self.words.period(deadline.period)} ({self.words.due(deadline.measure.due)})"

    def time(self, days: int) -> str:
        ngettext = self.words.ngettext
        if days < 0:
            return ngettext("%(n)s day late", "%(n)s days late", -days) % {"n": self.words.number(-days)}
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": self.words.number(days)}

    def days(self, number: int) -> str:
        return self.words.ngettext("%(n)s day", "%(n)s days", abs(number)) % {"n": self.words.number(number)}

    def percent(self, number: Decimal | None, places: int = 0) -> str:
        return (
            self.words.percent(round(number, places) if places else number.quantize(Decimal(1)))
            if number is not None
            else ""
        )

    def review_view(self) -> ReviewView:
        now, plan, words = self.review, self.plan, self.words
        way, number = now.way, words.number
        trade = plan.trade
        return ReviewView(
            id=plan.id,
            country=self.country,
            title=self.say(plan.title),
            period=words.period(plan.period),
            stage_word=words.gettext(plan.stage.label),
            unit=words.money_unit(trade.currency, trade.scale) if trade is not None else "",
            start_period=words.period(way.start.period) if way else "",
            start=words.amount(way.start_turnover, way.start.approximate) if way else "",
            target_period=words.period(way.target.period) if way else "",
            target=words.amount(way.target.turnover, way.target.approximate) if way else "",
            reached=self.percent(way.reached) if way else "",
            needed=self.percent(way.needed, 1) if way else "",
            best=self.percent(now.best, 1) if way else "",
            covered=self.percent(way.covered) if way else "",
            steps=tuple((self.say(area.title), f"+{number(added)}") for area, added in way.steps) if way else (),
            rest=number(way.rest) if way and way.rest > 0 else "",
            measures=number(len(now.measures)),
            done=number(now.done),
            late=number(len(now.late)),
            soon=number(len(now.soon)),
            areas=tuple(self.areas()),
            pushed=tuple(
                PushedView(
                    self.numbers[measure.id],
                    self.titles[measure.id],
                    words.due(measure.due),
                    _day(words, window.earliest),
                    self.numbers[window.binding] if window.binding is not None else "",
                )
                for measure, window in now.pushed
            ),
            behind=tuple(self.behind()),
            silent=number(len(now.silent)) if now.silent else "",
            chain=tuple((self.numbers[id], self.titles[id]) for id in now.chain),
            room=self.days(now.room) if now.room is not None else "",
        )

    def areas(self) -> Iterable[AreaReview]:
        """Area by area; one without measures is left out."""
        number = self.words.number
        for place, area in enumerate(self.plan.areas, 1):
            if area.measures:
                counts = map(number, _counts(area, self.review).values())
                yield AreaReview(str(place), self.say(area.title), *counts)

    def behind(self) -> Iterable[BehindView]:
        for measure, course in self.review.behind:
            indicator = measure.indicator
            if indicator is not None and course.reached is not None:
                day, reached = course.reached
                yield BehindView(
                    self.numbers[measure.id],
                    self.titles[measure.id],
                    self.counted(indicator),
                    f"{self.words.number(reached)} ({_day(self.words, day)})",
                    self.words.number(round(course.expected, 1)),
                    self.words.number(course.goal),
                )


def _counts(area: Area, now: Review) -> dict[str, int]:
    """How many measures of an area are looked at and how many of them done, how many deadlines are late and soon."""
    measures = [measure for of, measure in now.measures if of is area]
    return {
        "measures": len(measures),
        "done": sum(status(measure, now.on) is Status.done for measure in measures),
        "late": sum(one.area is area for one in now.late),
        "soon": sum(one.area is area for one in now.soon),
    }


# Formats


def _text(view: StatusView, words: Language, _templates: Path | None) -> str:
    """For a terminal: short lines, what is late marked by a word."""
    _ = words.gettext
    lines = [f"{view.title}, {view.on}", *(_card_line(card) for card in view.cards)]
    if view.broken:
        lines.append(_("Plans with errors, not shown: %(files)s") % {"files": view.broken})
    lines += ["", f"# {_('Measures due') if view.body else _('What is overdue, and who is responsible')}"]
    for owed in view.owed:
        lines += ["", f"{owed.body} ({owed.party})" if owed.party else owed.body]
        lines += (
            f"  {row.sign} {row.number} {row.title} ({row.id}) – {row.country}. {_('Due')}: {row.due}; {row.time}"
            f" [{row.status_word}]{f' – {row.report}' if row.report else ''}"
            for row in owed.rows
        )
        if not owed.rows:
            lines.append(f"  {_('Nothing is overdue or due soon.')}")
    if not view.owed:
        lines.append(_("Nothing is overdue or due soon."))
    if view.reviews:
        lines += ["", f"# {_('Will the targets be reached, and from what')}"]
        for one in view.reviews:
            lines += ["", one.country, *(f"  {line}" for line in _way_lines(one, _))]
        lines += ["", f"# {_('Status by country')}", ""]
        lines += (_count_line(one, _) for one in view.reviews)
        lines += ["", f"# {_('What will be late if nothing changes')}"]
        for one in view.reviews:
            lines += ["", one.country, *(f"  {line}" for line in _risk_lines(one, _))]
    return "\n".join(line.replace("\n", " ") for line in lines) + "\n"


def _card_line(card: Card) -> str:
    return f"{card.label}: {card.value} ({card.note})" if card.note else f"{card.label}: {card.value}"


def _count_line(one: ReviewView, say: Callable[[str], str]) -> str:
    text = say("measures: %(measures)s, done: %(done)s, late: %(late)s, due soon: %(soon)s")
    counts = {"measures": one.measures, "done": one.done, "late": one.late, "soon": one.soon}
    return f"{one.country}: {text % counts}"


def _risk_lines(one: ReviewView, say: Callable[[str], str]) -> Iterable[str]:
    for row in one.pushed:
        waits = f"{say('Depends on')}: {row.needed}; {say('Can begin')}: {row.begins}"
        yield f"{row.number} {row.title}. {say('Due')}: {row.due}; {waits}"
    for behind in one.behind:
        numbers = f"{say('Reached')}: {behind.reached}; {say('Expected by now')}: {behind.expected}"
        yield f"{behind.number} {behind.title}. {behind.indicator}: {numbers}; {say('Target value')}: {behind.goal}"
    if one.silent:
        text = say("Indicators with no reported value although progress is due by now: %(number)s")
        yield text % {"number": one.silent}
    if one.chain:
        chain = " → ".join(f"{number} {title}" for number, title in one.chain)
        yield f"{say('The chain with the least slack; each measure depends on the previous one')} ({one.room}): {chain}"


def _way_lines(one: ReviewView, say: Callable[[str], str]) -> Iterable[str]:
    if not one.target:
        yield say("no target, or no figure to begin from")
        return
    start, target = say("Turnover, %(period)s"), say("Target, %(period)s")
    share = say("currently at %(share)s of the target") % {"share": one.reached}
    yield f"{start % {'period': one.start_period}}: {one.start} ({one.unit})"
    yield f"{target % {'period': one.target_period}}: {one.target}; {share}"
    if one.needed:
        best = f"; {say('highest so far')}: {one.best}" if one.best else ""
        yield f"{say('growth needed per year')}: {one.needed}{best}"
    for title, added in one.steps:
        yield f"{added} {title}"
    if one.rest:
        yield f"{say('not covered by any area')}: {one.rest}"


_WRITERS: Mapping[str, Callable[[StatusView, Language, Path | None], str]] = {
    "text": _text,
    "html": lambda view, get_language, templates: filled(
        "html/status.html", get_language.language, templates, status=view
    ),
    "md": lambda view, get_language, templates: filled(
        "markdown/status.md", get_language.language, templates, status=view
    ),
}

FORMATS = ("text", "json", "html", "md")
"""What `render_status` can make."""


# For programs


def as_json(reviews: Sequence[Review], broken: Sequence[str] = ()) -> str:
    """The reviews as JSON: ids and dates as plans have them, numbers as strings with all their digits."""
    first = reviews[0] if reviews else None
    return (
        json.dumps(
            {
                "format": 1,
                "on": first.on.isoformat() if first else None,
                "until": first.until.isoformat() if first else None,
                "not_shown": list(broken),
                "plans": [_review_data(review) for review in reviews],
            },
            ensure_ascii=False,
            indent=2,
        )
        + "\n"
    )


def _review_data(now: Review) -> dict[str, Any]:
    way = now.way
    return {
        "id": now.plan.id,
        "parties": [party.code for party in now.plan.parties],
        "measures": len(now.measures),
        "done": now.done,
        "late": [_deadline_data(deadline, now.on) for deadline in now.late],
        "soon": [_deadline_data(deadline, now.on) for deadline in now.soon],
        "areas": [{"kind": area.kind, **_counts(area, now)} for area in now.plan.areas],
        "way": _way_data(way, now.best) if way is not None else None,
        "pushed": [
            {
                "measure": measure.id,
                "begins": window.earliest.isoformat(),
                "due": str(measure.due),
                "after": window.binding,
            }
            for measure, window in now.pushed
        ],
        "behind": [
            {
                "measure": measure.id,
                "reached": str(course.reached[1]) if course.reached else None,
                "expected": str(round(course.expected, 3)),
                "target": str(course.goal),
            }
            for measure, course in now.behind
        ],
        "silent": [measure.id for measure in now.silent],
        "chain": list(now.chain),
    }


def _deadline_data(deadline: Deadline, on: date) -> dict[str, Any]:
    measure: Measure = deadline.measure
    return {
        "measure": measure.id,
        "area": deadline.area.kind,
        "due": str(deadline.period),
        "days": (deadline.period.end - on).days,
        "status": status(measure, on).key,
        "lead": list(measure.lead),
        "partners": list(measure.partners),
    }


def _way_data(way: TargetBridge, best: Decimal | None) -> dict[str, Any]:
    def percent(number: Decimal | None) -> str | None:
        return str(round(number, 1)) if number is not None else None

    return {
        "from": {"period": str(way.start.period), "turnover": str(way.start_turnover)},
        "target": {"period": str(way.target.period), "turnover": str(way.target.turnover)},
        "reached_percent": percent(way.reached),
        "needed_percent_a_year": percent(way.needed),
        "best_percent_a_year": percent(best),
        "covered_percent": percent(way.covered),
        "steps": [{"kind": area.kind, "adds": str(added)} for area, added in way.steps],
        "rest": str(way.rest),
    }
