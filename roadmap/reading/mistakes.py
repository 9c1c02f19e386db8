"""Report the mistakes of a text: each once, with its place, in the clearest words for the text.

Imported only if the plan has a mistake.
"""

from collections.abc import Iterator

import attrs

from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.errors import FieldError
from roadmap.i18n.message import _, message
from roadmap.reading.artefacts import drop_artefacts
from roadmap.reading.composer import Composed
from roadmap.reading.converter import Mistake
from roadmap.reading.hints import drop_follow_ups, improve_message
from roadmap.reading.limits import MAX_FOUND
from roadmap.reading.source import SourceText
from roadmap.values.nodes import MAX_COUNTED

__all__ = ["report_mistakes"]


def report_mistakes(composed: Composed, mistakes: list[Mistake]) -> list[Diagnostic]:
    """Return the first mistakes of a text, and how many more there are.

    All mistakes are placed and counted. Only the shown ones get their full messages.
    """
    source = composed.source
    later = {id(placed): (placed, mistake) for placed, mistake in _placed(drop_follow_ups(mistakes), source)}
    kept = [placed for placed, _mistake in later.values()]
    if composed.changed_lines:
        kept = drop_artefacts(kept, source, composed.changed_lines)
    if composed.split_entries:
        kept = [d for d in kept if d.code != "RM005" or (d.line, d.column) not in composed.split_entries]
    found = sorted(_without_repeats(composed.mistakes + kept), key=_place)
    shown = [_in_words(d, later[id(d)][1], source) if id(d) in later else d for d in found[:MAX_FOUND]]
    shown = _without_repeats(shown)
    if len(found) > MAX_FOUND:
        every = source.root is not None and not composed.changed_lines and len(mistakes) <= MAX_COUNTED
        shown.append(_more(shown, found[MAX_FOUND:], every=every))
    return shown


def _more(shown: list[Diagnostic], left: list[Diagnostic], *, every: bool) -> Diagnostic:
    """Return a diagnostic that counts the mistakes that are not shown, placed after the shown ones.

    Args:
        shown: The mistakes that are shown.
        left: The mistakes that are not shown.
        every: Whether all mistakes of the text are known.
    """
    text = (
        _("More errors in this plan beyond the first %(limit)s: %(count)s.")
        if every
        else _("More errors in this plan beyond the first %(limit)s: at least %(count)s.")
    )
    last = max(shown, key=_place)
    after = next((d for d in left if _place(d) > _place(last)), last)
    return attrs.evolve(
        after,
        code="RM010",
        text=message(text, limit=MAX_FOUND, count=len(left)),
        advice=message(_("Fix the errors above first, then check the plan again.")),
        path=(),
    )


def _place(found: Diagnostic) -> tuple[int, int]:
    return found.line or 0, found.column or 0


def _without_repeats(found: list[Diagnostic]) -> list[Diagnostic]:
    """Return each mistake once.

    Leaves out repetitions if several parts share the same text. Also leaves out mistakes in a value behind a tag or
    an unknown alias: the mark itself is the mistake.
    """
    marks = {(d.line, d.column) for d in found if d.code == "RM012"}
    kept = [d for d in found if d.code in ("RM005", "RM012") or (d.line, d.column) not in marks]
    if any(d.code == "RM013" for d in kept):
        kept = [d for d in kept if "\ufffd" not in str(d.text) or d.code == "RM013"]
    return list({(d.line, d.column, d.text): d for d in reversed(kept)}.values())


def _placed(mistakes: list[Mistake], source: SourceText) -> Iterator[tuple[Diagnostic, FieldError]]:
    """Yield the mistakes with their places, without advice."""
    for path, mistake in mistakes:
        line, column = source.position(path, mistake.target)
        placed = Diagnostic(code=mistake.code, text=mistake.text, path=path, file=source.file, line=line, column=column)
        yield placed, mistake


def _in_words(placed: Diagnostic, mistake: FieldError, source: SourceText) -> Diagnostic:
    """Return a mistake with its advice, in the clearest words that the text allows."""
    offset = improve_message(mistake, placed.path, source)
    line, column = (placed.line, placed.column) if offset is None else source.place(offset)
    return attrs.evolve(placed, text=mistake.text, advice=mistake.help, line=line, column=column)
