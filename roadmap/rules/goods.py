"""Rules about goods: the trade code (HS 2022) and the technical regulations of the Customs Union.

The area's file declares the codes and regulations of its goods (`hs_codes`, `regulations`, `codes_of_model`).
"""

from collections.abc import Iterator
from typing import Any

from roadmap.areas._joint_production import JointProduction
from roadmap.i18n.message import _, message
from roadmap.model.plan import Plan
from roadmap.rules.rule import Finding, rule

__all__ = ["RULES"]


def _models(area: JointProduction) -> tuple[Any, ...]:
    """Return the models that an area lists. Not every kind of area has such a list."""
    models: tuple[Any, ...] = getattr(area, "models", ())
    return models


def _fit(code: str, codes: tuple[str, ...]) -> bool:
    """Return whether a code equals one of the codes, is a heading above it, or a line below it."""
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
    "code-of-other-goods",
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
        if not isinstance(area, JointProduction) or area.hs is None or not area.hs_codes:
            continue
        code, path = area.hs.replace(".", ""), ("areas", place)
        if not _fit(code, area.hs_codes):
            yield Finding(
                (*path, "hs"),
                message(_("%(code)s is not a trade code of these goods."), code=area.hs),
                message(_("Write one of: %(codes)s."), codes=", ".join(map(_written, area.hs_codes))),
            )
            continue
        for number, model in enumerate(_models(area)):
            codes = area.codes_of_model(model)
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
    "conformity-not-named",
    fails=_AREA.format(facts="output: {2028: 100}"),
    passes=_AREA.format(facts="output: {2028: 100}\n    conformity: [TR CU 031/2012]"),
)
def conformity_not_named(plan: Plan) -> Iterator[Finding]:
    """The products need a conformity document, but the area names no technical regulation.

    Without it, the plant’s products cannot be sold in the EAEU. An area is checked as soon as it has models or planned
    output.
    """
    for place, area in enumerate(plan.areas):
        if not isinstance(area, JointProduction) or not area.regulations or area.conformity:
            continue
        if area.output or _models(area):
            yield Finding(
                ("areas", place),
                message(_("No technical regulation is given for these goods.")),
                message(_("Add “conformity: [%(regulations)s]”."), regulations=", ".join(area.regulations)),
            )


RULES = (code_of_other_goods, conformity_not_named)
