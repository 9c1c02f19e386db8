"""From a plan to the view of it in one language."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache
from typing import Any

import attrs

from roadmap.analysis.progress import as_of, history
from roadmap.analysis.progress import status as status_on
from roadmap.analysis.schedule import due_within, overdue, step_of
from roadmap.analysis.trade import (
    GrowthStep,
    TargetBridge,
    best_growth,
    by_year,
    growth_by_period,
    main_target,
    target_bridge,
    turnover,
)
from roadmap.diagnostics.diagnostic import Diagnostic
from roadmap.documents.localized import text_in_language
from roadmap.documents.views.calendar import STATUS_SIGNS, calendar_view
from roadmap.documents.views.charts import Columns, series_chart, trade_chart, way_chart
from roadmap.documents.views.models import (
    Act,
    ApprovalView,
    AreaView,
    Card,
    Cite,
    Document,
    FactView,
    FigureView,
    IndicatorView,
    Link,
    MeasureView,
    NoteView,
    ReportView,
    ResponsibleView,
    SeriesView,
    SignatureView,
    SourceView,
    TableView,
    TradeRow,
    TradeView,
)
from roadmap.i18n.language import DOCUMENT_LANGUAGES, Language, get_language
from roadmap.model.area import Area, Figure
from roadmap.model.choices import Stage, Stamp, Status
from roadmap.model.codes import AreaKind, Country, Currency, Id, LanguageCode, SourceId
from roadmap.model.fields import FieldInfo, field_infos
from roadmap.model.measure import Financing, Indicator, Measure, Progress
from roadmap.model.period import Period, Unit
from roadmap.model.plan import Approval, Path, Plan, Signature
from roadmap.model.series import ByYear
from roadmap.model.text import Text
from roadmap.model.trade import Growth, Trade, TradeFigure, TradeTarget
from roadmap.rules.reader_notes import reader_notes

__all__ = ["document_view", "own_name"]


def document_view(plan: Plan, words: Language, languages: Iterable[str] = (), beside: str = "") -> Document:
    """The view of a plan in a language.

    languages: those in which the document is made, for the links between them; by default those of the plan.
    beside: the languages of the whole document ("ru+ky"), where views of several make one.
    """
    return _Viewer(plan, words, beside).document(tuple(languages) or plan.languages)


class _Viewer:
    """One plan in one language; keeps the numbers given to sources so far."""

    def __init__(self, plan: Plan, words: Language, beside: str) -> None:
        self.plan, self.words = plan, words
        self.beside = beside or words.language
        self.mark = "" if self.beside.partition("+")[0] == words.language else f"{words.language}-"
        self.language = words.language
        self.cited: dict[Id, list[Cite]] = {}
        self.draft = plan.stage is Stage.draft
        self.status_words = {status: words.gettext(status.label) for status in Status}
        self.party_names = {p.code: self.say(p.name) or words.state(p.code) for p in plan.parties}
        self.bodies = {body.id: (body.party, self.say(body.name)) for body in plan.bodies}
        self.statuses = {measure.id: status_on(measure) for _path, _area, measure in plan.measures()}
        self.numbers = {
            measure.id: f"{a}.{m}" for a, area in enumerate(plan.areas, 1) for m, measure in enumerate(area.measures, 1)
        }

    # Small words

    def say(self, text: Text | None) -> str:
        """A text in the reader's language, or else in another one and marked so."""
        return text_in_language(text, self.language, self.plan.languages)

    def cite(self, *sources: SourceId | None) -> tuple[Cite, ...]:
        """References to sources, which get their numbers as they come."""
        made = []
        for source in sources:
            if source is None:
                continue
            cites = self.cited.setdefault(source, [])
            number = cites[0].number if cites else len(self.cited)
            anchor = f"{self.mark}cite-{number}-{len(cites) + 1}"
            cites.append(Cite(number, anchor, f"{self.mark}source-{number}"))
            made.append(cites[-1])
        return tuple(made)

    def amount(self, number: Decimal | None, approximate: bool = False) -> str:
        return self.words.amount(number, approximate) if number is not None else ""

    def state(self, code: Country) -> str:
        return self.party_names.get(code) or self.words.state(code)

    def date(self, period: Period | None) -> str:
        return self.words.period(period) if period is not None else ""

    # The document

    def document(self, languages: tuple[str, ...]) -> Document:
        plan, words = self.plan, self.words
        preamble = self.say(plan.preamble)  # from here to the areas in the order in which sources get their numbers
        legal_basis = tuple(
            Act(self.say(act.title), self.date(act.date), self.cite(act.source)) for act in plan.legal_basis
        )
        trade = self.trade()
        areas = tuple(self.area(number, area) for number, area in enumerate(plan.areas, 1))
        return Document(
            id=plan.id,
            language=self.language,
            mark=self.mark,
            links=tuple(Link(code, own_name(code), code == self.beside) for code in languages),
            paper=words.gettext(plan.document.label),
            title=self.say(plan.title),
            parties=tuple(self.party_names.values()),
            full_parties=tuple(self.say(p.full_name) or words.full_state(p.code) for p in plan.parties),
            period=words.period(plan.period),
            stage=plan.stage.key,
            stage_word=words.gettext(plan.stage.label),
            draft=self.draft,
            date=self.date(plan.date),
            iso_date=plan.date.end.isoformat() if plan.date is not None else "",
            preamble=preamble,
            legal_basis=legal_basis,
            approvals=tuple(self.approval(approval) for approval in plan.approvals),
            cards=tuple(self.cards()),
            trade=trade,
            calendar=calendar_view(plan, words, self.numbers, self.statuses, self.say, self.mark),
            areas=areas,
            notes=tuple(self.note(found) for found in reader_notes(plan)),
            sources=tuple(self.sources()),
            signatures=tuple(self.signature(signature) for signature in plan.signatures),
            signs=tuple((status.key, sign, self.status_words[status]) for status, sign in STATUS_SIGNS.items()),
        )

    def approval(self, approval: Approval) -> ApprovalView:
        """A stamp; the words of a decision agree with what is approved."""
        stamp, table = approval.stamp, self.words.table
        signed = stamp in (Stamp.approves, Stamp.agrees)
        return ApprovalView(
            stamp.key,
            table.approved[self.plan.document.key] if stamp is Stamp.approved else table.stamps[stamp.key],
            self.say(approval.by),
            self.say(approval.name),
            self.date(approval.date) or (table.blank_date if signed else ""),
            signed,
        )

    def note(self, found: Diagnostic) -> NoteView:
        """What a rule found, with the words and the place of what it is about."""
        about, anchor = self.place(found.path)
        text = found.text.translated(self.currency_or_word, self.words.period)
        return NoteView(about, anchor, self.words.typeset(_after_colon(text)))

    def currency_or_word(self, text: str) -> str:
        """The name of the plan's currency for its code; for any other text its translation."""
        trade = self.plan.trade
        return self.words.money_unit(text) if trade is not None and text == trade.currency else self.words.gettext(text)

    def place(self, path: Path) -> tuple[str, str]:
        """What a path leads to: its name in the document, and the anchor nearest to it."""
        plan, words = self.plan, self.words
        match path:
            case ("trade", "growth", int(place), *_rest) if plan.trade:
                growth = plan.trade.growth[place]
                return f"{words.period(growth.from_)} → {words.period(growth.to)}", f"{self.mark}trade"
            case ("trade", "figures" | "targets" as of, int(place), *_rest) if plan.trade:
                return words.period(getattr(plan.trade, of)[place].period), f"{self.mark}trade"
            case ("areas", int(a), "measures", int(m), *_rest):
                return self.say(plan.areas[a].measures[m].title), f"{self.mark}measure-{a + 1}.{m + 1}"
            case ("areas", int(a), *_rest):
                return self.say(plan.areas[a].title), f"{self.mark}area-{a + 1}"
            case _:
                return words.gettext("Trade between the parties"), f"{self.mark}trade"

    def signature(self, signature: Signature) -> SignatureView:
        return SignatureView(self.state(signature.party), self.say(signature.office), self.say(signature.name))

    def sources(self) -> Iterable[SourceView]:
        """Cited sources by number, then the rest."""
        for source in self.plan.sources:
            self.cited.setdefault(source.id, [])
        known = {source.id: source for source in self.plan.sources}
        for number, (id, cites) in enumerate(self.cited.items(), 1):
            source = known[id]
            yield SourceView(
                number,
                f"{self.mark}source-{number}",
                self.say(source.title),
                self.say(source.publisher),
                self.date(source.date),
                source.url or "",
                self.say(source.note),
                tuple(cites),
            )

    def cards(self) -> Iterable[Card]:
        words, plan = self.words, self.plan
        _ = words.gettext
        way = target_bridge(plan)
        if way is not None and plan.trade is not None:
            unit = words.money_unit(plan.trade.currency, plan.trade.scale)
            yield Card(
                _("Turnover, %(period)s") % {"period": words.period(way.start.period)},
                self.amount(way.start_turnover, way.start.approximate),
                unit,
                self.other_figures(plan.trade, way.start),
            )
            yield Card(
                _("Target, %(period)s") % {"period": words.period(way.target.period)},
                self.amount(way.target.turnover, way.target.approximate),
                unit,
                _("currently at %(share)s of the target") % {"share": words.percent(way.reached.quantize(Decimal(1)))},
            )
        measures = words.number(len(self.numbers))
        done = words.number(sum(said is Status.done for said in self.statuses.values()))
        counts = _("measures: %(measures)s, done: %(done)s").replace(": ", ":\u00a0")
        yield Card(
            _("Areas"),
            words.number(len(plan.areas)),
            "",
            counts % {"measures": measures, "done": done},
        )
        on = as_of(plan)
        if on is not None:
            yield from self.deadlines(on)

    def deadlines(self, on: datetime.date) -> Iterable[Card]:
        """How many measures are due in the quarter of a day, and overdue on it."""
        _, words = self.words.gettext, self.words
        quarter = step_of(on, Unit.QUARTER)
        due = tuple(dict.fromkeys(self.numbers[one.measure.id] for one in due_within(self.plan, quarter, on)))
        late = tuple(dict.fromkeys(self.numbers[one.measure.id] for one in overdue(self.plan, on)))
        yield Card(_("Due in %(period)s") % {"period": words.period(quarter)}, words.number(len(due)), "", few(due))
        day = words.period(Period(on, on, Unit.DAY))
        yield Card(_("Overdue on %(date)s") % {"date": day}, words.number(len(late)), "", few(late))

    def other_figures(self, trade: Trade, shown: TradeFigure) -> str:
        """What other sources say of the period of the figure that is shown."""
        others = [figure for figure in by_year(trade)[shown.period.start.year] if figure is not shown]
        said = "; ".join(self.amount(turnover(figure), figure.approximate) for figure in others)
        return self.words.gettext("other sources: %(figures)s") % {"figures": said} if said else ""

    # Trade

    def trade(self) -> TradeView | None:
        trade = self.plan.trade
        if trade is None:
            return None
        _ = self.words.gettext
        figures = tuple(self.trade_row(figure) for figure in sorted(trade.figures, key=lambda figure: figure.period))
        way = target_bridge(self.plan)
        labels = {area.title: self.say(area.title) for area in self.plan.areas}
        between = self.between()
        return TradeView(
            title=_("Trade %(between)s") % {"between": between} if between else _("Trade between the parties"),
            unit=self.words.money_unit(trade.currency, trade.scale),
            summary=self.say(trade.summary),
            rows=figures,
            with_flows=any(figure.exports is not None or figure.imports is not None for figure in trade.figures),
            targets=tuple(
                self.target_row(target) for target in sorted(trade.targets, key=lambda target: target.period)
            ),
            growth=tuple(self.growth_row(growth) for growth in trade.growth),
            computed=tuple(self.step_row(step) for step in growth_by_period(trade)),
            chart=trade_chart(trade, main_target(trade), self.words, self.amount),
            way=way_chart(way, labels, self.words, self.amount) if way else None,
            way_table=self.way_table(way, trade) if way else None,
            pace=self.pace(way, trade) if way else "",
        )

    def between(self) -> str:
        """The parties as a title names them together; empty where the plan has its own names for them, or the house none."""
        parties = self.plan.parties
        return "" if any(party.full_name for party in parties) else self.words.between([p.code for p in parties])

    def way_table(self, way: TargetBridge, trade: Trade) -> TableView:
        _ = self.words.gettext
        rows = [
            (
                _("turnover in %(period)s") % {"period": self.words.period(way.start.period)},
                self.amount(way.start_turnover, way.start.approximate),
            ),
            *((self.say(area.title), f"+{self.words.number(number)}") for area, number in way.steps),
            (
                _("not covered by any area") if way.rest > 0 else _("beyond the target"),
                self.words.number(abs(way.rest)),
            ),
            (
                _("target for %(period)s") % {"period": self.words.period(way.target.period)},
                self.amount(way.target.turnover, way.target.approximate),
            ),
        ]
        return TableView(
            "",
            (_("Part"), self.words.money_unit(trade.currency, trade.scale)),
            tuple(rows),
            (False, True),
        )

    def trade_row(self, figure: TradeFigure) -> TradeRow:
        return TradeRow(
            self.words.period(figure.period),
            self.amount(turnover(figure), figure.approximate),
            self.amount(figure.exports, figure.approximate),
            self.amount(figure.imports, figure.approximate),
            self.state(figure.reporter) if figure.reporter else "",
            self.say(figure.note),
            self.cite(figure.source),
        )

    def target_row(self, target: TradeTarget) -> TradeRow:
        return TradeRow(
            self.words.period(target.period),
            self.amount(target.turnover, target.approximate),
            "",
            "",
            "",
            self.say(target.note),
            self.cite(target.source),
        )

    def growth_row(self, growth: Growth) -> TradeRow:
        words = self.words
        about = "≈\u00a0" if growth.approximate else ""
        stated = [about + words.percent(growth.percent)] if growth.percent is not None else []
        if growth.times is not None:
            stated.append(words.times(growth.times, about))
        return TradeRow(
            f"{whole(words.period(growth.from_))}\u00a0→ {whole(words.period(growth.to))}",
            ", ".join(stated),
            "",
            "",
            "",
            self.say(growth.note),
            self.cite(growth.source),
        )

    def step_row(self, step: GrowthStep) -> TradeRow:
        """A growth that follows from the figures; over several years, what it is a year."""
        percent = step.percent.quantize(Decimal("0.1"))
        said = f"+{self.words.percent(percent)}" if percent > 0 else self.words.percent(percent)
        periods = f"{self.words.period(step.before.period)} → {self.words.period(step.after.period)}"
        return TradeRow(periods, said, "", "", "", self.words.gettext("per year") if step.years > 1 else "", ())

    def pace(self, way: TargetBridge, trade: Trade) -> str:
        """The growth a year that the target takes, and the best there was so far."""
        if way.needed is None:
            return ""
        needed, best = (
            self.words.percent(number.quantize(Decimal("0.1"))) if number is not None else ""
            for number in (way.needed, best_growth(trade))
        )
        if not best:
            return self.words.gettext("The target requires growth of %(needed)s a year.") % {"needed": needed}
        text = self.words.gettext("The target requires growth of %(needed)s a year; the highest so far is %(best)s.")
        return text % {"needed": needed, "best": best}

    # Areas

    def area(self, number: int, area: Area) -> AreaView:
        backed = {sourced.id: sourced.source for sourced in area.sources}
        facts: list[FactView] = []
        tables: list[TableView] = []
        by_year: list[tuple[FieldInfo, ByYear, tuple[Cite, ...], bool]] = []
        own = [d for d in field_infos(type(area)) if d not in field_infos(Area)]
        for field in own:
            value = getattr(area, field.name)
            if value is None or value == () or value == ByYear():
                continue
            cites = self.cite(backed.get(field.key))
            proposal = self.draft and not cites
            if field.type is ByYear:
                by_year.append((field, value, cites, proposal))
            elif attrs.has(field.type) and field.type not in _SAID:
                tables.append(self.records(area, field, value, cites, proposal))
            else:
                facts.append(FactView(self.label(area, field), self.shown(area, field, value), cites, proposal))
        if area.adds_to_trade:
            adds = next(d for d in field_infos(Area) if d.name == "adds_to_trade")
            cites = self.cite(backed.get("adds_to_trade"))
            by_year.append((adds, area.adds_to_trade, cites, self.draft and not cites))
        years = tuple(sorted({year for _field, series, _cites, _proposal in by_year for year, _number in series}))
        return AreaView(
            number=number,
            anchor=f"{self.mark}area-{number}",
            kind=area.kind,
            title=self.say(area.title),
            summary=self.say(area.summary),
            facts=tuple(facts),
            years=years,
            series=tuple(self.series(area, years, *line) for line in by_year),
            charts=tuple(chart for field, series, *_rest in by_year if (chart := self.chart(area, field, series))),
            tables=tuple(tables),
            figures=tuple(self.figure(figure) for figure in area.figures),
            measures=tuple(self.measure(measure) for measure in area.measures),
        )

    def label(self, area: Area, field: FieldInfo) -> str:
        """What a field is called, and what it is counted in."""
        label = self.word(area, field.label)
        unit = self.unit(area, field)
        return f"{label}, {unit}" if unit else label

    def unit(self, area: Area, field: FieldInfo) -> str:
        if field.unit is None:
            if field.name == "adds_to_trade" and self.plan.trade is not None:
                return self.words.money_unit(self.plan.trade.currency, self.plan.trade.scale)
            return ""
        return self.word(area, field.unit)

    def word(self, area: Area, text: str) -> str:
        """A word of an area; areas from other packages bring their own translations."""
        return area.words.get(self.language, {}).get(text) or self.words.gettext(text)

    def shown(self, area: Area, field: FieldInfo, value: Any) -> tuple[str, ...]:
        """A field's value in words, one text for each entry."""
        each = value if field.many else (value,)
        if field.type in _SAID:
            return tuple(_SAID[field.type](self, single) for single in each)
        return tuple(self.word(area, choice.label) for choice in each)

    def records(
        self, area: Area, field: FieldInfo, records: tuple[Any, ...], cites: tuple[Cite, ...], proposal: bool
    ) -> TableView:
        """Records of an area (models of a product, facts in words) as a table: a column for each field that any fills."""
        columns = [d for d in field_infos(field.type) if any(getattr(record, d.name) is not None for record in records)]
        rows = tuple(
            tuple(
                ""
                if getattr(record, column.name) is None
                else "; ".join(self.shown(area, column, getattr(record, column.name)))
                for column in columns
            )
            for record in records
        )
        heads = tuple(self.label(area, column) for column in columns)
        return TableView(
            self.label(area, field), heads, rows, tuple(c.type in (int, Decimal) for c in columns), proposal, cites
        )

    def series(
        self,
        area: Area,
        years: tuple[int, ...],
        field: FieldInfo,
        series: ByYear,
        cites: tuple[Cite, ...],
        proposal: bool,
    ) -> SeriesView:
        """Numbers by year, each under its own of the years."""
        numbers = {year: self.words.number(number) for year, number in series}
        return SeriesView(self.label(area, field), tuple(numbers.get(year, "") for year in years), cites, proposal)

    def chart(self, area: Area, field: FieldInfo, series: ByYear) -> Columns | None:
        plan = self.plan
        reported_to = plan.date.start.year if plan.date else plan.period.start.year - 1
        return series_chart(self.label(area, field), series, reported_to, self.words)

    def figure(self, figure: Figure) -> FigureView:
        unit = self.say(figure.unit)
        value = self.amount(figure.value, figure.approximate)
        if unit == "%":
            value = self.words.table.percent.format(number=value)
        elif unit:
            value = f"{value}\u00a0{unit}"
        return FigureView(
            self.say(figure.name),
            value,
            self.date(figure.period),
            self.say(figure.note),
            self.cite(figure.source),
        )

    # Measures

    def measure(self, measure: Measure) -> MeasureView:
        status = self.statuses[measure.id]
        indicator = measure.indicator
        number = self.numbers[measure.id]
        return MeasureView(
            number,
            measure.id,
            f"{self.mark}measure-{number}",
            self.say(measure.title),
            self.words.due(measure.due),
            self.responsible(measure),
            self.say(measure.result),
            self.indicator(indicator) if indicator is not None else None,
            tuple(map(self.report, history(measure))) if measure.progress else (),
            tuple(self.financing(financing) for financing in measure.financing) if measure.financing else (),
            status.key,
            STATUS_SIGNS[status],
            self.status_words[status],
            tuple(self.numbers[id] for id in measure.after) if measure.after else (),
            self.say(measure.note),
            self.cite(*measure.sources) if measure.sources else (),
            self.draft and not measure.sources,
        )

    def responsible(self, measure: Measure) -> tuple[ResponsibleView, ...]:
        """By party; bodies of no party of the plan (an intergovernmental commission) stand with each."""
        bodies, known = self.bodies, self.party_names
        return tuple(
            ResponsibleView(
                name,
                tuple(
                    said for party, said in map(bodies.__getitem__, measure.lead) if party == code or party not in known
                ),
                tuple(
                    said
                    for party, said in map(bodies.__getitem__, measure.partners)
                    if party == code or party not in known
                )
                if measure.partners
                else (),
            )
            for code, name in known.items()
        )

    def indicator(self, indicator: Indicator) -> IndicatorView:
        return IndicatorView(
            self.say(indicator.name),
            self.say(indicator.unit),
            self.years(indicator.baseline),
            self.years(indicator.target),
            self.years(indicator.actual),
            self.cite(indicator.source) if indicator.source else (),
        )

    def report(self, entry: Progress) -> ReportView:
        return ReportView(
            self.date(entry.date),
            self.status_words[entry.status] if entry.status is not None else "",
            self.amount(entry.actual),
            self.say(entry.text),
            self.cite(entry.source),
        )

    def years(self, series: ByYear) -> str:
        number = self.words.number
        return "; ".join([f"{number(value)}\u00a0({year})" for year, value in series.values])

    def financing(self, financing: Financing) -> str:
        said = self.say(financing.from_)
        if financing.party:
            said = f"{said} ({self.state(financing.party)})"
        if financing.amount is not None:
            scale = self.words.table.scales.get(financing.scale.key, "")
            unit = self.words.money_unit(financing.currency, financing.scale) if financing.currency else scale
            said = f"{said}, {self.words.number(financing.amount)}\u00a0{unit}".rstrip()
        return said


