"""A plan as one language reads it: plain frozen data that templates lay out and need not work on.

Every text here is ready to show: chosen for the language, numbers and dates in words, sources numbered in the order in which
a reader meets them. This is the interface that templates see.
"""

from typing import NamedTuple

from roadmap.documents.views.charts import Chart, Columns

__all__ = [
    "Act",
    "ApprovalView",
    "AreaReview",
    "AreaView",
    "BehindView",
    "CalendarArea",
    "CalendarGroup",
    "CalendarRow",
    "CalendarView",
    "Card",
    "Cite",
    "Document",
    "FactView",
    "FigureView",
    "IndexEntry",
    "IndicatorView",
    "Keys",
    "Link",
    "MeasureView",
    "NoteView",
    "OwedRow",
    "OwedView",
    "PushedView",
    "ReportView",
    "ResponsibleView",
    "ReviewView",
    "SeriesView",
    "SignatureView",
    "SourceView",
    "StatusView",
    "TableView",
    "TradeRow",
    "TradeView",
]


class Cite(NamedTuple):
    """A reference to a numbered source: `anchor` is where it stands, `source` what it points to."""

    number: int
    anchor: str
    source: str


class SourceView(NamedTuple):
    """One numbered note."""

    number: int
    anchor: str
    title: str
    publisher: str
    date: str
    url: str
    note: str
    cites: tuple[Cite, ...]


class Link(NamedTuple):
    """The same document in another language."""

    language: str
    name: str
    current: bool


class Card(NamedTuple):
    """One number that a minister asks for."""

    label: str
    value: str
    unit: str
    note: str


class ApprovalView(NamedTuple):
    """A stamp at the head of the document; `signed` by a person, whose line it needs, or by a decision."""

    key: str
    stamp: str
    by: str
    name: str
    date: str
    signed: bool


class Act(NamedTuple):
    title: str
    date: str
    cites: tuple[Cite, ...]


class FactView(NamedTuple):
    """One line of an area's fact table. `values` holds one text or several; `proposal` marks what no source backs."""

    label: str
    values: tuple[str, ...]
    cites: tuple[Cite, ...]
    proposal: bool


class TableView(NamedTuple):
    """Rows of texts under heads; `numbers` tells which columns are set to the right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    proposal: bool = False
    cites: tuple[Cite, ...] = ()


class SeriesView(NamedTuple):
    """One line of an area's table by year: a text for each of its years, empty where there is no number."""

    label: str
    numbers: tuple[str, ...]
    cites: tuple[Cite, ...]
    proposal: bool


class FigureView(NamedTuple):
    """A published number."""

    name: str
    value: str
    period: str
    note: str
    cites: tuple[Cite, ...]


class IndicatorView(NamedTuple):
    name: str
    unit: str
    baseline: str
    target: str
    actual: str
    cites: tuple[Cite, ...]


class ResponsibleView(NamedTuple):
    """Who answers for a measure on one side: the lead first, then those who take part."""

    party: str
    leads: tuple[str, ...]
    partners: tuple[str, ...]


class ReportView(NamedTuple):
    """What was reported of a measure: when, and as far as it was said the status, the actual value, the words."""

    date: str
    status_word: str
    actual: str
    text: str
    cites: tuple[Cite, ...]


class MeasureView(NamedTuple):
    number: str
    id: str
    anchor: str
    title: str
    due: str
    responsible: tuple[ResponsibleView, ...]
    result: str
    indicator: IndicatorView | None
    reports: tuple[ReportView, ...]
    financing: tuple[str, ...]
    status: str
    sign: str
    status_word: str
    after: tuple[str, ...]
    note: str
    cites: tuple[Cite, ...]
    proposal: bool


class AreaView(NamedTuple):
    number: int
    anchor: str
    kind: str
    title: str
    summary: str
    facts: tuple[FactView, ...]
    years: tuple[int, ...]
    series: tuple[SeriesView, ...]
    charts: tuple[Columns, ...]
    tables: tuple[TableView, ...]
    figures: tuple[FigureView, ...]
    measures: tuple[MeasureView, ...]


class CalendarRow(NamedTuple):
    """When one measure is due: how many steps lie before, under and after its bar."""

    number: str
    anchor: str
    title: str
    before: int
    length: int
    after: int
    due: str
    repeats: bool
    status: str
    sign: str
    status_word: str


class CalendarArea(NamedTuple):
    number: int
    anchor: str
    title: str
    rows: tuple[CalendarRow, ...]


class CalendarGroup(NamedTuple):
    """What is due in one quarter or year, or what comes again and again."""

    title: str
    rows: tuple[CalendarRow, ...]


class CalendarView(NamedTuple):
    """All measures over the plan's period: by area for a chart, in groups by time for a list.

    years: each with how many steps of it there are; steps: what each step is called in its year, empty where steps are years;
    today: the number of the step in which the plan's date lies, from 0; -1 where it lies outside.
    """

    years: tuple[tuple[str, int], ...]
    steps: tuple[str, ...]
    width: int
    today: int
    areas: tuple[CalendarArea, ...]
    groups: tuple[CalendarGroup, ...]


