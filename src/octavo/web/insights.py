"""Insights as pages show them: each claim with the way to the sentence that it rests on, and back."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.kit.sentences import sentences_in
from octavo.web.prose import sentence_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from octavo.model.articles import Block
    from octavo.model.findings import ArticleInsights
    from octavo.model.insights import Citation


class Sentences:
    """The sentences of an article, for finding the one that a citation is of."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts: dict[int, list[int]] = {}

    def address(self, citation: Citation) -> str:
        """Where on the page of its article the sentence begins that a citation is of, or begins in."""
        if citation.block >= len(self._blocks):
            return sentence_address(citation.block, citation.start)
        if citation.block not in self._starts:
            places = sentences_in(self._blocks[citation.block].text)
            self._starts[citation.block] = [start for start, _ in places]
        starts = self._starts[citation.block]
        at = bisect_right(starts, citation.start) - 1
        return sentence_address(citation.block, starts[at] if at >= 0 else citation.start)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """The insights of an article, and the addresses of the sentences that they rest on."""

    insights: ArticleInsights
    sentences: Sentences
    cited: frozenset[str]

    def href(self, citation: Citation) -> str:
        """The way to a sentence on the same page."""
        return f"#{self.sentences.address(citation)}"


def article_view(insights: ArticleInsights, blocks: Sequence[Block]) -> ArticleView:
    """Insights for the page of their article; those of another revision point into a text that is not there."""
    sentences = Sentences(blocks)
    cited = frozenset(sentences.address(citation) for citation in _citations(insights))
    return ArticleView(insights=insights, sentences=sentences, cited=cited)


def _citations(insights: ArticleInsights) -> Iterable[Citation]:
    for claims in (insights.key_points, insights.statements, insights.figures):
        for claim in claims:
            yield claim.citations[0]
