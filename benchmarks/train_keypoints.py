"""Train what chooses key points from stories and what editors wrote of them, and write its weights.

    python benchmarks/train_keypoints.py --data DIR [--folds 4] [--out FILE]

DIR holds ``story_summary.jsonl.gz`` and ``story_day_summary.jsonl.gz``. With ``--folds`` it cross-validates, by story
and by topic, and prints ROUGE F1 of words, pairs and longest common subsequence; these are the scores to quote, as
those of the final weights on the same stories flatter. With ``--out`` it trains on all stories. Needs the ``train``
group of dependencies. The same data gives the same weights.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import lightgbm
import numpy as np
from rouge_score.rouge_scorer import RougeScorer
from scipy.optimize import minimize

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.insight_tasks import story_day_summary, story_summary
from benchmarks.insights import lines_in

from octavo.explaining.keypoints.chances import Weights, chances_of
from octavo.explaining.keypoints.features import SENTENCE_NAMES, TERM_NAMES, sentence_features, term_features
from octavo.explaining.keypoints.judging import CHOICE_NAMES, choice_features
from octavo.explaining.keypoints.reading import Reading
from octavo.explaining.keypoints.summaries import claim_of, in_order, running_choices, summary
from octavo.explaining.keypoints.words import words_of
from octavo.kit.forest import Forest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from octavo.explaining.documents import Document
    from octavo.explaining.keypoints.selecting import Choice

    Numbers = NDArray[np.float32]

TREES = {
    "objective": "cross_entropy", "num_leaves": 12, "learning_rate": 0.06, "min_data_in_leaf": 60, "verbose": -1,
    "num_threads": 1, "feature_fraction": 0.6, "bagging_fraction": 0.7, "bagging_freq": 1, "seed": 7,
    "deterministic": True,
}  # fmt: skip
ROUNDS = 90
JUDGING = {**TREES, "objective": "regression", "num_leaves": 4, "learning_rate": 0.05, "min_data_in_leaf": 200}
JUDGING_ROUNDS = 300
# The seeds of those that judge choices together: their scores are chancy, and one judge alone tells less.
JUDGES = (7, 8, 9, 10, 11)
# How much the measures count for what judges whole choices: words, pairs, longest common subsequence.
MEASURES = np.array([1.0, 1.5, 1.2])
SCORER = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=True)
INNER = 3
# A story of full texts is worth several of excerpts, as there are few.
DAY_WEIGHT = 4.0
RIDGE = 1.0


@dataclass(frozen=True, kw_only=True)
class Example:
    """A story with what an editor wrote of it, and what was learned about each of its sentences and terms."""

    group: str
    documents: tuple[Document, ...]
    words: int
    weight: float
    reference: str
    reading: Reading
    features: Numbers
    held: Numbers
    singles: NDArray[np.bool_]
    pairs: NDArray[np.bool_]


def example_of(group: str, documents: Sequence[Document], words: int, weight: float, reference: str) -> Example:
    reading = Reading(documents)
    written = words_of(reference)
    single, pair = {(word,) for word in written}, set(pairwise(written))
    singles = np.array([term in single for term in reading.words_in(reading.singles)])
    pairs = np.array([term in pair for term in reading.words_in(reading.pairs)])
    content = reading.singles.function == 0
    one = (reading.singles.has & content) @ singles / np.maximum((reading.singles.has & content).sum(axis=1), 1)
    two = reading.pairs.has @ pairs.astype(np.float32) / np.maximum(reading.pairs.has.sum(axis=1), 1)
    return Example(
        group=group,
        documents=tuple(documents),
        words=words,
        weight=weight,
        reference=reference,
        reading=reading,
        features=sentence_features(reading),
        held=np.asarray((one + two) / 2, np.float32),
        singles=singles,
        pairs=pairs,
    )


def examples_in(folder: Path) -> list[Example]:
    found = []
    for task, name in ((story_summary, "story_summary"), (story_day_summary, "story_day_summary")):
        for row in lines_in(folder / f"{name}.jsonl.gz"):
            group = row["id"].split("_")[0] if task is story_day_summary else row["id"]
            weight = DAY_WEIGHT if task is story_day_summary else 1.0
            documents = task.documents_of(row)
            if any(one.sentences for one in documents):
                found.append(example_of(group, documents, task.WORDS, weight, row["ref"]["text"]))
    return found


def trees_of(examples: Sequence[Example]) -> lightgbm.Booster:
    rows = np.concatenate([one.features for one in examples])
    held = np.concatenate([one.held for one in examples])
    weight = np.concatenate([np.full(len(one.held), one.weight / len(one.held) ** 0.5) for one in examples])
    return lightgbm.train(TREES, lightgbm.Dataset(rows, held, weight=weight), ROUNDS)


def fold_of(example: Example, folds: int, salt: str = "") -> int:
    return crc32((salt + example.group).encode()) % folds


def trained(examples: Sequence[Example]) -> Weights:
    """Weights from examples. What judges whole choices learns from chances by weights that did not see the example."""
    judged: list[tuple[Numbers, Numbers, float]] = []
    for fold in range(INNER):
        weights = without_judging([one for one in examples if fold_of(one, INNER, "out") != fold])
        for one in examples:
            if fold_of(one, INNER, "out") == fold:
                judged += judged_choices(one, weights)
    return replace(without_judging(examples), choices=as_forest(judging_trees(judged), CHOICE_NAMES))


def without_judging(examples: Sequence[Example]) -> Weights:
    """Those of words and pairs learn from sentences' chances given by trees that did not see them."""
    worth: list[Numbers | None] = [None] * len(examples)
    for fold in range(INNER):
        trees = trees_of([one for one in examples if fold_of(one, INNER, "in") != fold])
        for place, one in enumerate(examples):
            if fold_of(one, INNER, "in") == fold:
                worth[place] = np.asarray(trees.predict(one.features), np.float32)
    told = [(one, values) for one, values in zip(examples, worth, strict=True) if values is not None]
    sentences = as_forest([trees_of(examples)], SENTENCE_NAMES)
    return Weights(
        sentences=sentences,
        choices=sentences,
        singles=fitted(
            [(term_features(one.reading, one.reading.singles, values), one.singles, one.weight) for one, values in told]
        ),
        pairs=fitted(
            [(term_features(one.reading, one.reading.pairs, values), one.pairs, one.weight) for one, values in told]
        ),
    )


