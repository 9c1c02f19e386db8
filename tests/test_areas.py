"""Areas: a kind declared in a few lines is read, bounded, shown in documents, written and listed."""

import subprocess
import sys
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import attrs
import pytest
from support import PROJECT, kinds_forgotten

import roadmap
from roadmap import areas
from roadmap.areas import Area, area
from roadmap.model.choices import Choice
from roadmap.model.fields import FieldInfo, field, field_infos, is_record
from roadmap.model.plan import Plan
from roadmap.model.series import ByName, ByYear
from roadmap.model.text import Text
from roadmap.values import is_value


class Hull(Choice):
    """What a ferry is built of."""

    steel = "steel"
    light_alloy = "light alloy"


LENGTH = "    length: 48\n"
FERRIES = f"""\
  - kind: ferries
    title: {{en: Ferries, ru: Паромы}}
    route: {{en: Across the lake, ru: Через озеро}}
{LENGTH}    draught: 1.50
    hull: light-alloy
    crossings: {{2027: 100, 2030: 25000}}
"""


@pytest.fixture(autouse=True, scope="module")
def _ferries() -> Iterator[None]:
    """Declares the kind `ferries`, for the tests of this file only."""

    with kinds_forgotten("ferries"):

        @area("ferries", words={"ru": {"Length": "Длина", "Hull": "Корпус", "m": "м", "Crossings": "Рейсы"}})
        class Ferries(Area):
            """Ferries across lakes."""

            route: Text | None = field("Route", default=None)
            length: int | None = field("Length", default=None, unit="m", min=5, max=250)
            draught: Decimal | None = field("Draught", default=None, unit="m", max="12.5")
            hull: Hull | None = field("Hull", default=None)
            crossings: ByYear = field("Crossings", default=ByYear(), min=0)

        yield


@pytest.fixture
def text(small: str) -> str:
    """A plan with an area of ferries."""
    return small + FERRIES


def refused(text: str) -> str:
    """The only mistake in a plan, without its place."""
    with pytest.raises(roadmap.PlanError) as error:
        roadmap.loads(text)
    (found,) = error.value.diagnostics
    return f"{found.code} {'/'.join(map(str, found.path))}: {found.message} {found.help}"


# A kind declared in a few lines


def test_a_declared_kind_is_read_with_its_types(text: str) -> None:
    ferries: Any = roadmap.loads(text).areas[1]
    assert type(ferries).__name__ == areas.find("ferries").__name__ == "Ferries"
    assert (ferries.length, ferries.draught, ferries.hull) == (48, Decimal("1.50"), Hull.light_alloy)
    assert ferries.crossings == ByYear(((2027, Decimal(100)), (2030, Decimal(25000))))
    assert ferries.route.find("ru") == ("ru", "Через озеро")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("length: 48", "length: 4", "RM007 areas/1/length: 4 is outside the bounds. Write a number from 5 to 250 m."),
        ("draught: 1.50", "draught: 13", "RM007 areas/1/draught: 13 is outside the bounds. Write at most 12.5 m."),
        ("2027: 100", "2027: -1", "RM007 areas/1/crossings/2027: -1 is outside the bounds. Write at least 0."),
        (
            "hull: light-alloy",
            "hull: steal",
            "RM007 areas/1/hull: “steal” is not one of the allowed values. Did you mean “steel”?",
        ),
        (
            "length: 48",
            "lenght: 48",
            "RM004 areas/1/lenght: Unknown key “lenght”. Did you mean “length”?",
        ),
    ],
)
def test_a_value_outside_of_what_is_declared_is_refused(text: str, old: str, new: str, said: str) -> None:
    assert refused(text.replace(old, new)) == said


@pytest.mark.parametrize("length", [5, 250])
def test_bounds_belong_to_what_is_allowed(text: str, length: int) -> None:
    ferries: Any = roadmap.loads(text.replace(LENGTH, f"    length: {length}\n")).areas[1]
    assert ferries.length == length


def test_bounds_hold_for_an_area_made_in_python(text: str) -> None:
    ferries: Any = roadmap.loads(text).areas[1]
    with pytest.raises(ValueError, match=r"251 is outside the bounds"):
        attrs.evolve(ferries, length=251)


def test_markdown_shows_labels_units_and_values(text: str) -> None:
    said = roadmap.render(roadmap.loads(text), format="md", language="en")
    for line in ("- Route: Across the lake", "- Length, m: 48", "- Draught, m: 1.50", "- Hull: light alloy"):
        assert f"\n{line}\u00a0◊\n" in said
    assert "Crossings" in said
    assert "| 100 | 25,000 |\n" in said


def test_labels_and_units_come_in_the_words_of_the_declaration(text: str) -> None:
    said = roadmap.render(roadmap.loads(text), format="md", language="ru").replace("\u00a0", " ")
    for line in ("- Длина, м: 48", "- Draught, м: 1,50"):
        assert f"\n{line} ◊\n" in said
    assert "Рейсы" in said
    assert "| 100 | 25 000 |\n" in said


