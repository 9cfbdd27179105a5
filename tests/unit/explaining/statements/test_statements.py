from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.one_article import article_of

from octavo.explaining import has_quote_grammar, statements_in
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.statements import Statement

    Said = Callable[..., tuple[Statement, ...]]


def test_a_quotation_has_its_speaker_verb_and_channel(said: Said) -> None:
    (one,) = said(
        "'As a result, the bodies of 1,212 fallen defenders have been returned to Ukraine,' the prisoner exchange "
        "coordination committee said on the Telegram messaging app."
    )
    assert one.is_direct
    assert one.is_certain
    assert one.said.quote == "As a result, the bodies of 1,212 fallen defenders have been returned to Ukraine"
    assert (one.speaker, one.name, one.verb, one.channel) == (
        "the prisoner exchange coordination committee",
        None,
        "said",
        "Telegram",
    )


def test_a_surname_is_the_full_name_that_the_article_gives_and_its_role(said: Said) -> None:
    first, second = said(
        "“We will not yield,” said Dmytro Kuleba, the foreign minister, at the meeting.",
        "“It is a matter of weeks,” Kuleba said.",
    )
    assert (first.name, first.role) == ("Dmytro Kuleba", "foreign minister")
    assert (second.speaker, second.name, second.role) == ("Kuleba", "Dmytro Kuleba", "foreign minister")


@pytest.mark.parametrize(
    ("text", "speaker", "name", "role"),
    [
        (
            "“It is late,” council leader Thore Behrens said.",
            "council leader Thore Behrens",
            "Thore Behrens",
            "council leader",
        ),
        (
            "“It is late,” said their secretary, Cait Morrow.",
            "their secretary, Cait Morrow",
            "Cait Morrow",
            "secretary",
        ),
        ("“It is late,” said Priya’s dad Martin.", "Priya’s dad Martin", "Martin", "Priya’s dad"),
        ("“It is late,” a spokesman for the ministry said.", "a spokesman for the ministry", None, None),
        ("“It is late,” police said.", "police", None, None),
    ],
)
def test_who_somebody_is_stands_beside_the_name(
    said: Said, text: str, speaker: str, name: str | None, role: str | None
) -> None:
    (one,) = said(text)
    assert (one.speaker, one.name, one.role) == (speaker, name, role)


def test_what_is_said_in_one_breath_is_one_statement(said: Said) -> None:
    (one,) = said("“Nine years,” said Gesine Lorentz. “I know who is scared of flying. Where does one put that?”")
    assert one.said.quote == "Nine years"
    assert [part.quote for part in one.went_on] == ["I know who is scared of flying. Where does one put that?"]
    assert one.words == "Nine years … I know who is scared of flying. Where does one put that?"


def test_a_role_is_nobodys_who_is_only_near_a_paper_or_a_body(said: Said) -> None:
    (one,) = said("“I was scared for four hours,” said Mira Okonjo, the board, after the game.")
    assert (one.name, one.role) == ("Mira Okonjo", None)


def test_a_quotation_over_several_paragraphs_is_one_statement(said: Said) -> None:
    (one,) = said(
        "Mary Rudd, the mayor, said: “We have waited for nine years for this bridge to be built.",
        "“We can wait for one more winter if the ferry runs.”",
    )
    assert one.name == "Mary Rudd"
    assert [part.block for part in (one.said, *one.went_on)] == [0, 1]


