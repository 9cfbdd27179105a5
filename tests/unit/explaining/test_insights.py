"""All insights of an article and of a story: each claim holds, whatever the text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.explaining import (
    Document,
    article_insights,
    check,
    places_called,
    read_article_insights,
    read_story_insights,
    story_insights,
    written,
)
from octavo.explaining.documents import sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId
from octavo.model.names import NameKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.model.findings import ArticleInsights, StoryInsights
    from octavo.model.insights import Citation, Claim

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
FERRY = (
    "The ferry Aurelia struck the Tern Rocks off Skarn on Saturday with 212 people aboard, the coastguard said.",
    "“Nobody was hurt,” harbour master Edda Roos told reporters at a press conference in Bergen, Norway.",
    "The rescue took nine hours. Two helicopters and 14 boats brought the passengers to Bergen.",
    "Lifeboats from three harbours lay beside the ship until the last passenger had been taken off by noon.",
    "An inquiry begins on Monday. The Marren Line wants to tow the ferry to Hamburg in Germany.",
)
BRIDGE = (
    "All 212 people aboard the ferry Aurelia are safe after it struck the Tern Rocks off Skarn on Saturday.",
    "“Nobody was hurt,” Roos said. The rescue took nine hours, with two helicopters and 14 boats.",
    "The company wants to tow the ship to Hamburg. Its radar was off, a sailor told Radio Tide.",
)


def document(*texts: str, number: int = 1, language: str | None = "en", outlet: str = "") -> Document:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in texts)
    return Document(
        article=ArticleId(number),
        revision=1,
        outlet=outlet or f"paper{number}.example",
        title="Ferry strikes rocks off Skarn",
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
        published_at=NOW,
    )


def claims_of(found: ArticleInsights) -> Iterator[Claim]:
    yield from found.key_points
    yield from found.statements
    yield from found.figures


def claims_of_story(found: StoryInsights) -> Iterator[Claim]:
    yield from found.key_points
    yield from found.timeline
    yield from found.agreement.shared
    for only in found.agreement.only:
        yield from only.claims
    for speaker in found.speakers:
        yield from speaker.statements
    for series in found.series:
        yield from (entry.figure for entry in series.entries)


def stands(citation: Citation, *documents: Document) -> bool:
    (cited,) = (one for one in documents if one.article == citation.article)
    return cited.blocks[citation.block].text[citation.start : citation.end] == citation.quote


def test_an_article_says_what_it_says() -> None:
    found = article_insights(document(*FERRY))
    assert found.key_points
    assert [one.name for one in found.statements if one.is_direct] == ["Edda Roos"]
    assert {str(one.value) for one in found.figures} >= {"212", "14"}
    assert {one.place.name for one in found.names if one.place} >= {"Norway", "Hamburg"}
    assert found.unread == ()


def test_rules_are_held_to_the_same_check_as_a_model() -> None:
    one, two = document(*FERRY), document(*BRIDGE, number=2)
    revisions = {(each.article, each.revision): each.blocks for each in (one, two)}
    claims = [*claims_of(article_insights(one)), *claims_of(article_insights(two))]
    claims += claims_of_story(story_insights([one, two]))
    checked = check(claims, revisions)
    assert checked.dropped == ()
    assert len(checked.kept) == len(claims) > 20
    assert all(stands(citation, one, two) for claim in claims for citation in claim.citations)


def test_a_story_sets_its_outlets_side_by_side_and_counts_a_copy_once() -> None:
    one, two, copy = document(*FERRY), document(*BRIDGE, number=2), document(*FERRY, number=3)
    found = story_insights([one, two, copy], copies=frozenset({ArticleId(3)}))
    assert found.agreement.shared
    assert all(len(point.outlets) == 2 for point in found.agreement.shared)
    assert [speaker.name for speaker in found.speakers if speaker.name.endswith("Roos")]
    assert [name.place.name for name in found.places if name.place][:1]


def test_a_story_has_a_region_and_its_chief_town_of_one_name_in_one_line() -> None:
    documents = [document("The mayor of Akita spoke.", number=number) for number in (1, 2, 3)]
    city, region = (next(one for one in places_called("Akita") if one.kind == kind) for kind in ("city", "region"))
    found = {}
    for one, place in zip(documents, (city, region, region), strict=True):
        insights = article_insights(one)
        (name,) = (each for each in insights.names if each.kind is NameKind.PLACE)
        found[one.article] = replace(insights, names=(replace(name, place=place, is_certain=True),))
    assert [one.place for one in story_insights(documents, found=found).places] == [region]


def test_a_story_takes_from_its_articles_what_was_found_in_them() -> None:
    one, two = document(*FERRY), document(*BRIDGE, number=2)
    found = {each.article: article_insights(each) for each in (one, two)}
    assert story_insights([one, two], found=found) == story_insights([one, two])
    assert story_insights([one, two], found={one.article: found[one.article]}) == story_insights([one, two])
    none = {article: replace(insights, statements=(), names=()) for article, insights in found.items()}
    assert not story_insights([one, two], found=none).speakers
    other = {article: replace(insights, revision=9) for article, insights in none.items()}
    assert story_insights([one, two], found=other) == story_insights([one, two])


def test_what_is_kept_is_what_was_found() -> None:
    found, told = article_insights(document(*FERRY)), story_insights([document(*FERRY), document(*BRIDGE, number=2)])
    assert read_article_insights(written(found)) == found
    assert read_story_insights(written(told)) == told
    assert read_article_insights(b"damaged") is None
    assert read_story_insights(written(found)[:40]) is None


@pytest.mark.parametrize("language", ["de", "fr", "es", "ru", "ja", "xx", None])
@given(text=st.text(max_size=300) | st.text(alphabet="“”„«»\"'aB1., \n", max_size=200))
def test_no_text_in_any_language_breaks_it(language: str | None, text: str) -> None:
    one = document(text, text[::-1], language=language)
    found = article_insights(one)
    assert all(stands(citation, one) for claim in claims_of(found) for citation in claim.citations)
    story_insights([one, document(text, number=2, language=language)])
