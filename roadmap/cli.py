"""The command line: arguments to library calls, results to a terminal or a pipe.

Imports no more than it needs to print its help: everything else is imported by the command that uses it.
"""

from __future__ import annotations

import argparse
import codecs
import errno
import gc
import os
import sys

from roadmap import __version__, settings
from roadmap.catalogue import LANGUAGES, catalogue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from gettext import NullTranslations
    from typing import IO, Any

    from roadmap.areas import Area
    from roadmap.diagnostics import Diagnostic
    from roadmap.exchange.taking import Taken
    from roadmap.model.period import Period
    from roadmap.model.plan import Plan

    Say = Callable[[str], str]

__all__ = ["main"]

OK, MISTAKES, TROUBLE, INTERRUPTED = 0, 1, 2, 130
"""Exit statuses: nothing wrong; mistakes in the plans; wrong use, or a file that cannot be read or written; Ctrl-C."""

REVIEWS = ("text", "json", "html", "md")
"""What `status` can report as: `rendering.status.FORMATS`."""

REPORTS = ("text", "json", "github", "sarif")
"""What `check` can report as: the keys of `reports.FORMATS`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    gc.set_threshold(100_000)  # a run is short, and makes much that lives as long as it does
    _speak_any_letter()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str]) -> int:
    """One command, in the reader's language."""
    asked, rest = _language_asked_for(arguments)
    language = asked or _language_of_house() or _language_of_machine()
    if language not in LANGUAGES:
        say = catalogue(_language_of_machine()).gettext
        text = say("no messages in the language “%(language)s” (--messages, $ROADMAP_MESSAGES); there are: %(known)s")
        return _end(_fail(text % {"language": language, "known": ", ".join(LANGUAGES)}), say)
    say = catalogue(language).gettext
    try:
        options = _parsed(rest, catalogue(language))
    except SystemExit as end:  # argparse has said its help, or what is wrong with the arguments
        return _end(int(end.code or OK), say)
    options.messages, options.asked = language, asked
    try:
        status = _settle(options)
    except OSError as error:
        return _end(_fail_at(say, error), say)
    return _end(status or _done(options), options.say)


def _settle(options: argparse.Namespace) -> int:
    """What the command line leaves open, by `roadmap.toml` or else by default; TROUBLE when that file is wrong."""
    plans = getattr(options, "plans", None) or ([options.plan] if "plan" in options else [])
    settled, mistakes = settings.read(settings.find(plans))
    options.messages = options.asked or settled.get("messages", options.messages)
    options.say = catalogue(options.messages).gettext
    for mistake in mistakes:
        _fail(mistake.translated(options.say))
    for key, default in settings.DEFAULTS.items():
        if key in options and (getattr(options, key) is None or (key == "plans" and not plans)):
            setattr(options, key, settled.get(key, default))
    return TROUBLE if mistakes else OK


def _done(options: argparse.Namespace) -> int:
    """What a command does; every failure that a person can cause is one line and a status."""
    import roadmap
    from roadmap.model.messages import Refused

    try:
        status: int = options.run(options)
    except roadmap.PlanError as error:
        _report(error.diagnostics, error.texts, options)
        return MISTAKES
    except OSError as error:
        return _fail_at(options.say, error)
    except Refused as error:
        return _fail(error.text.translated(options.say))
    return status


# The reader's language


