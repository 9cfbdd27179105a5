"""``octavo demo``."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import click

from octavo.cli.refreshing import print_report, refresh_with_progress
from octavo.cli.serving import run
from octavo.cli.session import Session, console, pass_session

if TYPE_CHECKING:
    from octavo.demo import PressServer
    from octavo.model.packs import Pack
    from octavo.newsroom import Newsroom
    from octavo.settings import Settings


@click.command(short_help="See Octavo at work on five invented newspapers.")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to listen on; 0 for any free one.  [default: 8026]")
@click.option("--open/--no-open", "open_browser", default=True, help="Open the browser, where there is one.")
@click.option("--serve/--no-serve", "serve_", default=True, help="Serve the paper when it is made, or stop there.")
@click.option("--first-run", is_flag=True, help="Begin with nothing followed, to see how one begins.")
@pass_session
def demo(session: Session, port: int | None, open_browser: bool, serve_: bool, first_run: bool) -> None:
    """See Octavo at work on five invented newspapers; no network is needed.

    The papers are served on this machine by a real web server, and the whole real pipeline runs over them, three times
    in their week, so that news comes in and articles are corrected. The demo has a library of its own, begins afresh
    each time, and lives on the Saturday of that week.
    """
    from octavo.demo import PressServer, editions, last_saturday
    from octavo.wiring import movable_clock, open_newsroom

    settings, clock = _settings(session, port), movable_clock()
    first, *later = editions(last_saturday(clock.now()))
    if first_run:
        first, later = later[-1], []
    # Before the library is made: the owner's account begins in that week too.
    clock.set(first[1])
    with open_newsroom(settings, clock) as paper, PressServer(now=first[1]) as press:
        console().print(first[0])
        paper.moving.offer(_pack(press))
        if not first_run:
            for feed in press.feeds:
                paper.sources.follow(feed.url)
            _refresh(paper)
        for words, moment in later:
            console().print(words)
            press.advance(moment)
            clock.set(moment)
            _refresh(paper)
        console().print(f"The demo's library is {settings.library}.\n")
        if serve_:
            # The press stays open: links to the originals lead there.
            run(paper, settings, open_browser=open_browser)


def _pack(press: PressServer) -> Pack:
    """The five papers as a starter pack."""
    from octavo.model.packs import Pack, Publisher

    return Pack(
        key="demo",
        name="The press of Marren",
        language="en",
        about="Five invented newspapers of a country that does not exist, served on this machine.",
        publishers=tuple(
            Publisher(
                name=feed.title,
                feed=feed.url,
                site=feed.site_url,
                language=feed.language,
                section="News",
                about=feed.strapline,
            )
            for feed in press.feeds
        ),
    )


def _refresh(paper: Newsroom) -> None:
    """Bring in the news of the day, and print its edition."""
    print_report(refresh_with_progress(paper))
    paper.stories.edition()


def _settings(session: Session, port: int | None) -> Settings:
    """The settings with an empty library for the demo, in a folder of its own."""
    folder = session.settings.data_dir / "demo"
    shutil.rmtree(folder, ignore_errors=True)
    update: dict[str, object] = {
        "database": str(folder / "demo.db"),
        "allowed_networks": ("127.0.0.1/32",),
        "refresh": False,
    }
    if port is not None:
        update["port"] = port
    return session.settings.model_copy(update=update)
