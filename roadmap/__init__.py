"""Country cooperation plans: read, checked, rendered as roadmap documents.

import roadmap

plan = roadmap.load("plans/kyrgyzstan.yaml")
for finding in roadmap.check(plan):
    print(finding)
page = roadmap.render(plan, to="html", language="ru")
"""

from roadmap._version import __version__

TYPE_CHECKING = False  # what `typing` calls so, without importing it
if TYPE_CHECKING:
    from roadmap.analysis.review import Review, review
    from roadmap.api import load, loads, render
    from roadmap.building.builder import NoPlansError, build
    from roadmap.building.pool import WorkerLostError
    from roadmap.diagnostics.diagnostic import Diagnostic, PlanError, Severity
    from roadmap.documents import MissingExtraError, TemplateError, UnknownFormatError
    from roadmap.editing.printer import dumps
    from roadmap.exchange import ImportRejectedError, UnknownExportError, export, import_reports
    from roadmap.i18n.language import UnknownLanguageError
    from roadmap.model.plan import Plan
    from roadmap.rules.registry import check

__all__ = [
    "Diagnostic",
    "ImportRejectedError",
    "MissingExtraError",
    "NoPlansError",
    "Plan",
    "PlanError",
    "Review",
    "Severity",
    "TemplateError",
    "UnknownExportError",
    "UnknownFormatError",
    "UnknownLanguageError",
    "WorkerLostError",
    "__version__",
    "build",
    "check",
    "dumps",
    "export",
    "import_reports",
    "load",
    "loads",
    "render",
    "review",
]

# Which module has each name: imported when it is first used, so that `roadmap --help` starts at once.
_HOMES = {
    **dict.fromkeys(("Diagnostic", "PlanError", "Severity"), "roadmap.diagnostics.diagnostic"),
    **dict.fromkeys(("ImportRejectedError", "UnknownExportError", "export", "import_reports"), "roadmap.exchange"),
    **dict.fromkeys(("load", "loads", "render"), "roadmap.api"),
    **dict.fromkeys(("NoPlansError", "build"), "roadmap.building.builder"),
    **dict.fromkeys(("MissingExtraError", "TemplateError", "UnknownFormatError"), "roadmap.documents"),
    **dict.fromkeys(("Review", "review"), "roadmap.analysis.review"),
    "Plan": "roadmap.model.plan",
    "UnknownLanguageError": "roadmap.i18n.language",
    "WorkerLostError": "roadmap.building.pool",
    "check": "roadmap.rules.registry",
    "dumps": "roadmap.editing.printer",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
