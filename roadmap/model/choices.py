"""Define closed lists of words: the value of a member is its label, its name the word in a plan."""

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
        """The word that a plan writes."""
        return self.name.removesuffix("_").replace("_", "-")

    @property
    def label(self) -> str:
        """The English word in a document, marked for translation."""
        return str(self.value)


class Stage(Choice):
    """How far the parties have come with the plan."""

    draft = _("draft")
    agreed = _("agreed")
    signed = _("signed")
    closed = _("closed")


class Paper(Choice):
    """The kind of document; the words of approval agree with it."""

    roadmap = _("roadmap")
    action_plan = _("action plan")
    programme = _("programme")
    measures = _("list of measures")


class Stamp(Choice):
    """The words of an approval: a person approves or agrees, a decision is cited as approved or agreed."""

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
    """The unit in which a figure counts."""

    unit = _("ones")
    thousand = _("thousand")
    million = _("million")
    billion = _("billion")
