"""Every text of a plan, walked once for all the rules that read them."""

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
    """The fields of a record that hold texts, or records that do."""
    return tuple(
        d for d in field_infos(cls) if d.type is Text or d.type is Area or (attrs.has(d.type) and _worded(d.type))
    )


def plan_texts(record: Any, path: Path = ()) -> Iterator[tuple[Path, Text]]:
    """Every text of a plan, each with its path."""
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
    """The texts of a plan, with their paths, and a first look at all of them at once: most plans have nothing to find."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    @cached_property
    def texts(self) -> tuple[tuple[Path, Text], ...]:
        return tuple(plan_texts(self._plan))

    @cached_property
    def _together(self) -> str:
        """All that is written, between line ends."""
        return "".join(["\n", *(f"{said}\n" for _path, text in self.texts for _language, said in text.versions)])

    def holds(self, *parts: str) -> bool:
        """Whether any text holds one of the parts; a line end stands before and behind each text."""
        return any(part in self._together for part in parts)

    def may_mix_alphabets(self) -> bool:
        """Whether a Latin letter may stand beside a Cyrillic one; that none does is sure.

        In UTF-8 a Cyrillic letter is a byte from D0 to D3 and one from 80 to BF.
        """
        kinds = self._together.encode("utf-8", "replace").translate(_KINDS)
        return b"aD" in kinds or b"Ca" in kinds


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
