"""A big library for ``pages_speed.py``: made-up articles of made-up events, the same ones each time.

Texts have 400 to 900 words that follow Zipf's law, with names, numbers and statements in them. All articles but the
last ``recent`` ones are written in bulk, with the values and in the tables that the store itself writes, their stories
and subjects as well; the last ones go through ``Store.save_article``, and then grouping and explaining as a refresh
runs them. The search index is filled by its adapter. What is written is kept in a folder, for the next run.
"""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np
import sqlalchemy as sa

from octavo.adapters.credentials import Argon2Credentials
from octavo.adapters.search import TantivyIndex
from octavo.adapters.store import SqlStore, open_store
from octavo.adapters.store.codec import encode_blocks
from octavo.adapters.store.records import article_values
from octavo.adapters.store.tables import (
    articles,
    counters,
    entries,
    explaining,
    grouping,
    listings,
    marks,
    mentions,
    placements,
    revisions,
    sources,
    stories,
    subjects,
    subscriptions,
)
from octavo.explaining import RULES_VERSION, name_key
from octavo.model.articles import Block, BlockKind, Draft
from octavo.model.ids import ArticleId, SourceId
from octavo.model.keeping import new_article
from octavo.model.sources import SourceKind, Visit
from octavo.newsroom import Newsroom, Resources
from octavo.newsroom.explaining import Explaining
from octavo.newsroom.grouping import Grouping
from octavo.newsroom.indexing import catch_up, is_behind
from octavo.testing import FixedClock, ScriptedFetcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

NOW = datetime(2026, 11, 21, 18, 30, tzinfo=UTC)
SOURCES, YEARS = 60, timedelta(days=3 * 365)
_VOCABULARY, _ZIPF, _NAMES = 40_000, 1.02, 3_000
_OPEN_EVENTS, _BATCH = 400, 2_000
_SYLLABLES = [consonant + vowel for consonant in "bcdfghklmnprstvz" for vowel in "aeiou"]
_COMMON = (
    "the of and to in a that is was for on with as by at from it an be have has were are this which or but not "
    "had they his her its who will would been their one after more first two about when there new last year "
    "people into over could time only other some than what government week city under because against before "
    "during between"
).split()


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A made-up article."""

    draft: Draft
    source: int
    event: int
    names: tuple[int, ...]


class Press:
    """Makes articles; the same ones each time."""

    def __init__(self, total: int) -> None:
        self.total, self.events = total, 0
        self.chance = np.random.default_rng(1)
        self.vocabulary = np.array([*_COMMON, *(_word(number) for number in range(_VOCABULARY - len(_COMMON)))])
        shares = 1 / np.arange(1, _VOCABULARY + 1) ** _ZIPF
        self.shares = np.cumsum(shares / shares.sum())
        self.names = [f"{_word(n * 7 + 900).title()} {_word(n * 13 + 5_000).title()}" for n in range(_NAMES)]

    def pieces(self, first: int, last: int) -> Iterator[Piece]:
        """Articles number ``first`` (from 1) to ``last``, old to new."""
        return (self.piece(number) for number in range(first, last + 1))

    def piece(self, number: int) -> Piece:
        if self.events == 0 or self.chance.random() < 0.45:  # noqa: PLR2004 - stories of two on average
            self.events += 1
        event = max(1, self.events - int(_OPEN_EVENTS * self.chance.random() ** 2))
        own = np.random.default_rng(event)
        names = tuple(int(_NAMES * own.random() ** 3) for _ in range(6))
        told = self.vocabulary[own.integers(1_500, _VOCABULARY, 16)]
        source = int(SOURCES * self.chance.random() ** 2) + 1
        blocks = tuple(self._paragraph(names, told) for _ in range(int(self.chance.integers(9, 20))))
        title = " ".join((self.names[names[0]], *told[:3], "in", told[int(self.chance.integers(3, 8))]))
        age = YEARS * float(((self.total - number) / self.total) ** 1.5) + timedelta(minutes=5)
        draft = Draft(
            url=f"https://paper{source}.example/{number}",
            title=title,
            blocks=blocks,
            byline=(self.names[int(self.chance.integers(_NAMES))],),
            published_at=(NOW - age).replace(microsecond=0),
            language="en",
            extracted_by="benchmark",
        )
        return Piece(draft=draft, source=source, event=event, names=names)

    def _paragraph(self, names: tuple[int, ...], told: Any) -> Block:  # noqa: ANN401 - an array of words
        sentences = []
        for _ in range(3):
            length = int(self.chance.integers(9, 22))
            drawn = np.minimum(np.searchsorted(self.shares, self.chance.random(length)), _VOCABULARY - 1)
            words = [str(word) for word in self.vocabulary[drawn]]
            words[length // 2] = str(told[int(self.chance.integers(len(told)))])
            name = self.names[names[int(self.chance.integers(len(names)))]]
            turn = self.chance.random()
            if turn < 0.2:  # noqa: PLR2004
                words[:1] = [name, "said", "on", "Friday", "that", "the"]
            elif turn < 0.45:  # noqa: PLR2004
                words[3:4] = [name]
            elif turn < 0.6:  # noqa: PLR2004
                words[3:4] = [str(int(self.chance.integers(12, 9_000))), "people"]
            sentences.append(words[0][:1].upper() + " ".join(words)[1:] + ".")
        return Block(kind=BlockKind.PARAGRAPH, text=" ".join(sentences))


def was_read(number: int) -> bool:
    """Whether the reader read an article: every second one, as by chance."""
    return crc32(str(number).encode()) % 2 == 0


def _word(number: int) -> str:
    number += len(_SYLLABLES)
    word = ""
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        word += _SYLLABLES[place]
    return word


def opened(folder: Path, *, total: int, recent: int, address: str | None, say: Callable[[str], None]) -> Newsroom:
    """The library of so many articles in a folder (or, its tables, at ``address``), filled if it is not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    done = folder / "done"
    store = open_store(address or str(folder / "news.db"))
    resources = Resources(
        store=store,
        fetcher=ScriptedFetcher(at=NOW),
        index=TantivyIndex(folder / "news.db-index"),
        clock=FixedClock(NOW),
        credentials=Argon2Credentials(),
    )
    me = store.ensure_owner("reader", NOW)
    paper = Newsroom(resources, me)
    if not done.exists():
        fill(resources, paper, total=total, recent=recent, say=say)
        done.write_text("")
    if is_behind(resources):  # all of it, where the library is new or the index has another shape
        say(f"{catch_up(resources)} articles are in the search index")
    return paper


