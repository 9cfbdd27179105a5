from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest
from tests.integration.http.misbehaving import GOOD_FEED, Misbehaving

from octavo.adapters.http import AiohttpFetcher
from octavo.adapters.http.guard import is_public
from octavo.model.fetches import FailureReason, FetchRequest, NoReply, Reply

if TYPE_CHECKING:
    from collections.abc import Iterator


def make_fetcher(*, concurrency: int = 24, per_host: int = 2) -> AiohttpFetcher:
    return AiohttpFetcher(
        user_agent="Octavo/test",
        allowed_networks=("127.0.0.1/32",),
        # longer than any test may take: nothing here passes because time ran out
        timeout_seconds=3_600,
        concurrency=concurrency,
        per_host=per_host,
    )


@pytest.fixture
def fetcher() -> Iterator[AiohttpFetcher]:
    fetcher = make_fetcher()
    yield fetcher
    fetcher.close()


def is_good(reply: Reply | NoReply) -> bool:
    return isinstance(reply, Reply) and reply.body == GOOD_FEED


def test_answers_come_as_they_are_ready(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    requests = [(path, FetchRequest(url=misbehaving.url(path))) for path in ("/silent", "/feed")]
    answers = fetcher.fetch(requests)
    key, reply = next(answers)
    assert key == "/feed"
    assert is_good(reply)


def test_requests_are_drawn_as_they_are_needed(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    drawn = count()
    requests = ((next(drawn), FetchRequest(url=misbehaving.url("/feed"))) for _ in count())
    answers = fetcher.fetch(requests)
    assert next(drawn) == 0
    assert all(is_good(reply) for _, reply in islice(answers, 5))
    assert next(drawn) < 100


def test_closing_the_iterator_frees_the_turns_it_held(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    silent = FetchRequest(url=misbehaving.url("/silent"))
    feed = FetchRequest(url=misbehaving.url("/feed"))
    answers = fetcher.fetch([(0, feed), (1, silent), (2, silent), (3, silent)])
    assert is_good(next(answers)[1])
    answers.close()
    ((_, reply),) = fetcher.fetch([("after", feed)])
    assert is_good(reply)


@pytest.mark.parametrize(("concurrency", "per_host", "most"), [(24, 2, 2), (3, 8, 3), (1, 1, 1)])
def test_few_are_under_way_at_once(misbehaving: Misbehaving, concurrency: int, per_host: int, most: int) -> None:
    fetcher = make_fetcher(concurrency=concurrency, per_host=per_host)
    misbehaving.crowds.clear()
    requests = [(number, FetchRequest(url=misbehaving.url("/crowd"))) for number in range(20)]
    answers = dict(fetcher.fetch(requests))
    fetcher.close()
    assert len(answers) == 20
    assert max(misbehaving.crowds) == most


def test_several_threads_may_fetch_at_once(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    def fetch_some(thread: int) -> set[tuple[int, int]]:
        requests = (((thread, number), FetchRequest(url=misbehaving.url("/feed"))) for number in range(15))
        return {key for key, reply in fetcher.fetch(requests) if is_good(reply)}

    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(fetch_some, range(4)))
    assert found == [{(thread, number) for number in range(15)} for thread in range(4)]


def test_closing_the_fetcher_ends_what_is_under_way(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    reached = threading.Event()

    def requests() -> Iterator[tuple[int, FetchRequest]]:
        yield 1, FetchRequest(url=misbehaving.url("/silent"))
        reached.set()

    with ThreadPoolExecutor(1) as threads:
        pending = threads.submit(lambda: list(fetcher.fetch(requests())))
        reached.wait()
        fetcher.close()
        ((_, reply),) = pending.result()
    assert isinstance(reply, NoReply)
    assert reply.detail == "the fetcher was closed"


def test_a_closed_fetcher_answers_that_it_cannot(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    fetcher.close()
    fetcher.close()
    ((_, reply),) = fetcher.fetch([(1, FetchRequest(url=misbehaving.url("/feed")))])
    assert isinstance(reply, NoReply)
    assert reply.reason is FailureReason.UNREACHABLE


def test_nothing_to_fetch_starts_nothing(fetcher: AiohttpFetcher) -> None:
    threads = threading.active_count()
    assert list(fetcher.fetch([])) == []
    assert threading.active_count() == threads


def test_trouble_with_the_requests_is_the_callers(fetcher: AiohttpFetcher, misbehaving: Misbehaving) -> None:
    def requests() -> Iterator[tuple[int, FetchRequest]]:
        yield 1, FetchRequest(url=misbehaving.url("/silent"))
        raise LookupError("the library is closed")

    with pytest.raises(LookupError, match="the library is closed"):
        list(fetcher.fetch(requests()))


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1", True),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::808:808", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.0.8", False),
        ("198.18.0.1", False),
        ("240.0.0.1", False),
        ("::", False),
        ("::1", False),
        ("::127.0.0.1", False),
        ("fe80::1%eth0", False),
        ("fec0::1", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b:1::1", False),
        ("2002:7f00:1::", False),
        ("2001:0:4136:e378:8000:63bf:80ff:fffe", False),
        ("2001:db8::1", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public
