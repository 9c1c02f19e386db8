"""The codes of mistakes found when a plan is read, each with name, title, reason and two examples.

`roadmap explain CODE` prints them like the rules of `roadmap.rules`. All of them are errors.
"""

from typing import NamedTuple

__all__ = ["READING", "CodeInfo", "ReadingCode"]


class CodeInfo(NamedTuple):
    """The description of a code in reports, in English.

    Attributes:
        name: The name of the code.
        title: What it reports.
        reasons: Why the code exists, one text per paragraph.
        severity: Its default severity: "error", "warning" or "note".
    """

    name: str
    title: str
    reasons: tuple[str, ...]
    severity: str


class ReadingCode(NamedTuple):
    """One kind of mistake in the text of a plan.

    Attributes:
        name: The name of the code.
        title: What it reports.
        reason: Why it is an error.
        fails: Top-level keys of a plan with this mistake.
        passes: Top-level keys of a plan without it.
    """

    name: str
    title: str
    reason: str
    fails: str
    passes: str


READING: dict[str, ReadingCode] = {
    "RM001": ReadingCode(
        "not-utf-8",
        "The file is not in UTF-8.",
        "The same bytes stand for different letters in different encodings; Windows programs often use cp1251. "
        "Save the file as UTF-8.",
        "title: Дорожная карта                      # saved in the encoding cp1251\n",
        "title: Дорожная карта                      # saved in the encoding UTF-8\n",
    ),
    "RM002": ReadingCode(
        "not-yaml",
        "The text is not YAML.",
        "A tab, an unclosed quote, an indent that fits nothing, a colon inside a text: the program would have to "
        "guess what belongs where, so it stops.",
        "title: Roadmap: Belarus and Kyrgyzstan\n",
        'title: "Roadmap: Belarus and Kyrgyzstan"\n',
    ),
    "RM003": ReadingCode(
        "duplicate-key",
        "Duplicate key.",
        "Only one of the two can apply, and it is unclear which. Keep one.",
        "title:\n  en: A roadmap\n  en: A small roadmap\n",
        "title:\n  en: A small roadmap\n",
    ),
    "RM004": ReadingCode(
        "unknown-key",
        "Unknown key.",
        "Anything under a mistyped key would silently be left out of the document. The message suggests the "
        "closest key.",
        "sources:\n  note: {title: A note, autor: Ministry of Industry}\n",
        "sources:\n  note: {title: A note, publisher: Ministry of Industry}\n",
    ),
    "RM005": ReadingCode(
        "missing-key",
        "A required key is missing.",
        "Without it the part cannot be understood: a figure without its source, a measure without a deadline.",
        "sources:\n  note: {date: 2026-11-20}\n",
        "sources:\n  note: {title: A note, date: 2026-11-20}\n",
    ),
    "RM006": ReadingCode(
        "wrong-kind-of-value",
        "Unexpected type of value.",
        "For example, text instead of a number, or nothing instead of a list. The message shows the correct form: "
        "decimals with a point, numbers without a unit, lists in square brackets.",
        "trade:\n  currency: USD\n  figures:\n    - {period: 2025, turnover: 133 million, source: note}\n",
        "trade:\n  currency: USD\n  scale: million\n  figures:\n    - {period: 2025, turnover: 133, source: note}\n",
    ),
    "RM007": ReadingCode(
        "value-out-of-bounds",
        "A value is out of range or is not one of the allowed values.",
        "Limits come from standards and common sense: a share is between 0 and 100% (so no rule has to check it "
        "later).",
        "stage: ready\n",
        "stage: agreed\n",
    ),
    "RM008": ReadingCode(
        "no-such-date",
        "Invalid date, quarter or period, or a period that ends before it begins.",
        "2027-02-30 is not a valid date. Use 2027-05-15, 2027-05, 2027-Q2, 2027-H1, 2027 or 2026–2030.",
        "date: 2027-02-30\n",
        "date: 2027-02-28\n",
    ),
    "RM009": ReadingCode(
        "no-such-code",
        "Unknown code of a state, a currency or a language.",
        "Codes come from ISO 3166-1 (KG, not KGZ), ISO 4217 (BYN; BYR is withdrawn) and ISO 639-1 (ky is Kyrgyz, "
        "kg is Kongo).",
        "parties: [BY, KGZ]\n",
        "parties: [BY, KG]\n",
    ),
    "RM010": ReadingCode(
        "plan-too-large",
        "The plan is too large or too deep.",
        "No real plan comes near these limits. Most often a bracket was opened and never closed.",
        "preamble: " + "[" * 70 + "\n",
        "preamble: A text\n",
    ),
    "RM011": ReadingCode(
        "not-one-plan",
        "The file contains no plan, or more than one.",
        "It is empty, has a line “---” in the middle, or begins with a list. A file contains one plan: keys with "
        "values.",
        "areas: []\n---\n# Another plan\n",
        "areas: []\n",
    ),
    "RM012": ReadingCode(
        "unsupported-yaml",
        "YAML tags, merge keys and anchors are not supported here.",
        "YAML gives a special meaning to “!”, “&” and “*” at the start of a text. Put the text in quotes.",
        "preamble: !The parties shall cooperate\n",
        'preamble: "!The parties shall cooperate"\n',
    ),
    "RM013": ReadingCode(
        "invisible-character",
        "A text contains a character that is invisible or changes the order of the letters.",
        "Such characters come in with pasted text. The printed document would then differ from the file.",
        'preamble: "The \\u202eparties"\n',
        'preamble: "The parties"\n',
    ),
    "RM014": ReadingCode(
        "broken-reference",
        "Unknown reference.",
        "The plan refers to a body, source, measure or area that it does not define. The message suggests the "
        "closest match.",
        "trade:\n  currency: USD\n  figures:\n    - {period: 2025, turnover: 133, source: notes}\n",
        "trade:\n  currency: USD\n  figures:\n    - {period: 2025, turnover: 133, source: note}\n",
    ),
    "RM015": ReadingCode(
        "duplicate-id",
        "Duplicate id.",
        "A reference to it would be ambiguous.",
        "areas:\n"
        "  - kind: tractors\n"
        "    title: Tractors\n"
        "    measures:\n"
        "      - {id: TRACTOR-1, title: Resume assembly, due: 2027-Q2, lead: [by-minprom]}\n"
        "      - {id: TRACTOR-1, title: Train the staff, due: 2027-Q1, lead: [kg-mineconom]}\n",
        "areas:\n"
        "  - kind: tractors\n"
        "    title: Tractors\n"
        "    measures:\n"
        "      - {id: TRACTOR-1, title: Resume assembly, due: 2027-Q2, lead: [by-minprom]}\n"
        "      - {id: TRACTOR-2, title: Train the staff, due: 2027-Q1, lead: [kg-mineconom]}\n",
    ),
    "RM016": ReadingCode(
        "unusable-id",
        "The id cannot be the name of a file.",
        "Documents are named after the id of the plan; Windows reserves names such as “con”.",
        "id: con\n",
        "id: by-kg-2026-2030\n",
    ),
    "RM401": ReadingCode(
        "percentage-out-of-bounds",
        "A percentage is outside 0–100.",
        "Each such field declares these bounds, so the error is found when a plan is read: see RM007.",
        "areas:\n  - kind: tractors\n    title: Tractors\n    localisation: {2028: 130}\n",
        "areas:\n  - kind: tractors\n    title: Tractors\n    localisation: {2028: 30}\n",
    ),
}
