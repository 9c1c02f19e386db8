"""Areas of cooperation: one file a kind. A class here is its own form, table, schema and labels.

A kind is found in this package (the file `sugar_beet_seeds.py` holds the kind `sugar-beet-seeds`), among classes that a
program has declared with `@area`, or in an installed package through an entry point of the group `roadmap.areas`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from os.path import isfile
from pathlib import Path
from typing import TypeVar, dataclass_transform

import attrs

from roadmap.errors import UnknownAreaError
from roadmap.model.area import Area
from roadmap.model.fields import field, record

__all__ = [
    "Area",
    "area",
    "built_in_kinds",
    "declared_by_program",
    "find",
    "kinds",
    "summary_line",
    "translator",
]

A = TypeVar("A", bound=type[Area])

_HERE = Path(__file__).parent
_KIND = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")

_declared: dict[str, type[Area]] = {}


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field, attrs.field))
def area(
    kind: str,
    words: Mapping[str, Mapping[str, str]] | None = None,
    *,
    sector: str = Area.sector,
    hs_codes: Sequence[str] = (),
    regulations: Sequence[str] = (),
) -> Callable[[A], A]:
    """Declare a class as a kind of area.

    kind: what a plan writes after `kind:`, small letters and hyphens.
    words: for areas from other packages, their labels in other languages: {"ru": {"Seats": "Места"}}. Areas of this
        project have theirs in the catalogues.
    sector: the code that IATI has for it, of five digits (OECD DAC); by default that of what belongs to none, or to several.
    hs_codes: the trade codes of its goods, digits only ("8701"); RM404 checks `hs` against them.
    regulations: the technical regulations that its goods have to meet ("TR CU 031/2012"); RM408 asks for one of them.

    Raises ValueError when another class has the kind already, or when it cannot be one.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} is no kind of area: small letters, digits and hyphens are wanted")

    def declare(cls: A) -> A:
        made = record(cls)
        made.kind, made.words, made.sector = kind, words or {}, sector
        made.hs_codes, made.regulations = tuple(hs_codes), tuple(regulations)
        if _has_file(kind) and made.__module__ != _module(kind):
            import_module(_module(kind))
        known = _declared.setdefault(kind, made)
        if known is not made and (known.__module__, known.__qualname__) != (made.__module__, made.__qualname__):
            raise ValueError(f"the area kind {kind!r} is declared by {known.__module__}.{known.__qualname__} already")
        _declared[kind] = made
        return made

    return declare


def built_in_kinds() -> list[str]:
    """The kinds that have a file in this package."""
    return [file.stem.replace("_", "-") for file in _HERE.glob("[a-z]*.py")]


def _has_file(kind: str) -> bool:
    return _KIND.fullmatch(kind) is not None and isfile(_HERE / f"{kind.replace('-', '_')}.py")


def _module(kind: str) -> str:
    return f"{__name__}.{kind.replace('-', '_')}"


def _installed() -> dict[str, Callable[[], object]]:
    """Kinds that installed packages offer, each with what loads its class."""
    from importlib.metadata import entry_points

    return {entry.name: entry.load for entry in entry_points(group="roadmap.areas")}


def kinds() -> tuple[str, ...]:
    """Every kind that a plan can use here, in alphabetical order."""
    return tuple(sorted({*built_in_kinds(), *_declared, *_installed()}))


def declared_by_program() -> frozenset[str]:
    """The kinds that the running program has declared itself: no other process knows them, and nothing tells when they change."""
    others = set(_declared).difference(built_in_kinds())
    return frozenset(others.difference(_installed())) if others else frozenset()


def find(kind: str) -> type[Area]:
    """The class of a kind.

    Raises UnknownAreaError.

    >>> find("elevators").__name__
    'Elevators'
    """
    if kind not in _declared and _has_file(kind):
        module = import_module(_module(kind))
        if kind not in _declared:
            raise TypeError(f"{module.__file__} declares no area of the kind {kind!r}, which its name promises")
    if kind not in _declared:
        loaders = _installed()
        if kind not in loaders:
            raise UnknownAreaError(kind)
        loaders[kind]()
    if kind not in _declared:
        raise UnknownAreaError(kind)
    return _declared[kind]


def summary_line(cls: type[Area]) -> str:
    """What an area of a kind is, in English: the first line of the class's documentation.

    >>> summary_line(find("tractors"))
    'Assembly of tractors (HS 8701).'
    """
    return (cls.__doc__ or "").strip().partition("\n")[0]


def translator(cls: type[Area], language: str, gettext: Callable[[str], str]) -> Callable[[str], str]:
    """What translates the texts of a kind into a language: its own words come before those of the catalogues (`gettext`)."""
    own = cls.words.get(language, {})
    return lambda text: own.get(text) or gettext(text)
