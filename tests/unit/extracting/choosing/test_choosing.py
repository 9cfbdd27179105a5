"""Choosing lines on pages that were made up for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.extracting.choosing import Hints, choose
from octavo.extracting.choosing.forest import forests
from octavo.extracting.choosing.second_look import NAMES as SECOND_NAMES
from octavo.extracting.choosing.surroundings import NAMES as FIRST_NAMES
from octavo.extracting.pages import parse_html
from octavo.kit.forest import Forest
from octavo.model.articles import BlockKind

if TYPE_CHECKING:
    from octavo.extracting.choosing import Choice

TEXT = (
    "The harbour board voted on Tuesday to dredge the northern channel, four years after the first survey of it.",
    "Ships of more than eight metres have had to wait for the tide since a storm moved the sandbank in March.",
    "“We have lost eleven sailings this winter alone,” said Ida Moen, who runs the freight terminal at Skarn.",
    "The work is to begin in June and to cost 14 million crowns, a third of which the province has promised to pay.",
    "Fishermen had asked for a study of the spawning grounds first, and two of the board's seven members agreed.",
)
COMMENTS = ("Great, at last!", "Waste of money if you ask me, the sand will be back by autumn as it always is.", "lol")
TABLE = (
    "<table><tr><th>Year</th><th>Sailings lost</th></tr>"
    "<tr><td>2024</td><td>4</td></tr><tr><td>2025</td><td>11</td></tr></table>"
)
LIST = (
    "<ul><li>The northern channel, from the mole to the light</li><li>The turning basin at the freight quay</li></ul>"
)
MARKUP = (
    *("<p>", "</p>", "<div>", "</div>", "<li>", "<table><tr><td>", "<h2>", "<form>", "<br><br>"),
    *("word", "<a href='x'>", "<article>", "\u200b", TEXT[0]),
)


def page(*, middle: str = "") -> str:
    body = "".join(f"<p>{text}</p>" for text in TEXT[:3]) + middle + "".join(f"<p>{text}</p>" for text in TEXT[3:])
    comments = "".join(f"<div class='comment'><b>user{n}</b> <p>{text}</p></div>" for n, text in enumerate(COMMENTS))
    links = "".join(f"<li><a href='/{n}'>Another report of the day, number {n}</a></li>" for n in range(6))
    return f"""<html><body><header><nav><a href="/">Home</a></nav><p>Sunday paper, daily news</p></header>
    <main><article class="article"><h1>Board votes to dredge the channel</h1><p class="byline">By Jane Roe</p>
    <div class="article-body">{body}</div></article>
    <aside class="related"><h2>Related articles</h2><ul>{links}</ul></aside>
    <section id="comments"><h2>Comments</h2>{comments}</section></main>
    <footer><p>© 2026 The Paper. All rights reserved.</p><p>Sign up to our newsletter</p></footer></body></html>"""


def judged(html: str) -> Choice:
    root = parse_html(html)
    assert root is not None
    return choose(root, Hints(titles=("Board votes to dredge the channel",)), base="https://paper.example/")


def test_the_article_is_kept_and_nothing_around_it() -> None:
    choice = judged(page())
    assert tuple(block.text for block in choice.blocks) == TEXT
    assert choice.certainty > 0.9


def test_tables_and_lists_between_paragraphs_belong_to_them() -> None:
    choice = judged(page(middle=TABLE + LIST))
    kinds = [block.kind for block in choice.blocks if block.kind is not BlockKind.PARAGRAPH]
    assert kinds == [BlockKind.TABLE, BlockKind.LIST_ITEM, BlockKind.LIST_ITEM]
    assert set(TEXT) <= {block.text for block in choice.blocks}


def test_the_sign_between_two_sections_belongs_to_them() -> None:
    choice = judged(page(middle="<p>* * *</p>"))
    assert [block.text for block in choice.blocks] == [*TEXT[:3], "* * *", *TEXT[3:]]


def test_the_place_of_the_report_belongs_to_its_first_paragraph() -> None:
    html = page().replace('<div class="article-body">', '<div class="article-body"><p>SKARN, Norland —</p>')
    assert [block.text for block in judged(html).blocks] == ["SKARN, Norland —", *TEXT]


def test_every_line_is_told_with_its_probability() -> None:
    choice = judged(page())
    texts = [line.block.text for line in choice.lines]
    assert texts[0] == "Sunday paper, daily news"
    assert set(COMMENTS) <= set(texts)
    assert all(0 <= line.probability <= 1 for line in choice.lines)


def test_a_page_without_lines_is_an_uncertain_nothing() -> None:
    choice = judged("<html><body><img src='x.png'></body></html>")
    assert (choice.lines, choice.blocks, choice.certainty) == ((), (), 0.0)


def test_a_page_that_is_one_form_is_read() -> None:
    html = page().replace("<main>", "<form id='form1'>").replace("</main>", "</form>")
    assert set(TEXT) <= {block.text for block in judged(html).blocks}


def test_weights_were_trained_on_the_features_that_are_computed() -> None:
    first, second = forests()
    assert first.names == FIRST_NAMES
    assert second.names == (*FIRST_NAMES, *SECOND_NAMES)


def test_a_forest_follows_its_trees() -> None:
    forest = Forest(
        feature=np.array([[0, 0, 1, 0, 0]], np.int32),
        threshold=np.array([[1.5, 0, 10, 0, 0]]),
        below=np.array([[1, 1, 3, 3, 4]], np.int32),
        above=np.array([[2, 1, 4, 3, 4]], np.int32),
        value=np.array([[0.0, -2.0, 0.0, 0.0, 3.0]]),
        depth=2,
        names=("a", "b"),
    )
    rows = np.array([[1.0, 99], [2.0, 10], [2.0, 11]], np.float32)
    expected = 1 / (1 + np.exp(-np.array([-2.0, 0.0, 3.0])))
    assert np.allclose(forest.probabilities(rows), expected)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MARKUP), max_size=60))
def test_any_markup_can_be_judged_and_always_alike(pieces: list[str]) -> None:
    root = parse_html("<html><body>" + "".join(pieces) + "</body></html>")
    if root is None:
        return
    one = choose(root, Hints(), base="https://paper.example/")
    again = choose(root, Hints(), base="https://paper.example/")
    assert one.blocks == again.blocks
    assert 0 <= one.certainty <= 1
