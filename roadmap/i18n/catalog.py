"""The languages of the program, and the catalog of each.

It imports as little as possible: the command line needs it even for `--help`.
"""

import gettext
import os.path
from functools import cache

__all__ = ["DOCUMENT_LANGUAGES", "load_catalog"]

DOCUMENT_LANGUAGES = ("en", "ru", "be", "ky")
"""The languages of documents and messages."""

_FOLDER = os.path.join(os.path.dirname(__file__), "locale")


@cache
def load_catalog(language: str) -> gettext.NullTranslations:
    """Return the catalog of a language; read it once.

    >>> load_catalog("ru").gettext("Rated load")
    'Номинальная грузоподъемность'
    """
    if language == "en":  # the code has the English texts
        return gettext.NullTranslations()
    source, compiled = (os.path.join(_FOLDER, language, "LC_MESSAGES", f"roadmap.{kind}") for kind in ("po", "mo"))
    if os.path.exists(source) and not (
        os.path.exists(compiled) and os.path.getmtime(compiled) >= os.path.getmtime(source)
    ):
        from pathlib import Path

        from roadmap.i18n.compile import compiled_catalogue  # a checkout whose catalog has changed

        return gettext.GNUTranslations(compiled_catalogue(Path(source)))
    with open(compiled, "rb") as file:
        return gettext.GNUTranslations(file)
