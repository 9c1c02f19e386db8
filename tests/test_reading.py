"""Reading: bytes to text, text to nodes, nodes to a plan; any text ends in a plan or in mistakes that have a place."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from conftest import SMALL
from hypothesis import given
from hypothesis import strategies as st
from support import examples
from yaml import __with_libyaml__

import roadmap
from roadmap.areas.elevators import Elevators
from roadmap.areas.tractors import Tractors
from roadmap.diagnostics.diagnostic import Diagnostic, PlanError
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.model.period import Due
from roadmap.model.plan import Plan
from roadmap.reading import decode, reader, source

TESTS = Path(__file__).parent
SAMPLES = [path.read_text("utf-8") for path in sorted((TESTS.parent / "plans").glob("*.yaml"))]

with_both_parsers = pytest.mark.parametrize("libyaml", [True, False], ids=["with libyaml", "without libyaml"])

HEAD = """\
format: 1
id: by-no
title: A roadmap
parties: [BY, NO]
period: 2026-2030
languages: [en]
"""
AREA = """\
areas:
  - kind: tractors
    title: Tractors
"""


def found_in(text: str) -> list[Diagnostic]:
    """What is said of a text; nothing if it is a plan."""
    try:
        roadmap.loads(text, name="plan.yaml")
    except PlanError as error:
        return list(error.diagnostics)
    return []


def placed_in(text: str) -> list[tuple[str, int | None, int | None]]:
    return [(found.code, found.line, found.column) for found in found_in(text)]


def place_of(text: str, part: str) -> tuple[int, int]:
    """Line and column of a part of a text."""
    before = text[: text.index(part)]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def first_area(lines: str) -> Any:
    """The area of a plan with more lines under its only area."""
    return roadmap.loads(HEAD + AREA + lines).areas[0]


# Bytes


def said_of_bytes(content: bytes, folder: Path) -> Diagnostic:
    file = folder / "plan.yaml"
    file.write_bytes(content)
    with pytest.raises(PlanError) as raised:
        roadmap.load(file)
    (found,) = raised.value.diagnostics
    assert found.file == str(file)
    return found


@pytest.mark.parametrize("encoding", ["cp1251", "cp866", "UTF-16", "UTF-16-LE"])
def test_another_encoding_is_named(encoding: str, small: str, tmp_path: Path) -> None:
    found = said_of_bytes(small.replace("–", "-").encode(encoding), tmp_path)
    assert (found.code, "UTF-8" in found.help) == ("RM001", True)
    assert found.message.endswith(f"it looks like {encoding[:6]}.")


@pytest.mark.parametrize("encoding", ["cp1251", "cp866"])
def test_the_first_letter_in_another_encoding_is_pointed_at(encoding: str, small: str, tmp_path: Path) -> None:
    found = said_of_bytes(small.replace("–", "-").encode(encoding), tmp_path)
    assert (found.line, found.column) == place_of(small, "Небольшая")


def test_utf_16_is_pointed_at_from_its_first_byte(small: str, tmp_path: Path) -> None:
    found = said_of_bytes(small.encode("utf-16"), tmp_path)
    assert (found.line, found.column) == (1, 1)


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04\x14\x00", b"\xd0\xcf\x11\xe0\xa1\xb1", b"%PDF-1.7\n", b"{\\rtf1\\ansi format: 1}"]
)
def test_a_document_of_an_office_program_is_told_from_a_text(content: bytes, tmp_path: Path) -> None:
    found = said_of_bytes(content, tmp_path)
    assert (found.code, found.line, found.column) == ("RM001", 1, 1)
    assert found.message == "The file is not a text file; it looks like a Word, Excel or PDF document."


def test_a_second_byte_order_mark_is_a_character_that_cannot_be_seen(small: str, tmp_path: Path) -> None:
    found = said_of_bytes("\ufeff\ufeff".encode() + small.encode(), tmp_path)
    assert (found.code, found.line, found.column) == ("RM013", 1, 1)


def test_one_wrong_byte_after_letters_of_several_bytes_is_counted_in_letters() -> None:
    with pytest.raises(PlanError) as raised:
        decode("id: a\r\ntitle: Дорога ".encode() + b"\xff!", "plan.yaml")
    assert [(found.line, found.column) for found in raised.value.diagnostics] == [(2, 15)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_and_windows_line_ends_change_nothing(
    end: str, mark: bytes, small: str, tmp_path: Path
) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes(mark + small.replace("\n", end).encode())
    assert roadmap.load(file) == roadmap.loads(small)


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_windows_line_ends_do_not_move_a_place(end: str, small: str) -> None:
    broken = small.replace("2027-Q2", "2027-Q5").replace("format", "formats")
    assert placed_in("\ufeff" + broken.replace("\n", end)) == placed_in(broken) != []


def test_a_byte_order_mark_does_not_move_a_place(small: str, tmp_path: Path) -> None:
    found = said_of_bytes(b"\xef\xbb\xbf" + small.replace("format: 1", "format: 2").encode(), tmp_path)
    assert (found.line, found.column) == (1, 9)


# Marks and aliases


def test_a_mark_stands_for_what_it_marks() -> None:
    area = first_area("    made_in: &where NO\n    technology_from: *where\n")
    assert (area.made_in, area.technology_from) == ("NO", "NO")


MERGED = """\
areas:
  - &common
    kind: tractors
    title: Tractors
    annual_capacity: 500
  - <<: *common
    kind: elevators
    models:
      - {name: LP-0401, rated_load_kg: 400}
