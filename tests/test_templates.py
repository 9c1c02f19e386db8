"""Templates of a house beside those of the project, and what is kept of them between runs."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest
from markupsafe import Markup, escape

import roadmap
from roadmap.documents import html, markdown
from roadmap.i18n.localized import ForeignText

PROJECT = Path(__file__).parents[1]
OWN = PROJECT / "templates"


@pytest.fixture
def plan(small: str) -> roadmap.Plan:
    return roadmap.loads(small)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A folder of templates without any."""
    (tmp_path / "house").mkdir()
    return tmp_path / "house"


def put(folder: Path, name: str, text: str) -> None:
    """A template in a folder."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


# In place of the project's


@pytest.mark.parametrize(("to", "name"), [("html", "html/signatures.html"), ("md", "markdown/trade.md")])
def test_a_house_template_stands_in_for_the_one_of_its_name_only(
    plan: roadmap.Plan, house: Path, to: str, name: str
) -> None:
    put(house, name, (OWN / name).read_text(encoding="utf-8") + "By order of the house.\n")
    usual, housed = roadmap.render(plan, format=to), roadmap.render(plan, format=to, templates=house)
    assert housed.count("By order of the house.\n") == 1
    assert housed.replace("By order of the house.\n", "") == usual


@pytest.mark.parametrize("to", ["html", "md"])
def test_a_house_without_templates_has_the_documents_of_the_project(plan: roadmap.Plan, house: Path, to: str) -> None:
    assert roadmap.render(plan, format=to, templates=house) == roadmap.render(plan, format=to)


def test_a_house_template_extends_the_one_of_the_project(plan: roadmap.Plan, house: Path) -> None:
    put(house, "markdown/document.md", "House{% block sources %}{% endblock %}")
    put(house, "html/document.html", '{% include "html/signatures.html" %}')
    assert roadmap.render(plan, format="md", templates=house) == "House\n"
    assert "Подписи" in roadmap.render(plan, format="html", templates=house)


def test_the_page_of_contents_comes_from_the_house_too(tmp_path: Path, house: Path, small: str) -> None:
    (tmp_path / "plan.yaml").write_text(small, encoding="utf-8")
    put(house, "html/index.html", "{% for entry in entries %}{{ entry.title }}{% endfor %}")
    roadmap.build([tmp_path / "plan.yaml"], output_dir=tmp_path / "out", templates=house)
    assert (tmp_path / "out" / "index.html").read_text(encoding="utf-8") == "Небольшая дорожная карта\n"


def test_the_folder_may_be_a_text_or_a_path(plan: roadmap.Plan, house: Path) -> None:
    put(house, "markdown/document.md", "House")
    for folder in (house, str(house)):
        assert roadmap.render(plan, format="md", templates=folder) == "House\n"


def test_a_house_template_that_was_edited_is_seen_at_once(plan: roadmap.Plan, house: Path) -> None:
    put(house, "markdown/document.md", "before")
    assert roadmap.render(plan, format="md", templates=house) == "before\n"
    put(house, "markdown/document.md", "after")
    os.utime(house / "markdown" / "document.md", (1, 1))
    assert roadmap.render(plan, format="md", templates=house) == "after\n"


def test_a_byte_order_mark_of_a_template_stays_out_of_the_document(plan: roadmap.Plan, house: Path) -> None:
    put(house, "markdown/document.md", "\ufeffHouse")
    assert roadmap.render(plan, format="md", templates=house) == "House\n"


def test_a_house_changes_one_block_of_the_projects_own_template(plan: roadmap.Plan, house: Path) -> None:
    put(
        house,
        "html/document.html",
        '{% extends "project/html/document.html" %}{% block foot %}By the house{% endblock %}',
    )
    put(house, "markdown/document.md", '{% extends "project/markdown/document.md" %}{% block trade %}{% endblock %}')
    usual, housed = roadmap.render(plan), roadmap.render(plan, templates=house)
    start, end = usual.index('<footer class="colophon">'), usual.index("</footer>\n") + len("</footer>\n")
    assert housed == usual[:start] + "By the house" + usual[end:]
    assert "Товарооборот" not in roadmap.render(plan, format="md", templates=house).partition("## ")[2]
    beside = roadmap.render(plan, format="html", language="ru+en", templates=house)
    assert beside == roadmap.render(plan, format="html", language="ru+en").replace(usual[start:end], "By the house")


def test_a_house_adds_to_a_part_of_the_project(plan: roadmap.Plan, house: Path) -> None:
    put(house, "html/signatures.html", '{% include "project/html/signatures.html" %}Stamp here\n')
    usual, housed = roadmap.render(plan), roadmap.render(plan, templates=house)
    assert housed.replace("Stamp here\n", "") == usual != housed


def test_a_template_that_leads_to_itself_is_told_the_name_of_the_projects_own(plan: roadmap.Plan, house: Path) -> None:
    put(house, "html/document.html", '\n{% extends "html/document.html" %}')
    with pytest.raises(roadmap.TemplateError, match=r"document\.html:2: .*; the project’s own template is project/…$"):
        roadmap.render(plan, templates=house)


# Wherever the program stands


def test_templates_in_the_current_folder_are_nothing_to_a_document(
    plan: roadmap.Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = roadmap.render(plan)
    put(tmp_path, "templates/html/document.html", "not asked for")
    put(tmp_path, "html/document.html", "not asked for")
    monkeypatch.chdir(tmp_path)
    assert roadmap.render(plan) == usual


def test_a_relative_folder_is_that_of_the_current_folder(
    plan: roadmap.Plan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for city in ("minsk", "bishkek"):
        put(tmp_path, f"{city}/house/markdown/document.md", city)
        os.utime(tmp_path / city / "house" / "markdown" / "document.md", (1, 1))
        monkeypatch.chdir(tmp_path / city)
        assert roadmap.render(plan, format="md", templates="house") == f"{city}\n"


# Not trusted


@pytest.mark.parametrize(
    "text",
    [
        "{{ document.__class__ }}",
        "{{ ().__class__.__mro__ }}",
        "{{ ''.__class__.__base__.__subclasses__() }}",
        "{{ _.__func__.__globals__ }}",
        "{{ _.__self__ }}",
        "{{ document.title.__len__() }}",
        "{% set list = [] %}{{ list.append(1) }}",
        "{% set table = {} %}{{ table.update(a=1) }}",
        "{{ '{0.__class__}'.format(document) }}",
        "{{ range(10 ** 9) }}",
    ],
)
@pytest.mark.parametrize(("to", "name"), [("html", "html/title.html"), ("md", "markdown/document.md")])
def test_a_house_template_gets_at_nothing_but_the_document(
    plan: roadmap.Plan, house: Path, to: str, name: str, text: str
) -> None:
    put(house, name, "\n" + text)
    with pytest.raises(roadmap.TemplateError, match=rf"{name}:2: .*(unsafe|not safely callable|too big)"):
        roadmap.render(plan, format=to, templates=house)


def test_a_house_template_cannot_change_what_it_is_handed(plan: roadmap.Plan, house: Path) -> None:
    usual = roadmap.render(plan, format="md")
    put(house, "markdown/document.md", "{% set document.title = 'mine' %}")
    with pytest.raises(
        roadmap.TemplateError, match=r"markdown/document\.md:1: template error: cannot assign attribute"
    ):
        roadmap.render(plan, format="md", templates=house)
    assert roadmap.render(plan, format="md") == usual


def test_files_outside_the_folders_of_templates_are_no_templates(plan: roadmap.Plan, house: Path) -> None:
    put(house.parent, "secret.txt", "secret")
    put(house, "markdown/document.md", '{% include "../secret.txt" %}')
    with pytest.raises(roadmap.TemplateError, match=r"document\.md:1: template “\.\./secret\.txt” not found"):
        roadmap.render(plan, format="md", templates=house)


@pytest.mark.parametrize(
    ("to", "name", "wanted"),
    [
        ("html", "html/document.html", "&lt;b&gt;A&lt;/b&gt; &amp; B\n"),
        ("md", "markdown/document.md", "\\<b\\>A\\</b\\> \\& B\n"),
    ],
)
def test_a_house_template_cannot_forget_to_escape(small: str, house: Path, to: str, name: str, wanted: str) -> None:
    put(house, name, "{{ document.title }}")
    plan = roadmap.loads(small.replace("{en: A small roadmap, ru: Небольшая дорожная карта}", '"<b>A</b> & B"'))
    assert roadmap.render(plan, format=to, templates=house) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "{{ document.title | safe }}",
        "{{ document.title | string | safe }}",
        "{{ document.title | upper | lower | title | safe }}",
        "{{ (document.title ~ '') | safe }}",
        "{{ [document.title] | join | safe }}",
        "{{ [document.title] | map('safe') | join }}",
        "{% filter safe %}{{ document.title }}{% endfilter %}",
        "{% set title %}{{ document.title }}{% endset %}{{ title | safe }}",
        "{% macro shown(title) %}{{ title | safe }}{% endmacro %}{{ shown(document.title) }}",
    ],
)
@pytest.mark.parametrize(("to", "name"), [("html", "html/document.html"), ("md", "markdown/document.md")])
def test_safe_does_not_make_markup_of_a_plans_text(small: str, house: Path, to: str, name: str, text: str) -> None:
    put(house, name, text)
    plan = roadmap.loads(small.replace("{en: A small roadmap, ru: Небольшая дорожная карта}", '"<B>A</B>"'))
    made = roadmap.render(plan, format=to, templates=house)
    assert made.casefold() == ("&lt;b&gt;a&lt;/b&gt;\n" if to == "html" else "\\<b\\>a\\</b\\>\n")


def test_a_house_template_cannot_switch_escaping_off(plan: roadmap.Plan, house: Path) -> None:
    put(house, "html/title.html", "\n{% autoescape false %}{{ document.title }}{% endautoescape %}")
    with pytest.raises(
        roadmap.TemplateError, match=r"html/title\.html:2: template error: autoescape is not allowed in these templates"
    ):
        roadmap.render(plan, templates=house)


TOO_MUCH = [
    "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
    "{% for a in range(100000) %}{% for b in range(100000) %}{{ a }}{% endfor %}{% endfor %}",
    "{% set text %}{% for a in range(100000) %}{% for b in range(1000) %}xx{% endfor %}{% endfor %}{% endset %}",
    "{% macro again(n) %}{{ again(n + 1) if n < 60 }}{{ again(n + 1) if n < 60 }}{% endmacro %}{{ again(0) }}",
    "{{ 'x' * 10 ** 9 }}",
    "{{ 10 ** 9 * [document.title] }}",
    "{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    "{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = '%s%s' % (n.x, n.x) %}{% endfor %}",
    "{% set n = namespace(x='x') %}{% for a in range(60) %}{% set n.x = [n.x, n.x] | join %}{% endfor %}",
    "{% set n = namespace(x=[1]) %}{% for a in range(60) %}{% set n.x = n.x + n.x %}{% endfor %}",
    "{% set n = namespace(x={}) %}{% for a in range(99999) %}{% set n.x = [n.x, range(99999) | list] %}{% endfor %}",
    "{{ '%999999999d' % 1 }}",
    "{{ '%(n)999999999d' % {'n': 1} }}",
    "{% set x = 'x' * 10 ** 6 %}{% set n = namespace(x=[]) %}{% for a in range(99999) %}{% set n.x = [x[1:], n.x] %}{% endfor %}",
]
FORBIDDEN = [
    ("{{ 9 ** (9 ** 9) }}", "a number too big"),
    ("{% set n = namespace(x=9) %}{% for a in range(60) %}{% set n.x = n.x * n.x %}{% endfor %}", "a number too big"),
    ("{{ '%*d' % (9, 1) }}", r"no \* in %"),
    ("{{ document }}", "a whole “Document”, not a text"),
    ("{{ [[document.title]] }}", "a whole “list”, not a text"),
    ("{{ [[document.title]] | join }}", "a whole “list”, not a text"),
    ("{{ [[document.title]] | string }}", "a whole “list”, not a text"),
    ("{{ [document.title] ~ '' }}", "a whole “list”, not a text"),
    ("{{ '%s' % [document.title] }}", "a whole “list”, not a text"),
    ("{{ document.title.center(10 ** 9) }}", "not safely callable"),
    ("{{ document.title.replace('', 'x') }}", "not safely callable"),
    ("{{ document.title | center(10 ** 9) }}", "No filter named 'center'"),
    ("{{ lipsum(10 ** 9) }}", "'lipsum' is undefined"),
    ("{% for a in [[]] recursive %}{{ loop(a) }}{% endfor %}", "a recursive loop is not allowed"),
]


@pytest.mark.parametrize("text", TOO_MUCH)
def test_a_house_template_without_end_is_ended(plan: roadmap.Plan, house: Path, text: str) -> None:
    put(house, "html/title.html", "\n" + text)
    with pytest.raises(
        roadmap.TemplateError, match=r"html/title\.html:2: template error: The template produces too much output"
    ):
        roadmap.render(plan, templates=house)


def test_a_template_that_includes_itself_again_and_again_is_ended(plan: roadmap.Plan, house: Path) -> None:
    put(house, "html/title.html", '{% for a in range(9) %}{% include "html/title.html" %}{% endfor %}')
    with pytest.raises(
        roadmap.TemplateError,
        match=r"html/title\.html:1: template error: [Tt]he template (produces too much output|includes itself)",
    ):
        roadmap.render(plan, templates=house)


@pytest.mark.parametrize(("text", "said"), FORBIDDEN)
def test_what_could_make_much_of_little_is_refused(plan: roadmap.Plan, house: Path, text: str, said: str) -> None:
    put(house, "html/title.html", "\n" + text)
    with pytest.raises(roadmap.TemplateError, match=f"html/title.html:2: .*{said}"):
        roadmap.render(plan, templates=house)


def test_what_a_document_may_spend_is_its_own(plan: roadmap.Plan, house: Path) -> None:
    put(house, "markdown/document.md", "{% for a in range(100000) %}{% for b in range(6) %}{% endfor %}{% endfor %}a ")
    assert [roadmap.render(plan, format="md", templates=house) for _again in range(3)] == ["a \n"] * 3


def test_a_refusal_by_the_sandbox_can_be_said_in_any_language(plan: roadmap.Plan, house: Path) -> None:
    put(house, "markdown/document.md", "{{ document }}")
    with pytest.raises(roadmap.TemplateError) as refused:
        roadmap.render(plan, format="md", templates=house)
    assert refused.value.text.translated(lambda text: "здесь" if text.startswith("This is") else text).endswith(
        ": здесь"
    )


# Printed by one call


@pytest.mark.parametrize("to", [html, markdown], ids=["html", "md"])
@pytest.mark.parametrize(
    "value", ["a <b> & 'c' *d*", "x" * 300 + "<", 2027, Decimal("2.5"), Markup("<i>"), ForeignText("<", "de"), None]
)
def test_the_projects_templates_print_a_value_as_jinja_would(to: ModuleType, value: object) -> None:
    assert to.printed(value) == str(escape(to.finalize(value)))


# Compiled once


def run(folder: Path, bytecode: Path, **own: str) -> bytes:
    """The document that a new process makes of `plan.yaml`, its bytecode being kept in a folder of its own."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ROADMAP"))}
    environment = {**kept, "PYTHONPATH": str(PROJECT), "PYTHONPYCACHEPREFIX": str(bytecode), **own}
    command = [sys.executable, "-m", "roadmap", "render", "plan.yaml"]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")
    return done.stdout


