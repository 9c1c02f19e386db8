"""Fixtures that all tests share, the profiles of Hypothesis, and the option that writes the reference files."""

import os
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from support import PROJECT, Done, Run

import roadmap
from roadmap.cli import main

# The same examples in every run, so that a failure repeats everywhere.
settings.register_profile(
    "quick", max_examples=25, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100)
settings.load_profile("quick")  # `--hypothesis-profile=thorough` replaces it

# English is what the tests expect of every process, whatever the machine speaks.
os.environ["ROADMAP_UI_LANG"] = "en"

SMALL = """\
format: 1
id: by-kg-small
title: {en: A small roadmap, ru: Небольшая дорожная карта}
parties: [BY, KG]
period: 2026–2030
languages: [ru, en]
sources:
  note: {title: {en: A note, ru: Записка}}
bodies:
  by-minprom: {party: BY, name: {en: Ministry of Industry, ru: Министерство промышленности}}
  kg-mineconom: {party: KG, name: {en: Ministry of Economy, ru: Министерство экономики}}
trade:
  currency: USD
  figures:
    - {period: 2024, turnover: 133, source: note}
  targets:
    - {period: 2030, turnover: 500, source: note}
areas:
  - kind: tractors
    title: {en: Tractors, ru: Тракторы}
    adds_to_trade: {2030: 400}
    measures:
      - id: TRACTOR-1
        title: {en: Resume assembly, ru: Возобновить сборку}
        due: 2027-Q2
        lead: [by-minprom, kg-mineconom]
        result: {en: The line works, ru: Линия работает}
        indicator:
          name: {en: Tractors, ru: Тракторы}
          unit: {en: a year, ru: в год}
          baseline: {2025: 0}
          target: {2030: 500}
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option `--remake`."""
    parser.addoption("--remake", action="store_true", help="write the reference files instead of comparing")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests in `tests/e2e`; a test with this mark may take ten minutes."""
    for item in items:
        if item.path.parent.name == "e2e":
            item.add_marker(pytest.mark.e2e)
        if item.get_closest_marker("e2e"):
            item.add_marker(pytest.mark.timeout(600))


@pytest.fixture(scope="session")
def project() -> Path:
    """Return the top folder of the checkout."""
    return PROJECT


@pytest.fixture(scope="session")
def small() -> str:
    """Return the text of a small plan without findings."""
    return SMALL


@pytest.fixture(scope="session")
def sample() -> Callable[[str], roadmap.Plan]:
    """Return the function that loads a sample plan by the name of its file; each plan is loaded once."""
    return cache(lambda name: roadmap.load(PROJECT / "plans" / f"{name}.yaml"))


@pytest.fixture(scope="session")
def sample_document(sample: Callable[[str], roadmap.Plan]) -> Callable[[str, str, str], str | bytes]:
    """Render a sample plan by the name of its file, format and language, once."""
    return cache(lambda name, to, language: roadmap.render(sample(name), format=to, language=language))


@pytest.fixture
def run(capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Return the function that runs the command line in this process: `run(folder, "check", "plan.yaml", LANG="ru")`."""

    def command(folder: Path, *arguments: str, **own: str) -> Done:
        with pytest.MonkeyPatch.context() as surroundings:
            surroundings.chdir(folder)
            for name in list(os.environ):
                if name.startswith(("LC_", "LANG", "ROADMAP")):
                    surroundings.delenv(name)
            for name, value in {"COLUMNS": "80", **own}.items():
                surroundings.setenv(name, value)
            capsysbinary.readouterr()
            status = main(arguments)
            return subprocess.CompletedProcess(arguments, status, *capsysbinary.readouterr())

    return command


@pytest.fixture
def agrees(request: pytest.FixtureRequest) -> Callable[[str, Path], None]:
    """Return the function that compares a text with its reference file; `pytest --remake` writes the file instead."""

    def compare(text: str, reference: Path) -> None:
        if request.config.getoption("--remake"):
            reference.parent.mkdir(parents=True, exist_ok=True)
            reference.write_bytes(text.encode("utf-8"))
        assert reference.exists(), f"no reference file {reference.name}: run pytest --remake, and read what it wrote"
        assert text == reference.read_bytes().decode("utf-8"), "differs from the reference; see `pytest --remake`"

    return compare
