"""English."""

from roadmap.words.table import State, Table

_MONTHS = tuple("January February March April May June July August September October November December".split())

TABLE = Table(
    code="en",
    name="English",
    decimal=".",
    group=",",
    percent="{number}%",
    minus="-",
    quotes=("“", "”"),
    months=_MONTHS,
    months_of=_MONTHS,
    date="{day} {month} {year}",
    by_date="by {day} {month} {year}",
    month="{month} {year}",
    quarter="Q{number} {year}",
    half="{number} half of {year}",
    year="{year}",
    years="{first}–{last}",
    months_of_one_year="{first}–{last} {year}",
    quarters_of_one_year="Q{first}–Q{last} {year}",
    row="{first} – {last}",
    quarters=("1", "2", "3", "4"),
    halves=("first", "second"),
    repeats={"quarterly": "quarterly", "annually": "annually", "continuous": "continuously"},
    states={
        "BY": State("Belarus", "Republic of Belarus"),
        "KG": State("Kyrgyzstan", "Kyrgyz Republic"),
        "KZ": State("Kazakhstan", "Republic of Kazakhstan"),
    },
    languages={"en": "English", "ru": "Russian", "be": "Belarusian", "ky": "Kyrgyz"},
    currencies={"USD": "US dollars"},
    scales={"thousand": "thousand", "million": "million", "billion": "billion"},
)
