"""Define sugar beet seeds."""

from decimal import Decimal

from roadmap.areas import Area, Norm, area
from roadmap.i18n.message import _
from roadmap.model.choices import Choice
from roadmap.model.codes import Country, Currency
from roadmap.model.fields import field
from roadmap.model.series import ByYear
from roadmap.model.text import Text

__all__ = ["Certificate", "Generation", "Germity", "SeedForm", "SugarBeetSeeds"]

_EU = "Directive 2002/54/EC, Annex I"
_GOST = _("GOST 10882-93")


class Generation(Choice):
    """The class of seed in certification."""

    basic = _("basic seed")
    certified = _("certified seed")


class Germity(Choice):
    """The number of seedlings from one seed."""

    monogerm = _("monogerm")
    multigerm = _("multigerm")


class SeedForm(Choice):
    """The preparation of the seed."""

    raw = _("raw")
    pelleted = _("pelleted")


class Certificate(Choice):
    """The papers that accompany a lot."""

    phytosanitary = _("phytosanitary certificate")
    ista_orange = _("ISTA orange certificate")
    oecd = _("OECD beet seed scheme")


@area(
    "sugar-beet-seeds",
    sector="31150",
    norms={"germination": Norm(80, _GOST), "purity": Norm(98, _GOST)},
)
class SugarBeetSeeds(Area):
    """Supply of sugar beet seed (HS 1209.10)."""

    supplier: Country | None = field(_("Supplier country"), default=None, example="KG")
    buyer: Country | None = field(_("Buyer country"), default=None, example="BY")
    supplied_by: Text | None = field(_("Supplied by"), default=None, example="Research Institute of Farming")
    bought_by: Text | None = field(_("Bought by"), default=None, example="sugar refineries")
    hs: str | None = field(
        _("Trade code (HS)"),
        default=None,
        pattern=r"1209\.?10(?:\.?[0-9]{2,4})?",
        rule=_("The code of sugar beet seeds begins with 1209.10."),
        source="HS 2022",
        example="1209.10",
    )
    varieties: tuple[Text, ...] = field(_("Varieties"), default=(), example="[Kyrgyz monogerm 70]")
    generation: Generation | None = field(_("Generation"), default=None, example="certified")
    germity: Germity | None = field(_("Germity"), default=None, example="monogerm")
    seed_form: SeedForm | None = field(_("Form of seed"), default=None, example="pelleted")
    germination: Decimal | None = field(
        _("Germination, at least"), default=None, unit="%", min=0, max=100, source=_EU, example="80"
    )
    purity: Decimal | None = field(
        _("Analytical purity, at least"), default=None, unit="%", min=0, max=100, source=_EU, example="98.0"
    )
    moisture: Decimal | None = field(
        _("Moisture, at most"), default=None, unit="%", min=0, max=100, source=_EU, example="15"
    )
    certificates: tuple[Certificate, ...] = field(_("Certificates"), default=(), example="[phytosanitary]")
    tonnes: ByYear = field(
        _("Supply by season"), default=ByYear(), unit=_("t"), min=0, max=100_000, example="{2027: 5}"
    )
    sowing_units: ByYear = field(
        _("Supply by season, sowing units of 100,000 pellets"),
        default=ByYear(),
        min=0,
        max=10_000_000,
        example="{2027: 500}",
    )
    sown_area: ByYear = field(
        _("Sown area"), default=ByYear(), unit=_("ha"), min=0, max=1_000_000, example="{2027: 100}"
    )
    price: Decimal | None = field(_("Price per tonne"), default=None, min=0, max=100_000_000, example="12000")
    price_currency: Currency | None = field(_("Currency of the price"), default=None, example="USD")
    registration: Text | None = field(
        _("Registration of varieties"), default=None, example="state variety trials, two years"
    )
    trials: Text | None = field(_("Trials"), default=None, example="three stations, 2027")

    def norms_apply(self) -> bool:
        """Return whether the norms of unpelleted monogerm seed apply; multigerm and pelleted seed have their own."""
        return self.germity is not Germity.multigerm and self.seed_form is not SeedForm.pelleted