"""


def test_a_merge_takes_over_what_is_not_written_itself() -> None:
    tractors, elevators = roadmap.loads(HEAD + MERGED).areas
    assert isinstance(tractors, Tractors)
    assert isinstance(elevators, Elevators)
    assert (tractors.annual_capacity, elevators.annual_capacity) == (500, 500)
    assert tractors.title == elevators.title


def test_a_key_may_stand_before_the_merge_that_has_it_too() -> None:
    text = HEAD + MERGED.replace("  - <<: *common\n    kind: elevators", "  - kind: elevators\n    <<: *common")
    assert roadmap.loads(text) == roadmap.loads(HEAD + MERGED)


def test_a_mistake_in_what_was_taken_over_is_placed_where_it_is_written_and_said_once() -> None:
    text = HEAD + MERGED.replace("500", "five hundred")
    assert placed_in(text) == [("RM006", *place_of(text, "five hundred"))]


def test_a_mistake_in_what_an_alias_stands_for_is_placed_at_the_alias() -> None:
    text = HEAD + AREA + "    site: &site Bishkek\n    made_in: *site\n"
    assert placed_in(text) == [("RM009", *place_of(text, "*site"))]


# Scalars mean what their field says


def test_no_is_norway() -> None:
    assert [party.code for party in roadmap.loads(HEAD).parties] == ["BY", "NO"]


@pytest.mark.parametrize("text", ["no", "nn"])
def test_no_is_norwegian(text: str) -> None:
    assert roadmap.loads(HEAD.replace("[en]", f"[{text}]")).languages == (text,)


@pytest.mark.parametrize(
    "text", ["NO", "yes", "1.10", "0123", "12:30", "5e2", "2026-02-30", "0o17", "1_000", ".inf", "="]
)
def test_a_text_stays_as_written(text: str) -> None:
    assert str(first_area(f"    site: {text}\n").site) == text


def test_a_code_keeps_its_zeros() -> None:
    assert first_area("    hs: 0123.10\n").hs == "0123.10"


@pytest.mark.parametrize(
    ("text", "number"),
    [("1.10", "1.10"), ("0123", "123"), ("5e2", "500"), ("12", "12"), ("+7", "7"), (".5", "0.5"), ("-0", "0")],
)
def test_a_number_is_decimal_and_exact(text: str, number: str) -> None:
    value = first_area(f"    adds_to_trade: {{2030: {text}}}\n").adds_to_trade.in_year(2030)
    assert (value, type(value)) == (Decimal(number), Decimal)


@pytest.mark.parametrize(
    "text", ["NO", "yes", "12:30", "0o17", "0x1F", "1_000", ".inf", ".nan", "2026-02-30", "'12'", "٣"]
)
def test_what_only_yaml_takes_for_a_number_is_none(text: str) -> None:
    assert [found.code for found in found_in(HEAD + AREA + f"    adds_to_trade: {{2030: {text}}}\n")] == ["RM006"]


@pytest.mark.parametrize("text", ["yes", "no", "on", "Y", "1", "'true'"])
def test_only_true_and_false_answer_a_yes_or_no(text: str) -> None:
    plan = HEAD + "sources: {note: {title: A note}}\n" + AREA
    figure = "    figures: [{{name: Plants, value: 1, approximate: {}, source: note}}]\n"
    assert [found.code for found in found_in(plan + figure.format(text))] == ["RM006"]
    assert found_in(plan + figure.format("true")) == found_in(plan + figure.format("false")) == []


@pytest.mark.parametrize("text", ["12:30", "5e2", "yes", "0123"])
def test_what_is_no_date_is_none_by_yaml_either(text: str) -> None:
    assert [found.code for found in found_in(f"{HEAD}date: {text}\n")] == (["RM008"] if text != "0123" else [])


@pytest.mark.parametrize("text", ["", "~", "null"])
def test_nothing_is_nothing_where_a_field_may_be_missing(text: str) -> None:
    assert roadmap.loads(f"{HEAD}date: {text}\n") == roadmap.loads(HEAD)


# The parser without libyaml


def as_read(text: str) -> list[Any]:
    """The nodes of a text with their places, and what is said of it; as JSON knows it."""
    composed = reader.read_nodes(text, "plan.yaml")
    return [spread(composed.source.root), [found.said() for found in found_in(text)]]


def spread(node: source.Node | None) -> Any:
    if isinstance(node, source.Mapping):
        return {key: [*node.starts[key], spread(value)] for key, value in node.items()}
    if isinstance(node, source.Sequence):
        return [[start, spread(value)] for start, value in zip(node.starts, node, strict=True)]
    return node if node is None else [type(node).__name__, str(node)]


def broken_plans() -> Iterator[str]:
    """The texts of the catalogue."""
    for file in sorted((TESTS / "broken").glob("RM*.txt")):
        for case in f"\n{file.read_bytes().decode()}".split("\n=== ")[1:]:
            yield case.partition("\n")[2].partition("--- finds\n")[0]


def damaged(text: str) -> Iterator[str]:
    """A text with one line cut short, left out, moved, or with a sign put into it."""
    lines = text.splitlines(keepends=True)
    for n, line in enumerate(lines):
        for instead in (
            *(
                "",
                line.rstrip("]}\n") + "\n",
                line[: len(line) // 2] + "\n",
                " " + line,
                line[1:],
                "\t" + line.lstrip(),
            ),
            *(
                line.replace(": ", sign, 1)
                for sign in (":", " ", ": : ", ': "', ": '", ": - ", ": @", ": *", ": &", ": ! ")
            ),
            *(line.replace(": ", sign, 1) for sign in (": > ", ": |\n", ': "\\q', ": ]", ": {", ": %", ": ? ", ": #")),
        ):
            yield "".join((*lines[:n], instead, *lines[n + 1 :]))


def alone(work: str, given: str, *, libyaml: bool) -> str:
    """What a program prints that runs by itself, where PyYAML has libyaml or has not."""
    start = "import sys; sys.path.insert(0, sys.argv[1]); "
    start += "" if libyaml else "sys.modules['yaml.cyaml'] = None; "
    done = subprocess.run(
        [sys.executable, "-c", f"{start}import test_reading; {work}", str(TESTS)],
        input=given.encode("ascii"),
        capture_output=True,
        check=True,
        timeout=120,
    )
    return done.stdout.decode("ascii")


# YAML lets a tab stand after a colon, and a key between braces end in one: PyYAML's own parser does not know the first, and
# libyaml not the second. What differs is which texts are YAML, not what is made of them.
READ_DIFFERENTLY = re.compile(r":\t|:[\]},]")


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(SAMPLES, id="samples"),
        pytest.param(list(broken_plans()), id="broken"),
        pytest.param(list(damaged(SMALL))[::7], id="some damaged"),
        pytest.param(list(damaged(SMALL)), id="all damaged", marks=pytest.mark.e2e),
    ],
)
def test_without_libyaml_everything_is_read_and_said_the_same(texts: list[str]) -> None:
    assert __with_libyaml__, "PyYAML has no libyaml: install one of its wheels"
    texts = [text for text in texts if not READ_DIFFERENTLY.search(text)]
    work = "import json; print(json.dumps([test_reading.as_read(text) for text in json.load(sys.stdin)]))"
    for text, there in zip(texts, json.loads(alone(work, json.dumps(texts), libyaml=False)), strict=True):
        assert json.loads(json.dumps(as_read(text))) == there, text


@pytest.mark.parametrize(
    ("text", "with_it", "without_it"),
    [(HEAD.replace("id: ", "id:\t"), [], ["RM002"]), (HEAD.replace("A roadmap", "{ru:}"), ["RM002"], ["RM006"])],
    ids=["a tab", "nothing before a bracket"],
)
def test_the_two_parsers_differ_where_they_read_yaml_differently(
    text: str, with_it: list[str], without_it: list[str]
) -> None:
    work = "test_reading.print_codes(sys.stdin.read())"
    assert json.loads(alone(work, text, libyaml=False)) == without_it
    assert json.loads(alone(work, text, libyaml=True)) == with_it


def test_the_parser_without_libyaml_is_another_one() -> None:
    work = "from roadmap.reading.composer import EventParser; print(EventParser.__module__)"
    assert alone(work, "", libyaml=False).strip() == "yaml.loader"


# What was meant

WRITTEN = [f"2027-{month:02}{day}" for month in range(1, 13) for day in ("", "-09")]
WRITTEN += ["2026-Q4", "2027-Q1", "2027-H1", "2027-H2", "2027", "2026–2030", "annually", "quarterly", "continuous"]


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_a_deadline_copied_from_a_document_is_understood(language: str) -> None:
    """As the help, since plans are read without a language."""
    for written in WRITTEN:
        due = Due.parse(written)
        copied = [get_language(language).due(due), *([get_language(language).period(due.period)] if due.period else [])]
        for text in copied:
            told = found_in(HEAD + AREA + f"    measures: [{{id: M-1, title: A, due: '{text}', lead: []}}]\n")
            assert [found.help for found in told] in ([], [f"Write it like this: {written}"]), text
            assert told or Due.parse(text) == due


# After a syntax error


def many_areas(lines: int) -> list[str]:
    """The lines of a plan with many areas, three each; the last line names a state that there is not."""
    bodies = "bodies: {b: {party: BY, name: B}, n: {party: NO, name: N}}\nareas:\n"
    area = "  - kind: general\n    title: Cooperation in agriculture\n    summary: Of the two parties\n"
    return [*(HEAD + bodies + area * (lines // 3)).splitlines(), "signatures: [{party: XX, office: O}]", ""]


@with_both_parsers
def test_after_syntax_errors_in_a_long_text_the_rest_is_looked_at(libyaml: bool) -> None:
    lines = many_areas(18_000 if libyaml else 300)
    titles = [place for place, line in enumerate(lines) if line.startswith("    title:")]
    places = [titles[len(titles) * tenth // 10] for tenth in (3, 5, 9)]
    for place, wrong in zip(places, ("\ttitle: A", "    title: A: B", "    title A"), strict=True):
        lines[place] = wrong
    told = json.loads(alone("test_reading.print_places(sys.stdin.read())", "\n".join(lines), libyaml=libyaml))
    assert [line for code, line in told if code == "RM002"] == [place + 1 for place in places]
    assert told[-1] == ["RM009", len(lines) - 1]


SLIPS: dict[str, tuple[str, str]] = {
    "a closing quote forgotten": (r'^(.*: "[^"]+)"$', r"\1"),
    "a closing bracket forgotten": (r"^( +\w+: \[[^]]+)\]$", r"\1"),
    "a closing brace forgotten": (r"^( +\w+: \{[^}]+)\}$", r"\1"),
    "a tab": (r"^ +(\w+:)$", r"\t\1"),
    "a colon in a text": (r"^( +(?:en|ru): \w+) (.*)$", r"\1: \2"),
    "a colon forgotten": (r"^( +[a-z]+):( .*)?$", r"\1\2"),
    "a no-break space after a colon": (r"^( +[a-z]+:) (.*)$", "\\1\u00a0\\2"),
    "a long dash for a hyphen": (r"^( +)- (.*)$", "\\1— \\2"),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_one_slip_in_a_whole_plan_is_one_mistake_at_its_place(slip: str) -> None:
    form, wrong = SLIPS[slip]
    plan = max(SAMPLES, key=len)
    places = [found for found in re.finditer(form, plan, re.MULTILINE) if found.start() > plan.index("\nbodies:")]
    assert len(places) > 9
    for found in places[:: len(places) // 4]:
        broken = plan[: found.start()] + found.expand(wrong) + plan[found.end() :]
        assert [line for _code, line, _column in placed_in(broken)] == [plan.count("\n", 0, found.start()) + 1], found[
            0
        ]


def test_what_is_left_unread_after_a_syntax_error_is_said() -> None:
    lines = many_areas(60_000)
    lines[100] = "\ttitle: A"
    (only,) = found_in("\n".join(lines))
    assert (only.code, only.line) == ("RM002", 101)
    assert only.help.endswith(" two for each level. The rest of the file was not checked.")


# Any text


def ends_well(content: str | bytes) -> None:
    """A text gives a plan, or mistakes that have a place, a sentence and advice."""
    read = outcome(content)
    if isinstance(read, Plan):
        return
    characters = content if isinstance(content, str) else content.decode("latin-1")
    lines = characters.count("\n") + characters.count("\r") + 1
    assert read.diagnostics
    for found in read.diagnostics:
        assert found.line is not None
        assert found.column is not None
        assert 1 <= found.line <= lines
        assert found.column >= 1
        assert found.message
        assert found.help


def outcome(content: str | bytes) -> Plan | PlanError:
    """What comes of a text; any other exception is a failure."""
    try:
        return roadmap.loads(content if isinstance(content, str) else decode(content, "plan.yaml"))
    except PlanError as error:
        return error


PIECES = [
    *("\n", "\n  ", "  ", "\t", " ", ": ", ":", ", ", "- ", "# ", "'", '"', "[", "]", "{", "}", "|", ">-", "&a ", "*a"),
    *(
        "<<: *a",
        "? ",
        "!t ",
        "!!str ",
        "%",
        "@",
        "`",
        "\\",
        "---\n",
        "...\n",
        "~",
        "null",
        "yes",
        "NO",
        "1.10",
        "160,2",
    ),
    *(
        "2026-02-30",
        "2027-Q5",
        "2030–2026",
        "con",
        "ВУ",
        "\u202e",
        "\x00",
        "\ud800",
        "\ufeff",
        "\x85",
        "\u2028",
        "\r",
        "😀",
    ),
]
SOURCE_LINES = [line for sample in SAMPLES for line in sample.splitlines(keepends=True)]


@st.composite
def mutations(draw: st.DrawFn, plan: str) -> str:
    """A plan's text after a few slips of the hand: in letters, tokens or lines."""
    text = plan
    for _slip in range(draw(st.integers(1, 4))):
        parts = draw(st.sampled_from((letters(text), tokens(text), lines_of(text))))
        if not parts:
            break
        first, second = (draw(st.integers(0, len(parts) - 1)) for _end in range(2))
        piece = draw(st.sampled_from(PIECES) | st.sampled_from(SOURCE_LINES) | st.characters())
        match draw(st.sampled_from(("delete", "insert", "replace", "swap"))):
            case "delete":
                del parts[first : first + 1 + second % 3]
            case "insert":
                parts.insert(first, piece)
            case "replace":
                parts[first] = piece
            case _:
                parts[first], parts[second] = parts[second], parts[first]
        text = "".join(parts)
    return text


