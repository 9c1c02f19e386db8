"""Reports of what was found: the line with the place marked for people, data for programs."""

import contextlib
import json
import os
import random
import re
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import attrs
import jsonschema
import pytest
from conftest import SMALL
from hypothesis import given
from hypothesis import strategies as st
from support import COMMAND, PROJECT, Run, environment, file_in, run_process

import roadmap
from roadmap.building.builder import check_files
from roadmap.cli.config import REPORTS
from roadmap.diagnostics.catalog import READING
from roadmap.diagnostics.diagnostic import Diagnostic, PlanError, Severity, sort_diagnostics
from roadmap.diagnostics.formats import FORMATS, MAX_FINDINGS, Report
from roadmap.i18n.language import get_language
from roadmap.i18n.message import Message, message
from roadmap.model.plan import Path as PlanPath
from roadmap.model.rule_setting import Level, RuleSetting
from roadmap.model.text import Text
from roadmap.reference.explain import known_codes, names
from roadmap.rules.registry import RULES, settings


def finding(
    line: int | None = 1,
    column: int | None = 1,
    path: PlanPath = ("due",),
    code: str = "RM008",
    text: str = "Wrong.",
    file: str | None = "plan.yaml",
    severity: Severity = Severity.ERROR,
    advice: Message | None = None,
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=severity,
        text=message(text),
        advice=advice,
        path=path,
        file=file,
        line=line,
        column=column,
    )


def pictured(text: str, found: Diagnostic, encoding: str = "utf-8") -> list[str]:
    """The lines of a report behind the first, which says where and what."""
    said = FORMATS["text"](Report([found], {"plan.yaml": text}, encoding=encoding)).splitlines()
    assert said[0] == f"plan.yaml:{found.line}:{found.column}: error[{found.called}]: Wrong."
    return said[1:]


def run_on_terminal(folder: Path, *arguments: str, **own: str) -> str:
    """What a terminal on standard error got."""
    import pty

    master, terminal = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *arguments],
        cwd=folder,
        env=environment(**{"TERM": "xterm", **own}),
        stdout=subprocess.DEVNULL,
        stderr=terminal,
    ):
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while piece := os.read(master, 4096):
                shown += piece
    os.close(master)
    return shown.decode().replace("\r\n", "\n")


@pytest.fixture
def wrong(small: str) -> str:
    """The small plan with two mistakes."""
    return small.replace("[BY, KG]", "[BY, ZZ]").replace("due: 2027-Q2", "due: 2027-02-30")


# The line, and the mark below it


@pytest.mark.parametrize(
    ("text", "found", "lines"),
    [
        pytest.param(
            "a: 1\ndue: 2026-02-30  # soon\n",
            finding(2, 6),
            ["    2 | due: 2026-02-30  # soon", "      |      ^~~~~~~~~~"],
            id="value",
        ),
        pytest.param("deu: 2026\n", finding(1, 1, ("deu",)), ["    1 | deu: 2026", "      | ^~~"], id="key"),
        pytest.param(
            "- kind: cars\n", finding(1, 3, ("areas", 0)), ["    1 | - kind: cars", "      |   ^"], id="begins at a key"
        ),
        pytest.param(
            "a: {en: 'it''s, well', ru: x}\n",
            finding(1, 9, ("a", "en")),
            ["    1 | a: {en: 'it''s, well', ru: x}", "      |         ^~~~~~~~~~~~~"],
            id="quotes",
        ),
        pytest.param(
            "a: [BY, ZZ]\n", finding(1, 9, ("a", 1)), ["    1 | a: [BY, ZZ]", "      |         ^~"], id="in brackets"
        ),
        pytest.param(
            "a: {b: [1, 2], c: 3} # d\n",
            finding(1, 4),
            ["    1 | a: {b: [1, 2], c: 3} # d", "      |    ^~~~~~~~~~~~~~~~~"],
            id="brackets",
        ),
        pytest.param("a: [1,\n", finding(1, 4), ["    1 | a: [1,", "      |    ^"], id="open bracket"),
        pytest.param(
            'a: "b\n', finding(1, 4, (), "RM002"), ['    1 | a: "b', "      |    ^"], id="a place without a part"
        ),
        pytest.param(
            "a b: 1\n", finding(1, 1, (), "RM003"), ["    1 | a b: 1", "      | ^~~"], id="the same key again"
        ),
        pytest.param(
            "a: *b # c\n", finding(1, 4, (), "RM012"), ["    1 | a: *b # c", "      |    ^~"], id="unknown alias"
        ),
        pytest.param(
            "\tdue:\tno\tmore\n",
            finding(1, 7),
            ["    1 |     due:    no    more", "      |             ^~~~~~~~~~"],
            id="tab",
        ),
        pytest.param(
            "  имя: Тракторы, лифты\n",
            finding(1, 8),
            ["    1 |   имя: Тракторы, лифты", "      |        ^~~~~~~~~~~~~~~"],
            id="Cyrillic",
        ),
        pytest.param(
            "ѐ: е\u0301ж\u0301 x\n", finding(1, 4), ["    1 | ѐ: е\u0301ж\u0301 x", "      |    ^~~~"], id="combining"
        ),
        pytest.param("🚜🚜: 🚜x\n", finding(1, 5), ["    1 | 🚜🚜: 🚜x", "      |       ^~~"], id="emoji"),
        pytest.param("農業: [農, 業]\n", finding(1, 6), ["    1 | 農業: [農, 業]", "      |        ^~"], id="CJK"),
        pytest.param("a: b\r\nc: d\r\n", finding(2, 4), ["    2 | c: d", "      |    ^"], id="CRLF"),
        pytest.param("a: b\rc: d", finding(2, 4), ["    2 | c: d", "      |    ^"], id="CR"),
        pytest.param("a: b\n", finding(2, 1), ["    2 |", "      | ^"], id="end of file"),
        pytest.param("a: b", finding(1, 5), ["    1 | a: b", "      |     ^"], id="end of line"),
        pytest.param("", finding(1, 1), ["    1 |", "      | ^"], id="empty file"),
        pytest.param("a: b\n", finding(9, 1), [], id="behind the end"),
        pytest.param("\n" * 123_455 + "a: b", finding(123_456, 4), ["123456 | a: b", "       |    ^"], id="many lines"),
        pytest.param(
            "a: \x1b[31m\u202eb\x07\n",
            finding(1, 4),
            ["    1 | a: \ufffd[31m\ufffdb\ufffd", "      |    ^~~~~~~~"],
            id="what would change the terminal",
        ),
    ],
)
def test_a_line_is_shown_with_its_place_marked(text: str, found: Diagnostic, lines: list[str]) -> None:
    assert pictured(text, found) == lines


