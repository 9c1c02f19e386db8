"""Define the types of values that a plan can hold, one class per type.

The class of a type holds everything that is particular to the type. It reads and writes values, and shows them in
documents and cells. It reads them from cells, describes them in the schema, and makes a strategy. All other packages
use these classes.
"""

from typing import Any

from roadmap.model.choices import Choice
from roadmap.values.by_year import BY_YEAR
from roadmap.values.choices import ChoiceType
from roadmap.values.codes import COUNTRY, CURRENCY, LANGUAGE
from roadmap.values.dates import DUE, PERIOD
from roadmap.values.numbers import BOOL, DECIMAL, INT
from roadmap.values.references import AREA_KIND, BODY, MEASURE, SOURCE
from roadmap.values.text import ID, TEXT, URL, WORD
from roadmap.values.value_type import ValueType

__all__ = ["VALUE_TYPES", "ValueType", "is_value", "register", "value_type"]

VALUE_TYPES: dict[Any, ValueType] = {
    row.type: row
    for row in (
        *(WORD, ID, URL, TEXT),
        *(INT, DECIMAL, BOOL, BY_YEAR),
        *(PERIOD, DUE),
        *(COUNTRY, CURRENCY, LANGUAGE),
        *(BODY, SOURCE, MEASURE, AREA_KIND),
    )
}
"""The class of each type. Choices are added at first use; `register` adds other types."""


def register(value_type: ValueType) -> None:
    """Add a type of values, for the fields of areas that a program or a package declares itself.

    Args:
        value_type: The type to add.

    Raises:
        ValueError: The type is already registered.
    """
    if VALUE_TYPES.get(value_type.type, value_type) is not value_type:
        raise ValueError(f"the type {value_type.type} is declared already")
    VALUE_TYPES[value_type.type] = value_type


def is_value(kind: Any) -> bool:
    """Return whether a type is a type of single values; all others are records.

    >>> from roadmap.model.measure import Measure
    >>> is_value(int), is_value(Measure)
    (True, False)
    """
    return kind in VALUE_TYPES or _is_choice(kind)


def value_type(kind: Any) -> ValueType:
    """Return the value type of a Python type.

    Raises:
        LookupError: The type is not registered.

    >>> value_type(int).read("12")
    12
    >>> from roadmap.model.choices import Status
    >>> value_type(Status).read("under-way")
    <Status.under_way: 'under way'>
    """
    found = VALUE_TYPES.get(kind)
    if found is None:
        if not _is_choice(kind):
            raise LookupError(f"there is no value type {kind}: register() adds one")
        found = VALUE_TYPES[kind] = ChoiceType(kind)
    return found


def _is_choice(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Choice)
