"""What a search costs, in CPU for a query, on a library of so many articles.

    python benchmarks/search_speed.py [--articles 20000] [--words 300] [--repeat 20]

The library is generated: words as rare as words are (Zipf), eight sources, two languages, a speaker in one of three
articles, one in two read at random, which is the worst case for ``is:unread``. Measured is the whole search as a door
asks for it: hits, counts over time and sources, rows and highlighted excerpts. As the peer of the same run SQLite's
FTS5 finds the same texts with the same conditions, hits and total alone; it knows no speakers, so it is asked for none.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import sqlalchemy as sa

from octavo.adapters.credentials import Argon2Credentials
from octavo.adapters.search import TantivyIndex
from octavo.adapters.store import open_store
from octavo.adapters.store.codec import encode_blocks
from octavo.adapters.store.records import article_values
from octavo.adapters.store.tables import articles, counters, entries, listings, marks, revisions, subscriptions
from octavo.model.articles import Article, Block, BlockKind
from octavo.model.ids import ArticleId, SourceId
from octavo.model.search import Found
from octavo.model.sources import SourceKind
from octavo.model.subjects import SubjectKind
from octavo.newsroom import Newsroom, Resources
from octavo.testing import FixedClock, ScriptedFetcher

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from octavo.adapters.store import SqlStore
    from octavo.model.people import User

NOW = datetime(2026, 6, 13, 20, tzinfo=UTC)
SOURCES, KINDS, BATCH, UNREAD = 8, 30_000, 2_000, 0.5
# What is asked: a name, the query, and what FTS5 is asked for the same.
QUERIES: tuple[tuple[str, str, str | None], ...] = (
    ("a common word", "w3", "text MATCH 'w3'"),
    ("a rare word", "w9000", "text MATCH 'w9000'"),
    ("three words", "w20 w50 w90", "text MATCH 'w20 w50 w90'"),
    ("a phrase", '"w1 w2"', "text MATCH '\"w1 w2\"'"),
    ("one of two, without a third", "w300 OR w400 -w5", "text MATCH '(w300 OR w400) NOT w5'"),
    ("in the title", "title:w30", "text MATCH 'title: w30'"),
    ("of a source", 'w40 source:"Source 3"', "text MATCH 'w40' AND source = 3"),
    ("in a language", "w40 lang:de", "text MATCH 'w40' AND language = 'de'"),
    ("between days", "w40 after:2026-01 before:2026-03", "text MATCH 'w40' AND day >= 20454 AND day < 20513"),
    ("a common word, unread", "w3 is:unread", "text MATCH 'w3' AND unread"),
    ("a rare word, unread", "w9000 is:unread", "text MATCH 'w9000' AND unread"),
    ("all that is unread", "is:unread", "unread"),
    ("a day of a source", 'source:"Source 3" on:2026-05-05', "source = 3 AND day = 20578"),
    ("said", "said:w40", None),
    ("who says what", "speaker:Brandt7 said:w40", None),
    ("nothing, and what would find something", "w30 qqqqqq", None),
)


def generated(count: int, words: int, chance: random.Random) -> Iterator[tuple[Article, Found]]:
    """Articles with what would be found in them."""
    weights = [1 / (rank + 2) for rank in range(KINDS)]
    kinds = [f"w{rank}" for rank in range(KINDS)]
    for number in range(1, count + 1):
        text = chance.choices(kinds, weights, k=words)
        at = NOW - timedelta(days=365) * (1 - number / count)
        article = Article(
            id=ArticleId(number),
            source=SourceId(number % SOURCES + 1),
            revision=1,
            first_seen_at=at,
            revised_at=at,
            sort_at=at,
            published_at=at,
            url=f"https://press.example/{number}",
            title=" ".join(text[:8]),
            language="de" if number % 5 == 0 else "en",
            blocks=(Block(kind=BlockKind.PARAGRAPH, text=" ".join(text)),),
        )
        yield article, _found(number, text)


def _found(number: int, text: list[str]) -> Found:
    if number % 3:
        return Found()
    name = f"Brandt{number % 50}"
    subjects = ((SubjectKind.SPEAKER, name.lower(), name),)
    return Found(subjects=subjects, statements=((name.lower(), name, " ".join(text[20:40])),))


def fill(store: SqlStore, user: User, made: list[Article], chance: random.Random) -> None:
    """Put articles into the store as a refresh would, many at once."""
    unread = [chance.random() < UNREAD for _ in made]
    place = [{"article": one.id, "sort_at": one.sort_at} for one in made]
    mine = [{**one, "user": user.id} for one in place]
    sources = [one.source for one in made]
    with store._database.writing() as connection:  # noqa: SLF001 - a library of this size is not made one by one
        connection.execute(sa.insert(articles), [{**article_values(a), "id": a.id, "change": a.id} for a in made])
        connection.execute(sa.insert(revisions), [_revision(one) for one in made])
        connection.execute(sa.insert(listings), [{**p, "source": s} for p, s in zip(place, sources, strict=True)])
        new = [{**m, "source": s, "unread": u} for m, s, u in zip(mine, sources, unread, strict=True)]
        connection.execute(sa.insert(entries), new)
        connection.execute(
            sa.insert(marks), [{**m, "read_at": NOW} for m, u in zip(mine, unread, strict=True) if not u]
        )
        connection.execute(sa.update(counters).values(value=made[-1].id))
        of_it = sa.and_(entries.c.user == subscriptions.c.user, entries.c.source == subscriptions.c.source)
        count = sa.select(sa.func.count()).where(of_it, entries.c.unread)
        connection.execute(sa.update(subscriptions).values(unread=count.scalar_subquery()))
        total = sa.text("UPDATE sources SET articles = (SELECT count(*) FROM listings WHERE source = sources.id)")
        connection.execute(total)


def _revision(one: Article) -> dict[str, object]:
    return {
        "article": one.id,
        "number": 1,
        "at": one.revised_at,
        "title": one.title,
        "blocks": encode_blocks(one.blocks),
        "digest": one.digest,
    }


def library(folder: Path, count: int, words: int) -> tuple[Newsroom, sqlite3.Connection]:
    """A newsroom over so many articles, and FTS5 over the same."""
    chance = random.Random(1)  # noqa: S311 - the same library each time
    store = open_store(str(folder / "news.db"))
    user = store.ensure_owner("reader", NOW)
    for number in range(1, SOURCES + 1):
        address = f"https://s{number}.example/feed"
        named = {"kind": SourceKind.FEED, "title": f"Source {number}", "site_url": None, "language": None}
        store.subscribe(user.id, store.add_source(url=address, now=NOW, **named).id, NOW)  # type: ignore[arg-type]
    index = TantivyIndex(folder)
    made = generated(count, words, chance)
    while some := list(islice(made, BATCH)):
        fill(store, user, [article for article, _ in some], chance)
        found = {article.id: one for article, one in some}
        index.update([article for article, _ in some], {}, some[-1][0].id, found=found)
    resources = Resources(
        store=store,
        fetcher=ScriptedFetcher(at=NOW),
        index=index,
        clock=FixedClock(NOW),
        credentials=Argon2Credentials(),
    )
    return Newsroom(resources, user), _peer(folder, store)


def _peer(folder: Path, store: SqlStore) -> sqlite3.Connection:
    peer = sqlite3.connect(folder / "fts.db")
    columns = "title, body, source UNINDEXED, language UNINDEXED, day UNINDEXED, unread UNINDEXED"
    peer.execute(f"CREATE VIRTUAL TABLE text USING fts5({columns}, tokenize='porter')")
    after = 0
    read = "SELECT article FROM marks WHERE read_at IS NOT NULL"
    with store._database.reading() as connection:  # noqa: SLF001 - as above
        known = {row[0] for row in connection.execute(sa.text(read))}
    while some := store.changed_articles(after, BATCH):
        rows = [
            (a.id, a.title, a.text, a.source, a.language, int(a.sort_at.timestamp()) // 86_400, a.id not in known)
            for _, a, _ in some
        ]
        peer.executemany(
            "INSERT INTO text(rowid, title, body, source, language, day, unread) VALUES (?, ?, ?, ?, ?, ?, ?)", rows
        )
        after = some[-1][0]
    peer.execute("INSERT INTO text(text) VALUES ('optimize')")
    peer.commit()
    return peer


def milliseconds(work: Callable[[], object], repeat: int) -> float:
    """CPU for one time, after a first one."""
    work()
    begun = time.process_time()
    for _ in range(repeat):
        work()
    return 1000 * (time.process_time() - begun) / repeat


def _ask(peer: sqlite3.Connection, where: str) -> tuple[int, int]:
    order = "bm25(text)" if "MATCH" in where else "rowid DESC"
    found = peer.execute(f"SELECT rowid FROM text WHERE {where} ORDER BY {order} LIMIT 20").fetchall()  # noqa: S608
    total: int = peer.execute(f"SELECT count(*) FROM text WHERE {where}").fetchone()[0]  # noqa: S608
    return total, len(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--words", type=int, default=300)
    parser.add_argument("--repeat", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        paper, peer = library(Path(name), arguments.articles, arguments.words)
        with paper, closing(peer):
            print(f"{arguments.articles} articles of {arguments.words} words; CPU for a search in ms")
            print(f"{'':42} {'found':>8} {'Octavo':>8} {'FTS5':>8}")
            for kind, query, where in QUERIES:
                total = paper.search(query).total
                ours = milliseconds(lambda query=query: paper.search(query), arguments.repeat)  # type: ignore[misc]
                theirs = ""
                if where is not None:
                    theirs = f"{milliseconds(lambda where=where: _ask(peer, where), arguments.repeat):8.1f}"  # type: ignore[misc]
                print(f"{kind:42} {total:8} {ours:8.1f} {theirs:>8}", flush=True)


if __name__ == "__main__":
    main()
