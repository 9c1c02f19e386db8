"""Names, dates and numbers of each language, as tables."""

from importlib import import_module

from roadmap.i18n.table import LanguageTable

__all__ = ["load_table"]


def load_table(language: str) -> LanguageTable:
    """The table of a language that documents can be in; only this one is imported.

    >>> load_table("ru").states["KG"].short
    'Кыргызстан'
    """
    table: LanguageTable = import_module(f"roadmap.i18n.tables.{language}").TABLE
    return table
