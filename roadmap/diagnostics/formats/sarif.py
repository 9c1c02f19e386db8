"""Findings as SARIF, for tools that collect the results of checkers."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from roadmap._version import __version__
from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.diagnostics.formats.json import to_json
from roadmap.diagnostics.formats.report import Report
from roadmap.i18n.message import message

__all__ = ["format_sarif"]


def format_sarif(report: Report) -> str:
    """Return a log of one run with all findings. The settings of plans for rules are its notifications.

    Source: OASIS Static Analysis Results Interchange Format (SARIF) 2.1.0.
    """
    codes = sorted({found.code for found in (*report.found, *report.settings)})
    places = {code: place for place, code in enumerate(codes)}
    driver = {"name": "roadmap", "version": __version__, "rules": _as_rules(report, codes)}
    invocation: dict[str, Any] = {"executionSuccessful": report.whole}
    if report.settings:
        notes = [_as_notification(report, note, places[note.code]) for note in report.settings]
        invocation["toolConfigurationNotifications"] = notes
    results = [_as_result(report, found, places[found.code]) for found in report.found]
    run = {
        "tool": {"driver": driver},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return to_json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]}, indent=None)


_SARIF = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def _as_rules(report: Report, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Return each rule with its title, its reasons, and its default severity."""

    def described(code: str) -> dict[str, Any]:
        known = report.codes.get(code)
        if known is None:
            return {"id": code}
        return {
            "id": code,
            "name": known.name,
            "shortDescription": {"text": report.said(message(known.title))},
            "fullDescription": {"text": " ".join(report.said(message(text)) for text in known.reasons)},
            "defaultConfiguration": {"level": known.severity},
        }

    return [described(code) for code in codes]


def _as_notification(report: Report, note: Diagnostic, rule: int) -> dict[str, Any]:
    return {
        "level": note.severity.value,
        "message": {"text": report.said(note.text)},
        "locations": _as_locations(note),
        "associatedRule": {"id": note.code, "index": rule},
    }


def _as_result(report: Report, found: Diagnostic, rule: int) -> dict[str, Any]:
    said = " ".join(part for part in (report.said(found.text), report.said(found.advice)) if part)
    return {
        "ruleId": found.code,
        "ruleIndex": rule,
        "level": found.severity.value,
        "message": {"text": said},
        "locations": _as_locations(found),
    }


def _as_locations(found: Diagnostic) -> list[dict[str, Any]]:
    location: dict[str, Any] = {}
    if found.file is not None:
        location["physicalLocation"] = {"artifactLocation": {"uri": _uri(found.file)}}
        if found.line is not None:
            region = {"startLine": found.line, "startColumn": found.column or 1}
            location["physicalLocation"]["region"] = region
    if found.path:
        location["logicalLocations"] = [{"fullyQualifiedName": "/".join(map(str, found.path))}]
    return [location] if location else []


def _uri(file: str) -> str:
    """Return a reference to a file: relative for a relative path, an absolute URI for an absolute path."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/", errors="surrogateescape")
