"""Rules about units: whether a unit belongs to its quantity, and whether a currency is still in use."""

import re
from collections.abc import Iterator

from roadmap.i18n.message import _, message
from roadmap.model.plan import Path, Plan
from roadmap.model.text import Text
from roadmap.rules.rule import Finding, rule

__all__ = ["RULES"]

_WITHDRAWN = {"BYR": "BYN", "BYB": "BYN", "RUR": "RUB", "AZM": "AZN", "TMM": "TMT", "UAK": "UAH"}
"""Withdrawn codes of ISO 4217, each with the code that replaced it."""

_CURRENCY = re.compile(rf"\b(?:{'|'.join(_WITHDRAWN)})\b")

_FIGURE = """\
areas:
  - kind: tractors
    title: {{en: Tractors, ru: Тракторы}}
    figures:
      - {{name: {name}, value: 110, unit: {unit}, source: note}}
"""


def _units(plan: Plan) -> Iterator[tuple[Path, Text, Text]]:
    """Yield every unit of a published number or an indicator, with its path and the name of the number."""
    for place, area in enumerate(plan.areas):
        for number, figure in enumerate(area.figures):
            if figure.unit is not None:
                yield ("areas", place, "figures", number, "unit"), figure.name, figure.unit
    for path, _area, measure in plan.located_measures():
        if measure.indicator is not None and measure.indicator.unit is not None:
            yield (*path, "indicator", "unit"), measure.indicator.name, measure.indicator.unit


@rule(
    "RM112",
    "withdrawn-currency",
    fails=_FIGURE.format(name="{en: Price, ru: Цена}", unit="BYR"),
    passes=_FIGURE.format(name="{en: Price, ru: Цена}", unit="BYN"),
)
def currency_withdrawn(plan: Plan) -> Iterator[Finding]:
    """A unit names a currency by a code that is withdrawn.

    10,000 BYR became 1 BYN on 1 July 2016: with the old code a sum is ten thousand times too small or too large. In a field of
    its own (“currency:”) such a code is refused when the plan is read (RM009).
    """
    for path, _name, unit in _units(plan):
        for _language, said in unit.versions:
            if found := _CURRENCY.search(said):
                yield Finding(
                    path,
                    message(_("The currency code %(code)s is withdrawn."), code=found[0]),
                    message(
                        _("Write %(code)s, and check whether the number has to be converted."),
                        code=_WITHDRAWN[found[0]],
                    ),
                )
                break


_QUANTITY_OF_UNIT = {
    **dict.fromkeys(("kW", "MW", "W", "кВт", "МВт", "Вт", "hp", "л. с.", "л.с."), "power"),
    **dict.fromkeys(("kVA", "MVA", "кВА", "МВА", "кВ·А", "МВ·А"), "power"),
    **dict.fromkeys(("kV", "V", "кВ", "В"), "voltage"),
    **dict.fromkeys(("ha", "га", "km²", "км²"), "area"),
}
_WRONG = {"voltage": ("power",), "area": ("power", "voltage"), "power": ("voltage",)}
"""The quantities whose units are wrong for a quantity.

A unit of area is not wrong for «мощность». The word also means the capacity of a plant, and a greenhouse has its capacity in ha.
"""
_QUANTITIES = {
    "voltage": re.compile(
        r"(?:(?:rated|nominal|line|supply|mains|primary|secondary|highest|lowest) )?voltage(?=\Z|[,(]| (?:of|at|on|in)\b)"
        r"|(?:\w+ое )?напряжение\b",
        re.IGNORECASE,
    ),
    "area": re.compile(r"(?:total )?sown area\b|(?:\w+ая )?площадь\b", re.IGNORECASE),
    "power": re.compile(r"(?:rated|engine) power\b|(?:\w+ая )?мощность\b", re.IGNORECASE),
}
"""The words that name a quantity at the beginning of a name.

Later in a name they can mean another quantity («трансформаторы на напряжение 110 кВ», counted in MVA).
"""


@rule(
    "RM113",
    "unit-of-another-quantity",
    fails=_FIGURE.format(name="{en: Voltage of the line, ru: Напряжение линии}", unit="{en: kW, ru: кВт}"),
    passes=_FIGURE.format(name="{en: Voltage of the line, ru: Напряжение линии}", unit="{en: kV, ru: кВ}"),
)
def unit_of_another_quantity(plan: Plan) -> Iterator[Finding]:
    """A unit does not belong to the quantity: a voltage in kW.

    Units go wrong in the press (“110 kilowatt voltage”), and a plan that copies them orders the wrong thing.
    """
    for path, name, unit in _units(plan):
        for _language, said in unit.versions:
            measured = _QUANTITY_OF_UNIT.get(said.strip())
            if measured is None:
                continue
            named = {
                quantity for quantity, word in _QUANTITIES.items() for _code, text in name.versions if word.match(text)
            }
            if named and measured not in named and any(measured in _WRONG[quantity] for quantity in named):
                yield Finding(
                    path,
                    message(_("“%(unit)s” is not a unit of “%(name)s”."), unit=said, name=str(name)),
                    message(_("Correct the unit, or the name: power is in kW or kVA, voltage in kV, land in ha.")),
                )
                break


RULES = (currency_withdrawn, unit_of_another_quantity)
