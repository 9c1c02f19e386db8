"""The notes of a document: findings that its readers should know."""

from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.documents.views.models import NoteView
from roadmap.i18n.localized import Localized
from roadmap.model.plan import Path

__all__ = ["notes"]


def notes(localized: Localized, mark: str) -> tuple[NoteView, ...]:
    """Return the notes, each with the words and the place of what it is about.

    Args:
        localized: The plan in a language.
        mark: What the anchors of the document begin with.
    """
    return tuple(_note(localized, mark, found) for found in localized.assessment.notes)


def _note(localized: Localized, mark: str, found: Diagnostic) -> NoteView:
    about, anchor = _place(localized, found.path)
    text = found.text.translated(localized.currency_or_word, localized.period)
    return NoteView(about, f"{mark}{anchor}", localized.language.typeset(_after_colon(text)))


def _after_colon(text: str) -> str:
    """Return a sentence as it continues after a colon: with a small first letter, unless it begins with a code such as BY."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _place(localized: Localized, path: Path) -> tuple[str, str]:
    """Return what a path leads to: its name in the document, and the nearest anchor."""
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
