from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from octavo.model.articles import Block, BlockKind, Draft
from octavo.model.errors import NotFound
from octavo.model.ids import ArticleId, SourceId, StoryId
from octavo.model.sources import SourceKind
from octavo.newsroom import Newsroom, Resources
from octavo.testing import FixedClock, MemorySearchIndex, MemoryStore, PlainCredentials, ScriptedFetcher

if TYPE_CHECKING:
    from octavo.model.people import User

NOW = datetime(2026, 11, 21, 18, tzinfo=UTC)


class Paper:
    """A newsroom over a library in memory, and short words for filling it."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.me: User = self.store.ensure_owner("reader", NOW)
        self.resources = Resources(
            store=self.store,
            fetcher=ScriptedFetcher(at=NOW),
            index=MemorySearchIndex(),
            clock=FixedClock(NOW),
            credentials=PlainCredentials(),
        )
        self.room = Newsroom(self.resources, self.me)
        self.courier = self.source("The Courier")

    def source(self, title: str, *, followed: bool = True) -> SourceId:
        source = self.store.add_source(
            url=f"https://{title}.example/", kind=SourceKind.FEED, title=title, site_url=None, language=None, now=NOW
        )
        if followed:
            self.store.subscribe(self.me.id, source.id, NOW)
        return source.id

    def article(self, text: str, *, title: str = "", days_ago: int = 0, source: SourceId | None = None) -> ArticleId:
        draft = Draft(
            url=f"https://a.example/{self.store.count_articles()}",
            title=title,
            blocks=(Block(kind=BlockKind.PARAGRAPH, text=text),),
            published_at=NOW - timedelta(days=days_ago),
            language="en",
        )
        return self.store.save_article(draft, source=source or self.courier, now=NOW)[0].id


@pytest.fixture
def paper() -> Paper:
    return Paper()


def test_the_library_answers_from_what_the_person_follows_alone(paper: Paper) -> None:
    other = paper.source("Elsewhere", followed=False)
    paper.article("Minister Greta Solheim resigned over the tunnel.", source=other)
    assert not paper.room.ask.library("Who resigned over the tunnel?").found
    own = paper.article("Minister Ada Brennick resigned over the tunnel.")
    answer = paper.room.ask.library("Who resigned over the tunnel?")
    assert [claim.text for claim in answer.claims] == ["Minister Ada Brennick resigned over the tunnel."]
    assert [(one.passage.article, one.passage.outlet) for one in answer.passages] == [(own, "The Courier")]
    assert answer.searched == 1


def test_what_is_in_the_revision_at_hand_is_cited_letter_for_letter(paper: Paper) -> None:
    number = paper.article("The tunnel opens in May. Its toll is 12 crowns.")
    claim = paper.room.ask.library("How high is the toll of the tunnel?").claims[0]
    cited = claim.citations[0]
    article = paper.room.articles.article(number)
    assert (cited.article, cited.revision) == (number, article.revision)
    assert article.blocks[cited.block].text[cited.start : cited.end] == claim.text


def test_time_words_narrow_the_search_and_are_let_go_where_they_find_nothing(paper: Paper) -> None:
    old = paper.article("Minister Ada Brennick resigned over the tunnel.", days_ago=60)
    new = paper.article("Minister Edda Roos resigned over the hospital.", days_ago=2)
    answer = paper.room.ask.library("Which minister resigned this week?")
    assert answer.narrowed_to is not None
    assert answer.narrowed_to.words == "this week"
    assert {one.passage.article for one in answer.passages} == {new}
    wide = paper.room.ask.library("Which minister resigned over the tunnel this week?")
    assert wide.found
    assert wide.narrowed_to is None
    assert wide.passages[0].passage.article == old


def test_yesterdays_news_may_come_out_today(paper: Paper) -> None:
    paper.article("Minister Ada Brennick resigned over the tunnel.", days_ago=0)
    answer = paper.room.ask.library("Which minister resigned yesterday over the tunnel?")
    assert answer.found
    assert answer.narrowed_to is not None


def test_an_article_answers_for_itself_and_time_words_do_not_narrow_it(paper: Paper) -> None:
    paper.article("Minister Ada Brennick resigned over the tunnel.")
    old = paper.article("Minister Edda Roos resigned over the hospital.", days_ago=300)
    answer = paper.room.ask.article(old, "Which minister resigned this week?")
    assert [claim.text for claim in answer.claims] == ["Minister Edda Roos resigned over the hospital."]
    assert answer.narrowed_to is None


def test_articles_named_one_by_one_answer_together(paper: Paper) -> None:
    one = paper.article("Minister Ada Brennick resigned over the tunnel.")
    two = paper.article("Minister Edda Roos resigned over the hospital.")
    paper.article("Minister Ines Farrow resigned over the ferry.")
    answer = paper.room.ask.articles([two, one, two], "Which minister resigned?")
    assert {found.passage.article for found in answer.passages} == {one, two}
    assert answer.searched == 2


def test_of_many_articles_those_with_the_questions_words_are_read(paper: Paper) -> None:
    many = [paper.article(f"Day {n} was calm.") for n in range(80)]
    held = paper.article("Minister Ada Brennick resigned over the tunnel.")
    answer = paper.room.ask.articles([*many, held], "Who resigned over the tunnel?")
    assert answer.found
    assert answer.passages[0].passage.article == held


def test_a_story_answers_from_its_articles(paper: Paper) -> None:
    held = paper.article("The ferry Aurelia ran aground off Skarn with 212 people on board.", title="Ferry aground")
    paper.article("Minister Ada Brennick resigned over the tunnel.", title="Minister resigns")
    paper.room.stories.catch_up()
    story = paper.store.placements([held])[0].story
    assert paper.room.ask.story(story, "How many people were on the ferry?").found
    assert not paper.room.ask.story(story, "Which minister resigned over the tunnel?").found


def test_a_follow_up_is_understood_from_what_was_asked_before(paper: Paper) -> None:
    paper.article("Ada Brennick was born in Tolvey. She was elected in 2019.")
    answer = paper.room.ask.library("Where was she born?", earlier=["Who is Ada Brennick?"])
    assert answer.standalone == "Where was Ada Brennick born?"
    assert answer.claims[0].text == "Ada Brennick was born in Tolvey."


def test_what_is_not_there_cannot_be_asked(paper: Paper) -> None:
    with pytest.raises(NotFound):
        paper.room.ask.article(ArticleId(99), "Who?")
    with pytest.raises(NotFound):
        paper.room.ask.story(StoryId(99), "Who?")


def test_an_empty_question_or_an_empty_library_has_no_answer(paper: Paper) -> None:
    assert not paper.room.ask.library("Who resigned?").found
    paper.article("Minister Ada Brennick resigned over the tunnel.")
    for text in ("", "?", "who was it"):
        assert not paper.room.ask.library(text).found


def test_endless_live_reports_are_not_all_read(paper: Paper) -> None:
    for number in range(8):
        paper.article(" ".join(f"The tunnel is calm at {number}:{n}." for n in range(1_900)))
    answer = paper.room.ask.library("Is the tunnel calm?")
    assert answer.found
    assert len({one.passage.article for one in answer.passages}) <= 6
