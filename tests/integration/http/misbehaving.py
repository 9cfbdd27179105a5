"""A web server on loopback that does everything wrong that a publisher's server can do.

Every path can be followed as a feed (``PATHS``). ``with misbehaving() as server`` starts it. It has a second face at
another private address (``server.elsewhere``), where nobody may end up, and one with a certificate that nobody signed
(``server.tls_base``).
"""

from __future__ import annotations

import asyncio
import gzip
import ssl
import struct
import threading
import zlib
from base64 import b64encode
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache

import trustme

HOST = "127.0.0.1"
ELSEWHERE = "127.0.0.2"

GOOD_FEED = b"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>The Loopback Post</title><link>/</link><description>News</description>
<item><title>Bridge opens</title><link>/article</link><guid>bridge</guid>
<pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate><description>The bridge is open.</description></item>
</channel></rss>"""
EMPTY_FEED = b'<?xml version="1.0"?><rss version="2.0"><channel><title>Nothing yet</title></channel></rss>'
ARTICLE = b"""<!doctype html><html lang="en"><head><title>Bridge opens</title></head><body>
<article><h1>Bridge opens</h1>
<p>The bridge over the Aure opened on Sunday, two years late, before a crowd of some four thousand people.</p>
<p>It cost 31 million, the mayor said, and it will carry nine thousand cars a day once the ramps are done.</p>
</article></body></html>"""
LAST_MODIFIED = "Sun, 01 Mar 2026 08:00:00 GMT"
SOME_TEXT = b"<p>All work and no play makes the press a dull room.</p>" * 1_000


@dataclass(frozen=True, slots=True)
class Misbehaving:
    """The running server: where it is, and what it was asked.

    ``hits`` counts requests by path; ``crowds`` tells how many were at ``/crowd`` whenever one came.
    """

    base: str
    tls_base: str
    elsewhere: str
    hits: Counter[str] = field(default_factory=Counter)
    authorizations: list[tuple[str, str | None]] = field(default_factory=list)
    crowds: list[int] = field(default_factory=list)

    def url(self, path: str) -> str:
        return self.base + path


class Hit:
    """One request, and the means to answer it badly."""

    def __init__(self, server: Misbehaving, path: str, headers: dict[str, str], writer: asyncio.StreamWriter) -> None:
        self.server = server
        self.path = path
        self.headers = headers
        self.writer = writer

    async def send(self, data: bytes) -> None:
        self.writer.write(data)
        await self.writer.drain()

    async def head(self, status: int, *headers: str, length: int | None = None) -> None:
        lines = [f"HTTP/1.1 {status} Whatever", "Connection: close", *headers]
        if length is not None:
            lines.append(f"Content-Length: {length}")
        await self.send("\r\n".join([*lines, "", ""]).encode("latin-1"))

    async def reply(self, status: int, body: bytes = b"", *headers: str) -> None:
        await self.head(status, *headers, length=len(body))
        await self.send(body)

    async def feed(self, body: bytes = GOOD_FEED, *headers: str) -> None:
        await self.reply(200, body, "Content-Type: application/rss+xml", *headers)

    async def redirect(self, location: str, status: int = 302, *headers: str) -> None:
        await self.reply(status, b"over there", f"Location: {location}", *headers)


Answer = Callable[[Hit], Awaitable[None]]
PATHS: dict[str, Answer] = {}


def at(path: str) -> Callable[[Answer], Answer]:
    def remember(answer: Answer) -> Answer:
        PATHS[path] = answer
        return answer

    return remember


def answers(path: str, status: int, *headers: str, body: bytes = b"<h1>Sorry</h1>") -> None:
    async def answer(hit: Hit) -> None:
        await hit.reply(status, body, *headers)

    PATHS[path] = answer


def redirects(path: str, location: str, status: int = 302) -> None:
    async def answer(hit: Hit) -> None:
        await hit.redirect(location.replace("{elsewhere}", hit.server.elsewhere), status)

    PATHS[path] = answer


def packs(path: str, body: bytes, encoding: str) -> None:
    async def answer(hit: Hit) -> None:
        await hit.feed(body, f"Content-Encoding: {encoding}")

    PATHS[path] = answer


# Statuses
for refusal in (401, 403, 404, 410, 418, 451, 500, 502, 503):
    answers(f"/{refusal}", refusal)
answers("/429", 429, "Retry-After: 7200")
answers("/304-unasked", 304, body=b"")
answers("/204", 204, body=b"")


@at("/429-date")
async def slow_down_until(hit: Hit) -> None:
    then = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)
    await hit.reply(429, b"", f"Retry-After: {then}")


# Documents that come whole
@at("/good-feed")
async def good_feed(hit: Hit) -> None:
    if hit.headers.get("if-none-match") == '"v1"':
        await hit.reply(304, b"", 'ETag: "v1"')
    else:
        await hit.feed(GOOD_FEED, 'ETag: "v1"', "Cache-Control: max-age=60")


@at("/good-feed-dated")
async def good_feed_dated(hit: Hit) -> None:
    if hit.headers.get("if-modified-since") == LAST_MODIFIED:
        await hit.reply(304)
    else:
        await hit.feed(GOOD_FEED, f"Last-Modified: {LAST_MODIFIED}")


@at("/feed")
async def feed_without_validators(hit: Hit) -> None:
    await hit.feed()


answers("/article", 200, "Content-Type: text/html; charset=utf-8", body=ARTICLE)
answers("/empty", 200, "Content-Type: application/rss+xml", body=b"")
answers("/empty-feed", 200, "Content-Type: application/rss+xml", body=EMPTY_FEED)
answers("/not-a-feed", 200, "Content-Type: text/html", body=b"<html><body><p>Hello.</p></body></html>")
answers(
    "/bad-charset",
    200,
    "Content-Type: application/rss+xml; charset=no-such-charset",
    body=GOOD_FEED.replace(b"Bridge", b"Br\xfccke \xff\xfe\x00"),
)
answers("/odd-headers", 200, 'ETag: "\xff\xfe"', "X-Odd: \x80", "Set-Cookie: a=b", "Set-Cookie: c=d", body=GOOD_FEED)

# Packed, well and badly
RAW_DEFLATE = zlib.compressobj(wbits=-15)
packs("/gzip", gzip.compress(GOOD_FEED), "gzip")
packs("/x-gzip-padded", gzip.compress(GOOD_FEED) + b"\0" * 512, "x-gzip")
packs("/gzip-members", gzip.compress(GOOD_FEED[:100]) + gzip.compress(GOOD_FEED[100:]), "gzip")
packs("/deflate", zlib.compress(GOOD_FEED), "deflate")
packs("/deflate-bare", RAW_DEFLATE.compress(GOOD_FEED) + RAW_DEFLATE.flush(), "Deflate")
packs("/gzip-gzip", gzip.compress(gzip.compress(GOOD_FEED)), "gzip, gzip")
packs("/deflate-gzip", gzip.compress(zlib.compress(GOOD_FEED)), "deflate, identity, gzip")
packs("/not-gzip", GOOD_FEED, "gzip")
packs("/gzip-broken-off", gzip.compress(SOME_TEXT)[:-20], "gzip")
packs("/brotli", b"\x0b\x02\x80hello\x03", "br")
packs("/five-times-gzip", GOOD_FEED, "gzip, gzip, gzip, gzip, gzip")
packs("/many-members", gzip.compress(b"") * 10_000, "gzip")


def bomb_parts() -> Iterator[bytes]:
    """A gigabyte of zeros, gzipped; no end, because nobody may get that far."""
    packer = zlib.compressobj(9, wbits=31)
    head = packer.compress(b"")
    first = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(bytes(1_000_000)) + packer.flush(zlib.Z_FULL_FLUSH)
    yield head + first
    for _ in range(999):
        yield again


@at("/bomb")
async def bomb(hit: Hit) -> None:
    await hit.head(200, "Content-Type: application/rss+xml", "Content-Encoding: gzip")
    for part in bomb_parts():
        await hit.send(part)


@cache
def bomb_in_bomb() -> bytes:
    return gzip.compress(b"".join(bomb_parts()))


@cache
def bomb_in_a_name() -> bytes:
    """The inner gzip header has a file name of 50 MB: the outer layer grows, the inner one gives nothing."""
    return gzip.compress(b"\x1f\x8b\x08\x08" + bytes(4) + b"\x00\xff" + b"a" * 50_000_000)


@at("/bomb-in-bomb")
async def packed_bomb(hit: Hit) -> None:
    await hit.feed(bomb_in_bomb(), "Content-Encoding: gzip, gzip")


@at("/bomb-in-a-name")
async def named_bomb(hit: Hit) -> None:
    await hit.feed(bomb_in_a_name(), "Content-Encoding: gzip, gzip")


# Too much, too slow, never
@at("/huge")
async def huge(hit: Hit) -> None:
    await hit.head(200, "Content-Type: application/rss+xml", length=200_000_000)
    for _ in range(200):
        await hit.send(bytes(1_000_000))


@at("/huge-unannounced")
async def huge_unannounced(hit: Hit) -> None:
    await hit.head(200, "Content-Type: application/rss+xml")
    for _ in range(200):
        await hit.send(bytes(1_000_000))


@at("/endless")
async def endless(hit: Hit) -> None:
    await hit.head(200, "Content-Type: application/rss+xml", "Transfer-Encoding: chunked")
    while True:
        await hit.send(b"2000\r\n" + b"x" * 0x2000 + b"\r\n")


@at("/slow")
async def slow(hit: Hit) -> None:
    await hit.head(200, "Content-Type: application/rss+xml", length=len(GOOD_FEED))
    for byte in GOOD_FEED:
        await hit.send(bytes([byte]))
        await asyncio.sleep(1)


@at("/slow-header")
async def slow_header(hit: Hit) -> None:
    await hit.send(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while True:
        await hit.send(b"z")
        await asyncio.sleep(1)


@at("/silent")
async def silent(hit: Hit) -> None:
    await hit.send(b"")
    await asyncio.sleep(3_600)


@at("/crowd")
async def crowd(hit: Hit) -> None:
    hit.server.hits["present"] += 1
    hit.server.crowds.append(hit.server.hits["present"])
    await asyncio.sleep(0.02)
    hit.server.hits["present"] -= 1
    await hit.feed()


# Broken replies
@at("/garbage")
async def garbage(hit: Hit) -> None:
    await hit.send(b"\x00\x01SSH-2.0-OpenSSH_9.9\r\n\xff\xfe\r\n\r\n")


@at("/hang-up")
async def hang_up(hit: Hit) -> None:
    hit.writer.close()


@at("/reset")
async def reset(hit: Hit) -> None:
    await hit.head(200, length=100_000)
    await hit.send(SOME_TEXT)
    connection = hit.writer.get_extra_info("socket")
    # SO_LINGER of no seconds: closing sends RST
    connection.setsockopt(1, 13, struct.pack("ii", 1, 0))
    hit.writer.transport.abort()


@at("/truncated")
async def truncated(hit: Hit) -> None:
    await hit.head(200, "Content-Type: application/rss+xml", length=len(GOOD_FEED) + 1_000)
    await hit.send(GOOD_FEED)


@at("/truncated-chunked")
async def truncated_chunked(hit: Hit) -> None:
    await hit.head(200, "Content-Type: application/rss+xml", "Transfer-Encoding: chunked")
    await hit.send(b"1000\r\n" + GOOD_FEED)


@at("/bad-chunk")
async def bad_chunk(hit: Hit) -> None:
    await hit.head(200, "Transfer-Encoding: chunked")
    # later than the header, so that the reader waits for it already
    await asyncio.sleep(0.05)
    await hit.send(b"no number\r\nhello\r\n0\r\n\r\n")
    await asyncio.sleep(3_600)


@at("/bad-length")
async def bad_length(hit: Hit) -> None:
    await hit.head(200, "Content-Length: many")


@at("/huge-header")
async def huge_header(hit: Hit) -> None:
    await hit.head(200, "X-Huge: " + "h" * 1_000_000, length=0)


@at("/endless-headers")
async def endless_headers(hit: Hit) -> None:
    await hit.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await hit.send(b"X-More: more\r\n" * 1_000)


# Redirects
redirects("/loop", "/loop")
redirects("/ping", "/pong")
redirects("/pong", "/ping")
redirects("/moved", "/feed", 301)
redirects("/moved-for-good", "/moved", 308)
redirects("/moved-in-part", "/elsewhere-today", 301)
redirects("/elsewhere-today", "/feed", 302)
redirects("/found", "/moved", 302)
redirects("/to-private", "{elsewhere}/private", 302)
redirects("/to-metadata", "http://169.254.169.254/latest/meta-data/")
redirects("/to-private-number", "http://2130706434:8/")
redirects("/to-file", "file:///etc/passwd")
redirects("/to-javascript", "javascript:alert(1)")
redirects("/to-nowhere", "https://")
redirects("/to-mail-port", "http://127.0.0.1:25/")
redirects("/moved-to-secret", "/secret", 301)
redirects("/secret-to-elsewhere", "{elsewhere}/private", 302)
redirects("/with-others-password", "http://other:password@127.0.0.1:1/", 302)
for step in range(1, 41):
    redirects(f"/chain/{step}", f"/chain/{step - 1}" if step > 1 else "/feed")


@at("/no-location")
async def no_location(hit: Hit) -> None:
    await hit.reply(302)


@at("/cookie-wall")
async def cookie_wall(hit: Hit) -> None:
    """As some large papers do: set a cookie and send the visitor round once more."""
    if "visitor=known" in hit.headers.get("cookie", ""):
        await hit.feed()
    else:
        await hit.redirect("/cookie-wall", 302, "Set-Cookie: visitor=known; Path=/")


@at("/cookie-echo")
async def cookie_echo(hit: Hit) -> None:
    await hit.reply(200, hit.headers.get("cookie", "").encode())


@at("/cookie-wall-forever")
async def cookie_wall_forever(hit: Hit) -> None:
    await hit.redirect("/cookie-wall-forever", 302, f"Set-Cookie: n={hit.server.hits[hit.path]}; Path=/")


@at("/secret")
async def secret(hit: Hit) -> None:
    if hit.headers.get("authorization") == "Basic " + b64encode(b"me:s:cret").decode():
        await hit.feed()
    else:
        await hit.reply(401, b"", 'WWW-Authenticate: Basic realm="x"')


async def answer_one(server: Misbehaving, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    request = (await reader.readuntil(b"\n")).decode("latin-1")
    if "HTTP/" not in request:
        # somebody speaks TLS where there is none
        await Hit(server, "", {}, writer).reply(400)
        return
    request += (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = request.split("\r\n")
    path = first.split(" ")[1]
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    server.hits[path] += 1
    server.authorizations.append((path, headers.get("authorization")))
    hit = Hit(server, path, headers, writer)
    handler = PATHS.get(path.partition("?")[0])
    await (hit.reply(404) if handler is None else handler(hit))


async def serve(server: Misbehaving, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    # a cancelled connection ends here, so that the loop's own callbacks stay silent
    with suppress(OSError, EOFError, asyncio.CancelledError, asyncio.LimitOverrunError, ssl.SSLError):
        await answer_one(server, reader, writer)
    with suppress(OSError, asyncio.CancelledError, ssl.SSLError):
        writer.close()
        await writer.wait_closed()


def unsigned_certificate() -> ssl.SSLContext:
    """A TLS identity for the right address, from an authority that nobody trusts."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(HOST).configure_cert(context)
    return context


