"""From a view to a text by Jinja2: the project's own templates, or a house's in place of some of them."""

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
"""What stands before the name of the project's own template, whatever a house has by that name: `project/html/document.html`."""


def templates_folder() -> Path:
    """Where the project's own templates are: inside an installed package, at the top of a checkout."""
    package = Path(__file__).parent.parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parent / "templates"


def html(views: Sequence[Document], templates: Path | None = None) -> str:
    """A document as one page of HTML; of several languages each section stands beside the same one of the others.

    templates: a house's folder, whose templates stand in for the project's.

    Raises TemplateError.
    """
    first = views[0]
    if len(views) == 1:
        return filled("html/document.html", first.language, templates, document=first)
    sides = [(view, get_language(view.language).gettext, get_language(view.language).ngettext) for view in views]
    return filled("html/sides.html", first.language, templates, document=first, sides=sides)


def markdown(views: Sequence[Document], templates: Path | None = None) -> str:
    """A document as Markdown: CommonMark with the tables of GitHub; languages follow each other. Raises as `html` does."""
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
    """The page that leads to all documents of a build, in one of its languages.

    languages: those that the page is made in; the first is the language of `index.html`, which has none in its name.
    broken: the files of plans that have mistakes: no document of them has been made now.
    """
    from roadmap.documents.views.index import index_entries  # whoever makes one document has no use for it

    each = tuple(made)
    entries, unit = index_entries(each, get_language(language))
    links = tuple(Link(code, own_name(code), code == language) for code in languages)
    name = {"html": "html/index.html", "md": "markdown/index.md"}[to]
    return filled(name, language, templates, entries=entries, unit=unit, links=links, broken=", ".join(broken))


def filled(name: str, language: str, templates: Path | None, **view: Any) -> str:
    """A template with what it shows put in, in a language; a house's folder goes before the project's. Raises TemplateError."""
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
    """What was said of a template: by Jinja or Python in their own words, by this program in the reader's language."""
    if isinstance(said, RecursionError):
        said = message(
            _("the template includes itself; the project’s own template is %(name)s"), name=f"{OF_PROJECT}/…"
        )
    text = said if isinstance(said, Message) else getattr(said, "text", str(said) or type(said).__name__)
    return TemplateError(message(_("%(place)s: template error: %(said)s"), place=place, said=text))


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
    import traceback

    frames = traceback.extract_tb(error.__traceback__)
    return next(
        (f"{f.filename}:{f.lineno}" for f in reversed(frames) if f.filename.endswith((".html", ".md", ".css", ".js"))),
        None,
    )


def _of_project(html: bool, name: str, view: dict[str, Any]) -> str:
    """A document by the project's own templates."""
    return _environment(html).get_template(name).render(view)


@cache
def _environment(html: bool) -> Environment:
    """For the project's own templates."""
    made = _Trusting(**_options(html), loader=_Folder(templates_folder()), bytecode_cache=_Compiled())
    made.printed = _escapes(html).printed
    return _furnished(html, made)


class _OneCall(CodeGenerator):
    """Prints a value by one call, not by two that make a `Markup` of each text: a fifth of the time of a document."""

    def _output_child_pre(self, *_child: Any, **_named: Any) -> None:
        self.write("environment.printed(")

    def _output_child_post(self, *_child: Any, **_named: Any) -> None:
        self.write(")")


class _Trusting(Environment):
    """For the project's own templates: a field that a record lacks is an error at once, even for `is defined`.

    printed: how a format shows a value, escaped.
    """

    code_generator_class = _OneCall
    getattr = staticmethod(getattr)  # type: ignore[assignment]
    printed: Callable[[object], str]


def _of_house(html: bool, name: str, view: dict[str, Any], folder: Path) -> str:
    """A document by the templates of a house's folder, wherever the program stands now.

    Raises TemplateError when there is no such folder.
    """
    from roadmap.documents.sandbox import bounded

    if not folder.is_dir():
        raise TemplateError(message(_("%(folder)s: template folder not found"), folder=str(folder)))
    with bounded():
        return _house_environment(html, folder, folder.absolute()).get_template(name).render(view)


@cache
def _house_environment(html: bool, folder: Path, _absolute: Path) -> Environment:
    """For a house's templates, which are not trusted: sandboxed; what the folder lacks comes from the project."""
    from roadmap.documents.sandbox import Sandbox

    own = _Folder(templates_folder())
    loader = ChoiceLoader([PrefixLoader({OF_PROJECT: own}), _Folder(folder), own])
    options = _options(html) | {"auto_reload": True}  # somebody is working on them
    return _furnished(html, Sandbox(**options, loader=loader))


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
            place = f"{Path(self.searchpath[0], template)}:{line}"
            raise TemplateError(
                message(_("%(place)s: not valid UTF-8; save the file as UTF-8"), place=place)
            ) from error


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
    if html:
        environment.filters["digest"] = _digest
    else:
        environment.filters["address"] = _escapes(html).address
    return environment


def _digest(script: str) -> str:
    """What a page's policy knows a script by (Content Security Policy 3, 2.3.1): no other one runs then."""
    from base64 import b64encode
    from hashlib import sha256

    return "sha256-" + b64encode(sha256(script.encode("utf-8")).digest()).decode()


def _escapes(html: bool) -> ModuleType:
    """The module that makes any text harmless in a format; only the one that is used gets imported."""
    return import_module("roadmap.documents.html" if html else "roadmap.documents.markdown")


_FORM = 2
"""The number of the form of compiled templates: changes with what they call, so that no other version reads them."""


class _Compiled(BytecodeCache):
    """Compiled templates, kept where Python keeps the compiled form of this module and under the same rules.

    Whoever can write there can replace the program itself, so nothing is trusted that was not trusted before; where the
    folder cannot be written, nothing is kept.
    """

    def __init__(self) -> None:
        self.folder = Path(importlib.util.cache_from_source(__file__)).parent

    def file(self, bucket: Bucket) -> Path:
        return self.folder / f"template-{_FORM}-{bucket.key}.{sys.implementation.cache_tag}.cache"

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
