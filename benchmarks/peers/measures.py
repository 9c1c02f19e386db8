"""Make the measures for every peer, like the measures of benchmarks/large_plan.py.

They have only the facts that all peers can hold.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from large_plan import BODIES, DUES, PER_AREA, STATUSES, WORDS, leads

TITLE_OF_PLAN = "Roadmap of cooperation for 2026–2030"
TITLE, RESULT = WORDS["measure"]["en"], "The list is signed by both sides and sent to the plants"
BODIES_BY_ID = {
    f"{party}-{n}": WORDS[side]["en"].format(n=n)
    for n in range(BODIES)
    for party, side in (("by", "first"), ("kg", "second"))
}

LAST_DAYS = {
    "2026-Q3": "2026-09-30",
    "2027-05-15": "2027-05-15",
    "2027-H1": "2027-06-30",
    "2028": "2028-12-31",
    "2026–2030": "2030-12-31",
    "2029-11": "2029-11-30",
    "annually": "2030-12-31",
    "quarterly": "2030-12-31",
    "continuous": "2030-12-31",
}
"""The last day of each deadline, for a peer that knows only days."""


@dataclass(frozen=True)
class Measure:
    """A measure: `lead` holds ids of bodies, `after` the id of the measure to do before it."""

    id: str
    title: str
    due: str
    lead: tuple[str, ...]
    result: str
    status: str
    after: str | None

    @property
    def lead_names(self) -> str:
        """The names of the bodies that answer for the measure."""
        return "; ".join(BODIES_BY_ID[body] for body in self.lead)

    @property
    def last_day(self) -> str:
        """The last day of the deadline, such as 2026-09-30."""
        return LAST_DAYS[self.due]


@dataclass(frozen=True)
class Area:
    """An area with its measures."""

    title: str
    measures: tuple[Measure, ...]


def areas(count: int) -> tuple[Area, ...]:
    """Return areas with this many measures in total, a hundred per area."""
    return tuple(
        Area(WORDS["area"]["en"].format(n=first // PER_AREA), tuple(_measures(first, min(first + PER_AREA, count))))
        for first in range(0, count, PER_AREA)
    )


def _measures(first: int, end: int) -> Iterator[Measure]:
    for n in range(first, end):
        yield Measure(
            id=f"M-{n}",
            title=TITLE.format(n=n),
            due=DUES[n % len(DUES)],
            lead=leads(n),
            result=RESULT,
            status=STATUSES[n % len(STATUSES)],
            after=f"M-{n - 1}" if n % 7 == 3 else None,
        )
