"""Figures from a plan: trade, progress, and time, with what waits for what."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from textwrap import indent

import pytest
from hypothesis import given
from hypothesis import strategies as st

import roadmap
from roadmap.analysis.assessment import assess
from roadmap.analysis.progress import (
    assess_progress,
    expected,
    history,
    known_until,
    reached,
    status,
    trajectory,
)
from roadmap.analysis.schedule import (
    Deadline,
    critical_path,
    deadlines,
    find_cycle,
    load,
    occurrences,
    topological_order,
    windows,
)
from roadmap.analysis.trade import TradeAssessment, mirrors
from roadmap.errors import CycleError
from roadmap.model.choices import Status
from roadmap.model.period import Due, Period, Repeats, Unit
from roadmap.model.plan import Plan
from roadmap.testing import plans

days = st.dates(Period.parse("1990").start, Period.parse("2090").end)

MEASURE = """\
      - id: {id}
        title: {{en: Step, ru: Шаг}}
        due: {due}
        lead: [by-minprom, kg-mineconom]
        result: {{en: Done, ru: Выполнено}}
{more}"""


def plan_of(small: str, *measures: tuple[str, str, str], head: str = "") -> Plan:
    """The small plan with other measures: id, deadline, and further keys of each."""
    start = small.partition("      - id:")[0]
    texts = (
        MEASURE.format(id=id, due=due, more=indent(f"{more}\n", " " * 8) if more else "") for id, due, more in measures
    )
    return roadmap.loads(head + start + "".join(texts))


def overdue(plan: Plan, day: date) -> tuple[Deadline, ...]:
    return assess(plan, day).schedule.overdue


# Progress


REPORTS = """\
indicator: {name: {en: Lifts, ru: Лифты}, unit: {en: a year, ru: в год}, baseline: {2026: 0}, target: {2028: 200},
  actual: {2027: 70}}
