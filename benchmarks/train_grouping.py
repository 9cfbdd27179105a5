"""Train what tells whether two reports are about the same event, and write its weights.

    python benchmarks/train_grouping.py --data DIR [--validate] [--out FILE] [--streams allsides gva w5]

DIR holds streams (``<name>.jsonl.gz``: id, title, text, published, source, lang, story), ``background*.jsonl.gz``
and ``score_stories.py``. With ``--validate`` it groups each stream with weights that saw none of the stories they are
scored on: those of the other half by time, and none of the stream at all; these are the figures to quote. With
``--out`` it trains on all. Needs the ``train`` group of dependencies. The same data gives the same weights.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

import lightgbm
import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.train_choosing import arrays_of

from octavo.grouping.comparing import NAMES, Comparer
from octavo.grouping.frequencies import Background
from octavo.grouping.grouper import WINDOW, Grouper
from octavo.grouping.judging import judge_in
from octavo.grouping.reports import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from octavo.grouping.judging import Judge

# What may speak neither for nor against by itself; all else speaks for a pair the higher it is, or (FALLING) the lower.
FREE = {
    "same_publisher", "shorter", "longer", "best_words", "around", "nearest", "since", "nearer_since", "alike_that_day",
}  # fmt: skip
FALLING = {"gap", "rank"}
TREES = 150
PARAMETERS = {
    "objective": "binary",
    "num_leaves": 24,
    "learning_rate": 0.06,
    "min_data_in_leaf": 40,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "monotone_constraints": [0 if name in FREE else -1 if name in FALLING else 1 for name in NAMES],
    "verbose": -1,
    "seed": 4,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
}
_RIDGE, _STEPS = 1.0, 30
# Between 0, where each pair counts alike, and -1, where each stream does.
_EVENS = -0.75


@dataclass
class Stream:
    """A stream's articles in order, with their stories, and the compared pairs of labelled ones."""

    name: str
    articles: list[dict[str, Any]]
    features: NDArray[np.float32]
    pairs: NDArray[np.int64]
    same: NDArray[np.bool_]

    def sides(self, side: Callable[[dict[str, Any]], int]) -> NDArray[np.int64]:
        """The side of both reports of each pair, -1 where they are on different ones."""
        of = np.array([side(article) if article.get("story") else -1 for article in self.articles])
        return np.where(of[self.pairs[:, 0]] == of[self.pairs[:, 1]], of[self.pairs[:, 0]], -1)


def report_of(number: int, article: dict[str, Any]) -> Report:
    """An article of a stream as grouping takes it."""
    published = article.get("published")
    return Report(
        id=number,
        publisher=article.get("source") or "",
        title=article.get("title") or "",
        text=article.get("text") or "",
        at=datetime.fromisoformat(published or "1970-01-01T00:00:00+00:00"),
        language=article.get("lang"),
    )


