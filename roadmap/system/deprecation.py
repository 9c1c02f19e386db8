"""Old names: they go on working for one version, with a warning that gives the new word."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast
from warnings import warn

__all__ = ["renamed", "warn_old"]

F = TypeVar("F", bound=Callable[..., Any])


def warn_old(old: str, new: str, stacklevel: int = 2) -> None:
    """Warn the caller's caller that a name is old.

    Args:
        old: The word that was used.
        new: The word to use instead.
        stacklevel: Counted from the caller of this function, as in `warnings.warn`.
    """
    warn(f"{old} is deprecated and goes with the next version; use {new}", DeprecationWarning, stacklevel + 1)


def renamed(**names: str) -> Callable[[F], F]:
    """Let a function take what version 0.1 took: old keywords, and keyword-only arguments by position. Both warn.

    Args:
        names: The new keyword for each old one.

    >>> import warnings
    >>> @renamed(to="format")
    ... def render(plan, *, format="html"):
    ...     return f"{plan} as {format}"
    >>> with warnings.catch_warnings(record=True, action="always") as caught:
    ...     render("A", to="md"), render("A", "md")
    ('A as md', 'A as md')
    >>> for warning in caught:
    ...     print(warning.message)
    render(to=…) is deprecated and goes with the next version; use render(format=…)
    render() with format by position is deprecated and goes with the next version; use render(format=…)
    """

    def decorate(function: F) -> F:
        code = function.__code__
        by_position = code.co_argcount
        keywords = code.co_varnames[by_position : by_position + code.co_kwonlyargcount]
        name = function.__name__

        @wraps(function)
        def call(*args: Any, **kwargs: Any) -> Any:
            for keyword, value in zip(keywords, args[by_position:], strict=False):
                if keyword in kwargs or len(args) > by_position + len(keywords):
                    break  # too many arguments, or one given twice: the function itself complains
                warn_old(f"{name}() with {keyword} by position", f"{name}({keyword}=…)")
                kwargs[keyword] = value
            else:
                args = args[:by_position]
            for old in names.keys() & kwargs.keys():
                if names[old] not in kwargs:
                    warn_old(f"{name}({old}=…)", f"{name}({names[old]}=…)")
                    kwargs[names[old]] = kwargs.pop(old)
            return function(*args, **kwargs)

        return cast(F, call)

    return decorate
