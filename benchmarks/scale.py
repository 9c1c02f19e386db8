"""Measure how long a whole portfolio takes: `python benchmarks/scale.py [PLANS…]`, by default 25, 50, 100, 200, 400.

Each plan has a hundred measures and becomes eight documents: Russian, Belarusian, Kyrgyz and English, as HTML and
Markdown. Index pages lead to all documents. Every run is the command `roadmap build`, as a person types it. The
script prints seconds by the clock, and the processor seconds of all processes. On a busy machine the processor
seconds are more reliable.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from subprocess import PIPE, Popen
from typing import NamedTuple

import yaml
from large_plan import Kind, large_plan

from roadmap.model.codes import COUNTRY_CODES

LANGUAGES = ("ru", "be", "ky", "en")
MEASURES = 100
PARTNERS = sorted(COUNTRY_CODES - {"BY"})
BOUND_SECONDS, BOUND_MEMORY, BOUND_CHANGED, BOUND_YAML = 15, 400, 0.1, 0.75
"""The project's own bounds for 200 plans on two idle cores."""
ROADMAP = Path(sys.executable).with_name("roadmap")


class Run(NamedTuple):
    """The output of one command, its seconds of the clock and of the processors, and the memory of its largest process.

    The memory is in MB (10^6).
    """

    seconds: float
    processors: float
    memory: float
    status: int
    said: str


def main(sizes: list[int]) -> None:
    """Measure each size in a temporary folder."""
    print(f"load before: {os.getloadavg()[0]:.1f} on {len(os.sched_getaffinity(0))} cores")
    print(f"{'what':<44} {'seconds':>8} {'a plan':>7} {'CPU s':>7} {'MB':>5}  bound")
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            of_size(Path(folder), size)


def of_size(folder: Path, size: int) -> None:
    """Measure all runs with this many plans."""
    plans, out = folder / f"{size}", folder / f"{size}-out"
    make(plans, size)
    bound = f"{BOUND_SECONDS} s, {BOUND_MEMORY} MB" if size == 200 else f"{BOUND_MEMORY} MB"
    first = row(f"{size} plans, {size * 8:,} documents", size, run(plans, out), bound)
    assert first.status == 0
    assert len(list(out.glob("*.*.*"))) == size * 8 + 1  # with the record
    parsed = yaml_seconds(plans)
    ratio = f"{'  all / yaml.load of their texts, one process':<44} {first.seconds / parsed:>8.3f} {'':>7}"
    bound = f"{BOUND_YAML}" if size == 200 else ""
    print(f"{ratio} {first.processors / parsed:>7.3f} {'':>5}  {bound}".rstrip(), flush=True)
    row(f"{size} plans, none changed", size, run(plans, out))
    one = next(plans.iterdir())
    text = one.read_text(encoding="utf-8")
    one.write_text(text.replace("status: planned", "status: done", 1), encoding="utf-8")
    changed = row(f"{size} plans, one changed", size, run(plans, out))
    ratio = f"{'  one changed / all':<44} {changed.seconds / first.seconds:>8.3f} {'':>7}"
    print(
        f"{ratio} {changed.processors / first.processors:>7.3f} {'':>5}  {BOUND_CHANGED if size == 200 else ''}",
        flush=True,
    )
    one.write_text(text.replace("parties: [BY, ", "parties: [ZZ, "), encoding="utf-8")
    broken = row(f"{size} plans rebuilt, one broken", size, run(plans, out, "--force"))
    assert (broken.status, broken.said.splitlines()[:2]) == (
        1,
        [f"files written to {out}: {(size - 1) * 8 + 8}", "plans with errors, not made: 1"],
    )


def make(folder: Path, size: int) -> None:
    """Write this many plans, each with its own partner as long as there are states."""
    folder.mkdir()
    for n in range(size):
        partner = PARTNERS[n % len(PARTNERS)]
        id = f"by-{partner.lower()}-{n}"
        kind = Kind(id, partner, LANGUAGES, LANGUAGES, f"2028-{n % 12 + 1:02}-15", 40 + n * 7 % 450)
        (folder / f"{id}.yaml").write_text(large_plan(MEASURES, kind), encoding="utf-8")


def yaml_seconds(plans: Path) -> float:
    """Return the processor seconds that `yaml.load` needs for the texts of all plans."""
    texts = [file.read_text(encoding="utf-8") for file in plans.iterdir()]
    start = time.process_time()
    for text in texts:
        yaml.load(text, yaml.CSafeLoader)
    return time.process_time() - start


def run(plans: Path, out: Path, *options: str) -> Run:
    """Run `roadmap build` and measure it from outside: the clock, the processors, the largest process."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    before, start = os.times(), time.perf_counter()
    command = [ROADMAP, "build", plans, "--out", out, *options]
    process = Popen(command, stdout=PIPE, stderr=PIPE, env=environment)
    largest: dict[int, int] = {}
    while process.poll() is None:
        largest |= memory(process.pid)
        time.sleep(0.05)
    seconds, after = time.perf_counter() - start, os.times()
    took = after.children_user + after.children_system - before.children_user - before.children_system
    said = process.communicate()[0].decode()
    return Run(seconds, took, max(largest.values()) * 1024 / 1e6, process.returncode, said)


def memory(pid: int) -> dict[int, int]:
    """Return the peak memory of a process and its children so far, in KiB, by process id."""
    found: dict[int, int] = {}
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for each in (pid, *map(int, children)):
            lines = Path(f"/proc/{each}/status").read_text().splitlines()
            found[each] = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))
    except (OSError, StopIteration):  # the process has just ended
        pass
    return found


def row(what: str, plans: int, run: Run, bound: str = "") -> Run:
    """Print a run as a row of the table, and return it."""
    numbers = f"{run.seconds:>8.2f} {run.seconds / plans:>7.3f} {run.processors:>7.2f} {run.memory:>5.0f}"
    print(f"{what:<44} {numbers}  {bound}".rstrip(), flush=True)
    return run


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [25, 50, 100, 200, 400])
