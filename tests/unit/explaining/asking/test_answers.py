from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.one_article import article_of

from octavo.explaining import answer_of, passages_of, question_of, ranked
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.answers import Answer, Passage

    Papers = Callable[..., tuple[Passage, ...]]

TODAY = date(2026, 11, 21)
FERRY = (
    "The Courier",
    "Ferry aground off Skarn",
    (
        "The ferry Aurelia ran on to rocks off Skarn in fog on Monday. All 212 people on the ferry were "
        "brought ashore. Captain Stellan Brock was the last to leave. The harbour was closed. An inquiry "
        "begins on Thursday."
    ),
)
POST = (
    "Evening Post",
    "Everyone safe",
    "Rescuers took more than 200 people off the ferry Aurelia. The coastguard said seventeen people were hurt.",
)
RATE = (
    "The Ledger",
    "Central Bank raises rate",
    (
        "The Central Bank raised its interest rate to 4.25 per cent. Governor Ines Farrow said the climb was "
        "nearly over. Markets had expected the step because prices rose by 6 per cent in October."
    ),
)


GANNETS = (
    "Evening Post",
    "Goodbye, 417",
    (
        "Among some 46,000 neighbours the northern gannet finds its own square foot of rock again each spring. "
        "Bird flu has now killed 5,100 gannets here, the agency said after sending up a drone."
    ),
)


def answered(text: str, passages: tuple[Passage, ...]) -> Answer:
    question = question_of(text, today=TODAY)
    return answer_of(question, ranked(question, passages), searched=3)


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("How many people on the ferry were brought ashore?", "212 people"),
        ("Who was the captain of the Aurelia?", "Stellan Brock"),
        ("What is the interest rate of the Central Bank?", "4.25 per cent"),
        ("Why did the Central Bank raise its rate?", "because prices rose"),
        ("When does the inquiry into the ferry begin?", "on Thursday"),
        ("How many gannets died?", "5,100 gannets"),
    ],
)
def test_the_passage_that_holds_the_answer_comes_first(papers: Papers, text: str, holds: str) -> None:
    answer = answered(text, papers(FERRY, POST, RATE, GANNETS))
    assert answer.found
    assert holds in answer.passages[0].passage.text


def test_an_answer_is_made_of_sentences_as_they_stand_of_different_outlets(papers: Papers) -> None:
    passages = papers(FERRY, POST, RATE)
    answer = answered("How many people were on the ferry?", passages)
    sentences = {one for passage in passages for one in passage.sentences}
    assert all(claim.citations[0] in sentences and claim.text == claim.citations[0].quote for claim in answer.claims)
    assert {claim.citations[0].article for claim in answer.claims[:2]} == {1, 2}


def test_what_is_not_there_is_not_answered(papers: Papers) -> None:
    for text in ("Who is the president of Brazil?", "When did the ferry leave Rotterdam?", "What is the price of tea?"):
        answer = answered(text, papers(FERRY, POST, RATE))
        assert not answer.found
        assert answer.claims == ()


def test_a_copy_of_a_sentence_is_no_second_claim(papers: Papers) -> None:
    twice = papers(FERRY, ("The Dispatch", *FERRY[1:]), RATE)
    answer = answered("Who was the captain of the Aurelia?", twice)
    assert len({claim.text for claim in answer.claims}) == len(answer.claims)
    assert sum("Brock" in claim.text for claim in answer.claims) == 1


def test_passages_do_not_overlap_and_many_of_one_article_make_room_for_others(papers: Papers) -> None:
    long = ("The Courier", "Ferry", " ".join(f"The ferry Aurelia sailed on day {n}." for n in range(40)))
    question = question_of("When did the ferry Aurelia sail?", today=TODAY)
    best = ranked(question, papers(long, POST, RATE))
    cited = [one for found in best for one in found.passage.sentences]
    assert len(set(cited)) == len(cited)
    assert [found.passage.article for found in best].count(ArticleId(1)) == 2
    alone = ranked(question, papers(long))
    assert len(alone) == 10


def test_marks_are_the_places_of_the_questions_words(papers: Papers) -> None:
    question = question_of("Were ferries stopped off Skarn?", today=TODAY)
    best = ranked(question, papers(FERRY))[0]
    marked = {one.quote[a:b] for one, marks in zip(best.passage.sentences, best.marks, strict=True) for a, b in marks}
    assert marked == {"ferry", "off", "Skarn"} - {"off"}


def test_how_rare_a_word_is_in_the_library_weighs_it(papers: Papers) -> None:
    passages = papers(("A", "", "The minister spoke."), ("B", "", "Gannets were counted."))
    question = question_of("minister gannets", today=TODAY)
    common = ranked(question, passages, frequencies={"minister": 900, "gannets": 2}, total=1000)
    rare = ranked(question, passages, frequencies={"minister": 2, "gannets": 900}, total=1000)
    assert (common[0].passage.outlet, rare[0].passage.outlet) == ("B", "A")


