"""Boundaries of the exchange: days and codes of IATI, events of calendars, signs of formulas, cells, reports that come back."""

import csv
import io
import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import icalendar
import openpyxl
import pytest
from lxml import etree

import roadmap
from roadmap.exchange.csv import harmless

# Plans


def plan_text(*measures: str, head: str = "", parties: str = "[BY, KG]", kinds: tuple[str, ...] = ("tractors",)) -> str:
    """A plan with measures, each given by what is special of it, and more areas without any."""
    lines = "".join(
        f"      - {{id: M-{n}, title: Sign, lead: [by-minprom], {line}}}\n" for n, line in enumerate(measures)
    )
    more = "".join(f"  - {{kind: {kind}, title: x}}\n" for kind in kinds[1:])
    return (
        f"format: 1\nid: by-kg\ntitle: A plan\nparties: {parties}\nperiod: 2026–2030\nlanguages: [en]\n{head}"
        "sources: {note: {title: A note}}\n"
        "bodies: {by-minprom: {party: BY, name: Industry}, kg-mineconom: {party: KG, name: Economy}}\n"
        f"areas:\n  - kind: {kinds[0]}\n    title: Tractors\n    measures:\n{lines}{more}"
    )


def exported(text: str, to: str, body: str | None = None) -> bytes:
    (content,) = roadmap.export(roadmap.loads(text), format=to, language="en", body=body).values()
    return content


# IATI


def activities(text: str) -> list[Any]:
    return list(etree.fromstring(exported(text, "iati")))


def days(activity: Any) -> dict[str, str]:
    return {day.get("type"): day.get("iso-date") for day in activity.findall("activity-date")}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("due: 2027-Q2", {"1": "2026-01-01", "3": "2027-06-30"}),
        ("due: 2025-Q4", {"1": "2025-10-01", "3": "2025-12-31"}),
        ("due: 2026-01-01", {"1": "2026-01-01", "3": "2026-01-01"}),
        ("due: annually", {"1": "2026-01-01", "3": "2030-12-31"}),
        ("due: 2027, status: done", {"1": "2026-01-01", "3": "2027-12-31"}),
        (
            "due: 2027, progress: [{date: 2026-11, status: done}, {date: 2027-02, status: done}]",
            {"1": "2026-01-01", "3": "2027-12-31", "4": "2027-02-28"},
        ),
        (
            "due: 2027, progress: [{date: 2026-11, status: done}, {date: 2027-02, status: delayed}]",
            {"1": "2026-01-01", "3": "2027-12-31"},
        ),
    ],
)
def test_an_activity_is_planned_from_the_plans_first_day_to_its_deadline(line: str, wanted: dict[str, str]) -> None:
    whole, measure = activities(plan_text(line))
    assert days(whole) == {"1": "2026-01-01", "3": "2030-12-31"}
    assert days(measure) == wanted


@pytest.mark.parametrize(
    ("state", "code"), [("planned", "1"), ("under-way", "2"), ("delayed", "2"), ("done", "4"), ("cancelled", "5")]
)
def test_an_activity_has_the_code_of_its_status(state: str, code: str) -> None:
    _whole, measure = activities(plan_text(f"due: 2027, status: {state}"))
    assert measure.find("activity-status").get("code") == code


@pytest.mark.parametrize(("stage", "code"), [("draft", "1"), ("agreed", "1"), ("signed", "2"), ("closed", "4")])
def test_the_plan_has_the_code_of_its_stage(stage: str, code: str) -> None:
    whole, _measure = activities(plan_text("due: 2027", head=f"stage: {stage}\n"))
    assert whole.find("activity-status").get("code") == code
    assert (whole.get("hierarchy"), _measure.get("hierarchy")) == ("1", "2")


def test_the_day_of_the_file_is_the_last_of_the_plans_date() -> None:
    root = etree.fromstring(exported(plan_text("due: 2027", head="date: 2028-02\n"), "iati"))
    assert root.get("version") == "2.03"
    assert root.get("generated-datetime") == root[0].get("last-updated-datetime") == "2028-02-29T00:00:00Z"


def test_leads_are_accountable_and_partners_implement() -> None:
    _whole, measure = activities(plan_text("due: 2027, partners: [kg-mineconom]"))
    roles = [(org.findtext("narrative"), org.get("role")) for org in measure.findall("participating-org")]
    assert roles == [("Industry", "2"), ("Economy", "4")]
    _whole, measure = activities(plan_text("due: 2027").replace("lead: [by-minprom]", "lead: []"))
    roles = [(org.get("type"), org.get("role")) for org in measure.findall("participating-org")]
    assert roles == [("10", "2"), ("10", "2")]


