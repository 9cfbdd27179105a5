"""The demo press over real HTTP on loopback."""

from __future__ import annotations

import http.client
import socket
import threading
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from octavo.demo import PressServer, first_edition, load_articles, papers, second_edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from octavo.demo import PressFeed

SATURDAY = date(2026, 6, 13)


@pytest.fixture(name="press")
def press_on_friday() -> Iterator[PressServer]:
    with PressServer(now=first_edition(SATURDAY)) as press:
        yield press


class Reader:
    """One kept connection to one paper."""

    def __init__(self, feed: PressFeed) -> None:
        self.feed_path = urlsplit(feed.url).path
        parts = urlsplit(feed.url)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)

    def ask(self, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        self.connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        reply = self.connection.getresponse()
        return reply.status, dict(reply.getheaders()), reply.read()


@pytest.fixture(name="readers")
def one_reader_a_paper(press: PressServer) -> Iterator[dict[str, Reader]]:
    readers = {paper.key: Reader(feed) for paper, feed in zip(papers.ALL, press.feeds, strict=True)}
    yield readers
    for reader in readers.values():
        reader.connection.close()


def conditions(headers: dict[str, str]) -> dict[str, str]:
    asked = {"If_None_Match": headers.get("ETag"), "If_Modified_Since": headers.get("Last-Modified")}
    return {name: value for name, value in asked.items() if value}


def test_five_papers_each_on_a_site_of_its_own_on_this_machine_only(press: PressServer) -> None:
    assert [feed.title for feed in press.feeds] == [paper.title for paper in papers.ALL]
    hosts = {urlsplit(feed.url).hostname for feed in press.feeds}
    ports = {urlsplit(feed.site_url).port for feed in press.feeds}
    assert hosts == {"127.0.0.1"}
    assert len(ports) == 5
    assert {door.socket.getsockname()[0] for door in press._doors} == {"127.0.0.1"}


def test_a_connection_serves_many_requests(readers: dict[str, Reader]) -> None:
    for reader in readers.values():
        for path in ("/", reader.feed_path, "/style.css", "/robots.txt", "/about"):
            status, headers, body = reader.ask(path)
            assert status == 200
            assert headers["Content-Length"] == str(len(body))
            assert body
        assert reader.ask("/nothing")[0] == 404


def test_the_clock_on_the_wall_is_nowhere(readers: dict[str, Reader]) -> None:
    for reader in readers.values():
        assert reader.ask("/")[1]["Date"] == "Fri, 12 Jun 2026 20:00:00 GMT"


def test_head_is_get_without_the_body(readers: dict[str, Reader]) -> None:
    for reader in readers.values():
        status, headers, body = reader.ask(reader.feed_path)
        assert reader.ask(reader.feed_path, "HEAD") == (status, headers, b"")
        assert body


def test_other_methods_are_refused(readers: dict[str, Reader]) -> None:
    status, _, body = readers["courier"].ask("/", "DELETE")
    assert status == 501
    assert b"DELETE" in body


def test_a_feed_is_sent_again_only_when_something_changed(press: PressServer, readers: dict[str, Reader]) -> None:
    for reader in readers.values():
        known = conditions(reader.ask(reader.feed_path)[1])
        assert known
        assert reader.ask(reader.feed_path, **known)[0::2] == (304, b"")
    held = {key: conditions(reader.ask(reader.feed_path)[1]) for key, reader in readers.items()}
    press.advance(first_edition(SATURDAY) + timedelta(seconds=30))
    for key, reader in readers.items():
        assert reader.ask(reader.feed_path, **held[key])[0] == 304
    press.advance(second_edition(SATURDAY))
    for key, reader in readers.items():
        assert reader.ask(reader.feed_path, **held[key])[0] == 200


def test_a_correction_changes_the_page_and_its_validators(press: PressServer, readers: dict[str, Reader]) -> None:
    late = [a for a in load_articles(SATURDAY) if a.published_at < press.now < a.modified_at(second_edition(SATURDAY))]
    assert late
    before = {a.slug: readers[a.paper].ask(papers.path_of(a)) for a in late}
    press.advance(second_edition(SATURDAY))
    for article in late:
        _, headers, body = before[article.slug]
        known = conditions(headers)
        status, _, corrected = readers[article.paper].ask(papers.path_of(article), **known)
        assert status == 200
        assert corrected != body


def test_articles_come_out_at_their_time(press: PressServer, readers: dict[str, Reader]) -> None:
    coming = [a for a in load_articles(SATURDAY) if a.published_at > press.now]
    for article in coming:
        assert readers[article.paper].ask(papers.path_of(article))[0] == 404
    press.advance(coming[0].published_at - timedelta(seconds=1))
    assert readers[coming[0].paper].ask(papers.path_of(coming[0]))[0] == 404
    press.advance(coming[0].published_at)
    assert readers[coming[0].paper].ask(papers.path_of(coming[0]))[0] == 200
    assert readers[coming[-1].paper].ask(papers.path_of(coming[-1]))[0] == 404


def test_press_time_goes_forward_and_has_a_zone(press: PressServer) -> None:
    with pytest.raises(ValueError, match="cannot go back"):
        press.advance(press.now - timedelta(seconds=1))
    with pytest.raises(ValueError, match="without a zone"):
        press.advance(datetime(2026, 6, 14))  # noqa: DTZ001 - that is the point
    with pytest.raises(ValueError, match="without a zone"):
        PressServer(now=datetime(2026, 6, 14))  # noqa: DTZ001 - as above


def test_without_articles_it_prints_the_week_it_is_in(press: PressServer) -> None:
    assert press._articles == load_articles(SATURDAY)
    sunday = PressServer(now=datetime(2026, 6, 14, 23, tzinfo=UTC))
    assert sunday._articles == load_articles(SATURDAY)
    assert sunday.feeds == ()


def test_ports_can_be_kept() -> None:
    with PressServer((), now=first_edition(SATURDAY)) as first:
        taken = urlsplit(first.feeds[0].url).port or 0
        with pytest.raises(OSError, match="in use"), PressServer((), now=first.now, first_port=taken):
            pass
    first_port = next(port for port in range(20_000, 60_000, 7) if all(free(port + n) for n in range(5)))
    for _ in range(2):  # also straight after each other
        with PressServer((), now=first_edition(SATURDAY), first_port=first_port) as press:
            assert [urlsplit(feed.url).port for feed in press.feeds] == list(range(first_port, first_port + 5))


def free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_closing_hangs_up_and_leaves_no_thread() -> None:
    before = set(threading.enumerate())
    with PressServer(now=first_edition(SATURDAY)) as press:
        kept = [Reader(feed) for feed in press.feeds]
        for reader in kept:
            reader.ask("/robots.txt")
    assert set(threading.enumerate()) <= before
    for reader in kept:
        with pytest.raises((http.client.HTTPException, OSError)):
            reader.ask("/robots.txt")
        reader.connection.close()


def test_a_reader_who_hangs_up_disturbs_nobody(
    press: PressServer, readers: dict[str, Reader], capfd: pytest.CaptureFixture[str]
) -> None:
    port = urlsplit(press.feeds[0].url).port or 0
    for message in (b"GET / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01nonsense\r\n\r\n"):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as rude:
            rude.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
            rude.sendall(message)
    assert readers["courier"].ask("/")[0] == 200
    assert capfd.readouterr().err == ""