def _language_asked_for(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """What `--messages` says, before the command or after it, or else the environment; and the other arguments."""
    front = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    front.add_argument("--messages")
    try:
        found, rest = front.parse_known_args(arguments)
    except argparse.ArgumentError:  # it lacks its language: the whole parser says so
        found, rest = argparse.Namespace(messages=None), list(arguments)
    return found.messages or os.environ.get("ROADMAP_MESSAGES"), rest


def _language_of_house() -> str | None:
    """The language that `roadmap.toml` settles for this folder; what is wrong in that file is said later."""
    try:
        return settings.read(settings.find())[0].get("messages")
    except OSError:
        return None


def _language_of_machine() -> str:
    """The language of the locale (POSIX.1-2017, 8.2) as far as there are messages in it: nobody has asked us for it."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next(filter(None, named), "").partition("_")[0].partition(".")[0]
    return language if language in LANGUAGES else "en"


def _parsed(arguments: Sequence[str], texts: NullTranslations) -> argparse.Namespace:
    """The arguments, with argparse speaking a language: it keeps gettext's functions in its module, and gets them back."""
    own = vars(argparse)
    kept = {name: own[name] for name in ("_", "ngettext")}
    own.update(_=texts.gettext, ngettext=texts.ngettext)
    try:
        return _parser(texts.gettext).parse_args(arguments)
    finally:
        own.update(kept)


# Arguments


def _parser(say: Say) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="roadmap", description=say("Country cooperation plans: check them, and make roadmap documents of them.")
    )
    parser.add_argument(
        "--version", action="version", version=f"roadmap {__version__}", help=say("show the version and exit")
    )
    _add_messages(parser, say)
    commands = parser.add_subparsers(title=say("commands"), metavar=say("COMMAND"), required=True)
    plans, folder, file, about = say("PLANS"), say("DIR"), say("FILE"), settings.about(say)
    where = say("where it goes (default: standard output)")

    build = _command(commands, "build", _build, say("make the documents of all plans"), say)
    build.add_argument("plans", nargs="*", metavar=plans, help=about["plans"])
    build.add_argument("--to", type=_list, metavar=say("FORMATS"), help=about["to"])
    build.add_argument("--lang", type=_list, metavar=say("LANGUAGES"), help=about["lang"])
    build.add_argument("--out", metavar=folder, help=about["out"])
    build.add_argument("--templates", metavar=folder, help=about["templates"])
    build.add_argument("--anew", action="store_true", help=say("make also what has not changed since the last build"))

    render = _command(commands, "render", _render, say("make one document"), say)
    render.add_argument("plan", metavar=say("PLAN"), help=say("the file of a plan"))
    formats = say("a format: %(formats)s (default: by the ending of FILE, or else html)")
    render.add_argument(
        "--to", dest="format_of_one", metavar=say("FORMAT"), help=formats % {"formats": ", ".join(settings.FORMATS)}
    )
    language = say("such as ru, or ru+en for both side by side (default: the plan's first language)")
    render.add_argument("--lang", dest="language", metavar=say("LANGUAGE"), help=language)
    render.add_argument("-o", "--output", metavar=file, help=where)
    render.add_argument("--templates", metavar=folder, help=about["templates"])

    _add_exchange(commands, say)

    check = _command(commands, "check", _check, say("say what is wrong or doubtful in plans"), say)
    check.add_argument("plans", nargs="*", metavar=plans, help=about["plans"])
    check.add_argument("--format", choices=REPORTS, default="text", help=say("how to report (default: text)"))
    check.add_argument(
        "--most",
        default=200,
        type=lambda text: _count(text, say),
        metavar="N",
        help=say("findings to show, 0 for all (default: 200)"),
    )

    status = _command(
        commands, "status", _status, say("say what is late and who owes it, and how far the targets are"), say
    )
    status.add_argument("plans", nargs="*", metavar=plans, help=about["plans"])
    on = say("the day to look from, such as 2027-01-15 (default: today)")
    status.add_argument("--on", type=lambda text: _period(text, say), metavar=say("DATE"), help=on)
    within = say("how many days from then on are soon (default: 90)")
    status.add_argument("--within", default=90, type=lambda text: _count(text, say), metavar="N", help=within)
    body = say("only what this body leads, by its id, such as by-minprom")
    status.add_argument("--body", metavar="ID", help=body)
    how = say("how to report (default: by the ending of FILE, or else text)")
    status.add_argument("--format", choices=REVIEWS, help=how)
    status.add_argument("--lang", dest="language", metavar=say("LANGUAGE"), help=say("default: that of the messages"))
    status.add_argument("-o", "--output", metavar=file, help=where)
    status.add_argument("--templates", metavar=folder, help=about["templates"])

    explain = _command(commands, "explain", _explain, say("say what a code means, or list all codes"), say)
    explain.add_argument("code", nargs="?", metavar=say("CODE"), help=say("such as RM103"))

    areas = _command(commands, "areas", _areas, say("list the kinds of areas, or the keys of one"), say)
    areas.add_argument("kind", nargs="?", metavar=say("KIND"), help=say("such as tractors"))

    schema = _command(commands, "schema", _schema, say("print the JSON Schema of plans, for editors"), say)
    schema.add_argument("-o", "--output", metavar=file, help=where)

    templates = _command(commands, "templates", _templates, say("list the project's templates, or copy them"), say)
    ways = templates.add_subparsers(title=say("commands"), metavar=say("COMMAND"))
    copy = _command(ways, "copy", _copy_templates, say("put templates into a folder, to change them there"), say)
    own = settings.EXAMPLES["templates"]
    folder_help = say("where they go (default: %(folder)s)") % {"folder": own}
    copy.add_argument("folder", nargs="?", default=own, metavar=folder, help=folder_help)
    names = say("such as html/title.html, or html for all below it (default: all there are)")
    copy.add_argument("names", nargs="*", metavar=say("NAME"), help=names)
    return parser


