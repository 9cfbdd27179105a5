"""Train the weights of ``octavo.explaining.checking.support`` on sentences that people judged.

    python benchmarks/train_support.py support.jsonl.gz              # cross-validation only
    python benchmarks/train_support.py support.jsonl.gz --write      # and the weights

A line has "article", "corpus" and "sentences", each with "sentence", "votes" of "n" people who held it to be borne out,
and "supported". What is learned is the share of votes. Each sentence is seen beside its whole article, and, counting
a fifth, beside the few sentences of it that are most like it, as citations are. To these come, counting a twentieth,
sentences made from the articles: parts of a sentence, which it bears out, and words shuffled or two sentences spliced,
which nothing bears out. Nothing of the texts goes into the weights but these.
"""

from __future__ import annotations

import argparse
import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.insights import lines_in

from octavo.explaining.checking.likeness import NAMES, likeness
from octavo.explaining.checking.support import FLOOR, regimes
from octavo.kit.sentences import sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Model = tuple[Floats, Floats, Floats]

WEIGHTS = Path(__file__).resolve().parents[1] / "src/octavo/explaining/checking/weights.npz"
RIDGE = 10.0
FOLDS, SEEDS = 10, 5
JUDGED, NEAREST, MADE = range(3)
HALF = 0.5
LONG, SHORT, FEW = 9, 6, 3
WORTH = np.array([1.0, 0.2, 0.05])
BREAKS = frozenset(["in", "on", "after", "when", "as", "who", "which", "with", "for"])


@dataclass(frozen=True, kw_only=True)
class Data:
    features: Floats
    votes: Floats
    supported: NDArray[np.bool_]
    summary: NDArray[np.int64]
    corpus: NDArray[np.str_]
    kind: NDArray[np.int64]

    def part(self, chosen: NDArray[np.bool_]) -> Data:
        return Data(**{name: getattr(self, name)[chosen] for name in self.__dataclass_fields__})


def read(path: Path) -> Data:
    rows: list[tuple[Any, ...]] = []
    chance = random.Random(5)  # noqa: S311 - no secret
    for number, row in enumerate(lines_in(path)):
        cited = [row["article"][start:end] for start, end in sentences_in(row["article"])]
        for kind, text, beside, share in examples(row, cited, chance):
            measured = likeness(text, beside)
            if measured is not None:
                values = regimes(measured)
                rows.append((values, share, share > HALF, number, row["corpus"], kind))
    features, votes, supported, summary, corpus, kinds = zip(*rows, strict=True)
    return Data(
        features=np.array(features),
        votes=np.array(votes),
        supported=np.array(supported),
        summary=np.array(summary),
        corpus=np.array(corpus),
        kind=np.array(kinds),
    )


def examples(
    row: dict[str, Any], cited: list[str], chance: random.Random
) -> Iterator[tuple[int, str, list[str], float]]:
    """Kind, sentence, what it is seen beside, and the share of votes."""
    for one in row["sentences"]:
        text, votes = one["sentence"], one["votes"] / one["n"]
        yield JUDGED, text, cited, votes
        alike = [(likeness(text, [other]) or {"in_order": 0.0})["in_order"] for other in cited]
        nearest = sorted(range(len(cited)), key=lambda place: -alike[place])[: chance.randint(1, 3)]
        yield NEAREST, text, [cited[place] for place in sorted(nearest)], votes
    long = [one for one in cited if len(one.split()) >= LONG]
    for sentence in chance.sample(long, min(2, len(long))):
        beside = [sentence, *(chance.sample(cited, min(2, len(cited))) if chance.random() < HALF else ())]
        for text, votes in made_from(sentence.rstrip(".").split(), chance.choice(cited).split(), chance):
            yield MADE, text, beside, votes


