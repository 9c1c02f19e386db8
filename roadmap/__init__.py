"""Country cooperation plans: read, checked, rendered as roadmap documents.

import roadmap

plan = roadmap.load("plans/kyrgyzstan.yaml")
for finding in roadmap.check(plan):
    print(finding)
page = roadmap.render(plan, to="html", language="ru")
"""

__version__ = "0.1.0"

TYPE_CHECKING = False  # what `typing` calls so, without importing it
if TYPE_CHECKING:
    from roadmap.analysis.review import Review, review
    from roadmap.api import load, loads, render
    from roadmap.building.builder import NoPlans, build
    from roadmap.building.pool import WorkerLost
    from roadmap.diagnostics.diagnostic import Diagnostic, PlanError, Severity
    from roadmap.documents import MissingExtra, TemplateError, UnknownFormat
    from roadmap.editing.printer import dumps
    from roadmap.exchange import NotTaken, UnknownExport, export, take_in
    from roadmap.i18n.language import UnknownLanguage
    from roadmap.model.plan import Plan
    from roadmap.rules.registry import check

__all__ = [
    "Diagnostic",
    "MissingExtra",
    "NoPlans",
    "NotTaken",
    "Plan",
    "PlanError",
    "Review",
    "Severity",
    "TemplateError",
    "UnknownExport",
    "UnknownFormat",
    "UnknownLanguage",
    "WorkerLost",
    "__version__",
    "build",
    "check",
    "dumps",
    "export",
    "load",
    "loads",
    "render",
    "review",
    "take_in",
]

# Which module has each name: imported when it is first used, so that `roadmap --help` starts at once.
_HOMES = {
    **dict.fromkeys(("Diagnostic", "PlanError", "Severity"), "roadmap.diagnostics.diagnostic"),
    **dict.fromkeys(("NotTaken", "UnknownExport", "export", "take_in"), "roadmap.exchange"),
    **dict.fromkeys(("load", "loads", "render"), "roadmap.api"),
    **dict.fromkeys(("NoPlans", "build"), "roadmap.building.builder"),
    **dict.fromkeys(("MissingExtra", "TemplateError", "UnknownFormat"), "roadmap.documents"),
    **dict.fromkeys(("Review", "review"), "roadmap.analysis.review"),
    "Plan": "roadmap.model.plan",
    "UnknownLanguage": "roadmap.i18n.language",
    "WorkerLost": "roadmap.building.pool",
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
