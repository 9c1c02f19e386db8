"""The form of each kind of area names every key it can hold, and can be filled in as it stands."""

import re
from typing import Any

import pytest
import yaml

import roadmap
from roadmap import areas
from roadmap.areas import Area
from roadmap.i18n.language import get_language
from roadmap.model.fields import field_infos
from roadmap.model.series import ByYear
from roadmap.reference.forms import yaml_skeleton


def _keys(cls: type) -> list[str]:
    return [field.key for field in field_infos(cls)]


@pytest.mark.parametrize("kind", areas.kinds())
def test_a_form_is_yaml_with_the_keys_of_its_kind(kind: str) -> None:
    cls = areas.find(kind)
    filled: dict[str, Any] = yaml.load("\n".join(yaml_skeleton(cls, str)), yaml.BaseLoader)  # noqa: S506 - every scalar a text
    assert list(filled) == _keys(cls)
    assert "indicator" in filled["measures"][0]


@pytest.mark.parametrize("kind", areas.kinds())
def test_the_facts_of_a_form_are_read_written_and_shown(kind: str, small: str) -> None:
    shared = {"", "kind", *_keys(Area)}
    parts = re.split(r"(?m)^(?=\w)", "\n".join(yaml_skeleton(areas.find(kind), str)))
    facts = "".join(part for part in parts if part.partition(":")[0] not in shared)
    text = small.replace("kind: tractors\n", "kind: " + f"{kind}\n{facts}".strip().replace("\n", "\n    ") + "\n")
    others = "".join(f"  - {{kind: {other}, title: T}}\n" for other in areas.kinds() if other != kind)
    plan = roadmap.loads(text + others)
    assert roadmap.loads(roadmap.dumps(plan)) == plan
    pages = {to: roadmap.render(plan, format=to, language="en") for to in ("html", "md")}
    for field in field_infos(areas.find(kind)):
        if field.key not in shared:
            assert getattr(plan.areas[0], field.name) not in (None, (), ByYear()), field.key
            assert all(field.label in page for page in pages.values()), field.label


def test_a_form_says_what_a_field_is_in_the_readers_language() -> None:
    lines = list(yaml_skeleton(areas.find("elevators"), get_language("ru").gettext))
    assert (
        "    rated_load_kg: 400                                       # Номинальная грузоподъемность, кг; 100–10000"
        in lines
    )
    assert any("ckd (мелкоузловая сборка (CKD))" in line for line in lines)
