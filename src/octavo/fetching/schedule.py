"""When to come back.

The wait between two visits is learned from the visits themselves: news shortens it, quiet lengthens it by half. In the
balance every third visit or so finds something new: a paper with fifty articles a day is asked some four times an
hour, one with a single article twice a day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from octavo.model.fetches import FailureReason, FetchedPage, FetchFailed, FetchOutcome, Gone, NotModified
from octavo.model.sources import Watch

if TYPE_CHECKING:
    from octavo.model.sources import Visit

SHORTEST = timedelta(minutes=10)
LONGEST = timedelta(hours=24)

_UNKNOWN = timedelta(hours=1)
_AFTER_FAILURE = timedelta(minutes=15)
_QUIET = 1.5
# The part of a wait that the spread may take away.
_SPREAD = 0.1
_LOOKS = (timedelta(hours=1), timedelta(hours=6), timedelta(hours=24), timedelta(hours=72))
_PAGE_DELAYS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))


def next_visit(
    visit: Visit, outcome: FetchOutcome, now: datetime, *, new_leads: int = 0, ttl_minutes: int | None = None
) -> Visit:
    """How a visit went and when the next is due: 10 minutes to 24 hours after ``now``.

    After a good visit: sooner with ``new_leads``, later without, never before Cache-Control's max-age or the feed's
    ``ttl_minutes`` have passed. After failures: twice as long each time, never before Retry-After. Validators and
    ``succeeded_at`` outlive a failure. Sources are spread by their id, so that they do not come due all at once.
    """
    if isinstance(outcome, FetchFailed):
        return unusable(visit, outcome, now)
    if isinstance(outcome, Gone):
        gone = _failed(visit, now, reason=FailureReason.GONE, sentence=outcome.sentence, wait=LONGEST)
        return replace(gone, gone=True)
    promised = _seconds(max(outcome.max_age or 0, (ttl_minutes or 0) * 60))
    wait = _bounded(max(_spread(visit, _learned_wait(visit, now, new_leads)), promised))
    etag, last_modified = _validators(visit, outcome)
    return replace(
        visit,
        at=now,
        succeeded_at=now,
        next_at=now + wait,
        etag=etag,
        last_modified=last_modified,
        failures=0,
        reason=None,
        problem=None,
        gone=False,
    )


def unusable(visit: Visit, failed: FetchFailed, now: datetime) -> Visit:
    """How a visit went that failed, or that brought a document of no use."""
    # 2**7 quarters of an hour are more than a day
    backoff = _AFTER_FAILURE * 2 ** min(visit.failures, 7)
    wait = _spread(visit, _bounded(backoff))
    if failed.retry_at is not None:
        wait = max(wait, failed.retry_at - now)
    return _failed(visit, now, reason=failed.reason, sentence=failed.sentence, wait=_bounded(wait))


def next_attempt(attempts: int, failed: FetchFailed, now: datetime) -> datetime | None:
    """When to ask for a lead's page again after ``attempts`` earlier tries and this one; ``None``: give up.

    Passing failures get four more tries within some 31 hours. A page that is not there gets one more: feeds
    sometimes announce an article before its page is up. Everything else is final.
    """
    delays = _page_delays(failed)
    if attempts >= len(delays):
        return None
    soonest = now + delays[max(attempts, 0)]
    return soonest if failed.retry_at is None else min(max(soonest, failed.retry_at), now + LONGEST)


def next_watch(
    watch: Watch | None, outcome: FetchOutcome, now: datetime, *, published_at: datetime | None
) -> Watch | None:
    """When to look again at a page whose article was had; ``None``: no more.

    Publishers correct most within hours and little after days: there are looks after one, six, 24 and 72 hours, and
    none at articles that were older than that when they were first seen.
    """
    looks = 0 if watch is None else watch.looks
    if looks >= len(_LOOKS) or (watch is None and published_at is not None and now - published_at > _LOOKS[-1]):
        return None
    etag, last_modified = (None, None) if watch is None else (watch.etag, watch.last_modified)
    if isinstance(outcome, FetchedPage):
        etag, last_modified = outcome.etag, outcome.last_modified
    return Watch(next_at=now + _LOOKS[looks], looks=looks + 1, etag=etag, last_modified=last_modified)


def _page_delays(failed: FetchFailed) -> tuple[timedelta, ...]:
    if failed.reason is FailureReason.NOT_FOUND:
        return _PAGE_DELAYS[1:2]
    return _PAGE_DELAYS if failed.passing else ()


def _failed(visit: Visit, now: datetime, *, reason: FailureReason, sentence: str, wait: timedelta) -> Visit:
    return replace(
        visit,
        at=now,
        next_at=now + wait,
        failures=visit.failures + 1,
        reason=reason.value,
        problem=sentence,
    )


def _learned_wait(visit: Visit, now: datetime, new_leads: int) -> timedelta:
    if visit.at is None or visit.failures:
        known = _UNKNOWN
        # what a feed holds at the first sight of it says nothing about how often it changes
        new_leads = min(new_leads, 1)
    else:
        # a visit ahead of time, by hand, does not unlearn the planned wait
        known = _bounded(max(now - visit.at, visit.next_at - visit.at))
    return _bounded(known / (1 + new_leads) if new_leads > 0 else known * _QUIET)


def _validators(visit: Visit, outcome: FetchedPage | NotModified) -> tuple[str | None, str | None]:
    """ETag and Last-Modified to send next time; a 304 need not repeat them (RFC 9110 §15.4.5)."""
    if isinstance(outcome, FetchedPage):
        return outcome.etag, outcome.last_modified
    return outcome.etag or visit.etag, outcome.last_modified or visit.last_modified


def _spread(visit: Visit, wait: timedelta) -> timedelta:
    """Up to a tenth less, by the source's id: multiplicative hashing (Knuth, TAOCP 6.4) scatters neighbouring ids."""
    place = (visit.source * 2_654_435_761 % 2**32) / 2**32
    return wait * (1 - _SPREAD * place)


def _seconds(seconds: int) -> timedelta:
    return timedelta(seconds=min(max(seconds, 0), LONGEST.total_seconds()))


def _bounded(wait: timedelta) -> timedelta:
    return min(max(wait, SHORTEST), LONGEST)
