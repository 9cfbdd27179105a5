"""What is a person's own, as lines of JSON to keep and to bring back.

The first line says what the file is. Each other line is one thing, named by ``kind``; :data:`PARTS` says how each kind
is written and read. Articles are named by their address (and by their digest where they have none), so that a file
fits any library.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby, islice
from typing import TYPE_CHECKING

from octavo.model.errors import InvalidInput, NotFound
from octavo.model.ids import ArticleId, SourceId
from octavo.model.notes import NoteQuery
from octavo.model.people import Mark
from octavo.model.preferences import as_values, from_values
from octavo.model.queries import LONGEST_QUERY
from octavo.model.sources import SourceKind
from octavo.model.subjects import Stance, SubjectKind
from octavo.newsroom.following import folder_called
from octavo.newsroom.own_notes import as_record, from_record
from octavo.newsroom.own_records import moment_in, time_of, web_in, words_in
from octavo.newsroom.searches import search_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from octavo.model.people import Tally, User
    from octavo.newsroom.own_records import Record
    from octavo.newsroom.resources import Resources
    from octavo.ports import Store

FORMAT, VERSION = "octavo-data", 1
LONGEST_LINE = 1_000_000
MOST_LINES = 5_000_000
_BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How much of a person's is kept here, and how much room everything takes."""

    mine: Tally
    sources: int
    articles: int
    library_bytes: int
    index_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What an import did: how many of each kind came in, and how many had no place in this library."""

    taken: Mapping[str, int]
    left_out: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Owner:
    """Whose data it is, and where it is kept."""

    store: Store
    me: User
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One kind of thing. ``take`` brings some of them in and returns how many; without it they are only written."""

    kind: str
    write: Callable[[Owner], Iterator[Record]]
    take: Callable[[Owner, Sequence[Record]], int] | None = None


