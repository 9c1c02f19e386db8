"""Load functions of optional packages, and say how to install a missing one."""

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
    """Return the requirements of an extra from the installed package's metadata, else the extra itself.

    The project may be installed from a folder, so an index may not know its name.
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
    """Return functions from modules that may need an extra.

    Args:
        wanted: The module, the function and the extra of each format.

    Raises:
        MissingExtraError: Extras of some formats are not installed.
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
