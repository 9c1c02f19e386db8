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
    from roadmap.checks.rules import check
    from roadmap.diagnostics import Diagnostic, PlanError, Severity
    from roadmap.exchange import NotTaken, UnknownExport, export, take_in
    from roadmap.interface import load, loads, render
    from roadmap.model.plan import Plan
    from roadmap.portfolio import NoPlans, build
    from roadmap.rendering import MissingExtra, TemplateError, UnknownFormat
    from roadmap.words import UnknownLanguage
    from roadmap.workers import WorkerLost
    from roadmap.writing.plans import dumps

__all__ = [
    "Diagnostic",
    "MissingExtra",
    "NoPlans",
    "NotTaken",
    "Plan",
    "PlanError",
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
    "take_in",
]

# Which module has each name: imported when it is first used, so that `roadmap --help` starts at once.
_HOMES = {
    **dict.fromkeys(("Diagnostic", "PlanError", "Severity"), "roadmap.diagnostics"),
    **dict.fromkeys(("NotTaken", "UnknownExport", "export", "take_in"), "roadmap.exchange"),
    **dict.fromkeys(("load", "loads", "render"), "roadmap.interface"),
    **dict.fromkeys(("NoPlans", "build"), "roadmap.portfolio"),
    **dict.fromkeys(("MissingExtra", "TemplateError", "UnknownFormat"), "roadmap.rendering"),
    "Plan": "roadmap.model.plan",
    "UnknownLanguage": "roadmap.words",
    "WorkerLost": "roadmap.workers",
    "check": "roadmap.checks.rules",
    "dumps": "roadmap.writing.plans",
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
