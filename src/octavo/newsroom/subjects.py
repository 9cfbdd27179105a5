"""Subjects: topics, people, organisations, places and speakers as pages, and what a person wants of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo import explaining, grouping
from octavo.model.errors import NotFound
from octavo.model.listing import ListQuery
from octavo.model.subjects import Stance, SubjectKind, SubjectQuery
from octavo.newsroom.lately import lately
from octavo.newsroom.stated import stated_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from octavo.model.ids import ArticleId
    from octavo.model.listing import Cursor, Listing
    from octavo.model.people import User
    from octavo.model.statements import Statement
    from octavo.model.subjects import Interest, Subject, SubjectCount
    from octavo.newsroom.resources import Resources

_MOST_FOUND = 200
_MOST_STATEMENTS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectPage:
    """One subject with a page of its articles, and what the person wants of it; of a speaker also what they say."""

    subject: Subject
    listing: Listing
    stance: Stance | None
    said: Mapping[ArticleId, tuple[Statement, ...]]


class SubjectDesk:
    """Shows what articles are about, and remembers what one person wants of it."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._clock = resources.clock
        self._me = me

    def page(self, kind: SubjectKind, key: str, *, after: Cursor | None = None, limit: int = 50) -> SubjectPage:
        """A subject with its articles in what the person follows, new to old.

        Raises:
            NotFound: no article was ever about it.
        """
        subject = self._subject(kind, key)
        query = ListQuery(user=self._me.id, subject=(kind, subject.key), after=after, limit=limit)
        stance = next((one.stance for one in self.interests() if one.subject == subject), None)
        listing = self._store.listing(query)
        return SubjectPage(subject=subject, listing=listing, stance=stance, said=self._said(subject, listing))

    def common(self, kind: SubjectKind | None = None, *, limit: int = 60) -> tuple[SubjectCount, ...]:
        """What most articles of the last two weeks are about, the most common first."""
        since = lately(self._store, self._me.id, self._clock.now())
        return self._store.subjects(SubjectQuery(user=self._me.id, since=since, kind=kind, limit=limit))

    def of_article(self, article: ArticleId) -> tuple[Subject, ...]:
        """What an article is about, the weightiest first; nothing where it was not read for that yet."""
        found = self._store.explained([article])
        return tuple(mention.subject for one in found for mention in one.mentions)

    def named(self, name: str, *, limit: int = 12) -> tuple[Subject, ...]:
        """Subjects whose name begins with these words; speakers, who are known by their surname, also by the whole."""
        limit = min(limit, _MOST_FOUND)
        key, surname = grouping.topic_key(name), explaining.speaker_key(name)
        found = self._store.find_subjects(key, limit=limit) if key else ()
        speakers = self._store.find_subjects(surname, limit=_MOST_FOUND) if surname else ()
        words = set(key.split())
        theirs = (one for one in speakers if one.kind is SubjectKind.SPEAKER and words <= _words(one))
        return tuple(dict.fromkeys((*found, *theirs)))[:limit]

    def set_stance(self, kind: SubjectKind, key: str, stance: Stance | None) -> Subject:
        """Follow a subject, ask for less of it, mute it, or (``None``) want nothing of it any more.

        Raises:
            NotFound: no article was ever about it.
        """
        subject = self._subject(kind, key)
        self._store.set_interest(self._me.id, kind, subject.key, stance=stance, now=self._clock.now())
        return subject

    def interests(self) -> tuple[Interest, ...]:
        """What the person wants of subjects, by name."""
        return self._store.interests(self._me.id)

    def _said(self, subject: Subject, listing: Listing) -> Mapping[ArticleId, tuple[Statement, ...]]:
        """What a speaker certainly says in these articles."""
        if subject.kind is not SubjectKind.SPEAKER:
            return {}

        def theirs(said: Statement) -> bool:
            return said.is_certain and bool(said.name) and explaining.speaker_key(said.name or "") == subject.key

        return stated_in(self._store, listing.rows, theirs, most=_MOST_STATEMENTS)

    def _subject(self, kind: SubjectKind, key: str) -> Subject:
        subject = self._store.subject(kind, key)
        if subject is None:
            raise NotFound(f"No article is about “{key[:80]}” yet. The list of topics shows what there is.")
        return subject


def _words(subject: Subject) -> set[str]:
    return set(grouping.topic_key(subject.name).split())
