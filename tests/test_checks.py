"""The rules: each finds what its documentation says, where it says, and no more; a plan sets them with a reason."""

import re
import subprocess
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import Run, decoded

import roadmap
from roadmap.areas import keys_of
from roadmap.diagnostics.catalog import READING
from roadmap.diagnostics.diagnostic import Diagnostic, PlanError, Severity, sort_diagnostics
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.i18n.message import message
from roadmap.model.fields import field_infos
from roadmap.model.plan import Plan
from roadmap.model.rule_setting import RuleSetting
from roadmap.model.series import ByYear
from roadmap.model.text import Text
from roadmap.reading import decode
from roadmap.rules.examples import BASE, example_plan
from roadmap.rules.registry import RULES
from roadmap.rules.rule import Rule
from roadmap.testing import plans

each_rule = pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])


def found(example: str, code: str = "RM") -> list[Diagnostic]:
    """What is found in a plan with some keys replaced, of one rule or of all."""
    plan = roadmap.loads(example_plan(example), name="plan.yaml")
    return [finding for finding in roadmap.check(plan) if finding.code.startswith(code)]


def part(record: Any, path: tuple[str | int, ...]) -> Any:
    """What a path leads to; raises LookupError or AttributeError where there is nothing."""
    if not path:
        return record
    first, rest = path[0], path[1:]
    if isinstance(record, ByYear):
        return dict(record.values)[int(first)]
    if isinstance(record, Text):
        return part(dict(record.versions)[str(first)], rest)
    if isinstance(record, tuple):
        if isinstance(first, int):
            return part(record[first], rest)
        return part({one.id: one for one in record}[first], rest)
    return part(getattr(record, {d.key: d.name for d in field_infos(type(record))}[str(first)]), rest)


# Documentation


def test_the_base_of_the_examples_has_nothing_to_find() -> None:
    assert found("") == []


@each_rule
def test_the_example_that_fails_gives_the_code(rule: Rule) -> None:
    assert found(rule.fails, rule.code)


@each_rule
def test_the_example_that_passes_does_not(rule: Rule) -> None:
    assert found(rule.passes, rule.code) == []


@each_rule
def test_both_examples_are_short_and_of_top_level_keys(rule: Rule) -> None:
    keys = {d.key for d in field_infos(Plan)}
    for example in (rule.fails, rule.passes):
        assert set(re.findall(r"^(\S+?):", example, re.MULTILINE)) <= keys
        assert len(example.splitlines()) <= 22
        assert "\t" not in example
    assert rule.fails != rule.passes


@pytest.mark.parametrize("code", READING)
def test_both_examples_of_a_code_of_reading_show_it(code: str) -> None:
    fails, passes = (example_plan(example) for example in READING[code][-2:])
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.loads(decode(fails.encode("cp1251" if code == "RM001" else "utf-8"), "plan.yaml"))
    assert {found.code for found in raised.value.diagnostics} == {"RM007" if code == "RM401" else code}
    assert isinstance(roadmap.loads(passes), Plan)


@each_rule
def test_a_rule_says_what_it_finds_and_why(rule: Rule) -> None:
    assert re.fullmatch(r"RM[1-6]\d\d", rule.code)
    assert rule.title.endswith((".", "K."))
    assert len(rule.reason) > 40


def test_codes_stand_in_order_and_each_once() -> None:
    codes = [rule.code for rule in RULES]
    assert codes == sorted(set(codes))
    assert not set(codes) & set(READING)
    assert [f"RM0{number:02}" for number in range(1, 17)] == [code for code in READING if code < "RM1"]


@each_rule
def test_every_threshold_can_be_set(rule: Rule) -> None:
    assert set(rule.thresholds) <= {d.key for d in keys_of(RuleSetting)} - {"id", "level", "reason"}


@each_rule
def test_a_finding_of_an_example_leads_to_something(rule: Rule) -> None:
    plan = roadmap.loads(example_plan(rule.fails), name="plan.yaml")
    for finding in roadmap.check(plan):
        part(plan, finding.path)
        assert finding.line is not None


def test_an_example_replaces_keys_and_keeps_the_others() -> None:
    plan = roadmap.loads(example_plan("stage: agreed\nperiod: 2026\n"))
    assert (plan.stage.key, str(plan.period), len(plan.areas)) == ("agreed", "2026", 1)
    assert example_plan("") == BASE


