"""What other programs call: like `json` and `tomllib`, for plans.

>>> plan = load("plans/kazakhstan.yaml")
>>> plan.id, [party.code for party in plan.parties]
('by-kz-2026-2028', ['BY', 'KZ'])
"""

from collections.abc import Callable, Iterable, Sequence
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from roadmap.diagnostics import Diagnostic, PlanError, Severity, placed
from roadmap.model.messages import _, message
from roadmap.model.plan import Plan
from roadmap.reading import decode, read
from roadmap.rendering import FORMATS, UnknownFormat, render_index
from roadmap.rendering import render as _render
from roadmap.rendering.foreign import Foreign
from roadmap.words import LANGUAGES, UnknownLanguage, words
from roadmap.writing.files import naming, write_whole

__all__ = ["NoPlans", "build", "find_plans", "load", "loads", "render"]


class NoPlans(ValueError):
    """A folder without a plan in it."""


def load(path: str | PathLike[str]) -> Plan:
    """A plan from a file.

    Raises PlanError with every mistake in it; OSError when it cannot be read.
    """
    with naming(path):
        content = Path(path).read_bytes()
    return read(decode(content, str(path)), str(path))


def loads(text: str, name: str = "<string>") -> Plan:
    """A plan from a text; `name` is what diagnostics call it.

    Raises PlanError with every mistake in it.
    """
    return read(text.removeprefix("\ufeff"), name)


def render(
    plan: Plan,
    to: str = "html",
    language: str | None = None,
    templates: str | PathLike[str] | None = None,
    languages: Iterable[str] = (),
) -> str:
    """A plan's document as text.

    to: "html" or "md".
    language: by default the first of the plan's languages that documents can be in.
    templates: a folder whose templates stand in for those of the project, by the same names.
    languages: those that the document is made in, for the links between them; by default the plan's.

    Raises UnknownFormat, UnknownLanguage, TemplateError.
    """
    folder = Path(templates) if templates is not None else None
    made_in = tuple(languages) or _possible(plan)
    return _render(plan, to, language or _possible(plan)[0], folder, made_in)


def _possible(plan: Plan) -> tuple[str, ...]:
    """The plan's languages that documents can be in; English if there is none."""
    return tuple(language for language in plan.languages if language in LANGUAGES) or ("en",)


def find_plans(paths: Iterable[str | PathLike[str]]) -> list[Path]:
    """The files of plans, each once: a file as it is, a folder's `*.yaml` and `*.yml` in order.

    Raises NoPlans for a folder without any, OSError for what is not there.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            path.stat()
            found.append(path)
            continue
        inside = sorted(file for file in path.iterdir() if file.suffix.lower() in (".yaml", ".yml") and file.is_file())
        if not inside:
            raise NoPlans(f"{path}: no plans (*.yaml) in this folder")
        found += inside
    return list(dict.fromkeys(found))


class _Entry(NamedTuple):
    """One plan in the index."""

    id: str
    title: str
    period: str
    stage_word: str
    measures: str
    documents: tuple[tuple[str, str, tuple[str, ...]], ...]
    """The code and the name of each language, with the formats."""


def build(
    paths: Iterable[str | PathLike[str]],
    out: str | PathLike[str] = "build",
    formats: Sequence[str] = ("html", "md"),
    languages: Sequence[str] | None = None,
    templates: str | PathLike[str] | None = None,
    progress: Callable[[int, int, str], None] = lambda done, of, name: None,
) -> list[Path]:
    """Documents of all plans, `OUT/<plan id>.<language>.<format>`, and `OUT/index.html`.

    paths: files or folders of plans.
    languages: by default those of each plan.
    progress: called with how many plans are done, of how many, and the name of the next.

    Returns the files written. A plan with errors stops only itself: the others are written before PlanError is raised with the
    diagnostics of all (and `written`). Raises also NoPlans, UnknownFormat, UnknownLanguage, TemplateError, OSError.
    """
    _known(formats, languages)
    files, folder = find_plans(paths), Path(out)
    mistakes: list[Diagnostic] = []
    written: list[Path] = []
    entries: list[_Entry] = []
    seen: dict[str, Path] = {}
    index_language = (languages or ("en",))[0]
    folder.mkdir(parents=True, exist_ok=True)
    for number, file in enumerate(files):
        progress(number, len(files), file.name)
        try:
            plan = _sound(file, seen)
        except PlanError as error:
            mistakes += error.diagnostics
            continue
        made_in = tuple(languages or _possible(plan))
        for language in made_in:
            for to in formats:
                path = folder / f"{plan.id}.{language}.{to}"
                write_whole(path, render(plan, to, language, templates, made_in))
                written.append(path)
        if len(entries) == 0 and languages is None:
            index_language = made_in[0]
        entries.append(_entry(plan, index_language, made_in, tuple(formats)))
    index = folder / "index.html"
    write_whole(index, render_index(entries, index_language, Path(templates) if templates is not None else None))
    written.append(index)
    progress(len(files), len(files), "")
    if mistakes:
        raise PlanError(mistakes, written)
    return written


def _known(formats: Sequence[str], languages: Sequence[str] | None) -> None:
    for to in formats:
        if to not in FORMATS:
            raise UnknownFormat(to)
    for language in languages or ():
        if language not in LANGUAGES:
            raise UnknownLanguage(language)


def _sound(file: Path, seen: dict[str, Path]) -> Plan:
    """A plan without errors, whose id no other plan of the build has."""
    from roadmap.checks import check

    plan = load(file)
    errors = [found for found in check(plan) if found.severity is Severity.ERROR]
    first = seen.setdefault(plan.id, file)
    if first is not file:
        errors.append(
            placed(
                Diagnostic(
                    code="RM015",
                    text=message(_("The plan %(file)s has the id “%(id)s” too."), file=str(first), id=plan.id),
                    advice=message(_("Give each plan an id of its own: its documents are named after it.")),
                    path=("id",),
                ),
                plan.origin,
            )
        )
    if errors:
        raise PlanError(errors)
    return plan


def _entry(plan: Plan, language: str, made_in: tuple[str, ...], formats: tuple[str, ...]) -> _Entry:
    said = words(language)
    of, title = plan.title.find(language, *plan.languages)
    return _Entry(
        id=plan.id,
        title=title if of in (language, "") else Foreign(title, of),
        period=said.period(plan.period),
        stage_word=said.gettext(plan.stage.label),
        measures=said.number(sum(1 for _measure in plan.measures())),
        documents=tuple((code, said.language_name(code), formats) for code in made_in),
    )
