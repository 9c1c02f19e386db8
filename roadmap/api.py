"""The functions that other programs call, similar to `json` and `tomllib`.

>>> plan = load("plans/kazakhstan.yaml")
>>> plan.id, [party.code for party in plan.parties]
('by-kz-2026-2028', ['BY', 'KZ'])
"""

from collections.abc import Iterable
from datetime import date
from os import PathLike
from pathlib import Path
from typing import IO, Any, Literal, cast, overload

from roadmap.analysis.assessment import HORIZON_DAYS, Assessment
from roadmap.analysis.assessment import assess as _assess
from roadmap.analysis.review import Review
from roadmap.analysis.review import review as _review
from roadmap.documents import render as _render
from roadmap.editing.printer import dumps
from roadmap.i18n.language import document_languages
from roadmap.model.plan import Plan
from roadmap.reading import decode, read, read_file
from roadmap.reading.reader import Source
from roadmap.rules.reader_notes import reader_notes
from roadmap.system.deprecation import renamed
from roadmap.system.files import write_atomic

__all__ = ["assess", "dump", "load", "loads", "render", "review"]


def load(file: Source) -> Plan:
    """Read a plan from a file.

    Args:
        file: A path, or a file that is open for text or bytes.

    Raises:
        PlanError: The file has mistakes, or is not in UTF-8.
        OSError: The file cannot be read.
    """
    return read_file(file)


@renamed()
def loads(text: str | bytes, *, name: str = "<string>") -> Plan:
    """Read a plan from a text, or from its bytes in UTF-8.

    Args:
        text: The plan as YAML or JSON.
        name: What diagnostics call the plan.

    Raises:
        PlanError: The text has mistakes, or is not in UTF-8.

    >>> import roadmap
    >>> try:
    ...     loads("title: Дорожная карта".encode("cp1251"), name="plan.yaml")
    ... except roadmap.PlanError as error:
    ...     print(error.diagnostics[0].message)
    The file is not in UTF-8; it looks like cp1251.
    """
    return read(decode(text, name) if isinstance(text, bytes) else text.removeprefix("\ufeff"), name)


def dump(plan: Plan, file: str | PathLike[str] | IO[str] | IO[bytes]) -> None:
    """Write a plan as YAML in UTF-8; `load` reads it as the same plan.

    Args:
        plan: The plan.
        file: A path, whose file is replaced whole, or a file that is open for text or bytes.

    Raises:
        OSError: The file cannot be written.

    >>> import io
    >>> file = io.StringIO()
    >>> dump(load("plans/kazakhstan.yaml"), file)
    >>> file.getvalue().splitlines()[:2]
    ['format: 1', 'id: by-kz-2026-2028']
    """
    text = dumps(plan)
    if isinstance(file, (str, PathLike)):
        write_atomic(Path(file), text)
        return
    stream = cast(IO[Any], file)
    try:
        stream.write(text)
    except TypeError:  # the stream expects bytes
        stream.write(text.encode())


@overload
def render(
    plan: Plan,
    *,
    format: Literal["html", "md"] = "html",
    language: str | None = None,
    templates: str | PathLike[str] | None = None,
    languages: Iterable[str] = (),
) -> str: ...
@overload
def render(
    plan: Plan,
    *,
    format: str,
    language: str | None = None,
    templates: str | PathLike[str] | None = None,
    languages: Iterable[str] = (),
) -> str | bytes: ...
@renamed(to="format")
def render(
    plan: Plan,
    *,
    format: str = "html",
    language: str | None = None,
    templates: str | PathLike[str] | None = None,
    languages: Iterable[str] = (),
) -> str | bytes:
    """Make a plan's document.

    Args:
        plan: The plan.
        format: "html" or "md"; "docx" or "pdf" if the extra of that name is installed.
        language: One language, or several joined by "+" for a document with all side by side. The default is the plan's
            first language that documents support.
        templates: A folder of templates that replace the project's of the same name.
        languages: All languages of the document, for the links between them. The default is the languages of the plan.

    Returns:
        A text, or bytes for "docx" and "pdf".

    Raises:
        UnknownFormatError: No documents are made in this format.
        UnknownLanguageError: No documents are made in this language.
        MissingExtraError: The format needs libraries that are not installed.
        MissingGlyphError: The fonts of the PDF lack a character of the plan.
        TemplateError: A template is missing or broken.
    """
    folder = Path(templates) if templates is not None else None
    made_in = tuple(languages) or document_languages(plan)
    return _render(plan, format, language or document_languages(plan)[0], folder, made_in)


def assess(plan: Plan, *, as_of: date | None = None, horizon_days: int = HORIZON_DAYS) -> Assessment:
    """Compute what follows from a plan on a day: trade, schedule, progress, and notes for readers.

    Args:
        plan: The plan.
        as_of: The day; later reports do not count. The default is the last day in the plan.
        horizon_days: How many days ahead are soon.

    Returns:
        An assessment. Each part is computed when it is first read, and kept.

    >>> now = assess(load("plans/kyrgyzstan.yaml"), as_of=date(2027, 1, 15))
    >>> len(now.schedule.overdue), now.progress.done
    (4, 0)
    """
    return _assess(plan, as_of, horizon_days=horizon_days, find_notes=reader_notes)


@renamed(on="as_of", within="horizon_days")
def review(plan: Plan, *, as_of: date, horizon_days: int = HORIZON_DAYS, body: str | None = None) -> Review:
    """Review a plan on a day: overdue measures, measures due soon, and the distance to the target.

    Args:
        plan: The plan.
        as_of: The day of the review. No clock is read.
        horizon_days: How many days ahead are soon.
        body: The id of a body, to review only the measures that it leads.

    Raises:
        CycleError: Measures wait for each other.

    >>> now = review(load("plans/kyrgyzstan.yaml"), as_of=date(2027, 1, 15))
    >>> len(now.measures), now.done, len(now.overdue)
    (49, 0, 4)
    """
    return _review(plan, as_of, horizon_days, body)
