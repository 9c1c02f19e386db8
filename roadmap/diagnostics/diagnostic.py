"""What is wrong or doubtful in a plan, where, and what to do about it."""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Literal

import attrs

from roadmap.diagnostics.catalog import READING
from roadmap.errors import RoadmapError
from roadmap.i18n.message import Message, _, message
from roadmap.model.plan import Path

if TYPE_CHECKING:
    from roadmap.model.plan import Origin

__all__ = ["HELP", "Diagnostic", "PlanError", "Severity", "locate", "sort_diagnostics"]


HELP = message(_("help"))
"""What stands before an advice."""


class Severity(Enum):
    """How grave a diagnostic is; an error keeps a plan from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Diagnostic:
    """One mistake or doubt. `file`, `line` and `column` (from 1) are None for a plan made in Python.

    `message` and `help` are English; `text` and `advice` can be translated. `name` is what the code is
    called: a rule gives its own, the codes of reading have theirs in the catalog.
    """

    code: str
    severity: Severity = Severity.ERROR
    text: Message
    advice: Message | None = None
    path: Path = ()
    file: str | None = None
    line: int | None = None
    column: int | None = None
    name: str = attrs.field(default=attrs.Factory(lambda self: _name_in_reading(self.code), takes_self=True))

    @property
    def message(self) -> str:
        return str(self.text)

    @property
    def help(self) -> str:
        return str(self.advice) if self.advice else ""

    @property
    def where(self) -> str:
        """`file:line:column`, or the path in a plan made in Python."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return place or "/".join(str(part) for part in self.path)

    def label(self, gettext: Callable[[str], str | None] = str) -> str:
        """`error[CODE name]`; the severity in any language, the code and the name as they are."""
        return f"{gettext(self.severity.value) or self.severity.value}[{self.called}]"

    @property
    def called(self) -> str:
        """The code with its name."""
        return f"{self.code} {self.name}".rstrip()

    def said(self, gettext: Callable[[str], str | None] = str) -> str:
        """`file:line:column: error[CODE name]: message`, and the help on a line of its own; in any language.

        gettext: gives the translation of a text of the program.
        """
        where, said = self.where, f"{self.label(gettext)}: {self.text.translated(gettext)}"
        lines = [f"{where}: {said}" if where else said]
        if self.advice is not None:
            lines.append(f"  {HELP.translated(gettext)}: {self.advice.translated(gettext)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.said()


def _name_in_reading(code: str) -> str:
    known = READING.get(code)
    return known.name if known is not None else ""


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, place and code; the same order whatever order they come in."""
    return tuple(sorted(diagnostics, key=_rank))


def _rank(found: Diagnostic) -> tuple[str | int, ...]:
    place = (found.file or "", found.line or 0, found.column or 0)
    return *place, found.code, found.message, found.help, *map(str, found.path), found.severity.value


def locate(diagnostic: Diagnostic, origin: "Origin | None", target: Literal["key", "value"] = "value") -> Diagnostic:
    """With file, line and column, where the plan was read from a text; those of a value, or of the key before it."""
    if origin is None:
        return diagnostic
    line, column = origin.position(diagnostic.path, target)
    return attrs.evolve(diagnostic, file=origin.file, line=line, column=column)


class PlanError(RoadmapError, ValueError):
    """A plan that cannot be used; `diagnostics` holds every mistake, in order.

    `written` lists the files that a build wrote for the sound plans beside it; `texts` holds what stood in the files with
    mistakes, by their names, as far as it could be read.
    """

    def __init__(
        self,
        diagnostics: Iterable[Diagnostic],
        written: Iterable[FilePath] = (),
        texts: Mapping[str, str] | None = None,
    ) -> None:
        self.diagnostics = sort_diagnostics(diagnostics)
        self.written = list(written)
        self.texts = dict(texts or {})
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(str(diagnostic) for diagnostic in self.diagnostics)
