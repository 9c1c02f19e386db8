"""benchmarks/peers: every peer is given every measure, is measured whole, and is in the table of docs/benchmarks.md."""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

import roadmap

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks" / "peers"))

import inputs
import run
from measures import BODIES_BY_ID, Area, Measure, areas

BENCHMARKS = (Path(__file__).parents[1] / "docs" / "benchmarks.md").read_text(encoding="utf-8")
PEERS = pytest.mark.parametrize("peer", run.PEERS, ids=lambda peer: peer.command[0])


def _text(peer: run.Peer, measures: Sequence[Measure]) -> str:
    return "".join(peer.write((Area("An area", tuple(measures)),)).values())


@PEERS
def test_a_peer_is_given_every_fact_of_a_measure(peer: run.Peer) -> None:
    (area,) = areas(30)
    for n, measure in enumerate(area.measures):
        before, after = (Counter(_text(peer, area.measures[:end]).splitlines()) for end in (n, n + 1))
        added = "\n".join((after - before).elements()).replace("_", "-")
        facts = {measure.id, measure.title, measure.due, measure.result, measure.status, measure.after or ""}
        assert [fact for fact in facts if fact not in added] == []
        assert all(body in added or BODIES_BY_ID[body] in added for body in measure.lead)
        assert all(BODIES_BY_ID[body] in _text(peer, area.measures[: n + 1]) for body in measure.lead)


@PEERS
def test_a_peer_is_given_every_measure_of_a_large_plan(peer: run.Peer) -> None:
    plan = areas(2000)
    assert run.missing(plan, peer.write(plan).values()) == 0
    assert run.missing(plan, peer.write(plan[:-1]).values()) == 100


def test_a_result_that_is_left_out_is_missed() -> None:
    plan = areas(2)
    (text,) = inputs.roadmap(plan).values()
    assert run.missing(plan, [text.replace(plan[0].measures[1].result, "", 1)]) == 1


def test_this_project_reads_the_measures_without_a_mistake() -> None:
    plan = roadmap.loads(inputs.roadmap(areas(150))["plan.yaml"])
    assert [measure.id for _path, _area, measure in plan.located_measures()] == [f"M-{n}" for n in range(150)]


def test_a_command_is_measured_whole(tmp_path: Path) -> None:
    script = "held = b'x' * 90_000_000; import time; time.sleep(0.3); exit(3)"
    took, code = run.alone([sys.executable, "-c", script], tmp_path)
    assert took.seconds > 0.3
    assert took.processor > 0
    assert 90 < took.megabytes < 200
    assert code == 3


def test_a_command_that_takes_too_long_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "LIMIT", 0.5)
    _took, code = run.alone([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path)
    assert code == -9


def test_figures_are_medians_unless_there_is_a_reason_for_none() -> None:
    runs = [run.Run(9.0, 8.0, 100.4), run.Run(1.234, 1.0, 30.0), run.Run(12.0, 10.04, 200.0)]
    assert run.figures(runs) == ("9.00", "8.00", "100")
    assert run.figures(runs[2:]) == ("12.0", "10.0", "200")
    assert run.figures([runs[0], "leaves out 12"]) == ("leaves out 12", "–", "–")


def test_the_table_has_figures_of_every_peer() -> None:
    for peer in run.PEERS:
        (row,) = (line for line in BENCHMARKS.splitlines() if line.startswith(f"| {peer.name} |"))
        _name, version, _makes, _falls_short, *figures = row.strip("| ").split(" | ")
        assert version[0].isdigit()
        if peer is not run.OURS and peer.packages:
            assert version == run.version(peer, None)
        assert len(figures) == 3 * len(run.COUNTS)
        assert all(float(figure) > 0 for figure in figures)
