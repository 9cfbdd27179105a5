"""Answers may not get worse: floors on questions with known answers, which stand beside the project where they are.

The floors in ``floors.json`` may only be raised. Every sixth question of the large set is asked, of all its articles,
and once more with the articles that answer it taken away, to see it refused.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.insight_tasks import newsqa_mini, qa
from benchmarks.insights import lines_in
from benchmarks.train_asking import answers_of, is_good

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "ai"
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8")).get("asking", {})
EVERY = 6

pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not BENCH.exists(), reason=f"the questions are not beside the project ({BENCH})"),
]


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score_qa", BENCH / "scorers" / "score_qa.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reached_floors(reached: dict[str, float]) -> dict[str, float]:
    print(json.dumps(reached))  # noqa: T201 - shown when it fails, and with -rP
    return {name: round(value, 4) for name, value in reached.items() if value < FLOORS[name]}


def test_pieces_that_answer_come_first() -> None:
    rows, more = lines_in(BENCH / "newsqa_mini.jsonl.gz"), lines_in(BENCH / "newsqa_mini_chunks.jsonl.gz")
    scores: dict[str, Any] = scorer().score(rows, list(newsqa_mini.predict(rows, more)))
    assert reached_floors({f"newsqa.gold@{k}": scores[f"@{k}"]["gold"] for k in (1, 5)}) == {}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return [row for row in lines_in(BENCH / "qa.jsonl.gz") if answers_of(row)][::EVERY]


@pytest.fixture(scope="module")
def articles() -> list[dict[str, Any]]:
    return lines_in(BENCH / "qa_docs.jsonl.gz")


def test_passages_of_a_library_that_answer_come_first(
    rows: list[dict[str, Any]], articles: list[dict[str, Any]]
) -> None:
    lines = list(qa.predict(rows, articles))
    scores: dict[str, Any] = scorer().score(rows, lines)
    answered = [line["found"] for row, line in zip(rows, lines, strict=True) if _holds(row, line)]
    reached = {f"realtimeqa.evid@{k}": scores[f"@{k}"]["evid"] for k in (1, 5)}
    assert reached_floors(reached | {"realtimeqa.answered": sum(answered) / len(answered)}) == {}


def test_what_is_not_in_the_library_is_refused(rows: list[dict[str, Any]], articles: list[dict[str, Any]]) -> None:
    without = [article for article in articles if not any(_answers(row, article) for row in rows)]
    refused = [not line["found"] for line in qa.predict(rows, without)]
    assert reached_floors({"realtimeqa.refused": sum(refused) / len(refused)}) == {}


def test_questions_of_other_years_are_answered_by_their_own_articles_alone(articles: list[dict[str, Any]]) -> None:
    rows, own = lines_in(BENCH / "newsqa_mini.jsonl.gz"), lines_in(BENCH / "newsqa_mini_chunks.jsonl.gz")
    answered = [line["found"] for line in newsqa_mini.predict(rows, own)]
    refused = [not line["found"] for line in newsqa_mini.predict(rows, articles)]
    reached = {"newsqa.answered": sum(answered) / len(rows), "newsqa.refused": sum(refused) / len(rows)}
    assert reached_floors(reached) == {}


def _holds(row: dict[str, Any], line: dict[str, Any]) -> bool:
    """Whether one of the first three passages holds the answer."""
    matter = frozenset(row["question"].lower().split())
    return any(is_good(passage["text"], answers_of(row), matter) for passage in line["passages"][:3])


def _answers(row: dict[str, Any], article: dict[str, Any]) -> bool:
    """Whether an article holds an answer of some length and several words of the question."""
    told = f"{article['title']} {article['text']}".lower()
    words = [word for word in row["question"].lower().split() if len(word) > 4]
    return any(answer in told for answer in answers_of(row)) and sum(word in told for word in words) >= len(words) / 2
