"""Convert nodes to a typed plan: types read the values, classes name the types, every mistake gets its path.

`_quick` reads a sound plan. For a plan with mistakes, cattrs walks the classes again and collects all of them.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import cache, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

import attrs

from roadmap.areas import keys_of
from roadmap.diagnostics.letters import fold
from roadmap.diagnostics.suggest import closest_word, did_you_mean, likeness, possible_words
from roadmap.errors import FieldError, FieldErrors
from roadmap.i18n.message import Message, _, message
from roadmap.model.area import Area
from roadmap.model.fields import FieldInfo, field_infos, is_record
from roadmap.model.plan import Path, Plan
from roadmap.model.references import REFERENCES
from roadmap.model.series import ByName
from roadmap.reading.kinds import Kinds
from roadmap.suggestions.keys import advise_level
from roadmap.suggestions.labels import by_label, closest
from roadmap.values import is_value, value_type
from roadmap.values.nodes import MAX_COUNTED, Mapping, Sequence, is_null, read_entries, wrong_kind

if TYPE_CHECKING:  # importing cattrs takes longer than reading a plan, and a sound plan does not need it
    from cattrs import Converter
    from cattrs.errors import ForbiddenExtraKeysError

__all__ = ["Mistake", "structure"]

Hook = Callable[..., Any]
"""A function that reads a node."""

Mistake = tuple[Path, FieldError]
"""The path to a wrong value, and the mistake in it."""


def structure(root: Mapping, *, large: bool) -> tuple[Plan | None, list[Mistake]]:
    """Return a plan from its nodes, or the mistakes in them.

    Reads quickly at first, and thoroughly only if that finds a mistake.

    Args:
        root: The nodes of the plan.
        large: Whether to read thoroughly at once. For a large text, a second reading costs more than the slower
            start.
    """
    if not large:
        with suppress(KeyError, TypeError, FieldError, FieldErrors):
            return cast(Plan, _quick(Plan)(root)), []
    _kinds.cache_clear()
    try:
        return converter().structure(root, Plan), []
    except Exception as error:  # `mistakes_in` raises everything else again
        return None, list(islice(mistakes_in(error), MAX_COUNTED + 1))


_kinds = cache(Kinds)


@cache
def _quick(cls: Any) -> Hook:
    """Return a hook for a record or an area that stops at the first mistake.

    Raises:
        KeyError: By the hook, for an unknown key.
    """
    if cls is Area:
        return partial(_read_area, _quick)
    hooks = {info.key: (info.name, _field_hook(_quick, info)) for info in field_infos(cls) if info.type is not ByName}

    def from_mapping(node: Mapping, _type: Any) -> Any:
        values = {}
        for key, single in node.items():
            name, hook = hooks[key]
            values[name] = hook(single)
        return cls(**values)

    return _reader(cls, from_mapping)


@cache
def converter() -> "Converter":
    """Return the converter that collects every mistake; it makes the hook of a record at first use."""
    from cattrs import Converter

    made = Converter(forbid_extra_keys=True)
    made.register_structure_hook_factory(is_record, partial(_record_hook, made))
    made.register_structure_hook_func(lambda cls: cls is Area, partial(_read_area, made.get_structure_hook))
    return made


def _record_hook(made: "Converter", cls: type) -> Hook:
    """Return a hook that reads a mapping into a record."""
    from cattrs.gen import make_dict_structure_fn, override

    overrides: Any = {
        info.name: override(omit=True)
        if info.type is ByName
        else override(rename=info.key, struct_hook=_field_hook(made.get_structure_hook, info))
        for info in field_infos(cls)
    }
    from_mapping: Any = make_dict_structure_fn(cls, made, _cattrs_use_linecache=False, **overrides)
    return _reader(cls, from_mapping)


def _reader(cls: type, from_mapping: Hook) -> Hook:
    """Return a hook that reads a mapping, or a shorthand, into a record."""
    shorthand: str | None = cls.__roadmap_shorthand__  # type: ignore[attr-defined]
    if any(info.type is ByName for info in field_infos(cls)):
        from_mapping = partial(_read_with_norms, from_mapping)

    def read_record(node: Any, _type: Any = cls) -> Any:
        if isinstance(node, Mapping):
            return from_mapping(node, cls)
        if shorthand is not None and isinstance(node, str):
            return from_mapping(Mapping.of({shorthand: node}), cls)
        raise wrong_kind(message(_("keys with values")), node, ", ".join(_form(cls)))

    return read_record


def _read_with_norms(from_mapping: Hook, node: Mapping, cls: type) -> Any:
    """Read a rule's setting: its fields, and beside them the norms of areas, which are looked up only for other keys."""
    own = {info.key for info in field_infos(cls) if info.type is not ByName}
    known = _kinds().norms if node.keys() - own else {}
    norms = {key: single for key, single in node.items() if key in known}
    if not norms:
        return from_mapping(node, cls)
    others = Mapping.of({key: single for key, single in node.items() if key not in norms})

    def read_norms() -> ByName:
        numbers = read_entries(norms.items(), lambda key, single: (key, _field_hook(_quick, known[key])(single)))
        return ByName.of({key: number for key, number in numbers if number is not None})

    setting, numbers = _all_parts(partial(from_mapping, others, cls), read_norms)
    return attrs.evolve(setting, norms=numbers)


