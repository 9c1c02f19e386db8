"""The pages are right: their commands run, their examples work, their links lead somewhere, what is generated is fresh.

How a block of a page is fenced says what is tested:

- `sh`: each line runs without an error, in a copy of the project. `text` right after it is what the lines print.
- `yaml`: a whole plan without findings. `yaml-part`: some keys of a plan.
- `python`: runs. With the path of a file after it, the file belongs to a recipe, which a test follows.
- `toml`: can be parsed. `text`, `powershell` and indented blocks: not run.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml
from support import PROJECT
from test_architecture import ORDER

import roadmap
from roadmap.rules.registry import RULES
from tools.generate_docs import pages as generated_pages

PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "templates/README.md", *sorted(
    file.relative_to(PROJECT).as_posix() for file in (PROJECT / "docs").glob("*.md")
))  # fmt: skip
TEXTS = {page: (PROJECT / page).read_text(encoding="utf-8") for page in PAGES}
PARTS = ("roadmap", "tools", "templates", "plans", "docs", "pyproject.toml")


class Block(NamedTuple):
    """One fenced block of a page: its language, what comes after the language, its text."""

    page: str
    language: str
    path: str
    text: str


def find_blocks(page: str) -> list[Block]:
    """Return the fenced blocks of a page."""
    found = re.findall(r"^```([\w-]+)(?: (\S+))?\n(.*?)^```$", TEXTS[page], re.MULTILINE | re.DOTALL)
    return [Block(page, *block) for block in found]


BLOCKS = [block for page in PAGES for block in find_blocks(page)]


def blocks(language: str, *pages: str) -> list[Block]:
    """Return the blocks of a language that are no file of a recipe, of some pages or of all."""
    return [
        block
        for block in BLOCKS
        if block.language == language and not block.path and (not pages or block.page in pages)
    ]


def recipe_file(path: str) -> str:
    """Return the text of a file that a recipe has."""
    (block,) = (block for block in BLOCKS if block.path == path)
    return block.text


def lines() -> Iterator[str]:
    """Yield every line of `sh` blocks, but the Quick start, which has a test of its own."""
    for block in blocks("sh"):
        if "pip install" not in block.text:
            yield from block.text.splitlines()


def copy_project(folder: Path) -> Path:
    """Copy what the commands of the pages work on into a folder."""
    for part in PARTS:
        if (PROJECT / part).is_dir():
            shutil.copytree(PROJECT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(PROJECT / part, folder / part)
    return folder


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project for commands that change no plan."""
    return copy_project(tmp_path_factory.mktemp("project"))


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the project to change."""
    return copy_project(tmp_path)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of a page in a shell, in which `roadmap` and `python` are those of the tests."""
    commands = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(folder)}
    return subprocess.run(
        ["sh", "-ec", command], cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


# Commands


def test_quick_start_builds_and_tests(shared: Path) -> None:
    """`.ci/run` runs both lines in a fresh clone; here pip is left out, and the tests are only collected."""
    (block,) = (block for block in blocks("sh", "README.md") if "pip install" in block.text)
    building, testing = block.text.splitlines()
    for line in (building, testing):
        assert line.startswith("python3 -m venv .venv && .venv/bin/pip install -e ")
    commands = [line.rpartition(" && ")[2].removeprefix(".venv/bin/") for line in (building, testing)]
    done = run(commands[0], shared)
    assert done.returncode == 0, done.stdout
    assert (shared / "build" / "index.html").is_file()
    done = run(f"{commands[1]} --collect-only -q -p no:cacheprovider tests/test_forms.py", PROJECT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("command", dict.fromkeys(lines()))
def test_a_command_runs(command: str, shared: Path) -> None:
    done = run(command, shared)
    assert done.returncode == 0, done.stdout


def test_the_output_shown_is_what_is_printed(shared: Path) -> None:
    pairs = [
        (first, second)
        for page in PAGES
        for first, second in zip(find_blocks(page), find_blocks(page)[1:], strict=False)
        if (first.language, second.language) == ("sh", "text")
        and f"{first.text}```\n\n```text\n{second.text}" in TEXTS[page]
    ]
    assert pairs
    for first, second in pairs:
        assert run(first.text, shared).stdout == second.text


def test_the_continuous_integration_finds_its_commands() -> None:
    script = (PROJECT / ".ci" / "run").read_text(encoding="utf-8")
    assert "## Quick start" in script
    (beginning,) = re.findall(r'contributing "(.*)"', script)
    assert len(re.findall(rf"^    {beginning}.*$", TEXTS["CONTRIBUTING.md"], re.MULTILINE)) == 1


# Plans


@pytest.mark.parametrize("block", blocks("yaml"), ids=lambda block: block.page)
def test_a_plan_has_no_findings(block: Block) -> None:
    assert roadmap.check(roadmap.loads(block.text)) == ()


@pytest.mark.parametrize("block", blocks("yaml-part"), ids=lambda block: block.page)
def test_a_part_of_a_plan_fits_into_a_plan(block: Block, small: str) -> None:
    part = yaml.safe_load(block.text)
    indent = "" if "rules" in part else "        "
    assert roadmap.loads(small + "".join(f"{indent}{line}\n" for line in block.text.splitlines()))


def test_the_report_of_a_mistake_is_as_shown(checkout: Path) -> None:
    (plan,) = blocks("yaml", "README.md")
    (checkout / "plans" / "by-kz.yaml").write_text(plan.text.replace("2027-Q2", "2027-02-30"), encoding="utf-8")
    (shown,) = (block.text for block in blocks("text", "README.md") if "error[" in block.text)
    assert shown in run("roadmap check plans/by-kz.yaml || true", checkout).stdout
    line = shown.splitlines()[0].partition(": ")[2]
    assert line in TEXTS["docs/officers.md"]


def test_the_wrong_cell_shown_is_one_that_imports_report() -> None:
    (shown,) = re.findall(r"^    Measures!\w+: .*", TEXTS["docs/clerks.md"], re.MULTILINE)
    assert shown.strip() in (PROJECT / "tests" / "exchange" / "refused.en.txt").read_text(encoding="utf-8").splitlines()


# Python, and files of recipes


@pytest.mark.parametrize("block", blocks("python"), ids=lambda block: block.page)
def test_an_example_in_python_works(block: Block, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    exec(block.text, {})  # noqa: S102 - the pages' own


@pytest.mark.parametrize("block", blocks("toml"), ids=lambda block: block.page)
def test_toml_can_be_read(block: Block) -> None:
    assert tomllib.loads(block.text)


def test_the_area_of_the_recipe_is_one_file_that_works_at_once(checkout: Path) -> None:
    path = "roadmap/areas/dairy_plants.py"
    (checkout / path).write_text(recipe_file(path), encoding="utf-8")
    plan = blocks("yaml", "docs/officers.md")[0].text.replace("kind: tractors", "kind: dairy-plants")
    facts = "milk: mare\n    equipment_from: BY\n    intake: {2027: 500}\n    sources: {intake: minutes}\n"
    plan = re.sub(r"annual_capacity.*\n.*\n.*localisation.*\n", facts, plan)
    (checkout / "plans" / "dairy.yaml").write_text(plan, encoding="utf-8")
    document = run("python -m roadmap render plans/dairy.yaml --format md --lang en", checkout).stdout
    assert "- Milk: mare's milk\u00a0◊\n" in document
    assert "Milk processed, t" in document
    assert "dairy-plants" in run("python -m roadmap areas", checkout).stdout
    assert "ru: Equipment from\n" in run("python -m tools.update_catalogs || true", checkout).stdout


def test_the_rule_of_the_recipe_works_as_soon_as_it_is_registered(checkout: Path) -> None:
    path = "roadmap/rules/forecasts.py"
    (checkout / path).write_text(recipe_file(path), encoding="utf-8")
    registry = checkout / "roadmap" / "rules" / "registry.py"
    before = registry.read_text(encoding="utf-8")
    registry.write_text(before.replace("figures, ", "figures, forecasts, "), encoding="utf-8")
    assert "RM114" not in {rule.code for rule in RULES}, "give the recipe a code that is free"
    explained = run("python -m roadmap explain RM114", checkout).stdout
    assert explained.startswith("RM114 figure-in-the-future (warning): A figure of trade is for a period")
    plan = blocks("yaml", "README.md")[0].text.replace("title:", "date: 2025-06-01\ntitle:", 1)
    (checkout / "plans" / "forecast.yaml").write_text(plan, encoding="utf-8")
    report = run("python -m roadmap check plans/forecast.yaml", checkout).stdout
    assert "warning[RM114 figure-in-the-future]: The figure is for 2025, the plan of 2025-06-01." in report
    run("python -m tools.generate_docs", checkout)
    assert "## RM114 figure-in-the-future" in (checkout / "docs" / "rules.md").read_text(encoding="utf-8")


# Links and lists


def slug(heading: str) -> str:
    """Return the anchor that GitHub gives to a heading."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def prose_of(page: str) -> str:
    """Return the text of a page without its fenced blocks."""
    return re.sub(r"^```.*?^```$", "", TEXTS[page], flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file_and_a_heading(page: str) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", prose_of(page)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = ((PROJECT / page).parent / name).resolve() if name else PROJECT / page
        assert target.exists(), link
        if anchor:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)
            assert anchor in map(slug, headings), link


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, left = {"README.md"}, ["README.md"]
    while left:
        page = left.pop()
        for link in re.findall(r"\]\(([^)\s#]+\.md)", prose_of(page)):
            target = ((PROJECT / page).parent / link).resolve().relative_to(PROJECT).as_posix()
            if target in TEXTS and target not in reached:
                reached.add(target)
                left.append(target)
    assert set(PAGES) - reached == set()


def test_every_file_that_the_architecture_names_is_there() -> None:
    named = re.findall(r"`([\w/]+/[\w.]+\.\w+)`", TEXTS["docs/architecture.md"])
    assert named
    assert [name for name in named if not any((PROJECT / top / name).exists() for top in ("", "roadmap"))] == []


def test_the_rooms_are_all_described_in_the_order_of_imports() -> None:
    rows = re.findall(r"^\| \[([\w./]+)\]\(\.\./roadmap/", TEXTS["docs/architecture.md"], re.MULTILINE)
    rooms = [row.removesuffix("/").removesuffix(".py").replace("/", ".") for row in rows]
    order = [room for rooms in ORDER for room in ((rooms,) if isinstance(rooms, str) else rooms)]
    assert rooms == [room for room in order if room in rooms]
    folders = {file.parent.name for file in (PROJECT / "roadmap").glob("*/__init__.py")}
    assert folders - set(rooms) == set()


def test_the_public_names_are_all_listed() -> None:
    section = TEXTS["docs/developers.md"].partition("## What is public")[2].partition("\n## ")[0]
    listed = set(re.findall(r"`roadmap\.(\w+)`", section))
    modules = {"analysis", "areas", "model", "testing", "values"}
    assert listed - modules - {"toml"} == set(roadmap.__all__)


@pytest.mark.parametrize("name", generated_pages())
def test_a_generated_page_is_fresh(name: str) -> None:
    assert TEXTS[f"docs/{name}"] == generated_pages()[name], "run python -m tools.generate_docs"


def test_the_page_of_rules_has_every_code_once() -> None:
    codes = re.findall(r"^## (RM\d{3})", TEXTS["docs/rules.md"], re.MULTILINE)
    assert len(codes) == len(set(codes))
    assert {rule.code for rule in RULES} <= set(codes)
