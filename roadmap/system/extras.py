"""Functions from modules that need optional packages, and what to install where one is missing."""

import re
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Any

from roadmap.errors import MissingExtraError

__all__ = ["load_functions"]

_PACKAGE = "cooperation-roadmap"


def _install_command(extras: Iterable[str]) -> str:
    """The command that installs what these extras bring."""
    python = f'"{sys.executable}"' if " " in sys.executable else sys.executable or "python"
    parts = [part for extra in dict.fromkeys(extras) for part in _requirements(extra)]
    return " ".join((f"{python} -m pip install", *(f'"{part}"' for part in parts)))


def _requirements(extra: str) -> list[str]:
    """What an extra of this package brings, as the installed package tells; the extra itself where it does not.

    The project may have been installed from a folder, so that no index knows its name.
    """
    from importlib.metadata import PackageNotFoundError, requires

    try:
        lines = requires(_PACKAGE) or []
    except PackageNotFoundError:
        lines = []
    parts = (line.partition(";") for line in lines)
    wanted = re.compile(rf"""\bextra == ["']{extra}["']""")
    return [part.strip() for part, _sign, when in parts if wanted.search(when)] or [f"{_PACKAGE}[{extra}]"]


def load_functions(wanted: Mapping[str, tuple[str, str, str]]) -> dict[str, Any]:
    """Functions from modules that may need an extra: of each format the module, the function and the extra.

    Raises MissingExtraError for all that lack theirs.
    """
    found, lacking = {}, {}
    for format, (module, function, extra) in wanted.items():
        try:
            found[format] = getattr(import_module(module), function)
        except ModuleNotFoundError as error:
            if not extra or (error.name or "").startswith("roadmap"):
                raise
            lacking[format] = extra
    if lacking:
        raise MissingExtraError(lacking, _install_command(lacking.values()))
    return found
