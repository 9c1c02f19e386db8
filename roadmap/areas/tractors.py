"""Define tractors."""

from decimal import Decimal

from roadmap.areas import area
from roadmap.areas._joint_production import JointProduction, code_by_rating
from roadmap.i18n.message import _
from roadmap.model.fields import field, record
from roadmap.model.text import Text

__all__ = ["TractorModel", "Tractors"]

BY_POWER = ((18, "870191"), (37, "870192"), (75, "870193"), (130, "870194"), (None, "870195"))
"""Upper bound in kW and trade code (HS 2022, heading 8701)."""


@record
class TractorModel:
    """One model of tractor; 1 hp is 0.7355 kW."""

    name: Text = field(_("Model"), example="Belarus 82.1")
    power: Decimal | None = field(_("Engine power"), default=None, unit=_("kW"), min=5, max=600, example="60")
    drawbar_class: Decimal | None = field(_("Drawbar class"), default=None, min="0.2", max=10, example="1.4")


@area("tractors", sector="32171", hs_codes=("8701",), regulations=("TR CU 031/2012",))
class Tractors(JointProduction):
    """Assembly of tractors (HS 8701)."""

    models: tuple[TractorModel, ...] = field(_("Models"), default=())
    service_centres: int | None = field(_("Service centres"), default=None, min=0, max=10_000, example="3")
    leasing: Text | None = field(_("Leasing"), default=None, example="through a development bank")

    def codes_of_model(self, model: TractorModel) -> tuple[str, ...]:
        """Return codes by power for other tractors (8701.9x) only.

        Road, track-laying and single-axle tractors have codes by other traits.
        """
        code = (self.hs or "").replace(".", "")
        if model.power is None or (len(code) > 4 and not code.startswith("87019")):
            return ()
        return code_by_rating(BY_POWER, model.power)