def _add_exchange(commands: Any, say: Say) -> None:
    """Plans for other programs, and what comes back of them."""
    about = settings.about(say)
    export = _command(commands, "export", _export, say("write plans as files for other programs"), say)
    export.add_argument("plans", nargs="*", metavar=say("PLANS"), help=about["plans"])
    forms = say("what as: xlsx, csv, json, ics (a calendar a body), iati (default: xlsx)")
    export.add_argument("--to", dest="forms", type=_list, default=["xlsx"], metavar=say("FORMATS"), help=forms)
    language = say("of heads and words, such as ru (default: the plan's first language)")
    export.add_argument("--lang", dest="language", metavar=say("LANGUAGE"), help=language)
    body = say("only what this body leads or takes part in, by its id, such as by-minprom")
    export.add_argument("--body", metavar="ID", help=body)
    export.add_argument("--out", metavar=say("DIR"), help=about["out"])

    back = _command(commands, "import", _import, say("take in what bodies filled in in a workbook"), say)
    back.add_argument("workbook", metavar=say("FILE"), help=say("an .xlsx file that “roadmap export” made"))
    back.add_argument("--into", dest="plan", required=True, metavar=say("PLAN"), help=say("the file of a plan"))
    back.add_argument("--write", action="store_true", help=say("change the plan, not only show what would change"))
    day = say("the date of reports that have none, such as 2027-06-30 or 2027-Q2")
    back.add_argument("--on", metavar=say("DATE"), type=lambda text: _period(text, say), help=day)


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], help: str, say: Say
) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
    made.set_defaults(run=run)
    _add_messages(made, say)
    return made


def _add_messages(parser: argparse.ArgumentParser, say: Say) -> None:
    """For the help, and to complain where the language lacks: whatever else is said of it has been heard already."""
    parser.add_argument("--messages", metavar=say("LANGUAGE"), help=settings.about(say)["messages"])


def _count(text: str, say: Say) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(say("a number from 0 on is wanted here, not “%(text)s”") % {"text": text})
    return int(text)


def _period(text: str, say: Say) -> Period:
    from roadmap.model.messages import Mistake
    from roadmap.model.period import Period
    from roadmap.reading.dates import meant

    try:
        return Period.parse(text)
    except Mistake as mistake:
        ways = meant(text)
        if len(ways) == 1:
            return Period.parse(ways[0])
        raise argparse.ArgumentTypeError(f"{mistake.text.translated(say)} {mistake.help.translated(say)}") from None


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


# Commands


def _build(options: argparse.Namespace) -> int:
    from roadmap.portfolio import find_plans, known, produce

    known(options.to, options.lang)
    progress = _progress(sys.stderr)
    files, folder, say = find_plans(options.plans), options.out, options.say
    try:
        built = produce(files, folder, options.to, options.lang, options.templates, progress, anew=options.anew)
    finally:
        progress(1, 1, "")  # whatever is said next gets a line of its own
    _report(built.errors, built.texts, options)
    if built.unread:
        return _fail_at(say, *built.unread)
    _print(say("files written to %(folder)s: %(number)s") % {"folder": folder, "number": built.written})
    if len(built.documents) > built.written:
        kept = say("as an earlier build made them, for nothing has changed: %(number)s")
        _print(kept % {"number": len(built.documents) - built.written})
    if built.broken:
        _print(say("plans with errors, not made: %(number)s") % {"number": built.broken})
    if built.told:
        _print(say("warnings and notes, shown by “roadmap check”: %(number)s") % {"number": built.told})
    return MISTAKES if built.errors else OK