# What is found


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("RM102", ["27.8%"]),
        ("RM103", ["2.50 times", "2.14 times"]),
        ("RM105", ["short of the target by 367 million USD", "52%"]),
        ("RM106", ["30.3%", "5.3%"]),
        ("RM107", ["86", "133"]),
        ("RM108", ["366 days", "273 days"]),
        ("RM109", ["47 months"]),
        ("RM110", ["of 40", "of 20", "100.0%"]),
        ("RM111", ["40%", "115 out of 310", "37.1%"]),
        ("RM203", ["2026-Q2", "2026-11-23"]),
        ("RM302", ["500 in 2028", "50 in 2030"]),
        ("RM304", ["2030", "300", "500"]),
        ("RM403", ["600", "500"]),
        ("RM404", ["8701.92", "8701.93"]),
        ("RM405", ["75%", "80%"]),
        ("RM502", ["“Kыргызстана”"]),
    ],
)
def test_a_finding_carries_the_numbers(code: str, numbers: list[str]) -> None:
    rule = next(rule for rule in RULES if rule.code == code)
    said = " ".join(f"{finding.message} {finding.help}" for finding in found(rule.fails, code))
    assert [number for number in numbers if number not in said] == []


def measures(*lines: str) -> str:
    """The areas of a plan with measures, each given by what is special of it."""
    head = "areas:\n  - kind: general\n    title: {en: Area, ru: Направление}\n    adds_to_trade: {2030: 400}\n    measures:\n"
    return head + "".join(
        f"      - {{id: M-{n}, title: {{en: Sign, ru: Подписать}}, lead: [by-minprom, kg-mineconom], "
        f"result: {{en: Signed, ru: Подписано}}, {line}}}\n"
        for n, line in enumerate(lines)
    )


def test_what_waits_for_something_later_is_a_warning_a_circle_an_error() -> None:
    (later,) = found(measures("due: 2028-Q1", "due: 2027, after: [M-0]"), "RM204")
    assert (later.severity, later.path[-2:]) == (Severity.WARNING, ("after", 0))
    assert "2027" in later.message
    assert "2028-Q1" in later.message
    (circle,) = found(measures("due: 2027, after: [M-1]", "due: 2027, after: [M-0]"), "RM204")
    assert circle.severity is Severity.ERROR
    assert found(measures("due: 2028-Q1", "due: 2028, after: [M-0]", "due: annually, after: [M-0]"), "RM204") == []
    assert found(measures("due: 2028-Q1", "due: 2028-03, after: [M-0]"), "RM204") == []


def test_what_is_due_in_the_past_may_be_done_or_cancelled() -> None:
    late = found(
        measures(*(f"due: 2026-Q1, status: {status}" for status in ("planned", "under-way", "delayed"))), "RM203"
    )
    assert len(late) == 3
    assert found(measures("due: 2026-Q1, status: done", "due: 2026-Q1, status: cancelled"), "RM203") == []
    undated = example_plan(measures("due: 2026-Q1")).replace("date: 2026-11-23\n", "")
    assert "RM203" not in {finding.code for finding in roadmap.check(roadmap.loads(undated))}


def test_the_fullest_quarter_of_a_body_is_named_once() -> None:
    many = [*["due: 2027-Q2"] * 6, *["due: 2028-05"] * 7, *["due: 2029"] * 9]
    said = [finding.message for finding in found(measures(*many), "RM208")]
    assert [("7 measures" in one, "2028-Q2" in one) for one in said] == [(True, True)] * 2


def test_of_several_sources_the_lowest_and_the_highest_are_told() -> None:
    figures = "".join(f"    - {{period: 2025, turnover: {n}, source: note}}\n" for n in (140, 133, 170))
    targets = "  targets:\n    - {period: 2030, turnover: 500, source: note}\n"
    (one,) = found(f"trade:\n  currency: USD\n  figures:\n{figures}{targets}", "RM102")
    assert one.path == ("trade", "figures", 2, "turnover")
    assert "133" in one.message
    assert "27.8%" in one.message


@pytest.mark.parametrize(
    ("name", "unit", "count"),
    [
        ("Voltage", "kW", 1),
        ("Rated power at this voltage", "kW", 0),
        ("Low-voltage motors", "kW", 0),
        ("Transformers with a voltage of 110 kV", "MVA", 0),
        ("Номинальное напряжение", "кВт", 1),
        ("Насосы на площадь 500 га", "кВт", 0),
        ("Проектная мощность теплиц", "га", 0),
        ("Capacity", "t", 0),
    ],
)
def test_a_unit_is_held_against_all_that_a_name_says(name: str, unit: str, count: int) -> None:
    figure = f"{{name: {name}, value: 110, unit: {unit}, source: note}}"
    area = f"areas:\n  - kind: general\n    title: {{en: A, ru: А}}\n    figures: [{figure}]\n"
    assert len(found(area, "RM113")) == count