def fill(resources: Resources, paper: Newsroom, *, total: int, recent: int, say: Callable[[str], None]) -> None:
    """Write the library, its stories and insights, what its two people did, and the search index."""
    store = resources.store
    assert isinstance(store, SqlStore)
    press, old = Press(total), max(0, total - recent)
    other = store.add_user("second", password_hash=None, now=NOW)
    for number in range(1, SOURCES + 1):
        url = f"https://paper{number}.example/feed"
        made = store.add_source(
            url=url, kind=SourceKind.FEED, title=f"The Paper of {press.names[number]}", site_url=None, language="en",
            now=NOW,
        )  # fmt: skip
        store.subscribe(paper.me.id, made.id, NOW)
        if number % 3 == 0:
            store.subscribe(other.id, made.id, NOW)
        store.record_visit(Visit(source=made.id, at=NOW, succeeded_at=NOW, next_at=NOW + timedelta(hours=1)))
    _old_articles(store, press, old, (paper.me.id, other.id))
    say(f"{old} articles are written in bulk")
    for piece in press.pieces(old + 1, total):
        store.save_article(piece.draft, source=SourceId(piece.source), now=NOW)
    say(f"{recent} articles are saved")
    say(f"{Grouping(resources).catch_up()} articles are grouped")
    say(f"{Explaining(resources).catch_up(at_once=None)} articles are explained")
    _what_people_did(paper, total)
    with store._database.engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
        connection.exec_driver_sql("ANALYZE")


def _old_articles(store: SqlStore, press: Press, old: int, people: tuple[int, ...]) -> None:
    """What the store would have written, table by table."""
    with store._database.writing() as connection:
        named = [{"id": n + 1, "kind": "person", "key": name_key(name), "name": name} for n, name in _known(press)]
        connection.execute(sa.insert(subjects), named)
    ids = {name: number + 1 for number, name in _known(press)}
    told: set[int] = set()
    for first in range(1, old + 1, _BATCH):
        pieces = list(enumerate(press.pieces(first, min(old, first + _BATCH - 1)), start=first))
        rows = _rows_of(pieces, people, lambda name: ids.get(press.names[name]))
        with store._database.writing() as connection:
            fresh = sorted({one.event for _, one in pieces} - told)
            told.update(fresh)
            for table, values in ((stories, [{"id": event, "articles": 0} for event in fresh]), *rows.items()):
                if values:
                    connection.execute(sa.insert(table), values)
    with store._database.writing() as connection:
        _count_again(connection, old)


def _known(press: Press) -> Iterator[tuple[int, str]]:
    keys: set[str] = set()
    for number, name in enumerate(press.names):
        if name_key(name) not in keys:
            keys.add(name_key(name))
            yield number, name


