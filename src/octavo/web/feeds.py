"""Feeds out: every list that a person may want in a reader program, as Atom (RFC 4287) and JSON Feed (1.1)."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, HTTPException, Request
from starlette.responses import Response

from octavo.model.articles import Precision
from octavo.model.errors import NotFound
from octavo.model.ids import SourceId, StoryId
from octavo.model.listing import Shelf
from octavo.model.queries import LONGEST_QUERY
from octavo.model.search import Sort
from octavo.model.trackers import TrackerId
from octavo.web.letters import closing, sayings
from octavo.web.links import subject_address
from octavo.web.subjects import subject_kind
from octavo.web.visiting import Here, Id, door_of, signed_in
from octavo.wording import long_date

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from octavo.model.articles import Article
    from octavo.model.briefings import Briefing
    from octavo.model.ids import ArticleId
    from octavo.model.listing import Row
    from octavo.newsroom import Newsroom
    from octavo.web.prose import Node
    from octavo.web.visiting import Door

router = APIRouter()
ENTRIES = 50
EDITIONS = 7
# Characters of markup in a feed of whole articles; what comes after so many is told by its excerpt.
MOST_TEXT = 2_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 (§2.2) does not allow in a document.
NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Form(StrEnum):
    """How a feed is written."""

    ATOM = "atom"
    JSON = "json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry; ``path`` leads to its page and is what it is known by. It has ``html``, or plain ``text``."""

    path: str
    title: str
    updated: datetime
    published: datetime | None = None
    author: str = ""
    html: str = ""
    text: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed of the page at ``path``, the latest entry first."""

    title: str
    path: str
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who asks for a feed: the person whose key is in the address, else whoever is signed in.

    ``full`` is whether they want whole articles and not their beginnings.
    """

    request: Request
    door: Door
    paper: Newsroom
    full: bool = False

    def answer(self, form: Form, feed: Feed) -> Response:
        """The feed, or that it is the one the reader has (RFC 9110 §13.1.2)."""
        return answered(self.request, feed, form)


def reader(request: Request, key: str = "", full: str = "") -> Reader:
    """Who asks for a feed.

    Raises:
        HTTPException: 404, a key that opens nothing; 401, no key and nobody we know.
    """
    door = door_of(request)
    paper = door.paper.by_feed_key(key) if key else signed_in(request).paper
    if paper is None:
        raise HTTPException(404)
    return Reader(request=request, door=door, paper=paper, full=full == "1")


Reading = Annotated[Reader, Depends(reader)]


@router.get("/feeds")
def feeds(here: Here, full: str = "") -> Response:
    """The addresses of one's feeds, of excerpts or of whole articles."""
    interests = tuple(one.subject for one in here.paper.subjects.interests() if one.stance == "follow")
    trackers = here.paper.trackers.list()
    return here.page("feeds.html", key=here.paper.feeds.key(), interests=interests, trackers=trackers, full=full == "1")


@router.post("/feeds/key")
def renew(here: Here) -> Response:
    """Make a new key; the old one opens nothing any more."""
    here.paper.feeds.renew()
    return here.done("/feeds", "feed-key")


@router.post("/feeds/key/forget")
def forget(here: Here) -> Response:
    """Let no key open the feeds."""
    here.paper.feeds.forget()
    return here.done("/feeds", "feed-key-gone")


@router.get("/feeds/{form}/edition")
def editions(here: Reading, form: Form) -> Response:
    """One's editions, one entry a day."""
    here.paper.stories.edition()
    days = [one.day for one in here.paper.stories.editions(limit=EDITIONS)]
    found = (_briefed(here, here.paper.briefing.of(day)) for day in days)
    return here.answer(form, Feed(title="Octavo", path="/briefing", entries=tuple(one for one in found if one)))


@router.get("/feeds/{form}/latest")
def latest(here: Reading, form: Form) -> Response:
    """All articles, new to old."""
    rows = here.paper.articles.listing(Shelf.LATEST, limit=ENTRIES).rows
    return here.answer(form, _of_rows(here, "Octavo: latest", "/latest", rows))


@router.get("/feeds/{form}/starred")
def starred(here: Reading, form: Form) -> Response:
    """What the person starred."""
    rows = here.paper.articles.listing(Shelf.STARRED, limit=ENTRIES).rows
    return here.answer(form, _of_rows(here, "Octavo: starred", "/starred", rows))


@router.get("/feeds/{form}/source/{source}")
def of_source(here: Reading, form: Form, source: Id) -> Response:
    """The articles of one source that the person follows."""
    follow = next((one for one in here.paper.sources.list() if one.source.id == source), None)
    if follow is None:
        raise NotFound("You do not follow this source.", one_of="sources")
    rows = here.paper.articles.listing(Shelf.LATEST, source=SourceId(source), limit=ENTRIES).rows
    return here.answer(form, _of_rows(here, follow.source.title or "Source", f"/source/{source}", rows))


@router.get("/feeds/{form}/topics/{kind}/{subject:path}")
def of_subject(here: Reading, form: Form, kind: str, subject: str) -> Response:
    """The articles about a subject."""
    page = here.paper.subjects.page(subject_kind(kind), subject, limit=ENTRIES)
    return here.answer(form, _of_rows(here, page.subject.name, subject_address(page.subject), page.listing.rows))


@router.get("/feeds/{form}/search")
def of_search(here: Reading, form: Form, q: str = "") -> Response:
    """What a search finds, new to old."""
    text = q.strip()[:LONGEST_QUERY]
    rows = [one.row for one in here.paper.search(text, sort=Sort.DATE, limit=ENTRIES).rows] if text else []
    return here.answer(form, _of_rows(here, f"Octavo: {text}", f"/search?{urlencode({'q': text})}", rows))


