"""Stories: which articles belong together, what people decided about it, and the editions that were printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.codec import decode_numbers, decode_picks, decode_words, encode_numbers, encode_picks
from octavo.adapters.store.lists import shown_source
from octavo.adapters.store.part import Part, batches, require_user
from octavo.adapters.store.records import ME, ROW_WIDTH, SOME, row_in, rows_for
from octavo.adapters.store.tables import (
    articles,
    decisions,
    editions,
    entries,
    grouping,
    placements,
    relations,
    stories,
    story_interests,
)
from octavo.model.articles import ArticleKind
from octavo.model.ids import ArticleId, DecisionId, StoryId, UserId
from octavo.model.keeping import storable
from octavo.model.stories import (
    CopyKind,
    CopyOf,
    Coverage,
    Decision,
    DecisionKind,
    Edition,
    GroupingState,
    Placement,
    Regrouping,
    RelationKind,
    StoryCursor,
    StoryQuery,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime


class SqlStories(Part):
    """The part of the store that keeps stories."""

    def grouping_state(self) -> GroupingState:
        """How far grouping has come, and what it knew."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(grouping)).one()
        return GroupingState(position=row.position, state_position=row.state_position, state=row.state)

    def grouping_progress(self) -> GroupingState:
        """How far grouping has come, without what it knew: that may be megabytes."""
        with self._database.reading() as connection:
            row = connection.execute(sa.select(grouping.c.position, grouping.c.state_position)).one()
        return GroupingState(position=row.position, state_position=row.state_position)

    def save_regrouping(self, regrouping: Regrouping, *, after: int) -> bool:
        """Write placements and merges, and how far grouping has come, in one transaction.

        Only where grouping had come as far as ``after``: where another process went further meanwhile nothing is
        written, and the answer is False. Without a new state the old one stays.
        """
        with self._database.writing() as connection:
            if connection.scalar(sa.select(grouping.c.position)) != after:
                return False
            numbers = {one.story for one in regrouping.placements}
            _require_rows(connection, sorted(numbers.union(*regrouping.merged)))
            _lead(connection, numbers, regrouping.merged)
            _place(connection, regrouping.placements)
            _relate(connection, regrouping)
            values: dict[str, object] = {"position": regrouping.position}
            if regrouping.state is not None:
                values |= {"state_position": regrouping.position, "state": regrouping.state}
            connection.execute(sa.update(grouping).values(values))
        return True

    def current_stories(self, stories: Sequence[StoryId]) -> dict[StoryId, StoryId]:
        """The story that goes by each number now: itself, or the one it became a part of. Unknown ones are left out."""
        found: dict[StoryId, StoryId] = {}
        with self._database.reading() as connection:
            for some in batches(sorted(set(stories))):
                rows = connection.execute(
                    sa.select(_STORIES.c.id, _STORIES.c.merged_into).where(_STORIES.c.id.in_(some))
                )
                found.update((StoryId(number), StoryId(into or number)) for number, into in rows)
        return found

    def last_story(self) -> StoryId:
        """The highest number a story ever had, 0 when there were none."""
        with self._database.reading() as connection:
            return StoryId(connection.scalar(sa.select(sa.func.max(stories.c.id))) or 0)

    def placements(self, articles: Sequence[ArticleId]) -> tuple[Placement, ...]:
        """Where articles stand, by article; those not placed yet are left out."""
        with self._database.reading() as connection:
            rows = [
                row
                for some in batches(sorted(set(articles)))
                for row in connection.execute(_PLACEMENTS.where(placements.c.article.in_(some)))
            ]
        return tuple(_placement(row) for row in rows)

    def placements_since(self, since: datetime) -> tuple[Placement, ...]:
        """All that were published since, by article."""
        with self._database.reading() as connection:
            return tuple(
                _placement(row) for row in connection.execute(_PLACEMENTS.where(placements.c.at >= storable(since)))
            )

    def stories(self, query: StoryQuery) -> tuple[StoryCursor, ...]:
        """The places of stories, a page of at most ``limit`` of them."""
        # One inside the other: a planner that may turn them round walks all of a person's entries for every story.
        entered = sa.exists().where(entries.c.user == query.user, entries.c.article == placements.c.article)
        mine = sa.exists().where(placements.c.story == stories.c.id, entered)
        select = sa.select(stories.c.id, stories.c.updated_at).where(
            stories.c.updated_at >= storable(query.since), stories.c.articles >= query.fewest_articles, mine
        )
        if query.after is not None:
            at = sa.literal(storable(query.after.updated_at), stories.c.updated_at.type)
            place = sa.tuple_(at, sa.literal(query.after.story, stories.c.id.type))
            select = select.where(sa.tuple_(stories.c.updated_at, stories.c.id) < place)
        select = select.order_by(stories.c.updated_at.desc(), stories.c.id.desc()).limit(max(query.limit, 0))
        with self._database.reading() as connection:
            return tuple(
                StoryCursor(updated_at=updated_at, story=StoryId(story))
                for story, updated_at in connection.execute(select)
            )

    def coverage(self, user: UserId, stories: Sequence[StoryId]) -> tuple[Coverage, ...]:
        """The articles of stories in what a person follows, by time and article."""
        found: list[Coverage] = []
        with self._database.reading() as connection:
            for some in batches(sorted(set(stories))):
                rows = connection.execute(_COVERAGE, {"me": user, "some": some})
                found.extend(_coverage(row) for row in rows)
        return tuple(sorted(found, key=lambda one: (one.placement.at, one.row.article)))

    def add_decision(
        self,
        user: UserId,
        *,
        kind: DecisionKind,
        now: datetime,
        articles: Sequence[ArticleId],
        others: Sequence[ArticleId] = (),
    ) -> Decision:
        """Remember what a person decided. Raises NotFound when the account is unknown."""
        values = {
            "user": user,
            "at": storable(now),
            "kind": kind.value,
            "articles": encode_numbers(tuple(articles)),
            "others": encode_numbers(tuple(others)),
        }
        with self._database.writing() as connection:
            require_user(connection, user)
            insert = sa.insert(decisions).values(values).returning(decisions)
            return _decision(connection.execute(insert).one())

    def decisions(self) -> tuple[Decision, ...]:
        """All that stand, oldest first."""
        query = sa.select(decisions).where(decisions.c.undone_at.is_(None)).order_by(decisions.c.id)
        with self._database.reading() as connection:
            return tuple(_decision(row) for row in connection.execute(query))

    def undo_decision(self, decision: DecisionId, *, now: datetime) -> bool:
        """Let a decision stand no longer; whether it stood."""
        standing = sa.update(decisions).where(decisions.c.id == decision, decisions.c.undone_at.is_(None))
        with self._database.writing() as connection:
            return connection.execute(standing.values(undone_at=storable(now))).rowcount > 0

    def edition(self, user: UserId, day: date) -> Edition | None:
        """The edition that was printed for a person on a day."""
        query = sa.select(editions).where(editions.c.user == user, editions.c.day == day.isoformat())
        with self._database.reading() as connection:
            row = connection.execute(query).one_or_none()
        return None if row is None else _edition(row)

    def editions(self, user: UserId, *, before: date, limit: int) -> tuple[Edition, ...]:
        """The editions before a day, latest first."""
        query = sa.select(editions).where(editions.c.user == user, editions.c.day < before.isoformat())
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(editions.c.day.desc()).limit(max(limit, 0)))
            return tuple(_edition(row) for row in rows)

    def save_edition(self, user: UserId, edition: Edition) -> None:
        """Keep an edition; it replaces that person's edition of the same day.

        Raises NotFound when the account is unknown.
        """
        values = {
            "user": user,
            "day": edition.day.isoformat(),
            "made_at": storable(edition.made_at),
            "considered": edition.considered,
            "picks": encode_picks(edition.picks),
        }
        with self._database.writing() as connection:
            require_user(connection, user)
            same = sa.and_(editions.c.user == user, editions.c.day == values["day"])
            connection.execute(sa.delete(editions).where(same))
            connection.execute(sa.insert(editions).values(values))


