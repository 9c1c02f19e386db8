"""From YAML text to nodes: mappings, lists and scalars as they are written, each with its place in the text.

A loop over the parser's events, without recursion: three times faster than `yaml.load`, safe against deep nesting, and it
knows where everything stands. Scalars stay text (`str`; `Quoted` where quotes or a block mark keep them from meaning
anything else); the field that they are for decides what they mean.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate, chain
from typing import Any, Literal

import attrs
from yaml import events
from yaml.error import MarkedYAMLError

from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.i18n.message import Message, _, message
from roadmap.model.plan import Path
from roadmap.model.text import FORBIDDEN
from roadmap.values.nodes import MAX_COUNTED, MERGE_KEY, Mapping, Node, Quoted, Sequence

try:
    from yaml.cyaml import CParser as EventParser  # type: ignore[attr-defined]
except ImportError:  # PyYAML without libyaml
    from yaml import SafeLoader as EventParser  # type: ignore[assignment]

__all__ = ["LINE_END", "EventParser", "Mapping", "Node", "Quoted", "Sequence", "SourceText", "compose"]

MAX_DEPTH = 64
MAX_NODES = 1_000_000
MAX_TEXT = 100_000
MAX_FOUND = 1_000
"""How many mistakes of a text are shown."""
MAX_BYTES = 16 * 2**20


_TOO_DEEP = re.compile(rf"[\[{{](?:\s*+[\[{{]){{{MAX_DEPTH}}}")
LINE_END = re.compile("\r\n|\n|\r")
_UNREADABLE = re.compile(
    f"{FORBIDDEN.pattern}|[\x85\u2028\u2029]"
)  # the last are ends of a line to YAML, and to no editor
_BLOCK = 4096
_NO_KEY = "\x00"
_AWKWARD_KEYS = {MERGE_KEY, _NO_KEY}


@attrs.frozen(eq=False, slots=False)
class SourceText:
    """The text of a plan with its nodes: knows where each part of the plan stands (an `Origin`)."""

    file: str
    text: str = attrs.field(repr=False)
    root: Node | None = attrs.field(default=None, repr=False)

    @cached_property
    def _lines(self) -> "array[int]":
        """Offset of the first character of each line."""
        return array("q", chain((0,), (found.end() for found in LINE_END.finditer(self.text))))

    @cached_property
    def _ended(self) -> "array[int]":
        """How many lines end before each block of the text: quickly found where there are millions of lines."""
        blocks = range(0, len(self.text), _BLOCK)
        return array("q", accumulate((self._ends(start, start + _BLOCK) for start in blocks), initial=0))

    def _ends(self, start: int, end: int) -> int:
        """How many lines end in a part of the text."""
        count = self.text.count
        return count("\n", start, end) + count("\r", start, end) - count("\r\n", start, end + 1)

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of an offset."""
        block, end = offset // _BLOCK, offset
        ended = self._ended[block] + self._ends(block * _BLOCK, offset)
        if ended == self._ended[block]:  # the line begins in an earlier block, or with this one
            block = max(0, bisect_left(self._ended, ended) - 1)
            end = min(offset, (block + 1) * _BLOCK)
        return ended + 1, offset - self._last_end(block * _BLOCK, end) + 1

    def _last_end(self, start: int, end: int) -> int:
        """Where the line begins that goes on at the end of a part of the text."""
        text = self.text
        after = text.rfind("\r", start, end) + 1
        if 0 < after == end and text[after : after + 1] == "\n":  # the line goes on to the second of the two
            after = text.rfind("\r", start, after - 1) + 1
        return max(text.rfind("\n", start, end) + 1, after)

    def lines(self) -> int:
        return len(self._lines)

    def start_of(self, number: int) -> int:
        """The offset of the first character of a line (from 1)."""
        return self._lines[number - 1]

    def line(self, number: int) -> str:
        """One line (from 1) of the text, without its end."""
        start = self._lines[number - 1]
        end = self._lines[number] if number < len(self._lines) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def position(self, path: Path, of: Literal["key", "value"] = "value") -> tuple[int, int]:
        """Line and column of a part of the plan, or of the nearest written part around it.

        The id of a record that is kept by its id is the record's key.
        """
        node, offset, key_offset = self.root, 0, 0
        for n, step in enumerate(path):
            if isinstance(node, Mapping) and step in node.starts:
                last = n == len(path) - 1
                key_offset, offset = node.starts[str(step)]
                node = node[str(step)]
                if last and of == "key":
                    offset = key_offset
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
                key_offset = offset = node.starts[step]
                node = node[step]
            else:
                if step == "id":
                    offset = key_offset
                break
        return self.place(offset)


@attrs.define
class Composed:
    """What came of a text: its nodes, and what was wrong with its form."""

    text: SourceText
    mistakes: list[Diagnostic]
    mended: frozenset[int] = frozenset()
    """Lines that were not read as they stand, after a syntax error."""
    parted: frozenset[tuple[int, int]] = frozenset()
    """Places of entries between which a dash seems to be missing."""


class _Stop(Exception):
    """The rest of the text cannot be read."""


def compose(text: str, file: str) -> Composed:
    """Nodes of a YAML text; never raises for what the text contains.

    Reports RM002 (syntax), RM003 (a key twice), RM010 (too deep, too large), RM011 (empty, several documents), RM012 (tags,
    unknown anchors), RM013 (characters that no text may hold).
    """
    composer = _Composer(text, file)
    try:
        root = composer.run()
    except _Stop:
        root = None
    parted = frozenset(composer.source.place(start) for start in composer.parted)
    return Composed(attrs.evolve(composer.source, root=root), composer.mistakes, composer.mended, parted)


