"""Check that every text gives a plan or mistakes: `python benchmarks/fuzz.py [COUNT]`, the same texts in every run.

Mutates the sample plans by byte, line and node, in two processes. Prints the results, the slowest text, and the
memory.
"""

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import roadmap
from roadmap.reading import decode

PLANS = [file.read_bytes() for file in sorted((Path(__file__).parents[1] / "plans").glob("*.yaml"))]
SIGNS = "\t : - [ ] { } ' \" # & * ! % @ ` | > , ; – • \u00a0 \u202e а \x00 \n ~ << 2027-Q5 5,5".split(" ")
SLOWEST = 2.0
"""The bound in processor seconds for one text, which does not depend on other load."""
LARGEST = 300
"""The bound in megabytes (10^6) for one process."""


def mutated(seed: int) -> bytes:
    """Return a sample plan after one to three mutations."""
    chance = random.Random(seed)  # noqa: S311 - the same in every run
    content = chance.choice(PLANS)
    start = content.find(b"areas:")
    if chance.random() < 0.8 and start > 0:  # most texts are short, for speed
        lines = content[start:].splitlines(keepends=True)
        content = content[:start] + b"".join(lines[: chance.randint(1, 60)])
    for _ in range(chance.randint(1, 3)):
        content = chance.choice((by_byte, by_line, by_node))(content, chance)
    return content


def by_byte(content: bytes, chance: random.Random) -> bytes:
    """Return the content with a byte or a sign inserted or replaced."""
    place = chance.randint(0, len(content))
    sign = chance.choice((bytes([chance.randint(0, 255)]), chance.choice(SIGNS).encode()))
    return content[:place] + sign + content[place + chance.randint(0, 2) :]


def by_line(content: bytes, chance: random.Random) -> bytes:
    """Return the content with a line deleted, repeated, indented, cut or swapped."""
    lines = content.splitlines(keepends=True) or [b""]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    match chance.randint(0, 4):
        case 0:
            del lines[one]
        case 1:
            lines.insert(one, lines[other])
        case 2:
            lines[one] = b" " * chance.randint(1, 3) + lines[one]
        case 3:
            lines[one] = lines[one][chance.randint(1, 3) :]
        case _:
            lines[one], lines[other] = lines[other], lines[one]
    return b"".join(lines)


def by_node(content: bytes, chance: random.Random) -> bytes:
    """Return the content with one value replaced by another value or a malformed one."""
    values = list(re.finditer(rb"(?<=: )[^\n]+|(?<=- )[^\n]+", content))
    if not values:
        return content
    one, other = chance.choice(values), chance.choice(values)
    instead = chance.choice((other[0], b"", b"[]", b"{}", b"null", b"[[]]", b"{a: {b: c}}", b"1e9", b"*a", b"&a x"))
    return content[: one.start()] + instead + content[one.end() :]


def outcome(seed: int) -> tuple[list[str], float, int]:
    """Return the codes of the mistakes, the seconds, and the seed; a traceback has a code of its own."""
    content = mutated(seed)
    start = time.process_time()
    try:
        roadmap.loads(decode(content, "plan.yaml"), name="plan.yaml")
        codes = ["a plan"]
    except roadmap.PlanError as error:
        codes = sorted({found.code for found in error.diagnostics})
        if any(found.line is None or not found.message or not found.help for found in error.diagnostics):
            codes.append("without a place or a word")
    except Exception as error:
        codes = [f"traceback: {type(error).__name__}"]
    return codes, time.process_time() - start, seed


def outcomes(count: int, processes: int = 2) -> Iterator[tuple[list[str], float, int]]:
    """Yield the outcome of each text."""
    if processes == 1:
        yield from map(outcome, range(count))
        return
    with Pool(processes) as pool:
        yield from pool.imap_unordered(outcome, range(count), chunksize=100)


def main(count: int) -> int:
    """Print the outcomes; return 1 if a text or the memory breaks a bound."""
    said: Counter[str] = Counter()
    slowest, wrong = (0.0, 0), []
    for codes, seconds, seed in outcomes(count):
        said.update(codes)
        slowest = max(slowest, (seconds, seed))
        if seconds > SLOWEST or any(" " in code and code != "a plan" for code in codes):
            wrong.append(seed)
    for code, times in sorted(said.items()):
        print(f"{code:<30} {times:>7}")
    held = memory()
    print(f"texts {count}, slowest {slowest[0]:.2f} s (seed {slowest[1]}), wrong {len(wrong)} {wrong[:10]}")
    print("memory not known here" if held is None else f"memory {held:.0f} MB")
    return 1 if wrong or (held or 0) > LARGEST else 0


def memory() -> float | None:
    """Return the peak memory of the largest process in megabytes; None if the system does not report it."""
    try:
        import resource
    except ImportError:
        return None
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024 / 1e6


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000))
