"""What a report and each of many others have in common, as a matrix with a row for each of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from octavo.grouping.analysis import SECTIONS, WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

_OWN = slice(0, SECTIONS["numbers"].stop)
_STARTS = tuple(SECTIONS[kind].start for kind in ("words", "pairs", "names", "numbers"))
_TITLE, _LEAD, _WORDS = SECTIONS["title"], SECTIONS["lead"], SECTIONS["words"]
_TINY = np.float32(1e-6)
_PLACES = WIDTH + 1

ALIKE = (
    "words", "pairs", "names", "numbers", "title", "lead",
    "title_in_both", "title_in_either", "title_in_text", "title_in_both_leads", "title_in_either_lead",
    "share_of_words", "share_of_names", "share_of_numbers",
    "shared_words", "shared_pairs", "shared_names", "shared_numbers", "shared_lead",
    "rarest_word", "rarest_pair", "rarest_name", "rarest_number", "shared_terms",
)  # fmt: skip
LATELY = (
    "words_lately", "names_lately", "title_lately", "lead_lately",
    "shared_lately", "rarest_lately", "rarest_name_lately",
)  # fmt: skip


class Comparison:
    """One report's terms against those of others; weights are frequency in the text times rarity elsewhere.

    The first axis of the others' arrays are the others. ``places`` are as ``places_among`` gives them.
    """

    __slots__ = ("_other_places", "_others", "_own", "_own_places")

    def __init__(
        self,
        own: NDArray[np.float32],
        others: NDArray[np.float32],
        places: tuple[NDArray[np.uint8], NDArray[np.uint8]],
    ) -> None:
        self._own, self._others = own, others
        self._own_places, self._other_places = places

    def alike(self) -> NDArray[np.float32]:
        """The features of ``ALIKE``."""
        own, theirs, mine = self._own[_OWN], self._others[:, _OWN], self._held(_OWN, _OWN)
        least = np.minimum(theirs, mine)
        shared = np.add.reduceat(least, _STARTS, axis=1)
        rarest = np.maximum.reduceat(least, _STARTS, axis=1)
        norms = np.add.reduceat(theirs * theirs, _STARTS, axis=1) * np.add.reduceat(own * own, _STARTS)
        cosines = np.add.reduceat(mine * theirs, _STARTS, axis=1) / np.sqrt(norms + _TINY)
        less = np.minimum(np.add.reduceat(theirs, _STARTS, axis=1), np.add.reduceat(own, _STARTS))
        shares = (shared / (less + _TINY))[:, (0, 2, 3)]
        lead, shared_lead = self._cosine(_LEAD)
        titles = (self._cosine(_TITLE)[0], lead, self._titles(_WORDS), self._titles(_LEAD)[:, :2])
        columns = (cosines, *titles, shares, np.log1p(shared), shared_lead)
        count = np.log1p(np.count_nonzero(mine, axis=1))
        return np.column_stack((*columns, rarest, count)).astype(np.float32)

    def lately(self) -> NDArray[np.float32]:
        """The features of ``LATELY``, for weights by what is rare these days."""
        own, theirs, mine = self._own[_OWN], self._others[:, _OWN], self._held(_OWN, _OWN)
        norms = np.add.reduceat(theirs * theirs, _STARTS, axis=1) * np.add.reduceat(own * own, _STARTS)
        cosines = np.add.reduceat(mine * theirs, _STARTS, axis=1) / np.sqrt(norms + _TINY)
        least = np.minimum(theirs, mine)
        shared = np.log1p(np.add.reduceat(least, _STARTS, axis=1)[:, 0])
        rarest = np.maximum.reduceat(least, _STARTS, axis=1)[:, (0, 2)]
        title, lead = self._cosine(_TITLE)[0], self._cosine(_LEAD)[0]
        return np.column_stack((cosines[:, 0], cosines[:, 2], title, lead, shared, rarest)).astype(np.float32)

    def _held(self, mine: slice, theirs: slice) -> NDArray[np.float32]:
        """My weight of each of their terms, 0 where I do not have it."""
        weights = np.zeros(_PLACES, np.float32)
        weights[self._own_places[mine]] = self._own[mine]
        weights[0] = 0
        return weights.take(self._other_places[:, theirs])

    def _cosine(self, section: slice) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The likeness of one section, and how much it shares."""
        own, theirs, mine = self._own[section], self._others[:, section], self._held(section, section)
        norms = (theirs * theirs).sum(axis=1) * (own * own).sum()
        return (mine * theirs).sum(axis=1) / np.sqrt(norms + _TINY), np.log1p(np.minimum(mine, theirs).sum(axis=1))

    def _titles(self, section: slice) -> NDArray[np.float32]:
        """How much of each title stands in that section of the other: the lesser, the greater, and both multiplied."""
        theirs = self._others[:, _TITLE]
        in_mine = (theirs * (self._held(section, _TITLE) > 0)).sum(axis=1) / (theirs.sum(axis=1) + _TINY)
        in_theirs = self._held(_TITLE, section).sum(axis=1) / (self._own[_TITLE].sum() + _TINY)
        return np.column_stack((np.minimum(in_mine, in_theirs), np.maximum(in_mine, in_theirs), in_mine * in_theirs))


def places_among(
    own: NDArray[np.uint32], others: NDArray[np.uint32], marks: NDArray[np.uint8]
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Which of my terms each of mine and each of theirs is, counted from 1, the last one of those alike; 0 for none.

    Later look-ups go by these small numbers, whose tables fit a processor's nearest cache. ``marks`` is working memory:
    a place for each term, all zeros before and after.
    """
    marks[own] = np.arange(1, len(own) + 1, dtype=np.uint8)
    marks[0] = 0
    places, found = marks.take(own), marks.take(others)
    marks[own] = 0
    return places, found
