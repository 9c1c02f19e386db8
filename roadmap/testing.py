"""Hypothesis strategies for plans and their parts, derived from the declarations: for whoever tests a program that uses this.

Needs the extra `cooperation-roadmap[strategies]`.

    from hypothesis import given
    from roadmap.testing import plans

    @given(plans())
    def test_any_plan(plan): ...
"""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, cast

import attrs
from hypothesis import strategies as st

from roadmap import areas
from roadmap.errors import FieldError
from roadmap.model.area import Area
from roadmap.model.choices import Choice
from roadmap.model.codes import (
    COUNTRY_CODES,
    CURRENCY_CODES,
    DEVICES,
    LANGUAGE_CODES,
    Country,
    Currency,
    Id,
    LanguageCode,
    Url,
)
from roadmap.model.fields import FieldInfo, cached_per_class, field_infos
from roadmap.model.period import Due, Period, Repeats
from roadmap.model.plan import Body, Plan, Source
from roadmap.model.references import REFERENCES
from roadmap.model.series import ByYear
from roadmap.model.text import Text, clean

__all__ = ["dues", "periods", "plans", "records", "texts", "words"]

FEW = 3
"""How many entries a list or mapping has at most: plans stay small enough to be made by the hundred."""

_AWKWARD = (
    "a | b", "# no heading", "<b>no markup</b>", "- no list", "1. no list", "*no* _emphasis_", "`no code`", "[no](link)",
    "null", "yes", "NO", "12:30", "1_000", "0o17", "2026-02-30", "key: value", "<<", "*a", "&a", "!a", "%a", "@a", "{a: b}",
    "'\"", "«Ўзор», ңөү", "two\nlines", " space around ", "tab\tinside", "\u00a0", "line\u2028end\x85", "https://example.org",
)  # fmt: skip
"""Texts that YAML, Markdown or HTML could take for something else."""


def plans() -> st.SearchStrategy[Plan]:
    """Any plan that could be written down: valid by itself, every reference leading somewhere; sense is not to be expected."""
    return _loose_plans().map(_tied)


@cached_per_class
def records(cls: type) -> st.SearchStrategy[Any]:
    """Any record of a class; what refers to other parts of a plan holds a number in place of a name."""
    return st.builds(cls, **{d.name: _field(d) for d in field_infos(cls)})


@cache
def texts() -> st.SearchStrategy[Text]:
    """A text for all languages, or one in each of several."""
    by_language = st.dictionaries(st.sampled_from(sorted(LANGUAGE_CODES)), words(), min_size=1, max_size=FEW)
    return words().map(Text.of) | by_language.map(lambda versions: Text(tuple(versions.items())))


@cache
def words() -> st.SearchStrategy[str]:
    """Whatever can stand in a plan as a text, awkward characters included."""
    anything = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)
    return (st.sampled_from(_AWKWARD) | anything).filter(_possible).map(clean)


def _possible(text: str) -> bool:
    try:
        clean(text)
    except FieldError:
        return False
    return True


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A day, a month, a quarter, a half, a year, or a row of them."""
    first, second = draw(_pieces()), draw(st.none() | _pieces())
    if second is None:
        return first
    start, end = min(first.start, second.start), max(first.end, second.end)
    row = Period(start, end, min(first.unit, second.unit, key=lambda unit: unit.value))
    return Period.parse(str(row))


@cache
def _pieces() -> st.SearchStrategy[Period]:
    """One day, month, quarter, half or year."""

    def piece(day: date, form: str) -> Period:
        numbers = {"quarter": (day.month + 2) // 3, "half": (day.month + 5) // 6, "month": day.month, "day": day.day}
        return Period.parse(f"{day.year:04}" + form.format(**numbers))

    forms = ("", "-Q{quarter}", "-H{half}", "-{month:02}", "-{month:02}-{day:02}")
    return st.builds(piece, st.dates(), st.sampled_from(forms))


def dues() -> st.SearchStrategy[Due]:
    """Any deadline."""
    return periods().map(Due.by) | st.sampled_from(Repeats).map(Due.again)


# From declarations to strategies


def _field(field: FieldInfo) -> st.SearchStrategy[Any]:
    """Whatever a field can hold."""
    if field.type is ByYear:
        return _series(field)
    one = _one(field)
    if field.many:
        name = (lambda record: record.id) if field.keyed else field.name_of if field.distinct else None
        return st.lists(one, min_size=field.fewest, max_size=max(FEW, field.fewest), unique_by=name).map(tuple)
    return st.none() | one if field.optional else one


def _one(field: FieldInfo) -> st.SearchStrategy[Any]:
    """A single value of a field."""
    if field.type in _STRATEGIES:
        return _STRATEGIES[field.type](field)
    if isinstance(field.type, type) and issubclass(field.type, Choice):
        return st.sampled_from(field.type)
    if field.type is Area:
        return st.sampled_from(areas.kinds()).flatmap(lambda kind: records(areas.find(kind)))
    if attrs.has(field.type):
        return records(field.type)
    raise TypeError(f"no strategy for {field.type} of {field.key}: add one to the table")


@cache
def _loose_plans() -> st.SearchStrategy[Plan]:
    """Plans with something to refer to, in which the references are still numbers and ids may come twice."""
    kept = {room: st.lists(records(cls), min_size=1, max_size=FEW).map(tuple) for room, cls in _KEPT.items()}
    kept["id"] = _field(next(d for d in field_infos(Plan) if d.name == "id")).filter(lambda id: id not in DEVICES)
    return st.builds(Plan, **{d.name: kept[d.name] if d.name in kept else _field(d) for d in field_infos(Plan)})


_KEPT = {"sources": Source, "bodies": Body}


def _tied(plan: Plan) -> Plan:
    """A plan in which each id comes once and each reference leads to one of them."""
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
    """A record whose references lead to names: the number in the place of each tells to which."""
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


def _text(field: FieldInfo) -> st.SearchStrategy[str]:
    if field.pattern is None:
        return words()
    return st.from_regex(field.pattern, fullmatch=True).filter(lambda text: text.isascii() and len(text) < 40)


def _whole(field: FieldInfo) -> st.SearchStrategy[int]:
    low, high = (int(bound) if bound is not None else None for bound in (field.min, field.max))
    return st.integers(low if low is not None else -(10**15), high if high is not None else 10**15)


def _number(field: FieldInfo) -> st.SearchStrategy[Decimal]:
    low = field.min if field.min is not None else Decimal(-(10**15))
    high = field.max if field.max is not None else Decimal(10**15)
    return st.integers(0, 6).flatmap(lambda places: st.decimals(low, high, places=places))


def _series(field: FieldInfo) -> st.SearchStrategy[ByYear]:
    return st.dictionaries(st.integers(1900, 2100), _number(field), max_size=FEW).map(ByYear.of)


_STRATEGIES: dict[Any, Callable[[FieldInfo], st.SearchStrategy[Any]]] = {
    **dict.fromkeys(REFERENCES, lambda field: st.integers(0, 9)),
    str: _text,
    Id: _text,
    int: _whole,
    Decimal: _number,
    bool: lambda field: st.booleans(),
    Text: lambda field: texts(),
    Period: lambda field: periods(),
    Due: lambda field: dues(),
    Country: lambda field: st.sampled_from(sorted(COUNTRY_CODES)),
    Currency: lambda field: st.sampled_from(sorted(CURRENCY_CODES)),
    LanguageCode: lambda field: st.sampled_from(sorted(LANGUAGE_CODES)),
    Url: lambda field: st.text("abcXYZ019/?=&-_.%~#", max_size=12).map("https://example.org/{}".format),
}
