"""Lines that stood in other articles of the site, and those that must stay all the same."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

import pytest

from octavo.extracting.learning import Habits, learned, lesson_of, without_repeated
from octavo.model.articles import Block, BlockKind, Span, SpanKind

if TYPE_CHECKING:
    from collections.abc import Sequence

SITE = "https://tide.example"
FOOTER = "The Tide is an independent paper of the harbour towns."
BACKGROUND = "The ferry company, which was founded in 1911 by two brothers, has lost money in every year since the war."


def p(text: str) -> Block:
    return Block(kind=BlockKind.PARAGRAPH, text=text)


def h(text: str) -> Block:
    return Block(kind=BlockKind.HEADING, text=text, level=2)


def item(text: str) -> Block:
    return Block(kind=BlockKind.LIST_ITEM, text=text, level=1)


def pointer(text: str, url: str = f"{SITE}/other") -> Block:
    return Block(
        kind=BlockKind.PARAGRAPH, text=text, spans=(Span(kind=SpanKind.LINK, start=0, end=len(text), url=url),)
    )


def own(number: int) -> list[Block]:
    return [
        p(f"Paragraph {part} of article {number} tells what happened on the quay that morning.") for part in range(6)
    ]


def after(*articles: Sequence[Block], same_title: bool = False, same_address: bool = False) -> Habits:
    lessons = [
        lesson_of(
            blocks,
            (),
            url=f"{SITE}/{0 if same_address else number}",
            title="Always the same" if same_title else f"Title {number}",
            certainty=0.9,
        )
        for number, blocks in enumerate(articles)
    ]
    return reduce(learned, lessons, Habits())


def read(blocks: Sequence[Block], habits: Habits, *, number: int = 99, stated: Sequence[str] = ()) -> list[Block]:
    title = f"Title {number}"
    return list(without_repeated(blocks, habits, url=f"{SITE}/{number}", title=title, stated=stated))


def with_line(*lines: Block, count: int = 3) -> Habits:
    return after(*([*own(number), *lines] for number in range(count)))


def test_a_line_of_three_other_articles_goes() -> None:
    assert read([*own(9), p(FOOTER)], with_line(p(FOOTER))) == own(9)
    assert read([*own(9), p(FOOTER.upper())], with_line(p(FOOTER))) == own(9)
    assert p(FOOTER) in read([*own(9), p(FOOTER)], with_line(p(FOOTER), count=2))


def under(*titles: str, line: Block) -> Habits:
    lessons = [
        lesson_of([*own(number), line], (), url=f"{SITE}/{number}", title=title, certainty=0.9)
        for number, title in enumerate(titles)
    ]
    return reduce(learned, lessons, Habits())


@pytest.mark.parametrize(
    ("titles", "stays"),
    [
        (("Harbour fees rise again", "A poet of the islands dies"), False),
        (("Harbour fees rise again", "Ferries stop running"), True),
        (("Harbour fees rise again", "Ferry stops at night"), True),
        (("A poet of the islands dies",), True),
        (("港口費用再次上升", "島嶼詩人去世"), False),
        (("渡輪停駛", "島嶼詩人去世"), True),
        (("So it is", "Or not"), True),
    ],
)
def test_two_articles_about_something_else_are_enough(titles: tuple[str, ...], stays: bool) -> None:
    habits = under(*titles, line=p(FOOTER))
    text = [*own(9), p(FOOTER)]
    title = "渡輪公司虧損" if titles[0] > "一" else "Ferry company loses money, ferries may go"
    assert (p(FOOTER) in without_repeated(text, habits, url=f"{SITE}/9", title=title)) is stays


def test_a_title_too_short_to_tell_its_subject_is_related_to_all() -> None:
    habits = under("Harbour fees rise again", "A poet of the islands dies", line=p(FOOTER))
    assert p(FOOTER) in without_repeated([*own(9), p(FOOTER)], habits, url=f"{SITE}/9", title="At sea")


def test_articles_of_one_title_or_one_address_are_one() -> None:
    pages = [[*own(number), p(FOOTER)] for number in range(9)]
    for habits in (after(*pages, same_title=True), after(*pages, same_address=True)):
        assert p(FOOTER) in read([*own(9), p(FOOTER)], habits)


def test_one_page_cannot_make_text_vanish() -> None:
    hostile = own(9) * 50
    assert read(own(9), after(hostile, own(1), own(2), own(3), own(4))) == own(9)


def test_versions_of_an_article_do_not_count() -> None:
    versions = [[*own(9), *own(number)[:2]] for number in range(5)]
    assert read([*own(9), *own(7)[:2]], after(*versions)) == [*own(9), *own(7)[:2]]


def test_a_long_paragraph_needs_five_articles() -> None:
    long = p("Word after word, " * 21)
    text = [*own(9), *own(8), *own(7), long]
    assert long in read(text, after(*([*own(n), *own(n + 10), *own(n + 20), long] for n in range(20, 24))))
    assert long not in read(text, after(*([*own(n), *own(n + 10), *own(n + 20), long] for n in range(20, 25))))


def test_the_background_of_a_running_story_stays_among_other_text() -> None:
    middle = [*own(9)[:3], p(BACKGROUND), *own(9)[3:]]
    story = [[*own(n)[:3], p(BACKGROUND), *own(n)[3:]] for n in range(3)]
    assert read(middle, after(*story, *(own(n) for n in range(10, 87)))) == middle
    assert read(middle, after(*story)) == own(9)


def test_a_list_goes_as_a_whole_or_not_at_all() -> None:
    salt, flour, eel = item("One spoon of salt"), item("A pound of flour"), item("A smoked eel of the bay")
    habits = with_line(salt, flour)
    assert read([*own(9), salt, eel, flour], habits) == [*own(9), salt, eel, flour]
    assert read([*own(9), salt, flour], habits) == own(9)


def test_a_heading_goes_only_with_what_is_under_it() -> None:
    heading = h("What happens next")
    habits = with_line(heading, p(FOOTER))
    assert read([heading, *own(9)], habits) == [heading, *own(9)]
    assert read([*own(9), heading, p(FOOTER)], habits) == own(9)
    assert read([*own(9), heading, p(FOOTER), *own(8)[:1]], habits) == [*own(9), heading, *own(8)[:1]]


def test_what_the_page_states_of_its_article_stays() -> None:
    text = [p(FOOTER), *own(9)]
    assert read(text, with_line(p(FOOTER)), stated=("", f"“{FOOTER}” That is all.")) == text


@pytest.mark.parametrize("kind", [BlockKind.TABLE, BlockKind.PREFORMATTED, BlockKind.FIGURE, BlockKind.HEADING])
def test_tables_and_figures_stay(kind: BlockKind) -> None:
    block = Block(kind=kind, text=FOOTER)
    assert block in read([block, *own(9)], with_line(block))


def test_an_article_of_repeated_lines_stays_whole() -> None:
    text = [p(f"{FOOTER} {number}") for number in range(4)]
    habits = after(*([*own(number), *own(number + 10), *text] for number in range(20, 24)))
    assert read([*text, *own(9)[:1]], habits) == [*text, *own(9)[:1]]


def test_an_article_read_again_is_judged_by_what_came_before_it() -> None:
    pages = [[*own(number), p(FOOTER)] for number in range(6)]
    habits = after(*pages)
    assert read(pages[1], habits, number=1) == pages[1]
    assert read(pages[5], habits, number=5) == own(5)


def test_links_set_between_paragraphs_go_where_a_site_makes_a_habit_of_it() -> None:
    habits = after(
        *([*own(number)[:3], pointer(f"STORM NUMBER {number} COMES"), *own(number)[3:]] for number in range(3))
    )
    text = [*own(9), pointer("ANOTHER STORM IS COMING")]
    assert read(text, habits) == own(9)
    first = [*own(1)[:3], pointer("STORM NUMBER 1 COMES"), *own(1)[3:]]
    assert read(text, after(first)) == own(9)
    assert read(text, Habits()) == text
    assert read(text, after(first, own(2), own(3), own(4))) == text
    elsewhere = [*own(9), pointer("ANOTHER STORM IS COMING", "https://post.example/storm")]
    assert read(elsewhere, habits) == elsewhere
    assert read(text, after(*(own(number) for number in range(4)), *([*own(5), text[-1]],))) == text


def test_a_paragraph_in_a_script_without_spaces_counts_its_characters() -> None:
    long = p("港口管理局星期二表示新的隧道将在秋天开放" * 8)
    habits = after(*([*own(number), *own(number + 10), long] for number in range(20, 24)))
    assert long in read([*own(9), *own(8), long], habits)