def test_a_vague_word_does_no_harm_beside_an_indicator() -> None:
    vague = "due: 2027, title: {en: Strengthen ties, ru: Укрепить связи}"
    example = measures("due: 2027").replace("due: 2027", vague).replace("title: {en: Sign, ru: Подписать}, ", "")
    assert len(found(example, "RM206")) == 1
    assert found(example.replace("}}", "}, indicator: {name: {en: N, ru: Ч}}}"), "RM206") == []


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Проработать вопрос о поставках", 1),
        ("Проработать 500 часов без отказа", 0),
        ("Укрепить торгово-экономическое сотрудничество", 1),
        ("Укрепить фундамент цеха", 0),
        ("Рассмотреть возможности лизинга", 1),
        ("Рассмотреть проект соглашения", 0),
        ("Strengthen the foundation of the hall", 0),
        ("Consider the possibility of leasing", 1),
        ("Activate the line", 0),
    ],
)
def test_only_what_can_neither_be_done_nor_fail_is_vague(title: str, count: int) -> None:
    example = measures("due: 2027").replace("{en: Sign, ru: Подписать}", f"{{en: {title}, ru: {title}}}")
    assert len(found(example, "RM206")) == count


def test_a_lead_is_no_partner_of_the_same_measure() -> None:
    (finding,) = found(measures("due: 2027, partners: [kg-mineconom]", "due: 2027"), "RM212")
    assert (finding.severity, finding.path[-4:]) == (Severity.WARNING, ("measures", 0, "partners", 0))
    assert "“kg-mineconom”" in finding.message


@pytest.mark.parametrize(
    ("languages", "result", "missing"),
    [
        ("[ru, en]", "Поставлено 100 тракторов", ["en"]),
        ("[ru, en]", "100 tractors are supplied", ["ru"]),
        ("[ru, ky]", "Поставлено 100 тракторов", []),
        ("[ru, ky]", "100 tractors are supplied", ["ru", "ky"]),
        ("[ru, en]", "МТЗ-82, 24.kg, bishkek.media, кВт, 50 %", []),
        ("[ru, en]", "Поставка тракторов (tractors supplied)", []),
    ],
)
def test_a_text_for_all_languages_is_in_the_letters_of_each(languages: str, result: str, missing: list[str]) -> None:
    text = f"languages: {languages}\n" + measures("due: 2027").replace("{en: Signed, ru: Подписано}", f'"{result}"')
    told = [finding for finding in found(text, "RM501") if finding.path[-1] == "result"]
    assert sorted(str(dict(finding.text.values)["language"]) for finding in told) == sorted(missing)


def test_texts_for_all_languages_are_told_at_once() -> None:
    plain = measures(*["due: 2027"] * 5).replace("{en: Signed, ru: Подписано}", "Подписано обеими сторонами")
    (finding,) = found(plain, "RM501")
    assert finding.path[-3:] == ("measures", 0, "result")
    assert finding.message.count("“Подписано обеими сторонами”") == 3
    assert "“en”: 5 (" in finding.message
    assert finding.help == "Write each of them in every language: {ru: …, en: …}."


def test_numbers_are_written_as_the_language_of_the_reader_writes_them() -> None:
    figures = "".join(f"    - {{period: 2025, turnover: {n}, source: note}}\n" for n in ("1330.50", "1700"))
    targets = "  targets:\n    - {period: 2030, turnover: 5000, source: note}\n"
    (finding,) = found(f"trade:\n  currency: USD\n  figures:\n{figures}{targets}", "RM102")
    assert finding.message == "Sources differ: 1,330.50 and 1,700 (27.8% apart)."
    said = finding.text.translated({"12,345.6": "12\u00a0345,6"}.get)
    assert said == "Sources differ: 1\u00a0330,50 and 1\u00a0700 (27,8% apart)."


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
@given(number=st.decimals(-(10**12), 10**12, places=2))
def test_messages_write_numbers_as_data_do_and_typeset_as_documents_do(language: str, number: Decimal) -> None:
    said = message("%(n)s", n=number).translated(get_language(language).gettext)
    assert said == get_language(language).of_data.number(number)
    assert get_language(language).typeset(said) == get_language(language).number(number)


GOODS = """\
areas:
  - kind: {kind}
    title: {{en: A, ru: А}}
    hs: '{hs}'
    conformity: [x]
    models: [{{name: M, {model}}}]
"""


