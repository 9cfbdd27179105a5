"""From ranked passages to an answer: the sentences that hold it, or that there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.answers import Answer
from octavo.model.insights import Citation, Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.answers import Period, Question, RankedPassage

MOST_CLAIMS = 4
_CLOSE = 0.75
_SAME = 0.6


def answer_of(
    question: Question,
    ranked: Sequence[RankedPassage],
    *,
    narrowed_to: Period | None = None,
    searched: int = 0,
) -> Answer:
    """The answer that passages give, best first.

    Its claims are sentences as they stand, one for each passage that comes close to the best, of different outlets
    first, none that says the same as another.
    """
    found = bool(ranked) and is_found(ranked[0])
    return Answer(
        question=question,
        claims=_claims(ranked) if found else (),
        passages=tuple(ranked),
        found=found,
        narrowed_to=narrowed_to,
        searched=searched,
    )


def is_found(best: RankedPassage) -> bool:
    """Whether the best passage holds what the question is about."""
    return best.coverage >= 0.5 and best.named >= 0.5  # noqa: PLR2004


def _claims(ranked: Sequence[RankedPassage]) -> tuple[Claim, ...]:
    least = ranked[0].coverage * _CLOSE
    close = [one for one in ranked if one.coverage >= least]
    outlets: set[str] = set()
    first: list[RankedPassage] = []
    rest: list[RankedPassage] = []
    for one in close:
        (rest if one.passage.outlet in outlets else first).append(one)
        outlets.add(one.passage.outlet)
    claims: list[Claim] = []
    said: list[frozenset[str]] = []
    for one in (*first, *rest):
        cited = cited_in(one)
        words = frozenset(cited.quote.lower().split())
        if all(len(words & other) / max(min(len(words), len(other)), 1) < _SAME for other in said):
            said.append(words)
            claims.append(Claim.verbatim(cited))
    return tuple(claims[:MOST_CLAIMS])


def cited_in(one: RankedPassage) -> Citation:
    """The sentence of a passage that fits best, as it stands."""
    return one.passage.sentences[one.best]
