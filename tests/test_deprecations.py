"""What version 0.1 called otherwise: it works, and a warning gives the new word."""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import roadmap
from roadmap.cli.arguments import OLD_OPTIONS, main
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


def seen(review: roadmap.Review) -> tuple[object, ...]:
    """What a review was asked for, and a part of what it says: reviews have no equality of their own."""
    return review.as_of, review.until, review.overdue


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
            lambda plan: seen(old.review(plan, date(2027, 8, 1), within=30)),
            ["as_of=", "within=", "horizon_days="],
            lambda plan: seen(roadmap.review(plan, as_of=date(2027, 8, 1), horizon_days=30)),
        ),
        (
            lambda plan: seen(old.review(plan, on=date(2027, 8, 1))),
            ["on=", "as_of="],
            lambda plan: seen(roadmap.review(plan, as_of=date(2027, 8, 1))),
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


# The command line


class Done(NamedTuple):
    """What a run of the command line gave."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def run(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run the command line in the folder, in this process."""
    monkeypatch.chdir(folder)

    def run(*arguments: str, stdin: bytes = b"", **own: str) -> Done:
        stream = io.BytesIO(stdin)
        stream.name = "<stdin>"  # type: ignore[attr-defined]
        piped = io.TextIOWrapper(stream)
        with monkeypatch.context() as changed:
            changed.setattr("sys.stdin", piped)
            for name, value in own.items():
                changed.setenv(name, value)
            status = main(arguments)
        return Done(status, *capsys.readouterr())

    return run


@pytest.fixture
def folder(tmp_path: Path, small: str) -> Path:
    (tmp_path / "plan.yaml").write_text(small, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "names"),
    [
        ("build plan.yaml --to md --anew", {"--to": "--format", "--anew": "--force"}),
        ("render plan.yaml --to=md", {"--to": "--format"}),
        ("check plan.yaml --most=1 --messages en", {"--most": "--max-findings", "--messages": "--ui-lang"}),
        ("status plan.yaml --on 2027-08-01 --within 30", {"--on": "--as-of", "--within": "--days"}),
    ],
)
def test_old_options_do_the_same_and_warn(
    run: Callable[..., Done], folder: Path, arguments: str, names: dict[str, str]
) -> None:
    old = run(*arguments.split())
    shutil.rmtree(folder / "build", ignore_errors=True)
    words = [name for part in arguments.split() for name in [part.partition("=")]]
    new = run(*("".join((names.get(name, name), sign, value)) for name, sign, value in words))
    assert (old.returncode, old.stdout) == (new.returncode, new.stdout) == (0, new.stdout)
    told = [f"roadmap: {was} is now {now}; the next version knows the new name alone\n" for was, now in names.items()]
    assert sorted(old.stderr.removesuffix(new.stderr).splitlines(keepends=True)) == sorted(told)


def test_the_old_options_of_import_do_the_same_and_warn(run: Callable[..., Done], folder: Path, small: str) -> None:
    (content,) = roadmap.export(roadmap.loads(small), format="xlsx").values()
    (folder / "back.xlsx").write_bytes(content)
    old = run("import", "back.xlsx", "--into", "plan.yaml", "--write", "--on", "2027-Q2")
    assert (old.returncode, old.stdout) == (0, "nothing to import: no row has a new report\n")
    assert re.findall(r"roadmap: (\S+) is now (\S+);", old.stderr) == [
        ("--into", "--plan"),
        ("--write", "--apply"),
        ("--on", "--default-date"),
    ]


def test_what_comes_after_two_dashes_is_no_option(run: Callable[..., Done], folder: Path, small: str) -> None:
    (folder / "--to").write_text(small, encoding="utf-8")
    done = run("check", "--", "--to")
    assert (done.stdout, done.stderr) == ("1 plan: 0 errors, 0 warnings, 0 notes\n", "")


def test_old_keys_of_the_file_do_the_same_and_warn(run: Callable[..., Done], folder: Path) -> None:
    (folder / "roadmap.toml").write_text('plans = ["plan.yaml"]\nto = ["md"]\nmessages = "ru"\n', encoding="utf-8")
    done = run("build", ROADMAP_UI_LANG="")
    assert sorted(path.name for path in (folder / "build").glob("by-*")) == ["by-kg-small.en.md", "by-kg-small.ru.md"]
    assert done.stderr.splitlines() == [
        "roadmap: roadmap.toml:2: to теперь называется format; следующая версия примет только новое имя",
        "roadmap: roadmap.toml:3: messages теперь называется ui-lang; следующая версия примет только новое имя",
    ]


def test_a_new_key_goes_before_the_old_one(run: Callable[..., Done], folder: Path) -> None:
    (folder / "roadmap.toml").write_text('to = ["html"]\nformat = ["md"]\n', encoding="utf-8")
    assert run("build", "plan.yaml").returncode == 0
    assert {path.suffix for path in (folder / "build").glob("by-*")} == {".md"}


def test_the_old_variable_does_the_same_and_warns(run: Callable[..., Done]) -> None:
    done = run("explain", "RM001", ROADMAP_UI_LANG="", ROADMAP_MESSAGES="ru")
    assert "ошибка" in done.stdout
    assert done.stderr.startswith("roadmap: ROADMAP_MESSAGES теперь называется ROADMAP_UI_LANG;")
    assert run("explain", "RM001", ROADMAP_MESSAGES="ru").stderr == ""


def test_no_text_in_any_language_gives_an_old_option(project: Path) -> None:
    old = re.compile(rf"(?<![\w-])({'|'.join([*OLD_OPTIONS, '--on', 'ROADMAP_MESSAGES'])})(?![\w-])")
    files = [*project.glob("roadmap/i18n/locale/*/LC_MESSAGES/*.po"), *project.glob("templates/**/*.md")]
    for file in files:
        assert not old.findall(file.read_text(encoding="utf-8")), file


# Standard input


def test_a_plan_is_checked_from_standard_input(run: Callable[..., Done], small: str) -> None:
    done = run("check", "-", stdin=small.encode())
    assert (done.returncode, done.stdout, done.stderr) == (0, "1 plan: 0 errors, 0 warnings, 0 notes\n", "")
    done = run("check", "-", stdin=small.replace("2026–2030", "2026-02-30").encode())
    assert done.returncode == 1
    assert done.stderr.startswith("<stdin>:5:9: error[RM008")
    done = run("check", "-", "plan.yaml", "--format", "json", stdin=small.encode("cp1251"))
    assert [found["code"] for found in json.loads(done.stdout)] == ["RM001"]


def test_one_id_in_standard_input_and_in_a_file_is_a_mistake_in_both(run: Callable[..., Done], small: str) -> None:
    done = run("check", "-", "plan.yaml", "--format", "json", stdin=small.encode())
    assert [(found["file"], found["code"]) for found in json.loads(done.stdout)] == [
        ("<stdin>", "RM015"),
        ("plan.yaml", "RM015"),
    ]


def test_measures_with_their_places_have_a_name_of_their_own(small: str) -> None:
    plan = roadmap.loads(small)
    with pytest.warns(DeprecationWarning, match=r"use plan\.located_measures\(\)"):
        old = list(plan.measures())
    assert old == list(plan.located_measures())
