"""Which ids a plan declares and which it names: over the typed plan and over unread nodes alike.

Both are walked by the same declarations, so that a reference is checked even where another mistake keeps the plan from
being made. A record answers for a field by attribute, a node (a mapping) by key; both yield the same paths.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import attrs

from roadmap.model.area import Area
from roadmap.model.codes import AreaKind, BodyId, Id, MeasureId, SourceId
from roadmap.model.declared import Declared, declared, once_a_class
from roadmap.model.plan import Path, Plan

__all__ = ["REFERENCES", "Link", "links"]

REFERENCES: Mapping[Any, str] = {BodyId: "bodies", SourceId: "sources", MeasureId: "measures", AreaKind: "areas"}
"""Which list of the plan a reference leads to."""

AreaClass = Callable[[Any], type[Area] | None]


class Link(NamedTuple):
    """One id where it is declared, or one reference to it; `room` names the list of the plan that it belongs to."""

    room: str
    id: str
    path: Path
    declares: bool


def links(plan: Any, area_class: AreaClass) -> Iterator[Link]:
    """All links of a plan, typed or not.

    area_class: tells the class of an area, or None for one whose kind nobody knows.
    """
    return _links(Plan, plan, (), area_class)


def _links(cls: type, record: Any, path: Path, area_class: AreaClass) -> Iterator[Link]:
    unread = isinstance(record, Mapping)
    for field in _linked(cls):
        value = record.get(field.key) if unread else getattr(record, field.name)
        if not value:
            continue
        for place, single in _each(field, value):
            there = (*path, field.key) if place is None else (*path, field.key, place)
            if field.type in REFERENCES:
                if isinstance(single, str):
                    yield Link(REFERENCES[field.type], single, there, False)
                continue
            inner: Any = area_class(single) if field.type is Area else field.type
            if inner is not None:
                yield from _own(field, inner, single, place, there)
                if isinstance(single, Mapping) or attrs.has(type(single)):
                    yield from _links(inner, single, there, area_class)
                elif isinstance(single, str) and inner.__roadmap_short__:
                    yield from _links(inner, {inner.__roadmap_short__: single}, there, area_class)


def _own(field: Declared, cls: Any, record: Any, place: Any, path: Path) -> Iterator[Link]:
    """The id that a record goes by: its kind for an area, its key where it is kept by key, else its `id`."""
    if field.type is Area:
        yield Link("areas", cls.kind, path, True)
    elif any(d.name == "id" and d.type is Id for d in declared(cls)):
        if field.keyed:
            yield Link(field.name, str(place), path, True)
        else:
            own = record.get("id") if isinstance(record, Mapping) else getattr(record, "id", None)
            if isinstance(own, str):
                yield Link(field.name, own, (*path, "id"), True)


def _each(field: Declared, value: Any) -> Iterator[tuple[Any, Any]]:
    """(place, single value) pairs of one field, however many it holds; the place is None for a single one."""
    if field.keyed:
        if isinstance(value, Mapping):
            yield from value.items()
        elif isinstance(value, tuple):
            yield from ((single.id, single) for single in value)
    elif field.many:
        if isinstance(value, (list, tuple)):
            yield from enumerate(value)
    else:
        yield None, value


@once_a_class
def _linked(cls: type) -> tuple[Declared, ...]:
    """The fields of a record that hold references, ids, or records that do."""
    return tuple(
        d
        for d in declared(cls)
        if d.type in REFERENCES
        or (attrs.has(d.type) and (_linked(d.type) or any(e.type is Id for e in declared(d.type))))
    )
