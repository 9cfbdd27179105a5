"""Leads: announced articles whose pages have still to be fetched."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from octavo.adapters.store.codec import decode_lead, encode_lead
from octavo.adapters.store.columns import key_of
from octavo.adapters.store.part import Part, batches
from octavo.adapters.store.tables import PENDING, WATCHED, leads
from octavo.kit.urls import canonical_url
from octavo.model.keeping import announces_anew, storable
from octavo.model.sources import Lead, PendingLead, Watch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from octavo.model.ids import LeadId, SourceId

OPEN = sa.or_(PENDING, WATCHED)
_Known = dict[tuple[str, str], sa.Row[tuple[Any, ...]]]


class SqlLeads(Part):
    """The part of the store that keeps leads."""

    def take_leads(
        self,
        now: datetime,
        *,
        lease_until: datetime,
        limit: int,
        sources: Sequence[SourceId] | None = None,
        ignore_leases: bool = False,
        ignore_watches: bool = False,
    ) -> tuple[PendingLead, ...]:
        """Lease up to ``limit`` leads whose pages are due, newest first; ``attempts`` counts earlier tries.

        ``ignore_leases`` also takes leads that are leased or waiting for a later try, ``ignore_watches`` all that are
        watched, whenever their next look is.
        """
        due = leads.c.next_at <= now
        kinds = (
            PENDING if ignore_leases else sa.and_(PENDING, due),
            WATCHED if ignore_watches else sa.and_(WATCHED, due),
        )
        among = sa.true() if sources is None else leads.c.source.in_(sources)
        lease = sa.update(leads).where(leads.c.id == sa.bindparam("leased")).values(next_at=sa.bindparam("until"))
        with self._database.writing() as connection:
            # One query for each kind: each has its index, and leads that are done are never looked at.
            found = [row for kind in kinds for row in connection.execute(_newest(limit).where(kind, among))]
            taken = sorted(found, key=lambda row: (row.rank_at, row.id), reverse=True)[:limit]
            if taken:
                connection.execute(lease, [{"leased": row.id, "until": lease_until} for row in taken])
        return tuple(_pending(row) for row in taken)

    def put_off_lead(self, lead: LeadId, *, next_at: datetime, problem: str) -> None:
        """A page could not be had: count the attempt and try again at ``next_at``."""
        with self._database.writing() as connection:
            connection.execute(
                sa.update(leads)
                .where(leads.c.id == lead, PENDING)
                .values(attempts=leads.c.attempts + 1, next_at=next_at, problem=problem)
            )

    def watch_lead(self, lead: LeadId, watch: Watch | None) -> None:
        """A watched page was looked at and brought nothing: look again as ``watch`` says, or (``None``) no more."""
        with self._database.writing() as connection:
            keep_watch(connection, lead, watch)

    def close_lead(self, lead: LeadId, *, problem: str) -> None:
        """Nothing will come of this lead, for the reason given."""
        with self._database.writing() as connection:
            end_lead(connection, lead, state="closed", problem=problem)


def _newest(limit: int) -> sa.Select[tuple[Any, ...]]:
    return sa.select(leads).order_by(leads.c.rank_at.desc(), leads.c.id.desc()).limit(limit)


def keep_watch(connection: sa.Connection, lead: LeadId, watch: Watch | None) -> None:
    """Look again at the page of a lead whose article was had, or no more."""
    if watch is None:
        end_lead(connection, lead, state="done", problem=None)
        return
    kept = {"state": "watched", "attempts": 0, "problem": None, **asdict(storable(watch))}
    connection.execute(sa.update(leads).where(leads.c.id == lead, OPEN).values(kept))


def end_lead(connection: sa.Connection, lead: LeadId, *, state: str, problem: str | None) -> None:
    """Take a lead off the pending ones; what it said is kept no longer."""
    connection.execute(sa.update(leads).where(leads.c.id == lead, OPEN).values(state=state, problem=problem, lead=None))


def announce(connection: sa.Connection, source: SourceId, announced: Sequence[Lead], now: datetime) -> int:
    """Write what a feed announces; returns how many of its leads are to be fetched that were not before."""
    pending = 0
    for some in batches(announced):
        known = _known(connection, source, some)
        for lead in some:
            row = known.get(_guid(lead)) or known.get(_address(lead))
            if row is None:
                row = connection.execute(sa.insert(leads).values(_new(source, lead, now)).returning(*leads.c)).one()
                known |= _keyed([row])
            elif announces_anew(lead, known_at=row.known_at):
                again = sa.update(leads).where(leads.c.id == row.id).values(_to_fetch(lead, now)).returning(*leads.c)
                known |= _keyed([connection.execute(again).one()])
            else:
                continue
            pending += 1
    return pending


def _known(connection: sa.Connection, source: SourceId, announced: Iterable[Lead]) -> _Known:
    guids = [_guid(lead)[1] for lead in announced]
    addresses = [_address(lead)[1] for lead in announced]
    either = sa.or_(leads.c.guid_key.in_(guids), leads.c.address_key.in_(addresses))
    return _keyed(connection.execute(sa.select(leads).where(leads.c.source == source, either)))


def _keyed(rows: Iterable[sa.Row[tuple[Any, ...]]]) -> _Known:
    known: _Known = {}
    for row in rows:
        known["guid", row.guid_key] = known["address", row.address_key] = row
    return known


def _guid(lead: Lead) -> tuple[str, str]:
    return "guid", key_of(lead.guid)


def _address(lead: Lead) -> tuple[str, str]:
    return "address", key_of(canonical_url(lead.url))


def _pending(row: sa.Row[tuple[Any, ...]]) -> PendingLead:
    watch = None
    if row.looks:
        watch = Watch(next_at=row.next_at, looks=row.looks, etag=row.etag, last_modified=row.last_modified)
    return PendingLead(id=row.id, source=row.source, lead=decode_lead(row.lead), attempts=row.attempts, watch=watch)


def _new(source: SourceId, lead: Lead, now: datetime) -> dict[str, object]:
    return {
        "source": source,
        "guid_key": _guid(lead)[1],
        "address_key": _address(lead)[1],
        "rank_at": min(lead.published_at or now, now),
        "looks": 0,
        **_to_fetch(lead, now),
    }


def _to_fetch(lead: Lead, now: datetime) -> dict[str, object]:
    return {
        "state": "pending",
        "attempts": 0,
        "next_at": now,
        "known_at": lead.updated_at or now,
        "problem": None,
        "lead": encode_lead(lead),
    }