class DataDesk:
    """Writes down what is a person's own, and brings it back."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self._store = resources.store
        self._me = me

    def kept(self) -> Kept:
        """How much is kept."""
        return Kept(
            mine=self._store.tally(self._me.id),
            sources=len(self._store.subscriptions(self._me.id)),
            articles=self._store.count_articles(),
            library_bytes=self._store.size(),
            index_bytes=self._resources.index.size(),
        )

    def export(self) -> Iterator[str]:
        """The lines of the file, each with its end; a line at a time, however much there is."""
        owner = self._owner()
        yield _line({FORMAT: VERSION, "name": self._me.name, "at": time_of(owner.now)})
        for part in PARTS:
            for record in part.write(owner):
                yield _line({"kind": part.kind, **record})

    def bring_in(self, lines: Iterable[str]) -> Brought:
        """Bring in what :meth:`export` wrote, here or elsewhere; what is there already stays as it is.

        Raises:
            InvalidInput: it is no such file; what stood before a broken line has come in.
        """
        parts = {part.kind: part for part in PARTS}
        owner, taken, left_out = self._owner(), Counter[str](), Counter[str]()
        for kind, group in groupby(_records(lines), key=lambda record: str(record.get("kind", ""))[:40]):
            for some in _batches(group):
                part = parts.get(kind)
                came = part.take(owner, some) if part and part.take else 0
                taken[kind] += came
                left_out[kind] += len(some) - came
        return Brought(taken=+taken, left_out=+left_out)

    def _owner(self) -> Owner:
        return Owner(store=self._store, me=self._me, now=self._resources.clock.now())


def _records(lines: Iterable[str]) -> Iterator[Record]:
    number = 0
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE or number > MOST_LINES:
            raise InvalidInput(f"Line {number} is longer than any that Octavo writes: this is not its file.")
        try:
            record = json.loads(line) if line.strip() else {"kind": ""}
        except (ValueError, RecursionError) as error:
            raise InvalidInput(f"Line {number} cannot be read. Choose a file that Octavo wrote.") from error
        if number == 1:
            _check_head(record)
        elif isinstance(record, dict) and record.get("kind") != "":
            yield record
    if not number:
        raise InvalidInput("The file is empty. Choose a file that Octavo wrote.")


def _check_head(record: object) -> None:
    version = record.get(FORMAT) if isinstance(record, dict) else None
    if not isinstance(version, int):
        raise InvalidInput("This is no file of a person's data. Choose one that Octavo wrote.")
    if version > VERSION:
        raise InvalidInput("A newer Octavo wrote this file: update this one, then bring it in.")


def _batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while some := list(islice(records, _BATCH)):
        yield some


def _line(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False) + "\n"


def _preferences(owner: Owner) -> Iterator[Record]:
    yield {"chosen": as_values(owner.me.preferences)}


def _take_preferences(owner: Owner, records: Sequence[Record]) -> int:
    owner.store.save_reading_preferences(owner.me.id, from_values(records[-1].get("chosen")))
    return len(records)


def _subscriptions(owner: Owner) -> Iterator[Record]:
    folders = {one.id: one.name for one in owner.store.folders(owner.me.id)}
    for one in owner.store.subscriptions(owner.me.id):
        source = one.source
        yield {
            "url": source.url,
            "source": source.kind.value,
            "title": one.renamed_from if one.renamed_from is not None else source.title,
            "own_title": source.title if one.renamed_from is not None else None,
            "folder": folders.get(one.folder) if one.folder is not None else None,
            "site_url": source.site_url,
            "language": source.language,
        }


def _take_subscriptions(owner: Owner, records: Sequence[Record]) -> int:
    count, followed = 0, {one.source.id for one in owner.store.subscriptions(owner.me.id)}
    for record in records:
        url, kind = words_in(record, "url"), words_in(record, "source")
        known = owner.store.source_by_url(url)
        if known is None and (kind != SourceKind.FEED or web_in(url) is None):
            continue
        source = known or owner.store.add_source(
            url=url,
            kind=SourceKind.FEED,
            title=words_in(record, "title"),
            site_url=web_in(words_in(record, "site_url")),
            language=words_in(record, "language", 40) or None,
            now=owner.now,
        )
        owner.store.subscribe(owner.me.id, source.id, owner.now)
        if source.id not in followed:
            _arrange(owner, source.id, record)
        count += 1
    return count


def _arrange(owner: Owner, source: SourceId, record: Record) -> None:
    """Put a source where it was, under the title that it had for this person."""
    folder, title = folder_called(words_in(record, "folder")), words_in(record, "own_title").strip()
    if folder:
        owner.store.put_into_folder(owner.me.id, source, owner.store.add_folder(owner.me.id, folder).id)
    if title:
        owner.store.rename_source(owner.me.id, source, title)


def _marks(owner: Owner) -> Iterator[Record]:
    after = ArticleId(0)
    while some := owner.store.marks(owner.me.id, after=after, limit=_BATCH):
        after = some[-1].article
        marks = {mark.article: mark for mark in some}
        for article in owner.store.articles([*marks]):
            mark = marks[article.id]
            yield {
                "url": article.url,
                **({} if article.url else {"article": article.id, "digest": article.digest}),
                "read_at": time_of(mark.read_at),
                "starred_at": time_of(mark.starred_at),
            }


def _take_marks(owner: Owner, records: Sequence[Record]) -> int:
    at = owner.store.articles_at([url for record in records if (url := words_in(record, "url"))])
    named = ((at.get(words_in(record, "url")) or _unaddressed(owner.store, record), record) for record in records)
    found = [(article, record) for article, record in named if article is not None]
    owner.store.put_marks(
        owner.me.id,
        [
            Mark(
                user=owner.me.id,
                article=article,
                read_at=moment_in(record.get("read_at")),
                starred_at=moment_in(record.get("starred_at")),
            )
            for article, record in found
        ],
    )
    return len(found)


def _unaddressed(store: Store, record: Record) -> ArticleId | None:
    """The article without an address that a record speaks of: only in the library that the file came from."""
    number = record.get("article")
    if not isinstance(number, int) or not 0 < number < 2**31:
        return None
    return next((one.id for one in store.articles([ArticleId(number)]) if one.digest == record.get("digest")), None)


def _interests(owner: Owner) -> Iterator[Record]:
    for one in owner.store.interests(owner.me.id):
        subject = one.subject
        named = {"subject": subject.kind.value, "key": subject.key, "name": subject.name}
        yield {**named, "stance": one.stance.value, "since": time_of(one.since)}


def _take_interests(owner: Owner, records: Sequence[Record]) -> int:
    count = 0
    for record in records:
        kind, stance = words_in(record, "subject"), words_in(record, "stance")
        if kind not in tuple(SubjectKind) or stance not in tuple(Stance):
            continue
        since = moment_in(record.get("since")) or owner.now
        key = words_in(record, "key")
        try:
            owner.store.set_interest(owner.me.id, SubjectKind(kind), key, stance=Stance(stance), now=since)
        except NotFound:  # no article of this library is about it
            continue
        count += 1
    return count


def _trackers(owner: Owner) -> Iterator[Record]:
    for one in owner.store.trackers(owner.me.id):
        yield {"question": one.question, "created_at": time_of(one.created_at)}


def _take_trackers(owner: Owner, records: Sequence[Record]) -> int:
    asked = [(words, record) for record in records if (words := words_in(record, "question").strip())]
    for words, record in asked:
        owner.store.add_tracker(owner.me.id, words, moment_in(record.get("created_at")) or owner.now)
    return len(asked)


def _comments(owner: Owner) -> Iterator[Record]:
    said = owner.store.comments_of(owner.me.id, owner.store.tally(owner.me.id).comments)
    for start in range(0, len(said), _BATCH):
        some = said[start : start + _BATCH]
        about = {one.id: one for one in owner.store.articles([*{comment.article for comment in some}])}
        for one in some:
            on = about.get(one.article)
            names = {"url": on and on.url, "title": on and on.title, "parent": one.parent}
            yield {"id": one.id, **names, "at": time_of(one.at), "state": one.state.value, "body": one.body}


def _searches(owner: Owner) -> Iterator[Record]:
    for one in owner.store.searches(owner.me.id):
        stance = one.stance.value if one.stance else None
        yield {"name": one.name, "query": one.query, "stance": stance, "created_at": time_of(one.created_at)}


def _take_searches(owner: Owner, records: Sequence[Record]) -> int:
    known = {one.query for one in owner.store.searches(owner.me.id)}
    asked = [(words, record) for record in records if (words := words_in(record, "query", LONGEST_QUERY).strip())]
    for words, record in asked:
        created_at, stance = moment_in(record.get("created_at")) or owner.now, words_in(record, "stance")
        kept = owner.store.add_search(owner.me.id, search_named(words_in(record, "name")) or words, words, created_at)
        if words not in known and stance in tuple(Stance):
            owner.store.set_search_stance(owner.me.id, kept.id, Stance(stance))
    return len(asked)


def _notes(owner: Owner) -> Iterator[Record]:
    query = NoteQuery(user=owner.me.id, limit=_BATCH)
    while some := owner.store.notes(query):
        query = replace(query, before=some[-1].id)
        for note in some:
            yield as_record(note)


def _take_notes(owner: Owner, records: Sequence[Record]) -> int:
    drafts = [from_record(record, user=owner.me.id, now=owner.now) for record in reversed(records)]
    kept = [draft for draft in drafts if draft is not None]
    for draft in kept:
        known = owner.store.article_by_url(draft.reference.url) if draft.reference.url else None
        owner.store.add_note(replace(draft, article=known.id if known else None))
    return len(kept)


# What is a person's own. A new kind of thing takes part with one line here.
PARTS: tuple[Part, ...] = (
    Part(kind="preferences", write=_preferences, take=_take_preferences),
    Part(kind="subscription", write=_subscriptions, take=_take_subscriptions),
    Part(kind="mark", write=_marks, take=_take_marks),
    Part(kind="subject", write=_interests, take=_take_interests),
    Part(kind="tracker", write=_trackers, take=_take_trackers),
    Part(kind="search", write=_searches, take=_take_searches),
    Part(kind="note", write=_notes, take=_take_notes),
    # What somebody said belongs to a conversation: it is written down here, and never said again by a file.
    Part(kind="comment", write=_comments),
)
