"""Lines that belong to the article, or do not, for where they stand, on pages that were made up for it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.extracting.choosing.apart import apart
from octavo.extracting.choosing.belonging import belonging
from octavo.extracting.choosing.candidates import Hints, candidates_of
from octavo.extracting.pages import parse_html

BEFORE = "The harbour board voted on Tuesday to dredge the northern channel, four years after the first survey of it."
BEHIND = (
    "The work is to begin in June and to cost 14 million crowns, a third of which the province has promised to pay."
)
SAID = "“We have lost eleven sailings this winter alone,” said Ida Moen, who runs the freight terminal at Skarn."
LINK = "<a href='/others/{}'>Another report of that day</a>"


def with_middle(middle: str, likely: float, *, before: str = BEFORE) -> list[str]:
    """What belongs to the article between two paragraphs that are kept, where all else is ``likely`` to some degree."""
    root = parse_html(f"<html><body><article><div><p>{before}</p>{middle}<p>{BEHIND}</p></div></article></body></html>")
    assert root is not None
    candidates = candidates_of(root, Hints(), base="https://paper.example/")
    kept = {before, BEHIND}
    probabilities = np.array([0.9 if one.block.text in kept else likely for one in candidates], dtype=np.float32)
    return [candidates[row].block.text for row in sorted(belonging(candidates, probabilities))]


@pytest.mark.parametrize(
    "middle",
    [
        "<ul><li>Tern Rocks</li><li>Skarn</li></ul>",
        "<ul><li><p>Tern Rocks</p></li><li><p>Skarn</p></li></ul>",
        "<ul><li>Tern Rocks<ul><li>Skarn</li></ul></li></ul>",
        "<ol><li><ul><li><p>Tern Rocks</p></li><li>Skarn</li></ul></li></ol>",
        "<blockquote><div><p>Tern Rocks</p><p>Skarn</p></div></blockquote>",
    ],
)
def test_items_and_quotes_between_paragraphs_belong_to_them_however_they_are_nested(middle: str) -> None:
    assert with_middle(middle, 0.2) == ["Tern Rocks", "Skarn"]
    assert with_middle(middle, 0.01) == []


def test_what_stands_in_another_box_does_not() -> None:
    box = "<section><ul><li>Tern Rocks</li></ul></section>"
    assert with_middle(box, 0.4) == []
    assert with_middle(f"<ul><li>{LINK}</li></ul>", 0.4) == []


@pytest.mark.parametrize("name", ["twitter-tweet", "instagram-media", "bluesky-embed"])
def test_an_embedded_post_belongs_to_the_article_that_it_stands_in(name: str) -> None:
    post = f"<blockquote class='{name}'><p>Fog!</p>— Ida (@ida) <a href='/ida/1'>May 2, 2026</a></blockquote>"
    assert with_middle(post, 0.01) == ["Fog!", "— Ida (@ida) May 2, 2026"]
    assert with_middle(f"<div><div>{post}</div></div>", 0.01) == ["Fog!", "— Ida (@ida) May 2, 2026"]
    assert with_middle(post.replace(name, "comment"), 0.01) == []


@pytest.mark.parametrize(
    ("name", "likely", "belongs"), [("para", 0.4, True), ("para", 0.2, False), ("aside", 0.4, False)]
)
def test_running_text_in_a_box_like_those_of_the_article_belongs_to_it(name: str, likely: float, belongs: bool) -> None:
    texts = [BEFORE, f"It rained. {BEFORE}", f"It froze. {BEFORE}", BEHIND]
    boxes = [f"<div class='para'><p>{text}</p></div>" for text in texts]
    unsure = f"<div class='{name}'><p>{SAID}</p></div>"
    root = parse_html(f"<html><body>{''.join(boxes[:2])}{unsure}{''.join(boxes[2:])}{unsure}</body></html>")
    assert root is not None
    candidates = candidates_of(root, Hints(), base="https://paper.example/")
    probabilities = np.array([0.9, 0.9, likely, 0.9, 0.9, likely], dtype=np.float32)
    assert belonging(candidates, probabilities) == (frozenset({2}) if belongs else frozenset())


def test_posts_right_behind_the_last_paragraph_belong_to_it() -> None:
    post = "<blockquote class='twitter-tweet'><p>{}</p></blockquote>"
    posts = f"{post.format('Fog!')}{post.format('Rain!')}<p>Read on</p>{post.format('Snow!')}"
    for around, found in (("article", ["Fog!", "Rain!"]), ("footer", [])):
        behind = posts if around == "article" else f"</article><{around}>{posts}</{around}>"
        root = parse_html(f"<html><body><main><article><p>{BEFORE}</p>{behind}</body></html>")
        assert root is not None
        candidates = candidates_of(root, Hints(), base="https://paper.example/")
        probabilities = np.array([0.9] + [0.1] * (len(candidates) - 1), dtype=np.float32)
        assert [candidates[row].block.text for row in sorted(belonging(candidates, probabilities))] == found


def test_what_a_line_announces_belongs_to_it() -> None:
    told = f"<section><div><blockquote><p>{SAID}</p></blockquote></div></section>"
    assert with_middle(told, 0.01, before=f"{BEFORE[:-1]}:") == [SAID]
    assert with_middle(told, 0.01) == []
    links = "".join(f"<li>{LINK.format(number)}</li>" for number in range(3))
    assert with_middle(f"<section><ul>{links}</ul></section>", 0.01, before=f"{BEFORE[:-1]}:") == []


@pytest.mark.parametrize(
    ("section", "is_bare"),
    [
        (f"<ul><li>{LINK}</li></ul>", True),
        (f"<p>{LINK}</p>", True),
        ("<ul><li>Tern Rocks</li></ul>", True),
        (f"<p>{SAID}</p>", False),
        ("", False),
    ],
)
def test_a_heading_of_links_that_were_left_out_goes(section: str, is_bare: bool) -> None:
    for one, other, goes in ((3, 3, is_bare), (3, 2, is_bare), (2, 3, False)):
        html = f"<h{one}>More of it</h{one}>{section}<h{other}>The work</h{other}><p>{BEHIND}</p>"
        root = parse_html(f"<html><body><article><p>{BEFORE}</p>{html}</article></body></html>")
        assert root is not None
        candidates = candidates_of(root, Hints(), base="https://paper.example/")
        wanted = {BEFORE, "More of it", "The work", BEHIND}
        kept = [row for row, line in enumerate(candidates) if line.block.text in wanted]
        assert [candidates[row].block.text for row in apart(candidates, kept)] == ["More of it"] * goes


LONG = f"<p>{BEFORE}</p><p>{SAID}</p><p>{BEHIND}</p><p>{BEFORE} {SAID}</p>"
OPINION = "Waste of money if you ask me, the sand will be back by autumn as it always is."


def left_out(body: str) -> list[str]:
    """Which lines of a page go although all were kept."""
    root = parse_html(f"<html><body>{body}</body></html>")
    assert root is not None
    candidates = candidates_of(root, Hints(), base="https://paper.example/")
    return [candidates[row].block.text for row in sorted(apart(candidates, range(len(candidates))))]


@pytest.mark.parametrize(
    "told",
    [
        f"<div class='comment'><p>{OPINION}</p></div>",
        f"<section id='comments'><ul><li><div><p>{OPINION}</p></div></li></ul></section>",
        f"<div class='CommentsList__row'><p>{OPINION}</p></div>",
        f"<div id='disqus_thread'>{OPINION}</div>",
        f"<p class='imageCaption'>{OPINION}</p>",
        f"<p class='article-caption small'>{OPINION}</p>",
        f"<p class='disclaimer'>{OPINION}</p>",
    ],
)
def test_what_readers_say_and_what_captions_say_is_no_article(told: str) -> None:
    assert left_out(f"<article>{LONG}</article>{told}") == [OPINION]
    assert left_out(f"<article><p>{BEFORE}</p></article>{told}") == []


@pytest.mark.parametrize("name", ["commentary", "captions-enabled", "incommented"])
def test_other_names_are_none_of_that(name: str) -> None:
    assert left_out(f"<article>{LONG}<div class='{name}'><p>{OPINION}</p></div></article>") == []


def test_an_opinion_that_is_called_a_comment_stays() -> None:
    assert left_out(f"<div class='comment'>{LONG}</div><p>{OPINION}</p>{LONG}") == []
    assert left_out(f"<article class='comment'>{LONG}<p>{OPINION}</p></article>") == []


def test_names_are_read_no_further_than_names_go() -> None:
    late = f"<div class='{'x ' * 500}comments'><p>{OPINION}</p></div>"
    assert left_out(f"<article>{LONG}</article>{late}") == []


BITS = (
    "<ul>",
    "<li>",
    "</li>",
    "</ul>",
    "<blockquote class='twitter-tweet'>",
    "</blockquote>",
    "<p>",
    "Skarn:",
    "<h2>",
)


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(BITS), st.floats(0, 1, width=32)), max_size=25))
def test_only_lines_that_were_not_kept_are_added_and_only_kept_headings_go(bits: list[tuple[str, float]]) -> None:
    root = parse_html(f"<html><body><p>{BEFORE}</p>{''.join(bit for bit, _ in bits)}<p>{BEHIND}</p></body></html>")
    assert root is not None
    candidates = candidates_of(root, Hints(), base="https://paper.example/")
    numbers = [number for _, number in bits][: len(candidates)]
    probabilities = np.array(numbers + [0.6] * (len(candidates) - len(numbers)), dtype=np.float32)
    itself = set(np.flatnonzero(probabilities >= 0.5).tolist())
    added = belonging(candidates, probabilities)
    assert all(0 <= row < len(candidates) for row in added)
    assert apart(candidates, sorted(itself | added)) <= itself | added
