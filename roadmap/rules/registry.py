"""All rules, and what they find in a plan.

`RULES` is the whole list. A rule belongs here when it needs the whole plan or judgement; what a single field can tell is in
the field's declaration.
"""

from roadmap.analysis.assessment import Assessment, assess
from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.model.plan import Plan
from roadmap.rules import areas, claims, figures, goods, growth, indicators, language, measures, sources, timing, units
from roadmap.rules.rule import Rule
from roadmap.rules.settings import run_rules, settings_notes, settings_rule

__all__ = ["RULES", "check", "check_assessment", "settings"]

_ROOMS = (figures, growth, claims, units, sources, timing, measures, indicators, areas, goods, language)

_GIVEN = tuple(rule for room in _ROOMS for rule in room.RULES)

RULES: tuple[Rule, ...] = tuple(sorted((*_GIVEN, settings_rule(_GIVEN)), key=lambda rule: rule.code))


def check(plan: Plan) -> tuple[Diagnostic, ...]:
    """All findings of all rules as the plan sets them, by place; a plan that was read from a text gets file, line and column."""
    return check_assessment(assess(plan))


def check_assessment(assessment: Assessment) -> tuple[Diagnostic, ...]:
    """As `check`, for a plan that is assessed already."""
    return run_rules(RULES, assessment)


def settings(plan: Plan) -> tuple[Diagnostic, ...]:
    """What the plan sets for the rules, with its reasons, by place: what was not looked at, or was taken otherwise."""
    return settings_notes(RULES, plan)
