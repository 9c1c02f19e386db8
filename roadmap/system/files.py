"""Files that are there whole or not at all."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["remove_leftovers", "with_filename", "write_atomic"]

_ASIDE = re.compile(r"\.(.+)\.[0-9a-f]{8}\.part")
"""What a file is called while it is written."""


@contextmanager
def with_filename(path: str | os.PathLike[str]) -> Iterator[None]:
    """Whatever goes wrong with a file in here goes wrong under the name that the caller knows it by."""
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def write_atomic(path: Path, document: str | bytes, *, lasting: bool = True) -> os.stat_result | None:
    """Replace a file by bytes, or by a text in UTF-8; a reader sees the old file or the new one, never a part.

    Written beside its place under another name, flushed to the disk, then renamed. Raises OSError, with nothing left behind.
    What is no file but a device or a pipe (`/dev/null`) stays what it is and gets the document; a link stays a link.

    lasting: whether to wait until the disk has it, so that not even a power failure spoils the file. Killed programs spoil none
        without that; where there are many files that can be made again, the wait costs more than all the rest.

    Returns what the system knows of the new file; None of a device.
    """
    content = document.encode("utf-8") if isinstance(document, str) else document
    with with_filename(path):
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return None
        return _replace(Path(os.path.realpath(path)), content, lasting)


def _replace(path: Path, content: bytes, lasting: bool) -> os.stat_result:
    """Try again where another program has removed the unfinished file."""
    for _time in range(2):
        with suppress(FileNotFoundError):
            return _replace_once(path, content, lasting)
    return _replace_once(path, content, lasting)


def _replace_once(path: Path, content: bytes, lasting: bool) -> os.stat_result:
    aside = path.with_name(f".{path.name}.{os.urandom(4).hex()}.part")
    try:
        with open(
            os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666), "wb"
        ) as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        known = os.stat(aside)
        os.replace(aside, path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return known


def remove_leftovers(folder: Path, names: re.Pattern[str]) -> None:
    """Take away what writers of files with such names have left in a folder that were killed while they wrote."""
    for entry in os.scandir(folder):
        aside = _ASIDE.fullmatch(entry.name)
        if aside is not None and names.fullmatch(aside[1]):
            with suppress(OSError):  # another program was quicker, or is still writing it (Windows)
                os.unlink(entry.path)
