"""Texts made to break a reader end with a mistake that has a place, in little time and memory; each in a process of its own."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import roadmap
from roadmap.reading.nodes import MAX_BYTES, MAX_FOUND

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
    "dashes forgotten": ("RM003", lambda: HEAD + AREA + "    kind: cars\n    title: Cars\n" * 100_000),
}


def run(name: str) -> None:
    """Read one text, and print what it took beside the making of the text."""
    import gc
    import resource
    import time

    gc.set_threshold(100_000)  # as `roadmap.cli.main` has it

    text = ATTACKS[name][1]()
    roadmap.load, roadmap.loads  # noqa: B018
    content = text.encode()
    del text
    start = time.perf_counter()
    codes, last = [], None
    try:
        from roadmap.reading import decode

        roadmap.loads(decode(content, "plan.yaml"), "plan.yaml")
    except roadmap.PlanError as error:
        found = error.diagnostics
        codes = [diagnostic.code for diagnostic in found]
        last = [found[-1].line, found[-1].column, found[-1].message]
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    print(json.dumps({"codes": codes, "last": last, "seconds": seconds, "MB": memory}))  # noqa: T201


def measured(name: str) -> dict[str, Any]:
    pytest.importorskip("resource")
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys; sys.path.insert(0, {str(TESTS)!r}); import test_limits; test_limits.run({name!r})",
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
    assert took["MB"] < 300  # what it takes in seconds, `python tests/test_limits.py` prints


def test_beyond_a_thousand_mistakes_the_last_says_that_there_are_more() -> None:
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.loads(HEAD + "".join(f"key-{n}: 1\n" for n in range(2_000)))
    found = raised.value.diagnostics
    assert len(found) == MAX_FOUND + 1
    assert found[-1].code == "RM010"
    assert found[-1].line >= (found[-2].line or 0)
    assert "more than 1000 mistakes" in found[-1].message


def test_a_thousand_mistakes_are_all_said() -> None:
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.loads(HEAD + "".join(f"key-{n}: 1\n" for n in range(MAX_FOUND)))
    assert {found.code for found in raised.value.diagnostics} == {"RM004"}


@pytest.mark.parametrize("beyond", [0, 1])
def test_a_file_beyond_sixteen_mebibytes_is_not_read(beyond: int, tmp_path: Path) -> None:
    file = tmp_path / "plan.yaml"
    file.write_bytes((HEAD + "#").encode().ljust(MAX_BYTES + beyond, b"a"))
    if not beyond:
        assert roadmap.load(file).id == "by-kg"
        return
    with pytest.raises(roadmap.PlanError) as raised:
        roadmap.load(file)
    (found,) = raised.value.diagnostics
    assert (found.code, found.line, found.column) == ("RM010", 1, 1)
    assert "16 MiB" in found.message


if __name__ == "__main__":
    for attack in ATTACKS:
        took = measured(attack)
        print(f"{attack:<45} {took['seconds']:6.2f} s {took['MB']:6.0f} MB {len(took['codes']):5} {took['last']}")  # noqa: T201
