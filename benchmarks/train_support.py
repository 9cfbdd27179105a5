"""Train the weights of ``octavo.explaining.checking.support`` on sentences that people judged.

    python benchmarks/train_support.py support.jsonl.gz              # cross-validation only
    python benchmarks/train_support.py support.jsonl.gz --write      # and the weights

A line has "article", "corpus" and "sentences", each with "sentence", "votes" of "n" people who held it to be borne out,
and "supported". What is learned is the share of votes. Nothing of the texts goes into the weights but these.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.insights import lines_in

from octavo.explaining.checking.likeness import NAMES, likeness
from octavo.kit.sentences import sentences_in

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WEIGHTS = Path(__file__).resolve().parents[1] / "src/octavo/explaining/checking/weights.npz"
RIDGE = 20.0
FOLDS, SEEDS = 10, 5


@dataclass(frozen=True, kw_only=True)
class Data:
    features: Floats
    votes: Floats
    supported: NDArray[np.bool_]
    summary: NDArray[np.int64]
    corpus: NDArray[np.str_]


def read(path: Path) -> Data:
    features, votes, supported, summary, corpus = [], [], [], [], []
    for number, row in enumerate(lines_in(path)):
        cited = [row["article"][start:end] for start, end in sentences_in(row["article"])]
        for one in row["sentences"]:
            measured = likeness(one["sentence"], cited)
            if measured is not None:
                features.append([measured[name] for name in NAMES])
                votes.append(one["votes"] / one["n"])
                supported.append(bool(one["supported"]))
                summary.append(number)
                corpus.append(row["corpus"])
    return Data(
        features=np.array(features),
        votes=np.array(votes),
        supported=np.array(supported),
        summary=np.array(summary),
        corpus=np.array(corpus),
    )


def fitted(features: Floats, votes: Floats, ridge: float = RIDGE) -> tuple[Floats, Floats, Floats]:
    """Mean and scale of the features, and the weights with the constant last: Newton's method on the penalised loss."""
    mean, scale = features.mean(0), features.std(0) + 1e-9
    matrix = np.c_[(features - mean) / scale, np.ones(len(features))]
    weights = np.zeros(matrix.shape[1])
    penalty = np.eye(len(weights)) * ridge
    penalty[-1, -1] = 0
    for _ in range(30):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (likely - votes) + penalty @ weights
        curve = (matrix * (likely * (1 - likely))[:, None]).T @ matrix + penalty
        weights -= np.linalg.solve(curve, slope)
    return mean, scale, weights


def scored(model: tuple[Floats, Floats, Floats], features: Floats) -> Floats:
    mean, scale, weights = model
    result: Floats = np.c_[(features - mean) / scale, np.ones(len(features))] @ weights
    return result


def auc(scores: Floats, truth: NDArray[np.bool_]) -> float:
    """How often a supported sentence scores above one that is not."""
    difference = scores[truth][:, None] - scores[~truth][None, :]
    return float(((difference > 0) + 0.5 * (difference == 0)).mean())


def cross_validated(data: Data, ridge: float) -> Floats:
    """AUC over all, and over each corpus, with whole summaries held out; the mean of several foldings."""
    results = []
    for seed in range(SEEDS):
        fold = (np.random.default_rng(seed).permutation(data.summary.max() + 1) % FOLDS)[data.summary]
        scores = np.zeros(len(fold))
        for number in range(FOLDS):
            model = fitted(data.features[fold != number], data.votes[fold != number], ridge)
            scores[fold == number] = scored(model, data.features[fold == number])
        parts = [np.full(len(fold), fill_value=True), *(data.corpus == name for name in np.unique(data.corpus))]
        results.append([auc(scores[part], data.supported[part]) for part in parts])
    mean: Floats = np.mean(results, axis=0)
    return mean


def report(data: Data) -> None:
    corpora = list(np.unique(data.corpus))
    for ridge in (2.0, RIDGE, 100.0):
        print(f"ridge {ridge}:", dict(zip(["all", *corpora], cross_validated(data, ridge).round(3), strict=True)))
    for trained in corpora:
        model = fitted(data.features[data.corpus == trained], data.votes[data.corpus == trained])
        other = data.corpus != trained
        print(
            f"trained on {trained} alone, the other:",
            round(auc(scored(model, data.features[other]), data.supported[other]), 3),
        )
    model = fitted(data.features, data.votes)
    for name, weight in sorted(zip(NAMES, model[2], strict=False), key=lambda one: -abs(one[1])):
        column = data.features[:, NAMES.index(name)]
        print(f"  {name:18} weight {weight:6.2f}   alone {auc(column, data.supported):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = read(arguments.data)
    report(data)
    if arguments.write:
        mean, scale, weights = fitted(data.features, data.votes)
        np.savez(WEIGHTS, mean=mean, scale=scale, weights=weights)


if __name__ == "__main__":
    main()
