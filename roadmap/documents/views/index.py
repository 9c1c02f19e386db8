"""The view of many plans side by side, for the index page."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from roadmap.analysis.summary import Money, PlanSummary, common_parties
from roadmap.documents.views.overviews import IndexEntry, Keys
from roadmap.i18n.language import Language
from roadmap.i18n.localized import text_in_language
from roadmap.model.choices import Scale
from roadmap.model.codes import Country

__all__ = ["Made", "index_entries"]

SCALES = {Scale.unit: 0, Scale.thousand: 3, Scale.million: 6, Scale.billion: 9}
"""The power of ten of each scale."""


class Made(NamedTuple):
    """A plan whose documents exist: its summary, and the languages and formats of the documents."""

    plan: PlanSummary
    languages: tuple[str, ...]
    formats: tuple[str, ...]


def index_entries(made: Sequence[Made], words: Language) -> tuple[tuple[IndexEntry, ...], str]:
    """Return the plans sorted by country name, and their common unit of money; empty if units differ."""
    common = common_parties([code for code, _name in one.plan.parties] for one in made)
    units = {_unit(one.plan, words) for one in made} - {""}
    unit = units.pop() if len(units) == 1 else ""
    entries = [_entry(one, words, common, _unit(one.plan, words) if not unit else "") for one in made]
    by_country = sorted(entries, key=lambda one: (words.order(", ".join(one.countries)), one.keys.period, one.id))
    return tuple(by_country), unit


def _unit(plan: PlanSummary, words: Language) -> str:
    return words.money_unit(plan.currency, plan.scale) if plan.currency is not None else ""


def _entry(made: Made, words: Language, common: frozenset[Country], unit: str) -> IndexEntry:
    plan, number = made.plan, words.number
    others = [party for party in plan.parties if party[0] not in common] or plan.parties
    bar = _bar(plan)
    return IndexEntry(
        id=plan.id,
        title=text_in_language(plan.title, words, plan.languages),
        countries=tuple(
            text_in_language(name, words, plan.languages) if name else words.state(code) for code, name in others
        ),
        period=words.period(plan.period),
        stage_word=words.gettext(plan.stage.label),
        turnover=_amount(plan.turnover, words),
        turnover_period=words.period(plan.turnover.period) if plan.turnover else "",
        target=_amount(plan.target, words),
        target_period=words.period(plan.target.period) if plan.target else "",
        unit=unit,
        reached=_percent(plan.reached, words),
        covered=_percent(plan.covered, words),
        bar=bar,
        bar_text=_bar_text(bar, words) if plan.reached is not None else "",
        measures=number(plan.measures),
        done=number(plan.done),
        late=number(plan.late) if plan.late is not None else "",
        documents=tuple(
            (code, " + ".join(map(words.language_name, code.split("+"))), made.formats) for code in made.languages
        ),
        keys=_keys(plan),
    )


def _amount(sum: Money | None, words: Language) -> str:
    return words.amount(sum.amount, sum.approximate) if sum is not None else ""


def _percent(number: Decimal | None, words: Language) -> str:
    return words.percent(number.quantize(Decimal(1))) if number is not None else ""


def _bar(plan: PlanSummary) -> tuple[int, int, int]:
    """Return three shares of the target in whole percent, 100 in all: reached, added by areas, missing."""
    if plan.reached is None or plan.target is None:
        return 0, 0, 0
    reached = int(min(plan.reached, Decimal(100)).to_integral_value())
    added = plan.adds / plan.target.amount * 100 if plan.target.amount else Decimal(0)
    covered = int(min(max(added, Decimal(0)), Decimal(100 - reached)).to_integral_value())
    return reached, covered, 100 - reached - covered


def _bar_text(bar: tuple[int, int, int], words: Language) -> str:
    now, areas, rest = map(words.percent, bar)
    text = words.gettext("of the target: now %(now)s, the areas add %(areas)s, not covered %(rest)s")
    return text % {"now": now, "areas": areas, "rest": rest}


def _keys(plan: PlanSummary) -> Keys:
    return Keys(
        period=f"{plan.period.start.isoformat()}/{plan.period.end.isoformat()}",
        turnover=_plain(plan.turnover, plan.scale),
        target=_plain(plan.target, plan.scale),
        reached=f"{plan.reached:.6f}" if plan.reached is not None else "",
        done=f"{Decimal(plan.done) / plan.measures:.6f}" if plan.measures else "",
        late=str(plan.late) if plan.late is not None else "",
    )


def _plain(sum: Money | None, scale: Scale) -> str:
    return f"{sum.amount.scaleb(SCALES[scale]):f}" if sum is not None else ""
