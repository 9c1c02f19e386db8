"""From a typed plan back to YAML that reads as the same plan."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import attrs
import yaml

from roadmap.model.area import Area
from roadmap.model.choices import Choice
from roadmap.model.fields import field_infos
from roadmap.model.period import Due, Period
from roadmap.model.plan import Plan
from roadmap.model.series import ByYear
from roadmap.model.text import ANY_LANGUAGE, Text

__all__ = ["Number", "dumps", "written"]


class _Plain(str):
    """A scalar that stands without quotes."""


class Number(_Plain):
    """A number, or true or false."""


class _Dumper(yaml.SafeDumper):
    """PyYAML's own, in Python on every machine: libyaml's breaks lines in other places."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _plain(dumper: _Dumper, text: _Plain) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        dumper.resolve(  # type: ignore[no-untyped-call]
            yaml.ScalarNode, text, (True, False)
        ),
        text,
    )


_Dumper.add_representer(_Plain, _plain)
_Dumper.add_representer(Number, _plain)


def dumps(plan: Plan) -> str:
    """A plan as YAML; what stands at its default is left out.

    `loads(dumps(plan)) == plan`.
    """
    return yaml.dump(written(plan), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def written(record: Any) -> Any:
    """A record as a mapping of its fields, or as the bare value that it stands for."""
    entries = {
        field.key: _field(getattr(record, field.name), field.by_id)
        for field in field_infos(type(record))
        if field.required or getattr(record, field.name) != field.default
    }
    if isinstance(record, Area):
        return {"kind": _Plain(record.kind), **entries}
    shorthand = type(record).__roadmap_shorthand__
    return entries[shorthand] if shorthand is not None and set(entries) == {shorthand} else entries


def _field(value: Any, by_id: bool) -> Any:
    if isinstance(value, tuple):
        return {record.id: _without_id(record) for record in value} if by_id else [_single(one) for one in value]
    return _single(value)


def _without_id(record: Any) -> Any:
    entries = written(record)
    del entries["id"]
    shorthand = type(record).__roadmap_shorthand__
    return entries[shorthand] if shorthand is not None and set(entries) == {shorthand} else entries


def _single(value: Any) -> Any:
    if attrs.has(type(value)) and type(value) not in _WRITERS:
        return written(value)
    if isinstance(value, Choice):
        return _Plain(value.key)
    return _WRITERS[type(value)](value)


def _text(text: Text) -> Any:
    if len(text.versions) == 1 and text.versions[0][0] == ANY_LANGUAGE:
        return text.versions[0][1]
    return dict(text.versions)


_WRITERS: dict[type, Callable[[Any], Any]] = {
    str: lambda text: text,
    int: lambda number: Number(str(number)),
    bool: lambda yes: Number("true" if yes else "false"),
    Decimal: lambda number: Number(f"{number:f}"),
    Text: _text,
    ByYear: lambda series: {_Plain(str(year)): Number(f"{number:f}") for year, number in series},
    Period: lambda period: _Plain(str(period)),
    Due: lambda due: _Plain(str(due)),
}
