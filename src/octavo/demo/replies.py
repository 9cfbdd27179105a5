"""What is answered to a GET or HEAD: validators, 304 where nothing changed, gzip (RFC 9110 §8, §13, §15.4.5)."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from hashlib import blake2b
from typing import TYPE_CHECKING

from octavo.demo.typesetting import http_date
from octavo.kit.moments import UTC

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import Message

    from octavo.demo.papers import Paper
    from octavo.demo.sites import Document

_NOT_FOUND = 404
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpReply:
    """Status, headers and body of an answer; a HEAD request gets all but the body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def reply_with(document: Document, paper: Paper, asked: Message) -> HttpReply:
    """The answer that brings ``document`` to who sent the headers ``asked``, as this paper's server does it."""
    if document.status >= _NOT_FOUND:
        return _whole(document, (), packed=False)
    if document.location:
        return _whole(document, (("Location", document.location),), packed=False)
    etag = _etag(document, paper)
    modified = document.last_modified if paper.dated else None
    headers = [("Cache-Control", f"max-age={paper.max_age}")]
    if etag:
        headers.append(("ETag", etag))
    if modified:
        headers.append(("Last-Modified", http_date(modified)))
    if paper.packed:
        headers.append(("Vary", "Accept-Encoding"))
    if _unchanged(etag, modified, asked):
        return HttpReply(status=_NOT_MODIFIED, headers=tuple(headers), body=b"")
    return _whole(document, tuple(headers), packed=paper.packed and _takes_gzip(asked))


def _whole(document: Document, headers: tuple[tuple[str, str], ...], *, packed: bool) -> HttpReply:
    body = gzip.compress(document.body, mtime=0) if packed else document.body
    coding = (("Content-Encoding", "gzip"),) if packed else ()
    described = (("Content-Type", document.media_type), ("Content-Length", str(len(body))))
    return HttpReply(status=document.status, headers=(*described, *coding, *headers), body=body)


def _etag(document: Document, paper: Paper) -> str | None:
    """The document's tag; a weak one where the bytes on the wire also depend on the coding."""
    if not paper.etags:
        return None
    tag = f'"{blake2b(document.body, digest_size=10).hexdigest()}"'
    return f"W/{tag}" if paper.packed else tag


def _unchanged(etag: str | None, modified: datetime | None, asked: Message) -> bool:
    """Whether the asker has this version. A tag counts before a time, and tags are compared weakly."""
    known = asked.get("If-None-Match")
    if known is not None:
        tags = {tag.strip().removeprefix("W/") for tag in known.split(",")}
        return "*" in tags or (etag is not None and etag.removeprefix("W/") in tags)
    since = _moment(asked.get("If-Modified-Since"))
    return since is not None and modified is not None and modified.replace(microsecond=0) <= since


def _moment(written: str | None) -> datetime | None:
    try:
        moment = parsedate_to_datetime(written) if written else None
    except (ValueError, TypeError):
        return None
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


def _takes_gzip(asked: Message) -> bool:
    codings = asked.get("Accept-Encoding", "").lower().replace(" ", "").split(",")
    return any(coding.partition(";q=")[0] == "gzip" and not coding.endswith(";q=0") for coding in codings)