def test_a_long_line_is_cut_around_the_place() -> None:
    text = "names: [" + "слово, " * 40 + "WRONG, " + "农业, " * 60 + "]"
    assert pictured(text, finding(1, 9 + 7 * 40)) == [
        "    1 | …о, слово, слово, слово, слово, слово, WRONG, 农业, 农业, 农业, 农业, 农业, 农业, 农业, 农业, 农业,…",
        "      |                                        ^~~~~",
    ]


def test_a_long_line_is_cut_on_one_side_where_the_place_is_near_the_other() -> None:
    text = "k: " + "x" * 150
    assert pictured(text, finding(1, 4)) == [f"    1 | k: {'x' * 95}…", f"      |    ^{'~' * 94}"]
    assert pictured(text, finding(1, 154)) == [f"    1 | …{'x' * 98}", f"      | {' ' * 99}^"]


def test_a_line_of_10_million_letters_is_cut_as_quickly() -> None:
    text = "k: [" + "слово, " * 1_500_000 + "]"
    source, mark = pictured(text, finding(1, 5 + 7 * 1_000_000))
    assert len(source) <= 8 + 100
    assert source[mark.index("^") :].startswith("слово, ")


def test_a_letter_that_the_terminal_lacks_takes_the_room_of_its_number() -> None:
    assert pictured("нет: ≈ [x]", finding(1, 8), "cp1251") == [r"    1 | нет: \u2248 [x]", "      |             ^~~"]


WIDE = st.text(st.sampled_from("a я\u0301農🚜\t\x00\u200d: ,[]{}'\"#~"), max_size=180)


def columns(text: str) -> int:
    """The columns that a terminal gives a text: a count of its own, for letters of the alphabet above."""
    return sum(0 if c in "\u0301\u200d" else 2 if unicodedata.east_asian_width(c) == "W" else 1 for c in text)


@given(before=WIDE, after=WIDE, path=st.sampled_from([(), ("a",)]))
def test_the_mark_stands_below_the_place_in_every_text(before: str, after: str, path: PlanPath) -> None:
    place = "§"  # nowhere else in the line
    source, mark = pictured(before + place + after, finding(1, len(before) + 1, path))
    assert columns(mark[: mark.index("^")]) == columns(source[: source.index(place)])
    assert columns(mark) <= columns(source)
    assert columns(source) <= 8 + 100
    assert set(mark[8:].lstrip()) <= {"^", "~"}


def test_without_the_text_of_the_file_there_is_no_line() -> None:
    found = finding(1, 4, advice=message("Mend it."))
    assert FORMATS["text"](Report([found])) == "plan.yaml:1:4: error[RM008 no-such-date]: Wrong.\n  help: Mend it.\n"
    assert (
        FORMATS["text"](Report([finding(None, None, ("areas", 0), file=None)]))
        == "areas/0: error[RM008 no-such-date]: Wrong.\n"
    )


