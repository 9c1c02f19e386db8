"""The texts of the program in each language: which languages there are, and their catalogues.

Imports no more than it needs: the command line says even its help in the reader's language.
"""

import gettext
import os.path
from functools import cache

__all__ = ["DOCUMENT_LANGUAGES", "load_catalog"]

DOCUMENT_LANGUAGES = ("en", "ru", "be", "ky")
"""The languages that documents and messages can be in."""

_FOLDER = os.path.join(os.path.dirname(__file__), "locale")


@cache
def load_catalog(language: str) -> gettext.NullTranslations:
    """The texts of one of the languages; read once.

    >>> load_catalog("ru").gettext("Rated load")
    'Номинальная грузоподъемность'
    """
    if language == "en":  # the texts in the code are the English ones
        return gettext.NullTranslations()
    source, compiled = (os.path.join(_FOLDER, language, "LC_MESSAGES", f"roadmap.{kind}") for kind in ("po", "mo"))
    if os.path.exists(source) and not (
        os.path.exists(compiled) and os.path.getmtime(compiled) >= os.path.getmtime(source)
    ):
        from pathlib import Path

        from roadmap.i18n.compile import compiled_catalogue  # a checkout, with a catalogue that has changed

        return gettext.GNUTranslations(compiled_catalogue(Path(source)))
    with open(compiled, "rb") as file:
        return gettext.GNUTranslations(file)
