from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.grouping.telling.telling import NOW, article, story

from octavo.grouping.telling import chapters_of, choose_edition
from octavo.grouping.telling.headlines import baiting, lead_of
from octavo.model.articles import ArticleKind
from octavo.model.ids import ArticleId, StoryId
from octavo.model.stories import Edition, Story

DAY = date(2026, 6, 12)
SINCE = NOW - timedelta(hours=24)
SUBJECTS = (
    "Ferry to Elsin sinks in storm", "Parliament passes the harbour budget", "Chess champion retires at thirty",
    "Volcano closes airport in Reykjavik", "Bakers strike over flour prices", "Comet seen above southern islands",
    "Court frees former mayor of Tolm", "Vaccine trial shows promise against malaria", "Rail link opens under fjord",
    "Poet wins the national prize", "Bridge toll doubles next spring",
)  # fmt: skip


def event(number: int, outlets: int, *, hours: float = 2, **changes: object) -> Story:
    title = SUBJECTS[number % len(SUBJECTS)]
    made = [
        article(f"{title}, says {name}", outlet=name, hours=hours, story=number, **changes)
        for name in ("tide", "post", "courier", "globe", "mail", "star")[:outlets]
    ]
    return story(number, *made)


def edition_of(*stories: Story, earlier: tuple[Edition, ...] = ()) -> Edition:
    return choose_edition(stories, day=DAY, now=NOW, since=SINCE, earlier=earlier)


def test_the_headline_is_what_most_of_them_say() -> None:
    central = article("Ferry to Elsin sinks in storm, crew saved")
    others = [
        article("Elsin ferry sinks in storm off the coast"),
        article("Crew saved as ferry sinks"),
        article("Boat"),
    ]
    assert lead_of([*others, central]) == central


@pytest.mark.parametrize(
    "bait",
    [
        "Why did the Elsin ferry sink?", "You won't believe how the Elsin ferry sank", "7 things about the Elsin ferry",
        "FERRY SINKS OFF ELSIN", "Elsin ferry sinks and then this happened...", "Watch: Elsin ferry sinks!",
    ],
)  # fmt: skip
def test_a_headline_that_baits_does_not_stand_for_the_story(bait: str) -> None:
    plain = article("Elsin ferry sinks", hours=1)
    assert baiting(bait) > baiting(plain.row.title)
    assert lead_of([article(bait, hours=5), plain, article("Elsin ferry sinks off coast", hours=0)]).row.title != bait


def test_reports_go_before_opinion_and_the_language_of_most_before_others() -> None:
    report = article("Budget passes after long night")
    assert lead_of([article("Budget passes after long night", kind=ArticleKind.OPINION, hours=9), report]) == report
    foreign = article("Budget passes after long night", language="de", hours=9)
    assert lead_of([foreign, report, article("Budget passes late")]) == report


def test_a_toll_that_later_headlines_raise_does_not_stand_for_the_story() -> None:
    early = [article("Ferry sinks off Elsin: 19 people killed", hours=hours) for hours in (8, 7, 6)]
    later = article("Ferry sinks off Elsin: 34 people killed", hours=1)
    assert lead_of([*early, later]) == later
    listed = article("5 things to know of the people killed as ferry sinks off Elsin", hours=0)
    assert lead_of([*early, later, listed]) == later


def test_a_number_said_before_replaces_no_other() -> None:
    first = article("10 tourists, 2 locals killed in plane crash", hours=9)
    central = article("12 killed in plane crash", hours=8)
    late = article("10 tourists killed in plane crash", hours=1)
    assert lead_of([first, central, article("Plane crash: 12 killed on coast", hours=7), late]) == central


def test_what_a_story_has_got_to_stands_for_it() -> None:
    past = [article("Strike at Elsin port called off", hours=200), article("Elsin port strike called off", hours=199)]
    present = [article("Elsin port strike resumes today", hours=hours) for hours in (5, 4, 3, 2)]
    assert lead_of([*past, *present]) == present[0]


def test_within_a_day_too_the_turn_of_a_story_stands_for_it() -> None:
    titles = (
        ("Strong earthquake off Terceira; Marren sends search team", 10.0),
        ("“The oven is standing”: baker from Terceira waits for the phone", 3.0),
        ("Terceira counts its damaged houses after earthquake; Marren team recalled", 0.9),
        ("There and back for a quake: rescue team home by bedtime, and glad of it", 0.5),
    )
    articles = [article(title, hours=hours) for title, hours in titles]
    assert lead_of(articles) == articles[2]


def test_headlines_without_spaces_are_compared_by_their_characters() -> None:
    titles = ("渡轮在埃尔辛沉没，乘客获救", "埃尔辛渡轮沉没", "市场开放")
    boat, ferry, market = (article(title, language="zh") for title in titles)
    assert lead_of([market, boat, ferry]) in {boat, ferry}


def test_a_story_counts_independent_outlets_and_knows_who_was_first() -> None:
    first = article("Ferry sinks", outlet="tide", hours=9, id=501)
    copied = article("Ferry sinks", outlet="post", hours=10, copy_of=ArticleId(501))
    own = article("Ferry lost", outlet="globe", hours=3, read=True)
    made = story(1, own, copied, first)
    assert (made.outlets, made.first, made.unread) == (2, 501, 2)
    assert [one.row.article for one in made.articles] == [copied.row.article, 501, own.row.article]
    assert made.opened_at == copied.placement.at
    assert made.updated_at == own.placement.at
    assert not made.is_dormant


