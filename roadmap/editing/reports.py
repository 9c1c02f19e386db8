"""Reports inserted into the text of a plan. Nothing else in the text changes, not even a comment or a space.

The text is edited at the places that reading recorded. A library that loads YAML and writes it again, such as ruamel.yaml,
keeps comments, but changes line breaks and quotes. A change of one line would then appear as a change of all lines.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, cast

from yaml import events

from roadmap.errors import UnsafeEditError
from roadmap.model.fields import field_infos
from roadmap.model.measure import Progress
from roadmap.model.plan import Path
from roadmap.reading.composer import EventParser
from roadmap.reading.source import LINE_END, SourceText
from roadmap.values import value_type
from roadmap.values.nodes import Mapping, Name, Plain, Sequence, is_null

__all__ = ["format_report", "insert_reports"]

KEY = "progress"


class Edit(NamedTuple):
    """A replacement of a piece of the text, which may be empty.

    Attributes:
        start: Where the piece starts.
        end: Where the piece ends.
        text: The new text.
    """

    start: int
    end: int
    text: str


class Extent(NamedTuple):
    """A list or a mapping in the text.

    Attributes:
        in_brackets: Whether it is written in brackets.
        inside: Where its last entry ends.
        end: Where it ends itself.
    """

    in_brackets: bool
    inside: int
    end: int


def insert_reports(source: SourceText, reports: Iterable[tuple[Path, Progress]]) -> str:
    """Return the text of a plan with new reports, at most one for each measure.

    Args:
        source: The text of the plan.
        reports: The paths of measures, each with a report. The paths are all different.

    Raises:
        UnsafeEditError: The text of a measure has no safe place for a report.
    """
    text, extents = source.text, _extents(source.text)
    edits = [_edit(source, extents, path, report) for path, report in reports]
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _extents(text: str) -> dict[int, Extent]:
    """Return all lists and mappings by their start. If two mappings start at the same place, the outer one counts."""
    found: dict[int, Extent] = {}
    open_ones: list[tuple[int, bool]] = []
    ends = [0]
    parser: Any = EventParser(text)
    while parser.check_event():
        event = parser.get_event()
        start, end = event.start_mark.index, event.end_mark.index
        if isinstance(event, events.CollectionStartEvent):
            open_ones.append((start, bool(event.flow_style)))
            ends.append(start)
        elif isinstance(event, events.CollectionEndEvent):
            start, in_brackets = open_ones.pop()
            inside = ends.pop()
            ends[-1] = end if in_brackets else inside
            found[start] = Extent(in_brackets, inside, ends[-1])
        elif isinstance(event, events.NodeEvent):
            ends[-1] = _end(text, event)
    return found


def _end(text: str, event: Any) -> int:
    """Return where a scalar ends, before the end of its last line. Empty lines count only if they are part of it."""
    start, end = int(event.start_mark.index), int(event.end_mark.index)
    if getattr(event, "style", None) not in ("|", ">"):
        return end
    if "+" in text[start : start + 3]:
        return end - 1 if text[end - 1] in "\r\n" else end
    while text[end - 1].isspace():
        end -= 1
    return end


def _edit(source: SourceText, extents: dict[int, Extent], path: Path, report: Progress) -> Edit:
    measure: Any = source.root
    start = 0
    for step in path:
        if not isinstance(measure, (Mapping, Sequence)):
            raise UnsafeEditError(path)
        start = measure.starts[str(step)][1] if isinstance(measure, Mapping) else measure.starts[int(step)]
        measure = cast(Any, measure)[step]
    if not isinstance(measure, Mapping) or start not in extents:
        raise UnsafeEditError(path)
    if KEY not in measure:
        return _new_key(source, extents[start], start, report)
    key_start, value_start = measure.starts[KEY]
    known = measure[KEY]
    if isinstance(known, str) and is_null(known):
        place = value_start if known else source.text.index(":", key_start) + 1
        return Edit(place, place + len(known), f"{'' if known else ' '}[{format_report(report)}]")
    if not isinstance(known, Sequence) or value_start not in extents:
        raise UnsafeEditError(path)
    return _new_entry(source, extents, value_start, known, report)


def _new_key(source: SourceText, measure: Extent, start: int, report: Progress) -> Edit:
    """Return the edit for the first report on a measure, after all its keys."""
    if measure.in_brackets:
        return Edit(measure.inside, measure.inside, f", {KEY}: [{format_report(report)}]")
    margin = _margin(source, start)
    return _lines(source.text, measure.inside, [f"{margin}{KEY}:", *_block(f"{margin}  ", report)])


def _new_entry(source: SourceText, extents: dict[int, Extent], start: int, known: Sequence, report: Progress) -> Edit:
    """Return the edit for one more report, after the last."""
    extent = extents[start]
    if extent.in_brackets:
        place = extent.inside if known else extent.end - 1
        return Edit(place, place, f"{', ' if known else ''}{format_report(report)}")
    margin, last = _margin(source, start), extents.get(known.starts[-1])
    one_line = last is not None and last.in_brackets
    lines = [f"{margin}- {format_report(report)}"] if one_line else list(_block(margin, report))
    return _lines(source.text, extent.inside, lines)


def _margin(source: SourceText, offset: int) -> str:
    """Return the indent that aligns a line with the column of a place."""
    return " " * (source.place(offset)[1] - 1)


def _lines(text: str, after: int, lines: list[str]) -> Edit:
    """Return the edit for new lines after the line that contains a place, with the line ends of the text."""
    end_of_line = LINE_END.search(text)
    newline = end_of_line[0] if end_of_line else "\n"
    here = LINE_END.search(text, after)
    if here is None:
        return Edit(len(text), len(text), newline + newline.join(lines))
    return Edit(here.end(), here.end(), "".join(line + newline for line in lines))


# The text of a report


def _block(margin: str, report: Progress) -> Iterator[str]:
    """Yield the lines of a report as an entry of a list, one line for each field."""
    for number, (key, value) in enumerate(_fields(report)):
        yield f"{margin}{'  ' if number else '- '}{key}: {value}"


def format_report(report: Progress) -> str:
    """Return a report in one line."""
    return f"{{{', '.join(f'{key}: {value}' for key, value in _fields(report))}}}"


def _fields(report: Progress) -> Iterator[tuple[str, str]]:
    for field in field_infos(Progress):
        value = getattr(report, field.name)
        if value is not None:
            yield field.key, _in_line(value_type(field.type).write(value))


def _in_line(written: Any) -> str:
    """Return a value in a form that is valid anywhere in YAML: texts in quotes, escaped as in JSON."""
    if isinstance(written, dict):
        return f"{{{', '.join(f'{key}: {_in_line(one)}' for key, one in written.items())}}}"
    return str(written) if isinstance(written, (Plain, Name)) else json.dumps(written, ensure_ascii=False)
