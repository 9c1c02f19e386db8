"""One type of value: how it is read, written, shown, described and made, all in one class."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from roadmap.errors import FieldError
from roadmap.i18n.message import Message, message
from roadmap.model.choices import Choice
from roadmap.model.fields import FieldInfo

if TYPE_CHECKING:  # to read a plan takes neither
    from roadmap.i18n.language import Language
    from roadmap.i18n.localized import Localized

__all__ = ["CellContext", "CellValue", "Schema", "SchemaMaker", "ValueType", "cell_error"]

CellValue = str | int | Decimal | date
"""What a cell holds: a text, a number, or a day."""

Schema = dict[str, Any]
"""A part of a JSON Schema."""


class CellContext(Protocol):
    """What is known of the place of a cell that was filled in."""

    @property
    def language(self) -> str:
        """The language of the workbook."""

    @property
    def choices(self) -> tuple[str, ...]:
        """The words that can stand in the cell, if there are only some."""

    def translations(self, text: str, /) -> Iterable[str]:
        """Translate a marked text into all languages, that of the workbook first."""

    def similar_word(self, word: str, known: Mapping[str, Choice], /) -> str | None:
        """Find the known word that a person meant by another one."""


class SchemaMaker(Protocol):
    """One schema in the making, in the language of its reader."""

    @property
    def language(self) -> "Language":
        """The language of the reader."""

    def gettext(self, text: str, /) -> str:
        """Translate a marked text, of an area by the words of the area."""

    def definition(self, key: tuple[Any, ...], name: str, make: Callable[[], Schema], /) -> Schema:
        """Refer to a definition of the schema, which is made when it is first needed."""

    def one_of(self, meanings: Mapping[str, str], nullable: bool = False, /) -> Schema:
        """Describe a closed list of words with what each means."""

    def area_kinds(self, nullable: bool = False, /) -> Schema:
        """Describe the kinds of areas."""

    def expected(self, value_type: "ValueType", example: str = "", /) -> str:
        """Say what a type expects, as its reader says it of something else."""

    def advice(self, read: Callable[[Any], Any], wrong: Any, /) -> str:
        """Say what to write, as a reader says it of a wrong value."""

    def complaint(self, read: Callable[[Any], Any], wrong: Any, /) -> str:
        """Say what is wrong, as a reader says it of a wrong value."""

    def pattern_advice(self, field: FieldInfo, /) -> str:
        """Say how to write a text that follows the pattern of its field."""


class ValueType:
    """How values of one type are read, written, shown, described and made.

    A subclass says it for one type, an instance stands in the table. Only `type`, `read` and `write` are
    needed; all else follows from them.

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
            node: What stands in the plan.
            example: The example of the field, for the advice.

        Raises:
            FieldError: The node is no such value.
            FieldErrors: Several parts of it are wrong.
        """
        raise NotImplementedError

    def write(self, value: Any) -> Any:
        """Write a value as a plan has it: a text, `Plain`, `Number`, or a mapping of these."""
        raise NotImplementedError

    def from_json(self, scalar: str) -> Any:
        """Return a scalar as JSON has it."""
        return str(scalar)

    # What people see

    def words(self, value: Any, localized: "Localized") -> str:
        """Say a value in a document."""
        return str(self.write(value))

    def cell(self, value: Any, localized: "Localized") -> CellValue:
        """Give a value as a cell of a table holds it."""
        return self.words(value, localized)

    def cell_choices(self, localized: "Localized") -> tuple[str, ...]:
        """List the words that can stand in a cell, if there are only some."""
        return ()

    def from_cell(self, value: Any, context: CellContext) -> Any:
        """Read a value from a cell that a person filled in.

        Raises:
            FieldError: The cell holds no such value.
        """
        return self.read(str(value).strip())

    # What programs use

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        """Describe what an editor may accept.

        Args:
            field: The field that holds the value.
            maker: The schema in the making.
            nullable: Whether the key may stay without a value.
        """
        return {"type": ["string"]}

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        """Make a strategy for any value of a field.

        Args:
            field: The field that holds the value.
            st: The module `hypothesis.strategies`, which only tests have.
        """
        raise TypeError(f"no strategy for {field.type} of {field.key}: give its value type one")


def cell_error(text: str, help: Message, **values: str) -> FieldError:
    """Make the mistake of a cell; its place is the cell's."""
    return FieldError("", message(text, **values), help)
