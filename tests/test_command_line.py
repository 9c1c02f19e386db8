"""The command line as people and scripts use it; a process of its own where streams, signals or imports matter."""

import argparse
import contextlib
import json
import os
import re
import subprocess
import sys
from datetime import date
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from support import COMMAND as RUN
from support import Run, documents, environment, posix, run_process
from workbooks import filled_in

import roadmap as library
from roadmap.areas import kinds
from roadmap.i18n.catalog import load_catalog
from roadmap.reference.explain import explain, names, titles
from roadmap.system.extras import _install_command

SCRIPT = Path(sys.executable).with_name("roadmap.exe" if os.name == "nt" else "roadmap")

UTF8_OFF = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
MACHINES = [
    pytest.param({"PYTHONIOENCODING": "cp1251"}, id="cp1251"),
    pytest.param({"PYTHONIOENCODING": "ascii"}, id="ascii"),
    pytest.param({"LC_ALL": "C", **UTF8_OFF}, id="C"),
    pytest.param({"PYTHONUTF8": "0"}, id="utf8-mode-off"),
]
WRONG = "parties: [BY, ZZ]"
SAID, ADVICE = "Unknown state code “ZZ” (ISO 3166).", "Write the code of the standard, for instance KG."
TOLD = [
    f"wrong.yaml:4:15: error[RM009 no-such-code]: {SAID}",
    "    4 | parties: [BY, ZZ]",
    "      |               ^~",
    f"  help: {ADVICE}",
]


