"""Train what recognises and resolves places from articles with the places marked in them, and write the weights.

    python benchmarks/train_places.py --data geo.jsonl.gz [--validate] [--out FILE]

A line of the data is {"id", "corpus", "text", "toponyms": [{"start", "end", "lat", "lon"}]}. With ``--validate`` each
corpus is read by trees that saw only the others, and by trees that saw half of all articles: these are the scores to
quote, as those of the final weights on the same articles flatter. With ``--out`` it trains on all.
Needs the ``train`` group of dependencies. The same data gives the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightgbm
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.insight_tasks.texts import document_in

from octavo.explaining.names import recognising, resolving
from octavo.explaining.names.gazetteer import gazetteer
from octavo.explaining.names.recognising import Recognition
from octavo.explaining.names.resolving import Resolution
from octavo.explaining.names.spotting import Spotted, spotted_in

NEAR = 161.0
FOLDS = 4
SHARED = {
    "objective": "binary", "learning_rate": 0.07, "feature_fraction": 0.5, "bagging_fraction": 0.7, "bagging_freq": 1,
    "lambda_l2": 4, "verbose": -1, "seed": 5, "deterministic": True, "force_row_wise": True, "num_threads": 1,
}  # fmt: skip
RECOGNISING = SHARED | {"num_leaves": 12, "min_data_in_leaf": 25}
RESOLVING = SHARED | {"num_leaves": 10, "min_data_in_leaf": 20}
TREES = 110


@dataclass
class Article:
    """An article with its spots and what is true of them."""

    row: dict[str, Any]
    spotted: Spotted
    starts: tuple[int, ...]
    matrix: Any
    truth: Any
    weight: Any
    gold: list[dict[str, Any] | None]


def load(path: Path) -> list[Article]:
    """The articles of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [_article(json.loads(line)) for line in file]


def _article(row: dict[str, Any]) -> Article:
    document, starts = document_in(row["text"])
    spotted = spotted_in(document)
    gold = []
    weight = []
    for spot in spotted.spots:
        start, end = starts[spot.block] + spot.start, starts[spot.block] + spot.end
        over = [mark for mark in row["toponyms"] if min(end, mark["end"]) > max(start, mark["start"])]
        placed = [mark for mark in over if "lat" in mark]
        gold.append(placed[0] if placed else None)
        weight.append(0.0 if over and not placed else 1.0)
    return Article(
        row=row, spotted=spotted, starts=starts, matrix=Recognition(spotted).matrix(),
        truth=np.array([mark is not None for mark in gold], float), weight=np.array(weight), gold=gold,
    )  # fmt: skip


def kilometres(a: float, b: float, c: float, d: float) -> float:
    """The distance of two points."""
    a, b, c, d = map(math.radians, (a, b, c, d))
    h = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 6371 * 2 * math.asin(min(1, math.sqrt(h)))


def fit(parameters: dict[str, Any], matrix: Any, truth: Any, weight: Any) -> Any:  # noqa: ANN401 - an untyped library
    """Boosted trees."""
    return lightgbm.train(parameters, lightgbm.Dataset(matrix, truth, weight=weight), TREES)


def train(articles: list[Article]) -> tuple[Any, Any]:
    """What recognises, then what resolves in the light of first judgements by trees that had not seen the article."""
    likely: dict[int, Any] = {}
    for fold in range(FOLDS):
        inner = [article for number, article in enumerate(articles) if number % FOLDS != fold]
        booster = _recogniser(inner)
        for number, article in enumerate(articles):
            if number % FOLDS == fold and len(article.matrix):
                likely[number] = booster.predict(article.matrix).astype(np.float32)
    rows, truths, weights = [], [], []
    for number, article in enumerate(articles):
        if number in likely:
            matrix, truth, weight = _candidates(article, likely[number])
            rows.append(matrix)
            truths.append(truth)
            weights.append(weight)
    resolver = fit(RESOLVING, np.vstack(rows), np.concatenate(truths), np.concatenate(weights))
    return _recogniser(articles), resolver


def _recogniser(articles: list[Article]) -> Any:  # noqa: ANN401
    kept = [article for article in articles if len(article.matrix)]
    return fit(
        RECOGNISING,
        np.vstack([article.matrix for article in kept]),
        np.concatenate([article.truth for article in kept]),
        np.concatenate([article.weight for article in kept]),
    )


def _candidates(article: Article, likely: Any) -> tuple[Any, Any, Any]:  # noqa: ANN401
    """The matrix of an article's candidates, and which of them is meant: the nearest to the mark, if near."""
    gold = {id(spot): mark for spot, mark in zip(article.spotted.spots, article.gold, strict=True)}
    resolution = Resolution(article.spotted, likely)
    truth = np.zeros(len(resolution.numbers))
    weight = np.zeros(len(resolution.numbers))
    own = gazetteer()
    for number, group in enumerate(resolution.groups):
        rows = np.flatnonzero(resolution.of == number)
        marks = [gold[id(spot)] for spot in group.spots if gold[id(spot)] is not None]
        if not marks:
            continue
        mark = marks[0]
        assert mark is not None  # noqa: S101
        far = [
            kilometres(mark["lat"], mark["lon"], float(own.latitude[n]), float(own.longitude[n])) for n in group.numbers
        ]
        if min(far) <= NEAR:
            truth[rows] = [distance <= NEAR for distance in far]
            weight[rows] = min(3.0, len(marks)) ** 0.5
    keep = weight > 0
    return resolution.matrix()[keep] if len(truth) else np.zeros((0, len(resolving.NAMES))), truth[keep], weight[keep]


