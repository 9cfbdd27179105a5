"""What tells whether a sentence, a word or a pair of words belongs to the key points of a story."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from octavo.explaining.keypoints.reading import Passage, Reading, Terms

    Numbers = NDArray[np.float32]

SENTENCE_NAMES = (
    "position", "relative_position", "is_first", "length", "relative_length", "documents", "document_sentences",
    "document_words", "title", "title_coverage", "other_titles", "own_centre", "other_centre", "agreement",
    "best_agreement", "agreeing_documents", "other_first", "rarity", "capitals", "digits", "quoted", "opens_quoting",
    "tells", "stands", "function_share", "first_person", "follows_standing", "commas", "word_length",
)  # fmt: skip
TERM_NAMES = (
    "constant", "documents", "in_two", "in_three", "sentences", "title", "other_title", "first", "position",
    "best", "mean", "function", "digits", "letters", "function_best", "documents_best", "lone", "all_documents",
)  # fmt: skip
_CAPITAL = re.compile(r" (?<=[\w,;] )[^\W\d_a-zà-öø-ÿ]\w*")
_FIRST_PERSON = frozenset(
    (
        "i",
        "we",
        "you",
        "my",
        "our",
        "me",
        "us",
        "your",
        "ich",
        "wir",
        "mein",
        "unser",
        "je",
        "nous",
        "vous",
        "notre",
        "yo",
    )
)
_AGREEING = 0.35


def sentence_features(reading: Reading) -> Numbers:
    """(passages, ``SENTENCE_NAMES``)."""
    words = reading.singles
    content = (words.function == 0).astype(np.float32)
    has = words.has.astype(np.float32) * content
    sizes = np.maximum(has.sum(axis=1), 1)
    own = np.array([len(one.words) for one in reading.passages], np.float32)
    counts = np.diff(reading.starts, append=len(reading))
    document_of = np.repeat(np.arange(len(counts)), counts)
    lengths = np.add.reduceat(own, reading.starts)
    position = reading.positions
    count = counts[document_of].astype(np.float32)
    columns = [
        np.log1p(position),
        position / np.maximum(count, 1),
        position == 0,
        np.log1p(own),
        own / np.maximum(lengths[document_of] / count, 1),
        np.full(len(reading), min(len(counts), 6)),
        np.log1p(count),
        np.log1p(lengths[document_of]),
        *_by_titles(reading, has, sizes),
        *_by_words(reading, has, sizes),
        *_by_form(reading),
    ]
    columns.insert(len(columns) - 2, _follows(reading))
    return np.stack([np.asarray(one, np.float32) for one in columns], axis=1)


def term_features(reading: Reading, terms: Terms, worth: Numbers) -> Numbers:
    """(terms, ``TERM_NAMES``), given what each passage is worth."""
    has, starts = terms.has, reading.starts
    documents = np.logical_or.reduceat(has, starts, axis=0).sum(axis=0)
    sentences = has.sum(axis=0)
    held = has * worth[:, None]
    best = held.max(axis=0)
    lead = has[starts].sum(axis=0)
    nearness = (has * (1 / (1 + reading.positions))[:, None]).max(axis=0)
    count = len(starts)
    titled = terms.titles
    letters = reading.letters[terms.parts].mean(axis=1)
    digits = reading.digits[terms.parts].any(axis=1)
    columns = [
        np.ones(len(sentences)),
        documents / count if count > 1 else np.zeros(len(documents)),
        documents >= 2,  # noqa: PLR2004
        documents >= 3,  # noqa: PLR2004
        np.log(np.maximum(sentences, 1)),
        titled > 0,
        titled / count,
        lead / count,
        nearness,
        best,
        held.sum(axis=0) / np.maximum(sentences, 1),
        terms.function,
        digits,
        letters / 7,
        terms.function * best,
        documents * best / count,
        (sentences == 1) & (count > 1),
        (documents == count) & (count > 1),
    ]
    return np.stack([np.asarray(one, np.float32) for one in columns], axis=1)


def _by_titles(reading: Reading, has: Numbers, sizes: Numbers) -> list[Numbers]:
    titles = (reading.titled & ~reading.function).astype(np.float32)
    shared = has @ titles.T
    lengths = np.maximum(titles.sum(axis=1), 1)
    own = shared[np.arange(len(reading)), reading.places]
    others = max(1, len(reading.titles) - 1)
    other = ((shared / lengths).sum(axis=1) - own / lengths[reading.places]) / others
    return [own / sizes, own / lengths[reading.places], other]


def _by_words(reading: Reading, has: Numbers, sizes: Numbers) -> list[Numbers]:
    """How near a sentence is to the middle of its document and of the others, and to the sentences of the others."""
    starts = reading.starts
    counts = np.diff(starts, append=len(reading))
    document_of = np.repeat(np.arange(len(counts)), counts)
    rarity = np.log(1 + len(reading) / np.maximum(has.sum(axis=0), 1)).astype(np.float32)
    weighed = has * rarity
    weighed /= np.maximum(np.linalg.norm(weighed, axis=1), 1e-6)[:, None]
    centres = np.add.reduceat(weighed, starts, axis=0)
    everything = centres.sum(axis=0)
    own = weighed @ centres.T
    near = own[np.arange(len(reading)), document_of]
    other = weighed @ everything - near
    rest = np.maximum(len(reading) - counts[document_of], 1)
    alike = np.maximum.reduceat(weighed @ weighed.T, starts, axis=1)
    first = weighed @ weighed[starts].T
    mine = np.arange(len(counts))[None, :] == document_of[:, None]
    alike[mine] = 0
    first[mine] = 0
    others = max(1, len(counts) - 1)
    return [
        (near - 1) / np.maximum(counts[document_of] - 1, 1),
        other / rest,
        alike.sum(axis=1) / others,
        alike.max(axis=1),
        (alike > _AGREEING).sum(axis=1) / others,
        first.sum(axis=1) / others,
        (has * rarity).sum(axis=1) / sizes / np.log(1 + max(1, len(reading))),
    ]


def _by_form(reading: Reading) -> list[Numbers]:
    rows = [_form_of(one) for one in reading.passages]
    return list(np.array(rows, np.float32).reshape(len(rows), -1).T)


def _form_of(passage: Passage) -> tuple[float, ...]:
    text, words = passage.sentence.text, passage.words
    count = max(1, len(words))
    return (
        len(_CAPITAL.findall(text)) / count,
        sum(word[0].isdigit() for word in words) / count,
        sum(map(text.count, '"“”„«»')),
        text[:1] in '"“„«',
        passage.tells,
        passage.stands,
        passage.function / count,
        sum(map(_FIRST_PERSON.__contains__, words)) / count,
        text.count(",") / count,
        sum(map(len, words)) / count,
    )


def _follows(reading: Reading) -> Numbers:
    """Whether the sentence before, in the same document, stands alone and this one leans on it."""
    stands = np.array([one.stands for one in reading.passages], np.float32)
    before = np.concatenate(([0], stands[:-1]))
    return np.where(reading.positions > 0, before * (1 - stands), 0).astype(np.float32)
