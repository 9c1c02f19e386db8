"""What a house settles once for all its runs: `roadmap.toml`, which the command line reads, and nobody else.

Imports no more than it needs: the command line takes its help from here.
"""

import os.path
import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from typing import Any

    from roadmap.i18n.message import Message

__all__ = ["DEFAULTS", "EXAMPLES", "FILE", "FORMATS", "REPORTS", "REVIEWS", "find", "option_help", "read", "toml_line"]

FILE = "roadmap.toml"

FORMATS = ("html", "md", "docx", "pdf")
"""What documents can be made in: the keys of `rendering.FORMATS`."""

REVIEWS = ("text", "json", "html", "md")
"""What `status` can report as: `rendering.status.FORMATS`."""

REPORTS = ("text", "json", "github", "sarif")
"""What `check` can report as: the keys of `diagnostics.formats.FORMATS`."""

EXAMPLES: "Mapping[str, str | list[str]]" = {
    "plans": ["plans"],
    "format": ["html", "docx"],
    "lang": ["ru", "en"],
    "out": "papers",
    "templates": "own-templates",
    "ui-lang": "ru",
}
"""The keys of the file, each with a value of the kind that it wants."""

OLD_KEYS = {"to": "format", "messages": "ui-lang"}
"""The keys of version 0.1 that have another name now; they go with the next version."""

DEFAULTS: "Mapping[str, tuple[str, Any]]" = {
    "plans": ("plans", ["plans"]),
    "formats": ("format", ["html", "md"]),
    "lang": ("lang", None),
    "out": ("out", "build"),
    "templates": ("templates", None),
}
"""The options that a key of the file stands in for: the key, and what holds where the file does not say either."""

PATHS = ("plans", "out", "templates")


def option_help(say: "Callable[[str], str]") -> dict[str, str]:
    """What each key settles, and the option of its name.

    say: gives the translation of a text.
    """
    from roadmap.i18n.catalog import DOCUMENT_LANGUAGES

    texts = {
        "plans": say("files or folders (default: plans)"),
        "format": say("formats: %(formats)s (default: html,md)"),
        "lang": say(
            "languages: ru,en makes a document in each, ru+en one with both side by side (default: the plan’s)"
        ),
        "out": say("output folder (default: build)"),
        "templates": say("a folder of templates in place of the project’s"),
        "ui-lang": say(
            "language of the program’s messages: %(known)s (default: $ROADMAP_UI_LANG or the system language)"
        ),
    }
    values = {"formats": ", ".join(FORMATS), "known": ", ".join(DOCUMENT_LANGUAGES)}
    return {key: text % values for key, text in texts.items()}


def find(plans: "Sequence[str]" = ()) -> str | None:
    """The file that holds: of the current folder, else one beside the first of the plans, or beside the folder of that file."""
    places = [FILE]
    if plans:
        first = os.path.abspath(plans[0])
        beside = os.path.dirname(first)
        places += [os.path.join(beside, FILE), os.path.join(os.path.dirname(beside), FILE)][: 2 - os.path.isdir(first)]
    return next(filter(os.path.isfile, places), None)


def old_name(old: str, new: str) -> "Message":
    """The warning that an option, a key or a variable has another name now."""
    from roadmap.i18n.message import _, message

    return message(_("%(old)s is now %(new)s; the next version knows the new name alone"), old=old, new=new)


def read(file: str | None) -> "tuple[dict[str, Any], list[Message], list[Message]]":
    """What a file settles, as far as it is right, all that is wrong in it, and warnings of old names.

    Paths come out as the current folder sees them; in the file they are relative to it. Raises OSError.
    """
    if file is None:
        return {}, [], []
    import tomllib

    from roadmap.i18n.message import _, message

    with open(file, "rb") as stream:
        content = stream.read()
    try:
        text = content.decode("utf-8-sig")
        found = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return {}, [message(_("%(place)s: not valid UTF-8; save the file as UTF-8"), place=f"{file}:{line}")], []
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"line (\d+), column (\d+)", str(error))
        place = f"{file}:{at[1]}:{at[2]}" if at else file
        wrong = _("%(place)s: invalid TOML; expected a line like: %(example)s")
        return {}, [message(wrong, place=place, example=toml_line("out"))], []
    mistakes: list[Message] = []
    warnings: list[Message] = []
    values = {}
    for written, value in found.items():
        place, key = _place(file, text, written), OLD_KEYS.get(written, written)
        if key != written:
            warnings.append(old_name(f"{place}: {written}", key))
            if key in found:
                continue
        wrong_here = list(_mistakes(place, key, value))
        mistakes += wrong_here
        if not wrong_here:
            values[key] = _from(os.path.dirname(file), value) if key in PATHS else value
    return values, mistakes, warnings


def _mistakes(place: str, key: str, value: "Any") -> "Iterator[Message]":
    from roadmap.diagnostics.suggest import closest_match
    from roadmap.i18n.catalog import DOCUMENT_LANGUAGES
    from roadmap.i18n.message import _, message

    if key not in EXAMPLES:
        text = _("%(place)s: unknown key “%(key)s”. %(help)s")
        yield message(text, place=place, key=key, help=closest_match(key, EXAMPLES))
        return
    many = isinstance(EXAMPLES[key], list)
    each = value if many and isinstance(value, list) else [value]
    if many is not isinstance(value, list) or not all(isinstance(one, str) and one for one in each) or not each:
        text = _("%(place)s: invalid value for “%(key)s”; expected: %(example)s")
        yield message(text, place=place, key=key, example=toml_line(key))
        return
    known = {"format": FORMATS, "lang": DOCUMENT_LANGUAGES, "ui-lang": DOCUMENT_LANGUAGES}.get(key)
    for word in (part for one in each for part in one.split("+")) if known else ():
        if known and word not in known:
            text = _("%(place)s: invalid value “%(word)s” for “%(key)s”. %(help)s")
            yield message(text, place=place, word=word, key=key, help=closest_match(word, known))


def toml_line(key: str) -> str:
    """The example of a key as the file has it."""
    value = EXAMPLES[key]
    return f"{key} = [{', '.join(map(_quoted, value))}]" if isinstance(value, list) else f"{key} = {_quoted(value)}"


def _quoted(text: str) -> str:
    return f'"{text}"'


def _place(file: str, text: str, key: str) -> str:
    """The line that a key stands in; the file alone where it is written in some rarer way."""
    here = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    line = next((n for n, line in enumerate(text.splitlines(), 1) if here.match(line)), None)
    return file if line is None else f"{file}:{line}"


def _from(folder: str, value: "Any") -> "Any":
    return [_from(folder, one) for one in value] if isinstance(value, list) else os.path.join(folder, value)
