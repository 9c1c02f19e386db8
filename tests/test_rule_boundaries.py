"""Boundaries of the rules: for each threshold, default and comparison a plan that just fails and one that just passes.

A row changes one value of the base plan by the smallest step that matters. Equality stands on the side that the rule says.
"""

import pytest

import roadmap
from roadmap.rules.examples import example_plan

# Parts of a plan

LEADS = "[by-minprom, kg-mineconom]"
BODIES = """\
bodies:
  by-minprom: {party: BY, name: {en: Ministry of Industry, ru: Министерство промышленности}}
  by-mtz: {party: BY, name: {en: Tractor works, ru: Тракторный завод}}
  kg-mineconom: {party: KG, name: {en: Ministry of Economy, ru: Министерство экономики}}
  common: {name: {en: Commission, ru: Комиссия}}
"""


def figure(period: str | int, turnover: str | float, more: str = "") -> str:
    return f"{{period: {period}, turnover: {turnover}, source: note{more}}}"


def trade(*figures: str, target: str | float | None = 500, year: int = 2030, growth: str = "") -> str:
    """The trade of a plan; figures and growth as YAML writes them in braces."""
    targets = f"[{{period: {year}, turnover: {target}, source: note}}]" if target is not None else "[]"
    stated = f"  growth: [{growth}]\n" if growth else ""
    return f"trade:\n  currency: USD\n  figures: [{', '.join(figures)}]\n  targets: {targets}\n{stated}"


def flows(exports: str | float, imports: str | float, more: str = "", period: str | int = 2025) -> str:
    """A figure by exports and imports."""
    return f"{{period: {period}, exports: {exports}, imports: {imports}, source: note{more}}}"


def area(kind: str, facts: str, more: str = "") -> str:
    """The areas of a plan: one of a kind with its facts."""
    return f"areas:\n  - kind: {kind}\n    title: {{en: An area, ru: Направление}}\n    {facts}\n{more}"


def measures(*lines: str, facts: str = "adds_to_trade: {2030: 400}", kind: str = "general", lead: str = LEADS) -> str:
    """The areas of a plan with measures, each given by what is special of it."""
    head = area(kind, facts) + "    measures:\n"
    return head + "".join(
        f"      - {{id: M-{n}, title: {{en: Sign, ru: Подписать}}, lead: {lead}, "
        f"result: {{en: Signed, ru: Подписано}}, {line}}}\n"
        for n, line in enumerate(lines)
    )


def indicator(baseline: str = "2025: 0", target: str = "2030: 500", actual: str = "", facts: str = "summary: x") -> str:
    """A measure with an indicator, in an area with facts."""
    numbers = f"unit: {{en: a year, ru: в год}}, baseline: {{{baseline}}}, target: {{{target}}}, actual: {{{actual}}}"
    return measures(f"due: 2027, indicator: {{name: {{en: N, ru: Ч}}, {numbers}}}", kind="tractors", facts=facts)


def preamble(text: str) -> str:
    return f"preamble: {{en: '{text}', ru: '{text}'}}\n"


def dated(day: str, example: str) -> str:
    """A plan of another date."""
    return f"date: {day}\n{example}"


def found(example: str, code: str) -> list[roadmap.Diagnostic]:
    """The findings of one rule in the base plan with some keys replaced."""
    plan = roadmap.loads(example_plan(example), name="plan.yaml")
    return [finding for finding in roadmap.check(plan) if finding.code == code]


def claim(form: str, start: float = 100, end: float = 100) -> str:
    """A stated growth between two figures."""
    stated = f"{{from: 2022, to: 2025, {form}, source: note}}"
    return trade(figure(2022, start), figure(2025, end), growth=stated)


def span(first: str, last: str) -> str:
    """A growth between two periods."""
    return trade(figure(2025, 133), growth=f"{{from: {first}, to: {last}, percent: 14, source: note}}")


def mirrored(exports: float, imports: float, buyer: str = "KG", period: int = 2025) -> str:
    """Two reports on one trade: of the seller, and of the buyer."""
    return trade(
        flows(exports, 90, ", reporter: BY"), flows(90, imports, f", reporter: {buyer}", period), figure(2025, 190)
    )


def report(day: str, more: str = "status: under-way") -> str:
    return f"due: 2027, progress: [{{date: {day}, {more}}}]"


def many(count: int, due: str, *others: str) -> str:
    """Measures that are due at one time, and others."""
    return measures(*[f"due: {due}"] * count, *(f"due: {other}" for other in others))


def goods(kind: str, model: str, code: str) -> str:
    return area(kind, f"hs: '{code}'\n    conformity: [x]\n    models: [{{name: M, {model}}}]")


def seeds(number: str, form: str = "raw", germity: str = "monogerm") -> str:
    return area("sugar-beet-seeds", f"germity: {germity}\n    seed_form: {form}\n    {number}")


def priced(unit: str) -> str:
    return area("tractors", f"figures: [{{name: {{en: Price, ru: Цена}}, value: 9, unit: {unit}, source: note}}]")


def counted(name: str, unit: str) -> str:
    return area("tractors", f"figures: [{{name: {name}, value: 9, unit: {unit}, source: note}}]")


AGREED = "stage: agreed\n"
BARE = "annual_capacity: 500\n    localisation: {2030: 50}\n    sources: "
GROWN = (figure(2023, 100), figure(2024, 110))