def _all_parts(*parts: Callable[[], Any]) -> list[Any]:
    """Return what each function reads.

    Raises:
        FieldErrors: All mistakes of all parts.
    """
    values: list[Any] = []
    found: list[FieldError] = []
    for read_part in parts:
        try:
            values.append(read_part())
        except Exception as error:  # `mistakes_in` raises everything else again
            for path, mistake in mistakes_in(error):
                mistake.path = path
                found.append(mistake)
    if found:
        raise FieldErrors(found)
    return values


def _field_hook(hook_of: Callable[[Any], Hook], field: FieldInfo) -> Hook:
    """Return a hook that reads the value of one field, within its bounds.

    Args:
        hook_of: Returns the hook of a record or an area.
        field: The field to read.
    """
    if is_value(field.type):
        one = _value_hook(field)
    elif is_record(field.type):
        one = hook_of(field.type)
    else:
        raise TypeError(f"a field of a plan cannot be of the type {field.type}: {field.key}")
    if field.by_id:
        return partial(_read_by_id, one, field)
    if field.many:
        return partial(_read_many, one, field)
    if field.optional:
        return lambda node, _type=None: None if is_null(node) else one(node)
    return one


def _value_hook(field: FieldInfo) -> Callable[..., Any]:
    """Return a hook that reads a single value, within its bounds."""
    read_value, example = value_type(field.type).read, field.example
    if not field.bounded:
        return lambda node, _type=None: read_value(node, example)

    def read_within_bounds(node: Any, _type: Any = None) -> Any:
        value = read_value(node, example)
        field.validate(value)
        return value

    return read_within_bounds


def _read_many(one: Callable[..., Any], field: FieldInfo, node: Any, _type: Any = None) -> tuple[Any, ...]:
    """Read a list; each mistake carries the index of its entry."""
    if not isinstance(node, Sequence):
        if is_null(node) and not field.required:
            return ()
        raise wrong_kind(message(_("a list")), node, _as_list(field, node))
    most = _to_the_first_again(node) if field.unique and len(node) > MAX_COUNTED else len(node)
    values = _each_entry(islice(enumerate(node), most), lambda _index, single: one(single))
    field.validate_entries(values)
    return tuple(values)


def _to_the_first_again(words: Sequence) -> int:
    """Return how many entries to read, up to the first duplicate; later entries add nothing new."""
    seen: set[str] = set()
    for place, word in enumerate(words):
        if isinstance(word, str):
            if word in seen:
                return place + 1
            seen.add(word)
    return len(words)


def _as_list(field: FieldInfo, node: Any) -> str:
    """Return an example of the list of a field, made of the present value if it can be an entry."""
    if getattr(field.type, "__roadmap_shorthand__", "") is None:
        return field.example or ("- kind: …" if field.type is Area else f"- {_form(field.type)[0]}")
    if not isinstance(node, str) or is_null(node):
        return field.example
    entries = node.replace(";", ",").strip()
    if "," not in entries and field.type in REFERENCES:
        entries = ", ".join(entries.split())
    return f"[{entries[1:-1] if entries[:1] + entries[-1:] == '()' else entries}]"


def _form(cls: type) -> list[str]:
    """Return the required keys of a record as a plan writes them."""
    return [f"{d.key}: …" for d in field_infos(cls) if d.required]


