"""The PDF: what it shows, that it is the same everywhere, and what becomes of broken templates and texts it cannot print."""

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from support import linux, program

import roadmap
from roadmap.documents.pdf import TEXTS
from roadmap.documents.views.build import document_view
from roadmap.errors import MissingGlyphError
from roadmap.i18n.language import get_language
from roadmap.i18n.localized import ForeignText, Localized
from roadmap.model.text import Text
from roadmap.rules.reader_notes import assess

PROJECT = Path(__file__).parents[1]
OWN = PROJECT / "templates" / "pdf"
HOSTILE = [
    '#import "@preview/cetz:0.3.0"',
    "#panic()",
    "$x^2$ \\ \\u{41} ~ -- --- ...",
    "= title *bold* _it_ `code`",
    "<b>x</b> &amp; {{ x }} {% y %}",
    "[link](url) <label> @label",
    "// off /* off */",
    "a" * 300,
]

poppler = pytest.mark.e2e
"""Poppler's tools read the file; the other tests need no program."""


@pytest.fixture(scope="module")
def kyrgyz(sample: Callable[[str], roadmap.Plan]) -> roadmap.Plan:
    return sample("kyrgyzstan")


@pytest.fixture(scope="module")
def made(sample_document: Callable[[str, str, str], bytes]) -> bytes:
    return sample_document("kyrgyzstan", "pdf", "ru")


def made_of(plan: roadmap.Plan, language: str | None = None, **options: Any) -> bytes:
    pdf = roadmap.render(plan, format="pdf", language=language, **options)
    assert isinstance(pdf, bytes)
    return pdf


def read(tool: str, *options: str, pdf: bytes, tmp_path: Path) -> str:
    """What one of poppler's tools says of a PDF."""
    (tmp_path / "read.pdf").write_bytes(pdf)
    to = ["-"] if tool == "pdftotext" else []
    done = subprocess.run(
        [program(tool, "poppler-utils"), *options, "read.pdf", *to], cwd=tmp_path, capture_output=True, check=True
    )
    return done.stdout.decode(errors="replace")


def run_together(text: str) -> str:
    """A text without its spaces, ends of lines, and what parts words at the ends of lines."""
    return re.sub("[\\s\u00ad\u200b\u2060\ufffe\u001f]+|[-\u2010]", "", text)


# What it shows


@poppler
@pytest.mark.parametrize("layout", [[], ["-raw"]])
def test_the_headings_come_in_the_order_of_the_document(
    kyrgyz: roadmap.Plan, made: bytes, tmp_path: Path, layout: list[str]
) -> None:
    view = document_view(Localized(assess(kyrgyz), get_language("ru")))
    assert view.trade is not None
    titles = [view.title, "Содержание", "Правовая основа", view.trade.title, "Календарь мероприятий"]
    titles += [f"{area.number}. {area.title}" for area in view.areas]
    titles += ["Примечания к данным", "Источники", "Подписи"]
    text = run_together(read("pdftotext", *layout, pdf=made, tmp_path=tmp_path))
    body = text[text.index(run_together("Содержание")) + 1000 :]
    places = [text.index(run_together(title)) for title in titles[:2]]
    for title in titles[2:]:
        places.append(body.index(run_together(title), places[-1] if len(places) > 2 else 0))
    assert places[2:] == sorted(places[2:])


@poppler
@pytest.mark.parametrize("language", ["ru", "en"])
def test_every_text_that_the_page_shows_is_in_the_paper(kyrgyz: roadmap.Plan, tmp_path: Path, language: str) -> None:
    text = read("pdftotext", "-raw", pdf=made_of(kyrgyz, language), tmp_path=tmp_path)
    text = run_together(re.sub(r"(?m)^\f?\d+ (проект|draft)$", "", text))  # what stands at the head of a page
    page = run_together(unescape(re.sub("<[^>]+>", "", str(roadmap.render(kyrgyz, format="html", language=language)))))
    of_plan = [said for found in texts(kyrgyz, language) for said in [run_together(found)] if said in page]
    assert len(of_plan) > 200
    assert [said for said in of_plan if said not in text] == []