def test_questions_of_other_languages_find_their_sentences() -> None:
    lines = ("Der Zoll hat am Hafen 14 Kisten beschlagnahmt. Verletzt wurde niemand.", "Die Bank hob den Leitzins an.")
    read = article_of(*lines, language="de")
    answer = answered("Wie viele Kisten wurden am Hafen beschlagnahmt?", passages_of(read))
    assert answer.question.language == "de"
    assert answer.claims[0].text == "Der Zoll hat am Hafen 14 Kisten beschlagnahmt."


def test_scripts_without_spaces_are_searched_letter_by_letter() -> None:
    blocks = (Block(kind=BlockKind.PARAGRAPH, text="首相は金曜日に辞任した。銀行は金利を上げた。"),)
    read = Document(
        article=ArticleId(1), revision=1, outlet="x", title="", blocks=blocks, sentences=sentences_of(blocks)
    )
    assert answered("首相 辞任", passages_of(read)).claims[0].text == "首相は金曜日に辞任した。"


def test_nothing_asked_or_nothing_to_read_finds_nothing(papers: Papers) -> None:
    for text in ("", "   ", "?!", "who is it?", "\x00\ud800"):
        assert answered(text, papers(FERRY)).passages == ()
    assert answered("Who was the captain?", ()).passages == ()


@given(st.text(), st.lists(st.text(), max_size=3), st.text(max_size=200))
def test_any_question_to_any_text_gives_an_answer_of_that_text(text: str, earlier: list[str], body: str) -> None:
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=body), Block(kind=BlockKind.PARAGRAPH, text=text))
    read = Document(
        article=ArticleId(1), revision=1, outlet="x", title=body, blocks=blocks, sentences=sentences_of(blocks)
    )
    question = question_of(text, earlier=earlier, today=TODAY)
    answer = answer_of(question, ranked(question, passages_of(read)))
    for claim in answer.claims:
        one = claim.citations[0]
        assert blocks[one.block].text[one.start : one.end] == claim.text
    for found in answer.passages:
        for sentence, marks in zip(found.passage.sentences, found.marks, strict=True):
            assert all(0 <= start < end <= len(sentence.quote) for start, end in marks)


@pytest.mark.parametrize(
    "part",
    [
        "why ",
        "A ",
        "(",
        "Xa’",
        "and what about ",
        "1.",
        "on 1 ",
        "in june ",
        "who who ",
        "Aa of the ",
        "首",
        "‘“",
        "\u0301",
    ],
)
def test_hostile_questions_and_texts_cost_little(part: str) -> None:
    hostile = part * (100_000 // len(part))
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=hostile),)
    read = Document(
        article=ArticleId(1), revision=1, outlet="x", title=hostile, blocks=blocks, sentences=sentences_of(blocks)
    )
    passages = passages_of(read)
    question = question_of(hostile, earlier=[hostile] * 9, today=TODAY)
    answer_of(question, ranked(question, passages))
    answer_of(question, ranked(question_of("Who won in which country?", today=TODAY), passages))


def test_the_sentence_that_says_most_of_what_is_asked_comes_first(papers: Papers) -> None:
    vague = ("The Courier", "Measles in Tolvey", "Measles worry the town. Some 95 per cent are protected, doctors say.")
    exact = ("Evening Post", "Coach windows", "There are 47 cases of measles in Tolvey, the ministry said.")
    answer = answered("How many cases of measles are there in Tolvey?", papers(vague, exact, RATE))
    assert answer.claims[0].text == "There are 47 cases of measles in Tolvey, the ministry said."


def test_sentences_that_say_much_less_are_no_claims_beside_it(papers: Papers) -> None:
    aside = ("Evening Post", "Harbour", "Two lifeboats came to the ferry.")
    answer = answered("How many people were on the ferry Aurelia?", papers(FERRY, aside))
    assert answer.claims
    assert not any("lifeboats" in claim.text for claim in answer.claims)


def test_articles_that_the_reader_chose_may_be_old(papers: Papers) -> None:
    question = question_of("Did Stellan Brock of the Aurelia leave Skarn before the inquiry?", today=date(2031, 1, 1))
    best = ranked(question, papers(FERRY))
    assert answer_of(question, best, chosen=True).found
    assert not answer_of(question, best).found


def test_a_sentence_with_what_is_asked_for_leads(papers: Papers) -> None:
    talk = "Visitors to Sula Head ask why gannets died at Sula Head."
    count = "Wardens of the reserve had counted 3,800 dead gannets on the ledges of the Head by midday."
    told = papers(("The Courier", "Gannets", talk), ("Evening Post", "Sula Head", count))
    assert answered("How many gannets died at Sula Head?", told).claims[0].text == count
