"""What is wrong or doubtful in a plan, where, and what to do about it."""

from collections.abc import Callable, Iterable
from enum import Enum
from pathlib import Path as FilePath
from typing import TYPE_CHECKING

import attrs

from roadmap.model.messages import Message, _, message
from roadmap.model.plan import Path

if TYPE_CHECKING:
    from roadmap.model.plan import Origin

__all__ = ["Diagnostic", "PlanError", "Severity", "in_order", "placed"]


_HELP = message(_("help"))


class Severity(Enum):
    """How grave a diagnostic is; an error keeps a plan from being used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Diagnostic:
    """One mistake or doubt. `file`, `line` and `column` (from 1) are None for a plan made in Python.

    `message` and `help` are English; `text` and `advice` can be translated.
    """

    code: str
    severity: Severity = Severity.ERROR
    text: Message
    advice: Message | None = None
    path: Path = ()
    file: str | None = None
    line: int | None = None
    column: int | None = None

    @property
    def message(self) -> str:
        return str(self.text)

    @property
    def help(self) -> str:
        return str(self.advice) if self.advice else ""

    def said(self, gettext: Callable[[str], str | None] = str) -> str:
        """`file:line:column: error[CODE]: message`, and the help on a line of its own; in any language.

        gettext: gives the translation of a text of the program.
        """
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        where = place or "/".join(str(part) for part in self.path)
        said = f"{self.severity.value}[{self.code}]: {self.text.translated(gettext)}"
        lines = [f"{where}: {said}" if where else said]
        if self.advice is not None:
            lines.append(f"  {_HELP.translated(gettext)}: {self.advice.translated(gettext)}")
        return "\n".join(lines)

    def __str__(self) -> str:
        return self.said()


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By file, place and code."""
    return tuple(sorted(diagnostics, key=lambda d: (d.file or "", d.line or 0, d.column or 0, d.code, d.message)))


def placed(diagnostic: Diagnostic, origin: "Origin | None") -> Diagnostic:
    """With file, line and column, where the plan was read from a text."""
    if origin is None:
        return diagnostic
    line, column = origin.position(diagnostic.path)
    return attrs.evolve(diagnostic, file=origin.file, line=line, column=column)


class PlanError(ValueError):
    """A plan that cannot be used; `diagnostics` holds every mistake, in order.

    `written` lists the files that a build wrote for the sound plans beside it.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic], written: Iterable[FilePath] = ()) -> None:
        self.diagnostics = in_order(diagnostics)
        self.written = list(written)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(str(diagnostic) for diagnostic in self.diagnostics)