class _Composer:
    """One reading of one text."""

    def __init__(self, text: str, file: str) -> None:
        self.source = SourceText(file, text)
        self.mistakes: list[Diagnostic] = []
        self.mended: frozenset[int] = frozenset()
        self.parted: set[int] = set()

    def report(self, code: str, offset: int, text: Message, advice: Message) -> None:
        if len(self.mistakes) > MAX_COUNTED:
            raise _Stop
        line, column = self.source.place(offset)
        self.mistakes.append(
            Diagnostic(code=code, text=text, advice=advice, file=self.source.file, line=line, column=column)
        )

    def readable(self) -> str:
        """The text with every character that YAML or a reader would stumble over replaced, and reported."""
        text = self.source.text
        if not _UNREADABLE.search(text):
            return text
        for found in _UNREADABLE.finditer(text):
            self.report(
                "RM013",
                found.start(),
                message(
                    _(
                        "The text holds the character U+%(number)s, which cannot be seen or changes the order of the letters."
                    ),
                    number=f"{ord(found[0]):04X}",
                ),
                message(_("Delete the character: type the text anew instead of pasting it.")),
            )
        return _UNREADABLE.sub("\ufffd", text)

    def run(self) -> Node | None:
        text = self.readable()
        unseen = list(self.mistakes)
        try:
            return self.documents(EventParser(text).get_event)
        except MarkedYAMLError as error:
            self.mistakes = unseen
            if deep := _TOO_DEEP.search(text):  # libyaml may stop at its own limit before it gives a single event
                self.too_deep(deep.end() - 1)
                return None
            return self.rest(text, error)
        except RecursionError:
            self.too_deep(0)
        return None

    def rest(self, text: str, error: MarkedYAMLError) -> Node | None:
        """What can be read around syntax errors, all of which are reported."""
        from roadmap.reading.recovery import drop_artefacts, recover

        mended = recover(self.source, text, error, EventParser)
        before = self.mistakes
        self.mistakes, self.parted, root = [], set(), None
        if mended.text is not None:
            try:
                root = self.documents(EventParser(mended.text).get_event)
            except _Stop:
                root = None
        self.mended = mended.lines
        later = drop_artefacts(self.mistakes, self.source, mended.lines)
        self.mistakes = before
        for explained in mended.explained:
            self.report("RM002", *explained)
        self.mistakes += later
        return root

    def too_deep(self, offset: int) -> None:
        self.report(
            "RM010",
            offset,
            message(_("Brackets or indents go deeper than %(limit)s levels here."), limit=MAX_DEPTH),
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
                message(_("A second document begins here; a file holds one plan.")),
                message(_("Delete the line “---”, or put the second plan into a file of its own.")),
            )
        if type(root) is Mapping:
            return root
        if isinstance(root, str) and not isinstance(root, Quoted) and root in ("", "~", "null"):
            self.nothing_here()
        else:
            self.report(
                "RM011",
                0,
                message(_("The file is not a plan: it holds no keys.")),
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
        """The root node of one document; consumes the event that ends it."""
        scalar_event, mapping_start, sequence_start = (
            events.ScalarEvent,
            events.MappingStartEvent,
            events.SequenceStartEvent,
        )
        mapping_end, sequence_end, alias_event = events.MappingEndEvent, events.SequenceEndEvent, events.AliasEvent
        anchors: dict[str, tuple[Node, int, int]] = {}  # with its nodes and characters
        # container, key, its offset, anchor, nodes before, characters taken over before
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
                    raise _Stop
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
                    raise _Stop
            else:
                raise TypeError(f"an event that no document has: {event}")
            if count > MAX_NODES:
                self.too_large(start, message(_("more than %(limit)s values"), limit=MAX_NODES))
                raise _Stop

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
        """What stands for a key that is no word."""
        self.report(
            "RM002",
            start,
            message(_("A key cannot be a list or a mapping.")),
            message(_("Write a single word before the colon; put a text with brackets in quotes.")),
        )
        return _NO_KEY

    def begins_anew(self, holder: Mapping, key: str, key_start: int) -> bool:
        """Whether the first key of an entry comes again, in its column: the dash of a new entry is missing, it seems."""
        if key in _AWKWARD_KEYS or key != next(iter(holder), None) or holder.starts.get(key, (-1,))[0] < holder.start:
            return False
        line, column = self.source.place(holder.starts[key][0])
        here = self.source.place(key_start)
        if here[0] == line or here[1] != column or self.source.line(here[0])[: column - 1].strip():
            return False
        self.parted |= {holder.start, key_start}
        self.report(
            "RM003",
            key_start,
            message(_("The key “%(key)s” of line %(line)s comes again."), key=key, line=line),
            message(_("If a new entry begins here, put “- ” before it; else delete one of the two.")),
        )
        return True

    def put(self, holder: Mapping, key: str, key_start: int, value: Node, start: int) -> None:
        """An entry that is not simply a new key."""
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
                    _("The key “%(key)s” is given twice; the first is in line %(line)s, column %(column)s."),
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
        """A merge key (`<<: *common`): takes over what the mapping does not have itself."""
        merged: list[Any] = value if isinstance(value, Sequence) else [value]
        if not merged or not all(isinstance(one, Mapping) for one in merged):
            self.report(
                "RM012",
                start,
                message(_("“<<” takes over the keys of another mapping, but this is none.")),
                message(_("Write “<<: *name”, where “&name” marks the mapping to take over.")),
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
            message(_("“*%(name)s” refers to a mark that is not set before it."), name=name),
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
