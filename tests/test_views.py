"""What stands in a document beside the plan's own words: stamps, cards, the calendar, notes; and two languages in one."""

import re
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import roadmap
from roadmap.documents.views.build import document_view
from roadmap.documents.views.calendar import column_span
from roadmap.documents.views.models import Document
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.i18n.localized import Localized
from roadmap.model.period import Due, Period, Unit, step_of, steps
from roadmap.model.plan import Plan
from roadmap.rules.reader_notes import READER_NOTE_RULES, assess
from roadmap.rules.registry import RULES
from roadmap.testing import plans

STEPS = [unit for unit in Unit if unit is not Unit.DAY]


def viewed(text: str, language: str = "en") -> Document:
    return document_view(Localized(assess(roadmap.loads(text)), get_language(language)))


# Time

days = st.dates(Period.parse("1990").start, Period.parse("2090").end)


@given(days, days, days, days, st.sampled_from(STEPS))
def test_a_deadline_lies_within_the_steps_of_a_period(a, b, c, d, unit) -> None:  # type: ignore[no-untyped-def]
    period, due = Period(min(a, b), max(a, b), Unit.DAY), Due.by(Period(min(c, d), max(c, d), Unit.DAY))
    first, last = column_span(due, period, unit)
    assert 0 <= first <= last < steps(period, unit)
    if due.period is not None and due.period.within(period):
        assert step_of(due.start, unit).start <= due.start <= due.end <= step_of(due.end, unit).end
        assert last - first + 1 == steps(due.period, unit)


@given(days, st.sampled_from(STEPS))
def test_a_day_lies_in_its_step_and_steps_follow_each_other(day, unit) -> None:  # type: ignore[no-untyped-def]
    step = step_of(day, unit)
    assert step.single
    assert step.start <= day <= step.end
    assert step_of(step.end + timedelta(1), unit).start == step.end + timedelta(1)


@given(plans())
def test_the_calendar_holds_each_measure_once_by_area_and_once_by_time(plan: Plan) -> None:
    calendar = document_view(Localized(assess(plan), get_language("en"))).calendar
    numbers = sorted(f"{a}.{m}" for a, area in enumerate(plan.areas, 1) for m, _each in enumerate(area.measures, 1))
    if calendar is None:
        assert not numbers
        return
    rows = [row for area in calendar.areas for row in area.rows]
    assert sorted(row.number for row in rows) == numbers
    assert sorted(row.number for group in calendar.groups for row in group.rows) == numbers
    assert {row.before + row.length + row.after for row in rows} <= {calendar.width}
    assert sum(length for _year, length in calendar.years) == calendar.width
    assert len(calendar.steps) in (0, calendar.width)
    assert -1 <= calendar.today < calendar.width


def test_the_calendar_goes_by_quarters_up_to_six_years_and_then_by_years(small: str) -> None:
    by_quarter, by_year = viewed(small).calendar, viewed(small.replace("2026–2030", "2026–2035")).calendar
    assert by_quarter is not None
    assert by_year is not None
    assert (by_quarter.width, by_quarter.steps[:5]) == (20, ("1", "2", "3", "4", "1"))
    assert (by_year.width, by_year.steps) == (10, ())
    row = by_quarter.areas[0].rows[0]
    assert (row.before, row.length, row.after, row.due) == (5, 1, 14, "Q2 2027")
    assert [group.title for group in by_quarter.groups] == ["Q2 2027"]


@pytest.mark.parametrize(
    ("date", "due", "late"),
    [("2026-11-23", "0", "0"), ("2027-04-01", "1", "0"), ("2027-06-30", "1", "0"), ("2027-07-01", "0", "1")],
)
def test_cards_count_what_is_due_this_quarter_and_overdue_at_the_plans_date(
    small: str, date: str, due: str, late: str
) -> None:
    cards = viewed(f"{small}date: {date}\n").cards
    assert [(card.value, card.note) for card in cards[-2:]] == [
        (due, "1.1" if due == "1" else ""),
        (late, "1.1" if late == "1" else ""),
    ]


def test_a_plan_without_a_date_knows_nothing_of_today(small: str) -> None:
    shown = viewed(small)
    assert [card.label for card in shown.cards] == ["Turnover, 2024", "Target, 2030", "Areas"]
    assert shown.calendar is not None
    assert shown.calendar.today == -1


# Stamps

STAMPS = """\
document: {paper}
approvals:
  - {{stamp: approves, by: Minister}}
  - {{stamp: approved, by: decree, date: 2026-12-01}}
  - {{stamp: agrees, by: Minister, name: A. Petrov}}
  - {{stamp: agreed, by: minutes}}
"""