@router.get("/feeds/{form}/stories")
def stories(here: Reading, form: Form) -> Response:
    """The stories with news, the latest first."""
    entries = tuple(
        Entry(
            path=f"/story/{one.id}",
            title=one.headline,
            updated=one.updated_at,
            published=one.opened_at,
            text=", ".join(dict.fromkeys(each.row.credit for each in one.articles)),
        )
        for one in here.paper.stories.listing(limit=ENTRIES).stories
    )
    return here.answer(form, Feed(title="Octavo: stories", path="/stories", entries=entries))


@router.get("/feeds/{form}/story/{story}")
def of_story(here: Reading, form: Form, story: Id) -> Response:
    """The articles of a story, the latest first."""
    told = here.paper.stories.story(StoryId(story))
    rows = [one.row for one in told.articles[::-1]][:ENTRIES]
    return here.answer(form, _of_rows(here, told.headline, f"/story/{told.id}", rows))


@router.get("/feeds/{form}/trackers/{tracker}")
def of_tracker(here: Reading, form: Form, tracker: Id) -> Response:
    """The answers that a saved question had, the latest first; whoever reads them here has not looked at the page."""
    page = here.paper.trackers.page(TrackerId(tracker), looking=False)
    entries = tuple(
        Entry(
            path=f"/trackers/{tracker}#at{one.at:%Y%m%dT%H%M%S}",
            title=one.reason or "The first answer",
            updated=one.at,
            published=one.at,
            text="\n".join(claim.text for claim in one.answer.claims) or "Not found in what you follow.",
        )
        for one in page.answers[:ENTRIES]
    )
    return here.answer(form, Feed(title=page.tracker.question, path=f"/trackers/{tracker}", entries=entries))


def answered(request: Request, feed: Feed, form: Form = Form.ATOM) -> Response:
    """A feed as an answer, or that it is the one the reader has (RFC 9110 §13.1.2)."""
    door = door_of(request)
    own = f"{door.public_url.rstrip('/')}{request.url.path}{f'?{request.url.query}' if request.url.query else ''}"
    base = door.public_url.rstrip("/")
    body = _json(feed, base, own) if form is Form.JSON else _atom(door, feed, base, own)
    tag = f'W/"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache"}
    if tag.removeprefix("W/") in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    media_type = "application/feed+json" if form is Form.JSON else "application/atom+xml"
    return Response(body, media_type=media_type, headers=headers)


def _atom(door: Door, feed: Feed, base: str, own: str) -> bytes:
    updated = max((one.updated for one in feed.entries), default=EPOCH)
    text = door.press.print("feed.atom", {"feed": feed, "base": base, "own": own, "updated": updated})
    return NO_XML.sub("\ufffd", text).encode("utf-8", "replace")


def _json(feed: Feed, base: str, own: str) -> bytes:
    items = [_item(one, base) for one in feed.entries]
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": f"{base}{feed.path}",
        "feed_url": own,
        "items": items,
    }
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def _item(one: Entry, base: str) -> dict[str, Any]:
    address = f"{base}{one.path}"
    item: dict[str, Any] = {"id": address, "url": address, "title": one.title}
    item |= {"content_html": one.html} if one.html else {"content_text": one.text}
    item["date_modified"] = one.updated.isoformat()
    if one.published:
        item["date_published"] = one.published.isoformat()
    if one.author:
        item["authors"] = [{"name": one.author}]
    if one.language:
        item["language"] = one.language
    return item


def _of_rows(here: Reader, title: str, path: str, rows: Sequence[Row]) -> Feed:
    texts = _texts(here, rows) if here.full else {}
    return Feed(title=title, path=path, entries=tuple(_of_row(row, texts.get(row.article, "")) for row in rows))


def _texts(here: Reader, rows: Sequence[Row]) -> Mapping[ArticleId, str]:
    """The markup of the first articles, as many as a feed has room for."""
    found: dict[ArticleId, str] = {}
    left = MOST_TEXT
    for article in here.paper.articles.texts([row.article for row in rows]):
        html = _text(here, article)
        if len(html) > left:
            break
        left -= len(html)
        found[article.id] = html
    return found


def _text(here: Reader, article: Article) -> str:
    context = {"article": article, "now": here.paper.now(), "pictures": _Unpictured()}
    return here.door.press.print("article_entry.html", context).strip()


class _Unpictured:
    """Pictures as a reader program gets them: their captions, and where they are."""

    def shown(self, node: Node) -> None:
        """None: pictures come through Octavo for those alone who are signed in."""

    def alt(self, node: Node) -> str:
        """What is read out in the place of a picture: none is shown."""
        del node
        return ""

    def has(self, node: Node, shown: None) -> bool:
        """Whether there is anything to say of a picture."""
        del shown
        return bool(node.runs or node.credit or node.url)


def _of_row(row: Row, html: str) -> Entry:
    # A time that is known to the day alone would be a wrong one here.
    exact = row.precision in (Precision.SECOND, Precision.MINUTE)
    return Entry(
        path=f"/article/{row.article}",
        title=row.title or "Without a title",
        updated=row.sort_at,
        published=row.published_at if exact else None,
        author=row.credit,
        html=html,
        text=row.excerpt,
        language=row.language,
    )


def _briefed(here: Reader, briefing: Briefing) -> Entry | None:
    if not briefing.stories:
        return None
    base = here.door.public_url.rstrip("/")
    context = {"briefing": briefing, "base": base, "sayings": sayings, "closing": closing(briefing)}
    return Entry(
        path=f"/briefing/{briefing.day.isoformat()}",
        title=long_date(briefing.day),
        updated=briefing.made_at,
        published=briefing.made_at,
        html=here.door.press.print("briefing_entry.html", context),
        language="en",
    )
