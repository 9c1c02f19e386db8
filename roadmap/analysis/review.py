"""Where a plan stands on a day: what is late and who owes it, what is due soon, and how far the target is.

No function here reads the clock: the day comes in.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

import attrs

from roadmap.analysis.progress import IndicatorTrajectory, is_open, status, trajectory
from roadmap.analysis.schedule import Deadline, Window, critical_path, deadlines, windows
from roadmap.analysis.trade import TargetBridge, best_growth, target_bridge
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.codes import BodyId, Id
from roadmap.model.measure import Measure
from roadmap.model.plan import Plan

__all__ = ["Review", "owed_by", "review"]


@attrs.frozen
class Review:
    """Where a plan stands on a day.

    measures: those that are looked at, each with its area.
    late, soon: deadlines with something still owed, past on the day, or from it to `until`; in the order of time.
    pushed: measures that what they wait for keeps from being in time, each with its window.
    chain: the measures, each waiting for the one before it, that have the least room.
    room: the fewest days that one of these has between its earliest and its latest; None where there is no chain.
    behind: open measures whose indicator has reached less than it should by now, each with its course.
    silent: open measures of whose indicator nothing is known, though something should be reached by now.
    """

    plan: Plan
    on: date
    until: date
    measures: tuple[tuple[Area, Measure], ...]
    late: tuple[Deadline, ...]
    soon: tuple[Deadline, ...]
    pushed: tuple[tuple[Measure, Window], ...]
    chain: tuple[Id, ...]
    room: int | None
    behind: tuple[tuple[Measure, IndicatorTrajectory], ...]
    silent: tuple[Measure, ...]

    @property
    def done(self) -> int:
        """How many of the measures are done."""
        return sum(status(measure, self.on) is Status.done for _area, measure in self.measures)

    @property
    def way(self) -> TargetBridge | None:
        """How the plan gets from the latest figure of trade to its target."""
        return target_bridge(self.plan)

    @property
    def best(self) -> Decimal | None:
        """The best yearly growth so far, in percent; None where it is not known."""
        return best_growth(self.plan.trade) if self.plan.trade is not None else None


def review(plan: Plan, on: date, within: int = 90, body: BodyId | str | None = None) -> Review:
    """Where a plan stands on a day.

    within: how many days from then on are soon.
    body: only measures that this body leads.

    Raises CycleError where measures wait for each other.

    >>> import roadmap
    >>> now = review(roadmap.load("plans/kyrgyzstan.yaml"), date(2027, 1, 15), within=90)
    >>> len(now.measures), now.done, [str(deadline.period) for deadline in now.late]
    (49, 0, ['2026', '2026', '2026-Q4', '2026-Q4'])
    """
    until = date.max if within > (date.max - on).days else on + timedelta(within)
    measures = tuple(
        (area, measure) for _path, area, measure in plan.measures() if body is None or body in measure.lead
    )
    ids = {measure.id for _area, measure in measures}
    owed = [one for one in deadlines(plan) if one.measure.id in ids and one.period.end <= until and one.open(on)]
    owed.sort(key=lambda one: one.period.end)
    found = windows(plan, on)
    chain = critical_path(found) if body is None else ()
    courses = [
        (measure, now)
        for _area, measure in measures
        if is_open(measure, on) and (now := trajectory(measure, on)) is not None
    ]
    return Review(
        plan=plan,
        on=on,
        until=until,
        measures=measures,
        late=tuple(one for one in owed if one.period.end < on),
        soon=tuple(one for one in owed if one.period.end >= on),
        pushed=tuple(
            (measure, window)
            for _area, measure in measures
            if (window := found.get(measure.id)) is not None and _is_pushed(measure, window, on)
        ),
        chain=chain,
        room=min((found[id].room for id in chain), default=None),
        behind=tuple((measure, now) for measure, now in courses if now.behind),
        silent=tuple(measure for measure, now in courses if now.silent),
    )


def _is_pushed(measure: Measure, window: Window, on: date) -> bool:
    """Whether a measure is not late yet, but what it waits for is expected too late for it."""
    return is_open(measure, on) and on <= measure.due.end < window.earliest


def owed_by(deadlines: Iterable[Deadline]) -> dict[BodyId, list[Deadline]]:
    """Deadlines by the bodies that lead their measures, each as often as it has leads."""
    found: dict[BodyId, list[Deadline]] = {}
    for deadline in deadlines:
        for body in deadline.measure.lead:
            found.setdefault(body, []).append(deadline)
    return found
