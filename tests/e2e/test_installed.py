"""The project as people get it: from a checkout, installed for work on it, as a wheel, as a wheel from the sdist."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path
from typing import NamedTuple

import pytest
from support import PROJECT

DEPENDENCIES = sysconfig.get_path("purelib")

BUSES = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling>=1.25"]
build-backend = "hatchling.build"

[project]
name = "roadmap-buses"
version = "1"
dependencies = ["cooperation-roadmap"]

[project.entry-points."roadmap.areas"]
hovercraft = "roadmap_buses"
""",
    "roadmap_buses.py": '''\
from roadmap.areas import Area, area
from roadmap.model.fields import field

WORDS = {"ru": {"Seats": "Места", "Length": "Длина", "m": "м"}}


@area("hovercraft", words=WORDS)
class Hovercraft(Area):
    """Assembly of hovercraft."""

    seats: int | None = field("Seats", default=None, min=10, max=120)
    length: int | None = field("Length", default=None, unit="m")
''',
}


class Layout(NamedTuple):
    """One way in which the program is there: what runs it, and where its package is."""

    command: tuple[str, ...]
    package: Path
    search: str = ""

    def run(self, folder: Path, *arguments: str) -> str:
        """What a command prints that succeeds without a complaint."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "ROADMAP"))}
        done = subprocess.run(
            [*self.command, *arguments],
            cwd=folder,
            env={**kept, "PYTHONPATH": self.search},
            capture_output=True,
            check=False,
        )
        assert (done.returncode, done.stderr.decode()) == (0, "")
        return done.stdout.decode("utf-8")


def python(*arguments: str) -> None:
    """Run a module of this Python; shows what it said when it fails."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run([sys.executable, "-m", *arguments], env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def installed(folder: Path, *what: str) -> Layout:
    """A fresh environment with packages in it, which borrows the dependencies of this one."""
    venv.create(folder, symlinks=os.name != "nt")
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    inside = folder / (
        "Lib/site-packages" if os.name == "nt" else f"lib/python{sysconfig.get_python_version()}/site-packages"
    )
    python("pip", "--python", str(scripts / "python"), "install", "--quiet", "--no-deps", *what)
    (inside / "borrowed.pth").write_text(DEPENDENCIES, encoding="utf-8")
    return Layout((str(scripts / "roadmap"),), inside / "roadmap")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project without anything that is made from it."""
    copy = tmp_path_factory.mktemp("project") / "checkout"
    made = shutil.ignore_patterns(".*", "__pycache__", "*.mo", "build", "dist", "*.part")
    shutil.copytree(PROJECT, copy, ignore=made)
    if (PROJECT / ".gitignore").exists():
        shutil.copy(PROJECT / ".gitignore", copy)
    return copy


@pytest.fixture(scope="module")
def built(checkout: Path) -> Path:
    """The folder with the sdist, and the wheel that was built from it."""
    python("build", "--outdir", str(checkout.parent / "from-sdist"), str(checkout))
    return checkout.parent / "from-sdist"


@pytest.fixture(scope="module")
def wheel(checkout: Path) -> Path:
    """The wheel that was built from the checkout."""
    out = checkout.parent / "direct"
    python("build", "--wheel", "--outdir", str(out), str(checkout))
    (found,) = out.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def from_wheel(checkout: Path, wheel: Path) -> Layout:
    return installed(checkout.parent / "wheel", str(wheel))


@pytest.fixture(scope="module", params=["checkout", "editable", "wheel", "wheel from sdist"])
def layout(request: pytest.FixtureRequest, checkout: Path) -> Layout:
    match request.param:
        case "checkout":
            return Layout((sys.executable, "-m", "roadmap"), checkout / "roadmap", str(checkout))
        case "editable":
            copy = checkout.parent / "editable-checkout"
            shutil.copytree(checkout, copy)
            return installed(checkout.parent / "editable", "-e", str(copy))._replace(package=copy / "roadmap")
        case "wheel":
            found: Layout = request.getfixturevalue("from_wheel")
            return found
        case _:
            (wheel,) = request.getfixturevalue("built").glob("*.whl")
            return installed(checkout.parent / "sdist", str(wheel))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plans of the project, and nothing else of it."""
    found = tmp_path_factory.mktemp("plans")
    shutil.copytree(PROJECT / "plans", found / "plans")
    return found


@pytest.fixture(scope="module")
def with_buses(checkout: Path, wheel: Path) -> Layout:
    """The wheel, and beside it a package that adds a kind of area."""
    package = checkout.parent / "roadmap-buses"
    package.mkdir()
    for name, text in BUSES.items():
        (package / name).write_text(text, encoding="utf-8")
    return installed(checkout.parent / "hovercraft", str(wheel), str(package))