def own(code: str, name: str, value: float) -> str:
    """A setting of the plan."""
    return f"rules: {{{code}: {{{name}: {value}}}}}\n"


# Each row: the rule, what just fails, what just passes.

TRADE = [
    # RM102: 3 percent between the lowest and the highest
    ("RM102", trade(figure(2025, 100), figure(2025, "103.1")), trade(figure(2025, 100), figure(2025, 103))),
    ("RM102", trade(figure(2025, "103.1"), figure(2025, 100)), trade(figure(2025, 103), figure(2025, 100))),
    (
        "RM102",
        trade(figure(2025, 102), figure(2025, 100), figure(2025, "103.1")),
        trade(figure(2025, 102), figure(2025, 100), figure(2025, 103)),
    ),
    ("RM102", trade(figure(2025, 100), flows(50, "53.1")), trade(figure(2025, 100), flows(50, 53))),
    ("RM102", trade(figure(2025, 100), figure(2025, 200)), trade(figure(2025, 100), figure(2024, 200))),
    ("RM102", trade(figure(2025, 0), figure(2025, 1)), trade(figure(2025, 0), figure(2025, 0))),
    (
        "RM102",
        own("RM102", "percent", 9) + trade(figure(2025, 100), figure(2025, "109.1")),
        own("RM102", "percent", 9) + trade(figure(2025, 100), figure(2025, 109)),
    ),
    (
        "RM102",
        own("RM102", "percent", 0) + trade(figure(2025, 100), figure(2025, "100.1")),
        own("RM102", "percent", 0) + trade(figure(2025, 100), figure(2025, 100)),
    ),
    # a number that is nothing is 100 percent away from any other
    (
        "RM102",
        own("RM102", "percent", 99) + trade(figure(2025, 0), figure(2025, 1)),
        own("RM102", "percent", 100) + trade(figure(2025, 0), figure(2025, 1)),
    ),
    # RM103: 3 percent of what is stated, above and below
    ("RM103", claim("times: 1", end=96.9), claim("times: 1", end=97)),
    ("RM103", claim("times: 1", end=103.1), claim("times: 1", end=103)),
    ("RM103", claim("times: 2", end=206.1), claim("times: 2", end=206)),
    ("RM103", claim("times: 2", end=193.9), claim("times: 2", end=194)),
    ("RM103", claim("percent: 100", end=206.1), claim("percent: 100", end=206)),
    ("RM103", claim("percent: 0", end=103.1), claim("percent: 0", end=103)),
    ("RM103", own("RM103", "percent", 1) + claim("times: 1", end=101.1), claim("times: 1", end=101.1)),
    (
        "RM103",
        trade(figure(2022, 100), figure(2025, 120), growth="{from: 2022, to: 2025, times: 1, source: note}"),
        trade(
            figure(2022, 100),
            figure(2022, 117),
            figure(2025, 120),
            growth="{from: 2022, to: 2025, times: 1, source: note}",
        ),
    ),
    (
        "RM103",
        trade(figure(2022, 100), figure(2025, 120), growth="{from: 2022, to: 2025, times: 1, source: note}"),
        trade(figure(2022, 100), figure(2025, 120), growth="{from: 2021, to: 2025, times: 1, source: note}"),
    ),
    # RM104: the target is above the latest figure
    ("RM104", trade(figure(2025, 133), target=133), trade(figure(2025, 133), target="133.1")),
    ("RM104", trade(figure(2025, 133), target=None), trade(target=None)),
    (
        "RM104",
        trade(figure(2024, 90), figure(2025, 133), target=100),
        trade(figure(2024, 133), figure(2025, 90), target=100),
    ),
    (
        "RM104",
        trade(figure(2025, 133), figure(2025, 90, ", approximate: true"), target=100),
        trade(figure(2025, 133, ", approximate: true"), figure(2025, 90), target=100),
    ),
    (
        "RM104",
        trade(figure(2025, 133))
        .replace("[{period: 2030", "[{period: 2028, turnover: 500, source: note}, {period: 2030")
        .replace("turnover: 500, source: note}]", "turnover: 100, source: note}]"),
        trade(figure(2025, 133)).replace(
            "[{period: 2030", "[{period: 2028, turnover: 100, source: note}, {period: 2030"
        ),
    ),
    # RM105: 133 and 400 that the area adds make 533
    ("RM105", trade(figure(2025, 133), target="533.1"), trade(figure(2025, 133), target=533)),
    (
        "RM105",
        measures("due: 2027", facts="adds_to_trade: {2030: 366}"),
        measures("due: 2027", facts="adds_to_trade: {2030: 367}"),
    ),
    (
        "RM105",
        measures("due: 2027", facts="adds_to_trade: {2031: 367}"),
        measures("due: 2027", facts="adds_to_trade: {2028: 367}"),
    ),
    (
        "RM105",
        measures("due: 2027", facts="adds_to_trade: {2028: 400, 2030: 366}"),
        measures("due: 2027", facts="adds_to_trade: {2028: 300, 2030: 367}"),
    ),
    (
        "RM105",
        trade(figure(2025, 133), target="133.1") + measures("due: 2027", facts="adds_to_trade: {2030: -1}"),
        trade(figure(2025, 133), target=133) + measures("due: 2027", facts="adds_to_trade: {2030: -1}"),
    ),
    # RM106: the best growth so far is 10 percent a year
    ("RM106", trade(*GROWN, target="121.1", year=2025), trade(*GROWN, target=121, year=2025)),
    ("RM106", trade(*GROWN, target="133.2", year=2026), trade(*GROWN, target="133.1", year=2026)),
    (
        "RM106",
        trade(figure(2022, 100), figure(2024, 121), target="133.2", year=2025),
        trade(figure(2022, 100), figure(2024, 121), target="133.1", year=2025),
    ),
    (
        "RM106",
        trade(*GROWN, target="121.1", year=2025),
        trade(*GROWN, figure(2024, "112", ", approximate: true"), target="121.1", year=2025),
    ),
    ("RM106", trade(*GROWN, target=500, year=2025), trade(figure(2024, 110), target=500, year=2025)),
    ("RM106", trade(*GROWN, target=500, year=2025), trade(*GROWN, target=500, year=2024)),
    # RM107: 1 percent of the turnover
    (
        "RM107",
        trade(figure(2025, 100, ", exports: 50, imports: 51.1")),
        trade(figure(2025, 100, ", exports: 50, imports: 51")),
    ),
    (
        "RM107",
        trade(figure(2025, 100, ", exports: 50, imports: 48.9")),
        trade(figure(2025, 100, ", exports: 50, imports: 49")),
    ),
    (
        "RM107",
        trade(figure(2025, 1000, ", exports: 0, imports: 1011")),
        trade(figure(2025, 1000, ", exports: 0, imports: 1010")),
    ),
    ("RM107", trade(figure(2025, 100, ", exports: 50, imports: 0")), trade(figure(2025, 100, ", exports: 50"))),
    ("RM107", trade(figure(2025, 100, ", exports: 0, imports: 50")), trade(figure(2025, 100, ", imports: 50"))),
    (
        "RM107",
        own("RM107", "percent", 5) + trade(figure(2025, 100, ", exports: 50, imports: 55.1")),
        own("RM107", "percent", 5) + trade(figure(2025, 100, ", exports: 50, imports: 55")),
    ),
    # RM108: periods that differ by 3 days are alike, a month of 31 days and February
    ("RM108", span("2027-03-01/2027-04-01", "2027-02"), span("2027-03", "2027-02")),
    ("RM108", span("2027-02", "2027-03-01/2027-04-01"), span("2027-02", "2027-03")),
    ("RM108", span("2027-03-01/2027-03-05", "2027-03-07"), span("2027-03-01/2027-03-04", "2027-03-07")),
    # RM109: 24 months from the end of the newest figure to the date of the plan
    ("RM109", trade(figure("2024-10", 133)), trade(figure("2024-11", 133))),
    ("RM109", dated("2026-12-01", trade(figure("2024-11", 133))), dated("2026-11-30", trade(figure("2024-11", 133)))),
    ("RM109", dated("2026", trade(figure("2023-12", 133))), dated("2026", trade(figure("2024-01", 133)))),
    ("RM109", trade(figure("2024-01/2024-10", 133)), trade(figure("2024-01/2024-11", 133))),
    ("RM109", trade(figure("2024-10", 1), figure("2024-09", 1)), trade(figure("2024-11", 1), figure("2024-09", 1))),
    ("RM109", trade(figure("2024-09", 1), figure("2024-10", 1)), trade(figure("2024-09", 1), figure("2024-11", 1))),
    (
        "RM109",
        own("RM109", "months", 6) + trade(figure("2026-04", 133)),
        own("RM109", "months", 6) + trade(figure("2026-05", 133)),
    ),
    # RM110: 20 percent between what was sold and what was bought
    ("RM110", mirrored(100, 120.1), mirrored(100, 120)),
    ("RM110", mirrored(120.1, 100), mirrored(120, 100)),
    ("RM110", mirrored(100, 200), mirrored(100, 200, buyer="BY")),
    ("RM110", mirrored(100, 200), mirrored(100, 200, buyer="KZ")),
    ("RM110", mirrored(100, 200), mirrored(100, 200, period=2024)),
    ("RM110", mirrored(100, 200), "parties: [BY, KG, KZ]\n" + mirrored(100, 200)),
    ("RM110", own("RM110", "percent", 30) + mirrored(100, 130.1), own("RM110", "percent", 30) + mirrored(100, 130)),
    # RM111: one point between the share and its parts
    ("RM111", preamble("38.1 %, 37 of 100"), preamble("38 %, 37 of 100")),
    ("RM111", preamble("35,9 %, 37 of 100"), preamble("36 %, 37 of 100")),
    ("RM111", preamble("35.999 %, 37 из 100"), preamble("36,000 %, 37 из 100")),
    ("RM111", preamble("9 %, 1 out of 100"), preamble("1 %, 1 out of 100")),
    ("RM111", preamble("9 %, 1 of 100"), preamble("9 %, 0 of 0")),
    ("RM111", preamble("99%" + "x" * 24 + " 1 of 100"), preamble("99%" + "x" * 25 + " 1 of 100")),
    ("RM111", preamble("99 %, 1 of 100"), preamble("99 %. 1 of 100")),
    (
        "RM111",
        own("RM111", "percent", 2) + preamble("39.1 %, 37 of 100"),
        own("RM111", "percent", 2) + preamble("39 %, 37 of 100"),
    ),
    # RM112: codes that are withdrawn
    *(
        ("RM112", priced(old), priced(new))
        for old, new in [("BYR", "BYN"), ("BYB", "BYN"), ("RUR", "RUB"), ("AZM", "AZN"), ("TMM", "TMT"), ("UAK", "UAH")]
    ),
    ("RM112", priced("thousand BYR"), priced("thousand BYRS")),
    (
        "RM112",
        measures("due: 2027, indicator: {name: x, unit: BYR}"),
        measures("due: 2027, indicator: {name: x, unit: BYN}"),
    ),
    # RM113: units of another quantity
    ("RM113", counted("Voltage", "kW"), counted("Voltage", "kV")),
    ("RM113", counted("Voltage", "кВА"), counted("Voltage", "ha")),
    ("RM113", counted("Sown area", "kW"), counted("Sown area", "ha")),
    ("RM113", counted("Sown area", "V"), counted("Sown area", "km²")),
    ("RM113", counted("Rated power", "kV"), counted("Rated power", "kVA")),
    ("RM113", counted("Rated power", "V"), counted("Rated power", "ha")),
]

