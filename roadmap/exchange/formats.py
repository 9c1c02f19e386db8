"""What a plan can be exported as, and what makes each."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from roadmap.model.messages import Refused, _, message
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.rendering import MissingExtra
from roadmap.words import LANGUAGES, UnknownLanguage

if TYPE_CHECKING:
    from roadmap.exchange.taking import Taken

__all__ = ["EXPORTS", "UnknownExport", "export", "exporter", "take_in"]


class Export(NamedTuple):
    """A form for other programs: the module and the function that make it, the extra it needs, and whether it speaks a language.

    The function gives bytes; or several, by what is put into the name of each file.
    """

    module: str
    function: str
    extra: str = ""
    ending: str = ""
    speaks: bool = True


EXPORTS = {
    "xlsx": Export("roadmap.exchange.workbook", "workbook", "xlsx"),
    "csv": Export("roadmap.exchange.separated", "separated"),
    "json": Export("roadmap.exchange.as_json", "as_json", speaks=False),
    "ics": Export("roadmap.exchange.calendars", "calendars", "ics"),
    "iati": Export("roadmap.exchange.iati", "activities", ending="iati.xml", speaks=False),
}


class UnknownExport(Refused, ValueError):
    """A plan cannot be exported as this."""

    def __init__(self, name: str) -> None:
        text = _("plans are not exported as “%(format)s”; there are: %(known)s")
        super().__init__(message(text, format=name, known=", ".join(EXPORTS)))


def export(plan: Plan, to: str, language: str | None = None) -> dict[str, bytes]:
    """A plan as files for other programs: their names, and what is in them.

    to: "xlsx", "csv", "json", "ics" (a calendar for each body) or "iati".
    language: of heads and words, where there are any; by default the plan's first that there are words in.

    Raises UnknownExport, MissingExtra, UnknownLanguage.

    >>> import roadmap
    >>> [*export(roadmap.load("plans/kazakhstan.yaml"), "json")]
    ['by-kz-2026-2028.json']
    """
    make, form = exporter(to), EXPORTS[to]
    spoken = language or next((one for one in plan.languages if one in LANGUAGES), "en")
    if spoken not in LANGUAGES:
        raise UnknownLanguage(spoken)
    made = make(plan, spoken) if form.speaks else make(plan)
    ending = form.ending or to
    if isinstance(made, bytes):
        return {f"{plan.id}.{ending}": made}
    return {f"{plan.id}.{part}.{ending}": content for part, content in made.items()}


def exporter(to: str) -> Callable[..., bytes | dict[str, bytes]]:
    """The function that makes an export. Raises UnknownExport, MissingExtra."""
    if to not in EXPORTS:
        raise UnknownExport(to)
    form = EXPORTS[to]
    found: Callable[..., bytes | dict[str, bytes]] = _loaded(to, form.module, form.function, form.extra)
    return found


def take_in(workbook: bytes, text: str, name: str = "<string>", on: Period | None = None) -> "Taken":
    """The text of a plan with the reports in it that bodies filled in in its workbook; nothing else in the text changes.

    workbook: the content of an .xlsx file that was exported from the plan, in whichever language.
    text: the plan as YAML.
    name: what diagnostics call the plan.
    on: the date of each report that has none of its own.

    Raises NotTaken with every cell that cannot be taken; PlanError for mistakes in the plan; MissingExtra.
    """
    taken: Taken = _loaded("xlsx", "roadmap.exchange.taking", "take_in", "xlsx")(workbook, text, name, on)
    return taken


def _loaded(to: str, module: str, function: str, extra: str) -> Any:
    """A function of a module that may need an extra. Raises MissingExtra."""
    try:
        return getattr(import_module(module), function)
    except ModuleNotFoundError as error:
        if not extra or (error.name or "").startswith("roadmap"):
            raise
        raise MissingExtra(to, extra) from error
