"""Strings that break other programs, in every free text that a plan can hold: refused with a place, or shown as they are.

A plan is made of the declarations, with a plain word in each of its texts. A naughty string in place of the words must leave the
document as it was but for the words: the same elements, attributes, links and blocks, the string where each word stood.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import file_in
from test_markdown import by_github, by_markdown_it, by_mistune
from test_pages import DRAWING, Element, Page

import roadmap
from roadmap import areas
from roadmap.diagnostics.formats import FORMATS, Report
from roadmap.errors import FieldError
from roadmap.i18n.language import get_language
from roadmap.model.area import Area
from roadmap.model.codes import DEVICES, BodyId, Country, Id, SourceId
from roadmap.model.fields import FieldInfo, field_infos
from roadmap.model.plan import Body, Plan, Source
from roadmap.model.text import Text, clean
from roadmap.rules.registry import settings as set_by

# Strings of one kind on a line, divided by two spaces; what needs other divisions or escapes stands below.
NAUGHTY = {
    "words of programs": "undefined  undef  null  NULL  (null)  nil  None  NaN  Infinity  -Infinity  true"
    "  False  then  constructor"
    "  hasOwnProperty  __proto__  __dict__  \\  \\\\  ~  -  --  ---  ...  .  ,  ;",
    "numbers": "0  1  1.00  $1.00  1/2  1E2  -1  1/0  0..0  0,0,0  --1  +1  0x0  0xffffffffffffffff"
    "  1e1000  01000  08  1_000  12:30"
    "  999999999999999999999999999999999999999999  1,000,000.00  1'000  2026-02-30  ٠١٢  ⅔  ⁰⁴⁵₀₁₂",
    "YAML": "key: value  - item  ? key  !tag  &anchor  *alias  @at  `tick`  %YAML  {a: b}  [a, b]"
    "  'quoted'  \"quoted\"  # comment"
    "  a #b  a: b  yes  NO  <<  =  |  >  |-  >+",
    "signs": ",./;'[]\\-=  <>?:\"{}|_+  !@#$%^&*()`~  '  ''  \"\"  '\"'  \"''''\"'\"  «»„“”‘’"
    "  ¡™£¢∞§¶•ªº–≠  ÷≥≤µ˜∫√ç≈Ω",
    "scripts": "ру́сский  ңөү ҢӨҮ ўі  田中さんにあげて  社會科學院語學研究所  울란바토르  찦차를  שלום  مرحبا  ไทย  ᚛ᚄᚓ᚜"
    "  ǅ ß ſ ﬁ İ ı  Ⱥ Ⱦ  ｆｕｌｌ",
    "emoji": "😍  👩🏽  👨🏿‍🦰  🇰🇬🇧🇾  0️⃣ 1️⃣  (╯°□°）╯︵ ┻━┻)  ( ͡° ͜ʖ ͡°)  ¯\\_(ツ)_/¯  __ﾛ(,_,*)  ・(￣∀￣)・:*:",
    "stacked marks": "Z̧̛̤͕͎̭̲͉ͮͦ̎a͔̝̼͛̓ĺ̶͇̜g̤͖̽̾o̵͍͂!  ̄a  Å Å Å  ḍ̇ ḍ̇",
    "markup": "<script>alert(1)</script>  <b>  </b>  </td></table>  </title>  </style><script>  <!--  -->"
    "  <![CDATA[x]]>  &lt;  &amp;amp;"
    "  &#0;  &#x41;  &nbsp  <img src=x onerror=alert(1)>  \"><svg/onload=alert(1)>"
    "  ' onmouseover='alert(1)  <a href=\"javascript:x\">x</a>"
    "  <ScRiPt>  <<a>>  <scr<script>ipt>  <?php echo 1 ?>  <details open ontoggle=x>  </svg></text>"
    "  <style>*{x:expression(1)}",
    "templates": "{{ 7*7 }}  {{7*'7'}}  {% raw %}  {% endblock %}  {# x #}  ${7*7}  #{7*7}  <%= 7 %>"
    "  {{ self.__init__ }}  %s%n  %(n)s  %d  a %"
    "  100%  {0}  {n.__class__}  $HOME  $(id)  `id`  %APPDATA%",
    "Markdown": "# x  #x  * x  + x  1. x  1) x  **x**  _x_  ~~x~~  `x`  ```  ~~~  > x"
    "  [x](javascript:alert)  ![x](y)  [x]: y  [^1]  <y:z>"
    "  x|y  |  | --- |  ===  ***  ___  x\\  :smile:  - [ ] x  $x$  $$  <!-- x -->  \\|  \\*  *[x]: y  : x"
    "  ==x==  H~2~O  www.x.org"
    "  https://x.org/?a=b&c=d#e  x@example.org  javascript:alert(1)  data:text/html,x  vbscript:x"
    "  file:///etc/passwd",
    "files and shells": "../../etc/passwd  /dev/null  C:\\Windows\\x  CON  con  nul  COM1  LPT9  aux.md  ."
    "  ..  ~/x  x/y  x;y  |x  && x"
    "  ; rm x  `x`  $(x)  () { 0; }; x  --help  -rf  file.html  a%00b  %2e%2e%2f",
    "databases and sheets": "' OR 1=1 -- 1  1;DROP TABLE users  '; EXEC x --  =1+1  =HYPERLINK(\"x\")  +1"
    "  @SUM(1)  ;a;b  %27",
    "names of plans": "by-kg  a--b  a-  -a  A  a_b  a.b  a b  %61  а-б  plan  index  prn  com9  lpt1  0",
}  # fmt: skip
SPACES = "\t \n \x0b \x0c \r \x85 \xa0 \u1680 \u2003 \u2028 \u2029 \u202f \u205f \u3000".split(" ")
UNSEEN = [
    *(chr(number) for number in (*range(0x20), *range(0x7F, 0xA0))),
    *"\xad\u034f\u061c\u115f\u180e\u200b\u200c\u200d\u200e\u202a\u202e\u2060\u2066\u2069\ufe0f\ufeff\ufff9\ufffd\ufffe\uffff",
    *"\ue000\U000e0001\U000e0041\U0010ffff",
]
LONG = [
    "x" * 5_000,
    "слово " * 500,
    "<" * 500,
    "\\" * 500,
    "*" * 500,
    "`" * 500,
    "[" * 500,
    "&" * 500,
    "e" + "\u0301" * 300,
]
STRINGS = list(dict.fromkeys([
    "", " ", *(string for line in NAUGHTY.values() for string in line.split("  ")),
    *(f"a{space}b" for space in SPACES), *SPACES, "a\n\nb", "a\n# b", "a\n- b", "a\n---\nb", " a ", "a \n b", "\na",
    *(f"a{sign}b" for sign in UNSEEN), "\ud800", *LONG,
]))  # fmt: skip

WORD = re.compile(r"word\d+word")


# A plan with a word in every free text


@cache
def wordy() -> str:
    """A plan with all that its declarations offer for texts, each text a word of its own."""
    entries = _record(Plan, 0, (f"word{number}word" for number in range(1000)))
    return "\n".join(f"{key}: {value}" for key, value in entries)


def _record(cls: Any, place: int, words: Iterator[str]) -> Iterator[tuple[str, str]]:
    """The keys of a record with their values in YAML: all that lead to a text, and those that cannot be left out."""
    if issubclass(cls, Area):
        yield "kind", cls.kind
    for field in field_infos(cls):
        if place and issubclass(cls, Area) and field in field_infos(Area) and not field.required:
            continue  # what all kinds have stands in the first area; the document shows it alike in each
        if _free(field):
            word = f"{{en: {next(words)}}}" if field.type is Text else next(words)
            yield field.key, f"[{word}]" if field.many else word
        elif field.type is Area or _leads_to_text(field.type):
            classes = [areas.find(kind) for kind in areas.kinds()] if field.type is Area else [field.type]
            records = [dict(_record(each, n, words)) for n, each in enumerate(classes * max(1, field.min_items))]
            if field.by_id:
                del records[0]["id"]
            inside = ", ".join(_mapping(record) for record in records)
            if field.by_id:
                yield field.key, f"{{{_id_of(field.type)}: {inside}}}"
            else:
                yield field.key, f"[{inside}]" if field.many else inside
        elif field.required or field.name in SHOWN_WITH:
            given = _GIVEN[field.type](place, next(words)) if field.type in _GIVEN else field.example
            yield field.key, f"[{given}]" if field.many and not given.startswith("[") else given


def _mapping(record: dict[str, str]) -> str:
    return f"{{{', '.join(f'{key}: {value}' for key, value in record.items())}}}"


def _free(field: FieldInfo) -> bool:
    """Whether a field holds whatever a person likes to write, and names nothing."""
    return field.type is Text or (field.type is str and field.pattern is None and field.name != "id")


def _leads_to_text(cls: Any) -> bool:
    """Whether a record holds a free text, or holds a record that does."""
    return cls is not Text and attrs.has(cls) and any(_free(d) or _leads_to_text(d.type) for d in field_infos(cls))


def _id_of(cls: type) -> str:
    return next(field.example for field in field_infos(cls) if field.name == "id")


SHOWN_WITH = {"turnover", "percent", "source"}
"""What is not needed, but a note is shown with it."""

_GIVEN: dict[Any, Callable[[int, str], str]] = {
    Id: lambda place, word: word.replace("word", "id"),
    Country: lambda place, word: ("BY", "KG")[place % 2],
    SourceId: lambda place, word: _id_of(Source),
    BodyId: lambda place, word: _id_of(Body),
}


def filled(string: str) -> str:
    """The plan with a string in place of every word."""
    given = quoted(string)
    return WORD.sub(lambda word: given, wordy())


def quoted(string: str) -> str:
    """A string in YAML, each of its letters by its number."""
    return '"' + "".join(f"\\U{ord(letter):08x}" for letter in string) + '"'


# What a document holds


Parts = list[tuple[str, ...]]


def html_parts(text: str) -> Parts:
    """The elements of a page with their attributes, and its texts; of its drawings, where labels are cut, nothing."""
    page = Page("page", text)

    def drawn(element: Element) -> bool:
        return "svg" in (element.name, *(around.name for around in element.around))

    assert {element.name for element in page.elements if drawn(element)} <= DRAWING
    elements = [
        (element.name, *(f"{key}={value}" for key, value in sorted(element.attributes.items())))
        for element in page.elements
        if not drawn(element)
    ]
    return elements + [(element.name, text) for element, text in page.texts if text.strip() and not drawn(element)]


def markdown_parts(text: str) -> Parts:
    """The blocks of a document as three parsers see them."""
    return [
        (read.__name__, block)
        for read in (by_markdown_it, by_mistune, by_github)
        for block in read(text)
        if block.strip()
    ]


PARTS: dict[str, Callable[[str], Parts]] = {"html": html_parts, "md": markdown_parts}
LOOKED_AT = (("html", "ru"), ("md", "en"))
"""In Russian every text is one of another language, and marked as such."""


@cache
def parts_with_words(to: str, language: str) -> Parts:
    return PARTS[to](roadmap.render(roadmap.loads(wordy()), format=to, language=language))


def even(text: str) -> str:
    """A text as the model has it (NFC), white space as a browser shows it."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def bare(text: str) -> str:
    """A text without any white space: for one that begins or ends with some, of which formats keep more or less."""
    return even(text).replace(" ", "")


