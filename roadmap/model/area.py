"""What every area of cooperation has, whatever its kind."""

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar

from roadmap.i18n.message import _
from roadmap.model.codes import SourceId
from roadmap.model.fields import fact, record
from roadmap.model.measure import Measure
from roadmap.model.period import Period
from roadmap.model.series import ByYear
from roadmap.model.text import Text

__all__ = ["Area", "Figure", "SourcedFact"]


@record
class Figure:
    """A published number that belongs to an area, as its source gives it."""

    name: Text = fact(_("What is counted"), example="Capacity of the assembly line")
    value: Decimal = fact(_("Value"), example="500")
    unit: Text | None = fact(_("Unit"), default=None, example="tractors a year")
    period: Period | None = fact(_("Period"), default=None, example="2016")
    approximate: bool = fact(_("Approximate"), default=False, example="true")
    source: SourceId = fact(_("Source"), example="ctv-2016-11-03")
    note: Text | None = fact(_("Note"), default=None)


@record(short="source")
class SourcedFact:
    """Which source a fact of an area comes from."""

    id: str = fact(_("Fact"), example="annual_capacity")
    source: SourceId = fact(_("Source"), example="ctv-2016-11-03")


@record
class Area:
    """One area of cooperation. Each kind adds its own facts to these fields."""

    kind: ClassVar[str]
    words: ClassVar[Mapping[str, Mapping[str, str]]]
    sector: ClassVar[str] = "43010"

    title: Text = fact(_("Title"), example="{en: …, ru: …}")
    summary: Text | None = fact(_("Summary"), default=None)
    figures: tuple[Figure, ...] = fact(_("Published figures"), default=())
    adds_to_trade: ByYear = fact(_("Adds to trade"), default=ByYear(), example="{2028: 20, 2030: 60}")
    sources: tuple[SourcedFact, ...] = fact(
        _("Sources"), default=(), keyed=True, example="{annual_capacity: ctv-2016-11-03}"
    )
    measures: tuple[Measure, ...] = fact(_("Measures"), default=())
