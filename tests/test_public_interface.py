"""What `import roadmap` gives: its names, and exceptions that one `except` catches."""

import ast
import copy
import io
import pickle
import pkgutil
from collections.abc import Callable
from importlib import import_module
from inspect import Parameter, getmembers, isclass, signature
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
MISTAKE = FieldError("RM007", SENTENCE, lambda: message("Write less."), path=("en",), target="key")
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
    assert (same.code, str(same.help), same.path, same.target) == ("RM007", "Write less.", ("en",), "key")


@pytest.mark.parametrize("mode", ["r", "rb"])
def test_a_plan_is_read_from_a_file_that_is_open(mode: str, small: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(small, encoding="utf-8-sig")
    plan = _load_open(path, mode)
    assert (
        plan == roadmap.load(path) == roadmap.load(str(path)) == roadmap.loads(small) == roadmap.loads(small.encode())
    )
    assert plan.origin is not None
    assert plan.origin.file == str(path)


def test_a_stream_without_a_name_is_called_file(small: str) -> None:
    for stream in (io.StringIO(small), io.BytesIO(small.encode())):
        origin = roadmap.load(stream).origin
        assert origin is not None
        assert origin.file == "<file>"


def _load_open(path: Path, mode: str) -> roadmap.Plan:
    with path.open(mode, encoding="utf-8" if mode == "r" else None) as file:
        return roadmap.load(file)


@pytest.mark.parametrize(
    "read",
    [
        roadmap.load,
        lambda path: _load_open(path, "rb"),
        lambda path: _load_open(path, "r"),
        lambda path: roadmap.loads(path.read_bytes(), name=str(path)),
    ],
    ids=["path", "open for bytes", "open for text", "bytes"],
)
def test_another_encoding_is_rm001_however_the_plan_comes_in(
    read: Callable[[Path], object], small: str, tmp_path: Path
) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(small, encoding="cp1251")
    with pytest.raises(roadmap.PlanError) as refused:
        read(path)
    (found,) = refused.value.diagnostics
    assert (found.code, found.file, found.line) == ("RM001", str(path), 3)


def test_a_plan_is_written_to_a_path_and_to_files_that_are_open(small: str, tmp_path: Path) -> None:
    plan, path = roadmap.loads(small), tmp_path / "plan.yaml"
    text, content = io.StringIO(), io.BytesIO()
    for file in (path, text, content):
        roadmap.dump(plan, file)
    assert path.read_bytes() == content.getvalue() == text.getvalue().encode() == roadmap.dumps(plan).encode()
    roadmap.dump(roadmap.load(path), str(path))
    assert roadmap.load(path) == plan


def test_one_folder_is_built_by_its_text_its_path_or_a_list_of_it(
    small: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("plans").mkdir()
    Path("plans/a.yaml").write_text(small, encoding="utf-8")
    made = [roadmap.build(plans, output_dir="out", formats=["md"]) for plans in ("plans", Path("plans"), ["plans"])]
    assert made[0] == made[1] == made[2]
    assert len(made[0]) == 6


@pytest.mark.parametrize("function", ["loads", "render", "assess", "build", "export", "import_reports", "review"])
def test_arguments_after_the_first_go_by_keyword(function: str) -> None:
    parameters = [*signature(getattr(roadmap, function)).parameters.values()]
    assert [parameter.kind for parameter in parameters[1:]] == [Parameter.KEYWORD_ONLY] * (len(parameters) - 1)
