"""Imports reports from a filled-in workbook into the text of a plan: all of them, or none and a list of wrong cells."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any, NamedTuple, cast

import attrs

from roadmap.analysis.assessment import assess
from roadmap.analysis.progress import history, status
from roadmap.diagnostics.suggest import closest_match
from roadmap.editing.reports import format_report, insert_reports
from roadmap.errors import CellError, FieldError, ImportRejectedError, UnsafeEditError
from roadmap.exchange.status_synonyms import suggest_status
from roadmap.exchange.tables import FILLED_IN, NUMBER, Column, measure_table
from roadmap.exchange.xlsx_export import ABOUT, shortened
from roadmap.exchange.xlsx_read import Cell, FilledWorkbook, Row, read_workbook
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.i18n.localized import Localized
from roadmap.i18n.message import Message, _, message
from roadmap.model.choices import Choice
from roadmap.model.fields import field_infos
from roadmap.model.measure import Measure, Progress
from roadmap.model.period import Period
from roadmap.model.plan import Path, Plan
from roadmap.model.text import Text
from roadmap.reading import read
from roadmap.reading.source import SourceText as Source
from roadmap.values import value_type
from roadmap.values.dates import CELL_EXAMPLES
from roadmap.values.value_type import CellValue, cell_error

__all__ = ["ImportResult", "Report", "import_reports", "read_cell"]


class Report(NamedTuple):
    """A filled-in row: its address, the path of its measure, the measure, and the report."""

    where: str
    path: Path
    measure: Measure
    entry: Progress

    def __str__(self) -> str:
        return f"{self.where}: {self.measure.id}: {format_report(self.entry)}"


class ImportResult(NamedTuple):
    """The result of an import: the new text and plan, the imported reports, and notes on ignored cells."""

    text: str
    plan: Plan
    reports: tuple[Report, ...]
    notes: tuple[CellError, ...]


def import_reports(workbook: bytes, text: str, name: str = "<string>", on: Period | None = None) -> ImportResult:
    """Import reports from a filled-in workbook into the text of a plan; nothing else in the text changes.

    Args:
        workbook: The content of an .xlsx file.
        text: The plan as YAML.
        name: The name of the plan in diagnostics.
        on: The date of each report that has no date of its own.

    Raises:
        ImportRejectedError: The workbook or some of its cells cannot be imported; it lists every such cell.
        PlanError: The plan has errors.
    """
    plan = read(text.removeprefix("\ufeff"), name)
    filled_in = read_workbook(workbook)
    if filled_in.plan != plan.id:
        wrong = message(
            _("The workbook belongs to the plan “%(id)s”, not to “%(wanted)s”."), id=filled_in.plan, wanted=plan.id
        )
        mistake = CellError(f"{ABOUT}!B2", wrong, message(_("Name the file of that plan after --plan.")))
        raise ImportRejectedError(_NOTHING, (mistake,))
    if filled_in.language not in DOCUMENT_LANGUAGES:
        known = message(_("Allowed here: %(words)s."), words=", ".join(DOCUMENT_LANGUAGES))
        wrong = message(_("Unknown language of the workbook: %(language)s."), language=filled_in.language)
        raise ImportRejectedError(_NOTHING, (CellError(f"{ABOUT}!B3", wrong, known),))
    taker = _Taker(plan, filled_in, on)
    reports = tuple(taker.reports())
    if taker.mistakes:
        raise ImportRejectedError(_NOTHING, tuple(taker.mistakes))
    return ImportResult(*_written(plan, reports), reports, tuple(taker.notes))


_NOTHING = message(_("nothing was imported from the workbook"))


def _written(plan: Plan, reports: tuple[Report, ...]) -> tuple[str, Plan]:
    """Return the text with the reports, and its plan. Raise ImportRejectedError unless it reads as exactly that plan."""
    source = cast(Source, plan.origin)
    where = {report.path: report.where for report in reports}
    try:
        text = insert_reports(source, [(report.path, report.entry) for report in reports])
    except UnsafeEditError as error:
        raise ImportRejectedError(_NOTHING, (CellError(where[error.path], *_BY_HAND),)) from None
    wanted = _with(plan, {report.path: report.entry for report in reports})
    try:
        made = read(text, source.file)
    except ValueError:  # a PlanError: the insertion does not fit the way the plan is written
        made = plan
    if made != wanted:
        raise ImportRejectedError(
            _NOTHING, tuple(CellError(where[path], *_BY_HAND) for path in _astray(made, wanted, where))
        )
    return text, made


_BY_HAND = (
    message(_("Nothing can be added safely to this measure as it is written in the plan.")),
    message(_("Write it without “&”, “*” and “<<”, or add the report by hand.")),
)


def _astray(made: Plan, wanted: Plan, where: Mapping[Path, str]) -> list[Path]:
    """Return the measures that differ from the expected ones; all of them if that is unknown."""
    have, want = ({path: measure for path, _area, measure in plan.located_measures()} for plan in (made, wanted))
    return [path for path in where if have.get(path) != want[path]] or list(where)


def _with(plan: Plan, entries: Mapping[Path, Progress]) -> Plan:
    """Return a plan with more reports."""
    areas: list[Any] = list(plan.areas)
    for path, entry in entries.items():
        a, m = cast(tuple[int, int], path[1::2])
        own: list[Any] = list(areas[a].measures)
        own[m] = attrs.evolve(own[m], progress=(*own[m].progress, entry))
        areas[a] = attrs.evolve(areas[a], measures=tuple(own))
    return cast(Plan, attrs.evolve(cast(Any, plan), areas=tuple(areas)))


class _Taker:
    """Checks the rows; keeps their errors and notes."""

    def __init__(self, plan: Plan, filled_in: FilledWorkbook, on: Period | None) -> None:
        self.filled_in, self.on = filled_in, on
        self.plan = plan
        self.words = get_language(filled_in.language)
        assessment = assess(plan)
        self.statuses = assessment.progress.statuses
        self.table = measure_table(Localized(assessment, self.words.of_data))
        self.known = {str(measure.id): (path, measure) for path, _area, measure in plan.located_measures()}
        ids = [column.key for column in self.table.columns].index("id")
        self.shown = {row[ids]: row for row in self.table.rows}
        self.mistakes: list[CellError] = []
        self.notes: list[CellError] = []

    def reports(self) -> Iterator[Report]:
        """Yield the new reports of the rows."""
        seen: dict[str, int] = {}
        for row in self.filled_in.rows:
            id = self.id(row, seen)
            if id is None:
                continue
            path, measure = self.known[id]
            entry = self.entry(row, measure)
            if entry is not None and any(_says_all(known, entry) for known in measure.progress):  # imported before
                continue
            self.compare(row, measure, self.shown[id])
            if entry is not None and not self.corrects(row, measure, entry):
                yield Report(row.cells["id"].where, path, measure, entry)

    def wrong(self, cell: Cell, text: Message, help: Message) -> None:
        """Note an error in a cell."""
        self.mistakes.append(CellError(cell.where, text, help))

    # The measure of a row

    def id(self, row: Row, seen: dict[str, int]) -> str | None:
        """Return the id of a row's measure; None if it is unknown, which is an error only in a filled-in row."""
        cell = row.cells["id"]
        id = str(cell.value).strip() if not cell.empty else ""
        said = self.mistakes if row.reports else self.notes
        if not id:
            text = message(_("The id of the measure is missing in this row."))
            said.append(CellError(cell.where, text, message(_("Write it as the plan has it, or empty the row."))))
        elif id not in self.known:
            text = message(_("The plan has no measure “%(id)s”."), id=id)
            said.append(CellError(cell.where, text, closest_match(id, self.known)))
        elif id in seen and row.reports:
            text = message(_("The measure “%(id)s” is also in row %(row)s."), id=id, row=seen[id])
            self.wrong(cell, text, message(_("Keep one of the two rows.")))
        else:
            if row.reports:
                seen[id] = row.number
            return id
        return None

    def compare(self, row: Row, measure: Measure, shown: tuple[CellValue | None, ...]) -> None:
        """Note cells outside the columns for reports that differ from both the plan and its former state."""
        for column, value in zip(self.table.columns, shown, strict=True):
            cell = row.cells.get(column.key)
            if cell is None or column.key.startswith(FILLED_IN) or column.key == NUMBER:
                continue
            if _same(cell.value, shortened(value)) or self.was_so(column.key, cell, measure, value):
                continue
            text = message(_("This differs from the plan and was ignored; only the yellow columns are imported."))
            self.notes.append(CellError(cell.where, text, message(_("If it has changed, change it in the plan."))))

    def was_so(self, key: str, cell: Cell, measure: Measure, shown: CellValue | None) -> bool:
        """Return whether a cell has the plan's value before some of its reports were imported."""
        if key == "status":
            before = (
                attrs.evolve(cast(Any, measure), progress=measure.progress[:n]) for n in range(len(measure.progress))
            )
            return any(_same(cell.value, self.words.gettext(status(one, history(one)).label)) for one in before)
        return key == "progress" and _lines(cell.value) <= _lines(shown)

    # The report of a row

    def corrects(self, row: Row, measure: Measure, entry: Progress) -> bool:
        """Return whether the plan has another report of the same date; a person must decide which one is right."""
        known = next((one for one in measure.progress if one.date == entry.date), None)
        if known is not None:
            text = message(
                _("The plan already has another report with this date: %(report)s"), report=format_report(known)
            )
            help = message(_("Change the report in the plan, or the date here."))
            self.wrong(row.cells.get(f"{FILLED_IN}date", row.cells["id"]), text, help)
        return known is not None

    def entry(self, row: Row, measure: Measure) -> Progress | None:
        """Return the report of a row; None if nothing was filled in or something is wrong."""
        before, values = len(self.mistakes), {}
        cells = {key.removeprefix(FILLED_IN): cell for key, cell in row.cells.items() if key.startswith(FILLED_IN)}
        for field in field_infos(Progress):
            cell = cells.get(field.key)
            if cell is not None and (value := self.value(cell, self.column(field.key))) is not None:
                values[field.name] = value
        if len(self.mistakes) > before or not values.keys() - {"date"}:
            return None
        if values == {"status": self.statuses[measure.id]}:
            return None
        if "actual" in values and measure.indicator is None:
            text = message(_("The measure has no indicator for this value."))
            self.wrong(cells["actual"], text, message(_("Give the number in the text of the report.")))
            return None
        values.setdefault("date", self.on)
        if values["date"] is None:
            text = message(_("The date of the report is missing."))
            help = message(_("Write it like this: %(example)s"), example=CELL_EXAMPLES)
            self.wrong(cells.get("date", row.cells["id"]), text, help)
            return None
        return Progress(**values)

    def column(self, key: str) -> Column:
        """Return the column of a field of a report."""
        return next(column for column in self.table.columns if column.key == FILLED_IN + key)

    def value(self, cell: Cell, column: Column) -> Any:
        """Return the value of a cell as its field needs it; None if the cell is empty or wrong."""
        try:
            return read_cell(cell, column, self.filled_in.language)
        except FieldError as mistake:
            self.wrong(cell, mistake.text, mistake.help)
            return None