def test_there_is_an_empty_line_between_findings_and_none_behind() -> None:
    found = [finding(1, 1), finding(2, 1, advice=message("Mend it."))]
    assert FORMATS["text"](Report(found, {"plan.yaml": "due: a\ndue: b\n"})).splitlines() == [
        "plan.yaml:1:1: error[RM008 no-such-date]: Wrong.",
        "    1 | due: a",
        "      | ^~~",
        "",
        "plan.yaml:2:1: error[RM008 no-such-date]: Wrong.",
        "    2 | due: b",
        "      | ^~~",
        "  help: Mend it.",
    ]


def test_the_text_is_the_one_that_was_read_whatever_the_file_holds_since(tmp_path: Path, wrong: str) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(wrong, encoding="utf-8")
    with pytest.raises(PlanError) as raised:
        roadmap.load(file)
    read = check_files([file])
    file.write_text("changed", encoding="utf-8")
    assert raised.value.texts == read.texts == {str(file): wrong}
    assert "    4 | parties: [BY, ZZ]\n" in FORMATS["text"](Report(read.found, read.texts))


def test_a_doubt_about_a_sound_plan_is_shown_with_its_line(tmp_path: Path, small: str) -> None:
    file = tmp_path / "plan.yaml"
    file.write_text(small.replace("2030: 400", "2030: 100"), encoding="utf-8")
    said = FORMATS["text"](Report((read := check_files([file])).found, read.texts)).splitlines()
    assert ": warning[RM105 target-not-covered]: " in said[0]
    assert said[1].endswith("- {period: 2030, turnover: 500, source: note}")


# A terminal


def test_a_terminal_gets_colours_and_the_same_text(run: Run, tmp_path: Path, wrong: str) -> None:
    (tmp_path / "plan.yaml").write_text(wrong, encoding="utf-8")
    shown = run_on_terminal(tmp_path, "check", "plan.yaml")
    plain = run(tmp_path, "check", "plan.yaml").stderr.decode().replace("\r\n", "\n")
    assert "\x1b" not in plain
    assert "plan.yaml:4:15: \x1b[1;31merror[RM009 no-such-code]\x1b[0m: Unknown state code" in shown
    assert "      |               \x1b[1;31m^~\x1b[0m\n" in shown
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == plain


@pytest.mark.parametrize("own", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=["NO_COLOR", "dumb"])
def test_a_terminal_gets_no_colours_where_they_are_not_wanted(tmp_path: Path, wrong: str, own: dict[str, str]) -> None:
    (tmp_path / "plan.yaml").write_text(wrong, encoding="utf-8")
    shown = run_on_terminal(tmp_path, "check", "plan.yaml", **own)
    assert "\x1b" not in shown
    assert "      |               ^~\n" in shown


def test_an_empty_no_color_says_nothing(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "plan.yaml").write_text(wrong, encoding="utf-8")
    assert "\x1b[1;31m" in run_on_terminal(tmp_path, "check", "plan.yaml", NO_COLOR="")


# Data


def test_every_format_of_the_table_can_be_asked_for() -> None:
    assert tuple(FORMATS) == REPORTS


def test_github_gets_commands_with_what_would_divide_them_escaped() -> None:
    found = [
        finding(3, 7, text="50 %: no,\r\nno", file="a,b:c%.yaml", advice=message("Write: 5, %.")),
        finding(1, 1, file="b.yaml", severity=Severity.WARNING),
        finding(None, None, file="c.yaml", severity=Severity.NOTE),
        finding(None, None, file=None),
    ]
    assert FORMATS["github"](Report(found)).splitlines() == [
        "::error title=RM008 no-such-date::Wrong.",
        "::error file=a%2Cb%3Ac%25.yaml,line=3,col=7,title=RM008 no-such-date::50 %25: no,%0D%0Ano%0AWrite: 5, %25.",
        "::warning file=b.yaml,line=1,col=1,title=RM008 no-such-date::Wrong.",
        "::notice file=c.yaml,title=RM008 no-such-date::Wrong.",
    ]


TEXTS = st.text(st.sampled_from("%25ADa0:, \r\nжя=&"), max_size=30)


@given(text=TEXTS, advice=TEXTS, file=TEXTS.map(lambda name: f"x{name}"))
def test_github_gets_back_every_text(text: str, advice: str, file: str) -> None:
    found = Diagnostic(code="RM008", text=message("%(t)s", t=text), advice=message("%(t)s", t=advice), file=file)
    said = FORMATS["github"](Report([found]))
    assert said.count("\n") == 1
    command, properties, data = re.fullmatch(r"::(\w+) ([^:]*)::(.*)\n", said, re.DOTALL).groups()  # type: ignore[union-attr]
    given_file, title = (part.partition("=")[2] for part in properties.split(","))
    assert (command, title) == ("error", "RM008 no-such-date")
    assert Path(unquote(given_file)) == Path(file)
    assert unquote(data) == "\n".join(part for part in (text, advice) if part)


