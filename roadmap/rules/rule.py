"""A rule: its code, how grave what it finds is, its documentation, and the function that finds it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from inspect import cleandoc
from textwrap import dedent
from typing import Any

import attrs

from roadmap import areas
from roadmap.analysis.assessment import Assessment
from roadmap.diagnostics.diagnostic import Diagnostic, Severity
from roadmap.i18n.message import Message
from roadmap.model.plan import Path
from roadmap.rules.texts import Written

__all__ = ["Finding", "Rule", "Threshold", "rule"]

Threshold = int | Decimal

INPUTS: Mapping[str, Callable[[Assessment, Written], Any]] = {
    "plan": lambda assessment, written: assessment.plan,
    "assessment": lambda assessment, written: assessment,
    "written": lambda assessment, written: written,
}
"""What a rule can take, by the name of its parameter: the plan, what follows from it, the texts in it."""


@attrs.frozen
class Finding:
    """What a rule found, and where; `severity` where this finding is not as grave as others of its rule."""

    path: Path
    text: Message
    advice: Message
    severity: Severity | None = None


@attrs.frozen(kw_only=True)
class Rule:
    """One rule.

    name: what it is called beside its code, in small letters and hyphens; it stays when the function gets another name.
    find: the function; its docstring is the documentation: what it finds, then why that matters.
    fails, passes: top-level keys of a plan (see `examples.py`) in which the rule finds something, and in which it does not.
    defaults: what a plan can set, by the names that `RuleSetting` has for them, with the defaults.
    norms: whether a plan can also set the norms of areas; the function gets those that the plan sets, as `norms`.
    fixed: whether a plan cannot set the rule at all.
    inputs: what the function takes besides its thresholds, see INPUTS.
    """

    code: str
    name: str
    severity: Severity
    find: Callable[..., Iterable[Finding]]
    fails: str
    passes: str
    defaults: Mapping[str, Threshold]
    norms: bool
    fixed: bool
    inputs: tuple[str, ...]

    @property
    def called(self) -> str:
        """The code with its name."""
        return f"{self.code} {self.name}"

    @property
    def title(self) -> str:
        return self._documentation[0]

    @property
    def reason(self) -> str:
        return "\n".join(self._documentation[1:]).strip()

    @property
    def _documentation(self) -> list[str]:
        return cleandoc(self.find.__doc__ or "").splitlines()

    @property
    def thresholds(self) -> Mapping[str, Threshold]:
        """All that a plan can set, with the defaults; the norms of areas are looked up at each call."""
        if not self.norms:
            return self.defaults
        return {**self.defaults, **{key: Decimal(norm.example) for key, norm in areas.norms().items()}}

    def findings(self, assessment: Assessment, written: Written, **thresholds: Threshold) -> Iterator[Diagnostic]:
        """Return what the rule finds in an assessed plan and its texts, with its own thresholds or with others."""
        given = {name: INPUTS[name](assessment, written) for name in self.inputs}
        own = {"norms": thresholds} if self.norms else {**self.defaults, **thresholds}
        for found in self.find(**given, **own):
            yield Diagnostic(
                code=self.code,
                name=self.name,
                severity=found.severity or self.severity,
                text=found.text,
                advice=found.advice,
                path=found.path,
            )


def rule(
    code: str,
    name: str,
    severity: Severity = Severity.WARNING,
    *,
    fails: str,
    passes: str,
    fixed: bool = False,
    **thresholds: Threshold,
) -> Callable[[Callable[..., Any]], Rule]:
    """Make a rule of a function. Its parameters are inputs by the names in INPUTS, and its thresholds or `norms`."""

    def made(find: Callable[..., Any]) -> Rule:
        code_object = find.__code__  # at every start; much quicker than `inspect.signature`
        names = code_object.co_varnames[: code_object.co_argcount]
        return Rule(
            code=code,
            name=name,
            severity=severity,
            find=find,
            fails=dedent(fails).lstrip("\n"),
            passes=dedent(passes).lstrip("\n"),
            defaults=thresholds,
            norms="norms" in names,
            fixed=fixed,
            inputs=tuple(name for name in names if name in INPUTS),
        )

    return made
