"""From nodes to a typed plan: cattrs walks the classes, the readers make the values, every mistake gets its address."""

import codecs
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from heapq import nsmallest
from itertools import islice
from typing import Any, cast

import attrs
from cattrs import Converter
from cattrs.errors import (
    AttributeValidationNote,
    BaseValidationError,
    ClassValidationError,
    ForbiddenExtraKeysError,
)
from cattrs.gen import make_dict_structure_fn, override

from roadmap.diagnostics.diagnostic import Diagnostic, PlanError
from roadmap.errors import FieldError, FieldErrors
from roadmap.i18n.message import Message, _, message
from roadmap.model.area import Area
from roadmap.model.choices import Choice
from roadmap.model.fields import FieldInfo, field_infos
from roadmap.model.plan import Path, Plan
from roadmap.model.references import REFERENCES
from roadmap.model.series import ByYear
from roadmap.reading.composer import MAX_BYTES, MAX_COUNTED, MAX_FOUND, Composed, Mapping, Sequence, SourceText, compose
from roadmap.reading.kinds import Kinds
from roadmap.reading.references import reference_mistakes
from roadmap.reading.scalars import READERS, choice_reader, closest, closest_match, fold, is_null, wrong_kind

__all__ = ["decode", "read"]


def decode(content: bytes, file: str) -> str:
    """The text of a plan's file: UTF-8, with or without a byte order mark.

    Raises PlanError: RM001, which names the encoding it is likely to be in, or RM010 where it is too large to be read.
    """
    if len(content) > MAX_BYTES:
        raise PlanError([_too_large_file(file)])
    if content.startswith(_NO_TEXT):
        raise PlanError([_no_text(file)])
    try:
        if content[:200].count(0) > 20:  # each second byte of UTF-16, which would pass for characters of UTF-8
            raise UnicodeDecodeError("utf-8", content, 0, 1, "")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig")
        line, column = SourceText(file, before).place(len(before))
        raise PlanError(
            [
                Diagnostic(
                    code="RM001",
                    text=message(
                        _("The file is not in UTF-8; it looks like %(encoding)s."), encoding=_likely_encoding(content)
                    ),
                    advice=message(_("Save it anew as UTF-8: in Notepad “Save as”, below “Encoding”.")),
                    file=file,
                    line=line,
                    column=column,
                )
            ]
        ) from None


