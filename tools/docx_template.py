"""`python -m tools.docx_template`: make the project's template for Word, `templates/docx/document.docx`.

This is a tool for developers of the project and is not installed. A user opens the template in Word, changes it, and
keeps it in a folder. Margins and type follow the instruction of the Ministry of Justice of Belarus of 19.01.2009 No 4.
"""

import datetime
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from roadmap.documents.docx import NAME, packed_alike

__all__ = ["main", "template"]

FILE = Path(__file__).parents[1] / "templates" / NAME

FONT = "Times New Roman"

LEFT, CENTRE, RIGHT, BOTH = ALIGN.LEFT, ALIGN.CENTER, ALIGN.RIGHT, ALIGN.JUSTIFY

# name, size, bold, alignment, space before, space after, first line in mm, left in mm, keep with the next
STYLES: tuple[tuple[str, float, bool, Any, float, float, float, float, bool], ...] = (
    ("Normal", 14, False, LEFT, 0, 6, 0, 0, False),
    ("Body Text", 14, False, BOTH, 0, 6, 12.5, 0, False),
    ("Title", 16, True, CENTRE, 12, 12, 0, 0, False),
    ("Subtitle", 14, False, CENTRE, 24, 0, 0, 0, True),
    ("Heading 1", 14, True, LEFT, 18, 8, 0, 0, True),
    ("Contents Heading", 14, True, LEFT, 18, 6, 0, 0, True),
    ("Contents", 12, False, LEFT, 0, 3, 0, 0, False),
    ("Caption", 12, True, LEFT, 12, 4, 0, 0, True),
    ("Remark", 12, False, LEFT, 0, 6, 0, 0, True),
    ("Enumeration", 14, False, LEFT, 0, 4, -7.5, 7.5, False),
    ("Reference", 11, False, LEFT, 0, 4, -9, 9, False),
    ("Table Head", 10, True, LEFT, 1, 1, 0, 0, True),
    ("Table Head Number", 10, True, RIGHT, 1, 1, 0, 0, True),
    ("Table Text", 10, False, LEFT, 1, 1, 0, 0, False),
    ("Table Number", 10, False, RIGHT, 1, 1, 0, 0, False),
    ("Table Group", 10, True, LEFT, 2, 2, 0, 0, True),
    ("Table Small", 9, False, LEFT, 0, 1, 0, 0, False),
    ("Stamp", 13, True, LEFT, 0, 4, 0, 0, True),
    ("Stamp Text", 13, False, LEFT, 0, 4, 0, 0, False),
    ("Signature Text", 13, False, LEFT, 24, 0, 0, 0, True),
    ("Signature Hint", 9, False, CENTRE, 0, 0, 0, 0, False),
    ("Section End", 1, False, LEFT, 0, 0, 0, 0, False),
    ("Header", 12, False, CENTRE, 0, 0, 0, 0, False),
    ("Footer", 10, False, RIGHT, 0, 0, 0, 0, False),
)

PORTRAIT, LANDSCAPE = 9638, 14570
"""The width of the text in twentieths of a point: 170 mm and 257 mm."""

CONTENTS = (
    ("document.legal_basis or document.preamble", "basis", "word.basis if document.legal_basis else word.preamble"),
    ("document.trade", "trade", "document.trade.title"),
    ("document.calendar", "calendar", "word.calendar"),
    ("document.areas", "", "area.title"),
    ("document.notes", "notes", "word.notes"),
    ("document.sources", "sources", "word.sources"),
    ("true", "signatures", "word.signatures"),
)
"""The condition of each section, its anchor, and its title."""

LAST = "{{ 'nextPage' if document.areas else 'continuous' }}"
"""The start of the last section: on a new page only after a landscape section."""


