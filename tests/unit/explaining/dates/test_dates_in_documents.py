from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from octavo.explaining.dates import dates_in
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

AT = datetime(2025, 6, 12, 9, tzinfo=UTC)


def document(*blocks: Block, at: datetime | None = AT, language: str = "en") -> Document:
    return Document(
        article=ArticleId(1),
        revision=1,
        outlet="x",
        title="",
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
        published_at=at,
    )


def paragraph(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def test_a_mention_knows_its_sentence_and_its_place_in_the_block() -> None:
    text = "Nothing here. They met on Wednesday. It began on June 3, 2025."
    read = document(Block(kind=BlockKind.HEADING, text="On Monday"), paragraph(text))
    first, second = dates_in(read)
    assert (first.sentence, first.block, text[first.start : first.end]) == (1, 1, "Wednesday")
    assert (second.sentence, text[second.start : second.end], second.relative) == (2, "June 3, 2025", False)


def test_without_a_day_of_publication_only_dates_with_a_year_are_found() -> None:
    text = "They met on Wednesday. It began on June 3, 2025."
    assert [str(mention.first) for mention in dates_in(document(paragraph(text), at=None))] == ["2025-06-03"]


def test_in_a_live_report_days_are_counted_from_the_entry() -> None:
    blocks = (
        paragraph("They met yesterday."),
        Block(kind=BlockKind.LIVE_ENTRY, text="The day after", at=datetime(2025, 6, 20, tzinfo=UTC)),
        paragraph("They met yesterday."),
    )
    assert [str(mention.first) for mention in dates_in(document(*blocks))] == ["2025-06-11", "2025-06-19"]


@given(
    st.lists(
        st.sampled_from(["On Monday he left. ", "Nothing. ", "am 3. März ", "\n", "2025-06-01 ", "x"]), max_size=20
    )
)
def test_every_mention_lies_in_its_sentence(pieces: list[str]) -> None:
    read = document(paragraph("".join(pieces)))
    for mention in dates_in(read):
        sentence = read.sentences[mention.sentence]
        assert sentence.block == mention.block
        assert sentence.start <= mention.start < mention.end <= sentence.end
