"""Define areas of cooperation, one file per kind: a class is its own form, table, schema and labels.

A kind comes from one of three places. The first is this package: the file `sugar_beet_seeds.py` holds the kind
`sugar-beet-seeds`. The second is a class that a program declares with `@area`. The third is an installed package with
an entry point in the group `roadmap.areas`.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from os.path import isfile
from pathlib import Path
from typing import TypeVar, dataclass_transform

import attrs

from roadmap.errors import UnknownAreaError
from roadmap.model.area import Area, Norm
from roadmap.model.fields import FieldInfo, field, field_infos, record
from roadmap.model.rule_setting import RuleSetting
from roadmap.model.series import ByName

__all__ = [
    "Area",
    "Norm",
    "area",
    "built_in_kinds",
    "declared_by_program",
    "find",
    "keys_of",
    "kinds",
    "norms",
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
    norms: Mapping[str, Norm] | None = None,
) -> Callable[[A], A]:
    """Declare a class as a kind of area.

    Args:
        kind: The word that a plan writes after `kind:`, in small letters and hyphens.
        words: Labels in other languages, for areas from other packages: {"ru": {"Seats": "Места"}}. Areas of this
            project have their labels in the catalogues.
        sector: The five-digit sector code for IATI (OECD DAC). The default is the code for areas of no sector or of
            several.
        hs_codes: The trade codes of its goods, digits only ("8701"); RM404 checks `hs` against them.
        regulations: The technical regulations for its goods ("TR CU 031/2012"); RM408 requires one of them.
        norms: The least value of a field, by its key, with the standard: {"purity": Norm(98, "GOST 10882-93")}. RM405
            checks the field, and a plan can set another value for the rule.

    Returns:
        A decorator that makes the class a record and declares it.

    Raises:
        ValueError: The kind is malformed, or another class already has it. Or a norm has no field with a number, or
            has the key of a setting.
    """
    if not _KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} is not a kind of area: use small letters, digits and hyphens")

    def declare(cls: A) -> A:
        made = record(cls)
        made.kind, made.words, made.sector = kind, words or {}, sector
        made.hs_codes, made.regulations = tuple(hs_codes), tuple(regulations)
        made.norms = _sound_norms(made, norms or {})
        if _has_file(kind) and made.__module__ != _module(kind):
            import_module(_module(kind))
        known = _declared.setdefault(kind, made)
        if known is not made and (known.__module__, known.__qualname__) != (made.__module__, made.__qualname__):
            raise ValueError(f"the area kind {kind!r} is declared by {known.__module__}.{known.__qualname__} already")
        _declared[kind] = made
        return made

    return declare


def built_in_kinds() -> list[str]:
    """Return the kinds that have a file in this package."""
    return [file.stem.replace("_", "-") for file in _HERE.glob("[a-z]*.py")]


def _has_file(kind: str) -> bool:
    return _KIND.fullmatch(kind) is not None and isfile(_HERE / f"{kind.replace('-', '_')}.py")


def _module(kind: str) -> str:
    return f"{__name__}.{kind.replace('-', '_')}"


def _installed() -> dict[str, Callable[[], object]]:
    """Return the kinds that installed packages offer, each with the function that loads its class."""
    from importlib.metadata import entry_points

    return {entry.name: entry.load for entry in entry_points(group="roadmap.areas")}


def kinds() -> tuple[str, ...]:
    """Return every kind that a plan can use, in alphabetical order."""
    return tuple(sorted({*built_in_kinds(), *_declared, *_installed()}))


def declared_by_program() -> frozenset[str]:
    """Return the kinds that the running program declares itself.

    Other processes do not know these kinds, and changes to them cannot be detected.
    """
    others = set(_declared).difference(built_in_kinds())
    return frozenset(others.difference(_installed())) if others else frozenset()


def find(kind: str) -> type[Area]:
    """Return the class of a kind.

    Raises:
        UnknownAreaError: The kind is unknown.
        TypeError: The file of the kind does not declare it.

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


def norms() -> dict[str, FieldInfo]:
    """Return the norms of all kinds by their keys, each as the field of a rule's setting.

    The field is the area's own, with the norm as the example. If several kinds have the same key, the first in
    alphabetical order gives the field.

    >>> norms()["germination"].example, norms()["germination"].source
    ('80', 'GOST 10882-93')
    """
    found: dict[str, FieldInfo] = {}
    for cls in map(find, kinds()):
        for info in field_infos(cls) if cls.norms else ():
            if info.key in cls.norms:
                found.setdefault(info.key, _as_setting(info, cls.norms[info.key]))
    return found


def keys_of(cls: type) -> tuple[FieldInfo, ...]:
    """Return the keys of a record as a plan writes them: its fields; of a rule's setting, also the norms of all kinds.

    >>> [d.key for d in keys_of(RuleSetting)][-3:]
    ['measures', 'germination', 'purity']
    """
    own = tuple(d for d in field_infos(cls) if d.type is not ByName)
    return own if len(own) == len(field_infos(cls)) else (*own, *norms().values())


def _sound_norms(cls: type[Area], norms: Mapping[str, Norm]) -> Mapping[str, Norm]:
    for key in norms:
        if not any(d.key == key and d.type in (int, Decimal) and not d.many for d in field_infos(cls)):
            raise ValueError(f"the norm {key!r} needs a field of {cls.__name__} with one number")
        if any(d.key == key for d in field_infos(RuleSetting)):
            raise ValueError(f"the norm {key!r} has the key of a setting of rules: rename the field")
    return norms


def _as_setting(info: FieldInfo, norm: Norm) -> FieldInfo:
    example = f"{Decimal(norm.least):f}"
    return attrs.evolve(
        info, type=Decimal, optional=True, required=False, default=None, source=norm.source, example=example
    )


def summary_line(cls: type[Area]) -> str:
    """Return what an area of a kind is, in English: the first line of the docstring of its class.

    >>> summary_line(find("tractors"))
    'Assembly of tractors (HS 8701).'
    """
    return (cls.__doc__ or "").strip().partition("\n")[0]


def translator(cls: type[Area], language: str, gettext: Callable[[str], str]) -> Callable[[str], str]:
    """Return a function that translates the texts of a kind into a language.

    Args:
        cls: The class of the kind; its own words come first.
        language: The language.
        gettext: Translates by the catalogues.
    """
    own = cls.words.get(language, {})
    return lambda text: own.get(text) or gettext(text)
