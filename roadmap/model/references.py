"""Find the ids that a plan declares, and the references to them, in its nodes.

The walk follows the declarations of the plan. So references are checked even if another mistake prevents the plan
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
"""The list of the plan that each type of reference leads to."""

AreaClass = Callable[[Any], type[Area] | None]
"""A function that returns the class of an area, or None for an unknown kind."""


class Reference(NamedTuple):
    """A declared id, or a reference to an id; `room` is the name of its list in the plan."""

    room: str
    id: str
    path: Path
    declares: bool


def find_references(plan: Any, area_class: AreaClass) -> list[Reference]:
    """Return all ids and references of a plan, with ids as a reader reads them.

    Args:
        plan: The plan as mappings, lists and texts.
        area_class: Returns the class of an area; None for an unknown kind.
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
    """Add the id of a record: the kind of an area, the key in a mapping by id, or the field `id`."""
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
    """Return pairs of place and single value for one field; the place of a single value is None."""
    if field.by_id:
        return value.items() if isinstance(value, dict) else ()
    if field.many:
        return enumerate(value) if isinstance(value, list) else ()
    return ((None, value),)


@cached_per_class
def _linked(cls: type) -> tuple[FieldInfo, ...]:
    """Return the fields of a record with references or ids, or with records that have them."""
    return tuple(
        d
        for d in field_infos(cls)
        if d.type in REFERENCES
        or (attrs.has(d.type) and (_linked(d.type) or any(e.type is Id for e in field_infos(d.type))))
    )
