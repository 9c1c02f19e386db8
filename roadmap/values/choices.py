"""Define the value types of closed lists of words."""

from typing import TYPE_CHECKING, Any

from roadmap.diagnostics.letters import fold
from roadmap.diagnostics.suggest import did_you_mean
from roadmap.i18n.message import _, message
from roadmap.model.choices import Choice
from roadmap.model.fields import FieldInfo
from roadmap.suggestions.labels import closest
from roadmap.values.nodes import Plain, is_null, wrong_kind
from roadmap.values.value_type import CellContext, Schema, SchemaMaker, ValueType, cell_error

if TYPE_CHECKING:  # reading a plan needs no words
    from roadmap.i18n.localized import Localized

__all__ = ["ChoiceType"]


class ChoiceType(ValueType):
    """The words of one list."""

    def __init__(self, choices: type[Choice]) -> None:
        self.type = choices
        self.by_key = {choice.key: choice for choice in choices}
        self.labels = {choice.key: choice.label for choice in choices}

    def read(self, node: Any, example: str = "") -> Choice:
        if not isinstance(node, str) or is_null(node):
            words = ", ".join(self.by_key)
            raise wrong_kind(message(_("one of the values %(words)s"), words=words), node, next(iter(self.by_key)))
        if node not in self.by_key:
            text = message(_("“%(value)s” is not one of the allowed values."), value=node)
            raise closest(node, self.by_key, "RM007", text, dict(self.labels))
        return self.by_key[node]

    def write(self, value: Choice) -> Plain:
        return Plain(value.key)

    def words(self, value: Choice, localized: "Localized") -> str:
        return localized.gettext(value.label)

    def cell_choices(self, localized: "Localized") -> tuple[str, ...]:
        return tuple(localized.gettext(label) for label in self.labels.values())

    def from_cell(self, value: Any, context: CellContext) -> Choice:
        """Find the word in any language, also by its key or in a slightly different spelling."""
        own, *others = (
            dict(zip(words, self.by_key.values(), strict=True))
            for words in zip(*map(context.translations, self.labels.values()), strict=True)
        )
        known = {fold(word): choice for word, choice in own.items()} | self.by_key
        for words in others:
            for word, choice in words.items():
                known.setdefault(fold(word), choice)
        found: Choice | None = known.get(fold(str(value)))
        if found is None:
            near = context.similar_word(str(value), own)
            help = (
                did_you_mean(near) if near is not None else message(_("Allowed here: %(words)s."), words=", ".join(own))
            )
            text = _("“%(value)s” is not one of the allowed values.")
            raise cell_error(text, help, value=str(value))
        return found

    def schema(self, field: FieldInfo, maker: SchemaMaker, nullable: bool) -> Schema:
        meanings = {key: maker.gettext(label) for key, label in self.labels.items()}
        return {**maker.one_of(meanings, nullable), "errorMessage": maker.expected(self)}

    def strategy(self, field: FieldInfo, st: Any) -> Any:
        return st.sampled_from(self.type)
