"""Define training of people."""

from roadmap.areas import Area, area
from roadmap.i18n.message import _
from roadmap.model.choices import Choice
from roadmap.model.codes import AreaKind, Country, LanguageCode
from roadmap.model.fields import field
from roadmap.model.series import ByYear
from roadmap.model.text import Text

__all__ = ["Level", "Payer", "StudyForm", "Training"]


class Level(Choice):
    """Level of education (ISCED 2011)."""

    isced_3 = _("upper secondary, vocational (ISCED 3)")
    isced_4 = _("post-secondary, not tertiary (ISCED 4)")
    isced_5 = _("short-cycle tertiary (ISCED 5)")
    isced_6 = _("bachelor (ISCED 6)")
    isced_7 = _("master (ISCED 7)")
    isced_8 = _("doctoral (ISCED 8)")
    further = _("further training of staff")


class StudyForm(Choice):
    """The form of study."""

    full_time = _("full-time")
    part_time = _("part-time")
    distance = _("distance")
    on_the_job = _("on the job")


class Payer(Choice):
    """The party that pays for a place."""

    quota = _("state quota")
    scholarship = _("scholarship")
    employer = _("employer")
    student = _("student")


@area("training", sector="11330")
class Training(Area):
    """Training of workers, technicians, engineers and farmers, for a production of the plan or in general."""

    sent_by: Country | None = field(_("Sent by"), default=None, example="KG")
    hosted_by: Country | None = field(_("Hosted by"), default=None, example="BY")
    institution: Text | None = field(_("Host institution"), default=None, example="an agricultural university")
    programme: Text | None = field(_("Programme"), default=None, example="Maintenance of farm machinery")
    isced_field: str | None = field(
        _("Field (ISCED-F 2013)"),
        default=None,
        pattern=r"[01][0-9]{1,3}",
        rule=_("Two to four digits."),
        source="ISCED-F 2013",
        example="0715",
    )
    level: Level | None = field(_("Level (ISCED 2011)"), default=None, example="isced-4")
    language: LanguageCode | None = field(_("Language of study"), default=None, example="ru")
    study_form: StudyForm | None = field(_("Form of study"), default=None, example="full-time")
    hours: int | None = field(_("Duration, hours"), default=None, unit=_("h"), min=1, max=20_000, example="144")
    months: int | None = field(_("Duration, months"), default=None, min=1, max=96, example="10")
    places: ByYear = field(_("Places per year"), default=ByYear(), min=0, max=100_000, example="{2027: 25}")
    paid_by: Payer | None = field(_("Paid by"), default=None, example="quota")
    serves: tuple[AreaKind, ...] = field(
        _("Trains staff for"),
        default=(),
        example="[tractors, elevators]",
        help=_("The areas of the plan that need the people who are trained."),
    )
