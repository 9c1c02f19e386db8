"""The rules whose findings readers of a document see: where published figures and claims do not agree.

They have a module of their own, because a document loads only these few rules.
"""

from datetime import date

from roadmap.analysis.assessment import Assessment
from roadmap.analysis.assessment import assess as assess_plan
from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.model.plan import Plan
from roadmap.rules import figures, growth
from roadmap.rules.settings import run_rules

__all__ = ["READER_NOTE_RULES", "assess", "reader_notes"]

READER_NOTE_RULES = (
    figures.sources_differ,
    growth.growth_does_not_follow,
    figures.target_not_covered,
    growth.faster_than_ever,
    figures.parts_do_not_add_up,
    growth.part_with_whole,
    figures.mirror_figures_differ,
)
"""The rules whose findings appear in documents."""


def reader_notes(assessment: Assessment) -> tuple[Diagnostic, ...]:
    """Return the findings of these rules, with the settings of the plan."""
    return run_rules(READER_NOTE_RULES, assessment)


def assess(plan: Plan, as_of: date | None = None) -> Assessment:
    """Assess a plan, with notes for the readers of a document; see `roadmap.analysis.assessment.assess`."""
    return assess_plan(plan, as_of, find_notes=reader_notes)
