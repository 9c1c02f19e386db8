"""How the package is built: which room may import which, seen in every form of import, and what the pure rooms may use."""

import ast
from collections.abc import Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

ORDER: tuple[str | tuple[str, ...], ...] = (
    "_version",
    "i18n.message",
    "errors",
    "system",
    "model",
    "areas",
    "diagnostics",
    "analysis",
    "i18n",
    "suggestions",
    "values",
    "testing",
    "rules",
    "reading",
    "editing",
    ("documents", "exchange", "reference"),
    "building",
    "api",
    "__init__",
    "cli",
    "__main__",
)
"""The rooms, folders or single modules. Each imports only what stands before it; rooms in one bracket do not know each other.

One module does not stand beside the others of its folder: all that speaks to people needs messages."""

LOOSE = {"__init__", "__main__", "_version", "api", "errors", "testing"}
"""The modules outside any folder: what Python looks for by its name, and what a reader does."""

INSIDE_FUNCTIONS = {
    (
        "building.builder",
        "building.pool",
    ): "few builds start other processes, and `multiprocessing` takes long to import",
    ("documents.environment", "documents.sandbox"): "only templates of a house run in it",
    ("documents.environment", "documents.views.index"): "a single document has no index",
    ("documents.environment", "documents.html"): "the format decides which of the two is imported",
    ("documents.environment", "documents.markdown"): "the format decides which of the two is imported",
    ("i18n.catalog", "i18n.compile"): "an installed package has compiled catalogues, and does without Babel for them",
    ("reading.reader", "reading.mistakes"): "a sound plan needs no words for mistakes",
    ("reading.reader", "reading.recovery"): "a sound plan has no syntax errors",
    ("values.dates", "suggestions.dates"): "a sound plan has no misspelt dates, and its patterns take long to compile",
}
"""Where a function imports a module of the package, and why. The command line imports in its functions freely: it has to start
at once, whatever it is to do."""

PURE = ("model", "areas", "rules", "analysis")
"""Rooms without input and output."""

FORBIDDEN = {
    *("os", "io", "pathlib", "time", "locale", "random", "subprocess"),
    *("yaml", "jinja2", "cattrs", "babel", "gettext"),
}
"""What the pure rooms do not import."""


class Import(NamedTuple):
    """One import of a module of the package.

    module, target: dotted names below the package; "reading.__init__" is the package `reading` itself.
    function: where the import stands; empty at the top level of the module.
    """

    module: str
    target: str
    line: int
    function: str

    def __str__(self) -> str:
        return f"{self.module}:{self.line} imports {self.target}"


def find_imports(package: Path) -> list[Import]:
    """Every import within a package, in whichever form: of modules, names, relative, for types only, by `import_module`."""
    return [
        Import(_name(package, file), target, line, function)
        for file in sorted(package.rglob("*.py"))
        for target, line, function in _Finder(package, file).found()
    ]


def _name(package: Path, file: Path) -> str:
    return ".".join(file.relative_to(package).with_suffix("").parts)


class _Finder(ast.NodeVisitor):
    """Looks for imports in one file."""

    def __init__(self, package: Path, file: Path) -> None:
        self.package, self.file = package, file
        self.targets: list[tuple[str, int, str]] = []
        self.functions: list[str] = []

    def found(self) -> list[tuple[str, int, str]]:
        self.visit(ast.parse(self.file.read_text(encoding="utf-8")))
        return self.targets

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.add(alias.name.split("."), node)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        base = node.module.split(".") if node.module else []
        if node.level:
            here = [self.package.name, *self.file.relative_to(self.package).parts]
            base = here[: -node.level] + base
        for alias in node.names:
            if not self.add([*base, alias.name], node):
                self.add(base, node)

    def visit_Call(self, node: ast.Call) -> None:
        if ast.unparse(node.func).endswith(("import_module", "__import__")):
            for part in (part for argument in node.args for part in ast.walk(argument)):
                if isinstance(part, ast.Constant) and isinstance(part.value, str):
                    self.add(part.value.rstrip(".").split("."), node)  # also the beginning of f"roadmap.{name}"
        self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self.functions.append(node.name)
        self.generic_visit(node)
        self.functions.pop()

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - named by `ast`

    def add(self, parts: Sequence[str], node: ast.stmt | ast.expr) -> bool:
        """Note an import, if the name leads to a module of the package."""
        if not parts or parts[0] != self.package.name:
            return False
        place = self.package.joinpath(*parts[1:])
        for file in (place.with_suffix(".py"), place / "__init__.py"):
            if file.exists():
                target = (_name(self.package, file), node.lineno, ".".join(self.functions))
                if target not in self.targets and file != self.file:
                    self.targets.append(target)
                return True
        return False


