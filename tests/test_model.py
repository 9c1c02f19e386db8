"""The model: frozen, typed, free of floats and of anything that reads or writes."""

import copy
import pickle
import subprocess
import sys
import typing
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import attrs
import pytest
from hypothesis import given

import roadmap
from roadmap.errors import FieldError, FieldErrors
from roadmap.model.fields import field_infos
from roadmap.model.measure import Measure
from roadmap.model.period import Due
from roadmap.model.plan import Party, Plan
from roadmap.model.series import ByYear
from roadmap.model.text import Text
from roadmap.testing import plans


@given(plans())
def test_a_plan_cannot_be_changed_and_can_be_copied_pickled_and_used_as_a_key(plan: Plan) -> None:
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        plan.id = "other"  # type: ignore[misc]
    assert not hasattr(plan, "__dict__")
    for same in (copy.deepcopy(plan), pickle.loads(pickle.dumps(plan))):
        assert same == plan
        assert {plan: 1}[same] == 1


def test_a_plan_sent_elsewhere_still_knows_where_its_parts_stand(small: str) -> None:
    plan = roadmap.loads(small.replace("lead: [by-minprom, kg-mineconom]", "lead: [by-minprom]"), name="plan.yaml")
    sent = pickle.loads(pickle.dumps(plan))
    assert roadmap.check(sent) == roadmap.check(plan)
    assert {(found.code, found.line) for found in roadmap.check(sent)} == {("RM504", 11), ("RM201", 26)}


def test_every_field_is_declared_and_none_is_a_float() -> None:
    from roadmap import areas

    records, seen = [Plan, *map(areas.find, areas.kinds())], set()
    while records:
        cls = records.pop()
        if cls in seen:
            continue
        seen.add(cls)
        for field in field_infos(cls):
            assert field.type is not float
            assert field.label
            if attrs.has(field.type):
                records.append(field.type)
        undeclared = {a.name for a in attrs.fields(cls)} - {d.name for d in field_infos(cls)}
        assert undeclared <= {"origin", "versions", "values", "start", "end", "unit", "period", "repeats"}
    assert len(seen) > 20


def test_a_record_is_written_without_what_stands_at_its_default() -> None:
    assert repr(Party(code="KG")) == "Party(code='KG')"  # type: ignore[arg-type]


def test_records_are_held_to_their_bounds_in_python_too() -> None:
    with pytest.raises((FieldError, FieldErrors), match="not an allowed value"):
        Measure(id="no spaces please", title=Text.of("x"), due=Due.parse("2027"), lead=())  # type: ignore[arg-type]
    with pytest.raises(FieldError, match="“a” is listed twice"):
        Measure(id="M-1", title=Text.of("x"), due=Due.parse("2027"), lead=("a", "a"))  # type: ignore[arg-type]


def test_a_series_gives_the_number_of_a_year() -> None:
    series = ByYear.of({2030: 60, 2028: 20})
    assert list(series) == [(2028, Decimal(20)), (2030, Decimal(60))]
    assert (series.in_year(2030), series.in_year(2029), bool(ByYear())) == (Decimal(60), None, False)


def test_a_text_is_found_in_the_first_language_there_is() -> None:
    text = Text.of(en="Tractors", ru="Тракторы")
    assert [text.find("ky", "ru"), text.find("ky")] == [("ru", "Тракторы"), ("en", "Tractors")]
    assert (text.missing("ky"), text.missing("ru"), Text.of("Osh").missing("ky")) == (True, False, False)


def test_a_plan_made_in_python_is_checked_and_rendered_without_a_file(small: str) -> None:
    plan = attrs.evolve(typing.cast(typing.Any, roadmap.loads(small)), origin=None, bodies=())
    found = roadmap.check(plan)
    assert {diagnostic.file for diagnostic in found} == {None}
    assert str(found[0]).startswith("areas/0/measures/0/lead: error[RM201 not-one-lead-per-party]: ")


def test_many_threads_read_check_and_render_at_once(small: str) -> None:
    def work(n: int) -> str:
        plan = roadmap.loads(small.replace("by-kg-small", f"by-kg-{n % 3}"))
        roadmap.check(plan)
        return roadmap.render(plan, format=("html", "md")[n % 2], language=("ru", "en")[n // 2 % 2])

    once = [work(n) for n in range(12)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(work, range(12))) == once


def test_importing_the_package_imports_nothing_of_weight(project: Path) -> None:
    heavy = ("attrs", "cattrs", "yaml", "jinja2", "babel", "typing")
    script = f"import sys, roadmap.cli.arguments; print([name for name in {heavy} if name in sys.modules])"
    said = subprocess.run([sys.executable, "-c", script], cwd=project, capture_output=True, text=True, check=True)
    assert said.stdout == "[]\n"
