"""Places may not get worse: floors on articles with places marked in them, which stand beside the project.

The floors may only be raised. They guard the code and its weights; as these were trained on these very articles, they
flatter. What ``benchmarks/train_places.py --validate`` prints is the figure for articles that were not trained on.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.insight_tasks.geo import predict

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "ai"
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["insights_places"]
CORPORA = {"lgl": "lgl", "geovirus": "geovirus", "trnews": "trnews", "geowebnews": "gwn"}

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(not BENCH.exists(), reason=f"the marked articles are not beside the project ({BENCH})"),
]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_geo", BENCH / "scorers" / "score_geo.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("corpus", sorted(CORPORA))
def test_no_corpus_falls_below_its_floors(corpus: str) -> None:
    with gzip.open(BENCH / "geo.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if row["corpus"] == CORPORA[corpus]]
    scores: dict[str, Any] = scorer().score(rows, list(predict(rows, [])))
    marked = sum("lat" in mark for row in rows for mark in row["toponyms"])
    reached = {f"{corpus}.acc161": scores["acc161"], f"{corpus}.recall": scores["resolved"] / marked}
    print(json.dumps(reached))  # noqa: T201 - shown when it fails, and with -rP
    assert {name: round(value, 4) for name, value in reached.items() if value < FLOORS[name]} == {}
