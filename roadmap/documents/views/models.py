"""The classes of views: a plan in one language, as plain frozen data for templates.

All texts are ready to print: in the right language, with numbers and dates in words. Sources are numbered by their
first citation. Templates rely on these names; `templates/README.md` describes every field.
"""

from typing import NamedTuple

from roadmap.documents.views.charts import Chart, Columns

__all__ = [
    "Act",
    "ApprovalView",
    "AreaView",
    "CalendarArea",
    "CalendarGroup",
    "CalendarRow",
    "CalendarView",
    "Card",
    "Cite",
    "Document",
    "FactView",
    "FigureView",
    "IndicatorView",
    "Link",
    "MeasureView",
    "NoteView",
    "ReportView",
    "ResponsibleView",
    "SeriesView",
    "SignatureView",
    "SourceView",
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
