"""Forms for the parts of a plan, with one line per field. They are derived from the declarations."""

from collections.abc import Callable, Iterator

from roadmap.model.fields import FieldInfo, field_infos, is_record
from roadmap.values import is_value, value_type

__all__ = ["skeleton_line", "yaml_skeleton"]


def yaml_skeleton(cls: type, say: Callable[[str], str], indent: str = "", first: str = "") -> Iterator[str]:
    """Yield the lines of a form for a record: each key with an example and, after `#`, its meaning and allowed values.

    Args:
        cls: The class of the record.
        say: Translates a text.
        indent: The text before each line.
        first: The text before the first line, in place of `indent`.
    """
    for n, field in enumerate(field_infos(cls)):
        start = first if first and n == 0 else indent
        shorthand = getattr(field.type, "__roadmap_shorthand__", None)
        if not is_record(field.type):
            yield skeleton_line(f"{start}{field.key}: {field.example or '…'}", _remark(field, say))
        elif shorthand is not None:
            yield skeleton_line(f"{start}{field.key}: {field.example}", _remark(field, say))
        else:
            yield skeleton_line(f"{start}{field.key}:", _remark(field, say))
            yield from yaml_skeleton(
                field.type, say, f"{indent}    " if field.many else f"{indent}  ", f"{indent}  - " if field.many else ""
            )


def skeleton_line(written: str, remark: str) -> str:
    """Return a line of a form: the text in a plan and, after `#`, a remark."""
    return f"{written:<60} # {remark}"


def _remark(field: FieldInfo, say: Callable[[str], str]) -> str:
    remark = "; ".join(_remarks(field, say))
    return f"{remark}. {say(field.help)}" if field.help else remark


def _remarks(field: FieldInfo, say: Callable[[str], str]) -> Iterator[str]:
    """Yield the label of a field with its unit, its bounds, and its allowed words."""
    unit = f", {say(field.unit)}" if field.unit else ""
    yield f"{say(field.label)}{unit}"
    if field.min is not None and field.max is not None:
        yield f"{field.min:f}–{field.max:f}"
    elif field.min is not None:
        yield f"≥ {field.min:f}"
    elif field.max is not None:
        yield f"≤ {field.max:f}"
    if is_value(field.type) and (labels := value_type(field.type).labels):
        yield ", ".join(f"{key} ({say(label)})" for key, label in labels.items())
