"""Text documents, made from views with Jinja2: the project's templates, or the user's in place of some of them."""

import importlib.util
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any, Literal

from jinja2 import (
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator
from jinja2.exceptions import TemplateRuntimeError

from roadmap.documents.views.build import own_name
from roadmap.documents.views.models import Document, Link
from roadmap.errors import TemplateError
from roadmap.i18n.language import get_language
from roadmap.i18n.message import Message, _, message

if TYPE_CHECKING:
    from roadmap.documents.views.index import Made

__all__ = ["filled", "html", "markdown", "render_index", "templates_folder"]

OF_PROJECT = "project"
"""The prefix of the project's own templates, which the user's folder cannot replace: `project/html/document.html`."""


def templates_folder() -> Path:
    """Return the folder of the project's templates: inside an installed package, or at the top of a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def html(views: Sequence[Document], templates: Path | None = None) -> str:
    """Return a document as one page of HTML; several languages stand side by side, section by section.

    Args:
        views: The views of the document, one per language.
        templates: The user's folder; its templates replace the project's.

    Raises:
        TemplateError: The folder or a template is missing or broken.
    """
    first = views[0]
    if len(views) == 1:
        return filled("html/document.html", first.language, templates, document=first)
    sides = [(view, get_language(view.language).gettext, get_language(view.language).ngettext) for view in views]
    return filled("html/sides.html", first.language, templates, document=first, sides=sides)


def markdown(views: Sequence[Document], templates: Path | None = None) -> str:
    """Return a document as Markdown: CommonMark with GitHub tables; several languages follow each other.

    Args:
        views: The views of the document, one per language.
        templates: The user's folder; its templates replace the project's.

    Raises:
        TemplateError: The folder or a template is missing or broken.
    """
    each = (filled("markdown/document.md", view.language, templates, document=view) for view in views)
    return "\n---\n\n".join(each)


def render_index(
    to: Literal["html", "md"],
    made: "Iterable[Made]",
    language: str,
    languages: Iterable[str],
    templates: Path | None,
    broken: Iterable[str] = (),
) -> str:
    """Return the page that links to all documents of a build, in one language.

    Args:
        to: The format.
        made: The plans whose documents exist.
        language: The language of the page.
        languages: All languages of the page; the first is the language of `index.html`, without a code in its
            name.
        templates: The user's folder; its templates replace the project's.
        broken: The files of plans with errors, whose documents were not made this time.

    Raises:
        TemplateError: The folder or a template is missing or broken.
    """
    from roadmap.documents.views.index import index_entries  # a single document does not need it

    each = tuple(made)
    entries, unit = index_entries(each, get_language(language))
    links = tuple(Link(code, own_name(code), code == language) for code in languages)
    name = {"html": "html/index.html", "md": "markdown/index.md"}[to]
    return filled(name, language, templates, entries=entries, unit=unit, links=links, broken=", ".join(broken))


def filled(name: str, language: str, templates: Path | None, **view: Any) -> str:
    """Return a filled template in a language.

    Args:
        name: The name of the template.
        language: The code of the language.
        templates: The user's folder, searched before the project's.
        view: The names that the template can use.

    Raises:
        TemplateError: The folder or a template is missing or broken.
    """
    html = name.startswith("html/")
    said = get_language(language)
    view |= {"_": said.gettext, "ngettext": said.ngettext, "language": language}
    try:
        text = _of_project(html, name, view) if templates is None else _of_house(html, name, view, templates)
    except TemplateSyntaxError as error:
        raise _slip(f"{error.filename or error.name}:{error.lineno}", error.message) from error
    except TemplateNotFound as error:
        where = str(_place_in_template(error) or templates or templates_folder())
        missing = message(
            _("%(place)s: template “%(name)s” not found"), place=where, name=str(error.message or error.name)
        )
        raise TemplateError(missing) from error
    except _SLIPS as error:
        place = _place_in_template(error)
        if place is None:
            raise
        raise _slip(place, error) from error
    return text if text.endswith("\n") else text + "\n"


def _slip(place: str, said: object) -> TemplateError:
    """Return the error of a template: the message of Jinja or Python, or this program's in the reader's language."""
    if isinstance(said, RecursionError):
        said = message(
            _("the template includes itself; the project’s own template is %(name)s"), name=f"{OF_PROJECT}/…"
        )
    text = said if isinstance(said, Message) else getattr(said, "text", str(said) or type(said).__name__)
    return TemplateError(message(_("%(place)s: template error: %(said)s"), place=place, said=text))


# The errors that an expression in a template can raise.
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
    """Return the file and line of the template that raised an error; None for an error of the program itself."""
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (f"{f.filename}:{f.lineno}" for f in reversed(frames) if f.filename.endswith((".html", ".md", ".css", ".js"))),
        None,
    )


def _of_project(html: bool, name: str, view: dict[str, Any]) -> str:
    """Return a document made by the project's templates."""
    return _environment(html).get_template(name).render(view)


@cache
def _environment(html: bool) -> Environment:
    """Return the environment of the project's templates."""
    made = _Trusting(**_options(html), loader=_Folder(templates_folder()), bytecode_cache=_Compiled())
    made.printed = _escapes(html).printed
    return _furnished(html, made)


class _OneCall(CodeGenerator):
    """Prints a value with one call, not two that each make a `Markup`; this saves a fifth of the time."""

    def _output_child_pre(self, *_child: Any, **_named: Any) -> None:
        self.write("environment.printed(")

    def _output_child_post(self, *_child: Any, **_named: Any) -> None:
        self.write(")")


class _Trusting(Environment):
    """The environment of the project's templates. A missing field is an error at once, even for `is defined`.

    Attributes:
        printed: Returns a value as the format shows it, escaped.
    """

    code_generator_class = _OneCall
    getattr = staticmethod(getattr)  # type: ignore[assignment]
    printed: Callable[[object], str]


def _of_house(html: bool, name: str, view: dict[str, Any], folder: Path) -> str:
    """Return a document made by the templates of the user's folder, whatever the current folder is.

    Raise TemplateError if the folder does not exist.
    """
    from roadmap.documents.sandbox import bounded

    if not folder.is_dir():
        raise TemplateError(message(_("%(folder)s: template folder not found"), folder=str(folder)))
    with bounded():
        return _house_environment(html, folder, folder.absolute()).get_template(name).render(view)


@cache
def _house_environment(html: bool, folder: Path, _absolute: Path) -> Environment:
    """Return a sandbox for the user's templates, which are not trusted; the project's templates fill gaps."""
    from roadmap.documents.sandbox import Sandbox

    own = _Folder(templates_folder())
    loader = ChoiceLoader([PrefixLoader({OF_PROJECT: own}), _Folder(folder), own])
    options = _options(html) | {"auto_reload": True}  # the user may be editing them
    return _furnished(html, Sandbox(**options, loader=loader))


class _Folder(FileSystemLoader):
    """The templates below a folder, in UTF-8."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder, encoding="utf-8-sig")

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text of a template, its file, and a function that checks whether the file is unchanged.

        Raise TemplateError if the file is not in UTF-8.
        """
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            place = f"{Path(self.searchpath[0], template)}:{line}"
            raise TemplateError(
                message(_("%(place)s: not valid UTF-8; save the file as UTF-8"), place=place)
            ) from error


def _options(html: bool) -> dict[str, Any]:
    return {
        "autoescape": True,  # for Markdown too: `finalize` has already escaped everything there
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "keep_trailing_newline": True,
        "auto_reload": False,
        "finalize": _escapes(html).finalize,
    }


def _furnished(html: bool, environment: Environment) -> Environment:
    if html:
        environment.filters["digest"] = _digest
    else:
        environment.filters["address"] = _escapes(html).address
    return environment


def _digest(script: str) -> str:
    """Return the hash of a script for the page's policy (Content Security Policy 3, 2.3.1); no other script runs."""
    from base64 import b64encode
    from hashlib import sha256

    return "sha256-" + b64encode(sha256(script.encode("utf-8")).digest()).decode()


def _escapes(html: bool) -> ModuleType:
    """Return the module that escapes texts for a format; import only this one."""
    return import_module("roadmap.documents.html" if html else "roadmap.documents.markdown")


_FORM = 2
"""The version of compiled templates. It changes with the functions they call, so no other version reads them."""


class _Compiled(BytecodeCache):
    """Compiled templates, kept in the folder where Python keeps the compiled form of this module.

    The same permissions apply. A program that can write there can already replace this module, so the cache adds no
    risk. If the folder is read-only, nothing is kept.
    """

    def __init__(self) -> None:
        self.folder = Path(importlib.util.cache_from_source(__file__)).parent

    def file(self, bucket: Bucket) -> Path:
        return self.folder / f"template-{_FORM}-{bucket.key}.{sys.implementation.cache_tag}.cache"

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            with self.file(bucket).open("rb") as file:
                bucket.load_bytecode(file)
        except Exception:  # a damaged file can raise anything
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
