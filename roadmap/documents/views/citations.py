"""The numbers of sources in a document, in the order of their first citation."""

from collections.abc import Iterator

from roadmap.documents.views.models import Cite, SourceView
from roadmap.i18n.localized import Localized
from roadmap.model.codes import Id, SourceId

__all__ = ["Citations"]


class Citations:
    """The references to sources in one document so far.

    Attributes:
        mark: The prefix of all anchors of the document.
    """

    def __init__(self, mark: str) -> None:
        self.mark = mark
        self._cites: dict[Id, list[Cite]] = {}

    def cite(self, *sources: SourceId | None) -> tuple[Cite, ...]:
        """Return references to sources, and number each source at its first reference; skip None."""
        made = []
        for source in sources:
            if source is None:
                continue
            cites = self._cites.setdefault(source, [])
            number = cites[0].number if cites else len(self._cites)
            cites.append(Cite(number, f"{self.mark}cite-{number}-{len(cites) + 1}", f"{self.mark}source-{number}"))
            made.append(cites[-1])
        return tuple(made)

    def sources(self, localized: Localized) -> Iterator[SourceView]:
        """Yield the cited sources by number, then the others of the plan."""
        known = {source.id: source for source in localized.plan.sources}
        cited = self._cites | {id: [] for id in known if id not in self._cites}
        for number, (id, cites) in enumerate(cited.items(), 1):
            source = known[id]
            yield SourceView(
                number,
                f"{self.mark}source-{number}",
                localized.text(source.title),
                localized.text(source.publisher),
                localized.period(source.date),
                source.url or "",
                localized.text(source.note),
                tuple(cites),
            )
