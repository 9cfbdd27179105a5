"""One document: the request, the redirects, the body. Runs on the fetcher's event loop."""

from __future__ import annotations

import asyncio
from base64 import b64encode
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from http.cookies import BaseCookie, SimpleCookie
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

import aiohttp
from yarl import URL

from octavo.adapters.http.causes import Refused, cause_of
from octavo.adapters.http.unpacking import ACCEPT_ENCODING, read_body
from octavo.kit.urls import join_url
from octavo.model.fetches import FailureReason, FetchRequest, NoReply, Reply

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Collection

_REDIRECTS = {301, 302, 303, 307, 308}
_PERMANENT = {301, 308}
_MOST_REDIRECTS = 10
_WEB_PORTS = {80, 443}
# Below are the services of the system (RFC 6335 §6): nobody publishes on them, and some can be talked into mischief.
_FIRST_USER_PORT = 1024


class Trail:
    """Where one document is asked for, hop by hop. Holds the credentials and cookies of this one chain of redirects."""

    def __init__(self, url: str, allowed_ports: Collection[int] | None) -> None:
        self._allowed_ports = allowed_ports
        address = self._checked(url)
        self._start = address.origin()
        self._user_info = (address.user, address.password)
        self._permanent = True
        self._cookies: aiohttp.CookieJar | None = None
        self._seen: set[tuple[URL, str]] = set()
        self.url = _bare(address)

    @property
    def moved_to(self) -> str | None:
        """The address to use from now on: after permanent redirects only, and never one with less protection."""
        if not self._seen or not self._permanent or (self._start.scheme == "https" and self.url.scheme == "http"):
            return None
        user, password = self._user_info if self.url.origin() == self._start else (None, None)
        return str(self.url.with_user(user).with_password(password) if user is not None else self.url)

    def credentials(self) -> dict[str, str]:
        """Basic authentication (RFC 7617) from the asked address, for exactly the place it was given for."""
        user, password = self._user_info
        if (user is None and password is None) or self.url.origin() != self._start:
            return {}
        return {"Authorization": "Basic " + b64encode(f"{user or ''}:{password or ''}".encode()).decode()}

    def cookies(self) -> BaseCookie[str]:
        """The cookies set on the way here, as some publishers demand before they let anybody in."""
        return SimpleCookie() if self._cookies is None else self._cookies.filter_cookies(self.url)

    def follow(self, response: aiohttp.ClientResponse, location: str) -> None:
        """Go where a redirect leads.

        Raises:
            Refused: it leads in circles, too far, or off the web.
        """
        self._seen.add((self.url, self._cookie_header()))
        if response.cookies:
            # unsafe: hosts that are bare numbers may set cookies as well
            self._cookies = self._cookies or aiohttp.CookieJar(unsafe=True)
            self._cookies.update_cookies(response.cookies, self.url)
        target = join_url(str(self.url), location)
        if target is None:
            raise Refused(FailureReason.BAD_ADDRESS, "redirects to what is no web address")
        self.url = _bare(self._checked(target))
        self._permanent = self._permanent and response.status in _PERMANENT
        if (self.url, self._cookie_header()) in self._seen:
            raise Refused(FailureReason.REDIRECT_LOOP, "redirects to where it came from")
        if len(self._seen) > _MOST_REDIRECTS:
            raise Refused(FailureReason.REDIRECT_LOOP, f"redirects more than {_MOST_REDIRECTS} times")

    def _cookie_header(self) -> str:
        return self.cookies().output(header="")

    def _checked(self, url: str) -> URL:
        try:
            address = URL(url)
            usable = address.scheme in {"http", "https"} and bool(address.host) and self._may_use(address.port)
        except ValueError as error:
            raise Refused(FailureReason.BAD_ADDRESS, "not a web address") from error
        if not usable:
            raise Refused(FailureReason.BAD_ADDRESS, "not an http(s) address, or a port that is not for the web")
        return address

    def _may_use(self, port: int | None) -> bool:
        if port is None or self._allowed_ports is not None:
            return port in (self._allowed_ports or ())
        return port in _WEB_PORTS or port >= _FIRST_USER_PORT


class Exchange:
    """Answers requests, few at a time and fewer to one host; each within a limit of time and size."""

    def __init__(
        self,
        session: aiohttp.ClientSession,
        *,
        timeout_seconds: float,
        concurrency: int,
        per_host: int,
        allowed_ports: Collection[int] | None,
    ) -> None:
        self._session = session
        self._timeout_seconds = timeout_seconds
        self._everywhere = asyncio.Semaphore(concurrency)
        self._per_host = per_host
        self._hosts: WeakValueDictionary[str, asyncio.Semaphore] = WeakValueDictionary()
        self._allowed_ports = allowed_ports

    async def answer(self, request: FetchRequest) -> Reply | NoReply:
        """What came of one request; whatever a publisher does, it is a value."""
        try:
            return await self._follow(request)
        except Exception as error:  # noqa: BLE001 -- nothing that one server does may stop the others
            reason, detail = cause_of(error)
            return NoReply(reason=reason, detail=detail, at=datetime.now(UTC))

    async def _follow(self, request: FetchRequest) -> Reply:
        trail = Trail(request.url, self._allowed_ports)
        clock = asyncio.get_running_loop().time
        seconds_left = self._timeout_seconds
        while True:
            async with self._slot(trail.url.raw_host or ""):
                started = clock()
                async with asyncio.timeout(seconds_left):
                    reply = await self._hop(request, trail)
            if reply is not None:
                return reply
            seconds_left -= clock() - started

    async def _hop(self, request: FetchRequest, trail: Trail) -> Reply | None:
        """One request and its answer; ``None`` where that was a redirect, which the trail has then followed."""
        headers = _headers(request) | trail.credentials()
        async with self._session.get(
            trail.url, headers=headers, cookies=trail.cookies(), allow_redirects=False
        ) as response:
            location = response.headers.get("Location")
            if response.status in _REDIRECTS and location:
                trail.follow(response, location)
                return None
            # nobody reads what stands on an error page
            body = await read_body(response, request.max_bytes) if response.ok else b""
            return Reply(
                url=str(trail.url),
                status=response.status,
                headers=_readable(response),
                body=body,
                at=datetime.now(UTC),
                moved_to=trail.moved_to,
            )

    @asynccontextmanager
    async def _slot(self, host: str) -> AsyncIterator[None]:
        """A turn. Who waits for a busy host holds up nobody else; a host that nobody waits for is forgotten."""
        turns = self._hosts.get(host)
        if turns is None:
            turns = self._hosts[host] = asyncio.Semaphore(self._per_host)
        async with turns, self._everywhere:
            yield


def _headers(request: FetchRequest) -> dict[str, str]:
    headers = {"Accept": request.accept, "Accept-Encoding": ACCEPT_ENCODING}
    if request.etag is not None:
        headers["If-None-Match"] = request.etag
    if request.last_modified is not None:
        headers["If-Modified-Since"] = request.last_modified
    return headers


def _readable(response: aiohttp.ClientResponse) -> dict[str, str]:
    """Header fields by lower-case name, repeated ones joined (RFC 9110 §5.3), as text that any store can hold."""
    fields: dict[str, str] = {}
    for name, value in response.headers.items():
        text = value if value.isascii() else value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
        known = fields.get(name.lower())
        fields[name.lower()] = text if known is None else f"{known}, {text}"
    return fields


def _bare(address: URL) -> URL:
    """Without credentials, which go into a header, and without the fragment, which is never sent."""
    return address.with_user(None).with_fragment(None)