MEASURES = [
    # RM201: one lead for each party, or one body that is common to all
    (
        "RM201",
        BODIES + measures("due: 2027", lead="[by-minprom]"),
        BODIES + measures("due: 2027", lead="[by-minprom, kg-mineconom]"),
    ),
    (
        "RM201",
        BODIES + measures("due: 2027", lead="[by-minprom, by-mtz, kg-mineconom]"),
        BODIES + measures("due: 2027", lead="[kg-mineconom, by-mtz]"),
    ),
    ("RM201", BODIES + measures("due: 2027", lead="[common, by-mtz]"), BODIES + measures("due: 2027", lead="[common]")),
    (
        "RM201",
        BODIES + measures("due: 2027", lead="[]"),
        BODIES + measures("due: 2027", lead="[common, kg-mineconom, by-mtz]"),
    ),
    # RM202: the plan runs from 2026-01-01 to 2030-12-31
    ("RM202", measures("due: 2031-01-01"), measures("due: 2030-12-31")),
    ("RM202", measures("due: 2025-12-31"), measures("due: 2026-01-01")),
    ("RM202", measures("due: 2030-12/2031-01"), measures("due: 2030-11/2030-12")),
    ("RM202", measures("due: 2025-12/2026-01"), measures("due: 2026-01/2026-02")),
    # RM203: overdue on the day after the deadline; the plan is of 2026-11-23
    ("RM203", measures("due: 2026-11-22"), measures("due: 2026-11-23")),
    ("RM203", measures("due: 2026-10"), measures("due: 2026-11")),
    ("RM203", dated("2026-11", measures("due: 2026-10-31")), dated("2026-11", measures("due: 2026-11-01"))),
    ("RM203", measures("due: 2026-Q3, status: delayed"), measures("due: 2026-Q3, status: cancelled")),
    # RM204: what another measure waits for may be due on the same day
    (
        "RM204",
        measures("due: 2028-Q1", "due: 2028-03-30, after: [M-0]"),
        measures("due: 2028-Q1", "due: 2028-03-31, after: [M-0]"),
    ),
    ("RM204", measures("due: 2028", "due: 2028-Q3, after: [M-0]"), measures("due: 2028", "due: 2028-Q4, after: [M-0]")),
    # RM205, RM206: a result, and words that can be shown to be done
    ("RM205", measures("due: 2027").replace("result: {en: Signed, ru: Подписано}, ", ""), measures("due: 2027")),
    (
        "RM206",
        measures("due: 2027").replace("en: Sign,", "en: Strengthen a b c d cooperation,"),
        measures("due: 2027").replace("en: Sign,", "en: Strengthen a b c d e cooperation,"),
    ),
    (
        "RM206",
        measures("due: 2027").replace("ru: Подписать", "ru: Укрепить а б в г сотрудничество"),
        measures("due: 2027").replace("ru: Подписать", "ru: Укрепить а б в г д сотрудничество"),
    ),
    # RM207: 10 measures in the last three months
    ("RM207", many(11, "2030-12-31"), many(10, "2030-12-31")),
    ("RM207", many(11, "2030-10-01"), many(11, "2030-09-30")),
    ("RM207", many(10, "2030-Q4", "2030-10"), many(10, "2030-Q4", "2030-09/2030-10")),
    ("RM207", many(10, "2030-Q4", "2030-12-31"), many(10, "2030-Q4", "2031-01-01")),
    ("RM207", many(10, "2030-Q4", "2030-12"), many(10, "2030-Q4", "annually")),
    ("RM207", own("RM207", "measures", 2) + many(3, "2030-Q4"), own("RM207", "measures", 2) + many(2, "2030-Q4")),
    (
        "RM207",
        "period: 2026-01/2030-11\n" + many(11, "2030-09-01"),
        "period: 2026-01/2030-11\n" + many(11, "2030-08-31"),
    ),
    # RM208: 5 measures of a body in a quarter
    ("RM208", many(6, "2028-Q1"), many(5, "2028-Q1")),
    ("RM208", many(5, "2028-Q1", "2028-01-01"), many(5, "2028-Q1", "2027-12-31")),
    ("RM208", many(5, "2028-Q1", "2028-03-31"), many(5, "2028-Q1", "2028-04-01")),
    ("RM208", many(5, "2028-Q1", "2028-Q1"), many(5, "2028-Q1", "2028-H1")),
    ("RM208", many(5, "2028-Q1", "2028-01/2028-03"), many(5, "2028-Q1", "2028-03/2028-04")),
    ("RM208", own("RM208", "measures", 1) + many(2, "2028-Q1"), own("RM208", "measures", 1) + many(1, "2028-Q1")),
    # RM209: one deadline that is not continuous
    ("RM209", many(2, "continuous"), many(2, "continuous", "quarterly")),
    ("RM209", many(1, "continuous"), area("general", "adds_to_trade: {2030: 400}")),
    # RM210: proof of what is done
    ("RM210", measures("due: 2027, status: done"), measures(report("2026-11", "status: done"))),
    ("RM210", measures("due: 2027, status: done"), measures("due: 2027, status: delayed")),
    (
        "RM210",
        measures("due: 2027, status: done, indicator: {name: x, target: {2026: 1}}"),
        measures("due: 2027, status: done, indicator: {name: x, target: {2026: 1}, actual: {2026: 0}}"),
    ),
    (
        "RM210",
        measures(report("2026-11", "status: done") + ", indicator: {name: x, target: {2026: 1}}"),
        measures(report("2026-11", "status: done, actual: 1") + ", indicator: {name: x, target: {2026: 1}}"),
    ),
    # RM211: who pays
    ("RM211", AGREED + measures("due: 2027"), "stage: draft\n" + measures("due: 2027")),
    ("RM211", "stage: signed\n" + measures("due: 2027"), AGREED + measures("due: 2027, status: cancelled")),
    ("RM211", "stage: closed\n" + measures("due: 2027"), AGREED + measures("due: 2027, financing: [{from: x}]")),
    (
        "RM211",
        measures("due: 2027, financing: [{from: x}]", "due: 2027"),
        measures(*["due: 2027, financing: [{from: x}]"] * 2),
    ),
    # RM213: a status that is not planned and differs from the last report
    ("RM213", measures(report("2026-11") + ", status: delayed"), measures(report("2026-11") + ", status: under-way")),
    (
        "RM213",
        measures(report("2026-11", "status: planned") + ", status: delayed"),
        measures(report("2026-11", "status: delayed") + ", status: planned"),
    ),
    # RM214: from the first day of the plan to 12 months after its last
    ("RM214", measures(report("2025-12-31")), measures(report("2026-01-01"))),
    ("RM214", measures(report("2032-01-01")), measures(report("2031-12-31"))),
    ("RM214", measures(report("2032-Q1")), measures(report("2031-12/2032-01"))),
    (
        "RM214",
        own("RM214", "months", 1) + measures(report("2031-02-01")),
        own("RM214", "months", 1) + measures(report("2031-01-31")),
    ),
    # RM215, RM216: a number of nothing, a date twice
    ("RM215", measures(report("2026-10", "actual: 0")), measures(report("2026-10", "text: x"))),
    (
        "RM216",
        measures(
            "due: 2027, progress: [{date: 2026-10-31, text: x}, {date: 2026-11, text: y}, {date: 2026-10-31, text: z}]"
        ),
        measures(
            "due: 2027, progress: [{date: 2026-10-31, text: x}, {date: 2026-11, text: y}, {date: 2026-10-30, text: z}]"
        ),
    ),
    # RM217: what is done waits for nothing that is open
    (
        "RM217",
        measures("due: 2027, status: planned", "due: 2027, status: done, after: [M-0]"),
        measures("due: 2027, status: done", "due: 2027, status: done, after: [M-0]"),
    ),
    (
        "RM217",
        measures("due: 2027, status: under-way", "due: 2027, status: done, after: [M-0]"),
        measures("due: 2027, status: cancelled", "due: 2027, status: done, after: [M-0]"),
    ),
    (
        "RM217",
        measures("due: 2027, status: delayed", "due: 2027, status: done, after: [M-0]"),
        measures("due: 2027, status: delayed", "due: 2027, status: under-way, after: [M-0]"),
    ),
    # RM301: unit, baseline and target
    *(
        ("RM301", indicator().replace(part, ""), indicator())
        for part in ("unit: {en: a year, ru: в год}, ", "baseline: {2025: 0}, ", "target: {2030: 500}, ")
    ),
    # RM302: the target differs from the baseline, and the values do not turn back
    ("RM302", indicator("2025: 5", "2030: 5"), indicator("2025: 5", "2030: 6")),
    ("RM302", indicator("2025: 5", "2030: 5"), indicator("2025: 5", "2030: 4")),
    ("RM302", indicator("2025: 5", "2028: 5, 2030: 5"), indicator("2025: 5", "2028: 5, 2030: 6")),
    ("RM302", indicator("2025: 5", "2028: 4, 2030: 6"), indicator("2025: 5", "2028: 6, 2030: 6")),
    ("RM302", indicator("2025: 5", "2028: 6, 2030: 5"), indicator("2025: 5", "2028: 4, 2030: 4")),
    ("RM302", indicator("2025: 5", "2028: 6, 2030: 4"), indicator("2025: 5", "2028: 5, 2030: 4")),
    ("RM302", indicator("2024: 9, 2025: 5", "2030: 5"), indicator("2024: 5, 2025: 9", "2030: 5")),
    (
        "RM302",
        indicator("2025: 5", "2030: 5"),
        indicator("2025: 5", "2030: 5").replace("due: 2027", "due: 2027, status: cancelled"),
    ),
    # RM303: no actual value of a year after that of the plan or of its last report
    ("RM303", indicator(actual="2027: 4"), indicator(actual="2026: 4")),
    ("RM303", dated("2026-12-31", indicator(actual="2027: 4")), dated("2027-01-01", indicator(actual="2027: 4"))),
    (
        "RM303",
        indicator(actual="2028: 4").replace("due: 2027", report("2027-12-31")),
        indicator(actual="2028: 4").replace("due: 2027", report("2028-01-01")),
    ),
    # RM304: two years that agree, and one that differs
    (
        "RM304",
        indicator(target="2028: 1, 2029: 2, 2030: 9", facts="output: {2028: 1, 2029: 2, 2030: 3}"),
        indicator(target="2028: 1, 2029: 9, 2030: 9", facts="output: {2028: 1, 2029: 2, 2030: 3}"),
    ),
    (
        "RM304",
        indicator(target="2028: 1, 2029: 2, 2030: 9", facts="output: {2028: 1, 2029: 2, 2030: 3}"),
        indicator(target="2028: 1, 2029: 2", facts="output: {2028: 1, 2029: 2, 2030: 3}"),
    ),
    (
        "RM304",
        indicator(target="2028: 1, 2029: 2, 2030: 9", facts="output: {2028: 1, 2029: 2, 2030: 3}"),
        indicator(target="2028: 1, 2029: 2, 2030: 9", facts="adds_to_trade: {2028: 1, 2029: 2, 2030: 3}"),
    ),
]

