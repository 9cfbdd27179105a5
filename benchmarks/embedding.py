"""What a sentence model adds to the words: average precision on the pairs of streams, with and without its cosine.

    python benchmarks/embedding.py --data DIR --embedder FOLDER [--streams allsides w5]

Pairs are those that grouping compares and whose stories are labelled. Both judgements, the linear one and the trees,
are trained on the stories of one half of the time and measured on the other, as ``train_grouping.py --validate`` does.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING

import lightgbm
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.train_grouping import PARAMETERS, TREES, background_in, half_of, linear, load

from octavo.adapters.embedding import LocalEmbedder
from octavo.model.embedding import NotEmbedded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from benchmarks.train_grouping import Stream
    from numpy.typing import NDArray

_EMBEDDED = 700


def cosines(stream: Stream, folder: Path) -> NDArray[np.float64]:
    """How near the two of each pair are."""
    needed = sorted({int(place) for place in stream.pairs.ravel()})
    texts = [f"{stream.articles[place]['title']}\n{stream.articles[place]['text'][:_EMBEDDED]}" for place in needed]
    outcome = LocalEmbedder(folder).embed(texts)
    if isinstance(outcome, NotEmbedded):
        sys.exit(outcome.problem)
    vectors = dict(zip(needed, np.array(outcome.vectors), strict=True))
    return np.array([vectors[one] @ vectors[other] for one, other in stream.pairs])


def average_precision(same: NDArray[np.bool_], scores: NDArray[np.float64]) -> float:
    """The mean precision at each true pair."""
    ordered = same[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(ordered) / np.arange(1, len(ordered) + 1)
    return float(precision[ordered].mean())


def crossed(streams: Sequence[Stream], added: Sequence[NDArray[np.float64]] | None) -> dict[str, float]:
    """Average precision for each stream, the mean of both halves of its time."""
    tables = [
        stream.features if added is None else np.column_stack((stream.features, added[place]))
        for place, stream in enumerate(streams)
    ]
    found: dict[str, list[float]] = {}
    for half in (0, 1):
        taught = [stream.sides(half_of(stream)) == 1 - half for stream in streams]
        features = np.vstack([table[chosen] for table, chosen in zip(tables, taught, strict=True)])
        same = np.concatenate([stream.same[chosen] for stream, chosen in zip(streams, taught, strict=True)])
        weight = np.concatenate(
            [
                np.full(int(chosen.sum()), max(1, stream.same[chosen].sum()) ** -0.5)
                for stream, chosen in zip(streams, taught, strict=True)
            ]
        )
        weight /= weight.mean()
        monotone = [*PARAMETERS["monotone_constraints"], *([1] if added is not None else [])]  # type: ignore[misc]  # a list
        trees = lightgbm.train(
            {**PARAMETERS, "monotone_constraints": monotone}, lightgbm.Dataset(features, same, weight=weight), TREES
        )
        line = linear(features, same, weight)
        for stream, table in zip(streams, tables, strict=True):
            asked = stream.sides(half_of(stream)) == half
            raw = ((table[asked] - line["mean"]) / line["scale"] * line["weights"]).sum(axis=1) + line["bias"]
            scores = (1 / (1 + np.exp(-np.clip(raw, -30, 30))) + trees.predict(table[asked])) / 2
            found.setdefault(stream.name, []).append(average_precision(stream.same[asked], scores))
    return {name: mean(scores) for name, scores in found.items()}


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--embedder", type=Path, required=True)
    parser.add_argument("--streams", nargs="+", default=["allsides", "w5"])
    options = parser.parse_args()
    background = background_in(sorted(options.data.glob("background*.jsonl.gz")))
    streams = [load(options.data / f"{name}.jsonl.gz", background) for name in options.streams]
    near = [cosines(stream, options.embedder) for stream in streams]
    words, both = crossed(streams, None), crossed(streams, near)
    for stream, cosine in zip(streams, near, strict=True):
        alone = average_precision(stream.same, cosine)
        print(
            f"{stream.name:10} {len(stream.same):6} pairs  the cosine alone {alone:.4f}  "
            f"words {words[stream.name]:.4f}  words and cosine {both[stream.name]:.4f}"
        )


if __name__ == "__main__":
    main()
