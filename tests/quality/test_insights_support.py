"""Support of sentences by what they cite may not get worse: a floor on sentences that people judged.

The floor in ``floors.json`` may only be raised. As the weights were trained on these very sentences it flatters; what
``benchmarks/train_support.py`` prints first is the figure for sentences that were not trained on.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from benchmarks.insight_tasks.support import predict
from benchmarks.insights import lines_in

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "ai"
DATA = BENCH / "support.jsonl.gz"
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["insights_support"]

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(not DATA.exists(), reason=f"the judged sentences are not beside the project ({DATA})"),
]


def test_support_does_not_fall_below_its_floors() -> None:
    spec = importlib.util.spec_from_file_location("score_support", BENCH / "scorers" / "score_support.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    rows = lines_in(DATA)
    reached: dict[str, Any] = scorer.score(rows, list(predict(rows, [])))
    print(json.dumps(reached))  # noqa: T201 - shown when it fails, and with -rP
    assert {name: reached[name] for name, floor in FLOORS.items() if reached[name] < floor} == {}
