"""The formats of documents, and the functions that make them."""

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
    """A format: the module and function that make a document from views, and the optional packages it needs."""

    module: str
    function: str
    extra: str = ""


FORMATS = {
    "html": Format("roadmap.documents.environment", "html"),
    "md": Format("roadmap.documents.environment", "markdown"),
    "docx": Format("roadmap.documents.docx", "docx", "docx"),
    "pdf": Format("roadmap.documents.pdf", "pdf", "pdf"),
}
"""All formats by name."""


def render(
    plan: Plan, to: str, language: str, templates: Path | None = None, languages: Iterable[str] = ()
) -> str | bytes:
    """Return the document of a plan: a text, or bytes in a binary format.

    Args:
        plan: The plan.
        to: The format, a key of FORMATS.
        language: A language, or several joined with "+" for one document side by side.
        templates: The user's folder; its templates replace the project's.
        languages: The languages in which the document exists, for the links between them.

    Raises:
        UnknownFormatError: The format is unknown.
        MissingExtraError: The format needs a package that is not installed.
        UnknownLanguageError: Documents cannot be made in the language.
        TemplateError: The folder or a template is missing or broken.
    """
    return next(render_each(assess(plan), (to,), language, templates, languages))


def render_each(
    assessment: Assessment,
    formats: Iterable[str],
    language: str,
    templates: Path | None = None,
    languages: Iterable[str] = (),
) -> Iterator[str | bytes]:
    """Yield the document of an assessed plan in each of some formats, all from one view; see `render`."""
    made_by = makers(formats)
    views = tuple(
        document_view(Localized(assessment, get_language(one)), languages, language)
        for one in dict.fromkeys(language.split("+"))
    )
    return (make(views, templates) for make in made_by)


def makers(formats: Iterable[str]) -> list[Callable[..., str | bytes]]:
    """Return the functions that make documents in some formats. Raise UnknownFormatError or MissingExtraError."""
    formats = list(formats)
    for to in formats:
        if to not in FORMATS:
            raise UnknownFormatError(to, FORMATS)
    found = load_functions({to: FORMATS[to] for to in formats})
    return [found[to] for to in formats]
