"""Read a typed plan from text: compose nodes (again after recovery), convert them to values, report mistakes."""

from itertools import islice
from os import PathLike
from pathlib import Path
from typing import Any, cast

import attrs

from roadmap.diagnostics.diagnostic import PlanError
from roadmap.model.plan import Plan
from roadmap.reading.composer import Composed, compose
from roadmap.reading.converter import Mistake, structure
from roadmap.reading.decode import decode
from roadmap.reading.references import reference_mistakes
from roadmap.system.files import with_filename
from roadmap.values.nodes import MAX_COUNTED, Mapping, Node

__all__ = ["read", "read_file", "read_nodes"]

LARGE = 1_000_000
"""From this many characters on, a text is converted thoroughly at once."""


def read_file(path: str | PathLike[str]) -> Plan:
    """Read a plan from a file.

    Raises:
        PlanError: The file has mistakes; the error holds all of them.
        OSError: The file cannot be read.
    """
    with with_filename(path):
        content = Path(path).read_bytes()
    return read(decode(content, str(path)), str(path))


def read(text: str, file: str) -> Plan:
    """Read a plan from its text.

    Args:
        text: The text of the plan.
        file: The name of the file for diagnostics.

    Raises:
        PlanError: The text has mistakes; the error holds all of them.
    """
    composed = read_nodes(text, file)
    plan, mistakes = _convert(composed.source.root, large=len(text) > LARGE)
    if plan is None or composed.mistakes or mistakes:
        from roadmap.reading.mistakes import report_mistakes

        found = report_mistakes(composed, mistakes)
        if plan is None or found:
            raise PlanError(found, texts={file: text})
    return cast(Plan, attrs.evolve(cast(Any, plan), origin=composed.source))


def read_nodes(text: str, file: str) -> Composed:
    """Return the nodes of a text; after a syntax error, the nodes that can be read around it."""
    composed = compose(text, file)
    if composed.stopped is None:
        return composed
    from roadmap.reading.recovery import recover

    return recover(composed)


def _convert(root: Node | None, *, large: bool) -> tuple[Plan | None, list[Mistake]]:
    """Return a plan from its nodes, and the mistakes in them: in references first, then in values."""
    if not isinstance(root, Mapping):
        return None, []
    mistakes: list[Mistake] = list(islice(reference_mistakes(root), MAX_COUNTED + 1))
    if len(mistakes) > MAX_COUNTED:
        return None, mistakes
    plan, others = structure(root, large=large)
    return plan, mistakes + others
