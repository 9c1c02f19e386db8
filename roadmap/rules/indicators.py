"""Rules about indicators: whether they can be measured, have targets, and agree with the plan of their area."""

from collections.abc import Iterator
from itertools import pairwise
from textwrap import dedent

from roadmap.analysis.assessment import Assessment
from roadmap.i18n.message import _, message
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.fields import FieldInfo, cached_per_class, field_infos
from roadmap.model.plan import Plan
from roadmap.model.series import ByYear
from roadmap.rules.rule import Finding, rule

__all__ = ["RULES"]

_INDICATOR = """
        areas:
          - kind: tractors
            title: {{en: Tractors, ru: Тракторы}}
            adds_to_trade: {{2030: 400}}
            conformity: [TR CU 031/2012]
            {facts}
            measures:
              - id: TRACTOR-1
                title: {{en: Resume assembly, ru: Возобновить сборку}}
                due: 2027-Q2
                lead: [by-minprom, kg-mineconom]
                result: {{en: The line works, ru: Линия работает}}
                indicator:
                  name: {{en: Tractors assembled, ru: Собрано тракторов}}
                  {numbers}
        """
_UNIT = "unit: {en: a year, ru: в год}"


def _indicator(*numbers: str, facts: str = "service_centres: 3") -> str:
    """Return the areas of a plan with one indicator."""
    return dedent(_INDICATOR).strip().format(facts=facts, numbers=f"\n{' ' * 10}".join(numbers)) + "\n"


@rule(
    "RM301",
    "indicator-incomplete",
    fails=_indicator("target: {2030: 500}"),
    passes=_indicator(_UNIT, "baseline: {2025: 0}", "target: {2030: 500}"),
)
def indicator_incomplete(plan: Plan) -> Iterator[Finding]:
    """An indicator has no unit, no baseline or no target.

    Without all three, progress on a measure cannot be measured.
    """
    for path, _area, measure in plan.located_measures():
        indicator = measure.indicator
        if indicator is None or (indicator.unit and indicator.baseline and indicator.target):
            continue
        missing = [key for key in ("unit", "baseline", "target") if not getattr(indicator, key)]
        yield Finding(
            (*path, "indicator"),
            message(_("The indicator lacks: %(missing)s."), missing=", ".join(missing)),
            message(_("Add what is missing so that progress can be measured.")),
        )


@rule(
    "RM302",
    "target-leads-nowhere",
    fails=_indicator(_UNIT, "baseline: {2025: 0}", "target: {2028: 500, 2030: 50}"),
    passes=_indicator(_UNIT, "baseline: {2025: 0}", "target: {2028: 50, 2030: 500}"),
)
def target_leads_nowhere(plan: Plan, assessment: Assessment) -> Iterator[Finding]:
    """An indicator’s target equals its baseline, or its target values change direction.

    A target equal to the baseline requires nothing; a change of direction suggests a mistyped number or a wrong year.
    """
    for path, _area, measure in plan.located_measures():
        indicator = measure.indicator
        if indicator is None or not indicator.target or not indicator.baseline:
            continue
        if assessment.progress.statuses[measure.id] is Status.cancelled:
            continue
        (first, start), targets = indicator.baseline.values[-1], indicator.target.values
        up = targets[-1][1] - start
        if not up and all(number == start for _year, number in targets):
            yield Finding(
                (*path, "indicator", "target"),
                message(_("The target equals the baseline: %(number)s."), number=start),
                message(_("Set a target to reach, or choose another indicator.")),
            )
            continue
        for (before, old), (year, new) in pairwise(((first, start), *targets)):
            if (new < old if up > 0 else new > old) or (not up and new != old):
                yield Finding(
                    (*path, "indicator", "target", str(year)),
                    message(
                        _(
                            "The values change direction: %(old)s in %(before)s, %(new)s in %(year)s, %(last)s at "
                            "the end."
                        ),
                        old=old,
                        before=before,
                        new=new,
                        year=year,
                        last=targets[-1][1],
                    ),
                    message(_("Check the numbers and their years.")),
                )
                break


@rule(
    "RM303",
    "actual-in-the-future",
    fails=_indicator(_UNIT, "baseline: {2025: 0}", "target: {2030: 500}", "actual: {2027: 40}"),
    passes=_indicator(_UNIT, "baseline: {2025: 0}", "target: {2030: 500}", "actual: {2026: 40}"),
)
def actual_in_the_future(plan: Plan, assessment: Assessment) -> Iterator[Finding]:
    """An actual value is reported for a year that has not begun at the date of the plan.

    Either the year is wrong, or a wish was recorded as a fact. Plans without a date are not checked.
    """
    today = assessment.as_of
    if today is None:
        return
    for path, _area, measure in plan.located_measures():
        for year, number in measure.indicator.actual if measure.indicator is not None else ():
            if year > today.year:
                yield Finding(
                    (*path, "indicator", "actual", str(year)),
                    message(
                        _("%(number)s is reported for %(year)s, but the plan is dated %(date)s."),
                        number=number,
                        year=year,
                        date=str(plan.date),
                    ),
                    message(_("Correct the year, or move the number to “target”.")),
                )


@cached_per_class
def _plans_by_year(cls: type[Area]) -> tuple[FieldInfo, ...]:
    """Return the fields of an area that hold a number for each year, except the trade that it adds."""
    return tuple(d for d in field_infos(cls) if d.type is ByYear and d.key != "adds_to_trade")


@rule(
    "RM304",
    "indicator-against-its-area",
    fails=_indicator(
        _UNIT,
        "baseline: {2025: 0}",
        "target: {2028: 50, 2029: 200, 2030: 300}",
        facts="output: {2028: 50, 2029: 200, 2030: 500}",
    ),
    passes=_indicator(
        _UNIT,
        "baseline: {2025: 0}",
        "target: {2028: 50, 2029: 200, 2030: 500}",
        facts="output: {2028: 50, 2029: 200, 2030: 500}",
    ),
)
def indicator_against_its_area(plan: Plan) -> Iterator[Finding]:
    """An area’s yearly plan and its indicator agree in some years and differ in others.

    Numbers that agree in two or more years count the same thing; where they differ, one was changed and the other was
    not.
    """
    for place, area in enumerate(plan.areas):
        series = [(d.key, getattr(area, d.name)) for d in _plans_by_year(type(area))]
        series = [(key, planned) for key, planned in series if len(planned.values) > 2]
        for m, measure in enumerate(area.measures if series else ()):
            indicator = measure.indicator
            for key, planned in series if indicator is not None else ():
                goals = dict(indicator.target)  # type: ignore[union-attr]
                shared = [(year, number, goals[year]) for year, number in planned if year in goals]
                differ = [entry for entry in shared if entry[1] != entry[2]]
                if not differ or len(shared) - len(differ) < 2:
                    continue
                year, number, goal = differ[0]
                yield Finding(
                    ("areas", place, "measures", m, "indicator", "target", str(year)),
                    message(
                        _("For %(year)s the target is %(goal)s, but “%(key)s” of the area says %(number)s."),
                        year=year,
                        goal=goal,
                        key=key,
                        number=number,
                    ),
                    message(_("Correct the number that was not updated.")),
                )


RULES = (indicator_incomplete, target_leads_nowhere, actual_in_the_future, indicator_against_its_area)
