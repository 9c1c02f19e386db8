"""The separate process that runs Typst: `typst_worker.py DATE FONTS...` makes a PDF of `document.typ` in this folder.

Typst keeps every layout in memory until its process ends, and the user's template is not trusted. So it gets its own
process. This module imports nothing from the project, so that the process starts fast.
"""

import datetime
import sys
from pathlib import Path

import typst

__all__ = ["MEMORY", "main", "typeset"]

MEMORY = 8 * 1024**3
"""A limit in bytes, more than a plan can need. A template that exceeds it fails with an error before memory is full."""


def typeset(root: Path, date: str, fonts: list[str]) -> bytes:
    """Return a PDF of `document.typ`, which cannot read files outside its folder.

    Args:
        root: The folder of the document.
        date: The date in the document's properties (ISO 8601).
        fonts: The folders of fonts; no other fonts are used.

    Raises:
        typst.TypstError: Typst rejects the template or a text.
    """
    made: bytes = typst.compile(
        root / "document.typ",
        root=root,
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=fonts),
        pdf_standards=["ua-1"],
        timestamp=datetime.datetime.fromisoformat(date).replace(tzinfo=datetime.UTC),
    )
    return made


def main(date: str, *fonts: str) -> int:
    """Write the PDF to standard output, or Typst's message to standard error; return 0, or 1 after an error."""
    _bound()
    try:
        made = typeset(Path.cwd(), date, list(fonts))
    except typst.TypstError as error:
        sys.stderr.buffer.write(error.diagnostic.encode())
        return 1
    sys.stdout.buffer.write(made)
    return 0


def _bound() -> None:
    """Limit the memory to MEMORY if the system can."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):  # Windows, or a system with other limits
        return


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
