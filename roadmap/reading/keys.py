"""The keys of plans: which there are, at which level each belongs, and which one a person named in words of their own."""

from functools import cache
from typing import Any

import attrs

from roadmap import areas
from roadmap.diagnostics.letters import fold_to_words
from roadmap.diagnostics.suggest import closest_match, did_you_mean
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES, load_catalog
from roadmap.i18n.message import Message, _, message
from roadmap.model.area import Area
from roadmap.model.fields import field_infos
from roadmap.model.plan import Plan

__all__ = ["advise_level", "by_label", "closest_by_label", "is_key"]


def is_key(word: str) -> bool:
    """Whether a word is a key of plans."""
    return word in _homes() or any(key.key == word for key in field_infos(Plan))


def advise_level(key: str, cls: type) -> Message | None:
    """Advice for a key that is known, but at another level of the plan."""
    places = _homes().get(key)
    if not places:
        return None
    if issubclass(cls, Area) and "areas" in places:
        kinds = [kind for kind in areas.kinds() if any(d.key == key for d in field_infos(areas.find(kind)))]
        words = ", ".join(sorted(d.key for d in field_infos(cls)))
        return message(
            _("It belongs to areas of the kind %(kinds)s. Possible here: %(words)s."),
            kinds=", ".join(kinds),
            words=words,
        )
    if places == ("",):
        return message(_("It belongs at the top of the plan: write it without an indent."))
    listed = ", ".join(f"“{place}”" for place in places if place)
    return message(_("It belongs to what stands below %(places)s: write it there."), places=listed)


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    """Where each key of a plan may stand, below the top."""
    homes: dict[str, list[str]] = {}
    _walk(Plan, "", homes, frozenset())
    return {key: tuple(dict.fromkeys(places)) for key, places in homes.items()}


def _walk(cls: type, place: str, homes: dict[str, list[str]], above: frozenset[type]) -> None:
    for field in field_infos(cls):
        homes.setdefault(field.key, []).append(place)
        is_area = field.type is Area
        if attrs.has(field.type) and field_infos(field.type) and field.type not in above and not _short(field.type):
            inner: list[type] = [field.type, *_kinds()] if is_area else [field.type]
            for one in inner:
                _walk(one, field.key, homes, above | {cls, field.type})


def _short(cls: Any) -> bool:
    return getattr(cls, "__roadmap_short__", None) is not None


def _kinds() -> list[type]:
    return [areas.find(kind) for kind in areas.kinds()]


def closest_by_label(word: str, labels: dict[str, str]) -> Message:
    """As `closest_match`, over keys or choices that can be named by their labels too.

    labels: the label of each key or choice, in English.
    """
    meant = by_label(word, labels)
    return did_you_mean(meant) if meant else closest_match(word, labels)


def by_label(word: str, labels: dict[str, str]) -> str | None:
    """The key or choice that was named by its label, or by a word of it, in any language; None unless it is the only one.

    labels: the label of each key or choice, in English.
    """
    typed = fold_to_words(word)
    if len(typed) < 3:
        return None
    whole = {key for key, label in labels.items() if typed in _labels(label)}
    whole = whole or {key for key in labels if typed in map(fold_to_words, _OTHER_WORDS.get(key, ()))}
    whole = whole or {key for key, label in labels.items() if any(typed in said.split() for said in _labels(label))}
    return whole.pop() if len(whole) == 1 else None


_OTHER_WORDS = {
    "due": ("deadline", "дедлайн", "дата", "мөөнөт"),
    "lead": ("responsible", "исполнитель", "исполнители", "ответственные", "выканаўца", "аткаруучу"),
    "title": ("name", "название", "наименование", "заголовок", "назва", "аталышы"),
    "name": ("title", "название", "наименование", "назва", "аталышы"),
    "note": ("comment", "remark", "комментарий"),
}
"""Words that are not the label of the key that they stand for."""


@cache
def _labels(label: str) -> tuple[str, ...]:
    """A label in each language."""
    return tuple(dict.fromkeys(fold_to_words(load_catalog(language).gettext(label)) for language in DOCUMENT_LANGUAGES))
