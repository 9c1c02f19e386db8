"""Syntax errors in words: what the person did, where, and what to write instead.

All is read from the text, and nothing from the words of the parser, which change with its version.
"""

from roadmap.i18n.message import _, message
from roadmap.reading.syntax_errors.brackets import open_bracket, semicolon
from roadmap.reading.syntax_errors.lines import (
    colon,
    dash_after_key,
    dash_joined,
    indent,
    lone_entry,
    new_entry,
    no_colon,
)
from roadmap.reading.syntax_errors.quotes import open_quote
from roadmap.reading.syntax_errors.signs import (
    LIST_SIGN,
    block_mark,
    conflict_mark,
    first_letter,
    list_sign,
    odd_space,
    tab,
)
from roadmap.reading.syntax_errors.stopped import Explain, Explained, Stopped

__all__ = ["CERTAIN", "LIST_SIGN", "Explain", "Explained", "Stopped", "explaining", "is_bracket", "opens_entry"]


def explaining(stopped: Stopped) -> tuple[Explained, Explain]:
    """What the person did, with the function that saw it."""
    for explain in _ALL:
        if explained := explain(stopped):
            return explained, explain
    return _unknown(stopped), _unknown


def _unknown(stopped: Stopped) -> Explained:
    return (
        stopped.offset,
        message(_("This cannot be read as YAML.")),
        message(_("Look at this line and the one before: brackets, quotes, colons and indents must match.")),
    )


_ALL: tuple[Explain, ...] = (
    *(
        conflict_mark,
        odd_space,
        tab,
        list_sign,
        open_quote,
        first_letter,
        block_mark,
        semicolon,
        dash_joined,
        new_entry,
        open_bracket,
    ),
    *(lone_entry, colon, dash_after_key, no_colon, indent),
)


def opens_entry(explain: Explain) -> bool:
    """Whether more of an entry is likely to stand below the line."""
    return explain is new_entry


def is_bracket(explain: Explain) -> bool:
    return explain is open_bracket


CERTAIN: frozenset[Explain] = frozenset(
    (conflict_mark, odd_space, tab, list_sign, open_quote, first_letter, block_mark, semicolon)
)
"""What is seen in a line itself, whatever stands around it."""
