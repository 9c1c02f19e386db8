"""Periods and deadlines: what is written, what it means, and how it is written again."""

from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap.errors import FieldError
from roadmap.model.period import Due, Period, Repeats, Unit

days = st.dates(date(1, 1, 1), date(9999, 12, 31))


def written(day: date, unit: Unit) -> str:
    """A date in the form of a step, made here without the help of the project."""
    forms = {
        Unit.DAY: f"{day.year:04}-{day.month:02}-{day.day:02}",
        Unit.MONTH: f"{day.year:04}-{day.month:02}",
        Unit.QUARTER: f"{day.year:04}-Q{(day.month - 1) // 3 + 1}",
        Unit.HALF: f"{day.year:04}-H{1 if day.month < 7 else 2}",
        Unit.YEAR: f"{day.year:04}",
    }
    return forms[unit]


pieces = st.builds(written, days, st.sampled_from(Unit))


@st.composite
def rows(draw: st.DrawFn) -> str:
    """Two dates in the right order, in whichever forms, with "/" or, between years, a dash."""
    first, last = draw(pieces), draw(pieces)
    if Period.parse(last).end < Period.parse(first).start:
        first, last = last, first
    years = len(first) == len(last) == 4
    return f"{first}{draw(st.sampled_from('/–-')) if years else '/'}{last}"