def out_of_order(imports: Sequence[Import], order: Sequence[str | tuple[str, ...]]) -> list[str]:
    """The imports of a room that does not stand before the own."""
    places = {room: n for n, rooms in enumerate(order) for room in ((rooms,) if isinstance(rooms, str) else rooms)}

    def room_of(module: str) -> str:
        parts = module.split(".")
        names = [".".join(parts[:n]) for n in range(len(parts), 0, -1)]
        return next((name for name in names if name in places), module)

    wrong = [
        f"{module} is in no room" for module in sorted({i.module for i in imports}) if room_of(module) not in places
    ]
    for each in imports:
        room, used = room_of(each.module), room_of(each.target)
        if used != room and places.get(used, -1) >= places.get(room, len(order)):
            wrong.append(str(each))
    return wrong


def find_circle(imports: Sequence[Import]) -> list[str]:
    """Modules that import each other in a circle; none if there is no such circle."""
    graph: dict[str, set[str]] = {}
    for each in imports:
        graph.setdefault(each.module, set()).add(each.target)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def hidden(imports: Sequence[Import], allowed: Mapping[tuple[str, str], str]) -> list[str]:
    """The imports inside functions that are not allowed, and the permissions that nothing needs."""
    inside = [each for each in imports if each.function and not _free(each.module)]
    needed = {(each.module, each.target) for each in inside}
    wrong = [f"{each} in {each.function}" for each in inside if (each.module, each.target) not in allowed]
    return wrong + [
        f"{module} does not import {target} in a function"
        for module, target in allowed
        if (module, target) not in needed
    ]


def _free(module: str) -> bool:
    return module.split(".")[0] == "cli" or module.split(".")[-1] == "__init__"


# The package


@pytest.fixture(scope="module")
def imports(project: Path) -> list[Import]:
    return find_imports(project / "roadmap")


def test_each_room_imports_only_the_rooms_before_it(imports: list[Import]) -> None:
    assert out_of_order(imports, ORDER) == []


def test_no_files_import_each_other_in_a_circle(imports: list[Import]) -> None:
    """The table of public names in `__init__` is left out: it imports each name only when the name is used."""
    assert find_circle([each for each in imports if each.module != "__init__"]) == []


def test_functions_import_modules_only_where_the_table_gives_a_reason(imports: list[Import]) -> None:
    assert hidden(imports, INSIDE_FUNCTIONS) == []
    assert len(INSIDE_FUNCTIONS) <= 12


def test_only_modules_that_are_looked_for_by_name_stand_outside_the_folders(project: Path) -> None:
    assert {file.stem for file in (project / "roadmap").glob("*.py")} <= LOOSE


@pytest.mark.parametrize("room", PURE)
def test_model_areas_rules_and_analysis_do_no_input_or_output(room: str, project: Path) -> None:
    allowed = {"pathlib", "os"} if room == "areas" else set()  # looks for the files of its own package
    files = list((project / "roadmap" / room).rglob("*.py"))
    assert files
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found = {str(name).partition(".")[0] for name in names} & FORBIDDEN - allowed
            assert not found, f"{file.name}: {found}"
            assert not (isinstance(node, ast.Name) and node.id in ("open", "print", "float")), file.name


# The functions above, on packages made for them


