"""PDF documents for signature, made from views with Typst: PDF/UA-1, the same bytes on every machine.

Templates get the view as data, never as markup. Typst runs in a separate process without a network. A template cannot
read files outside its folder.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

from roadmap.documents import typst_worker
from roadmap.documents.environment import templates_folder
from roadmap.documents.views.models import Document
from roadmap.errors import MissingGlyphError, TemplateError
from roadmap.i18n.language import get_language
from roadmap.i18n.localized import ForeignText
from roadmap.i18n.message import _, message

__all__ = ["TEXTS", "pdf"]

TEXTS = (
    _("By year"),
    _("Calendar of measures"),
    _("Contents"),
    _("Date"),
    _("Draft."),
    _("Due"),
    _("Expected result"),
    _("Exports"),
    _("Figures as reported"),
    _("Financing"),
    _(
        "Found by cross-checking the figures and claims in this document. Where sources differ, both figures are "
        "shown as published."
    ),
    _("Growth as stated"),
    _("Growth calculated from the figures"),
    _("Growth"),
    _("Imports"),
    _("Indicator"),
    _("Legal basis"),
    _("Measure"),
    _("Measures"),
    _("No."),
    _("Note"),
    _("Notes on the figures"),
    _(
        "Nothing here is agreed yet. Measures and facts marked ◊ have no published source:"
        " they are proposals for the parties to discuss."
    ),
    _("Period"),
    _("Preamble"),
    _("Progress"),
    _("Published figures"),
    _("Reported by"),
    _("Responsible: %(party)s"),
    _("Signatures"),
    _("Sources"),
    _("Stage"),
    _("Status"),
    _("Targets"),
    _("The first body is the lead; bodies in small type take part. Numbers in square brackets refer to the sources."),
    _("Path to the target"),
    _("Turnover"),
    _("Value"),
    _("What is counted"),
    _("When each measure is due; the details are in its area."),
    _("actual"),
    _("after"),
    _("baseline"),
    _("date"),
    _("proposal"),
    _("signature, name"),
    _("target value"),
    _("▼ marks the date of this document."),
)
"""The texts of the program that PDF templates can `say`."""

NO_NETWORK = dict.fromkeys(("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"), "http://127.0.0.1:9") | {
    "NO_PROXY": "",
    "no_proxy": "",
}
"""Settings that stop downloads: port 9 of this machine never answers. Typst has no option against downloads."""

ONE_ARENA = {"MALLOC_ARENA_MAX": "1"}
"""A setting that makes Linux's memory allocator (glibc) reserve less; other allocators ignore it."""

BREAK = "\u200b"
"""A break of no width, for words longer than a column."""

_LONG = re.compile(r"\S{24}(?=\S)")
_PLACE = re.compile(r"┌─ [a-z]+[/\\](.+?):(\d+):\d+\n")
_SIGN = re.compile(r'the text `"(.+?)"` could not be displayed')


def pdf(views: Sequence[Document], templates: Path | None = None) -> bytes:
    """Return a document as PDF/UA-1; several languages follow each other.

    Args:
        views: The views of the document, one per language.
        templates: The user's folder. Files in its `pdf` replace the project's of the same name; `pdf/fonts` adds
            fonts.

    Raises TemplateError; MissingGlyphError where a text cannot be printed.
    """
    if templates is not None and not templates.is_dir():
        raise TemplateError(message(_("%(folder)s: template folder not found"), folder=str(templates)))
    sources = [folder / "pdf" for folder in (templates_folder(), templates) if folder is not None]
    with TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for view in views:
            _furnish(root / view.language, view, sources)
        parts = "".join(f'#include "{view.language}/document.typ"\n' for view in views)
        (root / "document.typ").write_text(parts, encoding="utf-8")
        done = _typeset(root, sources, views[0].iso_date)
    if done.returncode:
        _refused(done.stderr.decode("utf-8", "replace"), views, sources)
    return done.stdout


def _furnish(folder: Path, view: Document, sources: Sequence[Path]) -> None:
    """Create a folder for one language: the project's templates, the user's over them, and the data."""
    folder.mkdir()
    for source in sources:
        if source.is_dir():
            copytree(source, folder, ignore=_not_copied, dirs_exist_ok=True)
    said = get_language(view.language)
    data = {"document": _data(view), "words": {text: said.gettext(text) for text in TEXTS}}
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _not_copied(folder: str, names: list[str]) -> list[str]:
    """Return the names to leave out: fonts, which stay in place, and links, which may lead out of the user's folder."""
    return [name for name in names if name == "fonts" or Path(folder, name).is_symlink()]


def _typeset(root: Path, sources: Sequence[Path], date: str) -> "subprocess.CompletedProcess[bytes]":
    """Run Typst without a network; return its result, with the PDF as output or the message as error output."""
    fonts = [str(source / "fonts") for source in sources if (source / "fonts").is_dir()]
    paths = os.pathsep.join(filter(None, sys.path))
    return subprocess.run(  # noqa: S603
        [sys.executable, typst_worker.__file__, date or "1970-01-01", *fonts],
        cwd=root,
        env=os.environ | {"PYTHONPATH": paths} | NO_NETWORK | ONE_ARENA,
        capture_output=True,
        check=False,
    )


def _data(value: Any) -> Any:
    """Return a view as JSON: records as objects by field name, a text in another language as an object with its code."""
    if isinstance(value, str):
        text = _LONG.sub(rf"\g<0>{BREAK}", value)
        return {"text": text, "language": value.language} if isinstance(value, ForeignText) else text
    if hasattr(value, "_fields"):
        return {name: _data(part) for name, part in zip(value._fields, value, strict=True)}
    return [_data(part) for part in value] if isinstance(value, tuple) else value


# Errors


def _refused(diagnostic: str, views: Sequence[Document], sources: Sequence[Path]) -> NoReturn:
    """Raise what Typst reported: UnknownSign for missing characters, else TemplateError with file and line."""
    signs = tuple(dict.fromkeys(_SIGN.findall(diagnostic)))
    for text in _texts(tuple(views)):
        if lacking := [sign for sign in signs if sign in text]:
            raise MissingGlyphError(message(_NO_SIGN, signs=" ".join(lacking), text=text))
    said = diagnostic.partition("\n")[0].removeprefix("error: ")
    places = _PLACE.findall(diagnostic) or [
        ("document.typ", "1")
    ]  # the place, then its callers; the user's own files are searched first
    found = (
        (source / name, line) for source in reversed(sources) for name, line in places if (source / name).is_file()
    )
    where = ":".join(map(str, next(found, (sources[-1], "1"))))
    if "failed to download package" in said:
        raise TemplateError(message(_NO_PACKAGES, place=where))
    raise TemplateError(message(_("%(place)s: template error: %(said)s"), place=where, said=said))


def _texts(value: Any) -> Iterator[str]:
    """Yield every text of a view."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


_NO_SIGN = _("the PDF fonts lack “%(signs)s”, used in “%(text)s”: use other characters, or choose another format")
_NO_PACKAGES = _(
    "%(place)s: packages cannot be downloaded; copy the files into your template folder and import them from there"
)