def judged_choices(example: Example, weights: Weights) -> list[tuple[Numbers, Numbers, float]]:
    """What tells of an example's choices, and by how much each is better than their mean."""
    chances = chances_of(example.reading, weights)
    found = running_choices(example.reading, chances, example.words)
    if not found:
        return []
    scores = np.array([rouge(example, text_of(example, one)) for one in found]) @ MEASURES
    features = choice_features(example.reading, chances, found)
    return [(features, np.asarray(scores - scores.mean(), np.float32), example.weight / len(found) ** 0.5)]


def text_of(example: Example, choice: Choice) -> str:
    passages = in_order(example.reading, [example.reading.passages[place] for place in choice.passages])
    return " ".join(claim_of(example.reading, one).text for one in passages)


def rouge(example: Example, text: str) -> tuple[float, float, float]:
    score = SCORER.score(example.reference, text)
    return score["rouge1"].fmeasure, score["rouge2"].fmeasure, score["rougeL"].fmeasure


def judging_trees(parts: Sequence[tuple[Numbers, Numbers, float]]) -> list[lightgbm.Booster]:
    weight = np.concatenate([np.full(len(better), weight) for _, better, weight in parts])
    rows, better = np.concatenate([rows for rows, _, _ in parts]), np.concatenate([better for _, better, _ in parts])
    data = lightgbm.Dataset(rows, better, weight=weight)
    return [lightgbm.train({**JUDGING, "seed": seed}, data, JUDGING_ROUNDS) for seed in JUDGES]


