"""The texts of a plan, collected once for all rules that read them."""

from collections.abc import Iterator
from functools import cached_property
from typing import Any

import attrs

from roadmap.model.area import Area
from roadmap.model.fields import FieldInfo, cached_per_class, field_infos
from roadmap.model.plan import Path, Plan
from roadmap.model.text import Text

__all__ = ["Written", "plan_texts"]


@cached_per_class
def _worded(cls: type) -> tuple[FieldInfo, ...]:
    """Return the fields of a record that hold texts, or records with texts."""
    return tuple(
        d for d in field_infos(cls) if d.type is Text or d.type is Area or (attrs.has(d.type) and _worded(d.type))
    )


def plan_texts(record: Any, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Yield every text of a plan with its path."""
    for field in _worded(type(record)):
        value = getattr(record, field.name)
        if not value:
            continue
        here = (*path, field.key)
        if field.many:
            for place, single in enumerate(value):
                there = (*here, single.id if field.by_id else place)
                if type(single) is Text:
                    yield there, single
                else:
                    yield from plan_texts(single, there)
        elif type(value) is Text:
            yield here, value
        else:
            yield from plan_texts(value, here)


class Written:
    """The texts of a plan with their paths.

    It can search all texts at once, which is fast: most plans have nothing to find.
    """

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def texts(self) -> tuple[tuple[Path, Text], ...]:
        """Every text with its path."""
        return tuple(plan_texts(self._plan))

    @cached_property
    def _together(self) -> str:
        """All texts, with a line end before and after each."""
        return "".join(["\n", *(f"{said}\n" for _path, text in self.texts for _language, said in text.versions)])

    def holds(self, *parts: str) -> bool:
        """Return whether any text contains one of the parts. A line end precedes and follows each text."""
        return any(part in self._together for part in parts)

    def may_mix_alphabets(self) -> bool:
        """Return whether a Latin letter may be next to a Cyrillic letter. Only a false answer is certain.

        In UTF-8 a Cyrillic letter is a byte from D0 to D3, followed by a byte from 80 to BF.
        """
        kinds = self._together.encode("utf-8", "replace").translate(_KINDS)
        return b"aD" in kinds or b"DCa" in kinds


_KINDS = bytes(
    ord("a")
    if chr(byte).isalpha() and byte < 0x80
    else ord("D")
    if 0xD0 <= byte <= 0xD3
    else ord("C")
    if 0x80 <= byte <= 0xBF
    else ord(" ")
    for byte in range(256)
)
