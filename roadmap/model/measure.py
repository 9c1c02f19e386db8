"""Measures: what is to be done, by whom, by when, with which result."""

from decimal import Decimal

from roadmap.model.choices import Scale, Status
from roadmap.model.codes import BodyId, Country, Currency, Id, MeasureId, SourceId
from roadmap.model.declared import fact, record
from roadmap.model.messages import _
from roadmap.model.period import Due, Period
from roadmap.model.series import ByYear
from roadmap.model.text import Text

__all__ = ["Financing", "Indicator", "Measure", "Progress"]


@record
class Indicator:
    """How anybody can tell whether the result is there: a number with its start, its goal and its course."""

    name: Text = fact(_("Indicator"), example="Tractors assembled")
    unit: Text | None = fact(_("Unit"), default=None, example="units a year")
    baseline: ByYear = fact(_("Baseline"), default=ByYear(), example="{2025: 0}")
    target: ByYear = fact(_("Target value"), default=ByYear(), example="{2030: 500}")
    actual: ByYear = fact(_("Actual value"), default=ByYear(), example="{2026: 40}")
    source: SourceId | None = fact(_("Source"), default=None)


@record
class Financing:
    """Who pays, and from what."""

    from_: Text = fact(_("Financed from"), example="own funds of the manufacturers")
    party: Country | None = fact(_("Party"), default=None, example="BY")
    amount: Decimal | None = fact(_("Amount"), default=None, min=0, example="2.5")
    scale: Scale = fact(_("Scale"), default=Scale.unit, example="million")
    currency: Currency | None = fact(_("Currency"), default=None, example="USD")
    source: SourceId | None = fact(_("Source"), default=None)


@record
class Progress:
    """What was reported of a measure: for a day, or for the quarter or year that a report is about."""

    date: Period = fact(_("Date"), example="2027-06-30")
    status: Status | None = fact(_("Status"), default=None, example="under-way")
    actual: Decimal | None = fact(_("Actual value"), default=None, example="40")
    text: Text | None = fact(
        _("What was done"), default=None, example="{en: The line is on test, ru: Линия испытывается}"
    )
    source: SourceId | None = fact(_("Source"), default=None, example="minutes-2027-07-05")


@record
class Measure:
    """One measure of an area."""

    id: Id = fact(
        _("ID"),
        pattern=r"[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*",
        rule=_("Only Latin letters, digits, and hyphens or points between them."),
        example="TRACTOR-1",
    )
    title: Text = fact(_("Measure"), example="Resume serial assembly in Bishkek")
    due: Due = fact(_("Due"), example="2027-Q2")
    lead: tuple[BodyId, ...] = fact(_("Lead"), distinct=True, example="[by-minprom, kg-mineconom]")
    partners: tuple[BodyId, ...] = fact(_("Partners"), default=(), distinct=True, example="[by-mtz]")
    result: Text | None = fact(_("Expected result"), default=None, example="The line works in two shifts")
    indicator: Indicator | None = fact(_("Indicator"), default=None)
    financing: tuple[Financing, ...] = fact(_("Financing"), default=())
    status: Status = fact(_("Status"), default=Status.planned, example="under-way")
    after: tuple[MeasureId, ...] = fact(_("Depends on"), default=(), distinct=True, example="[ELEVATOR-2]")
    progress: tuple[Progress, ...] = fact(
        _("Progress"), default=(), example="[{date: 2027-06-30, status: under-way, actual: 40}]"
    )
    sources: tuple[SourceId, ...] = fact(_("Sources"), default=(), distinct=True, example="[belta-2025-09-30]")
    note: Text | None = fact(_("Note"), default=None)
