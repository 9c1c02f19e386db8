"""The schema for editors: it is one, it comes from the declarations, and it says of a plan what the library says of it."""

import json
import os
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import jsonschema
import pytest
import yaml
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from support import Run, examples, kinds_forgotten, run_process

import roadmap
from roadmap import areas
from roadmap.areas import Area, area
from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.i18n.language import DOCUMENT_LANGUAGES
from roadmap.model.fields import field, field_infos
from roadmap.model.plan import Plan
from roadmap.reference.json_schema import schema
from roadmap.testing import plans

PROJECT = Path(__file__).parents[1]
SAMPLES = sorted((PROJECT / "plans").glob("*.yaml"))
SCHEMA = schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)


# Reading as an editor reads


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Composer: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_Dumper: Any = getattr(yaml, "CBaseDumper", yaml.BaseDumper)


class _Core(_Loader):
    """YAML 1.2 (its core schema), as yaml-language-server reads it: keys are texts, one key stands once."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML keeps its tables in the class

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[str, Any]:
        own = [key.value for key, _value in node.value if key.tag != "tag:yaml.org,2002:merge"]
        if len(own) > len(set(own)):
            raise _GivenTwice(own)
        self.flatten_mapping(node)
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


class _GivenTwice(ValueError):
    """A key stands in a mapping twice: editors mark that themselves."""


for _tag, _form, _first in (
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("bool", r"true|True|TRUE|false|False|FALSE", list("tTfF")),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", list("-+.0123456789")),
    ("merge", r"<<", ["<"]),
):
    _Core.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(f"^(?:{_form})$"), _first)


def _whole(_loader: Any, node: Any) -> int:
    return int(node.value, 0) if node.value.startswith(("0x", "0o")) else int(node.value)


_Core.add_constructor("tag:yaml.org,2002:int", _whole)
_Core.add_constructor("tag:yaml.org,2002:float", lambda _loader, node: float(node.value))
_Core.add_constructor("tag:yaml.org,2002:map", lambda loader, node: loader.construct_mapping(node))


def as_editor(text: str) -> Any:
    return yaml.load(text, _Core)  # noqa: S506 - a SafeLoader


def marks(text: str) -> list[str]:
    """What an editor with the schema would mark."""
    try:
        data = as_editor(text)
    except _GivenTwice as twice:
        return [f"keys twice: {twice}"]
    return [
        f"{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}" for error in VALIDATOR.iter_errors(data)
    ]


def mistakes(text: str) -> list[Diagnostic]:
    """What the library says."""
    try:
        roadmap.loads(text)
    except roadmap.PlanError as error:
        return list(error.diagnostics)
    return []


# What a schema cannot say


class Beyond(NamedTuple):
    """A rule of the library that a schema cannot express, with a change to the small plan that shows it."""

    code: str
    said: str
    why: str
    old: str
    new: str


BEYOND = [
    Beyond("RM014", "", "a schema does not look from one part of a plan into another", "[by-minprom,", "[by-minpron,"),
    Beyond("RM015", r"Duplicate id", "ids stand in several lists", "{TWICE}", "{TWICE}"),
    Beyond(
        "RM015", "is listed twice", "BY and {code: BY} differ as JSON", "[BY, KG]", "[BY, KG, {code: BY}]"
    ),
    Beyond("RM016", "", "names of devices hold for the file of a plan, in any case", "id: by-kg-small", "id: con"),
    Beyond("RM008", "is not a valid date", "a pattern does not know the calendar", "2027-Q2", "2027-02-30"),
    Beyond("RM008", "ends before it begins", "a pattern does not compare dates", "2026–2030", "2030–2026"),
    Beyond(
        "RM008", r"“([0-9]{1,3}|0[xo][0-9a-f]+|[0-9]+e[0-9]+)” is not a date",
        "to JSON 0027 and 27 are one number", "due: 2027-Q2", "due: 27",
    ),
    Beyond(
        "RM006", r"number, found “(0[xo][0-9a-f]+|[-+]?[0-9]+\.0*|[-+0-9.]+e[0-9]+)”",
        "to JSON 5.0, 0x5 and 5 are one number", "format: 1\n", "format: 1.0\n",
    ),
    Beyond(
        "RM007", r"“[-+0-9.e]+” is not an allowed value",
        "JSON does not know how a number was written", "TRACTOR-1", "-1.5",
    ),
    Beyond(
        "RM007", r"\.[0-9]{13,} is outside",
        "JSON does not count decimals", "turnover: 133", f"turnover: 1.{'3' * 13}",
    ),
    Beyond("RM013", "", "JSON Schema leaves it to each program which characters it knows", "The line works", '"\\u200bThe line"'),
]  # fmt: skip


def beyond(found: Diagnostic) -> Beyond | None:
    """The rule that keeps a schema from seeing a mistake."""
    return next((rule for rule in BEYOND if rule.code == found.code and re.search(rule.said, f"{found.text}")), None)


@pytest.mark.parametrize("rule", BEYOND, ids=lambda rule: f"{rule.code}-{rule.old}")
def test_each_rule_said_to_be_beyond_a_schema_is(rule: Beyond, small: str) -> None:
    twice = small + small[small.index("      - id: TRACTOR-1") :]
    text = twice if rule.old == "{TWICE}" else small.replace(rule.old, rule.new)
    assert text != small
    found = mistakes(text)
    assert found
    assert [beyond(one) for one in found] == [rule] * len(found)
    assert marks(text) == []


# Agreement on sound plans


def test_the_schema_is_a_draft_07_schema() -> None:
    for language in DOCUMENT_LANGUAGES:
        jsonschema.Draft7Validator.check_schema(schema(language))


@pytest.mark.parametrize("plan", SAMPLES, ids=lambda path: path.stem)
def test_sample_plans_are_accepted(plan: Path) -> None:
    assert marks(plan.read_text(encoding="utf-8")) == []


def test_anchors_and_merge_keys_are_accepted_where_the_library_takes_them(small: str) -> None:
    common = small.replace("  targets:\n", "  targets:\n    - {<<: *first, period: 2029, turnover: 300}\n").replace(
        "- {period: 2024", "- &first {period: 2024"
    )
    assert mistakes(common) == []
    assert marks(common) == []


@pytest.mark.parametrize(
    ("old", "new", "mark"),
    [
        ("[BY, KG]", "[BY]", "parties: ['BY'] is too short"),
        ("languages: [ru, en]", "languages: []", "languages: [] should be non-empty"),
        ("[BY, KG]", "[BY, BY]", "parties: ['BY', 'BY'] has non-unique elements"),
        ("[by-minprom, kg", "[by-minprom, by-minprom, kg", "has non-unique elements"),
    ],
)
def test_lists_too_short_or_naming_something_twice_are_rejected(small: str, old: str, new: str, mark: str) -> None:
    wrong = small.replace(old, new)
    assert [one.code for one in mistakes(wrong)] in (["RM007"], ["RM015"])
    (marked,) = marks(wrong)
    assert mark in marked


# Agreement on broken plans


Entries = list[tuple[Any, Any]]
PLAIN = (
    *("5", "-1", "2.5", "1e3", "0x10", "99999999999999999999", "9999999999", "12,5", "true", "no", "null", "", "~"),
    *("abc", "XX", "kg", "BY", "USD", "ru", "Qazaq", "2027", "27", "2027-Q5", "2027-02-30", "2027-05-15", "annually"),
    *("2030–2026", "tractors", "done", "RM101", "https://example.org", "ftp://example.org", "a b", "By_Minprom"),
)  # fmt: skip


def _scalar(value: str, style: str | None = None) -> yaml.ScalarNode:
    return yaml.ScalarNode("tag:yaml.org,2002:str", value, style=style)


def _sequence(*entries: Any) -> yaml.SequenceNode:
    return yaml.SequenceNode("tag:yaml.org,2002:seq", list(entries), flow_style=True)


def _mapping(*entries: tuple[Any, Any]) -> yaml.MappingNode:
    return yaml.MappingNode("tag:yaml.org,2002:map", list(entries), flow_style=True)


def _inside(node: Any) -> Iterator[Any]:
    yield node
    for one in getattr(node, "value", ()) if not isinstance(node, yaml.ScalarNode) else ():
        yield from _inside(one[1] if isinstance(one, tuple) else one)


def _another_key(entries: Entries, chance: random.Random, node: Any) -> None:
    place = chance.randrange(len(entries))
    key, value = entries[place]
    new = chance.choice([key.value + "x", key.value[1:] or "x", key.value.upper(), "title", "id", "2027", "27", "en"])
    entries[place] = (_scalar(new, "'" if new == "" else None), value)


def _without_a_key(entries: Entries, chance: random.Random, node: Any) -> None:
    del entries[chance.randrange(len(entries))]


def _one_key_more(entries: Entries, chance: random.Random, node: Any) -> None:
    new = chance.choice(["extra", "remark", "name", "id", "2028", "de", "hs", "rated_load_kg", "period"])
    entries.append((_scalar(new), _scalar(chance.choice(PLAIN))))


def _a_key_twice(entries: Entries, chance: random.Random, node: Any) -> None:
    entries.append(chance.choice(entries))


def _another_value(entries: Entries, chance: random.Random, node: Any) -> None:
    _replace(entries, chance, lambda _value: _scalar(chance.choice(PLAIN)))


def _in_quotes_or_out(entries: Entries, chance: random.Random, node: Any) -> None:
    def turned(value: Any) -> Any:
        if not isinstance(value, yaml.ScalarNode):
            return value
        return _scalar(value.value, None if value.style and value.value.isalnum() else '"')

    _replace(entries, chance, turned)


def _a_list(entries: Entries, chance: random.Random, node: Any) -> None:
    _replace(entries, chance, lambda value: _sequence(value) if chance.random() < 0.7 else _sequence())


def _a_mapping(entries: Entries, chance: random.Random, node: Any) -> None:
    key = chance.choice(["en", "2027", "id", "code", "source", "extra"])
    _replace(entries, chance, lambda value: _mapping((_scalar(key), value)) if chance.random() < 0.7 else _mapping())


def _another_number(entries: Entries, chance: random.Random, node: Any) -> None:
    places = [n for n, (_key, value) in enumerate(entries) if re.fullmatch(r"-?[0-9.]+", str(value.value))]
    if places:
        place = chance.choice(places)
        key, value = entries[place]
        changed = [
            f"-{value.value.lstrip('-')}1",
            f"{value.value}0000000",
            f"{value.value}.5",
            "0",
            f"{value.value} kg",
        ]
        entries[place] = (key, _scalar(chance.choice(changed)))


def _another_list(entries: Entries, chance: random.Random, node: Any) -> None:
    places = [n for n, (_key, value) in enumerate(entries) if isinstance(value, yaml.SequenceNode)]
    if places:
        listed = list(entries[place := chance.choice(places)][1].value)
        change = chance.randrange(4)
        if change == 0 and listed:
            listed.append(chance.choice(listed))
        elif change == 1 and listed:
            del listed[chance.randrange(len(listed))]
        elif change == 2:
            listed.append(_scalar(chance.choice(PLAIN)))
        else:
            listed = [chance.choice([_scalar(chance.choice(PLAIN)), _sequence(), _mapping()]) for _one in listed]
        entries[place] = (entries[place][0], _sequence(*listed))


def _replace(entries: Entries, chance: random.Random, new: Callable[[Any], Any]) -> None:
    place = chance.randrange(len(entries))
    entries[place] = (entries[place][0], new(entries[place][1]))


MUTATIONS = (
    _another_key, _without_a_key, _one_key_more, _a_key_twice, _another_value, _another_value, _in_quotes_or_out, _a_list,
    _a_mapping, _another_number, _another_list,
)  # fmt: skip


def mutated(text: str, chance: random.Random) -> tuple[str, str]:
    """A plan's text with one or two things in it changed, and what was done."""
    root = yaml.compose(text, _Composer)
    kinds = []
    for _one in range(1 if chance.random() < 0.8 else 2):
        filled = [node for node in _inside(root) if isinstance(node, yaml.MappingNode) and node.value]
        node = filled[0] if chance.random() < 0.1 else chance.choice(filled)
        mutate = chance.choice(MUTATIONS)
        mutate(node.value, chance, node)
        kinds.append(mutate.__name__.strip("_"))
    return yaml.serialize(root, Dumper=_Dumper, allow_unicode=True), " and ".join(kinds)


