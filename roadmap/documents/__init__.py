"""From a plan to the text of a document: views, charts and templates."""

from roadmap.documents.environment import TemplateError, render_index
from roadmap.documents.formats import (
    FORMATS,
    MissingExtraError,
    UnknownFormatError,
    load_functions,
    makers,
    render,
    render_each,
)

__all__ = [
    "FORMATS",
    "MissingExtraError",
    "TemplateError",
    "UnknownFormatError",
    "load_functions",
    "makers",
    "render",
    "render_each",
    "render_index",
]