def test_a_copy_of_what_is_not_here_counts_by_itself() -> None:
    assert story(1, article("Ferry sinks", copy_of=ArticleId(99999))).outlets == 1


def test_a_story_peaks_where_most_came_and_sleeps_after_three_days() -> None:
    made = story(
        1, article("A", hours=100), *(article("B", hours=90 + n / 10) for n in range(5)), article("C", hours=80)
    )
    assert made.peaked_at == NOW - timedelta(hours=90.2)
    assert made.is_dormant


def test_a_long_story_has_chapters() -> None:
    first = [article(f"Ferry missing {n}", hours=900 - n) for n in range(4)]
    second = [article(f"Inquiry opens {n}", hours=400 - n) for n in range(3)]
    late = [article("Captain charged", hours=2)]
    chapters = chapters_of(story(1, *first, *second, *late))
    assert [len(chapter.articles) for chapter in chapters] == [4, 4]
    assert chapters[0].headline.startswith("Ferry missing")
    assert chapters_of(story(1, *first)) == chapters[:1]


def test_what_never_pauses_is_parted_where_it_was_slowest() -> None:
    hours = [*range(500, 260, -20), *range(230, 10, -20)]
    chapters = chapters_of(story(1, *(article(f"Siege {n}", hours=n) for n in hours)))
    assert len(chapters) > 1
    assert sum(len(chapter.articles) for chapter in chapters) == len(hours)
    assert all(one.updated_at < other.opened_at for one, other in pairwise(chapters))


@given(st.lists(st.integers(0, 2_000), min_size=1, max_size=60))
def test_every_article_is_in_one_chapter(hours: list[int]) -> None:
    made = story(1, *(article("Siege", hours=n) for n in hours))
    told = [number for chapter in chapters_of(made) for number in chapter.articles]
    assert told == [one.row.article for one in made.articles]


def test_an_edition_has_eight_stories_and_the_most_told_come_first() -> None:
    made = edition_of(*(event(n, outlets=2 + n % 4) for n in range(11)))
    assert len(made.picks) == 8
    assert made.considered == 11
    assert made.picks[0].score == max(pick.score for pick in made.picks)
    assert made.picks[0].reason == "New: 5 articles from 5 outlets"


def test_a_quiet_day_is_not_padded() -> None:
    lonely = [event(n, outlets=1) for n in range(5)]
    assert [pick.story for pick in edition_of(event(7, outlets=3), *lonely).picks] == [7]
    assert edition_of().picks == ()


def test_who_follows_one_outlet_has_its_articles() -> None:
    assert len(edition_of(*(event(n, outlets=1) for n in range(5))).picks) == 5


def test_old_news_and_read_news_stay_out_or_sink() -> None:
    read, fresh, stale = event(1, 3, read=True), event(2, 3), event(3, 3, hours=50)
    assert [pick.story for pick in edition_of(read, fresh, stale).picks] == [2, 1]


def test_a_story_comes_again_only_with_news() -> None:
    known = event(1, 3, hours=8)
    earlier = edition_of(known)
    later = Edition(day=DAY - timedelta(days=1), made_at=NOW - timedelta(hours=6), picks=earlier.picks, considered=1)
    assert edition_of(known, event(2, 3), earlier=(later,)).picks[0].story == 2
    news = [article("Captain of the ferry charged", outlet=name, hours=1) for name in ("tide", "post")]
    again = edition_of(story(1, *known.articles, *news), earlier=(later,))
    assert [pick.reason for pick in again.picks] == ["Again, with news: 2 new articles from 2 outlets"]


def test_what_came_in_late_is_news_after_an_edition_though_it_was_published_before() -> None:
    known = event(1, 3, hours=8)
    printed_at = NOW - timedelta(hours=6)
    earlier = Edition(day=DAY - timedelta(days=1), made_at=printed_at, picks=edition_of(known).picks, considered=1)
    late = [
        article("Captain of the ferry charged", outlet=name, hours=7, seen_at=NOW - timedelta(hours=1))
        for name in ("tide", "post")
    ]
    again = edition_of(story(1, *known.articles, *late), earlier=(earlier,))
    assert [pick.reason for pick in again.picks] == ["Again, with news: 2 new articles from 2 outlets"]
    old = [article("Ferry line founded", outlet=name, hours=50, seen_at=NOW) for name in ("tide", "post")]
    assert not edition_of(story(1, *known.articles, *old), earlier=(earlier,)).picks


def test_the_same_told_twice_is_printed_once() -> None:
    one, same = event(1, 4), event(12, 3)
    assert [pick.story for pick in edition_of(one, same, event(3, 2)).picks] == [1, 3]


def test_subjects_are_mixed() -> None:
    sport = [event(n, outlets=3, section="Sport") for n in range(4)]
    made = edition_of(*sport, event(5, outlets=3, section="World", hours=4))
    assert [pick.story for pick in made.picks].index(StoryId(5)) == 1
