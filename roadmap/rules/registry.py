"""The list of all rules (`RULES`), and the functions that run them on a plan.

A rule needs the whole plan, or judgement. The declaration of a field holds the checks that need one value only.
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
    """Check a plan with all rules, with the settings of the plan.

    Args:
        plan: The plan.

    Returns:
        All findings, by place. They have file, line and column if the plan was read from a text.
    """
    return check_assessment(assess(plan))


def check_assessment(assessment: Assessment) -> tuple[Diagnostic, ...]:
    """Check a plan that is assessed already; see `check`."""
    return run_rules(RULES, assessment)


def settings(plan: Plan) -> tuple[Diagnostic, ...]:
    """Return the settings of the plan for rules, with their reasons, by place: rules turned off or changed."""
    return settings_notes(RULES, plan)