def made(folder: Path, **files: str) -> Path:
    """A package of two rooms, `low` and `high`; `low__a` names the file `low/a.py`."""
    package = folder / "package"
    for name in ("__init__", "low____init__", "low__a", "low__b", "high____init__", "high__c"):
        file = package / f"{name.replace('__', '/', 1) if not name.startswith('__') else name}.py"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(files.get(name, ""), encoding="utf-8")
    return package


FORMS = {
    "import package.high.c": "high.c",
    "import package.high.c as c": "high.c",
    "from package.high import c": "high.c",
    "from package.high.c import name": "high.c",
    "from package.high import name": "high.__init__",
    "from package import high": "high.__init__",
    "import package.high": "high.__init__",
    "import os, package.high": "high.__init__",
    "from package.high import *": "high.__init__",
    "from ..high import c": "high.c",
    "from .. import high": "high.__init__",
    "from ..high.c import name": "high.c",
    "def function():\n    from package.high import c": "high.c",
    "async def function():\n    import package.high.c": "high.c",
    "class Class:\n    from package.high import c": "high.c",
    "if TYPE_CHECKING:\n    from package.high import c": "high.c",
    "try:\n    import package.high.c\nexcept ImportError:\n    pass": "high.c",
    "import_module('package.high.c')": "high.c",
    "found = importlib.import_module('package.high.c').name": "high.c",
    "importlib.import_module(f'package.high.{name}')": "high.__init__",
    "import_module('package.high.c' if name else 'package.low.b')": "high.c",
    "__import__('package.high.c')": "high.c",
}
"""Imports of a later room, in every form, with the file that each leads to."""


@pytest.mark.parametrize("form", FORMS)
def test_an_import_of_a_later_room_is_found_in_every_form(form: str, tmp_path: Path) -> None:
    found = find_imports(made(tmp_path, low__a=f"import os\n{form}\n"))
    assert FORMS[form] in {each.target for each in found}
    assert len(out_of_order(found, ("low", "high", "__init__"))) == 1
    assert out_of_order(found, ("high", "low", "__init__")) == []


def test_rooms_in_one_bracket_do_not_know_each_other(tmp_path: Path) -> None:
    found = find_imports(made(tmp_path, low__a="from package.high import c\n", high__c="import package.low.b\n"))
    assert len(out_of_order(found, (("low", "high"), "__init__"))) == 2


def test_the_package_itself_is_a_room_and_a_module_can_be_one(tmp_path: Path) -> None:
    found = find_imports(
        made(tmp_path, low__a="from package import name\n", low__b="from package.high.c import name\n")
    )
    assert out_of_order(found, ("high.c", "low", "high", "__init__")) == ["low.a:1 imports __init__"]


def test_a_module_that_imports_and_is_in_no_room_is_found(tmp_path: Path) -> None:
    found = find_imports(made(tmp_path, high__c="from package.low import b\n"))
    assert "high.c is in no room" in out_of_order(found, ("low",))


@pytest.mark.parametrize("form", ["from package.low import a", "def function():\n    import package.low.a"])
def test_a_circle_is_found(form: str, tmp_path: Path) -> None:
    found = find_imports(made(tmp_path, low__a="from package.low import b\n", low__b=f"{form}\n"))
    assert set(find_circle(found)) == {"low.a", "low.b"}
    assert find_circle(found[:1]) == []


def test_an_import_in_a_function_needs_a_permission_and_a_permission_an_import(tmp_path: Path) -> None:
    inside = "class Class:\n    def function(self):\n        from package.low import b\n"
    found = find_imports(made(tmp_path, low__a=inside, low____init__=inside, low__b="from package.high import c\n"))
    assert hidden(found, {}) == ["low.a:3 imports low.b in function"]
    assert hidden(found, {("low.a", "low.b"): "a reason"}) == []
    assert hidden(found, {("low.a", "low.b"): "a reason", ("low.b", "high.c"): "a reason"}) == [
        "low.b does not import high.c in a function"
    ]
