"""Know the keys of plans, and the level of each."""

from functools import cache, reduce
from typing import Any

import attrs

from roadmap import areas
from roadmap.i18n.message import Message, _, message
from roadmap.model.area import Area
from roadmap.model.fields import field_infos
from roadmap.model.plan import Plan

__all__ = ["advise_level", "is_key"]


def is_key(word: str) -> bool:
    """Return whether a word is a key of plans."""
    return word in _homes() or any(key.key == word for key in field_infos(Plan))


def advise_level(key: str, cls: type) -> Message | None:
    """Return advice for a key that belongs to another level of the plan.

    Args:
        key: The key.
        cls: The record that contains the key.

    Returns:
        The advice; None for an unknown key.
    """
    places = _homes().get(key)
    if not places:
        return None
    if issubclass(cls, Area) and "areas" in places:
        kinds = [kind for kind in areas.kinds() if any(d.key == key for d in field_infos(areas.find(kind)))]
        words = ", ".join(sorted(d.key for d in field_infos(cls)))
        return message(
            _("It belongs to areas of the kind %(kinds)s. Allowed here: %(words)s."),
            kinds=", ".join(kinds),
            words=words,
        )
    if places == ("",):
        return message(_("It belongs at the top of the plan: write it without an indent."))
    quoted = [message(_("“%(text)s”"), text=place) for place in places if place]
    listed = reduce(lambda one, other: message("%(one)s, %(other)s", one=one, other=other), quoted)
    return message(_("It belongs under %(places)s: move it there."), places=listed)


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    """Return the parents of each key of a plan."""
    homes: dict[str, list[str]] = {}
    _walk(Plan, "", homes, frozenset())
    return {key: tuple(dict.fromkeys(places)) for key, places in homes.items()}


def _walk(cls: type, place: str, homes: dict[str, list[str]], above: frozenset[type]) -> None:
    for field in areas.keys_of(cls):
        homes.setdefault(field.key, []).append(place)
        is_area = field.type is Area
        if attrs.has(field.type) and field_infos(field.type) and field.type not in above and not _short(field.type):
            inner: list[type] = [field.type, *_kinds()] if is_area else [field.type]
            for one in inner:
                _walk(one, field.key, homes, above | {cls, field.type})


def _short(cls: Any) -> bool:
    return getattr(cls, "__roadmap_shorthand__", None) is not None


def _kinds() -> list[type]:
    return [areas.find(kind) for kind in areas.kinds()]
