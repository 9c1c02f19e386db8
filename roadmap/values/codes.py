"""Define the value types of codes of standards: states, currencies, languages."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from roadmap.i18n.message import Message, _, message
from roadmap.model.codes import (
    COUNTRY_CODES,
    CURRENCY_CODES,
    LANGUAGE_CODES,
    Country,
    Currency,
    LanguageCode,
)
from roadmap.model.fields import FieldInfo
from roadmap.suggestions.names import unknown_code
from roadmap.values.nodes import is_null, wrong_kind
from roadmap.values.value_type import CellValue, Schema, SchemaMaker, ValueType

if TYPE_CHECKING:  # reading a plan needs no words
    from roadmap.i18n.localized import Localized

__all__ = ["COUNTRY", "CURRENCY", "LANGUAGE", "CodeType"]


class CodeType(ValueType):
    """Codes of one standard."""

    def __init__(
        self,
        type: Any,
        known: frozenset[str],
        *,
        wanted: Message,
        unknown: str,
        example: str,
        name: Callable[[Any, str], str],
        cell: Callable[[Any, str], str] | None = None,
    ) -> None:
        """Describe the codes of a standard.

        Args:
            type: The type that a field is declared with.
            known: The codes of the standard.
            wanted: The meaning of such a code, in words.
            unknown: The message about a code that the standard does not have.
            example: One of the codes.
            name: Returns the name of a code in a language.
            cell: Returns the content of a cell; by default the name.
        """
        self.type, self.known, self.wanted, self.unknown, self.example = type, known, wanted, unknown, example
        self.name, self.in_cell = name, cell or name

    def read(self, node: Any, example: str = "") -> str:
        if not isinstance(node, str) or is_null(node):
            raise wrong_kind(self.wanted, node, example or self.example)
        if node in self.known:
            return str(node)
        name = len(node) > 3 and node.replace(" ", "").isalpha()
        text = message(_("Expected a code, not the name “%(name)s”."), name=node) if name else None
        raise unknown_code(node, self.known, example or self.example, text or message(self.unknown, code=node))

    def write(self, value: str) -> str:
        return value

    def words(self, value: str, localized: "Localized") -> str:
        return self.name(localized.language, value)

    def cell(self, value: str, localized: "Localized") -> CellValue:
        return self.in_cell(localized.language, value)

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        expected = maker.expected(self)

        def listed() -> Schema:
            codes = {code: self.name(maker.language, code) for code in sorted(self.known)}
            return {**maker.one_of(codes, nullable), "type": [], "errorMessage": expected}

        name = f"{self.type.__name__}{'OrNothing' if nullable else ''}"
        return {
            "type": ["string"],
            "allOf": [maker.definition((self.type, nullable), name, listed)],
            "errorMessage": expected,
        }

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        return st.sampled_from(sorted(self.known))


COUNTRY = CodeType(
    Country,
    COUNTRY_CODES,
    wanted=message(_("a state")),
    unknown=_("Unknown state code “%(code)s” (ISO 3166)."),
    example="KG",
    name=lambda language, code: language.state(code),
)
"""The value type of codes of states."""
CURRENCY = CodeType(
    Currency,
    CURRENCY_CODES,
    wanted=message(_("a currency")),
    unknown=_("Unknown currency code “%(code)s” (ISO 4217)."),
    example="USD",
    name=lambda language, code: language.money_unit(code),
    cell=lambda _language, code: code,
)
"""The value type of codes of currencies."""
LANGUAGE = CodeType(
    LanguageCode,
    LANGUAGE_CODES,
    wanted=message(_("a language")),
    unknown=_("Unknown language code “%(code)s”."),
    example="ru",
    name=lambda language, code: language.language_name(code),
)
"""The value type of codes of languages."""
