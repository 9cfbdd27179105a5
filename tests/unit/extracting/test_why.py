"""Why an article is what it is, where more than one page and more than one article had a say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.extracting import Habits, begin, explain, explain_gathered, heard, learned
from octavo.model.explanations import PageExplanation, PageRole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from octavo.model.fetches import FetchedPage

    Fetched = Callable[..., FetchedPage]

HOST = "https://tide.example"
FIRST = f"{HOST}/quay/the-lamp"
TITLE = "The keepers of the last lighthouse on the coast"
FOOTER = "The Tide is an independent paper of the harbour towns."


def sentences(part: int) -> list[str]:
    return [
        f"In chapter {part} the keeper spoke for the {time} time about the {thing}, and of the winters in which no "
        f"boat came for {part * 7 + time} days and the mail lay in Port Elsin."
        for time, thing in enumerate(("lamp", "stairs", "ledger", "foghorn"), start=1)
    ]


def page(*texts: str, title: str = TITLE, head: str = "") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in texts)
    return (
        f"<html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"
    )


def explained(fetched: Fetched, pages: Mapping[str, str], *, first: str = FIRST) -> PageExplanation:
    had = [fetched(pages[first], url=first)]
    gathering = begin(had[0])
    while gathering.wanted is not None:
        had.append(fetched(pages[gathering.wanted], url=gathering.wanted))
        gathering = heard(gathering, had[-1])
    explanation = explain_gathered(gathering, had)
    assert isinstance(explanation, PageExplanation)
    return explanation


def test_the_pages_that_were_joined_are_told_with_their_lines(fetched: Fetched) -> None:
    second = f"{FIRST}?page=2"
    following = f"<link rel='next' href='{second}'>"
    explanation = explained(
        fetched, {FIRST: page(*sentences(1), head=following), second: page(sentences(1)[0], *sentences(2))}
    )
    assert [(visit.url, visit.role, visit.kept) for visit in explanation.pages] == [
        (FIRST, PageRole.PAGE, True),
        (second, PageRole.PART, True),
    ]
    assert explanation.pages[1].note == "the article goes on here"
    assert {line.text for line in explanation.lines if line.kept and line.page == 2} == set(sentences(2))
    repeated = next(line for line in explanation.lines if line.page == 2 and line.text == sentences(1)[0])
    assert (repeated.kept, repeated.reason) == (False, "stands on an earlier page already")


def test_a_page_that_is_another_article_is_told_and_left_out(fetched: Fetched) -> None:
    other = f"{HOST}/quay/fog"
    explanation = explained(
        fetched,
        {
            FIRST: page(*sentences(1), head=f"<link rel='next' href='{FIRST}?page=2'>"),
            f"{FIRST}?page=2": page(*sentences(1)),
            other: page(*sentences(3), title="Fog"),
        },
    )
    assert [visit.kept for visit in explanation.pages] == [True, False]
    assert explanation.pages[1].note == "another article, or nothing that the pages before did not have"
    assert not any(line.kept for line in explanation.lines if line.page == 2)


def test_a_simpler_version_that_holds_more_is_told(fetched: Fetched) -> None:
    simpler = f"{FIRST}/amp"
    explanation = explained(
        fetched,
        {
            FIRST: page("Read on in our app, it is free.", head=f"<link rel='amphtml' href='{simpler}'>"),
            simpler: page(*sentences(1), *sentences(2)),
        },
    )
    assert [(visit.role, visit.kept) for visit in explanation.pages] == [
        (PageRole.PAGE, False),
        (PageRole.VERSION, True),
    ]
    assert explanation.extracted_by.endswith("other version")
    assert {line.text for line in explanation.lines if line.kept} == {*sentences(1), *sentences(2)}


def test_a_page_by_itself_tells_where_more_would_have_been(fetched: Fetched) -> None:
    explanation = explain(fetched(page(*sentences(1), head=f"<link rel='next' href='{FIRST}?page=2'>"), url=FIRST))
    assert isinstance(explanation, PageExplanation)
    assert [(visit.url, visit.kept) for visit in explanation.pages] == [(FIRST, True), (f"{FIRST}?page=2", False)]
    assert explanation.habits is None


def test_lines_that_are_the_sites_own_are_told_with_how_often_they_stood(fetched: Fetched) -> None:
    habits = Habits()
    for number in range(1, 6):
        seen = fetched(page(*sentences(number), FOOTER, title=f"Chapter {number}"), url=f"{HOST}/{number}")
        lesson = begin(seen, habits=habits).lesson
        assert lesson is not None
        habits = learned(habits, lesson)
    explanation = explain(fetched(page(*sentences(9), FOOTER), url=FIRST), habits=habits)
    assert isinstance(explanation, PageExplanation)
    footer = next(line for line in explanation.lines if line.text == FOOTER)
    assert (footer.kept, footer.reason) == (False, "the site's own: it stood in 5 of its other articles")
    assert explanation.habits is not None
    assert (explanation.habits.articles, explanation.habits.repeated) == (5, 1)
