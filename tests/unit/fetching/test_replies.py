from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.fetching import failure, feed_request, page_request, read_reply
from octavo.model.fetches import (
    FailureReason,
    FetchedPage,
    FetchFailed,
    FetchRequest,
    Gone,
    NoReply,
    NotModified,
    Reply,
)
from octavo.model.ids import SourceId
from octavo.model.sources import Visit

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
URL = "https://me:secret@news.example/feed.xml"


def reply(status: int, body: bytes = b"", **headers: str) -> Reply:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Reply(url="https://news.example/feed.xml", status=status, headers=named, body=body, at=AT)


def failed(answer: Reply | NoReply) -> FetchFailed:
    outcome = read_reply(page_request(URL), answer)
    assert isinstance(outcome, FetchFailed)
    return outcome


def test_a_feed_is_asked_for_on_condition_and_a_page_is_not() -> None:
    visit = Visit(source=SourceId(1), next_at=AT, etag='"a"', last_modified="Sun, 01 Mar 2026 00:00:00 GMT")
    request = feed_request(URL, visit)
    assert (request.etag, request.last_modified) == (visit.etag, visit.last_modified)
    assert "application/atom+xml" in request.accept
    assert feed_request(URL, None).etag is None
    assert page_request(URL).accept.startswith("text/html")


@pytest.mark.parametrize("status", [200, 203])
def test_a_whole_document_is_a_page_with_what_its_header_says(status: int) -> None:
    answer = reply(
        status,
        b"<p>",
        content_type='Text/HTML; boundary=x; Charset="ISO-8859-1"',
        cache_control="public, MAX-AGE=600",
        etag='W/"1"',
        last_modified="Sun, 01 Mar 2026 00:00:00 GMT",
    )
    page = read_reply(page_request(URL), answer)
    assert isinstance(page, FetchedPage)
    assert (page.url, page.final_url, page.body) == (URL, "https://news.example/feed.xml", b"<p>")
    assert (page.media_type, page.charset, page.max_age) == ("text/html", "iso-8859-1", 600)
    assert (page.etag, page.last_modified) == ('W/"1"', "Sun, 01 Mar 2026 00:00:00 GMT")


@pytest.mark.parametrize(
    ("cache_control", "max_age"),
    [("", None), ("no-cache", None), ("s-maxage=9", None), ("max-age=x", None), ("max-age=0", 0), ("a, max-age = 5", 5),
     ("max-age=999999999999", 31_536_000), ("max-age=99999999999999999999", None)],
)  # fmt: skip
def test_max_age(cache_control: str, max_age: int | None) -> None:
    page = read_reply(page_request(URL), reply(200, cache_control=cache_control))
    assert isinstance(page, FetchedPage)
    assert page.max_age == max_age


@pytest.mark.parametrize("etag", ['"\udcff"', '"\xe4"', '"a\x00"', '"' + "a" * 2_000 + '"', ""])
def test_a_validator_that_cannot_be_sent_back_is_not_kept(etag: str) -> None:
    page = read_reply(page_request(URL), reply(200, etag=etag))
    assert isinstance(page, FetchedPage)
    assert page.etag is None


def test_304_answers_a_condition_only() -> None:
    conditional = FetchRequest(url=URL, etag='"a"')
    outcome = read_reply(conditional, reply(304, cache_control="max-age=60"))
    assert outcome == NotModified(url=URL, at=AT, max_age=60)
    assert failed(reply(304)).reason is FailureReason.HTTP_ERROR


def test_410_is_gone() -> None:
    outcome = read_reply(page_request(URL), reply(410))
    assert isinstance(outcome, Gone)
    assert "news.example" in outcome.sentence


@pytest.mark.parametrize(
    ("status", "reason", "passing"),
    [
        (401, FailureReason.FORBIDDEN, False),
        (403, FailureReason.FORBIDDEN, False),
        (404, FailureReason.NOT_FOUND, False),
        (418, FailureReason.HTTP_ERROR, False),
        (429, FailureReason.RATE_LIMITED, True),
        (451, FailureReason.FORBIDDEN, False),
        (500, FailureReason.SERVER_ERROR, True),
        (503, FailureReason.SERVER_ERROR, True),
        (999, FailureReason.SERVER_ERROR, True),
        (302, FailureReason.HTTP_ERROR, False),
        (204, FailureReason.HTTP_ERROR, False),
    ],
)
def test_statuses(status: int, reason: FailureReason, *, passing: bool) -> None:
    outcome = failed(reply(status))
    assert (outcome.reason, outcome.passing) == (reason, passing)
    assert f"({status})" in outcome.sentence


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("0", timedelta(0)),
        (format_datetime(AT + timedelta(hours=2), usegmt=True), timedelta(hours=2)),
        ("Sunday, 01-Mar-26 13:00:00 GMT", timedelta(hours=1)),
        ("999999999999999999999999", timedelta(hours=24)),
        (format_datetime(AT + timedelta(days=400), usegmt=True), timedelta(hours=24)),
        (format_datetime(AT - timedelta(hours=2), usegmt=True), None),
        ("soon", None),
        ("-5", None),
        ("٣", None),
        ("", None),
    ],
)
def test_retry_after(value: str, wait: timedelta | None) -> None:
    assert failed(reply(429, retry_after=value)).retry_at == (None if wait is None else AT + wait)


@given(st.text(), st.text(), st.text(), st.integers(100, 999))
def test_no_header_is_too_strange(retry_after: str, content_type: str, cache_control: str, status: int) -> None:
    answer = reply(status, retry_after=retry_after, content_type=content_type, cache_control=cache_control)
    outcome = read_reply(page_request(URL), answer)
    assert outcome.url == URL


@pytest.mark.parametrize("reason", list(FailureReason))
def test_every_failure_has_one_sentence_that_names_the_host_and_says_what_to_do(reason: FailureReason) -> None:
    outcome = failed(NoReply(reason=reason, detail="ECONNREFUSED 0xff", at=AT))
    assert outcome.reason is reason
    assert "news.example" in outcome.sentence
    assert outcome.sentence.endswith(".")
    assert "\n" not in outcome.sentence
    assert "{" not in outcome.sentence
    assert "secret" not in outcome.sentence
    assert "ECONN" not in outcome.sentence
    assert any(word in outcome.sentence for word in ("check", "wait", "open it", "look for"))


def test_what_is_too_large_says_how_large_it_may_be() -> None:
    assert "(10 MB)" in failed(NoReply(reason=FailureReason.TOO_LARGE, detail="", at=AT)).sentence


def test_a_document_of_no_use_fails_in_the_same_words() -> None:
    outcome = failure(URL, FailureReason.NOT_A_FEED, AT)
    assert not outcome.passing
    assert outcome.sentence.startswith("What news.example sent is not a feed:")
