"""What an area knows of its goods stands in its own file: rules read it from the declaration."""

from decimal import Decimal
from typing import Any

import pytest

import roadmap
from roadmap import areas
from roadmap.areas import area
from roadmap.areas._joint_production import JointProduction, code_by_rating
from roadmap.i18n.message import _
from roadmap.model.fields import field, record
from roadmap.model.text import Text
from roadmap.rules.examples import example_plan


@pytest.fixture
def harvesters() -> Any:
    """A kind of production that is declared here and nowhere else."""

    @record
    class HarvesterModel:
        name: Text = field(_("Model"), example="GS12")
        width: Decimal | None = field(_("Width"), default=None, unit="m", example="6")

    @area("harvesters", hs_codes=("843351",), regulations=("TR CU 010/2011",))
    class Harvesters(JointProduction):
        """Assembly of combine harvesters (HS 8433.51)."""

        models: tuple[HarvesterModel, ...] = field(_("Models"), default=())

        def codes_of_model(self, model: HarvesterModel) -> tuple[str, ...]:
            return code_by_rating(((4, "84335101"), (None, "84335102")), model.width) if model.width else ()

    yield Harvesters
    areas._declared.pop("harvesters")


def findings(facts: str) -> dict[str, str]:
    """The findings of RM404 and RM408 in an area of the kind, by code."""
    plan = f"areas:\n  - kind: harvesters\n    title: {{en: Harvesters, ru: Комбайны}}\n    {facts}\n"
    found = roadmap.check(roadmap.loads(example_plan(plan)))
    return {one.code: f"{one.message} {one.help}" for one in found if one.code in ("RM404", "RM408")}


@pytest.mark.usefixtures("harvesters")
def test_a_new_kind_of_production_has_the_rules_about_goods_by_its_declaration() -> None:
    assert findings("hs: '8701'\n    conformity: [x]") == {
        "RM404": "8701 is not a trade code of these goods. Write one of: 8433.51."
    }
    assert list(findings("hs: '8433.51'\n    conformity: [x]")) == []
    assert list(findings("models: [{name: GS12}]")) == ["RM408"]
    assert "TR CU 010/2011" in findings("models: [{name: GS12}]")["RM408"]
    assert list(findings("hs: '8433.51.02'\n    conformity: [x]\n    models: [{name: GS12, width: 4}]")) == ["RM404"]
    assert list(findings("hs: '8433.51.02'\n    conformity: [x]\n    models: [{name: GS12, width: 5}]")) == []
