"""The tables of a plan for spreadsheets, derived from the declared fields: each new field gets its column.

>>> import roadmap
>>> from roadmap.analysis.assessment import assess
>>> from roadmap.i18n.language import get_language
>>> for table in plan_tables(Localized(assess(roadmap.load("plans/kazakhstan.yaml")), get_language("ru"))):
...     print(table.title, len(table.rows), [column.key for column in table.columns][:3])
Мероприятия 8 ['id', 'number', 'title']
Показатели 19 ['measure', 'name', 'unit']
Данные 0 ['period', 'turnover', 'exports']
Органы 8 ['id', 'party', 'name']
Источники 4 ['id', 'title', 'publisher']
Опубликованные данные 2 ['area', 'name', 'value']
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple, cast

import attrs

from roadmap.analysis.assessment import Assessment
from roadmap.analysis.trade import balance
from roadmap.i18n.localized import Localized
from roadmap.i18n.message import _
from roadmap.model.area import Area, Figure
from roadmap.model.fields import FieldInfo, field_infos, is_record
from roadmap.model.measure import Indicator, Measure, Progress
from roadmap.model.period import Period
from roadmap.model.plan import Body, Source
from roadmap.model.series import ByYear
from roadmap.model.text import Text
from roadmap.model.trade import Growth, TradeFigure, TradeTarget
from roadmap.values import value_type
from roadmap.values.value_type import CellValue

__all__ = ["FILLED_IN", "NUMBER", "Column", "Table", "measure_table", "own_measures", "plan_tables", "record_table"]

FILLED_IN = "report."
"""The prefix of the keys of columns that bodies fill in: the fields of a report."""

NUMBER = "number"
"""The key of the column after the id, with the numbers of measures in documents."""

FIRST = ("id", "title", "due", "lead", "status")
"""The fields of a measure before the columns that bodies fill in."""


class Column(NamedTuple):
    """A column of a table.

    Attributes:
        key: Its name in every language.
        label: Its head.
        type: The type of its values.
        choices: The allowed words, if the list is closed.
        help: The meaning of its field, if the label does not explain it.
    """

    key: str
    label: str
    type: Any
    choices: tuple[str, ...] = ()
    help: str = ""


class Table(NamedTuple):
    """A table: each row has a value or None for each column."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[CellValue | None, ...], ...]


def own_measures(assessment: Assessment, body: str | None = None) -> Iterator[tuple[str, Area, Measure]]:
    """Yield measures, each with its number in documents and its area.

    Args:
        assessment: The assessment of the plan.
        body: The id of a body: only measures that it leads or takes part in.
    """
    for _path, area, measure in assessment.plan.located_measures():
        if body is None or body in (*measure.lead, *measure.partners):
            yield assessment.measure_numbers[measure.id], area, measure


def plan_tables(localized: Localized, body: str | None = None) -> tuple[Table, ...]:
    """Return all tables of a plan; leave out an empty table if few plans need it.

    Args:
        localized: The plan in the language of heads and words.
        body: The id of a body: only its measures and their indicators.
    """
    plan, trade, say = localized.plan, localized.plan.trade, localized.gettext
    always = (
        measure_table(localized, body),
        _indicators(localized, body),
        _figures(localized),
        record_table(localized, "bodies", say(_("Bodies")), Body, plan.bodies),
        record_table(localized, "sources", say(_("Sources")), Source, plan.sources),
    )
    seldom = (
        record_table(localized, "targets", say(_("Targets")), TradeTarget, trade.targets if trade else ()),
        record_table(localized, "growth", say(_("Growth")), Growth, trade.growth if trade else ()),
        _growth(localized),
        _bridge(localized),
        _published(localized),
    )
    return always + tuple(table for table in seldom if table.rows)