def letters(text: str) -> list[str]:
    return list(text)


def tokens(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def lines_of(text: str) -> list[str]:
    return text.splitlines(keepends=True)


@st.composite
def slices(draw: st.DrawFn) -> str:
    """Some lines of a real plan."""
    start = draw(st.integers(0, len(SOURCE_LINES) - 1))
    return "".join(SOURCE_LINES[start : start + draw(st.integers(1, 60))])


@given(st.text() | st.lists(st.sampled_from(PIECES)).map("".join))
@examples(4)
def test_any_text_is_a_plan_or_mistakes(text: str) -> None:
    ends_well(text)


@given(st.data())
@examples(6)
def test_slips_of_the_hand_in_a_small_plan_are_mistakes_or_nothing(data: st.DataObject) -> None:
    ends_well(data.draw(mutations(SMALL)))


@given(st.data())
@examples(4)
def test_slips_of_the_hand_in_parts_of_a_real_plan_are_mistakes_or_nothing(data: st.DataObject) -> None:
    ends_well(data.draw(mutations(HEAD + data.draw(slices()))))


@st.composite
def wrong_bytes(draw: st.DrawFn) -> bytes:
    """A small plan in bytes, some of them put in, left out or turned into others."""
    content = bytearray(draw(st.sampled_from((SMALL.encode(), SMALL.replace("–", "-").encode("cp1251")))))
    for _slip in range(draw(st.integers(1, 3))):
        place = draw(st.integers(0, len(content) - 1))
        content[place : place + draw(st.integers(0, 3))] = draw(st.binary(max_size=3))
    return bytes(content)


@given(st.binary() | wrong_bytes())
@examples(4)
def test_any_bytes_are_a_plan_or_mistakes(content: bytes) -> None:
    ends_well(content)


# Texts made to break a reader: each in a process of its own, whose end would be seen


def bomb(levels: int) -> str:
    """Lists of ten, each entry of which is the list before it."""
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, levels)]
    return HEAD + "".join(lines)


