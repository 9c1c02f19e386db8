"""Boundaries of the analysis: days, deadlines, progress and trade at equality, and one step on either side."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

import roadmap
from roadmap.analysis.assessment import assess
from roadmap.analysis.progress import IndicatorTrajectory, expected
from roadmap.analysis.schedule import Deadline, occurrences
from roadmap.analysis.summary import PlanSummary
from roadmap.analysis.trade import (
    TargetBridge,
    TradeAssessment,
    added_by_year,
    balance,
    percent_difference,
    share,
    turnover,
    yearly_growth,
)
from roadmap.documents.views.calendar import column_span
from roadmap.model.choices import Status
from roadmap.model.codes import Id
from roadmap.model.measure import Measure
from roadmap.model.period import Due, Period, Unit, months_between, step_of, steps
from roadmap.model.plan import Plan

# Parts of an assessment


def overdue(plan: Plan, on: date) -> tuple[Deadline, ...]:
    return assess(plan, on).schedule.overdue


def status(plan: Plan, on: date | None = None) -> Status:
    """The status of the first measure."""
    return assess(plan, on).progress.statuses[only(plan).id]


def reached(plan: Plan, on: date | None) -> Sequence[tuple[date, Decimal]]:
    """The actual values of the first measure."""
    return assess(plan, on).progress.reached[only(plan).id]


def trajectory(plan: Plan, on: date) -> IndicatorTrajectory | None:
    """The trajectory of the only open measure with an indicator."""
    found = assess(plan, on).progress.trajectories
    return found[0][1] if found else None


def trade_of(plan: Plan) -> TradeAssessment:
    trade = assess(plan).trade
    assert trade is not None
    return trade


def bridge_of(plan: Plan) -> TargetBridge | None:
    return trade_of(plan).bridge


def summary(plan: Plan) -> PlanSummary:
    return assess(plan).summary


# Plans


def plan_of(
    *measures: str, head: str = "", period: str = "2026–2030", trade: str = "", adds: str = "{2030: 400}"
) -> Plan:
    """A plan with measures, each given by its deadline and what else is special of it."""
    lines = "".join(
        f"      - {{id: M-{n}, title: Sign, lead: [by-minprom, kg-mineconom], {line}}}\n"
        for n, line in enumerate(measures)
    )
    return roadmap.loads(
        f"format: 1\nid: by-kg\ntitle: A plan\nparties: [BY, KG]\nperiod: {period}\nlanguages: [en]\n{head}"
        "sources: {note: {title: A note}}\n"
        "bodies: {by-minprom: {party: BY, name: Industry}, kg-mineconom: {party: KG, name: Economy}}\n"
        f"{trade}areas:\n  - kind: tractors\n    title: Tractors\n    adds_to_trade: {adds}\n    measures:\n{lines}"
    )


def traded(*figures: str, target: str = "{period: 2030, turnover: 500, source: note}", growth: str = "") -> Plan:
    """A plan with figures of trade, each given by its period and numbers."""
    each = ", ".join(f"{{{figure}, source: note}}" for figure in figures)
    return plan_of(
        "due: 2027", trade=f"trade: {{currency: USD, figures: [{each}], targets: [{target}], growth: [{growth}]}}\n"
    )


def only(plan: Plan) -> Measure:
    """The first measure of a plan."""
    return next(measure for _path, _area, measure in plan.located_measures())


def day(text: str) -> date:
    return date.fromisoformat(text)


# The day of a plan


@pytest.mark.parametrize(
    ("dated", "report", "last"),
    [
        ("2026-11", None, "2026-11-30"),
        ("2026-11-23", None, "2026-11-23"),
        ("2026-Q4", None, "2026-12-31"),
        ("2028-02", None, "2028-02-29"),
        ("2026-11", "2026-11-29", "2026-11-30"),
        ("2026-11", "2026-12-01", "2026-12-01"),
        ("2026-11-23", "2026-11", "2026-11-30"),
        ("2026-11-23", "2026-10", "2026-11-23"),
    ],
)
def test_a_plan_tells_up_to_the_last_day_of_its_date_or_of_its_last_report(
    dated: str, report: str | None, last: str
) -> None:
    progress = f", progress: [{{date: {report}, text: x}}, {{date: 2026-01, text: y}}]" if report else ""
    plan = plan_of(f"due: 2027{progress}", "due: 2028", head=f"date: {dated}\n")
    assert assess(plan).as_of == day(last)


def test_a_plan_without_a_date_tells_of_no_day() -> None:
    assert assess(plan_of("due: 2027, progress: [{date: 2026-11-30, text: x}]")).as_of is None


@pytest.mark.parametrize(
    ("first", "last", "months"),
    [
        ("2026-11-30", "2026-12-01", 1),
        ("2026-11-01", "2026-11-30", 0),
        ("2026-01-31", "2026-02-28", 1),
        ("2027-12-31", "2028-01-01", 1),
        ("2026-12-01", "2028-01-31", 13),
        ("2027-03-01", "2027-02-28", -1),
        ("2024-02-29", "2028-02-29", 48),
    ],
)
def test_months_between_two_days_are_those_of_the_calendar(first: str, last: str, months: int) -> None:
    assert months_between(day(first), day(last)) == months


# Steps of time


@pytest.mark.parametrize(
    ("on", "unit", "step"),
    [
        ("2026-03-31", Unit.QUARTER, "2026-Q1"),
        ("2026-04-01", Unit.QUARTER, "2026-Q2"),
        ("2026-06-30", Unit.HALF, "2026-H1"),
        ("2026-07-01", Unit.HALF, "2026-H2"),
        ("2026-09-30", Unit.QUARTER, "2026-Q3"),
        ("2026-12-31", Unit.QUARTER, "2026-Q4"),
        ("2026-12-31", Unit.MONTH, "2026-12"),
        ("2026-01-01", Unit.YEAR, "2026"),
        ("2026-12-31", Unit.YEAR, "2026"),
    ],
)
def test_the_first_and_the_last_day_of_a_step_lie_in_it(on: str, unit: Unit, step: str) -> None:
    assert str(step_of(day(on), unit)) == step


@pytest.mark.parametrize(
    ("period", "unit", "count"),
    [
        ("2026-03-31", Unit.QUARTER, 1),
        ("2026-03-31/2026-04-01", Unit.QUARTER, 2),
        ("2026-12-31/2027-01-01", Unit.YEAR, 2),
        ("2026-06-30/2026-07-01", Unit.HALF, 2),
        ("2026-01-31/2026-02-01", Unit.MONTH, 2),
        ("2026–2030", Unit.HALF, 10),
    ],
)
def test_a_period_touches_its_first_and_its_last_step(period: str, unit: Unit, count: int) -> None:
    assert steps(Period.parse(period), unit) == count


@pytest.mark.parametrize(
    ("due", "first", "last"),
    [
        ("2026-01-01", 0, 0),
        ("2026-03-31", 0, 0),
        ("2026-04-01", 1, 1),
        ("2030-12-31", 19, 19),
        ("2025-12-31", 0, 0),
        ("2031-01-01", 19, 19),
        ("2025-12/2026-04", 0, 1),
        ("2030-09/2031-01", 18, 19),
        ("quarterly", 0, 19),
    ],
)
def test_a_deadline_outside_a_period_is_put_at_its_edge(due: str, first: int, last: int) -> None:
    assert column_span(Due.parse(due), Period.parse("2026–2030"), Unit.QUARTER) == (first, last)


@pytest.mark.parametrize(
    ("due", "period", "wanted"),
    [
        ("quarterly", "2026-01-01/2026-06-30", ["2026-Q1", "2026-Q2"]),
        ("quarterly", "2026-01-01/2026-06-29", ["2026-Q1"]),
        ("quarterly", "2026-03-31/2026-06-30", ["2026-Q1", "2026-Q2"]),
        ("quarterly", "2026-04-01/2026-06-30", ["2026-Q2"]),
        ("annually", "2026-12-31/2027-12-31", ["2026", "2027"]),
        ("annually", "2026-01-01/2027-12-30", ["2026"]),
        ("annually", "2027-01-01/2027-12-31", ["2027"]),
        ("continuous", "2026–2030", []),
        ("2027-H1", "2026–2030", ["2027-H1"]),
        ("2031", "2026–2030", ["2031"]),
    ],
)
def test_what_comes_again_falls_due_in_each_step_that_ends_in_the_period(
    due: str, period: str, wanted: list[str]
) -> None:
    assert [str(one) for one in occurrences(Due.parse(due), Period.parse(period))] == wanted


@pytest.mark.parametrize(("period", "count"), [("2000–2249", 1000), ("2000-01-01/2250-01-01", 0)])
def test_no_more_than_a_thousand_times_are_unfolded(period: str, count: int) -> None:
    assert len(occurrences(Due.parse("quarterly"), Period.parse(period))) == count


def test_what_comes_again_ends_with_the_calendar() -> None:
    assert [str(one) for one in occurrences(Due.parse("annually"), Period.parse("9998–9999"))] == ["9998", "9999"]


# What is late, and what is due


def late(plan: Plan, on: str) -> list[str]:
    return [str(one.period) for one in overdue(plan, day(on))]


@pytest.mark.parametrize(
    ("due", "last"),
    [("2027-05-15", "2027-05-15"), ("2027-Q2", "2027-06-30"), ("2027", "2027-12-31"), ("2028-02", "2028-02-29")],
)
def test_a_measure_is_late_from_the_day_after_its_deadline(due: str, last: str) -> None:
    plan = plan_of(f"due: {due}")
    assert late(plan, last) == []
    assert late(plan, str(date.fromordinal(day(last).toordinal() + 1))) == [due]


@pytest.mark.parametrize(
    ("entry", "on", "owed"),
    [
        # a report of a day counts until 31 days after the quarter's end
        ("{date: 2027-05-01, text: x}", "2027-05-01", 0),
        ("{date: 2027-05-02, text: x}", "2027-05-02", 1),
        ("{date: 2027-01-01, text: x}", "2027-05-01", 0),
        ("{date: 2027-03-31, text: x}", "2027-05-01", 0),
        # a report of a quarter counts for each time that it touches
        ("{date: 2027-Q1, text: x}", "2027-05-01", 0),
        ("{date: 2027-02, text: x}", "2027-05-01", 0),
        ("{date: 2027-Q2, text: x}", "2027-05-01", 1),
        ("{date: 2027-03/2027-04, text: x}", "2027-05-01", 0),
        ("{date: 2026-12/2027-01, text: x}", "2027-05-01", 0),
        # a report is known from its first day on
        ("{date: 2027-04-10, text: x}", "2027-04-09", 1),
        ("{date: 2027-04-10, text: x}", "2027-04-10", 0),
    ],
)
def test_a_report_on_what_comes_again_counts_until_a_month_after_its_time(entry: str, on: str, owed: int) -> None:
    plan = plan_of(f"due: quarterly, progress: [{entry}]", period="2027-01-01/2027-03-31")
    assert len(late(plan, on)) == owed


def test_a_report_of_a_day_counts_for_the_first_time_that_waits_for_one() -> None:
    two = "[{date: 2027-04-10, text: x}, {date: 2027-04-20, text: y}]"
    plan = plan_of(f"due: quarterly, progress: {two}", period="2027")
    assert late(plan, "2028-01-01") == ["2027-Q3", "2027-Q4"]
    plan = plan_of("due: quarterly, progress: [{date: 2027-04-10, text: x}]", period="2027")
    assert late(plan, "2028-01-01") == ["2027-Q2", "2027-Q3", "2027-Q4"]


@pytest.mark.parametrize(
    ("head", "entry", "first"),
    [
        ("date: 2027-03-31\n", "", "2027-Q1"),
        ("date: 2027-04-01\n", "", "2027-Q2"),
        ("date: 2027-03\n", "", "2027-Q1"),
        ("date: 2027-12-01\n", ", progress: [{date: 2027-06-30, status: planned}]", "2027-Q2"),
        ("date: 2027-12-01\n", ", progress: [{date: 2027-07-01, status: planned}]", "2027-Q3"),
        ("", ", progress: [{date: 2027-07-01, status: planned}]", "2027-Q1"),
    ],
)
def test_what_comes_again_is_asked_for_from_the_time_on_in_which_the_plan_is_followed(
    head: str, entry: str, first: str
) -> None:
    plan = plan_of(f"due: quarterly{entry}", period="2027", head=head)
    wanted = ["2027-Q1", "2027-Q2", "2027-Q3", "2027-Q4"]
    year = assess(plan, day("2027-01-01"), horizon_days=364).schedule
    asked = [str(one.period) for one in year.due_soon]
    assert asked == wanted[wanted.index(first) :]


@pytest.mark.parametrize(
    ("due", "within"),
    [
        ("2027-04-01", True),
        ("2027-03-31", False),
        ("2027-06-30", True),
        ("2027-07-01", False),
        ("2027-01/2027-04", True),
        ("2027-06/2027-07", False),
    ],
)
@pytest.mark.parametrize("on", ["2027-04-01", "2027-06-30"])
def test_what_is_due_this_quarter_ends_in_it(due: str, within: bool, on: str) -> None:
    assert bool(assess(plan_of(f"due: {due}"), day(on)).schedule.due_this_quarter) == within


@pytest.mark.parametrize("state", ["done", "cancelled"])
def test_a_closed_measure_is_never_due(state: str) -> None:
    plan = plan_of(f"due: 2027, status: {state}")
    assert assess(plan, day("2027-01-01"), horizon_days=364).schedule.due_soon == ()
    assert assess(plan, day("2027-12-31")).schedule.due_this_quarter == ()
    assert assess(plan, day("2028-01-01")).schedule.overdue == ()


def reviewed(plan: Plan, on: str, within: int = 90, body: str | None = None) -> roadmap.Review:
    return roadmap.review(plan, as_of=day(on), horizon_days=within, body=body)


@pytest.mark.parametrize(
    ("due", "is_late", "is_soon"),
    [
        ("2026-12-31", True, False),
        ("2027-01-01", False, True),
        ("2027-01-31", False, True),
        ("2027-02-01", False, False),
    ],
)
def test_what_is_due_today_is_soon_and_so_is_the_last_of_the_days_asked_for(
    due: str, is_late: bool, is_soon: bool
) -> None:
    now = reviewed(plan_of(f"due: {due}"), "2027-01-01", within=30)
    assert (bool(now.overdue), bool(now.due_soon), now.until) == (is_late, is_soon, day("2027-01-31"))


def test_a_review_looks_ninety_days_ahead() -> None:
    assert roadmap.review(plan_of("due: 2027"), as_of=day("2027-01-01")).until == day("2027-04-01")


@pytest.mark.parametrize(("within", "until"), [(364, "9999-12-30"), (365, "9999-12-31"), (366, "9999-12-31")])
def test_a_review_ends_with_the_calendar(within: int, until: str) -> None:
    assert reviewed(plan_of("due: 2027"), "9998-12-31", within).until == day(until)


def test_a_review_of_a_body_has_the_measures_that_it_leads_and_no_critical_path() -> None:
    plan = plan_of("due: 2027", "due: 2028, after: [M-0]")
    assert reviewed(plan, "2027-01-01").critical_path == ("M-0", "M-1")
    assert reviewed(plan, "2027-01-01", body="by-minprom").critical_path == ()
    assert len(reviewed(plan, "2027-01-01", body="by-minprom").measures) == 2
    assert len(reviewed(plan, "2027-01-01", body="by-mtz").measures) == 0


def test_a_review_counts_what_is_done_on_its_day() -> None:
    plan = plan_of("due: 2027, progress: [{date: 2027-02-01, status: done}]", "due: 2027")
    assert (reviewed(plan, "2027-01-31").done, reviewed(plan, "2027-02-01").done) == (0, 1)


# What waits for what


@pytest.mark.parametrize(
    ("needed", "due", "on", "delayed"),
    [
        ("2027-06-30", "2027-06-30", "2027-01-01", False),
        ("2027-06-30", "2027-06-29", "2027-01-01", True),
        ("2027-06-30", "2027-06-29", "2027-06-29", True),
        ("2027-06-30", "2027-06-29", "2027-06-30", False),  # it is late itself then
        ("2027-03-31", "2027-06-30", "2027-06-30", False),
        ("2027-03-31", "2027-06-30", "2027-06-29", False),
    ],
)
def test_a_measure_is_delayed_by_what_it_waits_for_when_that_is_due_later(
    needed: str, due: str, on: str, delayed: bool
) -> None:
    plan = plan_of(f"due: {needed}", f"due: {due}, after: [M-0]")
    assert [measure.id for measure, _window in reviewed(plan, on).delayed_by_dependency] == ["M-1"] * delayed


@pytest.mark.parametrize("state", ["done", "cancelled"])
def test_what_is_closed_is_not_delayed_and_delays_nothing(state: str) -> None:
    plan = plan_of("due: 2028", f"due: 2027, after: [M-0], status: {state}")
    assert reviewed(plan, "2026-01-01").delayed_by_dependency == ()
    plan = plan_of(f"due: 2028, status: {state}", "due: 2027, after: [M-0]")
    assert reviewed(plan, "2026-01-01").delayed_by_dependency == ()


def window(plan: Plan, id: str, on: str | None = None) -> tuple[str, str, str, str | None, int]:
    found = assess(plan, day(on) if on else None).schedule.windows[Id(id)]
    return str(found.earliest), str(found.latest), str(found.end), found.binding, found.slack


def test_the_window_of_a_measure_lies_between_what_it_waits_for_and_what_waits_for_it() -> None:
    plan = plan_of(
        "due: 2027-03-31", "due: 2027-06-30", "due: 2027-12-31, after: [M-0, M-1]", "due: 2027-09-30, after: [M-2]"
    )
    assert window(plan, "M-0") == ("2026-01-01", "2027-03-31", "2027-03-31", None, 454)
    assert window(plan, "M-2") == ("2027-06-30", "2027-09-30", "2027-12-31", "M-1", 92)
    assert window(plan, "M-3") == ("2027-12-31", "2027-09-30", "2027-12-31", "M-2", -92)


@pytest.mark.parametrize(
    ("line", "on", "end"),
    [
        ("due: 2027-06-30", None, "2027-06-30"),
        ("due: 2027-06-30", "2027-06-30", "2027-06-30"),
        ("due: 2027-06-30", "2027-07-01", "2027-07-01"),
        ("due: 2027-06-30, status: done", "2027-07-01", "2027-06-30"),
        ("due: 2027-06-30, status: done", "2027-03-01", "2027-03-01"),
        ("due: 2027-06-30, status: done", None, "2027-06-30"),
        ("due: 2027-06-30, progress: [{date: 2027-02, status: done}]", "2027-03-01", "2027-02-28"),
        (
            "due: 2027-06-30, progress: [{date: 2027-02, status: done}, {date: 2027-04, status: done}]",
            None,
            "2027-04-30",
        ),
        ("due: 2027-06-30, progress: [{date: 2027-08, status: done}]", "2027-09-01", "2027-08-31"),
        ("due: 2027-06-30, status: cancelled", "2027-07-01", "2027-06-30"),
    ],
)
def test_a_measure_is_expected_on_its_deadline_or_later_and_was_done_when_it_was_reported(
    line: str, on: str | None, end: str
) -> None:
    assert window(plan_of(line), "M-0", on)[2] == end


def test_what_waits_for_something_that_was_done_before_the_plan_begins_with_the_plan() -> None:
    plan = plan_of("due: 2027, progress: [{date: 2025-11, status: done}]", "due: 2027, after: [M-0]")
    assert (window(plan, "M-0")[2], window(plan, "M-1")[0]) == ("2025-11-30", "2026-01-01")


@pytest.mark.parametrize(
    ("lines", "path", "slack"),
    [
        (["due: 2027", "due: 2028"], (), None),
        (["due: 2027", "due: 2028, after: [M-0]"], ("M-0", "M-1"), 366),
        (["due: 2027", "due: 2028-01-10, after: [M-0]", "due: 2028-01-11, after: [M-0]"], ("M-0", "M-1"), 10),
        (["due: 2027", "due: 2028-01-11, after: [M-0]", "due: 2028-01-10, after: [M-0]"], ("M-0", "M-2"), 10),
        (["due: 2027", "due: 2028-01-10, after: [M-0]", "due: 2028-01-10, after: [M-0]"], ("M-0", "M-1"), 10),
        (["due: 2027", "due: 2028-01-10, after: [M-0]", "due: 2029, after: [M-1]"], ("M-0", "M-1", "M-2"), 10),
    ],
)
def test_the_critical_path_has_the_least_slack_and_is_the_longest_of_several(
    lines: list[str], path: tuple[str, ...], slack: int | None
) -> None:
    plan = plan_of(*lines)
    planned = assess(plan).schedule
    assert (planned.critical_path, planned.slack) == (path, slack)
    now = reviewed(plan, "2026-01-01")
    assert (now.critical_path, now.slack) == (path, slack)


@pytest.mark.parametrize(
    ("due", "quarter"),
    [
        ("2027-03-31", "2027-Q1"),
        ("2027-04-01", "2027-Q2"),
        ("2027-Q4", "2027-Q4"),
        ("2027-01/2027-03", "2027-Q1"),
        ("2027-03/2027-04", None),
        ("2027-H1", None),
        ("quarterly", None),
    ],
)
def test_the_load_of_a_body_counts_what_is_due_within_one_quarter(due: str, quarter: str | None) -> None:
    wanted = [("by-minprom", quarter, 1), ("kg-mineconom", quarter, 1)] if quarter else []
    found = assess(plan_of(f"due: {due}")).schedule.load
    assert [(body, str(when), count) for (body, when), count in found.items()] == wanted


# Progress


@pytest.mark.parametrize(
    ("entry", "on", "wanted"),
    [
        ("{date: 2027-02, status: done}", "2027-01-31", "planned"),
        ("{date: 2027-02, status: done}", "2027-02-01", "done"),
        ("{date: 2027-02-01, status: delayed}, {date: 2027-02-01, status: done}", "2027-03-01", "done"),
        ("{date: 2027-02-02, status: delayed}, {date: 2027-02-01, status: done}", "2027-03-01", "delayed"),
        ("{date: 2027-02, status: delayed}, {date: 2027-02-28, status: done}", "2027-03-01", "done"),
        ("{date: 2027-02-28, status: done}, {date: 2027-02, status: delayed}", "2027-03-01", "done"),
        ("{date: 2027-02, status: delayed}, {date: 2027-03, text: x}", "2027-03-31", "delayed"),
        ("{date: 2027-02, status: delayed}, {date: 2027-02-15, status: done}", "2027-03-01", "delayed"),
    ],
)
def test_the_status_of_a_day_is_that_of_the_last_report_known_on_it(entry: str, on: str, wanted: str) -> None:
    assert status(plan_of(f"due: 2027, progress: [{entry}]"), day(on)).key == wanted


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("due: quarterly, progress: [{date: 2027-Q1, status: done}]", "under-way"),
        ("due: quarterly, status: done, progress: [{date: 2027-Q1, status: done}]", "done"),
        ("due: quarterly, progress: [{date: 2027-Q1, status: cancelled}]", "cancelled"),
        ("due: 2027-Q1, progress: [{date: 2027-Q1, status: done}]", "done"),
    ],
)
def test_what_comes_again_is_under_way_when_one_time_of_it_is_done(line: str, wanted: str) -> None:
    assert status(plan_of(line)).key == wanted


@pytest.mark.parametrize(
    ("state", "wanted"),
    [("planned", True), ("under-way", True), ("delayed", True), ("done", False), ("cancelled", False)],
)
def test_a_measure_is_open_until_it_is_done_or_cancelled(state: str, wanted: bool) -> None:
    plan = plan_of(f"due: 2027, status: {state}")
    assert assess(plan).progress.is_open(only(plan).id) == wanted


def measured(numbers: str, more: str = "") -> Plan:
    """A plan with one measure that has an indicator."""
    return plan_of(f"due: 2030, indicator: {{name: x, {numbers}}}{more}")


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        ("2025-12-30", "10"),
        ("2025-12-31", "10"),
        ("2026-01-01", "11"),  # 365 in 365 days
        ("2026-12-30", "374"),
        ("2026-12-31", "375"),
        ("2027-01-01", "374"),  # 365 fewer in 365 days
        ("2027-12-31", "10"),
        ("2028-01-01", "10"),
        ("2099-01-01", "10"),
    ],
)
def test_what_is_expected_lies_on_lines_between_the_ends_of_years(on: str, wanted: str) -> None:
    indicator = only(
        measured("baseline: {2020: 5, 2025: 10}, target: {2024: 999, 2025: 999, 2026: 375, 2027: 10}")
    ).indicator
    assert indicator is not None
    assert expected(indicator, day(on)) == Decimal(wanted)


@pytest.mark.parametrize("numbers", ["baseline: {2025: 1}", "target: {2030: 1}"])
def test_nothing_is_expected_without_a_baseline_or_a_target(numbers: str) -> None:
    assert trajectory(measured(numbers), day("2027-01-01")) is None


@pytest.mark.parametrize(
    ("goal", "actual", "off_track", "no_data"),
    [
        # an indicator that is to rise from 0 to 100: 20 are expected at the end of 2026
        ("0, 100", "19.9", True, False),
        ("0, 100", "20", False, False),
        ("0, 100", "20.1", False, False),
        ("0, 100", None, False, True),
        # one that is to fall from 100 to 0: 80 are expected
        ("100, 0", "80.1", True, False),
        ("100, 0", "80", False, False),
        ("100, 0", "79.9", False, False),
        ("100, 0", None, False, True),
        # one that is to stay
        ("50, 50", "49.9", True, False),
        ("50, 50", "50", False, False),
        ("50, 50", "50.1", False, False),
        ("50, 50", None, False, False),
    ],
)
def test_an_indicator_is_off_track_on_the_side_away_from_its_goal(
    goal: str, actual: str | None, off_track: bool, no_data: bool
) -> None:
    start, end = goal.split(", ")
    known = f", actual: {{2026: {actual}}}" if actual else ""
    fifth = Decimal(start) + (Decimal(end) - Decimal(start)) / 5
    plan = measured(f"baseline: {{2025: {start}}}, target: {{2026: {fifth}, 2030: {end}}}{known}")
    now = reviewed(plan, "2026-12-31")
    assert (bool(now.off_track), bool(now.no_data)) == (off_track, no_data)


@pytest.mark.parametrize("state", ["done", "cancelled"])
def test_only_open_measures_are_off_track_or_without_data(state: str) -> None:
    numbers = "baseline: {2025: 0}, target: {2030: 100}"
    plan = measured(f"{numbers}, actual: {{2026: 1}}", f", status: {state}")
    assert reviewed(plan, "2026-12-31").off_track == ()
    assert reviewed(measured(numbers, f", status: {state}"), "2026-12-31").no_data == ()


@pytest.mark.parametrize(
    ("start", "actual", "done"),
    [(0, 0, 0), (0, 50, 50), (0, 100, 100), (0, 120, 120), (0, -10, -10), (50, 75, 50), (200, 150, 50)],
)
def test_the_share_of_the_way_is_counted_from_the_baseline(start: int, actual: int, done: int) -> None:
    numbers = f"baseline: {{2025: {start}}}, target: {{2030: 100}}, actual: {{2026: {actual}}}"
    now = trajectory(measured(numbers), day("2027-01-01"))
    assert now is not None
    assert now.done == done


def test_a_trajectory_runs_from_the_last_baseline_to_the_last_target_and_has_the_last_value() -> None:
    plan = measured(
        "baseline: {2024: 1, 2025: 2}, target: {2027: 3, 2030: 4}, actual: {2026: 5}",
        ", progress: [{date: 2027-03-31, actual: 7}, {date: 2027-02-28, actual: 6}, {date: 2027-04-01, text: x}]",
    )
    now = trajectory(plan, day("2027-12-31"))
    assert now is not None
    assert (now.start, now.goal, now.reached) == (Decimal(2), Decimal(4), (day("2027-03-31"), Decimal(7)))
    level = trajectory(measured("baseline: {2025: 2}, target: {2030: 2}, actual: {2026: 2}"), day("2027-01-01"))
    assert level is not None
    assert level.done is None


@pytest.mark.parametrize(
    ("on", "wanted"),
    [
        ("2025-12-31", []),
        ("2026-01-01", [("2026-01-01", "5")]),  # of the year that is running, up to this day
        ("2026-12-31", [("2026-12-31", "5")]),
        ("2027-01-01", [("2026-12-31", "5")]),
        ("2027-02-01", [("2026-12-31", "5"), ("2027-02-01", "6")]),
        (None, [("2026-12-31", "5"), ("2027-02-28", "6")]),
    ],
)
def test_a_value_by_year_counts_for_the_last_day_of_its_year(on: str | None, wanted: list[tuple[str, str]]) -> None:
    plan = measured("actual: {2026: 5}", ", progress: [{date: 2027-02, actual: 6}]")
    found = reached(plan, day(on) if on else None)
    assert [(str(when), str(number)) for when, number in found] == wanted


# Numbers


@pytest.mark.parametrize(
    ("one", "other", "percent"),
    [(100, 103, "3"), (103, 100, "3"), (0, 5, "100"), (0, 0, "0"), (7, 7, "0"), (1, 3, "200")],
)
def test_two_numbers_are_apart_by_what_the_larger_exceeds_the_smaller(one: int, other: int, percent: str) -> None:
    assert percent_difference(Decimal(one), Decimal(other)) == Decimal(percent)


@pytest.mark.parametrize(("part", "whole", "percent"), [(1, 4, "25"), (5, 4, "125"), (0, 4, "0"), (4, 0, "0")])
def test_a_share_is_in_percent_of_the_whole(part: int, whole: int, percent: str) -> None:
    assert share(Decimal(part), Decimal(whole)) == Decimal(percent)


@pytest.mark.parametrize(
    ("after", "years", "percent"), [("110", 1, "10"), ("121", 2, "10"), ("90", 1, "-10"), ("100", 3, "0")]
)
def test_a_growth_a_year_is_the_root_of_the_whole_growth(after: str, years: int, percent: str) -> None:
    assert yearly_growth(Decimal(100), Decimal(after), years).quantize(Decimal("0.000001")) == Decimal(percent)


# Figures of trade


@pytest.mark.parametrize(
    ("figure", "whole", "difference"),
    [
        ("period: 2025, turnover: 9, exports: 4, imports: 3", "9", "1"),
        ("period: 2025, turnover: 0, exports: 4, imports: 3", "0", "1"),
        ("period: 2025, exports: 4, imports: 3", "7", "1"),
        ("period: 2025, exports: 0, imports: 3", "3", "-3"),
        ("period: 2025, exports: 4", None, None),
        ("period: 2025, imports: 4", None, None),
    ],
)
def test_a_turnover_is_as_stated_or_the_sum_of_its_parts(
    figure: str, whole: str | None, difference: str | None
) -> None:
    plan = traded(figure)
    assert plan.trade is not None
    (only_one,) = plan.trade.figures
    assert turnover(only_one) == (Decimal(whole) if whole else None)
    assert balance(only_one) == (Decimal(difference) if difference else None)


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        (["period: 2024, turnover: 1", "period: 2025, turnover: 2"], "2"),
        (["period: 2025, turnover: 2", "period: 2024, turnover: 1"], "2"),
        (["period: 2024, turnover: 1", "period: 2025-01/2025-11, turnover: 2"], "1"),
        (["period: 2024, turnover: 1", "period: 2024–2025, turnover: 2"], "1"),
        (["period: 2024, turnover: 1", "period: 2025, exports: 2"], "1"),
        (["period: 2025, turnover: 1, approximate: true", "period: 2025, turnover: 2"], "2"),
        (["period: 2025, turnover: 1", "period: 2025, turnover: 2"], "1"),
    ],
)
def test_the_latest_figure_is_of_a_whole_year_exact_ones_first(figures: list[str], wanted: str) -> None:
    known = trade_of(traded(*figures)).latest
    assert known is not None
    assert (known.amount, turnover(known.figure)) == (Decimal(wanted), Decimal(wanted))


def test_the_main_target_lies_furthest_ahead() -> None:
    targets = ", ".join(
        f"{{period: {period}, turnover: {n}, source: note}}" for period, n in (("2028", 1), ("2030", 2), ("2029", 3))
    )
    target = trade_of(traded("period: 2025, turnover: 1", target=targets)).main_target
    assert target is not None
    assert target.turnover == 2


@pytest.mark.parametrize(
    ("figures", "wanted"),
    [
        (["period: 2024, turnover: 100", "period: 2025, turnover: 110"], [("2024", "2025", "10.0")]),
        (["period: 2023, turnover: 100", "period: 2025, turnover: 121"], [("2023", "2025", "10.0")]),
        (["period: 2024, turnover: 0", "period: 2025, turnover: 110"], []),
        (["period: 2024-01/2024-09, turnover: 100", "period: 2025, turnover: 110"], []),
        (
            ["period: 2024-01/2024-02, turnover: 100", "period: 2025-01/2025-02, turnover: 110"],
            [("2024-01/2024-02", "2025-01/2025-02", "10.0")],
        ),
        (["period: 2024-01-01/2024-02-27, turnover: 100", "period: 2025-01-01/2025-02-28, turnover: 110"], []),
        (["period: 2023–2024, turnover: 100", "period: 2025, turnover: 110"], []),
        (
            [
                "period: 2024, turnover: 100, reporter: BY",
                "period: 2024, turnover: 50, reporter: KG",
                "period: 2025, turnover: 60, reporter: KG",
            ],
            [("2024", "2025", "20.0")],
        ),
        (
            ["period: 2024, turnover: 100", "period: 2024, turnover: 50", "period: 2025, turnover: 60, reporter: KG"],
            [("2024", "2025", "-40.0")],
        ),
    ],
)
def test_growth_is_computed_between_like_periods(figures: list[str], wanted: list[tuple[str, str, str]]) -> None:
    found = [
        (str(step.before.period), str(step.after.period), str(step.percent.quantize(Decimal("0.1"))))
        for step in trade_of(traded(*figures)).growth_steps
    ]
    assert found == wanted


@pytest.mark.parametrize(
    ("figures", "best"),
    [
        (["period: 2024, turnover: 100", "period: 2025, turnover: 110"], "10.0"),
        (["period: 2023, turnover: 100", "period: 2024, turnover: 130", "period: 2025, turnover: 131"], "30.0"),
        (
            [
                "period: 2024, turnover: 100",
                "period: 2024, turnover: 80",
                "period: 2025, turnover: 110",
                "period: 2025, turnover: 120",
            ],
            "50.0",
        ),
        (["period: 2024, turnover: 0", "period: 2025, turnover: 110"], None),
        (["period: 2024, turnover: 100", "period: 2025, turnover: 0"], None),
        (["period: 2025, turnover: 110"], None),
        (["period: 2023, turnover: 100", "period: 2025, turnover: 121"], "10.0"),
    ],
)
def test_the_best_growth_is_the_highest_from_one_known_year_to_the_next(figures: list[str], best: str | None) -> None:
    found = trade_of(traded(*figures)).best_growth
    assert (str(found.quantize(Decimal("0.1"))) if found is not None else None) == best


@pytest.mark.parametrize(
    ("stated", "percent", "follows"),
    [
        ("times: 2", 10, True),  # 2.2 is 10 percent of 2 away
        ("times: 2", "9.99", False),
        ("times: 2.4", "8.34", True),
        ("times: 2.4", "8.33", False),
        ("percent: 120", 0, True),
        ("percent: 119", 0, False),
    ],
)
def test_a_claim_follows_within_a_percentage_of_what_is_stated(stated: str, percent: str | int, follows: bool) -> None:
    claim = f"{{from: 2024, to: 2025, {stated}, source: note}}"
    plan = traded("period: 2024, turnover: 100", "period: 2025, turnover: 220", growth=claim)
    ((place, found),) = trade_of(plan).claims
    assert (place, found.computed, found.follows(Decimal(percent))) == (0, Decimal("2.2"), follows)


@pytest.mark.parametrize(
    ("before", "after", "nearest"),
    [
        ([100], [190, 205], "2.05"),
        ([100], [195, 206], "1.95"),
        ([100], [195, 205], "1.95"),  # as near: the lower
        ([100, 50], [110], "2.2"),
        ([0, 100], [110], "1.1"),
        ([0], [110], None),
        ([100], [], None),
        ([], [110], None),
    ],
)
def test_a_claim_is_compared_with_the_pair_of_figures_that_comes_nearest(
    before: list[int], after: list[int], nearest: str | None
) -> None:
    figures = [f"period: 2024, turnover: {n}" for n in before] + [f"period: 2025, turnover: {n}" for n in after]
    plan = traded(
        *figures, growth="{from: 2023, to: 2025, source: note}, {from: 2024, to: 2025, times: 2, source: note}"
    )
    ((place, found),) = trade_of(plan).claims
    assert (place, found.computed) == (1, Decimal(nearest) if nearest else None)


def test_a_claim_without_figures_is_not_contradicted() -> None:
    plan = traded("period: 2025, turnover: 9", growth="{from: 2024, to: 2025, times: 2, source: note}")
    ((_place, found),) = trade_of(plan).claims
    assert (found.computed, found.follows(Decimal(0))) == (None, True)


def test_each_side_of_a_mirror_is_the_first_figure_of_its_reporter() -> None:
    plan = traded(
        "period: 2025, exports: 100, reporter: BY",
        "period: 2025, exports: 999, reporter: BY",
        "period: 2024, exports: 1, reporter: BY",
        "period: 2025, exports: 5, imports: 120, reporter: KG",
    )
    (found,) = trade_of(plan).mirrors
    assert (found.place, str(found.seller), str(found.buyer)) == (3, "BY", "KG")
    assert (found.exports, found.imports) == (Decimal(100), Decimal(120))
    assert found.percent == 20


# The bridge to the target


@pytest.mark.parametrize(
    ("target", "adds", "uncovered", "covered"),
    [
        (500, "{2030: 400}", "0", "100"),
        (500, "{2030: 399}", "1", "99.75"),
        (500, "{2030: 401}", "-1", "100.25"),
        (500, "{2029: 400}", "0", "100"),
        (500, "{2031: 400}", "400", "0"),
        (500, "{2028: 100, 2030: 200}", "200", "50"),
        (500, "{2028: 100, 2031: 200}", "300", "25"),
        (100, "{2030: 0}", "0", None),
        (99, "{2030: 0}", "-1", None),
        (101, "{2030: 0}", "1", "0"),
    ],
)
def test_the_bridge_to_the_target_counts_what_areas_add_up_to_its_year(
    target: int, adds: str, uncovered: str, covered: str | None
) -> None:
    goal = f"{{period: 2030, turnover: {target}, source: note}}"
    trade = f"trade: {{currency: USD, figures: [{{period: 2025, turnover: 100, source: note}}], targets: [{goal}]}}\n"
    plan = plan_of("due: 2027", trade=trade, adds=adds)
    bridge = bridge_of(plan)
    assert bridge is not None
    assert (bridge.uncovered, bridge.covered) == (Decimal(uncovered), Decimal(covered) if covered else None)
    assert summary(plan).covered == bridge.covered


@pytest.mark.parametrize(
    ("figures", "target"),
    [
        ([], "{period: 2030, turnover: 500, source: note}"),
        (["period: 2025, turnover: 100"], ""),
        (["period: 2025, exports: 5"], "{period: 2030, turnover: 500, source: note}"),
    ],
)
def test_there_is_no_bridge_without_a_figure_or_a_target(figures: list[str], target: str) -> None:
    assert bridge_of(traded(*figures, target=target)) is None


def test_there_is_no_bridge_without_trade() -> None:
    plan = plan_of("due: 2027")
    assert assess(plan).trade is None
    assert reviewed(plan, "2027-01-01").bridge is None


@pytest.mark.parametrize(
    ("start", "target", "year", "needed"),
    [
        (100, 110, 2026, "10.0"),
        (100, 121, 2027, "10.0"),
        (100, 110, 2025, None),
        (100, 100, 2026, None),
        (100, 99, 2026, None),
        (0, 99, 2026, None),
    ],
)
def test_the_growth_that_a_target_takes_needs_a_year_and_a_gap(
    start: int, target: int, year: int, needed: str | None
) -> None:
    goal = f"{{period: {year}, turnover: {target}, source: note}}"
    bridge = bridge_of(traded(f"period: 2025, turnover: {start}", target=goal))
    assert bridge is not None
    assert (str(bridge.needed.quantize(Decimal("0.1"))) if bridge.needed is not None else None) == needed
    assert bridge.years == year - 2025
    assert bridge.reached.quantize(Decimal("0.01")) == (Decimal(start) / target * 100).quantize(Decimal("0.01"))


def test_an_area_adds_what_was_given_last_up_to_a_year() -> None:
    plan = plan_of("due: 2027", adds="{2027: 1, 2029: 3}")
    found = added_by_year(plan.areas, range(2026, 2031))
    assert [numbers[0] for _year, numbers in found] == [None, 1, 1, 3, 3]


# Where a plan stands


def test_a_plan_counts_its_late_measures_on_its_day_each_once() -> None:
    lines = ["due: 2026-11-29", "due: 2026-11-30", "due: quarterly", "due: 2026-01, status: done"]
    assert summary(plan_of(*lines, head="date: 2026-11\n")).late == 1
    assert summary(plan_of(*lines, head="date: 2026-12-01\n")).late == 2
    later = [*lines, "due: 2030, progress: [{date: 2027-07-01, text: x}]"]
    assert summary(plan_of(*later, head="date: 2026-11\n")).late == 3


@pytest.mark.parametrize(("target", "reached"), [(200, "50"), (100, "100"), (50, "200"), (0, "0")])
def test_a_plan_has_reached_a_share_of_its_target(target: int, reached: str) -> None:
    plan = traded("period: 2025, turnover: 100", target=f"{{period: 2030, turnover: {target}, source: note}}")
    assert summary(plan).reached == Decimal(reached)
