"""Asking the world for a document, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class FailureReason(StrEnum):
    """Why a document could not be had, or could not be used."""

    BAD_ADDRESS = "bad address"
    UNREACHABLE = "unreachable"
    TIMED_OUT = "timed out"
    BAD_TLS = "bad TLS"
    PRIVATE_ADDRESS = "private address"
    REDIRECT_LOOP = "redirect loop"
    NOT_FOUND = "not found"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    RATE_LIMITED = "rate limited"
    HTTP_ERROR = "HTTP error"
    SERVER_ERROR = "server error"
    TOO_LARGE = "too large"
    BAD_ENCODING = "bad encoding"
    BROKEN_REPLY = "broken reply"
    NOT_A_FEED = "not a feed"
    NOT_A_PAGE = "not a page"
    NO_ARTICLE = "no article"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One GET. ``etag`` and ``last_modified`` make it conditional (RFC 9110 §13); sizes in bytes, decompressed."""

    url: str
    accept: str = "*/*"
    etag: str | None = None
    last_modified: str | None = None
    max_bytes: int = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server answered, decompressed; header names are lower-case.

    ``moved_to`` is set when every redirect on the way was permanent (301 or 308): the address to use from now on.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    at: datetime
    moved_to: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoReply:
    """No usable answer came. ``detail`` is the technical cause in a few words, for the sentence and the log."""

    reason: FailureReason
    detail: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchedPage:
    """A document, fetched whole. ``media_type`` is lower-case without parameters; ``charset`` as the header says."""

    url: str
    final_url: str
    at: datetime
    status: int
    media_type: str
    charset: str | None
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    max_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NotModified:
    """The document has not changed since the last visit."""

    url: str
    at: datetime
    etag: str | None = None
    last_modified: str | None = None
    max_age: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """The publisher says that the document is gone for good (410): do not ask again."""

    url: str
    at: datetime
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailed:
    """The document could not be had; ``sentence`` says what happened and what to do.

    ``retry_at`` is when the server allows the next try, where it says so. ``passing`` tells failures that may heal by
    themselves from those that need somebody to act.
    """

    url: str
    at: datetime
    reason: FailureReason
    sentence: str
    passing: bool = True
    retry_at: datetime | None = None


FetchOutcome = FetchedPage | NotModified | Gone | FetchFailed
