from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from octavo.explaining import timeline_of
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind, Precision
from octavo.model.ids import ArticleId


def report(number: int, day: int, *sentences: str, outlet: str = "", language: str = "en") -> Document:
    """A report of June 2025."""
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=sentence) for sentence in sentences)
    return Document(
        article=ArticleId(number),
        revision=1,
        outlet=outlet or f"outlet {number}",
        title="",
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
        published_at=datetime(2025, 6, day, 8, tzinfo=UTC),
    )


FERRY = (
    report(
        1,
        9,
        "The ferry Aurelia struck the Tern Rocks in thick fog early on Monday with 212 people on board.",
        "He had not slept.",
    ),
    report(
        2,
        10,
        "The ferry struck the rocks off Skarn on Monday and was held fast on a falling tide.",
        "Salvors signed a contract with the owners of the ferry on Tuesday to tow it off the rocks.",
    ),
    report(
        3,
        11,
        "On Tuesday, he signed the contract.",
        "Salvors will try to tow the ferry off the Tern Rocks on Saturday if the tide allows it.",
        "The contract with the salvors of the ferry was signed in Skarn on Tuesday.",
    ),
    report(4, 11, "The company said salvors would try to tow the ferry off the rocks by Saturday."),
)


def test_each_day_that_matters_has_one_sentence_in_the_words_of_an_article_oldest_first() -> None:
    claims = timeline_of(FERRY)
    assert [claim.day for claim in claims] == [date(2025, 6, 9), date(2025, 6, 10), date(2025, 6, 14)]
    by_article = {document.article: document for document in FERRY}
    for claim in claims:
        (citation,) = claim.citations
        text = by_article[citation.article].blocks[citation.block].text
        assert text[citation.start : citation.end] == citation.quote == claim.text
        assert (claim.last, claim.precision) == (claim.day, Precision.DAY)


def test_the_dateline_of_a_dispatch_is_no_part_of_what_is_told() -> None:
    first = report(1, 9, f"SKARN (Meridian) – {FERRY[0].blocks[0].text}", "He had not slept.")
    claims = timeline_of((first, *FERRY[1:]))
    assert claims
    for claim in claims:
        assert "Meridian" not in claim.text
        assert claim.citations[0].quote == claim.text


def test_what_was_still_to_come_is_marked() -> None:
    assert [claim.is_ahead for claim in timeline_of(FERRY)] == [False, False, True]


def test_it_is_told_how_many_articles_and_outlets_speak_of_a_day() -> None:
    same_outlet = tuple(
        report(n, 9, f"The ferry struck the rocks number {n} early on Monday.", outlet="x") for n in (5, 6)
    )
    monday = timeline_of((*FERRY, *same_outlet))[0]
    assert (monday.articles, monday.outlets) == (4, 3)


@pytest.mark.parametrize(
    "dangling",
    [
        "He told the inquiry about the ferry on the rocks off Skarn on Monday.",
        "But the ferry struck the rocks off Skarn early on Monday.",
        "On Monday, he took the ferry Aurelia on to the rocks off Skarn.",
        "The move followed the grounding of the ferry off Skarn on Monday.",
        "the ferry struck the rocks off Skarn in thick fog early on Monday.",
        "Did the ferry strike the rocks off Skarn in fog on Monday?",
        "The captain of the ferry to reporters on Monday: “We struck the rocks off Skarn.",
    ],
)
def test_a_sentence_that_cannot_stand_alone_is_not_chosen(dangling: str) -> None:
    whole = "The ferry Aurelia ran aground on Monday, a spokesman said at the port."
    tuesday = "Salvors signed a contract with the owners of the ferry on Tuesday."
    claims = timeline_of((report(1, 10, dangling, whole, tuesday), report(2, 10, dangling, tuesday)))
    assert claims[0].text == whole


