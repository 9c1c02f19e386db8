"""The plan and what stands at its head: parties, sources, bodies, legal basis, signatures."""

from collections.abc import Iterator
from typing import Literal, Protocol

import attrs

from roadmap.model.area import Area
from roadmap.model.choices import Paper, Stage, Stamp
from roadmap.model.codes import BodyId, Country, Id, Language, SourceId, Url
from roadmap.model.declared import fact, record
from roadmap.model.house import RuleSetting
from roadmap.model.measure import Measure
from roadmap.model.messages import _
from roadmap.model.period import Period
from roadmap.model.text import Text
from roadmap.model.trade import Trade

__all__ = ["Approval", "Body", "LegalAct", "Origin", "Party", "Path", "Plan", "Signature", "Source"]

Path = tuple[str | int, ...]
"""The way from the plan to one of its parts: ("areas", 0, "measures", 2, "due")."""

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_SLUG_RULE = _("Only small Latin letters, digits, and hyphens between them.")


class Origin(Protocol):
    """Where a plan was read from."""

    @property
    def file(self) -> str:
        """The file's name as it was given."""

    def position(self, path: Path, of: Literal["key", "value"] = "value") -> tuple[int, int]:
        """Line and column (from 1) of a part, or of the nearest part around it that is written down."""


@record(short="code")
class Party:
    """A state that takes part; its names come from the house's table where the plan gives none."""

    code: Country = fact(_("State"), example="KG")
    name: Text | None = fact(_("Short name"), default=None, example="{en: Kyrgyzstan, ru: Кыргызстан}")
    full_name: Text | None = fact(
        _("Full name"), default=None, example="{en: Kyrgyz Republic, ru: Кыргызская Республика}"
    )


@record
class Source:
    """Where a figure or a statement comes from."""

    id: Id = fact(_("ID"), pattern=_SLUG, rule=_SLUG_RULE, example="president-2023-10-30")
    title: Text = fact(_("Title"), example="Meeting with the ambassador")
    publisher: Text | None = fact(_("Publisher"), default=None, example="President of the Republic of Belarus")
    date: Period | None = fact(_("Date"), default=None, example="2023-10-30")
    url: Url | None = fact(_("Address"), default=None, example="https://president.gov.by/")
    note: Text | None = fact(_("Note"), default=None)


@record
class Body:
    """An organisation that answers for measures; one without a party is common to all."""

    id: Id = fact(_("ID"), pattern=_SLUG, rule=_SLUG_RULE, example="by-minprom")
    party: Country | None = fact(_("Party"), default=None, example="BY")
    name: Text = fact(_("Name"), example="{en: Ministry of Industry, ru: Министерство промышленности}")
    short_name: Text | None = fact(_("Short name"), default=None, example="{en: MoI, ru: Минпром}")
    valid: Period | None = fact(_("Valid"), default=None, example="2021-02/2025-05")
    successor: BodyId | None = fact(_("Successor"), default=None)


@record
class LegalAct:
    """A treaty or decision that the plan rests on."""

    title: Text = fact(_("Title"), example="Treaty on friendship and cooperation")
    date: Period | None = fact(_("Date"), default=None, example="2006-11-27")
    source: SourceId | None = fact(_("Source"), default=None)


@record
class Approval:
    """A stamp at the head of the document: who approves or agrees, or the decision by which that was done."""

    stamp: Stamp = fact(_("Stamp"), example="approves")
    by: Text = fact(
        _("By whom, or by which decision"), example="Minister of Foreign Affairs of the Republic of Belarus"
    )
    name: Text | None = fact(_("Name of the signatory"), default=None, example="A. Petrov")
    date: Period | None = fact(_("Date"), default=None, example="2026-12-01")


@record
class Signature:
    """Who signs for a party."""

    party: Country = fact(_("Party"), example="BY")
    office: Text = fact(_("Office"), example="For the Government of the Republic of Belarus")
    name: Text | None = fact(_("Name of the signatory"), default=None, example="A. Petrov")


@record
class Plan:
    """A country cooperation plan."""

    format: int = fact(_("Format"), min=1, max=1, example="1")
    id: Id = fact(_("ID"), pattern=_SLUG, rule=_SLUG_RULE, example="by-kg-2026-2030")
    title: Text = fact(_("Title"), example="{en: …, ru: …}")
    document: Paper = fact(_("Kind of document"), default=Paper.roadmap, example="action-plan")
    parties: tuple[Party, ...] = fact(_("Parties"), fewest=2, distinct=True, example="[BY, KG]")
    period: Period = fact(_("Period"), example="2026–2030")
    languages: tuple[Language, ...] = fact(_("Languages"), fewest=1, distinct=True, example="[ru, en]")
    stage: Stage = fact(_("Stage"), default=Stage.draft, example="draft")
    date: Period | None = fact(_("Date"), default=None, example="2026-11-23")
    rules: tuple[RuleSetting, ...] = fact(
        _("Settings of the rules"), default=(), keyed=True, example="{RM109: {months: 24}}"
    )
    preamble: Text | None = fact(_("Preamble"), default=None)
    legal_basis: tuple[LegalAct, ...] = fact(_("Legal basis"), default=())
    approvals: tuple[Approval, ...] = fact(_("Approvals"), default=())
    signatures: tuple[Signature, ...] = fact(_("Signatures"), default=())
    sources: tuple[Source, ...] = fact(_("Sources"), default=(), keyed=True)
    bodies: tuple[Body, ...] = fact(_("Bodies"), default=(), keyed=True)
    trade: Trade | None = fact(_("Trade"), default=None)
    areas: tuple[Area, ...] = fact(_("Areas"), default=())

    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)

    def measures(self) -> Iterator[tuple[Path, Area, Measure]]:
        """All measures in order, each with its path and its area."""
        for a, area in enumerate(self.areas):
            for m, measure in enumerate(area.measures):
                yield ("areas", a, "measures", m), area, measure
