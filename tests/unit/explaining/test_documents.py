from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from octavo.explaining.documents import Document, document_of, sentences_of
from octavo.model.articles import Block, BlockKind, Draft
from octavo.model.ids import ArticleId, SourceId
from octavo.model.insights import Citation, Claim
from octavo.model.keeping import new_article

ENGLISH = (
    "The council said that it will close the harbour road for a week from Monday, and that the buses which go to the "
    "hospital will take the old bridge. It was not clear on Friday who is to pay for the signs that have been ordered."
)


def test_sentences_say_where_they_stand_and_headings_are_none() -> None:
    blocks = (
        Block(kind=BlockKind.HEADING, text="What happened"),
        Block(kind=BlockKind.PARAGRAPH, text="One thing. Another thing."),
        Block(kind=BlockKind.FIGURE, text="A picture."),
        Block(kind=BlockKind.LIST_ITEM, text="A third."),
    )
    sentences = sentences_of(blocks)
    assert [(s.number, s.block, s.text) for s in sentences] == [
        (0, 1, "One thing."),
        (1, 1, "Another thing."),
        (2, 3, "A third."),
    ]
    document = Document(
        article=ArticleId(7), revision=2, outlet="x", title="T", blocks=blocks, sentences=sentences, language="de-AT"
    )
    assert document.main_language == "de"
    citation = document.cite_sentence(sentences[1])
    assert (citation.article, citation.revision, citation.quote) == (7, 2, "Another thing.")
    assert Claim.verbatim(citation).text == "Another thing."


def test_there_is_no_claim_without_a_citation_and_no_citation_without_its_words() -> None:
    with pytest.raises(ValueError, match="without a citation"):
        Claim(text="It is so.", citations=())
    with pytest.raises(ValueError, match="no stretch"):
        Citation(article=ArticleId(1), revision=1, block=0, start=0, end=3, quote="four")


@pytest.mark.parametrize(
    ("stated", "text", "language"),
    [
        (None, ENGLISH, "en"),
        ("de", ENGLISH, "en"),
        ("en-GB", ENGLISH, "en-GB"),
        ("sw", ENGLISH, "sw"),
        ("de", "The road is closed.", "de"),
        (None, "The road is closed.", None),
    ],
    ids=["none stated", "another stated", "the same stated", "one unknown here", "too short", "too short, none stated"],
)
def test_the_language_is_that_of_the_words_where_these_tell_it(
    stated: str | None, text: str, language: str | None
) -> None:
    draft = Draft(url=None, title="T", blocks=(Block(kind=BlockKind.PARAGRAPH, text=text),), language=stated)
    article = new_article(draft, source=SourceId(1), now=datetime(2026, 1, 5, 8, tzinfo=UTC))
    assert document_of(article, "post").language == language


def test_a_text_is_told_when_its_publisher_last_changed_it() -> None:
    at = datetime(2026, 6, 1, 10, tzinfo=UTC)
    block = Block(kind=BlockKind.PARAGRAPH, text=ENGLISH)
    draft = Draft(url="https://a.example/1", title="T", blocks=(block,), published_at=at)
    changed = replace(draft, modified_at=at + timedelta(hours=6))
    told = [
        document_of(new_article(one, source=SourceId(1), now=at + timedelta(hours=9)), "tide").told_at
        for one in (draft, changed)
    ]
    assert told == [at, at + timedelta(hours=6)]
