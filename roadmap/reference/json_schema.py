"""A JSON Schema (draft-07) of the plan format for editors, derived from the declared fields, in the reader's language.

The readers themselves provide the allowed words and the messages. `errorMessage`, `patternErrorMessage`,
`enumDescriptions` and `defaultSnippets` are extensions of yaml-language-server.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from roadmap import areas
from roadmap.errors import FieldError, FieldErrors
from roadmap.i18n.language import DOCUMENT_LANGUAGES, Language, get_language
from roadmap.i18n.message import Message, _, message
from roadmap.model.area import Area
from roadmap.model.choices import Choice
from roadmap.model.fields import FieldInfo, field_infos, is_record
from roadmap.model.plan import Plan
from roadmap.model.rule_setting import RuleSetting
from roadmap.model.text import Text
from roadmap.reading.composer import compose
from roadmap.rules.registry import RULES
from roadmap.values import ValueType, is_value, value_type
from roadmap.values.nodes import MERGE_KEY, Sequence
from roadmap.values.nodes import Mapping as YamlMapping
from roadmap.values.value_type import Schema

__all__ = ["schema"]

Say = Callable[[str], str]


def schema(language: str = "en") -> Schema:
    """Return the schema of a plan, with titles, descriptions and messages in a language.

    Raises:
        UnknownLanguageError: The program does not have the language.

    >>> schema()["properties"]["trade"]["title"]
    'Trade'
    """
    return _Maker(get_language(language)).plan()


class _Maker:
    """Builds a schema; keeps what several fields share once, by name, in the definitions."""

    def __init__(self, speaking: Language) -> None:
        self.language = speaking
        self.say: Say = speaking.gettext
        self.definitions: dict[str, Schema] = {}
        self.named: dict[tuple[Any, ...], str] = {}

    def plan(self) -> Schema:
        for field in field_infos(Area):  # fields that all areas share use the project's words, not one area's
            self.field(field)
        made = {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": self.say(_("Cooperation plan")),
            "type": "object",
            **self.record(Plan),
        }
        tidy: Schema = _tidy({**made, "definitions": dict(sorted(self.definitions.items()))})
        return tidy

    def definition(self, key: tuple[Any, ...], name: str, make: Callable[[], Schema]) -> Schema:
        """Return a reference to a definition; make the definition on first use."""
        if key not in self.named:
            taken = set(self.named.values())
            self.named[key] = next(free for free in _numbered(name) if free not in taken)
            self.definitions[self.named[key]] = {}
            self.definitions[self.named[key]] = make()
        return {"$ref": f"#/definitions/{self.named[key]}"}

    def gettext(self, text: str) -> str:
        """Translate a marked text; inside an area, with the words of the area."""
        return self.say(text)

    # Records

    def record(self, cls: type, without: str = "") -> Schema:
        """Return the keys of a record; leave out the key `without`, which stands before the colon already."""
        fields = [field for field in areas.keys_of(cls) if field.key != without]
        made: Schema = {
            "properties": {field.key: self.field(field) for field in fields},
            "additionalProperties": False,
        }
        required = [field.key for field in fields if field.required]
        return {**made, "required": required} if required else made

    def field(self, field: FieldInfo) -> Schema:
        """Return the schema of a key: its meaning and its values."""
        return {**self.about(field), **self.written(field)}

    def about(self, field: FieldInfo) -> Schema:
        """Return the title, the description and the examples of a field."""
        label = self.say(field.label)
        unit = f", {self.say(field.unit)}" if field.unit else ""
        said = [f"{label}{unit}."]
        if field.help:
            said.append(self.say(field.help))
        if field.min is not None or field.max is not None:
            said.append(field.bounds().translated(self.say))
        if field.pattern is not None:
            said.append(self.pattern_advice(field))
        if field.source:
            said.append(message(_("Source of the bounds: %(source)s."), source=field.source).translated(self.say))
        if field.example and field.pattern is None:
            said.append(self.like_this(field.example))
        made: Schema = {"title": label, "description": " ".join(said)}
        if field.example:
            made["examples"] = [_example(field)]
        if isinstance(field.default, Choice):
            made["default"] = field.default.key
        elif field.default is False:
            made["default"] = False
        return made

    def written(self, field: FieldInfo) -> Schema:
        """Return the schema of the values of a key."""
        if field.by_id:
            return self.by_id(field)
        if not field.many:
            return self.single(field, nothing=field.optional)
        made: Schema = {
            "type": ["array"] if field.required else ["array", "null"],
            "errorMessage": self.wanted(message(_("a list")), field.example),
            "items": self.single(field),
        }
        if field.min_items:
            made["minItems"] = field.min_items
        if field.unique:
            made["uniqueItems"] = True
        return made

    def by_id(self, field: FieldInfo) -> Schema:
        """Return the schema of records by their ids."""
        own = next(d for d in field_infos(field.type) if d.key == "id")
        pattern = rf"^(?:{MERGE_KEY}|{own.pattern})$" if own.pattern else r"\S"
        return {
            "type": ["object"] if field.required else ["object", "null"],
            "errorMessage": self.wanted(message(_("ids, each with its own keys")), field.example),
            "propertyNames": {
                "pattern": pattern,
                "patternErrorMessage": self.pattern_advice(own) if own.pattern else self.like_this(own.example),
            },
            **({"properties": self.rule_settings()} if field.type is RuleSetting else {}),
            "additionalProperties": self.entry(field.type, "id"),
            "defaultSnippets": [self.snippet(field, {f"${{1:{own.example}}}": self.body(field.type, 2, "id")})],
        }

    def rule_settings(self) -> dict[str, Schema]:
        """Return the schema of the settings of each rule, by its code and by its name."""
        return {
            key: {**self.entry(RuleSetting, "id"), "title": rule.called, "description": self.say(rule.title)}
            for rule in RULES
            if not rule.fixed
            for key in (rule.code, rule.name)
        }

    def entry(self, cls: type, without: str = "") -> Schema:
        """Return the schema of a record, or of its shorthand."""
        whole = self.definition((cls, without), cls.__name__ + without.title(), lambda: self.record(cls, without))
        shorthand: str | None = cls.__roadmap_shorthand__  # type: ignore[attr-defined]
        if shorthand is None:
            return {
                "type": ["object"],
                "errorMessage": self.wanted(message(_("keys with values"))),
                "allOf": [whole],
            }
        named = next(d for d in field_infos(cls) if d.key == shorthand)
        return {"if": {"type": "object"}, "then": whole, "else": self.single(named)}

    # Single values

    def single(self, field: FieldInfo, *, nothing: bool = False) -> Schema:
        """Return the schema of one value; `nothing` allows an empty value."""
        made = self.value(field, nothing)
        if nothing and "type" in made:
            made["type"] = [*made["type"], "null"]
        return made

    def value(self, field: FieldInfo, nothing: bool) -> Schema:
        if field.type is Area:
            return self.area()
        if is_value(field.type):
            about = value_type(field.type)
            made = about.schema(field, self, nothing)
            return made if "errorMessage" in made else {"errorMessage": self.expected(about, field.example), **made}
        made = self.entry(field.type)
        if "type" not in made:
            return made
        return {**made, "defaultSnippets": [self.snippet(field, self.body(field.type))]}

    def one_of(self, meanings: Mapping[str, str], nothing: bool = False) -> Schema:
        """Return the schema of a closed list of words, each with its meaning."""
        made: Schema = {"type": ["string"], "enum": [*meanings], "enumDescriptions": [*meanings.values()]}
        if nothing:
            made["enum"].append(None)
            made["enumDescriptions"].append(self.say(_("not given")))
        return made

    # Areas

    def area_kinds(self, nothing: bool = False) -> Schema:
        """Return the schema of the kinds of areas, each with its description."""
        made = self.one_of({kind: self.about_area(kind) for kind in areas.kinds()}, nothing)
        some = message(_("Allowed here: %(words)s."), words=", ".join(areas.kinds())).translated(self.say)
        return {**made, "errorMessage": some}

    def about_area(self, kind: str) -> str:
        about = areas.summary_line(areas.find(kind))
        return self.speaking(kind)(about) if about else kind

    def speaking(self, kind: str) -> Say:
        return areas.translator(areas.find(kind), self.language.language, self.language.gettext)

    def area(self) -> Schema:
        """Return the schema of an area of any kind; the kind decides its keys."""
        return {
            "type": ["object"],
            "properties": {"kind": {"title": self.say(_("Kind of area")), **self.area_kinds()}},
            "required": ["kind"],
            "allOf": [
                {
                    "if": {"type": "object", "properties": {"kind": {"const": kind}}, "required": ["kind"]},
                    "then": self.definition((areas.find(kind),), kind, partial(self.of_kind, kind)),
                }
                for kind in areas.kinds()
            ],
            "defaultSnippets": [
                {
                    "label": kind,
                    "description": self.about_area(kind),
                    "body": {"kind": kind, **self.body(areas.find(kind))},
                }
                for kind in areas.kinds()
            ],
        }

    def of_kind(self, kind: str) -> Schema:
        self.say, before = self.speaking(kind), self.say
        made = self.record(areas.find(kind))
        self.say = before
        return {**made, "properties": {"kind": True, **made["properties"]}}

    # Snippets

    def snippet(self, field: FieldInfo, body: Schema) -> Schema:
        return {"label": self.say(field.label), "description": self.about(field)["description"], "body": body}

    def body(self, cls: type, first: int = 1, without: str = "") -> Schema:
        """Return the required keys of a record, each with a place to fill in."""
        made: Schema = {}
        for field in field_infos(cls):
            if field.required and field.key != without:
                made[field.key], first = self.place(field, first)
        return made

    def place(self, field: FieldInfo, first: int) -> tuple[Any, int]:
        if field.type is Text:
            return {code: f"${first + n}" for n, code in enumerate(DOCUMENT_LANGUAGES)}, first + len(DOCUMENT_LANGUAGES)
        if field.many:
            example = _example(field) if field.example else []
            some = example if isinstance(example, list) else []
            return [f"${{{first + n}:{one}}}" for n, one in enumerate(some)], first + len(some)
        return f"${{{first}:{field.example}}}" if field.example else f"${first}", first + 1

    # Messages

    def like_this(self, example: str) -> str:
        return message(_("Write it like this: %(example)s"), example=example).translated(self.say)

    def pattern_advice(self, field: FieldInfo) -> str:
        """Return how to write a text that follows the pattern of its field."""
        return self.advice(field.validate, "\0")

    def advice(self, read: Callable[[Any], Any], wrong: Any) -> str:
        """Return a reader's advice on a wrong value."""
        return _mistake(read, wrong).help.translated(self.say)

    def complaint(self, read: Callable[[Any], Any], wrong: Any) -> str:
        """Return a reader's message on a wrong value."""
        return _mistake(read, wrong).text.translated(self.say)

    def wanted(self, what: Message, example: str = "") -> str:
        said = message(_("Expected %(wanted)s."), wanted=what).translated(self.say)
        return f"{said} {self.like_this(example)}" if example else said

    def expected(self, about: ValueType, example: str = "") -> str:
        """Return what a type expects, in the words of its reader."""
        refused = _mistake(lambda node: about.read(node, example), Sequence(0))
        wanted = dict(refused.text.values)["wanted"]
        assert isinstance(wanted, Message)
        helpful = refused.help.values  # without values it only points to the sample plans
        return f"{self.wanted(wanted)} {refused.help.translated(self.say)}" if helpful else self.wanted(wanted)


