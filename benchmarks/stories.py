"""Group streams of articles into stories, as they come in, and say how fast.

    python benchmarks/stories.py --data FILE... [--background FILE] --out pred.json [--peer tfidf] [--window N]
    python benchmarks/stories.py --pairs FILE --out pred.json
    python benchmarks/stories.py --data FILE... --embedder FOLDER --out pred.json

A FILE is JSONL, plain or .gz, a line an article: id, title, text, published, source, lang. Each file is a stream of its
own, read in time order, a day's articles as one batch; what is written is {id: story} over all files. ``--peer tfidf``
times a plain online grouping by TF-IDF and centroids in the same run. ``--pairs`` takes lines with two articles, ``a``
and ``b``, and writes {pair: score}; where they have labels it prints the average precision, and beside it that of the
plain cosine of TF-IDF. Pairs of articles without a time are scored by the likeness of their words alone.
``--embedder`` gives each article a vector from the sentence model in a folder, which counts between languages alone;
how the cosine of the vectors does on the pairs of a stream, beside and on top of the words, is what
``benchmarks/embedding.py`` measures.
"""

from __future__ import annotations

import argparse
import gzip
import json
import math
import re
import sys
import time
import tracemalloc
from collections import Counter, defaultdict
from dataclasses import replace
from datetime import datetime
from itertools import groupby
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from octavo.adapters.embedding import LocalEmbedder
from octavo.grouping import Grouper, Report
from octavo.grouping.frequencies import Background
from octavo.grouping.grouper import WINDOW
from octavo.model.embedding import NotEmbedded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PEER_JOINS = 0.3
_PEER_TERMS, _PEER_POSTINGS = 25, 200
_WORD = re.compile(r"\w+")
_EMBEDDED = 1_500


