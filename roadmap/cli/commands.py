"""The commands of the command line: each turns options into library calls, and prints the results.

Every function takes the parsed options, and returns the exit status. It imports what it needs itself.
"""

from __future__ import annotations

import codecs
import os
import sys

from roadmap.cli import config
from roadmap.cli.output import (
    MISTAKES,
    OK,
    TROUBLE,
    fail,
    fail_os,
    print_document,
    print_err,
    print_out,
    progress_printer,
    stdin,
    supports_colour,
    write,
)
from roadmap.i18n.catalog import load_catalog

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Mapping

    from roadmap.areas import Area
    from roadmap.diagnostics.catalog import CodeInfo
    from roadmap.diagnostics.diagnostic import Diagnostic
    from roadmap.exchange.xlsx_import import ImportResult
    from roadmap.model.plan import Plan
    from roadmap.reading.reader import Source

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
    """Make the documents of all plans, and report errors."""
    from roadmap.building.builder import build_folder, find_plans, validate_request

    validate_request(options.formats, options.lang)
    progress = progress_printer(sys.stderr)
    files, folder, say = find_plans(options.plans), options.out, options.say
    try:
        built = build_folder(
            files, folder, options.formats, options.lang, options.templates, progress, force=options.force
        )
    finally:
        progress(1, 1, "")  # the next output starts on a new line
    report(built.errors, built.texts, options)
    if built.unread:
        return fail_os(say, *built.unread)
    print_out(say("files written to %(folder)s: %(number)s") % {"folder": folder, "number": built.written})
    if len(built.documents) > built.written:
        kept = say("unchanged since the last build: %(number)s")
        print_out(kept % {"number": len(built.documents) - built.written})
    if built.broken:
        print_out(say("plans with errors, not made: %(number)s") % {"number": built.broken})
    if built.told:
        print_out(say("warnings and notes: %(number)s (run “roadmap check” to see them)") % {"number": built.told})
    return MISTAKES if built.errors else OK


def render(options: argparse.Namespace) -> int:
    """Make one document of a plan, and write it to a file or to standard output."""
    import roadmap

    plan = roadmap.load(options.plan)
    document = roadmap.render(
        plan, format=_format_of_one(options), language=options.language, templates=options.templates
    )
    if isinstance(document, bytes) and options.output is None and sys.stdout is not None and sys.stdout.isatty():
        return fail(options.say("this format cannot be printed to a terminal; use -o FILE"))
    _deliver_document(document, options)
    return OK


def _format_of_one(options: argparse.Namespace) -> str:
    """Return the requested format, or else the format of the file's extension. Warn if the two differ."""
    asked: str | None = options.format_of_one
    ending = os.path.splitext(options.output or "")[1].lower().removeprefix(".")
    meant = ending if ending in config.FORMATS else None
    if asked in config.FORMATS and meant not in (None, asked):
        text = options.say(
            "%(file)s: written as “%(format)s” because of --format, although its name has a different extension"
        )
        print_err("roadmap: " + text % {"file": options.output, "format": asked})
    return asked or meant or "html"


def _deliver_document(document: str | bytes, options: argparse.Namespace) -> None:
    """Write a document to the requested file, or to standard output. Create missing folders."""
    if options.output is None:
        print_document(document)
        return
    from pathlib import Path

    from roadmap.system.files import with_filename, write_atomic

    file = Path(options.output)
    if not file.parent.exists():
        with with_filename(file.parent):
            file.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(file, document)


