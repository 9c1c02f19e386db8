"""The view of a document: all data of its templates, in one language."""

from collections.abc import Iterable
from functools import cache

from roadmap.documents.views.areas import area_views
from roadmap.documents.views.calendar import STATUS_SIGNS, calendar_view
from roadmap.documents.views.citations import Citations
from roadmap.documents.views.front import approvals, cards, legal_basis, signatures
from roadmap.documents.views.models import Document, Link
from roadmap.documents.views.notes import notes
from roadmap.documents.views.trade import trade_view
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.i18n.localized import Localized
from roadmap.model.choices import Stage

__all__ = ["document_view", "own_name"]


def document_view(localized: Localized, languages: Iterable[str] = (), beside: str = "") -> Document:
    """Return the view of a plan in a language.

    Args:
        localized: The plan in the language; assessed with notes, see `roadmap.rules.reader_notes.assess`.
        languages: The languages in which the document exists, for links; by default the plan's languages.
        beside: The languages of the whole document ("ru+ky") if several views stand side by side.
    """
    plan, beside = localized.plan, beside or localized.code
    mark = "" if beside.partition("+")[0] == localized.code else f"{localized.code}-"
    note_views, card_views = notes(localized, mark), tuple(cards(localized))  # first: they read all of the assessment
    citations = Citations(mark)  # sources are numbered by their first citation: basis, trade, areas
    basis = legal_basis(localized, citations)
    trade = trade_view(localized, citations)
    areas = area_views(localized, citations)
    return Document(
        id=plan.id,
        language=localized.code,
        mark=mark,
        links=tuple(Link(code, own_name(code), code == beside) for code in tuple(languages) or plan.languages),
        paper=localized.gettext(plan.document.label),
        title=localized.text(plan.title),
        parties=tuple(localized.parties.values()),
        full_parties=tuple(map(localized.full_party, plan.parties)),
        period=localized.period(plan.period),
        stage=plan.stage.key,
        stage_word=localized.gettext(plan.stage.label),
        draft=plan.stage is Stage.draft,
        date=localized.period(plan.date),
        iso_date=plan.date.end.isoformat() if plan.date is not None else "",
        preamble=localized.text(plan.preamble),
        legal_basis=basis,
        approvals=approvals(localized),
        cards=card_views,
        trade=trade,
        calendar=calendar_view(localized, areas),
        areas=areas,
        notes=note_views,
        sources=tuple(citations.sources(localized)),
        signatures=signatures(localized),
        signs=tuple((status.key, sign, localized.statuses[status]) for status, sign in STATUS_SIGNS.items()),
    )


@cache
def own_name(languages: str) -> str:
    """Return the name of a language in itself, or several names for languages side by side ("ru+ky")."""
    return " + ".join(
        get_language(code).table.name if code in DOCUMENT_LANGUAGES else get_language("en").language_name(code)
        for code in languages.split("+")
    )
