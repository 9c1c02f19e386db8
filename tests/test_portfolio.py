"""Many plans: what a build remembers, processes side by side, runs that are cut short, and the page that leads to all."""

import json
import os
import re
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from support import Run, decoded, documents, examples, linux

import roadmap
from roadmap.analysis.assessment import assess
from roadmap.building import cache
from roadmap.building.builder import build_folder, find_plans
from roadmap.documents.views.index import Made, index_entries
from roadmap.i18n.language import get_language
from roadmap.testing import plans

BROKEN = "parties: [BY, ZZ]"


def put(folder: Path, count: int, small: str) -> Path:
    """So many small plans in `plans`."""
    (folder / "plans").mkdir(exist_ok=True)
    for number in range(count):
        (folder / "plans" / f"{number:03}.yaml").write_text(of(small, number), encoding="utf-8")
    return folder / "plans"


def of(small: str, number: int) -> str:
    """One of many small plans."""
    return small.replace("by-kg-small", f"plan-{number:03}").replace("133", str(133 + number))


def times(folder: Path) -> dict[str, int]:
    """When each document was written."""
    return {file.name: file.stat().st_mtime_ns for file in folder.iterdir() if not file.name.startswith((".", "index"))}


def built(folder: Path, **options: Any) -> tuple[dict[str, bytes], list[str]]:
    """The documents of `plans` in `out`, and what is wrong in the plans."""
    try:
        roadmap.build([folder / "plans"], output_dir=folder / "out", **options)
    except roadmap.PlanError as error:
        return documents(folder / "out"), [str(each) for each in error.diagnostics]
    return documents(folder / "out"), []


def test_a_format_alone_is_no_list_of_formats(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="are lists"):
        roadmap.build([tmp_path], output_dir=tmp_path / "out", formats="html")
    with pytest.raises(TypeError, match="are lists"):
        roadmap.build([tmp_path], output_dir=tmp_path / "out", formats=["html"], languages="ru")


def test_the_pages_name_the_plans_that_are_not_there(tmp_path: Path, small: str) -> None:
    put(tmp_path, 3, small)
    (tmp_path / "plans" / "001.yaml").write_text(of(small, 1).replace("parties: [BY, KG]", BROKEN), encoding="utf-8")
    pages, wrong = built(tmp_path)
    assert len(wrong) > 0
    for name in ("index.html", "index.md"):
        assert b"001.yaml" in pages[name]
    (tmp_path / "plans" / "001.yaml").write_text(of(small, 1), encoding="utf-8")
    assert b"001.yaml" not in built(tmp_path)[0]["index.html"]


# What a build remembers


def test_what_has_not_changed_is_not_made_again(tmp_path: Path, small: str) -> None:
    put(tmp_path, 3, small)
    first, _none = built(tmp_path)
    before = times(tmp_path / "out")
    (tmp_path / "plans" / "001.yaml").write_text(of(small, 1).replace("[ru, en]", "[en, ru]"), encoding="utf-8")
    second, _none = built(tmp_path)
    after = times(tmp_path / "out")
    assert {name for name in after if after[name] != before[name]} == {n for n in after if n.startswith("plan-001.")}
    assert {name for name in first if first[name] != second[name]} >= {"plan-001.en.html"}
    built(tmp_path, force=True)
    assert not set(times(tmp_path / "out").values()) & set(after.values())


def test_the_command_tells_what_it_left_as_it_was(run: Run, tmp_path: Path, small: str) -> None:
    put(tmp_path, 2, small)
    said = [decoded(run(tmp_path, "build", *more)).stdout.splitlines() for more in ([], [], ["--force"])]
    kept = "unchanged since the last build: 8"
    assert said == [
        ["files written to build: 12"],
        ["files written to build: 4", kept],
        ["files written to build: 12"],
    ]


@pytest.mark.parametrize("harm", ["deleted", "edited", "emptied"])
def test_a_document_that_is_not_as_it_was_written_is_made_again(tmp_path: Path, small: str, harm: str) -> None:
    put(tmp_path, 2, small)
    before, _none = built(tmp_path)
    file = tmp_path / "out" / "plan-000.ru.md"
    if harm == "deleted":
        file.unlink()
    else:
        file.write_bytes(before[file.name][::-1] if harm == "edited" else b"")
    assert built(tmp_path)[0] == before


