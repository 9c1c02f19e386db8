"""The export formats of a plan, and the functions that make them."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from roadmap.analysis.assessment import assess
from roadmap.errors import UnknownExportError, UnknownLanguageError, WholePlanOnlyError
from roadmap.exchange.tables import own_measures
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.i18n.localized import Localized
from roadmap.model.period import Period
from roadmap.model.plan import Plan
from roadmap.system.deprecation import renamed
from roadmap.system.extras import load_functions

if TYPE_CHECKING:
    from roadmap.exchange.xlsx_import import ImportResult

__all__ = ["EXPORTS", "export", "exporters", "import_reports"]


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


@renamed(to="format")
def export(plan: Plan, *, format: str, language: str | None = None, body: str | None = None) -> dict[str, bytes]:
    """Write a plan as files for other programs.

    Args:
        plan: The plan.
        format: "xlsx", "csv", "json", "ics" (a calendar for each body) or "iati".
        language: The language of heads and words. The default is the plan's first that there are words in.
        body: The id of a body, for the measures alone that it leads or takes part in.

    Returns:
        The names of the files with their contents; none where the body has no measure.

    Raises:
        UnknownExportError: Plans are not exported in this format.
        WholePlanOnlyError: The format, "json" or "iati", holds a whole plan, not the part of one body.
        MissingExtraError: The format needs libraries that are not installed.
        UnknownLanguageError: There are no words in this language.

    >>> import roadmap
    >>> plan = roadmap.load("plans/kazakhstan.yaml")
    >>> [*export(plan, format="json")], [*export(plan, format="csv", body="by-mtz")]
    (['by-kz-2026-2028.json'], ['by-kz-2026-2028.by-mtz.csv'])
    """
    (make,), form = exporters([format], body), EXPORTS[format]
    spoken = language or next((one for one in plan.languages if one in DOCUMENT_LANGUAGES), "en")
    if spoken not in DOCUMENT_LANGUAGES:
        raise UnknownLanguageError(spoken, DOCUMENT_LANGUAGES)
    assessment = assess(plan)
    if body is not None and not any(own_measures(assessment, body)):
        return {}
    given = Localized(assessment, get_language(spoken).of_data) if form.speaks else assessment
    made = make(given, body) if form.a_body else make(given)
    files = made if isinstance(made, dict) else {body: made}
    ending = form.ending or format
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
            raise UnknownExportError(to, EXPORTS)
        if body is not None and not EXPORTS[to].a_body:
            raise WholePlanOnlyError(to, (name for name, form in EXPORTS.items() if form.a_body))
    found = load_functions({to: EXPORTS[to][:3] for to in forms})
    return [found[to] for to in forms]


@renamed(on="default_date")
def import_reports(
    workbook: bytes, *, text: str, name: str = "<string>", default_date: Period | None = None
) -> "ImportResult":
    """Add the reports of a filled-in workbook to the text of its plan; nothing else in the text changes.

    Args:
        workbook: The content of an .xlsx file that was exported from the plan, in any language.
        text: The plan as YAML.
        name: What diagnostics call the plan.
        default_date: The date of each report that has none of its own.

    Returns:
        The new text, the plan that it reads as, the reports that were added, and notes on cells that were not imported.

    Raises:
        ImportRejectedError: Cells cannot be imported; each is in `mistakes`.
        PlanError: The plan has mistakes.
        MissingExtraError: The libraries for workbooks are not installed.
    """
    make = load_functions({"xlsx": ("roadmap.exchange.xlsx_import", "import_reports", "xlsx")})["xlsx"]
    imported: ImportResult = make(workbook, text, name, default_date)
    return imported
