"""Letters: what Octavo sends by mail, who wants which when, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from octavo.kit.zones import zone_of
from octavo.model.ids import UserId

EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A message to one person, the same in plain text and in HTML.

    ``id`` is the part of the Message-ID before the @. ``leave`` is the address that ends such letters with one request
    (RFC 8058), where they come unasked.
    """

    to: str
    subject: str
    text: str
    html: str
    id: str
    at: datetime
    language: str = "en"
    leave: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailFailed:
    """A letter was not sent, and why, in a sentence.

    ``may_try_again`` says that the server certainly did not take it, and may later.
    """

    problem: str
    may_try_again: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MailWishes:
    """What a person wants by mail, and where to.

    ``hour`` and ``days`` (0 is Monday) are those of ``zone``, in which the person reads (an IANA name). Nothing is sent
    before the address is confirmed: ``proof`` is the digest of the token in the link that does it, good until
    ``proof_until``. ``leave_key`` is in every letter, and ends them.
    """

    user: UserId
    address: str
    leave_key: str
    hour: int = 7
    days: tuple[int, ...] = EVERY_DAY
    zone: str = "UTC"
    wants_briefing: bool = True
    wants_trackers: bool = False
    confirmed_at: datetime | None = None
    proof: str | None = None
    proof_until: datetime | None = None

    @property
    def is_confirmed(self) -> bool:
        """Whether somebody who reads mail at the address wants letters there."""
        return self.confirmed_at is not None

    def day(self, now: datetime) -> date:
        """What day it is where the hour is counted."""
        return now.astimezone(zone_of(self.zone)).date()

    def is_due(self, now: datetime) -> bool:
        """Whether the hour of this day's briefing has come."""
        here = now.astimezone(zone_of(self.zone))
        return self.wants_briefing and self.is_confirmed and here.weekday() in self.days and here.hour >= self.hour

    def left(self) -> MailWishes:
        """The wishes of who wants no more letters."""
        return replace(self, wants_briefing=False, wants_trackers=False)


class LetterState(StrEnum):
    """What became of a letter."""

    SENDING = "sending"
    """It is under way; where that stays so, nobody knows whether it went out, and it is not sent again."""
    SENT = "sent"
    WAITING = "waiting"
    """The server did not take it; it is tried again."""
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRecord:
    """A letter to a person: ``key`` says which, so that none is sent twice."""

    user: UserId
    key: str
    at: datetime
    state: LetterState
    attempts: int = 1
    next_at: datetime | None = None
    problem: str = ""


def briefing_key(day: date) -> str:
    """What the briefing of a day is known by."""
    return f"briefing {day.isoformat()}"
