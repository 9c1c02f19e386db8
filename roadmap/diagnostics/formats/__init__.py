"""The formats of reports, for people and programs. Each is a pure function from findings to text.

A report keeps the order of `sort_diagnostics` (file, place, code), so it is the same in every run.
"""

from collections.abc import Callable, Mapping

from roadmap.diagnostics.formats.github import format_github
from roadmap.diagnostics.formats.json import format_json
from roadmap.diagnostics.formats.report import MAX_FINDINGS, Report
from roadmap.diagnostics.formats.sarif import format_sarif
from roadmap.diagnostics.formats.text import format_text

__all__ = ["FORMATS", "MAX_FINDINGS", "Report"]

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
    "sarif": format_sarif,
}
"""The formats of a report, each with the function that makes it."""