@pytest.mark.parametrize(
    ("text", "speaker", "name"),
    [
        ("Apple and Google said they would appeal against the ruling of the court.", "Apple and Google", None),
        ("But the ministry and the police said the road would stay closed.", "the ministry and the police", None),
        (
            '"We will not give up," the president of the European Commission, Ursula von der Leyen, said on Monday.',
            "Ursula von der Leyen", "Ursula von der Leyen",
        ),
        (
            "Doctors Without Borders said its hospital in Kunduz had been hit by a shell.",
            "Doctors Without Borders", "Doctors Without Borders",
        ),
    ],
)  # fmt: skip
def test_a_speaker_is_named_whole(said: Said, text: str, speaker: str, name: str | None) -> None:
    (one,) = said(text)
    assert (one.speaker, one.name) == (speaker, name)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“The unrest has been deplorable,” the Local Government Association said.", "Local Government Association"),
        ("“Officers will become fatigued,” the Police Federation said on Monday.", "Police Federation"),
        ("“We will rebuild,” said North Skarn Fire Marshal David Dollins.", "David Dollins"),
        ("“We will rebuild,” said Crime Commissioner Matt Storey.", "Matt Storey"),
        ("“It is our best and final offer,” San Diego-headquartered Qualcomm said.", "Qualcomm"),
        ("“We will rebuild,” said Charlie King.", "Charlie King"),
        ("“We will rebuild,” said J. Michael Pearson.", "J. Michael Pearson"),
        ("“They will face the full force of the law,” the Plymouth MP said.", None),
        ("“It was all thrown from one side,” Reports said.", None),
        ("“It was all thrown from one side,” reports Intel said. The paper has read Intel for years.", "Intel"),
    ],
)
def test_a_body_is_named_whole_and_a_person_without_a_post(said: Said, text: str, name: str | None) -> None:
    (one,) = said(text)
    assert one.name == name


def test_a_post_before_a_name_makes_no_second_person(said: Said) -> None:
    text = "Donald Trump and Billionaire Donald Trump are one, the paper found. “I will win,” Trump told it on Friday."
    assert said(text)[-1].name == "Donald Trump"


def test_a_first_name_alone_is_whoever_bears_it(said: Said) -> None:
    named = said("Abby Dunn sells holidays in Skarn and has done so for years.", "“Book early,” Abby commented.")
    assert named[-1].name == "Abby Dunn"
    either = said("Abby Dunn and Abby Rask sell holidays in Skarn.", "“Book early,” Abby commented.")
    assert either[-1].name == "Abby"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "“It is done,” said Dublin Director of Engineering Paul Hammersmith.",
            "Paul Hammersmith", "Dublin Director of Engineering",
        ),
        ("“It is done,” the chief of staff Ann Lee said.", "Ann Lee", "chief of staff"),
        ("“It is done,” said Jon Meacham, the author of “The Soul of Skarn”.", "Jon Meacham", "author"),
        ("“It is done,” said Billionaire Donald Trump.", "Donald Trump", "Billionaire"),
        ("“It is done,” said the cartoonist Garry Trudeau.", "Garry Trudeau", "cartoonist"),
        ("“It is done,” said a jubilant Christian Horner.", "Christian Horner", None),
        ("“It is done,” the D.C. Housing Authority said.", "D.C. Housing Authority", None),
    ],
)  # fmt: skip
def test_what_somebody_is_stands_whole_and_ends_with_what_it_is(
    said: Said, text: str, name: str | None, role: str | None
) -> None:
    one = said(text)[0]
    assert (one.name, one.role) == (name, role)


def test_a_role_is_shown_without_a_bracket_that_stays_open(said: Said) -> None:
    (one,) = said("“It is not over,” said Filippo Grandi, the High Commissioner for Refugees (UNHCR), on Monday.")
    assert one.role == "High Commissioner for Refugees"


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        (
            "“There is no easy way,” Harris senior adviser David Plouffe said in an interview.",
            "David Plouffe", "Harris senior adviser",
        ),
        ("“The honour was mine,” the beleaguered Ann Lee said on Friday.", "Ann Lee", None),
        ("Secretary of State Mike Pompeo said: “The release gives us hope.”", "Mike Pompeo", "Secretary of State"),
        (
            "“We feel good,” said James Blair, the Trump campaign’s political director. The day was fine.",
            "James Blair", "Trump campaign’s political director",
        ),
        (
            "“We feel good,” said Paul Shumaker, an adviser to North Carolina Sen. Thom Tillis, on Monday.",
            "Paul Shumaker", "adviser to North Carolina Sen. Thom Tillis",
        ),
    ],
)  # fmt: skip
def test_nobody_is_quoted_for_whoever_works_for_them(said: Said, text: str, name: str, role: str | None) -> None:
    (one,) = said(text)
    assert (one.name, one.role) == (name, role)


def test_a_body_ends_before_what_is_from_something_else(said: Said) -> None:
    (one,) = said("Most of the cost arises according to her ministry from a seam of coal beneath the inner harbour.")
    assert one.speaker == "her ministry"


