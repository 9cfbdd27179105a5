"""Which rules hold for a page, and what they do and leave alone."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from octavo.extracting import begin, everywhere, explain, extract, findings_on, holds_for, read_rules
from octavo.extracting.page import read_page
from octavo.extracting.publishers.matching import rules_for
from octavo.extracting.publishers.selectors import elements_of, read_selector
from octavo.model.articles import Draft
from octavo.model.explanations import PageExplanation
from octavo.model.sources import Lead

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.fetches import FetchedPage
    from octavo.model.publishers import PublisherRules

    Fetched = Callable[..., FetchedPage]

URL = "https://quay.example/port/1"
GENERAL = "<p>The lamp at the northern pier was lit at dusk, as it has been every evening for a hundred years.</p>" * 3
PAGE = f"""<html><head><title>The lamp</title></head><body><article><h1>The lamp</h1>{GENERAL}</article>
<div class="x"><p>One line.</p><p class="ad">Buy this.</p><p>Two <b class="ad">new</b> lines.</p></div></body></html>"""


def _rules(
    layout: str = 'body = ".x"', *, hosts: str = '"quay.example"', paths: str = "", name: str = "Q"
) -> PublisherRules:
    head = f'name = "{name}"\nhosts = [{hosts}]\n' + (f"paths = [{paths}]\n" if paths else "")
    return read_rules(f"{name}.toml", f"{head}[[layout]]\n{layout}\n")


def _texts(drawn: object) -> list[str]:
    assert isinstance(drawn, Draft)
    return [block.text for block in drawn.blocks]


@pytest.mark.parametrize(
    ("hosts", "paths", "url", "holds"),
    [
        ('"quay.example"', "", "https://quay.example/", True),
        ('"quay.example"', "", "https://www.quay.example/", True),
        ('"www.quay.example"', "", "http://QUAY.example:8080/x", True),
        ('"quay.example"', "", "https://m.quay.example/", False),
        ('"quay.example"', "", "https://quay.example.org/", False),
        ('"*.quay.example"', "", "https://m.quay.example/", True),
        ('"*.quay.example"', "", "https://quay.example/", False),
        ('"*.quay.example"', "", "https://aquay.example/", False),
        ('"bücher.example"', "", "https://xn--bcher-kva.example/", True),
        ('"127.0.0.1"', "", "http://127.0.0.1:8026/x", True),
        ('"[::1]"', "", "http://[::1]:8026/x", True),
        ('"quay.example"', '"/port"', "https://quay.example/port/1", True),
        ('"quay.example"', '"/port"', "https://quay.example/port", True),
        ('"quay.example"', '"/port"', "https://quay.example/portrait", False),
        ('"quay.example"', '"/"', "https://quay.example", True),
        ('"quay.example"', "", "nonsense", False),
        ('"quay.example"', "", "https://[", False),
    ],
)
def test_rules_hold_for_hosts_and_paths(hosts: str, paths: str, url: str, holds: bool) -> None:
    rules = _rules(hosts=hosts, paths=paths)
    assert holds_for(rules, url) is holds
    assert holds_for(everywhere(rules), url)


def test_the_closest_rules_win_and_of_equals_the_first() -> None:
    wide, narrow = _rules(hosts='"*.quay.example"', name="wide"), _rules(hosts='"m.quay.example"', name="narrow")
    path = _rules(hosts='"m.quay.example"', paths='"/port"', name="path")
    twin = _rules(hosts='"m.quay.example"', paths='"/port"', name="twin")
    assert rules_for((wide, narrow, path, twin), "https://m.quay.example/port/1") == path
    assert rules_for((wide, narrow, path), "https://m.quay.example/") == narrow
    assert rules_for((wide, narrow, path), "https://a.quay.example/") == wide
    assert rules_for((wide, narrow, path), "https://quay.example/") is None


def test_dropped_elements_go_before_the_body_is_read(fetched: Fetched) -> None:
    draft = extract(fetched(PAGE, url=URL), rules=(_rules('body = ".x"\ndrop = ".ad"'),))
    assert _texts(draft) == ["One line.", "Two lines."]


def test_dropped_lines_are_whole_lines_in_any_looks(fetched: Fetched) -> None:
    draft = extract(fetched(PAGE, url=URL), rules=(_rules('body = ".x"\ndrop_lines = ["“BUY THIS!”", "Two", "One"]'),))
    assert _texts(draft) == ["One line.", "Two new lines."]


def test_nested_matches_come_once_and_in_the_order_of_the_page(fetched: Fetched) -> None:
    draft = extract(fetched(PAGE, url=URL), rules=(_rules('body = [".x p", ".x", ".x b"]'),))
    assert _texts(draft) == ["One line.", "Buy this.", "Two new lines."]


@pytest.mark.parametrize("body", [".y", ".x .ad", "script", "b.ad"])
def test_where_nothing_is_left_the_general_choice_stands_with_the_reason(fetched: Fetched, body: str) -> None:
    page = fetched(PAGE.replace("Two <b", "<script>var a</script><b"), url=URL)
    general, ruled = extract(page), extract(page, rules=(_rules(f'body = "{body}"\ndrop = ".ad"\ntitle = ".x"'),))
    assert isinstance(general, Draft)
    assert isinstance(ruled, Draft)
    assert (ruled.blocks, ruled.title) == (general.blocks, general.title)
    assert ruled.extracted_by == f"{general.extracted_by}; publisher rules Q matched nothing"


@pytest.mark.parametrize("tag", ["form", "nav", "template", 'div hidden=""', 'div style="display:none"'])
def test_a_body_that_is_usually_skipped_is_read_all_the_same(fetched: Fetched, tag: str) -> None:
    page = f"<html><title>T</title><{tag} id=b><p>One line of it.</p></{tag.split(maxsplit=1)[0]}></html>"
    assert _texts(extract(fetched(page, url=URL), rules=(_rules('body = "#b"'),))) == ["One line of it."]


def test_a_layout_that_has_ended_is_skipped_by_newer_pages(fetched: Fetched) -> None:
    rules = _rules('body = ".x"\nuntil = 2026-01-15\n[[layout]]\nbody = ".x p.ad"')
    new = ["Buy this."]
    old = ["One line.", "Buy this.", "Two new lines."]

    def dated(day: str | None) -> list[str]:
        meta = f'<meta property="article:published_time" content="{day}">' if day else ""
        return _texts(extract(fetched(PAGE.replace("<head>", f"<head>{meta}"), url=URL), rules=(rules,)))

    assert [dated("2026-01-14"), dated("2026-01-15"), dated("2026-01-16"), dated(None)] == [old, old, new, old]


def test_the_day_of_a_layout_is_its_own_rule_first_and_the_feeds_last(fetched: Fetched) -> None:
    rules = _rules('body = ".x"\nuntil = 2026-01-15\npublished = "i"\n[[layout]]\nbody = ".x p.ad"')
    lead = Lead(url=URL, guid=URL, title="The lamp", published_at=datetime(2026, 2, 1, tzinfo=UTC))
    assert _texts(extract(fetched(PAGE, url=URL), lead, (rules,))) == ["Buy this."]
    own = fetched(PAGE.replace('<div class="x">', '<i>3 January 2026</i><div class="x">'), url=URL)
    assert len(_texts(extract(own, lead, (rules,)))) == 3


def test_the_page_is_left_as_it_was(fetched: Fetched) -> None:
    read = read_page(fetched(PAGE, url=URL), rules=(_rules('body = ".x"\ndrop = "article, .ad"'),))
    assert read.root is not None
    assert b"Buy this" in etree.tostring(read.root)


def test_fields_tell_their_rule_as_the_place(fetched: Fetched) -> None:
    explained = explain(
        fetched(PAGE, url=URL), (_rules('body = ".x"\ntitle = "p.ad"\nbyline = "p.nobody"\ndrop = "b"'),)
    )
    assert isinstance(explained, PageExplanation)
    assert explained.extracted_by == "publisher rules: Q"
    places = {field.field: (field.value, field.source) for field in explained.fields}
    assert places["title"] == ("Buy this.", "publisher rules Q: title = p.ad")
    assert "byline" not in places
    verdicts = {line.text: line.reason for line in explained.lines}
    assert verdicts["One line."] == "stands in the body that the publisher rules name"
    assert verdicts["Two lines."] == "what the publisher rules leave of a line"
    assert verdicts["Two new lines."] == "not in the body that the rules name"


def test_the_lead_picture_is_not_repeated_in_the_body(fetched: Fetched) -> None:
    figures = "".join(
        f"<figure><img src=/{name}.jpg><figcaption>The {name}</figcaption></figure>" for name in ("pier", "boat")
    )
    page = fetched(PAGE.replace('<div class="x">', f'<div class="x">{figures}'), url=URL)
    draft = extract(page, rules=(_rules('body = ".x"\nimage = ".x figure"'),))
    assert isinstance(draft, Draft)
    assert draft.image is not None
    assert (draft.image.url, draft.image.caption) == ("https://quay.example/pier.jpg", "The pier")
    assert [block.url for block in draft.blocks if block.url] == ["https://quay.example/boat.jpg"]


def test_no_other_version_is_asked_for_where_rules_chose(fetched: Fetched) -> None:
    page = fetched(PAGE.replace("<head>", '<head><link rel="amphtml" href="/amp">'), url=URL)
    assert begin(page).wanted is not None
    assert begin(page, rules=(_rules(),)).wanted is None


def test_findings_count_what_each_rule_finds(fetched: Fetched) -> None:
    rules = _rules(
        'body = ".x"\ndrop = ".ad"\ntitle = "h7"\nimage = "img@src"\ndrop_lines = "One line"\nuntil = 2025-01-01'
    )
    found = {finding.key: (finding.rule, finding.count) for finding in findings_on(rules, fetched(PAGE, url=URL))}
    assert found == {
        "until": ("2025-01-01", 1),
        "drop": (".ad", 2),
        "body": (".x", 1),
        "title": ("h7", 0),
        "image": ("img@src", 0),
        "drop_lines": ("One line", 1),
    }
    assert findings_on(rules, fetched(b"", url=URL)) == ()


@pytest.mark.parametrize(
    ("css", "ids"),
    [
        ("div p", "abcd"),
        ("div > p", "ad"),
        ("h2 + p", "a"),
        ("h2 ~ p", "ad"),
        ("#c, h2", "hc"),
        ("section > p:first-child", "b"),
        ("p:not(#a):not(#d)", "bc"),
        ("div > section p:nth-child(2)", "c"),
        ("section p ~ p", "c"),
        ("p div", ""),
    ],
)
def test_selectors_mean_what_css_says(css: str, ids: str) -> None:
    root = etree.fromstring("<div><h2 id='h'/><p id='a'/><section><p id='b'/><p id='c'/></section><p id='d'/></div>")
    assert "".join(element.get("id", "") for element in elements_of((read_selector(css),), root)) == ids


@pytest.mark.parametrize("css", ["* * * * *", "p ~ p ~ p", "p + p + p", "p:nth-child(2n+1):nth-last-of-type(3n)"])
@pytest.mark.parametrize(
    "page", ["<p>x" * 12_000, "<div>" * 200 + ("<p>x</p>" * 12_000), ("<b>" * 200 + "</b>" * 200) * 60]
)
def test_no_page_takes_longer_than_its_length(fetched: Fetched, css: str, page: str) -> None:
    rules = _rules(f'body = "{css}"\ndrop = "{css}"')
    began = time.process_time()
    read_page(fetched(f"<title>T</title>{GENERAL}", url=URL), rules=(rules,))
    extract(fetched(page, url="https://other.example/"))
    general = time.process_time() - began
    began = time.process_time()
    extract(fetched(page, url=URL), rules=(rules,))
    assert time.process_time() - began < 2 * general + 1


PIECES = (
    "<p>",
    "<div class=x>",
    "One line.",
    "<table><tr><td>",
    "<figure><img src=a.jpg>",
    "<b>",
    "</b>",
    "<form>",
    "</div>",
    "<li>",
)
SELECTORS = ("*", "html", ":root", "p", ".x", "b, td", "div > *", "img", "p + p", "td ~ td")


@settings(deadline=None)
@given(
    page=st.lists(st.sampled_from(PIECES), max_size=30).map("".join),
    selectors=st.tuples(*[st.sampled_from(SELECTORS)] * 3),
    field=st.sampled_from((*SELECTORS, "*@class", "img@src")),
)
def test_any_rules_on_any_page_come_to_something(
    fetched: Fetched, page: str, selectors: tuple[str, str, str], field: str
) -> None:
    body, drop, wall = selectors
    fields = "".join(f'{key} = "{field}"\n' for key in ("title", "byline", "published", "image"))
    rules = _rules(f'body = "{body}"\ndrop = "{drop}"\npaywall = "{wall}"\n{fields}')
    read = read_page(fetched(page, url=URL), rules=(rules,))
    assert not read.rules_apply or isinstance(read.drawn, Draft)
    findings_on(rules, fetched(page, url=URL))
