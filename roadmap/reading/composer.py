"""Compose nodes from YAML text: mappings, lists and scalars as written, each with its place in the text.

The composer loops over the parser's events, without recursion. That is three times faster than `yaml.load` and safe
against deep nesting. It also knows the place of each part. Scalars stay text: their fields decide what they mean.
"""

import re
from collections.abc import Callable
from typing import Any

import attrs
from yaml import events
from yaml.error import MarkedYAMLError

from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.i18n.message import Message, _, message
from roadmap.model.text import FORBIDDEN
from roadmap.reading.limits import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_TEXT
from roadmap.reading.source import SourceText, diagnostic_at
from roadmap.values.nodes import MAX_COUNTED, MERGE_KEY, Mapping, Node, Quoted, Sequence

try:
    from yaml.cyaml import CParser as EventParser  # type: ignore[attr-defined]
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as EventParser  # type: ignore[assignment]

__all__ = ["Composed", "EventParser", "compose"]


_TOO_DEEP = re.compile(rf"[\[{{](?:\s*+[\[{{]){{{MAX_DEPTH}}}")
_UNREADABLE = re.compile(
    f"{FORBIDDEN.pattern}|[\x85\u2028\u2029]"
)  # YAML ends a line at the last three, editors do not

_NO_KEY = "\x00"
_AWKWARD_KEYS = {MERGE_KEY, _NO_KEY}


@attrs.define
class Composed:
    """The result of composing a text: its nodes, and the mistakes in its form."""

    source: SourceText
    mistakes: list[Diagnostic]
    split_entries: frozenset[tuple[int, int]] = frozenset()
    """Places of entries that seem to lack a dash between them."""
    stopped: "Stop | None" = None
    """The first syntax error. The text then has no nodes, and `recovery` reads around the error."""
    changed_lines: frozenset[int] = frozenset()
    """Numbers of the lines that recovery changed before it read them."""


@attrs.frozen
class Stop:
    """The place where the parser stopped, in the text that it parsed."""

    text: str
    error: MarkedYAMLError


class _TooMuch(Exception):
    """The limit is reached: the rest of the text is not read."""


def compose(text: str, file: str, original: SourceText | None = None) -> Composed:
    """Return the nodes of a YAML text, and the mistakes in its form.

    Reports RM003 (duplicate key), RM010 (too deep, too large), RM011 (empty, several documents), RM012 (tags, unknown
    anchors) and RM013 (forbidden characters). Reports RM002 for a list or a mapping as a key. Stops at a syntax
    error. Never raises because of the content of the text.

    Args:
        text: The text to compose.
        file: The name of the file for diagnostics.
        original: The real text, if `text` is a changed copy of it with lines of the same lengths. Places refer to it.
    """
    composer = _Composer(original or SourceText(file, text))
    stopped = root = None
    try:
        readable = composer.readable(text)
        unseen = list(composer.mistakes)
        try:
            root = composer.documents(EventParser(readable).get_event)
        except MarkedYAMLError as error:
            composer.mistakes, composer.split = unseen, set()
            if deep := _TOO_DEEP.search(readable):  # libyaml may reach its own limit before the first event
                composer.too_deep(deep.end() - 1)
            else:
                stopped = Stop(readable, error)
        except RecursionError:
            composer.too_deep(0)
    except _TooMuch:
        pass
    split = frozenset(composer.source.place(start) for start in composer.split)
    return Composed(attrs.evolve(composer.source, root=root), composer.mistakes, split, stopped)


