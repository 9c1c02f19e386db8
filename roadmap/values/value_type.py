"""Define the interface of a value type: one class reads, writes, shows, describes and makes its values."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from roadmap.errors import FieldError
from roadmap.i18n.message import Message, message
from roadmap.model.choices import Choice
from roadmap.model.fields import FieldInfo

if TYPE_CHECKING:  # reading a plan needs neither
    from roadmap.i18n.language import Language
    from roadmap.i18n.localized import Localized

__all__ = ["CellContext", "CellValue", "Schema", "SchemaMaker", "ValueType", "cell_error"]

CellValue = str | int | Decimal | date
"""The content of a cell: a text, a number, or a day."""

Schema = dict[str, Any]
"""A part of a JSON Schema."""


class CellContext(Protocol):
    """The place of a filled-in cell."""

    @property
    def language(self) -> str:
        """The language of the workbook."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that the cell accepts; empty if it accepts any."""

    def translations(self, text: str, /) -> Iterable[str]:
        """Translate a marked text into all languages, the language of the workbook first."""

    def similar_word(self, word: str, known: Mapping[str, Choice], /) -> str | None:
        """Return the known word that a person likely meant; None if there is none."""


class SchemaMaker(Protocol):
    """A schema in one language, while it is made."""

    @property
    def language(self) -> "Language":
        """The language of the reader."""

    def gettext(self, text: str, /) -> str:
        """Translate a marked text; a text of an area by the area's own words."""

    def definition(self, key: tuple[Any, ...], name: str, make: Callable[[], Schema], /) -> Schema:
        """Refer to a definition of the schema, which is made at first use."""

    def one_of(self, meanings: Mapping[str, str], nullable: bool = False, /) -> Schema:
        """Describe a closed list of words with their meanings."""

    def area_kinds(self, nullable: bool = False, /) -> Schema:
        """Describe the kinds of areas."""

    def expected(self, value_type: "ValueType", example: str = "", /) -> str:
        """Return what a type expects, in the words of its reader."""

    def advice(self, read: Callable[[Any], Any], wrong: Any, /) -> str:
        """Return what to write, in the words of a reader of a wrong value."""

    def complaint(self, read: Callable[[Any], Any], wrong: Any, /) -> str:
        """Return what is wrong, in the words of a reader of a wrong value."""

    def pattern_advice(self, field: FieldInfo, /) -> str:
        """Return how to write a text that follows the pattern of its field."""


class ValueType:
    """Read, write, show, describe and make the values of one type.

    A subclass describes one type, and the table holds an instance of it. Only `type`, `read` and `write` are needed;
    all else follows from them.

    Attributes:
        type: The type that a field is declared with.
        cell_format: The number format of its cells in a workbook.
        numeric: Whether its values are numbers, aligned on the right.
        labels: The words of a closed list with their labels in English; empty for all other types.
    """

    type: Any
    cell_format: ClassVar[str] = "@"
    numeric: ClassVar[bool] = False
    labels: Mapping[str, str] = {}

    def read(self, node: Any, example: str = "") -> Any:
        """Read a value from a node of the plan.

        Args:
            node: The node in the plan.
            example: The example of the field, for the advice.

        Raises:
            FieldError: The node is not a value of this type.
            FieldErrors: Several parts of the node are wrong.
        """
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        """Return a value as a plan writes it: a text, `Plain`, `Number`, or a mapping of these."""
        raise NotImplementedError

    def from_json(self, scalar: str) -> Any:
        """Return a scalar as JSON writes it."""
        return str(scalar)

    # What people see

    def words(self, value: Any, localized: "Localized") -> str:
        """Return a value as a document shows it."""
        return str(self.write(value))

    def cell(self, value: Any, localized: "Localized") -> CellValue:
        """Return the content of the cell of a value."""
        return self.words(value, localized)

    def cell_choices(self, localized: "Localized") -> tuple[str, ...]:
        """Return the words that a cell accepts; empty if it accepts any."""
        return ()

    def from_cell(self, value: Any, context: CellContext) -> Any:
        """Read a value from a cell that a person filled in.

        Raises:
            FieldError: The content is not a value of this type.
        """
        return self.read(str(value).strip())

    # What programs use

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        """Describe what an editor may accept.

        Args:
            field: The field that holds the value.
            maker: The schema, while it is made.
            nullable: Whether the key may stay without a value.
        """
        return {"type": ["string"]}

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        """Return a strategy for any value of a field.

        Args:
            field: The field that holds the value.
            st: The module `hypothesis.strategies`, which only tests have.
        """
        raise TypeError(f"no strategy for {field.type} of {field.key}: give its value type one")


def cell_error(text: str, help: Message, **values: str) -> FieldError:
    """Return the mistake of a cell; its place is the place of the cell."""
    return FieldError("", message(text, **values), help)
