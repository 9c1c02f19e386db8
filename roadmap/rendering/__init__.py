"""From a plan to the text of a document: views, charts and templates."""

from roadmap.rendering.formats import FORMATS, MissingExtra, UnknownFormat, loaded, makers, render, render_each
from roadmap.rendering.templates import TemplateError, render_index

__all__ = [
    "FORMATS",
    "MissingExtra",
    "TemplateError",
    "UnknownFormat",
    "loaded",
    "makers",
    "render",
    "render_each",
    "render_index",
]
