"""What a reply means."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from octavo.fetching.failures import failure
from octavo.model.fetches import (
    FailureReason,
    FetchedPage,
    FetchFailed,
    FetchOutcome,
    FetchRequest,
    Gone,
    NoReply,
    NotModified,
    Reply,
)

_WHOLE = {200, 203}
_NOT_MODIFIED = 304
_GONE = 410
_FIRST_SERVER_ERROR = 500
_REASONS = {
    401: FailureReason.FORBIDDEN,
    403: FailureReason.FORBIDDEN,
    404: FailureReason.NOT_FOUND,
    407: FailureReason.FORBIDDEN,
    408: FailureReason.TIMED_OUT,
    425: FailureReason.RATE_LIMITED,
    429: FailureReason.RATE_LIMITED,
    451: FailureReason.FORBIDDEN,
}
_LONGEST_WAIT = timedelta(hours=24)
_LONGEST_MAX_AGE = 31_536_000
_LONGEST_VALIDATOR = 1_000
_MAX_AGE = re.compile(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,12})(?!\d)", re.IGNORECASE)
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w.:+-]{1,40})", re.IGNORECASE | re.ASCII)
_MEDIA_TYPE = re.compile(r"[\w.+-]{1,100}/[\w.+-]{1,100}", re.ASCII)


def read_reply(request: FetchRequest, answer: Reply | NoReply) -> FetchOutcome:
    """What came of a request: a document, nothing new, gone for good, or a failure with its sentence.

    Statuses by RFC 9110 §15; a document is whole with 200 and 203 only.
    """
    if isinstance(answer, NoReply):
        limit = request.max_bytes if answer.reason is FailureReason.TOO_LARGE else None
        return failure(request.url, answer.reason, answer.at, max_bytes=limit)
    if answer.status in _WHOLE:
        return _page(request, answer)
    if answer.status == _NOT_MODIFIED and (request.etag is not None or request.last_modified is not None):
        return _not_modified(request, answer)
    if answer.status == _GONE:
        sentence = failure(request.url, FailureReason.GONE, answer.at, status=answer.status).sentence
        return Gone(url=request.url, at=answer.at, sentence=sentence)
    return _refusal(request, answer)


def _page(request: FetchRequest, reply: Reply) -> FetchedPage:
    content_type = reply.headers.get("content-type", "")
    media_type = _MEDIA_TYPE.match(content_type.strip())
    charset = _CHARSET.search(content_type)
    return FetchedPage(
        url=request.url,
        final_url=reply.url,
        at=reply.at,
        status=reply.status,
        media_type=media_type[0].lower() if media_type else "",
        charset=charset[1].lower() if charset else None,
        body=reply.body,
        etag=_validator(reply, "etag"),
        last_modified=_validator(reply, "last-modified"),
        moved_to=reply.moved_to,
        max_age=_max_age(reply),
    )


def _not_modified(request: FetchRequest, reply: Reply) -> NotModified:
    return NotModified(
        url=request.url,
        at=reply.at,
        etag=_validator(reply, "etag"),
        last_modified=_validator(reply, "last-modified"),
        max_age=_max_age(reply),
    )


def _refusal(request: FetchRequest, reply: Reply) -> FetchFailed:
    reason = _REASONS.get(reply.status)
    if reason is None:
        server_error = reply.status >= _FIRST_SERVER_ERROR
        reason = FailureReason.SERVER_ERROR if server_error else FailureReason.HTTP_ERROR
    return failure(request.url, reason, reply.at, status=reply.status, retry_at=_retry_at(reply))


def _validator(reply: Reply, name: str) -> str | None:
    """A validator as it can be sent back: printable ASCII of bearable length, else none."""
    value = reply.headers.get(name, "").strip()
    usable = 0 < len(value) <= _LONGEST_VALIDATOR and value.isascii() and value.isprintable()
    return value if usable else None


def _max_age(reply: Reply) -> int | None:
    """Seconds for which the publisher promises no change (RFC 9111 §5.2.2.1), at most a year."""
    found = _MAX_AGE.search(reply.headers.get("cache-control", ""))
    return None if found is None else min(int(found[1]), _LONGEST_MAX_AGE)


def _retry_at(reply: Reply) -> datetime | None:
    """When the server allows the next try (RFC 9110 §10.2.3: seconds or a date), at most a day away."""
    value = reply.headers.get("retry-after", "").strip()
    latest = reply.at + _LONGEST_WAIT
    if value.isascii() and value.isdigit():
        # more digits than this are beyond a day, and beyond what a timedelta holds
        return latest if len(value.lstrip("0")) > 5 else min(reply.at + timedelta(seconds=int(value)), latest)  # noqa: PLR2004
    try:
        moment = parsedate_to_datetime(value)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return min(moment, latest) if moment > reply.at else None
