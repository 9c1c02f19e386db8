"""The status report of plans on a day, in each format: HTML, Markdown, plain text for a terminal, JSON."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from roadmap.analysis.review import Review
from roadmap.analysis.schedule import Deadline
from roadmap.analysis.trade import TargetBridge
from roadmap.documents.environment import filled
from roadmap.documents.views.models import Card
from roadmap.documents.views.overviews import ReviewView, StatusView
from roadmap.documents.views.status import area_counts, status_view
from roadmap.i18n.language import Language, get_language

__all__ = ["FORMATS", "render_status"]


def render_status(
    reviews: Sequence[Review],
    to: str,
    language: str,
    body: str | None = None,
    templates: Path | None = None,
    broken: Sequence[str] = (),
) -> str:
    """Return the status of plans on a day, in one of FORMATS.

    Args:
        reviews: The reviews of the plans, all on the same day.
        to: The format.
        language: The code of the language.
        body: The id of a body if the reviews are about it alone.
        templates: The user's folder; its templates replace the project's.
        broken: The files of plans with errors, which are not among the reviews.

    Raises:
        TemplateError: A template is missing or broken.
    """
    if to == "json":
        return _data(reviews, broken)
    view = status_view(reviews, get_language(language), body, broken)
    return _WRITERS[to](view, get_language(language), templates)


# Formats


def _text(view: StatusView, language: Language, _templates: Path | None) -> str:
    """Return plain text for a terminal: short lines, with a word for what is late."""
    _ = language.gettext
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
        lines += _review_lines(view.reviews, _)
    return "\n".join(line.replace("\n", " ") for line in lines) + "\n"


def _review_lines(reviews: Sequence[ReviewView], say: Callable[[str], str]) -> Iterable[str]:
    """Yield the path to the target, the progress and the expected delays of each plan."""
    yield from ("", f"# {say('Will the targets be reached, and from what')}")
    for one in reviews:
        yield from ("", one.country, *(f"  {line}" for line in _way_lines(one, say)))
    yield from ("", f"# {say('Status by country')}", "")
    yield from (_count_line(one, say) for one in reviews)
    yield from ("", f"# {say('What will be late if nothing changes')}")
    for one in reviews:
        yield from ("", one.country, *(f"  {line}" for line in _risk_lines(one, say)))


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
    "html": lambda view, language, templates: filled("html/status.html", language.language, templates, status=view),
    "md": lambda view, language, templates: filled("markdown/status.md", language.language, templates, status=view),
}

FORMATS = ("text", "json", "html", "md")
"""The formats of `render_status`."""


# For programs


def _data(reviews: Sequence[Review], broken: Sequence[str] = ()) -> str:
    """Return the reviews as JSON: ids and dates as plans write them, numbers as strings with all digits."""
    first = reviews[0] if reviews else None
    return (
        json.dumps(
            {
                "format": 1,
                "on": first.as_of.isoformat() if first else None,
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
    way = now.bridge
    return {
        "id": now.plan.id,
        "parties": [party.code for party in now.plan.parties],
        "measures": len(now.measures),
        "done": now.done,
        "late": [_deadline_data(deadline, now) for deadline in now.overdue],
        "soon": [_deadline_data(deadline, now) for deadline in now.due_soon],
        "areas": [{"kind": area.kind, **area_counts(now, area)} for area in now.plan.areas],
        "way": _way_data(way, now.best_growth) if way is not None else None,
        "pushed": [
            {
                "measure": measure.id,
                "begins": window.earliest.isoformat(),
                "due": str(measure.due),
                "after": window.binding,
            }
            for measure, window in now.delayed_by_dependency
        ],
        "behind": [
            {
                "measure": measure.id,
                "reached": str(course.reached[1]) if course.reached else None,
                "expected": str(round(course.expected, 3)),
                "target": str(course.goal),
            }
            for measure, course in now.off_track
        ],
        "silent": [measure.id for measure in now.no_data],
        "chain": list(now.critical_path),
    }


def _deadline_data(deadline: Deadline, now: Review) -> dict[str, Any]:
    measure = deadline.measure
    return {
        "measure": measure.id,
        "area": deadline.area.kind,
        "due": str(deadline.period),
        "days": (deadline.period.end - now.as_of).days,
        "status": now.assessment.progress.statuses[measure.id].key,
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
        "rest": str(way.uncovered),
    }
