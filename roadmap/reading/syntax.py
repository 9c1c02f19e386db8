"""Syntax errors in words: what the person did, where, and what to write instead."""

import re
from collections.abc import Callable

import attrs

from roadmap.model.codes import LANGUAGES
from roadmap.model.messages import Message, _, message
from roadmap.reading.hints import ODD_SPACE, is_key, odd_space
from roadmap.reading.nodes import Text

__all__ = ["CERTAIN", "LIST_SIGN", "Explained", "Stopped", "explaining", "in_words", "is_bracket", "opens_entry"]


@attrs.frozen
class Stopped:
    """Where the parser stopped (`offset`), and where that began which it could not finish (`start`)."""

    source: Text
    offset: int
    start: int | None

    @property
    def opener(self) -> str:
        """The character that began it."""
        return "" if self.start is None else self.source.text[self.start : self.start + 1]

    @property
    def here(self) -> str:
        """The character where the parser stopped."""
        return self.source.text[self.offset : self.offset + 1]

    @property
    def number(self) -> int:
        return self.source.place(self.offset)[0]

    @property
    def line(self) -> str:
        return self.source.line(self.number)

    @property
    def line_start(self) -> int:
        return self.offset - self.source.place(self.offset)[1] + 1

    @property
    def before(self) -> str:
        """What stands before the place, in its line."""
        return self.source.text[self.line_start : self.offset]

    def line_before(self) -> tuple[int, str]:
        """The nearest line above with anything in it: the offset of its first letter, and the line."""
        above = self.source.text[: self.line_start].rstrip()
        line = self.source.line(self.source.place(len(above))[0])
        return len(above) - len(line.strip()), line

    def line_before_start(self) -> int:
        """The offset of the first letter of the nearest line above with anything in it."""
        return max(0, self.line_before()[0])


Explained = tuple[int, Message, Message]
Explain = Callable[[Stopped], "Explained | None"]


def in_words(stopped: Stopped) -> Explained:
    """What the person did, and where: read from the text (never from the parser's own words)."""
    return explaining(stopped)[0]


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


LIST_SIGN = re.compile(r"(\s*)([–—−•·*])\s")
"""A sign that people take for the dash of a list."""
_ODD_PLACE = re.compile(
    rf" *(?:- *)?({ODD_SPACE.pattern})| *(?:- +)*[^\s:]*:({ODD_SPACE.pattern})| *-({ODD_SPACE.pattern})"
)


def _near(stopped: Stopped) -> list[int]:
    """Offsets of the lines that may be at fault, each line once: where something began, where it stopped, the one above."""
    places = [place for place in (stopped.start, stopped.offset, stopped.line_before_start()) if place is not None]
    starts = [place - stopped.source.place(place)[1] + 1 for place in places]
    return sorted(dict.fromkeys(starts))


def _odd_space(stopped: Stopped) -> Explained | None:
    for start in _near(stopped):
        line = stopped.source.line(stopped.source.place(start)[0])
        found = _ODD_PLACE.match(line)
        if found:
            group = found.lastindex or 0
            return (
                start + found.start(group),
                odd_space(found[group], _("Found a %(space)s; only an ordinary space is allowed here.")),
                message(_("Delete it, and type ordinary spaces instead.")),
            )
    return None


_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|[|]{7})(?: |\Z)")


def _conflict(stopped: Stopped) -> Explained | None:
    """Marks that git leaves where two people changed the same lines."""
    for start in _near(stopped):
        if _CONFLICT.match(stopped.source.line(stopped.source.place(start)[0])):
            return (
                start,
                message(_("The file contains two versions of the text: this line is a mark between them.")),
                message(_("Keep one of the versions, and delete the other and the lines with such marks.")),
            )
    return None


def _list_sign(stopped: Stopped) -> Explained | None:
    for start in _near(stopped):
        found = LIST_SIGN.match(stopped.source.line(stopped.source.place(start)[0]))
        if found:
            return (
                start + found.start(2),
                message(_("An entry of a list begins with “%(sign)s” here."), sign=found[2]),
                message(_("Write “- ” before each entry of a list: the hyphen of the keyboard, and a space.")),
            )
    return None


