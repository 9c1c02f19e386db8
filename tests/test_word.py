"""Documents for Word: what is in the file, and what LibreOffice makes of it on paper."""

import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import given
from support import examples

import roadmap
from roadmap import testing
from roadmap.i18n.language import get_language
from tools.docx_template import FILE, template

PROJECT = Path(__file__).parents[1]
KYRGYZSTAN = PROJECT / "plans" / "kyrgyzstan.yaml"


Made = Callable[[str], bytes]


@pytest.fixture(scope="session")
def made(sample_document: Callable[[str, str, str], bytes]) -> Made:
    """Render the sample plan in a language, once."""
    return lambda language: sample_document("kyrgyzstan", "docx", language)


def opened(file: bytes) -> Any:
    return Document(io.BytesIO(file))


def body(file: bytes) -> Any:
    return opened(file).element.body


def text(file: bytes) -> str:
    """All text of a document, a line a paragraph."""
    breaks = {qn("w:br"): "\n", qn("w:tab"): "\t"}
    return "\n".join(
        "".join(breaks.get(piece.tag, piece.text or "") for piece in paragraph.iter(qn("w:t"), *breaks))
        for paragraph in body(file).iter(qn("w:p"))
    )


def one_line(said: str) -> str:
    return " ".join(said.split())


def values(root: Any, tag: str, attribute: str) -> list[str]:
    return [found.get(qn(attribute)) for found in root.iter(qn(tag))]


# The template


def test_the_template_is_the_one_that_the_script_makes() -> None:
    with zipfile.ZipFile(FILE) as kept, zipfile.ZipFile(io.BytesIO(template())) as anew:
        assert kept.namelist() == anew.namelist()
        assert [name for name in kept.namelist() if kept.read(name) != anew.read(name)] == []


# What is in the file


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", ["kyrgyzstan", "kazakhstan"])
def test_the_document_shows_the_whole_plan(
    sample: Callable[[str], roadmap.Plan], sample_document: Callable[[str, str, str], bytes], name: str, language: str
) -> None:
    plan = sample(name)
    said = one_line(text(sample_document(name, "docx", language)))
    bodies = {body.id: body.name for body in plan.bodies}
    wanted = [record.title for record in (plan, *plan.sources, *plan.legal_basis, *plan.areas)]
    wanted += [approval.by for approval in plan.approvals] + [signature.office for signature in plan.signatures]
    for _path, _area, measure in plan.located_measures():
        wanted += [measure.title, measure.result, measure.note, *map(bodies.get, (*measure.lead, *measure.partners))]
        wanted += [measure.indicator.name] if measure.indicator else []
    for shown in wanted:
        assert shown is None or one_line(get_language(language).typeset(shown.find(language)[1])) in said


@examples(0.4)
@given(testing.plans())
def test_any_plan_makes_a_sound_document(plan: roadmap.Plan) -> None:
    document = body(roadmap.render(plan, format="docx"))
    for cell in document.iter(qn("w:tc")):
        assert cell[-1].tag == qn("w:p")
    for table in document.iter(qn("w:tbl")):
        assert len(table.tr_lst) > 0
    assert_links_lead_somewhere(document)


def assert_links_lead_somewhere(document: Any) -> None:
    names, ids = (values(document, "w:bookmarkStart", attribute) for attribute in ("w:name", "w:id"))
    assert len(names) == len(set(names))
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z]\w{,39}", name) for name in names)
    wanted = {anchor for anchor in values(document, "w:hyperlink", "w:anchor") if anchor}
    wanted |= {field.split()[1] for field in values(document, "w:fldSimple", "w:instr") if "PAGEREF" in field}
    assert wanted <= set(names)


@pytest.mark.parametrize("language", ["en", "ru+en"])
def test_sources_are_cited_and_lead_back(made: Made, language: str) -> None:
    document = body(made(language))
    assert_links_lead_somewhere(document)
    wanted = set(values(document, "w:hyperlink", "w:anchor"))
    assert {"source_1", "cite_1_1", "measure_1_1"} <= wanted
    if language == "ru+en":
        assert {"en_source_1", "en_cite_1_1", "en_measure_1_1"} <= wanted


def test_addresses_open(made: Made) -> None:
    rels = opened(made("ru")).part.rels.values()
    plan = roadmap.load(KYRGYZSTAN)
    assert {rel.target_ref for rel in rels if rel.is_external} == {s.url for s in plan.sources if s.url}


