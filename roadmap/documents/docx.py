"""Word documents, made from views with docxtpl.

The template is a document that Word can open; `python -m tools.docx_template` makes the project's own. Values stand
between braces. A link, a bookmark or another language cannot be written as plain text. Each is a mark on a piece of
text until the template is filled. So it does not matter how Word splits the texts of the template into runs.
"""

import datetime
import io
import re
import traceback
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import count
from pathlib import Path
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docxtpl import DocxTemplate
from jinja2 import Environment, StrictUndefined
from lxml import etree
from markupsafe import Markup, escape

from roadmap.documents.environment import templates_folder
from roadmap.documents.sandbox import Sandbox, bounded
from roadmap.documents.views.models import Cite, Document
from roadmap.errors import TemplateError
from roadmap.i18n.language import get_language
from roadmap.i18n.localized import ForeignText
from roadmap.i18n.message import _, message

__all__ = ["NAME", "docx", "packed_alike"]

NAME = "docx/document.docx"
"""The name of the template, below a folder of templates."""

WORDS = {
    "actual": _("actual"),
    "after": _("after"),
    "baseline": _("baseline"),
    "basis": _("Legal basis"),
    "by_year": _("By year"),
    "calendar": _("Calendar of measures"),
    "contents": _("Contents"),
    "day": _("date"),
    "date": _("Date"),
    "draft": _("Draft."),
    "draft_note": _(
        "Nothing here is agreed yet. Measures and facts marked ◊ have no published source: "
        "they are proposals for the parties to discuss."
    ),
    "due": _("Due"),
    "exports": _("Exports"),
    "figures": _("Published figures"),
    "financing": _("Financing"),
    "growth": _("Growth"),
    "growth_computed": _("Growth calculated from the figures"),
    "growth_stated": _("Growth as stated"),
    "imports": _("Imports"),
    "indicator": _("Indicator"),
    "leads_note": _(
        "The first body is the lead; bodies in small type take part. Numbers in square brackets refer to the sources."
    ),
    "measure": _("Measure"),
    "measures": _("Measures"),
    "note": _("Note"),
    "notes": _("Notes on the figures"),
    "notes_note": _(
        "Found by cross-checking the figures and claims in this document. Where sources differ, both figures are "
        "shown as published."
    ),
    "number": _("No."),
    "parties": _("Parties"),
    "period": _("Period"),
    "preamble": _("Preamble"),
    "progress": _("Progress"),
    "proposal": _("proposal"),
    "reporter": _("Reported by"),
    "reported": _("Figures as reported"),
    "responsible": _("Responsible: %(party)s"),
    "result": _("Expected result"),
    "signatures": _("Signatures"),
    "signature": _("signature, name"),
    "signs": _("Signs and marks"),
    "sources": _("Sources"),
    "stage": _("Stage"),
    "status": _("Status"),
    "target_value": _("target value"),
    "targets": _("Targets"),
    "turnover": _("Turnover"),
    "value": _("Value"),
    "way": _("Path to the target"),
    "what": _("What is counted"),
}
"""The words of the template by their names. Word replaces the quotes in a text between braces, so names are used."""


def docx(views: Sequence[Document], templates: Path | None = None) -> bytes:
    """Return a Word document; several languages follow each other, each from a new page.

    Args:
        views: The views of the document, one per language.
        templates: The user's folder; its `docx/document.docx` replaces the project's template.

    Raises:
        TemplateError: The folder or the template is missing or broken.
    """
    file = _template_file(templates)
    numbers = count(1000)
    with bounded():
        filled = [_filled(file, view) for view in views]
    first = filled[0]
    for view, template in zip(views, filled, strict=True):
        _finish(template.docx.element.body, view.language, first.docx.part, numbers)
    for part in first.docx.part.package.iter_parts():
        if part.partname.startswith(("/word/header", "/word/footer")):
            _finish(part.element, views[0].language, part, numbers)
    for template in filled[1:]:
        _append(first.docx.element.body, template.docx.element.body)
    _describe(first.docx, views[0])
    packed = io.BytesIO()
    first.docx.save(packed)
    return packed_alike(packed)


