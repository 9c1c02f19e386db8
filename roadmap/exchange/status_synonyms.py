"""Synonyms of statuses: the words that people write in a workbook, and the status they probably mean."""

import re
from collections.abc import Iterator, Mapping

from roadmap.diagnostics.suggest import likeness
from roadmap.model.choices import Choice, Status

__all__ = ["suggest_status"]

ALIKE = 0.85
"""The likeness of two words from which one counts as a misspelling of the other."""

_SYNONYMS: dict[Status, dict[str, str]] = {
    Status.planned: {
        "en": "not started, not yet started, not begun, to do, scheduled",
        "ru": "не начато, еще не начато, не начиналось, не приступали, планируется, в планах",
        "be": "не пачата, яшчэ не пачата, не пачыналася, плануецца, у планах",
        "ky": "башталган жок, али башталган жок, баштала элек, али баштала элек, пландалууда, пландаштырылган",
    },
    Status.under_way: {
        "en": "in progress, in process, in work, ongoing, started, running, being done",
        "ru": "в работе, исполняется, в процессе, в процессе выполнения, в стадии выполнения, реализуется, ведется, идет, начато",
        "be": "у рабоце, у працэсе, у працэсе выканання, у стадыі выканання, рэалізуецца, вядзецца, ідзе, пачата",
        "ky": "иштелүүдө, иш жүрүүдө, жүрүп жатат, аткарылып жатат, аткаруу процессинде, ишке ашырылууда, башталды",
    },
    Status.done: {
        "en": "finished, completed, complete, ready, fulfilled, implemented, carried out",
        "ru": "завершено, готово, исполнено, сделано, реализовано, закончено, выполнено полностью, полностью выполнено",
        "be": "завершана, гатова, зроблена, рэалізавана, скончана, выканана цалкам, цалкам выканана",
        "ky": "даяр, бүттү, бүтүрүлдү, аяктады, аяктаган, жасалды, аткарылган, толук аткарылды, ишке ашырылды",
    },
    Status.delayed: {
        "en": "postponed, put off, on hold, suspended, overdue, late, behind",
        "ru": "перенесено, отложено, задержано, задержка, просрочено, приостановлено",
        "be": "перанесена, адкладзена, затрымана, затрымка, пратэрмінавана, прыпынена",
        "ky": "кийинкиге калтырылды, кийинкиге жылдырылды, жылдырылды, кечиктирилди, мөөнөтү өттү, токтотулуп турат",
    },
    Status.cancelled: {
        "en": "dropped, canceled, called off, withdrawn, abandoned",
        "ru": "снято, аннулировано, исключено, прекращено",
        "be": "знята, адменена, анулявана, выключана",
        "ky": "алынып салынды, алып салынды, жокко чыгарылган",
    },
}
"""The synonyms of each status, by language."""

_NOT_SO = re.compile(
    r"\bне|\bня|\bnot\b|\bun(?!d)|\bno\b|\bэмес|\bжок\b|\bэлек\b|[бп][аеоө](?:ды|ди|ду|дү|й|ган|ген)"
    r"|част|жарым|жартылай|половин|палов|почти|амаль|part|half|almost|nearly"
)
"""“Not” or “partly”, also inside a word: with it, a similar word has another meaning."""


def suggest_status(said: str, labels: Mapping[str, Choice]) -> str | None:
    """Return the label that a typed word probably means; None if that is not clear.

    Args:
        said: The typed word.
        labels: The statuses by their labels in the language of the workbook.

    >>> known = {"выполнено": Status.done, "отменено": Status.cancelled, "задерживается": Status.delayed}
    >>> [suggest_status(typed, known) for typed in ("Готово.", "отложено", "выполнена", "не выполнено")]
    ['выполнено', 'задерживается', 'выполнено', None]
    """
    typed = _folded(said)
    means = dict(_all()).get(typed)
    if means is not None:
        return next((label for label, choice in labels.items() if choice is means), None)
    if _NOT_SO.search(typed):
        return None
    alike = {label: likeness(typed, _folded(label)) for label in labels}
    near = max(alike, key=alike.__getitem__, default="")
    return near if alike.get(near, 0) >= ALIKE else None


def _all() -> Iterator[tuple[str, Status]]:
    for status, by_language in _SYNONYMS.items():
        for synonyms in by_language.values():
            yield from ((_folded(word), status) for word in synonyms.split(", "))


def _folded(text: str) -> str:
    """Return a text in small letters, with single spaces, no final point, and е for ё."""
    return " ".join(text[:100].casefold().replace("ё", "е").split()).rstrip(".!;, ")
