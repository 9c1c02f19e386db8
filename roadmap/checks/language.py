"""Rules about wording and references: is every text there in every language, is everything listed also used?"""

from collections.abc import Iterator
from typing import Any

import attrs

from roadmap.checks.rule import Finding, rule
from roadmap.model.area import Area
from roadmap.model.declared import Declared, declared, once_a_class
from roadmap.model.links import links
from roadmap.model.messages import _, message
from roadmap.model.plan import Path, Plan
from roadmap.model.text import Text
from roadmap.words.en import TABLE

__all__ = ["RULES", "texts"]

STATES = TABLE.states.keys()
"""The states whose official names the house knows, in each of its languages alike."""


@once_a_class
def _worded(cls: type) -> tuple[Declared, ...]:
    """The fields of a record that hold texts, or records that do."""
    return tuple(
        d for d in declared(cls) if d.type is Text or d.type is Area or (attrs.has(d.type) and _worded(d.type))
    )


def texts(record: Any, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text of a plan, each with its path."""
    for field in _worded(type(record)):
        value = getattr(record, field.name)
        if not value:
            continue
        here = (*path, field.key)
        if field.many:
            for place, single in enumerate(value):
                there = (*here, single.id if field.keyed else place)
                if type(single) is Text:
                    yield there, single
                else:
                    yield from texts(single, there)
        elif type(value) is Text:
            yield here, value
        else:
            yield from texts(value, here)


@rule("RM501")
def text_missing_in_a_language(plan: Plan) -> Iterator[Finding]:
    """A text is not there in a language of the plan; the document shows another language in its place."""
    languages = plan.languages
    for path, text in texts(plan):
        if len(text.versions) >= len(languages) and {language for language, _said in text.versions} >= set(languages):
            continue
        for language in languages:
            if text.missing(language):
                yield Finding(
                    path,
                    message(_("This text is missing in “%(language)s”."), language=language),
                    message(_("Add “%(language)s: …” beside the other languages."), language=language),
                )


@rule("RM504")
def nobody_refers_to_it(plan: Plan) -> Iterator[Finding]:
    """A body or a source is listed, and nothing in the plan refers to it."""
    declares, refers = {}, set()
    for link in links(plan, lambda area: type(area)):
        if link.declares:
            declares[link.room, link.id] = link.path
        else:
            refers.add((link.room, link.id))
    for (room, id), path in declares.items():
        if room in ("bodies", "sources") and (room, id) not in refers:
            yield Finding(
                path,
                message(_("Nothing in the plan refers to “%(id)s”."), id=id),
                message(_("Delete it, or name it where it belongs.")),
            )


@rule("RM505")
def official_name_unknown(plan: Plan) -> Iterator[Finding]:
    """A party has no official name: the plan gives none, and the house's table does not know the state."""
    for place, party in enumerate(plan.parties):
        if party.full_name is None and party.code not in STATES:
            yield Finding(
                ("parties", place),
                message(_("The official name of %(state)s is not known."), state=party.code),
                message(
                    _("Write {code: %(state)s, full_name: {en: …, ru: …}} in place of the code."), state=party.code
                ),
            )


RULES = (text_missing_in_a_language, nobody_refers_to_it, official_name_unknown)