def predicted(article: Article, recogniser: Any, resolver: Any, floor: float) -> dict[str, Any]:  # noqa: ANN401
    """What the scorer reads."""
    toponyms = []
    if len(article.matrix):
        likely = recogniser.predict(article.matrix).astype(np.float32)
        chance = {id(spot): value for spot, value in zip(article.spotted.spots, likely, strict=True)}
        resolution = Resolution(article.spotted, likely)
        scores = resolver.predict(resolution.matrix())
        own = gazetteer()
        for number, group in enumerate(resolution.groups):
            rows = np.flatnonzero(resolution.of == number)
            best = resolution.numbers[rows[np.argmax(scores[rows])]]
            for spot in group.spots:
                if chance[id(spot)] >= floor:
                    shift = article.starts[spot.block]
                    at = {"lat": float(own.latitude[best]), "lon": float(own.longitude[best])}
                    toponyms.append({"start": shift + spot.start, "end": shift + spot.end} | at)
    return {"id": article.row["id"], "toponyms": toponyms}


def score(gold: list[dict[str, Any]], found: list[dict[str, Any]]) -> dict[str, Any]:
    """Share found, share of these within reach, precision of what is shown."""
    by_id = {line["id"]: line["toponyms"] for line in found}
    marks = hits = near = shown = right = 0
    for row in gold:
        lines = by_id[row["id"]]
        shown += len(lines)
        right += sum(any(min(a["end"], t["end"]) > max(a["start"], t["start"]) for t in row["toponyms"]) for a in lines)
        for mark in row["toponyms"]:
            if "lat" not in mark:
                continue
            marks += 1
            over = [a for a in lines if min(a["end"], mark["end"]) > max(a["start"], mark["start"])]
            if over:
                hits += 1
                near += kilometres(mark["lat"], mark["lon"], over[0]["lat"], over[0]["lon"]) <= NEAR
    return {
        "recall": round(hits / marks, 3),
        "acc161": round(near / max(1, hits), 3),
        "precision": round(right / max(1, shown), 3),
    }


def validate(articles: list[Article], floor: float) -> None:
    """Print scores on corpora and articles that were not trained on."""
    corpora = sorted({article.row["corpus"] for article in articles})
    folds: list[dict[str, Any]] = []
    for fold in range(2):
        recogniser, resolver = train([article for number, article in enumerate(articles) if number % 2 != fold])
        folds += [predicted(a, recogniser, resolver, floor) for n, a in enumerate(articles) if n % 2 == fold]
    for corpus in corpora:
        rows = [article.row for article in articles if article.row["corpus"] == corpus]
        print("halves", corpus, score(rows, folds))
    for corpus in corpora:
        recogniser, resolver = train([article for article in articles if article.row["corpus"] != corpus])
        there = [article for article in articles if article.row["corpus"] == corpus]
        found = [predicted(article, recogniser, resolver, floor) for article in there]
        print("other corpora", corpus, score([article.row for article in there], found))


def exported(booster: Any, name: str, names: tuple[str, ...]) -> dict[str, Any]:  # noqa: ANN401
    """The arrays of ``octavo.kit.forest`` for trees."""
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    flat = [_flat(tree) for tree in trees]
    width = max(len(nodes) for nodes in flat)
    arrays: dict[str, Any] = {
        "feature": np.zeros((len(flat), width), np.int16), "threshold": np.zeros((len(flat), width), np.float32),
        "below": np.zeros((len(flat), width), np.int16), "above": np.zeros((len(flat), width), np.int16),
        "value": np.zeros((len(flat), width), np.float32),
    }  # fmt: skip
    for tree, nodes in enumerate(flat):
        for number, node in enumerate(nodes):
            for key, value in zip(("feature", "threshold", "below", "above", "value"), node, strict=True):
                arrays[key][tree, number] = value
    depth = max(_depth(tree) for tree in trees)
    return {f"{name}.{key}": value for key, value in arrays.items()} | {
        f"{name}.depth": np.array(depth), f"{name}.names": np.array(names),
    }  # fmt: skip


def _depth(node: dict[str, Any]) -> int:
    return 0 if "leaf_value" in node else 1 + max(_depth(node["left_child"]), _depth(node["right_child"]))


def _flat(root: dict[str, Any]) -> list[tuple[int, float, int, int, float]]:
    nodes: list[Any] = []

    def put(node: dict[str, Any]) -> int:
        number = len(nodes)
        nodes.append(None)
        if "leaf_value" in node:
            nodes[number] = (0, 0.0, number, number, node["leaf_value"])
        else:
            below, above = put(node["left_child"]), put(node["right_child"])
            nodes[number] = (node["split_feature"], node["threshold"], below, above, 0.0)
        return number

    put(root)
    return nodes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--floor", type=float, default=0.5)
    parser.add_argument("--out", type=Path)
    arguments = parser.parse_args()
    articles = load(arguments.data)
    if arguments.validate:
        validate(articles, arguments.floor)
    if arguments.out:
        recogniser, resolver = train(articles)
        arrays = exported(recogniser, "recognising", recognising.NAMES) | exported(
            resolver, "resolving", resolving.NAMES
        )
        np.savez_compressed(arguments.out, **arrays)


if __name__ == "__main__":
    main()
