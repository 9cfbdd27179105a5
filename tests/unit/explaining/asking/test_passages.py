from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from octavo.explaining import passages_of
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

BLOCKS = st.lists(
    st.builds(
        Block, kind=st.sampled_from(BlockKind), text=st.text(max_size=80) | st.just("It rained. It snowed. It hailed.")
    ),
    max_size=6,
)


def document(blocks: tuple[Block, ...]) -> Document:
    return Document(
        article=ArticleId(3), revision=2, outlet="x", title="T", blocks=blocks, sentences=sentences_of(blocks)
    )


@given(BLOCKS)
def test_passages_quote_their_article_letter_for_letter_and_leave_no_sentence_out(blocks: list[Block]) -> None:
    read = document(tuple(blocks))
    passages = passages_of(read)
    cited = {(one.block, one.start) for passage in passages for one in passage.sentences}
    assert cited == {(one.block, one.start) for one in read.sentences}
    for passage in passages:
        assert 1 <= len(passage.sentences) <= 3
        for one in passage.sentences:
            assert one.quote == read.blocks[one.block].text[one.start : one.end]
            assert (one.article, one.revision) == (3, 2)


def test_a_passage_begins_with_each_sentence_that_two_others_follow() -> None:
    read = document((Block(kind=BlockKind.PARAGRAPH, text="One. Two. Three. Four."),))
    assert [passage.text for passage in passages_of(read)] == ["One. Two. Three.", "Two. Three. Four."]
    assert [passage.number for passage in passages_of(read)] == [0, 1]


def test_a_short_article_is_one_passage_and_an_empty_one_none() -> None:
    assert [p.text for p in passages_of(document((Block(kind=BlockKind.PARAGRAPH, text="One. Two."),)))] == [
        "One. Two."
    ]
    assert passages_of(document(())) == ()
