"""Ids and references: each id once, each reference to something that is there."""

from collections.abc import Iterator
from typing import Any

from roadmap import areas
from roadmap.model.area import Area
from roadmap.model.codes import DEVICES
from roadmap.model.links import links
from roadmap.model.messages import Mistake, _, message
from roadmap.model.plan import Path, Plan
from roadmap.reading.nodes import Mapping, Node
from roadmap.reading.values import closest

__all__ = ["reference_mistakes"]


def reference_mistakes(plan: Plan | Node) -> Iterator[tuple[Path, Mistake]]:
    """RM014, RM015 and RM016, over a plan or over nodes that no plan could be made of."""
    rooms: dict[str, dict[str, Path]] = {"bodies": {}, "sources": {}, "measures": {}, "areas": {}}
    references = []
    for link in links(plan, _area_class):
        known = rooms[link.room]
        if not link.declares:
            references.append(link)
        elif link.room != "areas" and link.id in known:
            yield (
                link.path,
                Mistake(
                    "RM015",
                    message(_("The id “%(id)s” is used twice."), id=link.id),
                    message(_("Give each a name of its own, for instance “%(id)s-2”."), id=link.id),
                ),
            )
        else:
            known[link.id] = link.path
    for link in references:
        known = rooms[link.room]
        if known and link.id not in known:
            yield link.path, closest(link.id, known, "RM014", message(_NO_SUCH[link.room], id=link.id))
        elif not known:
            advice = message(_("There is none yet: add it under “%(room)s”."), room=link.room)
            yield link.path, Mistake("RM014", message(_NO_SUCH[link.room], id=link.id), advice)
    own = plan.get("id") if isinstance(plan, Mapping) else plan.id if isinstance(plan, Plan) else None
    if isinstance(own, str) and own.partition(".")[0].casefold() in DEVICES:
        yield (
            ("id",),
            Mistake(
                "RM016",
                message(_("“%(id)s” cannot be the name of a file on Windows."), id=own),
                message(_("Choose another id, for instance “%(id)s-plan”."), id=own),
            ),
        )


_NO_SUCH = {
    "bodies": _("There is no body “%(id)s” in this plan."),
    "sources": _("There is no source “%(id)s” in this plan."),
    "measures": _("There is no measure “%(id)s” in this plan."),
    "areas": _("There is no area of the kind “%(id)s” in this plan."),
}


def _area_class(area: Any) -> type[Area] | None:
    if isinstance(area, Area):
        return type(area)
    kind = area.get("kind") if isinstance(area, Mapping) else None
    try:
        return areas.find(kind) if isinstance(kind, str) else None
    except areas.UnknownArea:
        return None
