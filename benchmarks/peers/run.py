"""Compare this project with its peers, on the same measures: `python benchmarks/peers/run.py`.

Each peer is installed from PyPI in its own environment (TaskJuggler is Debian's `tj3`). It reads the measures in its
own format and makes HTML of them. The script prints a Markdown table of medians for whole processes: wall time,
processor time and peak memory. Each round runs every peer once, in a new folder, so that no peer finds files of an
earlier run. A run counts only if the HTML contains every measure. Runs on Linux, with Python 3.12 or newer, which
RenderCV needs.
"""

import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import astuple, dataclass
from itertools import product
from pathlib import Path

import inputs
from measures import RESULT, TITLE, Area, areas

PROJECT = Path(__file__).parents[2]
COUNTS = (30, 2000)
LIMIT = 600
"""The most seconds for one run of a peer."""
ANY_TITLE = re.compile(r"\d+".join(map(re.escape, TITLE.split("{n}"))))
HEAD = (
    "",
    "version",
    "makes and checks",
    "falls short",
    *(text for count in COUNTS for text in (f"{count:,}: s", "CPU s", "MB")),
)


@dataclass(frozen=True)
class Peer:
    """A program that makes HTML of measures.

    Attributes:
        packages: The packages that pip installs, with versions, the peer itself first; empty for a program of the
            system.
        write: Returns the areas in the peer's format, as names of files and texts.
        command: The command that makes HTML in the folder `out`.
        makes: What it produces in the measured time.
        falls_short: What it lacks.
    """

    name: str
    packages: tuple[str, ...]
    write: Callable[[Sequence[Area]], inputs.Files]
    command: tuple[str, ...]
    makes: str
    falls_short: str


OURS = Peer(
    name="roadmap",
    packages=(str(PROJECT),),
    write=inputs.roadmap,
    command=("roadmap", "build", "plan.yaml", "--to", "html", "--lang", "en", "--out", "out"),
    makes="a page with a calendar, tables by area and an index of plans; checks every rule",
    falls_short="no search, no schedule from durations, no fields of one's own in a measure",
)
PEERS = (
    OURS,
    Peer(
        name="RenderCV",
        packages=("rendercv[full]==2.8",),
        write=inputs.rendercv,
        command=("rendercv", "render", "plan.yaml", "--output-folder", "out"),
        makes="a page and Markdown; checks fields and dates",
        falls_short="no table; bodies, statuses and dependencies are plain text; days are shown as months",
    ),
    Peer(
        name="StrictDoc",
        packages=("strictdoc==0.30.4",),
        write=inputs.strictdoc,
        # In one process, so that its memory is the total: a single document has no work for several.
        command=("strictdoc", "export", ".", "--no-parallelization", "--output-dir", "out"),
        makes="a page, a table, two pages of dependencies, search; checks fields, choices, ids, dependencies, cycles",
        falls_short="deadlines and bodies are plain text here",
    ),
    Peer(
        name="sphinx-needs",
        packages=("sphinx-needs==9.1.0", "sphinx==9.1.1"),
        write=inputs.sphinx_needs,
        command=("sphinx-build", "--quiet", ".", "out"),
        makes="a page an area, a table of all, search; checks fields, choices, ids, dependencies",
        falls_short="deadlines and bodies are plain text here; cycles pass",
    ),
    Peer(
        name="TaskJuggler",
        packages=(),
        write=inputs.taskjuggler,
        command=("tj3", "--silent", "--output-dir", "out", "plan.tjp"),
        makes="a table, after scheduling; checks bodies, dependencies, cycles, deadlines",
        falls_short="deadlines other than days are plain text; no document around the table",
    ),
)


@dataclass(frozen=True)
class Run:
    """The measurements of one run: seconds by the clock, seconds of the processor, megabytes (10^6)."""

    seconds: float
    processor: float
    megabytes: float


Outcome = Run | str
"""A run, or the reason in two or three words why there is no figure."""


def main(rounds: int, into: Path, peers: Sequence[Peer]) -> None:
    """Run every peer, and print the table."""
    programs = {peer.name: installed(peer, into) for peer in peers}
    plans = {count: areas(count) for count in COUNTS}
    for peer in peers:  # one unmeasured run compiles the bytecode
        outcome(peer, programs[peer.name], plans[COUNTS[0]], into)
    outcomes: dict[tuple[str, int], list[Outcome]] = {(peer.name, count): [] for count in COUNTS for peer in peers}
    for _round in range(rounds):
        for peer, count in product(peers, COUNTS):
            so_far = outcomes[peer.name, count]
            if not any(isinstance(one, str) for one in so_far):  # a failed peer does not run again
                so_far.append(outcome(peer, programs[peer.name], plans[count], into))
                print(f"{peer.name}, {count:,}: {so_far[-1]}", file=sys.stderr, flush=True)
    rows = []
    for peer in peers:
        cells = (cell for count in COUNTS for cell in figures(outcomes[peer.name, count]))
        rows.append((peer.name, version(peer, programs[peer.name]), peer.makes, peer.falls_short, *cells))
    print(table(rows), end="")
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, medians of {rounds}.")