class _Composer:
    """The state while one text is composed."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.mistakes: list[Diagnostic] = []
        self.split: set[int] = set()
        """Offsets of entries that seem to lack a dash between them."""

    def report(self, code: str, offset: int, text: Message, advice: Message) -> None:
        if len(self.mistakes) > MAX_COUNTED:
            raise _TooMuch
        self.mistakes.append(diagnostic_at(self.source, offset, code, text, advice))

    def readable(self, text: str) -> str:
        """Return the text with each forbidden character reported and replaced."""
        if not _UNREADABLE.search(text):
            return text
        for found in _UNREADABLE.finditer(text):
            self.report(
                "RM013",
                found.start(),
                message(
                    _(
                        "The text contains the character U+%(number)s, which is invisible or changes the order of "
                        "the letters."
                    ),
                    number=f"{ord(found[0]):04X}",
                ),
                message(_("Delete the character: type the text again instead of pasting it.")),
            )
        return _UNREADABLE.sub("\ufffd", text)

    def too_deep(self, offset: int) -> None:
        self.report(
            "RM010",
            offset,
            message(_("Brackets or indents are nested more than %(limit)s levels deep."), limit=MAX_DEPTH),
            message(_("A plan needs about ten levels: look for brackets that are never closed.")),
        )

    def documents(self, next_event: Callable[[], Any]) -> Node | None:
        next_event()  # the stream's start
        event = next_event()
        if type(event) is events.StreamEndEvent:
            self.nothing_here()
            return None
        root = self.document(next_event)
        event = next_event()
        if type(event) is not events.StreamEndEvent:
            self.report(
                "RM011",
                event.start_mark.index,
                message(_("A second document begins here; a file can contain only one plan.")),
                message(_("Delete the line “---”, or move the second plan to a separate file.")),
            )
        if type(root) is Mapping:
            return root
        if isinstance(root, str) and not isinstance(root, Quoted) and root in ("", "~", "null"):
            self.nothing_here()
        else:
            self.report(
                "RM011",
                0,
                message(_("The file is not a plan: it has no keys.")),
                message(_("Begin with lines like “format: 1” and “id: by-kg-2026-2030”.")),
            )
        return None

    def nothing_here(self) -> None:
        self.report(
            "RM011",
            0,
            message(_("The file is empty.")),
            message(_("Begin with the line “format: 1”; the README shows a whole plan.")),
        )

    def document(self, next_event: Callable[[], Any]) -> Node:  # noqa: C901 - one loop, in one piece for its speed
        """Return the root node of one document, and consume the event that ends it."""
        scalar_event, mapping_start, sequence_start = (
            events.ScalarEvent,
            events.MappingStartEvent,
            events.SequenceStartEvent,
        )
        mapping_end, sequence_end, alias_event = events.MappingEndEvent, events.SequenceEndEvent, events.AliasEvent
        anchors: dict[str, tuple[Node, int, int]] = {}  # each node with its count of nodes and characters
        # container, key, its offset, anchor, nodes before, aliased characters before
        stack: list[tuple[Any, str | None, int, str | None, int, int]] = []
        holder: Any = None
        key: str | None = None
        key_start = 0
        count = taken_over = 0
        while True:
            event = next_event()
            kind = type(event)
            start = event.start_mark.index
            anchor = None
            if kind is scalar_event:
                value = event.value
                if event.style:
                    value = Quoted(value)
                elif event.tag is not None:
                    self.tag(event.tag, start)
                if len(value) > MAX_TEXT:
                    self.too_large(start, message(_("a text of more than %(limit)s characters"), limit=MAX_TEXT))
                    value = Quoted(value[:MAX_TEXT])
                anchor = event.anchor
                count += 1
                if anchor is not None:
                    anchors[anchor] = value, 1, len(value)
            elif kind is mapping_start or kind is sequence_start:
                if len(stack) >= MAX_DEPTH:
                    self.too_deep(start)
                    raise _TooMuch
                if event.tag is not None:
                    self.tag(event.tag, start)
                stack.append((holder, key, key_start, event.anchor, count, taken_over))
                holder = Mapping(start) if kind is mapping_start else Sequence(start)
                key = None
                count += 1
                continue
            elif kind is mapping_end or kind is sequence_end:
                value, end, start = holder, start, holder.start
                holder, key, key_start, anchor, before, taken_before = stack.pop()
                if anchor is not None:
                    anchors[anchor] = value, count - before, end - start + taken_over - taken_before
            elif kind is alias_event:
                value, size, length = self.aliased(event.anchor, anchors, start)
                count += size
                taken_over += length
                if taken_over > MAX_BYTES:
                    self.too_large(
                        start,
                        message(
                            _("a text that grows by more than %(limit)s MiB through “*”"), limit=MAX_BYTES // 2**20
                        ),
                    )
                    raise _TooMuch
            else:
                raise TypeError(f"an event that no document has: {event}")
            if count > MAX_NODES:
                self.too_large(start, message(_("more than %(limit)s values"), limit=MAX_NODES))
                raise _TooMuch

            if type(holder) is Mapping:
                if key is None:
                    key, key_start = value if isinstance(value, str) else self.as_key(start), start
                else:
                    if key in holder or key in _AWKWARD_KEYS:
                        above = stack[-1][0]
                        if type(above) is Sequence and self.begins_anew(holder, key, key_start):
                            above.append(holder)
                            above.starts.append(holder.start)
                            holder = Mapping(key_start)
                            holder[key] = value
                            holder.starts[key] = key_start, start
                        else:
                            self.put(holder, key, key_start, value, start)
                    else:
                        holder[key] = value
                        holder.starts[key] = key_start, start
                    key = None
            elif holder is not None:
                holder.append(value)
                holder.starts.append(start)
            else:
                next_event()  # the document's end
                return value  # type: ignore[no-any-return]

    def as_key(self, start: int) -> str:
        """Report a list or a mapping as a key, and return a placeholder for it."""
        self.report(
            "RM002",
            start,
            message(_("A key cannot be a list or a mapping.")),
            message(_("Write a single word before the colon; put a text with brackets in quotes.")),
        )
        return _NO_KEY

    def begins_anew(self, holder: Mapping, key: str, key_start: int) -> bool:
        """Return whether a first key is repeated in its column, and report the dash that seems to be missing."""
        if key in _AWKWARD_KEYS or key != next(iter(holder), None) or holder.starts.get(key, (-1,))[0] < holder.start:
            return False
        line, column = self.source.place(holder.starts[key][0])
        here = self.source.place(key_start)
        if here[0] == line or here[1] != column or self.source.line(here[0])[: column - 1].strip():
            return False
        self.split |= {holder.start, key_start}
        self.report(
            "RM003",
            key_start,
            message(_("Duplicate key “%(key)s”; it is already on line %(line)s."), key=key, line=line),
            message(_("If a new entry begins here, put “- ” before it; else delete one of the two.")),
        )
        return True

    def put(self, holder: Mapping, key: str, key_start: int, value: Node, start: int) -> None:
        """Add an entry whose key is a merge key or a duplicate."""
        if key == _NO_KEY:
            return
        if key == MERGE_KEY and type(key) is str:
            self.merge(holder, value, start)
        elif key in holder and holder.starts[key][0] >= holder.start:
            line, column = self.source.place(holder.starts[key][0])
            self.report(
                "RM003",
                key_start,
                message(
                    _("Duplicate key “%(key)s”; the first is on line %(line)s, column %(column)s."),
                    key=key,
                    line=line,
                    column=column,
                ),
                message(_("Keep one of the two and delete the other.")),
            )
        else:
            holder[key] = value
            holder.starts[key] = key_start, start

    def merge(self, holder: Mapping, value: Node, start: int) -> None:
        """Add the entries of a merge key (`<<: *common`) that the mapping does not have itself."""
        merged: list[Any] = value if isinstance(value, Sequence) else [value]
        if not merged or not all(isinstance(one, Mapping) for one in merged):
            self.report(
                "RM012",
                start,
                message(_("“<<” merges the keys of another mapping, but this is not a mapping.")),
                message(_("Write “<<: *name”, where “&name” marks the mapping to merge.")),
            )
            return
        for one in merged:
            for key, single in one.items():
                if key not in holder:
                    holder[key] = single
                    holder.starts[key] = one.starts[key]

    def aliased(self, name: str, anchors: dict[str, tuple[Node, int, int]], start: int) -> tuple[Node, int, int]:
        if name in anchors:
            return anchors[name]
        self.report(
            "RM012",
            start,
            message(_("“*%(name)s” refers to an anchor that is not defined before it."), name=name),
            message(_("Put “&%(name)s” before the part that is meant, or put the text in quotes."), name=name),
        )
        return Quoted(""), 1, 0

    def tag(self, tag: str, start: int) -> None:
        self.report(
            "RM012",
            start,
            message(_("Plans do not use YAML tags such as “%(tag)s”."), tag=tag.replace("tag:yaml.org,2002:", "!!")),
            message(_("Delete the tag, or put the text in quotes if it begins with an exclamation mark.")),
        )

    def too_large(self, start: int, what: Message) -> None:
        self.report(
            "RM010",
            start,
            message(_("This is too large: %(what)s."), what=what),
            message(_("Divide the plan into several files.")),
        )
