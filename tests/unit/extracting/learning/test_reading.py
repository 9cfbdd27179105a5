"""Whole pages read in the light of a site's habits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.extracting import Habits, begin, extract, learned, read_rules
from octavo.model.articles import Draft
from octavo.model.fetches import FetchFailed

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.fetches import FetchedPage

FOOTER = "The Tide is an independent paper of the harbour towns and belongs to those who read it."
TAGS = st.sampled_from(
    ["<p>", "</p>", "<div class=box>", "</div>", "<ul><li>", "<h2>", "<a href=/x>", "<!--", "<table>", FOOTER]
)


def page(number: int, *more: str) -> str:
    text = "".join(
        f"<p>Part {part} of report {number} tells at length what the harbour master saw and what he did about it.</p>"
        for part in range(5)
    )
    title = f"Report {number} from the harbour"
    after = "".join(f"<p>{line}</p>" for line in (FOOTER, *more))
    return f"<html><title>{title}</title><article class=story><h1>{title}</h1>{text}{after}</article></html>"


def taught(fetched: Callable[..., FetchedPage], *numbers: int) -> Habits:
    habits = Habits()
    for number in numbers:
        begun = begin(fetched(page(number), url=f"https://tide.example/{number}"), habits=habits)
        assert begun.lesson is not None
        habits = learned(habits, begun.lesson)
    return habits


def test_a_page_is_read_in_the_light_of_others(fetched: Callable[..., FetchedPage]) -> None:
    new = fetched(page(9), url="https://tide.example/9")
    alone, seen = extract(new), extract(new, habits=taught(fetched, 1, 2, 3))
    assert isinstance(alone, Draft)
    assert isinstance(seen, Draft)
    assert [block.text for block in alone.blocks][-1] == FOOTER
    assert seen.blocks == alone.blocks[:-1]
    assert seen.extracted_by == f"{alone.extracted_by}, without 1 of the site's lines"
    assert extract(new, habits=taught(fetched, 1, 2)) == alone


def test_what_a_users_rules_choose_stays(fetched: Callable[..., FetchedPage]) -> None:
    rules = read_rules("tide.toml", 'name = "Tide"\nhosts = ["tide.example"]\n[[layout]]\nbody = "article"\n')
    new = fetched(page(9), url="https://tide.example/9")
    ruled = extract(new, rules=(rules,), habits=taught(fetched, 1, 2, 3))
    assert ruled == extract(new, rules=(rules,))
    assert isinstance(ruled, Draft)
    assert ruled.blocks[-1].text == FOOTER


def test_without_habits_nothing_is_learned(fetched: Callable[..., FetchedPage]) -> None:
    assert begin(fetched(page(1))).lesson is None


def test_a_page_without_an_article_teaches_that_there_was_none(fetched: Callable[..., FetchedPage]) -> None:
    begun = begin(fetched("<html><title>Tide</title><body><div id=app>Wait</div></body></html>"), habits=Habits())
    assert isinstance(begun.drawn, FetchFailed)
    assert begun.lesson is not None
    assert (begun.lesson.lines, begun.lesson.outcome) == ((), (0, 0))


def test_a_line_that_asks_to_subscribe_marks_a_part_though_it_is_a_habit(fetched: Callable[..., FetchedPage]) -> None:
    prompt = "Subscribe now to continue reading this article."
    pages = {number: fetched(page(number, prompt), url=f"https://tide.example/{number}") for number in range(5)}
    habits, drafts = Habits(), []
    for one in pages.values():
        begun = begin(one, habits=habits)
        assert isinstance(begun.drawn, Draft)
        assert begun.lesson is not None
        habits = learned(habits, begun.lesson)
        drafts.append(begun.drawn)
    assert len({draft.partial for draft in drafts}) == 1


@settings(max_examples=25, deadline=None)
@given(body=st.lists(TAGS | st.text(max_size=30), max_size=40).map("".join))
def test_no_page_is_too_bad_to_learn_from(fetched: Callable[..., FetchedPage], body: str) -> None:
    habits = taught(fetched, 1, 2, 3)
    for number in range(3):
        begun = begin(fetched(body, url=f"https://tide.example/bad/{number}"), habits=habits)
        habits = learned(habits, begun.lesson) if begun.lesson else habits
    seen = extract(fetched(page(9), url="https://tide.example/9"), habits=habits)
    assert isinstance(seen, Draft)
    assert len(seen.blocks) == 5
