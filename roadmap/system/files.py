"""Write files atomically."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

__all__ = ["remove_leftovers", "with_filename", "write_atomic"]

_ASIDE = re.compile(r"\.(.+)\.[0-9a-f]{8}\.part")
"""The name of a file while it is written."""


@contextmanager
def with_filename(path: str | os.PathLike[str]) -> Iterator[None]:
    """Raise errors of files under the name that the caller knows.

    Raises:
        OSError: The error from inside, with the given name.
    """
    try:
        yield
    except OSError as error:
        error.filename, error.filename2 = str(path), None
        raise


def write_atomic(path: Path, document: str | bytes, *, lasting: bool = True) -> os.stat_result | None:
    """Replace a file by bytes, or by a text in UTF-8. A reader sees the old file or the new one, never a part.

    Writes under another name in the same folder, flushes to the disk, then renames. An error leaves nothing behind. A
    device or a pipe (`/dev/null`) is written to directly. A link stays a link.

    Args:
        path: The file.
        document: Its new content.
        lasting: Whether to wait for the disk, so that even a power failure does not spoil the file. A killed program
            never spoils a file. For many files that can be made again, the wait costs more than all other work.

    Returns:
        The status of the new file; None for a device.

    Raises:
        OSError: The file cannot be written.
    """
    content = document.encode("utf-8") if isinstance(document, str) else document
    with with_filename(path):
        if path.exists() and not path.is_file():
            path.write_bytes(content)
            return None
        return _replace(Path(os.path.realpath(path)), content, lasting)


def _replace(path: Path, content: bytes, lasting: bool) -> os.stat_result:
    """Replace a file; try again if another program has removed the unfinished file."""
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
    """Remove unfinished files of killed writers from a folder.

    Args:
        folder: The folder.
        names: A pattern of the finished names.
    """
    for entry in os.scandir(folder):
        aside = _ASIDE.fullmatch(entry.name)
        if aside is not None and names.fullmatch(aside[1]):
            with suppress(OSError):  # another program removed it first, or is still writing it (Windows)
                os.unlink(entry.path)
