"""What a plan can be exported as, and what makes each."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from roadmap.analysis.assessment import assess
from roadmap.exchange.tables import own_measures
from roadmap.i18n.language import DOCUMENT_LANGUAGES, UnknownLanguageError, get_language
from roadmap.i18n.localized import Localized
from roadmap.i18n.message import UserError, _, message
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.system.extras import load_functions

if TYPE_CHECKING:
    from roadmap.exchange.xlsx_import import ImportResult

__all__ = ["EXPORTS", "UnknownExportError", "WholePlanOnlyError", "export", "exporters", "import_reports"]


class Export(NamedTuple):
    """A form for other programs: the module and the function that make it, the extra it needs, and what it depends on.

    The function takes a `Localized` if the form has words of a language (`speaks`), else an `Assessment`; and the id of a body
    if it can be made for one body alone (`a_body`). It gives bytes, or several, by the body that each file is for.
    """

    module: str
    function: str
    extra: str = ""
    ending: str = ""
    speaks: bool = True
    a_body: bool = True


EXPORTS = {
    "xlsx": Export("roadmap.exchange.xlsx_export", "to_xlsx", "xlsx"),
    "csv": Export("roadmap.exchange.csv", "to_csv"),
    "json": Export("roadmap.exchange.json", "to_json", speaks=False, a_body=False),
    "ics": Export("roadmap.exchange.ics", "to_calendars", "ics"),
    "iati": Export("roadmap.exchange.iati", "to_iati", "", "iati.xml", speaks=False, a_body=False),
}


class UnknownExportError(UserError, ValueError):
    """A plan cannot be exported as this."""

    def __init__(self, name: str) -> None:
        text = _("plans are not exported as “%(format)s”; there are: %(known)s")
        super().__init__(message(text, format=name, known=", ".join(EXPORTS)))


class WholePlanOnlyError(UnknownExportError):
    """A plan cannot be exported as this for one body alone."""

    def __init__(self, name: str) -> None:
        text = _("“%(format)s” holds a whole plan; for one body there are: %(known)s")
        known = ", ".join(name for name, form in EXPORTS.items() if form.a_body)
        UserError.__init__(self, message(text, format=name, known=known))


def export(plan: Plan, to: str, language: str | None = None, body: str | None = None) -> dict[str, bytes]:
    """A plan as files for other programs: their names, and what is in them.

    to: "xlsx", "csv", "json", "ics" (a calendar for each body) or "iati".
    language: of heads and words, where there are any; by default the plan's first that there are words in.
    body: the id of a body; only the measures that it leads or takes part in, and nothing where there are none.

    Raises UnknownExportError, MissingExtraError, UnknownLanguageError, and WholePlanOnlyError for one body as "json" or "iati".

    >>> import roadmap
    >>> plan = roadmap.load("plans/kazakhstan.yaml")
    >>> [*export(plan, "json")], [*export(plan, "csv", body="by-mtz")]
    (['by-kz-2026-2028.json'], ['by-kz-2026-2028.by-mtz.csv'])
    """
    (make,), form = exporters([to], body), EXPORTS[to]
    spoken = language or next((one for one in plan.languages if one in DOCUMENT_LANGUAGES), "en")
    if spoken not in DOCUMENT_LANGUAGES:
        raise UnknownLanguageError(spoken)
    assessment = assess(plan)
    if body is not None and not any(own_measures(assessment, body)):
        return {}
    given = Localized(assessment, get_language(spoken)) if form.speaks else assessment
    made = make(given, body) if form.a_body else make(given)
    files = made if isinstance(made, dict) else {body: made}
    ending = form.ending or to
    return {".".join(filter(None, (plan.id, part, ending))): content for part, content in files.items()}


def exporters(forms: Iterable[str], body: str | None = None) -> list[Callable[..., bytes | dict[str, bytes]]]:
    """The functions that make exports. Raises UnknownExportError, WholePlanOnlyError, MissingExtraError."""
    forms = list(forms)
    for to in forms:
        if to not in EXPORTS:
            raise UnknownExportError(to)
        if body is not None and not EXPORTS[to].a_body:
            raise WholePlanOnlyError(to)
    found = load_functions({to: EXPORTS[to][:3] for to in forms})
    return [found[to] for to in forms]


def import_reports(workbook: bytes, text: str, name: str = "<string>", on: Period | None = None) -> "ImportResult":
    """The text of a plan with the reports in it that bodies filled in in its workbook; nothing else in the text changes.

    workbook: the content of an .xlsx file that was exported from the plan, in whichever language.
    text: the plan as YAML.
    name: what diagnostics call the plan.
    on: the date of each report that has none of its own.

    Raises ImportRejectedError with every cell that cannot be taken; PlanError for mistakes in the plan; MissingExtraError.
    """
    taken: ImportResult = load_functions({"xlsx": ("roadmap.exchange.xlsx_import", "import_reports", "xlsx")})["xlsx"](
        workbook, text, name, on
    )
    return taken
