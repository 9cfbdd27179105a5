"""Near-copies may not get worse: floors on edited wire copy, made of captured articles where they are present.

``floors.json`` may only be raised. The edits are made by ``tests/wire_desk.py``: what it cannot think of, desks do.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.wire_desk import captured_articles, demo_articles, unlike, wire_run

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
STORIES = ROOT.parent / "shared" / "bench" / "stories"
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["copies"]
STREAMS = sorted({measure.split(".")[0] for measure in FLOORS} - {"demo"})


def loaded(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.bench
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "stream",
    [
        "demo",
        *(
            pytest.param(
                stream,
                marks=pytest.mark.skipif(
                    not (STORIES / f"{stream}.jsonl.gz").exists(),
                    reason=f"the captured articles are not beside the project ({STORIES})",
                ),
            )
            for stream in STREAMS
        ),
    ],
)
def test_no_measure_falls_below_its_floor(stream: str) -> None:
    runner = loaded("copies_runner", ROOT / "benchmarks" / "copies.py")
    path = STORIES / f"{stream}.jsonl.gz"
    articles = demo_articles() if stream == "demo" else unlike(captured_articles(path, 3_000))
    run = wire_run(articles, copied=400, forms=1_000)
    scores = runner.measure(run, runner.ours(run.texts))
    reached = {f"{stream}.{measure}": round(score, 3) for measure, score in scores.items()}
    print(json.dumps(reached, indent=2))  # noqa: T201 - shown when it fails, and with -rP
    below = {m: score for m, score in reached.items() if score < FLOORS.get(m, 0.0)}
    assert below == {}
