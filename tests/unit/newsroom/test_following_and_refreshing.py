"""The newsroom's decisions, in a world of fakes: no network, no disk, a clock that stands still."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from octavo.model.errors import InvalidInput, NotAFeed, NotFound, Unavailable
from octavo.model.fetches import FailureReason, FetchRequest, NoReply, Reply
from octavo.model.ids import ArticleId, SourceId
from octavo.model.refreshes import RefreshEvent, Step
from octavo.newsroom import Newsroom, Resources
from octavo.testing import Answer, FixedClock, MemorySearchIndex, MemoryStore, PlainCredentials, ScriptedFetcher

NOW = datetime(2026, 6, 13, 20, tzinfo=UTC)
FEED_URL = "https://courier.example/feed.xml"
BODY = "The tunnel under the harbour will open in autumn, the ministry said on Tuesday, a year later than promised."


def _html(title: str, *paragraphs: str) -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    article = f"<article><h1>{title}</h1>{body}</article>"
    return f"<html lang=en><head><title>{title}</title></head><body>{article}</body></html>".encode()


def _page(url: str, body: bytes, media_type: str = "text/html; charset=utf-8", **headers: str) -> Reply:
    return Reply(url=url, status=200, headers={"content-type": media_type, **headers}, body=body, at=NOW)


def _feed(*items: tuple[str, str], updated: str = "") -> bytes:
    entries = "".join(
        f"<entry><title>{title}</title><link href='{url}'/><id>{url}</id><published>2026-06-13T08:00:00Z</published>"
        f"<updated>{updated or '2026-06-13T08:00:00Z'}</updated><summary>Teaser of {title}.</summary></entry>"
        for title, url in items
    )
    return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>The Courier</title>{entries}</feed>".encode()


class World:
    """A newsroom and the levers of its world."""

    def __init__(self, script: dict[str, Answer]) -> None:
        self.store = MemoryStore()
        self.clock = FixedClock(NOW)
        self.fetcher = ScriptedFetcher(script, at=NOW)
        self.events: list[RefreshEvent] = []
        owner = self.store.ensure_owner("owner", NOW)
        resources = Resources(
            store=self.store,
            fetcher=self.fetcher,
            index=MemorySearchIndex(),
            clock=self.clock,
            credentials=PlainCredentials(),
        )
        self.paper = Newsroom(resources, owner)

    def steps(self) -> list[Step]:
        self.events.clear()
        self.paper.refresh(progress=self.events.append)
        return [event.step for event in self.events]


ONE = "https://courier.example/one"
TWO = "https://courier.example/two"


def _world(**more: Answer) -> World:
    return World(
        {
            FEED_URL: _page(FEED_URL, _feed(("Tunnel late", ONE), ("Berta stops", TWO)), "application/atom+xml"),
            ONE: _page(ONE, _html("Tunnel late", BODY, BODY + " Nobody was surprised.")),
            TWO: _page(TWO, _html("Berta stops", BODY + " The machine stood still.", "It will go on next week.")),
            **more,
        }
    )


def test_from_an_address_to_articles() -> None:
    world = _world()
    followed = world.paper.sources.follow(" courier.example/feed.xml ")
    assert (followed.source.title, followed.announced, followed.already_followed) == ("The Courier", 2, False)
    report = world.paper.refresh()
    assert (report.articles_new, report.pages_failed, report.feeds_failed) == (2, 0, 0)
    assert {row.title for row in world.paper.articles.listing().rows} == {"Tunnel late", "Berta stops"}
    assert [hit.row.title for hit in world.paper.search("machine still").rows] == ["Berta stops"]


def test_a_page_leads_to_the_feed_it_offers() -> None:
    home = "https://courier.example/"
    offer = (
        f"<html><head><link rel=alternate type='application/atom+xml' href='{FEED_URL}'></head><body>Hi</body></html>"
    )
    world = _world()
    world.fetcher.script[home] = _page(home, offer.encode())
    assert world.paper.sources.follow(home).source.url == FEED_URL


def test_a_page_without_a_feed_is_refused_with_a_sentence() -> None:
    home = "https://courier.example/"
    world = World({home: _page(home, b"<html><body>Hi</body></html>")})
    with pytest.raises(NotAFeed, match=r"courier\.example"):
        world.paper.sources.follow(home)
    assert world.paper.sources.list() == ()


@pytest.mark.parametrize("text", ["", "   ", "ftp://courier.example/", "javascript:alert(1)", "not an address"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput):
        World({}).paper.sources.follow(text)


def test_an_unreachable_publisher_is_refused_with_a_sentence() -> None:
    with pytest.raises(Unavailable, match=r"courier\.example does not answer"):
        World({}).paper.sources.follow(FEED_URL)


def test_a_permanent_move_is_followed_to_its_new_address() -> None:
    new = "https://new.example/feed.xml"
    moved = Reply(
        url=new, status=200, headers={"content-type": "application/atom+xml"}, body=_feed(), at=NOW, moved_to=new
    )
    world = World({FEED_URL: moved})
    assert world.paper.sources.follow(FEED_URL).source.url == new


def test_a_page_that_cannot_be_had_leaves_what_the_feed_says_and_is_tried_again() -> None:
    down = NoReply(reason=FailureReason.TIMED_OUT, detail="", at=NOW)
    world = _world(**{ONE: down})
    world.paper.sources.follow(FEED_URL)
    assert world.paper.refresh().page_failures == ((FailureReason.TIMED_OUT, 1),)
    teaser = next(row for row in world.paper.articles.listing().rows if row.title == "Tunnel late")
    assert teaser.partial is not None
    assert teaser.excerpt == "Teaser of Tunnel late."
    world.fetcher.script[ONE] = _page(ONE, _html("Tunnel late", BODY, BODY + " Nobody was surprised."))
    world.clock.advance(timedelta(hours=2))
    world.paper.refresh(due_only=True)
    assert world.paper.articles.article(teaser.article).partial is None


def test_a_page_that_is_gone_leaves_what_the_feed_says_and_is_not_tried_again() -> None:
    world = _world(**{ONE: Reply(url=ONE, status=410, at=NOW)})
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    world.fetcher.requests.clear()
    world.clock.advance(timedelta(days=3))
    world.paper.refresh()
    assert ONE not in [request.url for request in world.fetcher.requests]
    assert "Tunnel late" in [row.title for row in world.paper.articles.listing().rows]


def test_an_update_in_the_feed_brings_a_new_revision() -> None:
    world = _world()
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    world.fetcher.script[FEED_URL] = _page(
        FEED_URL, _feed(("Tunnel late", ONE), updated="2026-06-13T21:00:00Z"), "application/atom+xml"
    )
    world.fetcher.script[ONE] = _page(ONE, _html("Tunnel late", BODY, BODY + " Everybody was surprised."))
    world.clock.advance(timedelta(hours=2))
    assert Step.ARTICLE_CHANGED in world.steps()
    article = next(r for r in world.paper.articles.listing().rows if r.title == "Tunnel late")
    revisions = world.paper.articles.page(article.article).revisions
    assert [revision.number for revision in revisions] == [1, 2]
    assert "Nobody" in revisions[0].blocks[-1].text
    assert "Everybody" in revisions[1].blocks[-1].text


def test_a_page_is_looked_at_again_for_changes_without_a_word_in_the_feed() -> None:
    world = _world()
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    world.fetcher.script[ONE] = _page(ONE, _html("Tunnel late", BODY, BODY + " Everybody was surprised."))
    world.clock.advance(timedelta(minutes=70))
    report = world.paper.refresh(due_only=True)
    assert (report.articles_changed, report.articles_unchanged) == (1, 1)


def test_a_look_again_is_conditional_and_a_page_that_fails_then_stays_as_it_was() -> None:
    world = _world()
    world.fetcher.script[ONE] = _page(ONE, _html("Tunnel late", BODY, BODY + " Nobody was surprised."), etag='"v1"')
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    world.fetcher.requests.clear()
    world.fetcher.script[ONE] = Reply(url=ONE, status=304, at=NOW)
    world.fetcher.script[TWO] = Reply(url=TWO, status=500, at=NOW)
    report = world.paper.refresh(again=True)
    asked = {request.url: request.etag for request in world.fetcher.requests}
    assert asked[ONE] == '"v1"'
    assert (report.articles_unchanged, report.pages_failed) == (2, 0)
    assert [row.partial for row in world.paper.articles.listing().rows] == [None, None]


def test_pages_are_not_watched_for_ever() -> None:
    world = _world()
    world.paper.sources.follow(FEED_URL)
    for _ in range(8):
        world.paper.refresh(again=True)
    world.fetcher.requests.clear()
    world.paper.refresh(again=True)
    assert [request.url for request in world.fetcher.requests] == [FEED_URL]


def test_nothing_new_writes_nothing() -> None:
    world = _world()
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    assert set(world.steps()) <= {Step.FEEDS_BEGIN, Step.FEED_READ, Step.FEED_UNCHANGED}


def test_only_what_is_due_is_visited_when_so_asked() -> None:
    world = _world()
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    world.fetcher.requests.clear()
    world.paper.refresh(due_only=True)
    assert world.fetcher.requests == []
    world.clock.advance(timedelta(days=2))
    world.paper.refresh(due_only=True)
    assert world.fetcher.requests[0].url == FEED_URL


def test_a_page_that_breaks_the_extractor_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("a page no extractor foresaw")

    monkeypatch.setattr("octavo.extracting.begin", break_down)
    world = _world()
    world.paper.sources.follow(FEED_URL)
    report = world.paper.refresh()
    assert report.pages_failed == 2
    assert len(world.paper.articles.listing().rows) == 2


def test_each_person_follows_and_marks_for_themselves() -> None:
    world = _world()
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    ada = world.paper.as_user(world.paper.accounts.add("ada", "correct horse"))
    assert ada.articles.listing().rows == ()
    assert ada.sources.follow(FEED_URL).announced == 0
    first = ada.articles.listing().rows[0].article
    ada.articles.mark_read([first])
    assert [s.unread for s in ada.sources.list()] == [1]
    assert [s.unread for s in world.paper.sources.list()] == [2]


def test_sources_are_found_by_number_address_and_part_of_their_title() -> None:
    world = _world()
    source = world.paper.sources.follow(FEED_URL).source
    for words in (str(source.id), FEED_URL, "The Courier", "courier"):
        assert world.paper.sources.find(words) == source
    with pytest.raises(NotFound):
        world.paper.sources.find("Nobody's News")


def test_what_is_not_there_is_a_sentence() -> None:
    paper = World({}).paper
    for call in (lambda: paper.articles.page(ArticleId(7)), lambda: paper.sources.unfollow(SourceId(7))):
        with pytest.raises(NotFound, match="7"):
            call()


def test_sign_in_by_password_and_by_link() -> None:
    paper = World({}).paper
    ada = paper.accounts.add("ada", "correct horse")
    token = paper.accounts.sign_in("ADA", "correct horse")
    assert token is not None
    assert paper.accounts.of_session(token) == paper.accounts.find("ada")
    assert paper.accounts.sign_in("ada", "wrong") is None
    assert paper.accounts.sign_in("nobody", "correct horse") is None
    link = paper.accounts.new_sign_in_link(ada)
    assert paper.accounts.redeem(link) is not None
    assert paper.accounts.redeem(link) is None
    paper.accounts.set_password(ada, "battery staple")
    assert paper.accounts.of_session(token) is None


@pytest.mark.parametrize(
    ("name", "password"), [("", "long enough"), ("a b", "long enough"), ("ada", "short"), ("/x", "long enough")]
)
def test_names_and_passwords_that_will_not_do(name: str, password: str) -> None:
    with pytest.raises(InvalidInput):
        World({}).paper.accounts.add(name, password)


def _goes_on(number: int, of: int) -> bytes:
    words = (
        f"In part {number} the keeper spoke of the {thing}, and of a winter with no boat for {number * 9} days."
        for thing in ("lamp", "stairs", "ledger")
    )
    link = f"<a rel=next href='/one?page={number + 1}'>{number + 1}</a>" if number < of else ""
    return _html("Tunnel late", *words).replace(b"</body>", f"{link}</body>".encode())


def _pages(of: int) -> dict[str, Answer]:
    addresses = (ONE if number == 1 else f"{ONE}?page={number}" for number in range(1, of + 1))
    return {address: _page(address, _goes_on(n, of), etag=f'"{n}"') for n, address in enumerate(addresses, start=1)}


def _tunnel(world: World) -> ArticleId:
    return next(row.article for row in world.paper.articles.listing().rows if row.title == "Tunnel late")


def test_an_article_over_several_pages_becomes_one() -> None:
    world = _world(**_pages(3))
    world.paper.sources.follow(FEED_URL)
    assert world.steps().count(Step.ARTICLE_NEW) == 2
    article = world.paper.articles.article(_tunnel(world))
    assert (len(article.blocks), article.partial, article.url) == (9, None, ONE)


def test_a_part_that_fails_is_had_at_a_later_look_though_the_first_page_stays_as_it_is() -> None:
    pages = _pages(3)
    third = pages.pop(f"{ONE}?page=3")
    world = _world(**pages)
    first = world.fetcher.script[ONE]

    def unless_it_is_known(request: FetchRequest) -> Reply | NoReply:
        assert isinstance(first, Reply)
        return Reply(url=ONE, status=304, at=NOW) if request.etag else first

    world.fetcher.script[ONE] = unless_it_is_known
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    article = world.paper.articles.article(_tunnel(world))
    assert len(article.blocks) == 6
    assert (article.partial or "").startswith("Page 3 of this article could not be had, so it ends early.")
    world.fetcher.script[f"{ONE}?page=3"] = third
    world.clock.advance(timedelta(hours=2))
    world.paper.refresh(due_only=True)
    article = world.paper.articles.article(_tunnel(world))
    assert (len(article.blocks), article.partial) == (9, None)


def test_a_further_page_that_breaks_the_extractor_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError("a page no extractor foresaw")

    monkeypatch.setattr("octavo.extracting.heard", break_down)
    world = _world(**_pages(2))
    world.paper.sources.follow(FEED_URL)
    world.paper.refresh()
    article = world.paper.articles.article(_tunnel(world))
    assert (len(article.blocks), (article.partial or "").split(",", maxsplit=1)[0]) == (
        3,
        f"Octavo could not read {ONE}?page=2",
    )


CHANNEL = (
    (
        '<link rel="alternate" type="application/rss+xml" title="RSS" '
        'href="https://www.youtube.com/feeds/videos.xml?channel_id=UC1">'
    ),
    "https://www.youtube.com/feeds/videos.xml?channel_id=UC1",
)
FORUM = (
    '<link rel="alternate" type="application/atom+xml" title="posts" href="/r/harbours/.rss">',
    "https://old.reddit.example/r/harbours/.rss",
)
PROFILE = (
    '<link href="https://social.example/@ada.rss" rel="alternate" type="application/rss+xml">',
    "https://social.example/@ada.rss",
)


@pytest.mark.parametrize(
    ("address", "page", "feed"),
    [
        ("https://www.youtube.com/@harbour", *CHANNEL),
        ("https://old.reddit.example/r/harbours/", *FORUM),
        ("https://social.example/@ada", *PROFILE),
    ],
)
def test_channels_forums_and_profiles_are_followed_by_what_their_page_links(address: str, page: str, feed: str) -> None:
    html = f"<html><head>{page}</head><body></body></html>".encode()
    world = World({address: _page(address, html), feed: _page(feed, _feed(("One", ONE)), "application/atom+xml")})
    (preview,) = world.paper.sources.explore(address).previews
    assert (preview.url, preview.asked) == (feed, address)
    assert [request.url for request in world.fetcher.requests] == [address, feed]


def test_a_preview_tells_what_a_feed_is_like() -> None:
    items = "".join(
        f"<entry><title>N{n}</title><link href='https://a.example/{n}'/><id>{n}</id>"
        f"<published>2026-06-1{n}T08:00:00Z</published><content type='html'>{'Long text. ' * 300}</content></entry>"
        for n in range(4)
    )
    body = f"<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title>A</title>{items}</feed>".encode()
    world = World({FEED_URL: _page(FEED_URL, body, "application/atom+xml")})
    (preview,) = world.paper.sources.explore(FEED_URL).previews
    assert preview.whole_texts
    assert preview.per_day == pytest.approx(4 / 3.5)
    assert [one.title for one in preview.latest] == ["N3", "N2", "N1", "N0"]


def test_one_source_is_tried_again_although_it_is_gone() -> None:
    world = _world()
    source = world.paper.sources.follow(FEED_URL).source
    gone = Reply(url=FEED_URL, status=410, headers={}, body=b"", at=NOW)
    kept, world.fetcher.script[FEED_URL] = world.fetcher.script[FEED_URL], gone
    world.paper.refresh()
    assert world.paper.sources.list()[0].visit.gone  # type: ignore[union-attr]
    world.fetcher.script[FEED_URL] = kept
    assert world.paper.work.refresh_one(source.id)
    assert world.paper.work.wait(30)
    assert not world.paper.sources.list()[0].visit.gone  # type: ignore[union-attr]


def test_who_follows_little_does_not_make_all_others_be_visited() -> None:
    world = _world()
    world.paper.sources.follow(FEED_URL)
    bea = world.paper.as_user(world.paper.accounts.add("Bea"))
    asked = len(world.fetcher.requests)
    assert bea.work.refresh_mine()
    assert bea.work.wait(30)
    assert len(world.fetcher.requests) == asked
    with pytest.raises(NotFound):
        bea.work.refresh_one(SourceId(1))
