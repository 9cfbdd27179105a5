"""Moderation: what waits, what was decided by whom, who is who, and what was learned from it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import sqlalchemy as sa

from octavo.adapters.store.discussion import note, put_state, require_comment, set_person, touch
from octavo.adapters.store.discussion_codec import comment_in, entry_in, log_lines
from octavo.adapters.store.discussion_tables import (
    comment_reports,
    comment_versions,
    comments,
    discussion_people,
    discussion_state,
    moderation_log,
)
from octavo.adapters.store.part import Part, batches, require_user
from octavo.adapters.store.tables import sources, users
from octavo.model.discussion import (
    STATE_AFTER,
    Action,
    Ban,
    CommentId,
    CommentState,
    Entry,
    EntryId,
    Example,
    Moderation,
    Queued,
    Report,
    ReportKind,
    Standing,
    ban_told,
)
from octavo.model.ids import UserId
from octavo.model.keeping import storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

_TURNS = (*(one.value for one in STATE_AFTER), Action.EDIT.value, Action.SETTLE.value)
_LATELY, _RECENT = 60, 400
_COMMENTS = comments


class SqlModeration(Part):
    """The part of the store that keeps what moderators need."""

    def decide(
        self,
        comments: Sequence[CommentId],
        *,
        action: Action,
        by: UserId | None,
        now: datetime,
        rule: str = "",
        reason: str = "",
    ) -> tuple[Entry, ...]:
        """Publish, hold, reject, delete, purge or settle comments, all or none, with a line in the log for each."""
        lines: list[int] = []
        with self._database.writing() as connection:
            for some in batches(sorted(set(comments))):
                rows = connection.execute(
                    sa.select(_COMMENTS).where(_COMMENTS.c.id.in_(some)).order_by(_COMMENTS.c.id)
                ).all()
                changed = [row for row in rows if _changes(row, action)]
                for row in changed:
                    told = {"comment": row.id, "person": row.author, "before": row.state}
                    lines.append(note(connection, now, action, by=by, rule=rule, reason=storable(reason), **told))
                _turn(connection, [row.id for row in changed], action, storable(reason))
                if by is not None:
                    settled = comment_reports.c.comment.in_([row.id for row in rows])
                    connection.execute(sa.update(comment_reports).where(settled).values(is_open=False))
            return _lines(connection, lines)

    def undo(self, entries: Sequence[EntryId], *, by: UserId, now: datetime) -> int:
        """Bring back the states before these lines of the log, where nothing came after; returns how many."""
        count = 0
        with self._database.writing() as connection:
            for line in sorted(set(entries), reverse=True):
                row = connection.execute(sa.select(moderation_log).where(moderation_log.c.id == line)).one_or_none()
                if row is not None and _is_last(connection, row):
                    _put_back(connection, row)
                    note(connection, now, Action.UNDO, by=by, comment=row.comment, person=row.person, reason=row.action)
                    count += 1
        return count

    def log(
        self, *, before: EntryId | None = None, comment: CommentId | None = None, limit: int = 100
    ) -> tuple[Entry, ...]:
        """Lines of the log, latest first."""
        query = log_lines().order_by(moderation_log.c.id.desc()).limit(limit)
        if before is not None:
            query = query.where(moderation_log.c.id < before)
        if comment is not None:
            query = query.where(moderation_log.c.comment == comment)
        with self._database.reading() as connection:
            return tuple(entry_in(row) for row in connection.execute(query))

    def queue(self, limit: int) -> tuple[Queued, ...]:
        """What waits for a moderator, oldest first: held comments, and published ones with open reports."""
        query = sa.select(comments).where(_WAITS).order_by(comments.c.id).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            reports = _reports(connection, [row.id for row in rows])
            standings = _standings(connection, {row.author for row in rows if row.author is not None})
        return tuple(
            Queued(
                comment=comment_in(row),
                rule=row.rule,
                findings=row.findings,
                reports=tuple(reports[row.id]),
                standing=standings.get(row.author, Standing()),
            )
            for row in rows
        )

    def waiting(self) -> int:
        """How many comments wait for a moderator."""
        with self._database.reading() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(comments).where(_WAITS)) or 0

    def report(self, report: Report) -> int:
        """Report a comment, once for each person; returns how many people's reports are open."""
        report = storable(report)
        mine = sa.and_(comment_reports.c.comment == report.comment, comment_reports.c.user == report.by)
        values = {"at": report.at, "kind": report.kind.value, "note": report.note, "is_open": True}
        with self._database.writing() as connection:
            require_user(connection, report.by)
            row = require_comment(connection, report.comment)
            if connection.execute(sa.update(comment_reports).where(mine).values(values)).rowcount == 0:
                key = {"comment": report.comment, "user": report.by}
                connection.execute(sa.insert(comment_reports).values(values | key))
                told = {"comment": report.comment, "person": row.author, "reason": report.kind.value}
                note(connection, report.at, Action.REPORT, by=report.by, **told)
            here = sa.and_(comment_reports.c.comment == report.comment, comment_reports.c.is_open)
            return connection.scalar(sa.select(sa.func.count()).select_from(comment_reports).where(here)) or 0

    def standing(self, person: UserId | None, *, guest: str | None = None, now: datetime) -> Standing:
        """What is known of somebody who writes."""
        mine = _by(person, guest)
        lately = sa.select(comments.c.at).where(mine).order_by(comments.c.id.desc()).limit(_LATELY)
        with self._database.reading() as connection:
            counts = _counts(connection, mine)
            times = tuple(connection.scalars(lately))
            row = connection.execute(_PEOPLE.where(users.c.id == person)).one_or_none()
        return _standing(row, counts, times, now)

    def recent_texts(
        self, *, since: datetime, person: UserId | None, guest: str | None
    ) -> tuple[tuple[bool, str, str], ...]:
        """What was lately written: whether by this person, its sketch, and the text itself where it was."""
        is_own = sa.case((_by(person, guest), 1), else_=0).label("is_own")
        body = sa.case((_by(person, guest), comments.c.body), else_="").label("said")
        kept = comments.c.state.not_in((CommentState.DELETED.value, CommentState.PURGED.value))
        query = sa.select(is_own, comments.c.sketch, body).where(comments.c.at >= storable(since), kept)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(comments.c.id.desc()).limit(_RECENT))
            return tuple((bool(own), sketch, said) for own, sketch, said in rows)

    def publisher_hosts(self) -> tuple[str, ...]:
        """The hosts of the sources of this server, and of their sites."""
        with self._database.reading() as connection:
            rows = connection.execute(sa.select(sources.c.url, sources.c.site_url)).all()
        return tuple(sorted({host for row in rows for host in map(_host, row) if host}))

    def set_role(self, person: UserId, *, is_moderator: bool, by: UserId, now: datetime) -> None:
        """Make somebody a moderator, or no longer. Raises NotFound when the account is unknown."""
        with self._database.writing() as connection:
            set_person(connection, person, {"is_moderator": is_moderator})
            role = "moderator" if is_moderator else "no moderator"
            note(connection, now, Action.ROLE, by=by, person=person, reason=role)

    def set_moderation(self, person: UserId, moderation: Moderation | None, *, by: UserId, now: datetime) -> None:
        """Make an exception for somebody's comments, or none. Raises NotFound when the account is unknown."""
        with self._database.writing() as connection:
            set_person(connection, person, {"moderation": None if moderation is None else moderation.value})
            told = f"comments wait: {'as for everybody' if moderation is None else moderation.value}"
            note(connection, now, Action.ROLE, by=by, person=person, reason=told)

    def ban(self, person: UserId, *, until: datetime, reason: str, by: UserId, now: datetime) -> None:
        """Let somebody write nothing until a time. Raises NotFound when the account is unknown."""
        with self._database.writing() as connection:
            set_person(connection, person, {"banned_until": storable(until), "ban_reason": storable(reason)})
            note(connection, now, Action.BAN, by=by, person=person, reason=storable(ban_told(until, reason)))

    def lift_ban(self, person: UserId, *, by: UserId, now: datetime) -> bool:
        """End a ban; whether there was one."""
        row = sa.and_(discussion_people.c.user == person, discussion_people.c.banned_until > storable(now))
        with self._database.writing() as connection:
            lifted = connection.execute(sa.update(discussion_people).where(row).values(banned_until=None)).rowcount > 0
            if lifted:
                note(connection, now, Action.LIFT, by=by, person=person)
            return lifted

    def bans(self, now: datetime) -> tuple[Ban, ...]:
        """The bans that last, by their end."""
        joined = discussion_people.join(users, users.c.id == discussion_people.c.user)
        columns = (users.c.id, users.c.name, discussion_people.c.banned_until, discussion_people.c.ban_reason)
        query = sa.select(*columns).select_from(joined).where(discussion_people.c.banned_until > storable(now))
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(discussion_people.c.banned_until, users.c.id)).all()
        return tuple(
            Ban(person=UserId(row.id), name=row.name, until=row.banned_until, reason=row.ban_reason) for row in rows
        )

    def learned(self) -> tuple[bytes | None, EntryId]:
        """What the spam classifier learned, and from the log up to which line."""
        with self._database.reading() as connection:
            row = connection.execute(_LEARNED).one_or_none()
        return (None, EntryId(0)) if row is None else (row.state, EntryId(row.position))

    def save_learned(self, state: bytes, position: EntryId, *, after: EntryId) -> bool:
        """Keep what was learned; not where another process went further than ``after`` meanwhile."""
        with self._database.writing() as connection:
            row = connection.execute(_LEARNED).one_or_none()
            if (0 if row is None else row.position) != after:
                return False
            put_state(connection, "spam", position, state)
            return True

    def examples(self, after: EntryId, limit: int) -> tuple[tuple[Example, ...], EntryId, bool]:
        """What moderators decided about texts since a line of the log, up to which line, and whether any was undone."""
        taught = (Action.PUBLISH.value, Action.SPAM.value, Action.UNDO.value)
        joined = moderation_log.outerjoin(comments, comments.c.id == moderation_log.c.comment)
        query = sa.select(moderation_log, comments.c.body.label("body")).select_from(joined)
        query = query.where(
            moderation_log.c.id > after, moderation_log.c.by.is_not(None), moderation_log.c.action.in_(taught)
        )
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(moderation_log.c.id).limit(limit)).all()
        found = tuple(
            Example(entry=EntryId(row.id), body=row.body, is_spam=row.action == Action.SPAM.value)
            for row in rows
            if row.body and not row.is_undone and row.action != Action.UNDO.value
        )
        undone = any(row.action == Action.UNDO.value for row in rows)
        return found, EntryId(rows[-1].id) if rows else after, undone


