"""Builds that are interrupted or killed leave each document whole, and no process."""

import os
import random
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from support import COMMAND, documents, environment, linux, posix, run_process

import roadmap


def put(folder: Path, count: int, small: str) -> Path:
    """So many small plans in `plans`."""
    (folder / "plans").mkdir(exist_ok=True)
    for number in range(count):
        (folder / "plans" / f"{number:03}.yaml").write_text(of(small, number), encoding="utf-8")
    return folder / "plans"


def of(small: str, number: int) -> str:
    """One of many small plans."""
    return small.replace("by-kg-small", f"plan-{number:03}").replace("133", str(133 + number))


def built(folder: Path, **options: Any) -> tuple[dict[str, bytes], list[str]]:
    """The documents of `plans` in `out`, and what is wrong in the plans."""
    try:
        roadmap.build([folder / "plans"], output_dir=folder / "out", **options)
    except roadmap.PlanError as error:
        return documents(folder / "out"), [str(each) for each in error.diagnostics]
    return documents(folder / "out"), []


@linux
def test_a_process_that_is_killed_is_told_of(tmp_path: Path, small: str) -> None:
    put(tmp_path, 300, small)
    failure: list[BaseException] = []

    def work() -> None:
        try:
            built(tmp_path, workers=2)
        except roadmap.WorkerLostError as lost:
            failure.append(lost)

    builder = Thread(target=work)
    builder.start()
    while not (tmp_path / "out" / "plan-010.ru.html").exists():
        time.sleep(0.01)
    os.kill(children(os.getpid())[0], signal.SIGKILL)
    builder.join()
    assert [str(each) for each in failure] == ["a worker process stopped before it finished; is there enough memory?"]
    assert children(os.getpid()) == []


def children(pid: int) -> list[int]:
    """The processes that make documents for a process."""
    found = []
    for each in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            parent = (each / "stat").read_text().rpartition(")")[2].split()[1]
            if int(parent) == pid and b"--multiprocessing-fork" in (each / "cmdline").read_bytes():
                found.append(int(each.name))
    return found


@pytest.fixture
def old_and_new(tmp_path: Path, small: str) -> tuple[Path, dict[str, bytes], dict[str, bytes]]:
    """A folder with the documents of old plans and the texts of new ones; the documents of both."""
    folder = put(tmp_path, 200, small + f"# {'long ' * 1800}\n")  # long enough for several processes
    old, _none = built(tmp_path, workers=2)
    kept = tmp_path / "kept"
    shutil.copytree(tmp_path / "out", kept)
    for file in folder.iterdir():
        text = file.read_text("utf-8").replace("Resume assembly", "Begin assembly").replace("Возобновить", "Начать")
        file.write_text(text, encoding="utf-8")
    new, _none = built(tmp_path, workers=2)
    assert all(old[name] != new[name] for name in old if not name.startswith("index"))
    shutil.rmtree(tmp_path / "out")
    kept.rename(tmp_path / "out")
    return tmp_path, old, new


@linux
@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_a_build_that_is_cut_short_leaves_whole_files(
    old_and_new: tuple[Path, dict[str, bytes], dict[str, bytes]], how: signal.Signals
) -> None:
    folder, old, new = old_and_new
    chance, cut, with_workers = random.Random(how), 0, 0  # noqa: S311 - nothing is kept secret
    for _time in range(6):
        process = subprocess.Popen(
            [*COMMAND, "build", "plans", "--out", "out", "--force"],
            cwd=folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        )
        while not children(process.pid) and process.poll() is None:
            time.sleep(0.02)  # Python itself is starting, which knows of Ctrl-C in its own way
        time.sleep(chance.uniform(0, 1.5))
        workers = children(process.pid)
        with_workers += len(workers) > 1
        with suppress(ProcessLookupError):
            process.send_signal(how)
        said = process.communicate()
        cut += process.returncode != 0
        deadline = time.monotonic() + 20
        while any(Path(f"/proc/{pid}").exists() for pid in workers) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not [pid for pid in workers if Path(f"/proc/{pid}").exists()], "processes are left behind"
        now = documents(folder / "out")
        parts = {name for name in now if name.endswith(".part")}
        if how is signal.SIGINT:
            assert (process.returncode in (0, 130), parts, said[1]) == (True, set(), b"")
        assert {name for name in set(now) - parts if now[name] not in (old[name], new[name])} == set()
        assert set(now) - parts == set(new)
    assert cut, "every build was quicker than it was cut short"
    assert with_workers
    assert built(folder)[0] == new


@posix
def test_ctrl_c_leaves_whole_files_only_and_says_nothing(tmp_path: Path, small: str) -> None:
    folder = tmp_path
    (folder / "plans").mkdir()
    for number in range(1000):
        text = small.replace("by-kg-small", f"plan-{number:04}")
        (folder / "plans" / f"{number:04}.yaml").write_text(text, encoding="utf-8")
    out = folder / "build"
    with subprocess.Popen(
        [*COMMAND, "build"],
        cwd=folder,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        while process.poll() is None and not (out / "plan-0020.ru.html").exists():
            pass
        process.send_signal(signal.SIGINT)
        printed, complained = process.communicate()
    assert (process.returncode, printed, complained) == (130, b"", b"")
    made = documents(out)
    assert not [name for name in made if not name.endswith((".html", ".md"))]
    (folder / "small.yaml").write_text(small, encoding="utf-8")
    run_process(folder, "build", "small.yaml", "--out", "whole")
    whole = documents(folder / "whole")
    for name, content in made.items():
        id, rest = name.split(".", 1)
        assert content.replace(id.encode(), b"by-kg-small") == whole[f"by-kg-small.{rest}"], name
