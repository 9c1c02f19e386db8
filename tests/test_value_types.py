"""A type of values that a program declares itself works everywhere: in one place it says how it is read, written and shown."""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import roadmap
from roadmap import areas
from roadmap.analysis.assessment import assess
from roadmap.areas import Area, area
from roadmap.errors import FieldError
from roadmap.exchange.tables import record_table
from roadmap.exchange.xlsx_import import read_cell
from roadmap.exchange.xlsx_read import Cell
from roadmap.i18n.language import get_language
from roadmap.i18n.localized import Localized
from roadmap.i18n.message import message
from roadmap.model.fields import FieldInfo, field, record
from roadmap.model.plan import Plan
from roadmap.reference.forms import yaml_skeleton
from roadmap.reference.json_schema import schema
from roadmap.testing import records
from roadmap.values import VALUE_TYPES, ValueType, is_value, register, value_type
from roadmap.values.nodes import Plain, wrong_kind
from roadmap.values.value_type import Schema, SchemaMaker


@attrs.frozen
class Coordinates:
    """A place on the earth, in degrees."""

    north: Decimal
    east: Decimal


FORM = re.compile(r"(-?[0-9]{1,2}(?:\.[0-9]+)?) (-?[0-9]{1,3}(?:\.[0-9]+)?)")


class CoordinatesType(ValueType):
    """Coordinates: `42.87 74.59`."""

    type = Coordinates

    def read(self, node: Any, example: str = "") -> Coordinates:
        found = FORM.fullmatch(node) if isinstance(node, str) else None
        if not found:
            raise wrong_kind(message("two numbers of degrees"), node, example)
        return Coordinates(Decimal(found[1]), Decimal(found[2]))

    def write(self, value: Coordinates) -> Plain:
        return Plain(f"{value.north:f} {value.east:f}")

    def words(self, value: Coordinates, localized: Localized) -> str:
        return f"{localized.number(value.north)}° N {localized.number(value.east)}° E"

    def cell(self, value: Coordinates, localized: Localized) -> str:
        return str(self.write(value))

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        return {"type": ["string"], "pattern": f"^{FORM.pattern}$"}

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        degrees = st.decimals(0, 90, places=2)
        return st.builds(Coordinates, degrees, degrees)


BISHKEK = Coordinates(Decimal("42.87"), Decimal("74.59"))
WRITTEN = "\n  - kind: wind-farms\n    title: Wind farms\n    place: 42.87 74.59\n"


@pytest.fixture(autouse=True, scope="module")
def wind_farms() -> Iterator[type[Area]]:
    """Declares the type and an area with it, for the tests of this file only."""
    register(CoordinatesType())

    @area("wind-farms")
    class WindFarms(Area):
        """Wind farms."""

        place: Coordinates | None = field("Place", default=None, example="42.87 74.59", help="Where the farm stands.")

    yield WindFarms
    del VALUE_TYPES[Coordinates], areas._declared["wind-farms"]


@record
class Station:
    """A record with a value of the type."""

    place: Coordinates | None = field("Place", default=None)


@pytest.fixture
def plan(small: str) -> Plan:
    return roadmap.loads(small + WRITTEN)


@pytest.fixture
def localized(plan: Plan) -> Localized:
    return Localized(assess(plan), get_language("ru"))


def test_it_is_read(plan: Plan) -> None:
    farm: Any = plan.areas[1]
    assert farm.place == BISHKEK


def test_a_mistake_in_it_has_its_place_and_the_example(small: str) -> None:
    text = small + WRITTEN.replace("42.87 74.59", "Bishkek")
    with pytest.raises(roadmap.PlanError) as caught:
        roadmap.loads(text)
    (found,) = caught.value.diagnostics
    assert (found.code, found.path) == ("RM006", ("areas", 1, "place"))
    assert text.splitlines()[(found.line or 0) - 1][(found.column or 0) - 1 :] == "Bishkek"
    assert found.message == "Expected two numbers of degrees, found “Bishkek”."
    assert found.help == "Write it like this: 42.87 74.59"


def test_it_is_written_as_it_is_read(plan: Plan) -> None:
    assert "  place: 42.87 74.59\n" in roadmap.dumps(plan)
    assert roadmap.loads(roadmap.dumps(plan)) == plan
    (exported,) = roadmap.export(plan, format="json").values()
    assert json.loads(exported)["areas"][1]["place"] == "42.87 74.59"


def test_the_schema_describes_it(plan: Plan) -> None:
    described = schema()["definitions"]["wind-farms"]["properties"]["place"]
    assert described["description"] == "Place. Where the farm stands. Write it like this: 42.87 74.59"
    assert described["errorMessage"] == "Expected two numbers of degrees. Write it like this: 42.87 74.59"
    validator = jsonschema.Draft7Validator(described)
    assert [validator.is_valid(value) for value in ("42.87 74.59", None, "Bishkek")] == [True, True, False]


def test_a_form_has_its_example_and_its_help(wind_farms: type[Area]) -> None:
    remark = "# Place. Where the farm stands."
    assert f"{'place: 42.87 74.59':<60} {remark}" in list(yaml_skeleton(wind_farms, str))


@pytest.mark.parametrize("format", ["md", "html"])
def test_documents_show_it_in_words(plan: Plan, format: str) -> None:
    assert "42,87° N 74,59° E" in roadmap.render(plan, format=format, language="ru").replace("\u00a0", " ")


def test_a_table_holds_it_in_a_cell_and_reads_it_back(localized: Localized) -> None:
    table = record_table(localized, "stations", "Stations", Station, [Station(place=BISHKEK), Station()])
    assert table.rows == (("42.87 74.59",), (None,))
    (column,) = table.columns
    read = [read_cell(Cell("Stations!A3", value, "s"), column, "ru") for (value,) in table.rows]
    assert read == [BISHKEK, None]
    with pytest.raises(FieldError, match="two numbers of degrees"):
        read_cell(Cell("Stations!A3", "Bishkek", "s"), column, "ru")


@given(data=st.data())
@settings(max_examples=20)
def test_a_strategy_makes_it(wind_farms: type[Area], data: st.DataObject) -> None:
    made: Any = data.draw(records(wind_farms).filter(lambda farm: farm.place is not None))
    about = value_type(Coordinates)
    assert about.read(about.write(made.place)) == made.place


def test_a_type_is_declared_once() -> None:
    with pytest.raises(ValueError, match=r"Coordinates'> is declared already"):
        register(CoordinatesType())


def test_nothing_is_known_of_a_type_that_is_not_declared() -> None:
    assert not is_value(float)
    with pytest.raises(LookupError, match=r"register\(\) adds one"):
        value_type(float)


def test_a_type_needs_no_more_than_how_it_is_read_and_written(localized: Localized) -> None:
    """All else follows: people see what the plan has, editors accept any text."""

    class Word(str):
        """A type with the least."""

    class WordType(ValueType):
        type = Word

        def read(self, node: Any, example: str = "") -> Word:
            return Word(node)

        def write(self, value: Word) -> str:
            return str(value)

    least = WordType()
    assert (least.words(Word("a"), localized), least.cell(Word("a"), localized)) == ("a", "a")
    register(least)
    try:

        @record
        class Labelled:
            word: Word = field("Word")

        with pytest.raises(TypeError, match=r"no strategy for .*Word'> of word: give its value type one"):
            records(Labelled)
    finally:
        del VALUE_TYPES[Word]
