"""The job for one plan of a build: from the bytes of its file to its documents, in any process."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from roadmap.analysis.assessment import Assessment
from roadmap.building.cache import CacheEntry
from roadmap.diagnostics.diagnostic import Diagnostic, PlanError, Severity
from roadmap.documents import render_each
from roadmap.i18n.language import document_languages
from roadmap.reading import decode, read
from roadmap.rules.reader_notes import assess
from roadmap.rules.registry import check_assessment
from roadmap.system.files import write_atomic

__all__ = ["BuildOptions", "PlanJob", "PlanResult", "build_plan", "failed_result"]


class BuildOptions(NamedTuple):
    """The options of a build, the same for each plan.

    Attributes:
        folder: The folder of the documents.
        formats: The formats of the documents.
        languages: The languages of the documents; None for the languages of the plan.
        templates: The folder of the user's templates.
    """

    folder: Path
    formats: tuple[str, ...]
    languages: tuple[str, ...] | None
    templates: Path | None


class PlanJob(NamedTuple):
    """A plan whose documents are to be made.

    Attributes:
        file: The file of the plan.
        content: Its bytes.
        origin: The key of the content and the environment, see `cache_key`.
        order: The options of the build.
    """

    file: Path
    content: bytes
    origin: str
    order: BuildOptions


class PlanResult(NamedTuple):
    """The result for a plan: an entry if it has documents, otherwise its errors.

    Attributes:
        entry: The entry of the cache.
        new: Whether this build wrote the documents.
        errors: The errors of the plan.
        texts: The text of each file with errors.
    """

    entry: CacheEntry | None
    new: bool = False
    errors: tuple[Diagnostic, ...] = ()
    told: int = 0
    """How many warnings and notes there are."""
    texts: Mapping[str, str] = {}


def failed_result(found: Sequence[Diagnostic], texts: Mapping[str, str]) -> PlanResult:
    """Return the result for a plan with errors.

    Args:
        found: The findings in the plan.
        texts: The texts of files, including the file of this plan.
    """
    errors = tuple(each for each in found if each.severity is Severity.ERROR)
    names = {each.file for each in errors}
    return PlanResult(
        None,
        errors=errors,
        told=len(found) - len(errors),
        texts={name: text for name, text in texts.items() if name in names},
    )


def build_plan(job: PlanJob) -> PlanResult:
    """Read a plan, check it, and write its documents unless it has errors.

    Raise the same exceptions as `builder.build`, except PlanError.
    """
    name = str(job.file)
    try:
        text = decode(job.content, name)
        plan = read(text, name)
    except PlanError as error:
        return failed_result(error.diagnostics, error.texts)
    assessment = assess(plan)
    found = check_assessment(assessment)
    if any(each.severity is Severity.ERROR for each in found):
        return failed_result(found, {name: text})
    made_in = tuple(dict.fromkeys(job.order.languages or document_languages(plan)))
    documents = dict(_written(assessment, made_in, job.order))
    entry = CacheEntry(job.origin, assessment.summary, made_in, documents, len(found))
    return PlanResult(entry, new=True, told=len(found))


def _written(
    assessment: Assessment, made_in: tuple[str, ...], order: BuildOptions
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Write each document; yield its name, with the size and the time of its file.

    A power failure can damage documents that have just been written. The next build detects this and makes them again.
    """
    for language in made_in:
        made = render_each(assessment, order.formats, language, order.templates, made_in)
        for to, document in zip(order.formats, made, strict=True):
            name = f"{assessment.plan.id}.{language}.{to}"
            known = write_atomic(order.folder / name, document, lasting=False)
            yield name, (known.st_size, known.st_mtime_ns) if known is not None else (-1, -1)