LEVELS = {"none", "note", "warning", "error"}

SHAPES: dict[str, tuple[set[str], dict[str, Any]]] = {
    "log": ({"version", "runs"}, {"$schema": "uri", "version": {"2.1.0"}, "runs": ["run"]}),
    "run": (
        {"tool"},
        {
            "tool": "tool",
            "invocations": ["invocation"],
            "results": ["result"],
            "columnKind": {"utf16CodeUnits", "unicodeCodePoints"},
        },
    ),
    "invocation": (
        {"executionSuccessful"},
        {"executionSuccessful": bool, "toolConfigurationNotifications": ["notification"]},
    ),
    "notification": (
        {"message"},
        {"level": LEVELS, "message": "message", "locations": ["location"], "associatedRule": "reference"},
    ),
    "reference": (set(), {"id": str, "index": -1}),
    "tool": ({"driver"}, {"driver": "component"}),
    "component": ({"name"}, {"name": str, "version": str, "rules": ["rule"]}),
    "rule": (
        {"id"},
        {
            "id": str,
            "name": str,
            "shortDescription": "message",
            "fullDescription": "message",
            "defaultConfiguration": "configuration",
        },
    ),
    "configuration": (set(), {"level": LEVELS}),
    "message": ({"text"}, {"text": str}),
    "result": (
        {"message"},
        {
            "ruleId": str,
            "ruleIndex": -1,
            "level": LEVELS,
            "message": "message",
            "locations": ["location"],
        },
    ),
    "location": (set(), {"physicalLocation": "physical", "logicalLocations": ["logical"]}),
    "physical": ({"artifactLocation"}, {"artifactLocation": "artifact", "region": "region"}),
    "artifact": (set(), {"uri": "uri"}),
    "region": ({"startLine"}, {"startLine": 1, "startColumn": 1}),
    "logical": (set(), {"fullyQualifiedName": str}),
}
"""The parts of a SARIF log that this project writes, with what must be there and what each part can be (a number: the
least), after the schema of OASIS (sarif-schema-2.1.0.json); a part that is not named here is refused, as its schema does."""

URI = re.compile(r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/#?]|%[0-9A-F]{2})*")


def faults(value: Any, shape: Any, where: str = "") -> Iterator[str]:
    """Where a value is not of its shape."""
    if isinstance(shape, list):
        if not isinstance(value, list):
            yield where
        else:
            for number, one in enumerate(value):
                yield from faults(one, shape[0], f"{where}/{number}")
            if shape == ["rule"] and len({one["id"] for one in value}) < len(value):
                yield where
    elif shape == "uri":
        if not isinstance(value, str) or not URI.fullmatch(value):
            yield where
    elif isinstance(shape, str):
        needed, parts = SHAPES[shape]
        yield from (f"{where}/{key}" for key in needed ^ (needed & value.keys()))
        for key, one in value.items():
            yield from faults(one, parts[key], f"{where}/{key}") if key in parts else iter([f"{where}/{key}"])
    elif isinstance(shape, int):
        if type(value) is not int or value < shape:
            yield where
    elif (value not in shape) if isinstance(shape, set) else not isinstance(value, shape):
        yield where


SETTINGS = [
    finding(8, 3, ("rules", "RM109"), "RM109", "RM109 old-figures is off in this plan: No.", severity=Severity.NOTE),
    finding(None, None, ("rules", "RM103"), "RM103", "RM103 has a level.", file=None, severity=Severity.NOTE),
]

FINDINGS = [
    finding(3, 7, file="план ж, 100%/a:b #1.yaml", advice=message("Mend it.")),
    finding(1, 1, code="RM103", severity=Severity.WARNING, file="../plans/b.yaml"),
    finding(2, 1, code="RM103", severity=Severity.NOTE, file="../plans/b.yaml"),
    finding(None, None, ("areas", 0), file=None),
    finding(None, None, (), file=None),
]


def sarif(found: list[Diagnostic], settings: list[Diagnostic], *, whole: bool = True) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(
        FORMATS["sarif"](Report(found, settings=settings, whole=whole, codes=known_codes()))
    )
    return log


@pytest.mark.parametrize("settings", [[], SETTINGS], ids=["nothing set", "some set"])
@pytest.mark.parametrize("found", [[], FINDINGS], ids=["none", "some"])
def test_sarif_is_as_its_standard_wants_it(found: list[Diagnostic], settings: list[Diagnostic]) -> None:
    assert list(faults(sarif(found, settings), "log")) == []


@pytest.mark.e2e
@pytest.mark.parametrize("settings", [[], SETTINGS], ids=["nothing set", "some set"])
@pytest.mark.parametrize("plan", ["", "plans/kyrgyzstan.yaml", "tests/broken/RM008.txt"])
def test_sarif_is_valid_against_the_published_schema(plan: str, settings: list[Diagnostic]) -> None:
    file = file_in("ROADMAP_SARIF_SCHEMA", "sarif-2.1.0-rtm.5.json", "@microsoft/jest-sarif")
    published = json.loads(file.read_text(encoding="utf-8"))
    assert "2.1.0" in published["title"]
    validator = jsonschema.Draft4Validator(published)
    log = sarif(check_files([PROJECT / plan]).found if plan else FINDINGS, settings)
    assert log["runs"][0]["results"]
    assert [error.message for error in validator.iter_errors(log)] == []
    log["runs"][0]["results"][0]["level"] = "grave"
    assert len(list(validator.iter_errors(log))) == 1


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("version",), "2.0.0"),
        (("more",), 1),
        (("runs", 0, "tool", "driver", "rules", 0, "id"), "RM103"),
        (("runs", 0, "tool", "driver", "rules", 0, "defaultConfiguration", "level"), "grave"),
        (("runs", 0, "invocations", 0, "executionSuccessful"), "yes"),
        (("runs", 0, "invocations", 0, "toolConfigurationNotifications", 0, "associatedRule", "index"), -2),
        (("runs", 0, "results", 3, "level"), "notice"),
        (("runs", 0, "results", 3, "locations", 0, "physicalLocation", "region", "startLine"), 0),
        (("runs", 0, "results", 3, "locations", 0, "physicalLocation", "artifactLocation", "uri"), "план b.yaml"),
    ],
)
def test_what_is_no_sarif_is_seen(path: tuple[Any, ...], value: Any) -> None:
    log = sarif(FINDINGS, SETTINGS)
    part: Any = log
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert list(faults(log, "log")) != []


