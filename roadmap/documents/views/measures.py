"""The views of measures."""

from collections.abc import Callable

from roadmap.documents.views.calendar import STATUS_SIGNS
from roadmap.documents.views.citations import Citations
from roadmap.documents.views.models import IndicatorView, MeasureView, ReportView, ResponsibleView
from roadmap.i18n.localized import Localized
from roadmap.model.choices import Stage
from roadmap.model.codes import BodyId
from roadmap.model.measure import Financing, Indicator, Measure, Progress
from roadmap.values.by_year import BY_YEAR

__all__ = ["measure_viewer"]

Bodies = tuple[BodyId, ...]


def measure_viewer(localized: Localized, citations: Citations) -> Callable[[Measure], MeasureView]:
    """Return the function that makes the view of a measure; it looks up shared values only once."""
    text, due, cite, mark = localized.text, localized.due, citations.cite, citations.mark
    draft = localized.plan.stage is Stage.draft
    numbers, progress = localized.assessment.measure_numbers, localized.assessment.progress
    shown = {status: (status.key, sign, localized.statuses[status]) for status, sign in STATUS_SIGNS.items()}
    responsible: dict[tuple[Bodies, Bodies], tuple[ResponsibleView, ...]] = {}

    def view(measure: Measure) -> MeasureView:
        id, sources, bodies = measure.id, measure.sources, (measure.lead, measure.partners)
        if bodies not in responsible:
            responsible[bodies] = _responsible(localized, *bodies)
        number = numbers[id]
        return MeasureView(
            number,
            id,
            f"{mark}measure-{number}",
            text(measure.title),
            due(measure.due),
            responsible[bodies],
            text(measure.result),
            _indicator(localized, citations, measure.indicator) if measure.indicator is not None else None,
            tuple([_report(localized, citations, entry) for entry in progress.histories[id]]),
            tuple([_financing(localized, one) for one in measure.financing]),
            *shown[progress.statuses[id]],
            tuple([numbers[one] for one in measure.after]),
            text(measure.note),
            cite(*sources) if sources else (),
            draft and not sources,
        )

    return view


def _responsible(localized: Localized, lead: Bodies, partners: Bodies) -> tuple[ResponsibleView, ...]:
    """Return the bodies responsible for a measure, by party; bodies of no party stand with each."""
    bodies, parties = localized.bodies, localized.parties

    def of(code: str, ids: Bodies) -> tuple[str, ...]:
        return tuple([name for party, name in map(bodies.__getitem__, ids) if party == code or party not in parties])

    return tuple(ResponsibleView(name, of(code, lead), of(code, partners)) for code, name in parties.items())


def _indicator(localized: Localized, citations: Citations, indicator: Indicator) -> IndicatorView:
    return IndicatorView(
        localized.text(indicator.name),
        localized.text(indicator.unit),
        BY_YEAR.words(indicator.baseline, localized),
        BY_YEAR.words(indicator.target, localized),
        BY_YEAR.words(indicator.actual, localized),
        citations.cite(indicator.source) if indicator.source else (),
    )


def _report(localized: Localized, citations: Citations, entry: Progress) -> ReportView:
    return ReportView(
        localized.period(entry.date),
        localized.statuses[entry.status] if entry.status is not None else "",
        localized.amount(entry.actual),
        localized.text(entry.text),
        citations.cite(entry.source),
    )


def _financing(localized: Localized, financing: Financing) -> str:
    """Return financing in words: the payer, the source of the money and the amount."""
    shown = localized.text(financing.from_)
    if financing.party:
        shown = f"{shown} ({localized.party(financing.party)})"
    if financing.amount is not None:
        currency = financing.currency
        scale = localized.language.table.scales.get(financing.scale.key, "")
        unit = localized.language.money_unit(currency, financing.scale) if currency else scale
        shown = f"{shown}, {localized.number(financing.amount)}\u00a0{unit}".rstrip()
    return shown
