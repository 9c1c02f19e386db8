"""Helpers of several test files: the command line in this and another process, tools, numbers of examples."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import pytest
from hypothesis import settings

from roadmap import areas
from roadmap.building.cache import FILE as RECORD

PROJECT = Path(__file__).parents[1]
COMMAND = (sys.executable, "-m", "roadmap")

posix = pytest.mark.skipif(os.name == "nt", reason="needs signals, devices and limits of POSIX")
linux = pytest.mark.skipif(sys.platform != "linux", reason="needs the /proc of Linux")

Done = subprocess.CompletedProcess[bytes]


class Run(Protocol):
    """Run a command of `roadmap` in a folder; keyword arguments are environment variables."""

    def __call__(self, folder: Path, *arguments: str, **own: str) -> Done: ...


def environment(**own: str) -> dict[str, str]:
    """Return the environment plus the given variables, without settings of Python, locale and `roadmap`."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "LC_", "LANG", "ROADMAP"))}
    return {**kept, "PYTHONPATH": str(PROJECT), **own}


def run_process(folder: Path, *arguments: str, **own: str) -> Done:
    """Run a command in a separate process. The fixture `run` is faster; use this only for what needs a process."""
    return subprocess.run([*COMMAND, *arguments], cwd=folder, env=environment(**own), capture_output=True, check=False)


def decoded(done: Done) -> subprocess.CompletedProcess[str]:
    """Return the result of a command with its output as text."""
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def documents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder, without the record of the build."""
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.name != RECORD}


def examples(share: float, **more: Any) -> settings:
    """Return settings with a share of the profile's examples: above 1 for cheap tests, below 1 for costly ones."""
    return settings(max_examples=max(5, round(settings().max_examples * share)), **more)


@contextmanager
def kinds_forgotten(*kinds: str) -> Iterator[None]:
    """Forget the kinds of areas that a test declares. Only tests need this, so the library has no function for it."""
    try:
        yield
    finally:
        for kind in kinds:
            areas._declared.pop(kind, None)


def program(name: str, package: str) -> str:
    """Return the path of a program; fail with the package to install if it is missing."""
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing: install {package}")
    return found


def file_in(variable: str, name: str, package: str) -> Path:
    """Return the file that an environment variable names; fail with the package that contains it if there is none."""
    file = Path(os.environ.get(variable) or "nowhere")
    if not file.is_file():
        pytest.fail(f"{name} is missing: install the npm package {package} and set {variable} to the path of {name}")
    return file
