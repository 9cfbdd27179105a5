"""Key points are sentences of the text, few, in order, each with its citation."""

from __future__ import annotations

import pytest

from octavo.explaining.documents import Document, sentences_of
from octavo.explaining.keypoints import key_points, story_key_points
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId
from octavo.model.insights import Length

STORM = """The strongest storm in eleven years crossed Marren on Wednesday and cut off the power of 21,500 homes.
He said that the worst damage was where the roads are narrowest.
The dead man was struck by a falling larch on the Carse road while he tried to clear it.
Thirty-eight schools were closed because of the storm, though most had been expected to shut for the strike.
Photo: Owen Carlisle
Marren Power expects to restore supply to half of the homes by Thursday morning.
But the forecasters warn of more.
The airport at Port Elsin was closed at eleven in the evening and opened again at seven.
The government has placed sixty soldiers at the disposal of the councils to clear roads.
Was it the climate?
The warning for the western districts was lowered from red to yellow at nine in the morning.
The Cabinet will consider on Friday whether the fund for natural disasters should be opened."""


def document(text: str, *, number: int = 1, outlet: str = "courier", language: str = "en", title: str = "") -> Document:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in text.splitlines() if line.strip())
    return Document(
        article=ArticleId(number),
        revision=1,
        outlet=outlet,
        title=title,
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
    )


@pytest.mark.parametrize(("length", "most"), [(Length.SHORT, 2), (Length.MEDIUM, 4), (Length.LONG, 8)])
def test_an_article_has_a_few_key_points_in_the_order_of_its_text(length: Length, most: int) -> None:
    one = document(STORM, title="Storm cuts off power of thousands")
    found = key_points(one, length=length)
    assert 1 <= len(found) <= min(most, len(one.sentences) // 3)
    assert [claim.citations[0].block for claim in found] == sorted({claim.citations[0].block for claim in found})
    for claim in found:
        (citation,) = claim.citations
        assert claim.text == citation.quote == one.blocks[citation.block].text[citation.start : citation.end]


def test_no_key_point_points_back_asks_or_credits() -> None:
    texts = " ".join(claim.text for claim in key_points(document(STORM), length=Length.LONG))
    assert not any(text in texts for text in ("He said", "But the", "Photo:", "Was it"))


def test_a_text_of_a_few_sentences_has_no_key_points() -> None:
    assert key_points(document("\n".join(STORM.splitlines()[:4]))) == ()
    assert key_points(document("")) == ()
    assert story_key_points(()) == ()


def test_outlets_that_say_the_same_stand_behind_one_claim() -> None:
    other = STORM.replace("The strongest storm in eleven years", "In the night the strongest storm in eleven years")
    documents = (document(STORM), document(other, number=2, outlet="post"))
    found = story_key_points(documents)
    assert len({claim.text for claim in found}) == len(found)
    assert all({one.article for one in claim.citations} == {1, 2} for claim in found)


def test_a_copy_stands_behind_nothing() -> None:
    documents = (document(STORM), document(STORM, number=2, outlet="post"))
    found = story_key_points(documents, copies={ArticleId(2)})
    assert found
    assert all(len(claim.citations) == 1 for claim in found)


def test_another_number_is_not_the_same() -> None:
    documents = (document(STORM), document(STORM.replace("21,500", "18,000"), number=2, outlet="post"))
    claims = [claim for claim in story_key_points(documents, length=Length.LONG) if "power of" in claim.text]
    assert claims
    assert all(len(claim.citations) == 1 for claim in claims)
