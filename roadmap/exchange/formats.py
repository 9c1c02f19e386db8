"""The export formats of a plan, and the functions that make them."""

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
    """An export format: the module and function that make it, and the optional packages it needs.

    The function gets a `Localized` if the format has words of a language (`speaks`), else an `Assessment`. It also gets
    the id of a body if the format can be made for one body (`a_body`). It returns bytes, or a mapping from bodies to
    bytes.

    Attributes:
        module: The module of the function.
        function: The name of the function.
        extra: The extra of the package that the format needs; empty for none.
        ending: The ending of the file's name if it differs from the name of the format.
        speaks: Whether the format has words of a language.
        a_body: Whether the format can be made for one body.
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
"""All export formats by name."""


class UnknownExportError(UserError, ValueError):
    """The export format is unknown."""

    def __init__(self, name: str) -> None:
        text = _("unknown export format “%(format)s”; available: %(known)s")
        super().__init__(message(text, format=name, known=", ".join(EXPORTS)))


class WholePlanOnlyError(UnknownExportError):
    """The export format cannot be made for one body."""

    def __init__(self, name: str) -> None:
        text = _("“%(format)s” contains a whole plan; formats for one body: %(known)s")
        known = ", ".join(name for name, form in EXPORTS.items() if form.a_body)
        UserError.__init__(self, message(text, format=name, known=known))


def export(plan: Plan, to: str, language: str | None = None, body: str | None = None) -> dict[str, bytes]:
    """Return a plan as files for other programs: their contents by file name.

    Args:
        plan: The plan.
        to: "xlsx", "csv", "json", "ics" (one calendar per body) or "iati".
        language: The language of heads and words; by default the plan's first language that the program has.
        body: The id of a body: only measures that it leads or takes part in. Without such measures, nothing is
            returned.

    Raises:
        UnknownExportError: The format is unknown.
        WholePlanOnlyError: The format ("json" or "iati") cannot be made for one body.
        MissingExtraError: The format needs a package that is not installed.
        UnknownLanguageError: The program does not have the language.

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
    given = Localized(assessment, get_language(spoken).of_data) if form.speaks else assessment
    made = make(given, body) if form.a_body else make(given)
    files = made if isinstance(made, dict) else {body: made}
    ending = form.ending or to
    return {".".join(filter(None, (plan.id, part, ending))): content for part, content in files.items()}


def exporters(forms: Iterable[str], body: str | None = None) -> list[Callable[..., bytes | dict[str, bytes]]]:
    """Return the functions that make some formats.

    Args:
        forms: The formats.
        body: The id of a body if the exports are for it alone.

    Raises:
        UnknownExportError: A format is unknown.
        WholePlanOnlyError: A format cannot be made for one body.
        MissingExtraError: A format needs a package that is not installed.
    """
    forms = list(forms)
    for to in forms:
        if to not in EXPORTS:
            raise UnknownExportError(to)
        if body is not None and not EXPORTS[to].a_body:
            raise WholePlanOnlyError(to)
    found = load_functions({to: EXPORTS[to][:3] for to in forms})
    return [found[to] for to in forms]


def import_reports(workbook: bytes, text: str, name: str = "<string>", on: Period | None = None) -> "ImportResult":
    """Import reports from a filled-in workbook into the text of a plan; nothing else in the text changes.

    Args:
        workbook: The content of an .xlsx file that was exported from the plan, in any language.
        text: The plan as YAML.
        name: The name of the plan in diagnostics.
        on: The date of each report that has no date of its own.

    Returns:
        The new text and plan, the reports, and notes on ignored cells.

    Raises:
        ImportRejectedError: The workbook or some of its cells cannot be imported; it lists every such cell.
        PlanError: The plan has errors.
        MissingExtraError: The package that reads workbooks is not installed.
    """
    taken: ImportResult = load_functions({"xlsx": ("roadmap.exchange.xlsx_import", "import_reports", "xlsx")})["xlsx"](
        workbook, text, name, on
    )
    return taken
