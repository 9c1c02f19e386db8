"""Define the fields of all areas of joint production: whose technology, the place, the local share."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from roadmap.areas import Area
from roadmap.i18n.message import _
from roadmap.model.choices import Choice
from roadmap.model.codes import Country
from roadmap.model.fields import field, record
from roadmap.model.series import ByYear
from roadmap.model.text import Text

__all__ = ["AssemblyStage", "JointProduction", "LocalisationMethod", "code_by_rating"]


class AssemblyStage(Choice):
    """How much of the product is assembled on site."""

    import_ = _("import of finished goods")
    skd = _("assembly from large kits (SKD)")
    ckd = _("assembly from small kits (CKD)")
    full_cycle = _("full cycle")


class LocalisationMethod(Choice):
    """How the local share is counted; EAEU rules of origin count points for operations."""

    by_value = _("by value")
    by_points = _("by points")


@record
class JointProduction(Area):
    """Production of goods of one party's technology in the other party's country."""

    technology_from: Country | None = field(_("Technology from"), default=None, example="BY")
    made_in: Country | None = field(_("Made in"), default=None, example="KG")
    manufacturer: Text | None = field(_("Manufacturer"), default=None, example="Mogilevliftmash")
    host_plant: Text | None = field(_("Host plant"), default=None, example="Avtomash-Radiator")
    site: Text | None = field(_("Site"), default=None, example="Bishkek")
    hs: str | None = field(
        _("Trade code (HS)"),
        default=None,
        pattern=r"[0-9]{2}(?:[0-9]{2}(?:\.?[0-9]{2}(?:\.?[0-9]{2,4})?)?)?",
        rule=_("Only the digits of the code, with points between them."),
        source="HS 2022",
        example="8428.10",
    )
    assembly_stage: AssemblyStage | None = field(_("Stage of assembly"), default=None, example="skd")
    localisation: ByYear = field(
        _("Localisation"),
        default=ByYear(),
        unit="%",
        min=0,
        max=100,
        example="{2026: 15, 2030: 50}",
        help=_("The share of the product that is made where it is assembled."),
    )
    localisation_method: LocalisationMethod | None = field(_("Localisation method"), default=None, example="by-points")
    annual_capacity: int | None = field(
        _("Annual capacity"), default=None, unit=_("units"), min=0, max=10_000_000, example="500"
    )
    output: ByYear = field(
        _("Planned output"), default=ByYear(), unit=_("units"), min=0, max=10_000_000, example="{2027: 100, 2030: 500}"
    )
    conformity: tuple[Text, ...] = field(_("Technical regulations"), default=(), example='["TR CU 011/2011"]')
    service: Text | None = field(_("Service"), default=None, example="two service centres")

    def codes_of_model(self, model: Any) -> tuple[str, ...]:  # noqa: ARG002 - kinds that override it use the model
        """Return the trade codes that a model can have by its rating; empty if the rating does not decide.

        A kind of production overrides this if the Harmonized System divides its goods by rating.
        """
        return ()


def code_by_rating(steps: Sequence[tuple[int | None, str]], rating: Decimal) -> tuple[str, ...]:
    """Return the trade code for a rating.

    Args:
        steps: The upper bound of each step, included, and its code; None as the bound of the last step.
        rating: The rating of a model.

    >>> code_by_rating(((18, "870191"), (37, "870192"), (None, "870193")), Decimal(37))
    ('870192',)
    """
    return tuple(code for bound, code in steps if bound is None or rating <= bound)[:1]
