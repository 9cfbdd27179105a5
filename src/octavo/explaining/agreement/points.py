"""What independent outlets agree on, and what one of them alone has."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from octavo.explaining.agreement.likeness import Rarity, support, told_of
from octavo.explaining.figures import figure_series
from octavo.explaining.keypoints.standing import (
    ends,
    is_caption,
    is_credited_behind,
    is_within_quotation,
    quotes_a_part,
    small_words,
    tells,
)
from octavo.model.agreement import Agreement, OnlyIn, SharedPoint
from octavo.model.figures import Verdict
from octavo.model.insights import Claim

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from octavo.explaining.agreement.likeness import Told
    from octavo.explaining.documents import Document, Sentence
    from octavo.model.figures import FigureSeries
    from octavo.model.ids import ArticleId

_MOST_DOCUMENTS, _MOST_SENTENCES, _MOST_OF_ONE, _FEWEST_OF_ONE = 60, 1_500, 80, 12
_SHORTEST, _LONGEST = 40, 500
_COMMON = 40
_FEWEST_TERMS = 6
_FEWEST_SHARED = 3
# How much of what one outlet alone is said to have may stand, scattered, in the text of another one.
_MOST_KNOWN = 0.6


def agreement_of(
    documents: Sequence[Document],
    *,
    copies: Collection[ArticleId] = (),
    series: Sequence[FigureSeries] | None = None,
    most_shared: int = 8,
    most_only: int = 3,
) -> Agreement:
    """How the outlets of ``documents`` (oldest first) stand to each other; ``copies`` are not counted.

    A shared point is a sentence that at least two outlets have, close in words and with no number or name against it.
    What one outlet alone has is told only beside another outlet in its language. ``series`` are the ``figure_series``
    of the same documents, where they are known already.
    """
    told = [document for document in documents if document.article not in copies][:_MOST_DOCUMENTS]
    outlets = tuple(dict.fromkeys(document.outlet for document in told))
    if len(outlets) < 2:  # noqa: PLR2004 - one alone neither agrees nor differs
        return Agreement(outlets=outlets)
    sentences = _sentences(told, outlets)
    rarity = Rarity(sentences)
    supports = _supports(sentences, rarity)
    lines = figure_series(told) if series is None else series
    return Agreement(
        outlets=outlets,
        shared=_shared(sentences, supports, outlets, most_shared),
        only=_only(sentences, supports, rarity, outlets, most_only),
        figures=tuple(one for one in lines if one.verdict is not Verdict.AGREEING and len(one.outlets) > 1),
    )


def _sentences(documents: Sequence[Document], outlets: tuple[str, ...]) -> list[Told]:
    most = min(_MOST_OF_ONE, max(_FEWEST_OF_ONE, _MOST_SENTENCES // len(documents)))
    found: list[Told] = []
    for document in documents:
        number = outlets.index(document.outlet)
        chosen = [sentence for sentence in document.sentences[: 2 * most] if _may_tell(sentence)][:most]
        found += [told_of(document, sentence, number) for sentence in chosen]
    return found


def _may_tell(sentence: Sentence) -> bool:
    text = sentence.text
    return (
        _SHORTEST <= len(text) <= _LONGEST
        and text[-1] != "?"
        and "http" not in text
        and "@" not in text
        and "©" not in text
    )


def _supports(sentences: list[Told], rarity: Rarity) -> dict[int, dict[int, float]]:
    """For each sentence those of other outlets that say what it says, with how far they do."""
    holding: dict[str, list[int]] = defaultdict(list)
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for number, one in enumerate(sentences):
        shared: dict[int, int] = defaultdict(int)
        for term in one.terms:
            for other in holding[term][-_COMMON:]:
                shared[other] += 1
            holding[term].append(number)
        for other, terms in shared.items():
            if terms >= _FEWEST_SHARED and sentences[other].outlet != one.outlet:
                for claim, witness in ((number, other), (other, number)):
                    score = support(sentences[claim], sentences[witness], rarity)
                    if score:
                        found[claim][witness] = score
    return found


def _shared(
    sentences: list[Told], supports: dict[int, dict[int, float]], outlets: tuple[str, ...], most: int
) -> tuple[SharedPoint, ...]:
    """The points that most outlets have: each around one whole sentence that all the others are like."""
    taken: set[int] = set()
    able = [number for number in supports if _may_be_shown(sentences[number])]
    points: list[tuple[tuple[float, ...], SharedPoint]] = []
    while len(points) < 2 * most:
        best = max(
            ((_standing(sentences, supports, number, taken), -number) for number in able if number not in taken),
            default=None,
        )
        if best is None or best[0][0] < 2:  # noqa: PLR2004 - shared by two at least
            break
        number = -best[1]
        others = _best_of_each(sentences, supports, number, taken)
        taken |= {number, *supports[number]}
        points.append((best[0], _point([sentences[one] for one in (number, *others)], outlets)))
    points.sort(key=lambda one: one[0], reverse=True)
    return tuple(point for _, point in points[:most])


def _standing(
    sentences: list[Told], supports: dict[int, dict[int, float]], number: int, taken: set[int]
) -> tuple[float, float]:
    others = _best_of_each(sentences, supports, number, taken)
    early = 1.0 / (2 + sentences[number].sentence.number)
    return len(others) + 1.0, sum(supports[number][other] for other in others) / max(1, len(others)) + early


def _best_of_each(
    sentences: list[Told], supports: dict[int, dict[int, float]], number: int, taken: set[int]
) -> list[int]:
    """The sentence of each other outlet that is most like a sentence."""
    best: dict[int, tuple[float, int]] = {}
    for other, score in supports[number].items():
        outlet = sentences[other].outlet
        if other not in taken and (score, -other) > best.get(outlet, (0.0, 0)):
            best[outlet] = (score, -other)
    return sorted(-other for _, other in best.values())


def _point(told: list[Told], outlets: tuple[str, ...]) -> SharedPoint:
    citations = tuple(one.document.cite_sentence(one.sentence) for one in told)
    names = tuple(outlets[one.outlet] for one in told)
    return SharedPoint(text=told[0].sentence.text, citations=citations, outlets=names)


def _only(
    sentences: list[Told], supports: dict[int, dict[int, float]], rarity: Rarity, outlets: tuple[str, ...], most: int
) -> tuple[OnlyIn, ...]:
    """For each outlet the sentences with a name or a number that none of the others has anywhere."""
    elsewhere = _Elsewhere(sentences, rarity)
    said = {number for claim, witnesses in supports.items() for number in (claim, *witnesses)}
    found = []
    for number, outlet in enumerate(outlets):
        mine = [one for place, one in enumerate(sentences) if one.outlet == number and place not in said]
        mine = [one for one in mine if tells(one.sentence.text) and _may_be_shown(one)]
        scored = [(elsewhere.news_in(one), -place, one) for place, one in enumerate(mine)]
        best = sorted((one for one in scored if one[0] > 0), key=lambda one: one[:2], reverse=True)[:most]
        best.sort(key=lambda one: -one[1])
        claims = tuple(Claim.verbatim(one.document.cite_sentence(one.sentence)) for _, _, one in best)
        if claims:
            found.append(OnlyIn(outlet=outlet, claims=claims))
    return tuple(found)


def _may_be_shown(told: Told) -> bool:
    """Whether it is a sentence of its own, and neither a line without an end nor the caption of a picture."""
    sentence, text = told.sentence, told.sentence.text
    if is_credited_behind(told.document.blocks[sentence.block].text, sentence.end):
        return False
    return ends(text) and not is_caption(text, small_words(text)) and not _is_in_quotation(told)


def _is_in_quotation(told: Told) -> bool:
    """Whether a sentence is a part of what somebody says, so that it does not show who does."""
    sentence = told.sentence
    within = is_within_quotation(told.document.blocks[sentence.block].text, sentence.start)
    return within or quotes_a_part(sentence.text)


class _Elsewhere:
    """Which outlets have which terms, and which languages there is more than one of."""

    def __init__(self, sentences: list[Told], rarity: Rarity) -> None:
        self._rarity = rarity
        self._terms: dict[tuple[str, int], set[str]] = defaultdict(set)
        for one in sentences:
            self._terms[one.document.main_language, one.outlet] |= one.terms | one.numbers

    def news_in(self, one: Told) -> float:
        """How much names and numbers that no other outlet has weigh, 0 where the sentence has none worth telling."""
        language = one.document.main_language
        others = [had for (spoken, outlet), had in self._terms.items() if spoken == language and outlet != one.outlet]
        if not others or len(one.terms) < _FEWEST_TERMS:
            return 0.0
        new = (one.names | one.numbers).difference(*others)
        whole = self._rarity.of(one.terms | one.numbers)
        known = max(self._rarity.of(had & (one.terms | one.numbers)) for had in others)
        if not new or known > _MOST_KNOWN * whole:
            return 0.0
        return self._rarity.of(new) / (1 + one.sentence.number / 20)
