"""Bodies, unpacked with a limit: a small body that unpacks to a large one (a bomb) costs no more than the limit.

Own code, because what the client promises here differs between its versions, and it leaves nested encodings packed.
Servers are asked for gzip and deflate only.
"""

from __future__ import annotations

import io
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp

from octavo.adapters.http.causes import Refused
from octavo.model.fetches import FailureReason

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterator, Sequence

ACCEPT_ENCODING = "gzip, deflate"

_GZIP_WINDOW = 16 + zlib.MAX_WBITS
_GZIP_MAGIC = b"\x1f\x8b"
_ZLIB_METHOD = 8
_PIECE = 65_536
_MOST_ENCODINGS = 3
# Each member costs a copy of what follows it: more than a few are an attack.
_MOST_MEMBERS = 100


class Inflater:
    """One layer of gzip (RFC 1952) or deflate (RFC 1950, or bare RFC 1951 as some servers send it)."""

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._gzip = encoding == "gzip"
        self._left = max_bytes
        self._members = 0
        self._member = zlib.decompressobj()
        self._open = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """Unpack more, in pieces of bounded size.

        Raises:
            Refused: it is not packed as it says, or unpacks to more than the limit.
        """
        while data and (self._open or self._begins_member(data)):
            try:
                piece = self._member.decompress(data, _PIECE)
            except zlib.error as error:
                raise Refused(FailureReason.BAD_ENCODING, f"cannot be unpacked: {error}") from error
            if piece:
                yield self._counted(piece)
            if self._member.eof:
                self._open = False
                data = self._member.unused_data
            else:
                data = self._member.unconsumed_tail

    def finish(self) -> bytes:
        """The few bytes that are left.

        Raises:
            Refused: the body broke off.
        """
        if not self._open:
            return b""
        rest = self._member.flush()
        if not self._member.eof:
            raise Refused(FailureReason.BROKEN_REPLY, "the packed body broke off")
        return self._counted(rest)

    def _begins_member(self, data: bytes) -> bool:
        """Open the next member; what follows the last one is padding, and left alone as gzip(1) does."""
        if self._members and not (self._gzip and data.startswith(_GZIP_MAGIC)):
            return False
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise Refused(FailureReason.BAD_ENCODING, f"packed in more than {_MOST_MEMBERS} members")
        self._member = zlib.decompressobj(_GZIP_WINDOW if self._gzip else _deflate_window(data))
        self._open = True
        return True

    def _counted(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise Refused(FailureReason.TOO_LARGE, "unpacks to more than the limit")
        return piece


async def read_body(response: aiohttp.ClientResponse, max_bytes: int) -> bytes:
    """The whole body, unpacked, at most ``max_bytes`` long both packed and unpacked.

    Raises:
        Refused: it is larger, broken off, or packed in a way that was not asked for.
    """
    layers = _layers(response.headers.getall("Content-Encoding", []), max_bytes)
    if (response.content_length or 0) > max_bytes:
        raise Refused(FailureReason.TOO_LARGE, f"announces {response.content_length} bytes")
    body, received = io.BytesIO(), 0
    with _wakened_when_cut(response):
        async for chunk in response.content.iter_any():
            received += len(chunk)
            if received > max_bytes:
                raise Refused(FailureReason.TOO_LARGE, f"sent more than {max_bytes} bytes")
            for piece in _through(layers, chunk):
                body.write(piece)
    for depth, layer in enumerate(layers, start=1):
        for piece in _through(layers[depth:], layer.finish()):
            body.write(piece)
    return body.getvalue()


@contextmanager
def _wakened_when_cut(response: aiohttp.ClientResponse) -> Iterator[None]:
    """Fail the reading of a body when its connection goes first.

    The client's compiled parser drops the connection when chunks turn into rubbish midway, and tells nobody who
    waits for more: seen with aiohttp 3.14.
    """
    content = response.content
    protocol = None if response.connection is None else response.connection.protocol
    closed: asyncio.Future[None] | None = getattr(protocol, "closed", None)

    def wake(gone: asyncio.Future[None]) -> None:
        # asked for, so that nobody reports it as overlooked
        cause = None if gone.cancelled() else gone.exception()
        if not content.is_eof() and content.exception() is None:
            content.set_exception(aiohttp.ClientPayloadError(f"the connection was closed midway: {cause}"))

    if closed is None:
        yield
        return
    closed.add_done_callback(wake)
    try:
        yield
    finally:
        closed.remove_done_callback(wake)


def _layers(content_encodings: Sequence[str], max_bytes: int) -> tuple[Inflater, ...]:
    """The layers to take off, outermost first (RFC 9110 §8.4)."""
    named = [name.strip().lower().removeprefix("x-") for value in content_encodings for name in value.split(",")]
    packed = [name for name in named if name not in {"", "identity"}]
    strange = [name for name in packed if name not in {"gzip", "deflate"}]
    if strange or len(packed) > _MOST_ENCODINGS:
        raise Refused(FailureReason.BAD_ENCODING, f"packed as {', '.join(packed)}")
    return tuple(Inflater(name, max_bytes) for name in reversed(packed))


def _through(layers: Sequence[Inflater], data: bytes) -> Iterator[bytes]:
    if not layers:
        yield data
        return
    for piece in layers[0].feed(data):
        yield from _through(layers[1:], piece)


def _deflate_window(data: bytes) -> int:
    """The window bits for a zlib header where there is one (RFC 1950 §2.2), else for bare deflate."""
    return zlib.MAX_WBITS if data[0] & 0x0F == _ZLIB_METHOD else -zlib.MAX_WBITS
