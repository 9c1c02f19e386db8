"""Power, distribution and instrument transformers."""

from decimal import Decimal

from roadmap.areas import area
from roadmap.areas._joint_production import JointProduction
from roadmap.i18n.message import _
from roadmap.model.choices import Choice
from roadmap.model.fields import field, record
from roadmap.model.text import Text

__all__ = ["TransformerModel", "TransformerType", "Transformers"]


class TransformerType(Choice):
    """How a transformer is cooled and used."""

    oil = _("oil")
    dry = _("dry")
    instrument = _("instrument")


@record
class TransformerModel:
    """One model of transformer."""

    name: Text = field(_("Model"), example="ТМГ-630/10")
    type: TransformerType | None = field(_("Type of transformer"), default=None, example="oil")
    rated_power: Decimal | None = field(
        _("Rated power"), default=None, unit=_("kVA"), min="0.001", max=1_500_000, source="IEC 60076-1", example="630"
    )
    high_voltage: Decimal | None = field(
        _("Higher voltage"), default=None, unit=_("kV"), min="0.1", max=1200, source="IEC 60038", example="10"
    )
    low_voltage: Decimal | None = field(
        _("Lower voltage"), default=None, unit=_("kV"), min="0.001", max=800, source="IEC 60038", example="0.4"
    )
    standard: str | None = field(_("Standard"), default=None, example="IEC 60076")
    losses_class: str | None = field(_("Class of losses"), default=None, example="A0Bk")


@area("transformers", sector="23630")
class Transformers(JointProduction):
    """Production of transformers (HS 8504)."""

    models: tuple[TransformerModel, ...] = field(_("Models"), default=())