def installed(peer: Peer, into: Path) -> Path | None:
    """Return the command of a peer, with the pinned packages installed by pip; None if it is not available."""
    name = peer.command[0]
    if not peer.packages:
        found = shutil.which(name)
        return Path(found) if found else None
    environment = into / "environments" / name
    if not environment.exists():
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "python", "-m", "pip", "install", "--quiet", "--quiet", *peer.packages]
    return environment / "bin" / name if subprocess.run(pip).returncode == 0 else None


def version(peer: Peer, program: Path | None) -> str:
    """Return the pinned version, or the version that the program reports."""
    if peer.packages and peer is not OURS:
        own, *others = (package.split("==") for package in peer.packages)
        return ", ".join((own[1], *(f"{name.capitalize()} {number}" for name, number in others)))
    if program is None:
        return "–"
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout
    return next(word for word in said.split() if word[0].isdigit())


def outcome(peer: Peer, program: Path | None, plan: Sequence[Area], into: Path) -> Outcome:
    """Return the measurements of one run in a new folder, or the reason why there are none."""
    if program is None:
        return "not installed"
    with tempfile.TemporaryDirectory(dir=into) as folder:
        return outcome_in(Path(folder), peer, program, plan)


def outcome_in(folder: Path, peer: Peer, program: Path, plan: Sequence[Area]) -> Outcome:
    """Return the outcome of one run in a folder."""
    (folder / "out").mkdir()
    for name, text in peer.write(plan).items():
        (folder / name).write_text(text, encoding="utf-8")
    run, code = alone([str(program), *peer.command[1:]], folder)
    if run.seconds >= LIMIT:
        return f"over {LIMIT} s"
    if code:
        print((folder / "log.txt").read_text(encoding="utf-8", errors="replace")[-2000:], file=sys.stderr)
        return "fails"
    left_out = missing(plan, (file.read_text(encoding="utf-8") for file in (folder / "out").rglob("*.html")))
    return f"leaves out {left_out:,}" if left_out else run


def alone(command: Sequence[str], folder: Path) -> tuple[Run, int]:
    """Return the measurements and the exit code of a command in a folder, without the user's settings and caches."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(folder / "home"), "LANG": "C.UTF-8"}
    driver = [sys.executable, "-I", "-S", Path(__file__).with_name("alone.py"), str(LIMIT), "log.txt"]
    said = subprocess.run([*driver, *command], cwd=folder, env=environment, stdout=subprocess.PIPE, check=True).stdout
    *took, code = said.split()
    return Run(*map(float, took)), int(code)


def missing(plan: Sequence[Area], pages: Iterable[str]) -> int:
    """Return how many titles of measures the pages lack, or how many results if that is more."""
    titles = {measure.title for area in plan for measure in area.measures}
    wanted, results = len(titles), 0
    for page in pages:
        titles.difference_update(ANY_TITLE.findall(page))
        results += page.count(RESULT)
    return max(len(titles), wanted - results)


def figures(outcomes: Sequence[Outcome]) -> tuple[str, str, str]:
    """Return the medians of both times and of the memory as texts, or the reason why there are none."""
    runs = [one for one in outcomes if isinstance(one, Run)]
    reasons = [one for one in outcomes if isinstance(one, str)]
    if reasons:
        return reasons[0], "–", "–"
    *times, megabytes = (statistics.median(values) for values in zip(*map(astuple, runs), strict=True))
    seconds, processor = (f"{time:.2f}" if time < 10 else f"{time:.1f}" for time in times)
    return seconds, processor, f"{megabytes:.0f}"


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, with the figures aligned on the right."""
    rule = [":--"] * 4 + ["--:"] * (len(HEAD) - 4)
    return "".join(f"| {' | '.join(row)} |\n" for row in (HEAD, rule, *rows))


if __name__ == "__main__":
    names = [peer.name for peer in PEERS]
    parser = argparse.ArgumentParser(description="The same measures through this project and its peers, as a table.")
    parser.add_argument("--rounds", type=int, default=3, help="how often each peer runs (default: 3)")
    parser.add_argument(
        "--into", type=Path, help="a folder for environments and files, kept (default: a temporary folder)"
    )
    parser.add_argument("--only", action="append", choices=names, help="a peer; may be repeated (default: all)")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        into = (chosen.into or Path(temporary)).resolve()
        into.mkdir(parents=True, exist_ok=True)
        main(max(chosen.rounds, 1), into, [peer for peer in PEERS if peer.name in (chosen.only or names)])
