"""The key points that a reader is shown: of an article, and of a story over all its outlets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from octavo.explaining.keypoints.chances import chances_of, towards_titles, weights
from octavo.explaining.keypoints.reading import Reading
from octavo.explaining.keypoints.sameness import said_in, says_the_same
from octavo.explaining.keypoints.selecting import Limits
from octavo.explaining.keypoints.summaries import chosen_passages, citation_of, claim_of, in_order
from octavo.model.insights import Claim, Length

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from octavo.explaining.documents import Document
    from octavo.explaining.keypoints.reading import Passage
    from octavo.model.ids import ArticleId

_SENTENCES = {Length.SHORT: 2, Length.MEDIUM: 4, Length.LONG: 8}
_WORDS_EACH = 32
# A text shorter than this is its own key point.
_FEWEST_SENTENCES = 6
_FEWEST_WORDS = 80
_LARGEST_SHARE = 3
_MOST_CITATIONS = 12
_FEWEST_WORDS_EACH = 8
_ALIKE = 0.4
# After how many sentences of its text what is said counts half: news is told at the beginning.
_FADING = 20.0
# What opens the key points shares at least so many words with the titles, on average; from which sentence on it is
# late; and below which length a sentence is no denser.
_LEAST_SHARED = 1.0
_LATE = 4
_SHORT_SENTENCE = 20
# What a day counts less than the day after it when the news of a story is looked for.
_A_DAY = 0.75


def key_points(document: Document, *, length: Length = Length.MEDIUM) -> tuple[Claim, ...]:
    """The sentences of an article that say the most of it, verbatim and in its order, each with its citation.

    At most a third or so of it; none where it is too short to have key points.
    """
    reading = Reading((document,))
    chosen, _ = _chosen(reading, length)
    return tuple(claim_of(reading, one) for one in sorted(chosen, key=lambda one: one.sentence.number))


def story_key_points(
    documents: Sequence[Document], *, length: Length = Length.MEDIUM, copies: Collection[ArticleId] = ()
) -> tuple[Claim, ...]:
    """The sentences that say the most of a story over all its outlets: the news, then what led to it, day by day.

    Each is verbatim; its first citation is itself, further ones are sentences of other outlets that say the same.
    ``copies`` are articles that are copies of another one and do not count again. Where the outlets write in several
    languages, the key points are in that of most.
    """
    own = [one for one in documents if one.article not in copies] or list(documents[:1])
    language = Counter(one.main_language for one in own).most_common(1)[0][0] if own else ""
    reading = Reading([one for one in own if one.main_language == language])
    chosen, opening = _chosen(reading, length)
    told = sorted(in_order(reading, chosen), key=lambda one: one != opening)
    return tuple(_borne_out(reading, one) for one in told)


def _chosen(reading: Reading, length: Length) -> tuple[tuple[Passage, ...], Passage | None]:
    """The key points, and which of them is the news."""
    words = sum(one.length for one in reading.passages)
    if len(reading) < _FEWEST_SENTENCES or words < _FEWEST_WORDS:
        return (), None
    most = min(_SENTENCES[length], len(reading) // _LARGEST_SHARE)
    limits = Limits(
        words=min(most * _WORDS_EACH, words * 2 // 5),
        sentences=most,
        shortest=_FEWEST_WORDS_EACH,
        alike=_ALIKE,
        fading=_FADING,
    )
    chances = towards_titles(chances_of(reading, weights()), reading)
    opening = _opening(reading, limits, chances.passages)
    chosen = chosen_passages(reading, chances, limits, opening=opening)
    return chosen, reading.passages[opening] if opening is not None else None


def _opening(reading: Reading, limits: Limits, chances: NDArray[np.floating]) -> int | None:
    """The place of the sentence that tells what the titles tell, those of the last days most; ``None``: none does.

    ``chances`` (passages,) are those that an editor would use its words.
    """
    fresh = _freshness(reading)
    titled = reading.titled & (~reading.function)
    shared = reading.singles.has @ ((fresh @ titled) / fresh[[bool(one) for one in reading.titles]].sum().clip(1e-6))
    sizes = np.array([max(_SHORT_SENTENCE, one.length) for one in reading.passages])
    scores = shared * fresh[reading.places] * np.sqrt(chances) / np.power(sizes, 0.25) / (1 + reading.positions / _LATE)
    fitting = [
        place
        for place, one in enumerate(reading.passages)
        if one.stands and one.length <= limits.words and shared[place] >= _LEAST_SHARED
    ]
    return max(fitting, key=lambda place: (scores[place], -place)) if fitting else None


def _freshness(reading: Reading) -> NDArray[np.float64]:
    """(documents,): how much each counts by its day; one without a day counts as of the last."""
    days = [document.published_at.date() if document.published_at else None for document in reading.documents]
    last = max((day for day in days if day), default=None)
    ages = [(last - day).days if last and day else 0 for day in days]
    return np.power(_A_DAY, np.array(ages, np.float64))


def _borne_out(reading: Reading, claim: Passage) -> Claim:
    """A claim that cites itself, and the first sentence of each other outlet that says the same."""
    said = said_in(claim, reading.language)
    citations = [citation_of(reading, claim)]
    outlets = {reading.documents[claim.place].outlet}
    for one in reading.passages:
        document = reading.documents[one.place]
        if document.outlet in outlets or len(citations) >= _MOST_CITATIONS:
            continue
        if says_the_same(said, said_in(one, reading.language)):
            outlets.add(document.outlet)
            citations.append(citation_of(reading, one))
    return Claim(text=citations[0].quote, citations=tuple(citations))
