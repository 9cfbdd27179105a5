from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.model.articles import Article, Block, BlockKind, Draft, Precision
from octavo.model.ids import SourceId
from octavo.model.keeping import address_key, announces_anew, new_article, renewed, storable
from octavo.model.sources import Lead, SourceKind

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)


def drafts() -> st.SearchStrategy[Draft]:
    return st.builds(
        Draft,
        url=st.sampled_from([None, "https://tide.example/ferry"]),
        title=st.sampled_from(["", "Ferry", "Ferry late"]),
        blocks=st.lists(st.builds(Block, kind=st.just(BlockKind.PARAGRAPH), text=st.sampled_from("ab"))).map(tuple),
        publisher=st.sampled_from([None, "Tide", "Post"]),
        byline=st.sampled_from([(), ("Ada",), ("Ben",)]),
        published_at=st.sampled_from([None, NOW, LATER]),
        precision=st.sampled_from(Precision),
        language=st.sampled_from([None, "en"]),
        partial=st.sampled_from([None, "cut"]),
    )


def article(draft: Draft) -> Article:
    return new_article(draft, source=SourceId(1), now=NOW)


@given(st.text(st.characters()))
def test_any_text_becomes_storable_once(text: str) -> None:
    kept = storable(text)
    assert storable(kept) == kept
    assert "\x00" not in kept
    assert kept.encode().decode() == kept
    if "\x00" not in text and not any("\ud800" <= letter <= "\udfff" for letter in text):
        assert kept == text


def test_values_are_cleaned_all_the_way_down() -> None:
    lead = Lead(url="u", guid="g\x00", title="t", byline=("a\ud800", "b"), published_at=NOW)
    assert storable(lead) == replace(lead, guid="g\ufffd", byline=("a\ufffd", "b"))
    assert storable((SourceKind.FEED, 3, None, b"\x00")) == (SourceKind.FEED, 3, None, b"\x00")
    assert type(storable(SourceKind.FEED)) is SourceKind


def test_times_become_utc_and_none_is_without_a_zone() -> None:
    there = timezone(timedelta(hours=14))
    assert storable(NOW.astimezone(there)).tzinfo is UTC
    assert storable(datetime(1, 1, 1, tzinfo=there)) == datetime(1, 1, 1, tzinfo=UTC)
    with pytest.raises(ValueError, match="without a zone"):
        storable((NOW.replace(tzinfo=None),))


def test_an_address_is_known_without_what_does_not_name_the_page() -> None:
    assert address_key("https://tide.example/ferry?utm_source=x#top") == "https://tide.example/ferry"
    assert address_key(None) is None
    assert address_key("") is None
    assert address_key("  ") is None


@given(drafts(), drafts())
def test_reading_the_same_page_twice_is_reading_it_once(first: Draft, second: Draft) -> None:
    known = renewed(article(first), second, now=LATER)
    assert renewed(known, second, now=LATER + timedelta(hours=1)) == known


@given(drafts(), drafts())
def test_a_revision_is_counted_exactly_when_what_is_read_changes(first: Draft, second: Draft) -> None:
    known = article(first)
    after = renewed(known, second, now=LATER)
    assert (after.revision, after.revised_at) == ((1, NOW) if after.digest == known.digest else (2, LATER))
    assert (after.url, after.sort_at, after.first_seen_at) == (known.url, known.sort_at, known.first_seen_at)


@given(drafts(), drafts())
def test_nothing_known_is_lost(first: Draft, second: Draft) -> None:
    known = article(first)
    after = renewed(known, second, now=LATER)
    for name in ("title", "blocks", "publisher", "byline", "published_at", "language"):
        assert getattr(after, name) or not getattr(known, name)
    if known.partial is None:
        assert (after.partial, after.blocks) == (None, known.blocks if second.partial else after.blocks)
    if known.published_at and after.published_at != known.published_at:
        assert tuple(Precision).index(after.precision) <= tuple(Precision).index(known.precision)


@pytest.mark.parametrize(("updated_at", "anew"), [(None, False), (NOW, False), (LATER, True)])
def test_a_lead_is_announced_anew_when_it_was_updated_since(updated_at: datetime | None, anew: bool) -> None:
    lead = Lead(url="u", guid="g", title="t", updated_at=updated_at)
    assert announces_anew(lead, known_at=NOW) is anew