@pytest.mark.parametrize(
    ("language", "paper", "said"),
    [
        ("ru", "roadmap", ["УТВЕРЖДАЮ", "УТВЕРЖДЕНА", "СОГЛАСОВАНО", "СОГЛАСОВАНО"]),
        ("ru", "action-plan", ["УТВЕРЖДАЮ", "УТВЕРЖДЕН", "СОГЛАСОВАНО", "СОГЛАСОВАНО"]),
        ("ru", "measures", ["УТВЕРЖДАЮ", "УТВЕРЖДЕН", "СОГЛАСОВАНО", "СОГЛАСОВАНО"]),
        ("be", "roadmap", ["ЗАЦВЯРДЖАЮ", "ЗАЦВЕРДЖАНА", "УЗГОДНЕНА", "УЗГОДНЕНА"]),
        ("be", "action-plan", ["ЗАЦВЯРДЖАЮ", "ЗАЦВЕРДЖАНЫ", "УЗГОДНЕНА", "УЗГОДНЕНА"]),
        ("ky", "roadmap", ["БЕКИТЕМ", "БЕКИТИЛГЕН", "МАКУЛДАШЫЛДЫ", "МАКУЛДАШЫЛДЫ"]),
        ("en", "programme", ["APPROVED", "APPROVED BY", "AGREED", "AGREED BY"]),
    ],
)
def test_stamps_agree_with_what_is_approved(small: str, language: str, paper: str, said: list[str]) -> None:
    approvals = viewed(small + STAMPS.format(paper=paper), language).approvals
    assert [approval.stamp for approval in approvals] == said
    assert [approval.signed for approval in approvals] == [True, False, True, False]


def test_a_person_gets_a_date_to_fill_in_and_a_decision_does_not(small: str) -> None:
    dates = [approval.date for approval in viewed(small + STAMPS.format(paper="roadmap"), "ru").approvals]
    blank = "«___» ____________ 20__\u00a0г."
    assert dates == [blank, "1 декабря 2026\u00a0г.", blank, ""]


# Names of the states together

BETWEEN = {
    "en": "between the Republic of Belarus and the Kyrgyz Republic",
    "ru": "между Республикой Беларусь и Кыргызской Республикой",
    "be": "паміж Рэспублікай Беларусь і Кыргызскай Рэспублікай",
    "ky": "Беларусь Республикасы менен Кыргыз Республикасынын ортосундагы",
}


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_the_states_stand_in_the_case_that_between_asks_for(language: str) -> None:
    said = get_language(language)
    assert said.between(["BY", "KG"]) == BETWEEN[language]
    assert said.between(["BY", "NO"]) == ""
    three = said.between(["BY", "KZ", "KG"])
    assert three.count(",") == 1
    assert all(said.between([one, other]) for one in said.table.states for other in said.table.states if one != other)


def test_own_names_of_a_plan_are_not_put_into_a_case(small: str) -> None:
    named = small.replace("[BY, KG]", "[BY, {code: KG, full_name: {ru: Кыргызстан, en: Kyrgyz State}}]")
    ours, theirs = viewed(small).trade, viewed(named).trade
    assert ours is not None
    assert theirs is not None
    assert ours.title == f"Trade {BETWEEN['en']}"
    assert theirs.title == "Trade between the parties"


# Notes

DIFFERENT = "    - {period: 2024, turnover: 133, source: note}\n"


def test_readers_are_told_where_figures_differ_unless_the_plan_says_why_not(small: str) -> None:
    differing = small.replace(DIFFERENT, DIFFERENT + DIFFERENT.replace("133", "170"))
    assert [(note.about, note.anchor) for note in viewed(differing).notes] == [("2024", "trade")]
    assert "133" in viewed(differing).notes[0].text
    assert not viewed(small).notes
    off = "rules: {RM102: {level: off, reason: Both sides know of it}}\n"
    assert not viewed(differing + off).notes


def test_what_readers_are_told_are_rules_like_others() -> None:
    assert all(rule in RULES for rule in READER_NOTE_RULES)


# Languages side by side


def test_languages_side_by_side_share_no_anchor_and_lose_no_text(small: str) -> None:
    page = roadmap.render(roadmap.loads(small), format="html", language="ru+en")
    assert isinstance(page, str)
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    for target in re.findall(r'href="#([^"]+)"', page):
        assert target in ids
    for text in ("Небольшая дорожная карта", "A small roadmap", "Возобновить сборку", "Resume assembly"):
        assert text in page
    assert page.count("<h1>") == 1
    assert '<div class="side" lang="en">' in page


def test_languages_side_by_side_come_one_after_the_other_in_markdown(small: str) -> None:
    plan = roadmap.loads(small)
    both = roadmap.render(plan, format="md", language="en+ru")
    en, ru = (roadmap.render(plan, format="md", language=language) for language in ("en", "ru"))
    assert both == f"{en}\n---\n\n{ru}"


def test_a_language_twice_is_one(small: str) -> None:
    plan = roadmap.loads(small)
    assert roadmap.render(plan, format="md", language="en+en") == roadmap.render(plan, format="md", language="en")
