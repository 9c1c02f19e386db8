"""The pages in a real browser: Chromium looks at them, axe and the Nu checker judge them.

They need Chromium (in the path or `ROADMAP_CHROMIUM`), Java, the checker's `vnu.jar` (in `ROADMAP_HTML_CHECKER`) and pdftotext.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from support import PROJECT, file_in, program

import roadmap
from roadmap.i18n.language import DOCUMENT_LANGUAGES

FLAGS = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-sync"]
JUDGED = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPTIONS = {"runOnly": {"type": "tag", "values": JUDGED}, "resultTypes": ["violations"]}
"""What axe judges, and what it reports in full: a report of all that passes takes three times as long."""

pytestmark = pytest.mark.filterwarnings("default")  # the browser's own driver


class View(NamedTuple):
    width: int
    height: int
    scheme: str
    media: str = "screen"


VIEWS = {
    "light": View(1280, 900, "light"),
    "dark": View(1280, 900, "dark"),
    "phone": View(360, 780, "light"),
    "phone in the dark": View(360, 780, "dark"),
    "paper": View(794, 1123, "light", "print"),
}

BOTH = "by-kz-2026-2028.ru+en.html"

HOSTILE = """\
format: 1
id: hostile
title: "<script>alert(1)</script><img src=http://example.invalid/x onerror=alert(2)>"
parties: [BY, KG]
period: 2026–2030
date: 2029-01-01
languages: [en]
sources:
  note: {title: "</style><link rel=stylesheet href=http://example.invalid/a.css>", url: "https://example.invalid/?a=1&b=%3C2%3E"}
bodies:
  by: {party: BY, name: "javascript:alert(3)"}
  kg: {party: KG, name: "ОченьДлинноеНазваниеБезПробеловОченьДлинноеНазваниеБезПробеловОченьДлинноеНазвание"}
approvals:
  - {stamp: approved, by: "<b onclick=alert(4)>decree</b>", date: 2026-01-15}
