"""A short run of benchmarks/fuzz.py: whatever becomes of a plan, a reader ends with a plan or with mistakes."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import fuzz


def test_no_mutation_of_a_sample_plan_ends_in_a_traceback() -> None:
    for codes, seconds, seed in fuzz.outcomes(300, processes=1):
        assert all(code == "a plan" or code.startswith("RM") for code in codes), seed
        assert " " not in "".join(codes).replace("a plan", ""), seed
        assert seconds < 10, seed
