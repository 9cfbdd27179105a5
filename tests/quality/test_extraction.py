"""Extraction may not get worse: floors on captured pages, which stand beside the project where they are present.

``floors.json`` may only be raised: put in what this test prints when it has become better, never less. The body's
floors guard the code and its weights; as the lines of these very pages were trained on, they say nothing of other
pages. What ``benchmarks/train_choosing.py --folds 5`` writes is the figure for those.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench"
SCORER = BENCH / "extraction" / "score.py"
ALL_FLOORS: dict[str, dict[str, float]] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))
FLOORS = {folder: floors for folder, floors in ALL_FLOORS.items() if folder.startswith("extraction")}

pytestmark = [
    pytest.mark.bench,
    pytest.mark.skipif(not SCORER.exists(), reason=f"the captured pages are not beside the project ({BENCH})"),
]


def loaded(name: str, path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def truths(folder: Path) -> list[dict[str, Any]]:
    """As the scorer loads them, but with every file closed again."""
    entries = json.loads((folder / "manifest.json").read_text("utf-8"))["pages"]
    return [entry | json.loads((folder / "truth" / f"{entry['id']}.json").read_text("utf-8")) for entry in entries]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("folder", [name for name in FLOORS if name.startswith("extraction")])
def test_no_measure_falls_below_its_floor(folder: str) -> None:
    runner = loaded("extraction_runner", ROOT / "benchmarks" / "extraction.py")
    scorer = loaded("extraction_scorer", SCORER)
    answers = {page: runner.predict(fetched) for page, fetched in runner.captured_pages(BENCH / folder).items()}
    predictions = {page: answer for page, answer in answers.items() if not isinstance(answer, str)}
    scores: dict[str, Any] = scorer.score(truths(BENCH / folder), predictions)
    reached = {measure: scores[measure.split(".")[0]][measure.split(".")[1]] for measure in FLOORS[folder]}
    print(json.dumps(reached, indent=2))  # noqa: T201 - shown when it fails, and with -rP
    assert {m: round(v, 4) for m, v in reached.items() if v < FLOORS[folder][m]} == {}
