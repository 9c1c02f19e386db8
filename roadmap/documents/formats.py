"""The kinds of documents, and what makes each of a view."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from roadmap.analysis.assessment import Assessment
from roadmap.documents.views.build import document_view
from roadmap.errors import UnknownFormatError
from roadmap.i18n.language import get_language
from roadmap.i18n.localized import Localized
from roadmap.model.plan import Plan
from roadmap.rules.reader_notes import assess
from roadmap.system.extras import load_functions

__all__ = [
    "FORMATS",
    "Format",
    "makers",
    "render",
    "render_each",
]


class Format(NamedTuple):
    """A kind of document: the module and the function that make it of a view, and the extra of the package it needs."""

    module: str
    function: str
    extra: str = ""


FORMATS = {
    "html": Format("roadmap.documents.environment", "html"),
    "md": Format("roadmap.documents.environment", "markdown"),
    "docx": Format("roadmap.documents.docx", "docx", "docx"),
    "pdf": Format("roadmap.documents.pdf", "pdf", "pdf"),
}


def render(
    plan: Plan, to: str, language: str, templates: Path | None = None, languages: Iterable[str] = ()
) -> str | bytes:
    """A plan's document: a text, or bytes where the format is no text.

    language: one, or several with "+" between them, which make one document side by side.
    languages: those in which the document exists, for the links between them.

    Raises UnknownFormatError, MissingExtraError, UnknownLanguageError, TemplateError.
    """
    return next(render_each(assess(plan), (to,), language, templates, languages))


def render_each(
    assessment: Assessment,
    formats: Iterable[str],
    language: str,
    templates: Path | None = None,
    languages: Iterable[str] = (),
) -> Iterator[str | bytes]:
    """Return the document of an assessed plan in each of some formats, all from one view; see `render`."""
    made_by = makers(formats)
    views = tuple(
        document_view(Localized(assessment, get_language(one)), languages, language)
        for one in dict.fromkeys(language.split("+"))
    )
    return (make(views, templates) for make in made_by)


def makers(formats: Iterable[str]) -> list[Callable[..., str | bytes]]:
    """The functions that make documents of some formats. Raises UnknownFormatError, MissingExtraError."""
    formats = list(formats)
    for to in formats:
        if to not in FORMATS:
            raise UnknownFormatError(to, FORMATS)
    found = load_functions({to: FORMATS[to] for to in formats})
    return [found[to] for to in formats]