_REPORTED = sa.select(comment_reports.c.comment).where(comment_reports.c.is_open)
_WAITS = sa.or_(
    comments.c.state == sa.literal_column("'held'"),
    sa.and_(comments.c.state == CommentState.PUBLISHED.value, comments.c.id.in_(_REPORTED)),
)
_PEOPLE = sa.select(
    users.c.id,
    users.c.created_at,
    users.c.is_owner,
    discussion_people.c.is_moderator,
    discussion_people.c.moderation,
    discussion_people.c.banned_until,
    discussion_people.c.ban_reason,
).select_from(users.outerjoin(discussion_people, discussion_people.c.user == users.c.id))
_LEARNED = sa.select(discussion_state).where(discussion_state.c.name == "spam")


def _changes(row: sa.Row[tuple[Any, ...]], action: Action) -> bool:
    if row.state == CommentState.PURGED.value:
        return False
    return action is Action.SETTLE or row.state != STATE_AFTER[action].value


def _turn(connection: sa.Connection, changed: list[int], action: Action, reason: str) -> None:
    if not changed or action is Action.SETTLE:
        return
    values: dict[str, object] = {"state": STATE_AFTER[action].value, "reason": reason}
    if action is Action.PURGE:
        values |= {"body": "", "sketch": "", "findings": "", "anchor": None}
        connection.execute(sa.delete(comment_versions).where(comment_versions.c.comment.in_(changed)))
        connection.execute(sa.update(comment_reports).where(comment_reports.c.comment.in_(changed)).values(note=""))
    connection.execute(sa.update(comments).where(comments.c.id.in_(changed)).values(values))


