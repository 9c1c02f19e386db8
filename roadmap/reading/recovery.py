"""Read the rest of a text after a syntax error, from a copy whose faulty lines are changed or blank.

The copy has the same length and the same lines, so the places in it are places in the real text. Later findings that
may come from the changes are left out.
"""

import attrs
from yaml import __with_libyaml__, events
from yaml.error import MarkedYAMLError

from roadmap.i18n.message import _, message
from roadmap.reading.artefacts import drop_artefacts
from roadmap.reading.composer import Composed, EventParser, compose
from roadmap.reading.repairs import entries_before, lines_at_fault, repairs
from roadmap.reading.source import SourceText, diagnostic_at
from roadmap.reading.syntax_errors import CERTAIN, Explain, Explained, Stopped, explaining, is_bracket, opens_entry

__all__ = ["recover"]

MAX_ROUNDS = 20
MAX_RECOVERED = 1_200_000
"""The longest text to recover, in characters. In a longer text only the first syntax error is reported."""
MAX_READ = 20_000_000
"""How much is parsed again in total, over all rounds and repairs, in characters.

Each event counts as `_AN_EVENT` characters.
"""
_AN_EVENT = 20
_SLOWER = 20  # how many times slower PyYAML's own parser is than libyaml, which the bound is made for


@attrs.frozen
class Recovered:
    """A text that can be parsed (None if every repair failed), its changed lines, and the explained errors."""

    text: str | None
    lines: frozenset[int]
    explained: list[Explained]


_Tried = tuple[str, range, Stopped | None]


class _Out(Exception):
    """All repairs are exhausted."""


def recover(composed: Composed) -> Composed:
    """Return the nodes that can be read around the syntax errors of a text, and report all errors as RM002."""
    source = composed.source
    recovered = _recover_text(composed)
    again = Composed(source, [])
    if recovered.text is not None:
        again = compose(recovered.text, source.file, original=source)
    errors = [diagnostic_at(source, offset, "RM002", text, advice) for offset, text, advice in recovered.explained]
    later = drop_artefacts(again.mistakes, source, recovered.lines)
    return attrs.evolve(again, mistakes=[*composed.mistakes, *errors, *later], changed_lines=recovered.lines)


def _recover_text(composed: Composed) -> Recovered:
    """Repair one error after another, until the text can be parsed or a limit is reached."""
    assert composed.stopped is not None
    source, text = composed.source, composed.stopped.text
    attempts = _Attempts()
    lines: set[int] = set()
    explained: list[Explained] = []
    first = _stopped_at(source, text, composed.stopped.error)
    stopped: Stopped | None = first
    if len(text) > MAX_RECOVERED:
        return Recovered(None, frozenset(), _cut_short([explaining(first)[0]]))
    for _round in range(MAX_ROUNDS):
        if stopped is None:
            return Recovered(text, frozenset(lines), explained)
        error, explain = explaining(stopped)
        line = source.place(error[0])[0]
        known = line in lines or any(error[0] == other[0] for other in explained)
        certain = _certain(explain, stopped.source.line(line))
        if not known and (certain or not _after_changed(source, line, lines)):
            explained.append(error)
        try:
            text, touched, stopped = attempts.best(stopped, error, line, explain)
        except _Out:
            break
        lines.update(touched)
    if stopped is not None:
        return Recovered(None, frozenset(lines), _cut_short(explained))
    return Recovered(text, frozenset(lines), explained)


def _cut_short(explained: list[Explained]) -> list[Explained]:
    """Return the errors; the last one says that the rest of the file was not checked."""
    last = max(range(len(explained)), key=lambda place: explained[place][0], default=None)
    return [
        (offset, text, message(_("%(advice)s The rest of the file was not checked."), advice=advice))
        if place == last
        else (offset, text, advice)
        for place, (offset, text, advice) in enumerate(explained)
    ]


def _stopped_at(source: SourceText, text: str, error: MarkedYAMLError, left_out: range = range(0)) -> Stopped:
    """Return where the parser stopped, as a place in the whole text.

    Args:
        source: The real text.
        text: A text with the same lines.
        error: The error of the parser.
        left_out: The part of `text` that the parser did not get.
    """

    def real(index: int) -> int:
        return index if index < left_out.start else index + len(left_out)

    mark, start = error.problem_mark or error.context_mark, error.context_mark
    offset = min(real(mark.index) if mark is not None else 0, len(text))
    same = source if text == source.text else SourceText(source.file, text)
    return Stopped(same, offset, real(start.index) if start is not None else None)


def _certain(explain: Explain, line: str) -> bool:
    """Return whether the mistake is visible in its line alone."""
    return explain in CERTAIN or (
        is_bracket(explain) and any(line.count(one) != line.count(other) for one, other in ("[]", "{}"))
    )


def _after_changed(source: SourceText, line: int, lines: set[int]) -> bool:
    """Return whether only empty lines separate a line from a changed line above it.

    The error of the line may then come from the change.
    """
    while line > 1:
        line -= 1
        if line in lines:
            return True
        if source.line(line).strip():
            return False
    return False


class _Attempts:
    """Repairs, tried within the limits."""

    def __init__(self) -> None:
        self.left = MAX_READ if __with_libyaml__ else MAX_READ // _SLOWER

    def best(self, stopped: Stopped, error: Explained, line: int, explain: Explain) -> _Tried:
        """Return the first mild repair that helps, else the repair after which the parser gets furthest.

        A mild repair changes single signs.

        Raises:
            _Out: No repair helps.
        """
        best: _Tried | None = None
        furthest = stopped.offset
        lines = lines_at_fault(stopped, line)
        left_out = entries_before(stopped.source, min(lines))
        for text, touched, mild in repairs(stopped, error, line, lines, whole=opens_entry(explain)):
            if self.left <= 0:
                break
            after = self.stops(stopped.source, text, left_out)
            if after is None:
                return text, touched, after
            further = after.offset > stopped.offset and after.number > touched[-1]
            if further and (mild or not _after_changed(after.source, after.number, set(touched))):
                return text, touched, after
            if after.offset > furthest and after.number > touched[-1]:
                best, furthest = (text, touched, after), after.offset
        if best is None:
            raise _Out
        return best

    def stops(self, source: SourceText, text: str, left_out: range = range(0)) -> Stopped | None:
        """Return where the parser stops in a text; None if it reaches the end of the whole text."""
        given = text[: left_out.start] + text[left_out.stop :] if left_out else text
        stopped: Stopped | None = None
        seen = 0
        try:
            parser = EventParser(given)
            while type(parser.get_event()) is not events.StreamEndEvent:
                seen += 1
        except MarkedYAMLError as error:
            stopped = _stopped_at(source, text, error, left_out)
        except RecursionError:
            stopped = Stopped(source, 0, None)
        self.left -= len(text) // 2 + seen * _AN_EVENT
        return self.stops(source, text) if stopped is None and left_out else stopped
