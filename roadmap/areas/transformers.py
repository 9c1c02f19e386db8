"""Define power, distribution and instrument transformers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from roadmap.areas import area
from roadmap.areas._joint_production import JointProduction, code_by_rating
from roadmap.i18n.message import _
from roadmap.model.choices import Choice
from roadmap.model.fields import field, record
from roadmap.model.text import Text

__all__ = ["TransformerModel", "TransformerType", "Transformers"]


class TransformerType(Choice):
    """The cooling and use of a transformer."""

    oil = _("oil")
    dry = _("dry")
    instrument = _("instrument")


CODES_BY_TYPE: Mapping[TransformerType | None, Sequence[tuple[int | None, str]]] = {
    TransformerType.oil: ((650, "850421"), (10_000, "850422"), (None, "850423")),
    TransformerType.dry: ((1, "850431"), (16, "850432"), (500, "850433"), (None, "850434")),
}
"""Upper bound in kVA and trade code (HS 2022, heading 8504)."""


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


@area("transformers", sector="23630", hs_codes=("8504",), regulations=("TR CU 004/2011", "TR CU 020/2011"))
class Transformers(JointProduction):
    """Production of transformers (HS 8504)."""

    models: tuple[TransformerModel, ...] = field(_("Models"), default=())

    def codes_of_model(self, model: TransformerModel) -> tuple[str, ...]:
        """Return codes by rated power for oil and dry transformers."""
        if model.rated_power is None or model.type not in CODES_BY_TYPE:
            return ()
        return code_by_rating(CODES_BY_TYPE[model.type], model.rated_power)
