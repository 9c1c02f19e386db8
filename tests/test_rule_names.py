"""Each code has a name: one list of them, shown beside the code wherever it is shown, and usable in its place."""

import json
import re

import pytest

import roadmap
from roadmap.diagnostics.catalog import READING
from roadmap.diagnostics.formats import FORMATS, Report
from roadmap.diagnostics.suggest import closest_code
from roadmap.i18n.language import get_language
from roadmap.reference.explain import explain, known_codes, names, titles
from roadmap.reference.json_schema import schema
from roadmap.rules.registry import RULES
from roadmap.rules.registry import settings as settings_of

NAMES = """
RM001 not-utf-8
RM002 not-yaml
RM003 duplicate-key
RM004 unknown-key
RM005 missing-key
RM006 wrong-kind-of-value
RM007 value-out-of-bounds
RM008 no-such-date
RM009 no-such-code
RM010 plan-too-large
RM011 not-one-plan
RM012 unsupported-yaml
RM013 invisible-character
RM014 broken-reference
RM015 duplicate-id
RM016 unusable-id
RM101 number-without-source
RM102 sources-differ
RM103 growth-does-not-follow
RM104 target-missing-or-low
RM105 target-not-covered
RM106 growth-faster-than-ever
RM107 parts-do-not-add-up
RM108 part-year-with-whole-year
RM109 old-figures
RM110 mirror-figures-differ
RM111 share-does-not-follow
RM112 withdrawn-currency
RM113 unit-of-another-quantity
RM201 not-one-lead-per-party
RM202 due-outside-the-period
RM203 due-in-the-past
RM204 depends-on-later-measure
RM205 no-expected-result
RM206 vague-wording
RM207 all-at-the-end
RM208 too-much-for-one-body
RM209 no-dated-deadline
RM210 done-without-proof
RM211 financing-not-named
RM212 lead-among-the-partners
RM213 status-against-reports
RM214 report-out-of-time
RM215 actual-without-indicator
RM216 two-reports-on-one-day
RM217 done-before-dependency
RM301 indicator-incomplete
RM302 target-leads-nowhere
RM303 actual-in-the-future
RM304 indicator-against-its-area
RM401 percentage-out-of-bounds
RM402 localisation-falls
RM403 output-above-capacity
RM404 code-of-other-goods
RM405 seeds-below-the-norm
RM406 same-giver-and-receiver
RM407 production-without-training
RM408 conformity-not-named
RM409 source-for-missing-fact
RM501 text-missing-in-a-language
RM502 letters-of-another-alphabet
RM503 untidy-text
RM504 unused-body-or-source
RM505 official-name-unknown
RM601 invalid-rule-setting
"""
"""A name that was published stays: plans set rules by it."""


def test_the_published_names_stay() -> None:
    assert names() == dict(line.split() for line in NAMES.strip().splitlines())


def test_each_code_has_a_name_of_its_own() -> None:
    assert names().keys() == titles().keys() == {*READING, *(rule.code for rule in RULES)}
    assert len(set(names().values())) == len(names())
    for name in names().values():
        assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", name)
        assert len(name) <= 32


@pytest.mark.parametrize("code", titles())
def test_explain_takes_the_name_for_the_code(code: str) -> None:
    name = names()[code]
    assert explain(name) == explain(code) == explain(name.upper()) == explain(code.lower())
    assert (explain(code) or "").startswith(f"{code} {name} (")


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("growth-does-not-folow", "growth-does-not-follow"),
        ("GROWTH_DOES_NOT_FOLLOW", "growth-does-not-follow"),
        ("RM130", "RM103"),
        ("zebra", None),
    ],
)
def test_a_mistyped_name_or_code_is_guessed(typed: str, near: str | None) -> None:
    assert closest_code(typed, names()) == near


# In reports


def found_in(small: str) -> roadmap.Diagnostic:
    (found,) = roadmap.check(roadmap.loads(small.replace("2030: 400", "2030: 40"), name="plan.yaml"))
    return found


def test_a_finding_of_a_rule_and_of_reading_has_the_name(small: str) -> None:
    found = found_in(small)
    assert (found.code, found.name) == ("RM105", "target-not-covered")
    with pytest.raises(roadmap.PlanError) as refused:
        roadmap.loads(small.replace("2026–2030", "2026-02-30"))
    assert refused.value.diagnostics[0].name == "no-such-date"
    assert "error[RM008 no-such-date]: " in str(refused.value)


