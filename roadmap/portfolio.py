"""Many plans: found, read and checked together, and made into documents."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import NamedTuple

from roadmap.checks.rules import check, settings
from roadmap.diagnostics import Diagnostic, PlanError, Severity, in_order, placed
from roadmap.interface import load, made_languages, render
from roadmap.model.messages import Refused, _, message
from roadmap.model.plan import Plan
from roadmap.reading.nodes import Text
from roadmap.rendering import maker, render_index
from roadmap.words import LANGUAGES, UnknownLanguage
from roadmap.writing.files import write_whole

__all__ = ["NoPlans", "Survey", "build", "find_plans", "survey", "write_documents"]

Progress = Callable[[int, int, str], None]
"""Called with how many steps are done, of how many, and the name of the next."""


class NoPlans(Refused, ValueError):
    """A folder without a plan in it."""


class Survey(NamedTuple):
    """What reading many files gave: the plans without errors, and what was found in all of them.

    texts: what stands in each file that something was found in, as it was when it was read.
    unread: why a file could not be read, for each such file.
    settings: what the plans set for the rules that they were checked by.
    """

    sound: tuple[Plan, ...]
    broken: int
    found: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    unread: tuple[OSError, ...]
    settings: tuple[Diagnostic, ...]

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(diagnostic for diagnostic in self.found if diagnostic.severity is Severity.ERROR)


def find_plans(paths: Iterable[str | PathLike[str]]) -> list[Path]:
    """The files of plans, each once: a file as it is, a folder's `*.yaml` and `*.yml` in order.

    What an editor leaves behind (`.plan.yaml`, `~$plan.yaml`) is no plan. What is not there is told by whoever reads it. Raises
    NoPlans for a folder without any, OSError for one that cannot be looked into.
    """
    found: list[Path] = []
    for path in map(Path, paths):
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(file for file in path.iterdir() if _may_be_plan(file))
        if not inside:
            raise NoPlans(message(_("%(folder)s: no plans (*.yaml) in this folder"), folder=str(path)))
        found += inside
    return list(dict.fromkeys(found))


def _may_be_plan(file: Path) -> bool:
    return file.suffix.lower() in (".yaml", ".yml") and not file.name.startswith((".", "~")) and not file.is_dir()


def survey(files: Sequence[Path], progress: Progress = lambda done, of, name: None) -> Survey:
    """Read and check plans; one that is broken or unreadable keeps no other from being read, one id in two files breaks both."""
    plans: list[Plan] = []
    found: list[Diagnostic] = []
    texts: dict[str, str] = {}
    unread: list[OSError] = []
    for number, file in enumerate(files):
        progress(number, len(files), file.name)
        try:
            plan = load(file)
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
        if isinstance(plan.origin, Text) and plan.origin.file in with_findings:
            texts[plan.origin.file] = plan.origin.text
    wrong = {diagnostic.file for diagnostic in found if diagnostic.severity is Severity.ERROR}
    sound = tuple(plan for plan in plans if plan.origin is not None and plan.origin.file not in wrong)
    told = in_order(note for plan in plans for note in settings(plan))
    return Survey(sound, len(files) - len(sound) - len(unread), in_order(found), texts, tuple(unread), told)


def _ids_in_two_files(plans: Sequence[Plan]) -> Iterable[Diagnostic]:
    """RM015 at each plan whose id another one has too."""
    by_id: dict[str, list[Plan]] = {}
    for plan in plans:
        by_id.setdefault(plan.id, []).append(plan)
    for id, same in by_id.items():
        for plan in same if len(same) > 1 else ():
            other = next(one for one in same if one is not plan).origin
            yield placed(
                Diagnostic(
                    code="RM015",
                    text=message(
                        _("The plan %(file)s has the id “%(id)s” too."), file=other.file if other else "", id=id
                    ),
                    advice=message(_("Give each plan an id of its own: its documents are named after it.")),
                    path=("id",),
                ),
                plan.origin,
            )


def build(
    paths: Iterable[str | PathLike[str]],
    out: str | PathLike[str] = "build",
    formats: Sequence[str] = ("html", "md"),
    languages: Sequence[str] | None = None,
    templates: str | PathLike[str] | None = None,
    progress: Progress = lambda done, of, name: None,
) -> list[Path]:
    """Documents of all plans, `OUT/<plan id>.<language>.<format>`, and `OUT/index.html`.

    paths: files or folders of plans.
    languages: by default those of each plan.

    Returns the files written. A plan with errors stops only itself: the others are written before PlanError is raised with the
    errors of all (and `written`). Raises also NoPlans, UnknownFormat, MissingExtra, UnknownLanguage, TemplateError, OSError.
    """
    known(formats, languages)
    read = survey(find_plans(paths), progress)
    if read.unread:
        raise read.unread[0]
    written = write_documents(read.sound, out, formats, languages, templates, progress)
    if read.errors:
        raise PlanError(read.errors, written, read.texts)
    return written


def write_documents(
    plans: Sequence[Plan],
    out: str | PathLike[str],
    formats: Sequence[str],
    languages: Sequence[str] | None = None,
    templates: str | PathLike[str] | None = None,
    progress: Progress = lambda done, of, name: None,
) -> list[Path]:
    """The documents of sound plans and their index; an index that is there stays as it is if there is no plan.

    Returns and raises as `build`.
    """
    known(formats, languages)
    folder, formats = Path(out), tuple(dict.fromkeys(formats))
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    made: list[tuple[Plan, tuple[str, ...]]] = []
    for number, plan in enumerate(plans):
        progress(number, len(plans), plan.id)
        made_in = tuple(dict.fromkeys(languages)) if languages else made_languages(plan)
        made.append((plan, made_in))
        for language in made_in:
            for to in formats:
                path = folder / f"{plan.id}.{language}.{to}"
                write_whole(path, render(plan, to, language, templates, made_in))
                written.append(path)
    progress(len(plans), len(plans), "")
    if made:
        house = Path(templates) if templates is not None else None
        written.append(folder / "index.html")
        write_whole(written[-1], render_index(made, formats, made[0][1][0].partition("+")[0], house))
    return written


def known(formats: Sequence[str], languages: Sequence[str] | None) -> None:
    """Raises UnknownFormat, MissingExtra or UnknownLanguage for what documents cannot be made in here."""
    for to in formats or [""]:
        maker(to)
    for each in languages or ():
        for language in each.split("+"):
            if language not in LANGUAGES:
                raise UnknownLanguage(language)
