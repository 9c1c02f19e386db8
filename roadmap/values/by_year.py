"""Define the value type of numbers by year."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from roadmap.errors import FieldError
from roadmap.i18n.message import Message, _, message
from roadmap.model.fields import FieldInfo
from roadmap.model.series import ByYear
from roadmap.values.nodes import MERGE_KEY, Mapping, Number, Plain, is_null, read_entries, wrong_kind
from roadmap.values.numbers import DECIMAL, DECIMAL_COMMA
from roadmap.values.value_type import CellValue, Schema, SchemaMaker, ValueType

if TYPE_CHECKING:  # reading a plan needs no words
    from roadmap.i18n.localized import Localized

__all__ = ["BY_YEAR", "ByYearType"]

_YEAR = re.compile(r"[12][0-9]{3}")


class ByYearType(ValueType):
    """A number for each of several years."""

    type = ByYear

    def read(self, node: Any, example: str = "") -> ByYear:
        if not isinstance(node, Mapping):
            raise wrong_kind(message(_("a number for each year")), node, example or "{2028: 20, 2030: 60}")
        return ByYear(tuple(sorted(read_entries(node.items(), _read_year))))

    def write(self, value: ByYear) -> dict[Plain, Number]:
        return {Plain(year): DECIMAL.write(number) for year, number in value}

    def from_json(self, scalar: str) -> int | float:
        return DECIMAL.from_json(scalar)

    def words(self, value: ByYear, localized: "Localized") -> str:
        return "; ".join([f"{localized.number(number)}\u00a0({year})" for year, number in value.values])

    def cell(self, value: ByYear, localized: "Localized") -> CellValue:
        return "; ".join(f"{year}: {localized.number(number)}" for year, number in value)

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        possible = [year for year in range(10_000) if _YEAR.fullmatch(f"{year}")]
        return {
            "type": ["object"],
            "propertyNames": {
                "pattern": f"^(?:{MERGE_KEY}|{_YEAR.pattern})$",
                "patternErrorMessage": maker.advice(self.read, Mapping.of({"?": "1"})),
                "minimum": possible[0],  # a bare year is a number to yaml-language-server even as a key
                "maximum": possible[-1],
            },
            "additionalProperties": {
                "errorMessage": maker.expected(DECIMAL),
                **DECIMAL.schema(field, maker, nullable),
            },
        }

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        return st.dictionaries(st.integers(1900, 2100), DECIMAL.strategy(field, st), max_size=3).map(ByYear.of)


BY_YEAR = ByYearType()
"""The value type of `ByYear`."""


def _read_year(key: str, number: Any) -> tuple[int, Decimal]:
    if not _YEAR.fullmatch(key):
        cut = len(key) < 10 and key.isdecimal() and is_null(number)  # {2028: 20,5}
        raise FieldError(
            "RM008",
            message(_("“%(text)s” is not a year."), text=key),
            DECIMAL_COMMA if cut else _four_figures(key),
            target="key",
        )
    return int(key), DECIMAL.read(number)


def _four_figures(key: str) -> Message:
    found = re.findall(r"(?<!\d)[12][0-9]{3}(?!\d)", key[:100])
    if len(found) == 1:
        return message(_("Write it like this: %(example)s"), example=found[0])
    return message(_("Write the year in four digits: 2028."))
