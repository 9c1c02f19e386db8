"""Declare each field once: label, unit, bounds, source and example beside its type.

Everything else follows from the declaration: reading, bounds, fact tables, strategies, reference pages.

>>> @record
... class Bus:
...     seats: int = field(_("Seats"), min=10, max=120, example="45")
>>> [(d.key, d.label, d.type, d.required) for d in field_infos(Bus)]
[('seats', 'Seats', <class 'int'>, True)]
"""

import re
from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, dataclass_transform, get_args, get_origin, overload

import attrs

from roadmap.errors import FieldError, FieldErrors
from roadmap.i18n.message import Message, _, message
from roadmap.model.series import ByYear

__all__ = ["FieldInfo", "cached_per_class", "fact", "field", "field_infos", "is_record", "record"]

C = TypeVar("C", bound=type)
F = TypeVar("F", bound=Callable[..., Any])


def cached_per_class(work: F) -> F:
    """Cache what a function computes from a class: `functools.cache` that keeps the function's type."""
    return cast(F, cache(work))


@attrs.frozen(kw_only=True)
class FieldInfo:
    """The declaration of one field.

    `type` is the type of a single value: `int` for `int`, `int | None` and `tuple[int, ...]` alike.
    """

    name: str
    key: str
    label: str
    type: Any
    many: bool
    by_id: bool
    optional: bool
    required: bool
    default: Any
    unit: str | None
    min: Decimal | None
    max: Decimal | None
    pattern: str | None
    rule: str
    min_items: int
    unique: bool
    help: str
    source: str
    example: str

    def name_of(self, entry: Any) -> Any:
        """Return what identifies an entry of a list without duplicates."""
        shorthand = getattr(self.type, "__roadmap_shorthand__", None)
        return entry if shorthand is None else getattr(entry, shorthand)

    @property
    def bounded(self) -> bool:
        """Whether the field has a least or largest value, or a pattern."""
        return self.min is not None or self.max is not None or self.pattern is not None

    def validate(self, value: Any) -> None:
        """Check a single value, or each number of a series, against the bounds.

        Raises:
            FieldError: The value is outside the bounds (RM007).
            FieldErrors: Numbers of a series are outside the bounds; each mistake has its year.
        """
        if isinstance(value, ByYear):
            self._validate_each((str(year), number) for year, number in value)
            return
        if self.pattern is not None and not re.fullmatch(self.pattern, value):
            raise FieldError(
                "RM007",
                message(_("“%(value)s” is not an allowed value here."), value=value),
                self._written(),
            )
        low, high = self.min is not None and value < self.min, self.max is not None and value > self.max
        if low or high:
            raise FieldError(
                "RM007",
                message(_("%(value)s is outside the bounds."), value=str(value)),
                self.bounds(),
            )

    def _written(self) -> Message:
        if self.rule:
            return message(_("%(rule)s Write it like this: %(example)s"), rule=Message(self.rule), example=self.example)
        return message(_("Write it like this: %(example)s"), example=self.example)

    def bounds(self) -> Message:
        """Return the bounds as a sentence."""
        if self.min is None:
            return message(_("Write at most %(max)s."), max=self._with_unit(self.max))
        if self.max is None:
            return message(_("Write at least %(min)s."), min=self._with_unit(self.min))
        if self.min == self.max:
            return message(_("Write %(number)s."), number=self._with_unit(self.min))
        return message(_("Write a number from %(min)s to %(max)s."), min=f"{self.min:f}", max=self._with_unit(self.max))

    def _with_unit(self, number: Decimal | None) -> str | Message:
        return (
            message("%(number)s %(unit)s", number=f"{number:f}", unit=Message(self.unit))
            if self.unit
            else f"{number:f}"
        )

    def validate_all(self, value: Any) -> None:
        """Check a whole field, with one value or several, against its declaration.

        Raises:
            FieldError: The value, or the list, does not match the declaration.
            FieldErrors: Several values do not match the declaration.
        """
        if value is None and self.optional:
            return
        if self.many:
            self.validate_entries(value)
        if self.bounded and self.many:
            self._validate_each(enumerate(value))
        elif self.bounded:
            self.validate(value)

    def _validate_each(self, entries: Iterable[tuple[int | str, Any]]) -> None:
        found = []
        for step, single in entries:
            try:
                self.validate(single)
            except FieldError as mistake:
                mistake.path = (step, *mistake.path)
                found.append(mistake)
        if found:
            raise FieldErrors(found)

    def validate_entries(self, entries: Sequence[Any]) -> None:
        """Check the length of a list, and that its entries are unique, against the declaration.

        Raises:
            FieldError: The list is too short (RM007), or an entry is repeated (RM015).
        """
        count = len(entries)
        if count < self.min_items:
            raise FieldError(
                "RM007",
                message(
                    _("Expected at least %(fewest)s entries, found %(count)s."),
                    fewest=self.min_items,
                    count=count,
                ),
                message(_("Write it like this: %(example)s"), example=self.example),
            )
        if self.unique and count > 1:
            self._named_twice(entries)

    def _named_twice(self, entries: Sequence[Any]) -> None:
        named = [self.name_of(entry) for entry in entries]
        before = set()
        for place, name in enumerate(named):
            if name in before:
                raise FieldError(
                    "RM015",
                    message(_("“%(name)s” is listed twice."), name=str(name)),
                    message(_("Delete one of the two.")),
                    path=(place,),
                )
            before.add(name)