def test_each_run_has_the_language_of_its_text(small: str) -> None:
    plan = roadmap.loads(small.replace("{en: Tractors, ru: Тракторы}\n    adds", "{ky: Тракторлор}\n    adds"))
    document = body(roadmap.render(plan, format="docx", language="ru+en"))
    tongues: dict[str, set[str]] = {}
    for run in document.iter(qn("w:r")):
        said = "".join(part.text or "" for part in run.iter(qn("w:t")))
        tongues.setdefault(said, set()).update(values(run, "w:lang", "w:val") or {""})
    assert tongues["Тракторлор [ky]"] == {"ky"}
    assert tongues["Возобновить сборку"] == {"ru"}
    assert tongues["Resume assembly"] == {"en"}
    assert "" not in set().union(*tongues.values())


def test_tables_repeat_their_heads_keep_rows_whole_and_fill_the_width(made: Made) -> None:
    tables = [table for table in body(made("ru")).iter(qn("w:tbl")) if list(table.iter(qn("w:tblHeader")))]
    assert len(tables) > 20
    for table in tables:
        rows = table.tr_lst
        assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)
        assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True] + [False] * (len(rows) - 1)
        width = int(table.tblPr.find(qn("w:tblW")).get(qn("w:w")))
        for row in rows:
            assert abs(sum(int(w) for w in values(row, "w:tcW", "w:w")) - width) <= len(row.tc_lst)
    assert all(table.tblPr.find(qn("w:tblCaption")) is not None for table in tables)


def test_sheets_have_the_margins_of_the_norm(made: Made) -> None:
    first, across, last = opened(made("ru")).sections
    for section in (first, last):
        margins = [section.left_margin, section.right_margin, section.top_margin, section.bottom_margin]
        assert [round(margin.mm) for margin in margins] == [30, 10, 20, 20]
    assert [s.page_width > s.page_height for s in (first, across, last)] == [False, True, False]
    assert first.different_first_page_header_footer
    normal = opened(made("ru")).styles["Normal"].font
    assert (normal.name, normal.size.pt) == ("Times New Roman", 14)


def test_a_file_says_nothing_of_the_machine(made: Made) -> None:
    properties = opened(made("ru")).core_properties
    assert properties.title == roadmap.load(KYRGYZSTAN).title.find("ru")[1]
    assert properties.language == "ru"
    assert properties.author == properties.last_modified_by == "Республика Беларусь, Кыргызская Республика"
    assert properties.created == properties.modified
    assert str(properties.created.date()) == str(roadmap.load(KYRGYZSTAN).date)
    with zipfile.ZipFile(io.BytesIO(made("ru"))) as file:
        assert file.namelist()[0] == "[Content_Types].xml"
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("surroundings", [
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Bishkek", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "4711", "TZ": "America/Caracas", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "0"},
])  # fmt: skip
def test_the_bytes_are_the_same_whatever_the_machine(made: Made, surroundings: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "план.yaml").write_bytes(KYRGYZSTAN.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "roadmap", "render", "план.yaml", "--format", "docx", "--lang", "ru"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(PROJECT), **surroundings}, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout == made("ru")


HOSTILE = (
    "{{ 7*7 }}", "{% for x in y %}", "{# x #}", "{_{ x }_}", "{_% x %_}", "{%p if x %}", "{{r x }}", "<w:p/>", "<b>&amp;</b>",
    "]]>", "“quoted” «так» 'so' \"so\"", "слово" * 60, "%(x)s", "\\", "a [ky]",
)  # fmt: skip


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("tongue", ["ru", "ky"])
def test_any_text_comes_out_as_that_text(small: str, hostile: str, tongue: str) -> None:
    quoted = "'" + hostile.replace("'", "''") + "'"
    for place in ("{en: Tractors, ru: Тракторы}\n    adds", "{en: A note, ru: Записка}"):
        small = small.replace(place, f"{{{tongue}: {quoted}}}" + place.partition("}")[2])
    plan = roadmap.loads(small.replace("{en: Resume assembly, ru: Возобновить сборку}", f"{{{tongue}: {quoted}}}"))
    said = text(roadmap.render(plan, format="docx", language="ru"))
    # the area's title in the contents, as heading, on the way to the target, over the measures; the measure's twice; the source's
    assert said.count(hostile) == 7


def test_lines_of_a_text_stay_lines(small: str) -> None:
    lines = '{en: "one\\ntwo", ru: "раз\\nдва"}'
    plan = roadmap.loads(small.replace("{en: The line works, ru: Линия работает}", lines))
    assert "раз\nдва" in text(roadmap.render(plan, format="docx", language="ru"))