@pytest.mark.parametrize(
    ("parties", "country", "region"),
    [("[BY, KG]", "KG", None), ("[KG, BY]", "BY", None), ("[BY, KG, KZ]", None, "998")],
)
def test_the_other_party_receives_and_several_are_a_region(
    parties: str, country: str | None, region: str | None
) -> None:
    for activity in activities(plan_text("due: 2027", parties=parties)):
        found = {
            name: one.get("code") for name in ("country", "region") for one in activity.findall(f"recipient-{name}")
        }
        assert (found.get("country"), found.get("region")) == (country, region)


def test_parties_have_their_own_names_before_those_of_the_table() -> None:
    parties = "[BY, {code: KG, name: Short}, {code: KZ, name: Short, full_name: Full}]"
    whole, _measure = activities(plan_text("due: 2027", parties=parties))
    assert [org.findtext("narrative") for org in whole.findall("participating-org")] == [
        "Republic of Belarus",
        "Short",
        "Full",
    ]


@pytest.mark.parametrize(("languages", "named"), [("[ru]", ["ru"]), ("[tg, ru]", ["ru"]), ("[tg]", ["en"])])
def test_states_are_named_in_the_languages_that_there_are_words_in(languages: str, named: list[str]) -> None:
    whole, _measure = activities(plan_text("due: 2027").replace("languages: [en]", f"languages: {languages}"))
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [narrative.get(lang) for narrative in whole.findall("reporting-org/narrative")] == named


@pytest.mark.parametrize(
    ("kinds", "shares"),
    [
        (("tractors",), {"32171": "100.00"}),
        (("tractors", "elevators"), {"32171": "100.00"}),
        (("tractors", "training", "cars"), {"32171": "33.34", "11330": "33.33", "32172": "33.33"}),
        (("training", "tractors", "elevators"), {"11330": "33.33", "32171": "66.67"}),
        (("general", "sugar-beet-seeds"), {"43010": "50.00", "31150": "50.00"}),
        (("transformers",), {"23630": "100.00"}),
    ],
)
def test_sectors_share_a_plan_by_its_areas(kinds: tuple[str, ...], shares: dict[str, str]) -> None:
    whole = activities(plan_text(kinds=kinds).replace("    measures:\n", ""))[0]
    assert {sector.get("code"): sector.get("percentage") for sector in whole.findall("sector")} == shares


@pytest.mark.parametrize(("unit", "code"), [("'%'", "2"), ("' % '", "2"), ("'% a year'", "1"), ("t", "1")])
def test_an_indicator_in_percent_is_a_percentage(unit: str, code: str) -> None:
    line = (
        f"due: 2027, indicator: {{name: x, unit: {unit}, baseline: {{2025: 1.50}}, target: {{2027: 2, 2028: 3}}, "
        "actual: {2026: 4, 2027: 0}}, progress: [{date: 2028-06-30, actual: 5}, {date: 2028-05-31, actual: 6}]"
    )
    _whole, measure = activities(plan_text(line))
    found = measure.find("result/indicator")
    assert (found.get("measure"), measure.find("result").get("type")) == (code, "1")
    assert [(one.get("year"), one.get("value")) for one in found.findall("baseline")] == [("2025", "1.50")]
    periods = [
        (
            period.find("period-start").get("iso-date"),
            period.find("period-end").get("iso-date"),
            *((part.tag, part.get("value")) for part in period[2:]),
        )
        for period in found.findall("period")
    ]
    assert periods == [
        ("2026-01-01", "2026-12-31", ("actual", "4")),
        ("2027-01-01", "2027-12-31", ("target", "2"), ("actual", "0")),
        ("2028-01-01", "2028-12-31", ("target", "3"), ("actual", "5")),
    ]


# Calendars


def events(text: str, body: str = "by-minprom") -> list[Any]:
    return list(icalendar.Calendar.from_ical(exported(text, "ics", body)).walk("VEVENT"))


@pytest.mark.parametrize(
    ("due", "first", "after"),
    [
        ("2027-05-15", "2027-05-15", "2027-05-16"),
        ("2027-Q2", "2027-06-30", "2027-07-01"),
        ("2028-02", "2028-02-29", "2028-03-01"),
        ("2027", "2027-12-31", "2028-01-01"),
        ("9999-12-30", "9999-12-30", "9999-12-31"),
        ("9999-12-31", "9999-12-31", None),
    ],
)
def test_an_event_is_the_last_day_of_its_deadline_and_ends_before_the_next(
    due: str, first: str, after: str | None
) -> None:
    (event,) = events(plan_text(f"due: {due}"))
    assert event["dtstart"].dt == date.fromisoformat(first)
    assert ("dtend" in event) == (after is not None)
    assert after is None or event["dtend"].dt == date.fromisoformat(after)
    assert str(event["transp"]) == "TRANSPARENT"
    assert str(event["uid"]) == "M-0@by-kg"


