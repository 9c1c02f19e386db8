"""What the readers of a document should know: where published figures and claims do not agree.

Apart from the other rules, so that whoever only makes a document need not load them all.
"""

from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.model.plan import Plan
from roadmap.rules import figures, growth
from roadmap.rules.settings import run_rules

__all__ = ["READER_NOTE_RULES", "reader_notes"]

READER_NOTE_RULES = (
    figures.sources_differ,
    growth.growth_does_not_follow,
    figures.target_not_covered,
    growth.faster_than_ever,
    figures.parts_do_not_add_up,
    growth.part_with_whole,
    figures.mirror_figures_differ,
)
"""The rules whose findings stand in documents."""


def reader_notes(plan: Plan) -> tuple[Diagnostic, ...]:
    """What these rules find in a plan, as the plan sets them."""
    return run_rules(READER_NOTE_RULES, plan)