def articles_in(path: Path) -> list[dict[str, Any]]:
    """The lines of a JSONL file, which may be compressed."""
    with (gzip.open if path.suffix == ".gz" else open)(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def report_of(number: int, article: dict[str, Any]) -> Report:
    """An article of a stream as grouping takes it."""
    at = datetime.fromisoformat(article.get("published") or "1970-01-01T00:00:00+00:00")
    return Report(
        id=number,
        publisher=article.get("source") or "",
        title=article.get("title") or "",
        text=article.get("text") or "",
        at=at if at.tzinfo else datetime.fromisoformat(f"{at.isoformat()}+00:00"),
        language=article.get("lang"),
    )


def in_order(articles: Sequence[dict[str, Any]]) -> list[Report]:
    """Reports with the articles' places as their ids, in time order."""
    return sorted((report_of(place, article) for place, article in enumerate(articles)), key=lambda one: one.order)


def grouped(reports: Sequence[Report], *, window: int = WINDOW, background: Background | None = None) -> Grouper:
    """All reports grouped, a day at a time."""
    grouper = Grouper(window=window, background=background)
    for _, day in groupby(reports, key=lambda report: report.at.date()):
        grouper.add(tuple(day))
    return grouper


def with_vectors(reports: Sequence[Report], folder: Path) -> list[Report]:
    """The reports with what a sentence model makes of their beginnings."""
    outcome = LocalEmbedder(folder).embed([f"{report.title}\n{report.text[:_EMBEDDED]}" for report in reports])
    if isinstance(outcome, NotEmbedded):
        sys.exit(outcome.problem)
    return [replace(report, vector=vector) for report, vector in zip(reports, outcome.vectors, strict=True)]


class PlainGrouping:
    """The peer: each article joins the story whose centroid its TF-IDF vector is most like, or opens one."""

    def __init__(self) -> None:
        self.frequencies: Counter[str] = Counter()
        self.articles = 0
        self.centroids: list[dict[str, float]] = []
        self.norms: list[float] = []
        self.index: defaultdict[str, list[int]] = defaultdict(list)

    def vector(self, text: str) -> dict[str, float]:
        """Words weighed and normed."""
        counts = Counter(_WORD.findall(text.lower()))
        self.frequencies.update(counts.keys())
        self.articles += 1
        weights = {
            word: (1 + math.log(count)) * math.log((self.articles + 1) / (self.frequencies[word] + 0.5))
            for word, count in counts.items()
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / norm for word, weight in weights.items()}

    def add(self, text: str) -> int:
        """The story of one more article."""
        vector = self.vector(text)
        rare = sorted(vector, key=lambda word: -vector[word])[:_PEER_TERMS]
        stories = {story for word in rare for story in self.index[word][-_PEER_POSTINGS:]}
        dots = {story: _dot(vector, self.centroids[story]) for story in sorted(stories)}
        scores = {story: dot / math.sqrt(self.norms[story] or 1.0) for story, dot in dots.items()}
        best = max(scores, key=lambda story: scores[story], default=None)
        if best is None or scores[best] < _PEER_JOINS:
            best = len(self.centroids)
            self.centroids.append({})
            self.norms.append(0.0)
        centroid = self.centroids[best]
        self.norms[best] += 2 * dots.get(best, 0.0) + _dot(vector, vector)
        for word, weight in vector.items():
            centroid[word] = centroid.get(word, 0.0) + weight
        for word in rare:
            if not self.index[word] or self.index[word][-1] != best:
                self.index[word].append(best)
        return best


def _dot(vector: dict[str, float], other: dict[str, float]) -> float:
    return sum(weight * other.get(word, 0.0) for word, weight in vector.items())


def run_streams(options: argparse.Namespace) -> dict[str, int]:
    """Every stream grouped; what the scorer reads."""
    predicted: dict[str, int] = {}
    background = None
    if options.background:
        texts = ((article["title"], article["text"]) for article in articles_in(options.background))
        background = Background.of(texts, "en")
    first = 0
    for path in options.data:
        articles = articles_in(path)
        reports = in_order(articles)
        if options.embedder:
            reports = with_vectors(reports, options.embedder)
        started = time.perf_counter(), time.process_time()
        grouper = grouped(reports, window=options.window, background=background)
        _told(path.name, len(reports), started)
        stories = {report.id: grouper.story_of(report.id) or 0 for report in reports}
        predicted |= {articles[place]["id"]: first + story for place, story in stories.items()}
        first += max(stories.values(), default=0)
        if options.peer:
            plain, started = PlainGrouping(), (time.perf_counter(), time.process_time())
            for report in reports:
                plain.add(f"{report.title}\n{report.text}")
            _told(f"  plain TF-IDF, {path.name}", len(reports), started)
        if options.memory:
            print(f"{'':24} {_memory(reports, options.window):8.0f} bytes an article in the window, tables included")
    return predicted


def _told(name: str, count: int, started: tuple[float, float]) -> None:
    wall, processor = time.perf_counter() - started[0], time.process_time() - started[1]
    print(f"{name:34} {count:7} articles  {count / wall:7.0f} a second  {count / processor:7.0f} a second of processor")


def _memory(reports: Sequence[Report], window: int) -> float:
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    grouper = grouped(reports, window=window)
    used = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    return used / max(1, min(window, len(grouper.stories()) and len(reports)))


def run_pairs(path: Path) -> dict[str, float]:
    """A score for each pair, in the light of all articles of its set."""
    sets: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for pair in articles_in(path):
        sets[pair.get("set", "all")].append(pair)
    scores: dict[str, float] = {}
    ours, plain = [], []
    for name, pairs in sorted(sets.items()):
        found, cosines = _own_scores(pairs), _plain_scores(pairs)
        scores |= found
        if all("label" in pair for pair in pairs):
            labels = {pair["pair"]: pair["label"] for pair in pairs}
            ours.append(average_precision(found, labels))
            plain.append(average_precision(cosines, labels))
            print(f"{name:20} {len(pairs):5} pairs  average precision {ours[-1]:.4f}  plain TF-IDF {plain[-1]:.4f}")
    if ours:
        print(f"{'macro':32} average precision {mean(ours):.4f}  plain TF-IDF {mean(plain):.4f}")
    return scores


def _own_scores(pairs: Sequence[dict[str, Any]]) -> dict[str, float]:
    articles = _distinct(pairs)
    places = {key: place for place, key in enumerate(articles)}
    grouper = grouped(in_order(list(articles.values())), window=max(WINDOW, len(articles)))
    scores = {}
    for pair in pairs:
        score = grouper.why(places[_key(pair["a"])], places[_key(pair["b"])])
        dated = pair["a"].get("published") and pair["b"].get("published")
        scores[pair["pair"]] = 1.0 if score is None else score.score if dated else score.likeness
    return scores


def _plain_scores(pairs: Sequence[dict[str, Any]]) -> dict[str, float]:
    plain = PlainGrouping()
    texts = {key: f"{article['title']}\n{article['text']}" for key, article in _distinct(pairs).items()}
    for text in texts.values():
        plain.vector(text)
    vectors = {key: plain.vector(text) for key, text in texts.items()}
    return {pair["pair"]: _dot(vectors[_key(pair["a"])], vectors[_key(pair["b"])]) for pair in pairs}


def _distinct(pairs: Iterable[dict[str, Any]]) -> dict[tuple[str, str], dict[str, Any]]:
    return {_key(article): article for pair in pairs for article in (pair["a"], pair["b"])}


def _key(article: dict[str, Any]) -> tuple[str, str]:
    return article["title"] or "", article["text"] or ""


def average_precision(scores: dict[str, float], labels: dict[str, int]) -> float:
    """The mean precision at each true pair, pairs of one score taken together."""
    by_score: defaultdict[float, list[int]] = defaultdict(list)
    for pair, label in labels.items():
        by_score[scores[pair]].append(label)
    seen = hits = 0
    total = 0.0
    for score in sorted(by_score, reverse=True):
        seen += len(by_score[score])
        hits += sum(by_score[score])
        total += sum(by_score[score]) * hits / seen
    return total / max(1, sum(labels.values()))


def main() -> None:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, nargs="+", default=[])
    parser.add_argument("--background", type=Path)
    parser.add_argument("--pairs", type=Path)
    parser.add_argument("--peer", choices=["tfidf"])
    parser.add_argument("--memory", action="store_true", help="measure memory too, in a second run")
    parser.add_argument("--embedder", type=Path, help="folder of a sentence model")
    parser.add_argument("--window", type=int, default=WINDOW)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    result: dict[str, Any] = run_pairs(options.pairs) if options.pairs else run_streams(options)
    options.out.write_text(json.dumps(result), "utf-8")
    print(f"{options.out}: {len(result)} {'pairs' if options.pairs else 'articles'}, for the scorer")


if __name__ == "__main__":
    main()
