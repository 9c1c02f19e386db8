"""The deadlines of a plan as calendars, one for each body: files that Outlook, Google Calendar and Thunderbird take in.

Deadlines are events of a whole day that leave the day free: of the tasks that iCalendar knows too, Google shows none.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event, vText

from roadmap.analysis.progress import status
from roadmap.analysis.schedule import Deadline, deadlines
from roadmap.i18n.language import get_language
from roadmap.i18n.message import _
from roadmap.model.choices import Status
from roadmap.model.codes import BodyId
from roadmap.model.plan import Body, Plan
from roadmap.model.text import Text

__all__ = ["to_calendars"]


def to_calendars(plan: Plan, language: str, only: str | None = None) -> dict[BodyId, bytes]:
    """A calendar for each body, or one alone, that leads a measure with a deadline, or takes part in one, in a language.

    Deadlines that come again are unfolded. An event has the same UID whenever and in whichever language it is made, so that a
    calendar that is taken in anew replaces it.
    """
    due = tuple(deadlines(plan))
    made = {}
    for body in plan.bodies:
        own = [one for one in due if only in (None, body.id) and body.id in (*one.measure.lead, *one.measure.partners)]
        if own:
            made[BodyId(body.id)] = _Calendar(plan, language, body).made(own)
    return made


class _Calendar:
    """Makes the calendar of one body."""

    def __init__(self, plan: Plan, language: str, body: Body) -> None:
        self.plan, self.body, self.words = plan, body, get_language(language).of_data
        self.names = {one.id: self.said(one.short_name or one.name) for one in plan.bodies}
        known = plan.date.end if plan.date is not None else plan.period.start
        self.stamp = datetime.combine(known, time(0), UTC)

    def said(self, text: Text) -> str:
        return text.find(self.words.language, *self.plan.languages)[1]

    def made(self, due: list[Deadline]) -> bytes:
        calendar = Calendar()
        calendar.add("prodid", "-//cooperation-roadmap//roadmap//EN")
        calendar.add("version", "2.0")
        calendar.add("method", "PUBLISH")
        name = f"{self.names[self.body.id]}: {self.said(self.plan.title)}"
        calendar.add(
            "x-wr-calname", vText(" ".join(name.split()))
        )  # of properties that it does not know icalendar escapes none
        for deadline in due:
            calendar.add_component(self.event(deadline))
        return bytes(calendar.to_ical())

    def event(self, deadline: Deadline) -> Event:
        measure, day = deadline.measure, deadline.period.end
        now = status(measure)
        occurrence = f".{deadline.period}" if deadline.repeats else ""
        event = Event()
        event.add("uid", f"{measure.id}{occurrence}@{self.plan.id}")
        event.add("dtstamp", self.stamp)
        event.add("dtstart", day)
        if day < date.max:
            event.add("dtend", day + timedelta(1))
        event.add("summary", " ".join(self.summary(deadline, now)))
        event.add("description", "\n".join(self.description(deadline, now)))
        event.add("categories", [self.said(deadline.area.title)])
        event.add("status", "CANCELLED" if now is Status.cancelled else "CONFIRMED")
        event.add("transp", "TRANSPARENT")
        return event

    def summary(self, deadline: Deadline, now: Status) -> Iterator[str]:
        """The title, with a mark where the body only takes part, and where nothing more is owed."""
        say = self.words.gettext
        if now in (Status.done, Status.cancelled):
            yield f"[{say(now.label)}]"
        if self.body.id not in deadline.measure.lead:
            partner = say(_("takes part"))
            yield f"[{partner}]"
        yield self.said(deadline.measure.title)

    def description(self, deadline: Deadline, now: Status) -> Iterator[str]:
        say, measure = self.words.gettext, deadline.measure
        yield f"{say('Due')}: {self.words.due(measure.due)}"
        if deadline.repeats:
            yield f"{say('Period')}: {self.words.period(deadline.period)}"
        yield f"{say('Status')}: {say(now.label)}"
        for label, bodies in ((say("Lead"), measure.lead), (say("Partners"), measure.partners)):
            if bodies:
                yield f"{label}: {'; '.join(self.names.get(one, one) for one in bodies)}"
        if measure.result is not None:
            yield f"{say('Expected result')}: {self.said(measure.result)}"
        yield f"{say('Area of cooperation')}: {self.said(deadline.area.title)}"