_STORIES = stories  # methods have parameters of that name
_PLACEMENTS = sa.select(placements).order_by(placements.c.article)
_COVERAGE = (
    rows_for(ME, shown_source(ME))
    .join(placements, placements.c.article == articles.c.id)
    .add_columns(articles.c.kind, articles.c.section, articles.c.tags, *placements.c)
    .where(sa.exists().where(entries.c.user == ME, entries.c.article == articles.c.id), placements.c.story.in_(SOME))
)


def _require_rows(connection: sa.Connection, numbers: Sequence[StoryId]) -> None:
    """Make the rows of stories that have none yet."""
    for some in batches(numbers):
        known = set(connection.scalars(sa.select(stories.c.id).where(stories.c.id.in_(some))))
        new = [{"id": number, "articles": 0} for number in some if number not in known]
        if new:
            connection.execute(sa.insert(stories), new)


def _lead(connection: sa.Connection, living: Iterable[StoryId], merged: Sequence[tuple[StoryId, StoryId]]) -> None:
    """Let stories that have articles lead nowhere, and merged ones, with all that led to them, to what they became."""
    for some in batches(sorted(living)):
        connection.execute(sa.update(stories).where(stories.c.id.in_(some)).values(merged_into=None))
    for old, new in merged:
        led = sa.or_(stories.c.id == old, stories.c.merged_into == old)
        connection.execute(sa.update(stories).where(led).values(merged_into=new))
        _take_along(connection, old, new)


