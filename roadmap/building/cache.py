"""The cache of a build, in the folder of its documents. With it, the next build makes only changed documents.

A damaged, outdated or foreign cache is ignored. A document counts as made only while its file is unchanged.
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal, DecimalException
from hashlib import sha256
from pathlib import Path
from typing import Any

import attrs
from cattrs import Converter

from roadmap._version import __version__
from roadmap.analysis.summary import PlanSummary
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES
from roadmap.model.choices import Choice
from roadmap.model.period import Period
from roadmap.model.text import Text
from roadmap.system.files import write_atomic

__all__ = ["DOCUMENT", "FILE", "BuildCache", "CacheEntry", "cache_key", "environment_key"]

FILE = ".roadmap-build.json"
VERSION = 2
LONGEST = 40
"""The maximum number of digits of a number before its point."""
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
DOCUMENT = re.compile(rf"{ID}\.[a-z+]+\.[a-z]+|index(-[a-z]+)?\.(html|md)|{re.escape(FILE)}")
"""The names of the files of a build."""


@attrs.frozen
class CacheEntry:
    """A plan whose documents have been made.

    Attributes:
        origin: The key of the content that they were made from, see `cache_key`.
        plan: The summary of the plan.
        languages: The languages of the documents.
        documents: The names of the documents, each with the size and the time of the file as it was written.
    """

    origin: str
    plan: PlanSummary
    languages: tuple[str, ...]
    documents: Mapping[str, tuple[int, int]]
    told: int
    """How many warnings and notes there are on the plan."""

    def stands_in(self, folder: Path) -> bool:
        """Return whether all documents in the folder are still the files that were written."""
        try:
            return all(_seen(os.stat(folder / name)) == seen for name, seen in self.documents.items())
        except OSError:
            return False


def _seen(file: os.stat_result) -> tuple[int, int]:
    return file.st_size, file.st_mtime_ns


class BuildCache:
    """The entries of earlier builds in a folder, by the id of the plan."""

    def __init__(self, entries: Iterable[CacheEntry] = ()) -> None:
        self.entries = {entry.plan.id: entry for entry in entries}

    @classmethod
    def read(cls, folder: Path) -> "BuildCache":
        """Return the cache of a folder; an empty cache if there is none, or if it cannot be used."""
        try:
            found = json.loads((folder / FILE).read_bytes())
            if found["version"] != VERSION:
                return cls()
            return cls(_entry(each) for each in found["plans"])
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, DecimalException):
            return cls()

    def found(self, origins: Iterable[str], folder: Path) -> dict[str, CacheEntry]:
        """Return the entries of these origins whose documents all still exist, by origin."""
        wanted = set(origins)
        return {
            entry.origin: entry for entry in self.entries.values() if entry.origin in wanted and entry.stands_in(folder)
        }

    def write(self, folder: Path, entries: Iterable[CacheEntry]) -> None:
        """Write the entries of a build, and keep the earlier entries of other plans. A full disk does not stop the build."""
        kept = {**self.entries, **{entry.plan.id: entry for entry in entries}}
        found = {"version": VERSION, "plans": [_CONVERTER.unstructure(kept[id]) for id in sorted(kept)]}
        with suppress(OSError):
            write_atomic(folder / FILE, json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")


# Keys of the content that documents are made from


def cache_key(content: bytes, program: str) -> str:
    """Return the key of everything that the documents of a plan are made from.

    Args:
        content: The text of the plan.
        program: The key of all other inputs, see `environment_key`.
    """
    return sha256(program.encode() + b"\0" + content).hexdigest()


def environment_key(formats: Sequence[str], languages: Sequence[str] | None, templates: Path | None) -> str:
    """Return the key of all inputs of a document other than the plan.

    These are this program, its libraries, the project's own templates, and the options.

    Args:
        formats: The formats of the documents.
        languages: The languages of the documents; None for the languages of each plan.
        templates: The folder of the user's templates.
    """
    package = Path(__file__).parents[1]
    outside = package.parent / "templates"
    parts: list[Any] = [__version__, VERSION, sys.version, list(formats), list(languages) if languages else None]
    parts += [_files_below(package), _files_below(outside), sorted(_libraries())]
    parts.append(_files_below(templates) if templates is not None else None)
    return sha256(json.dumps(parts).encode()).hexdigest()


def _files_below(folder: Path) -> list[tuple[str, int, int]]:
    """Return the files below a folder in order, each with its size and time."""
    found = []
    walked = set()
    for place, folders, names in os.walk(folder, followlinks=True):
        walked.add(os.path.realpath(place))
        below = [name for name in folders if name != "__pycache__"]
        folders[:] = [name for name in below if os.path.realpath(os.path.join(place, name)) not in walked]
        for name in names:
            file = os.path.join(place, name)
            with suppress(OSError):
                found.append((os.path.relpath(file, folder), *_seen(os.stat(file))))
    return sorted(found)


def _libraries() -> Iterator[str]:
    """Yield the installed packages. The name of each folder includes the version."""
    for folder in sys.path:
        with suppress(OSError):
            yield from (name for name in os.listdir(folder or ".") if name.endswith((".dist-info", ".egg-info")))


# To JSON and back


def _number(found: Any, _type: object = None) -> Decimal:
    number = Decimal(found)
    if not number.is_finite() or abs(number.adjusted()) > LONGEST:
        raise ValueError(found)
    return number


def _text(found: Any, _type: object) -> Text:
    versions = tuple((str(language), str(text)) for language, text in found.items())
    if not versions:
        raise ValueError(found)
    return Text(versions)


def _is_choice(cls: Any) -> bool:
    return isinstance(cls, type) and issubclass(cls, Choice)


def _converter() -> Converter:
    made = Converter(detailed_validation=False)
    for cls, plain, back in (
        (Decimal, str, _number),
        (Period, str, lambda found, _type: Period.parse(found)),
        (Text, lambda text: dict(text.versions), _text),
    ):
        made.register_unstructure_hook(cls, plain)
        made.register_structure_hook(cls, back)
    made.register_unstructure_hook_func(_is_choice, lambda choice: choice.name)
    made.register_structure_hook_func(_is_choice, lambda found, cls: cls[found])
    return made


_CONVERTER = _converter()


def _entry(found: Any) -> CacheEntry:
    """Return an entry from JSON data.

    Raises:
        ValueError, TypeError, LookupError, AttributeError: The data is not an entry.
    """
    entry = _CONVERTER.structure(found, CacheEntry)
    if not re.fullmatch(ID, entry.plan.id):
        raise ValueError(entry.plan.id)
    if (
        not all(part in DOCUMENT_LANGUAGES for each in entry.languages for part in each.split("+"))
        or not entry.languages
    ):
        raise ValueError(entry.languages)
    if not all(name.startswith(f"{entry.plan.id}.") and DOCUMENT.fullmatch(name) for name in entry.documents):
        raise ValueError(entry.documents)
    return entry
