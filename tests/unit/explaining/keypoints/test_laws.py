"""Whatever a text is, key points are quotations from it, and take a time that its length bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.explaining import key_points, story_key_points, summary
from octavo.explaining.keypoints.chances import weights
from octavo.explaining.keypoints.features import SENTENCE_NAMES, TERM_NAMES
from octavo.explaining.keypoints.judging import CHOICE_NAMES
from octavo.model.insights import Length

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from octavo.explaining.documents import Document
    from octavo.model.insights import Claim

    Make = Callable[..., Document]

SENTENCES = st.one_of(
    st.sampled_from(
        (
            "The storm crossed Marren on Wednesday and cut the power of 21,500 homes.",
            "Marren Power said that half of the homes would have light again by noon.",
            "He had never seen anything like it in his life, he said.",
            "„Nein“, sagte sie.",
            "北京市政府星期三宣布扩建地铁网络。",
            "LONDON (AP) – Two men were arrested on the quay on Friday.",
        )
    ),
    st.text(max_size=80),
)
TEXTS = st.lists(SENTENCES, max_size=14).map("\n".join)
LANGUAGES = st.sampled_from(("en", "de", "fr", "es", "zh", "pl", "", "x-unknown"))
LENGTHS = st.sampled_from(tuple(Length))


def assert_quoted(claims: Sequence[Claim], documents: Sequence[Document]) -> None:
    blocks = {one.article: one.blocks for one in documents}
    for claim in claims:
        assert claim.text == claim.citations[0].quote
        for one in claim.citations:
            assert one.quote == blocks[one.article][one.block].text[one.start : one.end]


@given(text=TEXTS, title=st.text(max_size=60), language=LANGUAGES, length=LENGTHS)
@settings(max_examples=120, deadline=None)
def test_key_points_quote_the_article(document: Make, text: str, title: str, language: str, length: Length) -> None:
    one = document(text, title=title, language=language)
    claims = key_points(one, length=length)
    assert_quoted(claims, [one])
    assert len(claims) <= len(one.sentences) // 3
    assert len({claim.citations[0] for claim in claims}) == len(claims)


@given(texts=st.lists(TEXTS, max_size=4), language=LANGUAGES, length=LENGTHS, words=st.integers(0, 90))
@settings(max_examples=120, deadline=None)
def test_what_is_said_of_a_story_quotes_its_articles(
    document: Make, texts: list[str], language: str, length: Length, words: int
) -> None:
    documents = [
        document(text, number=number, outlet=str(number % 3), language=language) for number, text in enumerate(texts, 1)
    ]
    claims = story_key_points(documents, length=length)
    assert_quoted(claims, documents)
    outlets = {one.article: one.outlet for one in documents}
    for claim in claims:
        assert len({outlets[one.article] for one in claim.citations}) == len(claim.citations)
    told = summary(documents, words=words)
    assert_quoted(told, documents)
    assert sum(len(claim.text.split()) for claim in told) <= words


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "A " * 50_000,
        "“" * 100_000,
        "‘a " * 33_000,
        "' " * 50_000,
        "I. " * 33_000,
        "Ab cd. " * 14_000,
        "A(" * 50_000,
        "PORT " * 20_000 + "(",
        "said, " * 16_000 + ".",
        "” he " * 20_000,
        "北" * 100_000,
        "Storm hits the town again today and tomorrow.\n" * 3_000,
    ],
)
def test_hostile_texts_cost_no_more_than_their_length(document: Make, text: str) -> None:
    one = document(text, title=text[:5_000])
    key_points(one, length=Length.LONG)
    story_key_points([one, document(text, number=2, outlet="post")])
    summary([one], words=60)


def test_the_weights_are_for_what_is_looked_at() -> None:
    assert weights().sentences.names == SENTENCE_NAMES
    assert weights().choices.names == CHOICE_NAMES
    assert len(weights().singles) == len(weights().pairs) == len(TERM_NAMES)
