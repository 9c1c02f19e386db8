"""Words to choose from: each member's value is its label, its name is what a plan writes."""

from enum import Enum

from roadmap.model.messages import _

__all__ = ["Choice", "Scale", "Stage", "Status"]


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