# The template


class _Template(DocxTemplate):  # type: ignore[misc]
    """A template that knows the paragraph on each line, and fits the widths of tables to their content."""

    lines: Sequence[str] = ()

    def render_xml_part(self, src_xml: str, part: Any, context: Any, jinja_env: Any = None) -> str:
        self.lines = re.sub(r"<w:p([ >])", r"\n<w:p\1", src_xml).split("\n")  # as docxtpl will split it
        return str(super().render_xml_part(src_xml, part, context, jinja_env))

    def fix_tables(self, xml: str) -> Any:
        """Return the filled body. Refuse invalid XML, where docxtpl would leave something out."""
        body = etree.fromstring(xml.encode(), etree.XMLParser(resolve_entities=False, huge_tree=True))
        for table in body.iter(_W + "tbl"):
            _fit(table)
        return body

    def text(self, line: int) -> str:
        """Return the text of the paragraph on a line, counted from 1."""
        inside = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        return " ".join(re.sub(r"<[^>]*>", "", inside).split())


def _template_file(templates: Path | None) -> Path:
    """Return the user's template if there is one, else the project's. Raise TemplateError if the folder is missing."""
    if templates is not None and not templates.is_dir():
        raise TemplateError(message(_("%(folder)s: template folder not found"), folder=str(templates)))
    if templates is not None and (templates / NAME).is_file():
        return templates / NAME
    return templates_folder() / NAME


def _filled(file: Path, view: Document) -> _Template:
    """Return the template filled with a view. Raise TemplateError with the paragraph that is wrong."""
    template = _opened(file)
    said = get_language(view.language)
    known = {name: said.gettext(text) for name, text in WORDS.items()}
    try:
        template.render({"document": view, "word": known}, _environment(file), autoescape=True)
    except etree.XMLSyntaxError as error:
        raise _slip(file, "", error) from error
    except Exception as error:  # an expression can raise anything
        line = _line(error)
        if line is None:
            raise
        raise _slip(file, template.text(line), error) from error
    return template


def _opened(file: Path) -> _Template:
    """Return a template to fill once, read completely, so that later changes do not matter. Raise TemplateError."""
    template = _Template(io.BytesIO(file.read_bytes()))
    try:
        template.init_docx()
        properties = template.docx.core_properties
        properties.title = properties.author = properties.comments = properties.subject = ""  # else docxtpl fills them
        properties.language = properties.identifier = ""
    except (KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        text = message(_("%(file)s is not a Word document; open it in Word and save it as .docx"), file=str(file))
        raise TemplateError(text) from error
    return template


def _line(error: Exception) -> int | None:
    """Return the line of the template that raised an error; None for an error of the program itself."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = (frame.lineno for frame in reversed(frames) if frame.filename in ("<template>", "<unknown>"))
    return getattr(error, "lineno", None) or next(inside, None)


def _slip(file: Path, paragraph: str, error: Exception) -> TemplateError:
    """Return the error of a template: the message of Jinja or the XML parser, and the paragraph if it is known."""
    said = getattr(error, "text", None) or str(error)
    if not paragraph:
        return TemplateError(message(_("%(place)s: template error: %(said)s"), place=str(file), said=said))
    return TemplateError(message(_("%(place)s, at “%(text)s”: %(said)s"), place=str(file), text=paragraph, said=said))


def _environment(file: Path) -> Environment:
    """Return the environment: plain for the project's template, sandboxed for the user's, which is not trusted."""
    kind = Environment if file == templates_folder() / NAME else Sandbox
    environment = kind(autoescape=True, undefined=StrictUndefined, finalize=_finalize)
    environment.filters |= {"anchor": _anchor, "cited": _cited, "link": _link, "page": _page, "web": _web}
    return environment


# Texts: plain, or with marks that become runs, links and bookmarks at the end

_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\n\x0b\x0c\r\x85\u2028\u2029]")


def _finalize(value: object) -> object:
    """Return a printed value as Jinja2 inserts it; Jinja2 calls this for each."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    return (
        _marked(f"{value} [{value.language}]", lang=value.language) if isinstance(value, ForeignText) else _plain(value)
    )


