"""What is measured of a passage beside a question, all passages at once.

Rows of arrays are passages unless said otherwise, columns the question's terms.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.asking.kinds import Wanted
from octavo.explaining.asking.words import Matcher, words_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from octavo.model.answers import Passage, Question
    from octavo.model.insights import Citation

    Numbers = NDArray[np.float64]

MEASURES = (
    "words",
    "words and title",
    "article",
    "coverage",
    "coverage with title",
    "coverage of article",
    "best sentence",
    "coverage of best sentence",
    "names of article",
    "pairs",
    "kind",
    "kind in best sentence",
    "words near kind",
    "position",
    "length",
    "of these days",
    "of these months",
    "undated",
)
# Okapi BM25 (Robertson and Zaragoza 2009, §3.4), its parameters for short texts and for whole articles.
_SHORT = (0.9, 0.4, 55.0)
_WHOLE = (1.2, 0.75, 900.0)
_TITLE = 3
_LONGEST_SENTENCE = 2_000
_DAYS, _MONTHS = 10.0, 90.0
# Characters after which nearness has fallen to a third, and how many things in a sentence are looked at.
_NEAR = 60.0
_KIND = 0.2
_MOST_KINDS = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """The sentences of passages, once each: rows are sentences, columns terms.

    ``counts`` says how often a term stands in it, ``lengths`` how many words it has, ``pairs`` how many pairs of
    neighbouring terms of the question are near each other in it, ``near`` which terms stand how near to something of
    the kind that is asked for (1: beside it), ``has_kind`` whether it has such a thing; ``places`` are each term's
    places in it.
    """

    counts: Numbers
    lengths: Numbers
    pairs: Numbers
    near: Numbers
    has_kind: Numbers
    places: tuple[tuple[tuple[int, int], ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Passages beside a question: ``values`` has a column for each of ``MEASURES``.

    ``rows`` are each passage's sentences (indices into ``sentences``), ``best`` the one among them (counted in the
    passage) that fits best.
    """

    values: Numbers
    sentences: Sentences
    rows: tuple[tuple[int, ...], ...]
    best: tuple[int, ...]


def weights_of(
    question: Question, frequencies: Mapping[str, int] | None, total: int, counts: Numbers | None = None
) -> Numbers:
    """How much each term counts: the rarer the more.

    ``frequencies`` says in how many of ``total`` articles a word stands; without it the ``counts`` at hand tell.
    """
    if frequencies is not None:
        found = np.array([min(frequencies.get(term.word, 0), total) for term in question.terms], dtype=float)
        among = float(max(total, 1))
    else:
        found = (counts > 0).sum(axis=0).astype(float) if counts is not None else np.zeros(len(question.terms))
        among = float(len(counts)) if counts is not None else 1.0
    rare: Numbers = np.log1p((among - found + 0.5) / (found + 0.5))
    weights: Numbers = rare * np.array([term.weight for term in question.terms])
    return weights


def measured(
    question: Question, passages: Sequence[Passage], frequencies: Mapping[str, int] | None, total: int
) -> Measured:
    """Everything that is measured of passages beside a question."""
    matcher = Matcher(question.language, tuple(term.stem for term in question.terms))
    cited, rows = _sentences(passages)
    sentences = _read(cited, question, matcher, passages, rows)
    weights = weights_of(question, frequencies, total, sentences.counts)
    whole = float(weights.sum()) or 1.0
    articles = _Articles(passages, rows, sentences, matcher)
    inside = np.array([sentences.counts[list(row)].sum(axis=0) for row in rows])
    titled = inside + articles.titles[articles.of]
    lengths = np.array([sentences.lengths[list(row)].sum() for row in rows])
    named = np.array([term.is_name for term in question.terms])
    beside = sentences.near @ weights / whole
    covered = _share(sentences.counts, weights)
    own = covered + _KIND * sentences.has_kind + beside
    best = tuple(int(np.argmax(own[list(row)])) for row in rows)
    chosen = np.array([row[place] for row, place in zip(rows, best, strict=True)])
    article = _bm25(articles.counts, articles.lengths, weights, _WHOLE)
    ages = _ages(question, passages)
    columns = (
        _bm25(inside, lengths, weights, _SHORT) / whole,
        _bm25(titled, lengths, weights, _SHORT) / whole,
        (article / (float(article.max()) or 1.0))[articles.of],
        _share(inside, weights),
        _share(titled, weights),
        _share(articles.counts, weights)[articles.of],
        own[chosen],
        covered[chosen],
        _share(articles.counts, weights * named)[articles.of],
        np.array([sentences.pairs[list(row)].sum() for row in rows]) / max(len(question.terms) - 1, 1),
        np.array([sentences.has_kind[list(row)].max() for row in rows]),
        sentences.has_kind[chosen],
        np.array([beside[list(row)].max() for row in rows]),
        np.log1p(np.array([passage.number for passage in passages], dtype=float)),
        np.log1p(lengths),
        np.where(np.isnan(ages), 0.0, np.exp(-np.abs(np.nan_to_num(ages)) / _DAYS)),
        np.where(np.isnan(ages), 0.0, np.exp(-np.abs(np.nan_to_num(ages)) / _MONTHS)),
        np.isnan(ages).astype(float),
    )
    return Measured(values=np.column_stack(columns), sentences=sentences, rows=rows, best=best)


