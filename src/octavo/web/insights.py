"""Insights as pages show them: each claim with the way to the sentence that it rests on, and back."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.kit.sentences import sentences_in
from octavo.web.maps import NOWHERE, map_of_names
from octavo.web.prose import sentence_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from octavo.model.articles import Block
    from octavo.model.findings import ArticleInsights
    from octavo.model.insights import Citation
    from octavo.model.names import Name
    from octavo.model.statements import Statement
    from octavo.web.maps import MapView


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One who speaks in an article, with what they say there; ``name`` is ``None`` where it is not certain who does."""

    name: str | None
    role: str | None
    channels: tuple[str, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleView:
    """The insights of an article, and the addresses of the sentences that they rest on."""

    insights: ArticleInsights
    voices: tuple[Voice, ...]
    map: MapView | None
    cited: frozenset[str]
    sentences: Sentences

    def href(self, citation: Citation) -> str:
        """The way to a sentence on the same page."""
        return f"#{self.sentences.address(citation)}"


class Sentences:
    """The sentences of an article, for finding the one that a citation is of."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
        self._starts: dict[int, list[int]] = {}

    def address(self, citation: Citation) -> str:
        """Where on the page of its article the sentence begins that a citation is of, or begins in."""
        return self.at(citation.block, citation.start)

    def at(self, block: int, start: int) -> str:
        """Where on the page the sentence begins that is at this place of a block."""
        if block >= len(self._blocks):
            return sentence_address(block, start)
        if block not in self._starts:
            places = sentences_in(self._blocks[block].text)
            self._starts[block] = [start for start, _ in places]
        starts = self._starts[block]
        at = bisect_right(starts, start) - 1
        return sentence_address(block, starts[at] if at >= 0 else start)


def article_view(insights: ArticleInsights, blocks: Sequence[Block]) -> ArticleView:
    """Insights for the page of their article."""
    sentences = Sentences(blocks)
    return ArticleView(
        insights=insights,
        voices=_voices(insights.statements),
        map=places_map(tuple(name for name in insights.names if name.is_certain)),
        cited=frozenset(sentences.address(citation) for citation in _citations(insights)),
        sentences=sentences,
    )


def places_map(names: Sequence[Name]) -> MapView | None:
    """The map of certain places; one place alone is told by its name, and seas and continents are no places on it."""
    places = {name.place.id for name in names if name.place is not None and name.place.kind not in NOWHERE}
    return map_of_names(names) if len(places) > 1 else None


def sentence_link(citation: Citation) -> str:
    """The way to a whole sentence that is cited, from any page."""
    return f"/article/{citation.article}#{sentence_address(citation.block, citation.start)}"


def _citations(insights: ArticleInsights) -> Iterable[Citation]:
    for claims in (insights.key_points, insights.statements, insights.figures):
        for claim in claims:
            yield claim.citations[0]


def _voices(statements: Iterable[Statement]) -> tuple[Voice, ...]:
    """Who speaks, in the order of the text; all that is not certain stands together at the end."""
    by_name: dict[str | None, list[Statement]] = {}
    for one in statements:
        name = one.attributed_to
        by_name.setdefault(name, []).append(one)
    unclear = by_name.pop(None, None)
    named = [_voice(name, said) for name, said in by_name.items()]
    return (*named, *([_voice(None, unclear)] if unclear else ()))


def _voice(name: str | None, said: Sequence[Statement]) -> Voice:
    return Voice(
        name=name,
        role=next((one.role for one in said if one.role), None) if name else None,
        channels=tuple(dict.fromkeys(one.channel for one in said if one.channel)),
        statements=tuple(said),
    )
