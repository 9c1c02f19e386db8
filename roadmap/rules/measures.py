"""Rules about measures: who leads, what results, who pays, and how readers can see that a measure is done."""

import re
from collections.abc import Iterator
from textwrap import dedent, indent

from roadmap.analysis.assessment import Assessment
from roadmap.diagnostics.diagnostic import Severity
from roadmap.i18n.message import _, message
from roadmap.model.choices import Stage, Status
from roadmap.model.period import months_between
from roadmap.model.plan import Plan
from roadmap.rules.rule import Finding, rule

__all__ = ["RULES"]

_ONE = """
        areas:
          - kind: tractors
            title: {{en: Tractors, ru: Тракторы}}
            adds_to_trade: {{2030: 400}}
            measures:
              - id: TRACTOR-1
                title: {title}
                due: 2027-Q2
                lead: [{lead}]
                {rest}
        """
_RESULT = "result: {en: The line works, ru: Линия работает}"


def _one(
    rest: str = _RESULT,
    title: str = "{en: Resume assembly, ru: Возобновить сборку}",
    lead: str = "by-minprom, kg-mineconom",
) -> str:
    """Return the areas of a plan with one measure."""
    return dedent(_ONE).strip().format(title=title, lead=lead, rest=rest.replace("\n", "\n" + " " * 8)) + "\n"


_COUNTED = (
    "indicator: {name: {en: Lines, ru: Линии}, unit: {en: lines, ru: линий}, baseline: {2025: 0}, target: {2026: 50}}"
)


def _pair(status: str) -> str:
    """Return the areas of a plan with two measures: the first has the status, the second is done and depends on it."""
    done = (
        "  - id: TRACTOR-2\n    title: {en: Open a service centre, ru: Открыть сервисный центр}\n    due: 2028\n"
        "    lead: [by-minprom, kg-mineconom]\n    result: {en: It works, ru: Он работает}\n    after: [TRACTOR-1]\n"
        "    progress: [{date: 2026-11, status: done, text: {en: Opened, ru: Открыт}}]\n"
    )
    reported = f"progress: [{{date: 2026-10, status: {status}, text: {{en: As said, ru: Как сказано}}}}]"
    return _one(f"{_RESULT}\n{reported}") + indent(done, "    ")


@rule("RM201", "not-one-lead-per-party", Severity.ERROR, fails=_one(lead="by-minprom"), passes=_one())
def one_lead_a_party(plan: Plan) -> Iterator[Finding]:
    """A party has no lead, or more than one, for a measure.

    When two bodies answer, neither does; when a party has no lead, the other side has no one to write to. A body of no
    party, such as a commission, leads for all.
    """
    party_of = {body.id: body.party for body in plan.bodies}
    parties = [party.code for party in plan.parties]
    for path, _area, measure in plan.located_measures():
        leads = [party_of.get(body) for body in measure.lead]
        if leads == parties or (None in leads and len(leads) == 1):
            continue
        for party in parties:
            count = leads.count(party)
            if count == 0:
                yield Finding(
                    (*path, "lead"),
                    message(_("No body of %(party)s leads this measure."), party=party),
                    message(_("Add to “lead” one body whose party is %(party)s."), party=party),
                )
            elif count > 1:
                yield Finding(
                    (*path, "lead"),
                    message(
                        _("%(party)s has %(count)s lead bodies for this measure; only one is allowed."),
                        party=party,
                        count=count,
                    ),
                    message(_("Keep one in “lead” and move the others to “partners”.")),
                )


@rule("RM205", "no-expected-result", fails=_one("status: planned"), passes=_one())
def no_expected_result(plan: Plan) -> Iterator[Finding]:
    """A measure has no expected result.

    Without an expected result, a measure counts as done as soon as anyone claims it.
    """
    for path, _area, measure in plan.located_measures():
        if measure.result is None:
            yield Finding(
                path,
                message(_("The measure has no expected result.")),
                message(_("Add a line “result:” that says what will exist when the measure is done.")),
            )


# Some words are vague anywhere. Others are vague only before certain nouns: a foundation can be strengthened and measured.
_VAGUE = re.compile(
    r"\b(?:intensify|assist|promote|facilitate|encourage|foster|enhance"
    r"|strengthen (?:[\w-]+ ){0,4}?(?:cooperation|collaboration|interaction|relations|ties|links|contacts|partnership|dialogue)"
    r"|(?:explore|examine|study|consider) the possibilit(?:y|ies)"
    r"|прораб(?:отать|атывать) (?:вопрос|возможност|механизм|предложени)\w*"
    r"|активизировать|содействовать|способствовать|оказ(?:ать|ывать) содействие"
    r"|(?:усил(?:ить|ивать)|(?:укреп|углуб)(?:ить|лять)) (?:[\w-]+ ){0,4}?"
    r"(?:сотрудничество|взаимодействие|отношения|связи|контакты|партн[её]рство|диалог)"
    r"|(?:рассмотреть|рассматривать|изучить|изучать) возможност\w+|прин(?:ять|имать) (?:\w+ )?меры)\b",
    re.IGNORECASE,
)


