"""What a person likely did, over mistakes already found: odd spaces, letters of another alphabet, signs for others.

Imported only where there is a mistake. Nothing here finds a mistake or takes one for another: each hint rests on what stands
in the text, letter by letter.
"""

import re
from functools import cache
from typing import Any

import attrs

from roadmap.errors import FieldError
from roadmap.i18n.message import Message, _, message
from roadmap.model.codes import COUNTRY_CODES
from roadmap.model.fields import field_infos
from roadmap.model.plan import Path, Plan
from roadmap.reading.composer import Mapping, Sequence, SourceText

__all__ = [
    "LOOKALIKES",
    "ODD_SPACE",
    "belongs",
    "by_label",
    "drop_follow_ups",
    "improve_message",
    "is_key",
    "language",
    "odd_space",
    "state",
    "token_at",
]

# Cyrillic letters that look like Latin ones.
LOOKALIKES = str.maketrans("асеорхуктвмніѕјһԁɡАСЕОРХУКТВМНІЅЈҺ", "aceopxyktbmhisjhdgACEOPXYKTBMHISJH")

ODD_SPACE = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")


def odd_space(character: str, place: str) -> Message:
    """The name of a space that is none of the keyboard's; `place` is a marked sentence with %(space)s in it."""
    name = message(_("no-break space")) if character in "\u00a0\u2007\u202f" else message(_("space of another width"))
    return message(place, space=message(_("%(name)s (U+%(number)s)"), name=name, number=f"{ord(character):04X}"))


MAX_HELPED = 5_000
"""For how many unknown keys it is found out whether they stand for a missing one."""


def drop_follow_ups(found: list[tuple[Path, FieldError]]) -> list[tuple[Path, FieldError]]:
    """Without the keys that are missing because they are mistyped or misplaced, and the areas that are for their kind.

    In a text with very many of both, whatever may be such an echo is left out.
    """
    wanting = {path for path, mistake in found if mistake.code == "RM005"}
    misplaced = {(path[:-2], _value(m.help, "misplaced")) for path, m in found if m.code == "RM009" and m.of == "key"}
    typed = [(path[:-1], m) for path, m in found if m.code == "RM004" and m.of == "key" and path[:-1] in wanting]
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


def _value(said: Message, name: str) -> Any:
    return dict(said.values).get(name)


def token_at(path: Path, mistake: FieldError, source: SourceText) -> tuple[str, int] | None:
    """What is written at the place of a mistake, and where."""
    node: Any = source.root
    start, word = 0, None
    for step in path:
        if isinstance(node, Mapping) and step in node.starts:
            key_start, start = node.starts[str(step)]
            if mistake.of == "key":
                start, word = key_start, str(step)
            node = node[str(step)]
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            start, node = node.starts[step], node[step]
        elif isinstance(node, str) and step == path[-1]:  # what a bare value stands for
            pass
        else:
            return None
        if mistake.of != "key":
            word = node if isinstance(node, str) else None
    if word is None and isinstance(path[-1] if path else None, str) and mistake.of == "key":
        word = str(path[-1])
    return None if word is None else (word, start)


