"""A plan in one language: the only module that puts a plan's values into words.

It is in this package because documents and exports both need it, and neither may import the other.
"""

from collections.abc import Callable, Sequence
from copy import copy
from datetime import date
from decimal import Decimal
from functools import cached_property

from roadmap.analysis.assessment import Assessment
from roadmap.areas import translator
from roadmap.i18n.language import DOCUMENT_LANGUAGES, Language, get_language
from roadmap.model.area import Area
from roadmap.model.choices import Status
from roadmap.model.codes import AreaKind, BodyId, Country, Id
from roadmap.model.period import Period, Unit
from roadmap.model.plan import Party
from roadmap.model.text import ANY_LANGUAGE, Text

__all__ = ["ForeignText", "Localized", "text_in_language"]


class ForeignText(str):
    """A text in another language than the reader's; every document marks it with its language."""

    language: str

    def __new__(cls, text: str, language: str) -> "ForeignText":
        made = super().__new__(cls, text)
        made.language = language
        return made


def text_in_language(text: Text | None, language: Language, others: Sequence[str]) -> str:
    """Return a text as a language prints it; empty for no text.

    If the text lacks the language, return a `ForeignText` in the first of the other languages that it has.

    >>> title = Text.of(en="Tractors", ru="Тракторы")
    >>> english, kyrgyz = get_language("en"), get_language("ky")
    >>> text_in_language(title, english, ["ru", "en"]), text_in_language(title, kyrgyz, ["ru", "en"]).language
    ('Tractors', 'ru')
    """
    if text is None:
        return ""
    found, version = text.find(language.language, *others)
    if found in (language.language, ANY_LANGUAGE):
        return language.typeset(version)
    if not language.is_data and found in DOCUMENT_LANGUAGES:
        version = get_language(found).typeset(version)
    return ForeignText(version, found)


class Localized:
    """An assessment in one language.

    Attributes:
        assessment: The assessment.
        plan: Its plan.
        language: The language: words of the program, numbers, dates, names of states.
        code: The code of the language.
        gettext, ngettext: Translate a text of the program.
        number, due: Put a number, a deadline into words.
    """

    def __init__(self, assessment: Assessment, language: Language) -> None:
        self.assessment, self.plan, self.language = assessment, assessment.plan, language
        self.code = language.language
        self.gettext: Callable[[str], str] = language.gettext
        self.ngettext = language.ngettext
        self.number, self.due = language.number, language.due
        self._others = self.plan.languages

    # Texts

    def text(self, text: Text | None) -> str:
        """Return a text of the plan; see `text_in_language`."""
        if text is None:
            return ""
        for written, version in text.versions:  # the same as in `text_in_language`; most texts end here
            if written == self.code:
                return self.language.typeset(version)
        return text_in_language(text, self.language, self._others)

    def currency_or_word(self, text: str) -> str:
        """Return the name of the plan's currency for its code; translate any other text."""
        trade = self.plan.trade
        return self.language.money_unit(text) if trade is not None and text == trade.currency else self.gettext(text)

    def for_area(self, area: Area) -> "Localized":
        """Return the same plan with the words of an area; kinds from other packages have their own translations."""
        if self.code not in area.words:
            return self
        made = copy(self)
        made.gettext = translator(type(area), self.code, self.gettext)
        return made

    # Numbers

    def amount(self, number: Decimal | None, approximate: bool = False) -> str:
        """Return a number, with a sign before an approximate one; empty for no number."""
        return self.language.amount(number, approximate) if number is not None else ""

    def percent(self, number: Decimal | None, places: int = 0) -> str:
        """Return a rounded share with its sign; empty for no number."""
        if number is None:
            return ""
        return self.language.percent(round(number, places) if places else number.quantize(Decimal(1)))

    @cached_property
    def money_unit(self) -> str:
        """The unit of trade, such as million US dollars; empty for a plan without trade."""
        trade = self.plan.trade
        return self.language.money_unit(trade.currency, trade.scale) if trade is not None else ""

    # Time

    def period(self, period: Period | None) -> str:
        """Return a period in words; empty for none."""
        return self.language.period(period) if period is not None else ""

    def day(self, day: date) -> str:
        """Return a day in words."""
        return self.language.period(Period(day, day, Unit.DAY))

    # Names

    @cached_property
    def parties(self) -> dict[Country, str]:
        """The short name of each party: the plan's own, else the state's."""
        return {party.code: self.text(party.name) or self.language.state(party.code) for party in self.plan.parties}

    def party(self, code: Country) -> str:
        """Return the short name of a party, or of another state."""
        return self.parties.get(code) or self.language.state(code)

    def full_party(self, party: Party) -> str:
        """Return the full name of a party: the plan's own, else the state's."""
        return self.text(party.full_name) or self.language.full_state(party.code)

    @cached_property
    def parties_together(self) -> str:
        """The parties in the words of a title: "between … and …"; empty if the plan names them itself."""
        parties = self.plan.parties
        own = any(party.full_name for party in parties)
        return "" if own else self.language.between([party.code for party in parties])

    @cached_property
    def bodies(self) -> dict[BodyId, tuple[Country | None, str]]:
        """The party and the name of each body."""
        return {BodyId(body.id): (body.party, self.text(body.name)) for body in self.plan.bodies}

    @cached_property
    def short_bodies(self) -> dict[BodyId, str]:
        """The short name of each body, or its name if it has no short one."""
        return {BodyId(body.id): self.text(body.short_name or body.name) for body in self.plan.bodies}

    def area_title(self, kind: AreaKind) -> str:
        """Return the title of the area of a kind; the kind itself if the plan has no such area."""
        return next((self.text(area.title) for area in self.plan.areas if area.kind == kind), kind)

    # Measures

    @cached_property
    def statuses(self) -> dict[Status, str]:
        """The name of each status."""
        return {status: self.gettext(status.label) for status in Status}

    def status(self, id: Id) -> str:
        """Return the status of a measure in words."""
        return self.statuses[self.assessment.progress.statuses[id]]