def test_a_german_phrase_ends_with_its_noun(said: Said) -> None:
    (one,) = said("Laut der Zeitung plant Rask, die Brücke im Amt zu belassen.", language="de")
    assert one.speaker == "Zeitung"


def test_a_few_words_quoted_are_not_whole_without_their_sentence(said: Said) -> None:
    part, whole = said(
        'Benjamin Rask, the mayor, said he was "very moved" by the gift.',
        '"We will build the bridge again," Rask said on Monday.',
    )
    assert part.is_direct
    assert not part.is_whole
    assert whole.is_whole


def test_he_is_the_one_who_spoke_before_where_nobody_else_can_be_meant(said: Said) -> None:
    first, second = said("“We leave at noon,” said Harm Janssen.", "“The tide will not wait for us,” he said.")
    assert (first.name, second.speaker, second.name) == ("Harm Janssen", "he", "Harm Janssen")


def test_he_is_nobody_where_two_can_be_meant(said: Said) -> None:
    found = said(
        "“We leave at noon,” said Harm Janssen.",
        "Anton Feld and Pat Hendry shook their heads. “The tide will not wait for us,” he said.",
    )
    assert found[-1].speaker == "he"
    assert found[-1].name is None


def test_she_is_nobody_whom_the_article_calls_he(said: Said) -> None:
    found = said(
        "“We leave at noon,” said Harm Janssen, who had his coat on. Mr Janssen wiped his face.",
        "“The tide will not wait for us,” she said.",
    )
    assert (found[-1].speaker, found[-1].name) == ("she", None)


def test_who_is_the_one_named_before_it(said: Said) -> None:
    (one,) = said("The judge sent for Attorney General Loretta Lynch, who said that the case was closed.")
    assert one.name == "Loretta Lynch"


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("The ministry said on Monday that the road would stay closed.", "The ministry", "the road would stay closed"),
        (
            "The road would stay closed until May, the ministry said.",
            "the ministry",
            "The road would stay closed until May",
        ),
        ("According to Ms Vane, the road would stay closed.", "Ms Vane", "the road would stay closed"),
        ("The road stays closed for now, according to the police.", "the police", "The road stays closed for now"),
        ("Pat Hendry told the Courier the road was closed.", "Pat Hendry", "the road was closed"),
    ],
)
def test_reported_speech_is_marked_as_such(said: Said, text: str, speaker: str, words: str) -> None:
    (one,) = said(text)
    assert not one.is_direct
    assert one.is_certain
    assert (one.speaker, one.said.quote) == (speaker, words)


@pytest.mark.parametrize(
    "text",
    [
        "The ministry could argue that the road was never open.",
        "Mr Crane did not say that he would appeal.",
        "She read “The Old Harbour”, a novel, on the boat.",
        "The so-called “fast lane” was empty again.",
        "The truck was found near the bridge in the early morning.",
        "He agreed to pay the fine that the court had set.",
    ],
)
def test_nobody_said_it(said: Said, text: str) -> None:
    assert [one for one in said(text) if one.is_certain] == []


def test_german_is_read(said: Said) -> None:
    first, second, third = said(
        "„Wir haben die Hände, aber noch nicht das Silber“, sagte Polizeichefin Niamh Carrow am Montag.",
        "Die Feuerwehr teilte mit, dass niemand verletzt wurde.",
        "Der Schaden liegt nach Angaben der Versicherung bei zwei Millionen Kronen.",
        language="de-AT",
    )
    assert (first.name, first.role, first.is_direct) == ("Niamh Carrow", "Polizeichefin", True)
    assert (second.speaker, second.said.quote) == ("Die Feuerwehr", "niemand verletzt wurde")
    assert third.speaker is not None
    assert "Versicherung" in third.speaker
    assert [one.language for one in (first, second, third)] == ["de", "de", "de"]


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("« Nous sommes prêts pour la saison », a déclaré Ronan Pichard, lundi.", "fr", "Ronan Pichard"),
        ("«Estamos listos para la temporada», dijo Marta Quiroga el lunes.", "es", "Marta Quiroga"),
    ],
)
def test_quotations_are_read_in_french_and_spanish(said: Said, text: str, language: str, name: str) -> None:
    (one,) = said(text, language=language)
    assert (one.is_direct, one.name) == (True, name)


