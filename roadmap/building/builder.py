"""Builds of many plans: finding, reading and checking them together, and making their documents."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from roadmap.areas import declared_by_program
from roadmap.building.cache import DOCUMENT, BuildCache, CacheEntry, cache_key, environment_key
from roadmap.building.job import BuildOptions, PlanJob, PlanResult, build_plan, failed_result
from roadmap.diagnostics.diagnostic import Diagnostic, PlanError, Severity, locate, sort_diagnostics
from roadmap.documents import makers, render_index
from roadmap.documents.views.index import Made
from roadmap.errors import NoPlansError, UnknownLanguageError
from roadmap.i18n.language import DOCUMENT_LANGUAGES
from roadmap.i18n.message import _, message
from roadmap.model.plan import Plan
from roadmap.reading import decode, read, read_file
from roadmap.reading.plan_id import peek_plan_id
from roadmap.reading.reader import Source
from roadmap.reading.source import SourceText
from roadmap.rules.registry import check, settings
from roadmap.system.deprecation import renamed
from roadmap.system.files import remove_leftovers, with_filename, write_atomic

__all__ = ["Built", "Survey", "build", "build_folder", "check_files", "find_plans", "validate_request"]

ENOUGH = 3_000_000
"""The number of bytes of plans, times the formats, above which other processes are worth their start."""

MAX_WORKERS = 61
"""The number of processes that Windows can wait for at once."""

Progress = Callable[[int, int, str], None]
"""A function called with the number of steps done, the number of all steps, and the name of the next step."""


class Survey(NamedTuple):
    """The result of reading many files.

    Attributes:
        sound: The plans without errors.
        broken: How many plans have errors.
        found: The findings in all plans.
        texts: The text of each file with findings, as it was read.
        unread: The reason for each file that could not be read.
        settings: The settings of the plans for rules.
    """

    sound: tuple[Plan, ...]
    broken: int
    found: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    unread: tuple[OSError, ...]
    settings: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The findings that are errors."""
        return tuple(diagnostic for diagnostic in self.found if diagnostic.severity is Severity.ERROR)


