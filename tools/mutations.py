"""`python -m tools.mutations [NUMBER…]`: apply small faults to a copy of the source and show that the tests catch each.

`mutations.toml` lists the faults: a file, the text to replace (it occurs there exactly once), its replacement, and the test
files that should notice. Each fault is applied alone. Prints one line per fault and the count; returns 1 if more than
`ALLOWED` survive. By default only the named test files run; with `--all`, all default tests.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

__all__ = ["ALLOWED", "apply", "main", "mutations"]

PROJECT = Path(__file__).parents[1]
PARTS = (
    "roadmap",
    "templates",
    "plans",
    "tests",
    "tools",
    "benchmarks",
    "docs",
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "pyproject.toml",
)

ALLOWED = 2
"""So many faults may survive."""


def mutations() -> list[dict[str, Any]]:
    """Return the faults of `mutations.toml`, in order.

    >>> sorted(mutations()[0])
    ['file', 'new', 'old', 'tests']
    """
    text = (PROJECT / "tools" / "mutations.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["mutation"]  # type: ignore[no-any-return]


def apply(mutation: dict[str, Any], project: Path) -> None:
    """Apply one fault to the files of a project.

    Raises:
        ValueError: The text to replace does not occur exactly once.
    """
    file = project / mutation["file"]
    text = file.read_text(encoding="utf-8")
    if text.count(mutation["old"]) != 1:
        raise ValueError(f"{mutation['file']}: {mutation['old']!r} occurs {text.count(mutation['old'])} times")
    file.write_text(text.replace(mutation["old"], mutation["new"]), encoding="utf-8")


def _fails(fault: dict[str, Any] | None, tests: Sequence[str]) -> bool:
    """Copy the project, apply a fault to the copy, run tests there, and return whether one fails."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in PARTS:
            if (PROJECT / part).is_dir():
                shutil.copytree(PROJECT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(PROJECT / part, copy / part)
        if fault is not None:
            apply(fault, copy)
        command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *tests]
        environment = os.environ | {"PYTHONPATH": str(copy)}
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, check=False)  # noqa: S603
        return done.returncode != 0


def _results(faults: Sequence[dict[str, Any]], whole: bool, workers: int) -> Iterator[bool]:
    """Yield whether each fault is caught.

    Raises:
        RuntimeError: The tests fail without a fault, so that they would show nothing.
    """
    tests = [] if whole else sorted({file for fault in faults for file in fault["tests"]})
    if _fails(None, tests):
        raise RuntimeError("the tests fail without a fault")
    with ThreadPoolExecutor(workers) as pool:
        yield from pool.map(lambda fault: _fails(fault, [] if whole else fault["tests"]), faults)


def main(arguments: list[str]) -> int:
    """Run some faults, or all, and return the status of the process."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutations", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("numbers", metavar="NUMBER", type=int, nargs="*", help="faults to apply (default: all)")
    parser.add_argument("--all", action="store_true", help="run all default tests, not only the named files")
    parser.add_argument("--workers", type=int, default=2, help="faults tried at the same time (default: 2)")
    options = parser.parse_args(arguments)
    listed, survivors = mutations(), 0
    chosen = options.numbers or list(range(1, len(listed) + 1))
    faults = [listed[number - 1] for number in chosen]
    for number, one, caught in zip(chosen, faults, _results(faults, options.all, options.workers), strict=True):
        survivors += not caught
        sys.stdout.write(
            f"{number:3} {'caught' if caught else 'SURVIVED'} {one['file']}: {one['old']} → {one['new']}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(f"caught: {len(chosen) - survivors} of {len(chosen)}\n")
    return 1 if survivors > ALLOWED else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
