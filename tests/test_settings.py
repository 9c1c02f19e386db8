"""What a house settles once, and the project's templates for it to begin with: `roadmap.toml`, `roadmap templates`."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from support import Run, decoded

import roadmap
from roadmap.building import cache
from roadmap.cli import config
from roadmap.documents import FORMATS
from roadmap.documents.template_store import list_templates
from roadmap.documents.views import models, overviews
from roadmap.documents.views.charts import Bar, Chart, Column, Columns
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES, load_catalog

PROJECT = Path(__file__).parents[1]
Call = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(run: Run) -> Call:
    """Run the command line; its output is text."""
    return lambda *arguments, **own: decoded(run(*arguments, **own))


def made(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir() if file.name != cache.FILE}


@pytest.fixture
def folder(tmp_path: Path, small: str) -> Path:
    """A house with `plans/small.yaml`."""
    (tmp_path / "house" / "plans").mkdir(parents=True)
    (tmp_path / "house" / "plans" / "small.yaml").write_text(small, encoding="utf-8")
    return tmp_path / "house"


def settle(folder: Path, text: str) -> None:
    (folder / "roadmap.toml").write_text(text, encoding="utf-8")


# What the file says holds


def test_what_the_file_settles_holds_for_build(run: Call, folder: Path) -> None:
    (folder / "plans").rename(folder / "karty")
    settle(
        folder,
        'plans = ["karty/small.yaml"]\nformat = ["md"]\nlang = ["en", "ru+en"]\nout = "papers"\nui-lang = "ru"\n',
    )
    done = run(folder, "build")
    assert (done.returncode, done.stdout, done.stderr) == (0, "файлов записано в papers: 6\n", "")
    assert made(folder / "papers") == {"by-kg-small.en.md", "by-kg-small.ru+en.md"} | {
        "index.html",
        "index.md",
        "index-ru.html",
        "index-ru.md",
    }


def test_the_command_line_wins_over_the_file(run: Call, folder: Path) -> None:
    settle(
        folder,
        'format = ["md"]\nlang = ["en"]\nout = "papers"\nui-lang = "ru"\nplans = ["nowhere"]\ntemplates = "nowhere"\n',
    )
    options = ("--format", "html", "--lang", "ru", "--out", "there", "--ui-lang", "en", "--templates", ".")
    done = run(folder, "build", "plans", *options)
    assert (done.returncode, done.stdout, done.stderr) == (0, "files written to there: 2\n", "")
    assert made(folder / "there") == {"by-kg-small.ru.html", "index.html"}


def test_the_readers_own_language_wins_over_that_of_the_house(run: Call, folder: Path) -> None:
    settle(folder, 'ui-lang = "ru"\n')
    assert run(folder, "check").stdout.startswith("1 план: ")
    assert run(folder, "check", LANG="en_GB.UTF-8").stdout.startswith("1 план: ")
    assert run(folder, "check", ROADMAP_UI_LANG="en").stdout.startswith("1 plan: ")
    assert run(folder, "check", "--ui-lang", "en").stdout.startswith("1 plan: ")
    assert run(folder, "--help").stdout.startswith("использование: ")


def test_templates_hold_for_build_and_render_and_are_relative_to_the_file(run: Call, folder: Path) -> None:
    (folder / "own" / "markdown").mkdir(parents=True)
    (folder / "own" / "markdown" / "document.md").write_text("House", encoding="utf-8")
    settle(folder, 'templates = "own"\nout = "papers"\n')
    (folder.parent / "elsewhere").mkdir()
    for where, plan in ((folder, "plans/small.yaml"), (folder.parent / "elsewhere", "../house/plans/small.yaml")):
        assert run(where, "render", plan, "--format", "md").stdout == "House\n"
        assert run(where, "build", plan, "--format", "md", "--lang", "ru").returncode == 0
        assert (folder / "papers" / "by-kg-small.ru.md").read_text(encoding="utf-8") == "House\n"
        (folder / "papers" / "by-kg-small.ru.md").unlink()
    assert list((folder.parent / "elsewhere").iterdir()) == []


@pytest.mark.parametrize(
    ("where", "plans", "found"),
    [
        (".", "plans", True),
        (".", "plans/small.yaml", True),
        ("plans", "small.yaml", True),
        ("plans", ".", True),
        ("..", "house/plans", True),
        ("..", "house/plans/small.yaml", True),
        ("plans/deep", "../small.yaml", True),
        ("..", "house", False),
        ("..", "house/plans/deep", False),
        ("..", "house/plans/deep/other.yaml", False),
    ],
)
def test_the_file_is_that_of_the_current_folder_or_beside_the_plans(
    run: Call, folder: Path, small: str, where: str, plans: str, found: bool
) -> None:
    (folder / "plans" / "deep").mkdir()
    (folder / "plans" / "deep" / "other.yaml").write_text(small, encoding="utf-8")
    (folder / "other.yaml").write_text(small, encoding="utf-8")
    settle(folder, 'ui-lang = "ru"\n')
    assert run(folder / where, "check", plans).stdout.startswith("1 план: " if found else "1 plan: ")


def test_the_file_of_the_current_folder_goes_before_that_beside_the_plans(run: Call, folder: Path) -> None:
    settle(folder, 'ui-lang = "ru"\n')
    settle(folder.parent, 'ui-lang = "en"\n')
    assert run(folder.parent, "check", "house/plans").stdout.startswith("1 plan: ")


def test_the_library_reads_no_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settle(folder, 'format = ["md"]\nlang = ["en"]\ntemplates = "nowhere"\nwrong = 1\n')
    monkeypatch.chdir(folder)
    roadmap.build(["plans"], output_dir="out")
    assert made(folder / "out") == {f"by-kg-small.{it}" for it in ("ru.html", "ru.md", "en.html", "en.md")} | {
        f"{name}.{to}" for name in ("index", "index-en") for to in ("html", "md")
    }


# What is wrong in it


WRONG = """\
# a remark
template = "own"
format = ["html", "htm", "sms"]
lang = "ru"
"out" = 5
plans = []
ui-lang = "rus"
[tables]
a = 1
"""


def test_all_that_is_wrong_is_told_at_once_with_its_line(run: Call, folder: Path) -> None:
    settle(folder, WRONG)
    done = run(folder, "build")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "roadmap: roadmap.toml:2: unknown key “template”. Did you mean “templates”?",
        "roadmap: roadmap.toml:3: invalid value “htm” for “format”. Did you mean “html”?",
        "roadmap: roadmap.toml:3: invalid value “sms” for “format”. Allowed here: docx, html, md, pdf.",
        'roadmap: roadmap.toml:4: invalid value for “lang”; expected: lang = ["ru", "en"]',
        'roadmap: roadmap.toml:5: invalid value for “out”; expected: out = "papers"',
        'roadmap: roadmap.toml:6: invalid value for “plans”; expected: plans = ["plans"]',
        "roadmap: roadmap.toml:7: invalid value “rus” for “ui-lang”. Did you mean “ru”?",
        "roadmap: roadmap.toml:8: unknown key “tables”. Allowed here: format, lang, out, plans, templates, ui-lang.",
    ]
    assert made(folder) == {"plans", "roadmap.toml"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"format = html\n", 'roadmap.toml:1:10: invalid TOML; expected a line like: out = "papers"'),
        (b'out = "a"\nout = "b"\n', 'roadmap.toml:2:10: invalid TOML; expected a line like: out = "papers"'),
        (
            b"\xef\xbb\xbfmessages = 'en'\nout\n",
            'roadmap.toml:2:4: invalid TOML; expected a line like: out = "papers"',
        ),
        ("# дом\nout = 'дом'\n".encode("cp1251"), "roadmap.toml:1: not valid UTF-8; save the file as UTF-8"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(run: Call, folder: Path, content: bytes, said: str) -> None:
    (folder / "roadmap.toml").write_bytes(content)
    done = run(folder, "check")
    assert (done.returncode, done.stdout, done.stderr.splitlines()) == (2, "", [f"roadmap: {said}"])


def test_an_empty_file_settles_nothing(run: Call, folder: Path) -> None:
    settle(folder, "")
    assert run(folder, "build").stdout == "files written to build: 8\n"


def test_what_is_wrong_is_told_in_the_readers_language(run: Call, folder: Path) -> None:
    settle(folder, 'ui-lang = "ru"\n' + WRONG.replace("ui-lang", "ui-lnag"))
    said = run(folder, "build").stderr.splitlines()
    assert len(said) == 8
    assert all(re.search("[а-я]{4}", line) for line in said)
    settle(folder, "format = html\n")
    assert re.search("[а-я]{4}", run(folder, "build", LANG="ru_RU.UTF-8").stderr)


def test_help_is_there_whatever_is_wrong_in_the_file(run: Call, folder: Path) -> None:
    settle(folder, WRONG)
    assert (run(folder, "build", "--help").returncode, run(folder, "--version").returncode) == (0, 0)


# Declared once


def test_the_formats_of_the_settings_are_those_of_the_documents() -> None:
    assert set(config.FORMATS) == set(FORMATS)


def test_every_key_is_an_option_of_its_name_with_the_help_of_its_declaration(run: Call, tmp_path: Path) -> None:
    said = " ".join(run(tmp_path, "build", "--help", COLUMNS="1000").stdout.split())
    for key, text in config.option_help(str).items():
        assert text in said
        assert f"--{key} " in said or key == "plans"


def test_the_settings_that_the_guide_shows_are_all_there_are(tmp_path: Path) -> None:
    guide = (PROJECT / "docs" / "clerks.md").read_text(encoding="utf-8")
    shown = re.findall(r"^\| `([\w-]+ = .*)` \|", guide, re.MULTILINE)
    settle(tmp_path, "\n".join(shown))
    settled, mistakes, warnings = config.read(tmp_path / "roadmap.toml")
    assert (set(settled), mistakes, warnings) == (set(config.option_help(str)), [], [])


# Templates to begin with


def test_every_template_is_listed_with_what_it_is() -> None:
    own = PROJECT / "templates"
    files = {
        file.relative_to(own).as_posix() for file in own.rglob("*") if file.is_file() and "fonts" not in file.parts
    }
    assert set(list_templates()) == files
    assert all(list_templates().values())


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES[1:])
def test_the_list_of_templates_is_in_the_readers_language(run: Call, tmp_path: Path, language: str) -> None:
    lines = run(tmp_path, "templates", "--ui-lang", language).stdout.splitlines()
    said = load_catalog(language).gettext
    assert lines == [f"{name:<24} {said(about)}" for name, about in list_templates().items()]


def test_with_a_copy_of_all_templates_every_document_stays_the_same(run: Call, folder: Path) -> None:
    done = run(folder, "templates", "copy")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        f"templates copied to own-templates: {len(list_templates())}",
        'to use them, write in roadmap.toml: templates = "own-templates"',
    ]
    assert {
        file.relative_to(folder / "own-templates").as_posix() for file in (folder / "own-templates").rglob("*.*")
    } == set(list_templates())
    formats = ",".join(FORMATS)
    usual = run(folder, "build", "--format", formats, "--lang", "ru,en,ru+en", "--out", "usual")
    settle(folder, done.stdout.splitlines()[-1].partition(": ")[2] + "\n")
    housed = run(folder, "build", "--format", formats, "--lang", "ru,en,ru+en", "--out", "housed")
    assert (usual.returncode, housed.returncode, housed.stderr) == (0, 0, "")
    for name in made(folder / "usual"):
        assert (folder / "housed" / name).read_bytes() == (folder / "usual" / name).read_bytes(), name
    assert len(made(folder / "housed")) == 3 * len(FORMATS) + 4


def test_a_copy_may_be_of_some_templates_and_overwrites_nothing(run: Call, folder: Path) -> None:
    (folder / "own" / "html").mkdir(parents=True)
    (folder / "own" / "html" / "title.html").write_text("mine", encoding="utf-8")
    done = run(folder, "templates", "copy", "own", "html/title.html", "markdown")
    names = [name for name in list_templates() if name.startswith("markdown/")]
    assert done.stdout.splitlines() == [
        f"{os.path.join('own', 'html/title.html')} already exists; left unchanged",
        f"templates copied to own: {len(names)}",
        'to use them, write in roadmap.toml: templates = "own"',
    ]
    assert (folder / "own" / "html" / "title.html").read_text(encoding="utf-8") == "mine"
    files = {file.relative_to(folder / "own").as_posix() for file in (folder / "own").rglob("*.*")}
    assert files == {"html/title.html", *names}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("own", "html/titel.html"), "unknown template “html/titel.html”. Did you mean “html/title.html”?"),
        (("own", "htm"), "unknown template “htm”. Did you mean “html”?"),
        (
            ("html/title.html",),
            "“html/title.html” is a template; name the folder before it: roadmap templates copy own-templates html/title.html",
        ),
        (("plans/small.yaml",), "plans/small.yaml"),
    ],
)
def test_a_copy_that_cannot_be_is_refused_in_one_line(
    run: Call, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(folder, "templates", "copy", *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"roadmap: {said}")
    assert made(folder) == {"plans"}


# What templates can use is written down


SECTIONS = dict(
    re.findall(r"^### (\w+)\n(.*?)(?=^#|\Z)", (PROJECT / "templates" / "README.md").read_text("utf-8"), re.M | re.S)
)
VIEWS = [
    *(getattr(module, name) for module in (models, overviews) for name in module.__all__),
    Chart,
    Bar,
    Columns,
    Column,
]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)
def test_every_field_of_a_view_is_written_down_and_no_other(view: type) -> None:
    fields: tuple[str, ...] = view._fields  # type: ignore[attr-defined]
    assert tuple(re.findall(r"^- `(\w+)`: \S", SECTIONS[view.__name__], re.MULTILINE)) == fields


def test_no_section_is_of_a_view_that_is_gone() -> None:
    assert set(SECTIONS) == {view.__name__ for view in VIEWS}


def test_blocks_and_filters_are_written_down() -> None:
    from roadmap.documents.sandbox import FILTERS_FOR_TEXTS, GLOBALS, OTHER_FILTERS

    text = (PROJECT / "templates" / "README.md").read_text(encoding="utf-8")
    sources = [
        (PROJECT / "templates" / name).read_text("utf-8") for name in ("html/document.html", "markdown/document.md")
    ]
    blocks = {block for source in sources for block in re.findall(r"{% block (\w+) %}", source)}
    filters = {*FILTERS_FOR_TEXTS, *OTHER_FILTERS} - {"e", "d"}
    assert {name for name in {*blocks, *filters, *GLOBALS} if f"`{name}`" not in text} == set()
