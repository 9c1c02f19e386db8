"""The parts of a document before and after its areas: legal basis, stamps, cards, signatures."""

from collections.abc import Iterator, Sequence

from roadmap.analysis.schedule import ScheduleAssessment
from roadmap.analysis.trade import KnownTurnover, TradeAssessment
from roadmap.documents.views.citations import Citations
from roadmap.documents.views.models import Act, ApprovalView, Card, SignatureView
from roadmap.i18n.localized import Localized
from roadmap.model.choices import Stamp
from roadmap.model.measure import Measure
from roadmap.model.plan import Approval

__all__ = ["approvals", "cards", "legal_basis", "signatures"]


def legal_basis(localized: Localized, citations: Citations) -> tuple[Act, ...]:
    """Return the treaties and decisions that the plan rests on."""
    return tuple(
        Act(localized.text(act.title), localized.period(act.date), citations.cite(act.source))
        for act in localized.plan.legal_basis
    )


def approvals(localized: Localized) -> tuple[ApprovalView, ...]:
    """Return the stamps at the head of the document."""
    return tuple(_approval(localized, approval) for approval in localized.plan.approvals)


def _approval(localized: Localized, approval: Approval) -> ApprovalView:
    """Return a stamp; its words agree in grammar with the kind of document."""
    stamp, table = approval.stamp, localized.language.table
    signed = stamp in (Stamp.approves, Stamp.agrees)
    return ApprovalView(
        stamp.key,
        table.approved[localized.plan.document.key] if stamp is Stamp.approved else table.stamps[stamp.key],
        localized.text(approval.by),
        localized.text(approval.name),
        localized.period(approval.date) or (table.blank_date if signed else ""),
        signed,
    )


def signatures(localized: Localized) -> tuple[SignatureView, ...]:
    """Return the places to sign that the plan names."""
    return tuple(
        SignatureView(localized.party(one.party), localized.text(one.office), localized.text(one.name))
        for one in localized.plan.signatures
    )


# The numbers at the head


def cards(localized: Localized) -> Iterator[Card]:
    """Yield the key numbers of the plan: trade, measures, deadlines."""
    assessment = localized.assessment
    if assessment.trade is not None:
        yield from _trade_cards(localized, assessment.trade)
    yield _areas_card(localized)
    yield from _deadline_cards(localized, assessment.schedule)


def _trade_cards(localized: Localized, trade: TradeAssessment) -> Iterator[Card]:
    _, bridge, known = localized.gettext, trade.bridge, trade.latest
    if bridge is None or known is None:
        return
    figure, target = known.figure, bridge.target
    yield Card(
        _("Turnover, %(period)s") % {"period": localized.period(figure.period)},
        localized.amount(known.amount, figure.approximate),
        localized.money_unit,
        _other_figures(localized, trade, known),
    )
    yield Card(
        _("Target, %(period)s") % {"period": localized.period(target.period)},
        localized.amount(target.turnover, target.approximate),
        localized.money_unit,
        _("currently at %(share)s of the target") % {"share": localized.percent(bridge.reached)},
    )


def _other_figures(localized: Localized, trade: TradeAssessment, shown: KnownTurnover) -> str:
    """Return the figures of other sources for the year of the shown figure."""
    others = [one for one in trade.by_year[shown.figure.period.start.year] if one is not shown]
    amounts = "; ".join(localized.amount(one.amount, one.figure.approximate) for one in others)
    return localized.gettext("other sources: %(figures)s") % {"figures": amounts} if amounts else ""


def _areas_card(localized: Localized) -> Card:
    _, number, progress = localized.gettext, localized.number, localized.assessment.progress
    counts = _("measures: %(measures)s, done: %(done)s").replace(": ", ":\u00a0")
    note = counts % {"measures": number(len(progress.statuses)), "done": number(progress.done)}
    return Card(_("Areas"), number(len(localized.plan.areas)), "", note)


def _deadline_cards(localized: Localized, schedule: ScheduleAssessment) -> Iterator[Card]:
    """Yield the number of measures due in this quarter, and of overdue ones."""
    if schedule.as_of is None or schedule.quarter is None:
        return
    _, numbers = localized.gettext, localized.assessment.measure_numbers

    def card(label: str, measures: Sequence[Measure]) -> Card:
        each = tuple(dict.fromkeys(numbers[measure.id] for measure in measures))
        return Card(label, localized.number(len(each)), "", _first_few(each))

    due = [one.measure for one in schedule.due_this_quarter]
    overdue = [one.measure for one in schedule.overdue]
    yield card(_("Due in %(period)s") % {"period": localized.period(schedule.quarter)}, due)
    yield card(_("Overdue on %(date)s") % {"date": localized.day(schedule.as_of)}, overdue)


def _first_few(numbers: Sequence[str], most: int = 6) -> str:
    """Return the numbers of some measures; after the first few, an ellipsis."""
    return ", ".join(numbers[:most]) + (", …" if len(numbers) > most else "")
