"""What version 0.1 called otherwise: it works, and a warning gives the new word."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import roadmap
from roadmap.model.period import Period

old: Any = roadmap  # type checkers know the new names alone


@contextmanager
def warned(*words: str) -> Iterator[None]:
    """All warnings in here together have these words."""
    with pytest.warns(DeprecationWarning, match="is deprecated and goes with the next version; use ") as caught:
        yield
    said = "\n".join(str(warning.message) for warning in caught)
    for word in words:
        assert word in said
    assert {warning.filename for warning in caught} == {__file__}


@pytest.mark.parametrize(("name", "new"), roadmap._RENAMED.items())
def test_old_names_lead_to_what_has_a_new_name(name: str, new: str) -> None:
    with warned(f"roadmap.{name}", f"use roadmap.{new}"):
        assert getattr(roadmap, name) is getattr(roadmap, new)


@pytest.mark.parametrize(
    ("call", "words", "same"),
    [
        (lambda plan: old.render(plan, to="md"), ["to=", "format="], lambda plan: roadmap.render(plan, format="md")),
        (
            lambda plan: old.render(plan, "md", "en"),
            ["format=", "language="],
            lambda plan: roadmap.render(plan, format="md", language="en"),
        ),
        (lambda plan: old.export(plan, "csv"), ["format="], lambda plan: roadmap.export(plan, format="csv")),
        (lambda plan: old.export(plan, to="csv"), ["to=", "format="], lambda plan: roadmap.export(plan, format="csv")),
        (
            lambda plan: old.review(plan, date(2027, 8, 1), within=30),
            ["as_of=", "within=", "horizon_days="],
            lambda plan: roadmap.review(plan, as_of=date(2027, 8, 1), horizon_days=30),
        ),
        (
            lambda plan: old.review(plan, on=date(2027, 8, 1)),
            ["on=", "as_of="],
            lambda plan: roadmap.review(plan, as_of=date(2027, 8, 1)),
        ),
        (
            lambda plan: old.loads(roadmap.dumps(plan), "a.yaml"),
            ["name="],
            lambda plan: roadmap.loads(roadmap.dumps(plan), name="a.yaml"),
        ),
    ],
)
def test_old_arguments_give_the_same(
    small: str, call: Callable[[roadmap.Plan], object], words: list[str], same: Callable[[roadmap.Plan], object]
) -> None:
    plan = roadmap.loads(small)
    with warned(*words):
        made = call(plan)
    assert made == same(plan)


def test_an_old_build_gives_the_same(small: str, tmp_path: Path) -> None:
    plan = tmp_path / "plan.yaml"
    plan.write_text(small, encoding="utf-8")
    with warned("output_dir by position", "formats by position", "anew=", "force=", "processes=", "workers="):
        made = old.build([plan], tmp_path / "out", ["md"], anew=True, processes=1)
    assert made == roadmap.build(plan, output_dir=tmp_path / "out", formats=["md"])


def test_an_old_import_gives_the_same(small: str) -> None:
    (workbook,) = roadmap.export(roadmap.loads(small), format="xlsx").values()
    day = Period.parse("2027-Q2")
    with warned("text by position", "on=", "default_date="):
        imported = old.import_reports(workbook, small, on=day)
    assert imported == roadmap.import_reports(workbook, text=small, default_date=day)


@pytest.mark.parametrize(
    "arguments",
    [{"to": "md", "format": "md"}, {"too": "md"}],
    ids=["both words", "a word that never was"],
)
def test_what_was_always_wrong_is_a_type_error(small: str, arguments: dict[str, str]) -> None:
    with pytest.raises(TypeError):
        old.render(roadmap.loads(small), **arguments)
    with pytest.raises(TypeError):
        old.loads(small, "a.yaml", "b.yaml")
    with pytest.raises(TypeError):
        old.loads(small, "a.yaml", name="b.yaml")
