"""What is to be reported, and how: the same for every format."""

from collections.abc import Callable, Mapping, Sequence

import attrs

from roadmap.diagnostics.catalog import CodeInfo
from roadmap.diagnostics.diagnostic import Diagnostic, Severity, sort_diagnostics
from roadmap.i18n.message import Message, _, message

__all__ = ["MAX_FINDINGS", "Report"]

MAX_FINDINGS = 200
"""How many findings are shown where the caller does not say how many."""


@attrs.frozen
class Report:
    """What is to be reported, and how.

    texts: what stands in each file, as it was when it was read; a finding in a file without its text is shown without its line.
    gettext: gives the translation of a text of the program.
    settings: what the plans set for the rules: told after the findings, and not counted among them.
    whole: whether all was read that was to be checked.
    most: how many findings are shown, where a person reads; 0 for all.
    colour: for a terminal.
    codes: what is known of each code, where a format tells it; a code that is not among them stands alone.
    encoding: that of the terminal or pipe: a letter that it lacks is shown by its number, and takes as much room.
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
        """In order; where there are too many, the gravest: no error is left out for a warning, and none of a plan's limits."""
        if not 0 < self.most < len(self.found):
            return self.found
        gravest = sorted(self.found, key=lambda found: (_GRAVITY[found.severity], found.code != "RM010"))
        return sort_diagnostics(gravest[: self.most])

    def said(self, text: Message | None) -> str:
        """In the reader's language; nothing for nothing."""
        return text.translated(self.gettext) if text is not None else ""

    def left_out(self) -> str:
        """A sentence about the findings that are not shown, if there are any."""
        number = len(self.found) - len(self.shown)
        return self.said(message(_LEFT_OUT, number=number)) if number else ""


_GRAVITY = {severity: place for place, severity in enumerate(Severity)}
_LEFT_OUT = _("more findings not shown: %(number)s (“roadmap check --max-findings 0” shows all)")
