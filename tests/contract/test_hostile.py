"""The contract of the store: whatever publishers send, a write does not fail, and what is kept can be read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contract.making import HOUR, NOW, add_source, announce, draft, follow, lead, save

from octavo.model.articles import Block, BlockKind, Image, Span, SpanKind
from octavo.model.keeping import storable
from octavo.model.listing import ListQuery
from octavo.model.sources import Feed, Visit

if TYPE_CHECKING:
    from octavo.model.people import User
    from octavo.ports import Store

NASTY = "a\x00b\ud800c\udfffd\u202e\ufeff\U0001f600'\"\\%s:{}--"
KEPT = "a\ufffdb\ufffdc\ufffdd\u202e\ufeff\U0001f600'\"\\%s:{}--"


def test_nul_and_lone_surrogates_in_an_article_become_replacement_characters(store: Store, owner: User) -> None:
    source = follow(store, owner, title=NASTY)
    nasty = draft(
        url=f"https://tide.example/{NASTY}",
        title=NASTY,
        blocks=(
            Block(
                kind=BlockKind.FIGURE,
                text=NASTY,
                url=NASTY,
                credit=NASTY,
                alt=NASTY,
                spans=(Span(kind=SpanKind.LINK, start=0, end=1, url=NASTY),),
            ),
        ),
        publisher=NASTY,
        byline=(NASTY, "Ben"),
        language=NASTY,
        section=NASTY,
        tags=(NASTY,),
        image=Image(url=NASTY, caption=NASTY, credit=NASTY, alt=NASTY),
        partial=NASTY,
        extracted_by=NASTY,
    )
    article, _ = store.save_article(nasty, source=source.id, now=NOW)
    assert article == store.article(article.id)
    assert store.save_article(nasty, source=source.id, now=NOW) == (article, False)
    assert (article.title, article.byline, article.section) == (KEPT, (KEPT, "Ben"), KEPT)
    assert article.blocks == storable(nasty).blocks
    assert store.article_by_url(f"https://tide.example/{NASTY}") == article
    (row,) = store.listing(ListQuery(user=owner.id)).rows
    assert (row.title, row.source_title) == (KEPT, KEPT)


def test_nul_and_lone_surrogates_are_no_trouble_elsewhere(store: Store, owner: User) -> None:
    source = add_source(store, url=NASTY, title="", site_url=NASTY, language=NASTY)
    assert store.source_by_url(NASTY) == source == add_source(store, url=NASTY)
    visit = Visit(source=source.id, at=NOW, next_at=NOW, etag=NASTY, last_modified=NASTY, reason=NASTY, problem=NASTY)
    told = lead(url=NASTY, guid=NASTY, title=NASTY, byline=(NASTY,), teaser=NASTY, content=NASTY, tags=(NASTY,))
    feed = Feed(title=NASTY, site_url=NASTY, language=NASTY, leads=(told,))
    assert store.record_visit(visit, feed=feed, url=f"{NASTY}2") == 1
    assert store.visit(source.id) == storable(visit)
    (pending,) = store.take_leads(NOW, lease_until=NOW + HOUR, limit=9)
    assert pending.lead == storable(told)
    store.put_off_lead(pending.id, next_at=NOW, problem=NASTY)
    store.close_lead(pending.id, problem=NASTY)
    one, two = save(store, source, draft("one")), save(store, source, draft("two"))
    store.relate(one.id, two.id, reason=NASTY)
    assert [(found.related, found.reason) for found in store.related(one.id)] == [(two.id, KEPT)]
    user = store.add_user(NASTY, password_hash=None, now=NOW)
    assert store.user_by_name(NASTY) == user
    assert user.name == KEPT
    assert store.user_by_name("\ud800") is None
    assert store.users() == (owner, user)


def test_very_long_text_is_kept(store: Store, owner: User) -> None:
    long = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(400_000))
    source = follow(store, owner, url=f"https://tide.example/{long}", title=long)
    announce(store, source, lead(url=f"https://tide.example/{long}", guid=long, content=long))
    article = save(store, source, draft(url=f"https://tide.example/{long}", title=long, text=long, section=long))
    assert store.article(article.id) == article
    (row,) = store.listing(ListQuery(user=owner.id)).rows
    assert row.title == long
    assert len(row.excerpt) <= 300
    assert store.take_leads(NOW, lease_until=NOW + HOUR, limit=1)[0].lead.content == long
    assert store.user_by_name(long) is None
    assert store.add_user(long, password_hash=None, now=NOW).name == long


@pytest.mark.parametrize("moment", [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)])
@pytest.mark.parametrize("hours", [-14, 0, 14])
def test_the_ends_of_the_calendar_are_no_trouble(store: Store, owner: User, moment: datetime, hours: int) -> None:
    nonsense = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    source = follow(store, owner)
    announce(store, source, lead(published_at=nonsense, updated_at=nonsense))
    article = save(store, source, draft(published_at=nonsense, modified_at=nonsense))
    assert store.article(article.id) == article
    assert article.published_at is not None
    assert article.published_at.tzinfo is UTC
    assert len(store.listing(ListQuery(user=owner.id)).rows) == 1
    assert len(store.take_leads(NOW, lease_until=NOW + HOUR, limit=9)) == 1


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=40), st.text(st.characters(), max_size=40))
def test_any_text_can_be_an_article(store: Store, title: str, text: str) -> None:
    source = add_source(store)
    article, _ = store.save_article(draft(None, title=title, text=text), source=source.id, now=NOW)
    assert store.article(article.id) == article
    assert article.title == storable(title)
