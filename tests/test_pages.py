"""HTML pages hold together: ids, references, headings, nothing active, nothing fetched, every text as the plan has it.

Neither axe nor the Nu checker notices a reference that points nowhere; a page is therefore read here by the parser of the
standard library and its parts are held against each other.
"""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

import roadmap

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
DRAWING = frozenset("svg g title desc defs pattern path rect text".split())
NASTY = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    "' onclick='alert(3)",
    "&amp; &lt;b&gt; &#60;",
    "javascript:alert(4)",
    "</style><style>@import 'http://example.org'",
    "--><!-- {{ 7*7 }} {% raw %}",
    "</svg></title></table>",
)


class Element(NamedTuple):
    """One element: its name, its attributes, the elements around it."""

    name: str
    attributes: dict[str, str]
    around: tuple["Element", ...]


class Page(HTMLParser):
    """A page as a browser without scripts would see it."""

    def __init__(self, name: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.elements: list[Element] = []
        self.texts: list[tuple[Element, str]] = []
        self.open: list[Element] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        doubled = [name for name, times in Counter(name for name, _value in attrs).items() if times > 1]
        assert not doubled, f"{self.name}: <{tag}> has {doubled} twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.elements.append(element)
        if tag not in VOID and not (self.get_starttag_text() or "").endswith("/>"):
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)  # `<path/>` ends where it starts

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1].name == tag, f"{self.name}: </{tag}> inside <{self.open[-1].name}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.open:
            self.texts.append((self.open[-1], data))

    # What tests ask for

    def ids(self) -> list[str]:
        return [element.attributes["id"] for element in self.elements if "id" in element.attributes]

    def style(self) -> str:
        return "".join(text for element, text in self.texts if element.name == "style")

    def shown(self) -> str:
        """All text outside the head of the page, white space made even."""
        inside = (text for element, text in self.texts if any(e.name == "body" for e in (*element.around, element)))
        return _even("".join(inside))

    def references(self) -> Iterator[tuple[str, str]]:
        """(what refers, the id it names)"""
        for element in self.elements:
            for name, value in element.attributes.items():
                if name in ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "headers", "for"):
                    yield from ((f"{element.name} {name}", id) for id in value.split() or [""])
                elif name == "href" and value.startswith("#"):
                    yield f"{element.name} href", value[1:]
                else:
                    yield from ((f"{element.name} {name}", id) for id in re.findall(r"url\(#([^)]*)\)", value))
        yield from (("style", id) for id in re.findall(r"url\(#([^)]*)\)", self.style()))


def _even(text: str) -> str:
    return " ".join(text.split())


def _pages(folder: Path) -> list[Page]:
    return [Page(file.name, file.read_text("utf-8")) for file in sorted(folder.glob("*.html"))]


def _nasty_plan() -> tuple[str, list[str]]:
    """A plan whose every free text is out to break the page, and these texts, each with a number of its own."""
    texts: list[str] = []

    def text() -> str:
        texts.append(f"t{len(texts)}t {NASTY[len(texts) % len(NASTY)]}")
        return json.dumps(texts[-1], ensure_ascii=False)

    plan = f"""\
format: 1
id: by-kg-nasty
title: {text()}
parties:
  - {{code: BY, name: {text()}, full_name: {text()}}}
  - {{code: KG, name: {text()}, full_name: {text()}}}
period: 2026–2030
languages: [ru, en]
preamble: {text()}
legal_basis:
  - {{title: {text()}, source: note}}
signatures:
  - {{party: BY, office: {text()}, name: {text()}}}
sources:
  note: {{title: {text()}, publisher: {text()}, note: {text()}, url: "https://example.org/?a=1&b=2"}}
bodies:
  by-a: {{party: BY, name: {text()}}}
  kg-a: {{party: KG, name: {text()}}}
  kg-b: {{party: KG, name: {text()}}}
trade:
  currency: USD
  summary: {text()}
  figures:
    - {{period: 2024, turnover: 133, source: note, note: {text()}}}
  growth:
    - {{from: 2023, to: 2024, percent: 10, source: note, note: {text()}}}
  targets:
    - {{period: 2030, turnover: 500, source: note, note: {text()}}}
areas:
  - kind: general
    title: {text()}
    summary: {text()}
    adds_to_trade: {{2030: 400}}
    facts:
      - {{name: {text()}, value: {text()}}}
    figures:
      - {{name: {text()}, value: 5, unit: {text()}, source: note, note: {text()}}}
    measures:
      - id: A-1
        title: {text()}
        due: 2027-Q2
        lead: [by-a, kg-a]
        partners: [kg-b]
        result: {text()}
        note: {text()}
        financing:
          - {{from: {text()}, party: KG}}
        indicator: {{name: {text()}, unit: {text()}, target: {{2030: 500}}}}
"""
    return plan, texts


