"""The list of small faults is fresh: each can be applied to the source as it is, and names tests that there are."""

from pathlib import Path

from support import PROJECT

from tools.mutations import mutations


def test_each_fault_can_be_applied_and_changes_something() -> None:
    listed = mutations()
    assert len(listed) >= 40
    for fault in listed:
        text = (PROJECT / fault["file"]).read_text(encoding="utf-8")
        assert text.count(fault["old"]) == 1, fault
        assert fault["new"] != fault["old"]
        assert all((PROJECT / file).is_file() for file in fault["tests"]), fault


def test_the_faults_are_spread_over_the_rooms() -> None:
    rooms = {Path(fault["file"]).parts[1] for fault in mutations()}
    assert len(rooms) >= 9
