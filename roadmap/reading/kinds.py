"""Cache the kinds of areas during one reading: each unknown kind is searched for only once."""

from functools import cached_property

from roadmap import areas
from roadmap.errors import UnknownAreaError
from roadmap.model.area import Area
from roadmap.model.fields import FieldInfo

__all__ = ["Kinds"]


class Kinds:
    """All kinds of areas, cached for one reading."""

    def __init__(self) -> None:
        self._found: dict[str, type[Area] | None] = {}
        self._all: tuple[str, ...] | None = None

    @property
    def all(self) -> tuple[str, ...]:
        """Every known kind."""
        if self._all is None:
            self._all = areas.kinds()
        return self._all

    @cached_property
    def norms(self) -> dict[str, FieldInfo]:
        """The norms of every known kind, as fields of a rule's setting."""
        return areas.norms()

    def find(self, kind: str) -> type[Area] | None:
        """Return the class of a kind; None for an unknown kind."""
        if kind not in self._found:
            if self._all is not None and kind not in self._all:
                return None
            try:
                self._found[kind] = areas.find(kind)
            except UnknownAreaError:
                self._found[kind] = None
                self._all = areas.kinds()
        return self._found[kind]
