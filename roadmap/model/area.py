"""Define the fields that all areas of cooperation have in common."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, NamedTuple

from roadmap.i18n.message import _
from roadmap.model.codes import SourceId
from roadmap.model.fields import field, record
from roadmap.model.measure import Measure
from roadmap.model.period import Period
from roadmap.model.series import ByYear
from roadmap.model.text import Text

__all__ = ["Area", "Figure", "Norm", "SourcedFact"]


class Norm(NamedTuple):
    """The least value that a standard allows for a field of an area."""

    least: int | Decimal
    source: str


@record
class Figure:
    """A published number about an area, as its source gives it."""

    name: Text = field(_("What is counted"), example="Capacity of the assembly line")
    value: Decimal = field(_("Value"), example="500")
    unit: Text | None = field(_("Unit"), default=None, example="tractors a year")
    period: Period | None = field(_("Period"), default=None, example="2016")
    approximate: bool = field(_("Approximate"), default=False, example="true")
    source: SourceId = field(_("Source"), example="ctv-2016-11-03")
    note: Text | None = field(_("Note"), default=None)


@record(shorthand="source")
class SourcedFact:
    """The source of one fact of an area."""

    id: str = field(_("Fact"), example="annual_capacity")
    source: SourceId = field(_("Source"), example="ctv-2016-11-03")


@record
class Area:
    """One area of cooperation. Each kind adds its own facts to these fields."""

    kind: ClassVar[str]
    words: ClassVar[Mapping[str, Mapping[str, str]]]
    sector: ClassVar[str] = "43010"
    hs_codes: ClassVar[tuple[str, ...]] = ()
    regulations: ClassVar[tuple[str, ...]] = ()
    norms: ClassVar[Mapping[str, Norm]] = {}

    title: Text = field(_("Title"), example="{en: …, ru: …}")
    summary: Text | None = field(_("Summary"), default=None)
    figures: tuple[Figure, ...] = field(_("Published figures"), default=())
    adds_to_trade: ByYear = field(
        _("Adds to trade"),
        default=ByYear(),
        example="{2028: 20, 2030: 60}",
        help=_("What the area adds to the turnover in each year, in the currency and scale of the trade."),
    )
    sources: tuple[SourcedFact, ...] = field(
        _("Sources"),
        default=(),
        by_id=True,
        example="{annual_capacity: ctv-2016-11-03}",
        help=_("The source of each fact of the area, by the key of the fact."),
    )
    measures: tuple[Measure, ...] = field(_("Measures"), default=())

    def norms_apply(self) -> bool:
        """Return whether the norms of the kind apply to this area."""
        return True