progress:
  - {date: 2027-Q3, status: delayed, actual: 60}
  - {date: 2027-03-31, status: under-way, actual: 20}"""


def test_the_history_is_in_the_order_of_time_and_tells_the_status_of_a_day(small: str) -> None:
    (_path, _area, measure) = next(plan_of(small, ("M-1", "2028", REPORTS)).located_measures())
    assert [str(entry.date) for entry in history(measure)] == ["2027-03-31", "2027-Q3"]
    said = [status(measure, history(measure, date(2027, month, 1))) for month in (3, 4, 7)]
    assert said == [Status.planned, Status.under_way, Status.delayed]
    day = date(2027, 4, 1)
    assert reached(measure, history(measure, day), day) == (
        (date(2027, 3, 31), Decimal(20)),
        (date(2027, 4, 1), Decimal(70)),
    )
    assert [str(day) for day, _number in reached(measure, history(measure))] == [
        "2027-03-31",
        "2027-09-30",
        "2027-12-31",
    ]


def test_a_course_holds_what_is_reached_against_what_should_be_by_now(small: str) -> None:
    (_path, _area, measure) = next(plan_of(small, ("M-1", "2028", REPORTS)).located_measures())
    day = date(2027, 12, 31)
    now = trajectory(measure.indicator, reached(measure, history(measure, day), day), day)
    assert now is not None
    assert (now.start, now.goal, round(now.expected), now.reached) == (0, 200, 100, (date(2027, 12, 31), Decimal(70)))
    assert (now.done, now.off_track) == (Decimal(35), True)


@given(plans(), days)
def test_what_is_expected_lies_between_the_numbers_of_the_indicator(plan: Plan, day: date) -> None:
    for _path, _area, measure in plan.located_measures():
        if measure.indicator is not None and (number := expected(measure.indicator, day)) is not None:
            numbers = [value for _year, value in (*measure.indicator.baseline, *measure.indicator.target)]
            assert min(numbers) <= number <= max(numbers)


# Time


@given(st.sampled_from(Repeats), days, days)
def test_what_comes_again_falls_due_step_after_step_within_the_period(repeats: Repeats, one: date, other: date) -> None:
    period = Period(min(one, other), max(one, other), Unit.DAY)
    found = occurrences(Due.again(repeats), period)
    assert all(period.start <= each.end <= period.end for each in found)
    assert all(after.start == before.end + timedelta(1) for before, after in pairwise(found))
    longest = {Repeats.QUARTERLY: 92, Repeats.ANNUALLY: 366}.get(repeats)
    assert not found if longest is None else (period.end - period.start).days < longest * (len(found) + 1)


def test_an_occurrence_is_met_by_a_report_for_its_time_and_asked_for_from_the_plans_date_on(small: str) -> None:
    reports = "progress:\n  - {date: 2026-Q4, text: {en: Met, ru: Встреча}}"
    plan = plan_of(small, ("M-1", "quarterly", reports), head="date: 2026-10-05\n")
    asked = [str(deadline.period) for deadline in deadlines(plan)]
    assert (asked[0], len(asked)) == ("2026-Q4", 17)
    assert [str(late.period) for late in overdue(plan, date(2027, 7, 1))] == ["2027-Q1", "2027-Q2"]
    quarter = assess(plan, date(2027, 7, 1)).schedule.due_this_quarter
    assert [(str(deadline.period), deadline.repeats) for deadline in quarter] == [("2027-Q3", True)]


@pytest.mark.parametrize(
    ("reports", "owed"),
    [
        ("{date: 2026-Q4, status: done}", ["2027-Q1"]),  # done with its time, not for ever
        ("{date: 2027-01-14, status: under-way}", ["2027-Q1"]),  # written in the month after the quarter that it is on
        ("{date: 2027-01-14}, {date: 2027-02-10}", []),
        ("{date: 2027-02-10}", ["2026-Q4"]),
        ("{date: 2026, status: done}", ["2027-Q1"]),
        ("{date: 2026-Q4, status: cancelled}", []),
    ],
)
def test_a_report_on_what_comes_again_counts_for_its_time(small: str, reports: str, owed: list[str]) -> None:
    plan = plan_of(small, ("M-1", "quarterly", f"progress: [{reports}]"), head="date: 2026-12-01\n")
    assert [str(late.period) for late in overdue(plan, date(2027, 4, 5))] == owed


def test_a_later_date_of_the_plan_hides_nothing_that_was_missed(small: str) -> None:
    report = "progress: [{date: 2026-Q4, text: {en: Met, ru: Встреча}}]"
    plan = plan_of(small, ("M-1", "quarterly", report), head="date: 2027-07-31\n")
    assert [str(late.period) for late in overdue(plan, date(2027, 8, 1))] == ["2027-Q1", "2027-Q2"]
    assert known_until(plan) == date(2027, 7, 31)


def test_what_comes_again_for_centuries_is_not_unfolded() -> None:
    assert occurrences(Due.parse("quarterly"), Period.parse("0001–9999")) == ()


@given(plans(), days)
def test_what_is_overdue_is_open_and_not_due_later(plan: Plan, day: date) -> None:
    now = assess(plan, day, horizon_days=10**7)
    late, later = now.schedule.overdue, now.schedule.due_soon
    assert sorted(late + later, key=str) == sorted(now.schedule.open, key=str)
    assert all(one.period.end < day for one in late)
    assert all(one.period.end >= day for one in later)
    assert all(now.progress.is_open(one.measure.id) for one in late + later)


@given(plans(), days)
def test_no_measure_comes_before_what_it_waits_for(plan: Plan, day: date) -> None:
    if found := find_cycle(plan):
        assert found[0] == found[-1]
        with pytest.raises(CycleError):
            topological_order(plan)
        return
    measures = {measure.id: measure for _path, _area, measure in plan.located_measures()}
    place = {id: number for number, id in enumerate(topological_order(plan))}
    assert place.keys() == measures.keys()
    now = assess(plan, day)
    for id, window in now.schedule.windows.items():
        measure = measures[id]
        assert all(place[needed] < place[id] for needed in measure.after)
        assert window.earliest >= plan.period.start
        assert window.latest <= measure.due.end
        assert window.binding is None or window.binding in measure.after
        assert not now.progress.is_open(id) or window.end >= max(measure.due.end, day)
    chain = now.schedule.critical_path
    assert len(chain) != 1
    assert all(before in measures[after].after for before, after in pairwise(chain))


def test_a_late_step_pushes_what_waits_for_it_and_the_tightest_chain_is_critical(small: str) -> None:
    plan = plan_of(
        small,
        ("A", "2026-12", ""),
        ("B", "2027-Q2", "after: [A]"),
        ("C", "2027-Q3", "after: [B]"),
        ("D", "2027", "after: [A]"),
    )
    as_planned = windows(plan, assess_progress(plan))
    assert (as_planned["B"].earliest, as_planned["B"].latest) == (date(2026, 12, 31), date(2027, 6, 30))
    assert (as_planned["B"].slack, as_planned["C"].slack, as_planned["D"].slack) == (181, 92, 365)
    assert critical_path(as_planned) == ("A", "B", "C")
    late = assess(plan, date(2027, 8, 15)).schedule.windows
    assert [str(late[id].end) for id in "ABCD"] == ["2027-08-15", "2027-08-15", "2027-09-30", "2027-12-31"]
    assert (late["B"].slack, late["A"].latest) == (-46, date(2026, 12, 31))


def test_measures_in_a_circle_have_no_order(small: str) -> None:
    plan = plan_of(small, ("A", "2027", "after: [B]"), ("B", "2027", "after: [A]"))
    assert find_cycle(plan) == ("A", "B", "A")
    with pytest.raises(CycleError, match="A → B → A"):
        _ = assess(plan).schedule.windows


def test_load_counts_what_a_body_leads_in_a_quarter(small: str) -> None:
    plan = plan_of(small, ("A", "2027-04", ""), ("B", "2027-Q2", ""), ("C", "2027-H1", ""), ("D", "annually", ""))
    assert {(body, str(quarter)): count for (body, quarter), count in load(plan).items()} == {
        ("by-minprom", "2027-Q2"): 2,
        ("kg-mineconom", "2027-Q2"): 2,
    }


# Trade


@pytest.fixture
def kyrgyzstan() -> TradeAssessment:
    trade = assess(roadmap.load("plans/kyrgyzstan.yaml")).trade
    assert trade is not None
    return trade


def test_growth_follows_from_the_published_figures(kyrgyzstan: TradeAssessment) -> None:
    said = [
        (str(step.before.period), str(step.after.period), str(step.percent.quantize(Decimal("0.1"))))
        for step in kyrgyzstan.growth_steps
    ]
    assert said == [
        ("2019", "2020", "8.7"),
        ("2020", "2021", "33.3"),
        ("2021", "2022", "60.2"),
        ("2022", "2024", "-8.9"),
        ("2024-01/2024-09", "2025-01/2025-09", "0.0"),
    ]
    assert round(kyrgyzstan.best_growth or 0) == 70


def test_claims_are_compared_with_the_figures(kyrgyzstan: TradeAssessment) -> None:
    found = dict(kyrgyzstan.claims)
    assert [place for place, claim in found.items() if not claim.follows(Decimal(3))] == [1, 2]
    assert (found[2].stated, round(found[2].computed or 0, 2)) == (Decimal("2.5"), Decimal("2.27"))


def test_the_bridge_leads_from_the_latest_figure_to_the_target(kyrgyzstan: TradeAssessment) -> None:
    bridge = kyrgyzstan.bridge
    assert bridge is not None
    assert (bridge.start_turnover, bridge.target.turnover, bridge.gap, bridge.years) == (133, 500, 367, 6)
    assert [round(number or 0, 1) for number in (bridge.needed, bridge.reached)] == [Decimal("24.7"), Decimal("26.6")]
    assert sum(number for _area, number in bridge.steps) + bridge.uncovered == bridge.gap


def test_mirror_figures_are_what_one_side_sold_and_the_other_bought(small: str) -> None:
    figures = (
        "    - {period: 2025, exports: 40, imports: 90, reporter: BY, source: note}\n"
        "    - {period: 2025, exports: 91, imports: 20, reporter: KG, source: note}\n"
    )
    plan = roadmap.loads(small.replace("  targets:\n", f"{figures}  targets:\n"))
    found = {(m.seller, m.buyer): (m.exports, m.imports, m.percent) for m in mirrors(plan)}
    assert found == {
        ("KG", "BY"): (91, 90, (Decimal(91) / 90 - 1) * 100),
        ("BY", "KG"): (40, 20, Decimal(100)),
    }
