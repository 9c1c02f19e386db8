"""Configuration from `roadmap.toml`. Only the command line reads it, never the library.

This module imports only what it needs, because the help of the command line comes from here.
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
"""The formats of documents: the keys of `documents.formats.FORMATS`."""

REVIEWS = ("text", "json", "html", "md")
"""The formats of `status`: `documents.status.FORMATS`."""

REPORTS = ("text", "json", "github", "sarif")
"""The formats of `check`: the keys of `diagnostics.formats.FORMATS`."""

EXAMPLES: "Mapping[str, str | list[str]]" = {
    "plans": ["plans"],
    "format": ["html", "docx"],
    "lang": ["ru", "en"],
    "out": "papers",
    "templates": "own-templates",
    "ui-lang": "ru",
}
"""The keys of the file, each with an example of its value."""

OLD_KEYS = {"to": "format", "messages": "ui-lang"}
"""Renamed keys of version 0.1, each with its new name. The next version removes them."""

DEFAULTS: "Mapping[str, tuple[str, Any]]" = {
    "plans": ("plans", ["plans"]),
    "formats": ("format", ["html", "md"]),
    "lang": ("lang", None),
    "out": ("out", "build"),
    "templates": ("templates", None),
}
"""The options that the file can set, each with its key in the file and its default."""

PATHS = ("plans", "out", "templates")


def option_help(say: "Callable[[str], str]") -> dict[str, str]:
    """Return the help of each key, which is also the help of the option of the same name.

    Args:
        say: Translates a text.
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
    """Return the configuration file that applies; None if there is none.

    It is the file in the current folder. Otherwise it is next to the first plan, or next to the folder of that plan.

    Args:
        plans: The files and folders of plans.
    """
    places = [FILE]
    if plans:
        first = os.path.abspath(plans[0])
        beside = os.path.dirname(first)
        places += [os.path.join(beside, FILE), os.path.join(os.path.dirname(beside), FILE)][: 2 - os.path.isdir(first)]
    return next(filter(os.path.isfile, places), None)


def old_name(old: str, new: str) -> "Message":
    """Return the warning that an option, a key or a variable has a new name."""
    from roadmap.i18n.message import _, message

    return message(_("%(old)s is now %(new)s; the next version knows the new name alone"), old=old, new=new)


def read(file: str | None) -> "tuple[dict[str, Any], list[Message], list[Message]]":
    """Read a configuration file.

    Paths in the file are relative to the file. The returned paths are relative to the current folder.

    Args:
        file: The file; None for no configuration.

    Returns:
        The valid values, the mistakes, and warnings about old names.

    Raises:
        OSError: The file cannot be read.
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
    """Return the example of a key as a line of the file."""
    value = EXAMPLES[key]
    return f"{key} = [{', '.join(map(_quoted, value))}]" if isinstance(value, list) else f"{key} = {_quoted(value)}"


def _quoted(text: str) -> str:
    return f'"{text}"'


def _place(file: str, text: str, key: str) -> str:
    """Return the file and line of a key; only the file if the key is written in an unusual way."""
    here = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
    line = next((n for n, line in enumerate(text.splitlines(), 1) if here.match(line)), None)
    return file if line is None else f"{file}:{line}"


def _from(folder: str, value: "Any") -> "Any":
    return [_from(folder, one) for one in value] if isinstance(value, list) else os.path.join(folder, value)
