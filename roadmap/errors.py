"""Every exception that the public functions raise, except `PlanError`, which is defined with `Diagnostic`.

All derive from `RoadmapError`, so that one `except` catches them. All can be copied, and sent to another process.
"""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from roadmap.i18n.message import Message, _, message

__all__ = [
    "CellError",
    "CycleError",
    "FieldError",
    "FieldErrors",
    "ImportRejectedError",
    "MissingExtraError",
    "MissingGlyphError",
    "NoPlansError",
    "NoTemplateError",
    "RoadmapError",
    "TemplateError",
    "UnknownAreaError",
    "UnknownExportError",
    "UnknownFormatError",
    "UnknownLanguageError",
    "UnsafeEditError",
    "UserError",
    "WholePlanOnlyError",
    "WorkerLostError",
]


class RoadmapError(Exception):
    """The base of all exceptions of this package."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Restore arguments and attributes without calling `__init__`, because most subclasses change its parameters."""
        return _restore, (type(self), self.args), self.__dict__


def _restore(cls: type[RoadmapError], args: tuple[object, ...]) -> RoadmapError:
    return cls.__new__(cls, *args)


class UserError(RoadmapError):
    """Raised for a request that cannot be met. `str()` explains it in English, `text` in any language."""

    def __init__(self, text: Message) -> None:
        super().__init__(text)
        self.text = text

    def __str__(self) -> str:
        return str(self.text)


# Mistakes in one value


class FieldError(RoadmapError, ValueError):
    """Raised for a mistake in one value of a plan: what is wrong, and what to write instead.

    Attributes:
        path: The path from the value to the part at fault (a language of a text, a year of a series).
        target: Whether the key or the value at that path is wrong.
    """

    def __init__(
        self,
        code: str,
        text: Message,
        help: "Message | Callable[[], Message]",
        *,
        path: tuple[str | int, ...] = (),
        target: Literal["key", "value"] = "value",
    ) -> None:
        super().__init__(code, text)
        self.code, self.text, self.path, self.target = code, text, path, target
        self._help = help

    @property
    def help(self) -> Message:
        """What to write instead. It is computed on first use, because many mistakes are only counted."""
        if not isinstance(self._help, Message):
            self._help = self._help()
        return self._help

    @help.setter
    def help(self, help: Message) -> None:
        self._help = help

    def __str__(self) -> str:
        return f"{self.text} {self.help}"

    def __reduce__(self) -> tuple[Any, ...]:
        self._help = self.help  # a function cannot be sent to another process, its result can
        return super().__reduce__()


class FieldErrors(RoadmapError, ValueError):
    """Raised for several mistakes in one value."""

    def __init__(self, mistakes: Iterable[FieldError]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__(*self.mistakes)


# Requests for documents


class UnknownFormatError(UserError, ValueError):
    """Raised if documents cannot be made in a format."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        text = _("unknown document format “%(format)s”; available: %(known)s")
        super().__init__(message(text, format=name, known=", ".join(known)))


class UnknownLanguageError(UserError, ValueError):
    """Raised if documents cannot be made in a language."""

    def __init__(self, language: str, known: Iterable[str]) -> None:
        text = _("documents cannot be made in “%(language)s”; available: %(known)s")
        super().__init__(message(text, language=language, known=", ".join(known)))


class MissingExtraError(UserError, ImportError):
    """Raised if formats need libraries that are not installed. The text gives the command that installs them."""

    def __init__(self, formats: Iterable[str], command: str) -> None:
        text = _("%(formats)s needs extra packages; install them with: %(command)s")
        super().__init__(message(text, formats=", ".join(formats), command=command))


class TemplateError(UserError):
    """Raised if a template is missing or broken. The text names the template and the line."""


class NoTemplateError(UserError, ValueError):
    """Raised if there is no template of a name."""


class MissingGlyphError(UserError, ValueError):
    """Raised if a text of the plan has a character that the fonts of the PDF lack."""


class NoPlansError(UserError, ValueError):
    """Raised if a folder has no plan in it."""


class WorkerLostError(UserError):
    """Raised if a process that makes documents ended before its work was done."""

    def __init__(self) -> None:
        text = _("a worker process stopped before it finished; is there enough memory?")
        super().__init__(message(text))


# Exchange with other programs


class UnknownExportError(UserError, ValueError):
    """Raised if plans cannot be exported in a format."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        text = _("unknown export format “%(format)s”; available: %(known)s")
        super().__init__(message(text, format=name, known=", ".join(known)))


class WholePlanOnlyError(UnknownExportError):
    """Raised if a format can only contain a whole plan, not the part of one body."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        text = _("“%(format)s” contains a whole plan; formats for one body: %(known)s")
        UserError.__init__(self, message(text, format=name, known=", ".join(known)))


class CellError(NamedTuple):
    """A mistake or a note about one cell of a workbook.

    Attributes:
        where: The address of the cell, as Excel writes it.
        text: What is wrong.
        help: What to do.
    """

    where: str
    text: Message
    help: Message

    def said(self, gettext: Callable[[str], str | None] = str) -> str:
        """Return address, mistake and help in the reader's language; `gettext` translates a text."""
        return f"{self.where}: {self.text.translated(gettext)} {self.help.translated(gettext)}"

    def __str__(self) -> str:
        return self.said()


class ImportRejectedError(UserError, ValueError):
    """Raised if a workbook cannot be imported. `mistakes` lists the cells at fault, if any."""

    def __init__(self, text: Message, mistakes: tuple[CellError, ...] = ()) -> None:
        super().__init__(text)
        self.mistakes = mistakes

    def __str__(self) -> str:
        return "\n".join([str(self.text), *map(str, self.mistakes)])


class UnsafeEditError(RoadmapError):
    """Raised if the text of a measure has no safe place for a report. `path` leads to the measure."""

    def __init__(self, path: tuple[str | int, ...]) -> None:
        super().__init__(path)
        self.path = path


# Areas and measures


class UnknownAreaError(RoadmapError, LookupError):
    """Raised if there is no area of a kind."""


class CycleError(RoadmapError, ValueError):
    """Raised if measures wait for each other. `ids` leads from one of them back to itself."""

    def __init__(self, ids: Iterable[str]) -> None:
        self.ids = tuple(ids)
        super().__init__(" → ".join(self.ids))
