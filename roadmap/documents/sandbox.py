"""A sandbox for templates that are not trusted: they read only their data, within limits, and cannot skip escaping.

Jinja's own sandbox protects private attributes, but limits neither loops nor texts. Here each step and each letter
costs something, and one document has a budget.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from types import BuiltinMethodType, MethodType
from typing import Any, cast

from jinja2 import Template, Undefined, nodes, pass_context, pass_eval_context
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, do_join
from jinja2.nodes import EvalContext
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment, safe_range
from jinja2.utils import Cycler, Joiner, Namespace

from roadmap.i18n.language import Language
from roadmap.i18n.message import Message, _, message

__all__ = ["Sandbox", "bounded"]

MOST = 100_000_000
"""The budget of one document: letters printed or passed on, and STEP per step; two thousand measures cost 14 million."""

STEP = 100
"""The price of one turn of a loop, one call or one filter, in letters."""

ENTRY = 10
"""The price of an entry of a list."""

BITS = 10_000
"""The length limit of a whole number, in bits."""

FILTERS_FOR_TEXTS = (
    "capitalize e escape forceescape lower safe string striptags title trim truncate upper urlencode wordcount".split()
)
OTHER_FILTERS = (
    "abs count d default dictsort first float groupby int items join last length list map max min reject rejectattr"
    " reverse select selectattr sort unique".split()
)
QUICK = frozenset(("count", "d", "default", "first", "last", "length"))
"""Filters whose price is one step, whatever the size of their input."""

GLOBALS = ("cycler", "dict", "joiner", "namespace", "range")

METHODS = frozenset(
    "capitalize casefold count endswith find get index isdigit items keys lower lstrip partition removeprefix"
    " removesuffix rpartition rsplit rstrip split startswith strip title upper values cycle changed next".split()
)
"""Methods of texts, lists, tables and loops that templates may call; none makes a large result from a small input."""


class _Forbidden(SecurityError):
    """A template does what it must not; `text` says it in any language."""

    def __init__(self, text: Message) -> None:
        super().__init__(str(text))
        self.text = text


# The budget of a document


_LEFT: ContextVar[list[int] | None] = ContextVar("left", default=None)


@contextmanager
def bounded() -> Iterator[None]:
    """Give the document made inside this context the budget MOST."""
    token = _LEFT.set([MOST])
    try:
        yield
    finally:
        _LEFT.reset(token)


def spend(price: int) -> None:
    """Raises _Forbidden when nothing is left."""
    left = _LEFT.get()
    if left is None:
        return
    left[0] -= max(price, 1)
    if left[0] < 0:
        raise _Forbidden(
            message(_("The template produces too much output; check for nested loops or a text that keeps growing."))
        )


def _size(values: Any) -> int:
    return sum(map(_length, values))


def _length(value: Any) -> int:
    """Return a length in letters; an entry of a list or table counts as ENTRY letters."""
    if isinstance(value, str):
        return len(value)
    return ENTRY * len(value) if hasattr(type(value), "__len__") and not isinstance(value, Undefined) else 0


@pass_context
def _paid(_context: Context, value: Any, price: int = 0) -> Any:
    spend(STEP + price + _size((value,)))
    return value


@pass_context
def _counted(_context: Context, values: Any) -> Iterator[Any]:
    """Yield values, and pay for each turn of the loop."""
    for value in values:
        spend(STEP)
        yield value


# Texts


def _text(value: Any) -> Any:
    """Return a value that can be shown as it is. Raises _Forbidden for a list or a record: its text is not predictable."""
    if value is None or isinstance(value, (str, int, float, Undefined)):
        return value
    what = type(value).__name__
    raise _Forbidden(
        message(_("This is a whole “%(what)s”, not a text; print one of its parts, or loop over it."), what=what)
    )


@pass_eval_context
def _joined(context: EvalContext, values: Any, between: str = "") -> Any:
    """Return joined texts, for `join` and `~`."""
    found = [_text(value) for value in values]
    spend(_size(found) + len(found) * (STEP + len(_text(between))))
    return do_join(context, found, between)


def _as_it_is(value: Any) -> Any:
    """Return the value unchanged, for `safe`: markup needs no mark, and a plan's text never becomes markup."""
    return value


def _bounded_filter(work: Callable[..., Any], for_text: bool, quick: bool = False) -> Callable[..., Any]:
    place = 1 if hasattr(work, "jinja_pass_arg") else 0

    @wraps(work)
    def filter(*arguments: Any, **named: Any) -> Any:
        spend(STEP if quick else STEP + _size(arguments) + _size(named.values()))
        if for_text:
            _text(arguments[place])
        return work(*arguments, **named)

    return filter


def _own_filters() -> dict[str, Callable[..., Any]]:
    own: dict[str, Callable[..., Any]] = {"safe": _as_it_is, "join": _joined}
    known = {**FILTERS, **own}
    texts = {name: _bounded_filter(known[name], True) for name in FILTERS_FOR_TEXTS}
    others = {name: _bounded_filter(known[name], False, name in QUICK) for name in OTHER_FILTERS}
    return {**texts, **others, " paid": _paid, " counted": _counted, " joined": _joined}


# Operators


