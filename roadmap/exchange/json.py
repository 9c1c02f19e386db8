"""A plan as JSON, with the keys and words of the YAML format; `roadmap.loads` reads both."""

import json
from typing import Any

from roadmap.analysis.assessment import Assessment
from roadmap.editing.printer import written
from roadmap.values.nodes import Number

__all__ = ["to_json"]


def to_json(assessment: Assessment) -> bytes:
    """Return a plan as JSON that reads as the same plan, without computed values.

    Numbers have all their digits; `format` is the version.
    """
    return f"{_json(written(assessment.plan), 0)}\n".encode()


def _json(value: Any, depth: int) -> str:
    """Return JSON with numbers as they are written; `json.dumps` would convert them to binary fractions."""
    inside, around = "\n" + "  " * (depth + 1), "\n" + "  " * depth
    if isinstance(value, Number):
        return str(value)
    if isinstance(value, dict):
        entries = [f"{_json(str(key), 0)}: {_json(one, depth + 1)}" for key, one in value.items()]
        return f"{{{inside}{f',{inside}'.join(entries)}{around}}}" if entries else "{}"
    if isinstance(value, list):
        return f"[{inside}{f',{inside}'.join(_json(one, depth + 1) for one in value)}{around}]" if value else "[]"
    return json.dumps(str(value), ensure_ascii=False)
