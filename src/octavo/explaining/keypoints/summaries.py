"""The few sentences that say the most of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.keypoints.chances import chances_of, weights
from octavo.explaining.keypoints.reading import Reading
from octavo.explaining.keypoints.selecting import Limits, choices
from octavo.model.insights import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.documents import Document
    from octavo.explaining.keypoints.chances import Weights
    from octavo.explaining.keypoints.reading import Passage

_MOST_CANDIDATES = 36
_MOST_SENTENCES = 12


def summary(documents: Sequence[Document], *, words: int, trained: Weights | None = None) -> tuple[Claim, ...]:
    """Sentences of the documents that together say the most of what they tell, in at most so many words.

    Each is verbatim and cites itself. ``trained`` are other weights than those that come with Octavo.
    """
    reading = Reading(documents)
    chosen = chosen_passages(reading, Limits(words=words, sentences=_MOST_SENTENCES), trained)
    return tuple(claim_of(reading, passage) for passage in in_order(reading, chosen))


def chosen_passages(reading: Reading, limits: Limits, trained: Weights | None = None) -> tuple[Passage, ...]:
    """The best choice within limits."""
    if not reading.passages:
        return ()
    chances = chances_of(reading, trained or weights())
    candidates = [
        place for place, one in enumerate(reading.passages) if one.stands and one.length <= limits.words and one.words
    ] or [place for place, one in enumerate(reading.passages) if one.length <= limits.words and one.words]
    best = sorted(candidates, key=lambda place: (-chances.passages[place], place))[:_MOST_CANDIDATES]
    found = choices(reading, chances, sorted(best), limits)
    return tuple(reading.passages[place] for place in found[0].passages) if found else ()


def in_order(reading: Reading, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """As a reader would want to read them: what stands early in its article first, the earlier article's before."""

    def key(one: Passage) -> tuple[float, str, int, int]:
        at = reading.documents[one.place].published_at
        early = one.sentence.number / max(1, len(reading.documents[one.place].sentences))
        return (round(early, 1), at.isoformat() if at else "~", one.place, one.sentence.number)

    return tuple(sorted(passages, key=key))


def claim_of(reading: Reading, passage: Passage) -> Claim:
    """The sentence as a claim that cites itself."""
    return Claim.verbatim(reading.documents[passage.place].cite_sentence(passage.sentence))
