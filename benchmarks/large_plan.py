"""A plan of any number of measures, as text: like a real one in the length of its texts and in what each measure has.

python benchmarks/large_plan.py 2000 > large.yaml
"""

import sys
from collections.abc import Iterator, Sequence
from typing import NamedTuple

KINDS = ("elevators", "transformers", "tractors", "cars", "general")
DUES = ("2026-Q3", "2027-05-15", "2027-H1", "2028", "2026–2030", "2029-11", "annually", "quarterly", "continuous")
STATUSES = ("planned", "under-way", "done", "delayed", "cancelled")
BODIES = 30
"""Of each side."""
PER_AREA = 100
"""Measures."""
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
        "en": "The list is signed by both sides and sent to the plants",
        "ru": "Перечень подписан сторонами и направлен предприятиям",
        "be": "Пералік падпісаны бакамі і накіраваны прадпрыемствам",
        "ky": "Тизмеге эки тарап кол коюп, ишканаларга жөнөтүлдү",
    },
    "indicator": {
        "en": "Components made locally",
        "ru": "Количество местных комплектующих",
        "be": "Колькасць мясцовых камплектуючых",
        "ky": "Жергиликтүү тетиктердин саны",
    },
    "unit": {"en": "kinds", "ru": "наименований", "be": "найменняў", "ky": "түрү"},
}
"""What the plan says, in each language that it can be in."""

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
    """Which of many plans it is: what differs from one to the next.

    languages: those that its texts are in; shown: in which order the plan names them.
    """

    id: str = "by-kg-large"
    partner: str = "KG"
    languages: Sequence[str] = ("en", "ru")
    shown: Sequence[str] = ("ru", "en")
    date: str = ""
    turnover: int = 133

    def say(self, what: str, n: int = 0) -> str:
        """A text in the plan's languages, on one line."""
        return f"{{{', '.join(f'{language}: {self.version(what, language, n)}' for language in self.languages)}}}"

    def lines(self, what: str, n: int, indent: int) -> str:
        """A text in the plan's languages, each on its line."""
        space = " " * indent
        return "".join(f"{space}{language}: {self.version(what, language, n)}\n" for language in self.languages)

    def version(self, what: str, language: str, n: int) -> str:
        said = WORDS[what][language].format(n=n)
        return f'"{said}"' if ", " in said and what not in ("measure", "result") else said


def large_plan(measures: int, kind: Kind = Kind()) -> str:
    """The text of a plan with so many measures, a hundred to an area and one of thirty bodies a side for each."""
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
    """The bodies that answer for a measure, one a side."""
    return f"by-{n % BODIES}", f"{partner.lower()}-{n * 7 % BODIES}"


def comes_before(n: int) -> str | None:
    """What has to be done before a measure, for one of seven."""
    return f"M-{n - 1}" if n % 7 == 3 else None


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
        f"          name: {kind.say('indicator')}\n"
        f"          unit: {kind.say('unit')}\n"
        "          baseline: {2025: 0}\n"
        f"          target: {{2028: {n % 40}, 2030: {n % 90}.5}}\n"
        f"        status: {STATUSES[n % len(STATUSES)]}\n"
        f"{after}"
        "        sources: [commission]\n"
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(large_plan(int(sys.argv[1])))
