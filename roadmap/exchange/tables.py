"""The tables of a plan: what spreadsheets hold. They follow from the declarations, so that a new field has its column at once.

>>> import roadmap
>>> for table in plan_tables(roadmap.load("plans/kazakhstan.yaml"), "ru"):
...     print(table.title, len(table.rows), [column.key for column in table.columns][:3])
Мероприятия 8 ['id', 'number', 'title']
Показатели 19 ['measure', 'name', 'unit']
Данные 0 ['period', 'turnover', 'exports']
Органы 8 ['id', 'party', 'name']
Источники 4 ['id', 'title', 'publisher']
Опубликованные данные 2 ['area', 'name', 'value']
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any, NamedTuple, cast

import attrs

from roadmap.analysis.progress import status
from roadmap.analysis.trade import added_by_year, balance, growth_by_period, target_bridge
from roadmap.i18n.language import Language, get_language
from roadmap.i18n.message import _
from roadmap.model.area import Area, Figure
from roadmap.model.choices import Choice
from roadmap.model.codes import AreaKind, BodyId, Country, LanguageCode, SourceId
from roadmap.model.fields import FieldInfo, field_infos
from roadmap.model.measure import Indicator, Measure, Progress
from roadmap.model.period import Due, Period, Unit
from roadmap.model.plan import Body, Plan, Source
from roadmap.model.series import ByYear
from roadmap.model.text import Text
from roadmap.model.trade import Growth, TradeFigure, TradeTarget

__all__ = ["FILLED_IN", "NUMBER", "Column", "Table", "Value", "measure_table", "own_measures", "plan_tables"]

Value = str | int | Decimal | date
"""What a cell holds: a text, a number, or a day."""

FILLED_IN = "report."
"""What the keys of those columns begin with that bodies fill in: the fields of a report."""

NUMBER = "number"
"""The key of the column beside the id, which has the numbers that documents give to measures."""

FIRST = ("id", "title", "due", "lead", "status")
"""The fields of a measure that stand before those to be filled in."""


class Column(NamedTuple):
    """One column. `key` names it in every language; `choices` are the words that can stand in it, where only some can."""

    key: str
    label: str
    type: Any
    choices: tuple[str, ...] = ()

    @property
    def of_words(self) -> bool:
        """Whether its type is a closed list of words."""
        return isinstance(self.type, type) and issubclass(self.type, Choice)


class Table(NamedTuple):
    """One table: a value, or nothing, for each column in each row."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value | None, ...], ...]


def own_measures(plan: Plan, body: str | None = None) -> Iterator[tuple[str, Area, Measure]]:
    """The measures that a body leads or takes part in, or all, each with the number that documents give it, and its area."""
    for (_areas, a, _measures, m), area, measure in plan.measures():
        if body is None or body in (*measure.lead, *measure.partners):
            yield f"{int(a) + 1}.{int(m) + 1}", area, measure


def plan_tables(plan: Plan, language: str, body: str | None = None) -> tuple[Table, ...]:
    """All tables of a plan in a language; those that few plans need only where there is something in them.

    body: whose measures, and whose indicators, the first two have; by default they have all.
    """
    teller, trade = _Teller(plan, get_language(language).of_data), plan.trade
    say = teller.words.gettext
    figures = [(area.title, figure) for area in plan.areas for figure in area.figures]
    always = (
        measure_table(plan, language, body),
        _indicators(teller, body),
        _figures(teller),
        teller.table("bodies", say(_("Bodies")), Body, plan.bodies),
        teller.table("sources", say(_("Sources")), Source, plan.sources),
    )
    seldom = (
        teller.table("targets", say(_("Targets")), TradeTarget, trade.targets if trade else ()),
        teller.table("growth", say(_("Growth")), Growth, trade.growth if trade else ()),
        _growth(teller),
        _way(teller),
        teller.in_areas("published", say(_("Published figures")), Figure, figures),
    )
    return always + tuple(table for table in seldom if table.rows)


def measure_table(plan: Plan, language: str, body: str | None = None) -> Table:
    """The measures of a plan, or of a body, with empty columns for a report on each; the status is that of the last report."""
    teller = _Teller(plan, get_language(language).of_data)
    own = teller.fields(Measure)
    first = [own[key] for key in FIRST]
    rest = [one for key, one in own.items() if key not in FIRST]
    say = teller.words.gettext
    area, about = Column("area", say(_("Area of cooperation")), Text), say(_("Report"))
    report = [
        one.column._replace(key=FILLED_IN + key, label=f"{about}: {one.column.label}")
        for key, one in teller.fields(Progress).items()
    ]
    rows = []
    for number, inside, measure in own_measures(plan, body):
        now = attrs.evolve(cast(Any, measure), status=status(measure))
        id, *before = (one.value(now) for one in first)
        after = (one.value(now) for one in rest)
        rows.append((id, number, *before, *[None] * len(report), teller.value(Text, inside.title), *after))
    id_head, *heads = (one.column for one in first)
    heads = [id_head, Column(NUMBER, say(_("No.")), str), *heads, *report, area, *(one.column for one in rest)]
    return Table("measures", teller.words.gettext(_("Measures")), tuple(heads), tuple(rows))