def made_from(words: list[str], other: list[str], chance: random.Random) -> Iterator[tuple[str, float]]:
    """Sentences made from one, with whether it bears them out."""
    ends = [place for place, word in enumerate(words) if place > FEW and word.lower() in BREAKS]
    if ends:
        yield " ".join(words[: chance.choice(ends)]), 1.0
    commas = [place for place, word in enumerate(words) if word.endswith(",")][:2]
    if commas[1:] and commas[1] - commas[0] <= LONG:
        yield " ".join([*words[: commas[0]], words[commas[0]].rstrip(","), *words[commas[1] + 1 :]]), 1.0
    shuffled = chance.sample(words, len(words))
    yield " ".join(shuffled[: chance.randint(5, len(words))]), 0.0
    if len(other) > SHORT and other != words:
        yield " ".join(words[: chance.randint(2, 5)] + other[chance.randint(2, len(other) - 3) :]), 0.0


def fitted(data: Data, ridge: float = RIDGE) -> Model:
    """Mean and scale of the features, and the weights with the constant last: Newton's method on the penalised loss."""
    mean, scale = data.features.mean(0), data.features.std(0) + 1e-9
    matrix = np.c_[(data.features - mean) / scale, np.ones(len(data.features))]
    worth, weights = WORTH[data.kind], np.zeros(matrix.shape[1])
    penalty = np.eye(len(weights)) * ridge
    penalty[-1, -1] = 0
    for _ in range(30):
        likely = 1 / (1 + np.exp(-matrix @ weights))
        slope = matrix.T @ (worth * (likely - data.votes)) + penalty @ weights
        curve = (matrix * (worth * likely * (1 - likely))[:, None]).T @ matrix + penalty
        weights -= np.linalg.solve(curve, slope)
    return mean, scale, weights


def scored(model: Model, data: Data) -> Floats:
    mean, scale, weights = model
    result: Floats = np.c_[(data.features - mean) / scale, np.ones(len(data.features))] @ weights
    return result


def auc(scores: Floats, truth: NDArray[np.bool_]) -> float:
    """How often a supported sentence scores above one that is not."""
    difference = scores[truth][:, None] - scores[~truth][None, :]
    return float(((difference > 0) + 0.5 * (difference == 0)).mean())


def held_out(data: Data, ridge: float, seed: int) -> Floats:
    """Scores of all examples by models that have seen nothing of their summaries."""
    fold = (np.random.default_rng(seed).permutation(data.summary.max() + 1) % FOLDS)[data.summary]
    scores = np.zeros(len(fold))
    for number in range(FOLDS):
        scores[fold == number] = scored(fitted(data.part(fold != number), ridge), data.part(fold == number))
    return scores


def report(data: Data) -> None:
    judged = data.kind == JUDGED
    parts = {"all": judged} | {str(name): judged & (data.corpus == name) for name in np.unique(data.corpus)}
    parts |= {"beside the nearest": data.kind == NEAREST, "made": data.kind == MADE}
    for ridge in (2.0, RIDGE, 100.0):
        runs = [held_out(data, ridge, seed) for seed in range(SEEDS)]
        print(
            f"ridge {ridge}:",
            {
                name: round(float(np.mean([auc(run[part], data.supported[part]) for run in runs])), 3)
                for name, part in parts.items()
            },
        )
    likely = 1 / (1 + np.exp(-held_out(data, RIDGE, 0)))
    for name, part in parts.items():
        kept = [float((likely[part & (data.supported == truth)] >= FLOOR).mean()) for truth in (True, False)]
        print(f"at {FLOOR} of {name}: {kept[0]:.0%} of the supported kept, {kept[1]:.0%} of the others")
    for trained in ("cnndm", "xsum"):
        other = data.part(judged & (data.corpus != trained))
        reached = auc(scored(fitted(data.part(data.corpus == trained)), other), other.supported)
        print(f"trained on {trained} alone, the other: {reached:.3f}")
    copied, reworded = np.split(fitted(data)[2][: 2 * len(NAMES)], 2)
    for name, one, other in zip(NAMES, copied, reworded, strict=True):
        print(f"  {name:18} weight {one:6.2f} where copied, {other:6.2f} where reworded")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    data = read(arguments.data)
    report(data)
    if arguments.write:
        mean, scale, weights = fitted(data)
        np.savez(WEIGHTS, mean=mean, scale=scale, weights=weights)


if __name__ == "__main__":
    main()
