"""The command line: arguments to library calls, results to a terminal or a pipe.

Imports no more than it needs to print its help: everything else is imported by the command that uses it.
"""

from __future__ import annotations

import argparse
import errno
import gc
import os
import sys

from roadmap import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import IO, Any

    from roadmap.diagnostics import Diagnostic

__all__ = ["main"]

OK, MISTAKES, TROUBLE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: nothing wrong; mistakes in the plans; wrong use, or a file that cannot be read or written; Ctrl-C."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    gc.set_threshold(100_000)  # a run is short, and makes much that lives as long as it does
    _speak_any_letter()
    try:
        return _end(_run(arguments))
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str] | None) -> int:
    """One command; every failure that a person can cause is one line and a status."""
    try:
        options = _parser().parse_args(arguments)
    except SystemExit as end:  # argparse has said its help, or what is wrong with the arguments
        return int(end.code or OK)
    import roadmap
    from roadmap.words import LANGUAGES

    if options.messages not in LANGUAGES:
        return _fail(
            f"no messages in the language “{options.messages}” (--messages, $ROADMAP_MESSAGES); "
            f"there are: {', '.join(LANGUAGES)}"
        )
    try:
        status: int = options.run(options)
    except roadmap.PlanError as error:
        _report(error.diagnostics, options)
        return MISTAKES
    except OSError as error:
        return _fail_at(error)
    except (roadmap.NoPlans, roadmap.UnknownFormat, roadmap.UnknownLanguage, roadmap.TemplateError) as error:
        return _fail(str(error))
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="roadmap", description="Country cooperation plans: check them, and make roadmap documents of them."
    )
    parser.add_argument("--version", action="version", version=f"roadmap {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    build = _command(commands, "build", _build, "make the documents of all plans")
    build.add_argument("plans", nargs="*", default=["plans"], metavar="PLANS", help="files or folders (default: plans)")
    build.add_argument("--to", default="html,md", type=_list, metavar="FORMATS", help="html,md (default: both)")
    build.add_argument("--lang", type=_list, metavar="LANGUAGES", help="such as ru,en (default: those of each plan)")
    build.add_argument("--out", default="build", metavar="DIR", help="where the documents go (default: build)")
    build.add_argument("--templates", metavar="DIR", help="a folder of templates in place of the project's")

    render = _command(commands, "render", _render, "make one document")
    render.add_argument("plan", metavar="PLAN", help="the file of a plan")
    render.add_argument("--to", default="html", metavar="FORMAT", help="html or md (default: html)")
    render.add_argument("--lang", metavar="LANGUAGE", help="such as ru (default: the plan's first language)")
    render.add_argument("-o", "--output", metavar="FILE", help="where it goes (default: standard output)")
    render.add_argument("--templates", metavar="DIR", help="a folder of templates in place of the project's")

    check = _command(commands, "check", _check, "say what is wrong or doubtful in plans")
    check.add_argument("plans", nargs="*", default=["plans"], metavar="PLANS", help="files or folders (default: plans)")
    check.add_argument("--format", choices=("text", "json"), default="text", help="how to report (default: text)")

    areas = _command(commands, "areas", _areas, "list the kinds of areas, or the keys of one")
    areas.add_argument("kind", nargs="?", metavar="KIND", help="such as tractors")
    return parser


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int], help: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
    made.set_defaults(run=run)
    made.add_argument(
        "--messages",
        default=os.environ.get("ROADMAP_MESSAGES") or "en",
        metavar="LANGUAGE",
        help="the language of diagnostics: en or ru (default: $ROADMAP_MESSAGES, or en)",
    )
    return made


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


# Commands


def _build(options: argparse.Namespace) -> int:
    from roadmap.portfolio import find_plans, known, survey, write_documents
    from roadmap.words import words

    known(options.to, options.lang)
    progress = _progress(sys.stderr)
    try:
        read = survey(find_plans(options.plans), progress)
        written = write_documents(read.sound, options.out, options.to, options.lang, options.templates, progress)
    finally:
        progress(1, 1, "")  # whatever is said next gets a line of its own
    _report(read.errors, options)
    say = words(options.messages).gettext
    _print(say("files written to %(folder)s: %(number)s") % {"folder": options.out, "number": len(written)})
    if read.broken:
        _print(say("plans with errors, not made: %(number)s") % {"number": read.broken})
    if len(read.found) > len(read.errors):
        _print(say("warnings, shown by “roadmap check”: %(number)s") % {"number": len(read.found) - len(read.errors)})
    return MISTAKES if read.errors else OK


