"""Rules about time: whether each deadline is possible, and whether too many fall together."""

from collections.abc import Iterator
from textwrap import dedent

from roadmap.analysis.assessment import Assessment
from roadmap.diagnostics.diagnostic import Severity
from roadmap.i18n.message import _, message
from roadmap.model.measure import Measure
from roadmap.model.period import Period, Repeats, months_between
from roadmap.model.plan import Plan
from roadmap.rules.rule import Finding, rule

__all__ = ["RULES"]

_TWO = """
        areas:
          - kind: tractors
            title: {{en: Tractors, ru: Тракторы}}
            adds_to_trade: {{2030: 400}}
            measures:
              - id: TRACTOR-1
                title: {{en: Resume assembly, ru: Возобновить сборку}}
                due: {first}
                lead: [by-minprom, kg-mineconom]
                result: {{en: The line works, ru: Линия работает}}
              - id: TRACTOR-2
                title: {{en: Open a service centre, ru: Открыть сервисный центр}}
                due: {second}
                lead: [by-minprom, kg-mineconom]
                result: {{en: The centre works, ru: Центр работает}}
                status: {status}
                after: [{after}]
        """


def _two(first: str = "2027-Q2", second: str = "2028-Q1", after: str = "TRACTOR-1", status: str = "planned") -> str:
    """Return the areas of a plan with two measures."""
    return dedent(_TWO).strip().format(first=first, second=second, after=after, status=status) + "\n"


@rule("RM202", "due-outside-the-period", fails=_two(second="2031-Q1"), passes=_two(second="2030-Q1"))
def due_outside_the_period(plan: Plan) -> Iterator[Finding]:
    """A deadline lies outside the plan’s period.

    A measure due after the end of the plan is never reviewed; a measure due before its start does not belong to it.
    """
    for path, _area, measure in plan.located_measures():
        if measure.due.period is not None and not measure.due.period.within(plan.period):
            yield Finding(
                (*path, "due"),
                message(
                    _("This is due in %(due)s, but the plan runs %(period)s."),
                    due=str(measure.due),
                    period=str(plan.period),
                ),
                message(_("Move the deadline, or change the plan’s period.")),
            )


@rule("RM203", "due-in-the-past", fails=_two(first="2026-Q2"), passes=_two(first="2026-Q4"))
def due_in_the_past(plan: Plan, assessment: Assessment) -> Iterator[Finding]:
    """A deadline has passed at the date of the plan, and the measure is neither done nor cancelled.

    A plan that is already late on the day it is signed is not credible. Plans without a date are not checked.
    """
    if plan.date is None:
        return
    today = plan.date.start
    for path, _area, measure in plan.located_measures():
        if measure.due.period is not None and measure.due.end < today and assessment.progress.is_open(measure.id):
            yield Finding(
                (*path, "due"),
                message(
                    _("This was due in %(due)s; at the date of the plan, %(date)s, it is not done."),
                    due=str(measure.due),
                    date=str(plan.date),
                ),
                message(_("Set a new deadline, or report under “progress” that it is done or cancelled.")),
            )


@rule(
    "RM204", "depends-on-later-measure", Severity.ERROR, fails=_two(after="TRACTOR-2"), passes=_two(after="TRACTOR-1")
)
def depends_on_what_comes_later(plan: Plan, assessment: Assessment) -> Iterator[Finding]:
    """Measures depend on each other in a circle, or one depends on something that is due later.

    Measures in a circle can never begin: that is an error. A measure that depends on a later one is late from the
    start: that is a warning.
    """
    measures = {measure.id: (path, measure) for path, _area, measure in plan.located_measures()}
    if found := assessment.schedule.cycle:
        yield Finding(
            (*measures[found[0]][0], "after"),
            message(_("These measures depend on each other: %(circle)s."), circle=" → ".join(found)),
            message(_("Delete one of the dependencies.")),
        )
        return
    for path, measure in measures.values():
        for place, needed in enumerate(measure.after):
            if needed in measures and _later(measures[needed][1], measure):
                yield Finding(
                    (*path, "after", place),
                    message(
                        _("This is due in %(due)s, but it depends on %(id)s, which is due in %(later)s."),
                        due=str(measure.due),
                        id=needed,
                        later=str(measures[needed][1].due),
                    ),
                    message(_("Move one of the two deadlines, or delete the dependency.")),
                    Severity.WARNING,
                )


