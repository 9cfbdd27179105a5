"""The one table of failures: what a person reads, and whether time may heal it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from octavo.kit.urls import host_of
from octavo.model.fetches import FailureReason, FetchFailed

if TYPE_CHECKING:
    from datetime import datetime


class _Meaning(NamedTuple):
    """``{host}`` is the asked host, ``{code}`` the status in brackets where there was one, ``{limit}`` a size."""

    sentence: str
    passing: bool


_WAIT = "wait a while."

_MEANINGS: dict[FailureReason, _Meaning] = {
    FailureReason.BAD_ADDRESS: _Meaning(
        "This address of {host} is none of the web, or leads to one that is not: check its beginning (https://) and "
        "its port.",
        passing=False,
    ),
    FailureReason.UNREACHABLE: _Meaning("{host} does not answer: check the address, or wait a while.", passing=True),
    FailureReason.TIMED_OUT: _Meaning("{host} took too long to answer: " + _WAIT, passing=True),
    FailureReason.BAD_TLS: _Meaning(
        "{host} cannot prove that it is {host} (its certificate is not valid): check the address, or wait until the "
        "publisher renews it.",
        passing=True,
    ),
    FailureReason.PRIVATE_ADDRESS: _Meaning(
        "{host} leads into a private network, where Octavo does not go: check the address, or switch on "
        "allow_private_networks if the network is your own.",
        passing=False,
    ),
    FailureReason.REDIRECT_LOOP: _Meaning(
        "{host} sends visitors in circles: check the address in a browser, or wait a while.",
        passing=True,
    ),
    FailureReason.NOT_FOUND: _Meaning(
        "{host} has nothing at this address{code}: check it, or look for the new one on the publisher’s site.",
        passing=False,
    ),
    FailureReason.GONE: _Meaning(
        "{host} took this down for good{code}, so Octavo does not ask again: look for a new address on the "
        "publisher’s site.",
        passing=False,
    ),
    FailureReason.FORBIDDEN: _Meaning(
        "{host} does not let Octavo read this{code}: open it in a browser to see whether it asks for a subscription.",
        passing=False,
    ),
    FailureReason.RATE_LIMITED: _Meaning("{host} asks for fewer visits{code}: " + _WAIT, passing=True),
    FailureReason.HTTP_ERROR: _Meaning(
        "{host} gave an answer that Octavo cannot use{code}: check the address in a browser.", passing=False
    ),
    FailureReason.SERVER_ERROR: _Meaning("{host} has trouble of its own{code}: " + _WAIT, passing=True),
    FailureReason.TOO_LARGE: _Meaning(
        "{host} sent more than a feed or an article ever holds{limit}: check that the address leads to one.",
        passing=False,
    ),
    FailureReason.BAD_ENCODING: _Meaning("What {host} sent cannot be decoded: " + _WAIT, passing=True),
    FailureReason.BROKEN_REPLY: _Meaning("{host} garbled its answer or broke it off: " + _WAIT, passing=True),
    FailureReason.NOT_A_FEED: _Meaning(
        "What {host} sent is not a feed: check the address, or follow the front page of the site, so that Octavo "
        "looks for its feed.",
        passing=False,
    ),
    FailureReason.NOT_A_PAGE: _Meaning(
        "What {host} sent is not a web page: open it in a browser to see what it is.", passing=False
    ),
    FailureReason.NO_ARTICLE: _Meaning(
        "Octavo found no article on this page of {host}: open it in a browser.", passing=False
    ),
}


def failure(
    url: str,
    reason: FailureReason,
    at: datetime,
    *,
    status: int | None = None,
    max_bytes: int | None = None,
    retry_at: datetime | None = None,
) -> FetchFailed:
    """A failure with its sentence, also for documents that came but are of no use (``NOT_A_FEED``, ``NO_ARTICLE``, …).

    ``max_bytes`` is the limit that a document went over.
    """
    meaning = _MEANINGS[reason]
    sentence = meaning.sentence.format(
        host=host_of(url),
        code="" if status is None else f" ({status})",
        limit="" if max_bytes is None else f" ({max_bytes / 1_000_000:g} MB)",
    )
    return FetchFailed(url=url, at=at, reason=reason, sentence=sentence, passing=meaning.passing, retry_at=retry_at)