# A house's template


@pytest.fixture
def house(tmp_path: Path) -> Path:
    (tmp_path / "house" / "docx").mkdir(parents=True)
    return tmp_path / "house"


def written(house: Path, *paragraphs: str) -> Path:
    """A house with a template of these paragraphs."""
    document = Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    document.save(str(house / "docx" / "document.docx"))
    return house


def test_a_house_template_stands_in_for_the_projects(small: str, house: Path) -> None:
    plan = roadmap.loads(small)
    assert roadmap.render(plan, format="docx", templates=house) == roadmap.render(plan, format="docx")
    written(house, "По приказу: {{ document.title }}{{ word.measures }}")
    assert (
        text(roadmap.render(plan, format="docx", templates=house)) == "По приказу: Небольшая дорожная картаМероприятия"
    )


def test_marks_work_wherever_word_has_cut_a_template_into_runs(small: str, house: Path) -> None:
    document = Document()
    paragraph = document.add_paragraph("before {{ document.sour")
    paragraph.add_run("ces[0].cites | ci").bold = True
    paragraph.add_run("ted }} after")
    document.save(str(house / "docx" / "document.docx"))
    assert text(roadmap.render(roadmap.loads(small), format="docx", templates=house)) == "before [1][1] after"


@pytest.mark.parametrize(("wrong", "said"), [
    ("{{ document.titel }}", r"has no attribute 'titel'"),
    ("{{ document.__class__ }}", "unsafe"),
    ("{{ ''.__class__.__mro__ }}", "unsafe"),
    ("{% for area in document.areas %}{{ area.title }}", "for"),
    ("{{ document.title | unknown }}", "unknown"),
    ("{{ range(10 ** 9) }}", "too big"),
    ("{{ document.areas }}", "This is a whole"),
    ("{% for a in range(1000) %}{% for b in range(1000) %}x{% endfor %}{% endfor %}", "The template produces too much output"),
])  # fmt: skip
def test_a_mistake_in_a_house_template_is_named_with_its_place(small: str, house: Path, wrong: str, said: str) -> None:
    written(house, "Сначала", f"Здесь {wrong}", "Потом")
    place = re.escape(str(house / "docx" / "document.docx"))
    with pytest.raises(roadmap.TemplateError, match=f"{place}.*{said}") as caught:
        roadmap.render(roadmap.loads(small), format="docx", templates=house)
    if said != "for":
        assert f"at “Здесь {wrong}”" in str(caught.value)


def test_a_house_template_whose_parts_do_not_close_is_named(small: str, house: Path) -> None:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "{% if not document.draft %}"
    document.add_paragraph("{% endif %}")
    document.save(str(house / "docx" / "document.docx"))
    with pytest.raises(roadmap.TemplateError, match=r"document\.docx: .*tag"):
        roadmap.render(roadmap.loads(small), format="docx", templates=house)


def test_a_cell_that_a_condition_empties_is_still_a_cell(small: str, house: Path) -> None:
    document = Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "{%p if not document.draft %}"
    cell.add_paragraph("agreed")
    cell.add_paragraph("{%p endif %}")
    document.save(str(house / "docx" / "document.docx"))
    (left,) = body(roadmap.render(roadmap.loads(small), format="docx", templates=house)).iter(qn("w:tc"))
    assert left[-1].tag == qn("w:p")


def test_a_copy_of_the_projects_template_does_the_same_in_the_sandbox(made: Made, house: Path) -> None:
    shutil.copy(FILE, house / "docx" / "document.docx")
    assert roadmap.render(roadmap.load(KYRGYZSTAN), format="docx", language="ru+en", templates=house) == made("ru+en")


@pytest.mark.parametrize("content", [b"", b"not a document", b"PK\x05\x06" + bytes(18)])
def test_a_house_template_that_is_no_document_is_named(small: str, house: Path, content: bytes) -> None:
    (house / "docx" / "document.docx").write_bytes(content)
    with pytest.raises(roadmap.TemplateError, match=r"document\.docx is not a Word document; open it in Word"):
        roadmap.render(roadmap.loads(small), format="docx", templates=house)


def test_a_house_that_is_not_there_is_named(small: str, tmp_path: Path) -> None:
    with pytest.raises(roadmap.TemplateError, match="template folder not found"):
        roadmap.render(roadmap.loads(small), format="docx", templates=tmp_path / "nowhere")
