"""What the last of some reports and each of them have in common, as a matrix with a column for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from octavo.grouping.analysis import SECTIONS, WIDTH

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TITLE, _LEAD, _WORDS = SECTIONS["title"], SECTIONS["lead"], SECTIONS["words"]
_BODY = slice(0, SECTIONS["numbers"].stop)
_STARTS = np.array([section.start for section in SECTIONS.values()])
_BODY_STARTS = _STARTS[: list(SECTIONS).index("title")]
_TINY = np.float32(1e-6)
_PLACES = WIDTH + 1
# A section's terms are looked for among these of the other: so each has a table of its own.
_LOOKED_FOR_IN = (_BODY, _TITLE, _LEAD)
_TABLE_OF = np.zeros((WIDTH, 1), np.intp)
for _table, _section in enumerate(_LOOKED_FOR_IN):
    _TABLE_OF[_section] = _table * _PLACES

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


def likenesses(weights: NDArray[np.float32], places: NDArray[np.uint8]) -> NDArray[np.float32]:
    """How alike the last of some reports is to each: a row for each of ``ALIKE`` and ``LATELY``, a column a report.

    ``weights`` are (2, terms, reports): frequency in the text times rarity elsewhere, first at all times and then
    lately; ``places`` are those of ``places_among``. Both kinds of weight go through each step together, and reports
    lie side by side, for many small steps would cost more than what they reckon.
    """
    looked_for = places.astype(np.intp)
    tables = _tables(weights[..., -1], looked_for[:, -1])
    # Each place is within its table: to wrap those that are not saves a look at each.
    mine = tables.reshape(2, -1).take(looked_for + _TABLE_OF, axis=1, mode="wrap")
    least = np.minimum(weights, mine)
    shared = np.add.reduceat(least, _STARTS, axis=1)
    rarest = np.maximum.reduceat(least[:, _BODY], _BODY_STARTS, axis=1)
    squares = np.add.reduceat(weights * weights, _STARTS, axis=1)
    cosines = np.add.reduceat(mine * weights, _STARTS, axis=1) / np.sqrt(squares * squares[..., -1:] + _TINY)
    sums = np.add.reduceat(weights[0], _STARTS, axis=0)
    words, pairs, names, numbers, title, lead = range(len(SECTIONS))
    shares = shared[0] / (np.minimum(sums, sums[:, -1:]) + _TINY)
    logarithms = np.log1p(shared)
    rows = (
        *cosines[0],
        *_titles(weights[0], sums[title], tables[0], looked_for),
        *shares[[words, names, numbers]],
        *logarithms[0, [words, pairs, names, numbers, lead]],
        *rarest[0],
        np.log1p(np.count_nonzero(mine[0, _BODY], axis=0)),
        *cosines[1, [words, names, title, lead]],
        logarithms[1, words],
        *rarest[1, [words, names]],
    )
    return np.array(rows, np.float32)


def places_among(numbers: NDArray[np.uint32], marks: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Which term of the last report each of a (terms, reports) matrix is: from 1, the last of those alike; 0 for none.

    Later look-ups go by these small numbers, whose tables fit a processor's nearest cache. ``marks`` is working memory:
    a place for each term, all zeros before and after.
    """
    own = numbers[:, -1]
    marks[own] = np.arange(1, len(own) + 1, dtype=np.uint8)
    marks[0] = 0
    places = marks.take(numbers)
    marks[own] = 0
    return places


def _tables(own: NDArray[np.float32], places: NDArray[np.intp]) -> NDArray[np.float32]:
    """For each of ``_LOOKED_FOR_IN`` what the term at each place weighs there: (2, sections, places)."""
    tables = np.zeros((2, len(_LOOKED_FOR_IN), _PLACES), np.float32)
    for table, section in enumerate(_LOOKED_FOR_IN):
        tables[:, table, places[section]] = own[:, section]
    tables[..., 0] = 0
    return tables


def _titles(
    weights: NDArray[np.float32], sums: NDArray[np.float32], tables: NDArray[np.float32], places: NDArray[np.intp]
) -> tuple[NDArray[np.float32], ...]:
    """How much of each title stands in the other's words, and in its lead.

    The lesser, the greater and both multiplied of the former, the lesser and the greater of the latter.
    """
    _, title, lead = tables
    words = np.zeros(_PLACES, np.float32)
    words[places[_WORDS, -1]] = weights[_WORDS, -1]
    words[0] = 0
    theirs, total = weights[_TITLE], sums + _TINY
    in_mine, in_my_lead = ((theirs * (has > 0).take(places[_TITLE])).sum(axis=0) / total for has in (words, lead))
    in_theirs, in_their_lead = (title.take(places[where]).sum(axis=0) / total[-1] for where in (_WORDS, _LEAD))
    return (
        np.minimum(in_mine, in_theirs),
        np.maximum(in_mine, in_theirs),
        in_mine * in_theirs,
        np.minimum(in_my_lead, in_their_lead),
        np.maximum(in_my_lead, in_their_lead),
    )
