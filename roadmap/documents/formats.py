"""The kinds of documents, and what makes each of a view."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from roadmap.documents.views.build import document_view
from roadmap.errors import MissingExtraError, UnknownFormatError
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.model.plan import Plan

__all__ = [
    "FORMATS",
    "Format",
    "document_languages",
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


def _install_command(extras: Iterable[str]) -> str:
    """The command that installs what these extras bring."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable or "python"
    parts = [part for extra in dict.fromkeys(extras) for part in _requirements(extra)]
    return " ".join((f"{python} -m pip install", *(f'"{part}"' for part in parts)))


def _requirements(extra: str) -> list[str]:
    """What an extra of this package brings, as the installed package tells; the extra itself where it does not.

    The project may have been installed from a folder, so that no index knows its name.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        told = requires(_PACKAGE) or []
    except PackageNotFoundError:
        told = []
    parts = (line.partition(";") for line in told)
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
    return next(render_each(plan, (to,), language, templates, languages))


def render_each(
    plan: Plan, formats: Iterable[str], language: str, templates: Path | None = None, languages: Iterable[str] = ()
) -> Iterator[str | bytes]:
    """A plan's document in each of some formats, all from one view; in and out as `render`."""
    made_by = makers(formats)
    views = tuple(
        document_view(plan, get_language(one), languages, language) for one in dict.fromkeys(language.split("+"))
    )
    return (make(views, templates) for make in made_by)


def document_languages(plan: Plan) -> tuple[str, ...]:
    """The plan's languages that documents can be in; English if there is none."""
    return tuple(language for language in plan.languages if language in DOCUMENT_LANGUAGES) or ("en",)


def makers(formats: Iterable[str]) -> list[Callable[..., str | bytes]]:
    """The functions that make documents of some formats. Raises UnknownFormatError, MissingExtraError."""
    formats = list(formats)
    for to in formats:
        if to not in FORMATS:
            raise UnknownFormatError(to, FORMATS)
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
        raise MissingExtraError(lacking, _install_command(lacking.values()))
    return found
