"""Plans written as YAML. Reading the YAML gives the same plan."""

from typing import Any

import yaml

from roadmap.model.area import Area
from roadmap.model.fields import FieldInfo, field_infos
from roadmap.model.plan import Plan
from roadmap.values import is_value, value_type
from roadmap.values.nodes import Name, Number, Plain

__all__ = ["dumps", "written"]


class _Dumper(yaml.SafeDumper):
    """The dumper of PyYAML in pure Python. The dumper of libyaml breaks lines in other places."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _plain(dumper: _Dumper, text: Plain) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        dumper.resolve(  # type: ignore[no-untyped-call]
            yaml.ScalarNode, text, (True, False)
        ),
        text,
    )


_Dumper.add_representer(Plain, _plain)
_Dumper.add_representer(Number, _plain)
_Dumper.add_representer(Name, _Dumper.represent_str)


def dumps(plan: Plan) -> str:
    """Return a plan as YAML, without fields that have their default value.

    Reading the result gives the same plan: `loads(dumps(plan)) == plan`.
    """
    return yaml.dump(written(plan), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110)


def written(record: Any) -> Any:
    """Return a record as a mapping of its fields, or as its shorthand value."""
    entries = {
        field.key: _field(field, getattr(record, field.name))
        for field in field_infos(type(record))
        if field.required or getattr(record, field.name) != field.default
    }
    if isinstance(record, Area):
        return {"kind": Plain(record.kind), **entries}
    shorthand = type(record).__roadmap_shorthand__
    return entries[shorthand] if shorthand is not None and set(entries) == {shorthand} else entries


def _field(field: FieldInfo, value: Any) -> Any:
    if field.by_id:
        return {record.id: _without_id(record) for record in value}
    return [_single(field.type, one) for one in value] if field.many else _single(field.type, value)


def _without_id(record: Any) -> Any:
    entries = written(record)
    del entries["id"]
    shorthand = type(record).__roadmap_shorthand__
    return entries[shorthand] if shorthand is not None and set(entries) == {shorthand} else entries


def _single(kind: Any, value: Any) -> Any:
    return value_type(kind).write(value) if is_value(kind) else written(value)
