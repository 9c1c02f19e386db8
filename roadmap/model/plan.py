"""Define the plan and its head: parties, sources, bodies, legal basis, signatures."""

from collections.abc import Iterator
from typing import Literal, Protocol

import attrs

from roadmap.i18n.message import _
from roadmap.model.area import Area
from roadmap.model.choices import Paper, Stage, Stamp
from roadmap.model.codes import BodyId, Country, Id, LanguageCode, SourceId, Url
from roadmap.model.fields import field, record
from roadmap.model.measure import Measure
from roadmap.model.period import Period
from roadmap.model.rule_setting import RuleSetting
from roadmap.model.text import Text
from roadmap.model.trade import Trade
from roadmap.system.deprecation import warn_old

__all__ = ["Approval", "Body", "LegalAct", "Origin", "Party", "Path", "Plan", "Signature", "Source"]

Path = tuple[str | int, ...]
"""The path from the plan to one of its parts: ("areas", 0, "measures", 2, "due")."""

_SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_SLUG_RULE = _("Only small Latin letters, digits, and hyphens between them.")


class Origin(Protocol):
    """The text that a plan was read from."""

    @property
    def file(self) -> str:
        """The name of the file, as the caller gave it."""

    def position(self, path: Path, target: Literal["key", "value"] = "value") -> tuple[int, int]:
        """Return line and column (from 1) of a part, or of the nearest written part around it."""


@record(shorthand="code")
class Party:
    """A state that takes part. A name that the plan leaves out comes from the built-in table."""

    code: Country = field(_("State"), example="KG")
    name: Text | None = field(_("Short name"), default=None, example="{en: Kyrgyzstan, ru: Кыргызстан}")
    full_name: Text | None = field(
        _("Full name"), default=None, example="{en: Kyrgyz Republic, ru: Кыргызская Республика}"
    )


@record
class Source:
    """The source of a figure or a statement."""

    id: Id = field(_("ID"), pattern=_SLUG, rule=_SLUG_RULE, example="president-2023-10-30")
    title: Text = field(_("Title"), example="Meeting with the ambassador")
    publisher: Text | None = field(_("Publisher"), default=None, example="President of the Republic of Belarus")
    date: Period | None = field(_("Date"), default=None, example="2023-10-30")
    url: Url | None = field(_("Address"), default=None, example="https://president.gov.by/")
    note: Text | None = field(_("Note"), default=None)


@record
class Body:
    """An organisation that answers for measures; a body without a party is common to all."""

    id: Id = field(_("Id"), pattern=_SLUG, rule=_SLUG_RULE, example="by-minprom")
    party: Country | None = field(
        _("Party"),
        default=None,
        example="BY",
        help=_("The party that the body belongs to. A body without a party is common to all."),
    )
    name: Text = field(_("Name"), example="{en: Ministry of Industry, ru: Министерство промышленности}")
    short_name: Text | None = field(_("Short name"), default=None, example="{en: MoI, ru: Минпром}")
    valid: Period | None = field(
        _("Valid"),
        default=None,
        example="2021-02/2025-05",
        help=_("The time in which the body exists under this name."),
    )
    successor: BodyId | None = field(
        _("Successor"),
        default=None,
        help=_("The body that took over its tasks."),
    )


@record
class LegalAct:
    """A treaty or decision that is the basis of the plan."""

    title: Text = field(_("Title"), example="Treaty on friendship and cooperation")
    date: Period | None = field(_("Date"), default=None, example="2006-11-27")
    source: SourceId | None = field(_("Source"), default=None)


@record
class Approval:
    """A stamp at the head of the document: the person who approves or agrees, or the decision that does so."""

    stamp: Stamp = field(_("Stamp"), example="approves")
    by: Text = field(
        _("By whom, or by which decision"), example="Minister of Foreign Affairs of the Republic of Belarus"
    )
    name: Text | None = field(_("Name of the signatory"), default=None, example="A. Petrov")
    date: Period | None = field(_("Date"), default=None, example="2026-12-01")


@record
class Signature:
    """The signatory of a party."""

    party: Country = field(_("Party"), example="BY")
    office: Text = field(_("Office"), example="For the Government of the Republic of Belarus")
    name: Text | None = field(_("Name of the signatory"), default=None, example="A. Petrov")


@record
class Plan:
    """A country cooperation plan."""

    format: int = field(_("Format"), min=1, max=1, example="1")
    id: Id = field(_("ID"), pattern=_SLUG, rule=_SLUG_RULE, example="by-kg-2026-2030")
    title: Text = field(_("Title"), example="{en: …, ru: …}")
    document: Paper = field(_("Kind of document"), default=Paper.roadmap, example="action-plan")
    parties: tuple[Party, ...] = field(_("Parties"), min_items=2, unique=True, example="[BY, KG]")
    period: Period = field(_("Period"), example="2026–2030")
    languages: tuple[LanguageCode, ...] = field(
        _("Languages"),
        min_items=1,
        unique=True,
        example="[ru, en]",
        help=_("The languages of the documents, the main one first."),
    )
    stage: Stage = field(
        _("Stage"),
        default=Stage.draft,
        example="draft",
        help=_("In a draft, what has no source is marked as a proposal."),
    )
    date: Period | None = field(
        _("Date"),
        default=None,
        example="2026-11-23",
        help=_("The day of this version; whether a measure is overdue is judged by it."),
    )
    rules: tuple[RuleSetting, ...] = field(
        _("Settings of the rules"),
        default=(),
        by_id=True,
        example="{RM109: {months: 24}}",
        help=_("Levels and thresholds of rules that differ in this plan, with the reasons."),
    )
    preamble: Text | None = field(_("Preamble"), default=None)
    legal_basis: tuple[LegalAct, ...] = field(_("Legal basis"), default=())
    approvals: tuple[Approval, ...] = field(_("Approvals"), default=())
    signatures: tuple[Signature, ...] = field(_("Signatures"), default=())
    sources: tuple[Source, ...] = field(_("Sources"), default=(), by_id=True)
    bodies: tuple[Body, ...] = field(_("Bodies"), default=(), by_id=True)
    trade: Trade | None = field(_("Trade"), default=None)
    areas: tuple[Area, ...] = field(_("Areas"), default=())

    origin: Origin | None = attrs.field(default=None, eq=False, repr=False)

    def measures(self) -> Iterator[tuple[Path, Area, Measure]]:
        """Return `located_measures()` with a warning: the next version has the measures alone here."""
        warn_old("plan.measures() with paths and areas", "plan.located_measures()")
        return self.located_measures()

    def located_measures(self) -> Iterator[tuple[Path, Area, Measure]]:
        """Yield all measures in order, each with its path and its area."""
        for a, area in enumerate(self.areas):
            for m, measure in enumerate(area.measures):
                yield ("areas", a, "measures", m), area, measure