AREAS = [
    # RM101: numbers of a plan that is agreed or signed
    (
        "RM101",
        AGREED + area("tractors", BARE + "{annual_capacity: note}"),
        AGREED + area("tractors", BARE + "{annual_capacity: note, localisation: note}"),
    ),
    (
        "RM101",
        AGREED + area("tractors", BARE + "{localisation: note}"),
        "stage: draft\n" + area("tractors", BARE + "{}"),
    ),
    ("RM101", "stage: signed\n" + area("tractors", BARE + "{}"), "stage: closed\n" + area("tractors", BARE + "{}")),
    (
        "RM101",
        AGREED + area("sugar-beet-seeds", "germination: 90"),
        AGREED + area("sugar-beet-seeds", "registration: x"),
    ),
    ("RM101", AGREED + area("tractors", "annual_capacity: 0"), AGREED + area("tractors", "service: x")),
    ("RM101", AGREED + area("tractors", "adds_to_trade: {2030: 400}"), AGREED + area("tractors", "adds_to_trade: {}")),
    # RM402: a share that stays is no fall
    (
        "RM402",
        area("tractors", "localisation: {2028: 30, 2030: 29.9}"),
        area("tractors", "localisation: {2028: 30, 2030: 30}"),
    ),
    (
        "RM402",
        area("tractors", "localisation: {2027: 10, 2028: 30, 2030: 29}"),
        area("tractors", "localisation: {2027: 10, 2028: 30, 2030: 31}"),
    ),
    # RM403: as much as the plant can make
    (
        "RM403",
        area("tractors", "annual_capacity: 500\n    output: {2030: 501}"),
        area("tractors", "annual_capacity: 500\n    output: {2030: 500}"),
    ),
    ("RM403", area("tractors", "annual_capacity: 0\n    output: {2030: 1}"), area("tractors", "output: {2030: 1}")),
    # RM404: each step of ratings reaches up to its bound
    *(
        ("RM404", goods("tractors", f"power: {bound}.1", code), goods("tractors", f"power: {bound}", code))
        for bound, code in ((18, "8701.91"), (37, "8701.92"), (75, "8701.93"), (130, "8701.94"))
    ),
    *(
        ("RM404", goods("tractors", f"power: {bound}", code), goods("tractors", f"power: {bound}.1", code))
        for bound, code in ((18, "8701.92"), (37, "8701.93"), (75, "8701.94"), (130, "8701.95"))
    ),
    *(
        (
            "RM404",
            goods("transformers", f"type: {type}, rated_power: {bound}.1", code),
            goods("transformers", f"type: {type}, rated_power: {bound}", code),
        )
        for type, bound, code in (
            ("oil", 650, "8504.21"),
            ("oil", 10_000, "8504.22"),
            ("dry", 1, "8504.31"),
            ("dry", 16, "8504.32"),
            ("dry", 500, "8504.33"),
        )
    ),
    *(
        (
            "RM404",
            goods("transformers", f"type: {type}, rated_power: {bound}", code),
            goods("transformers", f"type: {type}, rated_power: {bound}.1", code),
        )
        for type, bound, code in (
            ("oil", 650, "8504.22"),
            ("oil", 10_000, "8504.23"),
            ("dry", 1, "8504.32"),
            ("dry", 16, "8504.33"),
            ("dry", 500, "8504.34"),
        )
    ),
    ("RM404", goods("elevators", "stops: 2", "8431.39"), goods("elevators", "stops: 2", "8431.31")),
    ("RM404", goods("elevators", "stops: 2", "8428.20"), goods("elevators", "stops: 2", "8428.10")),
    ("RM404", goods("cars", "segment: truck", "8702"), goods("cars", "segment: truck", "8704")),
    ("RM404", goods("cars", "segment: bus", "8704"), goods("cars", "segment: bus", "8702")),
    ("RM404", goods("cars", "segment: passenger-car", "8702"), goods("cars", "segment: special", "8702")),
    *(
        ("RM404", goods("cars", f"engine: {engine}", "8704"), goods("cars", f"engine: {engine}", code))
        for engine, codes in {
            "petrol": ("8703.21", "8703.22", "8703.23", "8703.24"),
            "diesel": ("8703.31", "8703.32", "8703.33"),
            "hybrid": ("8703.40", "8703.50", "8703.60", "8703.70"),
            "electric": ("8703.80",),
        }.items()
        for code in codes
    ),
    ("RM404", goods("cars", "engine: diesel", "8703.21"), goods("cars", "engine: petrol", "8703.21")),
    ("RM404", goods("cars", "engine: electric", "8703.70"), goods("cars", "engine: hybrid", "8703.70")),
    # RM405: germination of 80 percent, purity of 98 percent
    ("RM405", seeds("germination: 79.9"), seeds("germination: 80")),
    ("RM405", seeds("purity: 97.9"), seeds("purity: 98")),
    ("RM405", seeds("germination: 50"), seeds("germination: 50", form="pelleted")),
    ("RM405", seeds("purity: 50"), seeds("purity: 50", germity="multigerm")),
    (
        "RM405",
        own("RM405", "germination", 85) + seeds("germination: 84.9"),
        own("RM405", "germination", 85) + seeds("germination: 85"),
    ),
    ("RM405", own("RM405", "purity", 90) + seeds("purity: 89.9"), own("RM405", "purity", 90) + seeds("purity: 90")),
    # RM406: two different parties
    *(
        ("RM406", area(kind, f"{giver}: BY\n    {taker}: BY"), area(kind, f"{giver}: BY\n    {taker}: KG"))
        for kind, giver, taker in (
            ("tractors", "technology_from", "made_in"),
            ("sugar-beet-seeds", "supplier", "buyer"),
            ("training", "sent_by", "hosted_by"),
        )
    ),
    ("RM406", area("tractors", "technology_from: KZ"), area("tractors", "technology_from: BY")),
    ("RM406", area("tractors", "made_in: KZ"), area("tractors", "made_in: KG")),
    # RM407: each production has its training
    (
        "RM407",
        area("tractors", "summary: x", "  - {kind: training, title: x}\n"),
        area("tractors", "summary: x", "  - {kind: training, title: x, serves: [tractors]}\n"),
    ),
    (
        "RM407",
        area(
            "tractors",
            "summary: x",
            "  - {kind: elevators, title: x}\n  - {kind: training, title: x, serves: [tractors]}\n",
        ),
        area("tractors", "summary: x", "  - {kind: elevators, title: x}\n"),
    ),
    (
        "RM407",
        area("tractors", "summary: x", "  - {kind: training, title: x}\n"),
        area("general", "summary: x", "  - {kind: training, title: x}\n"),
    ),
    # RM408: an area with models or output
    *(
        ("RM408", area(kind, facts), area(kind, f"{facts}\n    conformity: [x]"))
        for kind in ("elevators", "transformers", "tractors", "cars")
        for facts in ("output: {2028: 1}", "models: [{name: M}]")
    ),
    ("RM408", area("tractors", "output: {2028: 1}"), area("tractors", "annual_capacity: 500")),
    # RM409, RM504: names that lead somewhere
    ("RM409", area("tractors", "sources: {adds_to_trades: note}"), area("tractors", "sources: {adds_to_trade: note}")),
    ("RM409", area("tractors", "sources: {title: note}"), area("tractors", "sources: {output: note}")),
    ("RM504", "sources: {note: {title: x}, other: {title: x}}\n", "sources: {note: {title: x}}\n"),
    ("RM504", BODIES, BODIES + measures("due: 2027, partners: [by-mtz, common]")),
]