def test_sarif_tells_who_found_what_and_where() -> None:
    (run_,) = sarif(FINDINGS, [])["runs"]
    assert run_["invocations"] == [{"executionSuccessful": True}]
    driver = run_["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("roadmap", roadmap.__version__)
    assert [rule["id"] for rule in driver["rules"]] == ["RM008", "RM103"]
    documented = next(rule.find.__doc__ for rule in RULES if rule.code == "RM103") or ""
    first, _line, rest = documented.strip().partition("\n")
    assert driver["rules"][1]["shortDescription"]["text"] == first
    assert driver["rules"][1]["fullDescription"]["text"].split() == rest.split()
    assert driver["rules"][0]["shortDescription"]["text"] == READING["RM008"].title
    assert driver["rules"][0]["fullDescription"]["text"] == " ".join(READING["RM008"].reason.split())
    assert [rule["defaultConfiguration"] for rule in driver["rules"]] == [{"level": "error"}, {"level": "warning"}]
    results = run_["results"]
    assert [(one["ruleId"], one["level"]) for one in results] == [
        ("RM008", "error"),
        ("RM008", "error"),
        ("RM103", "warning"),
        ("RM103", "note"),
        ("RM008", "error"),
    ]
    assert all(driver["rules"][one["ruleIndex"]]["id"] == one["ruleId"] for one in results)
    assert results[4]["message"]["text"] == "Wrong. Mend it."
    place = results[4]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert urlsplit(place["artifactLocation"]["uri"]).path == place["artifactLocation"]["uri"]
    assert unquote(place["artifactLocation"]["uri"]) == "план ж, 100%/a:b #1.yaml"
    assert [one["locations"] for one in results[:2]] == [
        [{"logicalLocations": [{"fullyQualifiedName": "areas/0"}]}],
        [],
    ]


def test_sarif_tells_what_plans_set_and_whether_all_was_read() -> None:
    (run_,) = sarif([], SETTINGS, whole=False)["runs"]
    (invocation,) = run_["invocations"]
    assert (run_["results"], invocation["executionSuccessful"]) == ([], False)
    rules = [rule["id"] for rule in run_["tool"]["driver"]["rules"]]
    notes = invocation["toolConfigurationNotifications"]
    assert [(note["level"], rules[note["associatedRule"]["index"]], note["message"]["text"]) for note in notes] == [
        ("note", "RM103", "RM103 has a level."),
        ("note", "RM109", "RM109 old-figures is off in this plan: No."),
    ]
    assert notes[1]["locations"][0]["physicalLocation"]["region"] == {"startLine": 8, "startColumn": 3}


@pytest.mark.parametrize("to", ["json", "github", "sarif"])
def test_data_is_all_on_standard_output_in_utf8_and_in_the_language_asked_for(
    tmp_path: Path, wrong: str, to: str
) -> None:
    (tmp_path / "план.yaml").write_text(wrong, encoding="utf-8")
    done = run_process(tmp_path, "check", "план.yaml", "--format", to, "--ui-lang", "ru", PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (1, b"")
    assert "Государства с кодом «ZZ»" in done.stdout.decode("utf-8")
    assert b"plans:" not in done.stdout


# What plans set for the rules


RULES_SET = """\
rules:
  RM105:
    reason: |-
      The areas
      are not known yet
    level: off
  RM109: {months: 36}
  RM206: {level: note, reason: {ru: Нет, en: Not now}, measures: 3}
  RM207: {level: error, reason: Too many at the end, measures: 3}
  RM501: {level: off}
sources:
"""
SAID = [
    ("8:3", "RM105", "RM105 target-not-covered is off in this plan: The areas are not known yet"),
    ("13:3", "RM109", "This plan sets RM109 old-figures to months: 36 instead of the default months: 24."),
    ("14:3", "RM206", "This plan sets RM206 vague-wording to “note”: Нет"),
    ("15:3", "RM207", "This plan sets RM207 all-at-the-end to measures: 3 instead of the default measures: 10."),
    ("15:3", "RM207", "This plan sets RM207 all-at-the-end to “error”: Too many at the end"),
]


@pytest.fixture
def settled(tmp_path: Path, small: str) -> Path:
    """A plan that sets rules, two of them wrongly: these settings are not applied, and not told as if they were."""
    text = small.replace("sources:\n", RULES_SET).replace("2030: 400", "2030: 100").replace("due: 2027-Q2", "due: 2030")
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_the_text_ends_with_what_the_plan_sets(run: Run, settled: Path) -> None:
    said = run(settled, "check", ".").stderr.decode()
    assert said.split("\n\n")[-1].splitlines() == [f"plan.yaml:{place}: {text}" for place, _code, text in SAID]


def test_each_format_of_data_tells_what_the_plan_sets(run: Run, settled: Path) -> None:
    given = {to: run(settled, "check", ".", "--format", to).stdout.decode() for to in ("json", "github", "sarif")}
    listed = json.loads(given["json"])
    told = [
        (f"{one['line']}:{one['column']}", one["code"], one["message"]) for one in listed if one["severity"] == "none"
    ]
    assert (told, [one["severity"] for one in listed[-5:]]) == (SAID, ["none"] * 5)
    assert given["github"].splitlines()[-5:] == [
        f"::notice file=plan.yaml,line={place.partition(':')[0]},col=3,title={code} {names()[code]}::{text}"
        for place, code, text in SAID
    ]
    (run_,) = json.loads(given["sarif"])["runs"]
    notes = run_["invocations"][0]["toolConfigurationNotifications"]
    assert [note["message"]["text"] for note in notes] == [text for _place, _code, text in SAID]
    assert list(faults(json.loads(given["sarif"]), "log")) == []


def test_settings_are_told_in_every_number_and_a_plan_without_any_says_nothing(small: str) -> None:
    report = Report([finding(1, 1), finding(2, 1)], settings=SETTINGS, most=1)
    assert FORMATS["text"](report).splitlines()[-4:] == [
        "more findings not shown: 1 (“roadmap check --max-findings 0” shows all)",
        "",
        "rules/RM103: RM103 has a level.",
        "plan.yaml:8:3: RM109 old-figures is off in this plan: No.",
    ]
    assert FORMATS["text"](Report([], settings=SETTINGS)).count("\n") == 2
    assert FORMATS["text"](Report([])) == FORMATS["github"](Report([])) == ""
    assert settings(roadmap.loads(small)) == ()


@given(st.sampled_from(Level), st.none() | st.just("Because."), st.none() | st.integers(1, 1200))
def test_a_setting_is_told_when_it_is_applied(level: Level, reason: str | None, months: int | None) -> None:
    setting = RuleSetting(id="RM109", level=level, reason=Text.of(reason) if reason else None, months=months)
    plan = attrs.evolve(roadmap.loads(SMALL), rules=(setting,), origin=None)
    told = [str(note.text) for note in settings(plan)]
    assert any("Because." in text for text in told) == (reason is not None)
    off = level is Level.off and reason is not None
    assert any(f"months: {months}" in text for text in told) == (months is not None and not off)


# Many findings, many files


SOME = st.builds(
    finding,
    line=st.integers(1, 3),
    column=st.integers(1, 3),
    path=st.sampled_from([("a",), ("b", 0), ("b", "x")]),
    code=st.sampled_from(["RM001", "RM002"]),
    text=st.sampled_from(["Wrong.", "Worse."]),
    file=st.sampled_from(["a.yaml", "b.yaml", None]),
    severity=st.sampled_from(Severity),
    advice=st.sampled_from([None, message("Mend it."), message("Leave it.")]),
)


@pytest.mark.parametrize("to", REPORTS)
@given(found=st.lists(SOME, max_size=12), chance=st.randoms(use_true_random=False))
def test_a_report_is_the_same_whatever_order_findings_come_in(
    to: str, found: list[Diagnostic], chance: random.Random
) -> None:
    shuffled = list(found)
    chance.shuffle(shuffled)
    texts = {"a.yaml": "a: b\nc: d\ne: f"}
    assert FORMATS[to](Report(shuffled, texts, most=5)) == FORMATS[to](Report(found, texts, most=5))


@given(st.lists(SOME, max_size=12))
def test_findings_are_sorted_by_file_place_and_code(found: list[Diagnostic]) -> None:
    keys = [(d["file"] or "", d["line"], d["column"], d["code"]) for d in json.loads(FORMATS["json"](Report(found)))]
    assert keys == sorted(keys)
    assert len(keys) == len(found)


@pytest.mark.parametrize(("most", "shown"), [(MAX_FINDINGS, 200), (3, 3), (249, 249), (250, 250), (0, 250)])
def test_a_report_for_people_stops_and_says_how_many_more_there_are(most: int, shown: int) -> None:
    report = Report([finding(number + 1) for number in range(250)], most=most)
    left = f"more findings not shown: {250 - shown} (“roadmap check --max-findings 0” shows all)"
    text, github = FORMATS["text"](report), FORMATS["github"](report)
    assert (text.count("error[RM008 no-such-date]"), github.count("::error ")) == (shown, shown)
    assert (left in text.splitlines(), f"::notice::{left}" in github.splitlines()) == (shown < 250, shown < 250)
    assert ("not shown" in text) == (shown < 250)
    assert len(json.loads(FORMATS["json"](report))) == 250
    assert len(json.loads(FORMATS["sarif"](report))["runs"][0]["results"]) == 250


def test_how_many_more_mistakes_a_plan_has_is_shown_too() -> None:
    found = [*(finding(number + 1) for number in range(1_000)), finding(1_001, code="RM010", text="There are more.")]
    assert [one.line for one in Report(found).shown] == [*range(1, MAX_FINDINGS), 1_001]


@given(st.lists(SOME, max_size=12), st.integers(1, 12))
def test_no_error_is_left_out_for_what_is_less_grave(found: list[Diagnostic], most: int) -> None:
    report, gravity = Report(found, most=most), list(Severity).index
    shown = list(report.shown)
    left = list(report.found)
    for one in shown:
        left.remove(one)
    assert shown == list(sort_diagnostics(shown))
    assert len(shown) == min(most, len(found))
    assert max((gravity(one.severity) for one in shown), default=0) <= min(
        (gravity(one.severity) for one in left), default=9
    )


def test_errors_warnings_and_notes_are_counted_apart(run: Run, settled: Path, small: str) -> None:
    assert run(settled, "check", ".").stdout.decode() == "1 plan: 2 errors, 0 warnings, 0 notes\n"
    text = small.replace(
        "sources:\n", "rules: {RM105: {level: note, reason: No}}\nsources:\n  more: {title: Unused}\n"
    ).replace("2030: 400", "2030: 1")
    (settled / "plan.yaml").write_text(text, encoding="utf-8")
    (settled / "other.yaml").write_text(small.replace("by-kg-small", "other"), encoding="utf-8")
    assert run(settled, "check", ".").stdout.decode() == "2 plans: 0 errors, 1 warning, 1 note\n"
    assert "warnings and notes: 2 (run “roadmap check” to see them)" in run(settled, "build", ".").stdout.decode()


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1, 1, 1, 1), "1 план: 1 ошибка, 1 предупреждение, 1 замечание"),
        ((2, 3, 4, 22), "2 плана: 3 ошибки, 4 предупреждения, 22 замечания"),
        ((5, 0, 11, 112), "5 планов: 0 ошибок, 11 предупреждений, 112 замечаний"),
    ],
)
def test_counts_have_the_plural_forms_of_russian(numbers: tuple[int, ...], said: str) -> None:
    words_ = ("plan", "error", "warning", "note")
    forms = [
        get_language("ru").ngettext(f"%(n)s {word}", f"%(n)s {word}s", n) % {"n": n}
        for word, n in zip(words_, numbers, strict=True)
    ]
    assert f"{forms[0]}: {', '.join(forms[1:])}" == said