@rule(
    "RM206",
    "vague-wording",
    fails=_one(title="{en: Strengthen cooperation, ru: Активизировать сотрудничество}"),
    passes=_one(title="{en: Sign a contract of supply, ru: Подписать договор поставки}"),
)
def vague_wording(plan: Plan) -> Iterator[Finding]:
    """A measure is too vague to be verified and has no indicator.

    “Strengthen”, “assist”, «проработать вопрос», «активизировать»: a year later both “done” and “not done” are true.
    With an indicator such a word does no harm.
    """
    for path, _area, measure in plan.located_measures():
        if measure.indicator is not None:
            continue
        for language, said in measure.title.versions:
            if found := _VAGUE.search(said):
                yield Finding(
                    (*path, "title", language) if language else (*path, "title"),
                    message(_("It is unclear when “%(words)s” is done: there is no indicator."), words=found[0]),
                    message(
                        _("Name the action and its outcome (sign, open, supply), or add an indicator with a number.")
                    ),
                )
                break


@rule(
    "RM210",
    "done-without-proof",
    fails=_one(f"{_RESULT}\nstatus: done"),
    passes=_one(
        f"{_RESULT}\nstatus: done\n"
        "indicator: {name: {en: Lines, ru: Линии}, unit: {en: lines, ru: линий}, baseline: {2025: 0}, target: {2026: 1}, "
        "actual: {2026: 1}}"
    ),
)
def done_without_proof(plan: Plan, assessment: Assessment) -> Iterator[Finding]:
    """A measure is marked as done but has no actual value.

    A review needs an actual value with its year to compare with the target.
    """
    progress = assessment.progress
    for path, _area, measure in plan.located_measures():
        told = any(entry.status is Status.done for entry in measure.progress) and measure.indicator is None
        done = progress.statuses[measure.id] is Status.done
        if done and not progress.reached[measure.id] and not told:
            yield Finding(
                (*path, "status"),
                message(_("The measure is done, but no actual value with its year shows it.")),
                message(
                    _("Add the value reached: “actual: …” in the report, or “actual: {2027: …}” in the indicator.")
                ),
            )


@rule(
    "RM211",
    "financing-not-named",
    fails="stage: agreed\n" + _one(),
    passes="stage: agreed\n" + _one(f"{_RESULT}\nfinancing: [{{from: {{en: own funds, ru: собственные средства}}}}]"),
)
def financing_not_named(plan: Plan, assessment: Assessment) -> Iterator[Finding]:
    """A measure has no funding source.

    A draft that names no funding at all is not checked. Once any measure names its funding, or the plan is agreed,
    every measure needs it.
    """
    if plan.stage is Stage.draft and not any(measure.financing for _path, _area, measure in plan.located_measures()):
        return
    for path, _area, measure in plan.located_measures():
        if not measure.financing and assessment.progress.statuses[measure.id] is not Status.cancelled:
            yield Finding(
                path,
                message(_("No funding source is given for this measure.")),
                message(_("Add “financing:” with “from:” and, where one side pays, “party:”.")),
            )


@rule(
    "RM212",
    "lead-among-the-partners",
    fails=_one(f"{_RESULT}\npartners: [by-minprom]"),
    passes=_one(),
)
def lead_among_the_partners(plan: Plan) -> Iterator[Finding]:
    """A body is lead and partner of the same measure.

    A reader cannot tell whether the body leads the measure or only takes part; often another body was meant.
    """
    for path, _area, measure in plan.located_measures():
        leads = set(measure.lead)
        for place, body in enumerate(measure.partners):
            if body in leads:
                yield Finding(
                    (*path, "partners", place),
                    message(_("“%(body)s” leads this measure already."), body=body),
                    message(_("Delete it from “partners”, or name the body that was meant.")),
                )


@rule(
    "RM213",
    "status-against-reports",
    fails=_one(f"{_RESULT}\nstatus: under-way\nprogress: [{{date: 2026-11, status: delayed}}]"),
    passes=_one(f"{_RESULT}\nprogress: [{{date: 2026-10, status: under-way}}]"),
)
def status_against_reports(plan: Plan, assessment: Assessment) -> Iterator[Finding]:
    """The “status” of a measure differs from its last report.

    The latest report counts. A different “status” beside it is out of date and misleads readers.
    """
    for path, _area, measure in plan.located_measures():
        last = assessment.progress.statuses[measure.id]
        if measure.status is not Status.planned and last is not measure.status:
            yield Finding(
                (*path, "status"),
                message(
                    _("“status” is “%(written)s”, but the last report says “%(last)s”."),
                    written=measure.status.key,
                    last=last.key,
                ),
                message(_("Delete “status”: the last report under “progress” gives it.")),
            )


