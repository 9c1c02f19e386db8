"""Rules about language: whether every text exists in every language, in the letters of that language, and is tidy."""

import re
from collections.abc import Iterator

from roadmap.i18n.message import Message, _, message
from roadmap.i18n.tables.en import TABLE
from roadmap.model.codes import LanguageCode
from roadmap.model.plan import Path, Plan
from roadmap.model.text import ANY_LANGUAGE
from roadmap.rules.rule import Finding, rule
from roadmap.rules.texts import Written

__all__ = ["RULES"]

STATES = TABLE.states.keys()
"""The states whose official names are known. Each language knows the same states."""


@rule(
    "RM501",
    "text-missing-in-a-language",
    fails="title: {en: A small roadmap}",
    passes="title: {en: A small roadmap, ru: Небольшая дорожная карта}",
)
def text_missing_in_a_language(plan: Plan, written: Written) -> Iterator[Finding]:
    """A text is missing in one of the plan’s languages.

    A document in that language shows another language in its place, so its readers are worse served than the other
    side. A text without a language code is used for all languages, unless its words are in another alphabet; all such
    texts are reported together. Words in capitals, names and codes (24.kg, МТЗ-82) belong to no language.
    """
    yield from _in_other_letters(plan, written)
    languages = plan.languages
    missing: dict[tuple[str, ...], list[LanguageCode]] = {}
    for path, text in written.texts:
        there = tuple([version[0] for version in text.versions])
        if there not in missing:
            everywhere = there == (ANY_LANGUAGE,)
            missing[there] = [] if everywhere else [one for one in languages if text.missing(one)]
        for language in missing[there]:
            yield Finding(
                path,
                message(_("This text is missing in “%(language)s”."), language=language),
                message(_("Add “%(language)s: …” beside the other languages."), language=language),
            )


_ALPHABETS = {
    **dict.fromkeys(("ru", "be", "uk", "ky", "kk", "tg", "mn", "bg", "mk"), "Cyrillic"),
    **dict.fromkeys(("en", "de", "fr", "es", "pt", "it", "nl", "pl", "cs", "lt", "lv", "et", "tr", "vi"), "Latin"),
}
"""The alphabets of languages that are written in one alphabet only."""
_BEFORE, _AFTER = r"(?<![^\s(«“\"])", r"(?=[,.;:!?)»”\"]*(?:\s|\Z))"
_COMMON_WORD = {
    "Cyrillic": re.compile(f"{_BEFORE}[а-џґғқңүұһәөўӣӯҳҷ]{{4,}}{_AFTER}"),
    "Latin": re.compile(f"{_BEFORE}[a-zß-öø-ſ]{{4,}}{_AFTER}"),
}
"""A word in small letters. Names and codes do not match."""
_SHOWN = 3


def _in_other_letters(plan: Plan, written: Written) -> Iterator[Finding]:
    """Yield texts without a language whose letters belong to some of the plan's languages, but not to all."""
    alphabets = {language: _ALPHABETS[language] for language in plan.languages if language in _ALPHABETS}
    found: dict[LanguageCode, list[tuple[Path, str]]] = {language: [] for language in alphabets}
    for path, text in written.texts:
        ((language, said), *_others) = text.versions
        if language != ANY_LANGUAGE or path[0] == "rules":  # reasons are for the people who check the plan
            continue
        used = {alphabet for alphabet, word in _COMMON_WORD.items() if word.search(said)}
        for language, alphabet in alphabets.items():
            if used and alphabet not in used:
                found[language].append((path, said))
    for language, texts in found.items():
        if texts:
            first = {f"text{n}": _quoted(said) for n, (_path, said) in enumerate(texts[:_SHOWN])}
            yield Finding(
                texts[0][0],
                message(
                    _(
                        "Texts without a language code that are not in the alphabet of “%(language)s”: %(count)s "
                        "(%(first)s)."
                    ),
                    language=language,
                    count=len(texts),
                    first=message(", ".join(f"%({name})s" for name in first), **first),
                ),
                message(
                    _("Write each of them in every language: {%(form)s}."),
                    form=", ".join(f"{one}: …" for one in plan.languages),
                ),
            )


def _quoted(said: str) -> Message:
    return message(_("“%(text)s”"), text=said if len(said) <= 40 else f"{said[:39].rstrip()}…")