def _later(needed: Measure, measure: Measure) -> bool:
    """Return whether a needed measure is due later than the measure that waits for it. Both must have a date."""
    return needed.due.period is not None and measure.due.period is not None and needed.due.end > measure.due.end


@rule(
    "RM207",
    "all-at-the-end",
    fails="rules: {RM207: {measures: 1}}\n" + _two(first="2030-Q4", second="2030-12"),
    passes="rules: {RM207: {measures: 1}}\n" + _two(first="2029-Q4", second="2030-12"),
    measures=10,
)
def all_at_the_end(plan: Plan, measures: int) -> Iterator[Finding]:
    """Many measures are due in the last quarter of the plan’s period.

    If everything is due at the end, delays are found when it is too late to correct them.
    """
    end = plan.period.end
    count = 0
    for _path, _area, measure in plan.located_measures():
        due = measure.due.period
        count += due is not None and due.end <= end and months_between(due.start, end) < 3
    if count > measures:
        yield Finding(
            ("period",),
            message(
                _("%(count)s measures are due in the last three months of the plan (recommended maximum: %(most)s)."),
                count=count,
                most=measures,
            ),
            message(_("Bring some of the deadlines forward.")),
        )


@rule(
    "RM208",
    "too-much-for-one-body",
    fails="rules: {RM208: {measures: 1}}\n" + _two(first="2028-01", second="2028-Q1"),
    passes="rules: {RM208: {measures: 1}}\n" + _two(first="2027-Q4", second="2028-Q1"),
    measures=5,
)
def too_much_for_one_body(plan: Plan, assessment: Assessment, measures: int) -> Iterator[Finding]:
    """One body leads many measures that are due in the same quarter.

    The same people work on all of them, so some will be late. The message names the fullest quarter of each such body.
    """
    fullest: dict[str, tuple[int, Period]] = {}
    for (lead, quarter), count in assessment.schedule.load.items():
        if count > measures and (lead not in fullest or count > fullest[lead][0]):
            fullest[lead] = (count, quarter)
    for body in plan.bodies:
        if body.id in fullest:
            count, quarter = fullest[body.id]
            yield Finding(
                ("bodies", body.id),
                message(
                    _("“%(body)s” leads %(count)s measures due in %(quarter)s (recommended maximum: %(most)s)."),
                    body=body.id,
                    count=count,
                    quarter=str(quarter),
                    most=measures,
                ),
                message(_("Spread the deadlines, or give some of the measures to another body.")),
            )


@rule(
    "RM209", "no-dated-deadline", fails=_two(first="continuous", second="continuous"), passes=_two(first="continuous")
)
def nothing_is_dated(plan: Plan) -> Iterator[Finding]:
    """Every measure of an area is “continuous”.

    An open-ended measure can never be late, so no one can be held to it.
    """
    for place, area in enumerate(plan.areas):
        if area.measures and all(measure.due.repeats is Repeats.CONTINUOUS for measure in area.measures):
            yield Finding(
                ("areas", place, "measures", 0, "due"),
                message(_("Every measure of this area is “continuous”: none has a deadline.")),
                message(_("Give at least one measure of the area a date, or write “quarterly” or “annually”.")),
            )


RULES = (
    due_outside_the_period,
    due_in_the_past,
    depends_on_what_comes_later,
    all_at_the_end,
    too_much_for_one_body,
    nothing_is_dated,
)
