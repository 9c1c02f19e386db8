"""Russian."""

from roadmap.words.table import State, Table

_ROMAN = ("I", "II", "III", "IV")

TABLE = Table(
    code="ru",
    name="Русский",
    decimal=",",
    group="\u00a0",
    percent="{number}\u00a0%",
    minus="-",
    quotes=("«", "»"),
    months=tuple("январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь".split()),
    months_of=tuple("января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()),
    date="{day} {month} {year}\u00a0г.",
    by_date="до {day} {month} {year}\u00a0г.",
    month="{month} {year}\u00a0г.",
    quarter="{number} квартал {year}\u00a0г.",
    half="{number} полугодие {year}\u00a0г.",
    year="{year}\u00a0г.",
    years="{first}–{last}\u00a0гг.",
    months_of_one_year="{first} – {last} {year}\u00a0г.",
    quarters_of_one_year="{first}–{last} кварталы {year}\u00a0г.",
    row="{first} – {last}",
    quarters=_ROMAN,
    halves=_ROMAN[:2],
    repeats={"quarterly": "ежеквартально", "annually": "ежегодно", "continuous": "постоянно"},
    states={
        "BY": State("Беларусь", "Республика Беларусь"),
        "KG": State("Кыргызстан", "Кыргызская Республика"),
        "KZ": State("Казахстан", "Республика Казахстан"),
    },
    languages={"en": "английский", "ru": "русский", "be": "белорусский", "ky": "кыргызский"},
    currencies={"USD": "долларов США"},
    scales={"thousand": "тыс.", "million": "млн", "billion": "млрд"},
)