def taken(text: str) -> roadmap.Plan | None:
    """The plan; none where it is refused: then each finding has its place in it."""
    try:
        return roadmap.loads(text, name="plan.yaml")
    except roadmap.PlanError as error:
        found = error.diagnostics
    assert all(one.file == "plan.yaml" and one.line and one.column for one in found)
    assert {one.code for one in found} <= REFUSALS, found
    return None


REFUSALS = {"RM002", "RM006", "RM007", "RM013", "RM016"}
"""What can be said of a string: it is no YAML, no text, no possible value, cannot be seen, is no name of a file."""


def check_shown(plan: roadmap.Plan, string: str) -> None:
    """The documents of a filled plan are those of the plan with words, but for the string in the place of the words.

    A text in a language is typeset ("7 %" is printed as "7%"), a plain one is not; both are compared as typeset.
    """
    typeset = get_language("en").typeset

    def seen(part: str) -> str:
        return typeset(even(part) if string == string.strip() else bare(part)).replace("\u2212", "-")

    for to, language in LOOKED_AT:
        shown = [tuple(map(seen, parts)) for parts in PARTS[to](roadmap.render(plan, format=to, language=language))]
        wanted = [
            tuple(seen(WORD.sub(lambda word: string, part)) for part in parts)
            for parts in parts_with_words(to, language)
        ]
        assert shown == wanted, (to, language)


