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


def copied(folder: Path) -> Path:
    """Copy what the README's commands work on into a folder."""
    for part in PARTS:
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / part, folder / part)
    return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project for commands that change no plan."""
    return copied(tmp_path_factory.mktemp("project"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project to change."""
    return copied(tmp_path)


def _run(command: str, where: Path) -> subprocess.CompletedProcess[str]:
    """A line of the README in a shell, in which `roadmap` and `python` are those of the tests."""
    commands = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(where)}
    return subprocess.run(
        ["sh", "-ec", command], cwd=where, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def _blocks(language: str) -> list[str]:
    return [text for found, text in BLOCKS if found == language]


def test_quick_start_builds_and_tests(shared: Path) -> None:
    """`.ci/run` runs both lines in a fresh clone; here pip is left out, and the tests are only collected."""
    building, testing = _blocks("sh")[0].splitlines()
    for line in (building, testing):
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -e ")
    commands = [line.rpartition(" && ")[2].removeprefix(".venv/bin/") for line in (building, testing)]
    done = _run(commands[0], shared)
    assert done.returncode == 0, done.stdout
    assert (shared / "build" / "index.html").is_file()
    done = _run(f"{commands[1]} --collect-only -q -p no:cacheprovider tests/test_forms.py", PROJECT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", [line for block in _blocks("sh")[1:] for line in block.splitlines()])
def test_every_other_command_of_the_readme_runs(command: str, shared: Path) -> None:
    done = _run(command, shared)
    assert done.returncode == 0, done.stdout


def test_the_output_shown_is_what_is_printed(shared: Path) -> None:
    places = [n for n, (language, _text) in enumerate(BLOCKS) if language == "text"]
    assert places
    for place in places:
        assert _run(BLOCKS[place - 1][1], shared).stdout == BLOCKS[place][1]


def test_the_plan_to_begin_with_has_no_mistakes(checkout: Path) -> None:
    (plan,) = _blocks("yaml")
    assert roadmap.check(roadmap.loads(plan)) == ()
    wrong = re.sub(r" +#.*", "", plan).replace("2027-Q2", "2027-02-30")
    (checkout / "plans" / "by-kz.yaml").write_text(wrong, encoding="utf-8")
    said = _run("roadmap check plans/by-kz.yaml || true", checkout).stdout
    (shown,) = re.findall(r"^    \S+: error\[.*\n(?:    .*\n)*", README, re.MULTILINE)
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