def test_every_report_shows_the_name(small: str) -> None:
    report = Report([found_in(small)], codes=known_codes())
    assert ": warning[RM105 target-not-covered]: " in FORMATS["text"](report)
    assert json.loads(FORMATS["json"](report))[0]["name"] == "target-not-covered"
    assert "title=RM105 target-not-covered::" in FORMATS["github"](report)
    (rule,) = json.loads(FORMATS["sarif"](report))["runs"][0]["tool"]["driver"]["rules"]
    assert (rule["id"], rule["name"]) == ("RM105", "target-not-covered")


def test_severities_are_in_the_readers_language_in_the_text_alone(small: str) -> None:
    found = found_in(small)
    report = Report([found], gettext=get_language("ru").gettext)
    assert ": предупреждение[RM105 target-not-covered]: " in FORMATS["text"](report)
    assert found.said(get_language("ru").gettext).partition("[")[0].endswith(": предупреждение")
    assert json.loads(FORMATS["json"](report))[0]["severity"] == "warning"
    assert FORMATS["github"](report).startswith("::warning ")
    assert json.loads(FORMATS["sarif"](report))["runs"][0]["results"][0]["level"] == "warning"
    assert ": warning[RM105 target-not-covered]: " in str(found)


def test_sarif_of_a_code_that_nothing_is_known_of_has_the_code_alone(small: str) -> None:
    (rule,) = json.loads(FORMATS["sarif"](Report([found_in(small)])))["runs"][0]["tool"]["driver"]["rules"]
    assert rule == {"id": "RM105"}


# In plans


def test_a_plan_sets_a_rule_by_its_name_as_by_its_code(small: str) -> None:
    small = small.replace("2030: 400", "2030: 40")
    by_code, by_name = (
        roadmap.loads(f"{small}rules: {{{key}: {{level: off, reason: Too early}}}}\n", name="plan.yaml")
        for key in ("RM105", "target-not-covered")
    )
    assert roadmap.check(by_code) == roadmap.check(by_name) == ()
    told = "RM105 target-not-covered is off in this plan: Too early"
    for plan in (by_code, by_name):
        assert [note.message for note in settings_of(plan)] == [told]
    assert "target-not-covered:" in roadmap.dumps(by_name)


def test_thresholds_are_set_by_name_too(small: str) -> None:
    plan = roadmap.loads(f"{small}date: 2029-01-01\nrules: {{old-figures: {{months: 600}}}}\n")
    assert "RM109" not in {found.code for found in roadmap.check(plan)}
    assert "RM109" in {found.code for found in roadmap.check(roadmap.loads(f"{small}date: 2029-01-01\n"))}


def test_a_rule_that_is_set_twice_is_a_mistake_and_the_code_counts(small: str) -> None:
    both = "rules:\n  target-not-covered: {level: note, reason: A}\n  RM105: {level: off, reason: B}\n"
    plan = roadmap.loads(small.replace("2030: 400", "2030: 40") + both)
    (found,) = roadmap.check(plan)
    assert (found.code, found.path) == ("RM601", ("rules", "target-not-covered"))
    assert found.message == "The rule RM105 target-not-covered is set twice, by its code and by its name."
    assert [note.message for note in settings_of(plan)] == ["RM105 target-not-covered is off in this plan: B"]


@pytest.mark.parametrize(
    ("key", "advice"),
    [
        ("target-not-coverd", "Did you mean “target-not-covered”?"),
        ("RM150", "Did you mean “RM105”?"),
        ("invalid-rule-setting", "Delete this entry: the rule about settings always applies."),
    ],
)
def test_a_mistyped_name_in_a_plan_is_named(small: str, key: str, advice: str) -> None:
    plan = roadmap.loads(f"{small}rules: {{{key}: {{level: off, reason: No}}}}\n")
    assert [(found.code, found.help) for found in roadmap.check(plan)] == [("RM601", advice)]


def test_the_schema_offers_codes_and_names() -> None:
    offered = schema("en")["properties"]["rules"]["properties"]
    settable = [rule for rule in RULES if not rule.fixed]
    assert set(offered) == {key for rule in settable for key in (rule.code, rule.name)}
    assert offered["RM103"]["title"] == offered["growth-does-not-follow"]["title"] == "RM103 growth-does-not-follow"
