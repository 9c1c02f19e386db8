"""What was found in plans, as text for people and as data for programs: pure functions from findings to text.

A report keeps the order of `sort_diagnostics` (file, place, code), so it is the same from run to run.
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
"""What a report can be, and the function that makes it."""