def improve_message(mistake: FieldError, path: Path, source: SourceText) -> int | None:
    """Say a mistake as well as the text allows; gives an offset where the place is known better."""
    if mistake.code not in ("RM004", "RM006", "RM007", "RM008", "RM009", "RM014"):
        return None
    if path and path[-1] == "id" and mistake.code == "RM007" and token_at(path, mistake, source) is None:
        path = path[:-1]
        mistake.of = "key"
        written = token_at(path, mistake, source)
        mistake.of = "value"
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
        return None  # a date as documents write it: with a space that does not break, and in words
    at_end = not word[: found.start()].strip() or not word[found.end() :].strip()
    mistake.text = odd_space(found[0], _("A %(space)s stands here, where only an ordinary space can stand."))
    if re.match(r"[-–—•]\s*\w", bare) and mistake.code == "RM004":
        mistake.help = message(_("Delete it, and type an ordinary space: %(example)s"), example=f"{bare}: …")
    elif at_end and mistake.code == "RM004" and not word[: found.start()].strip():
        mistake.help = message(
            _("Delete it, and indent with ordinary spaces as the lines around: %(example)s"), example=f"{bare}: …"
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
    """Quotes of a word processor around a word: YAML takes them for letters of it."""
    found = _QUOTED.fullmatch(word)
    if not found or mistake.of == "key" or not found[2].strip():
        return None
    mistake.text = message(
        _("The quotes %(quotes)s are of a word processor: here they count as letters."), quotes=found[1] + found[3]
    )
    mistake.help = message(_("Delete them: %(example)s"), example=found[2].strip())
    return start


_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u2010\u2011\u2012\u2013\u2014\u2212", "-"))


def _hyphens(mistake: FieldError, word: str, _start: int, _source: SourceText) -> int | None:
    """Dashes and hyphens of a word processor, where all else is right."""
    meant = _value(mistake.help, "word") or _value(mistake.help, "example")
    if meant != word and word.translate(_HYPHENS) == meant:
        mistake.text = message(_("In “%(word)s” stand other dashes than the hyphen of the keyboard."), word=word)
        mistake.help = message(_("Write it like this: %(example)s"), example=meant)
    return None


def _joined(bare: str) -> str:
    """The text without a space where a date or a number was parted by it."""
    return re.sub(r"(?<=[-–/]) | (?=[-–/])", "", bare)


_NO_SPACE = re.compile(r"([A-Za-z_][\w-]*):(\S.*)", re.DOTALL)


def _colon_without_space(mistake: FieldError, word: str, start: int, _source: SourceText) -> int | None:
    found = _NO_SPACE.fullmatch(word)
    if not found or mistake.of != "key" or mistake.code not in ("RM004", "RM009"):
        return None
    mistake.text = message(_("There is no space after the colon."))
    mistake.help = message(_("Write it like this: %(example)s"), example=f"{found[1]}: {found[2]}")
    return start + len(found[1])


def _decimal_comma(mistake: FieldError, word: str, start: int, source: SourceText) -> int | None:
    if mistake.code != "RM004" or not word.isdecimal():
        return None
    if re.search(r"[0-9],\s*\Z", source.text[max(0, start - 40) : start]):
        from roadmap.reading.scalars import DECIMAL_COMMA

        mistake.help = DECIMAL_COMMA
    return None


def _semicolon(mistake: FieldError, word: str, start: int, source: SourceText) -> int | None:
    if ";" not in word or mistake.of == "key":
        return None
    around = source.text[max(0, start - 200) : start].rstrip()[-1:]
    if around not in ("[", ","):
        return None
    mistake.text = message(_("A semicolon stands between the entries of a list."))
    entries = ", ".join(part.strip() for part in word.split(";") if part.strip())
    mistake.help = message(_("Put commas between them: %(example)s"), example=f"[{entries}]")
    return source.text.find(";", start)


def _letters(mistake: FieldError, word: str, _start: int, _source: SourceText) -> int | None:
    """Says which letters only look like those of the word that was meant."""
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


# Words in place of keys and choices

_OTHER_WORDS = {
    "due": ("deadline", "дедлайн", "дата", "мөөнөт"),
    "lead": ("responsible", "исполнитель", "исполнители", "ответственные", "выканаўца", "аткаруучу"),
    "title": ("name", "название", "наименование", "заголовок", "назва", "аталышы"),
    "name": ("title", "название", "наименование", "назва", "аталышы"),
    "note": ("comment", "remark", "комментарий"),
}
"""Words that are not the label of the key that they stand for."""


def by_label(word: str, labels: dict[str, str]) -> str | None:
    """Which of the keys or choices somebody named by its label (given in English), or a word of it, in any language."""
    typed = _unsigned(word)
    if len(typed) < 3:
        return None
    whole = {key for key, label in labels.items() if typed in _labels(label)}
    whole = whole or {key for key in labels if typed in map(_unsigned, _OTHER_WORDS.get(key, ()))}
    whole = whole or {key for key, label in labels.items() if any(typed in said.split() for said in _labels(label))}
    return whole.pop() if len(whole) == 1 else None


@cache
def _labels(label: str) -> tuple[str, ...]:
    """A label in each language."""
    from roadmap.i18n.catalog import DOCUMENT_LANGUAGES, load_catalog

    return tuple(dict.fromkeys(_unsigned(load_catalog(language).gettext(label)) for language in DOCUMENT_LANGUAGES))


def _unsigned(word: str) -> str:
    """In small letters, Latin where they look so, with spaces for other signs."""
    plain = word[:100].casefold().replace("ё", "е").translate(LOOKALIKES)
    return re.sub(r"[\W_]+", " ", plain).strip()


# Keys of another level


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    """Where each key of a plan may stand, below the top."""
    homes: dict[str, list[str]] = {}
    _walk(Plan, "", homes, frozenset())
    return {key: tuple(dict.fromkeys(places)) for key, places in homes.items()}


def _walk(cls: type, place: str, homes: dict[str, list[str]], above: frozenset[type]) -> None:
    from roadmap.model.area import Area

    for field in field_infos(cls):
        homes.setdefault(field.key, []).append(place)
        if attrs.has(field.type) and field_infos(field.type) and field.type not in above and not _short(field.type):
            is_area = field.type.__name__ == Area.__name__
            inner: list[type] = [field.type, *_kinds()] if is_area else [field.type]
            for one in inner:
                _walk(one, field.key, homes, above | {cls, field.type})


def _short(cls: Any) -> bool:
    return getattr(cls, "__roadmap_short__", None) is not None


def _kinds() -> list[type]:
    from roadmap import areas

    return [areas.find(kind) for kind in areas.kinds()]


def is_key(word: str) -> bool:
    """Whether a word is a key of plans."""
    return word in _homes() or any(key.key == word for key in field_infos(Plan))


def belongs(key: str, cls: type) -> Message | None:
    """Advice for a key that is known, but at another level of the plan."""
    from roadmap.model.area import Area

    places = _homes().get(key)
    if not places:
        return None
    if issubclass(cls, Area) and "areas" in places:
        from roadmap import areas

        kinds = [kind for kind in areas.kinds() if any(d.key == key for d in field_infos(areas.find(kind)))]
        words = ", ".join(sorted(d.key for d in field_infos(cls)))
        return message(
            _("It belongs to areas of the kind %(kinds)s. Possible here: %(words)s."),
            kinds=", ".join(kinds),
            words=words,
        )
    if places == ("",):
        return message(_("It belongs at the top of the plan: write it without an indent."))
    listed = ", ".join(f"“{place}”" for place in places if place)
    return message(_("It belongs to what stands below %(places)s: write it there."), places=listed)


# States by name

_OTHER_NAMES = {
    **{"белоруссия": "BY", "рб": "BY", "belorussia": "BY", "byelorussia": "BY", "киргизия": "KG", "кр": "KG"},
    **{"kirghizia": "KG", "рк": "KZ", "рф": "RU", "молдавия": "MD", "туркмения": "TM", "turkey": "TR", "кнр": "CN"},
}
_LANGUAGES_OF_NAMES = ("en", "ru", "be", "ky", "kk")
"""In these CLDR is asked for the names of states; the house's tables are asked before it."""


@cache
def _names() -> dict[str, str]:
    """The code of each state by its names, in small letters: those of the house, short and full, and those of CLDR."""
    from importlib import import_module

    from babel import Locale

    from roadmap.i18n.catalog import DOCUMENT_LANGUAGES

    names = {
        name.casefold(): code
        for language in _LANGUAGES_OF_NAMES
        for code, name in Locale.parse(language).territories.items()
        if code in COUNTRY_CODES
    }
    for language in DOCUMENT_LANGUAGES:
        for code, named in import_module(f"roadmap.i18n.tables.{language}").TABLE.states.items():
            names[named.short.casefold()] = names[named.full.casefold()] = code
    return names | _OTHER_NAMES


@cache
def _language_names() -> dict[str, list[str]]:
    """The names of the languages that plans are in, in each of the house's languages."""
    from babel import Locale

    from roadmap.i18n.catalog import DOCUMENT_LANGUAGES

    spoken = [Locale.parse(said).languages for said in DOCUMENT_LANGUAGES]
    return {code: [_unsigned(names[code]) for names in spoken] for code in ("kk", *DOCUMENT_LANGUAGES)}


def language(word: str) -> str | None:
    """The code of a language that somebody gave by its name, or the beginning of it, in a language of the house."""
    typed = _unsigned(word)
    if not 3 <= len(typed) <= 20:
        return None
    meant = {code for code, names in _language_names().items() if any(name.startswith(typed[:5]) for name in names)}
    return meant.pop() if len(meant) == 1 else None


def state(word: str) -> str | None:
    """The code of a state that somebody gave by its name, in any of the languages that have names for them here."""
    from difflib import get_close_matches

    typed, names = word.casefold().strip()[:60], _names()
    if typed in names:
        return names[typed]
    alike = [  # a slip in both of the first two letters is rare, and to compare with all names takes long
        name for name in names if len(name) > 4 and (name[0] == typed[:1] or name[1] == typed[1:2])
    ]
    near = get_close_matches(typed, alike, n=2, cutoff=0.85)
    codes = {names[name] for name in near}
    return codes.pop() if len(codes) == 1 else None
