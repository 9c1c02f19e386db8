"""Trace one value of a plan from its text to the cells of a page: `python -m tools.trace_value PLAN due|turnover`.

The script writes a unique value into the plan, reads and renders the plan, and watches every function call.

A room is a package of `roadmap`. The value is in a room when one of its functions has it, as an argument or as the
result. It counts alone (text, typed value, words) or inside an object that directly holds it (a record, a row, a list).
A text counts up to the length of a line, since the whole plan and the whole page hold every value. Functions at the top
of `roadmap` are doors, not rooms.

A move takes the value from one room to another. A return is a move to a room that the value has left.

Three rooms are vocabularies: `model` (the values), `values` (how a type is read and written) and `i18n` (the words of a
language). A call to one of them converts the value at once: text to date, date to words. The caller keeps the value
meanwhile, so a conversion is not a move. Conversions have a line of their own. The last two lines count all crossings
between rooms and between modules, conversions too. They also count how many lead to where the value was before.
"""

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import CodeType, FrameType
from typing import Any, NamedTuple

__all__ = ["Walk", "trace"]

VOCABULARIES = frozenset({"model", "values", "i18n"})

LINE = 200
"""The longest text that counts as a value, in letters; a longer one is a whole plan or page."""


class Marked(NamedTuple):
    """A unique value: the line of the plan that gets it, its forms in texts, and its typed form."""

    line: re.Pattern[str]
    written: str
    words: tuple[str, ...]
    typed: date | Decimal


MARKED = {
    "due": Marked(re.compile(r"(?<=\bdue: )\S+$", re.M), "2029-11-17", ("17 November 2029",), date(2029, 11, 17)),
    "turnover": Marked(re.compile(r"(?<=\bturnover: )[0-9.]+"), "133.7319", (), Decimal("133.7319")),
}


class Walk:
    """The rooms of a value, in the order of its visits.

    Attributes:
        rooms: The rooms without the vocabularies.
        crossings: The rooms with the vocabularies.
        modules: The modules of all of these.
        conversions: The number of conversions by a vocabulary.
        steps: For each move, the functions that gave and got the value.
    """

    def __init__(self) -> None:
        self.rooms: list[str] = []
        self.crossings: list[str] = []
        self.modules: list[str] = []
        self.conversions = 0
        self.steps: list[str] = []

    @property
    def returns(self) -> int:
        """The number of moves to a room that the value has left."""
        return _returns(self.rooms)

    def comes_to(self, frame: FrameType, step: str) -> None:
        """Note that a function has the value."""
        room, module = str(_room(frame)), frame.f_globals["__name__"]
        if room in VOCABULARIES:
            self.conversions += self.crossings[-1:] != [room]
        elif self.rooms[-1:] != [room]:
            self.rooms.append(room)
            self.steps.append(step)
        for places, place in ((self.crossings, room), (self.modules, module)):
            if places[-1:] != [place]:
                places.append(place)

    def __str__(self) -> str:
        lines = [
            f"walk: {' → '.join(self.rooms)}",
            *(f"  {step}" for step in self.steps[1:]),
            f"moves {len(self.rooms) - 1}, returns {self.returns}",
            f"conversions {self.conversions}",
            *(
                f"every crossing between {what} {len(places) - 1}, to where it was before {_returns(places)}"
                for what, places in (("rooms", self.crossings), ("modules", self.modules))
            ),
        ]
        return "\n".join(lines)


def _returns(rooms: Sequence[str]) -> int:
    return sum(room in rooms[:place] for place, room in enumerate(rooms))


def trace(text: str, name: str) -> Walk:
    """Return the walk of a marked value through `loads` and `render`.

    Args:
        text: A plan that has English texts; one of its values is replaced.
        name: "due" for the first deadline of a measure, "turnover" for the first turnover of a figure.
    """
    import roadmap

    marked = MARKED[name]
    if marked.written in text:
        raise ValueError(f"the plan holds {marked.written} already")
    text, count = marked.line.subn(marked.written, text, count=1)
    if not count:
        raise ValueError(f"the plan has no line “{name}: …”")
    # Modules are imported and templates compiled before the trace.
    roadmap.render(roadmap.loads(text), format="html", language="en")
    walk = Walk()
    sys.setprofile(_watcher(walk, marked))
    try:
        page = roadmap.render(roadmap.loads(text), format="html", language="en")
    finally:
        sys.setprofile(None)
    if not any(form in page for form in (marked.written, *marked.words)):
        raise ValueError("the page does not show the value")
    return walk


def _watcher(walk: Walk, marked: Marked) -> Callable[[FrameType, str, Any], None]:
    """Return the function that Python calls at each call and return."""
    forms, typed, kind = (marked.written, *marked.words), marked.typed, type(marked.typed)

    def is_value(value: Any) -> bool:
        if type(value) is kind:
            return bool(value == typed)
        if isinstance(value, str):
            return len(value) <= LINE and any(form in value for form in forms)
        end = getattr(value, "end", None) if hasattr(type(value), "__attrs_attrs__") else None
        return type(end) is date and end == typed and getattr(value, "start", None) == typed

    def has_value(value: Any) -> bool:
        return is_value(value) or any(map(is_value, _held(value)))

    def watch(frame: FrameType, event: str, result: Any) -> None:
        if _room(frame) is None or event not in ("call", "return"):
            return
        function = f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}"
        if event == "call" and any(has_value(frame.f_locals.get(name)) for name in _parameters(frame.f_code)):
            caller = _caller(frame)
            walk.comes_to(frame, f"{_name(caller)} calls {function}")
        elif event == "return" and has_value(result):
            walk.comes_to(frame, f"{function} has it")
            caller = _caller(frame)
            if caller is not None:
                walk.comes_to(caller, f"{function} returns to {_name(caller)}")

    return watch


def _held(value: Any) -> Sequence[Any]:
    """Return the parts that an object directly holds: the entries of a collection, the fields of a record."""
    if isinstance(value, (tuple, list, set, frozenset)):
        return tuple(value)
    if isinstance(value, dict):
        return tuple(value.values())
    fields = getattr(type(value), "__attrs_attrs__", ())
    return [getattr(value, field.name, None) for field in fields] or list(getattr(value, "__dict__", {}).values())


def _parameters(code: CodeType) -> tuple[str, ...]:
    extra = bool(code.co_flags & 0x04) + bool(code.co_flags & 0x08)  # *arguments, **keywords
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount + extra]


def _room(frame: FrameType) -> str | None:
    """Return the package of a function; None for functions of other programs and for doors."""
    parts = str(frame.f_globals.get("__name__", "")).split(".")
    return parts[1] if parts[0] == "roadmap" and len(parts) > 2 else None


def _caller(frame: FrameType) -> FrameType | None:
    """Return the nearest caller that belongs to a room."""
    below = frame.f_back
    while below is not None and _room(below) is None:
        below = below.f_back
    return below


def _name(frame: FrameType | None) -> str:
    return f"{frame.f_globals['__name__']}.{frame.f_code.co_qualname}" if frame is not None else "a door"


if __name__ == "__main__":
    plan, wanted = sys.argv[1:]
    sys.stdout.write(f"{trace(Path(plan).read_text(encoding='utf-8'), wanted)}\n")
