"""The classes of the index and of the status page: many plans in one language, as plain frozen data for templates.

A single document does without them. Templates rely on these names; `templates/README.md` describes every field.
"""

from typing import NamedTuple

from roadmap.documents.views.models import Card

__all__ = [
    "AreaReview",
    "BehindView",
    "IndexEntry",
    "Keys",
    "OwedRow",
    "OwedView",
    "PushedView",
    "ReviewView",
    "StatusView",
]


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
