"""Rules about references: whether every figure names its source, and whether every listed entry is used."""

from collections.abc import Iterator
from typing import Any

import attrs

from roadmap.diagnostics.diagnostic import Severity
from roadmap.i18n.message import _, message
from roadmap.model.area import Area
from roadmap.model.choices import Stage
from roadmap.model.fields import FieldInfo, cached_per_class, field_infos
from roadmap.model.plan import Plan
from roadmap.model.references import REFERENCES
from roadmap.model.series import ByYear
from roadmap.rules.rule import Finding, rule
from roadmap.values import is_value, value_type

__all__ = ["RULES"]

_AREA = """\
areas:
  - kind: tractors
    title: {{en: Tractors, ru: Тракторы}}
    annual_capacity: 500
    {sources}
"""


@cached_per_class
def _facts(cls: type[Area]) -> tuple[FieldInfo, ...]:
    """Return the fields of an area that hold facts. `sources` can name a source for each."""
    own = {d.key for d in field_infos(Area)} - {"adds_to_trade"}
    return tuple(d for d in field_infos(cls) if d.key not in own)


@rule(
    "RM101",
    "number-without-source",
    fails="stage: agreed\n" + _AREA.format(sources="sources: {}"),
    passes="stage: agreed\n" + _AREA.format(sources="sources: {annual_capacity: note}"),
)
def number_without_source(plan: Plan) -> Iterator[Finding]:
    """A plan that is agreed or signed has numbers of an area without a source.

    In a draft, such a number is shown as a proposal. Once the plan is agreed it stands as fact, and readers will ask
    where it comes from. Trade figures and published figures must always have a source.
    """
    if plan.stage not in (Stage.agreed, Stage.signed):
        return
    for place, area in enumerate(plan.areas):
        sourced = {entry.id for entry in area.sources}
        bare = [
            d.key
            for d in _facts(type(area))
            if (d.type is ByYear or (is_value(d.type) and value_type(d.type).numeric))
            and d.key not in sourced
            and getattr(area, d.name) not in (None, ByYear())
        ]
        if bare:
            yield Finding(
                ("areas", place),
                message(_("These numbers of the area have no source: %(keys)s."), keys=", ".join(bare)),
                message(
                    _("Name a source for each under “sources:” of the area, such as the minutes that agreed them.")
                ),
            )


@rule(
    "RM409",
    "source-for-missing-fact",
    Severity.ERROR,
    fails=_AREA.format(sources="sources: {annual_capaciti: note}"),
    passes=_AREA.format(sources="sources: {annual_capacity: note}"),
)
def source_of_no_fact(plan: Plan) -> Iterator[Finding]:
    """An area’s `sources` names a fact that the area does not have.

    The source would not be shown, and the fact would look like a proposal.
    """
    for place, area in enumerate(plan.areas):
        facts = {d.key for d in _facts(type(area))}
        for sourced in area.sources:
            if sourced.id not in facts:
                yield Finding(
                    ("areas", place, "sources", sourced.id),
                    message(_("This area has no fact “%(fact)s”."), fact=sourced.id),
                    message(_("Write the key of a fact of this area, and its source behind the colon.")),
                )


@rule(
    "RM504",
    "unused-body-or-source",
    fails="""
        sources:
          note: {title: {en: A note, ru: Записка}}
          minutes: {title: {en: Minutes, ru: Протокол}}
        """,
    passes="""
        sources:
          note: {title: {en: A note, ru: Записка}}
          minutes: {title: {en: Minutes, ru: Протокол}}
        legal_basis:
          - {title: {en: A treaty, ru: Договор}, source: minutes}
        """,
)
def nobody_refers_to_it(plan: Plan) -> Iterator[Finding]:
    """A body or a source is listed, and nothing in the plan refers to it.

    It is a leftover, or the reference that was meant is missing.
    """
    named = _named(plan)
    for room, listed in (("sources", plan.sources), ("bodies", plan.bodies)):
        for one in listed:
            if (room, one.id) not in named:
                yield Finding(
                    (room, one.id),
                    message(_("Nothing in the plan refers to “%(id)s”."), id=one.id),
                    message(_("Delete it, or name it where it belongs.")),
                )


@cached_per_class
def _naming(cls: type) -> tuple[tuple[str, bool, str | None], ...]:
    """Return the fields of a record that refer to an entry, or hold records that do.

    Each has its name, whether it holds many, and the list of the plan that it refers to.
    """
    return tuple(
        (d.name, d.many, REFERENCES.get(d.type))
        for d in field_infos(cls)
        if d.type in REFERENCES or d.type is Area or (attrs.has(d.type) and _naming(d.type))
    )


def _named(plan: Plan) -> set[tuple[str, str]]:
    """Return every (list of the plan, id) that another part of the plan refers to."""
    named: set[tuple[str, str]] = set()
    records: list[Any] = [plan]
    while records:
        record = records.pop()
        for name, many, room in _naming(type(record)):
            value = getattr(record, name)
            if not value:
                continue
            each = value if many else (value,)
            if room is None:
                records += each
            else:
                named.update([(room, id) for id in each])
    return named


RULES = (number_without_source, source_of_no_fact, nobody_refers_to_it)
