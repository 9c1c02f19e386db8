"""Documents in every format, made from views by templates."""

from roadmap.documents.environment import render_index
from roadmap.documents.formats import FORMATS, makers, render, render_each

__all__ = ["FORMATS", "makers", "render", "render_each", "render_index"]