def find_plans(paths: str | PathLike[str] | Iterable[str | PathLike[str]]) -> list[Path]:
    """Return the files of plans, each once.

    Files that editors leave behind (`.plan.yaml`, `~$plan.yaml`) are left out. A missing file raises an error only when it
    is read.

    Args:
        paths: Files, or folders with `*.yaml` and `*.yml` files, or a single path.

    Returns:
        The files in the order of the paths, and in the order of names within a folder.

    Raises:
        NoPlansError: A folder has no plan in it.
        OSError: A folder cannot be read.
    """
    found: list[Path] = []
    for path in map(Path, [paths] if isinstance(paths, (str, PathLike)) else paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(file for file in path.iterdir() if _may_be_plan(file))
        if not inside:
            raise NoPlansError(message(_("%(folder)s: no plans (*.yaml) in this folder"), folder=str(path)))
        found += inside
    return list(dict.fromkeys(found))


def _may_be_plan(file: Path) -> bool:
    return file.suffix.lower() in (".yaml", ".yml") and not file.name.startswith((".", "~")) and not file.is_dir()


def check_files(files: Sequence[Source], progress: Progress = lambda done, of, name: None) -> Survey:
    """Read and check plans.

    A broken or unreadable plan does not stop the others. If two files have the same id, both have an error.

    Args:
        files: The files of the plans.
        progress: Called with the number of steps done, the number of all steps, and the name of the next step.
    """
    plans: list[Plan] = []
    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    unread: list[OSError] = []
    for number, file in enumerate(files):
        progress(number, len(files), _shown(file))
        try:
            plan = read_file(file)
        except PlanError as error:
            found += error.diagnostics
            texts |= error.texts
            continue
        except OSError as error:
            unread.append(error)
            continue
        plans.append(plan)
        found += check(plan)
    found += _ids_in_two_files(plans)
    with_findings = {diagnostic.file for diagnostic in found}
    for plan in plans:
        if isinstance(plan.origin, SourceText) and plan.origin.file in with_findings:
            texts[plan.origin.file] = plan.origin.text
    wrong = {diagnostic.file for diagnostic in found if diagnostic.severity is Severity.ERROR}
    sound = tuple(plan for plan in plans if plan.origin is not None and plan.origin.file not in wrong)
    told = sort_diagnostics(note for plan in plans for note in settings(plan))
    return Survey(sound, len(files) - len(sound) - len(unread), sort_diagnostics(found), texts, tuple(unread), told)


def _shown(source: Source) -> str:
    """Return the name of a file without its folder."""
    return os.path.basename(source if isinstance(source, (str, PathLike)) else str(getattr(source, "name", "")))


def _ids_in_two_files(plans: Sequence[Plan]) -> Iterable[Diagnostic]:
    """Return RM015 for each plan that shares its id with another plan."""
    by_id: dict[str, list[Plan]] = {}
    for plan in plans:
        by_id.setdefault(plan.id, []).append(plan)
    for id, same in by_id.items():
        for plan in same if len(same) > 1 else ():
            other = next(one for one in same if one is not plan).origin
            yield locate(
                Diagnostic(
                    code="RM015",
                    text=message(
                        _("The plan %(file)s also has the id “%(id)s”."), file=other.file if other else "", id=id
                    ),
                    advice=message(_("Give each plan its own id: its documents are named after it.")),
                    path=("id",),
                ),
                plan.origin,
            )


class Built(NamedTuple):
    """The result of a build.

    Attributes:
        documents: All its files, plan by plan, with the index pages.
        written: How many of these were written; the others are unchanged since an earlier build.
        broken: How many plans have errors.
        errors: The errors of all plans.
        texts: The text of each file with errors.
        unread: The reason for each file that could not be read. If there is one, nothing is made.
    """

    documents: tuple[Path, ...]
    written: int
    broken: int
    errors: tuple[Diagnostic, ...]
    told: int
    """How many warnings and notes there are on all plans."""
    texts: Mapping[str, str]
    unread: tuple[OSError, ...] = ()


@renamed(paths="plans", out="output_dir", anew="force", processes="workers")
def build(
    plans: str | PathLike[str] | Iterable[str | PathLike[str]],
    *,
    output_dir: str | PathLike[str] = "build",
    formats: Sequence[str] = ("html", "md"),
    languages: Sequence[str] | None = None,
    templates: str | PathLike[str] | None = None,
    progress: Progress = lambda done, of, name: None,
    force: bool = False,
    workers: int | None = 1,
) -> list[Path]:
    """Make the documents of all plans, `OUTPUT_DIR/<plan id>.<language>.<format>`, and an `OUTPUT_DIR/index.html`.

    Args:
        plans: A file or folder of plans, or several.
        output_dir: The folder of the documents.
        formats: The formats of the documents, such as ["html", "pdf"].
        languages: The languages of the documents, "ru+en" for two side by side. The default is the languages of each plan.
        templates: A folder of templates that replace the project's of the same name.
        progress: Called with the number of steps done, the number of all steps, and the name of the next step.
        force: Also make documents that have not changed since an earlier build.
        workers: How many processes make documents side by side. None: one per core, if there is enough work. With more than
            one, a script needs `if __name__ == "__main__":`, as `multiprocessing` documents.

    Returns:
        The files of the build, unchanged ones included.

    Raises:
        PlanError: Plans have errors. All other plans are made before; `written` lists their documents.
        NoPlansError: A folder has no plan in it.
        UnknownFormatError: No documents are made in a format.
        UnknownLanguageError: No documents are made in a language.
        MissingExtraError: A format needs libraries that are not installed.
        MissingGlyphError: The fonts of the PDF lack a character of a plan.
        TemplateError: A template is missing or broken.
        WorkerLostError: A process has ended before its work was done.
        OSError: A file cannot be read or written.
    """
    validate_request(formats, languages)
    built = build_folder(
        find_plans(plans), output_dir, formats, languages, templates, progress, force=force, workers=workers
    )
    if built.unread:
        raise built.unread[0]
    if built.errors:
        raise PlanError(built.errors, built.documents, built.texts)
    return list(built.documents)


def build_folder(
    files: Sequence[Path],
    out: str | PathLike[str],
    formats: Sequence[str],
    languages: Sequence[str] | None = None,
    templates: str | PathLike[str] | None = None,
    progress: Progress = lambda done, of, name: None,
    *,
    force: bool = False,
    workers: int | None = None,
) -> Built:
    """Make the documents of these files; see `build`. The result lists errors and unreadable files: they are not raised."""
    contents, unread = _contents(files)
    if unread:
        read = check_files(files, progress)
        return Built((), 0, 0, read.errors, 0, read.texts, unread)
    folder, house = Path(out), Path(templates) if templates is not None else None
    order = BuildOptions(folder, tuple(dict.fromkeys(formats)), tuple(languages) if languages else None, house)
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder, DOCUMENT)
    own = bool(declared_by_program())
    program = environment_key(order.formats, order.languages, house)
    jobs = {file: PlanJob(file, content, cache_key(content, program), order) for file, content in contents.items()}
    record = BuildCache.read(folder)
    kept = {} if force or own else record.found((job.origin for job in jobs.values()), folder)
    done = _of_one_id(jobs, kept)
    same = {file: kept[job.origin] for file, job in jobs.items() if file not in done and job.origin in kept}
    done |= {file: PlanResult(entry, told=entry.told) for file, entry in same.items()}
    todo = [job for file, job in jobs.items() if file not in done]
    try:
        for job, outcome in _made(todo, 1 if own else _processes(todo, workers), len(done), progress):
            done[job.file] = outcome
        return _built({file: done[file] for file in jobs}, order)
    finally:  # an interrupted build keeps its finished documents
        if not own:
            record.write(folder, (outcome.entry for outcome in done.values() if outcome.entry is not None))