def _new_entry(stopped: Stopped) -> Explained | None:
    """A key in the column where the dashes of a list stand."""
    found = re.match(r"(\s+)\w[\w-]*:(?:\s|$)", stopped.line)
    if not found or stopped.line[: len(stopped.before)].strip() or stopped.opener != "-":
        return None
    begun = stopped.start or 0
    if stopped.source.place(begun)[1] != len(found[1]) + 1:
        return None
    return (
        stopped.line_start + len(found[1]),
        message(_("A key starts in the same column as the entries of a list.")),
        message(_("If a new entry begins here, put “- ” before it; else begin the key further in.")),
    )


def _dash_joined(stopped: Stopped) -> Explained | None:
    """A dash with its key right behind it, where a list goes on."""
    found = re.match(r"(\s*)-\w[\w-]*:(?:\s|$)", stopped.line)
    if not found:
        return None
    return (
        stopped.line_start + len(found[1]),
        message(_("Missing space after the dash.")),
        message(_("Write “- ” before each entry of a list, with a space.")),
    )


def _semicolon(stopped: Stopped) -> Explained | None:
    if stopped.opener not in ("[", "{"):
        return None
    entry = re.search(r";[^;,\[\]{}]*\Z", stopped.before)
    if not entry or stopped.here not in (":", "]", "}", ";", ","):
        return None
    return (
        stopped.line_start + entry.start(),
        message(_("Expected a comma, found a semicolon.")),
        message(_("Put commas between the entries in brackets; put a text that contains a semicolon in quotes.")),
    )


def _tab(stopped: Stopped) -> Explained | None:
    line = stopped.line
    in_indent = line[: _depth(line)].find("\t")
    if in_indent < 0 and stopped.here != "\t":
        return None
    return (
        stopped.offset if in_indent < 0 else stopped.line_start + in_indent,
        message(_("Found a tab; YAML requires spaces.")),
        message(_("Replace the tab by spaces, two for each level.")),
    )


def _quote(stopped: Stopped) -> Explained | None:
    text, offset, start = stopped.source.text, stopped.offset, stopped.start
    if above := _opened_above(stopped):
        return above
    if start is not None and stopped.opener in ("'", '"') and start < offset:
        backslash = text.rfind("\\", max(start, offset - 9), offset + 1)
        if stopped.opener == '"' and backslash >= 0 and offset < len(text):
            return (
                backslash,
                message(_("Between double quotes a backslash has a special meaning.")),
                message(_("Put the text between single quotes, or write each backslash twice.")),
            )
        return (
            start,
            message(
                _("The quote that begins in line %(line)s is never closed, or more follows after it."),
                line=stopped.source.place(start)[0],
            ),
            message(_("Put one quote at the beginning and one at the end of the text; write a quote inside as «…».")),
        )
    if (
        stopped.before.rstrip()[-1:] in ("'", '"')
        and stopped.here not in ("", ":", ",", "]", "}")
        and _follows(stopped)
    ):
        return (
            offset,
            message(_("Unexpected text after a closing quotation mark.")),
            message(
                _("Put the whole text in quotes, and write those inside as «…». Was a quote opened in a line above?")
            ),
        )
    return None


_OPENS_TEXT = re.compile(r"(?:[:,\[{]\s*|^\s*(?:- )*)\Z")
_KEY = re.compile(r"\s*(?:- )*[\w-]+:(?:\s|\Z)")


def _opened_above(stopped: Stopped) -> Explained | None:
    """A quote of a line above that swallowed whole lines with keys, until another text opened."""
    before = stopped.before.rstrip()
    quote = before[-1:]
    if quote not in ("'", '"') or stopped.opener in ("'", '"') or not stopped.here.strip(" ,]}:"):
        return None
    opened = _opening(stopped.source.text, quote, stopped.line_start + len(before) - 1)
    if opened < 0:
        return None
    above, column = stopped.source.place(opened)
    line = stopped.source.line(above)
    if line.count(quote) != 1 or not _OPENS_TEXT.search(line[: column - 1]):
        return None
    if above == stopped.number or not _KEY.match(stopped.source.line(above + 1)):
        return None
    return (
        opened,
        message(_("The quote that begins in line %(line)s is never closed, or more follows after it."), line=above),
        message(_("Put one quote at the beginning and one at the end of the text; write a quote inside as «…».")),
    )


