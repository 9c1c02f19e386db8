"""Suggest dates for other spellings: the only possible reading, or all of them."""

import re
from collections.abc import Iterator

from roadmap.diagnostics.letters import LOOKALIKES
from roadmap.diagnostics.suggest import closest_words, did_you_mean
from roadmap.errors import FieldError
from roadmap.i18n.message import _, message
from roadmap.model.period import Period, Repeats

__all__ = ["explain_date", "suggest_dates"]

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_REPEATS = {
    **dict.fromkeys(("ежегодно", "каждый год", "раз в год", "yearly", "annual", "every year"), Repeats.ANNUALLY),
    **dict.fromkeys(("ежеквартально", "каждый квартал", "every quarter"), Repeats.QUARTERLY),
    **dict.fromkeys(("постоянно", "на постоянной основе", "continuously", "permanently"), Repeats.CONTINUOUS),
    **dict.fromkeys(("штогод", "жыл сайын"), Repeats.ANNUALLY),
    **dict.fromkeys(("штоквартальна", "чейрек сайын"), Repeats.QUARTERLY),
    **dict.fromkeys(("пастаянна", "туруктуу"), Repeats.CONTINUOUS),
}
_MONTHS = (
    *("январ", "феврал", "март", "апрел", "ма[йяе]", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"),
    *("студзен", "лют", "сакавік", "красавік", "ма[йя]", "чэрвен", "ліпен", "жні[вў]", "верас", "кастрычнік"),
    *("лістапад", "снеж"),
    *("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
)
_NUMBER = r"(?P<number>[1-4]|i{1,3}|iv)"
_QUARTER = r"(?:q|к|кв\.?|квартал\w*|quarter|чейре[кг]\w*)"
_HALF = r"(?:h|полугоди\w*|паўгоддз\w*|п/г|half|жарым жыл\w*)"
_YEAR = r"(?P<year>[12][0-9]{3})"
_OF_YEAR = r"(?:\s*(?:г\.?|год\w*|-?ж\.|-?жыл\w*))?"
_PARTS = tuple(
    (re.compile(form), letter)
    for sign, letter in ((_QUARTER, "Q"), (_HALF, "H"))
    for form in (
        rf"(?:{_NUMBER}|(?P<named>first|second))(?:-?й|-?е|st|nd|rd|th)?\s*{sign}(?:\s+of)?[\s,/-]*{_YEAR}{_OF_YEAR}",
        rf"{sign}\s*{_NUMBER}[\s,/-]*{_YEAR}{_OF_YEAR}",
        rf"{_YEAR}{_OF_YEAR}[\s,./-]*{sign}\s*{_NUMBER}",
        rf"{_YEAR}{_OF_YEAR}[\s,./-]*{_NUMBER}(?:-?й|-?е)?\s*{sign}",
    )
)
_DAY_FIRST = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([12][0-9]{3})" + _OF_YEAR)
_YEAR_FIRST = re.compile(r"([12][0-9]{3})[./-]([0-9]{1,2})(?:[./-]([0-9]{1,2}))?")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[./-]([12][0-9]{3})" + _OF_YEAR)
_WITH_WORD = re.compile(r"(?:([0-9]{1,2})(?:-?го|st|nd|rd|th)?\s+)?([^\W\d_]{3,12})\.?,?\s+([12][0-9]{3})" + _OF_YEAR)
_MONTH_ROW = re.compile(r"([12][0-9]{3}-[0-9]{2}(?:-[0-9]{2})?)\s*[-–—]\s*([12][0-9]{3}-[0-9]{2}(?:-[0-9]{2})?)")
_ROW = re.compile(r"(.{4,25}?)\s*(?:\s[-–—]\s|[–—]|/)\s*(.{4,25})")
_YEARS = re.compile(r"([12][0-9]{3})\s*[-–—]+\s*([12][0-9]{3})(?:\s*(?:гг?\.?|год\w*|гады|-?жж\.?))?")
_ENDING = re.compile(r"([12][0-9]{3})\s*(?:гг?\.?|год\w*|year|-?ж\.|-?жыл\w*)")
_YEAR_WITH_WORD = re.compile(r"([12][0-9]{3})-?жыл\w*\s+(?:([0-9]{1,2})-?)?([^\W\d_]{3,12})(?:\s+айы\w*)?")


def suggest_dates(text: str, *, due: bool = False) -> list[str]:
    """Return every way to read a text as a date, written as in a plan.

    Args:
        text: The text to read.
        due: Whether words for repetition count, as for a deadline.

    Returns:
        The dates; empty if the text cannot be read as a date.

    >>> suggest_dates("2 кв. 2027"), suggest_dates("03/04/2027"), suggest_dates("soon")
    (['2027-Q2'], ['2027-04-03', '2027-03-04'], [])
    """
    if due and _spaced(text) in _REPEATS:
        return [_REPEATS[_spaced(text)].value]
    return list(dict.fromkeys(one for one in _readings(_bare(text)) if _sound(one)))


def _spaced(text: str) -> str:
    """Return the text in lower case, with single spaces and one kind of hyphen.

    Returns "" if the text is too long for a date.
    """
    return re.sub(r"\s+", " ", re.sub("[\u2010-\u2012\u2212]", "-", text.casefold())).strip() if len(text) <= 60 else ""


def _bare(text: str) -> str:
    """Return the text without the words of a deadline, such as “by” or “until”."""
    plain = re.sub(r"^(?:до|да|к|в|во|by|until|till|in)\s+(?:конца\s+)?(?=\S*[0-9ivяфмаисондj])", "", _spaced(text))
    return re.sub(r"\s+чейин$", "", plain)


def _sound(text: str) -> bool:
    try:
        Period.parse(text)
    except FieldError:
        return False
    return True


def _readings(plain: str) -> Iterator[str]:
    """Yield every way to read the text, valid or not."""
    if found := _YEARS.fullmatch(plain):
        yield f"{found[1]}–{found[2]}"
    elif found := _MONTH_ROW.fullmatch(plain):
        yield f"{found[1]}/{found[2]}"
    elif one := list(_single(plain)):
        yield from one
    elif found := _ROW.fullmatch(plain):
        first, last = (list(filter(_sound, (part, *_single(part)))) for part in found.groups())
        if len(first) == len(last) == 1:
            yield f"{first[0]}/{last[0]}"


def _single(plain: str) -> Iterator[str]:
    """Yield every way to read one day, month, quarter, half or year."""
    yield from _part_of_year(plain)
    if found := _YEAR_FIRST.fullmatch(plain):
        yield "-".join(part.zfill(2) for part in found.groups() if part)
    elif found := _DAY_FIRST.fullmatch(plain):
        one, other, year = found[1].zfill(2), found[2].zfill(2), found[3]
        yield f"{year}-{other}-{one}"
        if "." not in plain:
            yield f"{year}-{one}-{other}"
    elif found := _MONTH_YEAR.fullmatch(plain):
        yield f"{found[2]}-{found[1].zfill(2)}"
    elif found := _WITH_WORD.fullmatch(plain):
        yield from _with_month(found[3], found[2], found[1])
    elif found := _YEAR_WITH_WORD.fullmatch(plain):
        yield from _with_month(found[1], found[3], found[2])
    elif found := _ENDING.fullmatch(plain):
        yield found[1]


def _with_month(year: str, word: str, day: str | None) -> Iterator[str]:
    for number, stem in enumerate(_MONTHS):
        if re.match(stem, word):
            yield f"{year}-{number % 12 + 1:02}" + (f"-{day.zfill(2)}" if day else "")


def _part_of_year(plain: str) -> Iterator[str]:
    latin = plain.translate(LOOKALIKES)
    for form, letter in _PARTS:
        found = form.fullmatch(plain) or form.fullmatch(latin)
        if found:
            number = found["number"] or {"first": "1", "second": "2"}[found["named"]]
            yield f"{found['year']}-{letter}{_ROMAN.get(number, number)}"


def explain_date(mistake: FieldError, text: str, *, due: bool) -> FieldError:
    """Return the mistake, with a suggestion if the text can be read as a date.

    Args:
        mistake: The mistake to improve.
        text: The text of the date.
        due: Whether the field is a deadline.
    """
    if str(mistake.text).startswith(
        ("There", "The ")
    ):  # a day that is not in the calendar; an end before its beginning
        return mistake
    ways = suggest_dates(text, due=due)
    if len(ways) > 1:
        mistake.help = message(_("Ambiguous date: write %(one)s or %(other)s."), one=ways[0], other=ways[1])
    elif ways:
        mistake.help = message(_("Write it like this: %(example)s"), example=ways[0])
    elif (no_day := _no_such_day(text)) is not None:
        mistake.text, mistake.help = no_day.text, no_day.help
    elif due and text[:1].isalpha():
        _repeat(mistake, text)
    return mistake


def _no_such_day(text: str) -> FieldError | None:
    """Return the mistake of a day that its month does not have, in any spelling."""
    for one in _readings(_bare(text)):
        try:
            Period.parse(one)
        except FieldError as mistake:
            if "days" in dict(mistake.help.values):
                return mistake
    return None


def _repeat(mistake: FieldError, text: str) -> None:
    """Suggest the right word for a misspelt repeating deadline."""
    known = {repeats.value: repeats.value for repeats in Repeats} | {word: r.value for word, r in _REPEATS.items()}
    near = closest_words(text.casefold()[:60], known, cutoff=0.75)
    if near:
        mistake.help = did_you_mean(known[near[0]])