# The tests


def test_the_plan_has_every_free_text_and_the_documents_show_all_but_two() -> None:
    words = WORD.findall(wordy())
    keys = {field.key for cls in _records(Plan) for field in field_infos(cls) if _free(field)}
    assert (
        {"title", "result", "losses_class"} <= keys == set(re.findall(rf"(\w+): \[?(?:{{en: )?{WORD.pattern}", wordy()))
    )
    for to, language in LOOKED_AT:
        text = " ".join(text for parts in parts_with_words(to, language) for text in parts)
        hidden = [word for word in words if word not in WORD.findall(text)]
        assert [re.findall(rf"(\w+): {{en: {word}", wordy()) for word in hidden] == [["reason"], ["short_name"]]


def _records(cls: Any) -> set[Any]:
    inner = {field.type for field in field_infos(cls) if _leads_to_text(field.type)} - {Area}
    kinds = {areas.find(kind) for kind in areas.kinds()} if cls is Plan else set()
    return {cls}.union(*(_records(each) for each in inner | kinds))


@pytest.mark.e2e
@pytest.mark.parametrize("part", range(8))
def test_the_public_list_of_naughty_strings_is_refused_with_a_place_or_shown_as_it_is(part: int) -> None:
    public = file_in("ROADMAP_NAUGHTY_STRINGS", "blns.json", "big-list-of-naughty-strings")
    strings = json.loads(public.read_text(encoding="utf-8"))
    assert len(strings) > 400
    refused_or_shown(strings[part::8])