def test_nothing_is_guessed_in_a_language_without_a_grammar(said: Said) -> None:
    assert not has_quote_grammar("fi")
    assert not has_quote_grammar("")
    assert has_quote_grammar("EN_gb")
    assert said("“Me lähdemme,” sanoi Aino Virtanen.", language="fi") == ()


def test_statements_stand_in_the_order_of_the_text_and_their_citations_hold(document: Callable[..., Document]) -> None:
    article = document(
        "The bridge is closed, the police said. “We do not know for how long,” said Mary Rudd.",
        "“It is an old bridge,” she said. The ferry runs, according to its captain.",
    )
    found = statements_in(article)
    assert [one.verb for one in found] == ["said", "said", "said", "according to"]
    for one in found:
        assert one.text == " ".join(citation.quote for citation in one.citations)
        assert one.citations[0].quote in article.blocks[one.citations[0].block].text


_TEXT = st.text("Aa bs.,“”\"'’-: ", max_size=40)
_PIECES = st.sampled_from(
    [
        *("“We go,” ", "said ", "Mary Rudd ", "he ", "the ministry ", "that ", ", ", ". ", "according to ", "’s "),
        *("„Ja“ ", "\n", "sagte ", "''We go,'' "),
    ]
)
_HOSTILE = [
    *(
        "“",
        '"a ',
        "'",
        "“a” said ",
        "A",
        "A. ",
        "the ",
        "said that ",
        "according to ",
        "Mr ",
        ", ",
        "«»",
        "x on ",
        "in a ",
    ),
    *("A's ", "''a ", "a, b, said ", "said he "),
]


@given(st.lists(st.one_of(_TEXT, _PIECES), max_size=40), st.sampled_from(["en", "de", "fr", "es"]))
@settings(max_examples=150, deadline=None)
def test_every_citation_is_letter_for_letter(pieces: list[str], language: str) -> None:
    article = article_of(*"".join(pieces).split("\n"), language=language)
    for one in statements_in(article):
        for citation in (*one.citations, one.said, *one.went_on, *filter(None, [one.speaker_at])):
            assert citation.quote == article.blocks[citation.block].text[citation.start : citation.end]


@pytest.mark.parametrize("piece", _HOSTILE)
def test_long_hostile_texts_take_no_more_than_their_length(said: Said, piece: str) -> None:
    text = piece * (100_000 // len(piece))
    assert isinstance(said(text), tuple)
    assert isinstance(said(text, language="de"), tuple)


@given(st.text(max_size=120), st.sampled_from(["en", "de", "fr", "es"]))
@settings(max_examples=100, deadline=None)
def test_no_text_raises_whatever_its_letters(text: str, language: str) -> None:
    blocks = (Block(kind=BlockKind.PARAGRAPH, text=f"“{text}” said İ Mary Rudd, {text} said that {text} was."),)
    article = Document(
        article=ArticleId(1),
        revision=1,
        outlet="x",
        title="",
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
    )
    assert isinstance(statements_in(article), tuple)


@pytest.mark.parametrize("opener", ["Weiter", "Ähnlich", "Ursprünglich", "Darin"])
def test_an_adverb_that_opens_a_german_sentence_says_nothing(said: Said, opener: str) -> None:
    (one,) = said(f"{opener} sagte Jonas Brandt: „Wir haben die Lage im Hafen heute gut im Griff.“", language="de")
    assert one.name == "Jonas Brandt"


def test_nobody_is_quoted_for_a_german_it(said: Said) -> None:
    (one,) = said("Es gab den Satz: „Das ist die Furchtlosigkeit von Judy, und wir hatten Glück.“", language="de")
    assert (one.speaker, one.is_certain) == ("Es", False)


@pytest.mark.parametrize(
    "text",
    [
        "– We are ready for all of it now, said Ann Lee.",
        "— “We are ready for all of it now,” said Ann Lee.",
        "“– We are ready for all of it now,” said Ann Lee.",
    ],
)
def test_a_dash_that_opens_a_line_is_not_said(said: Said, text: str) -> None:
    (statement,) = said(text)
    assert statement.words == "We are ready for all of it now"
    assert statement.text[0] not in "–—"
