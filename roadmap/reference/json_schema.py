"""A JSON Schema (draft-07) of the plan format, for editors: derived from the declarations, in the reader's language.

What a word may be, and what to say when it is something else, comes from the readers themselves. `errorMessage`,
`patternErrorMessage`, `enumDescriptions` and `defaultSnippets` are what yaml-language-server adds to JSON Schema.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from typing import Any

import attrs

from roadmap import areas
from roadmap.errors import FieldError, FieldErrors
from roadmap.i18n.language import DOCUMENT_LANGUAGES as WRITTEN
from roadmap.i18n.language import Language, get_language
from roadmap.i18n.message import Message, _, message
from roadmap.model import period
from roadmap.model.area import Area
from roadmap.model.choices import Choice
from roadmap.model.codes import (
    COUNTRY_CODES,
    CURRENCY_CODES,
    LANGUAGE_CODES,
    AreaKind,
    Country,
    Currency,
    LanguageCode,
    Url,
)
from roadmap.model.fields import FieldInfo, field_infos
from roadmap.model.period import Due, Period, Repeats
from roadmap.model.plan import Plan
from roadmap.model.rule_setting import RuleSetting
from roadmap.model.series import ByYear
from roadmap.model.text import Text, clean
from roadmap.reading import composer, scalars, source
from roadmap.reading.scalars import READERS, choice_reader
from roadmap.rules.registry import RULES

__all__ = ["schema"]

Schema = dict[str, Any]
Say = Callable[[str], str]

_MERGE = "<<"
"""The merge key: editors take over what it names, but look at it as a key too."""


def schema(language: str = "en") -> Schema:
    """The schema of a plan, with titles, descriptions and messages in a language.

    Raises UnknownLanguageError.

    >>> schema()["properties"]["trade"]["title"]
    'Trade'
    """
    return _Maker(get_language(language)).plan()


class _Maker:
    """One schema in the making; whatever several fields share is kept once, by name, in its definitions."""

    def __init__(self, speaking: Language) -> None:
        self.words = speaking
        self.say: Say = speaking.gettext
        self.definitions: dict[str, Schema] = {}
        self.named: dict[tuple[Any, ...], str] = {}

    def plan(self) -> Schema:
        for field in field_infos(
            Area
        ):  # what all areas share speaks with the project's words, not with those of one area
            self.field(field)
        made = {
            "$schema": "http://json-schema.org/draft-07/schema#",
            "title": self.say(_("Cooperation plan")),
            "type": "object",
            **self.record(Plan),
        }
        tidy: Schema = _tidy({**made, "definitions": dict(sorted(self.definitions.items()))})
        return tidy

    def shared(self, key: tuple[Any, ...], name: str, make: Callable[[], Schema]) -> Schema:
        """A definition, made when it is first needed, and the way to it."""
        if key not in self.named:
            taken = set(self.named.values())
            self.named[key] = next(free for free in _numbered(name) if free not in taken)
            self.definitions[self.named[key]] = {}
            self.definitions[self.named[key]] = make()
        return {"$ref": f"#/definitions/{self.named[key]}"}

    # Records

    def record(self, cls: type, without: str = "") -> Schema:
        """The keys of a record; `without` leaves out the one that stands before the colon already."""
        fields = [field for field in field_infos(cls) if field.key != without]
        made: Schema = {
            "properties": {field.key: self.field(field) for field in fields},
            "additionalProperties": False,
        }
        required = [field.key for field in fields if field.required]
        return {**made, "required": required} if required else made

    def field(self, field: FieldInfo) -> Schema:
        """A key of a record: what it is called, and what can stand there."""
        return {**self.about(field), **self.written(field)}

    def about(self, field: FieldInfo) -> Schema:
        """What a field is, in words."""
        label = self.say(field.label)
        unit = f", {self.say(field.unit)}" if field.unit else ""
        said = [f"{label}{unit}."]
        if field.min is not None or field.max is not None:
            said.append(field.bounds().translated(self.say))
        if field.pattern is not None:
            said.append(self.by_pattern(field))
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
        """What can stand behind a key."""
        if field.keyed:
            return self.keyed(field)
        if not field.many:
            return self.single(field, nothing=field.optional)
        made: Schema = {
            "type": ["array"] if field.required else ["array", "null"],
            "errorMessage": self.wanted(message(_("a list")), field.example),
            "items": self.single(field),
        }
        if field.fewest:
            made["minItems"] = field.fewest
        if field.distinct:
            made["uniqueItems"] = True
        return made

    def keyed(self, field: FieldInfo) -> Schema:
        """Records by their ids."""
        own = next(d for d in field_infos(field.type) if d.key == "id")
        pattern = rf"^(?:{_MERGE}|{own.pattern})$" if own.pattern else r"\S"
        return {
            "type": ["object"] if field.required else ["object", "null"],
            "errorMessage": self.wanted(message(_("ids, each with its own keys")), field.example),
            "propertyNames": {
                "pattern": pattern,
                "patternErrorMessage": self.by_pattern(own) if own.pattern else self.like_this(own.example),
            },
            **({"properties": self.rule_settings()} if field.type is RuleSetting else {}),
            "additionalProperties": self.entry(field.type, "id"),
            "defaultSnippets": [self.snippet(field, {f"${{1:{own.example}}}": self.body(field.type, 2, "id")})],
        }

    def rule_settings(self) -> dict[str, Schema]:
        """The setting of each rule, by its code and by its name."""
        return {
            key: {**self.entry(RuleSetting, "id"), "title": rule.called, "description": self.say(rule.title)}
            for rule in RULES
            if not rule.fixed
            for key in (rule.code, rule.name)
        }

    def entry(self, cls: type, without: str = "") -> Schema:
        """A record, or the bare value that it stands for."""
        whole = self.shared((cls, without), cls.__name__ + without.title(), lambda: self.record(cls, without))
        short: str | None = cls.__roadmap_short__  # type: ignore[attr-defined]
        if short is None:
            return {
                "type": ["object"],
                "errorMessage": self.wanted(message(_("keys with values"))),
                "allOf": [whole],
            }
        named = next(d for d in field_infos(cls) if d.key == short)
        return {"if": {"type": "object"}, "then": whole, "else": self.single(named)}

    # Single values

    def single(self, field: FieldInfo, *, nothing: bool = False) -> Schema:
        """One value of a field's type; nothing: whether there may be none behind the colon."""
        made = self.value(field, nothing)
        if nothing and "type" in made:
            made["type"] = [*made["type"], "null"]
        return made

    def value(self, field: FieldInfo, nothing: bool) -> Schema:
        kind = field.type
        if kind is Area:
            return self.area()
        if isinstance(kind, type) and issubclass(kind, Choice):
            meanings = {choice.key: self.say(choice.label) for choice in kind}
            return {**self.one_of(meanings, nothing), "errorMessage": self.refused(choice_reader(kind))}
        if kind in _CODES:
            known, name = _CODES[kind]
            codes = {code: name(self.words, code) for code in sorted(known)}
            listed = self.shared(
                (kind, nothing),
                f"{kind.__name__}{'OrNothing' if nothing else ''}",
                lambda: {**self.one_of(codes, nothing), "type": [], "errorMessage": self.refused(READERS[kind])},
            )
            return {"type": ["string"], "allOf": [listed], "errorMessage": self.refused(READERS[kind])}
        if kind is AreaKind:
            return self.kinds(nothing)
        if kind in _MAKERS:
            said = {"errorMessage": self.refused(READERS[kind], field.example)}
            return {**said, **_MAKERS[kind](self, field)}
        if kind in READERS:  # names of other parts of the plan
            return {"errorMessage": self.refused(READERS[kind], field.example), **self.word(field)}
        made = self.entry(kind)
        if "type" not in made:
            return made
        return {**made, "defaultSnippets": [self.snippet(field, self.body(kind))]}

    def one_of(self, meanings: dict[str, str], nothing: bool = False) -> Schema:
        """A closed list of words with what each means."""
        made: Schema = {"type": ["string"], "enum": [*meanings], "enumDescriptions": [*meanings.values()]}
        if nothing:
            made["enum"].append(None)
            made["enumDescriptions"].append(self.say(_("not given")))
        return made

    def word(self, field: FieldInfo) -> Schema:
        """A text without languages. A bare number is one too: as what it is written, an editor does not tell."""
        pattern = field.pattern
        if pattern is None:
            return {"type": ["string", "number", "boolean"], **self.not_blank()}
        also = [kind for kind, like in (("boolean", "true"),) if re.fullmatch(pattern, like)]
        return {
            "type": ["string", "number", *also],
            "pattern": f"^(?:{pattern})$",
            "patternErrorMessage": self.by_pattern(field),
        }

    def not_blank(self) -> Schema:
        return {"pattern": r"\S", "patternErrorMessage": _mistake(clean, " ").text.translated(self.say)}

    def text(self, _field: FieldInfo) -> Schema:
        """A text, or one a language."""
        return {"type": ["string", "number", "boolean", "object"], "allOf": [self.shared((Text,), "Text", self.texts)]}

    def texts(self) -> Schema:
        one: Schema = {"type": ["string", "number", "boolean"], **self.not_blank()}
        one["errorMessage"] = self.refused(READERS[str])
        return {
            **self.not_blank(),
            "minProperties": 1,
            "propertyNames": {
                "enum": [*sorted(LANGUAGE_CODES), _MERGE],
                "errorMessage": self.refused(READERS[LanguageCode]),
            },
            "properties": {code: {"title": self.words.language_name(code), **one} for code in WRITTEN},
            "additionalProperties": one,
        }

    def whole(self, field: FieldInfo) -> Schema:
        return {"type": ["integer"], **_bounds(field, {"minimum": 1 - 10**17, "maximum": 10**18 - 1})}

    def number(self, field: FieldInfo) -> Schema:
        largest = int(scalars._LARGEST)
        return {
            "type": ["number"],
            **_bounds(field, {"exclusiveMinimum": -largest, "exclusiveMaximum": largest}),
        }

    def by_year(self, field: FieldInfo) -> Schema:
        """Years with a number each."""
        years = _mistake(READERS[ByYear], source.Mapping.of({"?": "1"})).help
        possible = [year for year in range(10_000) if scalars._YEAR.fullmatch(f"{year}")]
        of_a_year = {"errorMessage": self.refused(READERS[Decimal]), **self.number(field)}
        return {
            "type": ["object"],
            "propertyNames": {
                "pattern": f"^(?:{_MERGE}|{scalars._YEAR.pattern})$",
                "patternErrorMessage": years.translated(self.say),
                "minimum": possible[0],  # a bare year is a number to yaml-language-server even as a key
                "maximum": possible[-1],
            },
            "additionalProperties": of_a_year,
        }

    def time(self, parse: Callable[[str], Any], *also: str) -> Schema:
        """Dates and periods; a bare year is a whole number to an editor."""
        piece = f"(?!0000){_without_names(period._PIECE)}"
        row = _without_names(period._YEARS).replace("([0-9]{4})", "(?!0000)[0-9]{4}")
        return {
            "type": ["string", "integer"],
            "pattern": f"^(?:{'|'.join((*also, f'{piece}(?:/{piece})?', row))})$",
            "patternErrorMessage": _mistake(parse, "?").help.translated(self.say),
            "minimum": 1,
            "maximum": 9999,
        }

    def url(self, _field: FieldInfo) -> Schema:
        return {
            "type": ["string"],
            "pattern": f"^(?:{scalars._URL.pattern})$",
            "patternErrorMessage": _mistake(READERS[Url], "?").help.translated(self.say),
        }

    # Areas

    def kinds(self, nothing: bool = False) -> Schema:
        """The kinds of areas, each with what it is."""
        made = self.one_of({kind: self.about_area(kind) for kind in areas.kinds()}, nothing)
        some = message(_("Allowed here: %(words)s."), words=", ".join(areas.kinds())).translated(self.say)
        return {**made, "errorMessage": some}

    def about_area(self, kind: str) -> str:
        about = areas.summary_line(areas.find(kind))
        return self.speaking(kind)(about) if about else kind

    def speaking(self, kind: str) -> Say:
        return areas.translator(areas.find(kind), self.words.language, self.words.gettext)

    def area(self) -> Schema:
        """An area of any kind: its kind tells which keys it has."""
        return {
            "type": ["object"],
            "properties": {"kind": {"title": self.say(_("Kind of area")), **self.kinds()}},
            "required": ["kind"],
            "allOf": [
                {
                    "if": {"type": "object", "properties": {"kind": {"const": kind}}, "required": ["kind"]},
                    "then": self.shared((areas.find(kind),), kind, partial(self.of_kind, kind)),
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

    # What to write in place of nothing

    def snippet(self, field: FieldInfo, body: Schema) -> Schema:
        return {"label": self.say(field.label), "description": self.about(field)["description"], "body": body}

    def body(self, cls: type, first: int = 1, without: str = "") -> Schema:
        """The keys that a record must have, each a place to fill in."""
        made: Schema = {}
        for field in field_infos(cls):
            if field.required and field.key != without:
                made[field.key], first = self.place(field, first)
        return made

    def place(self, field: FieldInfo, first: int) -> tuple[Any, int]:
        if field.type is Text:
            return {code: f"${first + n}" for n, code in enumerate(WRITTEN)}, first + len(WRITTEN)
        if field.many:
            example = _example(field) if field.example else []
            some = example if isinstance(example, list) else []
            return [f"${{{first + n}:{one}}}" for n, one in enumerate(some)], first + len(some)
        return f"${{{first}:{field.example}}}" if field.example else f"${first}", first + 1

    # What to say

    def like_this(self, example: str) -> str:
        return message(_("Write it like this: %(example)s"), example=example).translated(self.say)

    def by_pattern(self, field: FieldInfo) -> str:
        """How a text is written that has to follow a pattern."""
        return _mistake(field.validate, "\0").help.translated(self.say)

    def wanted(self, what: Message, example: str = "") -> str:
        said = message(_("Expected %(wanted)s."), wanted=what).translated(self.say)
        return f"{said} {self.like_this(example)}" if example else said

    def refused(self, reader: Callable[..., Any], example: str = "") -> str:
        """What a reader wants, as it says itself when it is given something else."""
        options = {"example": example} if example else {}
        refused = _mistake(partial(reader, **options), source.Sequence(0))
        wanted = dict(refused.text.values)["wanted"]
        assert isinstance(wanted, Message)
        helpful = refused.help.values  # “look at the sample plans” helps nobody who writes
        return f"{self.wanted(wanted)} {refused.help.translated(self.say)}" if helpful else self.wanted(wanted)


def _tidy(made: Any) -> Any:
    """A schema in which a list of types is one of several."""
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
    """A name, then the same with numbers."""
    yield name
    number = 2
    while True:
        yield f"{name}{number}"
        number += 1


def _mistake(read: Callable[[Any], Any], wrong: Any) -> FieldError:
    """What a reader says of something wrong."""
    try:
        read(wrong)
    except FieldError as mistake:
        return mistake
    except FieldErrors as mistakes:
        return mistakes.mistakes[0]
    raise TypeError(f"{read} takes {wrong!r}")


def _without_names(pattern: re.Pattern[str]) -> str:
    """A pattern as JavaScript knows it: Python writes names of groups differently."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern.pattern)


def _bounds(field: FieldInfo, otherwise: Schema) -> Schema:
    """A field's bounds, and what holds for all numbers where it has none."""
    made: Schema = {}
    for declared_bound, name in ((field.min, "minimum"), (field.max, "maximum")):
        if declared_bound is not None:
            made[name] = _plain(declared_bound)
        else:
            made.update({key: bound for key, bound in otherwise.items() if key.lower().endswith(name)})
    return made


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _example(field: FieldInfo) -> Any:
    """A field's example as JSON."""
    node = composer.compose(f"example: {field.example}", "").source.root
    found = node["example"] if isinstance(node, source.Mapping) and len(node) == 1 else field.example
    return _as_json(found, field.type)


def _as_json(node: Any, kind: Any) -> Any:
    if isinstance(node, source.Mapping):
        own = {field.key: field.type for field in field_infos(kind)} if attrs.has(kind) else {}
        return {key: _as_json(value, own.get(key, kind)) for key, value in node.items()}
    if isinstance(node, source.Sequence):
        return [_as_json(value, kind) for value in node]
    if kind is bool:
        return node == "true"
    if kind in (int, Decimal, ByYear):
        return _plain(Decimal(node))
    if kind in (Period, Due) and node.isdecimal():
        return int(node)
    return str(node)


_CODES: dict[Any, tuple[Iterable[str], Callable[[Language, str], str]]] = {
    Country: (COUNTRY_CODES, Language.state),
    Currency: (CURRENCY_CODES, Language.money_unit),
    LanguageCode: (LANGUAGE_CODES, Language.language_name),
}

_MAKERS: dict[Any, Callable[[_Maker, FieldInfo], Schema]] = {
    str: _Maker.word,
    Text: _Maker.text,
    int: _Maker.whole,
    Decimal: _Maker.number,
    bool: lambda maker, field: {"type": ["boolean"]},
    ByYear: _Maker.by_year,
    Period: lambda maker, field: maker.time(Period.parse),
    Due: lambda maker, field: maker.time(Due.parse, *(repeats.value for repeats in Repeats)),
    Url: _Maker.url,
}
