"""Trade between the parties: figures as somebody reported them, claims of growth, targets."""

from decimal import Decimal

from roadmap.i18n.message import _
from roadmap.model.choices import Scale
from roadmap.model.codes import Country, Currency, SourceId
from roadmap.model.fields import fact, record
from roadmap.model.period import Period
from roadmap.model.text import Text

__all__ = ["Growth", "Trade", "TradeFigure", "TradeTarget"]


@record
class TradeFigure:
    """What one source says of the trade in one period, in the currency and scale of the plan."""

    period: Period = fact(_("Period"), example="2023-01/2023-08")
    turnover: Decimal | None = fact(_("Turnover"), default=None, min=0, example="160.2")
    exports: Decimal | None = fact(_("Exports"), default=None, min=0, example="46")
    imports: Decimal | None = fact(_("Imports"), default=None, min=0, example="22")
    approximate: bool = fact(_("Approximate"), default=False, example="true")
    reporter: Country | None = fact(_("Reported by"), default=None, example="KG")
    source: SourceId = fact(_("Source"), example="ambassador-2023-10-30")
    note: Text | None = fact(_("Note"), default=None)


@record
class Growth:
    """A growth of turnover that somebody stated, in percent or as a multiple."""

    from_: Period = fact(_("First period"), example="2021")
    to: Period = fact(_("Last period"), example="2022")
    percent: Decimal | None = fact(_("Growth"), default=None, unit="%", example="65")
    times: Decimal | None = fact(_("Multiple"), default=None, min=0, example="2.5")
    approximate: bool = fact(_("Approximate"), default=False, example="true")
    source: SourceId = fact(_("Source"), example="ambassador-2023-10-30")
    note: Text | None = fact(_("Note"), default=None)


@record
class TradeTarget:
    """The turnover that the parties want to reach."""

    period: Period = fact(_("Period"), example="2030")
    turnover: Decimal = fact(_("Turnover"), min=0, example="500")
    approximate: bool = fact(_("Approximate"), default=False, example="true")
    source: SourceId = fact(_("Source"), example="belta-2025-09-30")
    note: Text | None = fact(_("Note"), default=None)


@record
class Trade:
    """All that is known and wanted of the trade between the parties."""

    currency: Currency = fact(_("Currency"), example="USD")
    scale: Scale = fact(_("Scale"), default=Scale.million, example="million")
    summary: Text | None = fact(_("Summary"), default=None)
    figures: tuple[TradeFigure, ...] = fact(_("Figures"), default=())
    growth: tuple[Growth, ...] = fact(_("Growth as stated"), default=())
    targets: tuple[TradeTarget, ...] = fact(_("Targets"), default=())
