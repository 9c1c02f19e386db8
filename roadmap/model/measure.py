"""Define measures: what to do, who does it, by when, with which result."""

from decimal import Decimal

from roadmap.i18n.message import _
from roadmap.model.choices import Scale, Status
from roadmap.model.codes import BodyId, Country, Currency, Id, MeasureId, SourceId
from roadmap.model.fields import field, record
from roadmap.model.period import Due, Period
from roadmap.model.series import ByYear
from roadmap.model.text import Text

__all__ = ["Financing", "Indicator", "Measure", "Progress"]


@record
class Indicator:
    """A number that shows whether the result is reached, with its start, its goal and its values by year."""

    name: Text = field(_("Indicator"), example="Tractors assembled")
    unit: Text | None = field(_("Unit"), default=None, example="units a year")
    baseline: ByYear = field(
        _("Baseline"),
        default=ByYear(),
        example="{2025: 0}",
        help=_("The value before the measure, by year."),
    )
    target: ByYear = field(
        _("Target value"),
        default=ByYear(),
        example="{2030: 500}",
        help=_("The values that the measure is to reach, by year."),
    )
    actual: ByYear = field(
        _("Actual value"),
        default=ByYear(),
        example="{2026: 40}",
        help=_("The values that were reached, by year."),
    )
    source: SourceId | None = field(_("Source"), default=None)


@record
class Financing:
    """The payer of a measure, and the source of the money."""

    from_: Text = field(_("Financed from"), example="own funds of the manufacturers")
    party: Country | None = field(_("Party"), default=None, example="BY")
    amount: Decimal | None = field(_("Amount"), default=None, min=0, example="2.5")
    scale: Scale = field(
        _("Scale"),
        default=Scale.unit,
        example="million",
        help=_("What the amount counts: 2.5 with the scale “million” is 2,500,000."),
    )
    currency: Currency | None = field(_("Currency"), default=None, example="USD")
    source: SourceId | None = field(_("Source"), default=None)


@record
class Progress:
    """A report on a measure, for a day, or for the quarter or year that it covers."""

    date: Period = field(
        _("Date"),
        example="2027-06-30",
        help=_("The day or quarter that the report covers: 2027-06-30, or 2027-Q2."),
    )
    status: Status | None = field(
        _("Status"),
        default=None,
        example="under-way",
        help=_("Choose a value from the list if the status has changed."),
    )
    actual: Decimal | None = field(
        _("Actual value"),
        default=None,
        example="40",
        help=_("The value that the indicator has reached: a number alone, without a unit."),
    )
    text: Text | None = field(
        _("What was done"),
        default=None,
        example="{en: The line is on test, ru: Линия испытывается}",
        help=_("What was done, in a sentence or two."),
    )
    source: SourceId | None = field(
        _("Source"),
        default=None,
        example="minutes-2027-07-05",
        help=_("The id of the source that confirms the report."),
    )


@record
class Measure:
    """One measure of an area."""

    id: Id = field(
        _("ID"),
        pattern=r"[A-Za-z0-9]+(?:[-.][A-Za-z0-9]+)*",
        rule=_("Only Latin letters, digits, and hyphens or points between them."),
        example="TRACTOR-1",
    )
    title: Text = field(_("Measure"), example="Resume serial assembly in Bishkek")
    due: Due = field(_("Due"), example="2027-Q2")
    lead: tuple[BodyId, ...] = field(
        _("Lead"),
        unique=True,
        example="[by-minprom, kg-mineconom]",
        help=_("The bodies that answer for the measure."),
    )
    partners: tuple[BodyId, ...] = field(
        _("Partners"),
        default=(),
        unique=True,
        example="[by-mtz]",
        help=_("The bodies that take part but do not answer for the measure."),
    )
    result: Text | None = field(_("Expected result"), default=None, example="The line works in two shifts")
    indicator: Indicator | None = field(_("Indicator"), default=None)
    financing: tuple[Financing, ...] = field(_("Financing"), default=())
    status: Status = field(
        _("Status"),
        default=Status.planned,
        example="under-way",
        help=_("The status before the first report; later the reports give it."),
    )
    after: tuple[MeasureId, ...] = field(
        _("Depends on"),
        default=(),
        unique=True,
        example="[ELEVATOR-2]",
        help=_("The measures that must be done before this one."),
    )
    progress: tuple[Progress, ...] = field(
        _("Progress"), default=(), example="[{date: 2027-06-30, status: under-way, actual: 40}]"
    )
    sources: tuple[SourceId, ...] = field(_("Sources"), default=(), unique=True, example="[belta-2025-09-30]")
    note: Text | None = field(_("Note"), default=None)
