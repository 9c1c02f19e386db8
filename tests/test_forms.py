"""The form of each kind of area names every key it can hold, and can be filled in as it stands."""

from typing import Any

import pytest
import yaml

from roadmap import areas
from roadmap.i18n.language import get_language
from roadmap.model.fields import field_infos
from roadmap.reference.forms import yaml_skeleton


def _keys(cls: type) -> list[str]:
    return [field.key for field in field_infos(cls)]


@pytest.mark.parametrize("kind", areas.kinds())
def test_a_form_is_yaml_with_the_keys_of_its_kind(kind: str) -> None:
    cls = areas.find(kind)
    filled: dict[str, Any] = yaml.load("\n".join(yaml_skeleton(cls, str)), yaml.BaseLoader)  # noqa: S506 - every scalar a text
    assert list(filled) == _keys(cls)
    assert "indicator" in filled["measures"][0]


def test_a_form_says_what_a_field_is_in_the_readers_language() -> None:
    lines = list(yaml_skeleton(areas.find("elevators"), get_language("ru").gettext))
    assert (
        "    rated_load_kg: 400                                       # Номинальная грузоподъемность, кг; 100–10000"
        in lines
    )
    assert any("ckd (мелкоузловая сборка (CKD))" in line for line in lines)
