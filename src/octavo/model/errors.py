"""The one tree of errors.

OctavoError
├── InvalidInput          what was asked cannot be understood; the message says what would be
│   └── NotAFeed          an address that was to be followed offers no feed
├── NotFound              no such source, article or user
├── AlreadyThere          it exists: the name of an account
├── NotAllowed            the person may not do this
├── TooSoon               tried too often; the same may be tried again after some seconds
├── Unavailable           a document could not be had from the world just now
├── NoArticle             a page holds no article that can be read
└── StoreUnavailable      the library cannot be opened, read or written (full disk, lock, newer schema)
    └── IndexBusy         another process is writing the search index just now

Every message is one sentence for the person at the door, with what to do next.
"""

from __future__ import annotations


class OctavoError(Exception):
    """Anything that Octavo refuses or fails at, in a sentence."""


class InvalidInput(OctavoError):
    """What was asked cannot be understood."""


class NotAFeed(InvalidInput):
    """The address offers no feed."""


class NotFound(OctavoError):
    """There is no such thing in the library; ``one_of`` names its kind, for a door that says where those are listed."""

    def __init__(self, sentence: str, *, one_of: str = "") -> None:
        super().__init__(sentence)
        self.one_of = one_of


class AlreadyThere(OctavoError):
    """It exists already."""


class NotAllowed(OctavoError):
    """This person may not do this."""


class TooSoon(OctavoError):
    """Tried too often: again after ``seconds``."""

    def __init__(self, sentence: str, *, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds


class Unavailable(OctavoError):
    """A document could not be had from the world just now."""


class NoArticle(OctavoError):
    """A page holds no article that can be read."""


class StoreUnavailable(OctavoError):
    """The library cannot be opened, read or written."""


class IndexBusy(StoreUnavailable):
    """Another process is writing the search index just now."""
