"""Boundaries of a build: what has to be made again, and what stays; which files are plans."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import roadmap

RECORD = ".roadmap-build.json"


class House:
    """A folder with one plan, and the documents of it."""

    def __init__(self, folder: Path, text: str) -> None:
        self.folder, self.out = folder, folder / "out"
        self.plan = folder / "plan.yaml"
        self.plan.write_text(text, encoding="utf-8")
        self.templates = folder / "templates"
        (self.templates / "markdown").mkdir(parents=True)
        self.template = self.templates / "markdown" / "document.md"
        self.template.write_text("one", encoding="utf-8")

    def build(self, **options: Any) -> None:
        roadmap.build([self.plan], output_dir=self.out, **{"formats": ["md"], "languages": ["en"], **options})

    def made_again(self, **options: Any) -> bool:
        """Whether a build writes the document again."""
        document = self.out / "by-kg-small.en.md"
        before = document.stat().st_ino, document.stat().st_mtime_ns
        self.build(**options)
        return (document.stat().st_ino, document.stat().st_mtime_ns) != before


@pytest.fixture
def house(tmp_path: Path, small: str) -> House:
    made = House(tmp_path, small)
    made.build()
    return made


def test_nothing_is_made_again_where_nothing_has_changed(house: House) -> None:
    assert not house.made_again()
    assert house.made_again(force=True)
    assert not house.made_again()


CHANGES: dict[str, Callable[[House], object]] = {
    "a comment in the plan": lambda house: house.plan.write_bytes(house.plan.read_bytes() + b"#\n"),
    "the document by hand": lambda house: (house.out / "by-kg-small.en.md").write_bytes(b"x"),
    "the time of the document": lambda house: os.utime(house.out / "by-kg-small.en.md", ns=(1, 1)),
    "the record is gone": lambda house: (house.out / RECORD).unlink(),
    "the record of a later version": lambda house: recorded(house, version=3),
    "the record of an earlier version": lambda house: recorded(house, version=1),
}


def recorded(house: House, **changes: Any) -> None:
    """Change what is remembered."""
    known = json.loads((house.out / RECORD).read_bytes())
    (house.out / RECORD).write_text(json.dumps(known | changes), encoding="utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_a_document_is_made_again_after(change: str, house: House) -> None:
    CHANGES[change](house)
    assert house.made_again()
    assert not house.made_again()


@pytest.mark.parametrize("name", ["some_library-1.0.dist-info", "some_library-1.1.dist-info", "some_library.egg-info"])
def test_a_document_is_made_again_after_a_library_has_changed(
    name: str, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed = tmp_path / "site"
    (installed / "some_library-1.0.9.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(installed)
    assert house.made_again()
    (installed / "some_library-1.0.9.dist-info").rename(installed / name)
    assert house.made_again()
    (installed / "other.egg-info").mkdir()
    assert house.made_again()
    (installed / "notes.txt").touch()
    assert not house.made_again()


def test_a_document_is_made_again_by_another_python(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version", sys.version.replace("3.", "4.", 1))
    assert house.made_again()


def test_a_document_is_made_again_for_other_formats_and_languages(house: House) -> None:
    assert house.made_again(formats=["md", "html"])
    assert not house.made_again(formats=["md", "html"])
    assert house.made_again(formats=["html", "md"])
    house.build()
    assert house.made_again(languages=["en", "ru"])
    assert not house.made_again(languages=["en", "ru"])
    assert house.made_again(languages=None)


def test_a_document_is_made_again_after_a_template_has_changed(house: House) -> None:
    own = {"templates": house.templates}
    assert house.made_again(**own)
    assert not house.made_again(**own)
    house.template.write_text("two", encoding="utf-8")
    assert house.made_again(**own)
    (house.templates / "markdown" / "own.md").touch()
    assert house.made_again(**own)
    (house.templates / "markdown" / "own.md").unlink()
    assert house.made_again(**own)
    known = house.template.stat()
    house.template.write_text("ten", encoding="utf-8")
    os.utime(house.template, ns=(known.st_atime_ns, known.st_mtime_ns + 1))  # of the same size
    assert house.made_again(**own)
    assert house.made_again()


def test_the_number_of_doubts_is_remembered(house: House, tmp_path: Path) -> None:
    known = json.loads((house.out / RECORD).read_bytes())["plans"][0]
    plan = known["plan"]
    assert (known["told"], plan["measures"], plan["done"], plan["late"]) == (
        len(roadmap.check(roadmap.load(house.plan))),
        1,
        0,
        None,
    )


# Which files are plans


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("a.yaml", True),
        ("a.yml", True),
        ("a.YAML", True),
        ("a.yaml.bak", False),
        ("a.json", False),
        (".a.yaml", False),
        ("~a.yaml", False),
        ("~$a.yaml", False),
    ],
)
def test_the_plans_of_a_folder_are_its_yaml_files(name: str, found: bool, tmp_path: Path, small: str) -> None:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / name).write_text(small, encoding="utf-8")
    options: dict[str, Any] = {"formats": ["md"], "languages": ["en"]}
    if found:
        assert len(roadmap.build([tmp_path / "plans"], output_dir=tmp_path / "out", **options)) == 3
        assert (tmp_path / "out" / "by-kg-small.en.md").is_file()
    else:
        with pytest.raises(roadmap.NoPlansError):
            roadmap.build([tmp_path / "plans"], output_dir=tmp_path / "out", **options)


def test_a_file_that_is_named_is_a_plan_whatever_its_name(tmp_path: Path, small: str) -> None:
    (tmp_path / ".plan.txt").write_text(small, encoding="utf-8")
    assert roadmap.build([tmp_path / ".plan.txt"], output_dir=tmp_path / "out", formats=["md"], languages=["en"])


@pytest.mark.parametrize(
    ("ids", "errors"), [(("a", "b"), 0), (("a", "a"), 2), (("a", "a", "b"), 2), (("a", "a", "a"), 3)]
)
def test_each_of_the_plans_with_one_id_is_an_error(
    ids: tuple[str, ...], errors: int, tmp_path: Path, small: str
) -> None:
    for number, id in enumerate(ids):
        (tmp_path / f"{number}.yaml").write_text(small.replace("by-kg-small", id), encoding="utf-8")
    found: tuple[roadmap.Diagnostic, ...] = ()
    try:
        roadmap.build([tmp_path], output_dir=tmp_path / "out", formats=["md"], languages=["en"])
    except roadmap.PlanError as error:
        found = error.diagnostics
    assert [one.code for one in found] == ["RM015"] * errors
    assert (tmp_path / "out" / "b.en.md").exists() == ("b" in ids)
