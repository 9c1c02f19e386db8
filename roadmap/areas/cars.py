"""Define cars, buses and trucks."""

from decimal import Decimal

from roadmap.areas import area
from roadmap.areas._joint_production import JointProduction
from roadmap.i18n.message import _
from roadmap.model.choices import Choice
from roadmap.model.fields import field, record
from roadmap.model.text import Text

__all__ = ["CarModel", "Cars", "Engine", "Segment"]


class Segment(Choice):
    """The use of a vehicle."""

    passenger_car = _("passenger car")
    bus = _("bus")
    truck = _("truck")
    special = _("special vehicle")


class Engine(Choice):
    """The drive of a vehicle."""

    petrol = _("petrol")
    diesel = _("diesel")
    gas = _("gas")
    hybrid = _("hybrid")
    electric = _("electric")


SEGMENT_CODES = {Segment.passenger_car: ("8703",), Segment.bus: ("8702",), Segment.truck: ("8704",)}
ENGINE_CODES = {
    Engine.petrol: ("870321", "870322", "870323", "870324"),
    Engine.diesel: ("870331", "870332", "870333"),
    Engine.hybrid: ("870340", "870350", "870360", "870370"),
    Engine.electric: ("870380",),
}
"""Trade codes of vehicles, and of passenger cars by engine (HS 2022, headings 8702 to 8704)."""


@record
class CarModel:
    """One model of vehicle."""

    name: Text = field(_("Model"), example="BelGee X50")
    segment: Segment | None = field(_("Segment"), default=None, example="bus")
    engine: Engine | None = field(_("Engine"), default=None, example="diesel")
    power: Decimal | None = field(_("Engine power"), default=None, unit=_("kW"), min=1, max=2000, example="110")


@area("cars", sector="32172", hs_codes=("8703", "8702", "8704"), regulations=("TR CU 018/2011",))
class Cars(JointProduction):
    """Assembly of cars, buses and trucks (HS 8703, 8702, 8704)."""

    models: tuple[CarModel, ...] = field(_("Models"), default=())
    service_centres: int | None = field(_("Service centres"), default=None, min=0, max=10_000, example="3")
    leasing: Text | None = field(_("Leasing"), default=None, example="through a development bank")

    def codes_of_model(self, model: CarModel) -> tuple[str, ...]:
        """Return codes by engine for passenger cars, and by segment for all other vehicles."""
        by_segment = SEGMENT_CODES.get(model.segment, ()) if model.segment is not None else ()
        if model.engine is None or model.segment not in (None, Segment.passenger_car):
            return by_segment
        return ENGINE_CODES.get(model.engine, by_segment)