def _render(options: argparse.Namespace) -> int:
    import roadmap

    plan = roadmap.load(options.plan)
    document = roadmap.render(plan, _format_of_one(options), options.language, options.templates)
    if isinstance(document, bytes) and options.output is None and sys.stdout is not None and sys.stdout.isatty():
        return _fail(options.say("this document is no text for a terminal; write it to a file with -o FILE"))
    _deliver_document(document, options)
    return OK


def _format_of_one(options: argparse.Namespace) -> str:
    """The format asked for, or that of the file's ending; says so where they differ."""
    asked: str | None = options.format_of_one
    ending = os.path.splitext(options.output or "")[1].lower().removeprefix(".")
    meant = ending if ending in settings.FORMATS else None
    if asked in settings.FORMATS and meant not in (None, asked):
        text = options.say(
            "%(file)s: the document in it is of the format “%(format)s”, as --to says, not as its name says"
        )
        _complain("roadmap: " + text % {"file": options.output, "format": asked})
    return asked or meant or "html"


def _deliver_document(document: str | bytes, options: argparse.Namespace) -> None:
    """To the file asked for, in folders that are made for it, or to standard output."""
    if options.output is None:
        _print_document(document)
        return
    from pathlib import Path

    from roadmap.writing.files import naming, write_whole

    file = Path(options.output)
    if not file.parent.exists():
        with naming(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, document)