def _share(counts: Numbers, weights: Numbers) -> Numbers:
    """The share of the terms that occur, by weight; 1 where no term has any."""
    whole = float(weights.sum())
    shares: Numbers = (counts > 0) @ weights / whole if whole else np.ones(len(counts))
    return shares


def _bm25(counts: Numbers, lengths: Numbers, weights: Numbers, parameters: tuple[float, float, float]) -> Numbers:
    saturation, slope, usual = parameters
    norm = saturation * (1 - slope + slope * lengths / usual)
    scored: Numbers = (counts * (saturation + 1) / (counts + norm[:, None])) @ weights
    return scored


def _sentences(passages: Sequence[Passage]) -> tuple[list[Citation], tuple[tuple[int, ...], ...]]:
    """The sentences of passages, once each, and which ones each passage has."""
    known: dict[tuple[int, int, int], int] = {}
    cited: list[Citation] = []
    rows = []
    for passage in passages:
        row = []
        for one in passage.sentences:
            key = (one.article, one.block, one.start)
            if key not in known:
                known[key] = len(cited)
                cited.append(one)
            row.append(known[key])
        rows.append(tuple(row))
    return cited, tuple(rows)


def _read(
    cited: Sequence[Citation],
    question: Question,
    matcher: Matcher,
    passages: Sequence[Passage],
    rows: Sequence[tuple[int, ...]],
) -> Sentences:
    counts = np.zeros((len(cited), len(question.terms)))
    lengths, pairs = np.zeros(len(cited)), np.zeros(len(cited))
    places, found_in = [], []
    for number, one in enumerate(cited):
        found, length, pairs[number] = _matches(one.quote[:_LONGEST_SENTENCE], matcher)
        lengths[number] = length
        found_in.append(found)
        for place, _, _ in found:
            counts[number, place] += 1
        places.append(tuple((start, end) for _, start, end in found))
    wanted = Wanted(question.kind, question.standalone, question.language)
    beside, has_kind = np.zeros_like(counts), np.zeros(len(cited))
    languages = {row: passage.language for passage, some in zip(passages, rows, strict=True) for row in some}
    touched = counts.any(axis=1)
    near = touched | np.roll(touched, 1) | np.roll(touched, -1)
    for number in (int(row) for row in np.flatnonzero(near)):
        kinds = wanted.places(cited[number].quote, languages[number])[:_MOST_KINDS]
        has_kind[number] = bool(kinds)
        if kinds:
            beside[number] = _nearness(found_in[number], kinds, len(question.terms))
    return Sentences(counts=counts, lengths=lengths, pairs=pairs, near=beside, has_kind=has_kind, places=tuple(places))


def _nearness(found: Sequence[tuple[int, int, int]], kinds: Sequence[int], terms: int) -> Numbers:
    """How near each term stands to the thing that has most terms near it."""
    nearness = np.zeros((len(kinds), terms))
    for place, start, _ in found:
        there = np.exp(-np.abs(np.array(kinds, dtype=float) - start) / _NEAR)
        nearness[:, place] = np.maximum(nearness[:, place], there)
    best: Numbers = nearness[int(np.argmax(nearness.sum(axis=1)))]
    return best


def _matches(text: str, matcher: Matcher) -> tuple[list[tuple[int, int, int]], int, int]:
    """Which terms stand where in a text, how many words it has, and how many neighbouring terms are near each other."""
    found: list[tuple[int, int, int]] = []
    pairs = set()
    last, since, length = -1, 0, 0
    for word, start, end in words_in(text):
        length += 1
        since += 1
        place = matcher.place(word)
        if place < 0:
            continue
        found.append((place, start, end))
        if last >= 0 and place == last + 1 and since <= 3:  # noqa: PLR2004 - one or two words may stand between them
            pairs.add(place)
        last, since = place, 0
    return found, length, len(pairs)


class _Articles:
    """The articles of passages: ``of`` says which one each passage is from; rows of the rest are articles."""

    def __init__(
        self, passages: Sequence[Passage], rows: Sequence[tuple[int, ...]], sentences: Sentences, matcher: Matcher
    ) -> None:
        known: dict[int, int] = {}
        titles: list[str] = []
        inside: list[dict[int, None]] = []
        self.of = np.zeros(len(passages), dtype=int)
        for number, (passage, row) in enumerate(zip(passages, rows, strict=True)):
            if passage.article not in known:
                known[passage.article] = len(known)
                titles.append(passage.title)
                inside.append({})
            self.of[number] = known[passage.article]
            inside[self.of[number]].update(dict.fromkeys(row))
        self.titles = np.zeros((len(titles), sentences.counts.shape[1]))
        for number, title in enumerate(titles):
            for place, _, _ in _matches(title[:_LONGEST_SENTENCE], matcher)[0]:
                self.titles[number, place] = 1
        self.counts = np.array([sentences.counts[list(rows)].sum(axis=0) for rows in inside]) + _TITLE * self.titles
        self.lengths = np.array([sentences.lengths[list(rows)].sum() for rows in inside])


def _ages(question: Question, passages: Sequence[Passage]) -> Numbers:
    """Days between a passage's publication and the question; NaN where it is not known."""
    return np.array(
        [
            float((question.asked_on - passage.published_at.date()).days) if passage.published_at else np.nan
            for passage in passages
        ]
    )
