"""Ids and references: each id once, each reference to something that is there."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from roadmap.model.area import Area
from roadmap.model.codes import DEVICES, LONGEST_ID
from roadmap.model.links import Link, links
from roadmap.model.messages import Message, Mistake, _, message
from roadmap.model.plan import Path
from roadmap.reading.kinds import Kinds
from roadmap.reading.nodes import Mapping
from roadmap.reading.values import likeliest, plain, some

__all__ = ["reference_mistakes", "room_of"]


def reference_mistakes(plan: Mapping) -> Iterator[tuple[Path, Mistake]]:
    """RM014, RM015 and RM016, over the nodes of a plan."""
    rooms: dict[str, dict[str, Path]] = {"bodies": {}, "sources": {}, "measures": {}, "areas": {}}
    references = []
    left = _MOST_COMPARED
    kinds = Kinds()

    def advice(link: Link) -> Message:
        nonlocal left
        known = rooms[link.room]
        left -= len(known)
        return _advice(link, known if left > 0 else {}, some_there=bool(known))

    for link in links(plan, lambda area: _area_class(area, kinds)):
        known = rooms[link.room]
        if not link.declares:
            references.append(link)
        elif link.room != "areas" and link.id in known:
            yield (
                link.path,
                Mistake(
                    "RM015",
                    message(_("Duplicate id “%(id)s”."), id=link.id),
                    message(_("Give each a different id, for instance “%(id)s-2”."), id=link.id),
                ),
            )
        else:
            known[link.id] = link.path
    for link in references:
        if link.id not in rooms[link.room]:
            text = message(_NO_SUCH[link.room], id=link.id)
            yield link.path, Mistake("RM014", text, partial(advice, link))
    own = plan.get("id")
    if isinstance(own, str) and own.partition(".")[0].casefold() in DEVICES:
        yield (
            ("id",),
            Mistake(
                "RM016",
                message(_("“%(id)s” cannot be the name of a file on Windows."), id=own),
                message(_("Choose another id, for instance “%(id)s-plan”."), id=own),
            ),
        )
    if isinstance(own, str) and len(own) > LONGEST_ID:
        text = message(_("The id is too long for the name of a file: %(count)s characters."), count=len(own))
        yield ("id",), Mistake("RM016", text, message(_("Use at most %(max)s characters."), max=LONGEST_ID))


def _advice(link: Link, known: dict[str, Path], *, some_there: bool) -> Message:
    """Which id was likely meant (never that of the record that refers), and where a new one is described."""
    from difflib import SequenceMatcher

    room = link.room
    if not some_there:
        return message(_("Nothing is defined yet: add it under “%(room)s”."), room=room)
    others = [
        id for id, path in known.items() if (path[:-1] if path[-1] == "id" else path) != link.path[: _depth(path)]
    ]
    if not others:
        return message(_("Define it under “%(room)s”, or delete it here."), room=room)
    near = likeliest(link.id, others)
    word = str(dict(near.values).get("word", ""))
    if not word:
        return message(
            _("Allowed here: %(words)s; or define it under “%(room)s”."), words=some(sorted(others)), room=room
        )
    if SequenceMatcher(None, plain(link.id), word.casefold()).ratio() < 0.8:
        return message(_("Did you mean “%(word)s”? Or define it under “%(room)s”."), word=word, room=room)
    return near


def _depth(path: Path) -> int:
    return len(path) - (path[-1] == "id")


def room_of(text: Message) -> str:
    """The list of the plan that a reference leads nowhere in."""
    return next((room for room, said in _NO_SUCH.items() if said == text.text), "")


_MOST_COMPARED = 20_000
"""How many ids dangling references are compared with in all: those beyond get no suggestion, so that time stays short."""

_NO_SUCH = {
    "bodies": _("Unknown body “%(id)s”."),
    "sources": _("Unknown source “%(id)s”."),
    "measures": _("Unknown measure “%(id)s”."),
    "areas": _("This plan has no area of the kind “%(id)s”."),
}


def _area_class(area: Any, kinds: Kinds) -> type[Area] | None:
    kind = area.get("kind") if isinstance(area, Mapping) else None
    return kinds.find(kind) if isinstance(kind, str) else None
