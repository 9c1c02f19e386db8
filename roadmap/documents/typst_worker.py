"""What runs in a process of its own: `typesetting.py DATE FONTS...` makes a PDF of `document.typ` in the current folder.

Apart, because Typst keeps what it has laid out until its process ends, and because a house's template is not trusted. Imports
nothing of this project, so that it starts fast.
"""

import datetime
import sys
from pathlib import Path

import typst

__all__ = ["MEMORY", "main", "typeset"]

MEMORY = 8 * 1024**3
"""More bytes than a plan can need: a template that asks for them ends with an error, not with a full memory."""


def typeset(root: Path, date: str, fonts: list[str]) -> bytes:
    """A PDF of `document.typ`, which reads nothing outside its folder.

    date: when the document says it was made (ISO 8601).
    fonts: folders; no others are looked into.

    Raises typst.TypstError.
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
    """Returns 1, with Typst's own words on standard error, when it finds fault with a template or a text."""
    _bound()
    try:
        made = typeset(Path.cwd(), date, list(fonts))
    except typst.TypstError as error:
        sys.stderr.buffer.write(error.diagnostic.encode())
        return 1
    sys.stdout.buffer.write(made)
    return 0


def _bound() -> None:
    """Where the system can: keep to MEMORY."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):  # Windows; systems that bound otherwise
        return


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