def _opening(text: str, quote: str, closing: int) -> int:
    """Where the text in quotes begins that closes at a place: -1 where it does nowhere."""
    place = text.rfind(quote, 0, closing)
    while place > 0 and text[place - 1] == ("\\" if quote == '"' else quote):  # a quote that belongs to the text
        place = text.rfind(quote, 0, place - 1)
    return place


def _follows(stopped: Stopped) -> bool:
    """Whether a text goes on, rather than a next key whose comma was forgotten."""
    return stopped.opener not in ("[", "{") or not re.match(r"[\w-]+:\s", stopped.source.text[stopped.offset :])


def _first_letter(stopped: Stopped) -> Explained | None:
    place = stopped.start if stopped.start is not None and stopped.opener in "&*!" else stopped.offset
    letter = stopped.source.text[place : place + 1]
    if letter not in ("%", "@", "`", "|", ">", "&", "*", "!"):
        return None
    return (
        place,
        message(_("A text cannot begin with “%(letter)s” unless it is in quotes."), letter=letter),
        message(_("Put the text in quotes.")),
    )


def _folded(stopped: Stopped) -> Explained | None:
    if stopped.opener not in ("|", ">"):
        return None
    return (
        stopped.offset,
        message(_("After “%(sign)s” the text begins on the next line."), sign=stopped.opener),
        message(_("Begin the text on the next line, further in; or delete the sign and put the text in quotes.")),
    )


def _bracket(stopped: Stopped) -> Explained | None:
    start = stopped.start
    if start is None or stopped.opener not in ("[", "{"):
        if stopped.before.rstrip()[-1:] in ("]", "}") and stopped.here not in ("]", "}", ":"):
            return (
                stopped.offset,
                message(_("Unexpected text after a closing bracket.")),
                message(_("Put the whole text in quotes.")),
            )
        if stopped.here not in ("]", "}"):
            return None
        return (
            stopped.offset,
            message(_("Unmatched closing bracket.")),
            message(_("Delete the bracket, or put the text in quotes if it belongs to a text.")),
        )
    number = stopped.source.place(start)[0]
    entry = re.split(r"[\[{,]", stopped.before)[-1].strip() if number == stopped.number else ""
    if stopped.here == ":" and ": " in entry:
        word = entry.rpartition(" ")[2]
        if is_key(word) or word in LANGUAGES:
            return _comma_missing(stopped.offset - len(word), word)
        rest = re.split(r"[,\]}]", stopped.source.text[stopped.offset : stopped.line_start + len(stopped.line)])[0]
        return _colon_inside(stopped.offset, entry + rest)
    left_open = number != stopped.number and _depth(stopped.line) <= _depth(stopped.source.line(number))
    return (
        start if left_open else stopped.offset,
        message(_("The bracket that opens in line %(line)s is never closed, or a comma is missing."), line=number),
        message(_("Close the bracket, and put a comma between the entries.")),
    )


def _comma_missing(offset: int, word: str) -> Explained:
    return (
        offset,
        message(_("A comma is missing before “%(word)s”."), word=word),
        message(_("Put a comma between the entries in brackets; put a text that contains a colon in quotes.")),
    )


def _colon(stopped: Stopped) -> Explained | None:
    if stopped.here != ":":
        return None
    if re.match(r":[^\s]", stopped.source.text[stopped.offset : stopped.offset + 2]):
        return _colon_missing(stopped.offset, stopped.line)
    if ": " in stopped.before:
        return _colon_inside(stopped.offset, stopped.line)
    if (begun := _begun_above(stopped)) is not None:
        return _colon_missing(*begun)
    place, line = stopped.line_before()
    if re.match(r"\s*-[^\s-]", line):
        return (
            place,
            message(_("Missing space after the dash.")),
            message(_("Write “- ” before each entry of a list, with a space.")),
        )
    if line.strip() and not re.search(r":(\s|$)", line):
        return _colon_missing(place, line)
    return _indent(stopped)


