"""Which ids a plan declares and which it names, over its nodes.

They are walked by the declarations of the plan, so that a reference is checked even where another mistake keeps the plan
from being made.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

import attrs

from roadmap.model.area import Area
from roadmap.model.codes import AreaKind, BodyId, Id, MeasureId, SourceId
from roadmap.model.fields import FieldInfo, cached_per_class, field_infos
from roadmap.model.plan import Path, Plan

__all__ = ["REFERENCES", "Reference", "find_references"]

REFERENCES: Mapping[Any, str] = {BodyId: "bodies", SourceId: "sources", MeasureId: "measures", AreaKind: "areas"}
"""Which list of the plan a reference leads to."""

AreaClass = Callable[[Any], type[Area] | None]


class Reference(NamedTuple):
    """One id where it is declared, or one reference to it; `room` names the list of the plan that it belongs to."""

    room: str
    id: str
    path: Path
    declares: bool


def find_references(plan: Any, area_class: AreaClass) -> list[Reference]:
    """All links of a plan that stands there as mappings, lists and texts; ids as a reader takes them.

    area_class: tells the class of an area, or None for one whose kind nobody knows.
    """
    found: list[Reference] = []
    _gather(found, Plan, plan, (), area_class)
    return found


def _gather(found: list[Reference], cls: type, record: Any, path: Path, area_class: AreaClass) -> None:
    for field in _linked(cls):
        value = record.get(field.key)
        if not value:
            continue
        room = REFERENCES.get(field.type)
        for place, single in _each(field, value):
            there = (*path, field.key) if place is None else (*path, field.key, place)
            if room is not None:
                if isinstance(single, str):
                    found.append(Reference(room, single.strip("\n"), there, False))
                continue
            inner: Any = area_class(single) if field.type is Area else field.type
            if inner is not None:
                _gather_own(found, field, inner, single, place, there)
                if isinstance(single, dict):
                    _gather(found, inner, single, there, area_class)
                elif isinstance(single, str) and inner.__roadmap_shorthand__:
                    _gather(found, inner, {inner.__roadmap_shorthand__: single}, there, area_class)


def _gather_own(found: list[Reference], field: FieldInfo, cls: Any, record: Any, place: Any, path: Path) -> None:
    """The id that a record goes by: its kind for an area, its key where it is kept by key, else its `id`."""
    if field.type is Area:
        found.append(Reference("areas", cls.kind, path, True))
    elif _has_id(cls):
        if field.by_id:
            found.append(Reference(field.name, place.strip("\n"), path, True))
        else:
            own = record.get("id") if isinstance(record, dict) else None
            if isinstance(own, str):
                found.append(Reference(field.name, own.strip("\n"), (*path, "id"), True))


@cached_per_class
def _has_id(cls: type) -> bool:
    return any(d.name == "id" and d.type is Id for d in field_infos(cls))


def _each(field: FieldInfo, value: Any) -> Iterable[tuple[Any, Any]]:
    """(place, single value) pairs of one field, however many it holds; the place is None for a single one."""
    if field.by_id:
        return value.items() if isinstance(value, dict) else ()
    if field.many:
        return enumerate(value) if isinstance(value, list) else ()
    return ((None, value),)


@cached_per_class
def _linked(cls: type) -> tuple[FieldInfo, ...]:
    """The fields of a record that hold references, ids, or records that do."""
    return tuple(
        d
        for d in field_infos(cls)
        if d.type in REFERENCES
        or (attrs.has(d.type) and (_linked(d.type) or any(e.type is Id for e in field_infos(d.type))))
    )
