"""Load functions of optional packages, and say how to install a missing one."""

import re
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from roadmap.i18n.message import UserError, _, message

__all__ = ["MissingExtraError", "load_functions"]

_PACKAGE = "cooperation-roadmap"


class MissingExtraError(UserError, ImportError):
    """Libraries of some formats are not installed; the message says how to install them."""

    def __init__(self, extras: Mapping[str, str]) -> None:
        """Make the error.

        Args:
            extras: The missing extra of each format.
        """
        parts = [part for extra in dict.fromkeys(extras.values()) for part in _requirements(extra)]
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable or "python"
        command = " ".join((f"{python} -m pip install", *(f'"{part}"' for part in parts)))
        text = _("%(formats)s needs extra packages; install them with: %(command)s")
        super().__init__(message(text, formats=", ".join(extras), command=command))


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
        raise MissingExtraError(lacking)
    return found