def texts(part: Any, language: str) -> Iterator[str]:
    """Every text in a part of a plan, as it is printed."""
    if isinstance(part, Text):
        yield get_language(language).typeset(part.find(language, "ru", "en")[1])
    elif isinstance(part, tuple):
        for each in part:
            yield from texts(each, language)
    elif hasattr(part, "__attrs_attrs__"):
        for field in part.__attrs_attrs__:
            if field.name != "origin":
                yield from texts(getattr(part, field.name), language)


@poppler
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_markup(small: str, tmp_path: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    plan = roadmap.loads(small.replace("{en: Resume assembly, ru: Возобновить сборку}", quoted))
    shown = read("pdftotext", "-raw", pdf=made_of(plan), tmp_path=tmp_path)
    assert run_together(shown).count(run_together(text)) == 2  # in the calendar and in its area


@poppler
def test_the_paper_has_its_title_its_authors_and_the_date_of_the_plan(made: bytes, tmp_path: Path) -> None:
    said = read("pdfinfo", "-isodates", pdf=made, tmp_path=tmp_path)
    assert re.search("^Title: +Дорожная карта сотрудничества", said, re.M)
    assert re.search("^Author: +Республика Беларусь, Кыргызская Республика$", said, re.M)
    assert re.search("^CreationDate: +2026-11-23T00:00:00Z$", said, re.M)
    assert re.search("^Tagged: +yes$", said, re.M)
    assert re.search("^Page size: .*A4", said, re.M)


@poppler
def test_the_standard_is_stated(made: bytes, tmp_path: Path) -> None:
    assert "<pdfuaid:part>1</pdfuaid:part>" in read("pdfinfo", "-meta", pdf=made, tmp_path=tmp_path)


@poppler
def test_headings_are_bookmarks_and_tables_have_heads(made: bytes, tmp_path: Path) -> None:
    assert made.count(b"/Type/Outlines") + made.count(b"/Type /Outlines") == 1
    structure = read("pdfinfo", "-struct-text", pdf=made, tmp_path=tmp_path)
    assert structure.count("THead") == len(re.findall("^ *Table", structure, re.M)) > 20
    for tag in ("H1", "TOC", "Table", "TH ", "Caption", "Figure", "L (block)", "Link"):
        assert re.search(rf"^ *{re.escape(tag)}", structure, re.M), tag


@poppler
def test_the_heads_of_a_table_come_again_on_its_next_page(made: bytes, tmp_path: Path) -> None:
    pages = read("pdftotext", pdf=made, tmp_path=tmp_path).split("\f")
    with_calendar = [page for page in pages if "Срок исполнения" in page and "2026" in page and "2030" in page]
    with_measures = [page for page in pages if "Ожидаемый результат" in page]
    tables = sum(bool(area.measures) for area in roadmap.load(PROJECT / "plans" / "kyrgyzstan.yaml").areas)
    assert len(with_calendar) > 1
    assert len(with_measures) > tables


@poppler
def test_the_first_page_has_no_number_and_all_others_theirs(made: bytes, tmp_path: Path) -> None:
    pages = read("pdftotext", pdf=made, tmp_path=tmp_path).split("\f")[:-1]
    first_lines = [[line.strip() for line in page.splitlines() if line.strip()][:2] for page in pages]
    assert "1" not in first_lines[0]
    assert [number for number, lines in enumerate(first_lines[1:], 2) if str(number) not in lines] == []


@poppler
def test_only_the_fonts_of_the_bundle_are_used_and_all_are_embedded(made: bytes, tmp_path: Path) -> None:
    lines = read("pdffonts", pdf=made, tmp_path=tmp_path).splitlines()[2:]
    names = {line.split()[0].partition("+")[2] for line in lines}
    assert {"LiberationSerif", "LiberationSans"} <= names
    assert names <= {file.stem.replace("-Regular", "") for file in (OWN / "fonts").glob("*.ttf")}
    assert all(re.search(r" yes yes yes ", line) for line in lines)


def test_a_text_of_another_language_says_so(small: str) -> None:
    plan = roadmap.loads(small.replace("title: {en: Tractors, ru: Тракторы}", "title: {ky: Тракторлор}"))
    assert isinstance(document_view(Localized(assess(plan), get_language("en"))).areas[0].title, ForeignText)
    pdf = made_of(plan, "en")
    assert pdf.count(b"/Lang(ky)") + pdf.count(b"/Lang (ky)") > 0
    assert pdf.count(b"/Lang(en)") + pdf.count(b"/Lang (en)") > 0


@poppler
def test_two_languages_follow_each_other_each_with_its_own_contents(small: str, tmp_path: Path) -> None:
    pdf = made_of(roadmap.loads(small), "ru+en")
    text = read("pdftotext", "-raw", pdf=pdf, tmp_path=tmp_path)
    first, second = text.split("A small roadmap", 1)
    assert [first.count(title) for title in ("\nСодержание\n", "\nContents\n", "Подписи", "Signatures")] == [1, 0, 2, 0]
    assert [second.count(title) for title in ("\nСодержание\n", "\nContents\n", "Подписи", "Signatures")] == [
        0,
        1,
        0,
        2,
    ]


@poppler
def test_a_row_higher_than_a_page_loses_nothing(small: str, tmp_path: Path) -> None:
    long = " ".join(f"слово{n}" for n in range(1500))
    plan = roadmap.loads(small.replace("ru: Линия работает", f"ru: {long}"))
    shown = run_together(read("pdftotext", "-raw", pdf=made_of(plan, "ru"), tmp_path=tmp_path))
    assert [n for n in range(1500) if f"слово{n}" not in shown] == []


# The fonts


@poppler
def test_the_fonts_have_every_letter_and_sign(small: str, tmp_path: Path) -> None:
    letters = "".join(map(chr, (*range(0x20, 0x7F), *range(0x410, 0x450)))) + "ЁёІіЎўҢңӨөҮү"
    signs = "№«»“”‘’–—−≈×→↑○►●▲■▼…·•°§©±²³€"
    text = (letters + signs).replace("'", "''").replace(" ", "")
    plan = roadmap.loads(small.replace("{en: Tractors, ru: Тракторы}", f"'{text}'"))
    shown = run_together(read("pdftotext", "-raw", pdf=made_of(plan), tmp_path=tmp_path))
    assert set(run_together(text)) <= set(shown)


def test_a_sign_that_no_font_has_is_named_with_its_text(small: str) -> None:
    plan = roadmap.loads(small.replace("Возобновить сборку", "Возобновить ₸ сборку 🎉"))
    with pytest.raises(MissingGlyphError) as refused:
        made_of(plan, "ru")
    assert str(refused.value) == (
        "the PDF fonts lack “₸ 🎉”, used in “Возобновить ₸ сборку 🎉”: use other characters, or choose another format"
    )


# The same everywhere


def test_the_bytes_are_the_same_whatever_the_process(small: str, tmp_path: Path) -> None:
    (tmp_path / "plan.yaml").write_text(small, encoding="utf-8")
    (tmp_path / "else").mkdir()
    surroundings = [
        {"TZ": "Asia/Bishkek", "LC_ALL": "C", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1"},
        {"TZ": "America/Lima", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2"},
    ]
    made = []
    for folder, own in zip((tmp_path, tmp_path / "else"), surroundings, strict=True):
        file = os.path.relpath(tmp_path / "plan.yaml", folder)
        command = [sys.executable, "-m", "roadmap", "render", file, "--format", "pdf", "-o", "made.pdf"]
        environment = os.environ | {"PYTHONPATH": str(PROJECT)} | own
        subprocess.run(command, cwd=folder, env=environment, check=True)
        made.append((folder / "made.pdf").read_bytes())
    assert made[0].startswith(b"%PDF-1.7")
    assert made[0] == made[1] == made_of(roadmap.loads(small))


# Templates


def test_the_words_of_the_templates_are_those_of_the_table() -> None:
    written = "".join(file.read_text(encoding="utf-8") for file in OWN.glob("*.typ"))
    assert set(re.findall(r'say\("([^"]+)"', written)) <= set(TEXTS)
    assert [text for text in TEXTS if f'"{text}"' not in written] == []


@pytest.fixture
def in_house(tmp_path: Path, small: str) -> Callable[..., bytes]:
    """Make a small document with the templates of a house: their texts by name, `_` for the dot."""

    def make(**templates: str) -> bytes:
        for name, text in templates.items():
            file = tmp_path / "house" / "pdf" / name.replace("_", ".")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        return made_of(roadmap.loads(small), "ru", templates=tmp_path / "house")

    return make


@poppler
def test_a_house_template_stands_in_for_the_one_of_its_name_only(
    in_house: Callable[..., bytes], tmp_path: Path
) -> None:
    tail = (OWN / "tail.typ").read_text(encoding="utf-8").replace('say("Sources")', '"By order of the house"')
    text = read("pdftotext", pdf=in_house(tail_typ=tail), tmp_path=tmp_path)
    assert "By order of the house" in text
    assert "Содержание" in text


def test_a_house_without_templates_has_the_documents_of_the_project(tmp_path: Path, small: str) -> None:
    plan = roadmap.loads(small)
    assert made_of(plan, templates=tmp_path) == made_of(plan)


def test_a_folder_of_templates_that_is_not_there_is_named(tmp_path: Path, small: str) -> None:
    with pytest.raises(roadmap.TemplateError, match="gone: template folder not found"):
        made_of(roadmap.loads(small), templates=tmp_path / "gone")


@poppler
def test_the_day_of_a_house_template_is_that_of_the_plan(tmp_path: Path, small: str) -> None:
    (tmp_path / "pdf").mkdir()
    template = '#set document(title: "x")\n#title()\n#datetime.today().display()'
    (tmp_path / "pdf" / "document.typ").write_text(template, encoding="utf-8")
    plan = roadmap.loads(small + "date: 2026-11-23\n")
    assert "2026-11-23" in read("pdftotext", pdf=made_of(plan, templates=tmp_path), tmp_path=tmp_path)


@linux
def test_a_house_template_cannot_fill_the_memory(in_house: Callable[..., bytes]) -> None:
    with pytest.raises(roadmap.TemplateError, match=r"memory allocation of .* bytes failed"):
        in_house(document_typ="#range(2000000000).len()")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n#nosuch", "2: template error: unknown variable: nosuch"),
        ("= Title", "1: template error: PDF/UA-1 error: missing document title"),
        (
            '#import "words.typ": say\n#say("Nothing")',
            "document.typ:2: template error: dictionary does not contain key",
        ),
        ('#read("/../../secret.txt")', "1: template error: path .* would escape the project root"),
        ('#import "@preview/cetz:0.3.0"', "1: packages cannot be downloaded"),
        ('#import ("@pre" + "view/cetz:0.3.0")', "1: packages cannot be downloaded"),
        ('#eval("import \\"@preview/cetz:0.3.0\\"")', "1: packages cannot be downloaded"),
        ('#import "@local/cetz:0.3.0"', "1: template error: package not found"),
    ],
)
def test_a_slip_in_a_house_template_is_told_with_its_file_and_line(
    in_house: Callable[..., bytes], tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(roadmap.TemplateError) as slip:
        in_house(document_typ=text)
    assert str(slip.value).startswith(f"{tmp_path / 'house' / 'pdf'}")
    assert re.search(said, str(slip.value))


def test_links_out_of_the_folder_of_a_house_are_not_followed(in_house: Callable[..., bytes], tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "house" / "pdf").mkdir(parents=True)
    (tmp_path / "house" / "pdf" / "link.txt").symlink_to(tmp_path / "secret.txt")
    with pytest.raises(roadmap.TemplateError, match="file not found"):
        in_house(document_typ='#read("link.txt")')