def measure_table(localized: Localized, body: str | None = None) -> Table:
    """Return the measures with the status of their last report, and empty columns for a new report.

    Args:
        localized: The plan in the language of heads and words.
        body: The id of a body: only its measures.
    """
    own = _fields(localized, Measure)
    first = [own[key] for key in FIRST]
    rest = [one for key, one in own.items() if key not in FIRST]
    say, statuses = localized.gettext, localized.assessment.progress.statuses
    about = say(_("Report"))
    report = [
        one.column._replace(key=FILLED_IN + key, label=f"{about}: {one.column.label}")
        for key, one in _fields(localized, Progress).items()
    ]
    rows = []
    for number, area, measure in own_measures(localized.assessment, body):
        now = attrs.evolve(cast(Any, measure), status=statuses[measure.id])
        id, *before = (one.value(now) for one in first)
        after = (one.value(now) for one in rest)
        rows.append((id, number, *before, *[None] * len(report), localized.text(area.title), *after))
    id_head, *heads = (one.column for one in first)
    inside = Column("area", say(_("Area of cooperation")), Text)
    heads = [id_head, Column(NUMBER, say(_("No.")), str), *heads, *report, inside, *(one.column for one in rest)]
    return Table("measures", say(_("Measures")), tuple(heads), tuple(rows))


def _indicators(localized: Localized, body: str | None) -> Table:
    """Return the values of the indicators, one row per indicator and year."""
    own = [one for one in field_infos(Indicator) if one.type is not ByYear]
    by_year = [one for one in field_infos(Indicator) if one.type is ByYear]
    say = localized.gettext
    rows = []
    for _number, _area, measure in own_measures(localized.assessment, body):
        if (indicator := measure.indicator) is None:
            continue
        texts = [_value(localized, field.type, getattr(indicator, field.name)) for field in own]
        series: list[ByYear] = [getattr(indicator, field.name) for field in by_year]
        years: list[int | None] = [*sorted({year for numbers in series for year, _number in numbers})]
        for year in years or [None]:
            numbers = [one.in_year(year) if year is not None else None for one in series]
            rows.append((measure.id, *texts, year, *numbers))
    heads = (
        Column("measure", say(_("Measure")), str),
        *[_column(localized, (field,)) for field in own],
        Column("year", say(_("Year")), int),
        *[Column(field.key, say(field.label), Decimal) for field in by_year],
    )
    return Table("indicators", say(_("Indicators")), heads, tuple(rows))


def _figures(localized: Localized) -> Table:
    """Return the figures of trade, each with its balance."""
    trade, say = localized.plan.trade, localized.gettext
    figures = trade.figures if trade else ()
    made = record_table(localized, "figures", say(_("Figures")), TradeFigure, figures)
    head = _with_money(localized, TradeFigure, Column("balance", say(_("Balance")), Decimal))
    rows = tuple((*row, balance(figure)) for row, figure in zip(made.rows, figures, strict=True))
    return made._replace(columns=(*made.columns, head), rows=rows)


def _growth(localized: Localized) -> Table:
    """Return the growth per year, computed from the figures."""
    say, trade = localized.gettext, localized.assessment.trade
    heads = (
        Column("from", say(_("First period")), Period),
        Column("to", say(_("Last period")), Period),
        Column("percent", f"{say(_('Growth'))}, %", Decimal),
    )
    rows = tuple(
        (
            _value(localized, Period, step.before.period),
            _value(localized, Period, step.after.period),
            round(step.percent, 1),
        )
        for step in (trade.growth_steps if trade else ())
    )
    return Table("computed", say(_("Computed growth")), heads, rows)


def _bridge(localized: Localized) -> Table:
    """Return what each area adds to trade in each year up to the target, and the uncovered rest in the target year."""
    say, trade, areas = localized.gettext, localized.assessment.trade, localized.plan.areas
    bridge, by_year = (trade.bridge, trade.added_by_year) if trade else (None, ())
    numbers = (Column(str(year), str(year), Decimal) for year, _each in by_year)
    heads = (Column("area", say(_("Area of cooperation")), Text), *numbers)
    rows: list[tuple[CellValue | None, ...]] = [
        (localized.text(area.title), *[each[place] for _year, each in by_year])
        for place, area in enumerate(areas if by_year else ())
        if area.adds_to_trade
    ]
    if bridge is not None and by_year:
        rows.append((say(_("not covered by any area")), *[None] * (len(by_year) - 1), bridge.uncovered))
    return Table("way", say(_("Path to the target")), heads, tuple(rows))