def _plain(text: str) -> Markup:
    """Return a text as XML; escape braces, which docxtpl would read as its own."""
    seen = _BREAKS.sub("\n", _UNSEEN.sub("\ufffd", text)).replace("\t", " ")
    return Markup(str(escape(seen)).replace("{", "&#123;").replace("}", "&#125;"))


def _marked(text: str, **marks: str) -> Markup:
    """Return a marked piece of text inside a run; `_finish` makes it a run of its own."""
    said = Markup("").join(Markup(' {}="{}"').format(name, value) for name, value in marks.items())
    lines = Markup('</w:t><w:br/><w:t xml:space="preserve"{}>').format(said).join(_plain(text).split("\n"))
    return Markup('</w:t><w:t xml:space="preserve"{}>{}</w:t><w:t xml:space="preserve">').format(said, lines)


def _bookmark(anchor: str) -> str:
    """Return an anchor in the characters that Word allows: letters, digits and underscores."""
    return re.sub(r"\W", "_", anchor)


def _anchor(anchor: str) -> Markup:
    """Return the place that links lead to: `{{ area.anchor | anchor }}`."""
    return _marked("", at=_bookmark(anchor))


def _page(anchor: str) -> Markup:
    """Return the number of the page that has an anchor: `{{ area.anchor | page }}`."""
    return _marked("…", page=_bookmark(anchor))


def _link(text: str, anchor: str) -> Markup:
    """Return a text that links to an anchor: `{{ row.number | link(row.anchor) }}`."""
    tongue = {"lang": text.language} if isinstance(text, ForeignText) else {}
    return _marked(text, to=_bookmark(anchor), **tongue)


def _web(url: str) -> Markup:
    """Return an address as a link to the web: `{{ source.url | web }}`."""
    return _marked(url, web=url)


def _cited(cites: Iterable[Cite]) -> Markup:
    """Return raised numbers of sources, linked to the sources and back: `{{ measure.cites | cited }}`."""
    return Markup("").join(
        _marked(f"[{cite.number}]", to=_bookmark(cite.source), at=_bookmark(cite.anchor), style="Cite")
        for cite in cites
    )


# The XML of a filled template

_NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{_NS}}}"
_REL = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MARKS = ("lang", "at", "to", "web", "page", "style")


def _new(tag: str, **attributes: str) -> Any:
    return etree.Element(_W + tag, {_W + name: value for name, value in attributes.items()}, nsmap={"w": _NS})


def _finish(root: Any, language: str, part: Any, numbers: Iterator[int]) -> None:
    """Set the language of each run, and replace marks by links, bookmarks and page numbers.

    Args:
        root: The element whose runs are changed.
        language: The language of unmarked runs.
        part: The part of the package that owns the links to the web.
        numbers: Numbers for bookmarks, each used once per document.
    """
    for run in list(root.iter(_W + "r")):
        parts = [piece for text in _parts(run) for piece in _piece(*text, language, part, numbers)]
        parent = run.getparent()
        place = parent.index(run)
        parent[place : place + 1] = parts


def _parts(run: Any) -> Iterator[tuple[Any, Mapping[str, str]]]:
    """Yield a run split where marked texts begin and end, each part with its marks; leave out empty parts."""
    look = run.find(_W + "rPr")
    part, marks = None, None
    for child in list(run):
        if child is look or (child.tag == _W + "t" and not child.text and not child.get("at")):
            continue
        own = {name: child.attrib.pop(name) for name in _MARKS if name in child.attrib}
        if child.tag == _W + "br" and part is not None:
            own = marks or {}  # a line break inside a marked text
        if part is None or own != marks:
            if part is not None:
                yield part, marks or {}
            part, marks = _new("r"), own
            if look is not None:
                part.append(deepcopy(look))
        part.append(child)
    if part is not None:
        yield part, marks or {}


