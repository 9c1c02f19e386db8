"""The form of each kind of area names every key it can hold, and can be filled in as it stands."""

from typing import Any

import pytest
import yaml

from roadmap import areas
from roadmap.i18n.language import words
from roadmap.model.fields import declared
from roadmap.reference.forms import form


def _keys(cls: type) -> list[str]:
    return [field.key for field in declared(cls)]


@pytest.mark.parametrize("kind", areas.kinds())
def test_a_form_is_yaml_with_the_keys_of_its_kind(kind: str) -> None:
    cls = areas.find(kind)
    filled: dict[str, Any] = yaml.load("\n".join(form(cls, str)), yaml.BaseLoader)  # noqa: S506 - every scalar a text
    assert list(filled) == _keys(cls)
    assert "indicator" in filled["measures"][0]


def test_a_form_says_what_a_field_is_in_the_readers_language() -> None:
    lines = list(form(areas.find("elevators"), words("ru").gettext))
    assert (
        "    rated_load_kg: 400                                       # Номинальная грузоподъемность, кг; 100–10000"
        in lines
    )
    assert any("ckd (мелкоузловая сборка (CKD))" in line for line in lines)
