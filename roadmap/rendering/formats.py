"""The kinds of documents, and what makes each of a view."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

from roadmap.model.messages import Refused, _, message
from roadmap.model.plan import Plan
from roadmap.rendering.viewing import document
from roadmap.words import words

__all__ = ["FORMATS", "Format", "MissingExtra", "UnknownFormat", "maker", "render", "render_each"]


class Format(NamedTuple):
    """A kind of document: the module and the function that make it of a view, and the extra of the package it needs."""

    module: str
    function: str
    extra: str = ""


FORMATS = {
    "html": Format("roadmap.rendering.templates", "html"),
    "md": Format("roadmap.rendering.templates", "markdown"),
    "docx": Format("roadmap.rendering.word", "docx", "docx"),
    "pdf": Format("roadmap.rendering.paper", "pdf", "pdf"),
}


class UnknownFormat(Refused, ValueError):
    """Documents cannot be made in this format."""

    def __init__(self, name: str) -> None:
        super().__init__(
            message(
                _("no documents of the format “%(format)s”; there are: %(known)s"),
                format=name,
                known=", ".join(FORMATS),
            )
        )


class MissingExtra(Refused, ImportError):
    """A format needs a library that is not installed."""

    def __init__(self, format: str, extra: str) -> None:
        super().__init__(
            message(
                _(
                    'documents of the format “%(format)s” need one more part: pip install "cooperation-roadmap[%(extra)s]"'
                ),
                format=format,
                extra=extra,
            )
        )


def render(
    plan: Plan, to: str, language: str, templates: Path | None = None, languages: Iterable[str] = ()
) -> str | bytes:
    """A plan's document: a text, or bytes where the format is no text.

    language: one, or several with "+" between them, which make one document side by side.
    languages: those in which the document exists, for the links between them.

    Raises UnknownFormat, MissingExtra, UnknownLanguage, TemplateError.
    """
    return next(render_each(plan, (to,), language, templates, languages))


def render_each(
    plan: Plan, formats: Iterable[str], language: str, templates: Path | None = None, languages: Iterable[str] = ()
) -> Iterator[str | bytes]:
    """A plan's document in each of some formats, all from one view; in and out as `render`."""
    makers = [maker(to) for to in formats]
    views = tuple(document(plan, words(one), languages, language) for one in dict.fromkeys(language.split("+")))
    return (make(views, templates) for make in makers)


def maker(to: str) -> Callable[..., str | bytes]:
    """The function that makes documents of a format. Raises UnknownFormat, MissingExtra."""
    if to not in FORMATS:
        raise UnknownFormat(to)
    format = FORMATS[to]
    try:
        make: Callable[..., str | bytes] = getattr(import_module(format.module), format.function)
    except ModuleNotFoundError as error:
        if not format.extra or (error.name or "").startswith("roadmap"):
            raise
        raise MissingExtra(to, format.extra) from error
    return make