def _begun_above(stopped: Stopped) -> tuple[int, str] | None:
    """Where lines without a colon began that were taken for one key, if there are several."""
    if stopped.start is None:
        return None
    number, column = stopped.source.place(stopped.start)
    line = stopped.source.line(number)
    if number + 1 < stopped.number and line.strip() and not line[: column - 1].strip():
        return None if re.search(r":(\s|$)|^\s*-", line) else (stopped.start, line)
    return None


def _colon_inside(offset: int, line: str) -> Explained:
    key, _sign, text = line.strip().removeprefix("- ").partition(": ")
    return (
        offset,
        message(_("There is a colon inside a text.")),
        message(
            _("Put the text after the first colon in quotes: %(example)s"), example=f'{key.strip()}: "{text.strip()}"'
        ),
    )


def _dash(stopped: Stopped) -> Explained | None:
    if stopped.here != "-" or not stopped.before.rstrip().endswith(":"):
        return None
    return (
        stopped.offset,
        message(_("A list cannot begin in the line of its key.")),
        message(_("Begin the list on the next line; put the text in quotes if the dash belongs to it.")),
    )


def _no_colon(stopped: Stopped) -> Explained | None:
    """A line that ought to be a key: the one where a key was begun, or the one where the parser stopped."""
    for place in (stopped.start, stopped.offset):
        if place is None:
            continue
        number, column = stopped.source.place(place)
        line = stopped.source.line(number)
        if line.strip() and line[: column - 1].strip(" -") == "" and not re.search(r":(\s|$)|^\s*- ", line):
            return _colon_missing(place, line)
    return None


def _colon_missing(place: int, line: str) -> Explained:
    if line.lstrip().startswith(("//", "/*")):
        return (
            place,
            message(_("YAML does not treat this as a comment.")),
            message(_("Start each comment line with “# ”.")),
        )
    text = _("Missing space after the colon.") if ":" in line else _("This line has no colon.")
    return (
        place,
        message(text),
        message(
            _(
                "Write “key: value”, with a space after the colon; if the line belongs to the text above, begin it further in."
            )
        ),
    )


def _indent(stopped: Stopped) -> Explained | None:
    if _depth(stopped.line) == _depth(stopped.line_before()[1]):
        return None
    return (
        stopped.line_start + _depth(stopped.line),
        message(_("The indent of this line does not match the lines around it.")),
        message(_("Begin it in the same column as the other keys of its group.")),
    )


def _lone_entry(stopped: Stopped) -> Explained | None:
    if not re.match(r"\s*-\s", stopped.line) or not re.fullmatch(r"\s*(?:-\s+[\w-]*)?", stopped.before):
        return None
    above = stopped.line_before()[1]
    if _depth(stopped.line) <= _depth(above) or ":" not in above:
        return None
    return (
        stopped.line_start + _depth(stopped.line),
        message(_("An entry of a list begins here, but no key above opens a list.")),
        message(
            _(
                "Write the key of the list, with a colon, in the line above; or begin this line in the column of its list."
            )
        ),
    )


def _depth(line: str) -> int:
    """How far in a line begins."""
    return len(line) - len(line.lstrip())


_ALL: tuple[Explain, ...] = (
    *(
        _conflict,
        _odd_space,
        _tab,
        _list_sign,
        _quote,
        _first_letter,
        _folded,
        _semicolon,
        _dash_joined,
        _new_entry,
        _bracket,
    ),
    *(_lone_entry, _colon, _dash, _no_colon, _indent),
)


def opens_entry(explain: Explain) -> bool:
    """Whether more of an entry is likely to stand below the line."""
    return explain is _new_entry


def is_bracket(explain: Explain) -> bool:
    return explain is _bracket


CERTAIN: frozenset[Explain] = frozenset(
    (_conflict, _odd_space, _tab, _list_sign, _quote, _first_letter, _folded, _semicolon)
)
"""What is seen in a line itself, whatever stands around it."""
