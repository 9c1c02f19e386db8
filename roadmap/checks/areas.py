"""Rules about areas: do the facts of an area fit each other?"""

from collections.abc import Iterator
from itertools import pairwise

from roadmap.checks.rule import Finding, rule
from roadmap.diagnostics import Severity
from roadmap.model.area import Area
from roadmap.model.declared import declared
from roadmap.model.messages import _, message
from roadmap.model.plan import Plan
from roadmap.model.series import ByYear

__all__ = ["RULES"]

# Pairs of fields that name the two sides of an exchange.
_SIDES = (("supplier", "buyer"), ("technology_from", "made_in"), ("sent_by", "hosted_by"))


@rule("RM402")
def localisation_falls(plan: Plan) -> Iterator[Finding]:
    """The local share of a production falls over time."""
    for place, area in enumerate(plan.areas):
        series = getattr(area, "localisation", ByYear())
        for (before, more), (year, less) in pairwise(series):
            if less < more:
                yield Finding(
                    ("areas", place, "localisation", str(year)),
                    message(
                        _("Localisation falls from %(more)s %% in %(before)s to %(less)s %% in %(year)s."),
                        more=str(more),
                        before=before,
                        less=str(less),
                        year=year,
                    ),
                    message(_("Check the numbers; localisation is a share that grows as a plant takes over more.")),
                )


@rule("RM403")
def output_above_capacity(plan: Plan) -> Iterator[Finding]:
    """More is to be made than the plant can make."""
    for place, area in enumerate(plan.areas):
        capacity = getattr(area, "annual_capacity", None)
        for year, number in getattr(area, "output", ByYear()):
            if capacity is not None and number > capacity:
                yield Finding(
                    ("areas", place, "output", str(year)),
                    message(
                        _("Planned for %(year)s: %(number)s; capacity: %(capacity)s a year."),
                        year=year,
                        number=str(number),
                        capacity=capacity,
                    ),
                    message(_("Lower the plan, or record the larger capacity.")),
                )


@rule("RM406", Severity.ERROR)
def sides_are_the_same(plan: Plan) -> Iterator[Finding]:
    """Giver and receiver are the same state, or one of them is not a party to the plan."""
    parties = {party.code for party in plan.parties}
    for place, area in enumerate(plan.areas):
        for giver, receiver in _SIDES:
            sides = {key: getattr(area, key, None) for key in (giver, receiver)}
            if sides[giver] is not None and sides[giver] == sides[receiver]:
                yield Finding(
                    ("areas", place, receiver),
                    message(
                        _("“%(giver)s” and “%(receiver)s” are both %(party)s."),
                        giver=giver,
                        receiver=receiver,
                        party=str(sides[giver]),
                    ),
                    message(_("Name the two different parties.")),
                )
            for key, state in sides.items():
                if state is not None and state not in parties:
                    yield Finding(
                        ("areas", place, key),
                        message(_("%(state)s is not a party to this plan."), state=str(state)),
                        message(_("Write one of: %(parties)s."), parties=", ".join(sorted(parties))),
                    )


@rule("RM409", Severity.ERROR)
def source_of_no_fact(plan: Plan) -> Iterator[Finding]:
    """An area's `sources` names a fact that the area does not have."""
    for place, area in enumerate(plan.areas):
        facts = {d.key for d in declared(type(area))} - ({d.key for d in declared(Area)} - {"adds_to_trade"})
        for sourced in area.sources:
            if sourced.id not in facts:
                yield Finding(
                    ("areas", place, "sources", sourced.id),
                    message(_("There is no fact “%(fact)s” in this area."), fact=sourced.id),
                    message(_("Write the key of a fact of this area, and its source behind the colon.")),
                )


RULES = (localisation_falls, output_above_capacity, sides_are_the_same, source_of_no_fact)
