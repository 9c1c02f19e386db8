"""Improve the messages of mistakes: odd spaces, letters of another alphabet, signs in place of others.

Imported only if the plan has a mistake. The functions here never find or reinterpret a mistake. Each hint follows
from the letters of the text.
"""

import re
from typing import Any

from roadmap.diagnostics.letters import LOOKALIKES, ODD_SPACE, name_space
from roadmap.errors import FieldError
from roadmap.i18n.message import Message, _, message
from roadmap.model.plan import Path
from roadmap.reading.source import SourceText
from roadmap.values.nodes import Mapping, Sequence
from roadmap.values.numbers import DECIMAL_COMMA

__all__ = ["drop_follow_ups", "improve_message", "token_at"]

MAX_HELPED = 5_000
"""How many unknown keys are compared with the missing keys."""


def drop_follow_ups(found: list[tuple[Path, FieldError]]) -> list[tuple[Path, FieldError]]:
    """Return the mistakes without those that follow from others.

    Leaves out keys that are missing because they are mistyped or misplaced. Also leaves out unknown areas that follow
    from a mistyped kind. If a text has very many of both, every possible follow-up is left out.
    """
    wanting = {path for path, mistake in found if mistake.code == "RM005"}
    misplaced = {
        (path[:-2], _value(m.help, "misplaced")) for path, m in found if m.code == "RM009" and m.target == "key"
    }
    typed = [(path[:-1], m) for path, m in found if m.code == "RM004" and m.target == "key" and path[:-1] in wanting]
    suggested = misplaced | {(path, _value(mistake.help, "word")) for path, mistake in typed[:MAX_HELPED]}
    unclear = {path for path, _mistake in typed[MAX_HELPED:]}
    kinds = [m for path, m in found if m.code == "RM007" and path[-1:] == ("kind",)]
    meant = {_value(mistake.help, "word") for mistake in kinds[:MAX_HELPED]} - {None}
    return [
        (path, mistake)
        for path, mistake in found
        if not (meant and mistake.code == "RM014" and path[:1] == ("areas",) and _value(mistake.text, "id") in meant)
        and (mistake.code != "RM005" or (path not in unclear and (path, _value(mistake.text, "key")) not in suggested))
    ]


def _value(text: Message, name: str) -> Any:
    return dict(text.values).get(name)


def token_at(path: Path, mistake: FieldError, source: SourceText) -> tuple[str, int] | None:
    """Return the text at the place of a mistake, and its offset."""
    node: Any = source.root
    start, word = 0, None
    for step in path:
        if isinstance(node, Mapping) and step in node.starts:
            key_start, start = node.starts[str(step)]
            if mistake.target == "key":
                start, word = key_start, str(step)
            node = node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            start, node = node.starts[step], node[step]
        elif isinstance(node, str) and step == path[-1]:  # the field of a shorthand
            pass
        else:
            return None
        if mistake.target != "key":
            word = node if isinstance(node, str) else None
    if word is None and isinstance(path[-1] if path else None, str) and mistake.target == "key":
        word = str(path[-1])
    return None if word is None else (word, start)


def improve_message(mistake: FieldError, path: Path, source: SourceText) -> int | None:
    """Improve the message of a mistake from the text around it.

    Returns:
        The offset of a more exact place; None if there is none.
    """
    if mistake.code not in ("RM004", "RM006", "RM007", "RM008", "RM009", "RM014"):
        return None
    if path and path[-1] == "id" and mistake.code == "RM007" and token_at(path, mistake, source) is None:
        path = path[:-1]
        mistake.target = "key"
        written = token_at(path, mistake, source)
        mistake.target = "value"
    else:
        written = token_at(path, mistake, source)
    if written is None or len(written[0]) > 1000:
        return None
    word, start = written
    for hint in (_odd_space, _quotes, _hyphens, _colon_without_space, _decimal_comma, _semicolon, _letters):
        place = hint(mistake, word, start, source)
        if place is not None:
            return place
    return None


