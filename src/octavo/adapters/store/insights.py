"""What explaining found, the subjects of articles, and what people want of subjects and stories."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.part import Part, batches, require_user
from octavo.adapters.store.tables import (
    articles,
    entries,
    explaining,
    insights,
    interests,
    mentions,
    stories,
    story_insights,
    story_interests,
    subjects,
)
from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, StoryId, UserId
from octavo.model.keeping import storable
from octavo.model.subjects import (
    Explained,
    ExplainingState,
    Interest,
    Mention,
    Stance,
    StoryExplained,
    StoryInterest,
    Subject,
    SubjectCount,
    SubjectKind,
    SubjectQuery,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

# So many readings of a story are kept: one for each set of its articles that somebody sees.
_READINGS = 4
_LONGEST_KEY = 200


class SqlInsights(Part):
    """The part of the store that keeps insights and subjects."""

    def explaining_state(self) -> ExplainingState:
        """How far explaining has come."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(explaining)).one()
        return ExplainingState(position=row.position, version=row.version)

    def save_explained(self, explained: Sequence[Explained], *, after: ExplainingState, state: ExplainingState) -> bool:
        """Write what was found in articles, and how far explaining has come, in one transaction.

        Only where it had come as far as ``after``: where another process went further meanwhile nothing is written, and
        the answer is False. Unknown articles are passed over.
        """
        with self._database.writing() as connection:
            row = connection.execute(sa.select(explaining)).one()
            if (row.position, row.version) != (after.position, after.version):
                return False
            for some in batches(list({one.article: one for one in explained}.values())):
                _explain(connection, some)
            values = {"position": state.position, "version": state.version}
            connection.execute(sa.update(explaining).values(values))
        return True

    def explained(self, articles: Sequence[ArticleId]) -> tuple[Explained, ...]:
        """What was found in articles, by article; those not explained yet are left out."""
        with self._database.reading() as connection:
            rows = [
                row
                for some in batches(sorted(set(articles)))
                for row in connection.execute(sa.select(insights).where(insights.c.article.in_(some)))
            ]
            mentioned = _mentioned(connection, [row.article for row in rows])
        return tuple(
            Explained(
                article=ArticleId(row.article),
                revision=row.revision,
                insights=row.insights,
                mentions=tuple(mentioned.get(row.article, ())),
            )
            for row in sorted(rows, key=lambda row: row.article)
        )

    def story_insights(self, story: StoryId, digest: str) -> StoryExplained | None:
        """What was found over a story, as far as it is known for these very articles."""
        query = sa.select(story_insights).where(story_insights.c.story == story, story_insights.c.digest == digest)
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        if row is None:
            return None
        return StoryExplained(story=StoryId(row.story), digest=row.digest, insights=row.insights, at=row.at)

    def save_story_insights(self, found: StoryExplained) -> None:
        """Keep what was found over a story; of older findings the latest few stay. Unknown stories are passed over."""
        of_it = story_insights.c.story == found.story
        with self._database.writing() as connection:
            if connection.scalar(sa.select(stories.c.id).where(stories.c.id == found.story)) is None:
                return
            connection.execute(sa.delete(story_insights).where(of_it, story_insights.c.digest == found.digest))
            values = {"story": found.story, "digest": found.digest, "insights": found.insights, "at": found.at}
            connection.execute(sa.insert(story_insights).values(values))
            order = (story_insights.c.at.desc(), story_insights.c.digest)
            kept = connection.scalars(sa.select(story_insights.c.digest).where(of_it).order_by(*order).limit(_READINGS))
            connection.execute(sa.delete(story_insights).where(of_it, story_insights.c.digest.not_in(list(kept))))

    def subject(self, kind: SubjectKind, key: str) -> Subject | None:
        """One subject."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(subjects).where(_is(kind, key))).one_or_none()
        return None if row is None else _subject(row)

    def subjects(self, query: SubjectQuery) -> tuple[SubjectCount, ...]:
        """The subjects that most articles are about, the most common first."""
        mine = sa.exists().where(entries.c.user == query.user, entries.c.article == mentions.c.article)
        number = sa.func.count().label("articles")
        counted = sa.select(mentions.c.subject, number).where(mentions.c.sort_at >= storable(query.since), mine)
        if query.kind is not None:
            its = sa.select(subjects.c.id).where(subjects.c.kind == query.kind.value)
            counted = counted.where(mentions.c.subject.in_(its))
        inner = counted.group_by(mentions.c.subject).order_by(number.desc(), mentions.c.subject).limit(query.limit)
        found = inner.subquery()
        select = sa.select(subjects, found.c.articles).join(found, found.c.subject == subjects.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(select.order_by(found.c.articles.desc(), subjects.c.id)).all()
        return tuple(SubjectCount(subject=_subject(row), articles=row.articles) for row in rows)

    def find_subjects(self, name: str, *, limit: int) -> tuple[Subject, ...]:
        """Subjects whose key begins with these letters, the shortest first."""
        key = storable(name)[:_LONGEST_KEY].replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
        select = sa.select(subjects).where(subjects.c.key.like(f"{key}%", escape="\\"))
        order = (sa.func.length(subjects.c.key), subjects.c.key, subjects.c.id)
        with self._database.reading() as connection:
            return tuple(_subject(row) for row in connection.execute(select.order_by(*order).limit(limit)))

    def set_interest(self, user: UserId, kind: SubjectKind, key: str, *, stance: Stance | None, now: datetime) -> None:
        """Remember what a person wants of a subject; ``None`` forgets it. Raises NotFound when either is unknown."""
        with self._database.writing() as connection:
            require_user(connection, user)
            subject = connection.scalar(sa.select(subjects.c.id).where(_is(kind, key)))
            if subject is None:
                raise NotFound(f"No article is about “{key}”.")
            mine = sa.and_(interests.c.user == user, interests.c.subject == subject)
            connection.execute(sa.delete(interests).where(mine))
            if stance is not None:
                values = {"user": user, "subject": subject, "stance": stance.value, "since": storable(now)}
                connection.execute(sa.insert(interests).values(values))

    def interests(self, user: UserId) -> tuple[Interest, ...]:
        """What a person wants of subjects, by name."""
        select = sa.select(subjects, interests.c.stance, interests.c.since).join(
            interests, interests.c.subject == subjects.c.id
        )
        with self._database.reading() as connection:
            rows = connection.execute(select.where(interests.c.user == user)).all()
        found = (Interest(user=user, subject=_subject(row), stance=Stance(row.stance), since=row.since) for row in rows)
        return tuple(sorted(found, key=lambda one: (one.subject.name.casefold(), one.subject.kind, one.subject.key)))

    def interesting(self, user: UserId, articles: Sequence[ArticleId]) -> tuple[tuple[ArticleId, Interest], ...]:
        """Which of these articles are about subjects that a person wants something of."""
        select = sa.select(subjects, interests.c.stance, interests.c.since, mentions.c.article).where(
            interests.c.user == user, interests.c.subject == subjects.c.id, mentions.c.subject == subjects.c.id
        )
        found: list[tuple[ArticleId, Interest]] = []
        with self._database.reading() as connection:
            for some in batches(sorted(set(articles))):
                for row in connection.execute(select.where(mentions.c.article.in_(some))):
                    interest = Interest(user=user, subject=_subject(row), stance=Stance(row.stance), since=row.since)
                    found.append((ArticleId(row.article), interest))
        return tuple(sorted(found, key=lambda one: (one[0], one[1].subject.kind, one[1].subject.key)))

    def set_story_interest(self, user: UserId, story: StoryId, *, stance: Stance | None) -> None:
        """Remember what a person wants of a story; ``None`` forgets it. Raises NotFound when either is unknown."""
        self._keep(user, story, {"stance": None if stance is None else stance.value})

    def see_story(self, user: UserId, story: StoryId, now: datetime) -> None:
        """Remember when a person looked at a story. Raises NotFound when either is unknown."""
        self._keep(user, story, {"seen_at": storable(now)})

    def story_interests(self, user: UserId, stories: Sequence[StoryId] | None = None) -> tuple[StoryInterest, ...]:
        """What a person wants of these stories (of all of which they want something, with ``None``), by story."""
        mine = sa.select(story_interests).where(story_interests.c.user == user)
        with self._database.reading() as connection:
            if stories is None:
                rows = list(connection.execute(mine.where(story_interests.c.stance.is_not(None))))
            else:
                rows = [
                    row
                    for some in batches(sorted(set(stories)))
                    for row in connection.execute(mine.where(story_interests.c.story.in_(some)))
                ]
        found = [
            StoryInterest(
                user=user,
                story=StoryId(row.story),
                stance=None if row.stance is None else Stance(row.stance),
                seen_at=row.seen_at,
            )
            for row in rows
        ]
        return tuple(sorted(found, key=lambda one: one.story))

    def _keep(self, user: UserId, story: StoryId, values: dict[str, object]) -> None:
        mine = sa.and_(story_interests.c.user == user, story_interests.c.story == story)
        with self._database.writing() as connection:
            require_user(connection, user)
            if connection.scalar(sa.select(stories.c.id).where(stories.c.id == story)) is None:
                raise NotFound(f"There is no story {story}.")
            if not connection.execute(sa.update(story_interests).where(mine).values(values)).rowcount:
                connection.execute(sa.insert(story_interests).values({"user": user, "story": story, **values}))


def _is(kind: SubjectKind, key: str) -> sa.ColumnElement[bool]:
    return sa.and_(subjects.c.kind == kind.value, subjects.c.key == _short(key))


def _short(key: str) -> str:
    return storable(key)[:_LONGEST_KEY]


def _subject(row: sa.Row[tuple[Any, ...]]) -> Subject:
    return Subject(kind=SubjectKind(row.kind), key=row.key, name=row.name)


def _explain(connection: sa.Connection, some: Sequence[Explained]) -> None:
    wanted = [one.article for one in some]
    sort_at = {
        row.id: row.sort_at
        for row in connection.execute(sa.select(articles.c.id, articles.c.sort_at).where(articles.c.id.in_(wanted)))
    }
    there = [one for one in some if one.article in sort_at]
    for table in (insights, mentions):
        connection.execute(sa.delete(table).where(table.c.article.in_(list(sort_at))))
    if not there:
        return
    values = [{"article": one.article, "revision": one.revision, "insights": one.insights} for one in there]
    connection.execute(sa.insert(insights), values)
    numbers = _numbered(connection, [mention.subject for one in there for mention in one.mentions])
    rows = {
        (numbers[mention.subject.kind, _short(mention.subject.key)], one.article): mention.weight
        for one in there
        for mention in one.mentions
    }
    for few in batches(list(rows.items())):
        connection.execute(
            sa.insert(mentions),
            [
                {"subject": subject, "article": article, "sort_at": sort_at[article], "weight": weight}
                for (subject, article), weight in few
            ],
        )


def _numbered(connection: sa.Connection, wanted: Iterable[Subject]) -> dict[tuple[SubjectKind, str], int]:
    """The numbers of subjects; those that are new get one."""
    missing = {(one.kind, _short(one.key)): one for one in wanted}
    found: dict[tuple[SubjectKind, str], int] = {}
    for some in batches(sorted(missing)):
        keys = sorted({key for _, key in some})
        for row in connection.execute(sa.select(subjects).where(subjects.c.key.in_(keys))):
            found[SubjectKind(row.kind), row.key] = row.id
    new = [one for place, one in missing.items() if place not in found]
    for few in batches(new):
        values = [{"kind": one.kind.value, "key": _short(one.key), "name": one.name} for one in few]
        for row in connection.execute(sa.insert(subjects).returning(subjects), values):
            found[SubjectKind(row.kind), row.key] = row.id
    return found


def _mentioned(connection: sa.Connection, wanted: Sequence[int]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    select = sa.select(subjects, mentions.c.article, mentions.c.weight).join(
        mentions, mentions.c.subject == subjects.c.id
    )
    order = (mentions.c.article, mentions.c.weight.desc(), subjects.c.kind, subjects.c.key)
    for some in batches(wanted):
        for row in connection.execute(select.where(mentions.c.article.in_(some)).order_by(*order)):
            found.setdefault(row.article, []).append(Mention(subject=_subject(row), weight=row.weight))
    return found
