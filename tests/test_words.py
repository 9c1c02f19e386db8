"""The words of documents: complete in each language, numbers as CLDR has them, names and deadlines as the house has them."""

import re
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from babel import Locale
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from hypothesis import given
from hypothesis import strategies as st

import roadmap
from roadmap.errors import UnknownLanguageError
from roadmap.i18n.language import DOCUMENT_LANGUAGES, get_language
from roadmap.model.choices import Scale
from roadmap.model.period import Due, Period
from tools.update_catalogs import CATALOGUES, extracted, told, update, wanting

PLACES = re.compile(r"%\(\w+\)[sr]|%[sr%]")
TRANSLATED = sorted(po.parent.parent.name for po in CATALOGUES.glob("*/LC_MESSAGES/*.po"))


def test_every_language_but_english_has_a_catalogue() -> None:
    assert {"en", *TRANSLATED} == set(DOCUMENT_LANGUAGES)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_text_is_untranslated_or_doubtful(language: str) -> None:
    po = CATALOGUES / language / "LC_MESSAGES" / "roadmap.po"
    assert [message.id for message in wanting(po)] == []


def test_the_catalogues_hold_the_texts_of_code_and_templates(tmp_path: Path) -> None:
    update(extracted(tmp_path), check=True)


@pytest.mark.parametrize("language", ["be", "ky"])
def test_questions_for_a_native_reader_outlive_an_update(tmp_path: Path, language: str) -> None:
    copied = shutil.copytree(CATALOGUES, tmp_path / "catalogues")
    update(extracted(tmp_path), copied)
    asked = [questions(folder / language / "LC_MESSAGES" / "roadmap.po") for folder in (copied, CATALOGUES)]
    assert asked[0] == asked[1]
    assert len(asked[0]) > 10


def questions(po: Path) -> dict[str, list[str]]:
    """The comments of translators by the text that they are about."""
    with po.open("rb") as file:
        catalogue = read_po(file)
    return {str(message.id): message.user_comments for message in catalogue if message.id and message.user_comments}


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_no_call_marks_is_translated_too(language: str) -> None:
    said = get_language(language).gettext
    assert [text for text in told() if said(text) == text] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_has_the_places_of_its_text(language: str) -> None:
    with (CATALOGUES / language / "LC_MESSAGES" / "roadmap.po").open("rb") as file:
        catalogue = read_po(file, locale=language)
    for message in catalogue:
        if not message.id:
            continue
        text = message.id if isinstance(message.id, str) else message.id[-1]
        for said in (message.string,) if isinstance(message.string, str) else message.string:
            assert sorted(set(PLACES.findall(said))) == sorted(set(PLACES.findall(text))), text


numbers = st.decimals(-(10**12), 10**12, places=3) | st.integers(-(10**12), 10**12).map(Decimal)


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
@given(number=numbers)
def test_a_number_is_said_as_cldr_has_it_with_the_minus_of_print(language: str, number: Decimal) -> None:
    places = max(0, -int(number.as_tuple().exponent))
    expected = format_decimal(number, f"#,##0.{'0' * places}" if places else "#,##0", locale=language)
    assert get_language(language).of_data.number(number) == expected.replace("\u202f", "\u00a0")
    assert get_language(language).number(number) == expected.replace("\u202f", "\u00a0").replace("-", "\u2212")


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
@given(number=st.integers(0, 1000))
def test_a_share_is_said_as_cldr_has_it_and_in_kyrgyz_with_a_space(language: str, number: int) -> None:
    pattern = {"en": "#,##0%", "ky": "#,##0\u00a0%"}.get(language)
    assert get_language(language).percent(number) == format_percent(Decimal(number) / 100, pattern, locale=language)


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_the_symbols_of_numbers_are_those_of_cldr(language: str) -> None:
    symbols, table = Locale.parse(language).number_symbols["latn"], get_language(language).table
    assert (table.decimal, table.group, table.minus) == (symbols["decimal"], symbols["group"], "\u2212")


@pytest.mark.parametrize(
    ("due", "en", "ru"),
    [
        ("2027-05-15", "by 15 May 2027", "до 15 мая 2027\u00a0г."),
        ("2027-05", "May 2027", "май 2027\u00a0г."),
        ("2026-Q4", "Q4 2026", "IV квартал 2026\u00a0г."),
        ("2027-H1", "first half of 2027", "I полугодие 2027\u00a0г."),
        ("2027", "2027", "2027\u00a0г."),
        ("2026–2030", "2026–2030", "2026–2030\u00a0гг."),
        ("annually", "annually", "ежегодно"),
        ("quarterly", "quarterly", "ежеквартально"),
        ("continuous", "continuously", "постоянно"),
    ],
)
def test_deadlines_are_said_as_clerks_write_them(due: str, en: str, ru: str) -> None:
    assert [get_language(language).due(Due.parse(due)) for language in ("en", "ru")] == [en, ru]


@pytest.mark.parametrize(
    ("period", "en", "ru"),
    [
        ("2027-05-15", "15 May 2027", "15 мая 2027\u00a0г."),
        ("2023-01/2023-08", "January–August 2023", "январь–август 2023\u00a0г."),
        ("2023-Q1/2023-Q3", "Q1–Q3 2023", "I–III кварталы 2023\u00a0г."),
        ("2023-11/2024-02", "November 2023 – February 2024", "ноябрь 2023\u00a0г. – февраль 2024\u00a0г."),
    ],
)
def test_periods_are_said_as_clerks_write_them(period: str, en: str, ru: str) -> None:
    assert [get_language(language).period(Period.parse(period)) for language in ("en", "ru")] == [en, ru]


