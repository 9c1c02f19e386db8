"""What `import roadmap` gives: its names, and exceptions that one `except` catches."""

import ast
import copy
import pickle
import pkgutil
from importlib import import_module
from inspect import getmembers, isclass
from pathlib import Path

import pytest

import roadmap
from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.errors import CellError, FieldError, RoadmapError
from roadmap.i18n.message import message

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(roadmap.__path__, "roadmap.") if "__main__" not in module.name
)
EXCEPTIONS = sorted(
    {
        cls
        for name in MODULES
        for _name, cls in getmembers(import_module(name), isclass)
        if issubclass(cls, Exception) and cls.__module__ == name and not cls.__name__.startswith("_")
    },
    key=lambda cls: cls.__name__,
)


def test_type_checkers_see_the_names_that_the_table_has() -> None:
    tree = ast.parse(Path(roadmap.__file__).read_text(encoding="utf-8"))
    block = next(node for node in tree.body if isinstance(node, ast.If))
    seen = {
        (node.module, alias.name, alias.asname)
        for node in block.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    assert seen == {(module, name, name) for module, names in roadmap._NAMES.items() for name in names}
    assert sorted(roadmap.__all__) == sorted(["__version__", *roadmap._HOMES])


@pytest.mark.parametrize("name", roadmap.__all__)
def test_each_public_name_leads_to_what_its_module_has(name: str) -> None:
    value = getattr(roadmap, name)
    assert name == "__version__" or value is getattr(import_module(roadmap._HOMES[name]), name)


@pytest.mark.parametrize("cls", EXCEPTIONS, ids=lambda cls: cls.__name__)
def test_each_exception_is_public_and_has_the_common_base(cls: type[Exception]) -> None:
    assert issubclass(cls, RoadmapError)
    assert getattr(roadmap, cls.__name__) is cls
    assert cls.__name__.endswith(("Error", "Errors"))


SENTENCE = message("%(n)s is too large.", n=7)
MISTAKE = FieldError("RM007", SENTENCE, lambda: message("Write less."), within=("en",), of="key")
ARGUMENTS: dict[str, tuple[object, ...]] = {
    "CycleError": (["A", "B", "A"],),
    "FieldError": ("RM007", SENTENCE, lambda: message("Write less.")),
    "FieldErrors": ([MISTAKE],),
    "ImportRejectedError": (SENTENCE, (CellError("Measures!H12", SENTENCE, SENTENCE),)),
    "MissingExtraError": (["pdf"], "pip install"),
    "PlanError": ([Diagnostic(code="RM007", text=SENTENCE)], [Path("a.html")], {"a.yaml": "id: a"}),
    "RoadmapError": (),
    "UnknownAreaError": ("boats",),
    "UnknownExportError": ("doc", ["csv"]),
    "UnknownFormatError": ("doc", ["html"]),
    "UnknownLanguageError": ("xx", ["en"]),
    "UnsafeEditError": (("areas", 0),),
    "WholePlanOnlyError": ("json", ["csv"]),
    "WorkerLostError": (),
}
"""What makes one of each exception, where that is not a sentence alone."""


@pytest.mark.parametrize("cls", EXCEPTIONS, ids=lambda cls: cls.__name__)
def test_exceptions_can_be_copied_and_sent_to_another_process(cls: type[Exception]) -> None:
    error = cls(*ARGUMENTS.get(cls.__name__, (SENTENCE,)))
    for same in (pickle.loads(pickle.dumps(error)), copy.copy(error), copy.deepcopy(error)):
        assert type(same) is cls
        assert str(same) == str(error)
        assert vars(same).keys() == vars(error).keys()


def test_a_field_error_keeps_its_place_and_its_advice() -> None:
    same = pickle.loads(pickle.dumps(MISTAKE))
    assert (same.code, str(same.help), same.within, same.of) == ("RM007", "Write less.", ("en",), "key")
