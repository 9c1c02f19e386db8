"""A plan from a file or an open stream."""

from os import PathLike
from pathlib import Path
from typing import IO

from roadmap.building.files import with_filename
from roadmap.model.plan import Plan
from roadmap.reading import decode, read

__all__ = ["Source", "load_plan"]

Source = str | PathLike[str] | IO[str] | IO[bytes]
"""Where a plan can come from: a path, or a file that is open for text or bytes."""


def load_plan(source: Source) -> Plan:
    """Read a plan; diagnostics name the file as `source` does.

    Raises:
        PlanError: The text has mistakes, or is not in UTF-8.
        OSError: The file cannot be read.
    """
    if isinstance(source, (str, PathLike)):
        with with_filename(source):
            return _read(Path(source).read_bytes(), str(source))
    name = getattr(source, "name", None)
    try:
        content = source.read()
    except UnicodeDecodeError as error:  # opened as text of an encoding that it is not in
        content = error.object
    return _read(content, name if isinstance(name, str) else "<file>")


def _read(content: str | bytes, name: str) -> Plan:
    return read(decode(content, name) if isinstance(content, bytes) else content.removeprefix("\ufeff"), name)
