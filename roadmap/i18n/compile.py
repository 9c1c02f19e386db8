"""Compiles the catalogues with Babel: at build time into files, in an uninstalled checkout as they are asked for."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

__all__ = ["compile_all", "compiled_catalogue"]


def compiled_catalogue(po: Path) -> BytesIO:
    """The compiled form of one catalogue."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return compiled


def compile_all(catalogues: Path) -> None:
    """Write a `.mo` beside each `.po` below a folder."""
    for po in sorted(catalogues.glob("*/LC_MESSAGES/*.po")):
        po.with_suffix(".mo").write_bytes(compiled_catalogue(po).getvalue())
