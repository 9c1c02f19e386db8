"""Define the nodes of a plan's text, to read and to write: mappings, lists and scalars."""

from collections.abc import Callable, Iterable
from typing import Any

from roadmap.errors import FieldError, FieldErrors
from roadmap.i18n.message import Message, _, message

__all__ = [
    "MAX_COUNTED",
    "MERGE_KEY",
    "Mapping",
    "Name",
    "Node",
    "Number",
    "Plain",
    "Quoted",
    "Sequence",
    "describe_node",
    "is_null",
    "read_entries",
    "wrong_kind",
]

MAX_COUNTED = 5_000
"""How many mistakes are counted; beyond this number, a report says “at least”."""

MERGE_KEY = "<<"
"""The merge key of YAML, which adds the entries of another mapping; editors check it as a key too."""


# Nodes to read


class Quoted(str):
    """A scalar in quotes or in a block: always a text, in any form."""

    __slots__ = ()


class Mapping(dict[str, Any]):
    """A mapping; `starts` holds the offsets of its keys and values in the text."""

    __slots__ = ("start", "starts")

    def __init__(self, start: int) -> None:
        self.start = start
        self.starts: dict[str, tuple[int, int]] = {}

    @classmethod
    def of(cls, entries: dict[str, Any]) -> "Mapping":
        """Return a mapping without a place in the text."""
        made = cls(0)
        made.update(entries)
        return made


class Sequence(list[Any]):
    """A list; `starts` holds the offset of each entry in the text."""

    __slots__ = ("start", "starts")

    def __init__(self, start: int) -> None:
        self.start = start
        self.starts: list[int] = []


Node = Mapping | Sequence | str
"""A mapping, a list or a scalar."""


_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))


def is_null(node: Any) -> bool:
    """Return whether a key has no value: nothing after the colon, `~` or `null`.

    >>> is_null("~"), is_null(Quoted("~"))
    (True, False)
    """
    return type(node) is str and node in _NOTHING


def describe_node(node: Any) -> Message:
    """Describe a node in words.

    >>> print(describe_node(Quoted("KG")))
    “KG” in quotes
    """
    if isinstance(node, Mapping):
        return message(_("keys with values"))
    if isinstance(node, Sequence):
        return message(_("a list"))
    if is_null(node):
        return message(_("nothing"))
    short = (node if len(node) <= 40 else node[:39] + "…").replace("\n", " ")
    if isinstance(node, Quoted):
        return message(_("“%(text)s” in quotes"), text=short)
    return message(_("“%(text)s”"), text=short)


def wrong_kind(wanted: Message, node: Any, example: str = "") -> FieldError:
    """Return the mistake RM006: the node has another form than the field needs.

    Args:
        wanted: What the field needs.
        node: What the plan has.
        example: What to write, if known.
    """
    if example:
        help = message(_("Write it like this: %(example)s"), example=example)
    elif is_null(node):
        help = message(_("Write the text, or delete the key."))
    else:
        help = message(_("See the sample plans for examples."))
    return FieldError(
        "RM006",
        message(_("Expected %(wanted)s, found %(found)s."), wanted=wanted, found=describe_node(node)),
        help,
    )


def read_entries(entries: Iterable[tuple[str, Any]], read_one: Callable[[str, Any], Any]) -> tuple[Any, ...]:
    """Read every entry of a mapping.

    Raises:
        FieldErrors: All mistakes of the entries, each with the key of its entry.
    """
    values, mistakes = [], []
    for key, node in entries:
        try:
            values.append(read_one(key, node))
        except FieldError as mistake:
            mistake.path = (key, *mistake.path)
            mistakes.append(mistake)
            if len(mistakes) > MAX_COUNTED:
                break
    if mistakes:
        raise FieldErrors(mistakes)
    return tuple(values)


# Nodes to write


class Plain(str):
    """A scalar to write without quotes."""

    __slots__ = ()


class Number(Plain):
    """A number, true or false to write."""

    __slots__ = ()


class Name(str):
    """An id to write: it needs no quotes, unless it looks like a number or a word of YAML."""

    __slots__ = ()
