"""The classes of views: a plan in one language, as plain frozen data for templates.

All texts are ready to print: in the right language, with numbers and dates in words. Sources are numbered by their
first citation. Templates rely on these names; `templates/README.md` describes every field.
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
    """A reference to a numbered source; `anchor` is its own place, `source` the anchor of the source."""

    number: int
    anchor: str
    source: str


class SourceView(NamedTuple):
    """A numbered source, with the references to it."""

    number: int
    anchor: str
    title: str
    publisher: str
    date: str
    url: str
    note: str
    cites: tuple[Cite, ...]


class Link(NamedTuple):
    """A link to the same document in another language; `current` marks this document."""

    language: str
    name: str
    current: bool


class Card(NamedTuple):
    """A key number at the head of the document."""

    label: str
    value: str
    unit: str
    note: str


class ApprovalView(NamedTuple):
    """A stamp at the head of the document; `signed` tells a person's signature from a decision."""

    key: str
    stamp: str
    by: str
    name: str
    date: str
    signed: bool


class Act(NamedTuple):
    """An act of the legal basis."""

    title: str
    date: str
    cites: tuple[Cite, ...]


class FactView(NamedTuple):
    """A line of an area's facts; `values` holds one or more texts, `proposal` marks a fact without a source."""

    label: str
    values: tuple[str, ...]
    cites: tuple[Cite, ...]
    proposal: bool


class TableView(NamedTuple):
    """A table of texts with heads; `numbers` marks the columns to align right."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    proposal: bool = False
    cites: tuple[Cite, ...] = ()


class SeriesView(NamedTuple):
    """A line of an area's table by year: a text per year, empty for no number."""

    label: str
    numbers: tuple[str, ...]
    cites: tuple[Cite, ...]
    proposal: bool


class FigureView(NamedTuple):
    """A published number, with its unit in `value`."""

    name: str
    value: str
    period: str
    note: str
    cites: tuple[Cite, ...]


class IndicatorView(NamedTuple):
    """The indicator of a measure, with its values by year."""

    name: str
    unit: str
    baseline: str
    target: str
    actual: str
    cites: tuple[Cite, ...]


class ResponsibleView(NamedTuple):
    """The bodies of one party that are responsible for a measure: the leads, then the partners."""

    party: str
    leads: tuple[str, ...]
    partners: tuple[str, ...]


class ReportView(NamedTuple):
    """A report on a measure; status, actual value and text are empty if they were not reported."""

    date: str
    status_word: str
    actual: str
    text: str
    cites: tuple[Cite, ...]


class MeasureView(NamedTuple):
    """A measure, as its row in the table of an area.

    Attributes:
        number: Its number in the document, such as "2.1".
        responsible: The bodies of each party.
        status: The status as plans write it; `sign` and `status_word` show it to readers.
        after: The numbers of the measures that it depends on.
        proposal: Whether it is part of a draft and has no source.
    """

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
    """An area of cooperation.

    Attributes:
        years: The years of `series`.
        charts: The same numbers as charts.
        figures: Published numbers.
    """

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
    """The deadline of a measure as a bar; `before`, `length` and `after` count steps of the calendar."""

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
    """The rows of one area in the calendar."""

    number: int
    anchor: str
    title: str
    rows: tuple[CalendarRow, ...]


class CalendarGroup(NamedTuple):
    """The measures due in one quarter or year, or with the same repetition."""

    title: str
    rows: tuple[CalendarRow, ...]


class CalendarView(NamedTuple):
    """All measures over the plan's period: by area for a chart, and grouped by time for a list.

    Attributes:
        years: Each year with its number of steps.
        steps: The name of each step within its year; empty if steps are years.
        width: The number of steps.
        today: The step of the plan's date, from 0; -1 if the date is outside the period.
    """

    years: tuple[tuple[str, int], ...]
    steps: tuple[str, ...]
    width: int
    today: int
    areas: tuple[CalendarArea, ...]
    groups: tuple[CalendarGroup, ...]


class NoteView(NamedTuple):
    """A finding for readers: its subject, the anchor of the subject, and the text."""

    about: str
    anchor: str
    text: str


class TradeRow(NamedTuple):
    """A line of a table of trade; `turnover` holds the growth in tables of growth."""

    period: str
    turnover: str
    exports: str
    imports: str
    reporter: str
    note: str
    cites: tuple[Cite, ...]


class TradeView(NamedTuple):
    """The trade between the parties.

    Attributes:
        rows: Published figures by period.
        with_flows: Whether any figure has exports or imports.
        growth: Growth as stated by sources.
        computed: Growth computed from the figures.
        way: The bridge to the target as a chart; `way_table` has the same numbers.
        pace: The growth per year that the target requires, as a sentence.
    """

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
    """A place to sign."""

    party: str
    office: str
    name: str


class Document(NamedTuple):
    """One plan in one language: all data of a document's template.

    Attributes:
        mark: The prefix of anchors; empty but in a second language side by side.
        iso_date: The last day of the plan's date, for programs; empty for a plan without a date.
        signs: The status of measures: the word of plans, the sign, the word for readers.
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
    """The sort keys of a plan: numbers and days as programs compare them; empty for missing ones."""

    period: str
    turnover: str
    target: str
    reached: str
    done: str
    late: str


class IndexEntry(NamedTuple):
    """A plan in the index.

    Attributes:
        countries: The parties, except parties of every plan.
        unit: The unit of turnover and target; empty if all plans have the same.
        reached: The share of the target that is reached.
        covered: The share of the rest that the areas cover.
        bar: Three shares of the target in percent: reached, covered, missing; `bar_text` gives them in words.
        late: The number of overdue measures; empty for a plan without a date.
        documents: The code and name of each language, with its formats.
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


# The status report


class OwedRow(NamedTuple):
    """An open deadline; `time` says how late it is, or in how many days it is due.

    Attributes:
        report: The last report on the measure, in one line.
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
    """The open deadlines of a body: late ones first, then ones due soon."""

    body: str
    party: str
    late: str
    soon: str
    rows: tuple[OwedRow, ...]


class AreaReview(NamedTuple):
    """The progress of the measures of an area."""

    number: str
    title: str
    measures: str
    done: str
    late: str
    soon: str


class PushedView(NamedTuple):
    """A measure that will be late because of a measure it depends on; `needed` is the number of the latter."""

    number: str
    title: str
    due: str
    begins: str
    needed: str


class BehindView(NamedTuple):
    """An indicator that is off track."""

    number: str
    title: str
    indicator: str
    reached: str
    expected: str
    goal: str


class ReviewView(NamedTuple):
    """The status of a plan: its path to the target, and the progress of its measures.

    Attributes:
        reached, needed, best, covered: Percent in words; empty if unknown.
        steps: The title of each area, and what it adds.
        rest: What no area covers.
        chain: The number and title of each measure on the critical path.
        room: The slack of the critical path, in days.
        silent: The number of indicators without data although a value is due; empty for none.
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
    """The status of all plans on a day: overdue deadlines, progress to targets, countries.

    Attributes:
        body: The name of the only body in the report; empty for all bodies.
        broken: The files of plans with errors, which are left out.
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
