"""Key points may not get worse: floors against what editors wrote, on texts that stand beside the project.

The floors in ``floors.json`` may only be raised. They guard the code and its weights; as these were trained on these
very texts, they flatter. What ``benchmarks/train_keypoints.py --folds`` prints is the figure for stories that were not
trained on.
"""

from __future__ import annotations

import importlib.util
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.insight_tasks import story_day_summary, story_summary
from benchmarks.insights import lines_in

from octavo.demo import load_articles
from octavo.explaining import Document, key_points
from octavo.explaining.documents import sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

if TYPE_CHECKING:
    from types import ModuleType

    from octavo.demo.desk import PressArticle

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "ai"
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["insights_keypoints"]
# Every so manieth row of the many.
STEP = 7
SATURDAY = date(2026, 6, 13)

pytestmark = [pytest.mark.bench, pytest.mark.timeout(240)]
needs_texts = pytest.mark.skipif(not BENCH.exists(), reason=f"the labelled texts are not beside the project ({BENCH})")


def scorer() -> ModuleType:
    pytest.importorskip("rouge_score", reason="ROUGE is measured with the package rouge-score")
    spec = importlib.util.spec_from_file_location("score_summary", BENCH / "scorers" / "score_summary.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reached(task: ModuleType, name: str, step: int) -> dict[str, float]:
    rows = lines_in(BENCH / f"{name}.jsonl.gz")[::step]
    scores: dict[str, Any] = scorer().score(rows, list(task.predict(rows, [])))
    print(json.dumps(scores))  # noqa: T201 - shown when it fails, and with -rP
    return {f"{name}.{measure}": scores[measure] for measure in ("rouge1", "rouge2", "rougeL")}


@needs_texts
@pytest.mark.parametrize(
    ("task", "name", "step"),
    [(story_summary, "story_summary", STEP), (story_day_summary, "story_day_summary", 1)],
    ids=("excerpts", "full texts"),
)
def test_summaries_do_not_fall_below_their_floors(task: ModuleType, name: str, step: int) -> None:
    scores = reached(task, name, step)
    assert {measure: value for measure, value in scores.items() if value < FLOORS[measure]} == {}


def test_summaries_keep_to_their_number_of_words() -> None:
    if not BENCH.exists():
        pytest.skip(f"the labelled texts are not beside the project ({BENCH})")
    for task, name in ((story_summary, "story_summary"), (story_day_summary, "story_day_summary")):
        rows = lines_in(BENCH / f"{name}.jsonl.gz")[::STEP]
        assert all(len(line["summary"].split()) <= task.WORDS for line in task.predict(rows, []))


def press() -> list[Document]:
    return [as_document(number, article) for number, article in enumerate(load_articles(SATURDAY), 1)]


def as_document(number: int, article: PressArticle) -> Document:
    lines = [line for line in article.body.splitlines() if line.strip() and line[0] not in "#!|>"]
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in lines)
    return Document(
        article=ArticleId(number),
        revision=1,
        outlet=article.paper,
        title=article.headline,
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=article.language,
        published_at=article.published_at,
    )


def test_the_articles_of_the_demo_press_have_key_points() -> None:
    documents = press()
    found = [key_points(one) for one in documents]
    assert sum(map(bool, found)) >= FLOORS["demo.articles_with_key_points"] * len(documents)
