"""The text of `roadmap explain` for a code: title, reason, two examples, and the thresholds of a rule."""

from collections.abc import Callable, Iterator
from textwrap import fill

from roadmap.diagnostics.catalog import READING, CodeInfo
from roadmap.rules.registry import RULES
from roadmap.rules.rule import Rule

__all__ = ["explain", "known_codes", "names", "reasons", "titles"]

WIDTH = 110
"""The width of a paragraph in columns."""

_RULES = {rule.code: rule for rule in RULES}


def names() -> dict[str, str]:
    """Return the name of each code, in the order of the codes."""
    found = {code: known.name for code, known in READING.items()} | {rule.code: rule.name for rule in RULES}
    return dict(sorted(found.items()))


def titles() -> dict[str, str]:
    """Return the English title of each code, in the order of the codes."""
    said = {code: known.title for code, known in READING.items()} | {rule.code: rule.title for rule in RULES}
    return dict(sorted(said.items()))


def reasons(code: str) -> tuple[str, ...]:
    """Return the reasons for a code in English: one text per paragraph, each in one line."""
    reason = READING[code].reason if code in READING else _RULES[code].reason
    return tuple(" ".join(paragraph.split()) for paragraph in reason.split("\n\n"))


def known_codes() -> dict[str, CodeInfo]:
    """Return the description of each code for reports."""
    severity = {rule.code: rule.severity.value for rule in RULES}
    return {
        code: CodeInfo(names()[code], title, reasons(code), severity.get(code, "error"))
        for code, title in titles().items()
    }


def explain(word: str, say: Callable[[str], str] = str) -> str | None:
    """Return the page of one code; None if there is no such code.

    Args:
        word: The code or its name, in letters of any case.
        say: Translates a text.

    >>> explain("growth-does-not-follow") == explain("rm103")
    True
    """
    code = next((code for code, name in names().items() if word.upper() == code or word.lower() == name), None)
    if code is None:
        return None
    rule = _RULES.get(code)
    severity = say(rule.severity.value if rule else "error")
    parts = [
        f"{code} {names()[code]} ({severity}): {say(titles()[code])}",
        *(_filled(say(text)) for text in reasons(code)),
    ]
    example = rule or READING[code]
    examples = (say("Failing example:"), _indented(example.fails), say("Passing example:"), _indented(example.passes))
    return "\n\n".join([*parts, *(_settings(rule, say) if rule else ()), *examples])


def _settings(rule: Rule, say: Callable[[str], str]) -> Iterator[str]:
    """Yield the lines on how a plan sets a rule."""
    if rule.thresholds:
        named = ", ".join(f"{name}: {value}" for name, value in rule.thresholds.items())
        text = say("A plan can set: %(setting)s (these are the defaults).")
        yield text % {"setting": f"rules: {{{rule.code}: {{{named}}}}}"}
    if not rule.fixed:
        text = say("To change the level of this rule: %(setting)s (off, note, warning, error).")
        yield text % {"setting": f'rules: {{{rule.code}: {{level: off, reason: "…"}}}}'}


def _filled(paragraph: str) -> str:
    return fill(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def _indented(example: str) -> str:
    return "\n".join(f"    {line}" for line in example.splitlines())
