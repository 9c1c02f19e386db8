"""The table of each language: names, dates and numbers."""

from importlib import import_module

from roadmap.i18n.table import LanguageTable

__all__ = ["load_table"]


def load_table(language: str) -> LanguageTable:
    """Return the table of a language; import only this one.

    >>> load_table("ru").states["KG"].short
    'Кыргызстан'
    """
    table: LanguageTable = import_module(f"roadmap.i18n.tables.{language}").TABLE
    return table
