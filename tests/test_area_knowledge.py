"""What an area knows of its goods stands in its own file: rules read it from the declaration."""

from decimal import Decimal
from typing import Any, cast

import attrs
import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

import roadmap
from roadmap import areas
from roadmap.areas import Area, Norm, area
from roadmap.areas._joint_production import JointProduction, code_by_rating
from roadmap.i18n.message import _
from roadmap.model.fields import field, record
from roadmap.model.rule_setting import RuleSetting
from roadmap.model.text import Text
from roadmap.reference.explain import explain
from roadmap.reference.forms import yaml_skeleton
from roadmap.reference.json_schema import schema
from roadmap.rules.examples import example_plan
from roadmap.rules.registry import settings
from roadmap.testing import records


@pytest.fixture
def harvesters() -> Any:
    """A kind of production that is declared here and nowhere else."""

    @record
    class HarvesterModel:
        name: Text = field(_("Model"), example="GS12")
        width: Decimal | None = field(_("Width"), default=None, unit="m", example="6")

    @area(
        "harvesters",
        hs_codes=("843351",),
        regulations=("TR CU 010/2011",),
        norms={"grain_saved": Norm(Decimal("98.5"), "GOST 28301-2015"), "service_life": Norm(10, "GOST 27.002-2015")},
    )
    class Harvesters(JointProduction):
        """Assembly of combine harvesters (HS 8433.51)."""

        models: tuple[HarvesterModel, ...] = field(_("Models"), default=())
        grain_saved: Decimal | None = field("Grain saved, at least", default=None, unit="%", min=50, max=100)
        service_life: int | None = field("Service life", default=None, unit="years", min=1, max=40)

        def codes_of_model(self, model: HarvesterModel) -> tuple[str, ...]:
            return code_by_rating(((4, "84335101"), (None, "84335102")), model.width) if model.width else ()

    yield Harvesters
    areas._declared.pop("harvesters")


def plan_of(facts: str, rules: str = "{}") -> roadmap.Plan:
    """A plan with an area of the kind, and with settings of rules."""
    plan = f"areas:\n  - kind: harvesters\n    title: {{en: Harvesters, ru: Комбайны}}\n    {facts}\nrules: {rules}\n"
    return roadmap.loads(example_plan(plan))


def findings(facts: str, rules: str = "{}") -> dict[str, str]:
    """The findings about goods, norms and settings in an area of the kind, by code."""
    found = roadmap.check(plan_of(facts, rules))
    return {one.code: f"{one.message} {one.help}" for one in found if one.code in ("RM404", "RM405", "RM408", "RM601")}


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


@pytest.mark.usefixtures("harvesters")
def test_a_new_kind_brings_a_norm_by_its_declaration() -> None:
    advice = "Raise the requirement, or say in the plan’s “rules” which norm applies instead."
    assert findings("grain_saved: 98.4") == {"RM405": f"98.4% is below the norm of 98.5% (GOST 28301-2015). {advice}"}
    assert findings("grain_saved: 98.5") == {}
    assert findings("service_life: 9") == {
        "RM405": f"9 years is below the norm of 10 years (GOST 27.002-2015). {advice}"
    }
    assert findings("service_life: 10") == {}


@pytest.mark.usefixtures("harvesters")
@pytest.mark.parametrize("code", ["RM405", "seeds-below-the-norm"])
def test_a_plan_sets_the_norm_of_a_new_kind(code: str) -> None:
    rules = f"{{{code}: {{grain_saved: 99}}}}"
    assert list(findings("grain_saved: 98.9", rules)) == ["RM405"]
    assert findings("grain_saved: 99", rules) == {}
    assert list(findings("service_life: 9", rules)) == ["RM405"]
    (note,) = settings(plan_of("grain_saved: 99", rules))
    assert note.message.endswith("to grain_saved: 99 instead of the default grain_saved: 98.5.")


