"""The one figure that answers a question, where a sentence says which."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.explaining.asking.words import Stems, words_in
from octavo.model.answers import AnswerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.answers import Question
    from octavo.model.figures import Figure
    from octavo.model.insights import Claim


def figure_said(question: Question, claim: Claim, figures: Sequence[Figure]) -> Figure | None:
    """The figure of a claim's sentence that a question for a number asks for; ``None`` where that is not certain.

    It is the only one that counts what the question names ("how many gannets": "3,800 gannets"); where the question
    names nothing that is counted there, the only one of the sentence.

    Args:
        question: what is asked.
        claim: a sentence of the answer.
        figures: those of the article that the sentence stands in, in the revision that it cites.
    """
    if question.kind is not AnswerKind.NUMBER:
        return None
    cited = claim.citations[0]
    there = [
        one
        for one in figures
        if one.at.block == cited.block and cited.start <= one.at.start < cited.end and not one.is_ordinal
    ]
    stems = Stems(question.language)
    asked = {term.stem for term in question.terms}
    named = [one for one in there if _counted(one, stems) & asked]
    chosen = named or there
    return chosen[0] if len({(one.value, one.upper, one.unit) for one in chosen}) == 1 else None


def _counted(figure: Figure, stems: Stems) -> frozenset[str]:
    return frozenset(stems.of(word) for word, _, _ in words_in(figure.counts or ""))
