"""Rules about goods: the trade code (HS 2022) and the technical regulations of the Customs Union.

Sources: HS 2022, chapters 84, 85 and 87; TR CU 011/2011, 004/2011, 020/2011, 031/2012, 018/2011.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from roadmap.areas._joint_production import JointProduction
from roadmap.areas.cars import Cars, Engine, Segment
from roadmap.areas.tractors import Tractors
from roadmap.areas.transformers import Transformers, TransformerType
from roadmap.checks.rule import Finding, rule
from roadmap.model.messages import _, message
from roadmap.model.plan import Plan

__all__ = ["RULES"]

_GOODS = {
    "elevators": ("842810", "843131"),
    "transformers": ("8504",),
    "tractors": ("8701",),
    "cars": ("8703", "8702", "8704"),
}
"""Trade codes by kind of area."""

_REGULATIONS = {
    "elevators": "TR CU 011/2011",
    "transformers": "TR CU 004/2011, TR CU 020/2011",
    "tractors": "TR CU 031/2012",
    "cars": "TR CU 018/2011",
}
"""What a product has to conform to before it is sold in the Customs Union, by kind of area."""

_TRACTORS = ((18, "870191"), (37, "870192"), (75, "870193"), (130, "870194"), (None, "870195"))  # kW
_OIL = ((650, "850421"), (10_000, "850422"), (None, "850423"))  # kVA
_DRY = ((1, "850431"), (16, "850432"), (500, "850433"), (None, "850434"))  # kVA
_ENGINES = {
    Engine.petrol: ("870321", "870322", "870323", "870324"),
    Engine.diesel: ("870331", "870332", "870333"),
    Engine.hybrid: ("870340", "870350", "870360", "870370"),
    Engine.electric: ("870380",),
}
_SEGMENTS = {Segment.passenger_car: ("8703",), Segment.bus: ("8702",), Segment.truck: ("8704",)}


def _step(steps: tuple[tuple[int | None, str], ...], number: Decimal) -> tuple[str, ...]:
    """The code of the step that a rating falls in; each step reaches up to its bound, the bound included."""
    return tuple(code for bound, code in steps if bound is None or number <= bound)[:1]


def _codes_of(area: JointProduction, model: Any) -> tuple[str, ...]:
    """The codes that a model can have by its rating; none where that is not known."""
    if isinstance(area, Tractors) and model.power is not None:
        return _step(_TRACTORS, model.power)
    if isinstance(area, Transformers) and model.rated_power is not None:
        steps = {TransformerType.oil: _OIL, TransformerType.dry: _DRY}.get(model.type)
        return _step(steps, model.rated_power) if steps else ()
    if isinstance(area, Cars):
        segment = _SEGMENTS.get(model.segment, ())
        return _ENGINES.get(model.engine, segment) if model.segment in (None, Segment.passenger_car) else segment
    return ()


def _models(area: JointProduction) -> tuple[Any, ...]:
    """The models that an area lists; not every kind has such a list."""
    models: tuple[Any, ...] = getattr(area, "models", ())
    return models


def _fit(code: str, codes: tuple[str, ...]) -> bool:
    """Whether a code is one of those, or a heading above or a line below one."""
    return any(code.startswith(known) or known.startswith(code) for known in codes)


def _written(code: str) -> str:
    return f"{code[:4]}.{code[4:]}" if len(code) > 4 else code


_AREA = """\
areas:
  - kind: tractors
    title: {{en: Tractors, ru: Тракторы}}
    {facts}
"""


@rule(
    "RM404",
    fails=_AREA.format(
        facts="hs: '8701.92'\n    conformity: [TR CU 031/2012]\n    models: [{name: MTZ-82, power: 60}]"
    ),
    passes=_AREA.format(
        facts="hs: '8701.93'\n    conformity: [TR CU 031/2012]\n    models: [{name: MTZ-82, power: 60}]"
    ),
)
def code_of_other_goods(plan: Plan) -> Iterator[Finding]:
    """The trade code does not match this kind of goods or the rating of a model.

    Duties, quotas and statistics follow the code: 8428.20 to .39 are conveyors, not elevators, and a tractor of 60 kW
    is 8701.93 (over 37 to 75 kW). The codes of road, track-laying and single-axle tractors depend on other traits and
    are not checked against power.
    """
    for place, area in enumerate(plan.areas):
        if not isinstance(area, JointProduction) or area.hs is None or area.kind not in _GOODS:
            continue
        code, path = area.hs.replace(".", ""), ("areas", place)
        if not _fit(code, _GOODS[area.kind]):
            yield Finding(
                (*path, "hs"),
                message(_("%(code)s is not a trade code of these goods."), code=area.hs),
                message(_("Write one of: %(codes)s."), codes=", ".join(map(_written, _GOODS[area.kind]))),
            )
            continue
        if isinstance(area, Tractors) and len(code) > 4 and not code.startswith("87019"):
            continue
        for number, model in enumerate(_models(area)):
            codes = _codes_of(area, model)
            if codes and not _fit(code, codes):
                yield Finding(
                    (*path, "models", number),
                    message(
                        _("The area has the trade code %(code)s, but this model is %(codes)s."),
                        code=area.hs,
                        codes=", ".join(map(_written, codes)),
                    ),
                    message(
                        _("Write the code that all models share, such as %(code)s, or the right one."), code=code[:4]
                    ),
                )


@rule(
    "RM408",
    fails=_AREA.format(facts="output: {2028: 100}"),
    passes=_AREA.format(facts="output: {2028: 100}\n    conformity: [TR CU 031/2012]"),
)
def conformity_not_named(plan: Plan) -> Iterator[Finding]:
    """The products need a conformity document, but the area names no technical regulation.

    Without it, the plant’s products cannot be sold in the EAEU. An area is checked as soon as it has models or planned
    output.
    """
    for place, area in enumerate(plan.areas):
        if not isinstance(area, JointProduction) or area.kind not in _REGULATIONS or area.conformity:
            continue
        if area.output or _models(area):
            yield Finding(
                ("areas", place),
                message(_("No technical regulation is given for these goods.")),
                message(_("Add “conformity: [%(regulations)s]”."), regulations=_REGULATIONS[area.kind]),
            )


RULES = (code_of_other_goods, conformity_not_named)
