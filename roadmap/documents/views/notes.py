"""The notes of a document: findings for its readers."""

from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.documents.views.models import NoteView
from roadmap.i18n.localized import Localized
from roadmap.model.plan import Path

__all__ = ["notes"]


def notes(localized: Localized, mark: str) -> tuple[NoteView, ...]:
    """Return the notes, each with the name and place of its subject.

    Args:
        localized: The plan in a language.
        mark: The prefix of the document's anchors.
    """
    return tuple(_note(localized, mark, found) for found in localized.assessment.notes)


def _note(localized: Localized, mark: str, found: Diagnostic) -> NoteView:
    about, anchor = _place(localized, found.path)
    text = found.text.translated(localized.currency_or_word, localized.period)
    return NoteView(about, f"{mark}{anchor}", localized.language.typeset(_after_colon(text)))


def _after_colon(text: str) -> str:
    """Return a sentence as it follows a colon: its first letter small, except in codes such as BY."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _place(localized: Localized, path: Path) -> tuple[str, str]:
    """Return the target of a path: its name in the document, and the nearest anchor."""
    areas, trade, period = localized.plan.areas, localized.plan.trade, localized.period
    match path:
        case ("trade", "growth", int(place), *_rest) if trade:
            growth = trade.growth[place]
            return f"{period(growth.from_)} → {period(growth.to)}", "trade"
        case ("trade", "figures" | "targets" as of, int(place), *_rest) if trade:
            return period(getattr(trade, of)[place].period), "trade"
        case ("areas", int(a), "measures", int(m), *_rest):
            return localized.text(areas[a].measures[m].title), f"measure-{a + 1}.{m + 1}"
        case ("areas", int(a), *_rest):
            return localized.text(areas[a].title), f"area-{a + 1}"
        case _:
            return localized.gettext("Trade between the parties"), "trade"