def test_html_shows_labels_units_and_values(text: str) -> None:
    page = roadmap.render(roadmap.loads(text), format="html", language="en")
    for label, value in (("Route", "Across the lake"), ("Length, m", "48"), ("Hull", "light alloy")):
        assert f'<th scope="row">{label}</th><td>{value}' in page
    assert ">Crossings" in page
    assert ">25,000</td>" in page


def test_what_is_written_reads_as_the_same_plan(text: str) -> None:
    plan = roadmap.loads(text)
    written = roadmap.dumps(plan)
    assert "draught: 1.50\n" in written
    assert roadmap.loads(written) == plan


def test_a_declared_kind_is_listed() -> None:
    assert "ferries" in areas.kinds()
    assert list(areas.kinds()) == sorted(areas.kinds())


def test_a_kind_of_which_nothing_is_said_is_listed_by_its_name() -> None:
    program = """
from roadmap.areas import Area, area
from roadmap.cli import main
@area("rafts")
class Rafts(Area):
    pass
main(["areas"])
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stderr == b""
    assert "rafts" in done.stdout.decode().splitlines()


# One class a kind


@pytest.mark.parametrize("kind", ["ferries", "tractors", "sugar-beet-seeds"])
def test_a_kind_that_is_taken_cannot_be_declared_again(kind: str) -> None:
    before = areas.find(kind)
    with pytest.raises(ValueError, match=rf"the area kind '{kind}' is declared by .*\.{before.__name__} already"):

        @area(kind)
        class Boats(Area):
            """Boats."""

    assert areas.find(kind) is before


def test_a_kind_of_the_project_is_taken_before_anything_has_used_it() -> None:
    program = "from roadmap.areas import Area, area\n@area('cars')\nclass Carts(Area):\n    'Carts.'"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    said = "ValueError: the area kind 'cars' is declared by roadmap.areas.cars.Cars already"
    assert done.stderr.decode().splitlines()[-1] == said


@pytest.mark.parametrize("kind", ["", "Ferries", "ferries_and_boats", "-ferries", "ferries-", "2ferries", "паромы"])
def test_a_kind_is_small_letters_digits_and_hyphens(kind: str) -> None:
    with pytest.raises(ValueError, match="is not a kind of area: use small letters, digits and hyphens"):
        area(kind)


@pytest.mark.parametrize("kind", ["boats", "../cars", "_joint_production", ""])
def test_a_kind_that_nobody_declares_is_unknown(kind: str) -> None:
    with pytest.raises(areas.UnknownAreaError):
        areas.find(kind)


OWN = sorted(file.stem for file in (PROJECT / "roadmap" / "areas").glob("[a-z]*.py"))


@pytest.mark.parametrize("name", OWN)
def test_each_file_of_areas_declares_the_kind_of_its_name_and_no_other(name: str) -> None:
    module = f"roadmap.areas.{name}"
    kind = name.replace("_", "-")
    assert areas.find(kind).__module__ == module
    assert [found for found in areas.kinds() if areas.find(found).__module__ == module] == [kind]


# Every type in every table


def fields_below(cls: Any) -> Iterator[FieldInfo]:
    """The declared fields of a record and of all records in it, whatever their kind of area."""
    for info in field_infos(cls):
        yield info
        if info.type is Area:
            for kind in areas.kinds():
                yield from fields_below(areas.find(kind))
        elif is_record(info.type):
            yield from fields_below(info.type)


def test_every_type_of_a_declaration_is_a_value_type_or_a_record() -> None:
    types = {info.type for info in fields_below(Plan)} - {ByName}  # it stands for keys, each with a type of its own
    assert {str(found) for found in types if not is_value(found) and not is_record(found)} == set()


def test_the_walk_over_declarations_reaches_areas_and_what_is_in_them() -> None:
    kinds = {field.type for field in fields_below(Plan)}
    assert {Hull, ByYear, int, Decimal, Text, Area} <= kinds
    assert {"rated_load_kg", "due", "localisation", "url"} <= {field.key for field in fields_below(Plan)}


def test_a_field_of_a_type_that_no_plan_can_hold_is_refused_loudly(small: str) -> None:
    with kinds_forgotten("floating-areas"):

        @area("floating-areas")
        class Floating(Area):
            """Not possible."""

            share: float = field("Share", default=0.5)

        with pytest.raises(TypeError, match="a field of a plan cannot be of the type <class 'float'>: share"):
            roadmap.loads(small.replace("kind: tractors", "kind: floating-areas"))


def test_help_shows_the_example_of_the_field(small: str) -> None:
    text = small.replace("    measures:", "    annual_capacity: many\n    localisation: 5\n    measures:")
    with pytest.raises(roadmap.PlanError) as caught:
        roadmap.loads(text)
    assert [found.help for found in caught.value.diagnostics] == [
        "Write it like this: 500",
        "Write it like this: {2026: 15, 2030: 50}",
    ]
