"""Check ids and references: each id is unique, each reference leads to an existing part."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from roadmap.diagnostics.letters import fold
from roadmap.diagnostics.suggest import closest_word, did_you_mean, join_limited, likeness
from roadmap.errors import FieldError
from roadmap.i18n.message import Message, _, message
from roadmap.model.area import Area
from roadmap.model.codes import DEVICES, LONGEST_ID
from roadmap.model.plan import Path
from roadmap.model.references import Reference, find_references
from roadmap.reading.kinds import Kinds
from roadmap.values.nodes import Mapping

__all__ = ["reference_mistakes"]


def reference_mistakes(plan: Mapping) -> Iterator[tuple[Path, FieldError]]:
    """Yield the mistakes RM014, RM015 and RM016 in the nodes of a plan."""
    rooms: dict[str, dict[str, Path]] = {"bodies": {}, "sources": {}, "measures": {}, "areas": {}}
    references = []
    left = _MOST_COMPARED
    kinds = Kinds()

    def advice(link: Reference) -> Message:
        nonlocal left
        known = rooms[link.room]
        left -= len(known)
        return _advice(link, known if left > 0 else {}, some_there=bool(known))

    for link in find_references(plan, lambda area: _area_class(area, kinds)):
        known = rooms[link.room]
        if not link.declares:
            references.append(link)
        elif link.room != "areas" and link.id in known:
            yield (
                link.path,
                FieldError(
                    "RM015",
                    message(_("Duplicate id “%(id)s”."), id=link.id),
                    message(_("Give each a different id, for instance “%(id)s-2”."), id=link.id),
                ),
            )
        else:
            known[link.id] = link.path
    for link in references:
        if link.id not in rooms[link.room]:
            text = message(_NO_SUCH[link.room], id=link.id, room=link.room)
            yield link.path, FieldError("RM014", text, partial(advice, link))
    own = plan.get("id")
    if isinstance(own, str) and own.partition(".")[0].casefold() in DEVICES:
        yield (
            ("id",),
            FieldError(
                "RM016",
                message(_("“%(id)s” cannot be the name of a file on Windows."), id=own),
                message(_("Choose another id, for instance “%(id)s-plan”."), id=own),
            ),
        )
    if isinstance(own, str) and len(own) > LONGEST_ID:
        text = message(_("The id is too long for the name of a file: %(count)s characters."), count=len(own))
        yield ("id",), FieldError("RM016", text, message(_("Use at most %(max)s characters."), max=LONGEST_ID))


def _advice(link: Reference, known: dict[str, Path], *, some_there: bool) -> Message:
    """Suggest an id, and say where to define a new one; never suggest the id of the referring record itself."""
    room = link.room
    if not some_there:
        return message(_("Nothing is defined yet: add it under “%(room)s”."), room=room)
    others = [
        id for id, path in known.items() if (path[:-1] if path[-1] == "id" else path) != link.path[: _depth(path)]
    ]
    if not others:
        return message(_("Define it under “%(room)s”, or delete it here."), room=room)
    word = closest_word(link.id, others)
    if word is None:
        return message(
            _("Allowed here: %(words)s; or define it under “%(room)s”."),
            words=join_limited(sorted(others)),
            room=room,
        )
    if likeness(fold(link.id), word.casefold()) < 0.8:
        return message(_("Did you mean “%(word)s”? Or define it under “%(room)s”."), word=word, room=room)
    return did_you_mean(word)


def _depth(path: Path) -> int:
    return len(path) - (path[-1] == "id")


_MOST_COMPARED = 20_000
"""How many ids are compared with unknown references in total. Further references get no suggestion, to save time."""

_NO_SUCH = {
    "bodies": _("Unknown body “%(id)s”."),
    "sources": _("Unknown source “%(id)s”."),
    "measures": _("Unknown measure “%(id)s”."),
    "areas": _("This plan has no area of the kind “%(id)s”."),
}


def _area_class(area: Any, kinds: Kinds) -> type[Area] | None:
    kind = area.get("kind") if isinstance(area, Mapping) else None
    return kinds.find(kind) if isinstance(kind, str) else None
