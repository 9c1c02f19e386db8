"""Where plans stand on a day: what is late and who owes it, whether targets are in reach, how all countries stand."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import roadmap
from roadmap.analysis.review import Review, owed_by, review
from roadmap.analysis.schedule import find_cycle, overdue
from roadmap.documents.status import FORMATS, render_status, status_view
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
        measure.id for one in of_one for _path, _area, measure in one.plan.measures() if "by-mtz" in measure.lead
    }
    if to == "json":
        assert {row["measure"] for plan in json.loads(page)["plans"] for row in plan["late"] + plan["soon"]} <= leads
    else:
        assert "Minsk Tractor Works" in page
        assert "Ministry of Foreign Affairs" not in page
        assert "How the countries stand" not in page


@given(plans(), st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 400))
@settings(max_examples=40)
def test_every_deadline_is_owed_by_each_of_its_leads_once(plan: Plan, on: date, within: int) -> None:
    if find_cycle(plan):
        return
    found = review(plan, on, within)
    assert list(found.late) == sorted(overdue(plan, on), key=lambda one: one.period.end)
    assert all(on <= one.period.end <= found.until for one in found.soon)
    by_body = owed_by((*found.late, *found.soon))
    owed = sum(len(one.measure.lead) for one in (*found.late, *found.soon))
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
    assert [str(one.period) for one in late.late] == ["2027-Q2"]
    done = review(roadmap.loads(small + REPORTED), ON)
    assert ([*done.late, *done.soon], done.done) == ([], 1)
    before = review(roadmap.loads(small + REPORTED.replace("done,", "delayed,")), ON)
    page = render_status([before], "html", "en")
    assert "All | done &lt;b&gt;" in page
    assert "All \\| done \\<b\\>" in render_status([before], "md", "en")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "roadmap", "status", *arguments], capture_output=True, text=True, encoding="utf-8"
    )


def test_the_command_answers_for_all_plans_and_for_one_body(project: Path) -> None:
    said = run("--as-of", "2027-08-01", "--lang", "ru")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout == (project / "tests" / "documents" / "status.ru.txt").read_text("utf-8")
    said = run("--as-of", "2027-08-01", "--body", "by-mtz")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith("What Minsk Tractor Works owes, 1 August 2027\n")


def test_the_day_is_today_where_none_is_given() -> None:
    before, said, after = date.today(), run("--format", "json"), date.today()
    assert date.fromisoformat(json.loads(said.stdout)["on"]) in (before, after)


@pytest.mark.parametrize(
    ("arguments", "wrong"),
    [
        (("--body", "by-mzt"), "roadmap: no body “by-mzt” in these plans. Did you mean “by-mtz”?"),
        (
            ("--as-of", "tomorrow"),
            "--on: “tomorrow” is not a date or a period. Write 2027-05-15, 2027-05, 2027-Q2, 2027-H1, 2027 or",
        ),
        (("--lang", "de"), "roadmap: no documents in the language “de”; there are: en, ru, be, ky"),
    ],
)
def test_what_cannot_be_meant_is_refused(arguments: tuple[str, ...], wrong: str) -> None:
    said = run(*arguments)
    assert (said.returncode, said.stdout) == (2, "")
    assert wrong in said.stderr.splitlines()[-1]


def test_a_broken_plan_keeps_no_other_from_being_answered_for(small: str, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(small, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        small.replace("id: by-kg-small", "id: other").replace("133", "x"), encoding="utf-8"
    )
    said = run(str(tmp_path), "--as-of", "2027-08-01")
    assert said.returncode == 1
    assert "error[RM006 wrong-kind-of-value]" in said.stderr
    assert "Measures 1, done 0, late 1, due soon 0" in said.stdout
    assert "Plans with mistakes, not shown: b.yaml" in said.stdout


def test_the_ending_of_the_file_tells_the_format_and_days_are_taken_as_people_write_them(tmp_path: Path) -> None:
    page = tmp_path / "status.html"
    said = run("--as-of", "01.08.2027", "-o", str(page), "--lang", "ru")
    assert (said.returncode, said.stderr) == (0, "")
    assert page.read_bytes() == Path("tests/documents/status.ru.html").read_bytes()