def _indicators(teller: "_Teller", body: str | None) -> Table:
    """The numbers of the indicators, a row for each year of each."""
    own = [one for one in field_infos(Indicator) if one.type is not ByYear]
    by_year = [one for one in field_infos(Indicator) if one.type is ByYear]
    say = teller.words.gettext
    rows = []
    for _number, _area, measure in own_measures(teller.plan, body):
        if (indicator := measure.indicator) is None:
            continue
        said = [teller.value(field.type, getattr(indicator, field.name)) for field in own]
        series: list[ByYear] = [getattr(indicator, field.name) for field in by_year]
        years: list[int | None] = [*sorted({year for numbers in series for year, _number in numbers})]
        for year in years or [None]:
            numbers = [one.in_year(year) if year is not None else None for one in series]
            rows.append((measure.id, *said, year, *numbers))
    heads = (
        Column("measure", say(_("Measure")), str),
        *[teller.column((field,)) for field in own],
        Column("year", say(_("Year")), int),
        *[Column(field.key, say(field.label), Decimal) for field in by_year],
    )
    return Table("indicators", say(_("Indicators")), heads, tuple(rows))


def _figures(teller: "_Teller") -> Table:
    """The figures of trade, each with its balance."""
    trade = teller.plan.trade
    figures = trade.figures if trade else ()
    made = teller.table("figures", teller.words.gettext(_("Figures")), TradeFigure, figures)
    told = teller.with_money(TradeFigure, Column("balance", teller.words.gettext(_("Balance")), Decimal))
    rows = tuple((*row, balance(figure)) for row, figure in zip(made.rows, figures, strict=True))
    return made._replace(columns=(*made.columns, told), rows=rows)


def _growth(teller: "_Teller") -> Table:
    """The growth that follows from the figures, a year."""
    say, trade = teller.words.gettext, teller.plan.trade
    heads = (
        Column("from", say(_("First period")), Period),
        Column("to", say(_("Last period")), Period),
        Column("percent", f"{say(_('Growth'))}, %", Decimal),
    )
    rows = tuple(
        (teller.period(step.before.period), teller.period(step.after.period), round(step.percent, 1))
        for step in (growth_by_period(trade) if trade else ())
    )
    return Table("computed", say(_("Computed growth")), heads, rows)


def _way(teller: "_Teller") -> Table:
    """What each area adds to trade in each year up to the target, and what nothing covers then."""
    say, plan = teller.words.gettext, teller.plan
    way = target_bridge(plan)
    years = range(way.start.period.end.year + 1, way.target.period.end.year + 1) if way else range(0)
    by_year = added_by_year(plan.areas, years[-_MOST_YEARS:])
    numbers = (Column(str(year), str(year), Decimal) for year, _each in by_year)
    heads = (Column("area", say(_("Area of cooperation")), Text), *numbers)
    rows: list[tuple[Value | None, ...]] = [
        (teller.text(area.title), *[each[place] for _year, each in by_year])
        for place, area in enumerate(plan.areas if by_year else ())
        if area.adds_to_trade
    ]
    if way is not None and by_year:
        rows.append((say(_("not covered by any area")), *[None] * (len(by_year) - 1), way.rest))
    return Table("way", say(_("Path to the target")), heads, tuple(rows))


_MOST_YEARS = 50
"""The last years of a way that is longer have a column."""


def _flat(cls: type, steps: tuple[FieldInfo, ...] = ()) -> Iterator[tuple[FieldInfo, ...]]:
    """The fields of a record; those of a record within it in its place."""
    for field in field_infos(cls):
        if _is_record(field.type) and not field.many:
            yield from _flat(field.type, (*steps, field))
        else:
            yield (*steps, field)


def _is_record(type: Any) -> bool:
    return attrs.has(type) and type not in _VALUES


def _reached(record: Any, steps: tuple[FieldInfo, ...]) -> Any:
    """The value of a field, which may be one of a record within the record; None where that is not there."""
    for step in steps:
        record = getattr(record, step.name) if record is not None else None
    return record


class _Told(NamedTuple):
    """A column, and what stands in it for a record."""

    column: Column
    value: Callable[[Any], Value | None]


