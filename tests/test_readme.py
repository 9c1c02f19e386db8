"""What the README says is so: its commands run, its examples work, its files are there."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import roadmap

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
PARTS = ("roadmap", "tools", "templates", "plans", "pyproject.toml")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project to work in."""
    copy = tmp_path / "project"
    for part in PARTS:
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / part, copy / part)
    return copy


def _run(command: str, where: Path) -> subprocess.CompletedProcess[str]:
    """A line of the README in a shell, in which `roadmap` and `python` are those of the tests."""
    commands = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(where)}
    return subprocess.run(
        ["sh", "-ec", command], cwd=where, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _blocks(language: str) -> list[str]:
    return [text for found, text in BLOCKS if found == language]


def test_quick_start_is_two_lines_that_stand_alone() -> None:
    first = README.partition("## Quick start")[2]
    assert first.lstrip().startswith("```sh\n")
    lines = _blocks("sh")[0].splitlines()
    assert len(lines) == 2
    assert all(line.startswith("python3 -m venv .venv && ") for line in lines)
    assert lines[0].endswith(".venv/bin/roadmap build")
    assert lines[1].endswith(".venv/bin/python -m pytest")


@pytest.mark.parametrize("command", [line for block in _blocks("sh")[1:] for line in block.splitlines()])
def test_every_other_command_of_the_readme_runs(command: str, checkout: Path) -> None:
    done = _run(command, checkout)
    assert done.returncode == 0, done.stdout


def test_the_output_shown_is_what_is_printed(checkout: Path) -> None:
    places = [n for n, (language, _text) in enumerate(BLOCKS) if language == "text"]
    assert places
    for place in places:
        assert _run(BLOCKS[place - 1][1], checkout).stdout == BLOCKS[place][1]


def test_the_plan_to_begin_with_has_no_mistakes(checkout: Path) -> None:
    (plan,) = _blocks("yaml")
    assert roadmap.check(roadmap.loads(plan)) == ()
    wrong = re.sub(r" +#.*", "", plan).replace("2027-Q2", "2027-02-30")
    (checkout / "plans" / "by-kz.yaml").write_text(wrong, encoding="utf-8")
    said = _run("roadmap check plans/by-kz.yaml || true", checkout).stdout
    shown = README.partition("what to write instead:\n\n")[2].partition("\n\n")[0]
    assert re.sub(r"^    ", "", shown, flags=re.MULTILINE) in said


def test_the_example_in_python_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    exec(_blocks("python")[0], {})  # noqa: S102 - the README's own


def test_the_area_of_the_readme_is_one_file_that_works_at_once(checkout: Path) -> None:
    (checkout / "roadmap" / "areas" / "dairy_plants.py").write_text(_blocks("python")[1], encoding="utf-8")
    plan = _blocks("yaml")[0].replace("kind: tractors", "kind: dairy-plants")
    facts = "milk: mare\n    equipment_from: BY\n    intake: {2027: 500}\n    sources: {intake: minutes}\n"
    plan = re.sub(r"annual_capacity.*\n.*\n.*localisation.*\n", facts, plan)
    (checkout / "plans" / "dairy.yaml").write_text(plan, encoding="utf-8")
    said = _run("python -m roadmap render plans/dairy.yaml --format md --lang en", checkout).stdout
    assert "- Milk: mare's milk\u00a0◊\n" in said
    assert "Milk taken in, t" in said
    assert "dairy-plants" in _run("python -m roadmap areas", checkout).stdout
    assert "ru: Equipment from\n" in _run("python -m tools.update_catalogs || true", checkout).stdout


def test_every_file_that_the_readme_links_to_is_there() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert links
    assert [link for link in links if not (PROJECT / link).exists()] == []