COUNTED: Counter[str] = Counter()
EACH = 25
"""How many mutations of each generated plan are tried."""


@examples(0.8, phases=[Phase.generate])  # a failure names its mutation: no smaller one is looked for
@given(plans(), st.integers(0, 2**32))
def agreement(plan: Plan, seed: int) -> None:
    """One plan, and mutations of it: schema and library accept both, or reject both; see BEYOND for the rest."""
    text = roadmap.dumps(plan)
    assert marks(text) == []
    COUNTED["plans"] += 1
    chance = random.Random(seed)  # noqa: S311 - the same in each run is what is wanted
    for _one in range(EACH):
        changed, how = mutated(text, chance)
        agree(changed, how)


def agree(text: str, how: str) -> None:
    COUNTED["mutations"] += 1
    seen, found = marks(text), mistakes(text)
    if seen:
        assert found, f"{how}: the schema rejects what the library accepts: {seen}\n{text}"
        COUNTED["rejected by both"] += 1
        COUNTED.update({f"rejected by both, {code}" for code in (one.code for one in found)})
        return
    if not found:
        COUNTED["accepted by both"] += 1
    for one in found:
        rule = beyond(one)
        assert rule is not None, f"{how}: the schema accepts what the library rejects: {one.code} {one}\n{text}"
        COUNTED[f"beyond a schema, {one.code}: {rule.why}"] += 1


