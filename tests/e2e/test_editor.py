"""An editor with our schema: yaml-language-server itself runs, and shows what an officer would see."""

import json
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

import pytest
from support import PROJECT, file_in, program

import roadmap
from roadmap import areas
from roadmap.model.fields import field_infos
from roadmap.model.measure import Measure
from roadmap.reference.json_schema import schema

PATIENCE = 30
"""Seconds that an answer may take."""


class Editor:
    """What an editor does: starts the server, opens files, asks, and keeps the marks that it is sent."""

    def __init__(self, server: Path, folder: Path) -> None:
        self.folder = folder
        self.server = subprocess.Popen(
            ["node", str(server), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.arrived: Queue[dict[str, Any] | None] = Queue()
        self.marks: dict[str, list[dict[str, Any]]] = {}
        self.asked = 0
        Thread(target=self._listen, daemon=True).start()
        self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=folder.as_uri(),
            capabilities={"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}},
        )
        self.tell("initialized")
        off = {"enable": False, "url": ""}
        self.tell(
            "workspace/didChangeConfiguration",
            settings={"yaml": {"schemaStore": off, "validate": True, "hover": True, "completion": True}},
        )

    def open(self, text: str, name: str = "plan.yaml") -> str:
        """Open a plan with the modeline of the README; returns its address."""
        uri = (self.folder / name).as_uri()
        with_schema = f"# yaml-language-server: $schema=roadmap.schema.json\n{text}"
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": with_schema}
        self.tell("textDocument/didOpen", textDocument=document)
        return uri

    def marked(self, text: str, name: str) -> list[str]:
        """What the editor underlines in a plan, each with its line (of the plan without the modeline)."""
        uri = self.open(text, name)
        while uri not in self.marks:
            self._take()
        return [f"{mark['range']['start']['line']}: {mark['message']}" for mark in self.marks[uri]]

    def hover(self, uri: str, line: int, column: int) -> str:
        """The text that shows where the mouse rests; lines count from 1 without the modeline."""
        answer = self.ask("textDocument/hover", textDocument={"uri": uri}, position={"line": line, "character": column})
        return str(answer["contents"]["value"]) if answer else ""

    def completion(self, uri: str, line: int, column: int) -> dict[str, str]:
        """What is offered at a place: words, each with what is said of it."""
        where = {"line": line, "character": column}
        answer = self.ask("textDocument/completion", textDocument={"uri": uri}, position=where)
        return {item["label"]: _plain(item.get("documentation", "")) for item in answer["items"]}

    def ask(self, method: str, **parameters: Any) -> Any:
        self.asked += 1
        self._send({"id": self.asked, "method": method, "params": parameters})
        while True:
            said = self._take()
            if said.get("id") == self.asked and "method" not in said:
                assert "error" not in said, said
                return said["result"]

    def tell(self, method: str, **parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def close(self) -> None:
        self.server.terminate()
        self.server.communicate(timeout=PATIENCE)

    def _send(self, said: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **said}).encode()
        assert self.server.stdin is not None
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def _take(self) -> dict[str, Any]:
        """The next thing that the server says; its own questions are answered, its marks kept."""
        try:
            said = self.arrived.get(timeout=PATIENCE)
        except Empty:
            raise AssertionError(f"yaml-language-server says nothing for {PATIENCE} seconds") from None
        assert said is not None, "yaml-language-server has ended"
        if said.get("method") == "textDocument/publishDiagnostics":
            self.marks[said["params"]["uri"]] = said["params"]["diagnostics"]
        elif "method" in said and "id" in said:
            items = said["params"].get("items", []) if isinstance(said.get("params"), dict) else []
            self._send({"id": said["id"], "result": [None for _ in items] if items else None})
        return said

    def _listen(self) -> None:
        stream = self.server.stdout
        assert stream is not None
        while True:
            length = 0
            while line := stream.readline().strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            if not length:
                self.arrived.put(None)
                return
            self.arrived.put(json.loads(stream.read(length)))


def _plain(documentation: Any) -> str:
    return str(documentation["value"] if isinstance(documentation, dict) else documentation)


# What stands around a test


@pytest.fixture(scope="module")
def server() -> Path:
    """The server's program."""
    program("node", "nodejs")
    return file_in("ROADMAP_EDITOR_SERVER", "server.js", "yaml-language-server")


@pytest.fixture(scope="module", params=["en"])
def editor(server: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Editor]:
    """An editor in a folder with the schema in one language."""
    folder = tmp_path_factory.mktemp("plans")
    text = json.dumps(schema(request.param), ensure_ascii=False)
    (folder / "roadmap.schema.json").write_text(text, encoding="utf-8")
    opened = Editor(server, folder)
    yield opened
    opened.close()


def _place(text: str, of: str) -> tuple[int, int]:
    """Line (from 1) and column of the first time that something stands in a text."""
    before = text[: text.index(of)]
    return before.count("\n") + 1, len(before.rpartition("\n")[2])


def _offered(editor: Editor, plan: str, area: str, name: str) -> dict[str, str]:
    """What is offered at the mark | in an area that somebody is writing."""
    text = f"{plan.partition('areas:')[0]}areas:\n{area}"
    return editor.completion(editor.open(text.replace("|", "", 1), name), *_place(text, "|"))


LOCALISATION = "The share of the product that is made where it is assembled."
"""What the field means: the help of its declaration."""

ELEVATORS = """\
  - kind: elevators
    title: {en: Elevators, ru: Лифты}
    localisation: {2027: 15}
    models:
      - name: PP-0411
        rated_load_kg: 400
"""


# What an officer sees


@pytest.mark.parametrize("plan", sorted((PROJECT / "plans").glob("*.yaml")), ids=lambda path: path.stem)
def test_nothing_is_marked_in_a_sample_plan(editor: Editor, plan: Path) -> None:
    assert editor.marked(plan.read_text(encoding="utf-8"), plan.name) == []


@pytest.mark.parametrize(
    ("mistake", "old", "new", "marks"),
    [
        ("unknown key", "        result:", "        reslt:", ["27: Property reslt is not allowed."]),
        (
            "wrong choice",
            "        result:",
            "        status: finished\n        result:",
            [
                "27: Expected one of the values planned, under-way, done, delayed, cancelled. Write it like this: planned"
            ],
        ),
        (
            "number out of bounds",
            "    measures:",
            "    localisation: {2027: 150}\n    measures:",
            ["22: Value is above the maximum of 100."],
        ),
        ("missing key", "        due: 2027-Q2\n", "", ['23: Missing property "due".']),
        (
            "wrong type",
            "turnover: 133",
            "turnover: about 133",
            ["15: Expected a number. Write it like this: 160.2"],
        ),
        (
            "no date",
            "due: 2027-Q2",
            "due: spring",
            [
                "25: Write 2027-05-15, 2027-05, 2027-Q2, 2027-H1, 2027, 2026–2030, quarterly, annually or continuous.",
            ],
        ),
        ("no state", "[BY, KG]", "[BY, KX]", ["4: Expected a state. Write it like this: KG"]),
        ("no year", "2030: 400", "30: 400", ["21: Value is below the minimum of 1000."]),
    ],
    ids=lambda value: value.replace(" ", "-") if isinstance(value, str) and value.islower() and len(value) < 22 else "",
)
def test_usual_mistakes_are_marked_in_their_line(
    editor: Editor, small: str, mistake: str, old: str, new: str, marks: list[str]
) -> None:
    wrong = small.replace(old, new)
    assert wrong != small
    assert editor.marked(wrong, f"{mistake}.yaml") == marks


def test_anchors_merge_keys_and_keys_without_a_value_are_not_marked(editor: Editor, small: str) -> None:
    text = small.replace("- {period: 2024", "- &first {period: 2024").replace(
        "  targets:\n", "  targets:\n    - {<<: *first, period: 2029, turnover: 300}\n"
    )
    text = text.replace("bodies:\n", "bodies:\n  <<: {by-mfa: {party: BY, name: {en: MFA, ru: МИД}}}\n")
    text = text.replace("baseline: {", "baseline: &start {").replace("target: {", "target: {<<: *start, ")
    text = text.replace("    measures:", "    made_in:\n    summary:\n    measures:")
    assert roadmap.loads(text)
    assert editor.marked(text, "anchors.yaml") == []


def test_the_mouse_over_a_key_shows_unit_and_bounds(editor: Editor, small: str) -> None:
    text = small + ELEVATORS
    uri = editor.open(text, "hover.yaml")
    load = editor.hover(uri, *_place(text, "rated_load_kg"))
    assert "Rated load, kg. Write a number from 100 to 10000 kg." in load
    share = editor.hover(uri, *_place(text, "localisation"))
    assert f"Localisation, %. {LOCALISATION} Write a number from 0 to 100 %." in share
    assert "Assembly of passenger and freight elevators" in editor.hover(uri, *_place(text, "elevators"))
    assert "Kyrgyzstan" in editor.hover(uri, *_place(text, "KG]"))


def test_the_kinds_of_areas_are_offered_with_what_they_are(editor: Editor, small: str) -> None:
    offered = _offered(editor, small, "  - kind: |\n", "typed-1.yaml")
    assert set(offered) == set(areas.kinds())
    assert offered["elevators"].startswith("Assembly of passenger and freight elevators")


def test_the_keys_of_the_kind_are_offered_and_of_no_other(editor: Editor, small: str) -> None:
    area = "  - kind: elevators\n    |\n"
    offered = _offered(editor, small, area, "typed-2.yaml")
    own = {field.key for field in field_infos(areas.find("elevators"))}
    assert own <= set(offered)
    assert set(offered) - own <= set(areas.kinds())  # whole areas, ready to fill in
    assert offered["localisation"].startswith(f"Localisation, %. {LOCALISATION} Write a number from 0 to 100 %.")


def test_a_new_area_is_offered_whole(editor: Editor, small: str) -> None:
    offered = _offered(editor, small, "  - |\n", "typed-3.yaml")
    assert set(areas.kinds()) <= set(offered)
    assert "localisation" not in offered


def test_choices_and_keys_of_measures_are_offered(editor: Editor, small: str) -> None:
    choice = "  - kind: cars\n    assembly_stage: |\n"
    offered = _offered(editor, small, choice, "typed-4.yaml")
    assert offered["skd"] == "assembly from large kits (SKD)"
    measure = "  - kind: cars\n    measures:\n      - id: CAR-1\n        |\n"
    offered = _offered(editor, small, measure, "typed-5.yaml")
    assert {field.key for field in field_infos(Measure)} - {"id"} <= set(offered)


@pytest.mark.parametrize("editor", ["ru"], indirect=True)
def test_it_speaks_russian(editor: Editor, small: str) -> None:
    text = small + ELEVATORS
    load = editor.hover(editor.open(text, "hover.yaml"), *_place(text, "rated_load_kg"))
    assert "Номинальная грузоподъемность, кг. Напишите число от 100 до 10000 кг." in load
    (marked,) = editor.marked(small.replace("turnover: 133", "turnover: около 133"), "wrong.yaml")
    assert marked.endswith("Напишите так: 160.2")
