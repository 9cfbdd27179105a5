from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yarl import URL

from octavo.kit.urls import canonical_url, host_of, join_url, likely_address, web_address

PIECES = st.sampled_from(
    [
        "http://",
        "HTTPS://",
        "//",
        "/",
        "..",
        "?",
        "&",
        "#",
        "%",
        "%2f",
        "%zz",
        "utm_source=x",
        "a=1",
        ":80",
        ":443",
        "@",
        "é",
        " ",
    ]
)
HOSTILE = st.one_of(
    st.text(),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=12).map(
        lambda parts: "https://example.org/" + "".join(parts)
    ),
)


@given(HOSTILE)
@example("http://a.b/?utm_source=x&%75tm_medium=y")
@example("http://xn--/")
@example("\x1fhttp://a.b/\x1f")
def test_canonical_url_is_idempotent_and_never_raises(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once) == once


@given(HOSTILE, HOSTILE)
def test_join_url_never_raises_and_leads_to_the_web_or_nowhere(base: str, ref: str) -> None:
    joined = join_url(base, ref)
    assert joined is None or joined.startswith(("http://", "https://"))


@given(HOSTILE)
def test_web_address_gives_a_web_address_or_a_sentence(text: str) -> None:
    try:
        result = web_address(text)
    except ValueError as error:
        result = str(error)
        assert result.endswith(".")
    else:
        assert web_address(result) == result


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTP://Example.ORG:80/A?b=1#c", "http://example.org/A?b=1"),
        ("https://example.org:443", "https://example.org/"),
        ("https://example.org:8443/x", "https://example.org:8443/x"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://example.org/a/../b/./%7ec", "https://example.org/b/~c"),
        ("https://example.org/a%2Fb", "https://example.org/a%2Fb"),
        ("https://example.org/x?z=1&utm_source=rss&a=2&fbclid=q", "https://example.org/x?z=1&a=2"),
        ("https://example.org/x?UTM_Campaign=1", "https://example.org/x"),
        ("https://example.org/x?ref=news&source=2&id=3", "https://example.org/x?ref=news&source=2&id=3"),
        ("https://example.org/x?a=1+2&b=%26", "https://example.org/x?a=1+2&b=%26"),
        ("https://example.org/x/", "https://example.org/x/"),
        ("  https://example.org/x ", "https://example.org/x"),
        ("http://[0:0::1]:80/", "http://[::1]/"),
        ("mailto:desk@example.org ", "mailto:desk@example.org"),
        ("http://example.org:99999/", "http://example.org:99999/"),
    ],
)
def test_canonical_url(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("example.org", "https://example.org/"),
        (" <https://Example.org/feed.xml#top> ", "https://example.org/feed.xml"),
        ("feed://example.org/rss", "https://example.org/rss"),
        ("feed:http://example.org/rss", "http://example.org/rss"),
        ("//example.org/rss", "https://example.org/rss"),
        ("localhost:8000/feed", "https://localhost:8000/feed"),
        ("http://127.0.0.1:8000/feed", "http://127.0.0.1:8000/feed"),
        ("https://me:secret@example.org/feed", "https://me:secret@example.org/feed"),
        ("https://例え.jp/フィード", "https://xn--r8jz45g.jp/%E3%83%95%E3%82%A3%E3%83%BC%E3%83%89"),
    ],
)
def test_web_address(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    ["", "   ", "news", "the daily news", "javascript:alert(1)", "file:///etc/passwd", "ftp://example.org/", "https://",
     "https://exa mple.org/", "http://example.org:99999/", "https://example.org/" + "a" * 5_000],
)  # fmt: skip
def test_web_address_refuses_with_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^\S.*\.$"):
        web_address(text)


@given(
    base=st.sampled_from(["https://example.org/a/b?c=d", "http://news.example.co.uk/", "https://example.org:8443/a"]),
    ref=st.one_of(
        st.from_regex(
            r"((https?:)?//([a-z0-9-]{1,6}\.){1,3}[a-z]{2,4})?(/[A-Za-z0-9._~,:@!()*+-]{0,6}){1,4}(\?[a-z0-9.~=&,:@!()*+/-]{0,8})?",
            fullmatch=True,
        ),
        st.lists(PIECES).map("".join),
    ),
)
@example(base="https://example.org/a", ref="/a/../b")
@example(base="https://example.org/a", ref="//other.example/b")
@example(base="https://example.org/a", ref="https://xn--0.example/b")
def test_links_that_need_no_care_come_out_as_if_they_were_taken_apart(base: str, ref: str) -> None:
    try:
        joined = URL(urljoin(base, ref.strip()))
        leads = joined.scheme in {"http", "https"} and joined.host and joined.port
        whole = joined.with_path(joined.raw_path, encoded=True, keep_query=True, keep_fragment=True)
        expected = str(whole) if leads else None
    except ValueError:
        expected = None
    assert join_url(base, ref) == expected


@pytest.mark.parametrize(
    ("base", "ref", "joined"),
    [
        ("https://example.org/a/b", "c", "https://example.org/a/c"),
        ("https://example.org/a/b", "//other.example/x", "https://other.example/x"),
        ("https://example.org/a", " /x y ", "https://example.org/x%20y"),
        ("https://example.org/", "javascript:alert(1)", None),
        ("https://example.org/", "data:text/html,x", None),
        ("https://example.org/", "http://[bad", None),
        ("", "/x", None),
    ],
)
def test_join_url(base: str, ref: str, joined: str | None) -> None:
    assert join_url(base, ref) == joined


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://me:secret@xn--bcher-kva.example:8080/x", "bücher.example"),
        ("ftp://me:secret@example.org/x", "example.org"),
        ("http://me:secret@example.org:99999/", "example.org:99999/"),
        ("no address", "no address"),
    ],
)
def test_host_of_is_what_people_read_and_never_a_password(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("htp:/example,org", "https://example.org/"),
        ("https//example.org/feed", "https://example.org/feed"),
        ("http:example.org", "https://example.org/"),
        ("example .org", "https://example.org/"),
        ("//example.org", "https://example.org/"),
        ("guardian", "https://guardian.com/"),
        ("https://example.org/", None),
        ("", None),
        ("ada@example.org", None),
        ("?!", None),
        ("words without an address", None),
    ],
)
def test_an_address_with_a_slip_in_it_is_guessed_at(slip: str, meant: str | None) -> None:
    assert likely_address(slip) == meant


@given(st.text(max_size=60))
def test_what_is_guessed_is_an_address_and_nothing_breaks_it(text: str) -> None:
    meant = likely_address(text)
    assert meant is None or web_address(meant) == meant
