"""What the tests share: the project's folder, a small sound plan, and the flag that makes reference files anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

PROJECT = Path(__file__).parents[1]

# The same examples in every run: a failure that somebody sees is one that everybody sees.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

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
    parser.addoption("--remake", action="store_true", help="write the reference files anew instead of comparing")


@pytest.fixture(scope="session")
def project() -> Path:
    """The top of the checkout."""
    return PROJECT


@pytest.fixture
def small() -> str:
    """The text of a small plan without mistakes or doubts."""
    return SMALL


@pytest.fixture
def agrees(request: pytest.FixtureRequest) -> Callable[[str, Path], None]:
    """Compare a text with its reference file; `pytest --remake` writes the file instead."""

    def compare(text: str, reference: Path) -> None:
        if request.config.getoption("--remake"):
            reference.parent.mkdir(parents=True, exist_ok=True)
            reference.write_bytes(text.encode("utf-8"))
        assert reference.exists(), f"no reference file {reference.name}: run pytest --remake, and read what it wrote"
        assert text == reference.read_bytes().decode("utf-8"), "differs from the reference; see `pytest --remake`"

    return compare
