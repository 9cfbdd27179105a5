from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.explaining import speaker_key, speakers_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.statements import Statement

    Said = Callable[..., tuple[Statement, ...]]


def test_one_person_in_several_spellings_is_one_speaker(said: Said) -> None:
    found = (
        *said("“We are ready for talks,” said Volodymyr Zelenskyy.", article=1),
        *said("„Wir sind zu Gesprächen bereit“, sagte Wolodymyr Selenskyj.", language="de", article=2),
        *said("“We are ready for talks,” President Volodymyr Zelensky said on Telegram.", article=3),
        *said("“We are ready for talks,” Zelensky said.", article=4),
    )
    (speaker,) = speakers_of(found)
    assert len(speaker.statements) == 4
    assert speaker.key == speaker_key("Зеленський")
    assert speaker.channels == ("Telegram",)
    assert speaker.roles == ("President",)


def test_one_surname_with_two_first_names_is_two_people(said: Said) -> None:
    found = (
        *said("“We are ready for it,” said Hillary Clinton.", article=1),
        *said("“I am glad to hear of it,” said Bill Clinton.", article=2),
        *said("“It is a long way,” Clinton said.", article=3),
    )
    speakers = speakers_of(found)
    assert sorted(one.name for one in speakers) == ["Bill Clinton", "Clinton", "Hillary Clinton"]


def test_a_surname_is_the_one_of_its_own_article(said: Said) -> None:
    found = (
        *said("“We are ready for it,” said Hillary Clinton.", "“It is a long way,” Clinton said.", article=1),
        *said("“I am glad to hear of it,” said Bill Clinton.", article=2),
    )
    assert {one.name: len(one.statements) for one in speakers_of(found)} == {"Hillary Clinton": 2, "Bill Clinton": 1}


def test_offices_of_two_articles_stay_apart(said: Said) -> None:
    found = (
        *said("“The road is closed,” the ministry said.", "“It will open in May,” the ministry said.", article=1),
        *said("“The bridge is closed,” the ministry said.", article=2),
    )
    speakers = speakers_of(found)
    assert [len(one.statements) for one in speakers] == [2, 1]
    assert speakers[0].key != speakers[1].key


def test_the_most_quoted_stands_first_and_guesses_are_left_out(said: Said) -> None:
    found = (
        *said("“A first thing,” said Mary Rudd.", article=1),
        *said("“A second thing,” said Anton Feld.", "“A third thing,” said Anton Feld.", article=2),
    )
    assert [one.name for one in speakers_of(found)] == ["Anton Feld", "Mary Rudd"]
    assert speakers_of(one for one in found if not one.is_certain) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Selenskyj"),
        ("Mikhail Khodorkovsky", "Michail Chodorkowski"),
        ("Sergei Lavrov", "Sergej Lawrow"),
        ("Dr Ángel Núñez", "Angel Nunez’s"),
    ],
)
def test_a_key_does_not_depend_on_the_transcription(one: str, other: str) -> None:
    assert speaker_key(one) == speaker_key(other) != ""


def test_a_body_is_known_by_all_its_words() -> None:
    assert speaker_key("Civil Aviation Office") != speaker_key("Foreign Office")


@given(st.text(max_size=80))
def test_a_key_is_stable_and_nothing_raises(name: str) -> None:
    assert speaker_key(name) == speaker_key(f" {name} ")


def test_a_pronoun_behind_its_verb_is_nobody_to_be_listed(said: Said) -> None:
    found = said("« Un bateau, ce n’est pas un pont », a-t-il déclaré à l’issue de la réunion.", language="fr")
    assert [one.speaker for one in found] == ["a-t-il"]
    assert speakers_of(found) == ()


def test_a_phrase_is_one_speaker_across_articles_that_have_the_same_words(said: Said) -> None:
    found = (
        *said("“My eyes just about popped out,” a Pennsylvania woman said.", article=1),
        *said("“My eyes – just about popped out,” a Pennsylvania woman said.", article=2),
        *said("“I have never seen such a bill,” a Pennsylvania woman said.", article=3),
    )
    assert sorted(len(one.statements) for one in speakers_of(found)) == [1, 2]


RELATIVE = (
    "Trump rejected the report on Monday. Trump had spoken to reporters in the garden.",
    "His wife, Melania Trump, was there too.",
    "“I never saw such a thing,” Trump said.",
)


def _names(found: tuple[Statement, ...]) -> list[str | None]:
    return [one.name for one in found]


@pytest.mark.parametrize(
    "paragraphs",
    [
        RELATIVE,
        ("“I never saw such a thing,” Trump said.", "The first lady, Melania Trump, was there too."),
        ("Mr. Trump spoke. “I never saw such a thing,” Mr. Trump said.", "Mrs. Melania Trump was there too."),
        (
            "The talks failed, and the house is at odds over them.",
            "President Trump spoke in the garden.",
            "Eric Trump was there too.",
            "“I never saw such a thing,” Trump said.",
        ),
        (
            "The talks failed, and the house is at odds over them.",
            "Trump spoke in the garden.",
            "“I never saw such a thing,” Trump said.",
            "Eric Trump was there too.",
        ),
        ("Bernie Sanders won.", "Then German Sanders and Sanders left.", "“We are glad of it,” Sanders said."),
    ],
)
def test_a_surname_is_not_a_relatives_who_alone_is_named_in_full(said: Said, paragraphs: tuple[str, ...]) -> None:
    (name,) = _names(said(*paragraphs))
    assert name is not None
    assert " " not in name


@pytest.mark.parametrize(
    "paragraphs",
    [
        ("Volodymyr Zelensky spoke on Monday.", "“We are ready for it,” Zelensky said."),
        ("Zelensky asks for more.", "President Volodymyr Zelensky spoke.", "“We are ready for it,” Zelensky said."),
        (
            "It was a long night in the old town.",
            "President Zelensky asks for more.",
            "The Ukrainian president, Volodymyr Zelensky, spoke.",
            "“We are ready for it,” Zelensky said.",
        ),
        ("His wife, Olena Zelenska, and Volodymyr Zelensky came.", "“We are ready for it,” Zelensky said."),
        ("Her mother, Olena Zelensky, spoke to her fans.", "“We are ready for it,” Zelensky said."),
    ],
)
def test_a_surname_is_the_ones_who_is_named_in_full(said: Said, paragraphs: tuple[str, ...]) -> None:
    (name,) = _names(said(*paragraphs))
    assert name is not None
    assert name.endswith(" Zelensky")


def test_a_surname_left_alone_by_its_article_is_nobody_elses_of_the_story(said: Said) -> None:
    found = (
        *said(*RELATIVE, "“We are glad to be here,” Melania Trump said.", article=1),
        *said("“It is a long way,” Trump said.", article=2),
    )
    assert {one.name: len(one.statements) for one in speakers_of(found)} == {"Trump": 2, "Melania Trump": 1}


def test_a_surname_is_no_first_ladys_of_another_article(said: Said) -> None:
    found = (
        *said("“We are glad to be here,” First Lady Melania Trump said.", article=1),
        *said("“It is a long way,” Trump said.", article=2),
    )
    assert {one.name for one in speakers_of(found)} == {"Trump", "Melania Trump"}