# Letters of one script that look like letters of the other; the places answer each other.
_LATIN, _CYRILLIC = "aceopxyiABCEHKMOPTXI", "асеорхуіАВСЕНКМОРТХІ"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(_LATIN, _CYRILLIC), str.maketrans(_CYRILLIC, _LATIN)
_MIXED = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_WORD = re.compile(r"[A-Za-zЀ-ӿ]+")
_ONLY_LATIN, _ONLY_CYRILLIC = re.compile(r"[A-Za-z]+"), re.compile(r"[Ѐ-ӿ]+")


def _meant(word: str) -> tuple[str, Message] | None:
    """Return a word in one alphabet, with the name of the alphabet, if all letters of the other are look-alikes."""
    if _ONLY_CYRILLIC.fullmatch(word.translate(_TO_CYRILLIC)):
        return word.translate(_TO_CYRILLIC), message(_("Cyrillic"))
    if _ONLY_LATIN.fullmatch(word.translate(_TO_LATIN)):
        return word.translate(_TO_LATIN), message(_("Latin"))
    return None


@rule(
    "RM502",
    "letters-of-another-alphabet",
    fails="title: {en: A small roadmap, ru: Дорожная карта для Kыргызстана}  # with a Latin K",
    passes="title: {en: A small roadmap, ru: Дорожная карта для Кыргызстана}",
)
def letters_of_another_alphabet(written: Written) -> Iterator[Finding]:
    """A word mixes Latin and Cyrillic letters that look alike: «Kыргызстан» with a Latin K.

    The mix is invisible on paper, but a search does not find the word, hyphenation breaks it, and a list sorts it
    wrongly.
    """
    for path, text in written.texts if written.may_mix_alphabets() else ():
        for language, said in text.versions:
            if said.isascii() or not _MIXED.search(said):
                continue
            for word in _WORD.findall(said):
                meant = _meant(word) if _MIXED.search(word) else None
                if meant is not None:
                    yield Finding(
                        (*path, language) if language else path,
                        message(_("“%(word)s” mixes Latin and Cyrillic letters."), word=word),
                        message(
                            _("Type it again in %(alphabet)s letters: %(meant)s."), alphabet=meant[1], meant=meant[0]
                        ),
                    )


_STRAIGHT = re.compile(r'(?<!\d)"')
_GAP = re.compile(r"(?<=\S) {2,}(?=\S)")
_CURLY_LANGUAGES = ("ru", "be", "ky", "kk")


@rule(
    "RM503",
    "untidy-text",
    fails="title: {en: A small roadmap, ru: 'Дорожная карта \"Тракторы\"'}",
    passes="title: {en: A small roadmap, ru: Дорожная карта «Тракторы»}",
)
def untidy_text(written: Written) -> Iterator[Finding]:
    """A text ends with a space, has two spaces in a row, or has straight quotes where «…» belong.

    Small, but readers in another government notice such things too. Inches (19") are not checked.
    """
    for path, text in written.texts if written.holds("  ", '"', " \n", "\n ") else ():
        for language, said in text.versions:
            there = (*path, language) if language else path
            if said[0] == " " or said[-1] == " ":
                yield Finding(
                    there,
                    message(_("The text begins or ends with a space.")),
                    message(_("Delete the space.")),
                )
            if gap := _GAP.search(said):
                yield Finding(
                    there,
                    message(_("There are two spaces in a row before “%(rest)s”."), rest=said[gap.end() :].strip()[:20]),
                    message(_("Delete one of them.")),
                )
            if '"' in said and language in _CURLY_LANGUAGES and _STRAIGHT.search(said):
                yield Finding(
                    there,
                    message(_("The text has straight quotes.")),
                    message(_('Write «…» in place of "…".')),
                )


@rule(
    "RM505",
    "official-name-unknown",
    fails="parties: [BY, KG, FJ]",
    passes="parties: [BY, KG, {code: FJ, full_name: Republic of Fiji}]",
)
def official_name_unknown(plan: Plan) -> Iterator[Finding]:
    """A party has no official name: the plan gives none and the program’s table does not include the state.

    The document then shows the code of the state instead of its full name.
    """
    for place, party in enumerate(plan.parties):
        if party.full_name is None and party.code not in STATES:
            yield Finding(
                ("parties", place),
                message(_("The official name of %(state)s is not known."), state=party.code),
                message(
                    _("Write {code: %(state)s, full_name: {en: …, ru: …}} in place of the code."), state=party.code
                ),
            )


RULES = (text_missing_in_a_language, letters_of_another_alphabet, untidy_text, official_name_unknown)
