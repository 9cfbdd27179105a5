"""The state of the index as bytes and back: a version, a header in JSON, and arrays one after the other."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from octavo.grouping.copies.boilerplate import Boilerplate
from octavo.grouping.copies.fingerprints import Fingerprint
from octavo.grouping.copies.judging import Entry
from octavo.grouping.copies.table import ShingleTable
from octavo.grouping.copies.values import Copy, CopyKind
from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Callable

# Raised by whatever changes what words, shingles or judgements are: an old snapshot would not match.
VERSION = 1
_MAGIC = f"octavo copies {VERSION} {sys.byteorder}\n".encode()
_SIZE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """All that the index knows; ``entries`` in the order in which they were entered."""

    entries: tuple[Entry, ...]
    last: int
    taken: int
    table: ShingleTable
    publishers: dict[str, Boilerplate]
    links: tuple[Copy, ...]


def written(state: State) -> bytes:
    """The state as bytes."""
    blobs: list[bytes] = []

    def kept(blob: bytes) -> int:
        blobs.append(blob)
        return len(blob)

    header = {
        "last": state.last,
        "taken": state.taken,
        "table": [kept(part) for part in state.table.state()],
        "entries": [_entry_row(entry, kept) for entry in state.entries],
        "publishers": [[name, *_publisher_row(own, kept)] for name, own in state.publishers.items()],
        "links": [[c.a, c.b, c.kind.value, c.containment, c.score, c.reason] for c in state.links],
    }
    head = json.dumps(header, separators=(",", ":")).encode()
    body = b"".join((len(head).to_bytes(_SIZE, "little"), head, *blobs))
    return _MAGIC + crc32(body).to_bytes(_SIZE, "little") + body


def read(data: bytes) -> State:
    """The state that was written.

    Raises:
        InvalidInput: the bytes are no snapshot, of another version or machine, or not whole.
    """
    if not data.startswith(_MAGIC):
        raise InvalidInput("This is no snapshot of copies that can be read here; index the articles anew.")
    begin = len(_MAGIC) + _SIZE
    body = data[begin:]
    try:
        if int.from_bytes(data[len(_MAGIC) : begin], "little") == crc32(body):
            return _read(body)
    except (ValueError, KeyError, TypeError, IndexError):
        pass  # so little of it that even its checksum fits
    raise InvalidInput("The snapshot of copies is damaged; index the articles anew.")


def _read(body: bytes) -> State:
    place = _SIZE + int.from_bytes(body[:_SIZE], "little")
    header: dict[str, Any] = json.loads(body[_SIZE:place])

    def taken(size: int) -> bytes:
        nonlocal place
        place += size
        return body[place - size : place]

    return State(
        last=header["last"],
        taken=header["taken"],
        table=ShingleTable.from_state(*[taken(size) for size in header["table"]]),
        entries=tuple(_entry(row, taken) for row in header["entries"]),
        publishers={row[0]: _publisher(row[1:], taken) for row in header["publishers"]},
        links=tuple(
            Copy(a=a, b=b, kind=CopyKind(kind), containment=containment, score=score, reason=reason)
            for a, b, kind, containment, score, reason in header["links"]
        ),
    )


def _entry_row(entry: Entry, kept: Callable[[bytes], int]) -> list[Any]:
    mark = entry.print
    sizes = [kept(mark.sample), kept(mark.title)]
    about = (entry.number, entry.id, entry.publisher, entry.at.isoformat())
    return [*about, mark.length, mark.digest, mark.is_grounded, *sizes]


def _entry(row: list[Any], taken: Callable[[int], bytes]) -> Entry:
    number, article, publisher, at, length, digest, is_grounded, sample, title = row
    mark = Fingerprint(length=length, sample=taken(sample), title=taken(title), digest=digest, is_grounded=is_grounded)
    return Entry(number, article, publisher, datetime.fromisoformat(at), mark)


def _publisher_row(own: Boilerplate, kept: Callable[[bytes], int]) -> list[Any]:
    return [own.seen, list(own.articles), [kept(text) for text in own.texts], kept(own.common.tobytes())]


def _publisher(row: list[Any], taken: Callable[[int], bytes]) -> Boilerplate:
    own = Boilerplate()
    own.seen, articles, texts, common = row
    own.articles.extend(articles)
    own.texts.extend(taken(size) for size in texts)
    own.common = np.frombuffer(taken(common), np.uint32)
    return own
