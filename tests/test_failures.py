"""What goes wrong outside of a plan: one clear line that names the file, status 2, and nothing half done."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Thread

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from support import COMMAND, Done, Run, environment, examples, linux, posix

from roadmap.building import cache
from roadmap.documents import FORMATS
from roadmap.system.files import write_atomic


def run_limited(
    folder: Path,
    *arguments: str,
    limit: int | None = None,
    stdout: str | None = None,
    prepare: Callable[[], None] | None = None,
) -> Done:
    """Run a command in a process of its own.

    Args:
        limit: how many bytes a file may have.
        stdout: a device in place of a pipe.
        prepare: what the new process does first.
    """
    # Compiled files would fall under the limit too.
    own = {"PYTHONDONTWRITEBYTECODE": "1"} if limit else {}
    with open(stdout or os.devnull, "wb") as device:
        return subprocess.run(
            [*COMMAND, *arguments],
            cwd=folder,
            env=environment(**own),
            stdout=device if stdout else subprocess.PIPE,
            stderr=subprocess.PIPE,
            check=False,
            preexec_fn=prepare if limit is None else lambda: limit_files(limit),
        )


def read_only_what_one_may() -> None:
    """Give up what lets root read any file (the capabilities DAC_OVERRIDE and DAC_READ_SEARCH), for what is started next."""
    if sys.platform == "linux" and os.geteuid() == 0:
        import ctypes

        for capability in (1, 2):
            ctypes.CDLL(None).prctl(24, capability)


def limit_files(size: int) -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


@contextmanager
def files_limited_to(size: int) -> Iterator[None]:
    """A disk with room for so many bytes of each file."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)[0]
    limit_files(size)
    try:
        yield
    finally:
        limit_files(before)


def said_in_one_line(done: Done) -> str:
    """The only line on standard error of a command that failed with status 2."""
    assert (done.returncode, done.stdout or b"") == (2, b""), done.stderr.decode()
    (line,) = done.stderr.decode().splitlines()
    assert line.startswith("roadmap: ")
    return line.removeprefix("roadmap: ")


def everything(folder: Path) -> dict[str, bytes]:
    """All files below a folder, those with a dot included, but what a build remembers."""
    found = {}
    for place, _folders, names in os.walk(folder):
        for name in set(names) - {cache.FILE}:
            file = Path(place, name)
            found[file.relative_to(folder).as_posix()] = file.read_bytes()
    return found


def house(folder: Path, name: str, text: str | bytes) -> None:
    """One template in the folder `house`."""
    file = folder / "house" / name
    file.parent.mkdir(parents=True)
    file.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)


def refused(run: Run, folder: Path, *arguments: str) -> str:
    """What a command that fails says, after it has been seen that no file came or went or changed."""
    before = everything(folder)
    said = said_in_one_line(run(folder, *arguments))
    assert everything(folder) == before
    return said


@pytest.fixture
def folder(tmp_path: Path, small: str) -> Path:
    """A folder with `plan.yaml` in it."""
    (tmp_path / "plan.yaml").write_text(small, encoding="utf-8")
    return tmp_path


# Files that cannot be read


@pytest.mark.parametrize("command", ["render", "check", "build"])
def test_a_plan_that_is_not_there_is_named(run: Run, folder: Path, command: str) -> None:
    assert refused(run, folder, command, "план.yaml") == f"план.yaml: {os.strerror(errno.ENOENT)}"


@posix
def test_a_folder_is_no_plan_to_render(run: Run, folder: Path) -> None:
    assert refused(run, folder, "render", ".") == f".: {os.strerror(errno.EISDIR)}"


@posix
@pytest.mark.parametrize("command", ["render", "build"])
def test_a_link_that_leads_to_itself_is_named(run: Run, folder: Path, command: str) -> None:
    (folder / "loop.yaml").symlink_to("loop.yaml")
    done = run(folder, command, "loop.yaml")
    assert said_in_one_line(done) == f"loop.yaml: {os.strerror(errno.ELOOP)}"


