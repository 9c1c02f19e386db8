"""Explain syntax errors: what the person did, where, and what to write instead.

The explanations use the text only, not the parser's messages, which change with its version.
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
    """Return the explanation of an error, and the function that found it."""
    for explain in _ALL:
        if explained := explain(stopped):
            return explained, explain
    return _unknown(stopped), _unknown


def _unknown(stopped: Stopped) -> Explained:
    return (
        stopped.offset,
        message(_("This cannot be read as YAML.")),
        message(_("Check this line and the one before: brackets, quotes, colons and indents must match.")),
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
    """Return whether more of the entry is likely to follow below the line."""
    return explain is new_entry


def is_bracket(explain: Explain) -> bool:
    """Return whether an explanation is about an open bracket."""
    return explain is open_bracket


CERTAIN: frozenset[Explain] = frozenset(
    (conflict_mark, odd_space, tab, list_sign, open_quote, first_letter, block_mark, semicolon)
)
"""Explanations that depend on one line alone, not on the lines around it."""
