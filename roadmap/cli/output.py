"""Input and output of the command line, on a terminal or a pipe, including broken ones.

This module imports only what it needs, because even the help is printed through it.
"""

from __future__ import annotations

import errno
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import IO, Any

    Say = Callable[[str], str]

__all__ = [
    "INTERRUPTED",
    "MISTAKES",
    "OK",
    "TROUBLE",
    "allow_any_character",
    "ended",
    "fail",
    "fail_os",
    "print_document",
    "print_err",
    "print_out",
    "progress_printer",
    "stdin",
    "supports_colour",
    "write",
]

OK, MISTAKES, TROUBLE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: success; mistakes in the plans; wrong use, or a file that cannot be read or written; Ctrl-C."""


def supports_colour(stream: IO[str] | None) -> bool:
    """Return whether a stream is a terminal with colours, and the user has not turned them off (https://no-color.org)."""
    if stream is None or not stream.isatty() or os.environ.get("NO_COLOR"):
        return False
    kind = os.environ.get("TERM") or ""
    return kind != "dumb" and (os.name != "nt" or bool(kind or os.environ.get("WT_SESSION")))


def progress_printer(stream: IO[str] | None) -> Callable[[int, int, str], None]:
    """Return a function that shows the progress of a build in one line, on a terminal only."""
    if stream is None or not stream.isatty():
        return lambda done, of, name: None

    def show(done: int, of: int, name: str) -> None:
        bar = "#" * (20 * done // of) if of else ""
        stream.write(f"\r\x1b[K[{bar:<20}] {done}/{of} {name}" if done < of else "\r\x1b[K")
        stream.flush()

    return show


def allow_any_character() -> None:
    """Print the number of a letter if the terminal or pipe cannot show it, instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def stdin() -> IO[bytes]:
    """Return standard input as bytes, so that the plan decides its encoding.

    Raises:
        OSError: There is no standard input.
    """
    if sys.stdin is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF), "<stdin>")
    return sys.stdin.buffer


def print_out(text: str) -> None:
    """Print a line on standard output."""
    write(text + "\n", sys.stdout)


def print_err(text: str) -> None:
    """Print a line on standard error."""
    write(text + "\n", sys.stderr)


def print_document(document: str | bytes) -> None:
    """Print a document: in UTF-8 to a file or a pipe, as text to a terminal."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if isinstance(document, bytes) or not sys.stdout.isatty():
        sys.stdout.flush()
        write(
            document if isinstance(document, bytes) else document.encode("utf-8", "backslashreplace"), sys.stdout.buffer
        )
    else:
        write(document, sys.stdout)


def write(text: str | bytes, stream: IO[Any] | None) -> None:
    """Write a text to a stream, if there is one."""
    if stream is not None:
        _deliver(stream, lambda: stream.write(text))


def ended(status: int, say: Say) -> int:
    """Flush all output; return the exit status."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                _deliver(stream, stream.flush)
    except OSError as error:
        return fail_os(say, error)
    return status


def _deliver(stream: IO[Any], work: Callable[[], object]) -> None:
    """Run an operation on a stream. A closed pipe, or an unwritable standard error, does not stop the run.

    Raises:
        OSError: The requested output cannot be written.
    """
    try:
        work()
    except OSError as error:
        _close_quietly(stream)
        if stream is not sys.stderr and not isinstance(error, BrokenPipeError):
            raise


def fail(text: str) -> int:
    """Print an error; return TROUBLE."""
    print_err(f"roadmap: {text}")
    return TROUBLE


def fail_os(say: Say, *errors: OSError) -> int:
    """Print errors of the operating system, each with its file; return TROUBLE."""
    for error in errors:
        name = error.filename if error.filename is not None else say("standard output")
        reason = _reasons(say).get(errno.errorcode.get(error.errno or 0, "")) or error.strerror or error
        fail(f"{name}: {reason}")
    return TROUBLE


def _reasons(say: Say) -> dict[str, str]:
    """Return the translated reasons why the operating system is likely to refuse a file. English uses the system's words."""
    return {
        "ENOENT": say("No such file or directory"),
        "EACCES": say("Permission denied"),
        "EPERM": say("Operation not permitted"),
        "EISDIR": say("Is a directory"),
        "ENOTDIR": say("Not a directory"),
        "EEXIST": say("File exists"),
        "ENAMETOOLONG": say("File name too long"),
        "ELOOP": say("Too many levels of symbolic links"),
        "EINVAL": say("Invalid argument"),
        "ENOSPC": say("No space left on device"),
        "EDQUOT": say("Disk quota exceeded"),
        "EFBIG": say("File too large"),
        "EROFS": say("Read-only file system"),
        "EBADF": say("Bad file descriptor"),
        "EMFILE": say("Too many open files"),
        "EIO": say("Input/output error"),
    }


def _close_quietly(stream: IO[Any]) -> None:
    """Redirect a stream to the null device, so that Python does not fail again at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
