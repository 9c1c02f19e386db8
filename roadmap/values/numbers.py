"""Define the value types of numbers, and of yes and no."""

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from roadmap.errors import FieldError
from roadmap.i18n.message import Message, _, message
from roadmap.model.fields import FieldInfo
from roadmap.values.nodes import Number, wrong_kind
from roadmap.values.value_type import CellContext, CellValue, Schema, SchemaMaker, ValueType, cell_error

if TYPE_CHECKING:  # reading a plan needs no words
    from roadmap.i18n.localized import Localized

__all__ = ["BOOL", "DECIMAL", "DECIMAL_COMMA", "INT", "BoolType", "DecimalType", "IntType", "to_json_number"]

_WHOLE = re.compile(r"(?=.{1,18}\Z)[-+]?[0-9]+")
_NUMBER = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]{1,2})?")
_LARGEST = Decimal(10) ** 18
_FINEST = -12

DECIMAL_COMMA = message(_("If it belongs to a number: write decimals with a point, 12.5."))
"""The advice for a decimal comma in a mapping in brackets, which YAML reads as the end of an entry."""


class IntType(ValueType):
    """Whole numbers."""

    type = int
    cell_format = "0"
    numeric = True

    def read(self, node: Any, example: str = "") -> int:
        return int(_number_text(node, _WHOLE, message(_("a whole number")), _whole_part(node) or example or "500"))

    def write(self, value: int) -> Number:
        return Number(str(value))

    def from_json(self, scalar: str) -> int | float:
        return to_json_number(Decimal(scalar))

    def words(self, value: int, localized: "Localized") -> str:
        return localized.number(value)

    def cell(self, value: int, localized: "Localized") -> CellValue:
        return value

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        return {"type": ["integer"], **_bounds(field, {"minimum": 1 - 10**17, "maximum": 10**18 - 1})}

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        low, high = (int(bound) if bound is not None else None for bound in (field.min, field.max))
        return st.integers(low if low is not None else -(10**15), high if high is not None else 10**15)


class DecimalType(ValueType):
    """Numbers with all their digits."""

    type = Decimal
    cell_format = "General"
    numeric = True

    def read(self, node: Any, example: str = "") -> Decimal:
        text = _number_text(node, _NUMBER, message(_("a number")), example or "12.5")
        number = Decimal(text)
        exponent = number.as_tuple().exponent
        if number.copy_abs() >= _LARGEST or not isinstance(exponent, int) or exponent < _FINEST:
            raise FieldError(
                "RM007",
                message(_("%(value)s is outside the bounds."), value=text[:40]),
                message(_("Numbers have at most 18 digits before the point and 12 after it.")),
            )
        return number if exponent <= 0 else number.quantize(Decimal(1))

    def write(self, value: Decimal | int) -> Number:
        return Number(f"{value:f}" if isinstance(value, Decimal) else str(value))

    def from_json(self, scalar: str) -> int | float:
        return to_json_number(Decimal(scalar))

    def words(self, value: Decimal, localized: "Localized") -> str:
        return localized.number(value)

    def cell(self, value: Decimal, localized: "Localized") -> CellValue:
        return value

    def from_cell(self, value: Any, context: CellContext) -> Decimal:
        if isinstance(value, float):
            value = f"{Decimal(f'{value:.15g}'):f}"
        written = (
            re.sub(r"(?<=\d)[\s\u00a0\u202f'](?=\d{3})", "", str(value).strip()) if not isinstance(value, bool) else ""
        )
        written = written.replace("\u2212", "-")
        if re.fullmatch(r"[-+]?\d{1,3}[,]\d{3}", written):
            whole, part = written.split(",")
            other = Decimal(f"{whole}.{part}0")
            help = message(_("Write %(one)s or %(other)s."), one=whole + part, other=other)
            raise cell_error(_("“%(value)s” can mean two numbers."), help, value=written)
        try:
            return self.read(re.sub(r"(?<=\d),(?=\d+\Z)", ".", written))
        except FieldError as mistake:
            if mistake.code == "RM007":
                raise
            help = message(_("Write the number alone: %(example)s"), example=Decimal("12.5"))
            raise cell_error(_("“%(value)s” is not a number."), help, value=str(value)) from None

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        largest = int(_LARGEST)
        return {"type": ["number"], **_bounds(field, {"exclusiveMinimum": -largest, "exclusiveMaximum": largest})}

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        low = field.min if field.min is not None else Decimal(-(10**15))
        high = field.max if field.max is not None else Decimal(10**15)
        return st.integers(0, 6).flatmap(lambda places: st.decimals(low, high, places=places))


class BoolType(ValueType):
    """Yes or no."""

    type = bool

    def read(self, node: Any, example: str = "") -> bool:
        if type(node) is str and node in ("true", "True", "TRUE"):
            return True
        if type(node) is str and node in ("false", "False", "FALSE"):
            return False
        denied = isinstance(node, str) and node.casefold() in ("false", "no", "n", "off", "нет", "не")
        raise wrong_kind(message(_("true or false")), node, "false" if denied else "true")

    def write(self, value: bool) -> Number:
        return Number("true" if value else "false")

    def from_json(self, scalar: str) -> bool:
        return scalar == "true"

    def words(self, value: bool, localized: "Localized") -> str:
        return localized.gettext("yes") if value else localized.gettext("no")

    def cell_choices(self, localized: "Localized") -> tuple[str, ...]:
        return self.words(True, localized), self.words(False, localized)

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        return {"type": ["boolean"]}

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        return st.booleans()


INT, DECIMAL, BOOL = IntType(), DecimalType(), BoolType()


def _number_text(node: Any, form: re.Pattern[str], wanted: Message, example: str) -> str:
    """Return the scalar of a number: without quotes, in the form of a number."""
    if type(node) is not str or not form.fullmatch(node):
        raise wrong_kind(wanted, node, _likely_number(node, form) or example)
    return node


def _likely_number(node: Any, form: re.Pattern[str]) -> str:
    """Find the number in a malformed one: in quotes, with spaces, with “about”, or with a unit."""
    if not isinstance(node, str) or len(node) > 40:
        return ""
    figures = re.sub(r"(?<=\d)[\s_\u00a0'](?=\d)", "", node).replace(",", ".")
    meant = re.fullmatch(r"[~≈\s]*(?P<number>[-+]?[0-9.]+)\s*[^\d]{0,20}", figures)
    return meant["number"] if meant and form.fullmatch(meant["number"]) else ""


def _whole_part(node: Any) -> str:
    """Return the whole part of a number with decimals; all digits if three follow the mark, as in 1.000."""
    found = re.fullmatch(r"(\d{1,9})[.,](\d{1,9})", node) if isinstance(node, str) else None
    if not found:
        return ""
    return found[1] + found[2] if len(found[2]) == 3 else found[1]


def to_json_number(number: Decimal) -> int | float:
    """Return a number as JSON writes it.

    >>> to_json_number(Decimal("2.0")), to_json_number(Decimal("2.5"))
    (2, 2.5)
    """
    return int(number) if number == number.to_integral_value() else float(number)


def _bounds(field: FieldInfo, otherwise: Schema) -> Schema:
    """Return the bounds of a field, or the bounds of all numbers if the field has none."""
    made: Schema = {}
    for declared_bound, name in ((field.min, "minimum"), (field.max, "maximum")):
        if declared_bound is not None:
            made[name] = to_json_number(declared_bound)
        else:
            made.update({key: bound for key, bound in otherwise.items() if key.lower().endswith(name)})
    return made
