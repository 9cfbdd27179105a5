"""Who holds an office, read off a sentence, and when nothing is."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.explaining.asking.conftest import TODAY, document

from octavo.explaining import answer_of, passages_of, question_of, ranked
from octavo.explaining.asking.outright import Outright

GOVERNOR = "Who is the governor of the Central Bank?"


def found(question: str, sentence: str, around: str = "") -> str | None:
    place = Outright(question_of(question, today=TODAY)).place(sentence, f"{around} {sentence}")
    return sentence[slice(*place)] if place else None


@pytest.mark.parametrize(
    ("question", "sentence", "name"),
    [
        (GOVERNOR, "Central Bank governor Ines Farrow spoke on Monday.", "Ines Farrow"),
        (GOVERNOR, "The governor of the Central Bank, Ines Farrow, spoke.", "Ines Farrow"),
        (GOVERNOR, "Ines Farrow, governor of the Central Bank, spoke.", "Ines Farrow"),
        (GOVERNOR, "Ines Farrow is the governor of the Central Bank.", "Ines Farrow"),
        ("Who is the Health Minister?", "He asked the Health Minister, Dr Samuel Oke, for a line.", "Samuel Oke"),
        ("Who is the president of Russia?", "Near Belarus the Russian President Ivan Petrov spoke.", "Ivan Petrov"),
        ("Who is Norvind’s chief executive?", "Norvind chief executive Ragna Thorsby spoke.", "Ragna Thorsby"),
        ("Who is the head of Orben?", "Orben head Ursula Von der Leyden said so.", "Ursula Von der Leyden"),
        ("Wer ist der Gouverneur der Zentralbank?", "Zentralbank-Gouverneur Jan Thale sprach.", "Jan Thale"),
    ],
)
def test_a_name_at_the_office_and_what_it_is_of_answers(question: str, sentence: str, name: str) -> None:
    assert found(question, sentence) == name


def test_the_governor_is_that_of_the_bank_which_the_text_is_about() -> None:
    sentence = "The governor, Ines Farrow, spoke."
    assert found(GOVERNOR, sentence, "The Central Bank raised its rate.") == "Ines Farrow"
    assert found(GOVERNOR, sentence, "Texas is dry.") is None


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (GOVERNOR, "Central Bank deputy governor Ines Farrow spoke."),
        (GOVERNOR, "The former governor of the Central Bank, Ines Farrow, spoke."),
        (GOVERNOR, "The Central Bank heard Texas governor Ines Farrow."),
        (GOVERNOR, "The governor of Texas, Ines Farrow, met the Central Bank."),
        (GOVERNOR, "The Central Bank raised its rate."),
        ("Who is the president of Belarus?", "Belarus hosts them despite Russian President Ivan Petrov."),
        ("Who is the chief executive of Amber?", "Tim Cole, chief executive of Apex; Andy Jasper, a guest of Amber."),
        ("Who won the prize?", "The prize winner Ines Farrow spoke."),
        ("How many governors are there?", "Governor Ines Farrow spoke."),
    ],
)
def test_whoever_is_not_certain_to_be_meant_does_not(question: str, sentence: str) -> None:
    assert found(question, sentence) is None


@given(question=st.text(max_size=60), sentence=st.text(max_size=200))
def test_any_question_and_any_sentence_have_a_place_inside_or_none(question: str, sentence: str) -> None:
    place = Outright(question_of(f"Who is the {question}", today=TODAY)).place(sentence, sentence)
    assert place is None or 0 <= place[0] < place[1] <= len(sentence)


def test_the_sentence_that_names_who_is_asked_for_comes_first_while_it_is_new() -> None:
    rate = document(
        "The Central Bank raised its interest rate to 4.25 per cent on Thursday. It was the fourth step in a row.",
        title="Central Bank raises rate",
    )
    who = document(
        "It is nearly over. The governor, Ines Farrow, said so of the Central Bank’s climb.",
        number=2,
        outlet="Radio Tide",
        title="Central Bank: what now",
    )
    question = question_of(GOVERNOR, today=TODAY)
    answer = answer_of(question, ranked(question, [*passages_of(rate), *passages_of(who)]))
    assert [claim.text for claim in answer.claims] == [
        "The governor, Ines Farrow, said so of the Central Bank’s climb."
    ]
    lead = next(one for one in answer.passages if one.outright)
    assert lead.outright is not None
    assert lead.passage.sentences[lead.best].quote[slice(*lead.outright)] == "Ines Farrow"
    later = question_of(GOVERNOR, today=date(2029, 1, 1))
    answer = answer_of(later, ranked(later, [*passages_of(rate), *passages_of(who)]))
    assert all(one.outright is None for one in answer.passages)
