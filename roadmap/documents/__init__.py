"""Documents in every format, made from views by templates."""

from roadmap.documents.environment import TemplateError, render_index
from roadmap.documents.formats import (
    FORMATS,
    UnknownFormatError,
    makers,
    render,
    render_each,
)
from roadmap.system.extras import MissingExtraError

__all__ = [
    "FORMATS",
    "MissingExtraError",
    "TemplateError",
    "UnknownFormatError",
    "makers",
    "render",
    "render_each",
    "render_index",
]