@linux
@pytest.mark.parametrize("command", ["render", "build"])
def test_a_plan_that_fails_while_it_is_read_is_named(run: Run, folder: Path, command: str) -> None:
    assert said_in_one_line(run(folder, command, "/proc/self/mem")) == f"/proc/self/mem: {os.strerror(errno.EIO)}"


@posix
@pytest.mark.parametrize("command", ["render", "check", "build"])
def test_a_plan_that_one_may_not_read_is_named(folder: Path, command: str) -> None:
    (folder / "plan.yaml").chmod(0)
    assert (
        said_in_one_line(run_limited(folder, command, "plan.yaml", prepare=read_only_what_one_may))
        == f"plan.yaml: {os.strerror(errno.EACCES)}"
    )


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_folder_without_plans_is_named(run: Run, folder: Path, command: str) -> None:
    (folder / "empty").mkdir()
    assert refused(run, folder, command, "plan.yaml", "empty") == "empty: no plans (*.yaml) in this folder"


# Files that cannot be written


@posix
@pytest.mark.parametrize(("out", "why"), [("plan.yaml", errno.EEXIST), ("plan.yaml/below", errno.ENOTDIR)])
def test_an_output_folder_that_cannot_be_is_named(run: Run, folder: Path, out: str, why: int) -> None:
    assert refused(run, folder, "build", "plan.yaml", "--out", out) == f"{out}: {os.strerror(why)}"


@posix
@pytest.mark.parametrize(
    ("output", "why"),
    [("plan.yaml/plan.html", errno.ENOTDIR), (".", errno.EISDIR)],
)
def test_an_output_file_that_cannot_be_is_named(run: Run, folder: Path, output: str, why: int) -> None:
    assert refused(run, folder, "render", "plan.yaml", "-o", output) == f"{output}: {os.strerror(why)}"


@linux
@pytest.mark.parametrize(
    "arguments",
    [
        ("render", "plan.yaml"),
        ("check", "plan.yaml"),
        ("check", "plan.yaml", "--format", "json"),
        ("build", "plan.yaml"),
        ("areas",),
        ("--help",),
        ("--version",),
    ],
)
def test_output_to_a_full_disk_is_a_failure(folder: Path, arguments: tuple[str, ...]) -> None:
    done = run_limited(folder, *arguments, stdout="/dev/full")
    assert said_in_one_line(done) == f"standard output: {os.strerror(errno.ENOSPC)}"