def whole(period: str) -> str:
    """A period whose words stay on one line."""
    return period.replace(" ", "\u00a0")


def few(numbers: Sequence[str], most: int = 6) -> str:
    """The numbers of some measures on a card: all, or the first and an ellipsis."""
    return ", ".join(numbers[:most]) + (", …" if len(numbers) > most else "")


@cache
def own_name(languages: str) -> str:
    """What a language calls itself, or several that stand side by side ("ru+ky")."""
    return " + ".join(
        get_language(code).table.name if code in DOCUMENT_LANGUAGES else get_language("en").language_name(code)
        for code in languages.split("+")
    )


def _after_colon(text: str) -> str:
    """A sentence as it continues after a colon: with a small first letter, unless it begins with a code such as BY."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def _yes_no(viewer: _Viewer, value: bool) -> str:
    return viewer.words.gettext("yes") if value else viewer.words.gettext("no")


def _area_title(viewer: _Viewer, kind: AreaKind) -> str:
    return next((viewer.say(area.title) for area in viewer.plan.areas if area.kind == kind), kind)


# How a value of each type is said; choices are said by their label.
_SAID: dict[Any, Callable[[_Viewer, Any], str]] = {
    str: lambda viewer, value: value,
    int: lambda viewer, value: viewer.words.number(value),
    Decimal: lambda viewer, value: viewer.words.number(value),
    bool: _yes_no,
    Text: _Viewer.say,
    ByYear: _Viewer.years,
    Period: _Viewer.date,
    Country: lambda viewer, code: viewer.words.state(code),
    Currency: lambda viewer, code: viewer.words.money_unit(code),
    LanguageCode: lambda viewer, code: viewer.words.language_name(code),
    AreaKind: _area_title,
}
