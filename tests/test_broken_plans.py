"""The catalogue of broken plans in tests/broken: what a person did, the plan as it then stands, what is said of it.

`pytest tests/test_broken_plans.py --remake` writes what is said anew, for somebody to read.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest

import roadmap
from roadmap.areas import kinds
from roadmap.diagnostics.diagnostic import Diagnostic, PlanError

BROKEN = Path(__file__).parent / "broken"
CODES = [f"RM{number:03}" for number in range(2, 17)]  # RM001 is about bytes: test_reading.py

_CASE = "=== "
_FINDS = "--- finds"


class Case(NamedTuple):
    """One broken plan, with what is expected to be said of it."""

    code: str
    title: str
    plan: str
    expected: str

    def found(self) -> tuple[Diagnostic, ...]:
        with pytest.raises(PlanError) as raised:
            roadmap.loads(self.plan, name="plan.yaml")
        return raised.value.diagnostics


def printed(found: Iterable[Diagnostic]) -> str:
    """Return the findings as text, without the list of all kinds of areas, which grows."""
    return "".join(f"{one.said()}\n" for one in found).replace(", ".join(kinds()), "(all kinds)")


def read_cases(file: Path) -> list[Case]:
    """The cases of one file of the catalogue."""
    cases = []
    for part in f"\n{file.read_bytes().decode('utf-8')}".split(f"\n{_CASE}")[1:]:
        written, _finds, expected = part.partition(f"\n{_FINDS}\n")
        title, _end, plan = written.partition("\n")
        cases.append(Case(file.stem, title, f"{plan}\n" if plan else "", f"{expected.strip()}\n"))
    return cases


def write_cases(file: Path, cases: list[Case]) -> None:
    """Write the cases of one file with the findings that the reader makes."""
    written = [f"{_CASE}{case.title}\n{case.plan}{_FINDS}\n{printed(case.found())}" for case in cases]
    file.write_bytes("\n".join(written).encode("utf-8"))


CASES = [case for file in sorted(BROKEN.glob("RM*.txt")) for case in read_cases(file)]


@pytest.fixture(scope="module", autouse=True)
def _remade(request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--remake"):
        for file in sorted(BROKEN.glob("RM*.txt")):
            write_cases(file, read_cases(file))
        CASES[:] = [case for file in sorted(BROKEN.glob("RM*.txt")) for case in read_cases(file)]


@pytest.mark.parametrize("number", range(len(CASES)), ids=[f"{case.code} {case.title}" for case in CASES])
def test_a_broken_plan_has_the_findings_of_the_catalogue(number: int) -> None:
    """Each has the code of its file, a place inside the text, a message and a help."""
    case = CASES[number]
    found = case.found()
    assert printed(found) == case.expected
    assert case.code in {one.code for one in found}
    assert all(one.message and one.help for one in found)
    lines = case.plan.split("\n")
    for one in found:
        assert one.line is not None
        assert one.column is not None
        assert 1 <= one.line <= len(lines)
        assert 1 <= one.column <= len(lines[one.line - 1]) + 1


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_reading_has_a_case(code: str) -> None:
    assert any(case.code == code for case in CASES)


def test_no_two_cases_of_a_code_have_one_title() -> None:
    assert len({(case.code, case.title) for case in CASES}) == len(CASES)