def test_the_command_shows_as_many_as_asked_for_and_counts_all(run: Run, tmp_path: Path, wrong: str) -> None:
    (tmp_path / "plan.yaml").write_text(wrong, encoding="utf-8")
    done = run(tmp_path, "check", "plan.yaml", "--max-findings", "1")
    assert (done.returncode, done.stdout.splitlines()) == (1, [b"1 plan: 2 errors, 0 warnings, 0 notes"])
    assert done.stderr.count(b"error[") == 1
    assert done.stderr.decode().splitlines()[-2:] == [
        "",
        "more findings not shown: 1 (“roadmap check --max-findings 0” shows all)",
    ]
    assert run(tmp_path, "check", "plan.yaml", "--max-findings", "0").stderr.count(b"error[") == 2


@pytest.mark.parametrize("number", ["-1", "many", "1.5", "²"])
def test_a_number_that_is_none_is_wrong_use(run: Run, tmp_path: Path, number: str) -> None:
    done = run(tmp_path, "check", f"--max-findings={number}")
    assert (done.returncode, done.stdout) == (2, b"")
    assert f"expected a whole number of 0 or more, not “{number}”" in done.stderr.decode()


def test_200_files_are_reported_in_one_run_in_order(run: Run, tmp_path: Path, small: str) -> None:
    for number in range(200):
        text = small.replace("by-kg-small", f"plan-{number:03}")
        text = text.replace("[BY, KG]", "[BY, ZZ]") if number % 2 else text
        (tmp_path / f"{number:03}.yaml").write_text(text, encoding="utf-8")
    done = run(tmp_path, "check", ".")
    assert (done.returncode, done.stdout.splitlines()) == (1, [b"200 plans: 100 errors, 0 warnings, 0 notes"])
    first = [line for line in done.stderr.decode().splitlines() if "error[" in line]
    assert [line[:8] for line in first] == [f"{number:03}.yaml" for number in range(1, 200, 2)]
    assert done.stderr.count(b"    4 | parties: [BY, ZZ]") == 100