def test_a_template_of_the_house_that_is_edited_counts(tmp_path: Path, small: str) -> None:
    put(tmp_path, 1, small)
    house = tmp_path / "house" / "markdown" / "document.md"
    house.parent.mkdir(parents=True)
    seen = []
    for text in ("one", "two"):
        house.write_text(text, encoding="utf-8")
        seen.append(built(tmp_path, templates=tmp_path / "house")[0]["plan-000.ru.md"])
    assert seen == [b"one\n", b"two\n"]


def test_an_area_that_the_program_declares_itself_is_never_remembered(tmp_path: Path, small: str) -> None:
    plan = tmp_path / "plans" / "dairy.yaml"
    plan.parent.mkdir()
    plan.write_text(small.replace("kind: tractors", "kind: dairy-herds"), encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import sys, roadmap\n"
        "from roadmap.areas import Area, area\n"
        "from roadmap.model.fields import field\n"
        "from roadmap.model.text import Text\n"
        "@area('dairy-herds')\n"
        "class Dairy(Area):\n"
        "    '''Herds.'''\n"
        "    site: Text | None = field(sys.argv[1], default=None)\n"
        "roadmap.build(['plans'], output_dir='out', formats=['md'], workers=2)\n",
        encoding="utf-8",
    )
    plan.write_text(plan.read_text("utf-8").replace("    measures:", "    site: Osh\n    measures:"), encoding="utf-8")
    for label in ("Place", "Spot"):
        subprocess.run([sys.executable, script, label], cwd=tmp_path, check=True)
        assert label in (tmp_path / "out" / "by-kg-small.ru.md").read_text("utf-8")


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["change", "break", "mend", "same id", "remove", "touch a document", "spoil the record"]),
        st.integers(0, 2),
    ),
    max_size=6,
)


