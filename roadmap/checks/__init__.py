"""What a careful officer checks before signature: each rule a small pure function from a plan to findings.

`RULES` is the whole list. A rule belongs here when it needs the whole plan or judgement; what a single field can tell is in
the field's declaration.
"""

from roadmap.checks import areas, figures, language, measures
from roadmap.checks.rule import Rule
from roadmap.diagnostics import Diagnostic, in_order, placed
from roadmap.model.plan import Plan

__all__ = ["RULES", "Rule", "check"]

RULES: tuple[Rule, ...] = (*figures.RULES, *measures.RULES, *areas.RULES, *language.RULES)


def check(plan: Plan) -> tuple[Diagnostic, ...]:
    """All findings of all rules, by place; a plan that was read from a text gets file, line and column."""
    return in_order(placed(diagnostic, plan.origin) for rule in RULES for diagnostic in rule.findings(plan))
