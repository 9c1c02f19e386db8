"""Compiles catalogs with Babel: into files at build time, on first use in an uninstalled checkout."""

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

__all__ = ["compile_all", "compiled_catalogue"]


def compiled_catalogue(po: Path) -> BytesIO:
    """Return the compiled form of a catalog."""
    with po.open("rb") as file:
        catalogue = read_po(file, locale=po.parent.parent.name)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return compiled


def compile_all(catalogues: Path) -> None:
    """Write a `.mo` file beside each `.po` file below a folder."""
    for po in sorted(catalogues.glob("*/LC_MESSAGES/*.po")):
        po.with_suffix(".mo").write_bytes(compiled_catalogue(po).getvalue())