def template() -> bytes:
    """Return the template; its bytes are the same every time."""
    document = Document()
    for paragraph in list(document.element.body.iterchildren(qn("w:p"))):
        document.element.body.remove(paragraph)
    _styles(document)
    _sheet(document.sections[0])
    _paging(document)
    for part in (_front, _basis, _trade, _calendar, _areas, _end):
        part(document)
    last = parse_xml(f'<w:type {nsdecls("w")} w:val="{LAST}"/>')
    document.element.body.sectPr.insert(0, last)
    modern = parse_xml(
        f'<w:compat {nsdecls("w")}><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    )
    settings = document.settings.element
    for old in settings.findall(qn("w:compat")):
        settings.replace(old, modern)
    properties = document.core_properties
    properties.title = properties.comments = properties.subject = properties.keywords = ""
    properties.author = properties.last_modified_by = ""
    properties.created = properties.modified = datetime.datetime(1980, 1, 1)
    made = io.BytesIO()
    document.save(made)
    return packed_alike(made)


# Styles and pages


def _styles(document: Any) -> None:
    styles = document.styles
    wanted = {name for name, *_rest in STYLES}
    for style in list(styles):
        if style.name not in wanted and style.name not in ("Normal Table", "Default Paragraph Font", "Table Grid"):
            style.delete()
    for name, *look in STYLES:
        known = any(style.name == name for style in styles)
        style = styles[name] if known else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = None if name == "Normal" else styles["Normal"]
        _style(style, *look)
    styles.add_style("Cite", WD_STYLE_TYPE.CHARACTER).font.superscript = True
    back = styles.add_style("Back", WD_STYLE_TYPE.CHARACTER).font
    back.size, back.color.rgb = Pt(8), RGBColor(0x59, 0x59, 0x59)


def _style(
    style: Any, size: float, bold: bool, align: Any, before: float, after: float, first: float, left: float, kept: bool
) -> None:
    """Set the look of a style, and reset everything else."""
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False
    for old in (style.element.rPr, style.element.pPr):
        if old is not None:
            style.element.remove(old)
    font = style.font
    font.name, font.size, font.bold, font.color.rgb = FONT, Pt(size), bold, RGBColor(0, 0, 0)
    for script in ("w:eastAsia", "w:cs"):
        style.element.rPr.rFonts.set(qn(script), FONT)
    form = style.paragraph_format
    form.alignment, form.space_before, form.space_after = align, Pt(before), Pt(after)
    form.first_line_indent, form.left_indent = Mm(first), Mm(left)
    form.line_spacing, form.keep_with_next, form.widow_control = 1.0, kept, True
    if style.name == "Section End":
        form.line_spacing = Pt(1)
    if style.name == "Heading 1":
        style.element.get_or_add_pPr().append(parse_xml(f'<w:outlineLvl {nsdecls("w")} w:val="0"/>'))
    if style.name == "Contents":
        form.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    if style.name == "Reference":
        form.tab_stops.add_tab_stop(Mm(9))


def _sheet(section: Any) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(10)
    section.top_margin = section.bottom_margin = Mm(20)
    section.header_distance = section.footer_distance = Mm(10)


SHEETS = {
    "portrait": ('w:w="11906" w:h="16838"', 'w:top="1134" w:right="567" w:bottom="1134" w:left="1701"'),
    "landscape": (
        'w:w="16838" w:h="11906" w:orient="landscape"',
        'w:top="1701" w:right="1134" w:bottom="567" w:left="1134"',
    ),
}


def _paging(document: Any) -> None:
    """Add page numbers at the top, except on the first page, and the stage of a draft at the foot."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    header = section.header.paragraphs[0]
    header.style = "Header"
    header._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'))
    for footer in (section.footer, section.first_page_footer):
        footer.paragraphs[0].text = "{% if document.draft %}{{ document.stage_word }}{% endif %}"
        footer.paragraphs[0].style = "Footer"


def _section_end(document: Any, sheet: str, first: bool = False) -> None:
    """End a section here; later sections keep its header and footer."""
    size, margins = SHEETS[sheet]
    paragraph = document.add_paragraph(style="Section End")
    section = parse_xml(
        f'<w:sectPr {nsdecls("w")}><w:type w:val="nextPage"/><w:pgSz {size}/>'
        f'<w:pgMar {margins} w:header="567" w:footer="283" w:gutter="0"/></w:sectPr>'
    )
    if first:  # python-docx put these at the end of the document
        last = document.element.body.sectPr
        for moved in [*last.findall(qn("w:headerReference")), *last.findall(qn("w:footerReference"))][::-1]:
            section.insert(0, moved)
        section.append(last.find(qn("w:titlePg")))
    paragraph._p.get_or_add_pPr().append(section)


# Paragraphs and tables


def _p(place: Any, text: str, style: str) -> Any:
    return place.add_paragraph(text, style=style)


def _tag(place: Any, tag: str) -> None:
    """Add a line with a tag, which leaves no paragraph behind."""
    _p(place, f"{{%p {tag} %}}", "Table Small" if hasattr(place, "_tc") else "Normal")


def _when(place: Any, condition: str, text: str, style: str) -> None:
    _tag(place, f"if {condition}")
    _p(place, text, style)
    _tag(place, "endif")


Cell = Sequence[tuple[str, str]]
"""The paragraphs of a cell: text and style. A style "?CONDITION" stands before a paragraph that has a condition."""


def _fill(cell: Any, paragraphs: Cell) -> None:
    empty = cell.paragraphs[0]._p
    for text, style in paragraphs:
        _p(cell, text, style) if not text.startswith("{%p") else _tag(cell, text[4:-3])
    empty.getparent().remove(empty)


class _Table:
    """A table: columns with relative widths, and loops over columns between tags."""

    def __init__(self, document: Any, whole: int, columns: Sequence[tuple[float, str]], title: str, grid: bool) -> None:
        """Add a table to a document.

        Args:
            document: The document.
            whole: The width of the table in twentieths of a point.
            columns: The relative width of each column, and its loop or condition (`for party in …`).
            title: The caption for screen readers.
            grid: Whether the table has lines.
        """
        self.loops = [loop for _part, loop in columns]
        count = sum(3 if loop else 1 for loop in self.loops)
        self.table = document.add_table(0, count)
        self.table.style = "Table Grid" if grid else "Normal Table"
        self.table.autofit = False
        properties = self.table._tbl.tblPr
        for old in properties.findall(qn("w:tblW")):
            properties.remove(old)
        properties.insert(1, parse_xml(f'<w:tblW {nsdecls("w")} w:w="{whole}" w:type="dxa"/>'))
        look = "single" if grid else "none"
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        lines = "".join(f'<w:{side} w:val="{look}" w:sz="4" w:space="0" w:color="7F7F7F"/>' for side in sides)
        properties.insert(2, parse_xml(f"<w:tblBorders {nsdecls('w')}>{lines}</w:tblBorders>"))
        pads = "".join(f'<w:{side} w:w="85" w:type="dxa"/>' for side in ("left", "right"))
        properties.insert(4, parse_xml(f"<w:tblCellMar {nsdecls('w')}>{pads}</w:tblCellMar>"))
        if title:
            properties.append(parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="{title}"/>'))
        total = sum(part for part, _loop in columns)
        self.widths = [round(part * whole / total) for part, _loop in columns]

    def row(self, *cells: Cell, head: bool = False) -> None:
        """Add a row of cells, one per column."""
        row = self.table.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        if head:
            properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        places = iter(row.cells)
        for cell, width, loop in zip(cells, self.widths, self.loops, strict=True):
            if loop:
                _fill(self.place(next(places), width), [(f"{{%tc {loop} %}}", "Table Small")])
            place = self.place(next(places), width)
            _fill(place, cell)
            if head:
                place._tc.get_or_add_tcPr().append(
                    parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="EDEDED"/>')
                )
            if loop:
                _fill(self.place(next(places), width), [(f"{{%tc end{loop.split()[0]} %}}", "Table Small")])

    def place(self, cell: Any, width: int) -> Any:
        cell._tc.width = width * 635  # a twentieth of a point has 635 of python-docx's units
        return cell

    def tag(self, tag: str) -> None:
        """Add a row with a tag, which leaves no row behind."""
        row = self.table.add_row()
        merged = row.cells[0].merge(row.cells[-1])
        _fill(merged, [(f"{{%tr {tag} %}}", "Table Small")])

    def group(self, text: str) -> None:
        """Add a row with one text across the table."""
        row = self.table.add_row()
        row._tr.get_or_add_trPr().append(parse_xml(f"<w:cantSplit {nsdecls('w')}/>"))
        _fill(row.cells[0].merge(row.cells[-1]), [(text, "Table Group")])


def _head(*texts: str, number: Sequence[int] = ()) -> list[Cell]:
    return [[(text, "Table Head Number" if place in number else "Table Head")] for place, text in enumerate(texts)]


def _row(*texts: str, number: Sequence[int] = ()) -> list[Cell]:
    return [[(text, "Table Number" if place in number else "Table Text")] for place, text in enumerate(texts)]


def _heading(document: Any, anchor: str, text: str) -> None:
    _p(document, f"{{{{ (document.mark ~ '{anchor}') | anchor }}}}{text}", "Heading 1")


# The document from start to end


def _front(document: Any) -> None:
    _tag(document, "if document.approvals")
    stamps = _Table(document, PORTRAIT, [(45, ""), (10, ""), (45, "")], "", grid=False)
    stamps.row(_stamps("agree"), [("", "Stamp Text")], _stamps("approve"))
    _tag(document, "endif")
    _p(document, "{{ document.full_parties | join(' · ') }}", "Subtitle")
    _p(document, "{{ document.title }}", "Title")
    facts = _Table(document, PORTRAIT, [(35, ""), (65, "")], "{{ word.parties }}", grid=True)
    for condition, label, value in (
        ("", "period", "document.period"),
        ("", "stage", "document.stage_word"),
        ("document.date", "date", "document.date"),
    ):
        if condition:
            facts.tag(f"if {condition}")
        facts.row(*_row(f"{{{{ word.{label} }}}}", f"{{{{ {value} }}}}"))
        if condition:
            facts.tag("endif")
    facts.tag("for card in document.cards")
    unit, note = "{% if card.unit %} {{ card.unit }}{% endif %}", "{% if card.note %} ({{ card.note }}){% endif %}"
    facts.row(*_row("{{ card.label }}", "{{ card.value }}" + unit + note))
    facts.tag("endfor")
    _tag(document, "if document.draft")
    note = document.add_paragraph(style="Remark")
    note.paragraph_format.space_before = Pt(10)
    note.add_run("{{ word.draft }}").bold = True
    note.add_run(" {{ word.draft_note }}")
    _tag(document, "endif")
    _contents(document)


def _stamps(which: str) -> Cell:
    """Return the stamps of agreement, at the left, or of approval, at the right."""
    return [
        (f"{{%p for approval in document.approvals if '{which}' in approval.key %}}", ""),
        ("{{ approval.stamp }}", "Stamp"),
        ("{{ approval.by }}", "Stamp Text"),
        ("{%p if approval.signed %}", ""),
        ("______________ {{ approval.name }}", "Stamp Text"),
        ("{%p endif %}", ""),
        ("{%p if approval.date %}", ""),
        ("{{ approval.date }}", "Stamp Text"),
        ("{%p endif %}", ""),
        ("", "Stamp Text"),
        ("{%p endfor %}", ""),
        ("", "Table Small"),
    ]


def _contents(document: Any) -> None:
    _p(document, "{{ word.contents }}", "Contents Heading")
    for condition, anchor, text in CONTENTS:
        _tag(document, f"if {condition}")
        if not anchor:
            _tag(document, "for area in document.areas")
        place = f"(document.mark ~ '{anchor}')" if anchor else "area.anchor"
        number = "" if anchor else "{{ area.number }}. "
        _p(document, f"{number}{{{{ ({text}) | link({place}) }}}}\t{{{{ {place} | page }}}}", "Contents")
        if not anchor:
            _tag(document, "endfor")
        _tag(document, "endif")


def _basis(document: Any) -> None:
    _tag(document, "if document.legal_basis or document.preamble")
    _heading(document, "basis", "{{ word.basis if document.legal_basis else word.preamble }}")
    _when(document, "document.preamble", "{{ document.preamble }}", "Body Text")
    _tag(document, "for act in document.legal_basis")
    _p(
        document,
        "–\t{{ act.title }}{% if act.date %}, {{ act.date }}{% endif %}{{ act.cites | cited }}",
        "Enumeration",
    )
    _tag(document, "endfor")
    _tag(document, "endif")


def _trade(document: Any) -> None:
    _tag(document, "if document.trade")
    _tag(document, "set trade = document.trade")
    _heading(document, "trade", "{{ trade.title }}")
    _when(document, "trade.summary", "{{ trade.summary }}", "Body Text")
    _figures(document)
    _stated(document, "growth", "growth_stated", "growth", "")
    _stated(document, "computed", "growth_computed", "growth", "")
    _stated(document, "targets", "targets", "turnover", ", {{ trade.unit }}")
    _tag(document, "if trade.way_table")
    _p(document, "{{ word.way }}", "Caption")
    way = _Table(document, PORTRAIT, [(75, ""), (25, "")], "{{ word.way }}", grid=True)
    way.row(*_head("{{ trade.way_table.heads[0] }}", "{{ trade.way_table.heads[1] }}", number=[1]), head=True)
    way.tag("for row in trade.way_table.rows")
    way.row(*_row("{{ row[0] }}", "{{ row[1] }}", number=[1]))
    way.tag("endfor")
    _tag(document, "endif")
    _when(document, "trade.pace", "{{ trade.pace }}", "Body Text")
    _tag(document, "endif")


def _figures(document: Any) -> None:
    """Add the figures of trade, with exports and imports if there are any."""
    _tag(document, "if trade.rows")
    _p(document, "{{ word.reported }}, {{ trade.unit }}", "Caption")
    flows = "if trade.with_flows"
    columns = [(20, ""), (17, ""), (13, flows), (13, flows), (20, ""), (30, "")]
    table = _Table(document, PORTRAIT, columns, "{{ word.reported }}", grid=True)
    names = ("period", "turnover", "exports", "imports", "reporter", "note")
    table.row(*_head(*(f"{{{{ word.{name} }}}}" for name in names), number=(1, 2, 3)), head=True)
    table.tag("for row in trade.rows")
    texts = [f"{{{{ row.{name} }}}}" for name in names]
    texts[1] += "{{ row.cites | cited }}"
    table.row(*_row(*texts, number=(1, 2, 3)))
    table.tag("endfor")
    _tag(document, "endif")


def _stated(document: Any, rows: str, caption: str, number: str, unit: str) -> None:
    """Add the stated growth, or the targets."""
    _tag(document, f"if trade.{rows}")
    _p(document, f"{{{{ word.{caption} }}}}{unit}", "Caption")
    table = _Table(document, PORTRAIT, [(30, ""), (25, ""), (45, "")], f"{{{{ word.{caption} }}}}", grid=True)
    table.row(*_head("{{ word.period }}", f"{{{{ word.{number} }}}}", "{{ word.note }}", number=[1]), head=True)
    table.tag(f"for row in trade.{rows}")
    table.row(*_row("{{ row.period }}", "{{ row.turnover }}{{ row.cites | cited }}", "{{ row.note }}", number=[1]))
    table.tag("endfor")
    _tag(document, "endif")


def _calendar(document: Any) -> None:
    _tag(document, "if document.calendar")
    _heading(document, "calendar", "{{ word.calendar }}")
    signs = "{% for key, sign, name in document.signs %}{{ sign }}\u00a0{{ name }}{% if not loop.last %}, {% endif %}{% endfor %}"
    signs += "{% if document.draft %}, ◊\u00a0{{ word.proposal }}{% endif %}"
    _p(document, f"{{{{ word.signs }}}}: {signs}.", "Remark")
    table = _Table(document, PORTRAIT, [(8, ""), (51, ""), (21, ""), (20, "")], "{{ word.calendar }}", grid=True)
    names = ("number", "measure", "due", "status")
    table.row(*_head(*(f"{{{{ word.{name} }}}}" for name in names)), head=True)
    table.tag("for group in document.calendar.groups")
    table.group("{{ group.title }}")
    table.tag("for row in group.rows")
    number, status = "{{ row.number | link(row.anchor) }}", "{{ row.sign }}\u00a0{{ row.status_word }}"
    table.row(*_row(number, "{{ row.title }}", "{{ row.due }}", status))
    table.tag("endfor")
    table.tag("endfor")
    _tag(document, "endif")
    _section_end(document, "portrait", first=True)


def _areas(document: Any) -> None:
    """Add the areas on landscape pages, since their measures need the width."""
    _tag(document, "if document.areas")
    _tag(document, "for area in document.areas")
    _p(document, "{{ area.anchor | anchor }}{{ area.number }}. {{ area.title }}", "Heading 1")
    _when(document, "area.summary", "{{ area.summary }}", "Body Text")
    _facts(document)
    _series(document)
    _tables(document)
    _published(document)
    _measures(document)
    _tag(document, "endfor")
    _section_end(document, "landscape")
    _tag(document, "endif")


def _proposal(of: str) -> str:
    return f"{{% if {of}.proposal %}}\u00a0◊{{% endif %}}"


def _facts(document: Any) -> None:
    _tag(document, "if area.facts")
    table = _Table(document, LANDSCAPE, [(30, ""), (70, "")], "{{ area.title ~ '' }}", grid=True)
    table.tag("for fact in area.facts")
    table.row([("{{ fact.label }}", "Table Head")], [
        ("{{ fact.values | join('; ') }}{{ fact.cites | cited }}" + _proposal("fact"), "Table Text"),
    ])  # fmt: skip
    table.tag("endfor")
    _tag(document, "endif")


def _series(document: Any) -> None:
    _tag(document, "if area.series")
    _p(document, "{{ word.by_year }}", "Caption")
    years = [(40.0, ""), (10.0, "for year in area.years")]
    table = _Table(document, LANDSCAPE, years, "{{ word.by_year }}", grid=True)
    table.row(*_head("{{ word.indicator }}", "{{ year }}", number=[1]), head=True)
    table.loops[1] = "for number in series.numbers"
    table.tag("for series in area.series")
    said = "{{ series.label }}{{ series.cites | cited }}" + _proposal("series")
    table.row(*_row(said, "{{ number }}", number=[1]))
    table.tag("endfor")
    _tag(document, "endif")


def _tables(document: Any) -> None:
    _tag(document, "for table in area.tables")
    _p(document, "{{ table.caption }}{{ table.cites | cited }}" + _proposal("table"), "Caption")
    columns = [(10.0, "for head in table.heads")]
    table = _Table(document, LANDSCAPE, columns, "{{ table.caption ~ '' }}", grid=True)
    table.row(_by_kind("head", "Table Head"), head=True)
    table.loops[0] = "for cell in row"
    table.tag("for row in table.rows")
    table.row(_by_kind("cell", "Table Text"))
    table.tag("endfor")
    _tag(document, "endfor")


def _by_kind(value: str, style: str) -> Cell:
    """Return the paragraphs of a cell; align a text right in columns of numbers."""
    right = {"Table Head": "Table Head Number", "Table Text": "Table Number"}[style]
    return [
        ("{%p if table.numbers[loop.index0] %}", ""),
        (f"{{{{ {value} }}}}", right),
        ("{%p else %}", ""),
        (f"{{{{ {value} }}}}", style),
        ("{%p endif %}", ""),
    ]


def _published(document: Any) -> None:
    _tag(document, "if area.figures")
    _p(document, "{{ word.figures }}", "Caption")
    for name in ("period", "note"):
        _tag(document, f"set {name}s = area.figures | map(attribute='{name}') | select | list")
    columns = [(35, ""), (20, ""), (15, "if periods"), (30, "if notes")]
    table = _Table(document, LANDSCAPE, columns, "{{ word.figures }}", grid=True)
    table.row(*_head("{{ word.what }}", "{{ word.value }}", "{{ word.period }}", "{{ word.note }}"), head=True)
    table.tag("for figure in area.figures")
    value = "{{ figure.value }}{{ figure.cites | cited }}"
    table.row(*_row("{{ figure.name }}", value, "{{ figure.period }}", "{{ figure.note }}"))
    table.tag("endfor")
    _tag(document, "endif")


def _measures(document: Any) -> None:
    _tag(document, "if area.measures")
    _p(document, "{{ word.measures }}: {{ area.title }}", "Caption")
    columns = [
        (6, ""), (25, ""), (18, ""), (22.5, "for party in document.parties"), (25, ""), (22, ""), (17, ""),
    ]  # fmt: skip
    table = _Table(document, LANDSCAPE, columns, "{{ word.measures }}", grid=True)
    party = "{{ word.responsible % dict(party=party) }}"
    names = [f"{{{{ word.{name} }}}}" for name in ("number", "measure", "due", "result", "indicator", "status")]
    table.row(*_head(*names[:3], party, *names[3:]), head=True)
    table.loops[3] = "for side in measure.responsible"
    table.tag("for measure in area.measures")
    table.row(*MEASURE)
    table.tag("endfor")
    _tag(document, "endif")


def _maybe(condition: str, text: str) -> list[tuple[str, str]]:
    return [(f"{{%p if {condition} %}}", ""), (text, "Table Small"), ("{%p endif %}", "")]


REPORT = (
    "{% if loop.first %}{{ word.progress }}. {% endif %}{{ report.date }}: {{ report.status_word }}"
    "{% if report.status_word and report.actual %}; {% endif %}{{ report.actual }}"
    "{% if report.text %}{% if report.status_word or report.actual %}; {% endif %}{{ report.text }}{% endif %}"
    "{{ report.cites | cited }}"
)

MEASURE: tuple[Cell, ...] = (
    [("{{ measure.anchor | anchor }}{{ measure.number }}", "Table Text")],
    [
        ("{{ measure.title }}{{ measure.cites | cited }}" + _proposal("measure"), "Table Text"),
        *_maybe("measure.after", "{{ word.after }} {{ measure.after | join(', ') }}"),
        *_maybe("measure.note", "{{ measure.note }}"),
    ],
    [("{{ measure.due }}", "Table Text")],
    [
        ("{% for lead in side.leads %}{{ lead }}{% if not loop.last %}; {% endif %}{% endfor %}", "Table Text"),
        *_maybe(
            "side.partners",
            "{% for partner in side.partners %}{{ partner }}{% if not loop.last %}; {% endif %}{% endfor %}",
        ),
    ],
    [
        ("{{ measure.result }}", "Table Text"),
        *_maybe(
            "measure.financing",
            "{{ word.financing }}: {% for one in measure.financing %}{{ one }}{% if not loop.last %}; {% endif %}{% endfor %}",
        ),
        ("{%p for report in measure.reports %}", ""),
        (REPORT, "Table Small"),
        ("{%p endfor %}", ""),
    ],
    [
        ("{%p if measure.indicator %}", ""),
        (
            "{{ measure.indicator.name }}{% if measure.indicator.unit %}, {{ measure.indicator.unit }}{% endif %}"
            "{{ measure.indicator.cites | cited }}",
            "Table Text",
        ),
        *_maybe("measure.indicator.baseline", "{{ word.baseline }}: {{ measure.indicator.baseline }}"),
        *_maybe("measure.indicator.target", "{{ word.target_value }}: {{ measure.indicator.target }}"),
        *_maybe("measure.indicator.actual", "{{ word.actual }}: {{ measure.indicator.actual }}"),
        ("{%p endif %}", ""),
    ],
    [("{{ measure.sign }}\u00a0{{ measure.status_word }}", "Table Text")],
)


def _end(document: Any) -> None:
    _tag(document, "if document.notes")
    _heading(document, "notes", "{{ word.notes }}")
    _p(document, "{{ word.notes_note }}", "Remark")
    _tag(document, "for note in document.notes")
    _p(document, "{{ loop.index }}.\t{{ note.about | link(note.anchor) }}: {{ note.text }}", "Reference")
    _tag(document, "endfor")
    _tag(document, "endif")
    _tag(document, "if document.sources")
    _heading(document, "sources", "{{ word.sources }}")
    _tag(document, "for source in document.sources")
    back = "{% for cite in source.cites %} {{ ('↑' ~ loop.index) | link(cite.anchor) }}{% endfor %}"
    _p(document, SOURCE, "Reference").add_run(back, style="Back")
    _tag(document, "endfor")
    _tag(document, "endif")
    _heading(document, "signatures", "{{ word.signatures }}")
    table = _Table(document, PORTRAIT, [(38, ""), (2, ""), (38, ""), (2, ""), (20, "")], "", grid=False)
    table.tag("for signature in document.signatures")
    _lines(table, "signature.office", "{{ signature.name or word.signature }}")
    table.tag("else")
    table.tag("for party in document.full_parties")
    _lines(table, "party", "{{ word.signature }}")
    table.tag("endfor")
    table.tag("endfor")


SOURCE = (
    "{{ source.anchor | anchor }}{{ source.number }}.\t{{ source.title }}"
    "{% if source.publisher %} – {{ source.publisher }}{% endif %}"
    "{% if source.date %}, {{ source.date }}{% endif %}"
    "{% if source.url %}, {{ source.url | web }}{% endif %}"
    "{% if source.note %} ({{ source.note }}){% endif %}"
)


def _lines(table: _Table, who: str, hint: str) -> None:
    """Add who signs, with lines for signature and date, and labels under the lines."""
    blank: Cell = [("", "Signature Text")]
    line: Cell = [("_" * 24, "Signature Text")]
    table.row([(f"{{{{ {who} }}}}", "Signature Text")], blank, line, blank, [("_" * 12, "Signature Text")])
    none: Cell = [("", "Signature Hint")]
    table.row(none, none, [(hint, "Signature Hint")], none, [("{{ word.day }}", "Signature Hint")])


def main() -> None:
    """Write the template."""
    FILE.parent.mkdir(parents=True, exist_ok=True)
    FILE.write_bytes(template())


if __name__ == "__main__":
    main()