def _contents(files: Iterable[Path]) -> tuple[dict[Path, bytes], tuple[OSError, ...]]:
    """Return the content of each file, and the reason for each file that cannot be read."""
    contents, unread = {}, []
    for file in files:
        try:
            with with_filename(file):
                contents[file] = file.read_bytes()
        except OSError as error:
            unread.append(error)
    return contents, tuple(unread)


def _of_one_id(jobs: Mapping[Path, PlanJob], kept: Mapping[str, CacheEntry]) -> dict[Path, PlanResult]:
    """Return the plans that share their id with another plan, with the errors that report it."""
    files: dict[str, list[Path]] = {}
    for file, job in jobs.items():
        id = kept[job.origin].plan.id if job.origin in kept else peek_plan_id(job.content) or _id_by_reading(job)
        files.setdefault(id, []).append(file)
    read = check_files([file for id, each in files.items() if id and len(each) > 1 for file in each])
    wrong = {error.file for error in read.errors}
    found = {file: [each for each in read.found if each.file == str(file)] for file in jobs if str(file) in wrong}
    return {file: failed_result(each, read.texts) for file, each in found.items()}


def _id_by_reading(job: PlanJob) -> str:
    """Return the id of a plan by reading the whole plan; empty if the plan has errors."""
    try:
        return read(decode(job.content, str(job.file)), str(job.file)).id
    except PlanError:
        return ""


def _processes(todo: Sequence[PlanJob], asked: int | None) -> int:
    """Return how many processes make plans: only this one if starting others takes longer than it saves."""
    work = sum(len(job.content) * len(job.order.formats) for job in todo)
    most = asked if asked is not None else _cores() if work > ENOUGH else 1
    return min(most, len(todo), MAX_WORKERS) if sys.executable and not getattr(sys, "frozen", False) else 1


def _cores() -> int:
    """Return how many processes can run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _made(
    todo: Sequence[PlanJob], processes: int, before: int, progress: Progress
) -> Iterator[tuple[PlanJob, PlanResult]]:
    """Yield each plan with its result. Progress starts at `before` plans."""
    of = before + len(todo)
    if processes > 1:
        from roadmap.building.pool import outcomes

        made = outcomes(todo, processes)
    else:
        made = ((number, build_plan(job)) for number, job in enumerate(todo))
    names = [*(job.file.name for job in todo), ""]
    progress(before, of, names[0])
    with closing(made) as each:
        for done, (number, outcome) in enumerate(each, 1):
            yield todo[number], outcome
            progress(before + done, of, names[done])


def _built(by_file: Mapping[Path, PlanResult], order: BuildOptions) -> Built:
    """Write the index pages, and return the result of the build."""
    outcomes = tuple(by_file.values())
    entries = [outcome.entry for outcome in outcomes if outcome.entry is not None]
    documents = [order.folder / name for entry in entries for name in entry.documents]
    broken = [file.name for file, outcome in by_file.items() if outcome.entry is None]
    pages = list(_index(entries, broken, order)) if entries else []
    errors = sort_diagnostics(error for outcome in outcomes for error in outcome.errors)
    return Built(
        documents=(*documents, *pages),
        written=sum(len(outcome.entry.documents) for outcome in outcomes if outcome.entry and outcome.new) + len(pages),
        broken=len(broken),
        errors=errors,
        told=sum(outcome.told for outcome in outcomes),
        texts={name: text for outcome in outcomes for name, text in outcome.texts.items()},
    )


def _index(entries: Sequence[CacheEntry], broken: Sequence[str], order: BuildOptions) -> Iterator[Path]:
    """Write the index pages, one for each language of the build. The first has the shortest name.

    Args:
        entries: The plans with documents.
        broken: The files of plans with errors.
        order: The options of the build.
    """
    made = [Made(entry.plan, entry.languages, order.formats) for entry in entries]
    languages = list(dict.fromkeys(code for one in made for each in one.languages for code in each.split("+")))
    for number, language in enumerate(languages):
        for to in ("html", "md") if "md" in order.formats else ("html",):
            path = order.folder / f"index{f'-{language}' if number else ''}.{to}"
            page = render_index(to, made, language, languages, order.templates, broken)
            write_atomic(path, page, lasting=False)
            yield path


def validate_request(formats: Sequence[str], languages: Sequence[str] | None) -> None:
    """Validate formats and languages.

    Raises:
        UnknownFormatError: No documents are made in a format.
        MissingExtraError: A format needs libraries that are not installed.
        UnknownLanguageError: No documents are made in a language.
        TypeError: A string is given instead of a list.
    """
    if isinstance(formats, str) or isinstance(languages, str):
        raise TypeError("formats and languages are lists: ['html'], ['ru', 'en']")
    makers(formats or [""])
    for each in languages or ():
        for language in each.split("+"):
            if language not in DOCUMENT_LANGUAGES:
                raise UnknownLanguageError(language, DOCUMENT_LANGUAGES)
