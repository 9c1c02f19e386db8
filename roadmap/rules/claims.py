"""Rules about what a plan states: how old its figures are, and whether a share follows from its parts."""

import re
from collections.abc import Iterator
from decimal import Decimal

from roadmap.i18n.message import _, message
from roadmap.model.period import months_between
from roadmap.model.plan import Plan
from roadmap.rules.figures import rounded
from roadmap.rules.rule import Finding, rule
from roadmap.rules.texts import Written

__all__ = ["RULES"]

_TENTH = Decimal("0.1")


@rule(
    "RM109",
    "old-figures",
    fails="""
        trade:
          currency: USD
          figures:
            - {period: 2022, turnover: 133, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    passes="""
        trade:
          currency: USD
          figures:
            - {period: 2022, turnover: 133, source: note}
            - {period: 2026-01/2026-06, turnover: 70, source: note}
          targets:
            - {period: 2030, turnover: 500, source: note}
        """,
    months=24,
)
def figures_are_old(plan: Plan, months: int) -> Iterator[Finding]:
    """The newest trade figure is already old at the date of the plan.

    Old figures are a poor basis for a target. Older figures beside a new one are welcome: they show the trend.
    """
    if plan.date is None or plan.trade is None or not plan.trade.figures:
        return
    place, newest = max(enumerate(plan.trade.figures), key=lambda entry: entry[1].period.end)
    today, end = plan.date.start, newest.period.end
    age = months_between(end, today)
    if age > months:
        yield Finding(
            ("trade", "figures", place, "period"),
            message(
                _("The newest figure, for %(period)s, is %(age)s months old at the date of the plan, %(date)s."),
                period=str(newest.period),
                age=age,
                date=str(plan.date),
            ),
            message(_("Add a newer figure with its source.")),
        )


_SHARE = re.compile(
    r"(?P<share>\d{1,3}(?:[.,]\d{1,3})?)[ \u00a0]?%[^\d%.;]{0,25}?"
    r"\b(?P<part>\d{1,9})[ \u00a0](?:of|out of|из)[ \u00a0](?P<whole>\d{1,9})\b"
)


@rule(
    "RM111",
    "share-does-not-follow",
    fails="""
        preamble: {en: "Almost 40 %, 115 of 310 measures, are done.", ru: "Выполнено почти 40 %, 115 из 310."}
        """,
    passes="""
        preamble: {en: "About 37 %, 115 of 310 measures, are done.", ru: "Выполнено около 37 %, 115 из 310."}
        """,
    percent=Decimal(1),
)
def share_does_not_follow(written: Written, percent: Decimal) -> Iterator[Finding]:
    """A stated share does not match the parts given beside it.

    Both numbers are in the same sentence, so any reader can check that they do not match. The allowed difference is in
    percentage points.
    """
    for path, text in written.texts if written.holds("%") else ():
        for language, said in text.versions:
            for found in _SHARE.finditer(said) if "%" in said else ():
                whole = int(found["whole"])
                stated = Decimal(found["share"].replace(",", "."))
                computed = Decimal(int(found["part"])) * 100 / whole if whole else stated
                if abs(stated - computed) > percent:
                    yield Finding(
                        (*path, language) if language else path,
                        message(
                            _("Stated: %(stated)s%%; but %(part)s out of %(whole)s is %(computed)s%%."),
                            stated=stated,
                            part=found["part"],
                            whole=found["whole"],
                            computed=rounded(computed, _TENTH),
                        ),
                        message(_("Correct the share or its parts; if the source says so, keep it with a note.")),
                    )


RULES = (figures_are_old, share_does_not_follow)
