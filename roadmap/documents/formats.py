"""The kinds of documents, and what makes each of a view."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from roadmap.analysis.assessment import Assessment
from roadmap.documents.views.build import document_view
from roadmap.i18n.language import get_language
from roadmap.i18n.localized import Localized
from roadmap.i18n.message import UserError, _, message
from roadmap.model.plan import Plan
from roadmap.rules.reader_notes import assess

__all__ = [
    "FORMATS",
    "Format",
    "MissingExtraError",
    "UnknownFormatError",
    "load_functions",
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


class UnknownFormatError(UserError, ValueError):
    """Documents cannot be made in this format."""

    def __init__(self, name: str) -> None:
        super().__init__(
            message(
                _("no documents of the format “%(format)s”; there are: %(known)s"),
                format=name,
                known=", ".join(FORMATS),
            )
        )


class MissingExtraError(UserError, ImportError):
    """Formats need libraries that are not installed; says what installs them. `extras`: of each such format."""

    def __init__(self, extras: Mapping[str, str]) -> None:
        parts = [part for extra in dict.fromkeys(extras.values()) for part in _requirements(extra)]
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable or "python"
        command = " ".join((f"{python} -m pip install", *(f'"{part}"' for part in parts)))
        text = _("more has to be installed for %(formats)s: %(command)s")
        super().__init__(message(text, formats=", ".join(extras), command=command))


def _requirements(extra: str) -> list[str]:
    """What an extra of this package brings, as the installed package tells; the extra itself where it does not.

    The project may have been installed from a folder, so that no index knows its name.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        required = requires(_PACKAGE) or []
    except PackageNotFoundError:
        required = []
    parts = (line.partition(";") for line in required)
    wanted = re.compile(rf"""\bextra == ["']{extra}["']""")
    return [part.strip() for part, _sign, when in parts if wanted.search(when)] or [f"{_PACKAGE}[{extra}]"]


_PACKAGE = "cooperation-roadmap"


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
            raise UnknownFormatError(to)
    found = load_functions({to: FORMATS[to] for to in formats})
    return [found[to] for to in formats]


def load_functions(wanted: Mapping[str, tuple[str, str, str]]) -> dict[str, Any]:
    """Functions from modules that may need an extra: of each format the module, the function and the extra.

    Raises MissingExtraError for all that lack theirs.
    """
    found, lacking = {}, {}
    for format, (module, function, extra) in wanted.items():
        try:
            found[format] = getattr(import_module(module), function)
        except ModuleNotFoundError as error:
            if not extra or (error.name or "").startswith("roadmap"):
                raise
            lacking[format] = extra
    if lacking:
        raise MissingExtraError(lacking)
    return found