forms = pieces | rows()
orders = pytest.mark.parametrize("kind", [Period, Due])
Kind = TypeVar("Kind", Period, Due)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2027-05-15", date(2027, 5, 15), date(2027, 5, 15)),
        ("2027-05", date(2027, 5, 1), date(2027, 5, 31)),
        ("2027-04", date(2027, 4, 1), date(2027, 4, 30)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027-02", date(2027, 2, 1), date(2027, 2, 28)),
        ("2100-02", date(2100, 2, 1), date(2100, 2, 28)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("2028-02-29", date(2028, 2, 29), date(2028, 2, 29)),
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027-Q2", date(2027, 4, 1), date(2027, 6, 30)),
        ("2027-Q3", date(2027, 7, 1), date(2027, 9, 30)),
        ("2027-Q4", date(2027, 10, 1), date(2027, 12, 31)),
        ("2027-H1", date(2027, 1, 1), date(2027, 6, 30)),
        ("2027-H2", date(2027, 7, 1), date(2027, 12, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2026–2030", date(2026, 1, 1), date(2030, 12, 31)),
        ("2026-2030", date(2026, 1, 1), date(2030, 12, 31)),
        ("2026/2030", date(2026, 1, 1), date(2030, 12, 31)),
        ("2026-01-01/2030-12-31", date(2026, 1, 1), date(2030, 12, 31)),
        ("2023-01/2023-08", date(2023, 1, 1), date(2023, 8, 31)),
        ("2027-Q2/2028-H1", date(2027, 4, 1), date(2028, 6, 30)),
    ],
)
def test_a_period_lasts_from_its_first_day_to_its_last(text: str, start: date, end: date) -> None:
    period, due = Period.parse(text), Due.parse(text)
    assert (period.start, period.end) == (start, end)
    assert (due.start, due.end, due.repeats) == (start, end, None)


@given(forms)
def test_a_period_is_written_and_read_again_the_same(text: str) -> None:
    period = Period.parse(text)
    assert Period.parse(str(period)) == period


@given(pieces)
def test_a_single_period_is_written_as_it_was_read(text: str) -> None:
    assert str(Period.parse(text)) == text


@given(forms | st.sampled_from([repeats.value for repeats in Repeats]))
def test_a_deadline_is_written_and_read_again_the_same(text: str) -> None:
    due = Due.parse(text)
    again = Due.parse(str(due))
    assert again == due
    assert (again.period, again.repeats) == (due.period, due.repeats)


@pytest.mark.parametrize("repeats", Repeats)
def test_a_deadline_that_comes_again_spans_all_time(repeats: Repeats) -> None:
    due = Due.parse(repeats.value)
    assert (due.start, due.end, due.period, due.repeats) == (date.min, date.max, None, repeats)


@given(days, st.sampled_from(Unit))
def test_a_period_holds_the_day_it_is_made_from(day: date, unit: Unit) -> None:
    period = Period.parse(written(day, unit))
    assert period.start <= day <= period.end


@pytest.mark.parametrize("step", ["Q1 Q2 Q3 Q4", "H1 H2", "01 02 03 04 05 06 07 08 09 10 11 12"])
@given(st.integers(1, 9999))
@example(2028)
def test_the_parts_of_a_year_follow_each_other_without_gaps(step: str, year: int) -> None:
    parts = [Period.parse(f"{year:04}-{part}") for part in step.split()]
    whole = Period.parse(f"{year:04}")
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    assert all(after.start - before.end == timedelta(days=1) for before, after in pairwise(parts))


@orders
@given(forms, forms)
def test_what_begins_first_comes_first_and_of_two_the_one_that_ends_first(
    kind: type[Kind], one: str, other: str
) -> None:
    a, b = kind.parse(one), kind.parse(other)
    assert (a < b) == ((a.start, a.end) < (b.start, b.end))


@orders
def test_deadlines_sort_as_in_a_calendar(kind: type[Kind]) -> None:
    texts = ["2026–2030", "2027-01-01", "2027-01", "2027-Q1", "2027-H1", "2027", "2027-Q2", "2027-05-15", "2028"]
    assert [str(kind.parse(text)) for text in texts] == [str(one) for one in sorted(map(kind.parse, reversed(texts)))]


@given(pieces)
def test_one_day_month_quarter_half_or_year_is_single(text: str) -> None:
    assert Period.parse(text).single


@pytest.mark.parametrize("text", ["2026–2030", "2023-01/2023-08", "2027-Q1/2027-Q2", "2027-05-14/2027-05-15"])
def test_a_row_of_periods_is_not_single(text: str) -> None:
    assert not Period.parse(text).single


@given(forms, forms)
def test_a_period_lies_within_another_when_the_other_has_both_its_ends(one: str, other: str) -> None:
    a, b = Period.parse(one), Period.parse(other)
    assert a.within(b) == (b.start <= a.start <= b.end and b.start <= a.end <= b.end)
    assert a.within(a)


def test_a_quarter_lies_within_its_half_and_not_within_the_next() -> None:
    quarter = Period.parse("2027-Q2")
    assert quarter.within(Period.parse("2027-H1"))
    assert not quarter.within(Period.parse("2027-H2"))
    assert not Period.parse("2027-H1").within(quarter)


def test_a_period_knows_the_years_it_touches() -> None:
    assert list(Period.parse("2026-Q4/2028-01").years()) == [2026, 2027, 2028]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " 2027",
        "2027 ",
        "27",
        "0000",
        "20270515",
        "12027",
        "2027-00",
        "2027-13",
        "2027-5",
        "2027-5-15",
        "2027-05-1",
        "2027-05-00",
        "2027-05-32",
        "2027-04-31",
        "2026-02-30",
        "2027-02-29",
        "2100-02-29",
        "2027-Q0",
        "2027-Q5",
        "2027-q2",
        "2027Q2",
        "2027-H3",
        "2027-W12",
        "2027-05-15T12:00",
        "15.05.2027",
        "05/15/2027",
        "2026 – 2030",
        "2026—2030",
        "2026–",
        "/2027",
        "2027/",
        "2026/2028/2030",
        "2030–2026",
        "2030/2026",
        "2027-Q2/2027-Q1",
        "2030-12-31/2026-01-01",
        "２０２７",
        "٢٠٢٧",
        "2027\n",
        "yearly",
        "Annually",
    ],
)
@orders
def test_what_is_no_period_says_so_and_how_to_write_one(kind: type[Period] | type[Due], text: str) -> None:
    with pytest.raises(FieldError) as raised:
        kind.parse(text)
    assert raised.value.code == "RM008"
    assert str(raised.value.text)
    assert str(raised.value.help)


@orders
@given(st.text() | st.text("0123456789-–/QH ", max_size=22))
def test_any_text_is_a_period_or_a_mistake(kind: type[Period] | type[Due], text: str) -> None:
    found = parsed(kind, text)
    assert found.code == "RM008" if isinstance(found, FieldError) else found.start <= found.end


def parsed(kind: type[Period] | type[Due], text: str) -> Period | Due | FieldError:
    try:
        return kind.parse(text)
    except FieldError as mistake:
        return mistake


def test_a_wrong_date_of_a_row_is_named_alone() -> None:
    with pytest.raises(FieldError, match="“2027-Q9” is not a date"):
        Period.parse("2027-Q1/2027-Q9")


def test_a_wrong_day_is_told_how_long_its_month_is() -> None:
    with pytest.raises(FieldError, match="2028-02 has 29 days"):
        Period.parse("2028-02-30")


@given(days, days)
def test_a_period_made_in_python_cannot_end_before_it_begins(one: date, other: date) -> None:
    if one <= other:
        assert Period(one, other, Unit.DAY).within(Period(date.min, date.max, Unit.DAY))
    else:
        with pytest.raises(FieldError, match="ends before it begins"):
            Period(one, other, Unit.DAY)
