"""Make a plan of any number of measures, as text: each measure is as heavy as a measure of plans/kyrgyzstan.yaml.

A measure there has 2,684 bytes and 91 keys, values, lists and mappings. A measure here has 2,619 and 91.

python benchmarks/large_plan.py 2000 > large.yaml
"""

import sys
import textwrap
from collections.abc import Iterator, Sequence
from typing import NamedTuple

KINDS = ("elevators", "transformers", "tractors", "cars", "general")
DUES = ("2026-Q3", "2027-05-15", "2027-H1", "2028", "2026–2030", "2029-11", "annually", "quarterly", "continuous")
STATUSES = ("planned", "under-way", "done", "delayed", "cancelled")
BODIES = 30
"""Bodies of each side."""
PER_AREA = 100
"""Measures of each area."""
WORDS = {
    "title": {
        "en": "Roadmap of cooperation between the Republic of Belarus and the Kyrgyz Republic for 2026–2030",
        "ru": "Дорожная карта сотрудничества между Республикой Беларусь и Кыргызской Республикой на 2026–2030 годы",
        "be": "Дарожная карта супрацоўніцтва паміж Рэспублікай Беларусь і Кыргызскай Рэспублікай на 2026–2030 гады",
        "ky": "Беларусь Республикасы менен Кыргыз Республикасынын 2026–2030-жылдарга кызматташуусунун жол картасы",
    },
    "commission": {
        "en": "Minutes of the intergovernmental commission",
        "ru": "Протокол межправительственной комиссии",
        "be": "Пратакол міжурадавай камісіі",
        "ky": "Өкмөттөр аралык комиссиянын протоколу",
    },
    "first": {
        "en": "Belarusian ministry number {n}",
        "ru": "белорусское министерство номер {n}",
        "be": "беларускае міністэрства нумар {n}",
        "ky": "Беларусь министрлиги, номери {n}",
    },
    "second": {
        "en": "Kyrgyz ministry number {n}",
        "ru": "кыргызское министерство номер {n}",
        "be": "кыргызскае міністэрства нумар {n}",
        "ky": "Кыргыз министрлиги, номери {n}",
    },
    "area": {
        "en": "Area number {n}",
        "ru": "Направление номер {n}",
        "be": "Напрамак нумар {n}",
        "ky": "Багыт, номери {n}",
    },
    "measure": {
        "en": "Agree the list of components for local production, stage {n}",
        "ru": "Согласовать перечень комплектующих для местного производства, этап {n}",
        "be": "Узгадніць пералік камплектуючых для мясцовай вытворчасці, этап {n}",
        "ky": "Жергиликтүү өндүрүш үчүн тетиктердин тизмесин макулдашуу, этап {n}",
    },
    "result": {
        "en": "The list of stage {n} is signed by both sides and sent to the plants, with the order of its changes",
        "ru": "Перечень этапа {n} подписан сторонами и направлен предприятиям вместе с порядком его изменения",
        "be": "Пералік этапу {n} падпісаны бакамі і накіраваны прадпрыемствам разам з парадкам яго змянення",
        "ky": "{n}-этаптын тизмесине эки тарап кол коюп, аны өзгөртүү тартиби менен кошо ишканаларга жөнөттү",
    },
    "indicator": {
        "en": "Components made locally, stage {n}",
        "ru": "Количество местных комплектующих, этап {n}",
        "be": "Колькасць мясцовых камплектуючых, этап {n}",
        "ky": "Жергиликтүү тетиктердин саны, этап {n}",
    },
    "unit": {"en": "kinds", "ru": "наименований", "be": "найменняў", "ky": "түрү"},
    "budget": {
        "en": "funds provided in the national budget",
        "ru": "средства национального бюджета",
        "be": "сродкі нацыянальнага бюджэту",
        "ky": "улуттук бюджеттин каражаттары",
    },
    "own funds": {
        "en": "own funds of the manufacturers",
        "ru": "собственные средства изготовителей",
        "be": "уласныя сродкі вытворцаў",
        "ky": "өндүрүүчүлөрдүн өздүк каражаттары",
    },
    "done": {
        "en": "The list of stage {n} was signed in Minsk",
        "ru": "Перечень этапа {n} подписан в Минске",
        "be": "Пералік этапу {n} падпісаны ў Мінску",
        "ky": "{n}-этаптын тизмесине Минск шаарында кол коюлду",
    },
    "note": {
        "en": "The source speaks of the list only; the numbers and the date of stage {n} are proposals\nof this draft.",
        "ru": "Источник сообщает только о перечне; количество и срок этапа {n} – предложения\nнастоящего проекта.",
        "be": "Крыніца паведамляе толькі аб пераліку; колькасць і тэрмін этапу {n} – прапановы\nгэтага праекта.",
        "ky": "Булак тизме жөнүндө гана кабарлайт; {n}-этаптын саны жана мөөнөтү – ушул долбоордун\nсунуштары.",
    },
}
"""The texts of the plan, in each of its possible languages."""

PLAN = """\
format: 1
id: {id}
title:
{title}parties: [BY, {partner}]
period: 2026–2030
languages: [{shown}]
stage: draft
{date}sources:
  commission:
    title: {commission}
    date: 2025-09-29
bodies:
"""