ONLY_ENGLISH = ("Foreign roadmap", "Foreign Kyrgyzstan", "Foreign tractors", "Foreign measure", "Foreign source")


def _foreign_plan(small: str) -> str:
    """A plan that its first language, Russian, misses texts in."""
    swaps = (
        ("title: {en: A small roadmap, ru: Небольшая дорожная карта}", "title: {en: Foreign roadmap}"),
        ("parties: [BY, KG]", "parties: [BY, {code: KG, name: {en: Foreign Kyrgyzstan}}]"),
        ("title: {en: Tractors, ru: Тракторы}", "title: {en: Foreign tractors}"),
        ("title: {en: Resume assembly, ru: Возобновить сборку}", "title: {en: Foreign measure}"),
        ("title: {en: A note, ru: Записка}", "title: {en: Foreign source}"),
    )
    for old, new in swaps:
        assert old in small
        small = small.replace(old, new)
    return small.replace("id: by-kg-small", "id: by-kg-foreign")


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    folder = tmp_path_factory.mktemp("nasty")
    (folder / "nasty.yaml").write_text(_nasty_plan()[0], encoding="utf-8")
    roadmap.build([folder / "nasty.yaml"], output_dir=folder / "out", formats=("html",))
    return _pages(folder / "out")


@pytest.fixture(scope="module")
def foreign(tmp_path_factory: pytest.TempPathFactory, small: str) -> list[Page]:
    folder = tmp_path_factory.mktemp("foreign")
    (folder / "foreign.yaml").write_text(_foreign_plan(small), encoding="utf-8")
    roadmap.build([folder / "foreign.yaml"], output_dir=folder / "out", formats=("html",))
    return _pages(folder / "out")


@pytest.fixture(scope="module")
def shipped(project: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Page]:
    out = tmp_path_factory.mktemp("shipped")
    roadmap.build([project / "plans" / f"{name}.yaml" for name in ("kyrgyzstan", "kazakhstan")], output_dir=out)
    return _pages(out)


@pytest.fixture(scope="module")
def pages(shipped: list[Page], nasty: list[Page], foreign: list[Page]) -> list[Page]:
    """Both shipped plans, one with nasty texts, one with texts missing; in Russian and English, with their indexes."""
    assert len(shipped) == 10
    assert len(nasty) == len(foreign) == 4
    return [*shipped, *nasty, *foreign]


def test_every_element_is_closed(pages: list[Page]) -> None:
    assert [(page.name, [element.name for element in page.open]) for page in pages if page.open] == []


def test_every_id_is_unique(pages: list[Page]) -> None:
    for page in pages:
        ids = page.ids()
        assert ids
        assert [id for id, times in Counter(ids).items() if times > 1] == [], page.name


def test_every_reference_points_to_an_id(pages: list[Page]) -> None:
    for page in pages:
        ids, references = set(page.ids()), list(page.references())
        assert references
        assert [(what, id) for what, id in references if id not in ids] == [], page.name


def test_charts_refer_to_their_own_patterns(shipped: list[Page]) -> None:
    kinds = Counter(what for page in shipped for what, _id in page.references())
    assert kinds["rect fill"] >= 4
    assert kinds["svg aria-labelledby"] >= 8


def test_headings_go_down_step_by_step(pages: list[Page]) -> None:
    for page in pages:
        levels = [int(element.name[1]) for element in page.elements if re.fullmatch("h[1-6]", element.name)]
        assert levels.count(1) == 1, page.name
        assert levels[0] == 1, page.name
        assert all(lower <= upper + 1 for upper, lower in pairwise(levels)), page.name


def test_every_table_is_named(pages: list[Page]) -> None:
    for page in pages:
        named = {id(element.around[-1]) for element in page.elements if element.name == "caption"}
        tables = [element for element in page.elements if element.name == "table"]
        assert tables
        assert [t.attributes for t in tables if id(t) not in named and "aria-labelledby" not in t.attributes] == []