def _piece(run: Any, marks: Mapping[str, str], language: str, part: Any, numbers: Iterator[int]) -> Iterator[Any]:
    """Yield the elements that replace a run with marks."""
    _dress(run, marks.get("lang", language), marks.get("style"))
    if "at" in marks:
        number = str(next(numbers))
        yield _new("bookmarkStart", id=number, name=marks["at"])
    if "to" in marks:
        yield _around(run, "hyperlink", anchor=marks["to"], history="1")
    elif "web" in marks:
        link = _around(run, "hyperlink", history="1")
        link.set(_REL, part.relate_to(marks["web"], RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
        yield link
    elif "page" in marks:
        yield _around(run, "fldSimple", instr=f" PAGEREF {marks['page']} \\h ", dirty="true")
    elif "at" not in marks:
        yield run
    if "at" in marks:
        yield _new("bookmarkEnd", id=number)


def _around(run: Any, tag: str, **attributes: str) -> Any:
    made = _new(tag, **attributes)
    made.append(run)
    return made


def _dress(run: Any, language: str, style: str | None = None) -> None:
    """Set the style and language of a run; the language replaces the keyboard language of the template's author."""
    look = run.find(_W + "rPr")
    if look is None:
        look = _new("rPr")
        run.insert(0, look)
    for old in look.findall(_W + "lang"):
        look.remove(old)
    look.append(_new("lang", val=language))
    if style is not None:
        for old in look.findall(_W + "rStyle"):
            look.remove(old)
        look.insert(0, _new("rStyle", val=style))


def _fit(table: Any) -> None:
    """Share the width of a table among its columns, in the proportions of the template's cells."""
    rows = table.findall(_W + "tr")
    if not rows:
        table.getparent().remove(table)
        return
    cells = max((row.findall(_W + "tc") for row in rows), key=len)
    wanted = [_width(cell.find(f"{_W}tcPr/{_W}tcW")) or 1000 for cell in cells]
    whole = _width(table.find(f"{_W}tblPr/{_W}tblW")) or sum(wanted)
    widths = [round(width * whole / sum(wanted)) for width in wanted]
    table.find(_W + "tblGrid")[:] = [_new("gridCol", w=str(width)) for width in widths]
    for row in rows:
        left = iter(widths)
        for cell in row.iterfind(_W + "tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = sum(next(left, 0) for _column in range(int(span.get(_W + "val")) if span is not None else 1))
            size = cell.find(f"{_W}tcPr/{_W}tcW")
            if _width(size):
                size.set(_W + "w", str(width))
            if cell[-1].tag != _W + "p":
                cell.append(_new("p"))  # Word calls a file damaged if a cell does not end with a paragraph


def _width(size: Any) -> int:
    """Return a width in twentieths of a point; 0 if Word decides."""
    return int(size.get(_W + "w")) if size is not None and size.get(_W + "type") == "dxa" else 0


def _append(body: Any, other: Any) -> None:
    """Append one body to another, from a new page and with its own sections."""
    section = body[-1]
    paragraph, properties = _new("p"), _new("pPr")
    paragraph.append(properties)
    body.append(paragraph)
    properties.append(section)
    body.extend(list(other))


# The file


def _describe(document: Any, view: Document) -> None:
    """Set the properties of the file: the plan's date as the date of the file, and no trace of the machine."""
    properties = document.core_properties
    properties.title, properties.language = str(view.title), view.language
    properties.author = properties.last_modified_by = ", ".join(view.full_parties)
    properties.revision = 1
    day = datetime.date.fromisoformat(view.iso_date) if view.iso_date else _NO_DAY
    properties.created = properties.modified = datetime.datetime.combine(day, datetime.time())
    for default in document.styles.element.iter(_W + "rPrDefault"):
        _dress(default, view.language)


_NO_DAY = datetime.date(1980, 1, 1)
"""The first day that a zip file can hold."""


def packed_alike(packed: io.BytesIO) -> bytes:
    """Return the same files as a package, sorted and with one date; “[” sorts first, so the list of types leads."""
    made = io.BytesIO()
    with zipfile.ZipFile(packed) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name)  # dated 1 January 1980
            entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(entry, old.read(name))
    return made.getvalue()