TEXTS = [
    # RM501: each language; words of four letters tell an alphabet
    ("RM501", "title: {en: A roadmap}\n", "title: {en: A roadmap, ru: Дорожная карта}\n"),
    ("RM501", "title: посев\n", "title: сев\n"),
    ("RM501", "title: sown\n", "title: sow\n"),
    ("RM501", "title: план\n", "title: План\n"),
    # RM502, RM503: letters, spaces, quotes
    ("RM502", "title: {en: A, ru: Oш}\n", "title: {en: A, ru: Ош}\n"),
    ("RM502", "title: {en: A, ru: кBт}\n", "title: {en: A, ru: кWт}\n"),
    ("RM503", "title: {en: a  b, ru: б}\n", "title: {en: a b, ru: б}\n"),
    ("RM503", "title: {en: 'a ', ru: б}\n", "title: {en: a, ru: б}\n"),
    ("RM503", "title: {en: ' a', ru: б}\n", "title: {en: a, ru: б}\n"),
    *(
        (
            "RM503",
            f"languages: [{language}]\ntitle: {{{language}: 'б \"в\"'}}\n",
            f"languages: [{language}]\ntitle: {{{language}: 'б «в»'}}\n",
        )
        for language in ("ru", "be", "ky", "kk")
    ),
    ("RM503", "title: {en: a, ru: 'б \"в'}\n", "title: {en: 'a \"b\"', ru: 'экран 19\"'}\n"),
    # RM505: official names
    ("RM505", "parties: [BY, FJ]\n", "parties: [BY, {code: FJ, full_name: x}]\n"),
    ("RM505", "parties: [BY, {code: FJ, name: x}]\n", "parties: [BY, KG]\n"),
    # RM601: settings
    ("RM601", "rules: {RM102: {months: 3}}\n", "rules: {RM102: {percent: 3}}\n"),
    ("RM601", "rules: {RM109: {measures: 3}}\n", "rules: {RM207: {measures: 3}}\n"),
    ("RM601", "rules: {RM102: {level: off}}\n", "rules: {RM102: {level: off, reason: x}}\n"),
    ("RM601", "rules: {RM601: {level: off, reason: x}}\n", "rules: {RM504: {level: off, reason: x}}\n"),
]

