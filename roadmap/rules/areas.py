"""Rules about areas: do the facts of an area fit each other, and the other areas?"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise

from roadmap.areas._joint_production import JointProduction
from roadmap.areas.training import Training
from roadmap.diagnostics.diagnostic import Severity
from roadmap.i18n.message import Message, _, message
from roadmap.model.fields import field_infos
from roadmap.model.plan import Plan
from roadmap.model.series import ByYear
from roadmap.rules.rule import Finding, Threshold, rule

__all__ = ["RULES"]

# Pairs of fields that name the two sides of an exchange.
_SIDES = (("supplier", "buyer"), ("technology_from", "made_in"), ("sent_by", "hosted_by"))


def _area(facts: str, kind: str = "tractors") -> str:
    """The areas of a plan with one of some facts."""
    return f"areas:\n  - kind: {kind}\n    title: {{en: An area, ru: Направление}}\n    {facts}\n"


@rule(
    "RM402",
    "localisation-falls",
    fails=_area("localisation: {2028: 30, 2030: 15}"),
    passes=_area("localisation: {2028: 15, 2030: 30}"),
)
def localisation_falls(plan: Plan) -> Iterator[Finding]:
    """The local share of a production falls over time.

    Localisation grows as a plant takes over more; where it falls, two years have probably been swapped.
    """
    for place, area in enumerate(plan.areas):
        series = getattr(area, "localisation", ByYear())
        for (before, more), (year, less) in pairwise(series):
            if less < more:
                yield Finding(
                    ("areas", place, "localisation", str(year)),
                    message(
                        _("Localisation falls from %(more)s%% in %(before)s to %(less)s%% in %(year)s."),
                        more=more,
                        before=before,
                        less=less,
                        year=year,
                    ),
                    message(_("Check the numbers; localisation is a share that grows as a plant takes over more.")),
                )


_CONFORM = "\n    conformity: [TR CU 031/2012]"


@rule(
    "RM403",
    "output-above-capacity",
    fails=_area(f"annual_capacity: 500\n    output: {{2030: 600}}{_CONFORM}"),
    passes=_area(f"annual_capacity: 500\n    output: {{2030: 500}}{_CONFORM}"),
)
def output_above_capacity(plan: Plan) -> Iterator[Finding]:
    """Planned output exceeds the plant’s capacity.

    Either the planned output is too high, or an extension of the plant is planned but not recorded.
    """
    for place, area in enumerate(plan.areas):
        capacity = getattr(area, "annual_capacity", None)
        for year, number in getattr(area, "output", ByYear()):
            if capacity is not None and number > capacity:
                yield Finding(
                    ("areas", place, "output", str(year)),
                    message(
                        _("Planned for %(year)s: %(number)s; annual capacity: %(capacity)s."),
                        year=year,
                        number=number,
                        capacity=Decimal(capacity),
                    ),
                    message(_("Lower the plan, or record the larger capacity.")),
                )


@rule(
    "RM405",
    "seeds-below-the-norm",
    fails=_area("germity: monogerm\n    seed_form: raw\n    germination: 75", "sugar-beet-seeds"),
    passes=_area("germity: monogerm\n    seed_form: raw\n    germination: 80", "sugar-beet-seeds"),
)
def numbers_below_the_norm(plan: Plan, norms: Mapping[str, Threshold]) -> Iterator[Finding]:
    """Germination or purity of seed, or another number with a norm, is below the norm.

    GOST 10882-93 requires unpelleted monogerm seed to have a germination of at least 80% (85% for hybrids on a sterile
    base) and a purity of at least 98%. A lot below that may not be sown. Multigerm and pelleted seed have their own
    norms and are not checked.

    Other kinds of areas can declare norms of their own.
    """
    for place, area in enumerate(plan.areas):
        for info in field_infos(type(area)) if area.norms and area.norms_apply() else ():
            number, norm = getattr(area, info.name), area.norms.get(info.key)
            if number is None or norm is None or number >= (least := norms.get(info.key, norm.least)):
                continue
            yield Finding(
                ("areas", place, info.key),
                message(
                    _("%(number)s is below the norm of %(norm)s (%(source)s)."),
                    number=_with_unit(number, info.unit),
                    norm=_with_unit(least, info.unit),
                    source=Message(norm.source),
                ),
                message(_("Raise the requirement, or say in the plan’s “rules” which norm applies instead.")),
            )


def _with_unit(number: Threshold, unit: str | None) -> Message:
    if unit == "%":
        return message(_("%(number)s%%"), number=Decimal(number))
    if unit:
        return message("%(number)s %(unit)s", number=Decimal(number), unit=Message(unit))
    return message("%(number)s", number=Decimal(number))


@rule(
    "RM406",
    "same-giver-and-receiver",
    Severity.ERROR,
    fails=_area("technology_from: BY\n    made_in: BY"),
    passes=_area("technology_from: BY\n    made_in: KG"),
)
def sides_are_the_same(plan: Plan) -> Iterator[Finding]:
    """Giver and receiver are the same state, or one of them is not a party to the plan.

    A plan binds only its parties, and an exchange needs two of them.
    """
    parties = {party.code for party in plan.parties}
    for place, area in enumerate(plan.areas):
        for giver, receiver in _SIDES:
            sides = {key: getattr(area, key, None) for key in (giver, receiver)}
            if sides[giver] is not None and sides[giver] == sides[receiver]:
                yield Finding(
                    ("areas", place, receiver),
                    message(
                        _("“%(giver)s” and “%(receiver)s” are the same party: %(party)s."),
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


_TRAINING = """\
areas:
  - kind: tractors
    title: {{en: Tractors, ru: Тракторы}}
  - kind: elevators
    title: {{en: Elevators, ru: Лифты}}
  - kind: training
    title: {{en: Training, ru: Подготовка кадров}}
    serves: [{serves}]
"""


@rule(
    "RM407",
    "production-without-training",
    fails=_TRAINING.format(serves="tractors"),
    passes=_TRAINING.format(serves="tractors, elevators"),
)
def training_and_production_apart(plan: Plan) -> Iterator[Finding]:
    """A production has no training, or a training serves no production.

    A line without trained people stands idle, and people trained for no particular job leave. Plans with no training
    area, and training areas in plans with no production, are not checked.
    """
    trainings = [area for area in plan.areas if isinstance(area, Training)]
    productions = {area.kind for area in plan.areas if isinstance(area, JointProduction)}
    served = {kind for training in trainings for kind in training.serves}
    for place, area in enumerate(plan.areas):
        if isinstance(area, Training) and productions and not area.serves:
            yield Finding(
                ("areas", place),
                message(_("This training serves none of the productions of the plan.")),
                message(
                    _("Add “serves: [%(kinds)s]”, keeping only the kinds it trains for."),
                    kinds=", ".join(sorted(productions)),
                ),
            )
        elif served and area.kind in productions - served:
            yield Finding(
                ("areas", place),
                message(_("No training of the plan serves this production.")),
                message(_("Add “%(kind)s” to “serves” of an area of training."), kind=area.kind),
            )


RULES = (
    localisation_falls,
    output_above_capacity,
    numbers_below_the_norm,
    sides_are_the_same,
    training_and_production_apart,
)
