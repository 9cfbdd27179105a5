from __future__ import annotations

import socket
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from tests.integration.http.misbehaving import ARTICLE, GOOD_FEED, Misbehaving

from octavo.adapters.http import AiohttpFetcher
from octavo.fetching import feed_request, page_request, read_reply
from octavo.model.fetches import (
    FailureReason,
    FetchedPage,
    FetchFailed,
    FetchOutcome,
    FetchRequest,
    Gone,
    NoReply,
    NotModified,
    Reply,
)
from octavo.model.ids import SourceId
from octavo.model.sources import Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

ONLY_THIS_MACHINE = ("127.0.0.1/32",)
STACK_WORDS = ("Error", "Exception", "errno", "Errno", "aiohttp", "ssl", "socket", "127.0.0.2", "None", "0x")


@pytest.fixture(scope="module")
def fetcher() -> Iterator[AiohttpFetcher]:
    fetcher = AiohttpFetcher(
        user_agent="Octavo/test", allowed_networks=ONLY_THIS_MACHINE, timeout_seconds=60, per_host=4
    )
    yield fetcher
    fetcher.close()


def answer(fetcher: AiohttpFetcher, url: str | FetchRequest) -> Reply | NoReply:
    request = feed_request(url, None) if isinstance(url, str) else url
    ((_, only),) = fetcher.fetch([("only", request)])
    return only


def outcome(fetcher: AiohttpFetcher, url: str) -> FetchOutcome:
    return read_reply(feed_request(url, None), answer(fetcher, url))


def outcome_beside_a_good_feed(fetcher: AiohttpFetcher, server: Misbehaving, url: str) -> FetchOutcome:
    """What comes of a request, made sure that another one in the same call is none the worse for it."""
    requests = {"bad": feed_request(url, None), "good": feed_request(server.url("/good-feed"), None)}
    outcomes = {key: read_reply(requests[key], reply) for key, reply in fetcher.fetch(requests.items())}
    good = outcomes["good"]
    assert isinstance(good, FetchedPage)
    assert good.body == GOOD_FEED
    return outcomes["bad"]


def assert_clear(sentence: str, host: str) -> None:
    assert host in sentence
    assert sentence.endswith(".")
    assert ":" in sentence
    assert not [word for word in STACK_WORDS if word in sentence]


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/401", FailureReason.FORBIDDEN),
        ("/403", FailureReason.FORBIDDEN),
        ("/404", FailureReason.NOT_FOUND),
        ("/418", FailureReason.HTTP_ERROR),
        ("/451", FailureReason.FORBIDDEN),
        ("/500", FailureReason.SERVER_ERROR),
        ("/502", FailureReason.SERVER_ERROR),
        ("/503", FailureReason.SERVER_ERROR),
        ("/204", FailureReason.HTTP_ERROR),
        ("/304-unasked", FailureReason.HTTP_ERROR),
        ("/no-location", FailureReason.HTTP_ERROR),
        ("/huge", FailureReason.TOO_LARGE),
        ("/huge-unannounced", FailureReason.TOO_LARGE),
        ("/endless", FailureReason.TOO_LARGE),
        ("/bomb", FailureReason.TOO_LARGE),
        ("/bomb-in-bomb", FailureReason.TOO_LARGE),
        ("/bomb-in-a-name", FailureReason.TOO_LARGE),
        ("/not-gzip", FailureReason.BAD_ENCODING),
        ("/brotli", FailureReason.BAD_ENCODING),
        ("/five-times-gzip", FailureReason.BAD_ENCODING),
        ("/many-members", FailureReason.BAD_ENCODING),
        ("/gzip-broken-off", FailureReason.BROKEN_REPLY),
        ("/truncated", FailureReason.BROKEN_REPLY),
        ("/truncated-chunked", FailureReason.BROKEN_REPLY),
        ("/bad-chunk", FailureReason.BROKEN_REPLY),
        ("/bad-length", FailureReason.BROKEN_REPLY),
        ("/garbage", FailureReason.BROKEN_REPLY),
        ("/hang-up", FailureReason.BROKEN_REPLY),
        ("/reset", FailureReason.BROKEN_REPLY),
        ("/huge-header", FailureReason.BROKEN_REPLY),
        ("/endless-headers", FailureReason.BROKEN_REPLY),
        ("/loop", FailureReason.REDIRECT_LOOP),
        ("/ping", FailureReason.REDIRECT_LOOP),
        ("/chain/11", FailureReason.REDIRECT_LOOP),
        ("/chain/40", FailureReason.REDIRECT_LOOP),
        ("/cookie-wall-forever", FailureReason.REDIRECT_LOOP),
        ("/to-private", FailureReason.PRIVATE_ADDRESS),
        ("/to-metadata", FailureReason.PRIVATE_ADDRESS),
        ("/to-private-number", FailureReason.BAD_ADDRESS),
        ("/to-file", FailureReason.BAD_ADDRESS),
        ("/to-javascript", FailureReason.BAD_ADDRESS),
        ("/to-nowhere", FailureReason.BAD_ADDRESS),
        ("/to-mail-port", FailureReason.BAD_ADDRESS),
    ],
)
def test_every_misdeed_has_its_reason_and_one_clear_sentence(
    fetcher: AiohttpFetcher, misbehaving: Misbehaving, path: str, reason: FailureReason
) -> None:
    failed = outcome_beside_a_good_feed(fetcher, misbehaving, misbehaving.url(path))
    assert isinstance(failed, FetchFailed)
    assert failed.reason is reason
    assert_clear(failed.sentence, "127.0.0.1")


