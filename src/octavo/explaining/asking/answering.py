"""From ranked passages to an answer: the sentences that hold it, or that there is none."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.explaining.asking.outright import Outright
from octavo.explaining.asking.words import words_in
from octavo.model.answers import Answer
from octavo.model.insights import Citation, Claim

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.answers import Period, Question, RankedPassage

MOST_CLAIMS = 4
# A logistic model of whether an answer is there, made from questions asked with and without the articles that answer
# them: the share of the question's words and names that is there, more of a short one; what is new is asked about more
# often.
_COVERED, _NAMED, _LONG, _NEW = 4.2, 0.4, 1.2, 2.5
_ENOUGH = 6.75
_NEW_FOR_DAYS = 30.0
_UNDATED = 0.6
# Whatever the model says: with nearly all words it is there, without half of the names it is not.
_ALL, _LEAST, _LEAST_NAMED = 0.85, 0.35, 0.5
_TINY, _SHORT, _LEAST_OF_SHORT = 2, 5, 0.55
_LOOKED_AT = 3
_CLOSE, _AS_COVERED, _AS_WHOLE = 0.6, 0.75, 0.8
_SAME = 0.6
_HOLDS_FOR_DAYS = 400


def answer_of(
    question: Question,
    ranked: Sequence[RankedPassage],
    *,
    narrowed_to: Period | None = None,
    searched: int = 0,
    chosen: bool = False,
) -> Answer:
    """The answer that passages give, best first.

    Its claims are sentences as they stand, one for each passage that comes close to the best, of different outlets
    first, none that says the same as another.

    Args:
        question: what is asked.
        ranked: the passages that fit it, best first.
        narrowed_to: the days that they were limited to.
        searched: how many articles were looked into.
        chosen: whether the reader chose the articles; else what is old has to fit better.
    """
    ranked = _pointed(question, ranked)
    held = [one for one in ranked if is_found(question, one, chosen=chosen)]
    found = any(one in held for one in ranked[:_LOOKED_AT])
    return Answer(
        question=question,
        claims=_claims(held) if found else (),
        passages=ranked,
        found=found,
        narrowed_to=narrowed_to,
        searched=searched,
    )


def is_found(question: Question, one: RankedPassage, *, chosen: bool = False) -> bool:
    """Whether a passage holds what the question is about."""
    terms = len(question.terms)
    least = _ALL if terms <= _TINY else _LEAST_OF_SHORT if terms <= _SHORT else _LEAST
    if one.named < _LEAST_NAMED or one.coverage < least:
        return False
    new = 1.0 if chosen else _newness(question, one)
    sure = _COVERED * one.coverage + _NAMED * one.named + _LONG * math.log(max(terms, _SHORT)) + _NEW * new
    return one.coverage >= _ALL or sure >= _ENOUGH


def _pointed(question: Question, ranked: Sequence[RankedPassage]) -> tuple[RankedPassage, ...]:
    """The passages, each with the sentence as its best that answers outright, where one does."""
    outright = Outright(question)
    found = []
    for one in ranked:
        if not _is_recent(question, one):
            found.append(one)
            continue
        around = f"{one.passage.title} {one.passage.text}"
        said = [(place, outright.place(cited.quote, around)) for place, cited in enumerate(one.passage.sentences)]
        first = min((place for place, at in said if at), key=lambda place: place != one.best, default=None)
        found.append(one if first is None else replace(one, best=first, outright=said[first][1]))
    return tuple(found)


def _is_recent(question: Question, one: RankedPassage) -> bool:
    """Whether who holds an office there may hold it still."""
    at = one.passage.published_at
    return at is not None and abs((question.asked_on - at.date()).days) <= _HOLDS_FOR_DAYS


def _newness(question: Question, one: RankedPassage) -> float:
    at = one.passage.published_at
    return math.exp(-abs((question.asked_on - at.date()).days) / _NEW_FOR_DAYS) if at else _UNDATED


def _claims(held: Sequence[RankedPassage]) -> tuple[Claim, ...]:
    """Sentences that hold nearly as much of the question as the first, and of the kind it asks for if the first is.

    Where passages answer outright, their sentences are all that is told. Else the best passage leads whose sentence has
    something of the kind that is asked for; where none has, the best passage.
    """
    ordered = sorted(held, key=lambda one: (one.outright is None, not one.fits))
    first = ordered[0]
    close = [one for one in ordered if one is first or _is_as_good(one, first)]
    if first.outright:
        close = [one for one in ordered if one.outright]
    claims: list[Claim] = []
    said: list[frozenset[str]] = []
    for one in _by_outlet(close):
        cited = cited_in(one)
        words = frozenset(word for word, _, _ in words_in(cited.quote))
        if all(len(words & other) / max(min(len(words), len(other)), 1) < _SAME for other in said):
            said.append(words)
            claims.append(Claim.verbatim(cited))
    return tuple(claims[:MOST_CLAIMS])


def _is_as_good(one: RankedPassage, first: RankedPassage) -> bool:
    is_covered = one.coverage >= first.coverage * _AS_WHOLE and one.covers >= first.covers * _AS_COVERED
    return is_covered and one.holds >= first.holds * _CLOSE and (one.fits or not first.fits)


def _by_outlet(passages: Sequence[RankedPassage]) -> list[RankedPassage]:
    """The first of each outlet, then the others."""
    outlets: set[str] = set()
    first: list[RankedPassage] = []
    rest: list[RankedPassage] = []
    for one in passages:
        (rest if one.passage.outlet in outlets else first).append(one)
        outlets.add(one.passage.outlet)
    return [*first, *rest]


def cited_in(one: RankedPassage) -> Citation:
    """The sentence of a passage that fits best, as it stands."""
    return one.passage.sentences[one.best]
