"""Whatever a plan's text holds, it comes out of Markdown as that text, by parsers that had no part in writing it."""

import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import mistune
import pytest
from cmarkgfm import github_flavored_markdown_to_html
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from support import examples

import roadmap
from roadmap.documents.markdown import escape, one_line

_IT = MarkdownIt("commonmark").enable(["table", "strikethrough"])
_MISTUNE = mistune.create_markdown(
    renderer="ast", plugins=["table", "strikethrough", "url", "task_lists", "footnotes", "def_list", "abbr", "math"]
)


def by_markdown_it(text: str) -> Iterator[str]:
    """The text of each inline run, as markdown-it-py reads it; markup shows as its kind in angle brackets."""
    for token in _IT.parse(text):
        if token.type == "inline":
            yield "".join(
                child.content if child.type in ("text", "text_special") else f"<{child.type}>"
                for child in token.children or ()
            )


def by_mistune(text: str) -> Iterator[str]:
    """The same, as mistune reads it."""
    tokens = _MISTUNE(text)
    assert isinstance(tokens, list)
    yield from (said for token in tokens for said in _runs(token))


def _runs(token: dict[str, Any]) -> Iterator[str]:
    children = token.get("children", [])
    if any(child["type"] in _INLINE for child in children):
        yield "".join(child["raw"] if child["type"] == "text" else f"<{child['type']}>" for child in children)
    else:
        for child in children:
            yield from _runs(child)


def by_github(text: str) -> Iterator[str]:
    """The same, as the parser that GitHub itself uses reads it."""
    page = _Blocks()
    page.feed(github_flavored_markdown_to_html(text))
    page.close()
    yield from page.blocks


class _Blocks(HTMLParser):
    """The text of each block of a page; inline elements show as their name in angle brackets."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("p", "h1", "li", "td", "th", "blockquote"):
            self.blocks.append("")
        elif tag not in ("table", "thead", "tbody", "tr", "ul", "ol") and not _mail(attrs):
            self.blocks[-1] += f"<{tag}>"

    def handle_data(self, data: str) -> None:
        if self.blocks and data.strip("\n"):
            self.blocks[-1] += data.strip("\n")


def _mail(attrs: list[tuple[str, str | None]]) -> bool:
    """A mail address, which GitHub makes a link of whatever stands before it."""
    return attrs[:1] != [] and attrs[0][0] == "href" and str(attrs[0][1]).startswith("mailto:")


_INLINE = {
    "text", "emphasis", "strong", "codespan", "link", "image", "inline_html", "linebreak", "softbreak", "strikethrough",
    "inline_math", "footnote_ref", "abbr",
}  # fmt: skip

PLACES = {
    "paragraph": "{}",
    "heading": "# {}",
    "list": "- {}",
    "quote": "> {}",
    "numbered list": "1. {}",
    "cell": "| a | b |\n| -- | -- |\n| {} | b |",
}
TEXTS = st.text(max_size=60) | st.text("\\`*_[]<>&|~$@#:+-=.!(){}1 9a\n\t\"'wW/^", max_size=30)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("read", [by_markdown_it, by_mistune, by_github])
@given(text=TEXTS)
@examples(4)
@example(text="a|b")
@example(text="<b>&amp;</b>")
@example(text="1. first")
@example(text="12345) x")
@example(text="[x](javascript:alert)")
@example(text="www.example.org and https://example.org, someone@example.org")
@example(text="---")
@example(text="a\n---\nb")
@example(text="~~x~~ $x$ [^1] [ ] x")
@example(text="ңөү Ўўі 2027\u00a0г.")
@example(text="\\|")
def test_a_text_comes_out_as_that_text(place: str, read: Callable[[str], Iterator[str]], text: str) -> None:
    expected = one_line(text)
    if not expected:
        return
    said = list(read(PLACES[place].format(escape(text))))
    assert [block for block in said if block][2 if place == "cell" else 0] == expected


@given(st.text())
def test_one_line_loses_nothing_but_space_and_what_cannot_be_seen(text: str) -> None:
    line = one_line(text)
    assert "\n" not in line
    assert _seen(line) == _seen(text)


def _seen(text: str) -> str:
    return "".join(c for c in text if not c.isspace() and c != "\ufffd" and unicodedata.category(c) not in ("Cc", "Cs"))


def test_a_link_keeps_its_address_and_a_text_never_becomes_one(small: str) -> None:
    title, url = "[click](javascript:alert(1)) <img>", "https://example.org/a(b)?x=1&y=<2>"
    text = small.replace(
        "note: {title: {en: A note, ru: Записка}}",
        f'note: {{title: "{title}", url: "https://example.org/a(b)?x=1&y=2"}}',
    )
    document = roadmap.render(roadmap.loads(text), format="md", language="en")
    links = [
        token.attrs["href"]
        for block in _IT.parse(document)
        for token in block.children or ()
        if token.type == "link_open"
    ]
    assert links == [url.replace("<2>", "2")]
    assert any(title in said for said in by_markdown_it(document.replace("[\\[click", "\\[click")))


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", ["kyrgyzstan", "kazakhstan"])
def test_every_row_of_every_table_has_the_cells_of_its_head(name: str, language: str, project: Path) -> None:
    plan = roadmap.load(project / "plans" / f"{name}.yaml")
    document = roadmap.render(plan, format="md", language=language)
    tables = [token for token in _IT.parse(document) if token.type == "table_open"]
    lines = document.splitlines()
    for table in tables:
        assert table.map is not None
        rows = [line.replace("\\|", "").count("|") for line in lines[slice(*table.map)]]
        assert len(set(rows)) == 1, lines[table.map[0]]
    assert len(tables) >= sum(bool(area.measures) for area in plan.areas)
