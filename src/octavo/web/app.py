"""The application: routes, guards and error pages put together."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from anyio import CapacityLimiter
from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware

from octavo.web import (
    account,
    article,
    asking,
    briefing,
    discussion,
    entry,
    errors,
    feeds,
    lists,
    live,
    mail,
    marks,
    moderation,
    moving,
    notes,
    own_data,
    people,
    pictures,
    preferring,
    searching,
    sources,
    statics,
    stories,
    subjects,
    trackers,
    working,
    writing,
)
from octavo.web.addresses import networks
from octavo.web.guards import BodyGuard, HeaderGuard, HostGuard, OriginGuard, host_name
from octavo.web.rendering import Press
from octavo.web.visiting import Door

if TYPE_CHECKING:
    from octavo.newsroom import Newsroom

LOOPBACK = ("localhost", "127.0.0.1", "::1")
CHECKS_AT_ONCE = 2
PICTURES_AT_ONCE = 12
_PARTS = (
    entry,
    lists,
    searching,
    stories,
    briefing,
    mail,
    feeds,
    subjects,
    article,
    asking,
    trackers,
    writing,
    notes,
    marks,
    pictures,
    sources,
    moving,
    working,
    discussion,
    live,
    moderation,
    account,
    people,
    preferring,
    own_data,
    statics,
)


def create_app(
    paper: Newsroom, *, public_url: str, trusted_hosts: tuple[str, ...] = (), trusted_proxies: tuple[str, ...] = ()
) -> FastAPI:
    """The web door of a newsroom.

    ``public_url`` is the address that people type; with https its cookies are ``Secure``. The application answers to
    its host, to loopback, and to ``trusted_hosts`` (names without port), and to no other. ``trusted_proxies`` are the
    networks of proxies whose ``X-Forwarded-For`` is believed. Closing the newsroom is the caller's.

    Raises:
        InvalidInput: one of these is no network.
    """
    app = FastAPI(title="Octavo", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.door = Door(
        paper=paper,
        press=Press(),
        public_url=public_url,
        checks=threading.BoundedSemaphore(CHECKS_AT_ONCE),
        proxies=networks(trusted_proxies),
        pictures=CapacityLimiter(PICTURES_AT_ONCE),
    )
    for part in _PARTS:
        app.include_router(part.router)
    errors.add_error_pages(app)
    _stand_guard(app, public_url, trusted_hosts)
    return app


def _stand_guard(app: FastAPI, public_url: str, trusted_hosts: tuple[str, ...]) -> None:
    """Add the guards, innermost first."""
    parts = urlsplit(public_url)
    names = (host_name(parts.netloc), *(host_name(h) for h in trusted_hosts), *LOOPBACK)
    app.add_middleware(BodyGuard, refuse=errors.refuse, larger={moving.IMPORT_PATH: moving.LARGEST_UPLOAD})
    app.add_middleware(OriginGuard, origin=f"{parts.scheme}://{parts.netloc}", refuse=errors.refuse)
    app.add_middleware(HostGuard, hosts=frozenset(n for n in names if n), refuse=errors.refuse)
    app.add_middleware(GZipMiddleware, compresslevel=5)
    app.add_middleware(HeaderGuard)