@pytest.mark.parametrize(
    ("kind", "model", "right", "wrong"),
    [
        ("tractors", "power: 18", "8701.91", "8701.92"),
        ("tractors", "power: 75.1", "8701.94", "8701.93"),
        ("tractors", "power: 131", "8701.95", "8701.94"),
        ("tractors", "power: 60", "8701.30", "8703"),
        ("tractors", "power: 60", "8701", "8428.10"),
        ("transformers", "type: oil, rated_power: 650", "8504.21", "8504.22"),
        ("transformers", "type: dry, rated_power: 501", "8504.34", "8504.33"),
        ("transformers", "type: instrument, rated_power: 1", "8504.31", "8535"),
        ("elevators", "stops: 9", "8428.10", "8428.20"),
        ("elevators", "stops: 9", "8431.31", "8431.39"),
        ("cars", "segment: bus", "8702", "8703"),
        ("cars", "segment: passenger-car, engine: electric", "8703.80", "8703.23"),
    ],
)
def test_a_trade_code_fits_the_goods_and_their_rating(kind: str, model: str, right: str, wrong: str) -> None:
    assert found(GOODS.format(kind=kind, model=model, hs=right), "RM404") == []
    assert len(found(GOODS.format(kind=kind, model=model, hs=wrong), "RM404")) == 1


@pytest.mark.parametrize(
    ("title", "count"),
    [
        ("Завод «ЛП-0401» и USB-порт, 630 кВА", 0),
        ("Mинск и Oш", 2),
        ("кBт и kW", 1),
        ("город Бишкекa", 1),
        ("IT-компания ПВТ", 0),
        ("Шкода Kodiaq и ёWii", 0),
    ],
)
def test_letters_are_told_apart_only_where_they_look_alike(title: str, count: int) -> None:
    assert len(found(f"title: {{en: Title, ru: '{title}'}}", "RM502")) == count


@pytest.mark.parametrize(
    ("title", "count"),
    [("экран 19\"", 0), ('завод "МТЗ"', 1), ("два  пробела", 1), ("в конце ", 1), ("в порядке", 0), ("две\\nстроки", 0),
     ("два:\\n  - отступ", 0)],
)  # fmt: skip
def test_untidy_text_is_told(title: str, count: int) -> None:
    assert len(found("title: {en: Title, ru: " + '"' + title.replace('"', '\\"') + '"}', "RM503")) == count


def test_huge_and_tiny_numbers_are_no_trouble() -> None:
    figures = "".join(
        f"    - {{period: {year}, turnover: {number}, source: note}}\n"
        for year, number in (
            (2024, "0.000000000001"),
            (2025, "0.000000000001"),
            (2025, "999999999999999999"),
            (2026, 0),
        )
    )
    growth = "  growth:\n    - {from: 2024, to: 2025, times: 999999999999999999, source: note}\n"
    target = "  targets:\n    - {period: 2030, turnover: 0.000000000002, source: note}\n"
    codes = {finding.code for finding in found(f"trade:\n  currency: USD\n  figures:\n{figures}{growth}{target}")}
    assert {"RM102", "RM103"} <= codes


@given(plans())
def test_any_plan_is_checked_in_order_and_every_finding_says_what_to_do(plan: Plan) -> None:
    findings = roadmap.check(plan)
    assert list(findings) == list(sort_diagnostics(findings))
    for finding in findings:
        assert finding.message
        assert finding.help
        assert "%(" not in finding.message + finding.help
        part(plan, finding.path)


@pytest.mark.parametrize("name", ["kyrgyzstan", "kazakhstan"])
def test_the_sample_plans_have_few_warnings_and_no_errors(name: str, project: Path) -> None:
    findings = roadmap.check(roadmap.load(project / "plans" / f"{name}.yaml"))
    assert all(finding.severity is Severity.WARNING for finding in findings)
    assert {finding.code for finding in findings} == ({"RM102", "RM103", "RM105"} if name == "kyrgyzstan" else set())


# A plan's own settings

LOW = """\
trade:
  currency: USD
  figures: [{period: 2025, turnover: 133, source: note}]
  targets: [{period: 2030, turnover: 9, source: note}]
"""


def test_a_rule_can_be_switched_off_with_a_reason() -> None:
    assert found(LOW, "RM104")
    assert found(LOW + "rules: {RM104: {level: off, reason: A fall is wanted}}") == []