class _Running:
    """The server's event loop in its thread."""

    def __init__(self, tls: ssl.SSLContext) -> None:
        self._tls = tls
        self._stopping = asyncio.Event()
        self._started = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self.server = Misbehaving(base="", tls_base="", elsewhere="")
        self._thread = threading.Thread(target=asyncio.run, args=(self._main(),), name="misbehaving")
        self._thread.start()
        self._started.wait()

    def stop(self) -> None:
        if self._loop is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        self._thread.join()

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()

        async def on_connection(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await serve(self.server, reader, writer)

        plain = await asyncio.start_server(on_connection, HOST, 0)
        private = await asyncio.start_server(on_connection, ELSEWHERE, 0)
        secured = await asyncio.start_server(on_connection, HOST, 0, ssl=self._tls)
        self.server = Misbehaving(
            base=f"http://{HOST}:{_port(plain)}",
            tls_base=f"https://{HOST}:{_port(secured)}",
            elsewhere=f"http://{ELSEWHERE}:{_port(private)}",
        )
        self._started.set()
        await self._stopping.wait()
        for listener in (plain, private, secured):
            listener.close()


def _port(listener: asyncio.Server) -> int:
    port: int = listener.sockets[0].getsockname()[1]
    return port


@contextmanager
def misbehaving() -> Iterator[Misbehaving]:
    """Start the server and stop it."""
    running = _Running(unsigned_certificate())
    try:
        yield running.server
    finally:
        running.stop()