def _odd_space(mistake: FieldError, word: str, start: int, source: SourceText) -> int | None:
    found = ODD_SPACE.search(word)
    if not found or (mistake.code == "RM006" and re.search(r"Write it like this: [0-9.]+$", str(mistake.help))):
        return None
    there = ODD_SPACE.search(source.text, start, start + 2 * len(word) + 10)
    if not there:
        return None
    bare = ODD_SPACE.sub(" ", word).strip()
    if mistake.code == "RM008" and _value(mistake.help, "example") not in (None, bare, _joined(bare)):
        return None  # a date from a document: in words, with a no-break space
    at_end = not word[: found.start()].strip() or not word[found.end() :].strip()
    mistake.text = name_space(found[0], _("Found a %(space)s; only an ordinary space is allowed here."))
    if re.match(r"[-–—•]\s*\w", bare) and mistake.code == "RM004":
        mistake.help = message(_("Delete it, and type an ordinary space: %(example)s"), example=f"{bare}: …")
    elif at_end and mistake.code == "RM004" and not word[: found.start()].strip():
        mistake.help = message(
            _("Delete it, and indent with ordinary spaces like the lines around it: %(example)s"), example=f"{bare}: …"
        )
    elif at_end:
        mistake.help = message(_("Delete it: %(example)s"), example=bare)
    elif mistake.code in ("RM008", "RM004"):
        mistake.help = message(_("Delete it, or type an ordinary space: %(example)s"), example=_joined(bare))
    else:
        mistake.help = message(_("Delete it: %(example)s"), example=bare.replace(" ", ""))
    return there.start()


_QUOTED = re.compile("([“”„«‘’‚‹])(.*)([“”»‘’›])")


def _quotes(mistake: FieldError, word: str, start: int, _source: SourceText) -> int | None:
    """Explain quotation marks of a word processor around a word: to YAML they are part of the text."""
    found = _QUOTED.fullmatch(word)
    if not found or mistake.target == "key" or not found[2].strip():
        return None
    mistake.text = message(
        _("The quotation marks %(quotes)s come from a word processor and are treated as part of the text."),
        quotes=found[1] + found[3],
    )
    mistake.help = message(_("Delete them: %(example)s"), example=found[2].strip())
    return start


_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def _hyphens(mistake: FieldError, word: str, _start: int, _source: SourceText) -> int | None:
    """Explain dashes and hyphens of a word processor, if everything else is right."""
    meant = _value(mistake.help, "word") or _value(mistake.help, "example")
    if meant != word and word.translate(_HYPHENS) == meant:
        mistake.text = message(_("“%(word)s” contains dashes other than the keyboard hyphen."), word=word)
        mistake.help = message(_("Write it like this: %(example)s"), example=meant)
    return None


def _joined(bare: str) -> str:
    """Return the text without a space that splits a date or a number."""
    return re.sub(r"(?<=[-–/]) | (?=[-–/])", "", bare)


_NO_SPACE = re.compile(r"([A-Za-z_][\w-]*):(\S.*)", re.DOTALL)


def _colon_without_space(mistake: FieldError, word: str, start: int, _source: SourceText) -> int | None:
    found = _NO_SPACE.fullmatch(word)
    if not found or mistake.target != "key" or mistake.code not in ("RM004", "RM009"):
        return None
    mistake.text = message(_("Missing space after the colon."))
    mistake.help = message(_("Write it like this: %(example)s"), example=f"{found[1]}: {found[2]}")
    return start + len(found[1])


def _decimal_comma(mistake: FieldError, word: str, start: int, source: SourceText) -> int | None:
    if mistake.code != "RM004" or not word.isdecimal():
        return None
    if re.search(r"[0-9],\s*\Z", source.text[max(0, start - 40) : start]):
        mistake.help = DECIMAL_COMMA
    return None


def _semicolon(mistake: FieldError, word: str, start: int, source: SourceText) -> int | None:
    if ";" not in word or mistake.target == "key":
        return None
    around = source.text[max(0, start - 200) : start].rstrip()[-1:]
    if around not in ("[", ","):
        return None
    mistake.text = message(_("A semicolon separates the entries of a list."))
    entries = ", ".join(part.strip() for part in word.split(";") if part.strip())
    mistake.help = message(_("Put commas between them: %(example)s"), example=f"[{entries}]")
    return source.text.find(";", start)


def _letters(mistake: FieldError, word: str, _start: int, _source: SourceText) -> int | None:
    """Explain which letters are Cyrillic and only resemble the letters of the known word."""
    meant = _value(mistake.help, "word") or _value(mistake.help, "example")
    if not isinstance(meant, str) or word.translate(LOOKALIKES).casefold() != meant.casefold():
        return None
    letters = [letter for letter in dict.fromkeys(word) if letter.translate(LOOKALIKES) != letter]
    if len(letters) == 1:
        mistake.help = message(
            _("Did you mean “%(word)s”? The letter “%(letter)s” in “%(typed)s” is Cyrillic."),
            word=meant,
            letter=letters[0],
            typed=word,
        )
    elif letters:
        mistake.help = message(
            _("Did you mean “%(word)s”? These letters in “%(typed)s” are Cyrillic: %(letters)s."),
            word=meant,
            typed=word,
            letters=", ".join(letters),
        )
    return None