def _render(options: argparse.Namespace) -> int:
    import roadmap

    plan = roadmap.load(options.plan)
    text = roadmap.render(plan, options.to, options.lang, options.templates)
    if options.output is not None:
        from pathlib import Path

        from roadmap.writing.files import write_whole

        write_whole(Path(options.output), text)
    else:
        _print_document(text)
    return OK


def _check(options: argparse.Namespace) -> int:
    from roadmap.portfolio import find_plans, survey
    from roadmap.words import words

    files = find_plans(options.plans)
    read = survey(files)
    _report(read.found, options)
    if options.format == "text":
        errors = len(read.errors)
        summary = words(options.messages).gettext("plans: %(plans)s, errors: %(errors)s, warnings: %(warnings)s")
        _print(summary % {"plans": len(files), "errors": errors, "warnings": len(read.found) - errors})
    return MISTAKES if read.errors else OK


def _areas(options: argparse.Namespace) -> int:
    from roadmap import areas
    from roadmap.forms import form
    from roadmap.words import words

    if options.kind is None:
        for kind in areas.kinds():
            about = (areas.find(kind).__doc__ or "").strip().splitlines()
            _print(" ".join([f"{kind:<20}", *about[:1]]).rstrip())
        return OK
    try:
        cls = areas.find(options.kind)
    except areas.UnknownArea:
        return _fail(f"no area of the kind “{options.kind}”; there are: {', '.join(areas.kinds())}")
    own = cls.words.get(options.messages, {})
    translate = words(options.messages).gettext
    _print(f"kind: {options.kind}")
    for line in form(cls, lambda text: own.get(text) or translate(text)):
        _print(line)
    return OK


# Printing


def _report(diagnostics: Iterable[Diagnostic], options: argparse.Namespace) -> None:
    """Diagnostics in the reader's language: as text on standard error, as JSON on standard output."""
    from roadmap.diagnostics import in_order
    from roadmap.words import words

    translate = words(options.messages).gettext
    if getattr(options, "format", "text") == "json":
        import json

        said = [_as_json(diagnostic, translate) for diagnostic in in_order(diagnostics)]
        _print_document(json.dumps(said, ensure_ascii=False, indent=2) + "\n")
        return
    for diagnostic in in_order(diagnostics):
        _complain(diagnostic.said(translate))


def _as_json(diagnostic: Diagnostic, translate: Callable[[str], str]) -> dict[str, Any]:
    return {
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.text.translated(translate),
        "help": diagnostic.advice.translated(translate) if diagnostic.advice is not None else "",
        "path": list(diagnostic.path),
    }


def _progress(stream: IO[str] | None) -> Callable[[int, int, str], None]:
    """A line that shows how far a build is, on a terminal only."""
    if stream is None or not stream.isatty():
        return lambda done, of, name: None

    def show(done: int, of: int, name: str) -> None:
        bar = "#" * (20 * done // of) if of else ""
        stream.write(f"\r\x1b[K[{bar:<20}] {done}/{of} {name}" if done < of else "\r\x1b[K")
        stream.flush()

    return show


def _speak_any_letter() -> None:
    """A terminal or pipe that cannot show a letter shows its number instead of ending the run."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]


def _print(text: str) -> None:
    _write(text + "\n", sys.stdout)


def _complain(text: str) -> None:
    _write(text + "\n", sys.stderr)


def _print_document(text: str) -> None:
    """A document: UTF-8 to a file or a pipe whatever the machine's habits, letters to a terminal."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if sys.stdout.isatty():
        _write(text, sys.stdout)
    else:
        sys.stdout.flush()
        _write(text.encode("utf-8", "backslashreplace"), sys.stdout.buffer)


def _write(text: str | bytes, stream: IO[Any] | None) -> None:
    if stream is not None:
        _deliver(stream, lambda: stream.write(text))


def _end(status: int) -> int:
    """Let out all that was printed; returns the exit status."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                _deliver(stream, stream.flush)
    except OSError as error:
        return _fail_at(error)
    return status


def _deliver(stream: IO[Any], work: Callable[[], object]) -> None:
    """Do something with a stream; that nobody reads it, or that complaints find no room, is no reason to stop.

    Raises OSError when there is no room for what was asked for.
    """
    try:
        work()
    except OSError as error:
        _let_go(stream)
        if stream is not sys.stderr and not isinstance(error, BrokenPipeError):
            raise


def _fail(text: str) -> int:
    _complain(f"roadmap: {text}")
    return TROUBLE


def _fail_at(error: OSError) -> int:
    name = error.filename if error.filename is not None else "standard output"
    return _fail(f"{name}: {error.strerror or error}")


def _let_go(stream: IO[Any]) -> None:
    """Send the rest nowhere, so that Python does not stumble over it again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
