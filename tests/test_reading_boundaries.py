"""Boundaries of reading: the limits of a text, the bounds of each field at equality, dates at the ends of months."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import roadmap
from roadmap.rules.examples import example_plan


def codes(text: str) -> set[str]:
    """The codes of all mistakes in a text; none for a sound plan."""
    try:
        roadmap.loads(text)
    except roadmap.PlanError as error:
        return {found.code for found in error.diagnostics}
    return set()


def code_of(example: str) -> set[str]:
    """The codes of the mistakes in the base plan with some keys replaced."""
    return codes(example_plan(example))


# Limits of a text


@pytest.mark.parametrize(("levels", "too_deep"), [(63, False), (64, True)])
@pytest.mark.parametrize("brackets", ["[]", "{}"])
def test_brackets_go_sixty_four_levels_deep_the_plan_being_the_first(
    brackets: str, levels: int, too_deep: bool
) -> None:
    opened = brackets[0] if brackets == "[]" else "{a: "
    text = f"preamble: {opened * levels}x{brackets[1] * levels}\n"
    assert ("RM010" in codes(text)) == too_deep


@pytest.mark.parametrize(("levels", "too_deep"), [(64, False), (65, True)])
def test_indents_go_sixty_four_levels_deep(levels: int, too_deep: bool) -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(levels))
    assert ("RM010" in codes(text)) == too_deep


@pytest.mark.parametrize(("length", "too_large"), [(100_000, False), (100_001, True)])
def test_a_text_has_a_hundred_thousand_characters_at_most(length: int, too_large: bool) -> None:
    assert ("RM010" in code_of(f"preamble: {{en: {'a' * length}, ru: я}}\n")) == too_large


@pytest.mark.parametrize(("more", "too_large"), [(0, False), (1, True)])
def test_a_plan_has_a_million_values_at_most(more: int, too_large: bool) -> None:
    # the keys and values of the plan count, and each list, whether it is written or taken over by “*”
    thousand = f"a: &a [{', '.join(['x'] * 999)}]\n"
    rest = 1_000_000 - 1 - (1 + 1000) - (1 + 1) - 998 * 1000 - (1 + 1)
    text = f"{thousand}b: [{', '.join(['*a'] * 998)}]\nc: [{', '.join(['x'] * (rest + more))}]\n"
    assert ("RM010" in codes(text)) == too_large


@pytest.mark.parametrize(("times", "too_large"), [(256, False), (257, True)])
def test_a_text_grows_by_sixteen_mib_at_most(times: int, too_large: bool) -> None:
    text = f"a: &a {'x' * 2**16}\nb: [{', '.join(['*a'] * times)}]\n"
    assert ("RM010" in codes(text)) == too_large


@pytest.mark.parametrize(("more", "too_large"), [(0, False), (1, True)])
def test_a_file_has_sixteen_mib_at_most(more: int, too_large: bool, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes((b"a: 1\n#").ljust(16 * 2**20 + more, b"a"))
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.load(file)
    assert ("RM010" in {found.code for found in raised.value.diagnostics}) == too_large


@pytest.mark.parametrize(("mistakes", "shown", "left"), [(1000, 1000, None), (1001, 1001, "1"), (6000, 1001, "4001")])
def test_the_first_thousand_mistakes_are_shown_and_five_thousand_counted(
    mistakes: int, shown: int, left: str | None
) -> None:
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.loads(example_plan("") + "".join(f"key-{n:04}: 1\n" for n in range(mistakes)))
    found = raised.value.diagnostics
    assert len(found) == shown
    assert (found[-1].code == "RM010") == (left is not None)
    assert left is None or left in found[-1].message.replace(",", "").split()[-1]


@pytest.mark.parametrize(("nulls", "code"), [(20, "RM013"), (21, "RM001")])
def test_more_than_twenty_null_bytes_are_another_encoding(nulls: int, code: str, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(b"a: '" + b"\0" * nulls + b"'\n")
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.load(file)
    assert code in {found.code for found in raised.value.diagnostics}


# Names


@pytest.mark.parametrize(("length", "wrong"), [(100, False), (101, True)])
def test_the_id_of_a_plan_has_a_hundred_letters_at_most(length: int, wrong: bool) -> None:
    assert ("RM016" in code_of(f"id: {'a' * length}\n")) == wrong


@pytest.mark.parametrize(
    ("id", "wrong"),
    [
        *((device, True) for device in ("con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9")),
        *((name, False) for name in ("com0", "com10", "lpt0", "con1", "con-1", "com")),
    ],
)
def test_the_id_of_a_plan_is_no_device_of_windows(id: str, wrong: bool) -> None:
    assert ("RM016" in code_of(f"id: {id}\n")) == wrong


@pytest.mark.parametrize(
    ("id", "sound"),
    [("a", True), ("a-1", True), ("a--1", False), ("-a", False), ("a-", False), ("A", False), ("a.b", False)],
)
def test_an_id_has_small_letters_and_single_hyphens(id: str, sound: bool) -> None:
    assert (code_of(f"id: {id}\n") == set()) == sound


# Bounds of numbers

AREA = "areas:\n  - kind: {kind}\n    title: x\n    {facts}\n"
NUMBERS: list[tuple[str, str, str | None, str | None, str]] = [
    # kind of area, place of the number, the least and the most that it can be, the smallest step that matters
    *(
        (kind, "localisation: {2028: @}", "0", "100", "0.1")
        for kind in ("tractors", "cars", "elevators", "transformers")
    ),
    ("tractors", "annual_capacity: @", "0", "10000000", "1"),
    ("tractors", "output: {2028: @}", "0", "10000000", "0.1"),
    ("tractors", "service_centres: @", "0", "10000", "1"),
    ("tractors", "models: [{name: M, power: @}]", "5", "600", "0.1"),
    ("tractors", "models: [{name: M, drawbar_class: @}]", "0.2", "10", "0.1"),
    ("cars", "service_centres: @", "0", "10000", "1"),
    ("cars", "models: [{name: M, power: @}]", "1", "2000", "0.1"),
    ("elevators", "models: [{name: M, rated_load_kg: @}]", "100", "10000", "1"),
    ("elevators", "models: [{name: M, rated_speed: @}]", "0.1", "20", "0.01"),
    ("elevators", "models: [{name: M, stops: @}]", "2", "150", "1"),
    ("transformers", "models: [{name: M, rated_power: @}]", "0.001", "1500000", "0.0001"),
    ("transformers", "models: [{name: M, high_voltage: @}]", "0.1", "1200", "0.01"),
    ("transformers", "models: [{name: M, low_voltage: @}]", "0.001", "800", "0.0001"),
    ("sugar-beet-seeds", "germination: @", "0", "100", "0.1"),
    ("sugar-beet-seeds", "purity: @", "0", "100", "0.1"),
    ("sugar-beet-seeds", "moisture: @", "0", "100", "0.1"),
    ("sugar-beet-seeds", "tonnes: {2028: @}", "0", "100000", "0.1"),
    ("sugar-beet-seeds", "sowing_units: {2028: @}", "0", "10000000", "0.1"),
    ("sugar-beet-seeds", "sown_area: {2028: @}", "0", "1000000", "0.1"),
    ("sugar-beet-seeds", "price: @", "0", "100000000", "0.1"),
    ("training", "hours: @", "1", "20000", "1"),
    ("training", "months: @", "1", "96", "1"),
    ("training", "places: {2028: @}", "0", "100000", "0.1"),
    ("general", "adds_to_trade: {2028: @}", None, None, "1"),
]
MONEY = (
    "measures: [{id: M-1, title: x, due: 2028, lead: [by-minprom, kg-mineconom], financing: [{from: x, amount: @}]}]"
)
EXAMPLES: list[tuple[str, str | None, str | None, str]] = [
    *((AREA.format(kind=kind, facts=facts), low, high, step) for kind, facts, low, high, step in NUMBERS),
    (AREA.format(kind="general", facts=MONEY), "0", None, "0.1"),
    *(
        (f"trade: {{currency: USD, figures: [{{period: 2025, {key}: @, source: note}}]}}\n", "0", None, "0.1")
        for key in ("turnover", "exports", "imports")
    ),
    ("trade: {currency: USD, targets: [{period: 2030, turnover: @, source: note}]}\n", "0", None, "0.1"),
    ("trade: {currency: USD, growth: [{from: 2024, to: 2025, times: @, source: note}]}\n", "0", None, "0.1"),
    ("rules: {RM102: {percent: @}}\n", "0", "1000", "0.1"),
    ("rules: {RM109: {months: @}}\n", "1", "1200", "1"),
    ("rules: {RM207: {measures: @}}\n", "1", "100000", "1"),
    ("rules: {RM405: {germination: @}}\n", "0", "100", "0.1"),
    ("rules: {RM405: {purity: @}}\n", "0", "100", "0.1"),
    ("format: @\n", "1", "1", "1"),
]


@pytest.mark.parametrize(("example", "low", "high", "step"), EXAMPLES)
def test_a_number_may_equal_its_bounds_and_not_pass_them(
    example: str, low: str | None, high: str | None, step: str
) -> None:
    for bound, sign in ((low, -1), (high, 1)):
        if bound is None:
            assert code_of(example.replace("@", f"{sign * 10**12}")) == (
                set() if low is None or sign > 0 else {"RM007"}
            )
            continue
        assert code_of(example.replace("@", bound)) == set()
        assert code_of(example.replace("@", f"{Decimal(bound) + sign * Decimal(step):f}")) == {"RM007"}


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("999999999999999999", None),
        ("-999999999999999999", None),
        ("999999999999999999.999999999999", None),
        ("1000000000000000000", "RM007"),
        ("-1000000000000000000", "RM007"),
        ("1e17", None),
        ("1e18", "RM007"),
        ("0.000000000001", None),
        ("0.0000000000001", "RM007"),
        ("1e-12", None),
        ("1e-13", "RM007"),
        ("1e-100", "RM006"),
        (".5", None),
        ("5.", None),
        ("+5", None),
    ],
)
def test_a_number_has_eighteen_digits_before_the_point_and_twelve_after_it(number: str, code: str | None) -> None:
    assert code_of(AREA.format(kind="general", facts=f"adds_to_trade: {{2028: {number}}}")) == (
        {code} if code else set()
    )


@pytest.mark.parametrize(
    ("number", "code"), [("0" * 17 + "1", None), ("0" * 18 + "1", "RM006"), ("1.0", "RM006"), ("1e3", "RM006")]
)
def test_a_whole_number_has_eighteen_figures_at_most(number: str, code: str | None) -> None:
    assert code_of(AREA.format(kind="tractors", facts=f"annual_capacity: {number}")) == ({code} if code else set())


@pytest.mark.parametrize(
    ("written", "meant"), [("1.000", "1000"), ("12.5", "12"), ("1.25", "1"), ("1,000", "1000"), ("3.1415", "3")]
)
def test_a_mark_before_three_figures_parts_thousands(written: str, meant: str) -> None:
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.loads(example_plan(AREA.format(kind="tractors", facts=f"annual_capacity: '{written}'")))
    (found,) = raised.value.diagnostics
    assert found.help.split()[-1].rstrip(".") == meant


@pytest.mark.parametrize(
    ("year", "sound"),
    [("1000", True), ("2999", True), ("3000", False), ("0999", False), ("202", False), ("20280", False)],
)
def test_a_year_of_a_series_begins_with_one_or_two(year: str, sound: bool) -> None:
    assert (code_of(AREA.format(kind="general", facts=f"adds_to_trade: {{{year}: 1}}")) == set()) == sound


# Lists


@pytest.mark.parametrize(
    ("example", "code"),
    [
        ("parties: [BY, KG]\n", None),
        ("areas: [{kind: tractors, title: x}, {kind: tractors, title: y}]\n", None),
        ("parties: [BY]\n", "RM007"),
        ("parties: [BY, KG, BY]\n", "RM015"),
        ("languages: [ru]\n", None),
        ("languages: []\n", "RM007"),
        ("languages: [ru, en, ru]\n", "RM015"),
        *(
            (AREA.format(kind="general", facts=f"measures: [{{id: M-1, title: x, due: 2028, {lists}}}]"), code)
            for lists, code in (
                ("lead: [by-minprom, kg-mineconom]", None),
                ("lead: []", None),
                ("lead: [by-minprom, by-minprom]", "RM015"),
                ("lead: [], partners: [by-minprom, by-minprom]", "RM015"),
                ("lead: [], sources: [note, note]", "RM015"),
                ("lead: [], after: [M-1, M-1]", "RM015"),
            )
        ),
    ],
)
def test_a_list_is_long_enough_and_names_each_thing_once(example: str, code: str | None) -> None:
    assert code_of(example) == ({code} if code else set())


# Dates


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2027-04", "2027-04-01", "2027-04-30"),
        ("2027-12", "2027-12-01", "2027-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("2027-Q1", "2027-01-01", "2027-03-31"),
        ("2027-Q2", "2027-04-01", "2027-06-30"),
        ("2027-Q3", "2027-07-01", "2027-09-30"),
        ("2027-Q4", "2027-10-01", "2027-12-31"),
        ("2027-H1", "2027-01-01", "2027-06-30"),
        ("2027-H2", "2027-07-01", "2027-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
    ],
)
def test_a_date_lasts_from_its_first_day_to_its_last(written: str, first: str, last: str) -> None:
    plan = roadmap.loads(example_plan(f"date: {written}\n"))
    assert plan.date is not None
    assert (plan.date.start, plan.date.end) == (date.fromisoformat(first), date.fromisoformat(last))
    assert str(plan.date) == written


@pytest.mark.parametrize(
    "written",
    [
        "2027-02-29",
        "2100-02-29",
        "2028-02-30",
        "2027-04-31",
        "2027-00",
        "2027-13",
        "2027-Q0",
        "2027-Q5",
        "2027-H0",
        "2027-H3",
        "0000",
    ],
)
def test_a_day_that_the_calendar_lacks_is_a_mistake(written: str) -> None:
    assert code_of(f"date: {written}\n") == {"RM008"}


@pytest.mark.parametrize(
    ("period", "sound"),
    [
        ("2026-03-01/2026-03-01", True),
        ("2026-03-02/2026-03-01", False),
        ("2026–2026", True),
        ("2027–2026", False),
        ("2026-Q2/2026-04", True),
        ("2026-Q2/2026-03", False),
    ],
)
def test_a_period_may_end_on_the_day_on_which_it_begins(period: str, sound: bool) -> None:
    assert (code_of(f"period: {period}\n") == set()) == sound


@pytest.mark.parametrize(
    ("written", "shown", "years"),
    [
        ("2026-Q4/2027-01", "2026-10/2027-01", [2026, 2027]),
        ("2026-12-31/2027", "2026-12-31/2027-12-31", [2026, 2027]),
        ("2026-H1/2026-Q3", "2026-Q1/2026-Q3", [2026]),
        ("2026–2028", "2026–2028", [2026, 2027, 2028]),
    ],
)
def test_a_period_of_two_units_is_written_in_the_finer_one(written: str, shown: str, years: list[int]) -> None:
    plan = roadmap.loads(example_plan(f"period: {written}\n"))
    assert (str(plan.period), list(plan.period.years())) == (shown, years)
    assert roadmap.loads(roadmap.dumps(plan)).period == plan.period


# What is not written


def test_what_is_not_written_has_its_default() -> None:
    facts = "measures: [{id: M-1, title: x, due: 2028, lead: [], financing: [{from: x, amount: 1}]}]"
    text = example_plan(AREA.format(kind="general", facts=facts)).replace("stage: draft\n", "")
    plan = roadmap.loads(text.replace("date: 2026-11-23\n", ""))
    assert (plan.stage.key, plan.document.key, plan.date, plan.rules) == ("draft", "roadmap", None, ())
    assert plan.trade is not None
    assert (plan.trade.scale.key, plan.trade.growth) == ("million", ())
    (figure,), (target,) = plan.trade.figures, plan.trade.targets
    assert (figure.approximate, target.approximate, figure.reporter, figure.exports) == (False, False, None, None)
    (measure,) = plan.areas[0].measures
    assert (measure.status.key, measure.after, measure.partners, measure.progress) == ("planned", (), (), ())
    assert (measure.financing[0].scale.key, measure.financing[0].currency) == ("unit", None)
