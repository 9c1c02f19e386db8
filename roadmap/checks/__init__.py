"""What a careful officer checks before signature: each rule a small pure function from a plan to findings.

`RULES` is the whole list. A rule belongs here when it needs the whole plan or judgement; what a single field can tell is in
the field's declaration.
"""

from roadmap.checks import areas, claims, figures, goods, growth, indicators, language, measures, sources, timing, units
from roadmap.checks.house import applied, settings_rule
from roadmap.checks.rule import Rule
from roadmap.checks.texts import Written
from roadmap.diagnostics import Diagnostic, in_order, placed
from roadmap.model.plan import Plan

__all__ = ["RULES", "Rule", "check"]

_ROOMS = (figures, growth, claims, units, sources, timing, measures, indicators, areas, goods, language)

_GIVEN = tuple(rule for room in _ROOMS for rule in room.RULES)

RULES: tuple[Rule, ...] = tuple(
    sorted((*_GIVEN, settings_rule({rule.code: rule for rule in _GIVEN})), key=lambda rule: rule.code)
)


def check(plan: Plan) -> tuple[Diagnostic, ...]:
    """All findings of all rules as the plan sets them, by place; a plan that was read from a text gets file, line and column."""
    settings = {setting.id: setting for setting in plan.rules}
    written = Written(plan)
    return in_order(
        placed(diagnostic, plan.origin)
        for rule in RULES
        for diagnostic in applied(rule, plan, written, settings.get(rule.code))
    )