TRADE = """\
trade:
  currency: USD
  scale: million
  figures:
    - {{period: 2024, turnover: {turnover}, approximate: true, reporter: {partner}, source: commission}}
  targets:
    - {{period: 2030, turnover: 500, source: commission}}
areas:
"""


class Kind(NamedTuple):
    """The differences between one plan and the next.

    Attributes:
        languages: The languages of its texts.
        shown: The order in which the plan names its languages.
    """

    id: str = "by-kg-large"
    partner: str = "KG"
    languages: Sequence[str] = ("en", "ru", "be", "ky")
    shown: Sequence[str] = ("ru", "be", "ky", "en")
    date: str = ""
    turnover: int = 133

    def say(self, what: str, n: int = 0) -> str:
        """Return a text in the plan's languages, on one line."""
        each = ((language, self.version(what, language, n)) for language in self.languages)
        texts = (f'{language}: "{text}"' if ", " in text else f"{language}: {text}" for language, text in each)
        return f"{{{', '.join(texts)}}}"

    def folded(self, what: str, n: int, indent: int) -> str:
        """Return a text in the plan's languages, each folded over several lines."""
        space = " " * indent
        return "".join(
            f"{space}{language}: >-\n{textwrap.indent(self.version(what, language, n), space + '  ')}\n"
            for language in self.languages
        )

    def lines(self, what: str, n: int, indent: int) -> str:
        """Return a text in the plan's languages, each on its line."""
        space = " " * indent
        return "".join(f"{space}{language}: {self.version(what, language, n)}\n" for language in self.languages)

    def version(self, what: str, language: str, n: int) -> str:
        """Return a text in one language."""
        return WORDS[what][language].format(n=n)


def large_plan(measures: int, kind: Kind = Kind()) -> str:
    """Return the text of a plan: a hundred measures per area, two of sixty bodies per measure.

    Args:
        measures: The number of measures.
        kind: The differences from other plans.
    """
    head = PLAN.format(
        id=kind.id,
        title=kind.lines("title", 0, 2),
        partner=kind.partner,
        shown=", ".join(kind.shown),
        date=f"date: {kind.date}\n" if kind.date else "",
        commission=kind.say("commission"),
    )
    trade = TRADE.format(turnover=kind.turnover, partner=kind.partner)
    return "".join((head, *_bodies(kind), trade, *_areas(measures, kind)))


def leads(n: int, partner: str = "KG") -> tuple[str, str]:
    """Return the bodies that answer for a measure, one per side."""
    return f"by-{n % BODIES}", f"{partner.lower()}-{n * 7 % BODIES}"


def comes_before(n: int) -> str | None:
    """Return the id of the measure to do before this one, for four measures of nine."""
    return f"M-{n - 1}" if n % 9 in (1, 2, 3, 4) else None


def _bodies(kind: Kind) -> Iterator[str]:
    for n in range(BODIES):
        for party, name in (("BY", "first"), (kind.partner, "second")):
            yield f"  {party.lower()}-{n}: {{party: {party}, name: {kind.say(name, n)}}}\n"


def _areas(measures: int, kind: Kind) -> Iterator[str]:
    for n in range(measures):
        if n % PER_AREA == 0:
            area = n // PER_AREA
            yield (
                f"  - kind: {KINDS[area % len(KINDS)]}\n"
                f"    title: {kind.say('area', area)}\n"
                f"    adds_to_trade: {{2028: {area}, 2030: {area + 2}}}\n"
                "    measures:\n"
            )
        yield _measure(n, kind)


def _measure(n: int, kind: Kind) -> str:
    after = f"        after: [{before}]\n" if (before := comes_before(n)) else ""
    partners = f"        partners: [by-{(n + 5) % BODIES}]\n" if n % 3 == 0 else ""
    sources = "        sources: [commission]\n" if n % 5 == 2 else ""
    note = f"        note:\n{kind.folded('note', n, 10)}" if n % 3 == 1 else ""
    return (
        f"      - id: M-{n}\n"
        "        title:\n"
        f"{kind.lines('measure', n, 10)}"
        f"        due: {DUES[n % len(DUES)]}\n"
        f"        lead: [{', '.join(leads(n, kind.partner))}]\n"
        f"{partners}"
        "        result:\n"
        f"{kind.lines('result', n, 10)}"
        "        indicator:\n"
        "          name:\n"
        f"{kind.lines('indicator', n, 12)}"
        "          unit:\n"
        f"{kind.lines('unit', n, 12)}"
        "          baseline: {2025: 0}\n"
        f"          target: {{2028: {n % 40}, 2030: {n % 90}.5}}\n"
        "        financing:\n"
        f"{_financing('own funds', 'BY', kind)}"
        f"{_financing('budget', kind.partner, kind) if n % 3 == 0 else ''}"
        f"        status: {STATUSES[n % len(STATUSES)]}\n"
        f"{after}"
        f"{_progress(n, kind) if n % 10 == 2 else ''}"
        f"{sources}"
        f"{note}"
    )


def _financing(what: str, party: str, kind: Kind) -> str:
    return f"          - from:\n{kind.lines(what, 0, 14)}            party: {party}\n"


def _progress(n: int, kind: Kind) -> str:
    """Return a report that the measure is done."""
    return (
        "        progress:\n"
        "          - date: 2027-Q1\n"
        "            status: done\n"
        f"            actual: {n % 90}.5\n"
        f"            text:\n{kind.lines('done', n, 14)}"
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(large_plan(int(sys.argv[1])))
