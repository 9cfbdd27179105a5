"""The few sentences that say the most of a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.datelines import cite_undatelined
from octavo.explaining.keypoints.chances import chances_of, weights
from octavo.explaining.keypoints.judging import choice_features
from octavo.explaining.keypoints.reading import Reading
from octavo.explaining.keypoints.selecting import Limits, choices
from octavo.model.insights import Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.explaining.documents import Document
    from octavo.explaining.keypoints.chances import Chances, Weights
    from octavo.explaining.keypoints.reading import Passage
    from octavo.explaining.keypoints.selecting import Choice
    from octavo.model.insights import Citation

_MOST_CANDIDATES = 36
_MOST_SENTENCES = 12
_JUDGED = 40
_ALIKE = 0.5


def summary(documents: Sequence[Document], *, words: int, trained: Weights | None = None) -> tuple[Claim, ...]:
    """Sentences of the documents that together say the most of what they tell, in at most so many words.

    Each is verbatim and cites itself. They are to be read as one text, where a sentence may lean on another; what is
    shown alone are the key points. ``trained`` are other weights than those that come with Octavo.
    """
    reading = Reading(documents)
    if not reading.passages:
        return ()
    used = trained or weights()
    chances = chances_of(reading, used)
    found = running_choices(reading, chances, words)
    if not found:
        return ()
    judged = used.choices.probabilities(choice_features(reading, chances, found))
    best = [reading.passages[place] for place in found[int(judged.argmax())].passages]
    return tuple(claim_of(reading, passage) for passage in in_order(reading, best))


def running_choices(reading: Reading, chances: Chances, words: int) -> list[Choice]:
    """The best few choices for a running text of at most so many words."""
    fitting = [place for place, one in enumerate(reading.passages) if one.words and one.length <= words]
    telling = [place for place in fitting if reading.passages[place].tells]
    best = sorted(telling or fitting, key=lambda place: (-chances.passages[place], place))[:_MOST_CANDIDATES]
    limits = Limits(words=words, sentences=_MOST_SENTENCES, alike=_ALIKE)
    return choices(reading, chances, sorted(best), limits)[:_JUDGED]


def chosen_passages(
    reading: Reading, chances: Chances, limits: Limits, *, opening: int | None = None
) -> tuple[Passage, ...]:
    """The best choice within limits, of sentences that stand alone as long as there are any.

    ``opening`` is the place of a passage that must be among them.
    """
    fitting = [place for place, one in enumerate(reading.passages) if one.words and one.length <= limits.words]
    standing = [place for place in fitting if reading.passages[place].stands]
    long = [place for place in standing if reading.passages[place].length >= limits.shortest]
    telling = [place for place in fitting if reading.passages[place].tells]
    places = long or standing or telling or fitting
    best = sorted(places, key=lambda place: (-chances.passages[place], place))[:_MOST_CANDIDATES]
    required = opening if opening in places else None
    candidates = sorted({*best, *([required] if required is not None else [])})
    found = choices(reading, chances, candidates, limits, opening=required)
    return tuple(reading.passages[place] for place in found[0].passages) if found else ()


def in_order(reading: Reading, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """As a reader would want to read them: day by day, and within a day what stands early in its article first.

    What leans on the sentence before it stays behind it.
    """
    chains: list[list[Passage]] = []
    for one in sorted(passages, key=lambda one: (one.place, one.sentence.number)):
        last = chains[-1][-1] if chains else None
        if last and not one.stands and (last.place, last.sentence.number + 1) == (one.place, one.sentence.number):
            chains[-1].append(one)
        else:
            chains.append([one])

    def key(chain: list[Passage]) -> tuple[str, float, int, int]:
        document, number = reading.documents[chain[0].place], chain[0].sentence.number
        day = document.published_at.date().isoformat() if document.published_at else ""
        return (day, round(number / max(1, len(document.sentences)), 1), chain[0].place, number)

    return tuple(one for chain in sorted(chains, key=key) for one in chain)


def claim_of(reading: Reading, passage: Passage) -> Claim:
    """The sentence as a claim that cites itself, without the dateline before it."""
    return Claim.verbatim(citation_of(reading, passage))


def citation_of(reading: Reading, passage: Passage) -> Citation:
    """The sentence without the dateline before it."""
    return cite_undatelined(reading.documents[passage.place], passage.sentence)
