"""LibreOffice opens what the project makes, and saves workbooks that come back."""

import csv
import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from support import PROJECT, program
from workbooks import filled_in, one

import roadmap
from roadmap.exchange import import_reports
from roadmap.model.choices import Status
from roadmap.model.measure import Progress
from roadmap.model.period import Period
from roadmap.model.text import Text

KYRGYZSTAN = PROJECT / "plans" / "kyrgyzstan.yaml"


def office(content: bytes, to: str, folder: Path, name: str = "book.xlsx") -> bytes:
    """Convert a file with LibreOffice."""
    (folder / "in").mkdir(exist_ok=True)
    (folder / "in" / name).write_bytes(content)
    command = [program("soffice", "libreoffice-writer-nogui and libreoffice-calc-nogui")]
    command += [f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", to]
    command += ["--outdir", str(folder / "out"), str(folder / "in" / name)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return (folder / "out" / f"{Path(name).stem}.{to.partition(':')[0]}").read_bytes()


def pages_of(pdf: Path) -> list[str]:
    """Return the text of each page of a PDF."""
    command = [program("pdftotext", "poppler-utils"), "-layout", str(pdf), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode().split("\f")[:-1]


# Workbooks


def test_the_sheet_of_measures_prints_what_a_body_fills_in_on_pages_of_its_width(tmp_path: Path) -> None:
    (tmp_path / "book.pdf").write_bytes(office(one(roadmap.load(KYRGYZSTAN), "xlsx", "ru"), "pdf", tmp_path))
    pages = [page for page in pages_of(tmp_path / "book.pdf") if "Отчет: Дата" in page]
    assert len(pages) > 1
    assert all("Мероприятие" in page and "Источник" in page for page in pages)
    assert not any("Направление" in page or "Ожидаемый" in page for page in pages)


def test_libreoffice_opens_a_workbook_and_takes_no_text_for_a_formula(small: str, tmp_path: Path) -> None:
    plan = roadmap.loads(small.replace("{en: Resume assembly, ru: Возобновить сборку}", "'=1+1'"))
    shown = office(one(plan, "xlsx", "ru"), "csv:Text - txt - csv (StarCalc):44,34,76", tmp_path).decode()
    rows = list(csv.reader(io.StringIO(shown)))
    assert rows[1][:6] == [
        "Идентификатор",
        "№",
        "Мероприятие",
        "Срок исполнения",
        "Ответственный исполнитель",
        "Статус",
    ]
    assert rows[2][:4] == ["TRACTOR-1", "1.1", "=1+1", "II квартал 2027\u00a0г."]
    opened = office(one(plan, "csv", "ru"), "xlsx", tmp_path, "book.csv")
    assert "<f" not in zipfile.ZipFile(io.BytesIO(opened)).read("xl/worksheets/sheet1.xml").decode()


def test_a_workbook_that_libreoffice_saved_is_taken_in(small: str, tmp_path: Path) -> None:
    rows = {"SEED-1": {"date": date(2027, 1, 31), "status": "выполнено", "actual": 1, "text": "=1+1"}}
    text = KYRGYZSTAN.read_text(encoding="utf-8")
    made = filled_in(roadmap.loads(text), "ru", rows)
    through = import_reports(office(made, "xlsx", tmp_path), text=text)
    assert through == import_reports(made, text=text)
    assert through.notes == ()
    (seed,) = (measure for _path, _area, measure in through.plan.located_measures() if measure.id == "SEED-1")
    assert seed.progress == (
        Progress(date=Period.parse("2027-01-31"), status=Status.done, actual=Decimal(1), text=Text.of(ru="=1+1")),
    )


# A document for Word, on paper


@pytest.fixture(scope="module")
def document(sample_document: Callable[[str, str, str], bytes]) -> bytes:
    return sample_document("kyrgyzstan", "docx", "ru")


@pytest.fixture(scope="module")
def paper(document: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample plan's document as LibreOffice prints it."""
    folder = tmp_path_factory.mktemp("paper")
    (folder / "plan.pdf").write_bytes(office(document, "pdf", folder, "plan.docx"))
    return folder / "plan.pdf"


@pytest.fixture(scope="module")
def sheets(paper: Path) -> list[str]:
    return pages_of(paper)


def test_headings_follow_each_other_and_stand_on_the_pages_of_the_contents(document: bytes, sheets: list[str]) -> None:
    headings = [p.text for p in Document(io.BytesIO(document)).paragraphs if p.style.name == "Heading 1"]
    assert len(headings) == 13
    contents = dict(re.findall(r"^ *(\S.*?)\.{4,} *(\d+)$", sheets[0], re.MULTILINE))
    assert list(contents) == headings
    pages = [int(page) for page in contents.values()]
    assert pages == sorted(pages)
    for heading, page in zip(headings, pages, strict=True):
        assert heading in " ".join(sheets[page - 1].split())


def test_pages_are_numbered_from_the_second_on(sheets: list[str]) -> None:
    firsts = [next(line.strip() for line in sheet.splitlines() if line.strip()) for sheet in sheets]
    assert firsts[0] != "1"
    assert firsts[1:] == [str(number) for number in range(2, len(sheets) + 1)]


def test_heads_of_tables_repeat_on_the_next_page(sheets: list[str]) -> None:
    across = [sheet for sheet in sheets if "Ответственные" in sheet]
    assert len(across) > sum("Мероприятия:" in sheet for sheet in sheets)


def test_areas_lie_across_and_the_rest_stands(paper: Path) -> None:
    command = [program("pdfinfo", "poppler-utils"), "-l", "999", str(paper)]
    shown = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    sizes = re.findall(r"size: +([\d.]+) x ([\d.]+)", shown)
    across = "".join("-" if float(width) > float(height) else "|" for width, height in sizes)
    assert re.fullmatch(r"\|+-{7,}\|+", across)
