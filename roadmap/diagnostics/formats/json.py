"""Findings as JSON, for other programs."""

import json

from roadmap.diagnostics.formats.report import Report

__all__ = ["format_json", "to_json"]


def format_json(report: Report) -> str:
    """A list with all findings, and after them what the plans set for the rules.

    Each has `file`, `line`, `column` (from 1, in characters; null for a plan made in Python), `severity` ("error", "warning",
    "note"; "none" for a setting, which is no finding), `code` and its `name`, `message`, `help` (empty if there is none), and
    `path`: the keys and indices (from 0) from the plan to the part that is meant, empty where the text is no plan.
    """
    given = [(found.severity.value, found) for found in report.found] + [("none", note) for note in report.settings]
    return to_json(
        [
            {
                "file": found.file,
                "line": found.line,
                "column": found.column,
                "severity": severity,
                "code": found.code,
                "name": found.name,
                "message": report.said(found.text),
                "help": report.said(found.advice),
                "path": list(found.path),
            }
            for severity, found in given
        ]
    )


def to_json(value: object, *, indent: int | None = 2) -> str:
    """JSON; without indents it is made several times as fast, and nobody reads a log of half a million findings."""
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