@pytest.mark.parametrize(("head", "stamp"), [("", "20260101"), ("date: 2028-02\n", "20280229")])
def test_an_event_is_stamped_with_the_day_of_the_plan(head: str, stamp: str) -> None:
    (event,) = events(plan_text("due: 2029", head=head))
    assert event["dtstamp"].to_ical().decode() == f"{stamp}T000000Z"


def test_events_that_come_again_have_the_time_in_their_uid() -> None:
    found = events(plan_text("due: annually"))
    assert [str(event["uid"]) for event in found] == [f"M-0.{year}@by-kg" for year in range(2026, 2031)]
    assert "Period: 2027" in str(found[1]["description"])


def test_a_body_has_the_events_that_it_leads_or_takes_part_in() -> None:
    text = plan_text("due: 2027, partners: [kg-mineconom]", "due: 2028")
    lead, part = events(text), events(text, "kg-mineconom")
    assert [str(event["summary"]) for event in lead] == ["Sign", "Sign"]
    assert [str(event["summary"]) for event in part] == ["[takes part] Sign"]
    assert roadmap.export(roadmap.loads(plan_text("due: 2027")), format="ics", language="en", body="kg-mineconom") == {}


@pytest.mark.parametrize(
    ("state", "kept", "marked"),
    [
        ("planned", "CONFIRMED", False),
        ("under-way", "CONFIRMED", False),
        ("delayed", "CONFIRMED", False),
        ("done", "CONFIRMED", True),
        ("cancelled", "CANCELLED", True),
    ],
)
def test_an_event_is_marked_when_nothing_more_is_owed(state: str, kept: str, marked: bool) -> None:
    (event,) = events(plan_text(f"due: 2027, status: {state}"))
    assert (str(event["status"]), str(event["summary"]).startswith("[")) == (kept, marked)


# Signs of formulas

SIGNS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
]  # the last four are as wide as a letter


@pytest.mark.parametrize("sign", SIGNS)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(sign: str) -> None:
    assert harmless(f"{sign}1") == f"'{sign}1"
    assert harmless(f"1{sign}1") == f"1{sign}1"