ROWS = [*TRADE, *MEASURES, *AREAS, *TEXTS]


@pytest.mark.parametrize(
    ("code", "fails", "passes"), ROWS, ids=[f"{code}-{number}" for number, (code, *_rest) in enumerate(ROWS)]
)
def test_a_rule_fails_on_one_side_of_its_boundary_and_passes_on_the_other(code: str, fails: str, passes: str) -> None:
    assert found(fails, code)
    assert found(passes, code) == []


# Where a finding is, and how grave


@pytest.mark.parametrize(
    ("code", "example", "path"),
    [
        ("RM102", trade(figure(2025, 100), figure(2025, 110)), ("figures", 1, "turnover")),
        ("RM102", trade(figure(2025, 110), figure(2025, 100)), ("figures", 1, "turnover")),
        ("RM102", trade(figure(2025, 104), figure(2025, 110), figure(2025, 100)), ("figures", 2, "turnover")),
        ("RM102", trade(figure(2025, 110), figure(2025, 100), figure(2025, 104)), ("figures", 1, "turnover")),
        ("RM102", trade(figure(2025, 100), flows(50, 60)), ("figures", 1, "exports")),
        ("RM103", claim("times: 2"), ("growth", 0, "times")),
        ("RM103", claim("percent: 100"), ("growth", 0, "percent")),
        ("RM109", trade(figure("2023-10", 1), figure("2023-09", 1)), ("figures", 0, "period")),
        ("RM109", trade(figure("2023-09", 1), figure("2023-10", 1)), ("figures", 1, "period")),
        ("RM110", mirrored(100, 200), ("figures", 1, "imports")),
    ],
)
def test_a_finding_on_trade_leads_to_the_number_that_it_is_about(
    code: str, example: str, path: tuple[str | int, ...]
) -> None:
    assert [finding.path for finding in found(example, code)] == [("trade", *path)]


