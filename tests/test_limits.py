"""Plans with very many mistakes, very long texts and very large files end with mistakes that have a place."""

import re
from bisect import bisect_right
from decimal import Decimal
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import roadmap
from roadmap.analysis.trade import by_period, claims, turnovers
from roadmap.model.period import Period
from roadmap.model.trade import Growth, Trade, TradeFigure
from roadmap.reading.limits import MAX_BYTES, MAX_FOUND
from roadmap.reading.source import SourceText
from roadmap.values.nodes import MAX_COUNTED

TESTS = Path(__file__).parent

HEAD = "format: 1\nid: by-kg\ntitle: A roadmap\nparties: [BY, KG]\nperiod: 2026-2030\nlanguages: [en]\n"
AREA = "areas:\n  - kind: tractors\n    title: Tractors\n"


def found_in(text: str) -> tuple[roadmap.Diagnostic, ...]:
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.loads(text)
    return raised.value.diagnostics


@pytest.mark.parametrize("more", [1, 1_000, MAX_COUNTED - MAX_FOUND])
def test_beyond_a_thousand_mistakes_the_last_says_how_many_more_there_are(more: int) -> None:
    found = found_in(HEAD + "".join(f"key-{n}: 1\n" for n in range(MAX_FOUND + more)))
    assert [one.line for one in found[:-1]] == list(range(7, 7 + MAX_FOUND))
    assert (found[-1].code, found[-1].line) == ("RM010", 7 + MAX_FOUND)
    assert found[-1].message == f"More errors in this plan beyond the first 1000: {more}."
    assert found[-1].help == "Fix the errors above first, then check the plan again."


@pytest.mark.parametrize(
    ("text", "more"),
    [
        (HEAD + "".join(f"key-{n}: 1\n" for n in range(MAX_COUNTED + 10)), MAX_COUNTED + 1 - MAX_FOUND),
        (HEAD + "stage: agreed\n" * (MAX_COUNTED + 10), MAX_COUNTED + 1 - MAX_FOUND),
        (
            HEAD + 'preamble: "a" b\nareas:\n' + "  - {kind: a}\n" * 3_000,
            2_001,
        ),  # others may hide behind the mended line
    ],
)
def test_where_not_all_could_be_counted_the_number_is_the_least_there_are(text: str, more: int) -> None:
    assert found_in(text)[-1].message == f"More errors in this plan beyond the first 1000: at least {more}."


def test_the_number_counts_each_mistake_once_and_no_echo() -> None:
    measures = "".join(f"      - {{idd: M-{n}, title: A, due: 2027, lead: [], sorces: []}}\n" for n in range(600))
    found = found_in(HEAD + AREA + "    measures: &all\n" + measures + "  - {kind: cars, title: A, measures: *all}\n")
    assert {one.code for one in found[:-1]} == {"RM004"}
    assert found[-1].message == "More errors in this plan beyond the first 1000: 200."


def test_a_thousand_mistakes_are_all_said() -> None:
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.loads(HEAD + "".join(f"key-{n}: 1\n" for n in range(MAX_FOUND)))
    assert {found.code for found in raised.value.diagnostics} == {"RM004"}


@given(st.lists(st.sampled_from(["a", "\n", "\r", "\r\n", "b" * 1_365, "c" * 4_095]), max_size=12))
def test_a_place_is_found_in_any_text(parts: list[str]) -> None:
    text = "".join(parts)
    source, starts = SourceText("plan.yaml", text), [0, *(end.end() for end in re.finditer("\r\n|\n|\r", text))]
    for end in accumulate(map(len, parts), initial=0):
        for offset in {max(0, end - 1), end}:
            line = bisect_right(starts, offset)
            assert source.place(offset) == (line, offset - starts[line - 1] + 1)


_NUMBERS = st.lists(st.integers(0, 60).map(Decimal), max_size=6).map(lambda numbers: sorted(set(numbers)))


@given(st.integers(0, 300).map(lambda number: Decimal(number) / 7), _NUMBERS, _NUMBERS)
def test_the_nearest_growth_is_that_of_all_pairs(times: Decimal, before: list[Decimal], after: list[Decimal]) -> None:
    pairs = sorted(last / first for first in before for last in after if first)
    figures = [("2020", number) for number in before] + [("2022", number) for number in after]
    trade = Trade(
        currency="USD",
        growth=(Growth(from_=Period.parse("2020"), to=Period.parse("2022"), times=times, source="x"),),
        figures=tuple(TradeFigure(period=Period.parse(year), turnover=number, source="x") for year, number in figures),
    )
    ((_place, claim),) = claims(trade, by_period(turnovers(trade)))
    assert claim.computed == min(pairs, key=lambda growth: abs(growth - times), default=None)


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_file_beyond_sixteen_mebibytes_is_not_read(beyond: int, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes((HEAD + "#").encode().ljust(MAX_BYTES + beyond, b"a"))
    if not beyond:
        assert roadmap.load(file).id == "by-kg"
        return
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.load(file)
    (found,) = raised.value.diagnostics
    assert (found.code, found.line, found.column) == ("RM010", 1, 1)
    assert "16 MiB" in found.message