def fitted(parts: Sequence[tuple[Numbers, NDArray[np.bool_], float]]) -> Numbers:
    """Logistic regression with a ridge."""
    rows = np.concatenate([rows for rows, _, _ in parts]).astype(np.float64)
    signs = np.concatenate([np.where(truth, 1.0, -1.0) for _, truth, _ in parts])
    weight = np.concatenate([np.full(len(truth), weight / len(truth) ** 0.5) for _, truth, weight in parts])
    weight /= weight.mean()

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margins = signs * (rows @ values)
        slope = -signs * weight / (1 + np.exp(margins))
        total = float((weight * np.logaddexp(0, -margins)).sum() + RIDGE * (values @ values))
        return total, rows.T @ slope + 2 * RIDGE * values

    found = minimize(loss, np.zeros(rows.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x, np.float32)


def as_forest(boosters: Sequence[lightgbm.Booster], names: tuple[str, ...]) -> Forest:
    """The mean of the boosters' trees as arrays; a leaf leads to itself."""
    trees = [tree for booster in boosters for tree in booster.dump_model()["tree_info"]]
    width = max(2 * tree["num_leaves"] - 1 for tree in trees)
    feature = np.zeros((len(trees), width), np.intp)
    threshold, value = np.zeros((len(trees), width)), np.zeros((len(trees), width))
    below = np.tile(np.arange(width, dtype=np.int32), (len(trees), 1))
    above = below.copy()
    depth = 0
    for number, tree in enumerate(trees):
        todo = [(tree["tree_structure"], 0, 0)]
        used = 1
        while todo:
            node, place, level = todo.pop()
            depth = max(depth, level)
            if "split_feature" not in node:
                value[number, place] = node["leaf_value"] / len(boosters)
                continue
            feature[number, place], threshold[number, place] = node["split_feature"], node["threshold"]
            below[number, place], above[number, place] = used, used + 1
            todo += [(node["left_child"], used, level + 1), (node["right_child"], used + 1, level + 1)]
            used += 2
    return Forest(feature=feature, threshold=threshold, below=below, above=above, value=value, depth=depth, names=names)


def written(weights: Weights) -> dict[str, Any]:
    forests = {"sentences": weights.sentences, "choices": weights.choices}
    arrays: dict[str, Any] = {"singles": weights.singles, "pairs": weights.pairs}
    for name, forest in forests.items():
        arrays[f"{name}.feature"] = forest.feature.astype(np.int16)
        arrays[f"{name}.threshold"] = forest.threshold.astype(np.float64)
        arrays[f"{name}.below"] = forest.below.astype(np.int16)
        arrays[f"{name}.above"] = forest.above.astype(np.int16)
        arrays[f"{name}.value"] = forest.value.astype(np.float32)
        arrays[f"{name}.depth"] = np.array(forest.depth)
        arrays[f"{name}.names"] = np.array(forest.names)
    return arrays


def scores(examples: Sequence[Example], weights: Weights) -> list[tuple[float, float, float, int]]:
    found = []
    for one in examples:
        text = " ".join(claim.text for claim in summary(one.documents, words=one.words, trained=weights))
        found.append((*rouge(one, text), len(text.split())))
    return found


def validate(examples: list[Example], folds: int) -> None:
    for name, words in (("story_summary", story_summary.WORDS), ("story_day_summary", story_day_summary.WORDS)):
        groups = sorted({one.group for one in examples if one.words == words})
        parts = min(folds, len(groups))
        place = {group: number % parts for number, group in enumerate(groups)}
        found: list[tuple[float, float, float, int]] = []
        for fold in range(parts):
            weights = trained([one for one in examples if one.words != words or place[one.group] != fold])
            found += scores([one for one in examples if one.words == words and place[one.group] == fold], weights)
        print(name, len(found), np.mean(found, axis=0).round(4), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    examples = examples_in(arguments.data)
    print(len(examples), "stories", flush=True)
    if arguments.folds:
        validate(examples, arguments.folds)
    if arguments.out:
        weights = trained(examples)
        for name, values in (("singles", weights.singles), ("pairs", weights.pairs)):
            print(name, dict(zip(TERM_NAMES, values.round(2).tolist(), strict=True)))
        np.savez_compressed(arguments.out, **written(weights))


if __name__ == "__main__":
    main()