def export(options: argparse.Namespace) -> int:
    """Write plans as files for other programs."""
    from pathlib import Path

    from roadmap.building.builder import check_files, find_plans
    from roadmap.exchange import export, exporters
    from roadmap.system.files import with_filename, write_atomic

    exporters(options.forms or [""], options.body)
    read = check_files(find_plans(options.plans))
    if _lacks_body(options, read.sound):
        return TROUBLE
    folder, number = Path(options.out), 0
    for plan in read.sound:
        made = [
            export(plan, format=form, language=options.language, body=options.body)
            for form in dict.fromkeys(options.forms)
        ]
        with with_filename(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in (file for files in made for file in files.items()):
            write_atomic(folder / name, content)
            number += 1
    report(read.errors, read.texts, options)
    say = options.say
    print_out(say("files written to %(folder)s: %(number)s") % {"folder": options.out, "number": number})
    if read.broken:
        print_out(say("plans with errors, not made: %(number)s") % {"number": read.broken})
    if read.unread:
        return fail_os(say, *read.unread)
    return MISTAKES if read.errors else OK


def take(options: argparse.Namespace) -> int:
    """Import the reports from a filled-in workbook; change the plan only with `--apply`."""
    from pathlib import Path

    from roadmap.errors import ImportRejectedError
    from roadmap.exchange import LARGEST, import_reports
    from roadmap.reading import decode
    from roadmap.system.files import with_filename, write_atomic

    plan = Path(options.plan)
    with with_filename(options.workbook), open(options.workbook, "rb") as file:
        workbook = file.read(LARGEST * 2**20 + 1)
    with with_filename(plan):
        content = plan.read_bytes()
    text = decode(content, str(plan))
    try:
        taken = import_reports(workbook, text=text, name=str(plan), default_date=options.default_date)
    except ImportRejectedError as error:
        for mistake in error.mistakes:
            print_err(mistake.said(options.say))
        status = fail(f"{options.workbook}: {error.text.translated(options.say)}")
        return MISTAKES if error.mistakes else status
    _show_taken(taken, text, options)
    if options.apply and taken.reports:
        mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
        write_atomic(plan, mark + taken.text.encode())
    return OK


def _show_taken(taken: ImportResult, text: str, options: argparse.Namespace) -> None:
    """Print the reports from a workbook, the changes in the plan, and the findings that are new after them."""
    import difflib

    import roadmap

    say, plan = options.say, options.plan
    for note in taken.notes:
        print_err(note.said(say))
    for taken_in in taken.reports:
        print_out(str(taken_in))
    for line in difflib.unified_diff(text.splitlines(), taken.text.splitlines(), plan, plan, lineterm=""):
        print_out(line)
    before = {(found.code, found.path) for found in roadmap.check(roadmap.loads(text, name=plan))}
    new = [found for found in roadmap.check(taken.plan) if (found.code, found.path) not in before]
    report(new, {plan: taken.text}, options)
    if not taken.reports:
        print_out(say("nothing to import: no row has a new report"))
        return
    done = say("reports written into %(file)s: %(number)s")
    ahead = say("reports to import: %(number)s; add --apply to save them to %(file)s")
    print_out((done if options.apply else ahead) % {"file": plan, "number": len(taken.reports)})


def check(options: argparse.Namespace) -> int:
    """Check plans, and report errors and doubtful points."""
    from roadmap.building.builder import check_files, find_plans

    files: list[Source] = [*find_plans(plan for plan in options.plans if plan != "-")]
    if "-" in options.plans:
        files.append(stdin())
    read = check_files(files)
    report(read.found, read.texts, options, settings=read.settings, whole=not read.unread)
    if options.format == "text" and len(files) > len(read.unread):
        print_out(_summary(len(files) - len(read.unread), read.found, options))
    if read.unread:
        return fail_os(options.say, *read.unread)
    return MISTAKES if read.errors else OK


def status(options: argparse.Namespace) -> int:
    """Show overdue measures, the responsible bodies, and the progress towards targets."""
    from datetime import date
    from pathlib import Path

    from roadmap.api import review
    from roadmap.building.builder import check_files, find_plans, validate_request
    from roadmap.documents.status import render_status

    language = options.language or options.ui_lang
    validate_request(["html"], [language])
    read = check_files(find_plans(options.plans))
    report(read.errors, read.texts, options, to="text")
    if read.unread:
        return fail_os(options.say, *read.unread)
    if _lacks_body(options, read.sound):
        return TROUBLE
    on = options.as_of.end if options.as_of is not None else date.today()  # the only place that reads the clock
    reviews = [review(plan, as_of=on, horizon_days=options.days, body=options.body) for plan in read.sound]
    house = Path(options.templates) if options.templates is not None else None
    broken = sorted({os.path.basename(error.file) for error in read.errors if error.file is not None})
    page = render_status(reviews, _format_of_status(options), language, options.body, house, broken)
    _deliver_document(page, options)
    return MISTAKES if read.errors else OK


def _format_of_status(options: argparse.Namespace) -> str:
    """Return the requested format, or else the format of the file's extension."""
    ending = os.path.splitext(options.output or "")[1].lower().removeprefix(".")
    return options.format or (ending if ending in config.REVIEWS else "text")


def _lacks_body(options: argparse.Namespace, plans: Iterable[Plan]) -> bool:
    """Return whether the requested body is missing from all plans, and report that. Return False without plans."""
    from roadmap.diagnostics.suggest import closest_match
    from roadmap.i18n.message import _, message

    bodies = [{str(body.id) for body in plan.bodies} for plan in plans]
    known = sorted(set().union(*bodies))
    if options.body is None or options.body in known or not bodies:
        return False
    no_such = _("unknown body “%(id)s”. %(help)s")
    text = message(no_such, id=options.body, help=closest_match(options.body, known))
    fail(text.translated(options.say))
    return True


def _summary(plans: int, found: Iterable[Diagnostic], options: argparse.Namespace) -> str:
    """Return a line with the number of checked plans, and the number of findings of each severity."""
    from collections import Counter

    ngettext = load_catalog(options.ui_lang).ngettext
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
    """Explain one code, or list all codes."""
    from roadmap.diagnostics.suggest import closest_code
    from roadmap.reference.explain import explain, names, titles

    say = options.say
    if options.code is None:
        width = max(map(len, names().values()))
        for code, title in titles().items():
            print_out(f"{code}  {names()[code]:<{width}}  {say(title)}")
        return OK
    page = explain(options.code.strip(), say)
    if page is None:
        near = closest_code(options.code.strip().upper(), names())
        text = (
            say("unknown code “%(code)s”; did you mean %(near)s?")
            if near
            else say("unknown code “%(code)s”; “roadmap explain” lists all codes")
        )
        return fail(text % {"code": options.code, "near": near})
    print_out(page)
    return OK


def areas(options: argparse.Namespace) -> int:
    """List the kinds of areas, or the keys of one kind."""
    from roadmap import areas
    from roadmap.errors import UnknownAreaError
    from roadmap.reference.forms import skeleton_line, yaml_skeleton

    if options.kind is None:
        for kind in areas.kinds():
            print_out(f"{kind:<20} {_about(areas.find(kind), options)}".rstrip())
        return OK
    try:
        cls = areas.find(options.kind)
    except UnknownAreaError:
        text = options.say("unknown area kind “%(kind)s”; available: %(known)s")
        return fail(text % {"kind": options.kind, "known": ", ".join(areas.kinds())})
    print_out(skeleton_line(f"kind: {options.kind}", _about(cls, options)))
    for each in yaml_skeleton(cls, areas.translator(cls, options.ui_lang, options.say)):
        print_out(each)
    return OK


def _about(cls: type[Area], options: argparse.Namespace) -> str:
    """Return the summary of a kind of area in the reader's language."""
    from roadmap import areas

    about = areas.summary_line(cls)
    return areas.translator(cls, options.ui_lang, options.say)(about) if about else ""


def schema(options: argparse.Namespace) -> int:
    """Print the JSON Schema of plans, or write it to a file."""
    import json

    from roadmap.reference.json_schema import schema

    _deliver_document(json.dumps(schema(options.ui_lang), ensure_ascii=False, indent=2) + "\n", options)
    return OK


def templates(options: argparse.Namespace) -> int:
    """List the project's templates."""
    from roadmap.documents.template_store import list_templates

    for name, about in list_templates().items():
        print_out(f"{name:<24} {options.say(about) if about else ''}".rstrip())
    return OK


def copy_templates(options: argparse.Namespace) -> int:
    """Copy templates into a folder, so that the user can change them there."""
    import json
    from pathlib import Path

    from roadmap.documents.template_store import copy_templates, list_templates

    say, folder = options.say, options.folder
    if folder in list_templates():
        text = say("“%(name)s” is a template; name the folder before it: roadmap templates copy %(folder)s %(name)s")
        return fail(text % {"name": folder, "folder": config.EXAMPLES["templates"]})
    written, kept = copy_templates(Path(folder), options.names)
    for name in kept:
        print_out(say("%(file)s already exists; left unchanged") % {"file": os.path.join(folder, name)})
    print_out(say("templates copied to %(folder)s: %(number)s") % {"folder": folder, "number": len(written)})
    line = f"templates = {json.dumps(Path(folder).as_posix(), ensure_ascii=False)}"
    print_out(say("to use them, write in %(file)s: %(line)s") % {"file": config.FILE, "line": line})
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
    """Print findings in the reader's language: text on standard error, data on standard output.

    Args:
        found: The findings.
        texts: The texts of the files, by name.
        options: The options of the command line.
        settings: The settings of the plans for rules.
        whole: Whether all files could be read.
        to: The format of the report; None for the value of `--format`, or text.
    """
    from roadmap.diagnostics.formats import FORMATS, MAX_FINDINGS, Report
    from roadmap.i18n.language import get_language

    to = to or str(getattr(options, "format", "text"))
    report = Report(
        tuple(found),
        texts,
        get_language(options.ui_lang).gettext,
        settings=tuple(settings),
        whole=whole,
        most=getattr(options, "max_findings", MAX_FINDINGS),
        colour=supports_colour(sys.stderr),
        encoding=sys.stderr.encoding if sys.stderr is not None else "utf-8",
        codes=_known_codes() if to == "sarif" else {},
    )
    if to == "text":
        write(FORMATS[to](report), sys.stderr)
    else:
        print_document(FORMATS[to](report))


def _known_codes() -> Mapping[str, CodeInfo]:
    from roadmap.reference.explain import known_codes

    return known_codes()
