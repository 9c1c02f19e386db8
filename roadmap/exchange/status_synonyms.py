"""What people write for a status in words of their own, and which of the project's words they are likely to mean."""

import re
from collections.abc import Iterator, Mapping

from roadmap.diagnostics.suggest import likeness
from roadmap.model.choices import Choice, Status

__all__ = ["suggest_status"]

ALIKE = 0.85
"""How much of two words has to be the same before one is taken for the other mistyped."""

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
"""What has the same meaning, by language."""

_NOT_SO = re.compile(
    r"\bне|\bня|\bnot\b|\bun(?!d)|\bno\b|\bэмес|\bжок\b|\bэлек\b|[бп][аеоө](?:ды|ди|ду|дү|й|ган|ген)"
    r"|част|жарым|жартылай|половин|палов|почти|амаль|part|half|almost|nearly"
)
"""“Not” or “partly”, also within a word: what is nearly the same otherwise means another thing."""


def suggest_status(said: str, labels: Mapping[str, Choice]) -> str | None:
    """Which of the words that can stand in a place somebody means, or None where that is not clear.

    labels: the words, in the language of the workbook, by what they stand for.

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
    """In small letters, with single spaces and without a point at the end; ё as people often write it."""
    return " ".join(text[:100].casefold().replace("ё", "е").split()).rstrip(".!;, ")