def _lines(connection: sa.Connection, numbers: Sequence[int]) -> tuple[Entry, ...]:
    query = log_lines().order_by(moderation_log.c.id)
    return tuple(
        entry_in(row)
        for some in batches(numbers)
        for row in connection.execute(query.where(moderation_log.c.id.in_(some)))
    )


def _is_last(connection: sa.Connection, row: sa.Row[tuple[Any, ...]]) -> bool:
    """Whether a line turned a comment, nothing that stands did so after it, and it can be turned back."""
    if row.is_undone or row.before is None or row.action not in _TURNS or row.action == Action.PURGE.value:
        return False
    stands = (moderation_log.c.action.in_(_TURNS), ~moderation_log.c.is_undone)
    latest = sa.select(sa.func.max(moderation_log.c.id)).where(moderation_log.c.comment == row.comment, *stands)
    return row.action != Action.EDIT.value and bool(connection.scalar(latest) == row.id)


def _put_back(connection: sa.Connection, row: sa.Row[tuple[Any, ...]]) -> None:
    here = comments.c.id == row.comment
    if row.action != Action.SETTLE.value:
        earlier = sa.and_(moderation_log.c.comment == row.comment, moderation_log.c.id < row.id)
        stood = sa.select(moderation_log.c.reason).where(
            earlier, moderation_log.c.action.in_(_TURNS), ~moderation_log.c.is_undone
        )
        reason = connection.scalar(stood.order_by(moderation_log.c.id.desc()).limit(1)) or ""
        connection.execute(sa.update(comments).where(here).values(state=row.before, reason=reason))
    reports = comment_reports.c.comment == row.comment
    connection.execute(sa.update(comment_reports).where(reports).values(is_open=True))
    connection.execute(sa.update(moderation_log).where(moderation_log.c.id == row.id).values(is_undone=True))
    touch(connection)


