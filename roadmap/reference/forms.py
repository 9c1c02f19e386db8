"""What a part of a plan can hold, as a form to fill in: one line a field, derived from the declarations."""

from collections.abc import Callable, Iterator

from roadmap.areas import keys_of
from roadmap.model.fields import FieldInfo, is_record
from roadmap.values import is_value, value_type

__all__ = ["skeleton_line", "yaml_skeleton"]


def yaml_skeleton(cls: type, say: Callable[[str], str], indent: str = "", first: str = "") -> Iterator[str]:
    """The lines of a form for a record: each key with an example and, behind `#`, what it is and what it may be.

    say: gives the translation of a text.
    indent, first: what stands before each line, and before the first one in its place.
    """
    for n, field in enumerate(keys_of(cls)):
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
    """A line of a form: what a plan writes, and behind `#` what it is."""
    return f"{written:<60} # {remark}"


def _remark(field: FieldInfo, say: Callable[[str], str]) -> str:
    remark = "; ".join(_remarks(field, say))
    return f"{remark}. {say(field.help)}" if field.help else remark


def _remarks(field: FieldInfo, say: Callable[[str], str]) -> Iterator[str]:
    """What a field is called, its unit, its bounds, the words to choose from."""
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