@pytest.mark.parametrize("path", ["/slow", "/slow-header", "/silent"])
def test_who_dawdles_is_cut_off(misbehaving: Misbehaving, path: str) -> None:
    impatient = AiohttpFetcher(user_agent="Octavo/test", allowed_networks=ONLY_THIS_MACHINE, timeout_seconds=0.3)
    failed = outcome(impatient, misbehaving.url(path))
    impatient.close()
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.TIMED_OUT
    assert_clear(failed.sentence, "127.0.0.1")


def test_gone(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    gone = outcome_beside_a_good_feed(fetcher, misbehaving, misbehaving.url("/410"))
    assert isinstance(gone, Gone)
    assert_clear(gone.sentence, "127.0.0.1")


@pytest.mark.parametrize("path", ["/429", "/429-date"])
def test_who_asks_for_patience_gets_it(fetcher: AiohttpFetcher, misbehaving: Misbehaving, path: str) -> None:
    failed = outcome_beside_a_good_feed(fetcher, misbehaving, misbehaving.url(path))
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.RATE_LIMITED
    assert failed.retry_at is not None
    # a date has whole seconds
    assert abs(failed.retry_at - failed.at - timedelta(hours=2)) < timedelta(minutes=1)
    assert_clear(failed.sentence, "127.0.0.1")


def test_nobody_there(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    with socket.socket() as closed_at_once:
        closed_at_once.bind(("127.0.0.1", 0))
        port = closed_at_once.getsockname()[1]
    failed = outcome_beside_a_good_feed(fetcher, misbehaving, f"http://127.0.0.1:{port}/feed")
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.UNREACHABLE
    assert_clear(failed.sentence, "127.0.0.1")


def test_no_such_name(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    failed = outcome_beside_a_good_feed(fetcher, misbehaving, "https://no-such-paper.invalid/feed")
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.UNREACHABLE
    assert_clear(failed.sentence, "no-such-paper.invalid")


def test_an_unsigned_certificate(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    failed = outcome_beside_a_good_feed(fetcher, misbehaving, misbehaving.tls_base + "/feed")
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.BAD_TLS
    assert_clear(failed.sentence, "127.0.0.1")


def test_no_tls_where_tls_is_asked_for(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    failed = outcome(fetcher, misbehaving.url("/feed").replace("http:", "https:"))
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.BAD_TLS


@pytest.mark.parametrize(
    "url",
    ["", "no address", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "http://[::1", "http://127.0.0.1:99999/",
     "http://127.0.0.1:22/", "https://" + "a" * 70 + ".invalid/", "http://xn--/"],
)  # fmt: skip
def test_what_is_no_address(fetcher: AiohttpFetcher, misbehaving: Misbehaving, url: str) -> None:
    failed = outcome_beside_a_good_feed(fetcher, misbehaving, url)
    assert isinstance(failed, FetchFailed)
    assert failed.reason is FailureReason.BAD_ADDRESS


def test_a_request_that_cannot_be_sent_fails_alone(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    request = FetchRequest(url=misbehaving.url("/feed"), etag="two\r\nlines")
    assert isinstance(answer(fetcher, request), NoReply)


@pytest.mark.parametrize(
    "path",
    ["/gzip", "/x-gzip-padded", "/gzip-members", "/deflate", "/deflate-bare", "/gzip-gzip", "/deflate-gzip", "/feed",
     "/odd-headers", "/chain/10", "/cookie-wall"],
)  # fmt: skip
def test_what_is_unusual_but_whole_is_read(fetcher: AiohttpFetcher, misbehaving: Misbehaving, path: str) -> None:
    page = outcome(fetcher, misbehaving.url(path))
    assert isinstance(page, FetchedPage)
    assert page.body == GOOD_FEED


def test_an_empty_document_is_a_document(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    page = outcome(fetcher, misbehaving.url("/empty"))
    assert isinstance(page, FetchedPage)
    assert page.body == b""


def test_a_page_with_its_type(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    request = page_request(misbehaving.url("/article"))
    page = read_reply(request, answer(fetcher, request))
    assert isinstance(page, FetchedPage)
    assert (page.media_type, page.charset, page.body) == ("text/html", "utf-8", ARTICLE)


def test_strange_header_bytes_become_text_that_can_be_stored(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    reply = answer(fetcher, misbehaving.url("/odd-headers"))
    assert isinstance(reply, Reply)
    assert all(value.encode() for value in reply.headers.values())
    assert reply.headers["set-cookie"] == "a=b, c=d"


@pytest.mark.parametrize("path", ["/good-feed", "/good-feed-dated"])
def test_the_second_visit_is_conditional(fetcher: AiohttpFetcher, misbehaving: Misbehaving, path: str) -> None:
    first = outcome(fetcher, misbehaving.url(path))
    assert isinstance(first, FetchedPage)
    visit = Visit(source=SourceId(1), next_at=datetime.now(UTC), etag=first.etag, last_modified=first.last_modified)
    request = feed_request(misbehaving.url(path), visit)
    assert isinstance(read_reply(request, answer(fetcher, request)), NotModified)


@pytest.mark.parametrize(
    ("path", "moved_to"),
    [("/moved", "/feed"), ("/moved-for-good", "/feed"), ("/moved-in-part", None), ("/found", None), ("/feed", None)],
)
def test_only_a_wholly_permanent_move_is_a_move(
    fetcher: AiohttpFetcher, misbehaving: Misbehaving, path: str, moved_to: str | None
) -> None:
    page = outcome(fetcher, misbehaving.url(path))
    assert isinstance(page, FetchedPage)
    assert page.final_url == misbehaving.url("/feed")
    assert page.url == misbehaving.url(path)
    assert page.moved_to == (None if moved_to is None else misbehaving.url(moved_to))


def test_credentials_open_what_they_are_for(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    with_password = misbehaving.base.replace("//", "//me:s%3Acret@")
    reply = answer(fetcher, with_password + "/moved-to-secret")
    assert isinstance(reply, Reply)
    assert reply.status == 200
    assert "me:" not in reply.url
    assert reply.moved_to is not None
    moved = answer(fetcher, reply.moved_to)
    assert isinstance(moved, Reply)
    assert moved.status == 200


def test_credentials_go_nowhere_else(misbehaving: Misbehaving) -> None:
    fetcher = AiohttpFetcher(user_agent="Octavo/test", allow_private_networks=True)
    with_password = misbehaving.base.replace("//", "//me:s%3Acret@")
    misbehaving.authorizations.clear()
    answer(fetcher, with_password + "/secret-to-elsewhere")
    fetcher.close()
    (asked, had), (elsewhere, has) = misbehaving.authorizations
    assert (asked, elsewhere) == ("/secret-to-elsewhere", "/private")
    assert had is not None
    assert has is None


def test_cookies_last_for_one_chain_of_redirects(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    assert isinstance(outcome(fetcher, misbehaving.url("/cookie-wall")), FetchedPage)
    echo = answer(fetcher, misbehaving.url("/cookie-echo"))
    assert isinstance(echo, Reply)
    assert echo.body == b""


def test_a_private_network_is_out_of_reach_by_name_number_and_redirect(misbehaving: Misbehaving) -> None:
    careful = AiohttpFetcher(user_agent="Octavo/test")
    port = misbehaving.base.rpartition(":")[2]
    hosts = ["localhost", "127.0.0.1", "0x7f000001", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]"]  # noqa: S104
    requests = [(host, page_request(f"http://{host}:{port}/unseen")) for host in hosts]
    reasons = {host: reply.reason for host, reply in careful.fetch(requests) if isinstance(reply, NoReply)}
    careful.close()
    assert reasons == dict.fromkeys(hosts, FailureReason.PRIVATE_ADDRESS)
    assert misbehaving.hits["/unseen"] == 0


def test_nobody_reached_the_private_face(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    before = misbehaving.hits["/private"]
    outcome(fetcher, misbehaving.url("/to-private"))
    assert misbehaving.hits["/private"] == before


@pytest.mark.parametrize("path", ["/bomb", "/bomb-in-bomb", "/bomb-in-a-name", "/endless", "/huge-unannounced"])
def test_no_body_takes_more_memory_than_its_limit(fetcher: AiohttpFetcher, misbehaving: Misbehaving, path: str) -> None:
    limit = 4_000_000
    answer(fetcher, misbehaving.url("/feed"))
    request = replace(feed_request(misbehaving.url(path), None), max_bytes=limit)
    # the server's own parts are made in this process too
    answer(fetcher, request)
    tracemalloc.start()
    try:
        reply = answer(fetcher, request)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert isinstance(reply, NoReply)
    assert reply.reason is FailureReason.TOO_LARGE
    assert peak < 5 * limit