def _reports(connection: sa.Connection, numbers: list[int]) -> defaultdict[int, list[Report]]:
    found: defaultdict[int, list[Report]] = defaultdict(list)
    for some in batches(numbers):
        here = sa.and_(comment_reports.c.comment.in_(some), comment_reports.c.is_open)
        query = sa.select(comment_reports).where(here).order_by(comment_reports.c.at, comment_reports.c.user)
        for row in connection.execute(query):
            kind = ReportKind(row.kind)
            number, by = CommentId(row.comment), UserId(row.user)
            found[row.comment].append(Report(comment=number, by=by, at=row.at, kind=kind, note=row.note))
    return found


def _by(person: UserId | None, guest: str | None) -> sa.ColumnElement[bool]:
    if person is not None:
        return comments.c.author == person
    return sa.and_(comments.c.author.is_(None), comments.c.guest == guest)


def _counts(connection: sa.Connection, mine: sa.ColumnElement[bool]) -> dict[str, int]:
    query = sa.select(comments.c.state, sa.func.count().label("number")).where(mine).group_by(comments.c.state)
    return {row.state: row.number for row in connection.execute(query)}


def _standings(connection: sa.Connection, people: Iterable[int]) -> dict[int, Standing]:
    """What is known of many at once, without the times of what they wrote."""
    wanted = sorted(people)
    counts: defaultdict[int, dict[str, int]] = defaultdict(dict)
    found: dict[int, Standing] = {}
    for some in batches(wanted):
        columns = (comments.c.author, comments.c.state)
        query = sa.select(*columns, sa.func.count()).where(comments.c.author.in_(some)).group_by(*columns)
        for author, state, count in connection.execute(query):
            counts[author][state] = count
        for row in connection.execute(_PEOPLE.where(users.c.id.in_(some))):
            found[row.id] = _standing(row, counts[row.id], (), None)
    return found


def _standing(
    row: sa.Row[tuple[Any, ...]] | None, counts: dict[str, int], lately: tuple[datetime, ...], now: datetime | None
) -> Standing:
    known = Standing(
        published=counts.get(CommentState.PUBLISHED.value, 0),
        rejected=counts.get(CommentState.REJECTED.value, 0),
        waiting=counts.get(CommentState.HELD.value, 0),
        lately=lately,
    )
    if row is None:
        return known
    until = row.banned_until if now is None or (row.banned_until and row.banned_until > now) else None
    return replace(
        known,
        since=row.created_at,
        is_moderator=bool(row.is_owner or row.is_moderator),
        moderation=None if row.moderation is None else Moderation(row.moderation),
        banned_until=until,
        ban_reason=(row.ban_reason or "") if until else "",
    )


def _host(url: str | None) -> str | None:
    try:
        return (urlsplit(url or "").hostname or "").removeprefix("www.") or None
    except ValueError:
        return None