ATTACKS: dict[str, tuple[str, Callable[[], str]]] = {
    "brackets": ("RM010", lambda: "[" * 100_000),
    "braces": ("RM010", lambda: "{" * 100_000),
    "keys": ("RM010", lambda: "{a: " * 100_000),
    "dashes": ("RM010", lambda: "- " * 100_000),
    "aliases": ("RM010", lambda: bomb(10)),
    "a long text": ("RM010", lambda: HEAD + "preamble: " + "a" * 1_000_000),
    "a long key": ("RM002", lambda: HEAD + "a" * 200_000 + ": 1"),
    "a long number": ("RM006", lambda: HEAD.replace("format: 1", "format: " + "1" * 90_000)),
    "a long date": ("RM008", lambda: HEAD + "date: " + "2026-" * 15_000),
    "an open quote": ("RM002", lambda: HEAD + "preamble: '" + "a" * 200_000),
    "spaces": ("RM011", lambda: " " * 200_000),
}


def print_places(text: str) -> None:
    print(json.dumps([(found.code, found.line) for found in found_in(text)]))  # noqa: T201


def print_codes(text: str) -> None:
    print(json.dumps([found.code for found in found_in(text)]))  # noqa: T201


@with_both_parsers
@pytest.mark.parametrize("name", ATTACKS)
def test_a_text_made_to_break_the_reader_ends_with_a_mistake(name: str, libyaml: bool) -> None:
    codes = json.loads(alone(f"test_reading.print_codes(test_reading.ATTACKS[{name!r}][1]())", "", libyaml=libyaml))
    assert ATTACKS[name][0] in codes
