from __future__ import annotations

import json

import pytest

from octavo.extracting.facts import Facts, facts_of
from octavo.extracting.pages import parse_html
from octavo.extracting.titles import site_names, title_of, without_site

URL = "https://www.skarnpost.example/sea/ferry-aground"


def facts(head: str = "", body: str = "") -> Facts:
    root = parse_html(f"<html lang='en'><head>{head}</head><body>{body}<p>text</p></body></html>")
    assert root is not None
    return facts_of(root)


def headline(text: str) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "headline": text})}</script>'


def shared(text: str) -> str:
    return f'<meta property="og:title" content="{text}">'


@pytest.mark.parametrize(
    ("head", "body", "title", "source"),
    [
        (
            headline("Ferry runs aground") + shared("You won't believe this ferry"),
            "<h1>Ferry runs aground</h1>",
            "Ferry runs aground",
            "heading, JSON-LD headline",
        ),
        (
            headline("Skarn ferry: what to know in 2026") + shared("Ferry runs aground"),
            "<h1>Ferry runs aground</h1>",
            "Ferry runs aground",
            "heading, og:title",
        ),
        (
            headline("Thick fog: Ferry runs aground") + shared("Thick fog: Ferry runs aground"),
            "<h1>Ferry runs aground</h1>",
            "Thick fog: Ferry runs aground",
            "JSON-LD headline, og:title",
        ),
        (
            shared("Ferry runs aground off the port of Skarn"),
            "<h1>The Skarn Post</h1><h1>Ferry runs aground off Skarn in thick fog</h1><h1>Comments</h1>",
            "Ferry runs aground off Skarn in thick fog",
            "heading",
        ),
        (
            shared("Ferry runs aground") + "<title>Ferry runs aground – Sea – The Skarn Post</title>",
            "<h1><span>Sea</span> <span>Ferry runs aground</span> <em>87</em></h1>",
            "Ferry runs aground",
            "heading, og:title",
        ),
        (
            shared("Ferry aground") + "<title>Ferry aground: fog blamed</title>",
            "<h1><b>Ferry aground</b>: fog blamed</h1>",
            "Ferry aground: fog blamed",
            "heading, title",
        ),
        (headline("Live: Ferry runs aground"), "<h1>Menu</h1>", "Live: Ferry runs aground", "JSON-LD headline"),
        (shared("Ferry aground &amp;amp; adrift"), "", "Ferry aground & adrift", "og:title"),
        ("<title>Ferry runs aground | Skarn Post</title>", "", "Ferry runs aground", "title"),
        ("", "<h1>Ferry runs aground</h1>", "Ferry runs aground", "heading"),
        (
            shared("渡船がスカルン沖の岩礁で座礁、乗客全員が無事"),
            "<h1>渡船がスカルン沖で座礁、乗客全員が無事に救助</h1>",
            "渡船がスカルン沖で座礁、乗客全員が無事に救助",
            "heading",
        ),
    ],
)
def test_the_title_is_what_two_places_agree_on(head: str, body: str, title: str, source: str) -> None:
    found = title_of(facts(head, body), URL)
    assert found is not None
    assert (found.value, found.source) == (title, source)


def test_a_headline_cut_for_search_engines_is_completed_by_the_heading() -> None:
    whole = "The ferry that ran aground off Skarn in thick fog had been inspected twice, and found wanting, in a month"
    cut = whole[:95]
    found = title_of(facts(headline(cut) + shared(cut), f"<h1>{whole}</h1>"), URL)
    assert found is not None
    assert found.value == whole


def test_nothing_is_no_title() -> None:
    assert title_of(facts(), URL) is None


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Ferry aground | Sport | Skarn Post", "Ferry aground"),
        ("Skarn Post: Ferry aground", "Skarn Post: Ferry aground"),
        ("Skarn Post – Ferry aground", "Ferry aground"),
        ("Ferry aground: fog blamed | SP", "Ferry aground: fog blamed"),
        ("渡船座礁_国内_スカルン新聞", "渡船座礁"),
        ("渡船座礁：スカルン新聞", "渡船座礁"),
        ("Ferry-boat aground", "Ferry-boat aground"),
        ("Skarn Post", "Skarn Post"),
    ],
)
def test_site_and_section_are_taken_off_the_ends(title: str, bare: str) -> None:
    names = frozenset(["skarnpost", "sp", "スカルン新聞"])
    assert without_site(title, names, frozenset(["sport"])) == bare


def test_a_site_goes_by_its_names_its_host_and_its_initials() -> None:
    head = '<meta property="og:site_name" content="The Skarn Post"><title>Ferry aground off Skarn | Ahoy</title>'
    names = site_names(facts(head, "<h1>Ahoy</h1>"), URL)
    assert {"theskarnpost", "skarnpost", "tsp", "ahoy"} <= names


@pytest.mark.parametrize(
    "path",
    [
        "<nav><ol class='breadcrumb'><li><a href='/sea'>Sea</a></li><li><h1>Skarn: ferry news</h1></li></ol></nav>",
        "<ul><li><h1 data-breadcrumb-headline>Skarn: ferry news</h1></li></ul>",
        "<h1 itemprop='alternativeHeadline'>Skarn: ferry news</h1>",
    ],
)
def test_a_heading_that_is_a_step_of_the_path_is_not_the_headline(path: str) -> None:
    body = f"{path}<article><hgroup><h2>Ferry runs aground in fog</h2></hgroup><p>It was foggy.</p></article>"
    found = title_of(facts(headline("Ferry runs aground in fog") + shared("Skarn: ferry news"), body), URL)
    assert found is not None
    assert (found.value, found.source) == ("Ferry runs aground in fog", "heading, JSON-LD headline")


def test_a_heading_deep_in_the_text_does_not_stand_in_for_the_headline() -> None:
    text = "The ferry lay on the rocks of Skarn until the tide came in. " * 5
    body = f"<ol class='breadcrumb'><li><h1>Ferry aground</h1></li></ol><main><p>{text}</p><h2>The fog</h2></main>"
    found = title_of(facts(shared("Ferry aground"), body), URL)
    assert found is not None
    assert found.value == "Ferry aground"


def test_a_kicker_that_is_told_apart_by_its_looks_is_told_apart_by_the_statement() -> None:
    heading = "<h1><span>Fog at sea</span> <span>Ferry runs aground</span></h1>"
    found = title_of(facts(headline("Fog at sea: Ferry runs aground"), heading), URL)
    assert found is not None
    assert found.value == "Fog at sea: Ferry runs aground"