def test_schema_and_library_agree_on_generated_plans_and_mutations_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    COUNTED.clear()
    agreement()
    if os.environ.get("ROADMAP_COUNTS"):
        with capsys.disabled():
            print(*(f"\n{number:6} {what}" for what, number in sorted(COUNTED.items())))  # noqa: T201
    assert COUNTED["plans"] >= 0.6 * settings().max_examples
    assert COUNTED["rejected by both"] > COUNTED["mutations"] / 2
    assert COUNTED["accepted by both"] > COUNTED["mutations"] / 50
    for code in ("RM003", "RM004", "RM005", "RM006", "RM007", "RM008", "RM009"):
        assert COUNTED[f"rejected by both, {code}"] >= settings().max_examples / 4, code


@pytest.mark.parametrize("plan", SAMPLES, ids=lambda path: path.stem)
def test_they_agree_on_mutations_of_the_sample_plans(plan: Path) -> None:
    text = plan.read_text(encoding="utf-8")
    chance = random.Random(plan.name)  # noqa: S311
    for _one in range(30):
        agree(*mutated(text, chance))


@pytest.mark.parametrize("text", ["[]\n", "5\n", "null\n", "- format: 1\n", "text\n"])
def test_what_is_no_plan_is_none_to_the_schema_either(text: str) -> None:
    assert [one.code for one in mistakes(text)] == ["RM011"]
    assert marks(text)


