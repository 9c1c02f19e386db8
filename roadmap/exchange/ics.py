"""The deadlines of a plan as calendars, one per body, for Outlook, Google Calendar and Thunderbird.

A deadline is an event of a whole day that leaves the day free. iCalendar also has tasks, but Google does not show them.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from roadmap.analysis.schedule import Deadline
from roadmap.i18n.localized import Localized
from roadmap.i18n.message import _
from roadmap.model.choices import Status
from roadmap.model.codes import BodyId

__all__ = ["to_calendars"]


def to_calendars(localized: Localized, only: str | None = None) -> dict[BodyId, bytes]:
    """Return a calendar for each body that leads or takes part in a measure with a deadline.

    Each date of a repeating deadline is an event. An event has the same UID in every language and every export. So a
    calendar that is imported again replaces it.

    Args:
        localized: The plan in the language of the calendars.
        only: The id of a body: only its calendar.
    """
    deadlines = localized.assessment.schedule.deadlines
    made = {}
    for body in localized.short_bodies:
        own = [one for one in deadlines if only in (None, body) and body in (*one.measure.lead, *one.measure.partners)]
        if own:
            made[body] = _calendar(localized, body, own)
    return made


def _calendar(localized: Localized, body: BodyId, deadlines: Iterable[Deadline]) -> bytes:
    """Return the calendar of one body."""
    calendar = Calendar()
    calendar.add("prodid", "-//cooperation-roadmap//roadmap//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    name = f"{localized.short_bodies[body]}: {localized.text(localized.plan.title)}"
    calendar.add("x-wr-calname", vText(" ".join(name.split())))  # icalendar does not escape unknown properties
    for deadline in deadlines:
        calendar.add_component(_event(localized, body, deadline))
    return bytes(calendar.to_ical())


def _event(localized: Localized, body: BodyId, deadline: Deadline) -> Event:
    plan, measure, day = localized.plan, deadline.measure, deadline.period.end
    now = localized.assessment.progress.statuses[measure.id]
    known = plan.date.end if plan.date is not None else plan.period.start
    occurrence = f".{deadline.period}" if deadline.repeats else ""
    event = Event()
    event.add("uid", f"{measure.id}{occurrence}@{plan.id}")
    event.add("dtstamp", datetime.combine(known, time(0), UTC))
    event.add("dtstart", day)
    if day < date.max:
        event.add("dtend", day + timedelta(1))
    event.add("summary", " ".join(_summary(localized, body, deadline)))
    event.add("description", "\n".join(_description(localized, deadline)))
    event.add("categories", [localized.text(deadline.area.title)])
    event.add("status", "CANCELLED" if now is Status.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    return event


def _summary(localized: Localized, body: BodyId, deadline: Deadline) -> Iterator[str]:
    """Yield the title; before it a mark if the body is only a partner or the measure is closed."""
    measure = deadline.measure
    if localized.assessment.progress.statuses[measure.id] in (Status.done, Status.cancelled):
        yield f"[{localized.status(measure.id)}]"
    if body not in measure.lead:
        partner = localized.gettext(_("takes part"))
        yield f"[{partner}]"
    yield localized.text(measure.title)


def _description(localized: Localized, deadline: Deadline) -> Iterator[str]:
    say, measure, names = localized.gettext, deadline.measure, localized.short_bodies
    yield f"{say('Due')}: {localized.due(measure.due)}"
    if deadline.repeats:
        yield f"{say('Period')}: {localized.period(deadline.period)}"
    yield f"{say('Status')}: {localized.status(measure.id)}"
    for label, bodies in ((say("Lead"), measure.lead), (say("Partners"), measure.partners)):
        if bodies:
            yield f"{label}: {'; '.join(names.get(one, one) for one in bodies)}"
    if measure.result is not None:
        yield f"{say('Expected result')}: {localized.text(measure.result)}"
    yield f"{say('Area of cooperation')}: {localized.text(deadline.area.title)}"
