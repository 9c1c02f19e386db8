"""What each command does: options to library calls, results to the terminal.

Every function takes the options that the command line has read, and returns the exit status; what it needs it imports itself.
"""

from __future__ import annotations

import codecs
import os
import sys

from roadmap import settings
from roadmap.catalogue import catalogue
from roadmap.terminal import (
    MISTAKES,
    OK,
    TROUBLE,
    complain,
    fail,
    fail_at,
    show,
    show_document,
    shown_progress,
    shows_colours,
    write,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from roadmap.areas import Area
    from roadmap.diagnostics import Diagnostic
    from roadmap.exchange.taking import Taken
    from roadmap.model.plan import Plan

__all__ = [
    "areas",
    "build",
    "check",
    "copy_templates",
    "explain",
    "export",
    "render",
    "report",
    "schema",
    "status",
    "take",
    "templates",
]


def build(options: argparse.Namespace) -> int:
    from roadmap.portfolio import find_plans, known, produce

    known(options.to, options.lang)
    progress = shown_progress(sys.stderr)
    files, folder, say = find_plans(options.plans), options.out, options.say
    try:
        built = produce(files, folder, options.to, options.lang, options.templates, progress, anew=options.anew)
    finally:
        progress(1, 1, "")  # whatever is said next gets a line of its own
    report(built.errors, built.texts, options)
    if built.unread:
        return fail_at(say, *built.unread)
    show(say("files written to %(folder)s: %(number)s") % {"folder": folder, "number": built.written})
    if len(built.documents) > built.written:
        kept = say("unchanged since the last build: %(number)s")
        show(kept % {"number": len(built.documents) - built.written})
    if built.broken:
        show(say("plans with errors, not made: %(number)s") % {"number": built.broken})
    if built.told:
        show(say("warnings and notes: %(number)s (run “roadmap check” to see them)") % {"number": built.told})
    return MISTAKES if built.errors else OK


def render(options: argparse.Namespace) -> int:
    import roadmap

    plan = roadmap.load(options.plan)
    document = roadmap.render(plan, _format_of_one(options), options.language, options.templates)
    if isinstance(document, bytes) and options.output is None and sys.stdout is not None and sys.stdout.isatty():
        return fail(options.say("this format cannot be printed to a terminal; use -o FILE"))
    _deliver_document(document, options)
    return OK


def _format_of_one(options: argparse.Namespace) -> str:
    """The format asked for, or that of the file's ending; says so where they differ."""
    asked: str | None = options.format_of_one
    ending = os.path.splitext(options.output or "")[1].lower().removeprefix(".")
    meant = ending if ending in settings.FORMATS else None
    if asked in settings.FORMATS and meant not in (None, asked):
        text = options.say(
            "%(file)s: written as “%(format)s” because of --to, although its name has a different extension"
        )
        complain("roadmap: " + text % {"file": options.output, "format": asked})
    return asked or meant or "html"


def _deliver_document(document: str | bytes, options: argparse.Namespace) -> None:
    """To the file asked for, in folders that are made for it, or to standard output."""
    if options.output is None:
        show_document(document)
        return
    from pathlib import Path

    from roadmap.writing.files import naming, write_whole

    file = Path(options.output)
    if not file.parent.exists():
        with naming(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
    write_whole(file, document)


def export(options: argparse.Namespace) -> int:
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
    report(read.errors, read.texts, options)
    say = options.say
    show(say("files written to %(folder)s: %(number)s") % {"folder": options.out, "number": number})
    if read.broken:
        show(say("plans with errors, not made: %(number)s") % {"number": read.broken})
    if read.unread:
        return fail_at(say, *read.unread)
    return MISTAKES if read.errors else OK


def take(options: argparse.Namespace) -> int:
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
            complain(mistake.said(options.say))
        status = fail(f"{options.workbook}: {error.text.translated(options.say)}")
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
        complain(note.said(say))
    for taken_in in taken.reports:
        show(str(taken_in))
    for line in difflib.unified_diff(text.splitlines(), taken.text.splitlines(), plan, plan, lineterm=""):
        show(line)
    before = {(found.code, found.path) for found in roadmap.check(roadmap.loads(text, plan))}
    new = [found for found in roadmap.check(taken.plan) if (found.code, found.path) not in before]
    report(new, {plan: taken.text}, options)
    if not taken.reports:
        show(say("nothing to import: no row has a new report"))
        return
    done = say("reports written into %(file)s: %(number)s")
    ahead = say("reports to import: %(number)s; add --write to save them to %(file)s")
    show((done if options.write else ahead) % {"file": plan, "number": len(taken.reports)})


def check(options: argparse.Namespace) -> int:
    from roadmap.portfolio import find_plans, survey

    files = find_plans(options.plans)
    read = survey(files)
    report(read.found, read.texts, options, settings=read.settings, whole=not read.unread)
    if options.format == "text" and len(files) > len(read.unread):
        show(_summary(len(files) - len(read.unread), read.found, options))
    if read.unread:
        return fail_at(options.say, *read.unread)
    return MISTAKES if read.errors else OK


def status(options: argparse.Namespace) -> int:
    from datetime import date
    from pathlib import Path

    from roadmap.analysis.review import review
    from roadmap.portfolio import find_plans, known, survey
    from roadmap.rendering.status import render_status

    language = options.language or options.messages
    known(["html"], [language])
    read = survey(find_plans(options.plans))
    report(read.errors, read.texts, options, to="text")
    if read.unread:
        return fail_at(options.say, *read.unread)
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
    return options.format or (ending if ending in settings.REVIEWS else "text")


def _lacks_body(options: argparse.Namespace, plans: Iterable[Plan]) -> bool:
    """Whether there are plans, but the body that is asked for is in none; if so, that is said."""
    from roadmap.model.messages import _, message
    from roadmap.reading.values import likeliest

    bodies = [{str(body.id) for body in plan.bodies} for plan in plans]
    known = sorted(set().union(*bodies))
    if options.body is None or options.body in known or not bodies:
        return False
    no_such = _("unknown body “%(id)s”. %(help)s")
    text = message(no_such, id=options.body, help=likeliest(options.body, known))
    fail(text.translated(options.say))
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


def explain(options: argparse.Namespace) -> int:
    from roadmap.explain import explained, likeliest, titles

    say = options.say
    if options.code is None:
        for code, title in titles().items():
            show(f"{code}  {say(title)}")
        return OK
    page = explained(options.code.strip().upper(), say)
    if page is None:
        near = likeliest(options.code.strip().upper(), titles())
        text = (
            say("unknown code “%(code)s”; did you mean %(near)s?")
            if near
            else say("unknown code “%(code)s”; “roadmap explain” lists all codes")
        )
        return fail(text % {"code": options.code, "near": near})
    show(page)
    return OK


def areas(options: argparse.Namespace) -> int:
    from roadmap import areas
    from roadmap.forms import form, line

    if options.kind is None:
        for kind in areas.kinds():
            show(f"{kind:<20} {_about(areas.find(kind), options)}".rstrip())
        return OK
    try:
        cls = areas.find(options.kind)
    except areas.UnknownArea:
        text = options.say("unknown area kind “%(kind)s”; available: %(known)s")
        return fail(text % {"kind": options.kind, "known": ", ".join(areas.kinds())})
    show(line(f"kind: {options.kind}", _about(cls, options)))
    for each in form(cls, areas.speaking(cls, options.messages, options.say)):
        show(each)
    return OK


def _about(cls: type[Area], options: argparse.Namespace) -> str:
    from roadmap import areas

    about = areas.about(cls)
    return areas.speaking(cls, options.messages, options.say)(about) if about else ""


def schema(options: argparse.Namespace) -> int:
    import json

    from roadmap.schema import schema

    _deliver_document(json.dumps(schema(options.messages), ensure_ascii=False, indent=2) + "\n", options)
    return OK


def templates(options: argparse.Namespace) -> int:
    from roadmap.originals import originals

    for name, about in originals().items():
        show(f"{name:<24} {options.say(about) if about else ''}".rstrip())
    return OK


def copy_templates(options: argparse.Namespace) -> int:
    import json
    from pathlib import Path

    from roadmap.originals import copied, originals

    say, folder = options.say, options.folder
    if folder in originals():
        text = say("“%(name)s” is a template; name the folder before it: roadmap templates copy %(folder)s %(name)s")
        return fail(text % {"name": folder, "folder": settings.EXAMPLES["templates"]})
    written, kept = copied(Path(folder), options.names)
    for name in kept:
        show(say("%(file)s already exists; left unchanged") % {"file": os.path.join(folder, name)})
    show(say("templates copied to %(folder)s: %(number)s") % {"folder": folder, "number": len(written)})
    line = f"templates = {json.dumps(Path(folder).as_posix(), ensure_ascii=False)}"
    show(say("to use them, write in %(file)s: %(line)s") % {"file": settings.FILE, "line": line})
    return OK


def report(
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
        colour=shows_colours(sys.stderr),
        encoding=sys.stderr.encoding if sys.stderr is not None else "utf-8",
    )
    if to == "text":
        write(FORMATS[to](report), sys.stderr)
    else:
        show_document(FORMATS[to](report))