def _export(options: argparse.Namespace) -> int:
    from pathlib import Path

    from roadmap.exchange import export, exporters
    from roadmap.portfolio import find_plans, survey
    from roadmap.writing.files import naming, write_whole

    exporters(options.forms or [""], options.body)
    read = survey(find_plans(options.plans))
    if _lacks_body(options, read.sound):
        return TROUBLE
    folder, number = Path(options.out), 0
    for plan in read.sound:
        made = [export(plan, form, options.language, options.body) for form in dict.fromkeys(options.forms)]
        with naming(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in (file for files in made for file in files.items()):
            write_whole(folder / name, content)
            number += 1
    _report(read.errors, read.texts, options)
    say = options.say
    _print(say("files written to %(folder)s: %(number)s") % {"folder": options.out, "number": number})
    if read.broken:
        _print(say("plans with errors, not made: %(number)s") % {"number": read.broken})
    if read.unread:
        return _fail_at(say, *read.unread)
    return MISTAKES if read.errors else OK


def _import(options: argparse.Namespace) -> int:
    from pathlib import Path

    from roadmap.exchange import LARGEST, NotTaken, take_in
    from roadmap.reading import decode
    from roadmap.writing.files import naming, write_whole

    plan = Path(options.plan)
    with naming(options.workbook), open(options.workbook, "rb") as file:
        workbook = file.read(LARGEST * 2**20 + 1)
    with naming(plan):
        content = plan.read_bytes()
    text = decode(content, str(plan))
    try:
        taken = take_in(workbook, text, str(plan), options.on)
    except NotTaken as error:
        for mistake in error.mistakes:
            _complain(mistake.said(options.say))
        status = _fail(f"{options.workbook}: {error.text.translated(options.say)}")
        return MISTAKES if error.mistakes else status
    _show_taken(taken, text, options)
    if options.write and taken.reports:
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        write_whole(plan, mark + taken.text.encode())
    return OK


def _show_taken(taken: Taken, text: str, options: argparse.Namespace) -> None:
    """What is taken from a workbook, what that changes in the plan, and what is to be found in the plan only then."""
    import difflib

    import roadmap

    say, plan = options.say, options.plan
    for note in taken.notes:
        _complain(note.said(say))
    for report in taken.reports:
        _print(str(report))
    for line in difflib.unified_diff(text.splitlines(), taken.text.splitlines(), plan, plan, lineterm=""):
        _print(line)
    before = {(found.code, found.path) for found in roadmap.check(roadmap.loads(text, plan))}
    new = [found for found in roadmap.check(taken.plan) if (found.code, found.path) not in before]
    _report(new, {plan: taken.text}, options)
    if not taken.reports:
        _print(say("nothing to take: no row has a new report"))
        return
    done = say("reports written into %(file)s: %(number)s")
    ahead = say("reports to take: %(number)s; to write them into %(file)s, add --write")
    _print((done if options.write else ahead) % {"file": plan, "number": len(taken.reports)})


def _check(options: argparse.Namespace) -> int:
    from roadmap.portfolio import find_plans, survey

    files = find_plans(options.plans)
    read = survey(files)
    _report(read.found, read.texts, options, settings=read.settings, whole=not read.unread)
    if options.format == "text" and len(files) > len(read.unread):
        _print(_summary(len(files) - len(read.unread), read.found, options))
    if read.unread:
        return _fail_at(options.say, *read.unread)
    return MISTAKES if read.errors else OK


def _status(options: argparse.Namespace) -> int:
    from datetime import date
    from pathlib import Path

    from roadmap.analysis.review import review
    from roadmap.portfolio import find_plans, known, survey
    from roadmap.rendering.status import render_status

    language = options.language or options.messages
    known(["html"], [language])
    read = survey(find_plans(options.plans))
    _report(read.errors, read.texts, options, to="text")
    if read.unread:
        return _fail_at(options.say, *read.unread)
    if _lacks_body(options, read.sound):
        return TROUBLE
    on = options.on.end if options.on is not None else date.today()  # nobody else reads the clock
    reviews = [review(plan, on, options.within, options.body) for plan in read.sound]
    house = Path(options.templates) if options.templates is not None else None
    broken = sorted({os.path.basename(error.file) for error in read.errors if error.file is not None})
    page = render_status(reviews, _format_of_status(options), language, options.body, house, broken)
    _deliver_document(page, options)
    return MISTAKES if read.errors else OK


def _format_of_status(options: argparse.Namespace) -> str:
    """The format asked for, or that of the file's ending."""
    ending = os.path.splitext(options.output or "")[1].lower().removeprefix(".")
    return options.format or (ending if ending in REVIEWS else "text")


def _lacks_body(options: argparse.Namespace, plans: Iterable[Plan]) -> bool:
    """Whether there are plans, but the body that is asked for is in none; if so, that is said."""
    from roadmap.model.messages import _, message
    from roadmap.reading.values import likeliest

    bodies = [{str(body.id) for body in plan.bodies} for plan in plans]
    known = sorted(set().union(*bodies))
    if options.body is None or options.body in known or not bodies:
        return False
    no_such = _("no body “%(id)s” in these plans. %(help)s")
    text = message(no_such, id=options.body, help=likeliest(options.body, known))
    _fail(text.translated(options.say))
    return True


def _summary(plans: int, found: Iterable[Diagnostic], options: argparse.Namespace) -> str:
    """How many plans were checked, and how many findings of each severity there are in them."""
    from collections import Counter

    ngettext = catalogue(options.messages).ngettext
    number = Counter(each.severity.value for each in found)
    errors, warnings, notes = (number[severity] for severity in ("error", "warning", "note"))
    checked = ngettext("%(n)s plan", "%(n)s plans", plans) % {"n": plans}
    counts = (
        ngettext("%(n)s error", "%(n)s errors", errors) % {"n": errors},
        ngettext("%(n)s warning", "%(n)s warnings", warnings) % {"n": warnings},
        ngettext("%(n)s note", "%(n)s notes", notes) % {"n": notes},
    )
    return f"{checked}: {', '.join(counts)}"


def _explain(options: argparse.Namespace) -> int:
    from roadmap.explain import explained, likeliest, titles

    say = options.say
    if options.code is None:
        for code, title in titles().items():
            _print(f"{code}  {say(title)}")
        return OK
    page = explained(options.code.strip().upper(), say)
    if page is None:
        near = likeliest(options.code.strip().upper(), titles())
        text = (
            say("no code “%(code)s”; did you mean %(near)s?")
            if near
            else say("no code “%(code)s”; “roadmap explain” lists them all")
        )
        return _fail(text % {"code": options.code, "near": near})
    _print(page)
    return OK


def _areas(options: argparse.Namespace) -> int:
    from roadmap import areas
    from roadmap.forms import form, line

    if options.kind is None:
        for kind in areas.kinds():
            _print(f"{kind:<20} {_about(areas.find(kind), options)}".rstrip())
        return OK
    try:
        cls = areas.find(options.kind)
    except areas.UnknownArea:
        text = options.say("no area of the kind “%(kind)s”; there are: %(known)s")
        return _fail(text % {"kind": options.kind, "known": ", ".join(areas.kinds())})
    _print(line(f"kind: {options.kind}", _about(cls, options)))
    for each in form(cls, areas.speaking(cls, options.messages, options.say)):
        _print(each)
    return OK


def _about(cls: type[Area], options: argparse.Namespace) -> str:
    from roadmap import areas

    about = areas.about(cls)
    return areas.speaking(cls, options.messages, options.say)(about) if about else ""


def _schema(options: argparse.Namespace) -> int:
    import json

    from roadmap.schema import schema

    _deliver_document(json.dumps(schema(options.messages), ensure_ascii=False, indent=2) + "\n", options)
    return OK


def _templates(options: argparse.Namespace) -> int:
    from roadmap.originals import originals

    for name, about in originals().items():
        _print(f"{name:<24} {options.say(about) if about else ''}".rstrip())
    return OK


def _copy_templates(options: argparse.Namespace) -> int:
    import json
    from pathlib import Path

    from roadmap.originals import copied, originals

    say, folder = options.say, options.folder
    if folder in originals():
        text = say("“%(name)s” is a template; name the folder before it: roadmap templates copy %(folder)s %(name)s")
        return _fail(text % {"name": folder, "folder": settings.EXAMPLES["templates"]})
    written, kept = copied(Path(folder), options.names)
    for name in kept:
        _print(say("%(file)s was there, and stays as it is") % {"file": os.path.join(folder, name)})
    _print(say("templates copied to %(folder)s: %(number)s") % {"folder": folder, "number": len(written)})
    line = f"templates = {json.dumps(Path(folder).as_posix(), ensure_ascii=False)}"
    _print(say("to use them, write in %(file)s: %(line)s") % {"file": settings.FILE, "line": line})
    return OK


# Printing


def _report(
    found: Iterable[Diagnostic],
    texts: Mapping[str, str],
    options: argparse.Namespace,
    *,
    settings: Iterable[Diagnostic] = (),
    whole: bool = True,
    to: str | None = None,
) -> None:
    """Findings in the reader's language: as text on standard error, as data on standard output."""
    from roadmap.reports import FORMATS, MOST, Report
    from roadmap.words import words

    to = to or str(getattr(options, "format", "text"))
    report = Report(
        tuple(found),
        texts,
        words(options.messages).gettext,
        settings=tuple(settings),
        whole=whole,
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


def _print_document(document: str | bytes) -> None:
    """A document: UTF-8 to a file or a pipe whatever the machine's habits, letters to a terminal."""
    if sys.stdout is None:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    if isinstance(document, bytes) or not sys.stdout.isatty():
        sys.stdout.flush()
        _write(
            document if isinstance(document, bytes) else document.encode("utf-8", "backslashreplace"), sys.stdout.buffer
        )
    else:
        _write(document, sys.stdout)


def _write(text: str | bytes, stream: IO[Any] | None) -> None:
    if stream is not None:
        _deliver(stream, lambda: stream.write(text))


def _end(status: int, say: Say) -> int:
    """Let out all that was printed; returns the exit status."""
    try:
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                _deliver(stream, stream.flush)
    except OSError as error:
        return _fail_at(say, error)
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


def _fail_at(say: Say, *errors: OSError) -> int:
    for error in errors:
        name = error.filename if error.filename is not None else say("standard output")
        reason = _reasons(say).get(errno.errorcode.get(error.errno or 0, "")) or error.strerror or error
        _fail(f"{name}: {reason}")
    return TROUBLE


def _reasons(say: Say) -> dict[str, str]:
    """Why the operating system refuses a file, as far as that is likely; in English by its own words."""
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


def _let_go(stream: IO[Any]) -> None:
    """Send the rest nowhere, so that Python does not stumble over it again when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