def _tidy(made: Any) -> Any:
    """Return a schema in which a list of one type is that type."""
    if isinstance(made, list):
        return [_tidy(one) for one in made]
    if not isinstance(made, dict):
        return made
    tidy = {key: _tidy(value) for key, value in made.items()}
    if isinstance(tidy.get("type"), list) and len(tidy["type"]) < 2:
        del tidy["type"]
        return {"type": made["type"][0], **tidy} if made["type"] else tidy
    return tidy


def _numbered(name: str) -> Iterator[str]:
    """Yield a name, then the name with numbers."""
    yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1


def _mistake(read: Callable[[Any], Any], wrong: Any) -> FieldError:
    """Return a reader's error for a wrong value."""
    try:
        read(wrong)
    except FieldError as mistake:
        return mistake
    except FieldErrors as mistakes:
        return mistakes.mistakes[0]
    raise TypeError(f"{read} takes {wrong!r}")


def _example(field: FieldInfo) -> Any:
    """Return the example of a field as JSON."""
    node = compose(f"example: {field.example}", "").source.root
    found = node["example"] if isinstance(node, YamlMapping) and len(node) == 1 else field.example
    return _as_json(found, field.type)


def _as_json(node: Any, kind: Any) -> Any:
    if isinstance(node, YamlMapping):
        own = {field.key: field.type for field in field_infos(kind)} if is_record(kind) else {}
        return {key: _as_json(value, own.get(key, kind)) for key, value in node.items()}
    if isinstance(node, Sequence):
        return [_as_json(value, kind) for value in node]
    return value_type(kind).from_json(node) if is_value(kind) else str(node)