@posix
@pytest.mark.parametrize("size", [1, 4096, 12_000])
def test_a_disk_that_fills_up_in_a_build_leaves_the_old_documents(run: Run, folder: Path, size: int) -> None:
    run(folder, "build", "plan.yaml")
    with (folder / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write("        note: new\n")
    before = everything(folder)
    done = run_limited(folder, "build", "plan.yaml", limit=size)
    assert said_in_one_line(done) == f"build/by-kg-small.ru.html: {os.strerror(errno.EFBIG)}"
    assert everything(folder) == before


@posix
def test_a_disk_without_room_leaves_no_part_of_a_document(folder: Path) -> None:
    before = everything(folder)
    done = run_limited(folder, "render", "plan.yaml", "-o", "plan.html", limit=100)
    assert said_in_one_line(done) == f"plan.html: {os.strerror(errno.EFBIG)}"
    assert everything(folder) == before


# Wrong words


@pytest.mark.parametrize(("command", "formats"), [("render", "sms"), ("build", "html,sms")])
def test_a_format_that_nobody_knows_is_refused_with_the_known_ones(
    run: Run, folder: Path, command: str, formats: str
) -> None:
    said = refused(run, folder, command, "plan.yaml", "--format", formats)
    assert said == f"unknown document format “sms”; available: {', '.join(FORMATS)}"


@pytest.mark.parametrize(("command", "languages"), [("render", "de"), ("build", "ru,de")])
def test_a_language_that_nobody_knows_is_refused_with_the_known_ones(
    run: Run, folder: Path, command: str, languages: str
) -> None:
    said = refused(run, folder, command, "plan.yaml", "--lang", languages)
    assert said == "documents cannot be made in “de”; available: en, ru, be, ky"


# Templates


@pytest.mark.parametrize("command", ["render", "build"])
def test_a_folder_of_templates_that_is_not_there_is_named(run: Run, folder: Path, command: str) -> None:
    done = run(folder, command, "plan.yaml", "--templates", "хаус")
    assert said_in_one_line(done) == "хаус: template folder not found"
    assert [name for name in everything(folder) if name != "plan.yaml"] == []


@posix
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('\n{% include "html/no.html" %}', "house/html/title.html:2: template “html/no.html” not found"),
        (
            "\n\n{% if %}",
            "house/html/title.html:3: template error: Expected an expression, got 'end of statement block'",
        ),
        ("{{ document.title | shout }}", "house/html/title.html:1: template error: No filter named 'shout'."),
        ("\n{{ documents.title }}", "house/html/title.html:2: template error: 'documents' is undefined"),
        ("\n\n\n{{ 1 // 0 }}", "house/html/title.html:4: template error: integer division or modulo by zero"),
        ("\n{{ 5 | dictsort }}", "house/html/title.html:2: template error: 'int' object has no attribute 'items'"),
        ("\n{{ none | first }}", "house/html/title.html:2: template error: 'NoneType' object is not iterable"),
        ("ok\n{# Утверждаю #}\n".encode("cp1251"), "house/html/title.html:2: not valid UTF-8; save the file as UTF-8"),
    ],
    ids=["missing", "syntax", "filter", "undefined", "arithmetic", "attribute", "type", "encoding"],
)
def test_a_broken_template_is_named_with_the_line(run: Run, folder: Path, text: str | bytes, said: str) -> None:
    house(folder, "html/title.html", text)
    done = run(folder, "build", "plan.yaml", "--templates", "house")
    assert said_in_one_line(done) == said
    assert set(everything(folder)) == {"plan.yaml", "house/html/title.html"}


@posix
def test_a_template_that_includes_itself_is_named(run: Run, folder: Path) -> None:
    house(folder, "html/title.html", '\n{% include "html/title.html" %}')
    said = refused(run, folder, "render", "plan.yaml", "--templates", "house")
    where, _colon, what = said.partition(": ")
    assert where == "house/html/title.html:2"
    assert what == "template error: the template includes itself; the project’s own template is project/…"


@posix
def test_a_broken_page_of_contents_is_named_too(run: Run, folder: Path) -> None:
    house(folder, "html/index.html", "{{ entry.title }}")
    done = run(folder, "build", "plan.yaml", "--templates", "house")
    assert said_in_one_line(done) == "house/html/index.html:1: template error: 'entry' is undefined"


# Plans side by side


def test_two_plans_of_one_id_stop_each_other_and_no_third(run: Run, folder: Path, small: str) -> None:
    (folder / "same.yaml").write_text(small, encoding="utf-8")
    (folder / "third.yaml").write_text(small.replace("by-kg-small", "third"), encoding="utf-8")
    done = run(folder, "build", "plan.yaml", "same.yaml", "third.yaml", "--format", "md", "--lang", "en")
    assert done.returncode == 1
    place = ["    2 | id: by-kg-small", "      |     ^~~~~~~~~~~"]
    advice = "  help: Give each plan its own id: its documents are named after it."
    assert done.stderr.decode().splitlines() == [
        "plan.yaml:2:5: error[RM015 duplicate-id]: The plan same.yaml also has the id “by-kg-small”.",
        *place,
        advice,
        "",
        "same.yaml:2:5: error[RM015 duplicate-id]: The plan plan.yaml also has the id “by-kg-small”.",
        *place,
        advice,
    ]
    assert set(everything(folder / "build")) == {"third.en.md", "index.html", "index.md"}
    assert run(folder, "check", ".").returncode == 1


def test_a_build_that_makes_nothing_leaves_the_index_as_it_is(run: Run, folder: Path, small: str) -> None:
    assert run(folder, "build", "plan.yaml").returncode == 0
    before = everything(folder / "build")
    (folder / "plan.yaml").write_text(small.replace("[BY, KG]", "[BY, ZZ]"), encoding="utf-8")
    done = run(folder, "build", "plan.yaml")
    assert (done.returncode, done.stdout) == (1, b"files written to build: 0\nplans with errors, not made: 1\n")
    assert everything(folder / "build") == before