@pytest.mark.parametrize(("level", "severity"), [("note", Severity.NOTE), ("error", Severity.ERROR)])
def test_a_rule_can_be_graded_anew_and_the_reason_is_shown(level: str, severity: Severity) -> None:
    (finding,) = found(LOW + f"rules: {{RM104: {{level: {level}, reason: A fall is wanted.}}}}", "RM104")
    assert finding.severity is severity
    assert finding.help.endswith(f"(This plan sets RM104 target-missing-or-low to “{level}”. A fall is wanted.)")
    assert finding.help.startswith("Set a higher target")


def test_a_level_without_a_reason_is_an_error_and_not_applied() -> None:
    level, *rest = found(LOW + "rules: {RM104: {level: off}}")
    assert {finding.code for finding in (level, *rest)} == {"RM104", "RM601"}
    (error,) = found(LOW + "rules: {RM104: {level: off}}", "RM601")
    assert (error.severity, error.path, error.line) == (Severity.ERROR, ("rules", "RM104", "level"), 28)


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("RM130: {level: off, reason: x}", "Did you mean “RM103”?"),
        ("rm104: {level: off, reason: x}", "Did you mean “RM104”?"),
        ("RM601: {level: off, reason: x}", "always applies"),
        ("growth: {level: off, reason: x}", "roadmap explain"),
        ("RM104: {months: 3}", "Allowed here: level and reason."),
        ("RM109: {percent: 3}", "Allowed here: level, reason and months."),
    ],
)
def test_a_setting_that_there_is_not_is_an_error(setting: str, said: str) -> None:
    (error,) = found(f"rules: {{{setting}}}")
    assert (error.code, error.severity) == ("RM601", Severity.ERROR)
    assert said in error.help


def test_a_level_that_there_is_not_is_refused_when_the_plan_is_read() -> None:
    with pytest.raises(PlanError) as raised:
        roadmap.loads(example_plan("rules: {RM104: {level: of, reason: x}}"))
    (mistake,) = raised.value.diagnostics
    assert (mistake.code, mistake.help) == ("RM007", "Did you mean “off”?")


def test_a_threshold_of_the_plan_takes_the_place_of_the_default() -> None:
    old = "trade:\n  currency: USD\n  figures: [{period: 2025, turnover: 133, source: note}]\n"
    old += "  targets: [{period: 2030, turnover: 500, source: note}]\n"
    assert found(old, "RM109") == []
    (finding,) = found(old + "rules: {RM109: {months: 6}}")
    assert finding.code == "RM109"
    assert "11 months" in finding.message


def test_settings_are_written_and_read_again() -> None:
    plan = roadmap.loads(example_plan("rules: {RM104: {level: off, reason: x}, RM109: {months: 6}}"))
    assert roadmap.loads(roadmap.dumps(plan)) == plan
    assert attrs.evolve(plan, rules=()) != plan  # type: ignore[misc]


# `roadmap explain`


@pytest.fixture
def explain(run: Run, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `roadmap explain`."""
    return lambda *arguments: decoded(run(tmp_path, "explain", *arguments))


def test_explain_lists_every_code(explain: Callable[..., Any]) -> None:
    done = explain()
    assert done.returncode == 0
    assert [line[:5] for line in done.stdout.splitlines()] == sorted((*READING, *(rule.code for rule in RULES)))


@pytest.mark.parametrize("code", ["RM103", "rm208", "RM601"])
def test_explain_prints_reason_settings_and_both_examples(explain: Callable[..., Any], code: str) -> None:
    rule = next(rule for rule in RULES if rule.code == code.upper())
    said = explain(code).stdout
    assert said.startswith(f"{rule.called} ({rule.severity.value}): {rule.title}\n")
    pieces = (rule.reason, rule.fails, rule.passes, *rule.thresholds)
    assert all(" ".join(piece.split()) in " ".join(said.split()) for piece in pieces)


def test_explain_knows_the_codes_of_reading(explain: Callable[..., Any]) -> None:
    assert explain("RM001").stdout.startswith("RM001 not-utf-8 (error): The file is not in UTF-8.\n\n")
    assert "RM007" in explain("RM401").stdout
    assert "\n\n    parties: [BY, KGZ]\n\n" in explain("RM009").stdout


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("RM130", "roadmap: unknown code “RM130”; did you mean RM103?\n"),
        ("x", "roadmap: unknown code “x”; “roadmap explain” lists all codes\n"),
    ],
)
def test_a_code_that_there_is_not_is_one_line_and_status_2(explain: Callable[..., Any], code: str, said: str) -> None:
    done = explain(code)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)
