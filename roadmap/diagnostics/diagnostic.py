"""Diagnostics: the mistakes and doubtful points of a plan, with their place and advice."""

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
"""The label before an advice."""


class Severity(Enum):
    """The severity of a diagnostic. A plan with an error cannot be used."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen(kw_only=True)
class Diagnostic:
    """One mistake or doubtful point.

    Attributes:
        code: The code of the rule or of the mistake.
        severity: The severity.
        text: The message, which can be translated.
        advice: The help, which can be translated; None if there is none.
        path: The path in the plan.
        file: The file; None for a plan made in Python.
        line: The line, from 1; None for a plan made in Python.
        column: The column, from 1; None for a plan made in Python.
        name: The name of the code. A rule gives its own; the catalog has the names of the codes of reading.
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
        """What is wrong, in English."""
        return str(self.text)

    @property
    def help(self) -> str:
        """What to do, in English; empty if there is no advice."""
        return str(self.advice) if self.advice else ""

    @property
    def where(self) -> str:
        """`file:line:column`; the path for a plan made in Python."""
        place = ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)
        return place or "/".join(str(part) for part in self.path)

    def label(self, gettext: Callable[[str], str | None] = str) -> str:
        """Return `error[CODE name]`. Only the severity is translated."""
        return f"{gettext(self.severity.value) or self.severity.value}[{self.called}]"

    @property
    def called(self) -> str:
        """The code with its name."""
        return f"{self.code} {self.name}".rstrip()

    def said(self, gettext: Callable[[str], str | None] = str) -> str:
        """Return `file:line:column: error[CODE name]: message`, and the help on a separate line.

        Args:
            gettext: Translates a text of the program.
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
    """Return diagnostics sorted by file, place and code. The order does not depend on the order of the input."""
    return tuple(sorted(diagnostics, key=_rank))


def _rank(found: Diagnostic) -> tuple[str | int, ...]:
    place = (found.file or "", found.line or 0, found.column or 0)
    return *place, found.code, found.message, found.help, *map(str, found.path), found.severity.value


def locate(diagnostic: Diagnostic, origin: "Origin | None", target: Literal["key", "value"] = "value") -> Diagnostic:
    """Return a diagnostic with file, line and column, if the plan was read from a text.

    Args:
        diagnostic: The diagnostic.
        origin: The text that the plan was read from; None for a plan made in Python.
        target: Whether to locate the value, or the key before it.
    """
    if origin is None:
        return diagnostic
    line, column = origin.position(diagnostic.path, target)
    return attrs.evolve(diagnostic, file=origin.file, line=line, column=column)


class PlanError(RoadmapError, ValueError):
    """Raised for a plan with mistakes, which cannot be used.

    Attributes:
        diagnostics: Every mistake, in order.
        written: The files that a build wrote for the plans without mistakes.
        texts: The texts of the files with mistakes, by file name, if they could be read.
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
