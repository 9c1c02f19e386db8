"""The arguments of the command line, parsed in the reader's language.

This module imports only what the help needs. Each command imports the rest itself.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys

from roadmap import __version__
from roadmap.cli import config
from roadmap.cli.output import INTERRUPTED, MISTAKES, OK, TROUBLE, allow_any_character, ended, fail, fail_os, print_err
from roadmap.i18n.catalog import DOCUMENT_LANGUAGES, load_catalog

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from gettext import NullTranslations
    from typing import Any

    from roadmap.model.period import Period

    Say = Callable[[str], str]

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line.

    Args:
        arguments: The arguments; None for the arguments of the process.

    Returns:
        The exit status.
    """
    gc.set_threshold(100_000)  # a run is short, and most objects live to its end
    allow_any_character()
    try:
        return _run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return INTERRUPTED


def _run(arguments: Sequence[str]) -> int:
    """Run one command in the reader's language; return the exit status."""
    arguments, old_words = _current_options(arguments)
    asked, rest = _language_asked_for(arguments, old_words)
    language = asked or _language_of_house() or _language_of_machine()
    if language not in DOCUMENT_LANGUAGES:
        say = load_catalog(_language_of_machine()).gettext
        text = say("no messages in “%(language)s” (--ui-lang, $ROADMAP_UI_LANG); available: %(known)s")
        return ended(fail(text % {"language": language, "known": ", ".join(DOCUMENT_LANGUAGES)}), say)
    say = load_catalog(language).gettext
    for old, new in old_words:
        print_err(f"roadmap: {config.old_name(old, new).translated(say)}")
    try:
        options = _parsed(rest, load_catalog(language))
    except SystemExit as over:  # argparse has printed the help or an error
        return ended(int(over.code or OK), say)
    options.ui_lang, options.asked = language, asked
    try:
        status = _settle(options)
    except OSError as error:
        return ended(fail_os(say, error), say)
    return ended(status or _done(options), options.say)


def _settle(options: argparse.Namespace) -> int:
    """Set missing options from `roadmap.toml`, or else by default; return TROUBLE if that file has mistakes."""
    plans = getattr(options, "plans", None) or ([options.plan] if "plan" in options else [])
    settled, mistakes, warnings = config.read(config.find([plan for plan in plans if plan != "-"]))
    options.ui_lang = options.asked or settled.get("ui-lang", options.ui_lang)
    options.say = load_catalog(options.ui_lang).gettext
    for text in (*warnings, *mistakes):
        print_err(f"roadmap: {text.translated(options.say)}")
    for option, (key, default) in config.DEFAULTS.items():
        if option in options and (getattr(options, option) is None or (option == "plans" and not plans)):
            setattr(options, option, settled.get(key, default))
    return TROUBLE if mistakes else OK


def _done(options: argparse.Namespace) -> int:
    """Run a command; return the exit status. Print every error that a user can cause in one line."""
    import roadmap
    from roadmap.cli import commands
    from roadmap.errors import UserError

    try:
        status: int = getattr(commands, options.run)(options)
    except roadmap.PlanError as error:
        commands.report(error.diagnostics, error.texts, options)
        return MISTAKES
    except OSError as error:
        return fail_os(options.say, error)
    except UserError as error:
        return fail(error.text.translated(options.say))
    return status


# Old names


OLD_OPTIONS = {
    "--anew": "--force",
    "--into": "--plan",
    "--messages": "--ui-lang",
    "--most": "--max-findings",
    "--to": "--format",
    "--within": "--days",
    "--write": "--apply",
}
"""Renamed options of version 0.1, each with its new name. The next version removes them."""

OLD_ON = {"status": "--as-of", "import": "--default-date"}
"""The new name of `--on`, by command."""