class _Teller:
    """Says the values of a plan in the words of a language."""

    def __init__(self, plan: Plan, words: Language) -> None:
        self.plan, self.words = plan, words
        self.sources = tuple(source.id for source in plan.sources)
        self.bodies = {body.id: self.text(body.short_name or body.name) for body in plan.bodies}

    # Tables

    def table(self, key: str, title: str, cls: type, records: Iterable[Any]) -> Table:
        told = tuple(self.fields(cls).values())
        rows = tuple(tuple(one.value(record) for one in told) for record in records)
        return Table(key, title, tuple(self.with_money(cls, one.column) for one in told), rows)

    def in_areas(self, key: str, title: str, cls: type, records: Iterable[tuple[Text, Any]]) -> Table:
        """A table of records that belong to areas, the area first."""
        records = tuple(records)
        made = self.table(key, title, cls, [record for _title, record in records])
        area = Column("area", self.words.gettext(_("Area of cooperation")), Text)
        rows = tuple((self.text(title), *row) for (title, _record), row in zip(records, made.rows, strict=True))
        return made._replace(columns=(area, *made.columns), rows=rows)

    def with_money(self, cls: type, column: Column) -> Column:
        """A head that says what money is counted in."""
        if cls not in (TradeFigure, TradeTarget) or column.type is not Decimal or self.plan.trade is None:
            return column
        unit = self.words.money_unit(self.plan.trade.currency, self.plan.trade.scale)
        return column._replace(label=f"{column.label}, {unit}")

    def fields(self, cls: type) -> dict[str, _Told]:
        """The columns of a record by their keys."""
        told = (_Told(self.column(steps), partial(self.cell, steps=steps)) for steps in _flat(cls))
        return {one.column.key: one for one in told}

    def column(self, steps: tuple[FieldInfo, ...]) -> Column:
        field = steps[-1]
        label = ": ".join(dict.fromkeys(self.words.gettext(step.label) for step in steps))
        if field.unit is not None:
            label = f"{label}, {self.words.gettext(field.unit)}"
        choices: tuple[str, ...] = ()
        if isinstance(field.type, type) and issubclass(field.type, Choice) and not field.many:
            choices = tuple(self.words.gettext(choice.label) for choice in field.type)
        elif field.type is bool:
            choices = self.words.gettext("yes"), self.words.gettext("no")
        elif field.type is SourceId and not field.many:
            choices = self.sources
        return Column(".".join(step.key for step in steps), label, str if field.many else field.type, choices)

    # Values

    def cell(self, record: Any, steps: tuple[FieldInfo, ...]) -> Value | None:
        """What stands for a record in the column of a field."""
        field, value = steps[-1], _reached(record, steps)
        if value is None or not field.many:
            return self.value(field.type, value)
        between = "\n" if _is_record(field.type) else "; "
        return between.join(self.said(field.type, one) for one in value) or None

    def value(self, type: Any, value: Any) -> Value | None:
        """A single value as a cell holds it."""
        if value is None:
            return None
        if isinstance(value, Choice):
            return self.words.gettext(value.label)
        known: Value = _VALUES[type](self, value) if type in _VALUES else value
        return known if known != "" else None

    def said(self, type: Any, value: Any) -> str:
        """A single value in words; a record by all that is known of it."""
        if isinstance(value, Period):
            return self.words.period(value)
        if _is_record(type):
            known = ((steps[-1], _reached(value, steps)) for steps in _flat(type))
            return ", ".join(self.said(field.type, one) for field, one in known if one not in (None, field.default))
        told = self.value(type, value)
        return self.words.number(told) if isinstance(told, (int, Decimal)) else str(told or "")

    def text(self, text: Text) -> str:
        return text.find(self.words.language, *self.plan.languages)[1]

    def period(self, period: Period) -> Value:
        if period.single and period.unit is Unit.DAY:
            return period.start
        if period.single and period.unit is Unit.YEAR:
            return period.start.year
        return self.words.period(period)

    def due(self, due: Due) -> Value:
        if due.period is not None and due.period.unit is Unit.DAY and due.period.single:
            return due.period.end
        return self.words.due(due)

    def by_year(self, series: ByYear) -> str:
        return "; ".join(f"{year}: {self.words.number(number)}" for year, number in series)

    def yes_no(self, value: bool) -> str:
        return self.words.gettext("yes") if value else self.words.gettext("no")

    def area_title(self, kind: AreaKind) -> str:
        return next((self.text(area.title) for area in self.plan.areas if area.kind == kind), kind)


_VALUES: dict[Any, Callable[[_Teller, Any], Value]] = {
    Text: _Teller.text,
    Period: _Teller.period,
    Due: _Teller.due,
    ByYear: _Teller.by_year,
    bool: _Teller.yes_no,
    BodyId: lambda teller, id: teller.bodies.get(id, id),
    SourceId: lambda teller, id: id,
    Country: lambda teller, code: teller.words.state(code),
    LanguageCode: lambda teller, code: teller.words.language_name(code),
    AreaKind: _Teller.area_title,
}
"""How values of a type are said; those of all others stand as they are."""
