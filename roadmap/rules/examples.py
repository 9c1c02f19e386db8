"""The small plan behind the examples of the rules. An example replaces some of its top-level keys."""

import re

__all__ = ["BASE", "example_plan"]

BASE = """\
format: 1
id: by-kg-example
title: {en: A small roadmap, ru: Небольшая дорожная карта}
parties: [BY, KG]
period: 2026–2030
languages: [ru, en]
stage: draft
date: 2026-11-23
sources:
  note: {title: {en: A note, ru: Записка}}
bodies:
  by-minprom: {party: BY, name: {en: Ministry of Industry, ru: Министерство промышленности}}
  kg-mineconom: {party: KG, name: {en: Ministry of Economy, ru: Министерство экономики}}
trade:
  currency: USD
  figures:
    - {period: 2025, turnover: 133, source: note}
  targets:
    - {period: 2030, turnover: 500, source: note}
areas:
  - kind: tractors
    title: {en: Tractors, ru: Тракторы}
    adds_to_trade: {2030: 400}
    measures:
      - id: TRACTOR-1
        title: {en: Resume assembly, ru: Возобновить сборку}
        due: 2027-Q2
        lead: [by-minprom, kg-mineconom]
        result: {en: The line works, ru: Линия работает}
"""

_KEY = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


def example_plan(example: str) -> str:
    """Return the text of the plan, with its own keys replaced by the keys of an example.

    >>> "\\nstage: agreed\\n" in example_plan("stage: agreed")
    True
    """
    blocks = {part.partition(":")[0]: part for part in _KEY.split(BASE) if part}
    blocks |= {part.partition(":")[0]: f"{part.rstrip()}\n" for part in _KEY.split(example) if part}
    return "".join(blocks.values())
