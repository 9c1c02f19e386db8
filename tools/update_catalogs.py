"""`python -m tools.update_catalogs`: update all catalogs with the texts of code, documentation and templates.

This is a tool for developers of the project and is not installed. It adds new texts without a translation, removes old
texts, compiles the catalogs, and lists the texts that have no translation.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po, write_po

from roadmap import areas
from roadmap.i18n.compile import compile_all
from roadmap.reference.explain import reasons, titles

__all__ = ["extracted", "main", "told", "update", "wanting"]

CATALOGUES = Path(__file__).parents[1] / "roadmap" / "i18n" / "locale"
PROJECT = Path(__file__).parents[1]

ARGPARSE = (
    "usage: ",
    "positional arguments",
    "options",
    "show this help message and exit",
    "%(prog)s: error: %(message)s\n",
    "argument %(argument_name)s: %(message)s",
    "the following arguments are required: %s",
    "unrecognized arguments: %s",
    "invalid choice: %(value)r (choose from %(choices)s)",
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)",
    "ambiguous option: %(option)s could match %(matches)s",
    "ignored explicit argument %r",
    "expected one argument",
)
"""The texts of Python's argparse that this project can show, in every supported version; argparse gets them by gettext."""


def extracted(into: Path) -> Path:
    """Write the texts of the project into one file without translations; `pyproject.toml` says where to look for them."""
    pot = into / "roadmap.pot"
    options = [
        "--quiet",
        "extract",
        "--no-location",
        "--sort-output",
        "-k",
        "say",
        "-F",
        str(PROJECT / "pyproject.toml"),
    ]
    _pybabel(*options, "-o", str(pot), str(PROJECT))
    with pot.open("rb") as file:
        catalogue = read_po(file)
    for text in told():
        catalogue.add(text)
    with pot.open("wb") as file:
        write_po(file, catalogue, no_location=True, sort_output=True)
    return pot


def told() -> Iterator[str]:
    """Yield the texts that no call marks: the documentation of rules and of kinds of areas, and argparse's texts."""
    for code, title in titles().items():
        yield title
        yield from reasons(code)
    for kind in areas.built_in_kinds():
        yield areas.summary_line(areas.find(kind))
    yield from ARGPARSE


def _pybabel(*arguments: str) -> None:
    CommandLineInterface().run(["pybabel", *arguments])  # type: ignore[no-untyped-call]


def update(pot: Path, catalogues: Path = CATALOGUES, *, check: bool = False) -> None:
    """Update the catalogs of a folder; with `check`, only exit (SystemExit) if they are out of date."""
    options = ["--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
    told = ["-i", str(pot), "-d", str(catalogues), "-D", "roadmap", *(["--check"] if check else [])]
    _pybabel("--quiet", "update", *options, *told)


def wanting(po: Path) -> Iterator[Message]:
    """Yield the texts of a catalog without a translation, or with an unconfirmed translation."""
    with po.open("rb") as file:
        catalogue: Catalog = read_po(file, locale=po.parent.parent.name)
    for message in catalogue:
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            yield message


def main() -> int:
    """Update all catalogs; return 1 if any text has no translation."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        update(extracted(Path(folder)))
    compile_all(CATALOGUES)
    left = 0
    for po in sorted(CATALOGUES.glob("*/LC_MESSAGES/*.po")):
        for message in wanting(po):
            sys.stdout.write(f"{po.parent.parent.name}: {message.id}\n")
            left += 1
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main())
