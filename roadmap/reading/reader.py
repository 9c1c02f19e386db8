"""Read a typed plan from text: compose nodes (again after recovery), convert them to values, report mistakes."""

from itertools import islice
from os import PathLike
from pathlib import Path
from typing import IO, Any, cast

import attrs

from roadmap.diagnostics.diagnostic import PlanError
from roadmap.model.plan import Plan
from roadmap.reading.composer import Composed, compose
from roadmap.reading.converter import Mistake, structure
from roadmap.reading.decode import decode
from roadmap.reading.references import reference_mistakes
from roadmap.system.files import with_filename
from roadmap.values.nodes import MAX_COUNTED, Mapping, Node

__all__ = ["Source", "read", "read_file", "read_nodes"]

Source = str | PathLike[str] | IO[str] | IO[bytes]
"""Where a plan can come from: a path, or a file that is open for text or bytes."""

LARGE = 1_000_000
"""From this many characters on, a text is converted thoroughly at once."""


def read_file(source: Source) -> Plan:
    """Read a plan; diagnostics name the file as `source` does.

    Raises:
        PlanError: The text has mistakes, or is not in UTF-8.
        OSError: The file cannot be read.
    """
    if isinstance(source, (str, PathLike)):
        with with_filename(source):
            return _read_content(Path(source).read_bytes(), str(source))
    name = getattr(source, "name", None)
    try:
        content = source.read()
    except UnicodeDecodeError as error:  # opened as text of an encoding that it is not in
        content = error.object
    return _read_content(content, name if isinstance(name, str) else "<file>")


def _read_content(content: str | bytes, name: str) -> Plan:
    return read(decode(content, name) if isinstance(content, bytes) else content.removeprefix("\ufeff"), name)


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