def _too_large_file(file: str) -> Diagnostic:
    what = message(_("a file of more than %(limit)s MiB"), limit=MAX_BYTES // 2**20)
    return Diagnostic(
        code="RM010",
        text=message(_("This is too large: %(what)s."), what=what),
        advice=message(_("Divide the plan into several files.")),
        file=file,
        line=1,
        column=1,
    )


_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""How files of Word, Excel and Acrobat begin."""


def _no_text(file: str) -> Diagnostic:
    return Diagnostic(
        code="RM001",
        text=message(_("The file is no text: it looks like a document of Word, Excel or Acrobat.")),
        advice=message(_("Copy the plan into a new file in a text editor such as Notepad, and save it as UTF-8.")),
        file=file,
        line=1,
        column=1,
    )


def _likely_encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 0 in content[:200]:
        return "UTF-16"
    small = sum(0xE0 <= byte <= 0xFF for byte in content)
    dos = sum(0xA0 <= byte <= 0xAF for byte in content)
    return "cp866" if dos > small else "cp1251"


def read(text: str, file: str) -> Plan:
    """A plan from its text; `file` is what diagnostics call it.

    Raises PlanError with every mistake in the text.
    """
    composed = compose(text, file)
    source = composed.text
    plan: Plan | None = None
    mistakes: list[tuple[Path, FieldError]] = []
    if isinstance(source.root, Mapping):
        mistakes += islice(reference_mistakes(source.root), MAX_COUNTED + 1)
        if len(mistakes) <= MAX_COUNTED:
            try:
                plan = _structured(source.root, large=len(text) > _LARGE)
            except (ClassValidationError, FieldError, FieldErrors) as error:
                mistakes += islice(mistakes_in(error), MAX_COUNTED + 1)
    if plan is None or composed.mistakes or mistakes:
        told = _told(composed, mistakes)
        if plan is None or told:
            raise PlanError(told, texts={file: text})
    return cast(Plan, attrs.evolve(cast(Any, plan), origin=source))


def _told(composed: Composed, mistakes: list[tuple[Path, FieldError]]) -> list[Diagnostic]:
    """What is said of a text: the first mistakes in it, and how many more there are.

    All are placed and counted; words are found for those that are shown.
    """
    from roadmap.reading.hints import drop_follow_ups

    source = composed.text
    later = {id(placed): (placed, mistake) for placed, mistake in _placed(drop_follow_ups(mistakes), source)}
    kept = [placed for placed, _mistake in later.values()]
    if composed.mended:
        from roadmap.reading.recovery import drop_artefacts

        kept = drop_artefacts(kept, source, composed.mended)
    if composed.parted:
        kept = [d for d in kept if d.code != "RM005" or (d.line, d.column) not in composed.parted]
    found = sorted(_without_repeats(composed.mistakes + kept), key=_place)
    shown = [_in_words(d, later[id(d)][1], source) if id(d) in later else d for d in found[:MAX_FOUND]]
    shown = _without_repeats(shown)
    if len(found) > MAX_FOUND:
        every = source.root is not None and not composed.mended and len(mistakes) <= MAX_COUNTED
        shown.append(_more(shown, found[MAX_FOUND:], every=every))
    return shown


def _more(shown: list[Diagnostic], left: list[Diagnostic], *, every: bool) -> Diagnostic:
    """Says how many mistakes are not shown, behind those that are; `every`: whether all have been found."""
    text = (
        _("Beyond the first %(limit)s mistakes of this plan there are more: %(count)s.")
        if every
        else _("Beyond the first %(limit)s mistakes of this plan there are more: at least %(count)s.")
    )
    last = max(shown, key=_place)
    after = next((d for d in left if _place(d) > _place(last)), last)
    return attrs.evolve(
        after,
        code="RM010",
        text=message(text, limit=MAX_FOUND, count=len(left)),
        advice=message(_("Mend those above first, and check the plan again.")),
        path=(),
    )


def _place(found: Diagnostic) -> tuple[int, int]:
    return found.line or 0, found.column or 0


def _without_repeats(found: list[Diagnostic]) -> list[Diagnostic]:
    """Each mistake once.

    Leaves out what is said again where several parts take over the same text, and what is said of a value behind a tag or
    an unknown alias: the mark itself is the mistake.
    """
    marks = {(d.line, d.column) for d in found if d.code == "RM012"}
    kept = [d for d in found if d.code in ("RM005", "RM012") or (d.line, d.column) not in marks]
    if any(d.code == "RM013" for d in kept):
        kept = [d for d in kept if "\ufffd" not in str(d.text) or d.code == "RM013"]
    return list({(d.line, d.column, d.text): d for d in reversed(kept)}.values())


_kinds = cache(Kinds)


def _structured(root: Mapping, *, large: bool) -> Plan:
    """A plan from its nodes: at once if it is sound, else once more and thoroughly, for every mistake in it.

    large: thoroughly from the first; that it takes longer to begin with does not count then, but to read twice would.

    Raises ClassValidationError, FieldError or FieldErrors.
    """
    if not large:
        with suppress(BaseValidationError, ForbiddenExtraKeysError, KeyError, FieldError, FieldErrors):
            return converter(thorough=False).structure(root, Plan)
    _kinds.cache_clear()
    return converter(thorough=True).structure(root, Plan)


_LARGE = 1_000_000
"""The characters of a text from which on it is read thoroughly at once."""


def _placed(mistakes: list[tuple[Path, FieldError]], source: SourceText) -> Iterator[tuple[Diagnostic, FieldError]]:
    """FieldErrors with their places, without an advice."""
    for path, mistake in mistakes:
        line, column = source.position(path, mistake.of)
        placed = Diagnostic(code=mistake.code, text=mistake.text, path=path, file=source.file, line=line, column=column)
        yield placed, mistake


def _in_words(placed: Diagnostic, mistake: FieldError, source: SourceText) -> Diagnostic:
    """A mistake with its advice, said as well as the text allows."""
    from roadmap.reading.hints import improve_message

    offset = improve_message(mistake, placed.path, source)
    line, column = (placed.line, placed.column) if offset is None else source.place(offset)
    return attrs.evolve(placed, text=mistake.text, advice=mistake.help, line=line, column=column)


# From classes to hooks


@cache
def converter(*, thorough: bool) -> Converter:
    """Strict readers by type, a hook for each record made when it is first met.

    thorough: collects every mistake; otherwise it stops at the first, and is made in half the time.
    """
    made = Converter(detailed_validation=thorough, forbid_extra_keys=True)
    made.register_structure_hook_func(lambda cls: cls in READERS, lambda node, cls: READERS[cls](node))
    made.register_structure_hook_factory(lambda cls: isinstance(cls, type) and issubclass(cls, Choice), choice_reader)
    made.register_structure_hook_factory(lambda cls: attrs.has(cls) and cls not in READERS, partial(_record_hook, made))
    made.register_structure_hook_func(lambda cls: cls is Area, partial(_read_area, made))
    return made


def _record_hook(made: Converter, cls: type) -> Callable[..., Any]:
    """Reads a mapping into a record."""
    overrides: Any = {d.name: override(rename=d.key, struct_hook=_field_hook(made, d)) for d in field_infos(cls)}
    from_mapping: Any = make_dict_structure_fn(cls, made, _cattrs_use_linecache=False, **overrides)
    short: str | None = cls.__roadmap_short__  # type: ignore[attr-defined]

    def read_record(node: Any, _type: Any = cls) -> Any:
        if isinstance(node, Mapping):
            return from_mapping(node, cls)
        if short is not None and isinstance(node, str):
            return from_mapping(Mapping.of({short: node}), cls)
        raise wrong_kind(message(_("keys with values")), node, ", ".join(_form(cls)))

    return read_record


def _field_hook(made: Converter, field: FieldInfo) -> Callable[..., Any]:
    """Reads the value of one field: what its type wants, within its bounds."""
    one: Callable[..., Any]
    if field.type in READERS:
        one = partial(READERS[field.type], example=field.example) if field.example else READERS[field.type]
    elif attrs.has(field.type) or (isinstance(field.type, type) and issubclass(field.type, Choice)):
        one = made.get_structure_hook(field.type)
    else:
        raise TypeError(f"a field of a plan cannot be of the type {field.type}: {field.key}")
    if field.bounded and field.type is not ByYear:
        one = partial(_read_within_bounds, one, field)
    if field.keyed:
        return partial(_read_keyed, one, field)
    if field.many:
        return partial(_read_many, one, field)
    if field.type is ByYear and field.bounded:
        return partial(_read_series, field)
    if field.optional:
        return lambda node, _type=None: None if is_null(node) else one(node, field.type)
    return one


def _read_within_bounds(one: Callable[..., Any], field: FieldInfo, node: Any, _type: Any = None) -> Any:
    value = one(node, field.type)
    field.validate(value)
    return value


def _read_series(field: FieldInfo, node: Any, _type: Any = None) -> ByYear:
    value: ByYear = READERS[ByYear](node, example=field.example)
    field.validate_all(value)
    return value


def _read_many(one: Callable[..., Any], field: FieldInfo, node: Any, _type: Any = None) -> tuple[Any, ...]:
    """Reads a list; mistakes carry the index of their entry."""
    if not isinstance(node, Sequence):
        if is_null(node) and not field.required:
            return ()
        raise wrong_kind(message(_("a list")), node, _as_list(field, node))
    most = _to_the_first_again(node) if field.distinct and len(node) > MAX_COUNTED else len(node)
    values = _each_entry(islice(enumerate(node), most), lambda _index, single: one(single, field.type))
    field.validate_entries(values)
    return tuple(values)


def _to_the_first_again(words: Sequence) -> int:
    """How many entries there are up to the first that stands there twice; what follows says nothing new."""
    seen: set[str] = set()
    for place, word in enumerate(words):
        if isinstance(word, str):
            if word in seen:
                return place + 1
            seen.add(word)
    return len(words)


def _as_list(field: FieldInfo, node: Any) -> str:
    """How a list of the field is written: with what stands there already, where that can be an entry."""
    if getattr(field.type, "__roadmap_short__", "") is None:
        return field.example or ("- kind: …" if field.type is Area else f"- {_form(field.type)[0]}")
    if not isinstance(node, str) or is_null(node):
        return field.example
    entries = node.replace(";", ",").strip()
    if "," not in entries and field.type in REFERENCES:
        entries = ", ".join(entries.split())
    return f"[{entries[1:-1] if entries[:1] + entries[-1:] == '()' else entries}]"


def _form(cls: type) -> list[str]:
    """The keys that a record must have, as one writes them."""
    return [f"{d.key}: …" for d in field_infos(cls) if d.required]


def _read_keyed(one: Callable[..., Any], field: FieldInfo, node: Any, _type: Any = None) -> tuple[Any, ...]:
    """Reads a mapping from ids to records; mistakes carry the key of their record."""
    if not isinstance(node, Mapping):
        if is_null(node) and not field.required:
            return ()
        example = field.example or f"{{some-id: {{{', '.join(_form(field.type)[1:])}}}}}"
        raise wrong_kind(message(_("ids with what belongs to each")), node, example)
    return tuple(_each_entry(node.items(), lambda key, single: one(_with_id(field, key, single), field.type)))


def _each_entry(entries: Iterable[tuple[Any, Any]], read_one: Callable[[Any, Any], Any]) -> list[Any]:
    """The values of a field's entries, or every mistake in them, each with the step that leads to its entry."""
    values: list[Any] = []
    mistakes: list[FieldError] = []
    for step, node in entries:
        try:
            values.append(read_one(step, node))
        except (ClassValidationError, FieldError, FieldErrors) as error:
            for within, mistake in mistakes_in(error, (step,)):
                mistake.within = within
                mistake.__traceback__ = mistake.__context__ = None  # they would keep all that was read on the way
                mistakes.append(mistake)
            if len(mistakes) > MAX_COUNTED:
                break
    if mistakes:
        raise FieldErrors(mistakes)
    return values


def _with_id(field: FieldInfo, key: str, node: Any) -> Any:
    """A record's mapping with its key in it as `id`."""
    short: str | None = field.type.__roadmap_short__
    if isinstance(node, str) and short is not None:
        return Mapping.of({"id": key, short: node})
    if not isinstance(node, Mapping):
        raise wrong_kind(message(_("keys with values")), node, f"{key}: {{{', '.join(_form(field.type)[1:])}}}")
    if "id" in node:
        raise FieldError(
            "RM004",
            message(_("The key “%(key)s” is not known here."), key="id"),
            message(_("The id is “%(id)s” already, before the colon: delete this line."), id=key),
            within=("id",),
            of="key",
        )
    return Mapping.of({"id": key, **node})


def _read_area(made: Converter, node: Any, _type: Any = None) -> Any:
    """Reads an area as the class that its `kind` names."""
    if not isinstance(node, Mapping):
        raise wrong_kind(message(_("an area")), node, "kind: tractors")
    if "kind" not in node:
        raise FieldError(
            "RM005",
            message(_("The key “%(key)s” is missing."), key="kind"),
            message(_("Add “kind: general”, or one of: %(kinds)s."), kinds=", ".join(_kinds().all)),
        )
    kind = node["kind"]
    if not isinstance(kind, str) or is_null(kind):
        mistake = wrong_kind(message(_("the kind of the area")), kind, "tractors")
        mistake.within = ("kind",)
        raise mistake
    cls = _kinds().find(kind)
    if cls is None:
        unknown = message(_("There is no area of the kind “%(kind)s”."), kind=kind)
        mistake = closest(kind, _kinds().all, "RM007", unknown)
        mistake.within = ("kind",)
        raise mistake
    return made.get_structure_hook(cls)(Mapping.of({key: value for key, value in node.items() if key != "kind"}), cls)


# From exceptions to addresses


def mistakes_in(error: BaseException, path: Path = ()) -> Iterator[tuple[Path, FieldError]]:
    """Every mistake in what a structuring raised, each with its path; whatever is no mistake is raised again."""
    match error:
        case ClassValidationError():
            for inner in error.exceptions:
                if isinstance(inner, ForbiddenExtraKeysError):
                    yield from _unknown_keys(inner, path)
                elif isinstance(inner, KeyError):
                    yield path, _missing_key(error.cl, _note(inner, AttributeValidationNote).name)
                else:
                    note = _note(inner, AttributeValidationNote)
                    yield from mistakes_in(inner, (*path, note.name.removesuffix("_")) if note else path)
        case FieldErrors():
            for mistake in error.mistakes:
                yield (*path, *mistake.within), mistake
        case FieldError():
            yield (*path, *error.within), error
        case _:
            raise error


def _note(error: BaseException, kind: type) -> Any:
    """The innermost step that an exception took: notes are added from the inside out."""
    return next((note for note in getattr(error, "__notes__", ()) if isinstance(note, kind)), None)


def _unknown_keys(error: ForbiddenExtraKeysError, path: Path) -> Iterator[tuple[Path, FieldError]]:
    for key in nsmallest(MAX_COUNTED + 1, error.extra_fields):
        unknown = message(_("The key “%(key)s” is not known here."), key=key)
        yield (*path, key), FieldError("RM004", unknown, partial(_key_meant, key, error.cl), of="key")


def _key_meant(key: str, cls: type) -> Message:
    """Which key was likely meant, or where this one belongs."""
    from difflib import SequenceMatcher

    from roadmap.reading.hints import belongs

    labels = {d.key: d.label for d in field_infos(cls)}
    meant = closest_match(key, labels, labels)
    near = str(dict(meant.values).get("word", ""))
    if near and SequenceMatcher(None, fold(key), near).ratio() >= 0.85:
        return meant
    return belongs(key, cls) or meant


def _missing_key(cls: type, name: str) -> FieldError:
    field = next(d for d in field_infos(cls) if d.name == name)
    if field.type in REFERENCES:
        advice = message(
            _("Add a line “%(key)s: …” with a name from “%(room)s”."), key=field.key, room=REFERENCES[field.type]
        )
    else:
        advice = message(_("Add a line: %(key)s: %(example)s"), key=field.key, example=field.example or "…")
    return FieldError("RM005", message(_("The key “%(key)s” is missing."), key=field.key), advice, of="key")