def articles_in(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file, which may be compressed."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def background_in(paths: Iterable[Path]) -> Background:
    """How common terms are in these articles."""
    articles = (article for path in paths for article in articles_in(path))
    return Background.of(((article["title"], article["text"]) for article in articles), "en")


def load(path: Path, background: Background) -> Stream:
    """A stream as it is compared when it comes in."""
    articles = sorted(articles_in(path), key=lambda article: report_of(0, article).order)
    comparer = Comparer(capacity=WINDOW, background=background)
    features, pairs = [], []
    for number, article in enumerate(articles):
        slot = comparer.take(report_of(number, article))
        candidates = comparer.candidates(slot)
        comparer.met(slot, candidates)
        earlier = comparer.window.column("reports")[candidates.slots]
        labelled = np.array([bool(article.get("story") and articles[other].get("story")) for other in earlier], bool)
        features.append(candidates.features[labelled])
        pairs += [(number, int(other)) for other in earlier[labelled]]
    same = np.array([articles[one]["story"] == articles[other]["story"] for one, other in pairs])
    return Stream(path.name.split(".")[0], articles, np.vstack(features), np.array(pairs), same)


def train(parts: Sequence[tuple[Stream, NDArray[np.bool_]]]) -> dict[str, NDArray[np.generic]]:
    """The arrays of a judge from some pairs of each stream.

    A stream with twice as many pairs of one event counts for a fifth more, so that none drowns the others.
    """
    features = np.vstack([stream.features[chosen] for stream, chosen in parts])
    same = np.concatenate([stream.same[chosen] for stream, chosen in parts])
    weight = np.concatenate(
        [np.full(int(chosen.sum()), max(1, stream.same[chosen].sum()) ** _EVENS) for stream, chosen in parts]
    )
    weight /= weight.mean()
    booster = lightgbm.train(PARAMETERS, lightgbm.Dataset(features, same, weight=weight), TREES)
    return linear(features, same, weight) | arrays_of(booster, NAMES, "forest")


def linear(
    features: NDArray[np.float32], same: NDArray[np.bool_], weight: NDArray[np.float64]
) -> dict[str, NDArray[np.generic]]:
    """Logistic regression by Newton's method, with a ridge."""
    centre, scale = features.mean(axis=0, dtype=float), features.std(axis=0, dtype=float) + 1e-9
    columns = np.column_stack(((features - centre) / scale, np.ones(len(features))))
    ridge = np.diag([_RIDGE] * features.shape[1] + [0.0])
    weights = np.zeros(columns.shape[1])
    for _ in range(_STEPS):
        expected = 1 / (1 + np.exp(-columns @ weights))
        curvature = (columns * (weight * expected * (1 - expected))[:, None]).T @ columns + ridge
        weights -= np.linalg.solve(curvature, columns.T @ (weight * (expected - same)) + ridge @ weights)
    return {"mean": centre, "scale": scale, "weights": weights[:-1], "bias": np.array(weights[-1])}


def grouped(stream: Stream, judge: Judge, background: Background) -> dict[str, int]:
    """The stream grouped day by day."""
    grouper = Grouper(background=background, by=judge)
    days: dict[Any, list[Report]] = {}
    for number, article in enumerate(stream.articles):
        report = report_of(number, article)
        days.setdefault(report.at.date(), []).append(report)
    for day in days.values():
        grouper.add(day)
    return {str(number): grouper.story_of(number) or 0 for number in range(len(stream.articles))}


def validate(streams: Sequence[Stream], trained: set[str], background: Background, score: Any) -> None:  # noqa: ANN401
    """Print what comes out for stories and for streams that were not trained on."""
    results: dict[str, list[tuple[float, float]]] = {}
    for half in (0, 1):
        parts = [(stream, stream.sides(half_of(stream)) == 1 - half) for stream in streams if stream.name in trained]
        judge = judge_in(train(parts))
        for stream in streams:
            found = scored(stream, grouped(stream, judge, background), score, half)
            results.setdefault(stream.name, []).append(found)
            print(f"half {half}: {stream.name:10} pairwise {found[0]:.3f}  BCubed {found[1]:.3f}", flush=True)
    results = {name: [(mean(p for p, _ in found), mean(b for _, b in found))] for name, found in results.items()}
    results["macro"] = [(mean(f[0][0] for f in results.values()), mean(f[0][1] for f in results.values()))]
    for name, [(pairwise, bcubed)] in results.items():
        print(f"other half of time: {name:10} pairwise {pairwise:.3f}  BCubed {bcubed:.3f}")
    for stream in streams:
        others = [(other, np.ones(len(other.same), bool)) for other in streams if other.name in trained - {stream.name}]
        pairwise, bcubed = scored(stream, grouped(stream, judge_in(train(others)), background), score)
        print(f"other streams: {stream.name:10} pairwise {pairwise:.3f}  BCubed {bcubed:.3f}", flush=True)


def half_of(stream: Stream) -> Callable[[dict[str, Any]], int]:
    """Which half of the stories an article is in, by when the story began.

    Halves by chance would flatter: pairs that are wrongly joined across them would not be counted.
    """
    began: dict[str, str] = {}
    for article in stream.articles:
        if article.get("story"):
            began.setdefault(article["story"], article["published"])
    middle = sorted(began.values())[len(began) // 2]
    return lambda article: int(began[article["story"]] >= middle)


def scored(
    stream: Stream,
    predicted: dict[str, int],
    score: Any,  # noqa: ANN401
    half: int | None = None,
) -> tuple[float, float]:
    """Pairwise F1 and BCubed F1, of all stories or of a half."""
    half_it_is_in = half_of(stream)
    truth = {
        str(number): article["story"]
        for number, article in enumerate(stream.articles)
        if article.get("story") and half in (None, half_it_is_in(article))
    }
    result = score(truth, predicted)
    return result["pairwise"]["f1"], result["bcubed"]["f1"]


def scorer(data: Path) -> Any:  # noqa: ANN401
    """The scorer that stands beside the data."""
    spec = importlib.util.spec_from_file_location("score_stories", data / "score_stories.py")
    assert spec is not None  # noqa: S101
    assert spec.loader is not None  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.score


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--streams", nargs="+", default=["allsides", "gva", "w5"])
    parser.add_argument("--also", nargs="*", default=["vi"], help="streams that are scored and not trained on")
    parser.add_argument("--validate", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    background = background_in(sorted(options.data.glob("background*.jsonl.gz")))
    names = [*options.streams, *(options.also if options.validate else ())]
    streams = [load(options.data / f"{name}.jsonl.gz", background) for name in names]
    for stream in streams:
        print(f"{stream.name}: {len(stream.articles)} articles, {len(stream.same)} pairs, {stream.same.sum()} the same")
    if options.validate:
        validate(streams, set(options.streams), background, scorer(options.data))
    if options.out:
        chosen = [(stream, np.ones(len(stream.same), bool)) for stream in streams if stream.name in options.streams]
        arrays = train(chosen) | {"levels": background.levels, "reports": np.array(background.reports)}
        np.savez_compressed(options.out, **arrays)
        print(f"{options.out}: {options.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