def _rows_of(
    pieces: list[tuple[int, Piece]], people: tuple[int, ...], subject: Callable[[int], int | None]
) -> dict[sa.Table, list[dict[str, Any]]]:
    rows: dict[sa.Table, list[dict[str, Any]]] = {
        table: [] for table in (articles, revisions, listings, entries, marks, placements, mentions)
    }
    for number, piece in pieces:
        made = new_article(piece.draft, source=SourceId(piece.source), now=NOW)
        place = {"article": number, "sort_at": made.sort_at}
        rows[articles].append({**article_values(made), "id": number, "change": number})
        rows[revisions].append(
            {"article": number, "number": 1, "at": made.revised_at, "title": made.title,
             "blocks": encode_blocks(made.blocks), "digest": made.digest}
        )  # fmt: skip
        rows[listings].append({**place, "source": piece.source})
        for user in people[: 2 if piece.source % 3 == 0 else 1]:
            is_read = was_read(number) or user != people[0]
            rows[entries].append({**place, "source": piece.source, "user": user, "unread": not is_read})
            if is_read:
                starred = NOW if number % 150 == 1 else None
                rows[marks].append({**place, "user": user, "read_at": NOW, "starred_at": starred})
        rows[placements].append(
            {"article": number, "story": piece.event, "at": made.sort_at, "outlet": f"paper{piece.source}.example",
             "reason": "", "copy_of": None, "copy_kind": None, "copy_reason": None}
        )  # fmt: skip
        numbers = {found for name in piece.names if (found := subject(name)) is not None}
        rows[mentions] += [{**place, "subject": one, "weight": 2} for one in numbers]
    return rows


def _count_again(connection: sa.Connection, old: int) -> None:
    connection.execute(sa.update(counters).values(value=old))
    listed = sa.select(sa.func.count()).where(listings.c.source == sources.c.id)
    connection.execute(sa.update(sources).values(articles=listed.scalar_subquery()))
    unread = sa.select(sa.func.count()).where(
        entries.c.user == subscriptions.c.user, entries.c.source == subscriptions.c.source, entries.c.unread
    )
    connection.execute(sa.update(subscriptions).values(unread=unread.scalar_subquery()))
    its = placements.c.story == stories.c.id
    number = sa.select(sa.func.count()).where(its).scalar_subquery()
    latest = sa.select(sa.func.max(placements.c.at)).where(its).scalar_subquery()
    connection.execute(sa.update(stories).values(articles=number, updated_at=latest))
    connection.execute(sa.update(grouping).values(position=old, state_position=old))
    connection.execute(sa.update(explaining).values(position=old, version=RULES_VERSION))
    if connection.dialect.name == "postgresql":
        for table in (articles, stories, subjects):
            most = f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), (SELECT max(id) FROM {table.name}))"
            connection.exec_driver_sql(most)


def _what_people_did(paper: Newsroom, total: int) -> None:
    latest = [ArticleId(number) for number in range(max(1, total - 2_000), total + 1)]
    paper.articles.mark_read(latest[::3])
    paper.articles.star(latest[::40])
    for number in latest[-200::5]:
        for turn in range(6):
            paper.discussion.say(
                f"Remark {turn} on what article {number} says.", key=f"{number}-{turn}", article=number
            )


def peer_of(folder: Path, paper: Newsroom, say: Callable[[str], None]) -> Path:
    """The library of reader with the same articles, filled if it is not there yet."""
    path = folder / "peer.sqlite"
    if not (folder / "peer-done").exists():
        store = paper._resources.store
        assert isinstance(store, SqlStore)
        fill_peer(path, store, say)
        (folder / "peer-done").write_text("")
    return path


def fill_peer(path: Path, store: SqlStore, say: Callable[[str], None]) -> None:
    """The same articles for reader, in bulk, with its search enabled and up to date."""
    from reader import make_reader  # noqa: PLC0415 - only who measures beside it needs it

    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    with make_reader(str(path)) as peer:
        for one in store.sources():
            peer.add_feed(one.url, allow_invalid_url=True)
            peer.disable_feed_updates(one.url)
    with sqlite3.connect(path) as database:
        database.executemany(
            "UPDATE feeds SET title = ? WHERE url = ?", [(one.title, one.url) for one in store.sources()]
        )
        place = 0
        while changed := store.changed_articles(place, _BATCH):
            database.executemany(_PEER_ENTRY, [_peer_entry(article) for _, article, _ in changed])
            place = changed[-1][0]
    with make_reader(str(path)) as peer:
        peer.enable_search()
        peer.update_search()
    say("the peer's library is written and indexed")


_PEER_COLUMNS = (
    "id feed title link published content read added_by last_updated first_updated first_updated_epoch feed_order "
    "recent_sort"
).split()
_PEER_ENTRY = f"INSERT INTO entries ({', '.join(_PEER_COLUMNS)}) VALUES ({', '.join('?' * len(_PEER_COLUMNS))})"


def _peer_entry(article: Any) -> tuple[object, ...]:  # noqa: ANN401 - an article of the store
    at = article.sort_at.replace(tzinfo=None).isoformat(" ")
    html = "".join(f"<p>{escape(block.text)}</p>" for block in article.blocks)
    content = json.dumps([{"value": html, "type": "text/html", "language": "en"}])
    number = int(article.id)
    feed = f"https://paper{article.source}.example/feed"
    read = int(was_read(number))
    return (
        str(number), feed, article.title, article.url, at, content, read, "feed", at, at, at, 0, at,
    )  # fmt: skip
