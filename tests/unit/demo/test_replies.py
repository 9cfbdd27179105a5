"""Conditional GET and content coding, as RFC 9110 has them."""

from __future__ import annotations

import gzip
from email.message import Message
from typing import TYPE_CHECKING

import pytest

from octavo.demo import papers
from octavo.demo.replies import reply_with

if TYPE_CHECKING:
    from octavo.demo.replies import HttpReply
    from octavo.demo.sites import Document, Site

KEYS = [paper.key for paper in papers.ALL]
BY_KEY = {paper.key: paper for paper in papers.ALL}


def asked(**headers: str) -> Message:
    message = Message()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return message


def headers(reply: HttpReply) -> dict[str, str]:
    return dict(reply.headers)


@pytest.fixture(name="feed", params=KEYS)
def feed_of_each(sites: dict[str, Site], request: pytest.FixtureRequest) -> tuple[str, Document]:
    site = sites[request.param]
    return request.param, site.document(site.paper.feed_path)


def test_validators_come_back_as_not_modified(feed: tuple[str, Document]) -> None:
    key, document = feed
    first = reply_with(document, BY_KEY[key], asked())
    sent = headers(first)
    questions = [asked(If_None_Match=sent["ETag"])] if "ETag" in sent else []
    questions += [asked(If_Modified_Since=sent["Last-Modified"])] if "Last-Modified" in sent else []
    assert first.status == 200
    assert questions
    for question in questions:
        again = reply_with(document, BY_KEY[key], question)
        assert (again.status, again.body) == (304, b"")
        assert headers(again).get("ETag") == sent.get("ETag")


def test_each_paper_has_its_own_validators(sites: dict[str, Site]) -> None:
    kinds = {}
    for key, site in sites.items():
        sent = headers(reply_with(site.document(site.paper.feed_path), site.paper, asked()))
        kinds[key] = ("ETag" in sent, "Last-Modified" in sent)
    assert kinds == {
        "courier": (True, True),
        "post": (False, True),
        "ledger": (True, False),
        "dispatch": (False, True),
        "tide": (True, True),
    }


@pytest.mark.parametrize(
    ("question", "status"),
    [
        (asked(If_None_Match="*"), 304),
        (asked(If_None_Match='"other"'), 200),
        (asked(If_None_Match='"other"', If_Modified_Since="Sun, 14 Jun 2026 00:00:00 GMT"), 200),
        (asked(If_Modified_Since="Sun, 14 Jun 2026 00:00:00 GMT"), 304),
        (asked(If_Modified_Since="Mon, 08 Jun 2026 00:00:00 GMT"), 200),
        (asked(If_Modified_Since="yesterday, I think"), 200),
        (asked(If_Modified_Since=""), 200),
    ],
)
def test_tags_count_before_times(sites: dict[str, Site], question: Message, status: int) -> None:
    site = sites["courier"]
    assert reply_with(site.document("/rss.xml"), site.paper, question).status == status


def test_a_weak_tag_among_others_is_recognised(sites: dict[str, Site]) -> None:
    site = sites["ledger"]
    document = site.document(site.paper.feed_path)
    tag = headers(reply_with(document, site.paper, asked()))["ETag"]
    assert tag.startswith('W/"')
    for known in (f'"a", {tag}', tag.removeprefix("W/")):
        assert reply_with(document, site.paper, asked(If_None_Match=known)).status == 304


@pytest.mark.parametrize(
    ("accepted", "packed"),
    [("gzip, deflate", True), ("br;q=1.0, GZIP;q=0.8", True), ("gzip;q=0", False), ("identity", False), ("", False)],
)
def test_gzip_where_it_is_taken(sites: dict[str, Site], accepted: str, *, packed: bool) -> None:
    site = sites["tide"]
    document = site.document("/")
    reply = reply_with(document, site.paper, asked(Accept_Encoding=accepted))
    sent = headers(reply)
    assert ("Content-Encoding" in sent) is packed
    assert (gzip.decompress(reply.body) if packed else reply.body) == document.body
    assert sent["Content-Length"] == str(len(reply.body))
    assert sent["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("key", KEYS)
def test_a_missing_page_has_no_validators(sites: dict[str, Site], key: str) -> None:
    reply = reply_with(sites[key].document("/nothing"), BY_KEY[key], asked(If_None_Match="*"))
    assert reply.status == 404
    assert set(headers(reply)) == {"Content-Type", "Content-Length"}
