"""From a view to a text by Jinja2: the project's own templates, or a house's in place of some of them."""

import importlib.util
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.exceptions import TemplateRuntimeError

from roadmap.model.plan import Plan
from roadmap.rendering.viewing import document, index_entry
from roadmap.words import words

__all__ = ["FORMATS", "Format", "TemplateError", "UnknownFormat", "render", "render_index", "templates_folder"]


class Format(NamedTuple):
    """A kind of document: its template and whether that is HTML."""

    template: str
    html: bool


FORMATS = {"html": Format("html/document.html", True), "md": Format("markdown/document.md", False)}


class UnknownFormat(ValueError):
    """Documents cannot be made in this format."""

    def __init__(self, name: str) -> None:
        super().__init__(f"no documents of the format “{name}”; there are: {', '.join(FORMATS)}")


class TemplateError(Exception):
    """A template that is missing or broken; says which, and the line."""


def templates_folder() -> Path:
    """Where the project's own templates are: inside an installed package, at the top of a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def render(plan: Plan, to: str, language: str, templates: Path | None = None, languages: Iterable[str] = ()) -> str:
    """A plan's document as text.

    languages: those in which the document exists, for the links between them.

    Raises UnknownFormat, UnknownLanguage, TemplateError.
    """
    if to not in FORMATS:
        raise UnknownFormat(to)
    view = document(plan, words(language), languages)
    return _filled(FORMATS[to].template, FORMATS[to].html, language, templates, document=view)


def render_index(
    made: Iterable[tuple[Plan, tuple[str, ...]]], formats: tuple[str, ...], language: str, templates: Path | None = None
) -> str:
    """The page that leads to all documents of a build: of each plan in the languages it was made in."""
    entries = tuple(index_entry(plan, words(language), made_in, formats) for plan, made_in in made)
    return _filled("html/index.html", True, language, templates, entries=entries)


def _filled(name: str, html: bool, language: str, templates: Path | None, **view: Any) -> str:
    said = words(language)
    environment = _environment(html) if templates is None else _of_house(html, templates)
    try:
        template = environment.get_template(name)
        text = template.render(_=said.gettext, ngettext=said.ngettext, language=language, **view)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{error.filename or error.name}:{error.lineno}: {error.message}") from error
    except TemplateNotFound as error:
        where = _place_in_template(error) or templates or templates_folder()
        raise TemplateError(f"{where}: no template “{error.message or error.name}”") from error
    except _SLIPS as error:
        place = _place_in_template(error)
        if place is None:
            raise
        raise TemplateError(f"{place}: {error}") from error
    return text if text.endswith("\n") else text + "\n"


# What an expression in a template can raise.
_SLIPS = (
    TemplateRuntimeError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    RecursionError,
    TypeError,
    ValueError,
)


def _place_in_template(error: Exception) -> str | None:
    """File and line of the template that an error came from; None when it came from the program itself."""
    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (f"{f.filename}:{f.lineno}" for f in reversed(frames) if f.filename.endswith((".html", ".md", ".css", ".svg"))),
        None,
    )


@cache
def _environment(html: bool) -> Environment:
    """For the project's own templates."""
    return _furnished(
        html, Environment(**_options(html), loader=_Folder(templates_folder()), bytecode_cache=_Compiled())
    )


def _of_house(html: bool, folder: Path) -> Environment:
    """For the templates of a house's folder, wherever the program stands now.

    Raises TemplateError when there is no such folder.
    """
    if not folder.is_dir():
        raise TemplateError(f"{folder}: no such folder of templates")
    return _house_environment(html, folder, folder.absolute())


@cache
def _house_environment(html: bool, folder: Path, _absolute: Path) -> Environment:
    """For a house's templates, which are not trusted: sandboxed; what the folder lacks comes from the project."""
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    loader = ChoiceLoader([_Folder(folder), _Folder(templates_folder())])
    options = _options(html) | {"auto_reload": True}  # somebody is working on them
    return _furnished(html, ImmutableSandboxedEnvironment(**options, loader=loader))


class _Folder(FileSystemLoader):
    """The templates below a folder, in UTF-8."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, encoding="utf-8-sig")

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """A template's text, with its file and what tells whether it is still the same.

        Raises TemplateError when it is in another encoding.
        """
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise TemplateError(f"{Path(self.searchpath[0], template)}:{line}: not in UTF-8; save it anew") from error


def _options(html: bool) -> dict[str, Any]:
    return {
        "autoescape": True,  # to Markdown too, where `finalize` has escaped everything already
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "auto_reload": False,
        "finalize": _escapes(html).finalize,
    }


def _furnished(html: bool, environment: Environment) -> Environment:
    if not html:
        environment.filters["address"] = _escapes(html).address
    return environment


def _escapes(html: bool) -> ModuleType:
    """The module that makes any text harmless in a format; only the one that is used gets imported."""
    return import_module("roadmap.rendering.html" if html else "roadmap.rendering.markdown")


class _Compiled(BytecodeCache):
    """Compiled templates, kept where Python keeps the compiled form of this module and under the same rules.

    Whoever can write there can replace the program itself, so nothing is trusted that was not trusted before; where the
    folder cannot be written, nothing is kept.
    """

    def __init__(self) -> None:
        self.folder = Path(importlib.util.cache_from_source(__file__)).parent

    def file(self, bucket: Bucket) -> Path:
        return self.folder / f"template-{bucket.key}.{sys.implementation.cache_tag}.cache"

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            with self.file(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except Exception:  # a damaged file can say anything
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._keep(bucket)
        except OSError:
            return

    def _keep(self, bucket: Bucket) -> None:
        handle, name = tempfile.mkstemp(dir=self.folder)
        aside = Path(name)
        try:
            with open(handle, "wb") as file:
                bucket.write_bytecode(file)
            aside.replace(self.file(bucket))
        finally:
            aside.unlink(missing_ok=True)