def read_cell(cell: Cell, column: Column, language: str) -> Any:
    """Read a filled-in cell; return None for an empty one.

    Args:
        cell: The cell.
        column: Its column.
        language: The language of the workbook.

    Raises:
        FieldError: The cell does not hold a value of its column.
    """
    if cell.empty:
        return None
    if cell.kind == "f":
        help = message(_("Write the value in its place."))
        if column.type is Text:
            help = message(_("If it is meant as a text, put an apostrophe (') before the “=”."))
        raise cell_error(_("This cell contains a formula; only typed-in values are accepted."), help)
    if cell.kind == "e":
        raise cell_error(
            _("This cell contains an error instead of a value."), message(_("Write the value in its place."))
        )
    return value_type(column.type).from_cell(cell.value, CellPlace(language, column.choices))


class CellPlace(NamedTuple):
    """The place of a value: the language of the workbook, and the allowed words."""

    language: str
    choices: tuple[str, ...] = ()

    def translations(self, text: str) -> Iterator[str]:
        """Yield a marked text in all languages, starting with the language of the workbook."""
        for language in (self.language, *DOCUMENT_LANGUAGES):
            yield get_language(language).gettext(text)

    def similar_word(self, word: str, known: Mapping[str, Choice]) -> str | None:
        """Return the known word that a person probably meant."""
        return suggest_status(word, known)


def _says_all(known: Progress, entry: Progress) -> bool:
    """Return whether a report of the plan says all that another says; it may say more, or have more languages."""
    pairs = ((getattr(known, field.name), getattr(entry, field.name)) for field in field_infos(Progress))
    return all(
        new is None
        or (set(new.versions) <= set(old.versions) if isinstance(new, Text) and old is not None else new == old)
        for old, new in pairs
    )


def _lines(value: Any) -> set[str]:
    return set(str(value or "").replace("_x000D_", "").split("\n")) - {""}


def _same(cell: Any, shown: CellValue | None) -> bool:
    """Return whether a cell has the plan's value, in any form that a spreadsheet stores."""
    if cell is None or shown is None:
        return cell in (None, "") and shown is None
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(shown, (int, Decimal)) and isinstance(cell, (int, float)):
        return abs(float(shown) - cell) <= 1e-9 * max(1.0, abs(cell))
    return " ".join(str(cell).replace("_x000D_", "").split()) == " ".join(str(shown).split())
