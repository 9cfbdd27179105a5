"""Who said what may not get worse: floors on articles in which people marked what was said and by whom.

The floors in ``floors.json`` may only be raised. They guard the code and its weights; as the trees were trained on
these very articles, they flatter. What ``benchmarks/train_statements.py --folds 2`` prints is the figure for articles
that were not trained on. Reported speech is not trained;
its rules were written without a look at the third of the English articles that is scored here.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from benchmarks.insight_tasks.quotes import quotes_in
from benchmarks.insight_tasks.texts import document_in
from benchmarks.insights import lines_in

from octavo.explaining import statements_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "ai"
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["statements"]
FILES = {"en": "quotes", "de": "quotes_de"}
SAME = 0.5

pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not BENCH.exists(), reason=f"the annotated articles are not beside the project ({BENCH})"),
]


def scorer() -> Any:  # noqa: ANN401 - a module that is not the project's
    spec = importlib.util.spec_from_file_location("score_quotes", BENCH / "scorers" / "score_quotes.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def gold_de(row: dict[str, Any]) -> list[tuple[int, int, list[list[int]]]]:
    """What was quoted in a German article: there the annotation is the quotation itself, with its marks."""
    spans = sorted(
        (start, end, one["source"]) for one in row["attributions"] if one["direct"] for start, end in one["content"]
    )
    apart: list[tuple[int, int, list[list[int]]]] = []
    for span in spans:
        if not apart or span[0] >= apart[-1][1]:
            apart.append(span)
    return apart


def quotations(language: str) -> dict[str, float]:
    """Found and right: F1 of what is quoted, and of what is shown as certain the share and how much of it is right."""
    score = scorer()
    gold_of: Callable[[dict[str, Any]], Sequence[Any]] = score.gold_quotes if language == "en" else gold_de
    true = found = hits = known = certain = right = 0
    for row in lines_in(BENCH / f"{FILES[language]}.jsonl.gz"):
        predicted, used = quotes_in(row["text"], language), set()
        gold = gold_of(row)
        true, found = true + len(gold), found + len(predicted)
        for quote in gold:
            free = [number for number in range(len(predicted)) if number not in used]
            overlaps = [(score.iou(quote, predicted[number]["content"]), number) for number in free]
            best, which = max(overlaps, default=(0.0, -1))
            if best < SAME:
                continue
            used.add(which)
            hits += 1
            if not quote[2]:
                continue
            known += 1
            if predicted[which]["certain"]:
                certain += 1
                names = set().union(*(score.tk(row["text"][start:end]) for start, end in quote[2]))
                right += bool(names & score.tk(row["text"][slice(*predicted[which]["speaker"])]))
    precision, recall = hits / found, hits / true
    return {
        f"{language}.quoted.f1": 2 * precision * recall / (precision + recall),
        f"{language}.certain.coverage": certain / known,
        f"{language}.certain.right": right / certain,
    }


def reports(language: str, every: int) -> dict[str, float]:
    """Of what is reported and shown as certain, the share that people marked with the same speaker."""
    certain = right = 0
    for row in lines_in(BENCH / f"{FILES[language]}.jsonl.gz")[2::every]:
        document, offsets = document_in(row["text"], language=language)
        for one in statements_in(document):
            if one.is_direct or not one.is_certain or one.speaker_at is None:
                continue
            certain += 1
            said = (offsets[one.said.block] + one.said.start, offsets[one.said.block] + one.said.end)
            speaker = (
                offsets[one.speaker_at.block] + one.speaker_at.start,
                offsets[one.speaker_at.block] + one.speaker_at.end,
            )
            right += any(
                any(min(said[1], end) - max(said[0], start) > (end - start) / 2 for start, end in true["content"])
                and any(min(speaker[1], end) > max(speaker[0], start) for start, end in true["source"])
                for true in row["attributions"]
            )
    return {f"{language}.reported.right": right / certain}


@pytest.mark.parametrize("language", sorted(FILES))
def test_what_is_quoted_and_by_whom_does_not_fall_below_its_floors(language: str) -> None:
    reached = quotations(language)
    print(json.dumps(reached))  # noqa: T201 - shown when it fails, and with -rP
    assert {name: round(value, 4) for name, value in reached.items() if value < FLOORS[name]} == {}


@pytest.mark.parametrize(("language", "every"), [("en", 3), ("de", 1)])
def test_what_is_reported_and_by_whom_does_not_fall_below_its_floors(language: str, every: int) -> None:
    reached = reports(language, every)
    print(json.dumps(reached))  # noqa: T201 - as above
    assert {name: round(value, 4) for name, value in reached.items() if value < FLOORS[name]} == {}
