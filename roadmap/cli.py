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
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import IO, Any

    from roadmap.diagnostics import Diagnostic

__all__ = ["main"]

OK, MISTAKES, TROUBLE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: nothing wrong; mistakes in the plans; wrong use, or a file that cannot be read or written; Ctrl-C."""

REPORTS = ("text", "json", "github", "sarif")
"""What `check` can report as: the keys of `reports.FORMATS`."""


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
        _report(error.diagnostics, error.texts, options)
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
    check.add_argument("--format", choices=REPORTS, default="text", help="how to report (default: text)")
    check.add_argument(
        "--most", default=200, type=_count, metavar="N", help="findings to show, 0 for all (default: 200)"
    )

    explain = _command(commands, "explain", _explain, "say what a code means, or list all codes")
    explain.add_argument("code", nargs="?", metavar="CODE", help="such as RM103")

    areas = _command(commands, "areas", _areas, "list the kinds of areas, or the keys of one")
    areas.add_argument("kind", nargs="?", metavar="KIND", help="such as tractors")

    schema = _command(commands, "schema", _schema, "print the JSON Schema of plans, for editors")
    schema.add_argument("-o", "--output", metavar="FILE", help="where it goes (default: standard output)")
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


def _count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(f"a number from 0 on is wanted here, not “{text}”")
    return int(text)


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
        if read.unread:
            progress(1, 1, "")
            _report(read.errors, read.texts, options)
            return _fail_at(*read.unread)
        written = write_documents(read.sound, options.out, options.to, options.lang, options.templates, progress)
    finally:
        progress(1, 1, "")  # whatever is said next gets a line of its own
    _report(read.errors, read.texts, options)
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
    _report(read.found, read.texts, options)
    if options.format == "text" and len(files) > len(read.unread):
        errors = len(read.errors)
        summary = words(options.messages).gettext("plans: %(plans)s, errors: %(errors)s, warnings: %(warnings)s")
        checked = len(files) - len(read.unread)
        _print(summary % {"plans": checked, "errors": errors, "warnings": len(read.found) - errors})
    if read.unread:
        return _fail_at(*read.unread)
    return MISTAKES if read.errors else OK


def _explain(options: argparse.Namespace) -> int:
    from roadmap.checks.explain import BY_CODE, explained, likeliest
    from roadmap.reading.codes import READING

    if options.code is None:
        titles = {code: known.title for code, known in READING.items()} | {
            rule.code: rule.title for rule in BY_CODE.values()
        }
        for code in sorted(titles):
            _print(f"{code}  {titles[code]}")
        return OK
    code = options.code.strip().upper()
    if code in BY_CODE:
        _print(explained(BY_CODE[code]))
    elif code in READING:
        _print(f"{code} (error): {READING[code].title}\n\n{READING[code].reason}")
    else:
        near = likeliest(code, (*READING, *BY_CODE))
        hint = f"did you mean {near}?" if near else "“roadmap explain” lists them all"
        return _fail(f"no code “{options.code}”; {hint}")
    return OK


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


def _schema(options: argparse.Namespace) -> int:
    import json

    from roadmap.schema import schema

    text = json.dumps(schema(options.messages), ensure_ascii=False, indent=2) + "\n"
    if options.output is not None:
        from pathlib import Path

        from roadmap.writing.files import write_whole

        write_whole(Path(options.output), text)
    else:
        _print_document(text)
    return OK


# Printing


def _report(found: Iterable[Diagnostic], texts: Mapping[str, str], options: argparse.Namespace) -> None:
    """Findings in the reader's language: as text on standard error, as data on standard output."""
    from roadmap.reports import FORMATS, MOST, Report
    from roadmap.words import words

    to = getattr(options, "format", "text")
    report = Report(
        tuple(found),
        texts,
        words(options.messages).gettext,
        most=getattr(options, "most", MOST),
        colour=_shows_colours(sys.stderr),
        encoding=sys.stderr.encoding if sys.stderr is not None else "utf-8",
    )
    if to == "text":
        _write(FORMATS[to](report), sys.stderr)
    else:
        _print_document(FORMATS[to](report))


def _shows_colours(stream: IO[str] | None) -> bool:
    """Whether a stream is a terminal with colours whose user wants them (https://no-color.org)."""
    if stream is None or not stream.isatty() or os.environ.get("NO_COLOR"):
        return False
    kind = os.environ.get("TERM") or ""
    return kind != "dumb" and (os.name != "nt" or bool(kind or os.environ.get("WT_SESSION")))


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


def _fail_at(*errors: OSError) -> int:
    for error in errors:
        name = error.filename if error.filename is not None else "standard output"
        _fail(f"{name}: {error.strerror or error}")
    return TROUBLE


def _let_go(stream: IO[Any]) -> None:
    """Send the rest nowhere, so that Python does not stumble over it again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
