"""The content and options of a report, the same for every format."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from roadmap.diagnostics.catalog import CodeInfo
from roadmap.diagnostics.diagnostic import Diagnostic, Severity, sort_diagnostics
from roadmap.i18n.message import Message, _, message

__all__ = ["MAX_FINDINGS", "Report"]

MAX_FINDINGS = 200
"""How many findings are shown by default."""


@attrs.frozen
class Report:
    """The content and options of a report.

    Attributes:
        found: The findings.
        texts: The text of each file, as it was read. A finding in a file without text is shown without its line.
        gettext: Translates a text of the program.
        settings: The settings of the plans for rules. They follow the findings, and are not counted.
        whole: Whether all files could be read.
        most: How many findings are shown to people; 0 for all.
        colour: Whether to use the colours of a terminal.
        codes: The descriptions of codes, for formats that show them. A code without description is shown alone.
        encoding: The encoding of the terminal or pipe. A letter that it lacks is shown by its number, in full width.
    """

    found: Sequence[Diagnostic] = attrs.field(converter=sort_diagnostics)
    texts: Mapping[str, str] = attrs.field(factory=dict, repr=False)
    gettext: Callable[[str], str | None] = str
    settings: Sequence[Diagnostic] = attrs.field(default=(), converter=sort_diagnostics)
    whole: bool = True
    most: int = MAX_FINDINGS
    colour: bool = False
    encoding: str = "utf-8"
    codes: Mapping[str, CodeInfo] = attrs.field(factory=dict, repr=False)

    @property
    def shown(self) -> Sequence[Diagnostic]:
        """The findings to show, in order. If there are too many, errors and exceeded limits of a plan are kept first."""
        if not 0 < self.most < len(self.found):
            return self.found
        gravest = sorted(self.found, key=lambda found: (_GRAVITY[found.severity], found.code != "RM010"))
        return sort_diagnostics(gravest[: self.most])

    def said(self, text: Message | None) -> str:
        """Return a message in the reader's language; empty for None."""
        return text.translated(self.gettext) if text is not None else ""

    def left_out(self) -> str:
        """Return a sentence about the findings that are not shown; empty if there are none."""
        number = len(self.found) - len(self.shown)
        return self.said(message(_LEFT_OUT, number=number)) if number else ""


_GRAVITY = {severity: place for place, severity in enumerate(Severity)}
_LEFT_OUT = _("more findings not shown: %(number)s (“roadmap check --max-findings 0” shows all)")