@pytest.mark.parametrize(
    ("target", "year"),
    [("2028: 4, 2030: 5", "2028"), ("2028: 6, 2030: 5", "2028"), ("2028: 6, 2029: 5, 2030: 7", "2029")],
)
def test_a_target_turns_back_in_the_first_year_that_leads_away_from_it(target: str, year: str) -> None:
    (finding,) = found(indicator("2025: 5", target), "RM302")
    assert finding.path[-2:] == ("target", year)


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("RM201", roadmap.Severity.ERROR),
        ("RM204", roadmap.Severity.WARNING),
        ("RM406", roadmap.Severity.ERROR),
        ("RM409", roadmap.Severity.ERROR),
        ("RM505", roadmap.Severity.WARNING),
        ("RM601", roadmap.Severity.ERROR),
    ],
)
def test_a_finding_is_an_error_only_where_the_plan_cannot_be_meant_so(code: str, severity: roadmap.Severity) -> None:
    for row in ROWS:
        if row[0] == code:
            assert {finding.severity for finding in found(row[1], code)} == {severity}


def test_measures_in_a_circle_are_an_error() -> None:
    (finding,) = found(measures("due: 2027, after: [M-1]", "due: 2027, after: [M-0]"), "RM204")
    assert finding.severity is roadmap.Severity.ERROR


