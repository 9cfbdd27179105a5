from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.extracting import from_lead
from octavo.model.articles import BlockKind, Draft
from octavo.model.sources import Lead

WHY = "paper.example does not answer: wait; Octavo tries again by itself."
SENTENCE = "The car ferry Aurelia ran aground on the Tern Rocks off Skarn early on Monday, in a fog that hid the land."


def lead(content: str | None = None, teaser: str = "") -> Lead:
    return Lead(
        url="https://paper.example/1",
        guid="1",
        title="Ferry aground",
        published_at=datetime(2026, 3, 2, tzinfo=UTC),
        byline=("By Jane Roe and John Doe",),
        teaser=teaser,
        content=content,
        tags=("sea",),
    )


def drawn(content: str | None = None, teaser: str = "") -> Draft:
    draft = from_lead(lead(content, teaser), why=WHY)
    assert draft is not None
    return draft


def test_the_feeds_own_text_is_read_like_a_page() -> None:
    draft = drawn(
        f'<h2>Ferry aground</h2><p>{SENTENCE}</p><p>Advertisement</p><p><a href="/x">Tugs</a> are coming.</p>'
    )
    assert [block.text for block in draft.blocks] == [SENTENCE, "Tugs are coming."]
    assert draft.blocks[1].spans[0].url == "https://paper.example/x"
    assert (draft.byline, draft.tags, draft.url) == (("Jane Roe", "John Doe"), ("sea",), "https://paper.example/1")


def test_a_whole_text_is_not_partial() -> None:
    assert drawn(f"<p>{SENTENCE}</p>" * 8).partial is None


@pytest.mark.parametrize(
    "end", ["…", " [...]", " [&hellip;]", "<p><a href='/1'>Continue reading</a></p>", " Read more"]
)
def test_a_text_that_is_cut_off_is_partial(end: str) -> None:
    whole = f"<p>{SENTENCE}</p>" * 8
    expected = None if end.startswith("<p>") else WHY
    assert drawn(whole + (end if end.startswith("<p>") else f"<p>{SENTENCE}{end}</p>")).partial == expected


def test_a_short_text_and_a_teaser_are_partial() -> None:
    assert drawn(f"<p>{SENTENCE}</p>").partial == WHY
    draft = drawn(teaser="Fog off Skarn.")
    assert ([block.text for block in draft.blocks], draft.partial, draft.extracted_by) == (
        ["Fog off Skarn."],
        WHY,
        "teaser",
    )


def test_the_first_picture_is_the_articles_image() -> None:
    figure = '<figure><img src="/a.jpg" alt="A hull in fog"><figcaption>The hull.</figcaption></figure>'
    draft = drawn(f"{figure}<p>{SENTENCE}</p>")
    assert draft.image is not None
    assert (draft.image.url, draft.image.caption) == ("https://paper.example/a.jpg", "The hull.")
    assert draft.image.alt == "A hull in fog"
    assert [block.kind for block in draft.blocks] == [BlockKind.PARAGRAPH]


@pytest.mark.parametrize("content", [None, "", "   ", "<p> </p>", "<script>x</script>", "<p>Advertisement</p>"])
def test_nothing_to_read_is_no_draft(content: str | None) -> None:
    assert from_lead(lead(content), why=WHY) is None


@settings(max_examples=80, deadline=None)
@given(content=st.text(max_size=200), teaser=st.text(max_size=50))
def test_no_content_raises(content: str, teaser: str) -> None:
    draft = from_lead(lead(content, teaser), why=WHY)
    assert draft is None or all(block.text or block.url for block in draft.blocks)
