"""Tractors."""

from decimal import Decimal

from roadmap.areas import area
from roadmap.areas._joint_production import JointProduction
from roadmap.i18n.message import _
from roadmap.model.fields import field, record
from roadmap.model.text import Text

__all__ = ["TractorModel", "Tractors"]


@record
class TractorModel:
    """One model of tractor; 1 hp is 0.7355 kW."""

    name: Text = field(_("Model"), example="Belarus 82.1")
    power: Decimal | None = field(_("Engine power"), default=None, unit=_("kW"), min=5, max=600, example="60")
    drawbar_class: Decimal | None = field(_("Drawbar class"), default=None, min="0.2", max=10, example="1.4")


@area("tractors", sector="32171")
class Tractors(JointProduction):
    """Assembly of tractors (HS 8701)."""

    models: tuple[TractorModel, ...] = field(_("Models"), default=())
    service_centres: int | None = field(_("Service centres"), default=None, min=0, max=10_000, example="3")
    leasing: Text | None = field(_("Leasing"), default=None, example="through a development bank")
