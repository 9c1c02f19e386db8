"""Rules about measures: who answers, by when, after what, and how anybody can tell that it is done."""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from roadmap.checks.rule import Finding, rule
from roadmap.diagnostics import Severity
from roadmap.model.messages import _, message
from roadmap.model.plan import Plan

__all__ = ["RULES"]


@rule("RM201", Severity.ERROR)
def one_lead_a_party(plan: Plan) -> Iterator[Finding]:
    """Each party has exactly one lead for each measure; a body of no party leads for all."""
    party_of = {body.id: body.party for body in plan.bodies}
    for path, _area, measure in plan.measures():
        leads = [party_of.get(body) for body in measure.lead]
        if None in leads and len(leads) == 1:
            continue
        for party in plan.parties:
            count = leads.count(party.code)
            if count == 0:
                yield Finding(
                    (*path, "lead"),
                    message(_("No body of %(party)s leads this measure."), party=party.code),
                    message(_("Add to “lead” one body whose party is %(party)s."), party=party.code),
                )
            elif count > 1:
                yield Finding(
                    (*path, "lead"),
                    message(_("%(count)s bodies of %(party)s lead this measure."), party=party.code, count=count),
                    message(_("Keep one in “lead” and move the others to “partners”.")),
                )


@rule("RM202")
def due_outside_the_period(plan: Plan) -> Iterator[Finding]:
    """A deadline lies outside the plan's period."""
    for path, _area, measure in plan.measures():
        if measure.due.period is not None and not measure.due.period.within(plan.period):
            yield Finding(
                (*path, "due"),
                message(
                    _("This is due in %(due)s, but the plan runs %(period)s."),
                    due=str(measure.due),
                    period=str(plan.period),
                ),
                message(_("Move the deadline, or change the plan's period.")),
            )


@rule("RM204", Severity.ERROR)
def depends_in_a_circle(plan: Plan) -> Iterator[Finding]:
    """Measures depend on each other in a circle, so that none can begin."""
    paths = {measure.id: path for path, _area, measure in plan.measures()}
    graph = {measure.id: measure.after for _path, _area, measure in plan.measures() if measure.after}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        yield Finding(
            (*paths[circle[0]], "after"),
            message(_("These measures wait for each other: %(circle)s."), circle=" → ".join(circle)),
            message(_("Delete one of the dependencies.")),
        )


@rule("RM205")
def no_expected_result(plan: Plan) -> Iterator[Finding]:
    """A measure does not say what comes of it."""
    for path, _area, measure in plan.measures():
        if measure.result is None:
            yield Finding(
                path,
                message(_("The measure has no expected result.")),
                message(_("Add a line “result:” that says what will be there when it is done.")),
            )


@rule("RM301")
def indicator_incomplete(plan: Plan) -> Iterator[Finding]:
    """An indicator has no unit, no baseline or no target."""
    for path, _area, measure in plan.measures():
        indicator = measure.indicator
        if indicator is None:
            continue
        missing = [key for key in ("unit", "baseline", "target") if not getattr(indicator, key)]
        if missing:
            yield Finding(
                (*path, "indicator"),
                message(_("The indicator lacks: %(missing)s."), missing=", ".join(missing)),
                message(_("Add what is missing, so that anybody can tell how far it is.")),
            )


RULES = (one_lead_a_party, due_outside_the_period, depends_in_a_circle, no_expected_result, indicator_incomplete)