def test_states_go_by_their_own_names_and_others_by_those_of_cldr() -> None:
    ru = get_language("ru")
    assert [ru.state(code) for code in ("BY", "KG", "KZ")] == ["Беларусь", "Кыргызстан", "Казахстан"]
    assert [ru.full_state(code) for code in ("BY", "KG")] == ["Республика Беларусь", "Кыргызская Республика"]
    assert (ru.state("NO"), get_language("en").state("NO")) == ("Норвегия", "Norway")


def test_money_is_counted_in_words() -> None:
    assert [get_language(language).money_unit("USD", Scale.million) for language in ("en", "ru")] == [
        "million US dollars",
        "млн долларов США",
    ]
    assert get_language("ru").money_unit("EUR") == "евро"
    assert [get_language(language).money_unit("KGS") for language in ("en", "ru", "be", "ky")] == [
        "Kyrgyz soms",
        "кыргызских сомов",
        "кыргызскіх сомаў",
        "кыргыз сому",
    ]


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
def test_each_table_has_all_months_and_names_every_state_and_language_of_the_house(language: str) -> None:
    table, english = get_language(language).table, get_language("en").table
    assert len(table.months) == len(table.months_of) == 12
    assert (len(table.quarters), len(table.halves)) == (4, 2)
    assert table.states.keys() == english.states.keys()
    assert table.languages.keys() == english.languages.keys()
    assert table.repeats.keys() == english.repeats.keys()
    assert (
        get_language(language).period(Period(date(2027, 1, 1), date(2027, 1, 31), Period.parse("2027-01").unit)) != ""
    )


@pytest.mark.parametrize(
    ("language", "number", "said"),
    [
        ("ru", "2.5", "в 2,5 раза"),
        ("ru", "2", "в 2 раза"),
        ("ru", "5", "в 5 раз"),
        ("ru", "21", "в 21 раз"),
        ("ru", "5.0", "в 5,0 раза"),
        ("ru", "2E+1", "в 20 раз"),
        ("be", "2.5", "у 2,5 раза"),
        ("be", "2", "у 2 разы"),
        ("be", "5", "у 5 разоў"),
        ("be", "2.0", "у 2,0 раза"),
        ("ky", "2.5", "2,5 эсе"),
        ("en", "2.5", "2.5 times"),
        ("en", "1", "1 time"),
        ("en", "1.0", "1.0 times"),
    ],
)
def test_times_take_the_form_of_a_fraction_or_of_their_number(language: str, number: str, said: str) -> None:
    assert get_language(language).times(Decimal(number)) == said.replace(" ", "\u00a0")


@pytest.mark.parametrize(
    ("language", "text", "printed"),
    [
        ("ru", "в 2030 г. и 2026–2030 гг.", "в 2030~г. и 2026–2030~гг."),
        ("ru", "170 млн, 2 млрд, 5 тыс. и 6 лет", "170~млн, 2~млрд, 5~тыс. и 6 лет"),
        ("be", "65 % і 65%, № 824 і №824", "65~% і 65~%, №~824 і №824"),
        ("ky", "133 млнго жакын, 5 миң, 10 %", "133~млнго жакын, 5~миң, 10~%"),
        ("ky", "2030-жылга 15-күнү", "2030_жылга 15_күнү"),
        ("en", "65 %, -5 and (-5); 170 million", "65%, −5 and (−5); 170 million"),
        ("ru", "город г. Ош, МТЗ-82, ГОСТ 10882-93, 2026 -5", "город г. Ош, МТЗ-82, ГОСТ 10882-93, 2026 -5"),
        ("ru", "https://a.example/5%20b?n=-1", "https://a.example/5%20b?n=-1"),
    ],
)
def test_what_belongs_together_stays_on_its_line(language: str, text: str, printed: str) -> None:
    expected = printed.replace("~", "\u00a0").replace("_", "\u2011")
    typeset = get_language(language).typeset
    assert (typeset(text), typeset(expected)) == (expected, expected)


@pytest.mark.parametrize("language", DOCUMENT_LANGUAGES)
@pytest.mark.parametrize("due", ["2027-05-15", "2027-05", "2026-Q4", "2027-H1", "2027", "2026–2030"])
def test_a_deadline_is_typeset_already_and_plain_in_data(language: str, due: str) -> None:
    said = get_language(language).due(Due.parse(due))
    assert get_language(language).typeset(said) == said
    assert get_language(language).of_data.due(Due.parse(due)) == said.replace("\u2011", "-")


def test_three_plural_forms_in_russian() -> None:
    said = get_language("ru").ngettext
    assert [said("%(n)s measure", "%(n)s measures", n) % {"n": n} for n in (1, 3, 5, 11, 21)] == [
        "1 мероприятие", "3 мероприятия", "5 мероприятий", "11 мероприятий", "21 мероприятие",
    ]  # fmt: skip


def test_a_language_without_documents_is_refused_by_name(small: str) -> None:
    with pytest.raises(UnknownLanguageError, match="documents cannot be made in “de”; available: en, ru"):
        roadmap.render(roadmap.loads(small), format="html", language="de")


def test_a_refusal_is_english_for_programs_and_can_be_said_in_any_language(small: str) -> None:
    with pytest.raises(roadmap.UnknownFormatError) as refused:
        roadmap.render(roadmap.loads(small), format="sms")
    assert str(refused.value).startswith("unknown document format “sms”; available: html, md")
    said = refused.value.text.translated(get_language("ru").gettext)
    assert said.startswith("документы в формате «sms» не создаются; возможные форматы: html, md")