def _times(left: Any, right: Any) -> int:
    for many, count in ((left, right), (right, left)):
        if isinstance(count, int) and not isinstance(many, int):
            return _length(many) * max(count, 0)
    return _bits(left, 1) + _bits(right, 1)


def _power(left: Any, right: Any) -> int:
    return _bits(left, right if isinstance(right, int) and right > 0 else 1)


def _bits(number: Any, times: int) -> int:
    """Return the length of a power of a whole number. Raise OverflowError if it is too long."""
    if isinstance(number, int) and number.bit_length() * times > BITS:
        raise OverflowError("a number too big")
    return 0


def _filled(left: Any, right: Any) -> int:
    """Return the size of a text filled by `%`; widths (`%9d`) count as letters."""
    if not isinstance(left, str):
        return 0
    if re.search(r"%[^a-zA-Z%]*\*", left):
        raise ValueError("no * in %")
    values = right.values() if isinstance(right, dict) else right if isinstance(right, tuple) else (right,)
    longest = max([_size((_text(value),)) for value in values], default=0)
    return len(left) + left.count("%") * 5 * (longest + 30) + sum(int(d[:10]) for d in re.findall("[0-9]+", left))


PRICES: dict[str, Callable[[Any, Any], int]] = {
    "+": lambda left, right: _size((left, right)),
    "*": _times,
    "**": _power,
    "%": _filled,
}


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of untrusted templates. Escaping is always on; inside `bounded`, output is limited."""

    intercepted_binops = frozenset(PRICES)

    def __init__(self, finalize: Callable[[object], object], **options: Any) -> None:
        def paid_and_final(value: object) -> object:
            spend(_size((_text(value),)))
            return finalize(value)

        super().__init__(**options, finalize=paid_and_final)
        self.filters = _own_filters()
        self.globals = {name: self.globals[name] for name in GLOBALS}

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Pay for an operation before it is computed."""
        spend(STEP + PRICES[operator](left, right))
        return super().call_binop(context, operator, left, right)

    def is_safe_callable(self, obj: Any) -> bool:
        """Return whether an object may be called: a helper of documents, or a method that cannot enlarge its input."""
        if isinstance(obj, (Macro, BlockReference, Undefined, Cycler, Joiner)):
            return True  # an undefined value reports its own name
        if isinstance(obj, (MethodType, BuiltinMethodType)):
            of = obj.__self__
            return isinstance(of, Language) or (obj.__name__ in METHODS and isinstance(of, _WITH_METHODS))
        return any(obj is each for each in (safe_range, dict, Namespace, Cycler, Joiner))

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call an object, and pay. The parameters have Jinja's names, so that a macro can have arguments of any name."""
        spend(STEP + _size(args) + _size(kwargs.values()) + _size((getattr(__obj, "__self__", None),)))
        return super().call(__context, __obj, *args, **kwargs)

    def _load_template(self, name: str, globals: Any) -> Template:
        """Load a template that another one includes or imports, and pay one step."""
        spend(STEP)
        return super()._load_template(name, globals)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template; add a price to what Jinja does not check: loops, its own text, `~`, slices."""
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.EvalContextModifier, nodes.For, nodes.Getitem, nodes.Output)):
            _priced(node, name, filename)
        _without_concat(tree)
        return tree


_WITH_METHODS = (str, list, tuple, dict, LoopContext, Cycler)


def _call_of(name: str, value: nodes.Expr, *arguments: nodes.Expr) -> nodes.Expr:
    return nodes.Filter(value, name, list(arguments), [], None, None, lineno=value.lineno)


def _priced(node: nodes.Node, name: str | None, filename: str | None) -> None:
    match node:
        case nodes.EvalContextModifier() | nodes.For(recursive=True):
            from jinja2 import TemplateSyntaxError

            what = "a recursive loop" if isinstance(node, nodes.For) else "autoescape"
            raise TemplateSyntaxError(f"{what} is not allowed in these templates", node.lineno, name, filename)
        case nodes.For():
            node.iter = _call_of(" counted", cast(nodes.Expr, node.iter))
        case nodes.Getitem(arg=nodes.Slice()):
            node.node = _call_of(" paid", node.node)
        case nodes.Output():
            letters = sum(len(each.data) for each in node.find_all(nodes.TemplateData))
            letters += sum(len(str(each.value)) for each in node.find_all(nodes.Const))
            nothing, price = nodes.Const("", lineno=node.lineno), nodes.Const(letters, lineno=node.lineno)
            node.nodes.insert(0, _call_of(" paid", nothing, price))


def _without_concat(tree: nodes.Node) -> None:
    """Replace `a ~ b` by a join, since Jinja does not let a sandbox intercept that operator."""
    for parent in [tree, *tree.find_all(nodes.Node)]:
        for field, value in parent.iter_fields():
            if isinstance(value, nodes.Concat):
                setattr(parent, field, _as_join(value))
            elif isinstance(value, list):
                value[:] = [_as_join(each) if isinstance(each, nodes.Concat) else each for each in value]


def _as_join(concat: nodes.Concat) -> nodes.Expr:
    return _call_of(" joined", nodes.List(concat.nodes, lineno=concat.lineno))
