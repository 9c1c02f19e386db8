"""Decode the bytes of a file to its text."""

import codecs

from roadmap.diagnostics.diagnostic import PlanError
from roadmap.i18n.message import Message, _, message
from roadmap.reading.limits import MAX_BYTES
from roadmap.reading.source import SourceText, diagnostic_at

__all__ = ["decode"]


def decode(content: bytes, file: str) -> str:
    """Return the text of a plan's file: UTF-8, with or without a byte order mark.

    Raises:
        PlanError: RM001, with the likely encoding, if the file is not in UTF-8. RM010, if the file is too large.
    """
    if len(content) > MAX_BYTES:
        what = message(_("a file of more than %(limit)s MiB"), limit=MAX_BYTES // 2**20)
        text = message(_("This is too large: %(what)s."), what=what)
        raise _refused(file, "", "RM010", text, message(_("Divide the plan into several files.")))
    if content.startswith(_NO_TEXT):
        text = message(_("The file is not a text file; it looks like a Word, Excel or PDF document."))
        advice = _("Copy the plan into a new file in a text editor such as Notepad, and save it as UTF-8.")
        raise _refused(file, "", "RM001", text, message(advice))
    try:
        if content[:200].count(0) > 20:  # in UTF-16 every second byte may be 0, which is valid UTF-8
            raise UnicodeDecodeError("utf-8", content, 0, 1, "")
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text = message(_("The file is not in UTF-8; it looks like %(encoding)s."), encoding=_likely_encoding(content))
        advice = _("Save it as UTF-8: in Notepad choose “Save as”, then set “Encoding”.")
        raise _refused(file, content[: error.start].decode("utf-8-sig"), "RM001", text, message(advice)) from None


def _refused(file: str, before: str, code: str, text: Message, advice: Message) -> PlanError:
    """Return an error at the end of the part that could be decoded."""
    return PlanError([diagnostic_at(SourceText(file, before), len(before), code, text, advice)])


_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF-", b"{\\rtf")
"""First bytes of Word, Excel and Acrobat files."""


def _likely_encoding(content: bytes) -> str:
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 0 in content[:200]:
        return "UTF-16"
    small = sum(0xE0 <= byte <= 0xFF for byte in content)
    dos = sum(0xA0 <= byte <= 0xAF for byte in content)
    return "cp866" if dos > small else "cp1251"
