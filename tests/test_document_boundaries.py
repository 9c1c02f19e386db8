"""Boundaries of documents: amounts with their scale in every format, cards, calendars of measures, charts, shares."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import roadmap
from roadmap.documents.views.build import document_view
from roadmap.documents.views.index import Made, index_entries
from roadmap.documents.views.models import Card, Document, MeasureView
from roadmap.documents.views.overviews import IndexEntry
from roadmap.i18n.language import get_language
from roadmap.i18n.localized import Localized
from roadmap.rules.reader_notes import assess

# Plans


def plan_text(
    *measures: str,
    head: str = "",
    period: str = "2026–2030",
    figures: tuple[str, ...] = (),
    targets: str = "",
    scale: str = "million",
    facts: str = "",
) -> str:
    """A plan with measures, figures of trade and facts of its area, each given by what is special of it."""
    lines = "".join(
        f"      - {{id: M-{n}, title: Sign, lead: [by-minprom, kg-mineconom], {line}}}\n"
        for n, line in enumerate(measures)
    )
    each = ", ".join(f"{{{figure}, source: note}}" for figure in figures)
    trade = f"trade: {{currency: USD, scale: {scale}, figures: [{each}], targets: [{targets}]}}\n" if figures else ""
    return (
        f"format: 1\nid: by-kg\ntitle: A plan\nparties: [BY, KG]\nperiod: {period}\nlanguages: [en]\n{head}"
        "sources: {note: {title: A note}}\n"
        "bodies: {by-minprom: {party: BY, name: Industry}, kg-mineconom: {party: KG, name: Economy}}\n"
        f"{trade}areas:\n  - kind: tractors\n    title: Tractors\n{facts}    measures:\n{lines}"
    )


def viewed_plan(plan: roadmap.Plan, languages: tuple[str, ...] = ()) -> Document:
    return document_view(Localized(assess(plan), get_language("en")), languages)


def viewed(text: str) -> Document:
    return viewed_plan(roadmap.loads(text))


def plain(text: str) -> str:
    """A text with ordinary spaces, and no more than one in a row."""
    return " ".join(text.split())


GOAL = "{period: 2030, turnover: 500, source: note}"

# What is paid

PAID = "due: 2027, financing: [{from: own funds, amount: 2.5, scale: million, currency: USD}]"


def read_docx(content: bytes, folder: Path) -> str:
    import docx

    paragraphs = docx.Document(io.BytesIO(content)).element.body.iter("{*}p")
    return "\n".join("".join(piece.text or "" for piece in paragraph.iter("{*}t")) for paragraph in paragraphs)


def read_pdf(content: bytes, folder: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is missing: install poppler (Debian: poppler-utils)")
    (folder / "made.pdf").write_bytes(content)
    command = ["pdftotext", "-raw", folder / "made.pdf", "-"]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode().replace("\n", " ")


READ: dict[str, Callable[[bytes, Path], str]] = {
    "md": lambda content, _folder: content.decode(),
    "html": lambda content, _folder: content.decode(),
    "docx": read_docx,
    "pdf": read_pdf,
}


@pytest.mark.parametrize("to", READ)
def test_every_document_says_an_amount_with_its_scale_and_currency(to: str, tmp_path: Path) -> None:
    made = roadmap.render(roadmap.loads(plan_text(PAID)), format=to, language="en")
    text = READ[to](made.encode() if isinstance(made, str) else made, tmp_path)
    assert "ownfunds,2.5millionUSdollars" in re.sub(r"[\s\u00ad\u200b\u2010-]+", "", text)


@pytest.mark.parametrize("to", ["csv", "xlsx"])
def test_every_table_says_an_amount_with_its_scale_and_currency(to: str) -> None:
    (content,) = roadmap.export(roadmap.loads(plan_text(PAID)), format=to, language="en").values()
    if to == "csv":
        assert "own funds, 2.5, million, USD" in content.decode()
        return
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    assert "own funds, 2.5, million, USD" in [cell.value for cell in sheet[3]]


@pytest.mark.parametrize(
    ("financing", "wanted"),
    [
        ("from: x", "x"),
        ("from: x, party: KG", "x (Kyrgyzstan)"),
        ("from: x, amount: 0", "x, 0"),
        ("from: x, amount: 2.50, currency: USD", "x, 2.50 US dollars"),
        ("from: x, amount: 1, scale: thousand, currency: USD", "x, 1 thousand US dollars"),
        ("from: x, amount: 1, scale: billion, currency: EUR", "x, 1 billion euros"),
        ("from: x, amount: 12345, scale: unit, currency: USD", "x, 12,345 US dollars"),
        ("from: x, amount: 3, scale: million", "x, 3 million"),
        ("from: x, party: BY, amount: 2, scale: million, currency: USD", "x (Belarus), 2 million US dollars"),
    ],
)
def test_a_payment_is_shown_with_all_that_is_known_of_it(financing: str, wanted: str) -> None:
    (measure,) = viewed(plan_text(f"due: 2027, financing: [{{{financing}}}]")).areas[0].measures
    assert [plain(one) for one in measure.financing] == [wanted]


# Cards


def cards(*figures: str, targets: str = GOAL, scale: str = "million") -> tuple[Card, ...]:
    return viewed(plan_text("due: 2027", figures=figures, targets=targets, scale=scale)).cards


@pytest.mark.parametrize(
    ("others", "note"),
    [
        ([], ""),
        (["140"], "140"),
        (["140", "150"], "140; 150"),
        (["140", "150", "145, approximate: true"], "140; 150; ≈ 145"),
    ],
)
def test_a_card_shows_what_all_other_sources_say(others: list[str], note: str) -> None:
    first, *_rest = cards(*(f"period: 2024, turnover: {number}" for number in ("133", *others)))
    assert plain(first.value) == "133"
    assert plain(first.note).removeprefix("other sources: ") == note


@pytest.mark.parametrize(
    ("scale", "unit"), [("unit", "US dollars"), ("thousand", "thousand US dollars"), ("billion", "billion US dollars")]
)
def test_a_card_says_what_money_is_counted_in(scale: str, unit: str) -> None:
    assert [card.unit for card in cards("period: 2024, turnover: 133", scale=scale)[:2]] == [unit, unit]


@pytest.mark.parametrize(
    ("turnover", "percent"), [("133", "27%"), ("132", "26%"), ("2.5", "0%"), ("500", "100%"), ("600", "120%")]
)
def test_a_card_says_which_share_of_the_target_there_is(turnover: str, percent: str) -> None:
    target = cards(f"period: 2024, turnover: {turnover}")[1]
    assert (target.value, re.findall(r"\d+%", target.note)) == ("500", [percent])


def test_a_card_marks_what_is_approximate() -> None:
    first, target, *_rest = cards(
        "period: 2024, turnover: 133, approximate: true",
        targets="{period: 2030, turnover: 500, approximate: true, source: note}",
    )
    assert (plain(first.value), plain(target.value)) == ("≈ 133", "≈ 500")


@pytest.mark.parametrize(
    ("states", "count", "done"), [([], "0", "0"), (["planned"], "1", "0"), (["done", "cancelled", "done"], "3", "2")]
)
def test_a_card_counts_measures_and_those_that_are_done(states: list[str], count: str, done: str) -> None:
    (card,) = viewed(plan_text(*(f"due: 2027, status: {state}" for state in states))).cards
    assert (card.value, re.findall(r"\d+", card.note)) == ("1", [count, done])


@pytest.mark.parametrize(
    ("count", "note"), [(6, "1.1, 1.2, 1.3, 1.4, 1.5, 1.6"), (7, "1.1, 1.2, 1.3, 1.4, 1.5, 1.6, …")]
)
def test_a_card_names_six_measures_at_most(count: int, note: str) -> None:
    *_rest, due, late = viewed(plan_text(*["due: 2027-Q2"] * count, head="date: 2027-05-01\n")).cards
    assert (due.value, due.note, late.value) == (str(count), note, "0")


@pytest.mark.parametrize(
    ("dated", "due", "late"),
    [
        ("2027-03-31", "0", "0"),
        ("2027-04-01", "1", "0"),
        ("2027-04", "1", "0"),
        ("2027-06-30", "1", "0"),
        ("2027-07-01", "0", "1"),
        ("2027", "0", "1"),
    ],
)
def test_cards_tell_what_is_due_in_the_quarter_of_the_plan_and_what_is_late(dated: str, due: str, late: str) -> None:
    *_rest, this, past = viewed(plan_text("due: 2027-06-30", head=f"date: {dated}\n")).cards
    assert (this.value, past.value) == (due, late)


@pytest.mark.parametrize(("state", "due"), [("done", "0"), ("delayed", "1")])
def test_a_card_counts_what_is_still_due_on_the_day_of_the_plan(state: str, due: str) -> None:
    line = f"due: 2027-06-30, progress: [{{date: 2027-05-15, status: {state}}}]"
    *_rest, this, _past = viewed(plan_text(line, head="date: 2027-05-15\n")).cards
    assert this.value == due


# Trade


@pytest.mark.parametrize(
    ("before", "after", "wanted", "a_year"),
    [
        ("2024, turnover: 100", "2025, turnover: 110", "+10.0%", False),
        ("2023, turnover: 100", "2025, turnover: 121", "+10.0%", True),
        ("2024, turnover: 1000", "2025, turnover: 1001", "+0.1%", False),
        ("2024, turnover: 100", "2025, turnover: 100", "0.0%", False),
        ("2024, turnover: 100", "2025, turnover: 90", "-10.0%", False),
    ],
)
def test_a_growth_has_its_sign_and_says_where_it_is_one_of_each_year(
    before: str, after: str, wanted: str, a_year: bool
) -> None:
    trade = viewed(plan_text("due: 2027", figures=(f"period: {before}", f"period: {after}"), targets=GOAL)).trade
    assert trade is not None
    (row,) = trade.computed
    assert (row.turnover.replace("\u2212", "-"), bool(row.note)) == (wanted, a_year)


@pytest.mark.parametrize(
    ("adds", "open_part", "number"), [("366", True, "1"), ("367", False, "0"), ("368", False, "1")]
)
def test_the_way_to_the_target_says_what_no_area_covers(adds: str, open_part: bool, number: str) -> None:
    facts = f"    adds_to_trade: {{2030: {adds}}}\n"
    text = plan_text("due: 2027", figures=("period: 2024, turnover: 133",), targets=GOAL, facts=facts)
    trade = viewed(text).trade
    assert trade is not None
    assert trade.way_table is not None
    assert trade.way is not None
    assert trade.way_table.rows[1] == ("Tractors", f"+{adds}")
    assert (trade.way_table.rows[2][0] == "not covered by any area", trade.way_table.rows[2][1]) == (open_part, number)
    assert [bar.look for bar in trade.way.bars] == ["exact", "step", *["rest"] * open_part]


@pytest.mark.parametrize(
    ("figures", "years"),
    [
        (("period: 2024, turnover: 100",), ["2024", "2030"]),
        (("period: 2022, turnover: 100", "period: 2025, turnover: 100"), ["2022", "2023", "2024", "2025", "2030"]),
    ],
)
def test_a_chart_has_each_year_from_the_first_figure_to_the_last(figures: tuple[str, ...], years: list[str]) -> None:
    trade = viewed(plan_text("due: 2027", figures=figures, targets=GOAL)).trade
    assert trade is not None
    assert trade.chart is not None
    assert [bar.label[0] for bar in trade.chart.bars] == years


# Areas


@pytest.mark.parametrize(("numbers", "charts"), [("2028: 1", 0), ("2028: 1, 2029: 2", 1), ("2028: 0, 2029: 0", 1)])
def test_a_series_is_drawn_from_two_numbers_on(numbers: str, charts: int) -> None:
    (area,) = viewed(plan_text("due: 2027", facts=f"    output: {{{numbers}}}\n")).areas
    assert len(area.charts) == charts


@pytest.mark.parametrize("numbers", ["2028: 1, 2029: -1", "2028: -1, 2029: 1"])
def test_a_series_with_a_negative_number_is_not_drawn(numbers: str) -> None:
    (area,) = viewed(plan_text("due: 2027", facts=f"    adds_to_trade: {{{numbers}}}\n")).areas
    assert area.charts == ()


@pytest.mark.parametrize(
    ("head", "looks"),
    [
        ("date: 2027-01-01\n", ["reported", "reported", "planned"]),
        ("date: 2026-12-31\n", ["reported", "planned", "planned"]),
        ("", ["planned", "planned", "planned"]),
    ],
)
def test_numbers_after_the_year_of_the_plan_are_planned(head: str, looks: list[str]) -> None:
    text = plan_text("due: 2027", head=head, facts="    output: {2026: 1, 2027: 2, 2028: 3}\n")
    (chart,) = viewed(text).areas[0].charts
    assert [column.look for column in chart.columns] == looks


def test_the_columns_of_a_series_are_as_high_as_their_numbers() -> None:
    (chart,) = viewed(plan_text("due: 2027", facts="    output: {2026: 0, 2027: 50, 2028: 100}\n")).areas[0].charts
    nothing, half, whole = (column.height for column in chart.columns)
    assert (nothing, half * 2) == (2, whole)


@pytest.mark.parametrize(
    ("head", "sourced", "proposal"),
    [("stage: draft\n", "", True), ("stage: draft\n", "note", False), ("stage: agreed\n", "", False)],
)
def test_a_fact_without_a_source_is_a_proposal_in_a_draft(head: str, sourced: str, proposal: bool) -> None:
    sources = f"    sources: {{annual_capacity: {sourced}}}\n" if sourced else ""
    text = plan_text("due: 2027", head=head, facts=f"    annual_capacity: 5\n{sources}")
    (fact,) = viewed(text).areas[0].facts
    assert (fact.proposal, len(fact.cites)) == (proposal, 1 if sourced else 0)


@pytest.mark.parametrize(
    ("head", "sources", "proposal"),
    [("stage: draft\n", "", True), ("stage: draft\n", "adds_to_trade: note", False), ("stage: agreed\n", "", False)],
)
def test_what_an_area_adds_is_a_proposal_in_a_draft_without_a_source(head: str, sources: str, proposal: bool) -> None:
    facts = f"    adds_to_trade: {{2028: 1}}\n    sources: {{{sources}}}\n"
    (series,) = viewed(plan_text("due: 2027", head=head, facts=facts)).areas[0].series
    assert (series.proposal, series.numbers) == (proposal, ("1",))


# The head


def test_a_document_has_the_names_and_languages_of_the_plan() -> None:
    text = plan_text("due: 2027").replace("[BY, KG]", "[BY, {code: KG, name: Our name, full_name: Our full name}]")
    plan = roadmap.loads(text.replace("languages: [en]", "languages: [en, ru]"))
    found = viewed_plan(plan)
    assert (found.parties, found.full_parties) == (
        ("Belarus", "Our name"),
        ("Republic of Belarus", "Our full name"),
    )
    assert [(link.language, link.current) for link in found.links] == [("en", True), ("ru", False)]
    assert [link.language for link in viewed_plan(plan, ("ru",)).links] == ["ru"]


# Measures


def shown(line: str) -> MeasureView:
    (measure,) = viewed(plan_text(line)).areas[0].measures
    return measure


def test_a_measure_shows_all_its_sources_reports_and_numbers() -> None:
    measure = shown(
        "due: 2027, note: n, progress: [{date: 2026-12, actual: 5, status: delayed}, {date: 2026-11, text: x}], "
        "indicator: {name: i, unit: u, baseline: {2024: 1, 2025: 2}, target: {2028: 3, 2030: 4}, actual: {2026: 5}}"
    )
    assert measure.indicator is not None
    numbers = (measure.indicator.baseline, measure.indicator.target, measure.indicator.actual)
    assert [plain(one) for one in numbers] == ["1 (2024); 2 (2025)", "3 (2028); 4 (2030)", "5 (2026)"]
    assert [(report.date, report.actual) for report in measure.reports] == [
        ("November 2026", ""),
        ("December 2026", "5"),
    ]
    assert (measure.status, measure.note) == ("delayed", "n")


@pytest.mark.parametrize(("sources", "proposal"), [("[]", True), ("[note]", False)])
def test_a_measure_without_a_source_is_a_proposal_in_a_draft(sources: str, proposal: bool) -> None:
    assert shown(f"due: 2027, sources: {sources}").proposal == proposal


# The calendar of measures


@pytest.mark.parametrize(
    ("period", "width", "by_quarter"),
    [("2026–2031", 24, True), ("2026-01-01/2032-01-01", 7, False), ("2026-01-01/2031-12-31", 24, True)],
)
def test_a_calendar_of_more_than_24_quarters_goes_by_years(period: str, width: int, by_quarter: bool) -> None:
    calendar = viewed(plan_text("due: 2027", period=period)).calendar
    assert calendar is not None
    assert (calendar.width, bool(calendar.steps)) == (width, by_quarter)


@pytest.mark.parametrize(
    ("dated", "today"),
    [
        ("2025-12-31", -1),
        ("2026-01-01", 0),
        ("2026-03-31", 0),
        ("2026-04-01", 1),
        ("2026-03-31/2026-04-01", 1),
        ("2030-12-31", 19),
        ("2031-01-01", -1),
    ],
)
def test_a_calendar_marks_the_step_of_the_plans_date(dated: str, today: int) -> None:
    calendar = viewed(plan_text("due: 2027", head=f"date: {dated}\n")).calendar
    assert calendar is not None
    assert calendar.today == today


@pytest.mark.parametrize(
    ("due", "before", "length", "after"),
    [
        ("2026-Q1", 0, 1, 19),
        ("2030-Q4", 19, 1, 0),
        ("2027-H1", 4, 2, 14),
        ("annually", 0, 20, 0),
        ("2027-03/2027-04", 4, 2, 14),
    ],
)
def test_a_bar_fills_the_steps_of_its_deadline(due: str, before: int, length: int, after: int) -> None:
    calendar = viewed(plan_text(f"due: {due}")).calendar
    assert calendar is not None
    (row,) = calendar.areas[0].rows
    assert (row.before, row.length, row.after, row.repeats) == (before, length, after, due == "annually")


def test_a_calendar_counts_the_steps_of_each_year_and_names_quarters() -> None:
    calendar = viewed(plan_text("due: 2026-12", period="2026-09-30/2027-04-01")).calendar
    assert calendar is not None
    assert calendar.years == (("2026", 2), ("2027", 2))
    assert [step.strip("Q") for step in calendar.steps] == ["3", "4", "1", "2"]


# Many plans beside each other


def entry(turnover: str, target: str, adds: str, scale: str = "million") -> IndexEntry:
    goal = f"{{period: 2030, turnover: {target}, source: note}}"
    facts = f"    adds_to_trade: {{2030: {adds}}}\n"
    figures = (f"period: 2024, turnover: {turnover}",)
    plan = roadmap.loads(
        plan_text("due: 2027, status: done", "due: 2028", figures=figures, targets=goal, scale=scale, facts=facts)
    )
    (only,), _unit = index_entries([Made(assess(plan).summary, ("en",), ("md",))], get_language("en"))
    return only


@pytest.mark.parametrize(
    ("turnover", "target", "adds", "bar", "covered"),
    [
        ("100", "200", "50", (50, 25, 25), "50%"),
        ("100", "200", "100", (50, 50, 0), "100%"),
        ("100", "200", "150", (50, 50, 0), "150%"),
        ("100", "200", "-50", (50, 0, 50), "-50%"),
        ("200", "200", "0", (100, 0, 0), ""),
        ("300", "200", "10", (100, 0, 0), ""),
        ("0", "200", "0", (0, 0, 100), "0%"),
        ("0", "0", "0", (0, 0, 100), ""),
    ],
)
def test_a_bar_shows_what_there_is_what_areas_add_and_what_is_missing(
    turnover: str, target: str, adds: str, bar: tuple[int, int, int], covered: str
) -> None:
    found = entry(turnover, target, adds)
    assert (found.bar, found.covered.replace("\u2212", "-")) == (bar, covered)


@pytest.mark.parametrize(
    ("scale", "number"), [("unit", "2.5"), ("thousand", "2500"), ("million", "2500000"), ("billion", "2500000000")]
)
def test_plans_are_sorted_by_whole_amounts(scale: str, number: str) -> None:
    keys = entry("2.5", "5", "0", scale).keys
    assert (keys.turnover, keys.reached, keys.done) == (number, "50.000000", "0.500000")


@pytest.mark.parametrize(
    ("others", "named"),
    [
        (["KG"], [("Belarus", "Kyrgyzstan")]),
        (["KG", "KZ"], [("Kazakhstan",), ("Kyrgyzstan",)]),
        (["KZ", "KG", "UZ"], [("Kazakhstan",), ("Kyrgyzstan",), ("Uzbekistan",)]),
    ],
)
def test_plans_are_named_by_the_parties_that_not_all_of_them_have(
    others: list[str], named: list[tuple[str, ...]]
) -> None:
    texts = (
        plan_text("due: 2027").replace("KG]", f"{code}]").replace("party: KG", f"party: {code}") for code in others
    )
    made = [Made(assess(roadmap.loads(text)).summary, ("en",), ("md",)) for text in texts]
    assert [one.countries for one in index_entries(made, get_language("en"))[0]] == named


# Words


@pytest.mark.parametrize(
    ("due", "wanted"),
    [
        ("2027-Q1", "Q1 2027"),
        ("2027-Q4", "Q4 2027"),
        ("2027-01/2027-03", "January–March 2027"),
        ("2027-Q1/2027-Q2", "Q1–Q2 2027"),
        ("2027-Q3/2027-Q4", "Q3–Q4 2027"),
        ("2027-12-31", "by 31 December 2027"),
        ("2027-01-01", "by 1 January 2027"),
    ],
)
def test_a_deadline_is_named_by_its_first_and_last_step(due: str, wanted: str) -> None:
    assert plain(shown(f"due: {due}").due) == wanted


def test_the_machine_date_of_a_document_is_the_last_day_of_the_plans_date() -> None:
    assert viewed(plan_text("due: 2027", head="date: 2028-02\n")).iso_date == date(2028, 2, 29).isoformat()