def test_the_program_runs_from_where_it_was_put(layout: Layout, folder: Path) -> None:
    found = layout.run(folder, "render", "plans/kazakhstan.yaml", "--templates", ".", "--format", "md")
    assert found.startswith("# ")
    python_of_layout = layout.command[0].replace("roadmap.exe", "python.exe").removesuffix("roadmap")
    interpreter = python_of_layout if len(layout.command) > 1 else python_of_layout + "python"
    asked = Layout((interpreter, "-c", "import roadmap; print(roadmap.__file__)"), layout.package, layout.search)
    assert Path(asked.run(folder).strip()).parent.samefile(layout.package)


@pytest.mark.parametrize("to", ["html", "md"])
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_layout_gives_the_same_document(
    layout: Layout, folder: Path, project: Path, language: str, to: str
) -> None:
    import roadmap

    said = layout.run(folder, "render", "plans/kazakhstan.yaml", "--format", to, "--lang", language)
    assert said == roadmap.render(roadmap.load(project / "plans" / "kazakhstan.yaml"), format=to, language=language)


def test_diagnostics_are_translated_in_every_layout(layout: Layout, folder: Path) -> None:
    said = layout.run(folder, "check", "plans/kazakhstan.yaml", "--ui-lang", "ru")
    assert said.startswith("1 план: 0 ошибок, ")


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_a_wheel_holds_what_the_program_needs(wheel: Path) -> None:
    templates = {f"roadmap/{file.relative_to(PROJECT).as_posix()}" for file in (PROJECT / "templates").rglob("*.*")}
    assert templates
    needed = {"roadmap/py.typed", "roadmap/i18n/locale/ru/LC_MESSAGES/roadmap.mo", *templates}
    assert needed - names(wheel) == set()


def test_a_wheel_holds_nothing_but_the_package(wheel: Path) -> None:
    strange = {name for name in names(wheel) if not name.startswith(("roadmap/", "cooperation_roadmap-"))}
    working = {name for name in names(wheel) if name.endswith((".po", ".pot", ".cache", "build_hook.py", "update.py"))}
    tests = {name for name in names(wheel) if "test" in name or "__pycache__" in name} - {"roadmap/testing.py"}
    assert strange | working | tests == set()


def test_the_wheel_from_the_sdist_is_that_from_the_checkout(wheel: Path, built: Path) -> None:
    (other,) = built.glob("*.whl")
    assert (other.name, names(other)) == (wheel.name, names(wheel))


def test_an_sdist_holds_what_tests_and_plans_need(built: Path) -> None:
    (sdist,) = built.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        inside = {name.partition("/")[2] for name in archive.getnames()}
    wanted = {"plans/kazakhstan.yaml", "tests/conftest.py", "LICENSE", "README.md", "tools/build_hook.py"}
    assert wanted - inside == set()
    assert {name for name in inside if name.endswith((".mo", ".pyc", ".cache"))} == set()


# A kind of area from another package


@pytest.fixture
def bus_plan(folder: Path, small: str) -> str:
    area = "  - kind: hovercraft\n    title: {en: Buses, ru: Автобусы}\n    seats: 45\n    length: 12\n"
    (folder / "buses.yaml").write_text(small + area, encoding="utf-8")
    return "buses.yaml"


def test_a_kind_of_an_installed_package_is_listed(with_buses: Layout, folder: Path) -> None:
    assert f"{'hovercraft':<20} Assembly of hovercraft." in with_buses.run(folder, "areas").splitlines()


def test_a_kind_of_an_installed_package_is_read_within_its_bounds(
    with_buses: Layout, folder: Path, bus_plan: str
) -> None:
    assert with_buses.run(folder, "check", bus_plan) == "1 plan: 0 errors, 0 warnings, 0 notes\n"
    assert f"{'seats: …':<60} # Seats; 10–120" in with_buses.run(folder, "areas", "hovercraft").splitlines()


@pytest.mark.parametrize(("language", "seats", "length"), [("ru", "Места", "Длина, м"), ("en", "Seats", "Length, m")])
def test_a_kind_of_an_installed_package_shows_its_labels_in_each_language(
    with_buses: Layout, folder: Path, bus_plan: str, language: str, seats: str, length: str
) -> None:
    text = with_buses.run(folder, "render", bus_plan, "--format", "md", "--lang", language)
    assert f"\n- {seats}: 45\u00a0◊\n" in text
    assert f"\n- {length}: 12\u00a0◊\n" in text
    page = with_buses.run(folder, "render", bus_plan, "--lang", language)
    assert f'<th scope="row">{seats}</th><td>45' in page


def test_without_the_package_its_kind_is_unknown(from_wheel: Layout, folder: Path) -> None:
    kinds = [line.split()[0] for line in from_wheel.run(folder, "areas").splitlines()]
    assert "cars" in kinds
    assert "hovercraft" not in kinds
