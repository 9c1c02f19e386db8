"""Define what a plan sets for rules: their level, with the reason, and their thresholds."""

from decimal import Decimal

from roadmap.i18n.message import _
from roadmap.model.choices import Choice
from roadmap.model.fields import field, record
from roadmap.model.series import ByName
from roadmap.model.text import Text

__all__ = ["Level", "RuleSetting"]


class Level(Choice):
    """The severity of what a rule finds in the plan."""

    off = _("off")
    note = _("note")
    warning = _("warning")
    error = _("error")


@record
class RuleSetting:
    """How one rule applies to this plan; RM601 checks that the rule and the threshold exist."""

    id: str = field(_("Code of the rule"), example="RM103")
    level: Level | None = field(_("Level"), default=None, example="off")
    reason: Text | None = field(_("Reason"), default=None, example="The claim is quoted as it was made")
    percent: Decimal | None = field(_("Maximum difference"), default=None, unit="%", min=0, max=1000, example="3")
    months: int | None = field(_("Maximum age, months"), default=None, min=1, max=1200, example="24")
    measures: int | None = field(_("Measures, at most"), default=None, min=1, max=100_000, example="5")
    norms: ByName = field(_("Norms of areas"), default=ByName())