def test_what_editors_leave_beside_a_plan_is_no_plan(run: Run, folder: Path) -> None:
    for name in (".plan.yaml", "~$plan.yaml"):
        (folder / name).write_text("nothing", encoding="utf-8")
    assert run(folder, "check", ".").stdout == b"1 plan: 0 errors, 0 warnings, 0 notes\n"


def test_a_broken_plan_stops_only_itself(run: Run, folder: Path, small: str) -> None:
    (folder / "broken.yaml").write_text(small.replace("[BY, KG]", "[BY, ZZ]"), encoding="utf-8")
    alone = run(folder, "build", "plan.yaml", "--out", "alone")
    done = run(folder, "build", ".", "--out", "beside")
    assert (alone.returncode, done.returncode) == (0, 1)
    assert done.stderr.decode().splitlines()[0].startswith("broken.yaml:4:15: error[RM009 no-such-code]: ")
    made, wanted = everything(folder / "beside"), everything(folder / "alone")
    assert made.keys() == wanted.keys()
    assert {name for name in made if made[name] != wanted[name]} == {name for name in made if name.startswith("index")}
    assert b"broken.yaml" in made["index.html"]


# Writing a file whole


@posix
@examples(0.5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1), share=st.floats(0, 1, exclude_max=True))
def test_a_file_stays_as_it_was_when_the_new_text_does_not_fit(tmp_path: Path, text: str, share: float) -> None:
    file = tmp_path / "document.md"
    file.write_bytes(b"old")
    room = int(share * len(text.encode("utf-8")))
    with files_limited_to(room), pytest.raises(OSError, match=r"document\.md") as failure:
        write_atomic(file, text)
    assert (failure.value.errno, failure.value.filename) == (errno.EFBIG, str(file))
    assert everything(tmp_path) == {"document.md": b"old"}


@examples(0.5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_a_text_is_written_in_utf8_with_the_line_ends_it_has(tmp_path: Path, text: str) -> None:
    write_atomic(tmp_path / "document.md", text)
    assert everything(tmp_path) == {"document.md": text.encode("utf-8")}


def test_a_text_that_cannot_be_written_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "document.md"
    file.write_bytes(b"old")
    with pytest.raises(UnicodeEncodeError):
        write_atomic(file, "\ud800")
    assert everything(tmp_path) == {"document.md": b"old"}


def test_many_writers_of_one_file_leave_one_whole_version(tmp_path: Path) -> None:
    file = tmp_path / "document.md"
    texts = [letter * 100_000 for letter in "абвг"]
    failures: list[OSError] = []
    seen: set[str] = set()

    def repeatedly(work: Callable[[], object]) -> Callable[[], None]:
        def worker() -> None:
            try:
                for _time in range(8):
                    work()
            except OSError as error:
                failures.append(error)

        return worker

    write_atomic(file, texts[0])
    writers = [Thread(target=repeatedly(partial(write_atomic, file, text))) for text in texts]
    reader = Thread(target=repeatedly(lambda: seen.add(file.read_text(encoding="utf-8"))))
    for thread in (*writers, reader):
        thread.start()
    for thread in (*writers, reader):
        thread.join()
    assert failures == []
    assert seen <= set(texts)
    assert list(everything(tmp_path)) == ["document.md"]
    assert file.read_text(encoding="utf-8") in texts


@posix
def test_what_is_no_file_gets_the_text_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    write_atomic(pipe, "текст")
    assert os.read(reader, 100).decode() == "текст"
    os.close(reader)
    assert pipe.is_fifo()


@posix
def test_a_link_to_a_file_stays_a_link(tmp_path: Path) -> None:
    link = tmp_path / "link.md"
    link.symlink_to("document.md")
    write_atomic(link, "new")
    assert link.is_symlink()
    assert (tmp_path / "document.md").read_bytes() == b"new"
