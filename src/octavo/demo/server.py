"""The demo press's servers: five papers, each a site of its own on a port of 127.0.0.1."""

from __future__ import annotations

import socket
import socketserver
import sys
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Self

from octavo.demo import papers
from octavo.demo.desk import PressArticle, load_articles
from octavo.demo.replies import reply_with
from octavo.demo.sites import Site
from octavo.demo.typesetting import http_date
from octavo.kit.moments import as_utc

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from octavo.demo.papers import Paper

HOST = "127.0.0.1"
_SATURDAY = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class PressFeed:
    """Where a paper of the press can be followed."""

    title: str
    url: str
    site_url: str
    language: str = "en"
    strapline: str = ""


class PressServer:
    """The five papers, served over HTTP while the ``with`` block lasts, as they stand at the press's own time.

    Nothing depends on the wall clock: the same ``now`` prints the same bytes. Without ``articles`` the week in which
    ``now`` lies is printed. ``first_port`` gives the papers that port and the four after it, so that their addresses
    are the same next time; 0 lets the system choose. Only 127.0.0.1 is ever listened on.

    Raises:
        ValueError: ``now`` has no zone.
        OSError: on entering, when a port is taken.
    """

    def __init__(self, articles: Sequence[PressArticle] | None = None, *, now: datetime, first_port: int = 0) -> None:
        self._now = as_utc(now)
        self._articles = load_articles(_week_of(self._now)) if articles is None else tuple(articles)
        self._first_port = first_port
        self._doors: list[_Door] = []

    @property
    def now(self) -> datetime:
        """The press's own time."""
        return self._now

    @property
    def feeds(self) -> tuple[PressFeed, ...]:
        """The papers' feeds, while the press runs."""
        return tuple(
            PressFeed(
                title=d.paper.title,
                url=d.address + d.paper.feed_path,
                site_url=f"{d.address}/",
                language=d.paper.language,
                strapline=d.paper.strapline,
            )
            for d in self._doors
        )

    def advance(self, to: datetime) -> None:
        """Let the press's time go on: later articles come out, corrections are made.

        Raises:
            ValueError: ``to`` has no zone, or lies before the press's time.
        """
        to = as_utc(to)
        if to < self._now:
            raise ValueError(f"the press cannot go back from {self._now.isoformat()} to {to.isoformat()}")
        self._now = to
        for door in self._doors:
            door.show(self._articles, to)

    def __enter__(self) -> Self:
        try:
            for number, paper in enumerate(papers.ALL):
                door = _Door(paper, self._first_port and self._first_port + number)
                self._doors.append(door)
                door.show(self._articles, self._now)
                door.open()
        except OSError:
            self._close()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def _close(self) -> None:
        while self._doors:
            self._doors.pop().close()


class _Door(ThreadingHTTPServer):
    """One paper's server, with the thread that listens."""

    daemon_threads = False  # all are joined on closing: nothing is left behind
    request_queue_size = 64

    def __init__(self, paper: Paper, port: int) -> None:
        super().__init__((HOST, port), _Handler)
        self.paper = paper
        self.address = f"http://{HOST}:{self.server_port}"
        self._connections: set[socket.socket] = set()
        self._thread = Thread(target=self.serve_forever, args=(0.05,), name=f"press-{paper.key}", daemon=True)

    def show(self, articles: Sequence[PressArticle], now: datetime) -> None:
        """From now on, serve the paper as it stands at ``now``."""
        self.site = Site(self.paper, articles, address=self.address, now=now)

    def open(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def close(self) -> None:
        """Stop listening, hang up on everybody, and wait until all threads are through."""
        if self._thread.is_alive():
            self.shutdown()
            self._thread.join()
        for connection in tuple(self._connections):
            with suppress(OSError):  # hung up by the other side just now
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()

    def server_bind(self) -> None:
        """As HTTPServer's, without asking the name service who 127.0.0.1 is, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = HOST, self.socket.getsockname()[1]

    def process_request(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: tuple[str, int]
    ) -> None:
        """Remember the connection, to hang up on it when closing."""
        if isinstance(request, socket.socket):
            self._connections.add(request)
        super().process_request(request, client_address)

    def close_request(self, request: socket.socket | tuple[bytes, socket.socket]) -> None:
        """Forget the connection."""
        if isinstance(request, socket.socket):
            self._connections.discard(request)
        super().close_request(request)

    def handle_error(
        self, request: socket.socket | tuple[bytes, socket.socket], client_address: tuple[str, int]
    ) -> None:
        """A reader who hangs up in the middle is no error of the press."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD; everything else is 501 by the base class."""

    server: _Door
    protocol_version = "HTTP/1.1"
    server_version = "DemoPress"
    sys_version = ""
    timeout = 60
    wbufsize = -1  # headers and body in one packet

    def do_GET(self) -> None:
        """Send the document."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Send all but the document."""
        self._send(with_body=False)

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002 - the base class's signature
        """The press's own time, for the Date header."""
        return http_date(self.server.site.now)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's signature
        """The press keeps no log."""

    def _send(self, *, with_body: bool) -> None:
        site = self.server.site
        reply = reply_with(site.document(self.path), site.paper, self.headers)
        self.send_response(reply.status)
        for name, value in reply.headers:
            self.send_header(name, value)
        self.end_headers()
        if with_body:
            self.wfile.write(reply.body)


def _week_of(now: datetime) -> date:
    """The Saturday of the week, Monday to Sunday, in which ``now`` lies."""
    return now.date() + timedelta(days=_SATURDAY - now.weekday())
