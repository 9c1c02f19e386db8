"""From a plan to the text of a document: views, charts and templates."""

from roadmap.rendering.templates import FORMATS, TemplateError, UnknownFormat, render, render_index

__all__ = ["FORMATS", "TemplateError", "UnknownFormat", "render", "render_index"]
