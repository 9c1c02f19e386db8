"""The areas of a document: facts, tables, numbers by year, published figures, measures."""

from collections.abc import Callable
from typing import Any, NamedTuple

from roadmap.documents.views.charts import Columns, series_chart
from roadmap.documents.views.citations import Citations
from roadmap.documents.views.measures import measure_viewer
from roadmap.documents.views.models import AreaView, Cite, FactView, FigureView, MeasureView, SeriesView, TableView
from roadmap.i18n.localized import Localized
from roadmap.model.area import Area, Figure
from roadmap.model.choices import Stage
from roadmap.model.fields import FieldInfo, cached_per_class, field_infos, is_record
from roadmap.model.measure import Measure
from roadmap.model.series import ByYear
from roadmap.values import value_type

__all__ = ["area_views"]


def area_views(localized: Localized, citations: Citations) -> tuple[AreaView, ...]:
    """Return the views of all areas in the order of the plan."""
    measure_view = measure_viewer(localized, citations)
    areas = enumerate(localized.plan.areas, 1)
    return tuple(_area(localized, citations, number, area, measure_view) for number, area in areas)


def _area(
    localized: Localized,
    citations: Citations,
    number: int,
    area: Area,
    measure_view: Callable[[Measure], MeasureView],
) -> AreaView:
    facts = [fact for field in _own_fields(type(area)) if (fact := _fact(localized, citations, area, field))]
    adds = _fact(localized, citations, area, _adds_to_trade())
    series = [fact for fact in (*facts, adds) if fact is not None and fact.field.type is ByYear]
    years = tuple(sorted({year for fact in series for year, _number in fact.value}))
    charts = (_chart(localized, fact) for fact in series)
    return AreaView(
        number=number,
        anchor=f"{citations.mark}area-{number}",
        kind=area.kind,
        title=localized.text(area.title),
        summary=localized.text(area.summary),
        facts=tuple(
            FactView(fact.label, _shown(localized, area, fact.field, fact.value), fact.cites, fact.proposal)
            for fact in facts
            if not _is_table(fact.field) and fact.field.type is not ByYear
        ),
        years=years,
        series=tuple(_series(localized, years, fact) for fact in series),
        charts=tuple(chart for chart in charts if chart is not None),
        tables=tuple(_table(localized, area, fact) for fact in facts if _is_table(fact.field)),
        figures=tuple(_figure(localized, citations, figure) for figure in area.figures),
        measures=tuple(map(measure_view, area.measures)),
    )


# Facts


class _Fact(NamedTuple):
    """A filled field of an area: label, value, sources; `proposal` marks a fact of a draft without a source."""

    field: FieldInfo
    label: str
    value: Any
    cites: tuple[Cite, ...]
    proposal: bool


@cached_per_class
def _own_fields(cls: type[Area]) -> tuple[FieldInfo, ...]:
    """Return the fields that a kind adds to the fields of every area."""
    common = {field.name for field in field_infos(Area)}
    return tuple(field for field in field_infos(cls) if field.name not in common)


def _adds_to_trade() -> FieldInfo:
    return next(field for field in field_infos(Area) if field.name == "adds_to_trade")


def _fact(localized: Localized, citations: Citations, area: Area, field: FieldInfo) -> _Fact | None:
    """Return the fact of a field; None if the area does not fill it."""
    value = getattr(area, field.name)
    if value is None or value == () or value == ByYear():
        return None
    cites = citations.cite(next((one.source for one in area.sources if one.id == field.key), None))
    proposal = localized.plan.stage is Stage.draft and not cites
    return _Fact(field, _label(localized, area, field), value, cites, proposal)


def _label(localized: Localized, area: Area, field: FieldInfo) -> str:
    """Return the label of a field with its unit."""
    say = localized.for_area(area).gettext
    label, unit = say(field.label), say(field.unit) if field.unit is not None else ""
    if field.name == "adds_to_trade":
        unit = localized.money_unit
    return f"{label}, {unit}" if unit else label


def _shown(localized: Localized, area: Area, field: FieldInfo, value: Any) -> tuple[str, ...]:
    """Return the value of a field in words, one text for each entry."""
    each = value if field.many else (value,)
    words, in_area = value_type(field.type).words, localized.for_area(area)
    return tuple(words(single, in_area) for single in each)


def _is_table(field: FieldInfo) -> bool:
    """Return whether a field holds records: models of a product, facts in words."""
    return is_record(field.type)


def _table(localized: Localized, area: Area, fact: _Fact) -> TableView:
    """Return records as a table, with a column for each field that any record fills."""
    records = fact.value
    columns = [d for d in field_infos(fact.field.type) if any(getattr(one, d.name) is not None for one in records)]

    def cell(record: Any, column: FieldInfo) -> str:
        value = getattr(record, column.name)
        return "" if value is None else "; ".join(_shown(localized, area, column, value))

    return TableView(
        fact.label,
        tuple(_label(localized, area, column) for column in columns),
        tuple(tuple(cell(record, column) for column in columns) for record in records),
        tuple(value_type(column.type).numeric for column in columns),
        fact.proposal,
        fact.cites,
    )


# Numbers


def _series(localized: Localized, years: tuple[int, ...], fact: _Fact) -> SeriesView:
    """Return numbers by year, with an empty text for a year without a number."""
    numbers = {year: localized.number(number) for year, number in fact.value}
    return SeriesView(fact.label, tuple(numbers.get(year, "") for year in years), fact.cites, fact.proposal)


def _chart(localized: Localized, fact: _Fact) -> Columns | None:
    plan = localized.plan
    reported_to = plan.date.start.year if plan.date else plan.period.start.year - 1
    return series_chart(localized, fact.label, fact.value, reported_to)


def _figure(localized: Localized, citations: Citations, figure: Figure) -> FigureView:
    """Return a published number with its unit."""
    unit, value = localized.text(figure.unit), localized.amount(figure.value, figure.approximate)
    if unit == "%":
        value = localized.language.table.percent.format(number=value)
    elif unit:
        value = f"{value}\u00a0{unit}"
    period, note = localized.period(figure.period), localized.text(figure.note)
    return FigureView(localized.text(figure.name), value, period, note, citations.cite(figure.source))