def run_with(redirection: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """With a stream closed or led elsewhere by the shell."""
    command = ["sh", "-c", f'exec "$@" {redirection}', "sh", *RUN, *arguments]
    return subprocess.run(command, cwd=folder, env=environment(), capture_output=True, check=False)


def run_unread(stream: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """With a stream that is a pipe whose reader has gone before the first letter."""
    reader, writer = os.pipe()
    os.close(reader)
    out, complaints = (writer if stream == name else subprocess.PIPE for name in ("stdout", "stderr"))
    try:
        return subprocess.run(
            [*RUN, *arguments], cwd=folder, env=environment(), stdout=out, stderr=complaints, check=False
        )
    finally:
        os.close(writer)


def run_on_terminal(folder: Path, *arguments: str) -> tuple[int, bytes]:
    """Exit status, and what a terminal on standard error got."""
    import pty

    master, terminal = pty.openpty()
    with subprocess.Popen(
        [*RUN, *arguments], cwd=folder, env=environment(), stdout=subprocess.DEVNULL, stderr=terminal
    ) as process:
        os.close(terminal)
        shown = b""
        with contextlib.suppress(OSError):  # how Linux says that the other end is closed
            while piece := os.read(master, 4096):
                shown += piece
    os.close(master)
    return process.returncode, shown


def many_measures(text: str, count: int) -> str:
    head, start, measure = text.partition("      - id: TRACTOR-1\n")
    return head + "".join(start.replace("-1", f"-{number}") + measure for number in range(count))


@pytest.fixture
def folder(tmp_path: Path, small: str) -> Path:
    """A folder with `plans/small.yaml`, and beside it `wrong.yaml` with one mistake."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "small.yaml").write_text(small, encoding="utf-8")
    (tmp_path / "wrong.yaml").write_text(small.replace("parties: [BY, KG]", WRONG), encoding="utf-8")
    return tmp_path


# Commands


def test_build_makes_all_documents_of_the_folder_plans_in_the_folder_build(run: Run, folder: Path) -> None:
    done = run(folder, "build")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"files written to build: 8\n", b"")
    made = {f"by-kg-small.{language}.{to}" for language in ("ru", "en") for to in ("html", "md")}
    pages = {f"{name}.{to}" for name in ("index", "index-en") for to in ("html", "md")}
    assert set(documents(folder / "build")) == {*made, *pages}


def test_build_makes_what_is_asked_for_where_it_is_asked_for(run: Run, folder: Path) -> None:
    done = run(folder, "build", "plans/small.yaml", "--format", "md", "--lang", "en", "--out", "deep/down")
    assert done.returncode == 0
    assert set(documents(folder / "deep" / "down")) == {"by-kg-small.en.md", "index.html", "index.md"}


def test_build_with_a_mistake_ends_with_status_1(run: Run, folder: Path) -> None:
    done = run(folder, "build", "wrong.yaml")
    assert (done.returncode, done.stdout.split()) == (
        1,
        b"files written to build: 0 plans with errors, not made: 1".split(),
    )
    assert done.stderr.decode().splitlines() == TOLD


def test_render_prints_html_in_the_first_language_of_the_plan(run: Run, folder: Path, small: str) -> None:
    done = run(folder, "render", "plans/small.yaml")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == library.render(library.loads(small), format="html", language="ru")


def test_render_prints_the_format_and_language_asked_for(run: Run, folder: Path, small: str) -> None:
    done = run(folder, "render", "plans/small.yaml", "--format", "md", "--lang", "en")
    assert done.stdout.decode() == library.render(library.loads(small), format="md", language="en")


def test_render_writes_the_same_bytes_to_a_file_as_to_a_pipe(run: Run, folder: Path) -> None:
    printed = run(folder, "render", "plans/small.yaml").stdout
    done = run(folder, "render", "plans/small.yaml", "-o", "small.html")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (folder / "small.html").read_bytes() == printed


def test_render_writes_the_same_bytes_as_build(run: Run, folder: Path) -> None:
    run(folder, "build")
    assert run(folder, "render", "plans/small.yaml").stdout == documents(folder / "build")["by-kg-small.ru.html"]


@pytest.mark.parametrize("to", ["html", "md", "docx", "pdf"])
def test_render_takes_the_format_from_the_ending_and_makes_the_folder(run: Run, folder: Path, to: str) -> None:
    done = run(folder, "render", "plans/small.yaml", "-o", f"new/deep/small.{to.upper()}")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    piped = run(folder, "render", "plans/small.yaml", "--format", to)
    assert (piped.returncode, piped.stderr) == (0, b"")
    assert (folder / "new" / "deep" / f"small.{to.upper()}").read_bytes() == piped.stdout
    begins = {"html": b"<!DOCTYPE html>", "md": b"# ", "docx": b"PK\x03\x04", "pdf": b"%PDF-"}
    assert piped.stdout.startswith(begins[to])


def test_render_says_when_the_ending_is_of_another_format(run: Run, folder: Path) -> None:
    done = run(folder, "render", "plans/small.yaml", "--format", "md", "-o", "small.html")
    told = "roadmap: small.html: written as “md” because of --format, although its name has a different extension"
    assert (done.returncode, done.stderr.decode().splitlines()) == (0, [told])
    assert (folder / "small.html").read_bytes().startswith(b"# ")
    for told_nothing in (("--format", "md", "-o", "small.md"), ("--format", "md", "-o", "small.txt"), ("-o", "small")):
        assert run(folder, "render", "plans/small.yaml", *told_nothing).stderr == b""
    assert (folder / "small").read_bytes().startswith(b"<!DOCTYPE html>")


def test_a_document_that_is_no_text_is_kept_from_a_terminal(folder: Path) -> None:
    import pty

    master, terminal = pty.openpty()
    command = [*RUN, "render", "plans/small.yaml", "--format", "docx"]
    done = subprocess.run(
        command, cwd=folder, env=environment(), stdout=terminal, stderr=subprocess.PIPE, check=False, timeout=60
    )
    os.write(terminal, b"end")
    assert os.read(master, 4096) == b"end"
    os.close(master)
    os.close(terminal)
    told = b"roadmap: this format cannot be printed to a terminal; use -o FILE\n"
    assert (done.returncode, done.stderr) == (2, told)


def brought_by(*extras: str) -> str:
    """What the extras of the installed package bring, as an argument for pip; an extra that it does not know by its name."""
    wanted = [Requirement(line) for line in metadata.requires("cooperation-roadmap") or ()]
    told = []
    for extra in extras:
        own = [
            f'"{each.name}{each.specifier}"'
            for each in wanted
            if each.marker and each.marker.evaluate({"extra": extra})
        ]
        told += own or [f'"cooperation-roadmap[{extra}]"']
    return " ".join(told)


@pytest.mark.parametrize(("to", "module"), [("docx", "docxtpl"), ("pdf", "typst")])
@pytest.mark.parametrize(
    "command", [("build", "--format", "html,{to}"), ("render", "plans/small.yaml", "--format", "{to}")]
)
def test_a_format_whose_library_is_missing_says_what_to_install_and_writes_nothing(
    folder: Path, to: str, module: str, command: tuple[str, ...]
) -> None:
    hidden = f"import sys; sys.modules[{module!r}] = None; from roadmap.cli import main; sys.exit(main())"
    arguments = [part.format(to=to) for part in command]
    done = subprocess.run(
        [sys.executable, "-c", hidden, *arguments], cwd=folder, env=environment(), capture_output=True, check=False
    )
    told = f"roadmap: {to} needs extra packages; install them with: {sys.executable} -m pip install {brought_by(to)}"
    assert (done.returncode, done.stdout, done.stderr.decode().splitlines()) == (2, b"", [told])
    assert {file.name for file in folder.iterdir()} == {"plans", "wrong.yaml"}


@pytest.mark.parametrize(
    ("to", "module", "command"),
    [
        ("xlsx", "xlsxwriter", ("export", "--format", "json,xlsx")),
        ("ics", "icalendar", ("export", "--format", "ics")),
        ("xlsx", "openpyxl", ("import", "wrong.yaml", "--plan", "plans/small.yaml")),
    ],
)
def test_an_exchange_whose_library_is_missing_says_what_to_install(
    folder: Path, to: str, module: str, command: tuple[str, ...]
) -> None:
    hidden = f"import sys; sys.modules[{module!r}] = None; from roadmap.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", hidden, *command], cwd=folder, env=environment(), capture_output=True, check=False
    )
    told = f"roadmap: {to} needs extra packages; install them with: {sys.executable} -m pip install {brought_by(to)}"
    assert (done.returncode, done.stdout, done.stderr.decode().splitlines()) == (2, b"", [told])
    assert {file.name for file in folder.iterdir()} == {"plans", "wrong.yaml"}


def test_all_libraries_that_are_missing_are_named_at_once(folder: Path) -> None:
    hidden = "import sys; sys.modules.update(dict.fromkeys(('xlsxwriter', 'icalendar', 'docxtpl', 'typst')))\n"
    hidden += "from roadmap.cli import main; sys.exit(main())"
    for extras, command in ((("xlsx", "ics"), ("export", "--format")), (("docx", "pdf"), ("build", "--format"))):
        arguments = [sys.executable, "-c", hidden, *command, ",".join(extras)]
        done = subprocess.run(arguments, cwd=folder, env=environment(), capture_output=True, check=False)
        told = f"roadmap: {', '.join(extras)} needs extra packages; install them with: {sys.executable} -m pip install "
        assert done.stderr.decode().splitlines() == [told + brought_by(*extras)]


def test_what_to_install_is_told_without_what_the_installed_package_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    assert brought_by("docx") == '"docxtpl>=0.20"'

    def not_installed(name: str) -> list[str]:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "requires", not_installed)
    monkeypatch.setattr(sys, "executable", "/a folder/python")
    told = _install_command(["docx"])
    assert told == '"/a folder/python" -m pip install "cooperation-roadmap[docx]"'


def test_export_for_a_body_skips_plans_without_it_and_refuses_one_that_is_in_none(run: Run, folder: Path) -> None:
    other = (folder / "plans" / "small.yaml").read_text(encoding="utf-8")
    changed = other.replace("by-minprom", "by-mtz").replace("by-kg-small", "by-kg-other")
    (folder / "plans" / "other.yaml").write_text(changed, encoding="utf-8")
    done = run(folder, "export", "--format", "xlsx,csv,ics", "--lang", "ru", "--body", "by-mtz")
    assert (done.returncode, done.stderr) == (0, b"")
    assert set(documents(folder / "build")) == {f"by-kg-other.by-mtz.{end}" for end in ("xlsx", "csv", "ics")}
    done = run(folder, "export", "--body", "by-minprm", "--out", "nothing")
    told = "roadmap: unknown body “by-minprm”. Did you mean “by-minprom”?"
    assert (done.returncode, done.stdout, done.stderr.decode().splitlines()) == (2, b"", [told])
    done = run(folder, "export", "--format", "csv,iati", "--body", "by-mtz", "--out", "nothing")
    told = "roadmap: “iati” contains a whole plan; formats for one body: xlsx, csv, ics"
    assert (done.returncode, done.stdout, done.stderr.decode().splitlines()) == (2, b"", [told])
    assert not (folder / "nothing").exists()


def test_export_writes_a_file_a_plan_and_a_calendar_a_body(run: Run, folder: Path) -> None:
    done = run(folder, "export", "--format", "xlsx,csv,json,ics,iati", "--lang", "en", "--out", "deep/down")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == ["files written to deep/down: 6"]
    ending = ("by-minprom.ics", "csv", "iati.xml", "json", "kg-mineconom.ics", "xlsx")
    assert sorted(documents(folder / "deep" / "down")) == [f"by-kg-small.{end}" for end in ending]
    plan = library.load(folder / "plans" / "small.yaml")
    assert (folder / "deep" / "down" / "by-kg-small.xlsx").read_bytes() == library.export(
        plan, format="xlsx", language="en"
    )["by-kg-small.xlsx"]


def test_export_makes_workbooks_in_the_folder_build_and_leaves_out_plans_with_mistakes(run: Run, folder: Path) -> None:
    done = run(folder, "export", "plans", "wrong.yaml")
    assert (done.returncode, done.stderr.decode().splitlines()) == (1, TOLD)
    assert done.stdout.decode().splitlines() == ["files written to build: 1", "plans with errors, not made: 1"]
    assert set(documents(folder / "build")) == {"by-kg-small.xlsx"}


def test_import_shows_what_would_change_and_changes_it_only_when_told_to(run: Run, folder: Path, small: str) -> None:
    plan = folder / "plans" / "small.yaml"
    before = "\ufeff" + small.replace("\n", "\r\n")
    plan.write_bytes(before.encode())
    row = {"date": date(2027, 6, 30), "status": "under way", "actual": 20}
    (folder / "back.xlsx").write_bytes(filled_in(library.load(plan), "en", {"TRACTOR-1": row}))
    done = run(folder, "import", "back.xlsx", "--plan", "plans/small.yaml")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode().splitlines() == [
        "Measures!A3: TRACTOR-1: {date: 2027-06-30, status: under-way, actual: 20}",
        "--- plans/small.yaml",
        "+++ plans/small.yaml",
        "@@ -30,3 +30,7 @@",
        "           unit: {en: a year, ru: в год}",
        "           baseline: {2025: 0}",
        "           target: {2030: 500}",
        "+        progress:",
        "+          - date: 2027-06-30",
        "+            status: under-way",
        "+            actual: 20",
        "reports to import: 1; add --apply to save them to plans/small.yaml",
    ]
    assert plan.read_bytes() == before.encode()
    done = run(folder, "import", "back.xlsx", "--plan", "plans/small.yaml", "--apply")
    assert done.stdout.decode().splitlines()[-1] == "reports written into plans/small.yaml: 1"
    lines = ["progress:", "  - date: 2027-06-30", "    status: under-way", "    actual: 20"]
    assert plan.read_bytes().decode() == before + "".join(f"        {line}\r\n" for line in lines)
    done = run(folder, "import", "back.xlsx", "--plan", "plans/small.yaml", "--apply")
    assert done.stdout.decode() == "nothing to import: no row has a new report\n"


def test_import_refuses_cell_by_cell_and_writes_nothing(run: Run, folder: Path, small: str) -> None:
    row = {"status": "doen", "actual": "many", "text": "x"}
    (folder / "back.xlsx").write_bytes(filled_in(library.loads(small), "en", {"TRACTOR-1": row}))
    done = run(folder, "import", "back.xlsx", "--plan", "plans/small.yaml", "--apply", "--default-date", "2027-Q2")
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode().splitlines() == [
        "Measures!H3: “doen” is not one of the allowed values. "
        "Allowed here: planned, under way, done, delayed, cancelled.",
        "Measures!I3: “many” is not a number. Write the number alone: 12.5",
        "roadmap: back.xlsx: nothing was imported from the workbook",
    ]
    assert (folder / "plans" / "small.yaml").read_text(encoding="utf-8") == small


def test_import_tells_what_is_to_be_found_in_the_plan_only_with_the_reports(run: Run, folder: Path, small: str) -> None:
    row = {"date": date(2027, 6, 30), "text": "On test"}
    (folder / "back.xlsx").write_bytes(filled_in(library.loads(small), "en", {"TRACTOR-1": row}))
    told = run(folder, "import", "back.xlsx", "--plan", "plans/small.yaml").stderr.decode().splitlines()
    assert told[0] == "plans/small.yaml:35:19: warning[RM501 text-missing-in-a-language]: This text is missing in “ru”."


def test_help_is_there_without_what_makes_documents(tmp_path: Path) -> None:
    light = "import sys; from roadmap.cli import main; main(['build', '--help']); "
    light += "sys.exit(not sys.modules.keys().isdisjoint({'attrs', 'attr', 'jinja2', 'yaml', 'typing', 'tomllib'}))"
    done = subprocess.run([sys.executable, "-S", "-c", light], cwd=tmp_path, env=environment(), check=False)
    assert done.returncode == 0


def test_check_of_a_sound_plan_is_one_line_and_status_0(run: Run, folder: Path) -> None:
    done = run(folder, "check")
    assert done.returncode == 0
    assert done.stdout.decode().splitlines() == ["1 plan: 0 errors, 0 warnings, 0 notes"]
    assert done.stderr == b""


def test_a_doubt_is_told_and_leaves_status_0(run: Run, folder: Path, small: str) -> None:
    (folder / "doubt.yaml").write_text(small.replace("adds_to_trade: {2030: 400}", ""), encoding="utf-8")
    done = run(folder, "check", "doubt.yaml")
    assert (done.returncode, done.stdout.splitlines()) == (0, [b"1 plan: 0 errors, 1 warning, 0 notes"])
    assert b": warning[RM" in done.stderr


def test_check_tells_of_every_plan_and_ends_with_status_1(run: Run, folder: Path) -> None:
    done = run(folder, "check", "plans", "wrong.yaml")
    assert (done.returncode, done.stdout.splitlines()) == (1, [b"2 plans: 1 error, 0 warnings, 0 notes"])
    assert done.stderr.decode().splitlines() == TOLD


def test_a_plan_named_twice_is_read_once(run: Run, folder: Path) -> None:
    done = run(folder, "check", "plans", "plans/small.yaml")
    assert done.stdout.splitlines() == [b"1 plan: 0 errors, 0 warnings, 0 notes"]


def test_the_ending_of_a_plan_may_be_in_capitals(run: Run, folder: Path) -> None:
    (folder / "plans" / "small.yaml").rename(folder / "plans" / "SMALL.YAML")
    assert run(folder, "check").stdout.splitlines() == [b"1 plan: 0 errors, 0 warnings, 0 notes"]


def test_check_as_json_is_all_on_standard_output(run: Run, folder: Path) -> None:
    done = run(folder, "check", "wrong.yaml", "--format", "json")
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout) == [
        {
            "file": "wrong.yaml",
            "line": 4,
            "column": 15,
            "severity": "error",
            "code": "RM009",
            "name": "no-such-code",
            "message": SAID,
            "help": ADVICE,
            "path": ["parties", 1, "code"],
        }
    ]


def test_check_as_json_of_a_sound_plan_is_an_empty_list(run: Run, folder: Path) -> None:
    done = run(folder, "check", "--format", "json")
    assert (done.returncode, done.stdout, done.stderr) == (0, b"[]\n", b"")


def test_areas_lists_every_kind_with_what_it_is(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, "areas")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    assert [line.split()[0] for line in lines] == list(kinds())
    assert {"cars", "elevators", "general", "sugar-beet-seeds", "tractors", "training", "transformers"} <= set(kinds())
    assert "elevators            Assembly of passenger and freight elevators (HS 8428.10; parts 8431.31)." in lines


def test_areas_of_one_kind_lists_its_keys_with_labels_and_bounds(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, "areas", "elevators")
    assert done.returncode == 0
    lines = done.stdout.decode().splitlines()
    about = "Assembly of passenger and freight elevators (HS 8428.10; parts 8431.31)."
    assert lines[0] == f"{'kind: elevators':<60} # {about}"
    localisation = f"{'localisation: {2026: 15, 2030: 50}':<60} # Localisation, %; 0–100"
    assert any(line.startswith(localisation) for line in lines)


def test_areas_of_an_unknown_kind_names_the_known_ones(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, "areas", "tractor")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        f"roadmap: unknown area kind “tractor”; available: {', '.join(kinds())}"
    ]


def test_version_is_that_of_the_library(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, "--version")
    assert (done.returncode, done.stdout.decode().split(), done.stderr) == (0, ["roadmap", library.__version__], b"")


def test_help_names_every_command(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, "--help")
    assert (done.returncode, done.stderr) == (0, b"")
    for command in ("build", "render", "check", "areas"):
        assert f"\n    {command} " in done.stdout.decode().replace("\r\n", "\n")


@pytest.mark.parametrize("command", ["build", "render", "check", "areas"])
def test_every_command_has_its_help(run: Run, tmp_path: Path, command: str) -> None:
    done = run(tmp_path, command, "--help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(f"usage: roadmap {command} ".encode())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "the following arguments are required: COMMAND"),
        (("draw",), "invalid choice: 'draw'"),
        (("render",), "the following arguments are required: PLAN"),
        (("check", "--format", "sms"), "invalid choice: 'sms'"),
        (("build", "--colour"), "unrecognized arguments: --colour"),
    ],
)
def test_wrong_use_ends_with_status_2_and_says_what_is_wrong(
    run: Run, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    done = run(folder, *arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode().splitlines()[-1]


@pytest.mark.parametrize("arguments", [("check", "wrong.yaml"), ("render", "plans/small.yaml")])
def test_the_installed_command_does_what_the_module_does(folder: Path, arguments: tuple[str, ...]) -> None:
    done = subprocess.run([SCRIPT, *arguments], cwd=folder, env=environment(), capture_output=True, check=False)
    by_module = run_process(folder, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (by_module.returncode, by_module.stdout, by_module.stderr)


# An officer's machine


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["no-BOM", "BOM"])
def test_what_a_plan_is_saved_like_and_called_does_not_show_in_its_documents(
    run: Run, folder: Path, small: str, mark: str, newline: str
) -> None:
    own = folder / "Мои документы" / "Дорожные карты 2026"
    own.mkdir(parents=True)
    (own / "план по лифтам.yaml").write_bytes((mark + small.replace("\n", newline)).encode("utf-8"))
    assert run(folder, "build").returncode == 0
    assert run(folder, "build", str(own), "--out", str(own / "готовое")).returncode == 0
    assert documents(own / "готовое") == documents(folder / "build")


@pytest.mark.parametrize("machine", MACHINES)
def test_a_document_in_a_pipe_is_utf8_on_every_machine(folder: Path, small: str, machine: dict[str, str]) -> None:
    done = run_process(folder, "render", "plans/small.yaml", **machine)
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8") == library.render(library.loads(small), format="html", language="ru")


@pytest.mark.parametrize("machine", MACHINES)
def test_json_in_a_pipe_is_json_on_every_machine(folder: Path, machine: dict[str, str]) -> None:
    (folder / "wrong.yaml").rename(folder / "план Café 😀.yaml")
    done = run_process(folder, "check", "план Café 😀.yaml", "--format", "json", "--ui-lang", "ru", **machine)
    assert (done.returncode, done.stderr) == (1, b"")
    assert "ZZ" in json.loads(done.stdout)[0]["message"]


@pytest.mark.parametrize("machine", MACHINES)
def test_a_mistake_is_told_on_every_machine(folder: Path, machine: dict[str, str]) -> None:
    (folder / "wrong.yaml").rename(folder / "план ≈.yaml")
    done = run_process(folder, "check", "план ≈.yaml", "--ui-lang", "ru", **machine)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 4)
    assert b".yaml:4:15: " in done.stderr
    assert b"[RM009 no-such-code]: " in done.stderr


def test_a_letter_that_an_encoding_lacks_is_shown_by_its_number(folder: Path) -> None:
    (folder / "wrong.yaml").rename(folder / "план ≈.yaml")
    done = run_process(folder, "check", "план ≈.yaml", PYTHONIOENCODING="cp1251")
    assert done.stderr.decode("cp1251").startswith(r"план \u2248.yaml:4:15: error[RM009 no-such-code]")


@pytest.mark.parametrize("machine", MACHINES)
def test_build_works_with_cyrillic_names_on_every_machine(folder: Path, machine: dict[str, str]) -> None:
    (folder / "plans").rename(folder / "планы")
    done = run_process(folder, "build", "планы", "--out", "готово", **machine)
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(documents(folder / "готово")) == 8


@pytest.mark.parametrize(("arguments", "own"), [(("--ui-lang", "ru"), {}), ((), {"ROADMAP_UI_LANG": "ru"})])
def test_mistakes_are_told_in_russian_where_that_is_wished(
    run: Run, folder: Path, arguments: tuple[str, ...], own: dict[str, str]
) -> None:
    done = run(folder, "check", "wrong.yaml", *arguments, **own)
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == ["1 план: 1 ошибка, 0 предупреждений, 0 замечаний"]
    first, line, mark, last = done.stderr.decode().splitlines()
    assert first.startswith("wrong.yaml:4:15: ошибка[RM009 no-such-code]: ")
    assert "ZZ" in first
    assert "state" not in first
    assert [line, mark] == TOLD[1:3]
    assert last.startswith("  подсказка: ")


@pytest.mark.parametrize("command", [("check",), ("build", "wrong.yaml"), ("render", "wrong.yaml"), ("areas",)])
def test_messages_in_an_unknown_language_are_refused_in_one_line(
    run: Run, folder: Path, command: tuple[str, ...]
) -> None:
    done = run(folder, *command, ROADMAP_UI_LANG="de")
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().splitlines() == [
        "roadmap: no messages in “de” (--ui-lang, $ROADMAP_UI_LANG); available: en, ru, be, ky"
    ]


# The reader's language


HELP = [
    (),
    *((command,) for command in ("build", "render", "check", "status", "explain", "areas", "schema", "templates")),
    *(("export",), ("import",)),
    ("templates", "copy"),
]
WRONG_USE = [
    (),
    ("draw",),
    ("render",),
    ("check", "--format", "sms"),
    ("check", "--max-findings", "all"),
    ("build", "--colour"),
    ("build", "--t", "draw"),
    ("build", "--help=sms"),
    ("check", "--ui-lang"),
    ("--ui-lang", "draw"),
    ("build", "--format", "sms"),
    ("build", "--lang", "draw"),
    ("build", "--templates", "nowhere"),
    ("build", "empty"),
    ("build", "--out", "plans/small.yaml"),
    ("render", "plans"),
    ("render", "plans/small.yaml", "--format", "sms"),
    ("render", "plans/small.yaml", "-o", "plans"),
    ("render", "nowhere"),
    ("check", "nowhere"),
    ("check", "план" * 100),
    ("check", "plans/small.yaml/nowhere"),
    ("status", "--as-of", "draw"),
    ("status", "--body", "draw", "plans"),
    ("explain", "RM130"),
    ("explain", "draw"),
    ("areas", "draw"),
    ("templates", "draw"),
    ("templates", "copy", "own", "html/titel.html"),
    ("templates", "copy", "html/title.html"),
    ("export", "--format", "sms"),
    ("export", "--lang", "draw"),
    ("export", "--body", "draw"),
    ("export", "--format", "json", "--body", "minprom"),
    ("export", "empty"),
    ("import",),
    ("import", "nowhere", "--plan", "plans/small.yaml"),
    ("import", "plans/small.yaml", "--plan", "nowhere"),
    ("import", "plans/small.yaml", "--plan", "plans/small.yaml"),
    ("import", "plans/small.yaml", "--plan", "plans/small.yaml", "--default-date", "draw"),
]
OPTIONS = re.compile(r"(?<![\w-])--?[a-z-]+")
NAMES = {
    *("roadmap", "build", "render", "check", "status", "explain", "areas", "schema", "minprom", "mineconom"),
    *("export", "import", "into", "xlsx", "iati", "Excel", "LibreOffice"),
    *("text", "json", "github", "sarif", "html", "docx", "plans", "small", "yaml", "tractors"),
    *("draw", "nowhere", "colour", "empty"),
    *("templates", "copy", "own", "title", "titel"),
    *("YAML", "JSON", "Schema", "ROADMAP", "LANG", "Windows", "ISTA"),
    *" ".join(kinds()).replace("-", " ").split(),
}


def foreign(said: str) -> set[str]:
    """The Latin words in a Russian text that are neither names nor options."""
    return set(re.findall("[A-Za-z]{4,}", OPTIONS.sub("", said))) - NAMES


@pytest.mark.parametrize("arguments", HELP, ids=" ".join)
def test_help_is_in_the_readers_language(run: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    done = run(folder, *arguments, "--help", ROADMAP_UI_LANG="ru")
    said = done.stdout.decode()
    assert (done.returncode, done.stderr, foreign(said)) == (0, b"", set())
    assert said.startswith(f"{' '.join(['использование: roadmap', *arguments])} [-h] ")


@pytest.mark.parametrize("arguments", WRONG_USE, ids=lambda arguments: " ".join(arguments)[:40])
def test_wrong_use_is_told_in_the_readers_language(run: Run, folder: Path, arguments: tuple[str, ...]) -> None:
    (folder / "empty").mkdir()
    done = run(folder, *arguments, LC_ALL="ru_RU.UTF-8")
    said = done.stderr.decode()
    assert (done.returncode, done.stdout, foreign(said)) == (2, b"", set())
    assert re.search("[а-я]{2,}", said.splitlines()[-1])


def test_a_file_that_cannot_be_read_is_told_in_the_readers_language(run: Run, folder: Path) -> None:
    done = run(folder, "check", "nowhere.yaml", "--ui-lang", "ru")
    assert done.stderr.decode().splitlines() == ["roadmap: nowhere.yaml: нет такого файла или папки"]


def test_lists_of_codes_and_kinds_are_in_the_readers_language(run: Run, tmp_path: Path) -> None:
    codes = run(tmp_path, "explain", "--ui-lang", "ru").stdout.decode().splitlines()
    assert [line[:5] for line in codes] == list(titles())
    areas = run(tmp_path, "areas", "--ui-lang", "ru").stdout.decode().splitlines()
    assert [line.split()[0] for line in areas] == list(kinds())
    assert "elevators            Сборка пассажирских и грузовых лифтов (ГС 8428.10; части – 8431.31)." in areas
    quoted = re.compile("«[^»]*»")
    assert foreign(quoted.sub("", "\n".join(line.split(maxsplit=2)[2] for line in codes))) == set()
    assert foreign("\n".join(line[21:] for line in areas)) == set()


@pytest.mark.parametrize("code", titles())
def test_what_is_told_of_a_code_is_in_the_readers_language(code: str) -> None:
    page = explain(code, load_catalog("ru").gettext) or ""
    prose = "\n".join(line for line in page.splitlines() if not line.startswith("    "))
    prose = prose.replace(names()[code], "")
    prose = re.sub(r"rules: \{.*\}|«[^»]*»|\(off [^)]*\)", "", prose)
    assert foreign(prose) == set()
    assert page.startswith(f"{code} {names()[code]} ({'ошибка' if '(ошибка)' in page else 'предупреждение'}): ")


@pytest.mark.parametrize("kind", kinds())
def test_the_form_of_an_area_is_in_the_readers_language(run: Run, tmp_path: Path, kind: str) -> None:
    done = run(tmp_path, "areas", kind, "--ui-lang", "ru")
    remarks = [line.partition(" # ")[2] for line in done.stdout.decode().splitlines()]
    words = re.compile(r"[a-z0-9-]+ \(|«[a-z0-9-]+»")  # those to choose from stand before what they mean, or in quotes
    assert foreign(words.sub("", "\n".join(remarks))) == set()
    assert all(re.search("[а-я]", remark) for remark in remarks)


@pytest.mark.parametrize("arguments", [("--ui-lang", "ru", "explain", "RM001"), ("explain", "RM001", "--ui-lang=ru")])
def test_the_language_may_stand_before_the_command_or_after_it(
    run: Run, tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    assert run(tmp_path, *arguments).stdout.decode().startswith("RM001 not-utf-8 (ошибка): ")


@pytest.mark.parametrize(
    ("own", "begins"),
    [
        ({}, "RM001 not-utf-8 (error)"),
        ({"LANG": "ru_RU.UTF-8"}, "RM001 not-utf-8 (ошибка)"),
        ({"LANG": "ru"}, "RM001 not-utf-8 (ошибка)"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ru_RU.UTF-8"}, "RM001 not-utf-8 (ошибка)"),
        ({"LC_MESSAGES": "en_GB.UTF-8", "LC_ALL": "ru_RU.UTF-8"}, "RM001 not-utf-8 (ошибка)"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "C"}, "RM001 not-utf-8 (error)"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": ""}, "RM001 not-utf-8 (ошибка)"),
        ({"LANG": "de_DE.UTF-8"}, "RM001 not-utf-8 (error)"),
        ({"LANG": "ru_RU.UTF-8", "ROADMAP_UI_LANG": "en"}, "RM001 not-utf-8 (error)"),
        ({"LANG": "ru_RU.UTF-8", "ROADMAP_UI_LANG": ""}, "RM001 not-utf-8 (ошибка)"),
    ],
)
def test_a_machine_is_spoken_to_in_its_language_unless_another_is_wished(
    run: Run, tmp_path: Path, own: dict[str, str], begins: str
) -> None:
    assert run(tmp_path, "explain", "RM001", **own).stdout.decode().startswith(begins)


def test_help_in_another_language_leaves_argparse_as_it_was(run: Run, tmp_path: Path) -> None:
    before = argparse._, argparse.ngettext  # type: ignore[attr-defined]
    assert run(tmp_path, "--ui-lang", "ru", "--help").stdout.decode().startswith("использование: ")
    assert (argparse._, argparse.ngettext) == before  # type: ignore[attr-defined]


def test_the_schema_says_what_kinds_of_areas_are_in_the_readers_language(run: Run, tmp_path: Path) -> None:
    said = run(tmp_path, "schema", LANG="ru_RU.UTF-8").stdout.decode()
    assert '"Сборка тракторов (ГС 8701)."' in said
    assert "Assembly of tractors" not in said


# Streams that nobody reads


PRINTING = [
    (0, ("render", "plans/small.yaml")),
    (0, ("build",)),
    (0, ("check",)),
    (0, ("check", "--format", "json")),
    (0, ("areas",)),
    (0, ("areas", "cars")),
    (0, ("--help",)),
    (0, ("--version",)),
    (1, ("check", "wrong.yaml")),
    (1, ("check", "wrong.yaml", "--format", "json")),
]


@posix
@pytest.mark.parametrize(("status", "arguments"), PRINTING)
def test_a_reader_who_has_gone_changes_neither_status_nor_complaints(
    folder: Path, status: int, arguments: tuple[str, ...]
) -> None:
    done = run_unread("stdout", folder, *arguments)
    told = TOLD if arguments == ("check", "wrong.yaml") else []
    assert (done.returncode, done.stderr.decode().splitlines()) == (status, told)


@posix
@pytest.mark.parametrize(
    ("status", "arguments", "printed"),
    [
        (1, ("check", "wrong.yaml"), b"1 plan: 1 error, 0 warnings, 0 notes\n"),
        (1, ("build", "wrong.yaml"), b"files written to build: 0\nplans with errors, not made: 1\n"),
        (2, ("check", "nowhere.yaml"), b""),
        (2, ("draw",), b""),
    ],
)
def test_complaints_that_nobody_reads_change_neither_status_nor_output(
    folder: Path, status: int, arguments: tuple[str, ...], printed: bytes
) -> None:
    done = run_unread("stderr", folder, *arguments)
    assert (done.returncode, done.stdout) == (status, printed)


@posix
@pytest.mark.parametrize("to", ["html", "md"])
def test_a_reader_may_go_after_the_first_line(folder: Path, small: str, to: str) -> None:
    (folder / "long.yaml").write_text(many_measures(small, 500), encoding="utf-8")
    command = [*RUN, "render", "long.yaml", "--format", to]
    with subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith((b"<!DOCTYPE html>", b"# "))
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


@posix
@pytest.mark.parametrize(("status", "arguments"), PRINTING[1:6] + PRINTING[8:])
def test_with_standard_output_closed_a_command_still_does_its_work(
    folder: Path, status: int, arguments: tuple[str, ...]
) -> None:
    wanted = 2 if "json" in arguments else status
    assert run_with(">&-", folder, *arguments).returncode == wanted


@posix
def test_a_document_for_a_closed_standard_output_is_a_failure(folder: Path) -> None:
    done = run_with(">&-", folder, "render", "plans/small.yaml")
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["roadmap: standard output: Bad file descriptor"]


@posix
@pytest.mark.parametrize(
    ("status", "arguments", "printed"),
    [
        (1, ("render", "wrong.yaml"), b""),
        (1, ("check", "wrong.yaml"), b"1 plan: 1 error, 0 warnings, 0 notes\n"),
        (2, ("render", "nowhere.yaml"), b""),
        (0, ("build",), b"files written to build: 8\n"),
    ],
)
def test_with_standard_error_closed_no_complaint_gets_into_the_output(
    folder: Path, status: int, arguments: tuple[str, ...], printed: bytes
) -> None:
    done = run_with("2>&-", folder, *arguments)
    assert (done.returncode, done.stdout) == (status, printed)


@posix
@pytest.mark.parametrize(("status", "arguments"), [(1, ("check", "wrong.yaml")), (0, ("build",)), (2, ("draw",))])
def test_with_every_stream_closed_the_status_still_tells(folder: Path, status: int, arguments: tuple[str, ...]) -> None:
    done = run_with("<&- >&- 2>&-", folder, *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (status, b"", b"")


# Progress


def test_a_terminal_shows_how_far_a_build_is_and_is_clean_in_the_end(folder: Path, small: str) -> None:
    (folder / "plans" / "third.yaml").write_text(small.replace("by-kg-small", "third"), encoding="utf-8")
    status, shown = run_on_terminal(folder, "build")
    assert status == 0
    assert b"0/2 small.yaml" in shown
    assert b"1/2 third.yaml" in shown
    assert shown.endswith(b"\r\x1b[K")


def test_a_failure_in_the_middle_of_a_build_gets_a_line_of_its_own(folder: Path) -> None:
    (folder / "build" / "by-kg-small.ru.html").mkdir(parents=True)
    status, shown = run_on_terminal(folder, "build")
    assert status == 2
    assert shown.rpartition(b"\r\x1b[K")[2].startswith(b"roadmap: build/by-kg-small.ru.html: ")


def test_a_pipe_gets_no_progress(run: Run, folder: Path) -> None:
    assert run(folder, "build").stderr == b""