@examples(0.3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_with_a_record_or_without_a_build_gives_the_same(tmp_path: Path, small: str, edits: list[Any]) -> None:
    for used in ("plans", "out", "anew"):
        shutil.rmtree(tmp_path / used, ignore_errors=True)
    folder = put(tmp_path, 3, small)
    built(tmp_path, languages=["en"])
    for number, (edit, place) in enumerate(edits):
        file = folder / f"{place:03}.yaml"
        text = {
            "change": of(small, place).replace("Resume assembly", f"Resume {number}"),
            "break": of(small, place).replace("parties: [BY, KG]", BROKEN),
            "mend": of(small, place),
            "same id": of(small, place).replace(f"plan-{place:03}", "plan-000"),
        }.get(edit)
        if text is not None:
            file.write_text(text, encoding="utf-8")
        elif edit == "remove":
            file.unlink(missing_ok=True)
        elif edit == "touch a document":
            (tmp_path / "out" / f"plan-{place:03}.en.md").write_text("by hand", encoding="utf-8")
        else:
            (tmp_path / "out" / cache.FILE).write_bytes(b'{"version": 1, "plans": [{}]}')
        if not any(folder.iterdir()):
            return
        with_record, said = built(tmp_path, languages=["en"])
        shutil.rmtree(tmp_path / "anew", ignore_errors=True)
        anew = build_folder(find_plans([folder]), tmp_path / "anew", ("html", "md"), ["en"])
        assert said == [str(each) for each in anew.errors]
        fresh = documents(tmp_path / "anew")
        assert {name: with_record[name] for name in fresh} == fresh


@examples(0.8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_damaged_or_foreign_record_is_as_if_there_were_none(tmp_path: Path, small: str, data: st.DataObject) -> None:
    if not (tmp_path / "out").exists():
        put(tmp_path, 1, small)
        built(tmp_path, languages=["en"])
    file, before = tmp_path / "out" / cache.FILE, documents(tmp_path / "out")
    found = json.loads(file.read_bytes())
    anything = st.recursive(
        st.none()
        | st.booleans()
        | st.integers()
        | st.text(max_size=5)
        | st.sampled_from(["1e999999999", "<b>", "NaN"]),
        lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
        max_leaves=4,
    )
    if data.draw(st.booleans()):
        written = data.draw(st.binary(max_size=40))
    else:
        entry = found["plans"][0]
        at = data.draw(st.sampled_from([found, entry, entry["plan"]]))
        at[data.draw(st.sampled_from(sorted(set(at) - {"origin"})))] = data.draw(anything)
        written = json.dumps(found).encode()
    file.write_bytes(written)
    entries = cache.BuildCache.read(tmp_path / "out").entries
    built(tmp_path, languages=["en"])
    assert {name for name, text in documents(tmp_path / "out").items() if text != before[name]} <= {
        "index.html",
        "index.md",
    }
    assert not entries or set(entries) == {"plan-000"}
    assert b"<b>" not in (tmp_path / "out" / "index.html").read_bytes()
    built(tmp_path, languages=["en"], force=True)
    assert documents(tmp_path / "out") == before


def test_a_record_in_which_somebody_writes_markup_makes_none(tmp_path: Path, small: str) -> None:
    put(tmp_path, 1, small)
    built(tmp_path)
    file = tmp_path / "out" / cache.FILE
    found = json.loads(file.read_bytes())
    for key, value in {
        "title": {"": "<script>alert(1)</script>"},
        "currency": "<b>",
        "parties": [["<i>", None], ["KG", {"": '"><img src=x>'}]],
    }.items():
        found["plans"][0]["plan"][key] = value
    file.write_text(json.dumps(found), encoding="utf-8")
    page = built(tmp_path)[0]["index.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"<b>|<i>|<img|<script>alert", page)


def test_two_plans_of_one_id_stop_each_other_when_one_is_remembered(tmp_path: Path, small: str) -> None:
    put(tmp_path, 2, small)
    before, _none = built(tmp_path)
    (tmp_path / "plans" / "second.yaml").write_text(of(small, 1) + "\n", encoding="utf-8")
    after, said = built(tmp_path)
    assert [line.split(": ")[1] for line in said if "RM015" in line] == [
        "error[RM015 duplicate-id]",
        "error[RM015 duplicate-id]",
    ]
    assert len(said) == 2
    assert "plan-001" not in after["index.html"].decode()
    (tmp_path / "plans" / "second.yaml").unlink()
    assert built(tmp_path) == (before, [])


@pytest.mark.parametrize("id", ['"plan-000"', "&a plan-000", "! plan-000", ">-\n  plan-000"])
def test_an_id_is_seen_however_it_is_written(tmp_path: Path, small: str, id: str) -> None:
    put(tmp_path, 1, small)
    text = of(small, 0).replace("id: plan-000", f"id: {id}").replace("A small", "Another small")
    (tmp_path / "plans" / "other.yaml").write_text(text, encoding="utf-8")
    _documents, said = built(tmp_path)
    assert sum("RM015" in line for line in said) == (2 if "!" not in id else 0), said


# Processes side by side


def test_processes_side_by_side_make_the_same_documents(tmp_path: Path, small: str) -> None:
    folder = put(tmp_path, 7, small)
    (folder / "003.yaml").write_text(of(small, 3).replace("parties: [BY, KG]", BROKEN), encoding="utf-8")
    (folder / "006.yaml").write_text(
        of(small, 6).replace("[by-minprom, kg-mineconom]", "[by-minprom]"), encoding="utf-8"
    )
    alone = built(tmp_path, workers=1)
    shutil.rmtree(tmp_path / "out")
    seen: list[tuple[int, int, str]] = []
    together = built(tmp_path, workers=3, progress=lambda *step: seen.append(step))
    assert together == alone
    assert len(alone[1]) == 2
    assert [step[0] for step in seen] == [0, 1, 2, 3, 4, 5, 6, 7]
    assert seen[0] == (0, 7, "000.yaml")


def test_processes_can_be_started_by_any_program(tmp_path: Path, small: str) -> None:
    put(tmp_path, 4, small)
    alone, _none = built(tmp_path, workers=1)
    (tmp_path / "roadmap.py").write_text("raise SystemExit('the wrong roadmap')", encoding="utf-8")
    script = tmp_path / "script"  # in a thread
    script.mkdir()
    script = script / "script.py"
    script.write_text(
        "import threading, roadmap\n"
        "options = {'output_dir': 'out', 'workers': 2, 'force': True}\n"
        "if __name__ == '__main__':\n"
        "    work = threading.Thread(target=roadmap.build, args=(['plans'],), kwargs=options)\n"
        "    work.start(); work.join()\n",
        encoding="utf-8",
    )
    shutil.rmtree(tmp_path / "out")
    subprocess.run([sys.executable, script], cwd=tmp_path, check=True)
    assert documents(tmp_path / "out") == alone


def test_a_script_that_forgets_its_guard_is_told_and_does_not_hang(tmp_path: Path, small: str) -> None:
    put(tmp_path, 4, small)
    script = tmp_path / "script.py"
    alone = "import roadmap\nroadmap.build('plans', output_dir='out'{})\n"
    for options, status in ("", 0), (", workers=2, force=True", 1):
        script.write_text(alone.format(options), encoding="utf-8")
        done = subprocess.run(
            [sys.executable, script], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == status, done.stderr
    assert "WorkerLostError" in done.stderr
    assert "if __name__ == '__main__':" in done.stderr


@pytest.mark.parametrize("processes", [1, 2])
def test_a_document_that_cannot_be_written_is_named(tmp_path: Path, small: str, processes: int) -> None:
    put(tmp_path, 4, small)
    (tmp_path / "out" / "plan-002.en.md").mkdir(parents=True)
    with pytest.raises(OSError, match=re.escape("plan-002.en.md")) as failure:
        built(tmp_path, workers=processes)
    assert failure.value.filename == str(tmp_path / "out" / "plan-002.en.md")
    assert not [name for name in os.listdir(tmp_path / "out") if name.endswith(".part")]
    made = [name for name in times(tmp_path / "out") if name.startswith(("plan-000", "plan-001"))]
    assert len(made) == 8
    (tmp_path / "out" / "plan-002.en.md").rmdir()
    before = times(tmp_path / "out")
    built(tmp_path, workers=processes)
    after = times(tmp_path / "out")
    assert {name: after[name] for name in made} == {name: before[name] for name in made}, "what was made is remembered"


@pytest.mark.parametrize("processes", [1, 2])
def test_a_broken_template_is_named(tmp_path: Path, small: str, processes: int) -> None:
    put(tmp_path, 4, small)
    (tmp_path / "house" / "markdown").mkdir(parents=True)
    (tmp_path / "house" / "markdown" / "trade.md").write_text("{{ nothing }}", encoding="utf-8")
    with pytest.raises(roadmap.TemplateError, match=r"trade\.md:1: template error: 'nothing' is undefined"):
        built(tmp_path, workers=processes, templates=tmp_path / "house")


# Runs that are cut short


@linux
def test_what_a_killed_build_left_half_written_is_swept_away(tmp_path: Path, small: str) -> None:
    put(tmp_path, 1, small)
    before, _none = built(tmp_path)
    for name in (".plan-000.ru.html.0123abcd.part", ".index-en.md.0123abcd.part", f".{cache.FILE}.0123abcd.part"):
        (tmp_path / "out" / name).write_bytes(b"half")
    mine = {".notes.txt.0123abcd.part": b"mine", ".plan-000.ru.html.part": b"mine", "plan.part": b"mine"}
    for name, text in mine.items():
        (tmp_path / "out" / name).write_bytes(text)
    assert built(tmp_path)[0] == before | mine


# Where plans stand, and the page that leads to all


def test_where_a_plan_stands(small: str) -> None:
    text = small.replace("period: 2026–2030\n", "period: 2026–2030\ndate: 2028-01-15\n").replace(
        "{2030: 400}", "{2030: 100}"
    )
    plan = assess(roadmap.loads(text)).summary
    assert (plan.measures, plan.done, plan.late, plan.adds) == (1, 0, 1, Decimal(100))
    assert plan.reached is not None
    assert plan.covered is not None
    assert (round(plan.reached, 1), round(plan.covered, 1)) == (Decimal("26.6"), Decimal("27.2"))
    assert assess(roadmap.loads(small)).summary.late is None


@given(plans())
def test_where_any_plan_stands_is_remembered_as_it_is(plan: roadmap.Plan) -> None:
    entry = cache.CacheEntry("x", assess(plan).summary, ("ru",), {f"{plan.id}.ru.html": (1, 2)}, 3)
    with TemporaryDirectory() as folder:
        cache.BuildCache().write(Path(folder), [entry])
        again = cache.BuildCache.read(Path(folder)).entries[plan.id]
    one, other = entry.plan, again.plan
    assert again == entry or max(abs(s.amount.adjusted()) for s in (one.turnover, one.target) if s) > 40
    assert (one.id, one.title, one.period) == (other.id, other.title, other.period)
    for language in ("ru", "en"):
        each = [Made(plan, ("ru",), ("html",)) for plan in (one, other)]
        entries, _unit = index_entries(each, get_language(language))
        assert entries[0] == entries[1]
        assert sum(entries[0].bar) == (100 if one.reached is not None else 0)
        assert min(entries[0].bar) >= 0


def test_countries_are_those_that_tell_plans_apart_in_the_order_of_a_dictionary(small: str) -> None:
    codes = ("UZ", "AM", "TM", "UG", "AT")
    made = [
        Made(
            assess(roadmap.loads(small.replace("KG]", f"{code}]").replace("party: KG", f"party: {code}"))).summary,
            ("ru",),
            ("md",),
        )
        for code in codes
    ]
    named = {code: [entry.countries for entry in index_entries(made, get_language(code))[0]] for code in ("en", "ky")}
    assert named["en"] == [("Armenia",), ("Austria",), ("Turkmenistan",), ("Uganda",), ("Uzbekistan",)]
    assert named["ky"] == [("Австрия",), ("Армения",), ("Өзбекстан",), ("Түркмөнстан",), ("Уганда",)]
    (alone,), _unit = index_entries(made[:1], get_language("en"))
    assert alone.countries == ("Belarus", "Uzbekistan")


def test_the_unit_stands_once_where_it_is_the_same_everywhere(small: str) -> None:
    dollars, euros = (assess(roadmap.loads(small.replace("USD", code))).summary for code in ("USD", "EUR"))
    same, unit = index_entries([Made(dollars, ("ru",), ("md",))] * 2, get_language("en"))
    assert (unit, {entry.unit for entry in same}) == ("million US dollars", {""})
    apart, unit = index_entries([Made(plan, ("ru",), ("md",)) for plan in (dollars, euros)], get_language("en"))
    assert (unit, {entry.unit for entry in apart}) == ("", {"million US dollars", "million euros"})


def test_the_page_of_contents_in_every_language_of_the_build(tmp_path: Path, small: str) -> None:
    put(tmp_path, 2, small)
    (tmp_path / "plans" / "000.yaml").write_text(of(small, 0).replace("[ru, en]", "[ru, ky]"), encoding="utf-8")
    pages = {name for name in built(tmp_path)[0] if name.startswith("index")}
    assert pages == {f"index{part}.{to}" for part in ("", "-ky", "-en") for to in ("html", "md")}
    page = (tmp_path / "out" / "index.md").read_text("utf-8")
    assert "**Русский** · [Кыргызча](index-ky.md) · [English](index-en.md)" in page
    assert "[Markdown](<plan-001.en.md>)" in page


def test_nothing_is_made_where_a_file_cannot_be_read(tmp_path: Path, small: str) -> None:
    folder = put(tmp_path, 1, small)
    told = build_folder([*find_plans([folder]), tmp_path / "nowhere.yaml"], tmp_path / "out", ("md",))
    assert ([error.filename for error in told.unread], told.documents) == ([str(tmp_path / "nowhere.yaml")], ())
    assert not (tmp_path / "out").exists()
