"""The documents of the sample plans, as a reviewer can open them in `tests/documents`; and what must be in them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

import roadmap
from roadmap.i18n.language import get_language

PLANS = ("kyrgyzstan", "kazakhstan")
LANGUAGES = ("en", "ru", "be", "ky")
FORMATS = ("html", "md")
SIX = {"sugar-beet-seeds", "elevators", "transformers", "tractors", "cars", "training"}


Made = Callable[[str, str, str], str]


@pytest.fixture(params=PLANS)
def name(request: pytest.FixtureRequest) -> str:
    """The name of a sample plan."""
    return str(request.param)


@pytest.fixture
def plan(name: str, sample: Callable[[str], roadmap.Plan]) -> roadmap.Plan:
    return sample(name)


@pytest.fixture
def kyrgyzstan(sample: Callable[[str], roadmap.Plan]) -> roadmap.Plan:
    return sample("kyrgyzstan")


@pytest.mark.parametrize("to", FORMATS)
def test_the_document_is_the_one_that_was_looked_at(
    name: str, plan: roadmap.Plan, to: str, sample_document: Made, agrees: Callable[[str, Path], None], project: Path
) -> None:
    for language in plan.languages:
        agrees(sample_document(name, to, language), project / "tests" / "documents" / f"{plan.id}.{language}.{to}")


@pytest.mark.parametrize("to", FORMATS)
@pytest.mark.parametrize("surroundings", [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Bishkek", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Caracas", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
])  # fmt: skip
def test_the_bytes_are_the_same_whatever_the_machine(
    surroundings: dict[str, str], to: str, project: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "планы" / "plan.yaml"
    copy.parent.mkdir()
    copy.write_bytes((project / "plans" / "kyrgyzstan.yaml").read_bytes())
    said = subprocess.run(
        [sys.executable, "-m", "roadmap", "render", copy.name, "--format", to, "--lang", "ru"],
        cwd=copy.parent, env={**os.environ, **surroundings}, capture_output=True, check=True,
    )  # fmt: skip
    assert said.stdout == (project / "tests" / "documents" / f"by-kg-2026-2030.ru.{to}").read_bytes()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("to", FORMATS)
def test_the_document_shows_the_whole_plan(
    name: str, plan: roadmap.Plan, sample_document: Made, to: str, language: str
) -> None:
    if language not in plan.languages:
        language = plan.languages[0]
    text = _plain(sample_document(name, to, language))
    typeset = get_language(language).typeset
    for _path, area, measure in plan.located_measures():
        for wanted in (area.title, measure.title, measure.result, measure.indicator and measure.indicator.name):
            assert wanted is None or _plain(typeset(wanted.find(language)[1])) in text
    for record in (*plan.sources, *plan.legal_basis):
        assert _plain(typeset(record.title.find(language)[1])) in text
    bodies = {body.id: body for body in plan.bodies}
    for _path, _area, measure in plan.located_measures():
        for body in (*measure.lead, *measure.partners):
            assert _plain(bodies[body].name.find(language)[1]) in text


def _plain(text: str) -> str:
    """A text without the escapes of HTML and Markdown."""
    from html import unescape

    return " ".join(unescape(text).replace("\\", "").split())


@pytest.mark.parametrize(("language", "note"), [("en", "Draft. Nothing here is agreed yet."), ("ru", "Проект.")])
@pytest.mark.parametrize("to", FORMATS)
def test_a_draft_says_that_it_is_one(small: str, to: Literal["html", "md"], language: str, note: str) -> None:
    def said(text: str) -> str:
        made = roadmap.render(roadmap.loads(text), format=to, language=language)
        return _plain(made.replace("</strong>", "").replace("**", ""))

    assert note in said(small)
    assert note not in said(small.replace("languages:", "stage: signed\nlanguages:"))


def test_both_of_two_disagreeing_figures_are_shown(kyrgyzstan: roadmap.Plan, sample_document: Made) -> None:
    page = sample_document("kyrgyzstan", "md", "en")
    assert "| 2022 | 160.2" in page
    assert "| 2022 | ≈\u00a0170" in page
    assert sum(found.code == "RM102" for found in roadmap.check(kyrgyzstan)) == 2


def test_the_plan_for_kyrgyzstan_is_whole(kyrgyzstan: roadmap.Plan) -> None:
    party_of = {body.id: body.party for body in kyrgyzstan.bodies}
    measures = [measure for _path, _area, measure in kyrgyzstan.located_measures()]
    assert len(measures) >= 25
    assert {area.kind for area in kyrgyzstan.areas if area.measures} >= SIX
    for measure in measures:
        leads = {party_of[body] for body in measure.lead}
        assert leads in ({"BY", "KG"}, {None}), measure.id
        assert measure.result, measure.id
        assert measure.indicator, measure.id
    assert kyrgyzstan.trade is not None
    assert all(figure.source for figure in kyrgyzstan.trade.figures)


def test_the_sample_plans_are_sound_and_speak_all_their_languages(plan: roadmap.Plan) -> None:
    found = roadmap.check(plan)
    assert [diagnostic for diagnostic in found if diagnostic.severity is roadmap.Severity.ERROR] == []
    assert not any(diagnostic.code == "RM501" for diagnostic in found)


@pytest.mark.parametrize(("language", "said"), [("en", "| 85% \\[16\\] |"), ("ru", "| 85\u00a0% \\[16\\] |")])
def test_a_published_share_is_said_as_the_language_says_shares(sample_document: Made, language: str, said: str) -> None:
    assert said in sample_document("kyrgyzstan", "md", language)


def test_what_no_source_backs_is_marked_as_a_proposal_in_a_draft(small: str) -> None:
    facts = "    site: Bishkek\n    annual_capacity: 500\n    sources: {annual_capacity: note}\n    measures:\n"
    draft = small.replace("    measures:\n", facts)
    page = roadmap.render(roadmap.loads(draft), format="md", language="en")
    assert "- Site: Bishkek\u00a0◊\n" in page
    assert "- Annual capacity, units: 500 \\[1\\]\n" in page
    signed = draft.replace("languages:", "stage: signed\nlanguages:")
    assert "\u00a0◊" not in roadmap.render(roadmap.loads(signed), format="md", language="en")
