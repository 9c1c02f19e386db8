"""Findings as workflow commands of GitHub Actions."""

from pathlib import PurePath

from roadmap.diagnostics.diagnostic import Diagnostic, Severity
from roadmap.diagnostics.formats.report import Report

__all__ = ["format_github"]


def format_github(report: Report) -> str:
    """Return workflow commands of GitHub Actions, one per line. They mark the lines of a pull request.

    Source of the rules for escaping: actions/toolkit, packages/core/src/command.ts.
    """
    lines = [_as_command(report, found) for found in report.shown]
    if left_out := report.left_out():
        lines.append(f"::notice::{_data(left_out)}\n")
    return "".join([*lines, *(_as_command(report, note) for note in report.settings)])


def _as_command(report: Report, found: Diagnostic) -> str:
    properties = {
        "file": PurePath(found.file).as_posix() if found.file is not None else None,
        "line": found.line,
        "col": found.column,
        "title": found.called,
    }
    given = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    said = "\n".join(part for part in (report.said(found.text), report.said(found.advice)) if part)
    return f"::{_COMMANDS[found.severity]} {given}::{_data(said)}\n"


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
