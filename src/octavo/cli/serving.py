"""``octavo serve``."""

from __future__ import annotations

import logging
import signal
import socket
import threading
import webbrowser
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

import click

from octavo.cli.session import Session, console, pass_session
from octavo.model.errors import InvalidInput, OctavoError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from octavo.newsroom import Newsroom
    from octavo.settings import Settings

LOG = logging.getLogger("octavo.serve")
LOOK_EVERY_SECONDS = 60.0
CATCH_UP_EVERY_SECONDS = 5.0
BACKLOG = 2048


@click.command()
@click.option("--host", help="Address to listen on.  [default: 127.0.0.1]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 for any free one.  [default: 8026]")
@click.option("--open/--no-open", "open_browser", default=False, help="Open the browser.")
@click.option("--refresh/--no-refresh", default=None, help="Refresh sources when they are due.  [default: refresh]")
@pass_session
def serve(session: Session, host: str | None, port: int | None, open_browser: bool, refresh: bool | None) -> None:
    """Serve the newspaper to browsers, and keep it fresh.

    Until the owner has a password, a one-time sign-in link is printed at each start.
    """
    given = {"host": host, "port": port, "refresh": refresh}
    settings = session.settings.model_copy(update={k: v for k, v in given.items() if v is not None})
    with session.newsroom() as paper:
        run(paper, settings, open_browser=open_browser)


def run(paper: Newsroom, settings: Settings, *, open_browser: bool) -> None:
    """Serve until interrupted. Prints the address and, while the owner has no password, a one-time sign-in link."""
    import uvicorn

    from octavo.web import create_app
    from octavo.web.letters import LetterWriter
    from octavo.web.rendering import Press

    listener = _listen(settings)
    url = settings.public_url.rstrip("/") or _url_of(listener)
    entrance = url if paper.me.has_password else f"{url}/sign-in/{paper.accounts.new_sign_in_link()}"
    app = create_app(
        paper, public_url=url, trusted_hosts=settings.trusted_hosts, trusted_proxies=settings.trusted_proxies
    )
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_graceful_shutdown=5,
        )
    )
    refreshing = paper.work.look if settings.refresh else None
    mailing = partial(paper.send_mail, LetterWriter(Press(), url)) if settings.smtp_host else None
    catching_up = _Rounds("marks", paper.catch_up, every=CATCH_UP_EVERY_SECONDS)
    with _ended_in_order(), _Rounds("refresh", refreshing), _Rounds("mail", mailing), catching_up:
        _announce(url, entrance, signed=paper.me.has_password)
        if open_browser:
            threading.Thread(target=_open_browser, args=(entrance,), daemon=True).start()
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Within it a request to end (SIGTERM) ends Octavo as Ctrl-C does: what waits to be written is written.

    uvicorn sends itself the signal once more when it has ended, and as it stood before that would be the end at once.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((settings.host, settings.port))
        # Who clicks the printed link at once waits a moment instead of being refused.
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise InvalidInput(
            f"{settings.host}:{settings.port} cannot be listened on ({error.strerror}): "
            "is Octavo running already? `--port` chooses another port."
        ) from error
    return listener


def _url_of(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    shown = "127.0.0.1" if host in ("0.0.0.0", "::") else f"[{host}]" if ":" in host else host  # noqa: S104 - compared, not bound
    return f"http://{shown}:{port}"


def _announce(url: str, entrance: str, *, signed: bool) -> None:
    out = console()
    out.print(f"Octavo is at [bold]{url}[/]")
    if not signed:
        out.print(f"Sign in once with [bold]{entrance}[/]\nThe link works one time, within the hour.")
    out.print("Stop it with Ctrl-C.")


def _open_browser(url: str) -> None:
    try:
        webbrowser.open(url)
    except webbrowser.Error as error:
        LOG.info("no browser could be opened: %s", error)


class _Rounds:
    """Does something once a minute, unless told how often, in a thread of its own, until it is left.

    Where there is nothing to do it does nothing.
    """

    def __init__(self, name: str, work: Callable[[], object] | None, *, every: float = LOOK_EVERY_SECONDS) -> None:
        self._name = name
        self._work = work
        self._every = every
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"octavo-{name}", daemon=True)

    def __enter__(self) -> None:
        if self._work:
            self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        if self._work:
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                if self._work:
                    self._work()
            except OctavoError as error:
                LOG.error("%s: %s", self._name, error)  # noqa: TRY400 - the sentence says it all
            except Exception:  # a server that runs for years outlives one bad round; the log keeps the cause
                LOG.exception("%s failed", self._name)
            self._stop.wait(self._every)