def _number(bound: int | str | Decimal | None) -> Decimal | None:
    return None if bound is None else Decimal(bound)


def field(
    label: str,
    *,
    default: Any = attrs.NOTHING,
    unit: str | None = None,
    min: int | str | None = None,
    max: int | str | None = None,
    pattern: str | None = None,
    rule: str = "",
    min_items: int = 0,
    unique: bool = False,
    by_id: bool = False,
    source: str = "",
    example: str = "",
    help: str = "",
) -> Any:
    """Declare one field of a record.

    Args:
        label: The field's name for people, marked with `_` for translation.
        default: The value of a field that is left out. Without a default the field is required.
        unit: A UN/CEFACT or field unit as written ("kg", "kV", "%"), shown after the number.
        min: The lower bound, included; decimals as strings. It bounds each year's value of a series.
        max: The upper bound, included.
        pattern: A regular expression that matches the whole text.
        rule: The pattern as a sentence, marked with `_` for translation.
        min_items: The least number of entries of a list.
        unique: Whether a list may name each thing (a state, a body, a source) only once.
        by_id: Whether YAML holds the list as a mapping, with each record's `id` as its key.
        source: The standard that gives the bounds.
        example: A value as a person writes it.
        help: The meaning of the field in one sentence, if the label is not enough; marked with `_` for translation.
    """
    declaration = {
        "label": label,
        "unit": unit,
        "min": _number(min),
        "max": _number(max),
        "pattern": pattern,
        "rule": rule,
        "min_items": min_items,
        "unique": unique,
        "by_id": by_id,
        "source": source,
        "example": example,
        "help": help,
    }
    bounded = pattern is not None or min is not None or max is not None or min_items > 0 or unique
    return attrs.field(default=default, metadata={"roadmap": declaration}, validator=_validate if bounded else None)


def fact(label: str, *, fewest: int = 0, distinct: bool = False, keyed: bool = False, **options: Any) -> Any:
    """Declare a field in the deprecated spelling of `field` and its options, which version 0.2 is the last to have."""
    from warnings import warn  # only old declarations need it

    warn("fact() is deprecated: write field() with min_items, unique and by_id", DeprecationWarning, stacklevel=2)
    return field(label, min_items=fewest, unique=distinct, by_id=keyed, **options)


def _validate(record: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Check a value of a record made in Python against its declaration; a reader checks its values itself."""
    if value is not attribute.default:
        _declared_by_name(type(record))[attribute.name].validate_all(value)


@overload
def record(cls: C, /) -> C: ...
@overload
def record(*, shorthand: str) -> Callable[[C], C]: ...
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field, attrs.field))
def record(cls: Any = None, /, *, shorthand: str | None = None) -> Any:
    """Make a class a record of the plan: frozen, with slots, and with keyword-only arguments.

    Args:
        cls: The class.
        shorthand: The field of a bare value (`KG` for `{code: KG}`).
    """
    if cls is None:
        return partial(_make_record, shorthand=shorthand)
    return _make_record(cls, shorthand=shorthand)


def _make_record(cls: Any, *, shorthand: str | None) -> Any:
    made = attrs.frozen(cls, kw_only=True, repr=False, eq=False)  # records share the functions below: faster to start
    made.__roadmap_shorthand__ = shorthand
    made.__repr__, made.__eq__, made.__hash__ = _repr, _equals, _hash
    return made


def _values(record: Any) -> tuple[Any, ...]:
    return tuple([getattr(record, d.name) for d in field_infos(type(record))])


def _equals(record: Any, other: object) -> bool:
    """Return whether all declared fields of two records are equal."""
    return type(other) is type(record) and _values(record) == _values(other)


def _hash(record: Any) -> int:
    return hash((type(record), _values(record)))


def _repr(record: Any) -> str:
    """Return a record as Python writes it, without the fields that have their default."""
    cls = type(record)
    set_here = (d.name for d in field_infos(cls) if d.required or getattr(record, d.name) != d.default)
    return f"{cls.__qualname__}({', '.join(f'{name}={getattr(record, name)!r}' for name in set_here)})"


def _plain_type(annotation: Any) -> tuple[Any, bool, bool]:
    """Return the type of a single value, whether there are many, and whether it may be missing."""
    if isinstance(annotation, UnionType) or (get_origin(annotation) is not None and NoneType in get_args(annotation)):
        (inner,) = (arg for arg in get_args(annotation) if arg is not NoneType)
        return inner, False, True
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True, False
    return annotation, False, False


def is_record(cls: Any) -> bool:
    """Return whether a class is a record of the plan.

    >>> is_record(FieldInfo), is_record(int)
    (False, False)
    """
    return hasattr(cls, "__roadmap_shorthand__")


@cached_per_class
def field_infos(cls: type) -> tuple[FieldInfo, ...]:
    """Return all declared fields of a record, in order."""
    found = []
    for attribute in attrs.fields(cls):
        if "roadmap" not in attribute.metadata:
            continue
        value_type, many, optional = _plain_type(attribute.type)
        found.append(
            FieldInfo(
                name=attribute.name,
                key=attribute.name.removesuffix("_"),
                type=value_type,
                many=many,
                optional=optional,
                required=attribute.default is attrs.NOTHING,
                default=attribute.default,
                **attribute.metadata["roadmap"],
            )
        )
    return tuple(found)


@cached_per_class
def _declared_by_name(cls: type) -> dict[str, FieldInfo]:
    return {d.name: d for d in field_infos(cls)}
