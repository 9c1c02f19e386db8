"""Measure speed as ratios within one run: `python benchmarks/speed.py [ROUNDS]`.

Word and PDF have no comparison: their rows are seconds and megabytes of this machine.

Seconds differ between machines and hours. So each work is timed in turn with its comparison. The script prints the
median of the ratios beside the project's own bound.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from large_plan import large_plan

PROJECT = Path(__file__).parents[1]

# A script for work on the large plan, in its own process: prints the processor time of the work alone.
WORK = """
import sys, time
from pathlib import Path
text = Path(sys.argv[1]).read_text(encoding="utf-8")
{imports}
best = 1e9
for _ in range(5):
    {before}
    start = time.process_time()
    {work}
    best = min(best, time.process_time() - start)
print(best)
"""
OURS = WORK.format(
    imports="import roadmap; roadmap.loads, roadmap.check, roadmap.render",
    before="pass",
    work="plan = roadmap.loads(text); roadmap.check(plan); roadmap.render(plan, format='html', language='ru')",
)
YAML = WORK.format(imports="import yaml", before="pass", work="yaml.load(text, yaml.CSafeLoader)")
AS_COMMAND = "import gc; gc.set_threshold(100_000)\n"  # as in `roadmap.cli.main`
READ_ONLY = WORK.format(imports="import roadmap; roadmap.loads", before="pass", work="roadmap.loads(text)")
ONE_DOCUMENT = WORK.format(
    imports="import roadmap; roadmap.loads, roadmap.render",
    before="plan = roadmap.loads(text)",
    work="roadmap.render(plan, format='{to}', language='ru')",
)


def main(rounds: int) -> None:
    """Print every ratio with its bound."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as folder:
        plans = {}
        for measures in (100, 200, 300, 2000, 5000):
            plans[measures] = Path(folder) / f"{measures}.yaml"
            plans[measures].write_text(large_plan(measures), encoding="utf-8")
        out = str(Path(folder) / "out.html")
        print(f"{'what':<58} {'is':>7} {'bound':>7}")
        python = [sys.executable, "-c"]
        roadmap = [str(Path(sys.executable).with_name("roadmap"))]
        sample = str(PROJECT / "plans" / "kyrgyzstan.yaml")
        four = [*python, "import attrs, cattrs, yaml, jinja2"]
        row("loads + check + render of 2,000 measures / yaml.load", works(rounds, OURS, YAML, plans[2000]), 1)
        row("loads alone of 2,000 measures / yaml.load", works(rounds, READ_ONLY, YAML, plans[2000]), None)
        for to, bound in (("html", 0.35), ("md", 0.25)):
            script = AS_COMMAND + ONE_DOCUMENT.replace("{to}", to)
            row(f"{to} of 100 measures / yaml.load", works(rounds, script, AS_COMMAND + YAML, plans[100]), bound)
        for language in ("en", "ru"):
            help = [*roadmap, "--ui-lang", language, "--help"]
            row(
                f"roadmap --help in “{language}” / python -c pass",
                commands(rounds, help, [*python, "pass"], environment),
                3,
            )
        render = [*roadmap, "render", sample, "-o", out]
        row("roadmap render kyrgyzstan / importing the four", commands(rounds, render, four, environment), 2)
        large, little = plans[5000], plans[100]
        calm = AS_COMMAND + OURS
        row("5,000 measures / 50 times 100, as the command runs", works(rounds, calm, calm, large, little, 50), 1)
        row("the same at Python's own pace of collecting garbage", works(rounds, OURS, OURS, large, little, 50), None)
        once = [*roadmap, "render", str(plans[2000]), "-o", out]
        row("peak memory of 2,000 measures, MB", peak(once, environment), 120)
        for to, measures, seconds, megabytes in (("docx", 200, 3, None), ("pdf", 300, 2, 200)):
            make = [*roadmap, "render", str(plans[measures]), "--lang", "ru", "-o", str(Path(folder) / f"out.{to}")]
            row(f"{to} of {measures} measures, the whole command, seconds", whole(rounds, make, environment), seconds)
            row("peak memory of the same, MB", peak(make, environment), megabytes)


def row(what: str, value: float, bound: float | None) -> None:
    """Print a value with its bound."""
    print(f"{what:<58} {value:>7.2f} {bound if bound is not None else '':>7}", flush=True)


def works(rounds: int, one: str, other: str, plan: Path, other_plan: Path | None = None, times: int = 1) -> float:
    """Return the median ratio of the work of two scripts, each in its own process, in turn."""
    ratios = []
    for _ in range(rounds):
        ours, theirs = worked(one, plan), worked(other, other_plan or plan)
        ratios.append(ours / (theirs * times))
    return statistics.median(ratios)


def worked(script: str, plan: Path) -> float:
    """Return the processor seconds of the work of a script."""
    said = subprocess.run([sys.executable, "-c", script, str(plan)], check=True, capture_output=True, text=True)
    return float(said.stdout)


def commands(rounds: int, one: Sequence[str], other: Sequence[str], environment: dict[str, str]) -> float:
    """Return the median ratio of the times of two whole commands, in turn.

    A first run of each command compiles the bytecode.
    """
    ratios = []
    for round in range(rounds * 3 + 1):
        ours, theirs = timed(one, environment), timed(other, environment)
        if round:
            ratios.append(ours / theirs)
    return statistics.median(ratios)


def whole(rounds: int, command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the median seconds of a whole command, after a first unmeasured run."""
    timed(command, environment)
    return statistics.median(timed(command, environment) for _ in range(rounds))


def timed(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the seconds of a whole process."""
    start = time.perf_counter()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def peak(command: Sequence[str], environment: dict[str, str]) -> float:
    """Return the peak memory of a process in megabytes (10^6)."""
    script = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
    script += "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    said = subprocess.run(
        [sys.executable, "-c", script, *command], check=True, env=environment, capture_output=True, text=True
    )
    return int(said.stdout) * 1024 / 1e6


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