areas:
  - kind: general
    title: "]]><svg onload=alert(5)>"
    measures:
      - {id: M-1, title: "{{ 7 * 7 }} <iframe src=//example.invalid>", due: 2027-Q1, lead: [by, kg], result: "'\\"><b>"}
      - {id: M-2, title: Done, due: 2028, lead: [by, kg], status: done, after: [M-1]}
      - {id: M-3, title: Delayed, due: 2026-12-31, lead: [by, kg], status: delayed}
      - {id: M-4, title: Cancelled, due: annually, lead: [by, kg], status: cancelled}
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the documents of the sample plans and of a hostile one, one of two languages, and their index."""
    folder = tmp_path_factory.mktemp("pages")
    hostile = folder / "hostile.yaml"
    hostile.write_text(HOSTILE, encoding="utf-8")
    roadmap.build([PROJECT / "plans", hostile], output_dir=folder, formats=["html"])
    many = ["ru", "be", "ky", "en", "ru+en"]  # links to them all have to fit on a phone
    roadmap.build([PROJECT / "plans" / "kazakhstan.yaml"], output_dir=folder / "many", formats=["html"], languages=many)
    (folder / "many" / BOTH).rename(folder / BOTH)
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("ROADMAP_CHROMIUM") or shutil.which("google-chrome") or program("chromium", "chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def names() -> list[str]:
    """The pages that the sample plans and the hostile one make."""
    plans = [roadmap.load(file) for file in sorted((PROJECT / "plans").glob("*.yaml"))]
    made = [
        f"{plan.id}.{language}.html" for plan in plans for language in plan.languages if language in DOCUMENT_LANGUAGES
    ]
    return [
        *made,
        BOTH,
        "hostile.en.html",
        "index.html",
        *(f"index-{language}.html" for language in ("be", "en", "ky")),
    ]


@pytest.mark.parametrize("name", names())
def test_axe_finds_nothing_and_nothing_is_asked_of_anybody(browser: Browser, pages: Path, name: str) -> None:
    for view_name, view in VIEWS.items():
        page = browser.new_page(viewport={"width": view.width, "height": view.height})
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request, to=asked: to.append(request.url))
        page.on("console", lambda line, to=said: to.append(line.text))
        page.on("pageerror", lambda error, to=said: to.append(str(error)))
        page.emulate_media(color_scheme=view.scheme, media=view.media)  # type: ignore[arg-type]
        page.goto((pages / name).as_uri())
        found = Axe().run(page, options=OPTIONS).response["violations"]
        assert not [f"{one['id']}: {one['nodes'][0]['target']}" for one in found], view_name
        assert asked == [(pages / name).as_uri()], view_name
        assert not said, view_name
        beside = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert beside <= 0 or view.media == "print", f"{view_name}: {beside} px too wide"  # paper turns for wide tables
        page.close()


def test_axe_finds_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='data:,'></main>")
    assert [one["id"] for one in Axe().run(page).response["violations"]] == ["image-alt"]


def test_hostile_texts_stay_texts(browser: Browser, pages: Path) -> None:
    page = browser.new_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto((pages / "hostile.en.html").as_uri())
    assert (
        page.locator("h1").inner_text()
        == "<script>alert(1)</script><img src=http://example.invalid/x onerror=alert(2)>"
    )
    assert page.locator("script, iframe, img, link").count() == 0
    assert "{{ 7 * 7 }} <iframe src=//example.invalid>" in page.locator("main").inner_text()


# The page that leads to all documents


TURNOVERS = {
    "KG": ("million", 133),
    "KZ": ("million", 2900.5),
    "AM": ("thousand", 99_000),
    "UZ": ("billion", 1),
    "AT": None,
}


@pytest.fixture
def index(browser: Browser, tmp_path: Path, small: str) -> Page:
    """The page in Russian of five plans, one of them without trade."""
    (tmp_path / "plans").mkdir()
    for number, (code, trade) in enumerate(TURNOVERS.items()):
        text = small.replace("KG]", f"{code}]").replace("party: KG", f"party: {code}")
        text = text.replace("by-kg-small", f"plan-{number}").replace("2026–2030\n", f"{2026 + number}–2031\n")
        if trade is None:
            text = re.sub("trade:.*(?=areas:)", "", text, flags=re.S).replace("    adds_to_trade: {2030: 400}\n", "")
        else:
            text = text.replace("currency: USD", f"currency: USD\n  scale: {trade[0]}").replace("133", str(trade[1]))
        (tmp_path / "plans" / f"{code}.yaml").write_text(text, encoding="utf-8")
    roadmap.build([tmp_path / "plans"], output_dir=tmp_path / "out", formats=["html"])
    page = browser.new_page()
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    page.goto((tmp_path / "out" / "index.html").as_uri())
    return page


def shown(page: Page) -> list[str]:
    """The countries of the rows that are there to see."""
    return [row.inner_text() for row in page.locator("tbody tr:visible th").all()]


def sorted_by(page: Page) -> list[tuple[str, str | None]]:
    heads = page.locator("thead th[aria-sort]").all()
    return [(head.inner_text().split("\n")[0].strip(), head.get_attribute("aria-sort")) for head in heads]


def test_the_page_of_all_plans_sorts(index: Page) -> None:
    assert shown(index) == ["Австрия", "Армения", "Казахстан", "Кыргызстан", "Узбекистан"]
    assert sorted_by(index) == [("Страна", "ascending")]
    index.get_by_role("button", name="Страна").click()
    assert shown(index) == ["Узбекистан", "Кыргызстан", "Казахстан", "Армения", "Австрия"]
    index.get_by_role("button", name="Товарооборот").press("Enter")
    assert shown(index) == ["Казахстан", "Узбекистан", "Кыргызстан", "Армения", "Австрия"]
    assert sorted_by(index) == [("Товарооборот", "descending")]
    index.get_by_role("button", name="Товарооборот").click()
    assert shown(index) == ["Армения", "Кыргызстан", "Узбекистан", "Казахстан", "Австрия"], "what has none comes last"
    index.get_by_role("button", name="Период").click()
    assert shown(index) == ["Кыргызстан", "Казахстан", "Армения", "Узбекистан", "Австрия"]


def test_the_page_of_all_plans_is_searched(index: Page) -> None:
    box = index.get_by_role("searchbox", name="Поиск")
    assert index.get_by_role("status").inner_text() == "показано планов: 5 из 5"
    box.fill("стан 2027")
    assert shown(index) == ["Казахстан"]
    assert index.get_by_role("status").inner_text() == "показано планов: 1 из 5"
    index.get_by_role("button", name="Страна").click()
    assert shown(index) == ["Казахстан"]
    box.fill("нет такого")
    assert (shown(index), index.get_by_role("status").inner_text()) == ([], "показано планов: 0 из 5")
    box.fill("")
    assert len(shown(index)) == 5


def test_the_page_of_all_plans_sorts_on_a_phone_too(index: Page) -> None:
    assert not index.get_by_label("Упорядочить").is_visible()
    index.set_viewport_size({"width": 360, "height": 780})
    index.get_by_label("Упорядочить").select_option("Цель")
    index.get_by_label("Упорядочить").select_option("Товарооборот")
    assert shown(index)[0] == "Казахстан"
    assert index.locator("thead").is_visible() is False


def test_no_other_script_runs_on_the_page_of_all_plans(index: Page) -> None:
    told: list[str] = []
    index.on("console", lambda line: told.append(line.text))
    index.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'window.ran = 1'}))"
    )
    assert index.evaluate("window.ran") is None
    assert "Content Security Policy" in told[0]


def test_without_scripts_the_page_of_all_plans_is_a_table(browser: Browser, index: Page) -> None:
    still = browser.new_context(java_script_enabled=False).new_page()
    still.goto(index.url)
    assert shown(still) == ["Австрия", "Армения", "Казахстан", "Кыргызстан", "Узбекистан"]
    assert still.locator("button:visible, input:visible, select:visible").count() == 0
    assert still.locator("tbody a").count() == 10


def test_plans_stand_in_the_order_that_browsers_know_too(browser: Browser) -> None:
    from babel import Locale

    from roadmap.i18n.language import get_language

    page = browser.new_page()
    for language in DOCUMENT_LANGUAGES:
        names = [name for code, name in Locale.parse(language).territories.items() if len(code) == 2]
        plain = [name for name in names if re.fullmatch(r"[^\W\d_]+", name)]
        ordered = page.evaluate("([names, of]) => names.sort(new Intl.Collator(of).compare)", [plain, language])
        assert sorted(plain, key=get_language(language).order) == ordered, language


def test_the_keyboard_reaches_every_box_that_scrolls(browser: Browser, pages: Path) -> None:
    page = browser.new_page(viewport={"width": 800, "height": 900})
    page.goto((pages / "by-kg-2026-2030.ru.html").as_uri())
    boxes = page.evaluate(
        "[...document.querySelectorAll('*')].filter(e => e.scrollWidth > e.clientWidth + 1"
        " && ['auto', 'scroll'].includes(getComputedStyle(e).overflowX)).map(e => e.tabIndex)"
    )
    assert boxes, "the calendar scrolls at this width"
    assert set(boxes) == {0}


def test_letters_on_a_phone_are_no_smaller_than_eleven_pixels(browser: Browser, pages: Path) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 780})
    page.goto((pages / "by-kg-2026-2030.ru.html").as_uri())
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('svg text')].map(t => parseFloat(getComputedStyle(t).fontSize)"
        " * t.ownerSVGElement.clientWidth / t.ownerSVGElement.viewBox.baseVal.width))"
    )
    assert smallest >= 11


def test_paper_has_everything_in_order_with_numbers_of_pages(browser: Browser, pages: Path, tmp_path: Path) -> None:
    plan = roadmap.load(PROJECT / "plans" / "kyrgyzstan.yaml")
    texts = printed(browser.new_page(), pages / "by-kg-2026-2030.ru.html", tmp_path)
    whole = squeezed(" ".join(texts))
    assert len(texts) > 10
    for _path, _area, measure in plan.located_measures():
        assert squeezed(str(measure.title.find("ru")[1])) in whole, measure.id
    assert [text.strip().split()[0] for text in texts[1:]] == [str(number) for number in range(2, len(texts) + 1)]
    assert not texts[0].strip().startswith("1")
    heads = [text for text in texts if "Ожидаемый результат" in text and "Мероприятия:" not in text]
    assert heads, "the heads of a table that goes on are repeated"


def printed(page: Page, file: Path, folder: Path) -> list[str]:
    """The texts of the pages that a browser prints."""
    page.goto(file.as_uri())
    pdf = folder / "printed.pdf"
    page.pdf(path=pdf, prefer_css_page_size=True)
    command = [program("pdftotext", "poppler-utils"), "-layout", str(pdf), "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return said.removesuffix("\f").split("\f")


def squeezed(text: str) -> str:
    """A text without the breaks and hyphens that a narrow column puts into it: letters and digits alone."""
    return re.sub(r"[\W_]+", "", text)


def test_the_html_checker_finds_nothing(pages: Path) -> None:
    files: list[Any] = sorted(pages.glob("*.html"))
    assert len(files) == len(names())
    told = checked(*files)
    assert (told.returncode, told.stdout + told.stderr) == (0, "")


def test_the_html_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.html"
    wrong.write_text("<!DOCTYPE html><html lang=en><title>x</title><p><div></p>", encoding="utf-8")
    assert checked(wrong).returncode == 1


def checked(*files: Path) -> subprocess.CompletedProcess[str]:
    jar = file_in("ROADMAP_HTML_CHECKER", "vnu.jar", "vnu-jar")
    command = [program("java", "default-jre-headless"), "-Xss1m", "-jar", str(jar), "--Werror"]
    command += ["--also-check-svg", "--also-check-css", *map(str, files)]
    return subprocess.run(command, check=False, capture_output=True, text=True)