def test_nothing_is_fetched_and_nothing_runs(pages: list[Page]) -> None:
    for page in pages:
        policies = [
            e.attributes["content"]
            for e in page.elements
            if e.attributes.get("http-equiv", "").lower() == "content-security-policy"
        ]
        scripts = [text for element, text in page.texts if element.name == "script"]
        known = [f"; script-src 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in scripts]
        assert policies == [POLICY + "".join(known)], page.name
        assert len(scripts) == page.name.startswith("index"), page.name
        names = {element.name for element in page.elements}
        assert not names & set("link base iframe object embed form img audio video use image".split()), page.name
        attributes = {name for element in page.elements for name in element.attributes}
        assert not {a for a in attributes if a.startswith("on")}, page.name
        assert not attributes & {"src", "srcset", "action", "formaction", "background", "ping", "xlink:href"}, page.name
        assert not re.search(r"@import|url\((?!#)|expression\(", page.style()), page.name


def test_links_lead_only_where_they_may(pages: list[Page]) -> None:
    outside = 0
    for page in pages:
        for element in page.elements:
            if "href" not in element.attributes:
                continue
            address = element.attributes["href"]
            assert element.name == "a", page.name
            scheme = re.match(r"\s*([a-zA-Z][a-zA-Z0-9+.\s-]*):", address)
            if scheme:
                assert scheme[1] in ("http", "https", "mailto"), (page.name, address)
                assert any(e.attributes.get("class") == "sources" for e in element.around), (page.name, address)
                outside += 1
            else:
                assert re.fullmatch(r"#[\w.-]+|[a-z0-9-]+\.[a-z]+\.(html|md)|index(-[a-z]+)?\.html", address), (
                    page.name,
                    address,
                )
    assert outside


def test_an_address_keeps_its_signs(nasty: list[Page]) -> None:
    for page in nasty[:2]:
        assert "https://example.org/?a=1&b=2" in {element.attributes.get("href") for element in page.elements}


def test_nasty_texts_come_out_as_texts(nasty: list[Page]) -> None:
    _plan, written = _nasty_plan()
    assert len(written) > 30
    for page in nasty[:2]:
        shown = page.shown()
        assert [text for text in written if _even(text) not in shown] == [], page.name
        titles = [_even(text) for element, text in page.texts if element.name == "title"]
        assert titles[0] == written[0], page.name
    for index in nasty[2:]:
        assert _even(written[0]) in index.shown()
        assert _even(written[3]) in index.shown()


def test_nasty_texts_stay_inside_attributes(nasty: list[Page]) -> None:
    _plan, written = _nasty_plan()
    short_names = {written[1], written[3]}
    for page in nasty[:2]:
        labels = {element.attributes.get("data-label") for element in page.elements}
        assert labels >= short_names, page.name


def test_a_text_of_another_language_is_marked(foreign: list[Page]) -> None:
    english, russian, _english_index, index = foreign
    titles = [(element.attributes.get("lang"), text) for element, text in russian.texts if element.name == "title"]
    assert titles[0] == ("en", "Foreign roadmap")
    assert not any(element.attributes.get("class") == "foreign" for element in english.elements)
    for page, texts in ((russian, ONLY_ENGLISH), (index, ONLY_ENGLISH[:1])):
        assert page.elements[0].attributes["lang"] == "ru"
        for wanted in texts:
            found = [
                element
                for element, text in page.texts
                if _even(text).removesuffix(" [en]") == wanted and "svg" not in {e.name for e in element.around}
            ]
            assert found, (page.name, wanted)
            assert {element.attributes.get("lang") for element in found} == {"en"}, (page.name, wanted)
            assert f"{wanted} [en]" in page.shown(), (page.name, wanted)


def test_a_mark_of_language_never_breaks_a_chart_or_an_attribute(pages: list[Page], foreign: list[Page]) -> None:
    drawn = [element for page in pages for element in page.elements if any(e.name == "svg" for e in element.around)]
    assert {element.name for element in drawn} <= DRAWING
    values = [value for page in foreign for element in page.elements for value in element.attributes.values()]
    assert not [value for value in values if "<" in value]
    assert "Foreign Kyrgyzstan" in values
    labels = [
        (element.attributes.get("lang"), text)
        for element, text in foreign[1].texts
        if element.name == "text" and "Foreign tractors" in text
    ]
    assert labels == [("en", "Foreign tractors [en]")]
