"""A rule: its code, how grave what it finds is, and the function that finds it."""

from collections.abc import Callable, Iterable, Iterator

import attrs

from roadmap.diagnostics import Diagnostic, Severity
from roadmap.model.messages import Message
from roadmap.model.plan import Path, Plan

__all__ = ["Finding", "Rule", "rule"]


@attrs.frozen
class Finding:
    """What a rule found, and where."""

    path: Path
    text: Message
    advice: Message


@attrs.frozen
class Rule:
    """One rule. Its documentation is the docstring of its function."""

    code: str
    severity: Severity
    find: Callable[[Plan], Iterable[Finding]]

    def findings(self, plan: Plan) -> Iterator[Diagnostic]:
        for found in self.find(plan):
            yield Diagnostic(
                code=self.code, severity=self.severity, text=found.text, advice=found.advice, path=found.path
            )


def rule(code: str, severity: Severity = Severity.WARNING) -> Callable[[Callable[[Plan], Iterable[Finding]]], Rule]:
    """Make a rule of a function."""
    return lambda find: Rule(code, severity, find)
