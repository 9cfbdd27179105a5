"""Train the order of passages on questions with known answers.

    python benchmarks/train_asking.py --questions qa.jsonl.gz --articles qa_docs.jsonl.gz [--validate]

A passage is good when an accepted answer stands in it as whole words and two more words of the question or of its
evidence do. The weights maximise the chance that a softmax over all passages of the sixty articles found puts on good
ones (ListNet's top one, Cao et al. 2007). ``--validate`` prints hits on quarters that were not trained on.
"""

from __future__ import annotations

import argparse
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from benchmarks.insight_tasks.qa import asked_at, library_of
from benchmarks.insights import lines_in

from octavo import explaining
from octavo.explaining.asking.measures import MEASURES, measured
from octavo.explaining.asking.words import SMALL_WORDS
from octavo.explaining.documents import document_of
from octavo.model.search import SearchQuery
from octavo.newsroom.asking import MOST_READ
from octavo.newsroom.indexing import catch_up

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from octavo.model.answers import Passage
    from octavo.newsroom import Resources

    Numbers = NDArray[np.float64]

# Told to the reader of an answer, and not part of the model.
LEFT_OUT = frozenset(
    {"coverage with title", "words and title", "names of article", "best sentence", "coverage of best sentence"}
)
COLUMNS = [number for number, name in enumerate(MEASURES) if name not in LEFT_OUT]
STEPS, RATE, SHRINK = 120, 0.1, 0.003
FOLDS = 4
AT = (1, 3, 5, 10)
_TWO = 2
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:the|an?)\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question's passages: what is measured of them, which are good, and their sentences and articles."""

    values: Numbers
    good: NDArray[np.bool_]
    rows: tuple[tuple[int, ...], ...]
    articles: tuple[int, ...]


def answers_of(row: dict[str, Any]) -> list[str]:
    """The answers that can be looked for in a text."""
    plain = [_ARTICLE.sub("", answer.strip(' .“”"').lower()) for answer in row["answers"] if answer]
    useless = {"yes", "no", "true", "false", "all of the above", "none of the above"}
    return [answer for answer in plain if len(answer) > 1 and answer not in useless] if row["answerable"] else []


def is_good(text: str, answers: Sequence[str], matter: frozenset[str]) -> bool:
    low = text.lower()
    holds = any(re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", low) for answer in answers)
    return holds and len(matter.intersection(_WORD.findall(low))) >= _TWO


def asked(rows: Sequence[dict[str, Any]], articles: Sequence[dict[str, Any]]) -> Iterator[Asked]:
    """The questions that can be answered, each with its passages."""
    with library_of(articles) as library:
        catch_up(library.resources)
        for row in rows:
            answers = answers_of(row)
            if answers:
                yield _asked(library.resources, row, answers)


def _asked(resources: Resources, row: dict[str, Any], answers: Sequence[str]) -> Asked:
    question = explaining.question_of(row["question"], today=asked_at(row).date())
    words = " ".join(term.word for term in question.terms)
    hits = resources.index.search(SearchQuery(text=words, limit=MOST_READ, any_word=True)).articles
    found = [resources.store.article(hit) for hit in hits]
    passages: list[Passage] = [
        passage for article in found if article for passage in explaining.passages_of(document_of(article, "x"))
    ]
    counts = {term.word: resources.index.search(SearchQuery(text=term.word, limit=1)).total for term in question.terms}
    told = measured(question, passages, counts, resources.store.count_articles())
    own = {word for answer in answers for word in _WORD.findall(answer)}
    small = SMALL_WORDS["en"]
    matter = frozenset(_WORD.findall(f"{row['question']} {row.get('evidence') or ''}".lower())) - own - small
    return Asked(
        values=told.values[:, COLUMNS],
        good=np.array([is_good(passage.text, answers, matter) for passage in passages], dtype=bool),
        rows=told.rows,
        articles=tuple(passage.article for passage in passages),
    )


def trained(data: Sequence[Asked]) -> Numbers:
    """Weights for the measures as they are."""
    useful = [one for one in data if one.good.any()]
    stacked = np.vstack([one.values for one in useful])
    scale = stacked.std(axis=0) + 1e-6
    stacked /= scale
    good = np.concatenate([one.good for one in useful]).astype(float)
    starts = np.cumsum([0, *(len(one.good) for one in useful[:-1])])
    owner = np.repeat(np.arange(len(useful)), [len(one.good) for one in useful])
    weights, mean, spread = (np.zeros(len(COLUMNS)) for _ in range(3))
    for step in range(1, STEPS + 1):
        scores = stacked @ weights
        powers = np.exp(scores - np.maximum.reduceat(scores, starts)[owner])
        chance = powers / np.add.reduceat(powers, starts)[owner]
        wanted = powers * good + 1e-300
        slope = stacked.T @ (chance - wanted / np.add.reduceat(wanted, starts)[owner]) / len(useful) + SHRINK * weights
        mean, spread = 0.9 * mean + 0.1 * slope, 0.999 * spread + 0.001 * slope**2
        weights = weights - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(spread / (1 - 0.999**step)) + 1e-8)
    plain: Numbers = weights / scale
    return plain


def hits(data: Sequence[Asked], weights: Numbers) -> Numbers:
    """For how many questions a good passage is among the first, as the product chooses them."""
    counts = np.zeros(len(AT))
    for one in data:
        good = [one.good[number] for number in _chosen(one, one.values @ weights)]
        counts += [any(good[:most]) for most in AT]
    return counts


def _chosen(one: Asked, scores: Numbers) -> list[int]:
    chosen: list[int] = []
    used: set[int] = set()
    for number in (int(place) for place in np.argsort(-scores, kind="stable")):
        article = one.articles[number]
        if used.isdisjoint(one.rows[number]) and sum(one.articles[other] == article for other in chosen) < _TWO:
            used.update(one.rows[number])
            chosen.append(number)
            if len(chosen) == max(AT):
                break
    return chosen


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--validate", action="store_true")
    arguments = parser.parse_args()
    data = list(asked(lines_in(arguments.questions), lines_in(arguments.articles)))
    if arguments.validate:
        total = np.zeros(len(AT))
        for fold in range(FOLDS):
            inside = [number * FOLDS // len(data) == fold for number in range(len(data))]
            weights = trained([one for one, held in zip(data, inside, strict=True) if not held])
            total += hits([one for one, held in zip(data, inside, strict=True) if held], weights)
        print("not trained on:", dict(zip(AT, (total / len(data)).round(3).tolist(), strict=True)))
    for number, weight in zip(COLUMNS, trained(data), strict=True):
        print(f'    "{MEASURES[number]}": {weight:.2f},')


if __name__ == "__main__":
    main()