def _published(localized: Localized) -> Table:
    """Return the published figures of all areas, the area first."""
    say = localized.gettext
    figures = [(area, figure) for area in localized.plan.areas for figure in area.figures]
    made = record_table(
        localized, "published", say(_("Published figures")), Figure, [figure for _area, figure in figures]
    )
    head = Column("area", say(_("Area of cooperation")), Text)
    rows = tuple((localized.text(area.title), *row) for (area, _figure), row in zip(figures, made.rows, strict=True))
    return made._replace(columns=(head, *made.columns), rows=rows)


def _flat(cls: type, steps: tuple[FieldInfo, ...] = ()) -> Iterator[tuple[FieldInfo, ...]]:
    """Yield the fields of a record; a nested record is replaced by its own fields."""
    for field in field_infos(cls):
        if is_record(field.type) and not field.many:
            yield from _flat(field.type, (*steps, field))
        else:
            yield (*steps, field)


def _value_at(record: Any, steps: tuple[FieldInfo, ...]) -> Any:
    """Return the value of a field, also inside a nested record; None if the nested record is missing."""
    for step in steps:
        record = getattr(record, step.name) if record is not None else None
    return record


class _Field(NamedTuple):
    """A column, and the function that returns its value for a record."""

    column: Column
    value: Callable[[Any], CellValue | None]


def record_table(localized: Localized, key: str, title: str, cls: type, records: Iterable[Any]) -> Table:
    """Return a table of records of one class."""
    fields = tuple(_fields(localized, cls).values())
    rows = tuple(tuple(one.value(record) for one in fields) for record in records)
    return Table(key, title, tuple(_with_money(localized, cls, one.column) for one in fields), rows)


def _with_money(localized: Localized, cls: type, column: Column) -> Column:
    """Return a column whose head has the unit of money."""
    if cls not in (TradeFigure, TradeTarget) or column.type is not Decimal or localized.plan.trade is None:
        return column
    return column._replace(label=f"{column.label}, {localized.money_unit}")


def _fields(localized: Localized, cls: type) -> dict[str, _Field]:
    """Return the columns of a record by their keys."""
    fields = (_Field(_column(localized, steps), partial(_cell, localized, steps)) for steps in _flat(cls))
    return {one.column.key: one for one in fields}


def _column(localized: Localized, steps: tuple[FieldInfo, ...]) -> Column:
    field, say = steps[-1], localized.gettext
    label = ": ".join(dict.fromkeys(say(step.label) for step in steps))
    if field.unit is not None:
        label = f"{label}, {say(field.unit)}"
    choices = () if field.many or is_record(field.type) else value_type(field.type).cell_choices(localized)
    key, kind = ".".join(step.key for step in steps), str if field.many else field.type
    return Column(key, label, kind, choices, say(field.help) if field.help else "")


# Values


def _cell(localized: Localized, steps: tuple[FieldInfo, ...], record: Any) -> CellValue | None:
    """Return the value of a field for the cell of a record."""
    field, value = steps[-1], _value_at(record, steps)
    if value is None or not field.many:
        return _value(localized, field.type, value)
    between = "\n" if is_record(field.type) else "; "
    return between.join(_in_words(localized, field.type, one) for one in value) or None


def _value(localized: Localized, type: Any, value: Any) -> CellValue | None:
    """Return a single value as a cell holds it."""
    if value is None:
        return None
    cell = value_type(type).cell(value, localized)
    return cell if cell != "" else None


def _in_words(localized: Localized, type: Any, value: Any) -> str:
    """Return a single value in words; a record with all its values."""
    if is_record(type):
        known = ((steps[-1], _value_at(value, steps)) for steps in _flat(type))
        return ", ".join(
            _in_words(localized, field.type, one) for field, one in known if one not in (None, field.default)
        )
    cell = _value(localized, type, value)
    return cell if isinstance(cell, str) else value_type(type).words(value, localized)