@pytest.mark.usefixtures("harvesters")
def test_a_norm_is_written_as_it_is_read() -> None:
    plan = plan_of("grain_saved: 99", "{RM405: {purity: 97, level: note, reason: Trials, grain_saved: 99.25}}")
    assert "rules:\n  RM405:\n    level: note\n    reason: Trials\n    grain_saved: 99.25\n    purity: 97\n" in (
        roadmap.dumps(plan)
    )
    assert roadmap.loads(roadmap.dumps(plan)) == plan
    (exported,) = roadmap.export(plan, format="json").values()
    assert roadmap.loads(exported) == plan


@pytest.mark.usefixtures("harvesters")
@given(data=st.data())
@hypothesis.settings(max_examples=20, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
def test_every_setting_is_written_as_it_is_read(data: st.DataObject) -> None:
    setting = data.draw(cast(Any, records).__wrapped__(RuleSetting))
    plan = attrs.evolve(plan_of("grain_saved: 99"), rules=(setting,))
    assert roadmap.loads(roadmap.dumps(plan)) == plan


@pytest.mark.usefixtures("harvesters")
@pytest.mark.parametrize(
    ("rules", "found"),
    [
        ("{RM405: {grain_saved: 49}}", [("RM007", "grain_saved")]),
        ("{RM405: {grain_saved: 101}}", [("RM007", "grain_saved")]),
        ("{RM405: {grain_saved: [], purity: x}}", [("RM006", "grain_saved"), ("RM006", "purity")]),
        ("{RM405: {grain_saved: 49, level: x}}", [("RM007", "grain_saved"), ("RM007", "level")]),
        ("{RM405: {grain_savd: 99}}", [("RM004", "grain_savd")]),
        ("{RM405: {moisture: 9}}", [("RM004", "moisture")]),
        ("{RM405: {norms: {grain_saved: 99}}}", [("RM004", "norms")]),
        ("{RM405: {norms: {grain_saved: 99}, grain_saved: 99}}", [("RM004", "norms")]),
    ],
)
def test_a_mistake_in_a_norm_has_its_place(rules: str, found: list[tuple[str, str]]) -> None:
    with pytest.raises(roadmap.PlanError) as caught:
        plan_of("grain_saved: 99", rules)
    assert sorted((one.code, one.path) for one in caught.value.diagnostics) == [
        (code, ("rules", "RM405", key)) for code, key in found
    ]
    if found == [("RM004", "grain_savd")]:
        assert caught.value.diagnostics[0].help == "Did you mean “grain_saved”?"


@pytest.mark.usefixtures("harvesters")
def test_a_norm_stays_without_a_value_and_another_rule_has_none() -> None:
    assert list(findings("grain_saved: 98.4", "{RM405: {grain_saved: }}")) == ["RM405"]
    assert findings("grain_saved: 99", "{RM103: {grain_saved: 99}}") == {
        "RM601": "RM103 growth-does-not-follow has no setting “grain_saved”. Allowed here: level, reason and percent."
    }
    assert "grain_saved" in findings("grain_saved: 99", "{RM405: {months: 9}}")["RM601"]


@pytest.mark.usefixtures("harvesters")
def test_the_schema_the_form_and_the_explanation_list_the_norm() -> None:
    described = schema()["definitions"]["RuleSettingId"]["properties"]["grain_saved"]
    assert (described["title"], described["minimum"], described["maximum"]) == ("Grain saved, at least", 50, 100)
    assert "norms" not in schema()["definitions"]["RuleSettingId"]["properties"]
    lines = [" ".join(line.split()) for line in yaml_skeleton(RuleSetting, str)]
    assert "grain_saved: 98.5 # Grain saved, at least, %; 50–100" in lines
    assert "{RM405: {grain_saved: 98.5, service_life: 10, germination: 80, purity: 98}}" in str(explain("RM405"))


@pytest.mark.parametrize(
    ("key", "problem"), [("yield", "needs a field"), ("title", "needs a field"), ("percent", "has the key")]
)
def test_a_norm_needs_a_field_with_a_number_and_a_key_of_its_own(key: str, problem: str) -> None:
    with pytest.raises(ValueError, match=problem):

        @area("ploughs", norms={key: Norm(1, "GOST 1")})
        class Ploughs(Area):
            """Ploughs."""

            percent: Decimal | None = field("Share", default=None)
