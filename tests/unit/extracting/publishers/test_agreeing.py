"""Rules beside what would be found without them: when they give way, and when they only say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from octavo.extracting import doubts_rules, extract, read_rules
from octavo.model.articles import Draft

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.fetches import FetchedPage
    from octavo.model.publishers import PublisherRules

    Fetched = Callable[..., FetchedPage]

URL = "https://quay.example/port/lamp"
SENTENCES = [
    f"For the {time} time this year the lamp at the northern pier went out in a gale, and for two hours no boat could "
    f"enter the harbour of Skarn, where {number} fishermen waited outside the bar, the harbour master said."
    for number, time in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"), start=11)
]


def page(*, first: int) -> str:
    """An article of six paragraphs, the first of them in a box of their own."""
    paragraphs = [f"<p>{text}</p>" for text in SENTENCES]
    top, rest = "".join(paragraphs[:first]), "".join(paragraphs[first:])
    return (
        "<html lang='en'><head><title>The lamp went out</title></head><body><main><article><h1>The lamp went out</h1>"
        f"<b class='by'>By Ann Other</b><div class='text'>{top}</div>{rest}</article></main></body></html>"
    )


def rules(layout: str = 'body = ".text"\nbyline = ".by"') -> PublisherRules:
    return read_rules("quay.toml", f'name = "Quay"\nhosts = ["quay.example"]\n[[layout]]\n{layout}\n')


def drawn(page_: FetchedPage, *layouts: str) -> Draft:
    draft = extract(page_, rules=tuple(map(rules, layouts)) or (rules(),))
    assert isinstance(draft, Draft)
    return draft


def test_rules_that_hold_a_fraction_of_a_sure_article_give_way_and_say_so(fetched: Fetched) -> None:
    draft = drawn(fetched(page(first=1), url=URL))
    assert [block.text for block in draft.blocks] == SENTENCES
    assert draft.extracted_by.startswith("octavo; publisher rules Quay seem out of date: they hold ")
    assert doubts_rules(draft.extracted_by)


def test_rules_that_hold_less_than_half_are_followed_and_say_so(fetched: Fetched) -> None:
    draft = drawn(fetched(page(first=2), url=URL))
    assert [block.text for block in draft.blocks] == SENTENCES[:2]
    assert draft.extracted_by.startswith("publisher rules: Quay, unlike the general choice: ")
    assert doubts_rules(draft.extracted_by)


@pytest.mark.parametrize("first", [4, 6])
def test_rules_that_hold_most_of_it_are_followed_without_a_word(fetched: Fetched, first: int) -> None:
    draft = drawn(fetched(page(first=first), url=URL))
    assert [block.text for block in draft.blocks] == SENTENCES[:first]
    assert draft.extracted_by == "publisher rules: Quay"
    assert not doubts_rules(draft.extracted_by)


def test_a_page_with_the_rules_mark_of_a_paywall_may_show_little(fetched: Fetched) -> None:
    draft = drawn(fetched(page(first=1), url=URL), 'body = ".text"\npaywall = ".by"')
    assert [block.text for block in draft.blocks] == SENTENCES[:1]
    assert draft.extracted_by == "publisher rules: Quay"
    assert draft.partial is not None


def test_other_text_than_the_general_choice_is_what_rules_are_for(fetched: Fetched) -> None:
    note = "".join(f"<p>Tide table of the {day}th: high water at {day % 12} o'clock.</p>" for day in range(1, 29))
    body = page(first=6).replace("</main>", f"</main><div class='tides'>{note}</div>")
    draft = drawn(fetched(body, url=URL), 'body = ".tides"')
    assert len(draft.blocks) == 28
    assert draft.extracted_by.startswith("publisher rules: Quay, unlike the general choice")