def caches(bytecode: Path) -> list[Path]:
    return sorted(bytecode.rglob("*.cache"))


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Path, Path, bytes]:
    """A folder with a plan, the folder of a first run's bytecode, and the document of that run."""
    folder = tmp_path_factory.mktemp("compiled")
    plan = roadmap.load(PROJECT / "plans" / "kazakhstan.yaml")
    (folder / "plan.yaml").write_text(roadmap.dumps(plan), encoding="utf-8")
    return folder, folder / "bytecode", run(folder, folder / "bytecode")


def test_compiled_templates_are_kept_beside_the_bytecode_of_their_module_and_nowhere_else(
    compiled: tuple[Path, Path, bytes],
) -> None:
    folder, bytecode, _document = compiled
    assert len(caches(bytecode)) > 5
    (module,) = bytecode.rglob("documents/environment.*.pyc")
    assert {file.parent for file in caches(bytecode)} == {module.parent}
    assert {file.suffix for file in bytecode.rglob("*") if file.is_file()} == {".pyc", ".cache"}
    assert {file.name for file in folder.iterdir()} == {"plan.yaml", "bytecode"}


def test_a_run_with_compiled_templates_gives_the_same_document(compiled: tuple[Path, Path, bytes]) -> None:
    folder, bytecode, document = compiled
    before = {file: file.stat().st_mtime_ns for file in caches(bytecode)}
    assert run(folder, bytecode) == document
    assert {file: file.stat().st_mtime_ns for file in caches(bytecode)} == before


