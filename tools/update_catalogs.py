"""`python -m tools.update_catalogs`: bring every catalogue up to date with the texts in code, documentation and templates.

For those who work on the project; not part of the installed package. New texts come in without a translation, texts that are
gone go out, the catalogues are compiled, and what still lacks a translation is listed.
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
"""What Python's argparse can say where this project uses it, in any Python that the project promises; it asks gettext for it."""


def extracted(into: Path) -> Path:
    """The texts of the project in one file without translations, as `pyproject.toml` says where they stand."""
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
    """The texts that no call marks: the documentation of rules and kinds of areas, and what argparse says."""
    for code, title in titles().items():
        yield title
        yield from reasons(code)
    for kind in areas.built_in_kinds():
        yield areas.summary_line(areas.find(kind))
    yield from ARGPARSE


def _pybabel(*arguments: str) -> None:
    CommandLineInterface().run(["pybabel", *arguments])  # type: ignore[no-untyped-call]


def update(pot: Path, catalogues: Path = CATALOGUES, *, check: bool = False) -> None:
    """Bring the catalogues of a folder up to date; with `check`, only end the run (SystemExit) if they are not."""
    options = ["--no-wrap", "--no-fuzzy-matching", "--ignore-obsolete", "--ignore-pot-creation-date"]
    told = ["-i", str(pot), "-d", str(catalogues), "-D", "roadmap", *(["--check"] if check else [])]
    _pybabel("--quiet", "update", *options, *told)


def wanting(po: Path) -> Iterator[Message]:
    """The texts of one catalogue that have no translation, or one that nobody has confirmed."""
    with po.open("rb") as file:
        catalogue: Catalog = read_po(file, locale=po.parent.parent.name)
    for message in catalogue:
        forms = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
        if message.id and (message.fuzzy or not all(forms)):
            yield message


def main() -> int:
    """Returns 1 while anything is left to translate."""
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
