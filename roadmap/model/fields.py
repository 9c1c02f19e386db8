"""Declare a field once: label, unit, bounds, source and example stand beside its type.

Everything else is derived from here: reading, bounds, fact tables, strategies, reference pages.

>>> @record
... class Bus:
...     seats: int = field(_("Seats"), min=10, max=120, example="45")
>>> [(d.key, d.label, d.type, d.required) for d in field_infos(Bus)]
[('seats', 'Seats', <class 'int'>, True)]
"""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, partial
from types import NoneType, UnionType
from typing import Any, TypeVar, cast, dataclass_transform, get_args, get_origin, overload

import attrs

from roadmap.errors import FieldError, FieldErrors
from roadmap.i18n.message import Message, _, message
from roadmap.model.series import ByYear

__all__ = ["FieldInfo", "cached_per_class", "field", "field_infos", "record"]

C = TypeVar("C", bound=type)
F = TypeVar("F", bound=Callable[..., Any])


def cached_per_class(work: F) -> F:
    """Something that is worked out from a class, once: `functools.cache` that keeps the function's type."""
    return cast(F, cache(work))


@attrs.frozen(kw_only=True)
class FieldInfo:
    """What is known of one field.

    `type` is the type of a single value: `int` for `int`, `int | None` and `tuple[int, ...]` alike.
    """

    name: str
    key: str
    label: str
    type: Any
    many: bool
    keyed: bool
    optional: bool
    required: bool
    default: Any
    unit: str | None
    min: Decimal | None
    max: Decimal | None
    pattern: str | None
    rule: str
    fewest: int
    distinct: bool
    source: str
    example: str

    def name_of(self, entry: Any) -> Any:
        """What an entry of a distinct list names."""
        short = getattr(self.type, "__roadmap_short__", None)
        return entry if short is None else getattr(entry, short)

    @property
    def bounded(self) -> bool:
        return self.min is not None or self.max is not None or self.pattern is not None

    def validate(self, value: Any) -> None:
        """Hold one value against the declared bounds.

        Raises FieldError (RM007) when it is outside.
        """
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
        """The bounds as a sentence."""
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
        """Hold a whole field (one value, several, or a series) against the declaration.

        Raises FieldError or FieldErrors.
        """
        if value is None and self.optional:
            return
        if self.many:
            self.validate_entries(value)
        if not self.bounded:
            return
        if self.many:
            each = list(enumerate(value))
        elif isinstance(value, ByYear):
            each = list(value.values)
        else:
            self.validate(value)
            return
        found = []
        for place, single in each:
            try:
                self.validate(single)
            except FieldError as mistake:
                mistake.path = (place if self.many else str(place),)
                found.append(mistake)
        if found:
            raise FieldErrors(found)

    def validate_entries(self, entries: Sequence[Any]) -> None:
        """Raises FieldError: RM007 when a list is shorter than declared, RM015 when it names something twice."""
        count = len(entries)
        if count < self.fewest:
            raise FieldError(
                "RM007",
                message(
                    _("Expected at least %(fewest)s entries, found %(count)s."),
                    fewest=self.fewest,
                    count=count,
                ),
                message(_("Write it like this: %(example)s"), example=self.example),
            )
        if self.distinct and count > 1:
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
    fewest: int = 0,
    distinct: bool = False,
    keyed: bool = False,
    source: str = "",
    example: str = "",
) -> Any:
    """One field of a record, declared.

    label: what people call it, marked with `_` for translation.
    unit: a UN/CEFACT or field unit as written ("kg", "kV", "%"); shown after the number.
    min, max: bounds, both included; decimals as strings. For a series they bound each year's value.
    pattern: a regular expression that the whole text matches.
    rule: the pattern as a sentence, marked with `_` for translation.
    fewest: how many entries a list has at least.
    distinct: the list names each thing (a state, a body, a source) only once.
    keyed: the list is written as a mapping in YAML, each record's `id` being its key.
    source: the standard that gives the bounds.
    example: a value as a person writes it.
    """
    declaration = {
        "label": label,
        "unit": unit,
        "min": _number(min),
        "max": _number(max),
        "pattern": pattern,
        "rule": rule,
        "fewest": fewest,
        "distinct": distinct,
        "keyed": keyed,
        "source": source,
        "example": example,
    }
    bounded = pattern is not None or min is not None or max is not None or fewest > 0 or distinct
    return attrs.field(default=default, metadata={"roadmap": declaration}, validator=_validate if bounded else None)


def _validate(record: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
    """Hold a record made in Python to its declarations too; what was read has been through them already."""
    if value is not attribute.default:
        _declared_by_name(type(record))[attribute.name].validate_all(value)


@overload
def record(cls: C, /) -> C: ...
@overload
def record(*, short: str) -> Callable[[C], C]: ...
@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(field, attrs.field))
def record(cls: Any = None, /, *, short: str | None = None) -> Any:
    """Make a class a record of the plan: frozen, with slots, by keyword only.

    short: the field that a bare value stands for (`KG` for `{code: KG}`).
    """
    if cls is None:
        return partial(_make_record, short=short)
    return _make_record(cls, short=short)


def _make_record(cls: Any, *, short: str | None) -> Any:
    made = attrs.frozen(cls, kw_only=True, repr=False, eq=False)  # one of each below for all records: quicker to start
    made.__roadmap_short__ = short
    made.__repr__, made.__eq__, made.__hash__ = _repr, _equals, _hash
    return made


def _values(record: Any) -> tuple[Any, ...]:
    return tuple([getattr(record, d.name) for d in field_infos(type(record))])


def _equals(record: Any, other: object) -> bool:
    """Records are equal when all that is declared of them is."""
    return type(other) is type(record) and _values(record) == _values(other)


def _hash(record: Any) -> int:
    return hash((type(record), _values(record)))


def _repr(record: Any) -> str:
    """A record as Python would write it, without what stands at its default."""
    cls = type(record)
    set_here = (d.name for d in field_infos(cls) if d.required or getattr(record, d.name) != d.default)
    return f"{cls.__qualname__}({', '.join(f'{name}={getattr(record, name)!r}' for name in set_here)})"


def _plain_type(annotation: Any) -> tuple[Any, bool, bool]:
    """The type of a single value, whether there are many, and whether it may be missing."""
    if isinstance(annotation, UnionType) or (get_origin(annotation) is not None and NoneType in get_args(annotation)):
        (inner,) = (arg for arg in get_args(annotation) if arg is not NoneType)
        return inner, False, True
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True, False
    return annotation, False, False


@cached_per_class
def field_infos(cls: type) -> tuple[FieldInfo, ...]:
    """All declared fields of a record, in order."""
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
