"""What a build remembers in the folder of its documents, so that the next one makes only what has changed.

Nothing in it is trusted: a record that is damaged, of another version or written by somebody else is as if there were none,
and a document counts as made only while its file is the one that was written.
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
"""How many digits a number has at most, before its point."""
ID = r"[a-z0-9]+(-[a-z0-9]+)*"
DOCUMENT = re.compile(rf"{ID}\.[a-z+]+\.[a-z]+|index(-[a-z]+)?\.(html|md)|{re.escape(FILE)}")
"""What files of a build are called."""


@attrs.frozen
class CacheEntry:
    """A plan whose documents have been made.

    origin: what they were made from, see `cache_key`.
    documents: their names, each with the size and the time of the file as it was written.
    told: how many warnings and notes there are on the plan.
    """

    origin: str
    plan: PlanSummary
    languages: tuple[str, ...]
    documents: Mapping[str, tuple[int, int]]
    told: int

    def stands_in(self, folder: Path) -> bool:
        """Whether all documents are still the files that were written."""
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
        """That of a folder; an empty one where there is none that can be used."""
        try:
            found = json.loads((folder / FILE).read_bytes())
            if found["version"] != VERSION:
                return cls()
            return cls(_entry(each) for each in found["plans"])
        except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError, DecimalException):
            return cls()

    def found(self, origins: Iterable[str], folder: Path) -> dict[str, CacheEntry]:
        """The entries of these origins whose documents are all still there."""
        wanted = set(origins)
        return {
            entry.origin: entry for entry in self.entries.values() if entry.origin in wanted and entry.stands_in(folder)
        }

    def write(self, folder: Path, entries: Iterable[CacheEntry]) -> None:
        """Remember what was made, beside what was made earlier of other plans; that there is no room for it stops nobody."""
        kept = {**self.entries, **{entry.plan.id: entry for entry in entries}}
        found = {"version": VERSION, "plans": [_CONVERTER.unstructure(kept[id]) for id in sorted(kept)]}
        with suppress(OSError):
            write_atomic(folder / FILE, json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n")


# What documents are made from


def cache_key(content: bytes, program: str) -> str:
    """What the documents of a plan are made from: its text, and all else that has a part in them (`program`)."""
    return sha256(program.encode() + b"\0" + content).hexdigest()


def environment_key(formats: Sequence[str], languages: Sequence[str] | None, templates: Path | None) -> str:
    """All but the plan that has a part in a document: this program, its libraries, the house's templates, what is asked for."""
    package = Path(__file__).parents[1]
    outside = package.parent / "templates"
    parts: list[Any] = [__version__, VERSION, sys.version, list(formats), list(languages) if languages else None]
    parts += [_files_below(package), _files_below(outside), sorted(_libraries())]
    parts.append(_files_below(templates) if templates is not None else None)
    return sha256(json.dumps(parts).encode()).hexdigest()


def _files_below(folder: Path) -> list[tuple[str, int, int]]:
    """The files below a folder with what changes when they do, in order."""
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
    """The installed packages: their versions are part of the names of these folders."""
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
    """An entry from what JSON gives. Raises ValueError, TypeError, LookupError or AttributeError where it is none."""
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
