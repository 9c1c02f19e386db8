"""Define the trade between the parties: reported figures, claims of growth, targets."""

from decimal import Decimal

from roadmap.i18n.message import _
from roadmap.model.choices import Scale
from roadmap.model.codes import Country, Currency, SourceId
from roadmap.model.fields import field, record
from roadmap.model.period import Period
from roadmap.model.text import Text

__all__ = ["Growth", "Trade", "TradeFigure", "TradeTarget"]


@record
class TradeFigure:
    """The trade in one period from one source, in the currency and scale of the plan."""

    period: Period = field(_("Period"), example="2023-01/2023-08")
    turnover: Decimal | None = field(_("Turnover"), default=None, min=0, example="160.2")
    exports: Decimal | None = field(
        _("Exports"),
        default=None,
        min=0,
        example="46",
        help=_("What the reporting party sold to the other party."),
    )
    imports: Decimal | None = field(
        _("Imports"),
        default=None,
        min=0,
        example="22",
        help=_("What the reporting party bought from the other party."),
    )
    approximate: bool = field(_("Approximate"), default=False, example="true")
    reporter: Country | None = field(
        _("Reported by"),
        default=None,
        example="KG",
        help=_("The party whose statistics give the figure; exports and imports are its own."),
    )
    source: SourceId = field(_("Source"), example="ambassador-2023-10-30")
    note: Text | None = field(_("Note"), default=None)


@record
class Growth:
    """A stated growth of turnover, in percent or as a multiple."""

    from_: Period = field(_("First period"), example="2021")
    to: Period = field(_("Last period"), example="2022")
    percent: Decimal | None = field(_("Growth"), default=None, unit="%", example="65")
    times: Decimal | None = field(
        _("Multiple"),
        default=None,
        min=0,
        example="2.5",
        help=_("The last period as a multiple of the first."),
    )
    approximate: bool = field(_("Approximate"), default=False, example="true")
    source: SourceId = field(_("Source"), example="ambassador-2023-10-30")
    note: Text | None = field(_("Note"), default=None)


@record
class TradeTarget:
    """The turnover that the parties want to reach."""

    period: Period = field(_("Period"), example="2030")
    turnover: Decimal = field(_("Turnover"), min=0, example="500")
    approximate: bool = field(_("Approximate"), default=False, example="true")
    source: SourceId = field(_("Source"), example="belta-2025-09-30")
    note: Text | None = field(_("Note"), default=None)


@record
class Trade:
    """All known figures and all targets of the trade between the parties."""

    currency: Currency = field(_("Currency"), example="USD")
    scale: Scale = field(_("Scale"), default=Scale.million, example="million")
    summary: Text | None = field(_("Summary"), default=None)
    figures: tuple[TradeFigure, ...] = field(_("Figures"), default=())
    growth: tuple[Growth, ...] = field(_("Growth as stated"), default=())
    targets: tuple[TradeTarget, ...] = field(_("Targets"), default=())
