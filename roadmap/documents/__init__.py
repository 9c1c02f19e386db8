"""From a plan to the text of a document: views, charts and templates."""

from roadmap.documents.environment import render_index
from roadmap.documents.formats import FORMATS, makers, render, render_each

__all__ = ["FORMATS", "makers", "render", "render_each", "render_index"]
