"""Define the value types of references from one part of the plan to another."""

from typing import TYPE_CHECKING, Any

from roadmap.diagnostics.suggest import closest_match
from roadmap.i18n.message import _
from roadmap.model.codes import AreaKind, BodyId, MeasureId, SourceId
from roadmap.model.fields import FieldInfo
from roadmap.values.text import IdType
from roadmap.values.value_type import CellContext, Schema, SchemaMaker, cell_error

if TYPE_CHECKING:  # reading a plan needs no words
    from roadmap.i18n.localized import Localized

__all__ = ["AREA_KIND", "BODY", "MEASURE", "SOURCE", "AreaKindType", "BodyType", "ReferenceType", "SourceType"]


class ReferenceType(IdType):
    """Ids of one list of the plan."""

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        """Return a strategy for numbers; `roadmap.testing` replaces them by ids."""
        return st.integers(0, 9)


class MeasureType(ReferenceType):
    """Measures by their ids."""

    type = MeasureId


class BodyType(ReferenceType):
    """Bodies by their ids; documents show their names."""

    type = BodyId

    def words(self, value: BodyId, localized: "Localized") -> str:
        return localized.short_bodies.get(value, value)


class SourceType(ReferenceType):
    """Sources by their ids."""

    type = SourceId

    def cell_choices(self, localized: "Localized") -> tuple[str, ...]:
        return tuple(source.id for source in localized.plan.sources)

    def from_cell(self, value: Any, context: CellContext) -> SourceId:
        id = str(value).strip()
        if id not in context.choices:
            help = closest_match(id, context.choices, most=8)
            raise cell_error(_("The plan has no source “%(id)s”."), help, id=id)
        return SourceId(id)  # type: ignore[arg-type]


class AreaKindType(ReferenceType):
    """Areas of the plan by their kinds; documents show their titles."""

    type = AreaKind

    def words(self, value: AreaKind, localized: "Localized") -> str:
        return localized.area_title(value)

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        return maker.area_kinds(nullable)


MEASURE, BODY, SOURCE, AREA_KIND = MeasureType(), BodyType(), SourceType(), AreaKindType()
