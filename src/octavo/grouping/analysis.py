"""A report taken apart into terms with numbers, so that many reports can be compared at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

from octavo.grouping.words import names_in, numbers_in, words_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

BUCKETS = 1 << 19
# How many terms of each kind stand for a report, the most telling ones first; the kinds stand in a row in this order.
WIDTHS = {"words": 96, "pairs": 40, "names": 32, "numbers": 16, "title": 16, "lead": 32}
_ENDS = np.cumsum(tuple(WIDTHS.values())).tolist()
WIDTH: int = _ENDS[-1]
SECTIONS = {kind: slice(end - width, end) for (kind, width), end in zip(WIDTHS.items(), _ENDS, strict=True)}
# Of these kinds so many terms lead from a report to others that have them.
_KEYS = {"words": 14, "names": 10, "numbers": 5, "title": 6}
KEYS = sum(_KEYS.values())
# Where they stand among all: at the beginning of each kind.
KEY_PLACES = np.concatenate([SECTIONS[kind].start + np.arange(count) for kind, count in _KEYS.items()])
_SPELLED = {"names": 10, "numbers": 5, "words": 8}
_LONGEST, _LONGEST_TITLE, _LEAD = 8_000, 500, 70
# Bits of a place among all terms of a text, and of a number of single precision.
_PLACE, _SINGLE = np.uint64(16), np.uint64(32)
_HIGHEST_PLACE = np.uint64(0xFFFF)
_KINDS = np.arange(len(WIDTHS), dtype=np.uint64) << _SINGLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """All terms of a text, kind after kind: their numbers, weights by their frequency in it, and spelling.

    ``bounds`` say where each kind ends.
    """

    numbers: NDArray[np.uint32]
    weights: NDArray[np.float32]
    bounds: tuple[int, ...]
    spelling: dict[str, Callable[[int], str]]
    length: int

    @property
    def present(self) -> NDArray[np.uint32]:
        """Each term's number once."""
        return _each(self.numbers)[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The terms that stand for a report; where it has fewer than fit, numbers and weights are 0."""

    numbers: NDArray[np.uint32]
    weights: NDArray[np.float32]
    spelled: str
    length: float


def numbers_of(terms: Sequence[str]) -> NDArray[np.uint32]:
    """The number of each term, the same on every machine; 0 is no term's. No term holds a line break."""
    spelled = "\n".join(terms).encode("utf-8", "replace").split(b"\n") if terms else []
    numbers = np.fromiter(map(crc32, spelled), np.uint32, count=len(spelled))
    numbers &= np.uint32(BUCKETS - 1)
    numbers[numbers == 0] = 1
    return numbers


def terms_of(title: str, text: str) -> Terms:
    """A text's words, pairs of neighbouring words, names, numbers, and the words of its title and first lines."""
    heading, body = words_in(title[:_LONGEST_TITLE]), words_in(text[:_LONGEST])
    words = heading + body
    numbers = numbers_of(words)
    names, figures = Counter(_parts(names_in(text[:_LONGEST]))), Counter(numbers_in(text[:_LONGEST]))
    ordered, order = _in_order(numbers)
    unique, counts = _runs(ordered)
    first = order[np.cumsum(counts) - counts]
    spelled_names, spelled_numbers = list(names), list(figures)
    kinds = (
        (unique, counts),
        _each(_pairs(numbers[len(heading) :])),
        _counted(names, "@"),
        _counted(figures, "#"),
        _each(numbers[: len(heading)]),
        _each(numbers[: len(heading) + _LEAD]),
    )
    return Terms(
        numbers=np.concatenate([ids for ids, _ in kinds]),
        weights=(1 + np.log(np.concatenate([counted for _, counted in kinds]))).astype(np.float32),
        bounds=tuple(np.cumsum([len(ids) for ids, _ in kinds]).tolist()),
        spelling={
            "words": lambda place: words[first[place]],
            "names": spelled_names.__getitem__,
            "numbers": spelled_numbers.__getitem__,
        },
        length=len(body),
    )


def row_of(terms: Terms, rarity: NDArray[np.float32]) -> Row:
    """The most telling terms: those that are frequent in the text and rare elsewhere."""
    numbers, weights = np.zeros(WIDTH, np.uint32), np.zeros(WIDTH, np.float32)
    spelled: list[str] = []
    order = _most_telling(terms.weights * rarity, terms.bounds)
    start = 0
    for (kind, section), end in zip(SECTIONS.items(), terms.bounds, strict=True):
        best = order[start : min(end, start + WIDTHS[kind])]
        numbers[section.start : section.start + len(best)] = terms.numbers[best]
        weights[section.start : section.start + len(best)] = terms.weights[best]
        if kind in _SPELLED:
            spelled.append("\t".join(map(terms.spelling[kind], (best[: _SPELLED[kind]] - start).tolist())))
        start = end
    return Row(
        numbers=numbers,
        weights=weights,
        spelled="\n".join(spelled),
        length=float(np.log1p(terms.length)),
    )


def keys_of(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """The terms that lead from each of some reports to others, each once, in order; where there are fewer, 0 first."""
    keys = np.sort(numbers[:, KEY_PLACES], axis=1)
    keys[:, 1:][keys[:, 1:] == keys[:, :-1]] = 0
    return keys


def _parts(names: Sequence[str]) -> Iterable[str]:
    """Each name and, where it is of several words, each of them."""
    for name in names:
        if " " in name:
            yield name
        yield from (word for word in name.split(" ") if len(word) > 1)


def _pairs(numbers: NDArray[np.uint32]) -> NDArray[np.uint32]:
    mixed: NDArray[np.uint32] = numbers[:-1] * np.uint32(0x9E3779B1) + numbers[1:] * np.uint32(0x85EBCA77)
    mixed = (mixed ^ (mixed >> np.uint32(15))) & np.uint32(BUCKETS - 1)
    return np.maximum(mixed, np.uint32(1))


def _most_telling(telling: NDArray[np.float32], bounds: Sequence[int]) -> NDArray[np.intp]:
    """The places of terms kind after kind, the most telling of each first, and of those alike the earlier.

    Bits of numbers that are not below 0 stand in the order of the numbers.
    """
    kinds = np.repeat(_KINDS, [end - start for start, end in pairwise((0, *bounds))])
    return _in_order(kinds + (np.float32(np.inf).view(np.uint32) - telling.view(np.uint32)))[1]


def _in_order(keys: NDArray[np.unsignedinteger]) -> tuple[NDArray[np.unsignedinteger], NDArray[np.intp]]:
    """Keys of up to 48 bits in order, and their places; of those alike the earlier comes first.

    Key and place are sorted as one number, which takes half as long as ``np.argsort`` where nothing is in order yet.
    """
    both = keys.astype(np.uint64) << _PLACE
    both |= np.arange(len(keys), dtype=np.uint64)
    both.sort()
    return both >> _PLACE, (both & _HIGHEST_PLACE).astype(np.intp)


def _each(numbers: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Each number once, in order, and how often it is there: so few take ``np.unique`` several times as long."""
    return _runs(np.sort(numbers))


def _runs(ordered: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    begins = np.ones(len(ordered) + 1, np.bool_)  # the last is where all end
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1 : len(ordered)])
    bounds = np.flatnonzero(begins)
    return ordered[bounds[:-1]], bounds[1:] - bounds[:-1]


def _counted(counts: Counter[str], mark: str) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    return numbers_of([mark + term for term in counts]), np.array(list(counts.values()), np.int64)