def _read_by_id(one: Callable[..., Any], field: FieldInfo, node: Any, _type: Any = None) -> tuple[Any, ...]:
    """Read a mapping from ids to records; each mistake carries the key of its record."""
    if not isinstance(node, Mapping):
        if is_null(node) and not field.required:
            return ()
        example = field.example or f"{{some-id: {{{', '.join(_form(field.type)[1:])}}}}}"
        raise wrong_kind(message(_("ids, each with its own keys")), node, example)
    return tuple(_each_entry(node.items(), lambda key, single: one(_with_id(field, key, single))))


def _each_entry(entries: Iterable[tuple[Any, Any]], read_one: Callable[[Any, Any], Any]) -> list[Any]:
    """Return the values of a field's entries.

    Raises:
        FieldErrors: All mistakes of the entries, each with the step to its entry.
    """
    values: list[Any] = []
    mistakes: list[FieldError] = []
    for step, node in entries:
        try:
            values.append(read_one(step, node))
        except Exception as error:
            for path, mistake in mistakes_in(error, (step,)):
                mistake.path = path
                mistake.__traceback__ = mistake.__context__ = None  # they would keep every value read so far in memory
                mistakes.append(mistake)
            if len(mistakes) > MAX_COUNTED:
                break
    if mistakes:
        raise FieldErrors(mistakes)
    return values


def _with_id(field: FieldInfo, key: str, node: Any) -> Any:
    """Return the mapping of a record with its key as `id`."""
    shorthand: str | None = field.type.__roadmap_shorthand__
    if isinstance(node, str) and shorthand is not None:
        return Mapping.of({"id": key, shorthand: node})
    if not isinstance(node, Mapping):
        raise wrong_kind(message(_("keys with values")), node, f"{key}: {{{', '.join(_form(field.type)[1:])}}}")
    if "id" in node:
        raise FieldError(
            "RM004",
            message(_("Unknown key “%(key)s”."), key="id"),
            message(_("The id “%(id)s” is already given before the colon: delete this line."), id=key),
            path=("id",),
            target="key",
        )
    return Mapping.of({"id": key, **node})


def _read_area(hook_of: Callable[[Any], Hook], node: Any, _type: Any = None) -> Any:
    """Read an area as the class that its `kind` names."""
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
        mistake.path = ("kind",)
        raise mistake
    cls = _kinds().find(kind)
    if cls is None:
        unknown = message(_("Unknown kind of area “%(kind)s”."), kind=kind)
        mistake = closest(kind, _kinds().all, "RM007", unknown)
        mistake.path = ("kind",)
        raise mistake
    return hook_of(cls)(Mapping.of({key: value for key, value in node.items() if key != "kind"}), cls)


# From exceptions to paths


def mistakes_in(error: BaseException, path: Path = ()) -> Iterator[Mistake]:
    """Yield every mistake in an exception that structuring raised, each with its path.

    Raises:
        BaseException: The given exception, if it is not a mistake of the plan.
    """
    from cattrs.errors import AttributeValidationNote, ClassValidationError, ForbiddenExtraKeysError

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
                yield (*path, *mistake.path), mistake
        case FieldError():
            yield (*path, *error.path), error
        case _:
            raise error


def _note(error: BaseException, kind: type) -> Any:
    """Return the innermost step of an exception: notes are added from the inside out."""
    return next((note for note in getattr(error, "__notes__", ()) if isinstance(note, kind)), None)


def _unknown_keys(error: "ForbiddenExtraKeysError", path: Path) -> Iterator[Mistake]:
    for key in sorted(error.extra_fields)[: MAX_COUNTED + 1]:
        unknown = message(_("Unknown key “%(key)s”."), key=key)
        yield (*path, key), FieldError("RM004", unknown, partial(_key_meant, key, error.cl), target="key")


def _key_meant(key: str, cls: type) -> Message:
    """Suggest the key that was likely meant, or the level where this one belongs."""
    labels = {d.key: d.label for d in keys_of(cls)}
    near = by_label(key, labels) or closest_word(key, labels)
    meant = did_you_mean(near) if near else possible_words(labels)
    if near and likeness(fold(key), near) >= 0.85:
        return meant
    return advise_level(key, cls) or meant


def _missing_key(cls: type, name: str) -> FieldError:
    field = next(d for d in field_infos(cls) if d.name == name)
    if field.type in REFERENCES:
        advice = message(
            _("Add a line “%(key)s: …” with a name from “%(room)s”."), key=field.key, room=REFERENCES[field.type]
        )
    else:
        advice = message(_("Add a line: %(key)s: %(example)s"), key=field.key, example=field.example or "…")
    return FieldError("RM005", message(_("The key “%(key)s” is missing."), key=field.key), advice, target="key")
