"""A plan of any number of measures, as text: like a real one in the length of its texts and in what each measure has.

python benchmarks/large_plan.py 2000 > large.yaml
"""

import sys
from collections.abc import Iterator

KINDS = ("elevators", "transformers", "tractors", "cars", "general")
DUES = ("2026-Q3", "2027-05-15", "2027-H1", "2028", "2026–2030", "2029-11", "annually", "quarterly", "continuous")
STATUSES = ("planned", "under-way", "done", "delayed", "cancelled")
BODIES = 30
"""Of each side."""
PER_AREA = 100
"""Measures."""
TITLE = {
    "en": "Agree the list of components for local production, stage {n}",
    "ru": "Согласовать перечень комплектующих для местного производства, этап {n}",
}
RESULT = {
    "en": "The list is signed by both sides and sent to the plants",
    "ru": "Перечень подписан сторонами и направлен предприятиям",
}
BODY = {
    "BY": {"en": "Belarusian ministry number {n}", "ru": "белорусское министерство номер {n}"},
    "KG": {"en": "Kyrgyz ministry number {n}", "ru": "кыргызское министерство номер {n}"},
}
AREA = {"en": "Area number {n}", "ru": "Направление номер {n}"}

HEAD = """\
format: 1
id: by-kg-large
title:
  en: Roadmap of cooperation between the Republic of Belarus and the Kyrgyz Republic for 2026–2030
  ru: Дорожная карта сотрудничества между Республикой Беларусь и Кыргызской Республикой на 2026–2030 годы
parties: [BY, KG]
period: 2026–2030
languages: [ru, en]
stage: draft
sources:
  commission:
    title: {en: Minutes of the intergovernmental commission, ru: Протокол межправительственной комиссии}
    date: 2025-09-29
bodies:
"""

TRADE = """\
trade:
  currency: USD
  scale: million
  figures:
    - {period: 2024, turnover: 133, approximate: true, reporter: KG, source: commission}
  targets:
    - {period: 2030, turnover: 500, source: commission}
areas:
"""


def large_plan(measures: int) -> str:
    """The text of a plan with so many measures, a hundred to an area and one of thirty bodies a side for each."""
    return "".join((HEAD, *_bodies(), TRADE, *_areas(measures)))


def leads(n: int) -> tuple[str, str]:
    """The bodies that answer for a measure, one a side."""
    return f"by-{n % BODIES}", f"kg-{n * 7 % BODIES}"


def comes_before(n: int) -> str | None:
    """What has to be done before a measure, for one of seven."""
    return f"M-{n - 1}" if n % 7 == 3 else None


def _bodies() -> Iterator[str]:
    for n in range(BODIES):
        for party, name in BODY.items():
            en, ru = name["en"].format(n=n), name["ru"].format(n=n)
            yield f"  {party.lower()}-{n}: {{party: {party}, name: {{en: {en}, ru: {ru}}}}}\n"


def _areas(measures: int) -> Iterator[str]:
    for n in range(measures):
        if n % PER_AREA == 0:
            area = n // PER_AREA
            yield (
                f"  - kind: {KINDS[area % len(KINDS)]}\n"
                f"    title: {{en: {AREA['en'].format(n=area)}, ru: {AREA['ru'].format(n=area)}}}\n"
                f"    adds_to_trade: {{2028: {area}, 2030: {area + 2}}}\n"
                "    measures:\n"
            )
        yield _measure(n)


def _measure(n: int) -> str:
    after = f"        after: [{before}]\n" if (before := comes_before(n)) else ""
    partners = f"        partners: [by-{(n + 5) % BODIES}]\n" if n % 3 == 0 else ""
    return (
        f"      - id: M-{n}\n"
        "        title:\n"
        f"          en: {TITLE['en'].format(n=n)}\n"
        f"          ru: {TITLE['ru'].format(n=n)}\n"
        f"        due: {DUES[n % len(DUES)]}\n"
        f"        lead: [{', '.join(leads(n))}]\n"
        f"{partners}"
        "        result:\n"
        f"          en: {RESULT['en']}\n"
        f"          ru: {RESULT['ru']}\n"
        "        indicator:\n"
        "          name: {en: Components made locally, ru: Количество местных комплектующих}\n"
        "          unit: {en: kinds, ru: наименований}\n"
        "          baseline: {2025: 0}\n"
        f"          target: {{2028: {n % 40}, 2030: {n % 90}.5}}\n"
        f"        status: {STATUSES[n % len(STATUSES)]}\n"
        f"{after}"
        "        sources: [commission]\n"
    )


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(large_plan(int(sys.argv[1])))
