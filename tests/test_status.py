"""Where plans stand on a day: what is late and who owes it, whether targets are in reach, how all countries stand."""

import json
import re
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import Run, decoded, examples

import roadmap
from roadmap.analysis.review import Review, owed_by, review
from roadmap.analysis.schedule import find_cycle
from roadmap.documents.status import FORMATS, render_status
from roadmap.documents.views.status import status_view
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.model.plan import Plan
from roadmap.testing import plans

ON = date(2027, 8, 1)
ENDINGS = {"text": "txt", "json": "json", "html": "html", "md": "md"}


@pytest.fixture(scope="module")
def now() -> list[Review]:
    return [review(roadmap.load(f"plans/{name}.yaml"), ON) for name in ("kazakhstan", "kyrgyzstan")]


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_the_status_is_the_one_that_was_looked_at(
    now: list[Review], to: str, language: str, agrees: Callable[[str, Path], None], project: Path
) -> None:
    file = "status.json" if to == "json" else f"status.{language}.{ENDINGS[to]}"
    agrees(render_status(now, to, language), project / "tests" / "documents" / file)


@pytest.mark.parametrize("to", FORMATS)
def test_a_page_for_one_body_holds_what_it_leads_and_nothing_else(to: str) -> None:
    of_one = [review(roadmap.load(f"plans/{name}.yaml"), ON, body="by-mtz") for name in ("kazakhstan", "kyrgyzstan")]
    page = render_status(of_one, to, "en", "by-mtz")
    leads = {measure.id for one in of_one for _area, measure in one.measures}
    assert leads == {
        measure.id
        for one in of_one
        for _path, _area, measure in one.plan.located_measures()
        if "by-mtz" in measure.lead
    }
    if to == "json":
        assert {row["measure"] for plan in json.loads(page)["plans"] for row in plan["late"] + plan["soon"]} <= leads
    else:
        assert "Minsk Tractor Works" in page
        assert "Ministry of Foreign Affairs" not in page
        assert "Status by country" not in page


def test_a_body_of_two_plans_is_one_though_only_one_names_it_in_the_language(now: list[Review]) -> None:
    view = status_view(now, get_language("be"))
    names = [owed.body for owed in view.owed]
    assert "Міністэрства прамысловасці Рэспублікі Беларусь" in names
    assert "Министерство промышленности Республики Беларусь" not in names
    industry = next(owed for owed in view.owed if owed.body.startswith("Міністэрства прамысловасці"))
    assert {row.country for row in industry.rows} == {"Казахстан", "Кыргызстан"}


def test_a_commission_of_one_pair_of_states_is_not_that_of_another(small: str) -> None:
    bodies = "bodies:\n  commission:\n    name: {en: Commission}\n"
    one = small.replace("bodies:\n", bodies)
    of_one = re.sub(r"lead: \[.*\]", "lead: [commission]", one)
    of_other = of_one.replace("[BY, KG]", "[BY, KZ]").replace("party: KG", "party: KZ")
    view = status_view([review(roadmap.loads(text), ON) for text in (of_one, of_other)], get_language("en"))
    assert [owed.body for owed in view.owed] == ["Commission", "Commission"]
    twice = status_view([review(roadmap.loads(of_one), ON)] * 2, get_language("en"))
    assert [len(owed.rows) for owed in twice.owed] == [2]


@given(plans(), st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
@examples(0.5)
def test_every_deadline_is_owed_by_each_of_its_leads_once(plan: Plan, on: date, within: int) -> None:
    if find_cycle(plan):
        return
    found = review(plan, on, within)
    assert all(one.period.end < on for one in found.overdue)
    assert all(on <= one.period.end <= found.until for one in found.due_soon)
    assert list(found.overdue) == sorted(found.overdue, key=lambda one: one.period.end)
    by_body = owed_by((*found.overdue, *found.due_soon))
    owed = sum(len(one.measure.lead) for one in (*found.overdue, *found.due_soon))
    assert sum(map(len, by_body.values())) == owed
    view = status_view([found], get_language("en"))
    assert sum(len(body.rows) for body in view.owed) == owed
    for to in FORMATS:
        assert render_status([found], to, "en")


REPORTED = """\
        status: planned
        progress:
          - {date: 2027-06-30, status: done, actual: 500, text: {en: All | done <b>, ru: Все | выполнено <b>}}
"""


def test_a_report_changes_what_is_late(small: str) -> None:
    late = review(roadmap.loads(small), ON)
    assert [str(one.period) for one in late.overdue] == ["2027-Q2"]
    done = review(roadmap.loads(small + REPORTED), ON)
    assert ([*done.overdue, *done.due_soon], done.done) == ([], 1)
    before = review(roadmap.loads(small + REPORTED.replace("done,", "delayed,")), ON)
    page = render_status([before], "html", "en")
    assert "All | done &lt;b&gt;" in page
    assert "All \\| done \\<b\\>" in render_status([before], "md", "en")


@pytest.fixture
def status(run: Run, project: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `roadmap status`."""
    return lambda *arguments: decoded(run(project, "status", *arguments))


def test_the_command_answers_for_all_plans_and_for_one_body(status: Callable[..., Any], project: Path) -> None:
    said = status("--as-of", "2027-08-01", "--lang", "ru")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == (project / "tests" / "documents" / "status.ru.txt").read_text("utf-8")
    said = status("--as-of", "2027-08-01", "--body", "by-mtz")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("Due from Minsk Tractor Works, 1 August 2027\n")


def test_the_day_is_today_where_none_is_given(status: Callable[..., Any]) -> None:
    before, said, after = date.today(), status("--format", "json"), date.today()
    assert date.fromisoformat(json.loads(said.stdout)["on"]) in (before, after)


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (("--body", "by-mzt"), "roadmap: unknown body “by-mzt”. Did you mean “by-mtz”?"),
        (
            ("--as-of", "tomorrow"),
            "--as-of: “tomorrow” is not a date or a period. Write 2027-05-15, 2027-05, 2027-Q2, 2027-H1, 2027 or",
        ),
        (("--lang", "de"), "roadmap: documents cannot be made in “de”; available: en, ru, be, ky"),
    ],
)
def test_what_cannot_be_meant_is_refused(status: Callable[..., Any], arguments: tuple[str, ...], wrong: str) -> None:
    said = status(*arguments)
    assert (said.returncode, said.stdout) == (2, "")
    assert wrong in said.stderr.splitlines()[-1]


def test_a_broken_plan_keeps_no_other_from_being_answered_for(
    status: Callable[..., Any], small: str, tmp_path: Path
) -> None:
    (tmp_path / "a.yaml").write_text(small, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        small.replace("id: by-kg-small", "id: other").replace("133", "x"), encoding="utf-8"
    )
    said = status(str(tmp_path), "--as-of", "2027-08-01")
    assert said.returncode == 1
    assert "error[RM006 wrong-kind-of-value]" in said.stderr
    assert "measures: 1, done: 0, late: 1, due soon: 0" in said.stdout
    assert "Plans with errors, not shown: b.yaml" in said.stdout


def test_the_ending_of_the_file_tells_the_format_and_days_are_taken_as_people_write_them(
    status: Callable[..., Any], tmp_path: Path
) -> None:
    page = tmp_path / "status.html"
    said = status("--as-of", "01.08.2027", "-o", str(page), "--lang", "ru")
    assert (said.returncode, said.stderr) == (0, "")
    assert page.read_bytes() == Path("tests/documents/status.ru.html").read_bytes()
