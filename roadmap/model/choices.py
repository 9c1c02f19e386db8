"""Words to choose from: each member's value is its label, its name is what a plan writes."""

from enum import Enum

from roadmap.i18n.message import _

__all__ = ["Choice", "Paper", "Scale", "Stage", "Stamp", "Status"]


class Choice(Enum):
    """A closed list of words.

    >>> Status.under_way.key, Status.under_way.label
    ('under-way', 'under way')
    """

    @property
    def key(self) -> str:
        """What a plan writes."""
        return self.name.removesuffix("_").replace("_", "-")

    @property
    def label(self) -> str:
        """What a document says, in English; marked for translation."""
        return str(self.value)


class Stage(Choice):
    """How far the parties have come with the plan."""

    draft = _("draft")
    agreed = _("agreed")
    signed = _("signed")
    closed = _("closed")


class Paper(Choice):
    """What the plan is called, which the words of approval have to agree with."""

    roadmap = _("roadmap")
    action_plan = _("action plan")
    programme = _("programme")
    measures = _("list of measures")


class Stamp(Choice):
    """The words of an approval: a person approves or agrees; by a decision a plan is approved or agreed."""

    approves = _("I approve (a person)")
    approved = _("approved by (a decision)")
    agrees = _("I agree (a person)")
    agreed = _("agreed by (a decision)")


class Status(Choice):
    """How far a measure has come."""

    planned = _("planned")
    under_way = _("under way")
    done = _("done")
    delayed = _("delayed")
    cancelled = _("cancelled")


class Scale(Choice):
    """What a figure counts."""

    unit = _("ones")
    thousand = _("thousand")
    million = _("million")
    billion = _("billion")