@pytest.mark.parametrize("to", REPORTS)
def test_a_file_that_cannot_be_read_is_told_after_the_findings_in_the_others(
    run: Run, tmp_path: Path, wrong: str, small: str, to: str
) -> None:
    (tmp_path / "plan.yaml").write_text(wrong, encoding="utf-8")
    (tmp_path / "sound.yaml").write_text(small, encoding="utf-8")
    done = run(tmp_path, "check", "none.yaml", "plan.yaml", "gone.yaml", "sound.yaml", "--format", to)
    assert done.returncode == 2
    complaints = done.stderr.decode().splitlines()
    assert [line.partition(": No")[0] for line in complaints[-2:]] == ["roadmap: none.yaml", "roadmap: gone.yaml"]
    found = done.stderr if to == "text" else done.stdout
    days = re.findall(rb"2027-02-30 is not a valid date\.(?! Use)", found)  # with “Use” it is the reason of the code
    assert (found.count(b"Unknown state code"), len(days)) == (1, 1)
    assert (b"2 plans: 2 errors, 0 warnings, 0 notes" in done.stdout) == (to == "text")
    if to == "sarif":
        assert json.loads(done.stdout)["runs"][0]["invocations"] == [{"executionSuccessful": False}]


def test_a_build_with_a_file_that_cannot_be_read_tells_of_the_others_and_makes_nothing(
    run: Run, tmp_path: Path, wrong: str, small: str
) -> None:
    (tmp_path / "plan.yaml").write_text(wrong, encoding="utf-8")
    (tmp_path / "sound.yaml").write_text(small, encoding="utf-8")
    done = run(tmp_path, "build", "none.yaml", "plan.yaml", "sound.yaml")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines()[-1].startswith("roadmap: none.yaml: ")
    assert done.stderr.count(b"error[") == 2
    assert sorted(file.name for file in tmp_path.iterdir()) == ["plan.yaml", "sound.yaml"]
    with pytest.raises(OSError, match=r"none\.yaml"):
        roadmap.build([tmp_path / "none.yaml", tmp_path / "sound.yaml"], output_dir=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_build_and_render_show_the_line_too(run: Run, tmp_path: Path, wrong: str) -> None:
    (tmp_path / "plan.yaml").write_text(wrong, encoding="utf-8")
    checked = run(tmp_path, "check", "plan.yaml").stderr
    assert b"   25 |         due: 2027-02-30" in checked
    assert run(tmp_path, "build", "plan.yaml").stderr == checked
    assert run(tmp_path, "render", "plan.yaml").stderr == checked


def test_the_first_line_of_a_finding_is_what_the_library_says(wrong: str) -> None:
    with pytest.raises(PlanError) as raised:
        roadmap.loads(wrong, name="plan.yaml")
    report = FORMATS["text"](Report(raised.value.diagnostics, raised.value.texts))
    firsts = [part.splitlines()[0] for part in report.split("\n\n")]
    assert firsts == [str(found).splitlines()[0] for found in sort_diagnostics(raised.value.diagnostics)]