@pytest.mark.parametrize("sign", [sign for sign in SIGNS if sign != "\r"])  # no text of a plan holds a carriage return
def test_no_cell_of_a_table_begins_a_formula(sign: str) -> None:
    text = plan_text("due: 2027").replace("title: Sign", f"title: {json.dumps(f'{sign}1+1')}")
    row = list(csv.reader(io.StringIO(exported(text, "csv").decode("utf-8-sig"), newline="")))[1]
    assert row[2] == f"'{sign}1+1"
    cell = openpyxl.load_workbook(io.BytesIO(exported(text, "xlsx"))).worksheets[0]["C3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (f"{sign}1+1", "s", True)


@pytest.mark.parametrize("text", ["1", "a", "'", "(", "—", "–1"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert harmless(text) == text


# Tables


def sheet(text: str, number: int = 0) -> Any:
    return openpyxl.load_workbook(io.BytesIO(exported(text, "xlsx"))).worksheets[number]


@pytest.mark.parametrize(
    ("due", "value"),
    [
        ("2027-05-15", datetime(2027, 5, 15)),
        ("1900-01-01", datetime(1900, 1, 1)),
        ("1899-12-31", "1899-12-31"),
        ("2027-Q2", "Q2 2027"),
        ("2027-05-14/2027-05-15", "14 May 2027 – 15 May 2027"),
    ],
)
def test_a_day_is_a_date_for_excel_from_1900_on(due: str, value: Any) -> None:
    found = sheet(plan_text(f"due: {due}"))["D3"].value
    assert (found.replace("\u00a0", " ") if isinstance(found, str) else found) == value


@pytest.mark.parametrize(("length", "kept"), [(32_767, True), (32_768, False)])
def test_a_cell_holds_32767_characters(length: int, kept: bool) -> None:
    value = sheet(plan_text("due: 2027").replace("title: Sign", f"title: {'a' * length}"))["C3"].value
    assert len(value) == 32_767
    assert value.endswith("a" if kept else "…")


@pytest.mark.parametrize(
    ("number", "shown"), [("5", "#,##0"), ("5.0", "#,##0.0"), ("0.000000000001", "#,##0.000000000000")]
)
def test_a_number_has_its_decimals_in_a_cell(number: str, shown: str) -> None:
    line = f"due: 2027, indicator: {{name: x, target: {{2030: {number}}}}}"
    found = next(
        cell for row in sheet(plan_text(line), 1).iter_rows(min_row=3) for cell in row if cell.value == float(number)
    )
    assert found.number_format == shown


TRADE = """\
trade:
  currency: USD
  figures:
    - {period: 2024, exports: 40, imports: 60, source: note}
    - {period: 2025, exports: 50, imports: 60, source: note}
  targets: [{period: 2028, turnover: 200, source: note}]
"""


def table(key: str, text: str) -> list[list[Any]]:
    """The rows of a table of a workbook."""
    for found in openpyxl.load_workbook(io.BytesIO(exported(text, "xlsx"))).worksheets:
        if str(found["A1"].value).startswith(f"{key}."):
            return [[cell.value for cell in row] for row in found.iter_rows(min_row=3)]
    raise LookupError(key)


def test_a_workbook_tells_balances_growth_and_the_way_to_the_target() -> None:
    text = plan_text("due: 2027", head=TRADE).replace("    measures:", "    adds_to_trade: {2027: 30}\n    measures:")
    assert [row[-1] for row in table("figures", text)] == [-20, -10]
    assert table("computed", text) == [[2024, 2025, 10]]
    assert table("way", text) == [["Tractors", None, 30, 30], ["not covered by any area", None, None, 60]]


@pytest.mark.parametrize(("target", "columns"), [(2075, 50), (2076, 50), (2074, 49)])
def test_the_way_to_the_target_has_fifty_years_at_most(target: int, columns: int) -> None:
    text = plan_text("due: 2027", head=TRADE.replace("2028", str(target)))
    text = text.replace("    measures:", "    adds_to_trade: {2026: 30}\n    measures:")
    assert len(table("way", text)[0]) == 1 + columns


def test_the_indicators_have_a_row_for_each_year() -> None:
    line = "due: 2027, indicator: {name: x, baseline: {2025: 1}, target: {2027: 2, 2028: 3}, actual: {2027: 4}}"
    rows = table("indicators", plan_text(line, "due: 2027, indicator: {name: y}"))
    assert [row[4:] for row in rows] == [[2025, 1, None, None], [2027, None, 2, 4], [2028, None, 3, None], [None] * 4]


# JSON


@pytest.mark.parametrize("number", ["0", "-1", "1.50", "999999999999999999", "0.000000000001", "100000000000000000.10"])
def test_a_number_goes_through_json_with_its_digits(number: str) -> None:
    line = f"due: 2027, indicator: {{name: x, target: {{2030: {number}}}}}"
    plan = roadmap.loads(plan_text(line))
    made = exported(plan_text(line), "json").decode()
    assert roadmap.loads(made) == plan
    target = json.loads(made, parse_float=Decimal)["areas"][0]["measures"][0]["indicator"]["target"]["2030"]
    assert f"{Decimal(target):f}" == number


# What comes back


def returned(**cells: Any) -> tuple[str, str] | list[str]:
    """Date and value of the report that comes back from cells of a workbook, or the cells that are refused."""
    text = plan_text("due: 2027, indicator: {name: x}")
    book = openpyxl.load_workbook(io.BytesIO(exported(text, "xlsx")))
    keys = {str(cell.value): cell.column_letter for cell in book.worksheets[0][1]}
    for key, value in cells.items():
        book.worksheets[0][f"{keys[f'measures.report.{key}']}3"] = value
    file = io.BytesIO()
    book.save(file)
    try:
        (report,) = roadmap.import_reports(file.getvalue(), text=text).reports
    except roadmap.ImportRejectedError as refused:
        return [mistake.where.rpartition("!")[2] for mistake in refused.mistakes]
    return str(report.entry.date), str(report.entry.actual)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        (1900, "1900"),
        (2999, "2999"),
        (date(1905, 7, 19), "2027"),  # a year that was typed into a cell of dates
        (date(1911, 1, 1), "1911-01-01"),
        (datetime(2027, 6, 30, 23, 59), "2027-06-30"),
        ("30.06.2027", "2027-06-30"),
        ("06/07/2027", None),
    ],
)
def test_a_date_comes_back_as_a_day_or_a_year(typed: Any, taken: str | None) -> None:
    assert returned(date=typed, text="x") == ((taken, "None") if taken else ["G3"])


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("1,234", None),
        ("999,999", None),
        ("-999,999", None),
        ("1,23", "1.23"),
        ("1,2345", "1.2345"),
        ("1234,567", "1234.567"),
        (0, "0"),
        (-1.5, "-1.5"),
    ],
)
def test_a_number_comes_back_where_its_comma_can_mean_one_thing(typed: Any, taken: str | None) -> None:
    assert returned(date="2027", actual=typed) == (("2027", taken) if taken else ["I3"])
