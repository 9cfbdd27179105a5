"""What stands between the network and the pages: plain ASGI, before any route is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request

from octavo.web.unsent import SENT

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    Refuse = Callable[[Request, int, str], Response]

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
LARGEST_BODY = 1_000_000
# Files that people bring in: their route says who may, before it reads them, and lets them wait on disk.
FILES = {"/settings/data/bring": 32_000_000}
WRONG_NAME = (
    "Octavo does not answer to this name. Use the address it was set up with, or add this name to its trusted hosts."
)
SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    # Not no-referrer: under it browsers send "Origin: null" with forms, and nobody could tell ours from others'.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "private, no-store",
}


class HeaderGuard:
    """Puts the security headers on every answer; what a route has set itself stays."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY_HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, with_headers)


class HostGuard:
    """Answers only to known names: a foreign name that resolves to this server is DNS rebinding."""

    def __init__(self, app: ASGIApp, *, hosts: frozenset[str], refuse: Refuse) -> None:
        self._app = app
        self._hosts = hosts
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] == "http" and host_name(Headers(scope=scope).get("host", "")) not in self._hosts:
            sentence = WRONG_NAME
            await self._refuse(Request(scope), 421, sentence)(scope, receive, send)
            return
        await self._app(scope, receive, send)


class OriginGuard:
    """Refuses to act for other sites: the rules of Go 1.25's ``http.CrossOriginProtection``.

    Safe methods pass. ``Sec-Fetch-Site`` decides where a browser sends it, else ``Origin`` must be ours; a request with
    neither comes from no browser.
    """

    def __init__(self, app: ASGIApp, *, origin: str, refuse: Refuse) -> None:
        self._app = app
        self._origin = origin
        self._refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS and not self._is_ours(Headers(scope=scope)):
            sentence = "This came from another site, so nothing was done. Open the page here and try again."
            await self._refuse(Request(scope), 403, sentence)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _is_ours(self, headers: Headers) -> bool:
        origin = headers.get("origin")
        if origin is not None and origin == self._origin:
            return True
        site = headers.get("sec-fetch-site")
        if site:
            return site in ("same-origin", "none")
        return origin is None or origin.partition("://")[2] == headers.get("host")


class BodyGuard:
    """Reads a request's body whole and refuses it beyond ``LARGEST_BODY`` bytes, or what ``larger`` says."""

    def __init__(self, app: ASGIApp, *, refuse: Refuse, larger: Mapping[str, int] | None = None) -> None:
        self._app = app
        self._refuse = refuse
        self._larger = larger or {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI)."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self._app(scope, receive, send)
            return
        if scope["path"] in FILES:
            await self._serve_file(scope, receive, send)
            return
        body = bytearray()
        more = True
        largest = self._larger.get(scope["path"], LARGEST_BODY)
        while more and len(body) <= largest:
            message = await receive()
            body += message.get("body", b"")
            more = message["type"] == "http.request" and message.get("more_body", False)
        if len(body) > largest:
            sentence = f"This is more than {largest // 1_000_000} MB, too much at once. Send less."
            await self._refuse(Request(scope), 413, sentence)(scope, receive, send)
            return
        scope[SENT] = bytes(body)
        await self._app(scope, _replay(bytes(body), receive), send)

    async def _serve_file(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the body on as it comes, and end it where it becomes too long."""
        largest = FILES[scope["path"]]
        length = Headers(scope=scope).get("content-length", "")
        if not length.isascii() or not length.isdigit() or int(length[:20]) > largest:
            sentence = (
                f"This file is larger than {largest // 1_000_000} MB. `octavo data import` takes it at the terminal."
            )
            await self._refuse(Request(scope), 413, sentence)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _replay(body: bytes, receive: Receive) -> Receive:
    """A channel that gives the body once, and then what comes after it."""
    pending = [body]

    async def again() -> Message:
        if pending:
            return {"type": "http.request", "body": pending.pop(), "more_body": False}
        return await receive()

    return again


def host_name(host: str) -> str | None:
    """The name in a ``Host`` header, without its port, in lower case (RFC 9110 §7.2)."""
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return None
    return name.rstrip(".") if name else None
