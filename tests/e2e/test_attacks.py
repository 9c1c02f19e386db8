"""Texts made to break a reader end with a mistake that has a place, in little memory; each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import roadmap
from roadmap.reading.limits import MAX_BYTES, MAX_FOUND

TESTS = Path(__file__).parent

HEAD = "format: 1\nid: by-kg\ntitle: A roadmap\nparties: [BY, KG]\nperiod: 2026-2030\nlanguages: [en]\n"
AREA = "areas:\n  - kind: tractors\n    title: Tractors\n"
MEASURE = "      - {{id: M-{n}, title: A, due: 2027, lead: [{lead}]}}\n"


Making = Callable[[], str]


FULL = MAX_BYTES - 2_000


def bomb(levels: int) -> str:
    lines = ["l0: &l0 [x, x, x, x, x, x, x, x, x, x]\n"]
    lines += [f"l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 10)}]\n" for n in range(1, levels)]
    return HEAD + "".join(lines)


def filled(head: str, line: str, size: int = FULL) -> str:
    """A text of the size, of a line again and again; `{n}` in it counts."""
    if "{n}" not in line:
        return head + line * ((size - len(head)) // len(line.encode()))
    return head + "".join(line.format(n=n) for n in range((size - len(head)) // (len(line) + 6)))


def measures(lead: str, count: int, bodies: int = 1) -> str:
    known = "bodies:\n" + "".join(f"  body-{n}: {{name: B}}\n" for n in range(bodies))
    return (
        HEAD
        + known
        + AREA
        + "    measures:\n"
        + "".join(MEASURE.format(n=n, lead=lead.format(n=n)) for n in range(count))
    )


def trade(turnover: str, count: int) -> str:
    return "trade:\n  currency: USD\n  figures:\n" + f"    - {{period: 2025, turnover: {turnover}}}\n" * count


def each_measure(line: str, count: int = 40_000) -> str:
    """A plan in each of whose measures the line stands."""
    one = "      - id: M-{n}\n        title: A\n        lead: []\n"
    if not line.startswith("due"):
        one += "        due: 2027\n"
    return (
        HEAD
        + AREA
        + "    measures:\n"
        + "".join((one + f"        {line}\n").replace("{n}", str(n)) for n in range(count))
    )


ATTACKS: dict[str, tuple[str, Making]] = {
    "a hundred thousand brackets": ("RM010", lambda: "[" * 100_000),
    "brackets below a key": ("RM010", lambda: HEAD + "preamble: " + "[" * 100_000),
    "a hundred thousand braces": ("RM010", lambda: "{" * 100_000),
    "a bomb of ten levels": ("RM010", lambda: bomb(10)),
    "one line of ten megabytes": ("RM010", lambda: HEAD + "preamble: " + "a" * 10_000_000),
    "one line of ten megabytes with a colon": ("RM002", lambda: HEAD + "preamble: " + "a: " * 3_400_000),
    "one line of entries": ("RM010", lambda: HEAD + "areas: [" + "a, " * 3_400_000 + "]"),
    "an open quote over ten megabytes": ("RM002", lambda: HEAD + 'preamble: "' + "a\n" * 5_000_000),
    "keys that nobody knows": ("RM010", lambda: filled(HEAD, "key-{n}: 1\n")),
    "half a million keys that nobody knows": ("RM004", lambda: filled(HEAD, "key-{n}: 1\n", 8_000_000)),
    "one key again and again": ("RM010", lambda: filled(HEAD, "stage: agreed\n")),
    "one key with a long text again and again": ("RM003", lambda: filled(HEAD, "preamble: " + "a" * 200 + "\n")),
    "areas that are none": ("RM010", lambda: filled(HEAD + "areas:\n", "  - tractors\n")),
    "long areas that are none": ("RM006", lambda: filled(HEAD + "areas:\n", "  - " + "a" * 60 + "\n")),
    "areas without anything": ("RM005", lambda: filled(HEAD + "areas:\n", "  - {title: " + "a" * 90 + "}\n")),
    "areas of an unknown kind": (
        "RM007",
        lambda: filled(HEAD + "areas:\n", "  - {kind: tractor, title: " + "a" * 90 + "}\n"),
    ),
    "years that are none": (
        "RM008",
        lambda: filled(HEAD + AREA + "    adds_to_trade:\n", "      a{n}: " + "1" * 50 + "\n"),
    ),
    "tabs": ("RM002", lambda: filled(HEAD, "\ta: b\n")),
    "lines without a colon": ("RM002", lambda: filled(HEAD, "word\n")),
    "brackets that nobody opened": ("RM002", lambda: filled(HEAD, "a{n}: ]\n")),
    "characters that no text may hold": ("RM013", lambda: filled(HEAD, "#\u0008\n")),
    "leads that are not there": ("RM014", lambda: measures("nobody-{n}", 60_000, 20_000)),
    "leads that are there": ("RM005", lambda: measures("body-{n}", 30_000, 30_000).replace("title: A roadmap\n", "")),
    "one lead again and again": ("RM015", lambda: measures("body-0, body-0", 60_000)),
    "one list of many leads": ("RM014", lambda: measures(", ".join(f"x{n}" for n in range(100_000)), 1)),
    "one id again and again": (
        "RM015",
        lambda: HEAD + AREA + "    measures:\n" + MEASURE.format(n=1, lead="") * 60_000,
    ),
    "a line of dashes": ("RM002", lambda: HEAD + "-" * 90_000),
    "nothing but dashes": ("RM010", lambda: "- " * 8_000_000),
    "a list of nothings": ("RM010", lambda: filled("", "- \n")),
    "keys of look-alikes": ("RM004", lambda: filled(HEAD, "ѕtаgе-{n}: 1\n", 8_000_000)),
    "long keys that nobody knows": ("RM004", lambda: filled(HEAD, "a" * 1000 + "{n}: 1\n")),
    "numbers without end": ("RM007", lambda: HEAD + trade("1" * 99_000, 160)),
    "numbers with many decimals": ("RM007", lambda: HEAD + trade("0." + "1" * 40, 60_000)),
    "words for numbers": ("RM004", lambda: HEAD + trade("12,5", 60_000)),
    "days that no calendar has": ("RM008", lambda: each_measure("due: 2027-02-30")),
    "words for dates": ("RM008", lambda: each_measure("due: мая 2027 года")),
    "words that nobody may choose": ("RM007", lambda: each_measure("status: plannd")),
    "characters escaped": ("RM013", lambda: each_measure('result: "a\\u202eb"')),
    "semicolons between entries": ("RM014", lambda: each_measure("partners: [a;b{n}, c;d]")),
    "odd spaces": ("RM004", lambda: each_measure("\u00a0note: a")),
    "keys missing and mistyped": (
        "RM004",
        lambda: filled(
            HEAD + AREA + "    measures:\n",
            "      - {idd: M-{n}, tite: A, du: 2027, led: []}\n".replace("{i", "{{i").replace("[]}", "[]}}"),
            3_000_000,
        ),
    ),
    "ids of a hundred thousand letters": (
        "RM014",
        lambda: measures(", ".join(f"x{n}" for n in range(2_000)), 1).replace(
            "  body-0:", "".join(f"  ? {n}{'a' * 99_000}\n  : {{name: B}}\n" for n in range(100)) + "  body-0:"
        ),
    ),
    "a long id by its mark": (
        "RM010",
        lambda: (
            HEAD.replace("A roadmap", "&long " + "a" * 99_000)
            + AREA
            + "    measures:\n"
            + MEASURE.format(n=1, lead=", ".join(["*long "] * 200_000))
        ),
    ),
    "a long key by its mark": (
        "RM010",
        lambda: (
            HEAD
            + "areas:\n  - &all {kind: tractors, title: T, adds_to_trade: {? "
            + "1" * 99_000
            + " : x}}\n"
            + "  - *all\n" * 100_000
        ),
    ),
    "merges of many keys": (
        "RM004",
        lambda: (
            HEAD
            + "common: &common\n"
            + "".join(f"  key-{n}: 1\n" for n in range(5_000))
            + "areas:\n"
            + "  - {<<: *common}\n" * 90
        ),
    ),
    "merges of merges": (
        "RM010",
        lambda: (
            HEAD + "a0: &a0 {x: 1}\n" + "".join(f"a{n}: &a{n} {{<<: *a{n - 1}, k{n}: 1}}\n" for n in range(1, 5_000))
        ),
    ),
    "a hundred thousand marks": ("RM004", lambda: HEAD + "".join(f"k{n}: &m{n} a\n" for n in range(100_000))),
    "a hundred thousand marks that are not set": (
        "RM012",
        lambda: HEAD + "".join(f"k{n}: *m{n}\n" for n in range(100_000)),
    ),
    "a hundred thousand tags": ("RM012", lambda: HEAD + "".join(f"k{n}: !t{n} a\n" for n in range(100_000))),
    "areas of many unknown kinds": (
        "RM007",
        lambda: filled(HEAD + "areas:\n", "  - {{kind: tractor-{n}, title: A}}\n", 5_000_000),
    ),
    "sources that are empty": ("RM006", lambda: filled(HEAD + "sources:\n", "  source-{n}:\n", 8_000_000)),
    "states by their names": (
        "RM009",
        lambda: filled(HEAD + "bodies:\n", "  b-{n}: {{name: B, party: Кыргызстанн{n}}}\n", 5_000_000),
    ),
    "two states again and again": ("RM015", lambda: HEAD.replace("[BY, KG]", "[" + "BY, KG, " * 400_000 + "]")),
    "states that are none": (
        "RM009",
        lambda: HEAD.replace("[BY, KG]", "[" + "".join(f"X{n}, " for n in range(400_000)) + "]"),
    ),
    "languages that are none": (
        "RM009",
        lambda: HEAD.replace("A roadmap", "{" + "".join(f"x{n}: a, " for n in range(400_000)) + "}"),
    ),
    "one comment": ("RM005", lambda: "id: a\n#" + "a" * FULL),
    "many comments": ("RM005", lambda: filled("id: a\n", "#\n")),
    "many empty lines": ("RM005", lambda: filled("id: a\n", "\n")),
    "many documents": ("RM011", lambda: filled(HEAD, "---\n")),
    "a block of sixteen mebibytes": ("RM010", lambda: filled(HEAD + "preamble: |\n", "  a\n")),
    "dashes forgotten": ("RM003", lambda: HEAD + AREA + "    kind: cars\n    title: Cars\n" * 100_000),
}


def run(name: str) -> None:
    """Read one text, and print what it took beside the making of the text."""
    import gc
    import time

    gc.set_threshold(100_000)  # as `roadmap.cli.main` has it

    text = ATTACKS[name][1]()
    roadmap.load, roadmap.loads  # noqa: B018
    content = text.encode()
    del text
    start, started = time.perf_counter(), time.process_time()
    codes, last = [], None
    try:
        from roadmap.reading import decode

        roadmap.loads(decode(content, "plan.yaml"), name="plan.yaml")
    except roadmap.PlanError as error:
        found = error.diagnostics
        codes = [diagnostic.code for diagnostic in found]
        last = [found[-1].line, found[-1].column, found[-1].message]
    took = {"seconds": time.perf_counter() - start, "of the processor": time.process_time() - started}
    print(json.dumps({"codes": codes, "last": last, "MB": highest() / 1e6, **took}))  # noqa: T201


def highest() -> int:
    """The most bytes that this process has held. What `getrusage` says begins with what the process held that started it."""
    status = Path("/proc/self/status")
    if status.exists():
        return next(
            int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith("VmHWM:")
        )
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def measured(name: str) -> dict[str, Any]:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(TESTS)!r}); import test_attacks; test_attacks.run({name!r})",
        ],
        capture_output=True,
        check=True,
        timeout=120,  # whatever else the machine does: a reader that hangs
    )
    said: dict[str, Any] = json.loads(done.stdout)
    return said


@pytest.mark.parametrize("name", ATTACKS)
def test_a_text_made_to_break_the_reader_takes_little(name: str) -> None:
    took = measured(name)
    assert ATTACKS[name][0] in took["codes"]
    assert len(took["codes"]) <= MAX_FOUND + 1
    assert took["last"][0] >= 1
    assert took["last"][1] >= 1
    assert took["MB"] < 300  # what it takes in seconds, `python tests/e2e/test_attacks.py` prints


if __name__ == "__main__":
    for attack in sys.argv[1:] or ATTACKS:
        took = measured(attack)
        times = f"{took['seconds']:6.2f} s ({took['of the processor']:.2f} of the processor)"
        print(f"{attack:<45} {times} {took['MB']:6.0f} MB {len(took['codes']):5} {took['last']}")  # noqa: T201
