"""The list of the project's templates, and copies of them for the user."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from roadmap.diagnostics.suggest import closest_match
from roadmap.documents.environment import templates_folder
from roadmap.errors import NoTemplateError
from roadmap.i18n.message import Message, _, message
from roadmap.system.files import with_filename, write_atomic

__all__ = ["copy_templates", "list_templates", "select"]

ABOUT = {
    "README.md": _("what templates can use"),
    "docx/document.docx": _("the whole document; Word opens and changes it"),
    "html/approvals.html": _("the stamps of approval at the head"),
    "html/area.html": _("an area: facts, years, charts, tables"),
    "html/basis.html": _("the preamble and the legal basis"),
    "html/calendar.html": _("all measures over the plan’s period"),
    "html/chart.html": _("macros that draw charts"),
    "html/cites.html": _("macros: numbers of sources, the mark of a proposal"),
    "html/contents.html": _("the list of contents"),
    "html/document.html": _("the page: its blocks are the sections"),
    "html/head.html": _("the strip above the page, with links to other languages"),
    "html/index.css": _("how the page that leads to all documents looks"),
    "html/index.html": _("the page that leads to all documents"),
    "html/index.js": _("what sorts and searches that page"),
    "html/legend.html": _("what signs and marks mean"),
    "html/measures.html": _("the table of an area’s measures"),
    "html/notes.html": _("notes on the figures"),
    "html/sides.html": _("several languages side by side"),
    "html/signatures.html": _("places for signatures"),
    "html/sources.html": _("the numbered sources"),
    "html/status.html": _("what is overdue, who is responsible, and progress towards targets"),
    "html/style.css": _("how all of it looks, on screens and on paper"),
    "html/title.html": _("the title, the period, the stage, the cards"),
    "html/trade.html": _("trade: charts and tables"),
    "markdown/area.md": _("an area: facts, years, tables, measures"),
    "markdown/basis.md": _("the preamble and the legal basis"),
    "markdown/calendar.md": _("all measures over the plan’s period"),
    "markdown/document.md": _("the document: its blocks are the sections"),
    "markdown/index.md": _("the page that leads to all documents"),
    "markdown/parts.md": _("macros: numbers of sources, the mark of a proposal"),
    "markdown/status.md": _("what is overdue, who is responsible, and progress towards targets"),
    "markdown/trade.md": _("trade: tables"),
    "pdf/areas.typ": _("areas, with facts, tables and measures"),
    "pdf/calendar.typ": _("all measures over the plan’s period"),
    "pdf/charts.typ": _("how charts are drawn"),
    "pdf/document.typ": _("the paper: pages, type, the order of the sections"),
    "pdf/head.typ": _("stamps, title, cards, contents"),
    "pdf/tables.typ": _("how tables look"),
    "pdf/tail.typ": _("notes, sources, signatures"),
    "pdf/trade.typ": _("trade: charts and tables"),
    "pdf/words.typ": _("words, links, marks that the other files use"),
}
"""A description of each template."""

ENDINGS = (".css", ".docx", ".html", ".js", ".md", ".typ")


def list_templates() -> dict[str, str]:
    """Return the names of all templates, each with its description in English."""
    top = templates_folder()
    files = (file.relative_to(top) for file in top.rglob("*") if file.suffix in ENDINGS)
    names = sorted(file.as_posix() for file in files if "fonts" not in file.parts)
    return {name: ABOUT.get(name, "") for name in names}


def select(names: Sequence[str]) -> tuple[str, ...]:
    """Return the templates with these names or below folders with these names; without names, return all.

    Raises:
        NoTemplateError: A name matches no template.
    """
    known = tuple(list_templates())
    for name in names:
        if not any(_is_meant(one, name) for one in known):
            text = message(_("unknown template “%(name)s”. %(help)s"), name=name, help=_near(name, known))
            raise NoTemplateError(text)
    return tuple(one for one in known if not names or any(_is_meant(one, name) for name in names))


def _is_meant(one: str, name: str) -> bool:
    return one == name or one.startswith(name.rstrip("/") + "/")


def _near(name: str, known: Iterable[str]) -> Message:
    folders = {one.partition("/")[0] for one in known}
    return closest_match(name, (*known, *folders))


def copy_templates(folder: Path, names: Sequence[str] = ()) -> tuple[list[str], list[str]]:
    """Copy templates into a folder; keep files that exist.

    Args:
        folder: The folder to write into.
        names: Names of templates or of their folders; all if empty.

    Returns:
        The names of the written files, and the names of the kept ones.

    Raises:
        NoTemplateError: A name matches no template.
        OSError: A file cannot be written.
    """
    written, kept = [], []
    for name in select(names):
        file = folder / name
        if file.exists():
            kept.append(name)
            continue
        with with_filename(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(file, (templates_folder() / name).read_bytes())
        written.append(name)
    return written, kept
