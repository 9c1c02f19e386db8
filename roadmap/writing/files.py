"""Files that are there whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["naming", "write_whole"]


@contextmanager
def naming(path: str | os.PathLike[str]) -> Iterator[None]:
    """Whatever goes wrong with a file in here goes wrong under the name that the caller knows it by."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def write_whole(path: Path, document: str | bytes) -> None:
    """Replace a file by bytes, or by a text in UTF-8; whoever looks sees the old file or the new one, never a part.

    Written beside its place under another name, flushed to the disk, then renamed. Raises OSError, with nothing left behind.
    What is no file but a device or a pipe (`/dev/null`) stays what it is and gets the document; a link stays a link.
    """
    content = document.encode("utf-8") if isinstance(document, str) else document
    with naming(path):
        if path.exists() and not path.is_file():
            path.write_bytes(content)
        else:
            _replace(Path(os.path.realpath(path)), content)


def _replace(path: Path, content: bytes) -> None:
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        with open(
            os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "wb"
        ) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