@rule(
    "RM214",
    "report-out-of-time",
    fails=_one(f"{_RESULT}\nprogress: [{{date: 2072-06-30, status: under-way}}]"),
    passes=_one(f"{_RESULT}\nprogress: [{{date: 2027-06-30, status: under-way}}]"),
    months=12,
)
def report_out_of_time(plan: Plan, months: int) -> Iterator[Finding]:
    """A report is dated before the plan’s period, or long after it.

    Such a date is probably a typing error: the report is filed under the wrong time, and lateness is counted from it.
    """
    start, end = plan.period.start, plan.period.end
    for path, _area, measure in plan.located_measures():
        for place, entry in enumerate(measure.progress):
            day = entry.date.start
            if day < start or months_between(end, day) > months:
                yield Finding(
                    (*path, "progress", place, "date"),
                    message(
                        _("A report is dated %(date)s, but the plan runs %(period)s."),
                        date=str(entry.date),
                        period=str(plan.period),
                    ),
                    message(_("Correct the date of the report.")),
                )


@rule(
    "RM215",
    "actual-without-indicator",
    fails=_one(f"{_RESULT}\nprogress: [{{date: 2026-10-31, actual: 40}}]"),
    passes=_one(
        f"{_RESULT}\nprogress: [{{date: 2026-10-31, actual: 40}}]\n"
        "indicator: {name: {en: Lines, ru: Линии}, unit: {en: lines, ru: линий}, baseline: {2025: 0}, target: {2026: 50}}"
    ),
)
def actual_of_nothing(plan: Plan) -> Iterator[Finding]:
    """A report gives an actual value, but the measure has no indicator.

    A number whose meaning is not stated cannot be compared with anything.
    """
    for path, _area, measure in plan.located_measures():
        for place, entry in enumerate(measure.progress if measure.indicator is None else ()):
            if entry.actual is not None:
                yield Finding(
                    (*path, "progress", place, "actual"),
                    message(_("%(number)s is reported, but the measure has no indicator."), number=entry.actual),
                    message(_("Add “indicator:” to the measure, or give the number in the text of the report.")),
                )


@rule(
    "RM216",
    "two-reports-on-one-day",
    fails=_one(f"{_RESULT}\nprogress: [{{date: 2026-10-31, actual: 4}}, {{date: 2026-10-31, actual: 5}}]\n{_COUNTED}"),
    passes=_one(f"{_RESULT}\nprogress: [{{date: 2026-10-31, actual: 4}}, {{date: 2026-11-30, actual: 5}}]\n{_COUNTED}"),
)
def two_reports_of_one_day(plan: Plan) -> Iterator[Finding]:
    """Two reports on one measure have the same date.

    Often one corrects the other and should have replaced it.
    """
    for path, _area, measure in plan.located_measures():
        dates = [entry.date for entry in measure.progress]
        for place, date in enumerate(dates):
            if date in dates[:place]:
                yield Finding(
                    (*path, "progress", place, "date"),
                    message(_("This measure already has a report dated %(date)s."), date=str(date)),
                    message(_("Keep the correct report, or correct the date.")),
                )


@rule("RM217", "done-before-dependency", fails=_pair("planned"), passes=_pair("done"))
def done_before_its_turn(plan: Plan, assessment: Assessment) -> Iterator[Finding]:
    """A measure is done, but one it depends on is not.

    Either the report was filed under the wrong measure, or the other one was forgotten.
    """
    statuses = assessment.progress.statuses
    for path, _area, measure in plan.located_measures():
        if not measure.after or statuses[measure.id] is not Status.done:
            continue
        for needed in measure.after:
            if needed in statuses and assessment.progress.is_open(needed):
                yield Finding(
                    path,
                    message(
                        _("“%(id)s” is done, but it depends on “%(needed)s”, which is not."),
                        id=measure.id,
                        needed=needed,
                    ),
                    message(_("Correct the status of one of the two, or delete the dependency.")),
                )


RULES = (
    one_lead_a_party,
    no_expected_result,
    vague_wording,
    done_without_proof,
    financing_not_named,
    lead_among_the_partners,
    status_against_reports,
    report_out_of_time,
    actual_of_nothing,
    two_reports_of_one_day,
    done_before_its_turn,
)
