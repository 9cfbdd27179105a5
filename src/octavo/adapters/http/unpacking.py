"""Bodies, unpacked with a limit: a small body that unpacks to a large one (a bomb) costs no more than the limit.

Own code because the client's promises differ between its versions, and nested encodings are none of them. Servers
are asked for gzip and deflate only.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence

import aiohttp

from octavo.adapters.http.causes import Refused
from octavo.model.fetches import FailureReason

ACCEPT_ENCODING = "gzip, deflate"

_GZIP = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f"
_ZLIB_METHOD = 8
_PIECE = 65_536
_MOST_ENCODINGS = 3
# Each member costs a copy of what follows it: more than a few are an attack.
_MOST_MEMBERS = 100


class Inflater:
    """One layer of gzip (RFC 1952) or deflate (RFC 1950, or bare RFC 1951 as many servers send it)."""

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._gzip = encoding == "gzip"
        self._left = max_bytes
        self._members = 0
        self._zlib = zlib.decompressobj(_GZIP) if self._gzip else None
        self._ended = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Unpack more, in pieces of bounded size.

        Raises:
            Refused: it is not packed as it says, or it unpacks to more than the limit.
        """
        while data and not self._ended:
            current = self._zlib = self._zlib or zlib.decompressobj(_deflate_window(data))
            try:
                piece = current.decompress(data, _PIECE)
            except zlib.error as error:
                raise Refused(FailureReason.BAD_ENCODING, f"cannot unpack: {error}") from error
            if piece:
                yield self._counted(piece)
            data = self._after_member(current.unused_data) if current.eof else current.unconsumed_tail

    def finish(self) -> bytes:
        """The few bytes that are left.

        Raises:
            Refused: the body broke off.
        """
        if self._zlib is None or (not self._members and not self._zlib.eof and self._untouched()):
            return b""
        rest = self._zlib.flush()
        if not (self._ended or self._zlib.eof):
            raise Refused(FailureReason.BROKEN_REPLY, "the packed body broke off")
        return self._counted(rest)