def _current_options(arguments: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    """Return the arguments with new names for old options, and each old name found with its new name."""
    command = next((argument for argument in arguments if argument in OLD_ON), "status")
    renamed = {**OLD_OPTIONS, "--on": OLD_ON[command]}
    end = arguments.index("--") if "--" in arguments else len(arguments)
    found, current = [], []
    for argument in arguments[:end]:
        name, sign, value = argument.partition("=")
        if name in renamed:
            found.append((name, renamed[name]))
        current.append(f"{renamed.get(name, name)}{sign}{value}")
    return [*current, *arguments[end:]], list(dict.fromkeys(found))


# The reader's language


def _language_asked_for(arguments: Sequence[str], old_words: list[tuple[str, str]]) -> tuple[str | None, list[str]]:
    """Return the value of `--ui-lang`, or else of the environment, and the other arguments.

    The option can come before or after the command. An old name in the environment is added to `old_words`.
    """
    front = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    front.add_argument("--ui-lang")
    try:
        found, rest = front.parse_known_args(arguments)
    except argparse.ArgumentError:  # the value is missing: the full parser reports it
        found, rest = argparse.Namespace(ui_lang=None), list(arguments)
    own, old = (os.environ.get(name) for name in ("ROADMAP_UI_LANG", "ROADMAP_MESSAGES"))
    if old and not own:
        old_words.append(("ROADMAP_MESSAGES", "ROADMAP_UI_LANG"))
    return found.ui_lang or own or old, rest


def _language_of_house() -> str | None:
    """Return the language set in `roadmap.toml` for this folder. Mistakes in that file are reported later."""
    try:
        return config.read(config.find())[0].get("ui-lang")
    except OSError:
        return None


def _language_of_machine() -> str:
    """Return the language of the locale (POSIX.1-2017, 8.2), or English if there are no messages in it."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    language = next(filter(None, named), "").partition("_")[0].partition(".")[0]
    return language if language in DOCUMENT_LANGUAGES else "en"


def _parsed(arguments: Sequence[str], texts: NullTranslations) -> argparse.Namespace:
    """Parse the arguments, with the messages of argparse translated.

    argparse has the functions of gettext in its module. They are replaced for the time of the call.
    """
    own = vars(argparse)
    kept = {name: own[name] for name in ("_", "ngettext")}
    own.update(_=texts.gettext, ngettext=texts.ngettext)
    try:
        return _parser(texts.gettext).parse_args(arguments)
    finally:
        own.update(kept)


# Arguments


def _parser(say: Say) -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = argparse.ArgumentParser(
        prog="roadmap", description=say("Check country cooperation plans and make roadmap documents from them.")
    )
    parser.add_argument(
        "--version", action="version", version=f"roadmap {__version__}", help=say("show the version and exit")
    )
    _add_ui_lang(parser, say)
    commands = parser.add_subparsers(title=say("commands"), metavar=say("COMMAND"), required=True)
    plans, folder, file, about = say("PLANS"), say("DIR"), say("FILE"), config.option_help(say)
    where = say("output file (default: standard output)")

    build = _command(commands, "build", "build", say("make the documents of all plans"), say)
    build.add_argument("plans", nargs="*", metavar=plans, help=about["plans"])
    build.add_argument("--format", dest="formats", type=_list, metavar=say("FORMATS"), help=about["format"])
    build.add_argument("--lang", type=_list, metavar=say("LANGUAGES"), help=about["lang"])
    build.add_argument("--out", metavar=folder, help=about["out"])
    build.add_argument("--templates", metavar=folder, help=about["templates"])
    build.add_argument("--force", action="store_true", help=say("rebuild everything, including what has not changed"))

    render = _command(commands, "render", "render", say("make one document"), say)
    render.add_argument("plan", metavar=say("PLAN"), help=say("the file of a plan"))
    formats = say("a format: %(formats)s (default: by the ending of FILE, or else html)")
    render.add_argument(
        "--format", dest="format_of_one", metavar=say("FORMAT"), help=formats % {"formats": ", ".join(config.FORMATS)}
    )
    language = say("such as ru, or ru+en for both side by side (default: the plan’s first language)")
    render.add_argument("--lang", dest="language", metavar=say("LANGUAGE"), help=language)
    render.add_argument("-o", "--output", metavar=file, help=where)
    render.add_argument("--templates", metavar=folder, help=about["templates"])

    _add_exchange(commands, say)

    check = _command(commands, "check", "check", say("check plans for errors and doubtful points"), say)
    files = say("files or folders, - for standard input (default: plans)")
    check.add_argument("plans", nargs="*", metavar=plans, help=files)
    check.add_argument("--format", choices=config.REPORTS, default="text", help=say("report format (default: text)"))
    check.add_argument(
        "--max-findings",
        default=200,
        type=lambda text: _count(text, say),
        metavar="N",
        help=say("findings to show, 0 for all (default: 200)"),
    )

    status = _command(
        commands, "status", "status", say("show what is overdue, who is responsible, and progress towards targets"), say
    )
    status.add_argument("plans", nargs="*", metavar=plans, help=about["plans"])
    on = say("reference date, for example 2027-01-15 (default: today)")
    status.add_argument("--as-of", type=lambda text: _period(text, say), metavar=say("DATE"), help=on)
    within = say("days ahead that count as “due soon” (default: 90)")
    status.add_argument("--days", default=90, type=lambda text: _count(text, say), metavar="N", help=within)
    body = say("show only what this body leads (ID, for example by-minprom)")
    status.add_argument("--body", metavar="ID", help=body)
    how = say("report format (default: from the FILE extension, else text)")
    status.add_argument("--format", choices=config.REVIEWS, help=how)
    status.add_argument(
        "--lang", dest="language", metavar=say("LANGUAGE"), help=say("default: the language of the messages")
    )
    status.add_argument("-o", "--output", metavar=file, help=where)
    status.add_argument("--templates", metavar=folder, help=about["templates"])

    explain = _command(commands, "explain", "explain", say("explain a rule code, or list all codes"), say)
    explain.add_argument("code", nargs="?", metavar=say("CODE"), help=say("such as RM103"))

    areas = _command(commands, "areas", "areas", say("list the kinds of areas, or the keys of one"), say)
    areas.add_argument("kind", nargs="?", metavar=say("KIND"), help=say("such as tractors"))

    schema = _command(commands, "schema", "schema", say("print the JSON Schema of plans, for editors"), say)
    schema.add_argument("-o", "--output", metavar=file, help=where)

    templates = _command(commands, "templates", "templates", say("list the project’s templates, or copy them"), say)
    ways = templates.add_subparsers(title=say("commands"), metavar=say("COMMAND"))
    copy = _command(ways, "copy", "copy_templates", say("put templates into a folder, to change them there"), say)
    own = config.EXAMPLES["templates"]
    folder_help = say("where they go (default: %(folder)s)") % {"folder": own}
    copy.add_argument("folder", nargs="?", default=own, metavar=folder, help=folder_help)
    names = say("such as html/title.html, or html for all below it (default: all)")
    copy.add_argument("names", nargs="*", metavar=say("NAME"), help=names)
    return parser


def _add_exchange(commands: Any, say: Say) -> None:
    """Add the commands that exchange data with other programs."""
    about = config.option_help(say)
    export = _command(commands, "export", "export", say("write plans as files for other programs"), say)
    export.add_argument("plans", nargs="*", metavar=say("PLANS"), help=about["plans"])
    forms = say("output formats: xlsx, csv, json, ics (one calendar per body), iati (default: xlsx)")
    export.add_argument("--format", dest="forms", type=_list, default=["xlsx"], metavar=say("FORMATS"), help=forms)
    language = say("language of headings and labels, such as ru (default: the plan’s first language)")
    export.add_argument("--lang", dest="language", metavar=say("LANGUAGE"), help=language)
    body = say("show only what this body leads or takes part in (ID, for example by-minprom)")
    export.add_argument("--body", metavar="ID", help=body)
    export.add_argument("--out", metavar=say("DIR"), help=about["out"])

    back = _command(commands, "import", "take", say("import the reports from a filled-in workbook"), say)
    back.add_argument("workbook", metavar=say("FILE"), help=say("an .xlsx file made by “roadmap export”"))
    back.add_argument("--plan", required=True, metavar=say("PLAN"), help=say("the file of a plan"))
    back.add_argument("--apply", action="store_true", help=say("change the plan, not only show what would change"))
    day = say("date for reports that have none, such as 2027-06-30 or 2027-Q2")
    back.add_argument("--default-date", metavar=say("DATE"), type=lambda text: _period(text, say), help=day)


def _command(commands: Any, name: str, run: str, help: str, say: Say) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = commands.add_parser(name, help=help, description=help[0].upper() + help[1:] + ".")
    made.set_defaults(run=run)
    _add_ui_lang(made, say)
    return made


def _add_ui_lang(parser: argparse.ArgumentParser, say: Say) -> None:
    """Add `--ui-lang` for the help and for the error if its value is missing. `_language_asked_for` reads the value."""
    parser.add_argument("--ui-lang", metavar=say("LANGUAGE"), help=config.option_help(say)["ui-lang"])


def _count(text: str, say: Say) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise argparse.ArgumentTypeError(say("expected a whole number of 0 or more, not “%(text)s”") % {"text": text})
    return int(text)


def _period(text: str, say: Say) -> Period:
    from roadmap.errors import FieldError
    from roadmap.model.period import Period
    from roadmap.suggestions.dates import suggest_dates

    try:
        return Period.parse(text)
    except FieldError as mistake:
        ways = suggest_dates(text)
        if len(ways) == 1:
            return Period.parse(ways[0])
        raise argparse.ArgumentTypeError(f"{mistake.text.translated(say)} {mistake.help.translated(say)}") from None


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]