@pytest.mark.parametrize(
    ("language", "monday", "tuesday"),
    [
        (
            "de",
            (
                "Er sagte am Montag nichts über das Unglück der Fähre.",
                "Die Fähre lief am Montag vor Skarn auf ein Riff.",
            ),
            "Die Bergung der Fähre begann am Dienstag bei ruhiger See.",
        ),
        (
            "fr",
            ("Il n’a rien dit lundi du naufrage du ferry de Skarn.", "Le ferry a heurté lundi les rochers de Skarn."),
            "Le remorquage du ferry de Skarn a commencé mardi matin.",
        ),
        (
            "es",
            (
                "Ella no dijo nada el lunes sobre el ferry de Skarn.",
                "El ferry chocó el lunes contra las rocas de Skarn.",
            ),
            "El remolque del ferry de Skarn empezó el martes.",
        ),
    ],
)
def test_other_languages_have_timelines_too(language: str, monday: tuple[str, str], tuesday: str) -> None:
    claims = timeline_of([report(1, 10, *monday, tuesday, language=language)])
    assert [claim.text for claim in claims] == [monday[1], tuesday]


def test_a_sentence_tells_one_day_only() -> None:
    both = "The ferry that was stuck on the rocks off Skarn since Monday was towed off on Wednesday."
    monday = "The ferry ran on to the rocks off Skarn in thick fog early on Monday."
    claims = timeline_of([report(1, 11, both, monday)])
    assert [(claim.day.day, claim.text) for claim in claims] == [(9, monday), (11, both)]


def test_fewer_than_two_days_are_no_timeline() -> None:
    assert timeline_of(FERRY[:1]) == ()
    assert timeline_of(()) == ()
    assert timeline_of(FERRY, most=1) == ()


def test_the_days_that_most_speak_of_are_kept() -> None:
    assert [claim.day.day for claim in timeline_of(FERRY, most=2)] == [9, 10]


def test_copies_count_for_nothing() -> None:
    copies = tuple(
        report(number, 11, "The ferry had last been inspected in the yard at Port Elsin on June 2.")
        for number in range(10, 20)
    )
    assert date(2025, 6, 2) in {claim.day for claim in timeline_of((*FERRY, *copies))}
    told = timeline_of((*FERRY, *copies), copies={document.article for document in copies[1:]})
    assert date(2025, 6, 2) not in {claim.day for claim in told}


def test_a_day_long_before_the_story_is_no_part_of_it_for_being_mentioned_twice() -> None:
    past = "The ferry was launched at the yard in Port Elsin on May 3, 1994."
    many = tuple(
        report(n, 11, f"The ferry struck the rocks off Skarn on Monday, witness {n} said.") for n in range(10, 40)
    )
    twice = (report(50, 11, past), report(51, 11, past))
    assert date(1994, 5, 3) in {claim.day for claim in timeline_of((*FERRY, *twice))}
    assert date(1994, 5, 3) not in {claim.day for claim in timeline_of((*FERRY, *twice, *many))}


SENTENCES = st.sampled_from(
    [sentence.text for document in FERRY for sentence in document.sentences]
    + ["", "‘" * 50, "x" * 700, "On 1 May 2025 :'", "2025-06-12.", "On Monday", "A" * 30 + " on Monday"]
)


@settings(max_examples=50)
@given(st.lists(st.tuples(st.integers(1, 28), st.lists(SENTENCES, max_size=4)), max_size=5), st.integers(0, 13))
def test_whatever_the_articles_days_are_in_order_and_quotes_hold(
    articles: list[tuple[int, list[str]]], most: int
) -> None:
    documents = [report(number, day, *texts) for number, (day, texts) in enumerate(articles)]
    claims = timeline_of(documents, most=most)
    assert [claim.day for claim in claims] == sorted({claim.day for claim in claims})
    assert len(claims) <= most
    for claim in claims:
        (citation,) = claim.citations
        text = documents[citation.article].blocks[citation.block].text
        assert text[citation.start : citation.end] == claim.text


@pytest.mark.parametrize("piece", ["‘", ",", "May 1 ", "On Monday. ", "A AAA ", ":'", "(", "he "])
def test_no_article_takes_long(piece: str) -> None:
    hostile = report(1, 10, "On Monday " + piece * (100_000 // len(piece)))
    timeline_of((hostile, *FERRY[1:]))