@pytest.mark.parametrize(
    ("first", "second", "named"),
    [(6, 7, "2028-Q2"), (7, 6, "2028-Q1"), (6, 6, "2028-Q1")],
)
def test_the_fullest_quarter_of_a_body_is_named_the_first_of_two(first: int, second: int, named: str) -> None:
    findings = found(measures(*["due: 2028-Q1"] * first, *["due: 2028-Q2"] * second), "RM208")
    assert [finding.path for finding in findings] == [("bodies", "by-minprom"), ("bodies", "kg-mineconom")]
    assert all(named in finding.message for finding in findings)


@pytest.mark.parametrize(("length", "whole"), [(40, True), (41, False)])
def test_a_quoted_text_has_forty_letters_at_most(length: int, whole: bool) -> None:
    text = "слово".ljust(length, "а")
    (finding,) = found(measures("due: 2027").replace("{en: Signed, ru: Подписано}", text), "RM501")
    assert (f"“{text}”" in finding.message, f"“{text[:39]}…”" in finding.message) == (whole, not whole)


@pytest.mark.parametrize(
    ("code", "meant"),
    [("RM130", "RM103"), ("rm 104", "RM104"), ("RM113x", "RM113"), ("RM119", "RM109"), ("RM999", None), ("RM1", None)],
)
def test_a_code_is_guessed_where_two_figures_are_exchanged_or_one_is_wrong(code: str, meant: str | None) -> None:
    (finding,) = found(f"rules: {{'{code}': {{level: off, reason: x}}}}\n", "RM601")
    assert (f"“{meant}”" in finding.help) == (meant is not None)
    assert meant is not None or "RM" not in finding.help