def _take_along(connection: sa.Connection, old: StoryId, new: StoryId) -> None:
    """Let what people want of a story stand for the one it became, unless they want something of that one already."""
    wanting = list(connection.scalars(sa.select(story_interests.c.user).where(story_interests.c.story == new)))
    its = sa.and_(story_interests.c.story == old, story_interests.c.user.not_in(wanting))
    connection.execute(sa.update(story_interests).where(its).values(story=new))


def _place(connection: sa.Connection, placed: Sequence[Placement]) -> None:
    touched = {one.story for one in placed}
    for some in batches(placed):
        found = sa.select(articles.c.id).where(articles.c.id.in_([one.article for one in some]))
        there = set(connection.scalars(found))
        left = sa.select(placements.c.story).where(placements.c.article.in_(there)).distinct()
        touched.update(map(StoryId, connection.scalars(left)))
        connection.execute(sa.delete(placements).where(placements.c.article.in_(there)))
        values = [_values(one) for one in {one.article: one for one in some}.values() if one.article in there]
        if values:
            connection.execute(sa.insert(placements), values)
    _count(connection, sorted(touched))


def _count(connection: sa.Connection, touched: Sequence[StoryId]) -> None:
    """Bring the number of articles of stories, and the time of the latest, in line with their placements."""
    its = placements.c.story == stories.c.id
    number = sa.select(sa.func.count()).where(its).scalar_subquery()
    latest = sa.select(sa.func.max(placements.c.at)).where(its).scalar_subquery()
    for some in batches(touched):
        counted = sa.update(stories).where(stories.c.id.in_(some))
        connection.execute(counted.values(articles=number, updated_at=latest))


def _relate(connection: sa.Connection, regrouping: Regrouping) -> None:
    """Put what grouping found of relations in the place of what it found before."""
    for some in batches(regrouping.looked_at):
        mine = sa.and_(relations.c.article.in_(some), relations.c.kind != RelationKind.RELATED.value)
        connection.execute(sa.delete(relations).where(mine))
    for few in batches(regrouping.relations):
        ends = {end for one in few for end in (one.article, one.related)}
        there = set(connection.scalars(sa.select(articles.c.id).where(articles.c.id.in_(ends))))
        values = [
            {
                "article": one.article,
                "related": one.related,
                "kind": one.kind.value,
                "reason": one.reason,
                "score": one.score,
            }
            for one in few
            if {one.article, one.related} <= there and one.article != one.related
        ]
        if values:
            connection.execute(sa.insert(relations), values)


def _values(placement: Placement) -> dict[str, object]:
    copy = placement.copy_of
    return {
        "article": placement.article,
        "story": placement.story,
        "at": storable(placement.at),
        "outlet": placement.outlet,
        "reason": placement.reason,
        "copy_of": copy.article if copy else None,
        "copy_kind": copy.kind.value if copy else None,
        "copy_reason": copy.reason if copy else None,
    }


def _placement(columns: Sequence[Any]) -> Placement:
    """From the columns of ``placements``, in their order."""
    article, story, at, outlet, reason, copy_of, copy_kind, copy_reason = columns
    copy = None
    if copy_of is not None:
        copy = CopyOf(article=ArticleId(copy_of), kind=CopyKind(copy_kind), reason=copy_reason or "")
    return Placement(
        article=ArticleId(article), story=StoryId(story), at=at, outlet=outlet, reason=reason, copy_of=copy
    )


def _coverage(row: sa.Row[tuple[Any, ...]]) -> Coverage:
    kind, section, tags, *placed = row[ROW_WIDTH:]
    return Coverage(
        row=row_in(row[:ROW_WIDTH]),
        placement=_placement(placed),
        kind=ArticleKind(kind),
        section=section,
        tags=decode_words(tags),
    )


def _decision(row: sa.Row[tuple[Any, ...]]) -> Decision:
    return Decision(
        id=DecisionId(row.id),
        user=UserId(row.user),
        at=row.at,
        kind=DecisionKind(row.kind),
        articles=tuple(ArticleId(number) for number in decode_numbers(row.articles)),
        others=tuple(ArticleId(number) for number in decode_numbers(row.others)),
    )


def _edition(row: sa.Row[tuple[Any, ...]]) -> Edition:
    return Edition(
        day=date.fromisoformat(row.day),
        made_at=row.made_at,
        considered=row.considered,
        picks=decode_picks(row.picks),
    )
