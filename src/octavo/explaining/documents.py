"""An article as explaining reads it: sentences with their places, and citations into it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.kit.languages import code_of, language_of
from octavo.kit.sentences import sentences_in
from octavo.model.articles import BlockKind
from octavo.model.insights import Citation

if TYPE_CHECKING:
    from datetime import datetime

    from octavo.model.articles import Article, Block
    from octavo.model.ids import ArticleId

# What a journalist wrote as running text. Headings, captions and tables are no sentences; corrections are about the
# text, not of it.
_TOLD = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.LIVE_ENTRY})
MOST_SENTENCES = 2_000
# As many blocks as it takes to tell a language.
_BLOCKS_READ = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a document: ``text == document.blocks[block].text[start:end]``; ``number`` counts from 0."""

    number: int
    block: int
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One revision of an article with its sentences in order.

    ``outlet`` is whose it is (see ``Placement``); ``language`` a tag such as "de" where it is known. ``revised_at`` is
    when the text became what it is, where it was another one at first: by what the publisher says, which a text had
    become before it was first seen, or else by when it was seen changed.
    """

    article: ArticleId
    revision: int
    outlet: str
    title: str
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    language: str | None = None
    published_at: datetime | None = None
    revised_at: datetime | None = None

    @property
    def told_at(self) -> datetime | None:
        """When the text as it stands was told."""
        return self.revised_at or self.published_at

    @property
    def main_language(self) -> str:
        """The language without its region, "" where it is not known."""
        return (self.language or "").replace("_", "-").split("-")[0].lower()

    def cite(self, block: int, start: int, end: int) -> Citation:
        """A citation of a stretch of a block."""
        quote = self.blocks[block].text[start:end]
        return Citation(article=self.article, revision=self.revision, block=block, start=start, end=end, quote=quote)

    def cite_sentence(self, sentence: Sentence) -> Citation:
        """A citation of a whole sentence."""
        return self.cite(sentence.block, sentence.start, sentence.end)


def document_of(article: Article, outlet: str) -> Document:
    """An article of the library as explaining reads it."""
    return Document(
        article=article.id,
        revision=article.revision,
        outlet=outlet,
        title=article.title,
        blocks=article.blocks,
        sentences=sentences_of(article.blocks),
        language=_language_of(article),
        published_at=article.published_at,
        revised_at=article.modified_at or (article.revised_at if article.revision > 1 else None),
    )


def _language_of(article: Article) -> str | None:
    """What is stated, unless its words tell another."""
    text = "\n".join(block.text for block in article.blocks[:_BLOCKS_READ] if block.kind in _TOLD)
    told = language_of(text, article.language)
    return article.language if told == code_of(article.language) else told or None


def sentences_of(blocks: tuple[Block, ...]) -> tuple[Sentence, ...]:
    """The sentences of blocks that tell something, at most the first ``MOST_SENTENCES``."""
    found: list[Sentence] = []
    for number, block in enumerate(blocks):
        if block.kind in _TOLD and len(found) < MOST_SENTENCES:
            for start, end in sentences_in(block.text):
                text = block.text[start:end]
                found.append(Sentence(number=len(found), block=number, start=start, end=end, text=text))
    return tuple(found[:MOST_SENTENCES])
