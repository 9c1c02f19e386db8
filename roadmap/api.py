"""What other programs call: like `json` and `tomllib`, for plans.

>>> plan = load("plans/kazakhstan.yaml")
>>> plan.id, [party.code for party in plan.parties]
('by-kz-2026-2028', ['BY', 'KZ'])
"""

from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import Literal, overload

from roadmap.documents import render as _render
from roadmap.i18n.language import document_languages
from roadmap.model.plan import Plan
from roadmap.reading import read, read_file

__all__ = ["document_languages", "load", "loads", "render"]


def load(path: str | PathLike[str]) -> Plan:
    """A plan from a file.

    Raises PlanError with every mistake in it; OSError when it cannot be read.
    """
    return read_file(path)


def loads(text: str, name: str = "<string>") -> Plan:
    """A plan from a text; `name` is what diagnostics call it.

    Raises PlanError with every mistake in it.
    """
    return read(text.removeprefix("\ufeff"), name)


@overload
def render(
    plan: Plan,
    to: Literal["html", "md"] = "html",
    language: str | None = None,
    templates: str | PathLike[str] | None = None,
    languages: Iterable[str] = (),
) -> str: ...
@overload
def render(
    plan: Plan,
    to: str,
    language: str | None = None,
    templates: str | PathLike[str] | None = None,
    languages: Iterable[str] = (),
) -> str | bytes: ...
def render(
    plan: Plan,
    to: str = "html",
    language: str | None = None,
    templates: str | PathLike[str] | None = None,
    languages: Iterable[str] = (),
) -> str | bytes:
    """A plan's document: a text, or bytes where the format is no text.

    to: "html" or "md"; "docx" or "pdf" where the extra of that name is installed.
    language: one, or several with "+" between them side by side; by default the first that the plan has and documents
        can be in.
    templates: a folder whose templates stand in for those of the project, by the same names.
    languages: those that the document is made in, for the links between them; by default the plan's.

    Raises UnknownFormatError, MissingExtraError, UnknownLanguageError, TemplateError.
    """
    folder = Path(templates) if templates is not None else None
    made_in = tuple(languages) or document_languages(plan)
    return _render(plan, to, language or document_languages(plan)[0], folder, made_in)