class NoteView(NamedTuple):
    """What `check` found that a reader should know: what it is about, where that stands, and what was found."""

    about: str
    anchor: str
    text: str


class TradeRow(NamedTuple):
    period: str
    turnover: str
    exports: str
    imports: str
    reporter: str
    note: str
    cites: tuple[Cite, ...]


class TradeView(NamedTuple):
    title: str
    unit: str
    summary: str
    rows: tuple[TradeRow, ...]
    with_flows: bool
    targets: tuple[TradeRow, ...]
    growth: tuple[TradeRow, ...]
    computed: tuple[TradeRow, ...]
    chart: Chart | None
    way: Chart | None
    way_table: TableView | None
    pace: str


class SignatureView(NamedTuple):
    party: str
    office: str
    name: str


class Document(NamedTuple):
    """All that a template needs for one plan in one language; `mark` begins the anchors of one beside another language.

    iso_date: the plan's date for machines, the last day of it; empty where it has none.
    """

    id: str
    language: str
    mark: str
    links: tuple[Link, ...]
    paper: str
    title: str
    parties: tuple[str, ...]
    full_parties: tuple[str, ...]
    period: str
    stage: str
    stage_word: str
    draft: bool
    date: str
    iso_date: str
    preamble: str
    legal_basis: tuple[Act, ...]
    approvals: tuple[ApprovalView, ...]
    cards: tuple[Card, ...]
    trade: TradeView | None
    calendar: CalendarView | None
    areas: tuple[AreaView, ...]
    notes: tuple[NoteView, ...]
    sources: tuple[SourceView, ...]
    signatures: tuple[SignatureView, ...]
    signs: tuple[tuple[str, str, str], ...]


class Keys(NamedTuple):
    """By what a plan is sorted among others: numbers and days as programs compare them; empty where there is nothing."""

    period: str
    turnover: str
    target: str
    reached: str
    done: str
    late: str


class IndexEntry(NamedTuple):
    """One plan in the index; `documents` holds the code and the name of each language, with the formats.

    countries: the parties that not every plan of the index has.
    unit: what turnover and target are counted in, where that is not the same in all plans.
    reached: the share of the target that there is already; covered: what the areas cover of the rest; bar: both and what is left,
        in percent of the target; bar_text: the same in words.
    done, late: how many measures; `late` is empty where the plan has no date.
    """

    id: str
    title: str
    countries: tuple[str, ...]
    period: str
    stage_word: str
    turnover: str
    turnover_period: str
    target: str
    target_period: str
    unit: str
    reached: str
    covered: str
    bar: tuple[int, int, int]
    bar_text: str
    measures: str
    done: str
    late: str
    documents: tuple[tuple[str, str, tuple[str, ...]], ...]
    keys: Keys


# Where plans stand on a day


class OwedRow(NamedTuple):
    """One deadline with something still owed: `time` says how late it is, or in how many days it is due.

    report: the last report on the measure in one line.
    """

    number: str
    id: str
    title: str
    country: str
    due: str
    time: str
    late: bool
    status: str
    sign: str
    status_word: str
    report: str
    result: str
    indicator: str
    target: str
    partners: tuple[str, ...]


class OwedView(NamedTuple):
    """What one body owes: late deadlines first, then those due soon."""

    body: str
    party: str
    late: str
    soon: str
    rows: tuple[OwedRow, ...]


class AreaReview(NamedTuple):
    """How far the measures of one area are."""

    number: str
    title: str
    measures: str
    done: str
    late: str
    soon: str


class PushedView(NamedTuple):
    """A measure that what it waits for (`needed`, by number) keeps from being in time."""

    number: str
    title: str
    due: str
    begins: str
    needed: str


class BehindView(NamedTuple):
    """An indicator that has reached less than it should by now."""

    number: str
    title: str
    indicator: str
    reached: str
    expected: str
    goal: str


class ReviewView(NamedTuple):
    """Where one plan stands: its way to the target, and how far its measures are.

    reached, needed, best, covered: percent in words, empty where not known; steps: what each area adds, and what nothing covers.
    chain: numbers and titles of the measures, each waiting for the one before it, that have the least room.
    silent: of how many indicators nothing is known, though something should be reached by now; empty for none.
    """

    id: str
    country: str
    title: str
    period: str
    stage_word: str
    unit: str
    start_period: str
    start: str
    target_period: str
    target: str
    reached: str
    needed: str
    best: str
    covered: str
    steps: tuple[tuple[str, str], ...]
    rest: str
    measures: str
    done: str
    late: str
    soon: str
    areas: tuple[AreaReview, ...]
    pushed: tuple[PushedView, ...]
    behind: tuple[BehindView, ...]
    silent: str
    chain: tuple[tuple[str, str], ...]
    room: str


class StatusView(NamedTuple):
    """What is late, whether targets are in reach, and how the countries stand, on a day.

    body: the name of the body that all of it is for; empty for all bodies.
    broken: the files of plans that have mistakes, and are not shown.
    """

    language: str
    title: str
    body: str
    on: str
    until: str
    broken: str
    cards: tuple[Card, ...]
    owed: tuple[OwedView, ...]
    reviews: tuple[ReviewView, ...]
