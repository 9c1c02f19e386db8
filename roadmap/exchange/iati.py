"""A plan as IATI activities: one for the plan, and one for each measure.

The format is version 2.03 of the International Aid Transparency Initiative. The codes come from its code lists.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from xml.etree import ElementTree as Tree

from roadmap.analysis.assessment import Assessment
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.model.area import Area
from roadmap.model.choices import Stage, Status
from roadmap.model.measure import Indicator, Measure
from roadmap.model.text import ANY_LANGUAGE, Text

__all__ = ["to_iati"]

VERSION = "2.03"

STATUS = {Status.planned: "1", Status.under_way: "2", Status.delayed: "2", Status.done: "4", Status.cancelled: "5"}
"""ActivityStatus: 1 in preparation, 2 under way, 4 closed, 5 cancelled."""

STAGE = {Stage.draft: "1", Stage.agreed: "1", Stage.signed: "2", Stage.closed: "4"}

ACCOUNTABLE, IMPLEMENTING = "2", "4"
"""OrganisationRole: accountable for a lead, implementing for a partner."""

GOVERNMENT = "10"
"""OrganisationType."""

PLANNED_START, PLANNED_END, REAL_END = "1", "3", "4"
"""ActivityDateType."""

PARENT, CHILD = "1", "2"
"""RelatedActivityType."""

OUTPUT, A_NUMBER, A_PERCENTAGE = "1", "1", "2"
"""ResultType, IndicatorMeasure."""

UNSPECIFIED_REGION = "998"

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def to_iati(assessment: Assessment) -> bytes:
    """Return the XML of a plan's activities, with each text in all its languages.

    The first party reports, under the code of its state. Its publisher replaces the code by the identifier assigned by
    IATI.
    """
    plan = assessment.plan
    root = Tree.Element("iati-activities", {"version": VERSION})
    if plan.date is not None:
        root.set("generated-datetime", f"{plan.date.end.isoformat()}T00:00:00Z")
    writer = _ActivityWriter(assessment)
    root.append(writer.whole())
    root.extend(writer.measure(area, measure) for _path, area, measure in plan.located_measures())
    Tree.indent(root)
    xml: bytes = Tree.tostring(root, encoding="utf-8", xml_declaration=True)
    return xml + b"\n"


class _ActivityWriter:
    """Makes the elements, in the order of the schema."""

    def __init__(self, assessment: Assessment) -> None:
        plan = self.plan = assessment.plan
        self.progress = assessment.progress
        self.states = [party.code for party in plan.parties]
        self.spoken = [str(code) for code in plan.languages if code in DOCUMENT_LANGUAGES] or ["en"]
        self.bodies = {body.id: body for body in plan.bodies}
        self.id = f"{self.states[0]}-{plan.id}"

    # Activities

    def whole(self) -> Tree.Element:
        """Return the activity of the plan."""
        plan = self.plan
        activity = self.activity(self.id, 1, plan.title)
        self.texts(activity, "description", plan.preamble or plan.title, type="1")
        for party in plan.parties:
            name = party.full_name or party.name or self.state(party.code)
            self.texts(activity, "participating-org", name, role=ACCOUNTABLE, type=GOVERNMENT)
        _add(activity, "activity-status", code=STAGE[plan.stage])
        _day(activity, PLANNED_START, plan.period.start)
        _day(activity, PLANNED_END, plan.period.end)
        self.where(activity)
        for sector, share in _shares([area.sector for area in plan.areas] or [Area.sector]):
            _add(activity, "sector", code=sector, vocabulary="1", percentage=f"{share:f}")
        for _path, _area, measure in plan.located_measures():
            _add(activity, "related-activity", ref=f"{self.id}-{measure.id}", type=CHILD)
        return activity

    def measure(self, area: Area, measure: Measure) -> Tree.Element:
        """Return the activity of a measure."""
        activity = self.activity(f"{self.id}-{measure.id}", 2, measure.title)
        self.texts(activity, "description", area.title, type="1")
        if measure.result is not None:
            self.texts(activity, "description", measure.result, type="2")
        self.organisations(activity, measure)
        now = self.progress.statuses[measure.id]
        _add(activity, "activity-status", code=STATUS[now])
        due = measure.due.period
        _day(activity, PLANNED_START, min(self.plan.period.start, due.start) if due else self.plan.period.start)
        _day(activity, PLANNED_END, due.end if due else self.plan.period.end)
        done = [entry.date.end for entry in self.progress.histories[measure.id] if entry.status is Status.done]
        if now is Status.done and done:
            _day(activity, REAL_END, done[-1])
        self.where(activity)
        _add(activity, "sector", code=area.sector, vocabulary="1")
        _add(activity, "related-activity", ref=self.id, type=PARENT)
        if measure.indicator is not None:
            self.result(activity, measure, measure.indicator)
        return activity

    def activity(self, id: str, hierarchy: int, title: Text) -> Tree.Element:
        """Return an activity with its first elements, which all activities share."""
        activity = Tree.Element("iati-activity", {LANGUAGE: self.plan.languages[0], "hierarchy": str(hierarchy)})
        if self.plan.date is not None:
            activity.set("last-updated-datetime", f"{self.plan.date.end.isoformat()}T00:00:00Z")
        _add(activity, "iati-identifier").text = id
        self.texts(activity, "reporting-org", self.state(self.states[0]), ref=self.states[0], type=GOVERNMENT)
        self.texts(activity, "title", title)
        return activity

    def organisations(self, activity: Tree.Element, measure: Measure) -> None:
        """Add organisations: leads are accountable, partners implement; without bodies, the parties are accountable."""
        named = [(id, ACCOUNTABLE) for id in measure.lead] + [(id, IMPLEMENTING) for id in measure.partners]
        for id, role in named:
            self.texts(activity, "participating-org", self.bodies[id].name, role=role)
        for party in self.plan.parties if not named else ():
            self.texts(activity, "participating-org", self.state(party.code), role=ACCOUNTABLE, type=GOVERNMENT)

    def where(self, activity: Tree.Element) -> None:
        """Add the partner country; for several partners a region, since a plan does not give their shares."""
        if len(self.states) == 2:
            _add(activity, "recipient-country", code=self.states[1])
        else:
            _add(activity, "recipient-region", code=UNSPECIFIED_REGION, vocabulary="1")

    # Results

    def result(self, activity: Tree.Element, measure: Measure, indicator: Indicator) -> None:
        result = _add(activity, "result", type=OUTPUT)
        self.texts(result, "title", measure.result or indicator.name)
        percentage = indicator.unit is not None and "%" in {text.strip() for _language, text in indicator.unit.versions}
        one = _add(result, "indicator", measure=A_PERCENTAGE if percentage else A_NUMBER)
        self.texts(one, "title", indicator.name)
        if indicator.unit is not None:
            self.texts(one, "description", indicator.unit)
        for year, number in indicator.baseline:
            _add(one, "baseline", year=str(year), value=f"{number:f}")
        actual = {day.year: number for day, number in self.progress.reached[measure.id]}
        for year in sorted({year for year, _number in indicator.target} | set(actual)):
            period = _add(one, "period")
            _add(period, "period-start", **{"iso-date": date(year, 1, 1).isoformat()})
            _add(period, "period-end", **{"iso-date": date(year, 12, 31).isoformat()})
            target = indicator.target.in_year(year)
            if target is not None:
                _add(period, "target", value=f"{target:f}")
            if year in actual:
                _add(period, "actual", value=f"{actual[year]:f}")

    # Texts

    def texts(self, parent: Tree.Element, name: str, text: Text, **attributes: str) -> None:
        """Add an element with a text in all its languages."""
        element = _add(parent, name, **attributes)
        for language, version in text.versions:
            narrative = _add(element, "narrative")
            narrative.text = version
            if language != ANY_LANGUAGE:
                narrative.set(LANGUAGE, language)

    def state(self, code: str) -> Text:
        return Text.of(**{language: get_language(language).full_state(code) for language in self.spoken})


def _add(parent: Tree.Element, name: str, **attributes: str) -> Tree.Element:
    return Tree.SubElement(parent, name, attributes)


def _day(activity: Tree.Element, type: str, day: date) -> None:
    _add(activity, "activity-date", **{"iso-date": day.isoformat(), "type": type})


def _shares(sectors: list[str]) -> Iterator[tuple[str, Decimal]]:
    """Yield each sector with its share of the areas in percent; the shares add up to 100, as the standard requires."""
    each: Iterable[str] = dict.fromkeys(sectors)
    shares = {one: (Decimal(100) * sectors.count(one) / len(sectors)).quantize(Decimal("0.01")) for one in each}
    shares[sectors[0]] += 100 - sum(shares.values())
    yield from shares.items()
