"""Define the value types of texts, in several languages or one for all, and of addresses."""

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from roadmap.errors import FieldError
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES
from roadmap.i18n.message import _, message
from roadmap.model.codes import LANGUAGE_CODES, Id, Url
from roadmap.model.fields import FieldInfo
from roadmap.model.text import ANY_LANGUAGE, Text, clean
from roadmap.suggestions.keys import is_key
from roadmap.suggestions.names import unknown_code
from roadmap.values.codes import LANGUAGE
from roadmap.values.nodes import MERGE_KEY, Mapping, Name, is_null, read_entries, wrong_kind
from roadmap.values.value_type import CellContext, Schema, SchemaMaker, ValueType

if TYPE_CHECKING:  # reading a plan needs no words
    from roadmap.i18n.localized import Localized

__all__ = ["ID", "TEXT", "URL", "WORD", "IdType", "TextType", "UrlType", "WordType", "any_text", "any_word"]

_URL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+")


class WordType(ValueType):
    """Texts without languages: a code, a standard, a name."""

    type: Any = str

    def read(self, node: Any, example: str = "") -> str:
        if not isinstance(node, str) or is_null(node):
            raise wrong_kind(message(_("a text")), node, example)
        return clean(node)

    def write(self, value: str) -> str:
        return value

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        """Describe a text. A bare number is also a text, but an editor does not know its spelling."""
        pattern = field.pattern
        if pattern is None:
            return {"type": ["string", "number", "boolean"], **_not_blank(maker)}
        also = [kind for kind, like in (("boolean", "true"),) if re.fullmatch(pattern, like)]
        return {
            "type": ["string", "number", *also],
            "pattern": f"^(?:{pattern})$",
            "patternErrorMessage": maker.pattern_advice(field),
        }

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        if field.pattern is None:
            return any_word(st)
        return st.from_regex(field.pattern, fullmatch=True).filter(lambda text: text.isascii() and len(text) < 40)


class IdType(WordType):
    """Ids of records of the plan."""

    type: Any = Id

    def write(self, value: str) -> str:
        return Name(value)


class UrlType(WordType):
    """Addresses that a reader can open."""

    type = Url

    def read(self, node: Any, example: str = "") -> Url:
        text = super().read(node)
        if not _URL.fullmatch(text):
            raise FieldError(
                "RM007",
                message(_("“%(value)s” is not a valid web or e-mail address."), value=text),
                message(_("Begin with https://, http:// or mailto:.")),
            )
        return Url(text)

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        return {
            "type": ["string"],
            "pattern": f"^(?:{_URL.pattern})$",
            "patternErrorMessage": maker.advice(self.read, "?"),
        }

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        return st.text("abcXYZ019/?=&-_.%~#", max_size=12).map("https://example.org/{}".format)


class TextType(ValueType):
    """Texts in one or several languages."""

    type = Text

    def read(self, node: Any, example: str = "") -> Text:
        if isinstance(node, str) and not is_null(node):
            return Text(((ANY_LANGUAGE, node),))
        if not isinstance(node, Mapping) or not node:
            raise wrong_kind(message(_("a text, or one text per language")), node, example or "{en: …, ru: …}")
        for language, text in node.items():
            if language not in LANGUAGE_CODES or not isinstance(text, str) or is_null(text):
                return Text(read_entries(node.items(), _read_version))  # finds every mistake
        return Text(tuple(node.items()))

    def write(self, value: Text) -> str | dict[str, str]:
        if len(value.versions) == 1 and value.versions[0][0] == ANY_LANGUAGE:
            return value.versions[0][1]
        return dict(value.versions)

    def words(self, value: Text, localized: "Localized") -> str:
        return localized.text(value)

    def from_cell(self, value: Any, context: CellContext) -> Text:
        if isinstance(value, datetime):
            value = value.date().isoformat()
        return Text.of(**{context.language: clean(str(value).replace("_x000D_", "").strip())})

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        """Describe a text for all languages, or a text per language."""
        types = ["string", "number", "boolean", "object"]
        return {"type": types, "allOf": [maker.definition((Text,), "Text", lambda: _versions_schema(maker))]}

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        return any_text(st)


WORD, ID, URL, TEXT = WordType(), IdType(), UrlType(), TextType()


def _read_version(language: str, text: Any) -> tuple[str, str]:
    if language not in LANGUAGE_CODES:
        raise _no_language(language, text)
    if not isinstance(text, str) or is_null(text):
        raise wrong_kind(message(_("a text")), text)
    return language, text


def _no_language(code: str, text: Any) -> FieldError:
    unknown = message(_("Unknown language code “%(code)s”."), code=code)
    if is_null(text) or " " in code:  # {en: first, second}
        mistake = FieldError(
            "RM009", unknown, message(_("If this belongs to the text before the comma: put that text in quotes."))
        )
    elif is_key(code):
        mistake = FieldError(
            "RM009",
            unknown,
            message(
                _(
                    "If “%(misplaced)s” is a separate key, begin it further left: in the column of the key of "
                    "this text."
                ),
                misplaced=code,
            ),
        )
    else:
        mistake = unknown_code(code, LANGUAGE_CODES, "ru", unknown)
    mistake.target = "key"
    return mistake


def _not_blank(maker: SchemaMaker) -> Schema:
    return {"pattern": r"\S", "patternErrorMessage": maker.complaint(clean, " ")}


def _versions_schema(maker: SchemaMaker) -> Schema:
    one: Schema = {"type": ["string", "number", "boolean"], **_not_blank(maker)}
    one["errorMessage"] = maker.expected(WORD)
    return {
        **_not_blank(maker),
        "minProperties": 1,
        "propertyNames": {"enum": [*sorted(LANGUAGE_CODES), MERGE_KEY], "errorMessage": maker.expected(LANGUAGE)},
        "properties": {code: {"title": maker.language.language_name(code), **one} for code in DOCUMENT_LANGUAGES},
        "additionalProperties": one,
    }


# Any text, for tests

_AWKWARD = (
    "a | b", "# no heading", "<b>no markup</b>", "- no list", "1. no list", "*no* _emphasis_", "`no code`", "[no](link)",
    "null", "yes", "NO", "12:30", "1_000", "0o17", "2026-02-30", "key: value", "<<", "*a", "&a", "!a", "%a", "@a", "{a: b}",
    "'\"", "«Ўзор», ңөү", "two\nlines", " space around ", "tab\tinside", "\u00a0", "line\u2028end\x85", "https://example.org",
)  # fmt: skip
"""Texts that YAML, Markdown or HTML could misread."""


def any_word(st: Any) -> Any:
    """Return a strategy for every text that a plan can hold, awkward characters included."""
    anything = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12)
    return (st.sampled_from(_AWKWARD) | anything).filter(_possible).map(clean)


def any_text(st: Any) -> Any:
    """Return a strategy for a text for all languages, or a text in each of several."""
    by_language = st.dictionaries(st.sampled_from(sorted(LANGUAGE_CODES)), any_word(st), min_size=1, max_size=3)
    return any_word(st).map(Text.of) | by_language.map(lambda versions: Text(tuple(versions.items())))


def _possible(text: str) -> bool:
    try:
        clean(text)
    except FieldError:
        return False
    return True