@pytest.mark.parametrize("strings", [STRINGS[start::8] for start in range(8)], ids=range(8))
def test_a_naughty_string_is_refused_with_a_place_or_shown_as_it_is(strings: list[str]) -> None:
    refused_or_shown(strings)


def refused_or_shown(strings: list[str]) -> None:
    for string in strings:
        plan = taken(filled(string))
        try:
            possible = clean(string) is not None
        except FieldError:
            possible = False
        assert (plan is not None) == possible, string
        if plan is not None:
            check_shown(plan, string)


@given(st.text(max_size=40) | st.lists(st.sampled_from(STRINGS), max_size=3).map(" ".join))
def test_any_string_is_refused_with_a_place_or_shown_as_it_is(string: str) -> None:
    plan = taken(filled(string))
    if plan is not None:
        check_shown(plan, string)


def test_an_id_is_a_file_name_that_every_system_takes_or_is_refused_with_a_place(small: str, tmp_path: Path) -> None:
    for string in STRINGS:
        (tmp_path / "plan.yaml").write_text(small.replace("by-kg-small", quoted(string)), encoding="utf-8")
        plan = taken(small.replace("by-kg-small", quoted(string)))
        if plan is not None:
            assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", plan.id)
            assert plan.id not in DEVICES
            written = roadmap.build(
                [tmp_path / "plan.yaml"], output_dir=tmp_path / "out", formats=["md"], languages=["en"]
            )
            assert {path.relative_to(tmp_path) for path in written} == {
                Path(f"out/{plan.id}.en.md"),
                Path("out/index.html"),
                Path("out/index.md"),
            }


def test_an_address_is_of_a_known_scheme_or_is_refused_with_a_place(small: str) -> None:
    addresses = 0
    for string in (*STRINGS, *(f"https://example.org/{string}" for string in STRINGS)):
        plan = taken(small.replace("ru: Записка}", f"ru: Записка}}, url: {quoted(string)}"))
        if plan is None:
            continue
        addresses += 1
        page = Page("page", roadmap.render(plan, format="html", language="en"))
        links = [element.attributes["href"] for element in page.elements if "href" in element.attributes]
        (outside,) = [link for link in links if re.match(r"\s*[^#\w]*[\w+.-]*:", link)]
        assert urlsplit(outside).scheme in ("http", "https", "mailto"), string
    assert addresses > 100


@pytest.mark.parametrize("strings", [STRINGS[start::4] for start in range(4)], ids=range(4))
def test_a_report_says_naughty_strings_within_their_lines(small: str, strings: list[str]) -> None:
    """Also those that a plan cannot hold: they are in the text that is quoted, and in the messages."""
    for string in strings:
        name, given = f"{string.encode(errors='ignore').decode()}.yaml", quoted(string)
        set_off = small.replace("parties:", f"rules: {{RM105: {{level: off, reason: {given}}}}}\nparties:")
        everywhere = set_off
        for place in ("source: note", "kind: tractors", "currency: USD", "due: 2027-Q2"):
            everywhere = everywhere.replace(place, f"{place.partition(':')[0]}: {given}", 1)
        for plan in (set_off, f"{everywhere}{given}: 1\n"):
            report = _reported(plan, name)
            text = FORMATS["text"](report)
            assert not OBEYED.search(text), (plan, text)
            heads = [line for line in text.splitlines() if line and not re.match(r" +\d* *\||  help", line)]
            assert len(heads) == len(report.found) + len(report.settings), text
            assert FORMATS["github"](report).count("\n") == len(heads)
            assert len(json.loads(FORMATS["json"](report))) == len(heads)
            (run,) = json.loads(FORMATS["sarif"](report))["runs"]
            assert len(run["results"]) == len(report.found)


def _reported(text: str, name: str) -> Report:
    try:
        plan = roadmap.loads(text, name=name)
    except roadmap.PlanError as error:
        return Report(error.diagnostics, {name: text}, most=0)
    return Report(roadmap.check(plan), {name: text}, settings=set_by(plan), most=0)


OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""What a terminal obeys, or what changes the order of letters."""
