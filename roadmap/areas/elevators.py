"""Define passenger and freight elevators."""

from decimal import Decimal

from roadmap.areas import area
from roadmap.areas._joint_production import JointProduction
from roadmap.i18n.message import _
from roadmap.model.fields import field, record
from roadmap.model.text import Text

__all__ = ["ElevatorModel", "Elevators"]


@record
class ElevatorModel:
    """One model of elevator."""

    name: Text = field(_("Model"), example="ЛП-0401")
    rated_load_kg: int | None = field(
        _("Rated load"), default=None, unit=_("kg"), min=100, max=10_000, source="EN 81-20", example="400"
    )
    rated_speed: Decimal | None = field(_("Rated speed"), default=None, unit=_("m/s"), min="0.1", max=20, example="1.0")
    stops: int | None = field(_("Stops"), default=None, min=2, max=150, example="9")


@area("elevators", sector="32171", hs_codes=("842810", "843131"), regulations=("TR CU 011/2011",))
class Elevators(JointProduction):
    """Assembly of passenger and freight elevators (HS 8428.10; parts 8431.31)."""

    models: tuple[ElevatorModel, ...] = field(_("Models"), default=())
    modernisation: Text | None = field(_("Modernisation"), default=None, example="replacement of 600 elevators")
