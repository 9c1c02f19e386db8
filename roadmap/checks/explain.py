"""What `roadmap explain` says of a rule: reason, thresholds, and both examples."""

from roadmap.checks import RULES
from roadmap.checks.house import likeliest
from roadmap.checks.rule import Rule

__all__ = ["BY_CODE", "explained", "likeliest"]

BY_CODE = {rule.code: rule for rule in RULES}


def explained(rule: Rule) -> str:
    """The page of one rule."""
    parts = [f"{rule.code} ({rule.severity.value}): {rule.title}", rule.reason]
    if rule.thresholds:
        named = ", ".join(f"{name}: {value}" for name, value in rule.thresholds.items())
        parts.append(f"A plan can set: rules: {{{rule.code}: {{{named}}}}} (these are the defaults).")
    if not rule.fixed:
        parts.append(
            f'To take it otherwise: rules: {{{rule.code}: {{level: off, reason: "…"}}}} (off, note, warning, error).'
        )
    parts += ["Finds something:", _indented(rule.fails), "Finds nothing:", _indented(rule.passes)]
    return "\n\n".join(parts)


def _indented(example: str) -> str:
    return "\n".join(f"    {line}" for line in example.splitlines())
