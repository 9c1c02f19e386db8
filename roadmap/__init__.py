"""Country cooperation plans: read, checked, rendered as roadmap documents.

import roadmap

plan = roadmap.load("plans/kyrgyzstan.yaml")
for finding in roadmap.check(plan):
    print(finding)
page = roadmap.render(plan, format="html", language="ru")
"""

from roadmap._version import __version__

_NAMES = {
    "roadmap.analysis.assessment": ("Assessment",),
    "roadmap.analysis.review": ("Review",),
    "roadmap.api": ("assess", "dump", "load", "loads", "render", "review"),
    "roadmap.building.builder": ("build",),
    "roadmap.diagnostics.diagnostic": ("Diagnostic", "PlanError", "Severity"),
    "roadmap.editing.printer": ("dumps",),
    "roadmap.errors": (
        "CellError",
        "CycleError",
        "FieldError",
        "FieldErrors",
        "ImportRejectedError",
        "MissingExtraError",
        "MissingGlyphError",
        "NoPlansError",
        "NoTemplateError",
        "RoadmapError",
        "TemplateError",
        "UnknownAreaError",
        "UnknownExportError",
        "UnknownFormatError",
        "UnknownLanguageError",
        "UnsafeEditError",
        "UserError",
        "WholePlanOnlyError",
        "WorkerLostError",
    ),
    "roadmap.exchange": ("export", "import_reports"),
    "roadmap.model.plan": ("Plan",),
    "roadmap.rules.registry": ("check",),
}
"""The public names by module. Each module is imported when one of its names is first used, so that `roadmap` starts fast."""

_HOMES = {name: module for module, names in _NAMES.items() for name in names}

__all__ = ["__version__", *sorted(_HOMES)]

TYPE_CHECKING = False  # the same name as in `typing`, whose import would cost a third of the start
if TYPE_CHECKING:
    from roadmap.analysis.assessment import Assessment as Assessment
    from roadmap.analysis.review import Review as Review
    from roadmap.api import assess as assess
    from roadmap.api import dump as dump
    from roadmap.api import load as load
    from roadmap.api import loads as loads
    from roadmap.api import render as render
    from roadmap.api import review as review
    from roadmap.building.builder import build as build
    from roadmap.diagnostics.diagnostic import Diagnostic as Diagnostic
    from roadmap.diagnostics.diagnostic import PlanError as PlanError
    from roadmap.diagnostics.diagnostic import Severity as Severity
    from roadmap.editing.printer import dumps as dumps
    from roadmap.errors import CellError as CellError
    from roadmap.errors import CycleError as CycleError
    from roadmap.errors import FieldError as FieldError
    from roadmap.errors import FieldErrors as FieldErrors
    from roadmap.errors import ImportRejectedError as ImportRejectedError
    from roadmap.errors import MissingExtraError as MissingExtraError
    from roadmap.errors import MissingGlyphError as MissingGlyphError
    from roadmap.errors import NoPlansError as NoPlansError
    from roadmap.errors import NoTemplateError as NoTemplateError
    from roadmap.errors import RoadmapError as RoadmapError
    from roadmap.errors import TemplateError as TemplateError
    from roadmap.errors import UnknownAreaError as UnknownAreaError
    from roadmap.errors import UnknownExportError as UnknownExportError
    from roadmap.errors import UnknownFormatError as UnknownFormatError
    from roadmap.errors import UnknownLanguageError as UnknownLanguageError
    from roadmap.errors import UnsafeEditError as UnsafeEditError
    from roadmap.errors import UserError as UserError
    from roadmap.errors import WholePlanOnlyError as WholePlanOnlyError
    from roadmap.errors import WorkerLostError as WorkerLostError
    from roadmap.exchange import export as export
    from roadmap.exchange import import_reports as import_reports
    from roadmap.model.plan import Plan as Plan
    from roadmap.rules.registry import check as check


_RENAMED = {
    "MissingExtra": "MissingExtraError",
    "NoPlans": "NoPlansError",
    "NotTaken": "ImportRejectedError",
    "UnknownExport": "UnknownExportError",
    "UnknownFormat": "UnknownFormatError",
    "UnknownLanguage": "UnknownLanguageError",
    "WorkerLost": "WorkerLostError",
    "take_in": "import_reports",
}
"""Renamed names of version 0.1, each with its new name. The next version removes them."""


def __getattr__(name: str) -> object:
    if name in _RENAMED:
        from roadmap.system.deprecation import warn_old

        warn_old(f"roadmap.{name}", f"roadmap.{_RENAMED[name]}")
        return globals().get(_RENAMED[name]) or __getattr__(_RENAMED[name])
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
