"""What follows from a plan is worked out once, and a value goes one way from the text to the page."""

import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import roadmap
from roadmap.analysis.assessment import assess
from roadmap.analysis.progress import history, known_until, status
from roadmap.analysis.review import review
from roadmap.analysis.schedule import deadlines, topological_order
from roadmap.analysis.trade import best_growth, by_period, growth_by_period, target_bridge, turnover
from roadmap.documents.status import render_status
from roadmap.i18n.localized import Localized
from roadmap.model.plan import Plan
from roadmap.rules.reader_notes import reader_notes
from tools.trace_value import MARKED, trace

ONCE = (target_bridge, best_growth, growth_by_period, by_period, deadlines, topological_order, known_until)
FOR_EACH = {turnover: 11, status: 49, history: 49}
"""How many figures of trade and how many measures the sample plan has."""


def calls(work: Callable[[], object]) -> Counter[str]:
    """Return how often each function that works something out is called; a generator counts when it starts."""
    watched = {function.__code__: function.__name__ for function in (*ONCE, *FOR_EACH)}
    found: Counter[str] = Counter()
    seen: set[FrameType] = set()

    def watch(frame: FrameType, event: str, _result: Any) -> None:
        name = watched.get(frame.f_code)
        if event == "call" and name is not None and frame not in seen:
            seen.add(frame)  # kept, so that no later frame gets its place; a generator comes back with the same one
            found[name] += 1

    sys.setprofile(watch)
    try:
        work()
    finally:
        sys.setprofile(None)
    return found


@pytest.fixture
def plan(project: Path) -> Plan:
    return roadmap.load(project / "plans" / "kyrgyzstan.yaml")


WORK: dict[str, Callable[[Plan], object]] = {
    "html": lambda plan: roadmap.render(plan, format="html", language="en"),
    "side by side": lambda plan: roadmap.render(plan, format="html", language="ru+ky"),
    "md": lambda plan: roadmap.render(plan, format="md", language="ru"),
    "check": roadmap.check,
    "xlsx": lambda plan: roadmap.export(plan, format="xlsx"),
    "ics": lambda plan: roadmap.export(plan, format="ics"),
    "iati": lambda plan: roadmap.export(plan, format="iati"),
    "status": lambda plan: [
        render_status([now], to, "en") for now in [review(plan, date(2027, 8, 1))] for to in ("html", "md", "json")
    ],
}


@pytest.mark.parametrize("work", WORK)
def test_nothing_is_worked_out_twice(work: str, plan: Plan) -> None:
    found = calls(lambda: WORK[work](plan))
    assert found
    most = {**dict.fromkeys((one.__name__ for one in ONCE), 1), **{one.__name__: n for one, n in FOR_EACH.items()}}
    assert {name: count for name, count in found.items() if count > most[name]} == {}


def test_a_page_takes_the_target_once_each_status_once_and_each_turnover_once(plan: Plan) -> None:
    assert plan.trade is not None
    assert len(plan.trade.figures) == FOR_EACH[turnover]
    assert len([*plan.located_measures()]) == FOR_EACH[status]
    found = calls(lambda: roadmap.render(plan, format="html", language="en"))
    assert (found["target_bridge"], found["status"], found["turnover"]) == (1, FOR_EACH[status], FOR_EACH[turnover])


def test_a_build_works_out_a_plan_once_for_all_languages_and_formats(project: Path, tmp_path: Path) -> None:
    file = project / "plans" / "kyrgyzstan.yaml"
    found = calls(
        lambda: roadmap.build([file], output_dir=tmp_path, formats=["html", "md"], languages=["en", "ru", "ky"])
    )
    assert (found["target_bridge"], found["status"], found["turnover"]) == (1, FOR_EACH[status], FOR_EACH[turnover])


def test_an_assessment_without_a_day_is_of_the_last_day_that_the_plan_tells_of(small: str) -> None:
    assert assess(roadmap.loads(small)).as_of is None
    dated = roadmap.loads(small.replace("period: 2026–2030\n", "period: 2026–2030\ndate: 2026-11-23\n"))
    assert assess(dated).as_of == date(2026, 11, 23)
    assert assess(dated, date(2026, 1, 1)).as_of == date(2026, 1, 1)


def test_notes_are_never_left_out_in_silence(small: str) -> None:
    plan = roadmap.loads(small)
    with pytest.raises(LookupError, match=r"roadmap\.rules\.reader_notes\.assess"):
        _ = assess(plan).notes
    assert assess(plan, find_notes=reader_notes).notes == ()


@pytest.mark.parametrize("name", MARKED)
def test_a_value_comes_back_to_no_room_that_it_has_left(name: str, project: Path) -> None:
    walk = trace((project / "plans" / "kyrgyzstan.yaml").read_text(encoding="utf-8"), name)
    assert walk.rooms == ["reading", "analysis", "documents"]
    assert walk.returns == 0


def test_a_value_that_goes_back_is_seen(small: str, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def again(localized: Localized, number: object, *rest: object) -> str:
        trade = localized.plan.trade
        assert trade is not None
        return f"{turnover(trade.figures[0])}"

    monkeypatch.setattr(Localized, "amount", again)
    assert trace(small, "turnover").returns > 0