@pytest.mark.parametrize("left", [0, 20, 60, 500])
def test_a_damaged_compiled_template_is_made_anew(compiled: tuple[Path, Path, bytes], left: int) -> None:
    folder, bytecode, document = compiled
    whole = {file: file.stat().st_size for file in caches(bytecode)}
    for file in whole:
        os.truncate(file, left)
    assert run(folder, bytecode) == document
    assert {file: file.stat().st_size for file in caches(bytecode)} == whole


def test_where_nothing_can_be_kept_a_document_is_made_all_the_same(
    compiled: tuple[Path, Path, bytes], tmp_path: Path
) -> None:
    folder, _bytecode, document = compiled
    (tmp_path / "file").write_bytes(b"")
    assert run(folder, tmp_path / "file") == document
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_where_python_keeps_no_bytecode_no_compiled_template_is_kept(
    compiled: tuple[Path, Path, bytes], tmp_path: Path
) -> None:
    folder, _bytecode, document = compiled
    assert run(folder, tmp_path, PYTHONDONTWRITEBYTECODE="1") == document
    assert list(tmp_path.iterdir()) == []


def test_house_templates_are_not_kept_compiled(
    plan: roadmap.Plan, house: Path, compiled: tuple[Path, Path, bytes]
) -> None:
    put(house, "markdown/document.md", "House")
    roadmap.render(plan, format="md", templates=house)
    assert [file.relative_to(house).as_posix() for file in house.rglob("*") if file.is_file()] == [
        "markdown/document.md"
    ]
