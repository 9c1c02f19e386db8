"""Remove false findings after recovery: the changed lines lack what the text really contains."""

import re

from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.reading.source import SourceText

__all__ = ["drop_artefacts"]


def drop_artefacts(found: list[Diagnostic], source: SourceText, lines: frozenset[int]) -> list[Diagnostic]:
    """Return the diagnostics that are also true of the real text.

    Args:
        found: What was found in the recovered text.
        source: The real text.
        lines: The numbers of the lines that recovery changed.
    """
    region = "\n".join(source.line(number) for number in sorted(lines))
    words = frozenset(re.findall(r"[\w.-]+", region)) | frozenset(re.findall(r"\w+", region))

    def stands(diagnostic: Diagnostic) -> bool:
        line, values = diagnostic.line or 1, dict(diagnostic.text.values)
        if line in lines or diagnostic.code == "RM011":
            return False
        if diagnostic.code == "RM005":
            return values.get("key") not in words
        if diagnostic.code == "RM014":
            return values.get("id") not in words and values.get("room") not in words
        if diagnostic.code in ("RM006", "RM007"):
            return not _before_changed(source, line, lines)
        return True

    return [diagnostic for diagnostic in found if stands(diagnostic)]


def _before_changed(source: SourceText, line: int, lines: frozenset[int]) -> bool:
    """Return whether only empty lines separate a line from a changed line below it."""
    for following in range(line + 1, source.lines() + 1):
        if following in lines:
            return True
        if source.line(following).strip():
            return False
    return False