# Derived from the declarations


def _parts(made: Any, at: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object in a schema with its place."""
    if isinstance(made, dict):
        yield at, made
        for key, value in made.items():
            if key not in ("examples", "body"):
                yield from _parts(value, f"{at}/{key}")
    elif isinstance(made, list):
        for n, value in enumerate(made):
            yield from _parts(value, f"{at}/{n}")


def test_every_field_has_its_label_and_an_example_that_it_accepts() -> None:
    fields = [(at, part) for at, part in _parts(SCHEMA) if "title" in part and "examples" in part]
    assert len(fields) > 100
    for at, part in fields:
        whole = {**part, "definitions": SCHEMA["definitions"]}
        for example in part["examples"]:
            assert list(jsonschema.Draft7Validator(whole).iter_errors(example)) == [], at


def test_every_key_of_every_record_is_there() -> None:
    for cls, keys in ((Plan, SCHEMA["properties"]), *((areas.find(k), _properties(k)) for k in areas.kinds())):
        own = field_infos(cls)
        assert [key for key in keys if key != "kind"] == [field.key for field in own]
        assert [keys[field.key]["title"] for field in own] == [field.label for field in own]


def _properties(kind: str, made: dict[str, Any] = SCHEMA) -> dict[str, Any]:
    found: dict[str, Any] = made["definitions"][kind]["properties"]
    return found


def test_every_choice_has_its_meaning() -> None:
    lists = [part for _at, part in _parts(SCHEMA) if "enumDescriptions" in part]
    assert len(lists) > 15
    for part in lists:
        assert len(part["enum"]) == len(part["enumDescriptions"])
        assert all(part["enumDescriptions"])


def test_it_speaks_the_readers_language() -> None:
    load = _properties("ElevatorModel", schema("ru"))["rated_load_kg"]
    assert load["title"] == "Номинальная грузоподъемность"
    for part in ("Номинальная грузоподъемность, кг.", "от 100 до 10000 кг", "Напишите так: 400"):
        assert part in load["description"]
    english = _properties("ElevatorModel")["rated_load_kg"]["description"]
    assert english.startswith("Rated load, kg. Write a number from 100 to 10000 kg.")
    country = schema("ru")["definitions"]["Country"]
    assert dict(zip(country["enum"], country["enumDescriptions"], strict=True))["KG"] == "Кыргызстан"


@pytest.fixture
def ferries() -> Iterator[None]:
    """Declares the kind `ferries` as another package would."""

    with kinds_forgotten("ferries"):

        @area("ferries", words={"ru": {"Length": "Длина", "m": "м", "Ferries across lakes.": "Паромы на озёрах."}})
        class Ferries(Area):
            """Ferries across lakes."""

            length: int = field("Length", unit="m", min=5, max=250, source="Lloyd's Register", example="48")

        yield


def test_an_area_of_another_package_is_there_at_once(ferries: None, small: str) -> None:
    made = schema("ru")
    kinds = made["properties"]["areas"]["items"]["properties"]["kind"]
    assert dict(zip(kinds["enum"], kinds["enumDescriptions"], strict=True))["ferries"] == "Паромы на озёрах."
    length = _properties("ferries", made)["length"]
    assert (length["title"], length["type"], length["minimum"], length["maximum"]) == ("Длина", "integer", 5, 250)
    assert "Длина, м." in length["description"]
    assert "Lloyd's Register" in length["description"]
    text = small + "  - {kind: ferries, title: Ferries, length: 500}\n"
    errors = list(jsonschema.Draft7Validator(made).iter_errors(as_editor(text)))
    assert [error.message for error in errors] == ["500 is greater than the maximum of 250"]


def test_areas_are_told_apart_under_one_list_of_kinds() -> None:
    item = SCHEMA["properties"]["areas"]["items"]
    assert item["properties"]["kind"]["enum"] == list(areas.kinds())
    assert [snippet["label"] for snippet in item["defaultSnippets"]] == list(areas.kinds())
    assert not any("oneOf" in part or "anyOf" in part for _at, part in _parts(SCHEMA))


# The command


def test_the_command_prints_the_schema_the_same_in_every_run(run: Run, tmp_path: Path) -> None:
    english = run(tmp_path, "schema").stdout
    assert json.loads(english) == SCHEMA
    assert english == run_process(tmp_path, "schema", PYTHONHASHSEED="2").stdout
    russian = run(tmp_path, "schema", "--ui-lang", "ru").stdout.decode("utf-8")
    assert json.loads(russian) == schema("ru")
    assert "Номинальная грузоподъемность" in russian
    assert russian.startswith('{\n  "$schema"')


def test_the_command_writes_it_to_a_file(run: Run, tmp_path: Path) -> None:
    assert run(tmp_path, "schema", "--ui-lang", "ru", "-o", "roadmap.schema.json").stdout == b""
    assert json.loads((tmp_path / "roadmap.schema.json").read_text(encoding="utf-8")) == schema("ru")
