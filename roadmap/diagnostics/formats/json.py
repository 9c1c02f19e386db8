"""Findings as JSON, for other programs."""

import json

from roadmap.diagnostics.formats.report import Report

__all__ = ["format_json", "to_json"]


def format_json(report: Report) -> str:
    """Return a list with all findings, followed by the settings of the plans for rules.

    Each entry has these keys:

    - `file`, `line`, `column`: the place, from 1, in characters; null for a plan made in Python;
    - `severity`: "error", "warning" or "note"; "none" for a setting;
    - `code` and its `name`;
    - `message`, and `help` (empty if there is none);
    - `path`: the keys and indices (from 0) from the plan to the part; empty if the text is not a plan.
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
    """Return a value as JSON.

    Args:
        value: The value.
        indent: The spaces of an indent. None is several times as fast, for output that people do not read.
    """
    return json.dumps(value, ensure_ascii=False, indent=indent) + "\n"
