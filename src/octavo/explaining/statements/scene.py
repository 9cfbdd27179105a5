"""An article as statements are looked for in it: its quotations, words and mentions, read once."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.explaining.statements.grammar import grammar_of
from octavo.explaining.statements.marks import quoted_in
from octavo.explaining.statements.mentions import mentions_in
from octavo.explaining.statements.naming import Names
from octavo.explaining.statements.words import NOWHERE, words_in

if TYPE_CHECKING:
    from octavo.explaining.documents import Document
    from octavo.explaining.statements.grammar import Grammar
    from octavo.explaining.statements.marks import Quoted
    from octavo.explaining.statements.mentions import Mention
    from octavo.explaining.statements.words import Words
    from octavo.model.insights import Citation

_DASHES = re.compile(r"(?:[-–—―‒]\s*)+(?=[^\W\d_]|[\"“„«‘‚'])")
_FAR = 15
_WIDE = 150


def past_dash(text: str, start: int, end: int) -> int:
    """Where words begin behind the dash that opens a stretch of text; ``start`` where none does."""
    dash = _DASHES.match(text, start, end)
    return dash.end() if dash and dash.end() < end else start


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with what stands in it."""

    document: Document
    grammar: Grammar
    quotes: tuple[Quoted, ...]
    words: Words
    mentions: list[Mention]
    names: Names

    def frame_cited(self, frame: int) -> Citation:
        """A sentence of the article, with what is quoted in it whole, without the dash of a list or a dialogue."""
        block, start, end = self.words.frames[frame]
        return self.document.cite(block, past_dash(self.document.blocks[block].text, start, end), end)

    def own_words(self, first: int, after: int) -> str:
        """The narrator's words around what stands from one word to another, in its sentences, without quotations."""
        words = self.words
        begin = bisect_left(words.frame, words.frame[first])
        stop = bisect_left(words.frame, words.frame[after - 1] + 1)
        return self.without_quotes(max(begin, first - _WIDE), min(stop, after + _WIDE))

    def without_quotes(self, begin: int, stop: int) -> str:
        """The words from one to another that stand in no quotation, as they are parted in the text."""
        words = self.words
        parts: list[str] = []
        place = begin
        while place < stop:
            end = place
            while end < stop and words.quote[end] == NOWHERE and words.block[end] == words.block[place]:
                end += 1
            if end > place:
                text = self.document.blocks[words.block[place]].text
                parts.append(text[words.start[place] : words.end[end - 1]])
            place = max(end, place + 1)
        return " … ".join(parts)

    def verb_near(self, mention: int, begin: int, stop: int) -> str:
        """The verb of saying nearest to a mention, within some words."""
        words = self.words
        one = self.mentions[mention]
        stop = min(stop, len(words))
        saying, hinting = self.grammar.saying, self.grammar.hinting
        near = sorted(
            (min(abs(place - one.first), abs(place - one.after + 1)), place)
            for place in range(max(begin, one.first - _FAR), min(stop, one.after + _FAR))
            if words.quote[place] == NOWHERE
            and (words.low[place] in saying or words.low[place] in hinting)
            and (words.text[place].islower() or words.frame[place - 1] != words.frame[place])
        )
        strong = [place for _, place in near if words.low[place] in saying]
        return words.text[strong[0] if strong else near[0][1]] if near else ""

    def verb_before(self, place: int) -> str:
        """The last verb of saying in a sentence before one of its words."""
        words = self.words
        for one in range(place - 1, max(-1, place - _FAR), -1):
            if words.frame[one] != words.frame[place]:
                break
            if words.low[one] in self.grammar.saying:
                return words.text[one]
        return ""


def scene_of(document: Document) -> Scene:
    """Reads a document whose language has a grammar."""
    grammar = grammar_of(document.main_language)
    told = {sentence.block for sentence in document.sentences}
    quotes = quoted_in([block.text if number in told else "" for number, block in enumerate(document.blocks)])
    words = words_in(document, quotes)
    mentions = mentions_in(words, grammar)
    return Scene(document, grammar, quotes, words, mentions, Names(document, words, mentions, grammar))


@dataclass(frozen=True, slots=True)
class Said:
    """What was found before it is a statement: the words in the row, the mention of who said it, and how sure."""

    first: int
    after: int
    parts: tuple[tuple[int, int, int], ...]
    mention: int | None
    verb: str
    is_direct: bool
    is_certain: bool
