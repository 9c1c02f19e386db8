"""Find the id of a plan without reading the rest of it."""

from yaml import events
from yaml.error import YAMLError

from roadmap.reading.composer import EventParser

__all__ = ["peek_plan_id"]


def peek_plan_id(content: bytes) -> str | None:
    """Return the id at the top level of a plan's file.

    Returns None if there is no id, or if the text cannot be parsed up to it.

    >>> peek_plan_id(b"format: 1\\nid: by-kg\\nareas: [")
    'by-kg'
    >>> peek_plan_id(b"areas: [{id: M-1}]") is None
    True
    """
    depth, key = 0, None
    try:
        parser = EventParser(content.decode("utf-8-sig"))
        while (event := parser.get_event()) is not None:
            if isinstance(event, events.CollectionEndEvent):
                depth -= 1
            if depth == 1 and isinstance(event, events.NodeEvent):
                scalar = event.value if isinstance(event, events.ScalarEvent) else ""
                if key == "id":
                    return scalar or None
                key = scalar if key is None else None
            elif depth == 1:  # the end of a list or mapping below
                key = None
            if isinstance(event, events.CollectionStartEvent):
                depth += 1
    except (UnicodeDecodeError, YAMLError):
        pass
    return None
