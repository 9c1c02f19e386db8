"""Whatever plan can be made can be written down and read again."""

from hypothesis import given
from support import examples

import roadmap
from roadmap.model.plan import Plan
from roadmap.testing import plans


@given(plans())
@examples(3)
def test_a_plan_written_and_read_again_is_the_same_plan(plan: Plan) -> None:
    assert roadmap.loads(roadmap.dumps(plan)) == plan


@given(plans())
def test_any_plan_is_checked_and_rendered(plan: Plan) -> None:
    roadmap.check(plan)
    for language in ("en", "ru"):
        assert roadmap.render(plan, format="html", language=language).startswith("<!DOCTYPE html>")
        assert roadmap.render(plan, format="md", language=language).startswith("# ")
