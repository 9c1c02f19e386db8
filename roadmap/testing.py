"""Provide Hypothesis strategies for plans and their parts, derived from the declarations.

Import this module to test programs that use plans. Needs the extra `cooperation-roadmap[strategies]`.

    from hypothesis import given
    from roadmap.testing import plans

    @given(plans())
    def test_any_plan(plan): ...
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, cast

import attrs
from hypothesis import strategies as st

from roadmap import areas
from roadmap.model.area import Area
from roadmap.model.codes import DEVICES
from roadmap.model.fields import FieldInfo, cached_per_class, field_infos
from roadmap.model.period import Due, Period
from roadmap.model.plan import Body, Plan, Source
from roadmap.model.references import REFERENCES
from roadmap.model.series import ByName
from roadmap.model.text import Text
from roadmap.values import is_value, value_type
from roadmap.values.dates import any_due, any_period
from roadmap.values.text import any_text, any_word

__all__ = ["dues", "periods", "plans", "records", "texts", "words"]

FEW = 3
"""The most entries of a list or mapping: small plans are fast to make by the hundred."""


def plans() -> st.SearchStrategy[Plan]:
    """Return a strategy for every valid plan.

    Each reference leads to an existing part, but the content need not make sense.
    """
    return _loose_plans().map(_tied)


@cached_per_class
def records(cls: type) -> st.SearchStrategy[Any]:
    """Return a strategy for any record of a class; references hold numbers in place of names."""
    return st.builds(cls, **{d.name: _field(d) for d in field_infos(cls)})


@cache
def texts() -> st.SearchStrategy[Text]:
    """Return a strategy for a text for all languages, or a text in each of several."""
    return any_text(st)  # type: ignore[no-any-return]


@cache
def words() -> st.SearchStrategy[str]:
    """Return a strategy for every text that a plan can hold, awkward characters included."""
    return any_word(st)  # type: ignore[no-any-return]


@cache
def periods() -> st.SearchStrategy[Period]:
    """Return a strategy for a day, a month, a quarter, a half, a year, or a range of them."""
    return any_period(st)  # type: ignore[no-any-return]


@cache
def dues() -> st.SearchStrategy[Due]:
    """Return a strategy for any deadline."""
    return any_due(st)  # type: ignore[no-any-return]


# From declarations to strategies


def _field(field: FieldInfo) -> st.SearchStrategy[Any]:
    """Return a strategy for every value of a field."""
    one = _one(field)
    if field.many:
        name = (lambda record: record.id) if field.by_id else field.name_of if field.unique else None
        return st.lists(one, min_size=field.min_items, max_size=max(FEW, field.min_items), unique_by=name).map(tuple)
    return st.none() | one if field.optional else one


def _one(field: FieldInfo) -> st.SearchStrategy[Any]:
    """Return a strategy for a single value of a field."""
    if is_value(field.type):
        return cast("st.SearchStrategy[Any]", value_type(field.type).strategy(field, st))
    if field.type is ByName:
        norms = {key: st.none() | _one(norm) for key, norm in areas.norms().items()}
        return st.fixed_dictionaries(norms).map(_given)
    if field.type is Area:
        return st.sampled_from(areas.kinds()).flatmap(lambda kind: records(areas.find(kind)))
    return records(field.type)


def _given(numbers: Mapping[str, Decimal | None]) -> ByName:
    return ByName.of({name: number for name, number in numbers.items() if number is not None})


@cache
def _loose_plans() -> st.SearchStrategy[Plan]:
    """Return a strategy for plans with parts to refer to; references are still numbers, and ids may be duplicates."""
    kept = {room: st.lists(records(cls), min_size=1, max_size=FEW).map(tuple) for room, cls in _KEPT.items()}
    kept["id"] = _field(next(d for d in field_infos(Plan) if d.name == "id")).filter(lambda id: id not in DEVICES)
    return st.builds(Plan, **{d.name: kept[d.name] if d.name in kept else _field(d) for d in field_infos(Plan)})


_KEPT = {"sources": Source, "bodies": Body}


def _tied(plan: Plan) -> Plan:
    """Return the plan with unique ids, and with references to them."""
    names: dict[str, dict[str, None]] = {"measures": {}}
    changes: dict[str, Any] = {}
    for room in _KEPT:
        by_id = {record.id: record for record in reversed(getattr(plan, room))}
        changes[room] = tuple(by_id.values())
        names[room] = dict.fromkeys(by_id)
    made: list[Area] = []
    for area in plan.areas:
        own = {measure.id: measure for measure in area.measures if measure.id not in names["measures"]}
        names["measures"].update(dict.fromkeys(own))
        made.append(attrs.evolve(cast(Any, area), measures=tuple(own.values())))
    names["areas"] = dict.fromkeys(area.kind for area in made)
    tied: Plan = _pointed(attrs.evolve(cast(Any, plan), areas=tuple(made), **changes), names)
    return tied


def _pointed(record: Any, names: Mapping[str, Mapping[str, None]]) -> Any:
    """Return a record whose references lead to names, each chosen by the number in its place."""
    changes: dict[str, Any] = {}
    for field in field_infos(type(record)):
        value = getattr(record, field.name)
        if field.type in REFERENCES:
            pool = tuple(names[REFERENCES[field.type]])
            if field.many:
                changes[field.name] = tuple(dict.fromkeys(pool[int(n) % len(pool)] for n in value)) if pool else ()
            elif value is not None:
                changes[field.name] = pool[int(value) % len(pool)]
        elif field.many and value and attrs.has(type(value[0])):
            changes[field.name] = tuple(_pointed(single, names) for single in value)
        elif value is not None and attrs.has(type(value)):
            changes[field.name] = _pointed(value, names)
    return attrs.evolve(record, **changes) if changes else record
