"""What to request next, what a reply means, and when to come back."""

from octavo.fetching.failures import failure
from octavo.fetching.replies import read_reply
from octavo.fetching.requests import feed_request, page_request
from octavo.fetching.schedule import next_attempt, next_visit, next_watch, unusable

__all__ = [
    "failure",
    "feed_request",
    "next_attempt",
    "next_visit",
    "next_watch",
    "page_request",
    "read_reply",
    "unusable",
]
