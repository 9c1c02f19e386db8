"""Reports put into the text of a plan: nothing else in it changes, not a comment, not a space.

The text is edited at the places that reading knows. (A library that loads YAML and writes it anew, such as ruamel.yaml, keeps
comments, but lays out lines and quotes afresh: a change of one line would come back as a change of all.)
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
    """Something to be written in place of a piece of the text, which may be none."""

    start: int
    end: int
    text: str


class Extent(NamedTuple):
    """A list or a mapping in the text: whether it stands in brackets; where the last thing in it ends, and where itself."""

    in_brackets: bool
    inside: int
    end: int


def insert_reports(source: SourceText, reports: Iterable[tuple[Path, Progress]]) -> str:
    """The text of a plan with one more report for each of some measures, which have different paths. Raises UnsafeEditError."""
    text, extents = source.text, _extents(source.text)
    edits = [_edit(source, extents, path, report) for path, report in reports]
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def _extents(text: str) -> dict[int, Extent]:
    """All lists and mappings, by where they begin. Where a mapping begins with another one, the outer one counts."""
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
    """Where a scalar ends, before the end of its last line; empty lines below it count only where they are part of it."""
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
    """The first report on a measure, behind all that it has."""
    if measure.in_brackets:
        return Edit(measure.inside, measure.inside, f", {KEY}: [{format_report(report)}]")
    margin = _margin(source, start)
    return _lines(source.text, measure.inside, [f"{margin}{KEY}:", *_block(f"{margin}  ", report)])


def _new_entry(source: SourceText, extents: dict[int, Extent], start: int, known: Sequence, report: Progress) -> Edit:
    """One report more, behind the last."""
    extent = extents[start]
    if extent.in_brackets:
        place = extent.inside if known else extent.end - 1
        return Edit(place, place, f"{', ' if known else ''}{format_report(report)}")
    margin, last = _margin(source, start), extents.get(known.starts[-1])
    one_line = last is not None and last.in_brackets
    lines = [f"{margin}- {format_report(report)}"] if one_line else list(_block(margin, report))
    return _lines(source.text, extent.inside, lines)


def _margin(source: SourceText, offset: int) -> str:
    """The spaces that a line needs to begin in the column of a place."""
    return " " * (source.place(offset)[1] - 1)


def _lines(text: str, after: int, lines: list[str]) -> Edit:
    """Lines of their own behind the line in which something ends, with the ends that the lines of the text have."""
    end_of_line = LINE_END.search(text)
    newline = end_of_line[0] if end_of_line else "\n"
    here = LINE_END.search(text, after)
    if here is None:
        return Edit(len(text), len(text), newline + newline.join(lines))
    return Edit(here.end(), here.end(), "".join(line + newline for line in lines))


# How a report is written


def _block(margin: str, report: Progress) -> Iterator[str]:
    """A report as an entry of a list, a line for each field."""
    for number, (key, value) in enumerate(_fields(report)):
        yield f"{margin}{'  ' if number else '- '}{key}: {value}"


def format_report(report: Progress) -> str:
    """A report in one line."""
    return f"{{{', '.join(f'{key}: {value}' for key, value in _fields(report))}}}"


def _fields(report: Progress) -> Iterator[tuple[str, str]]:
    for field in field_infos(Progress):
        value = getattr(report, field.name)
        if value is not None:
            yield field.key, _in_line(value_type(field.type).write(value))


def _in_line(written: Any) -> str:
    """A value as it can stand anywhere: texts in quotes, with the marks of JSON."""
    if isinstance(written, dict):
        return f"{{{', '.join(f'{key}: {_in_line(one)}' for key, one in written.items())}}}"
    return str(written) if isinstance(written, (Plain, Name)) else json.dumps(written, ensure_ascii=False)
