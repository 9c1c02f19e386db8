"""Cars, buses and trucks."""

from decimal import Decimal

from roadmap.areas import area
from roadmap.areas._joint_production import JointProduction
from roadmap.i18n.message import _
from roadmap.model.choices import Choice
from roadmap.model.fields import field, record
from roadmap.model.text import Text

__all__ = ["CarModel", "Cars", "Engine", "Segment"]


class Segment(Choice):
    """What a vehicle is for."""

    passenger_car = _("passenger car")
    bus = _("bus")
    truck = _("truck")
    special = _("special vehicle")


class Engine(Choice):
    """What drives it."""

    petrol = _("petrol")
    diesel = _("diesel")
    gas = _("gas")
    hybrid = _("hybrid")
    electric = _("electric")


@record
class CarModel:
    """One model of vehicle."""

    name: Text = field(_("Model"), example="BelGee X50")
    segment: Segment | None = field(_("Segment"), default=None, example="bus")
    engine: Engine | None = field(_("Engine"), default=None, example="diesel")
    power: Decimal | None = field(_("Engine power"), default=None, unit=_("kW"), min=1, max=2000, example="110")


@area("cars", sector="32172")
class Cars(JointProduction):
    """Assembly of cars, buses and trucks (HS 8703, 8702, 8704)."""

    models: tuple[CarModel, ...] = field(_("Models"), default=())
    service_centres: int | None = field(_("Service centres"), default=None, min=0, max=10_000, example="3")
    leasing: Text | None = field(_("Leasing"), default=None, example="through a development bank")
