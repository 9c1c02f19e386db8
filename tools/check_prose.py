"""`python -m tools.check_prose [FILE…]`: find words that the prose of this project avoids.

It reads comments, docstrings and messages of Python files, and all of Markdown files and templates. It prints
`file:line: word: instead`, and returns 1 if it finds a word. CONTRIBUTING.md has the rules of prose; this list covers
only the words that disturb a reader most.
"""

import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

__all__ = ["AVOID", "find_words", "main"]

PROJECT = Path(__file__).parents[1]

AVOID = {
    r"whoever|whomever|whatever somebody": "a noun: the caller, the reader, a program that …",
    r"nobody|somebody|anybody": "a noun: no body, a person, the author",
    r"anew": "again",
    r"told|tells of|tell of": "report, show",
    r"reckon(s|ed|ing)?": "compute, count",
    r"mend(s|ed|ing)?": "fix, correct",
    r"held against|hold against|holds against": "compare with, check against",
    r"wanted here|are wanted|is wanted": "expected",
    r"stands here|stand here": "contains, is",
    r"as if there were": "is ignored",
    r"settles?|settled": "set, configure, decide",
    r"(?<!there )(is|are) no (?!longer\b|more\b|such\b)": "is not a",
    r"that of|those of": "repeat the noun",
    r"one that|ones that": "repeat the noun",
    r"takes? in|taken in|taking in": "import, read",
    r"look(s|ed)? at": "check",
    r"is asked|are asked": "is checked",
    r"gives? back": "return",
    r"upon|thereof|whereof|herein|hitherto": "a plain preposition",
}
"""Patterns of words, and what to write instead."""

GENERATED = "<!-- Generated"
"""The first characters of a generated page, which is skipped: its sources are checked instead."""

FILES = ("*.py", "*.md", *(f"templates/*.{ending}" for ending in ("html", "css", "js", "typ")))
"""The files with prose, as patterns of git."""

_PATTERN = re.compile("|".join(f"(?P<w{place}>\\b(?:{words})\\b)" for place, words in enumerate(AVOID)), re.IGNORECASE)
_INLINE_CODE = re.compile(r"`[^`\n]+`")
_INSTEAD = tuple(AVOID.values())
_PART_OF_TEXT = getattr(tokenize, "FSTRING_MIDDLE", tokenize.STRING)  # Python 3.12 and later split f-strings


def find_words(name: str, text: str) -> Iterator[tuple[int, str, str]]:
    """Find the words to avoid in the prose of a file.

    Args:
        name: The name of the file. Its ending decides which parts are prose.
        text: The text of the file.

    Yields:
        Line, word, and what to write instead.

    >>> list(find_words("a.md", "Nobody reads this."))
    [(1, 'Nobody', 'a noun: no body, a person, the author')]
    >>> list(find_words("a.py", "mend = 1  # mend the line"))
    [(1, 'mend', 'fix, correct')]
    """
    if text.startswith(GENERATED):
        return
    for line, prose in _python_prose(text) if name.endswith(".py") else enumerate(text.splitlines(), 1):
        for match in _PATTERN.finditer(_INLINE_CODE.sub(_blank, prose)):
            place = int(str(match.lastgroup)[1:])
            yield line + prose.count("\n", 0, match.start()), match[0].strip(), _INSTEAD[place]


def _blank(code: re.Match[str]) -> str:
    """Return as many spaces as the code has characters."""
    return " " * len(code[0])


def _python_prose(text: str) -> Iterator[tuple[int, str]]:
    """Yield comments and strings of several words in Python code, each with its first line."""
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        is_string = token.type in (tokenize.STRING, _PART_OF_TEXT) and " " in token.string
        if is_string and token.string[:2].lower() in ('f"', "f'"):  # in Python 3.11 it holds code in braces
            yield token.start[0], re.sub(r"\{[^{}\n]*\}", _blank, token.string)
        elif is_string or token.type == tokenize.COMMENT:
            yield token.start[0], token.string


def _files() -> list[Path]:
    """Return the files with the project's own prose. Tests quote what they test, so they are left out."""
    command = ["git", "ls-files", "-z", *FILES]
    listed = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True).stdout  # noqa: S603
    return [PROJECT / name for name in listed.split("\0") if name and not name.startswith("tests/")]


def main(arguments: list[str]) -> int:
    """Check the given files, or all; return the status of the process."""
    found = 0
    for file in map(Path, arguments) if arguments else _files():
        if file.resolve() == Path(__file__).resolve():
            continue
        for line, word, instead in find_words(file.name, file.read_text(encoding="utf-8")):
            found += 1
            sys.stdout.write(f"{file}:{line}: “{word}”: {instead}\n")
    sys.stdout.write(f"words to avoid: {found}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
