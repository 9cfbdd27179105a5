from __future__ import annotations

from datetime import date

import pytest

from octavo.explaining import question_of
from octavo.model.answers import AnswerKind

TODAY = date(2026, 11, 21)  # a Saturday


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Who won the prize?", AnswerKind.PERSON),
        ("When does the tunnel open?", AnswerKind.TIME),
        ("In which year was the bridge built?", AnswerKind.TIME),
        ("Where was the brooch found?", AnswerKind.PLACE),
        ("Which city hosts the games?", AnswerKind.PLACE),
        ("How many people were hurt?", AnswerKind.NUMBER),
        ("What is the death toll of the storm?", AnswerKind.NUMBER),
        ("Which European country left the union?", AnswerKind.COUNTRY),
        ("Which US state did she carry?", AnswerKind.STATE),
        ("Which team won?", AnswerKind.NAME),
        ("Why did the airline stop flying?", AnswerKind.REASON),
        ("What did the minister say?", AnswerKind.ANY),
        ("Wer gewann den Preis?", AnswerKind.PERSON),
        ("Wie viele Menschen wurden verletzt?", AnswerKind.NUMBER),
        ("Warum ist das so?", AnswerKind.REASON),
        ("Quand ouvre le tunnel de la ville ?", AnswerKind.TIME),
        ("¿Dónde está el museo?", AnswerKind.PLACE),
        ("Chi ha vinto il premio?", AnswerKind.PERSON),
        ("Hoeveel mensen zijn er gewond?", AnswerKind.NUMBER),
        ("Quem ganhou o prêmio?", AnswerKind.PERSON),
    ],
)
def test_a_question_tells_what_would_answer_it(text: str, kind: AnswerKind) -> None:
    assert question_of(text, today=TODAY).kind is kind


def test_a_question_has_terms_without_small_words_and_names_as_they_are_written() -> None:
    asked = question_of("Who did Ada Brennick meet in Port Elsin, and when?", today=TODAY)
    assert [term.stem for term in asked.terms] == ["ada", "brennick", "meet", "port", "elsin"]
    assert [term.is_name for term in asked.terms] == [True, True, False, True, True]
    assert asked.names == ("Ada Brennick", "Port Elsin")
    assert asked.language == "en"


def test_words_meet_in_their_stems() -> None:
    one = question_of("Were ferries stopped?", today=TODAY)
    two = question_of("Did the ferry stop?", today=TODAY)
    assert {term.stem for term in one.terms} == {term.stem for term in two.terms}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("What happened today?", date(2026, 11, 21), date(2026, 11, 21)),
        ("What happened yesterday?", date(2026, 11, 20), date(2026, 11, 20)),
        ("Who resigned this week?", date(2026, 11, 15), date(2026, 11, 21)),
        ("Who resigned last week?", date(2026, 11, 9), date(2026, 11, 15)),
        ("Who resigned this month?", date(2026, 11, 1), date(2026, 11, 21)),
        ("Who resigned last month?", date(2026, 10, 1), date(2026, 10, 31)),
        ("Who resigned this year?", date(2026, 1, 1), date(2026, 11, 21)),
        ("What was said in the last 10 days?", date(2026, 11, 11), date(2026, 11, 21)),
        ("What changed in June 2026?", date(2026, 6, 1), date(2026, 6, 30)),
        ("What changed since June 2026?", date(2026, 6, 1), date(2026, 11, 21)),
        ("What has happened since Monday?", date(2026, 11, 16), date(2026, 11, 21)),
        ("Who spoke on Wednesday?", date(2026, 11, 18), date(2026, 11, 18)),
        ("Who spoke on 3 November?", date(2026, 11, 3), date(2026, 11, 3)),
        ("What happened at the weekend?", date(2026, 11, 21), date(2026, 11, 21)),
        ("What was agreed in the past two weeks?", date(2026, 11, 5), date(2026, 11, 21)),
        ("Wer ist gestern zurückgetreten?", date(2026, 11, 20), date(2026, 11, 20)),
        ("Wer hat am Mittwoch gesprochen?", date(2026, 11, 18), date(2026, 11, 18)),
        ("Qui a démissionné la semaine dernière ?", date(2026, 11, 9), date(2026, 11, 15)),
        ("¿Quién dimitió ayer en el gobierno?", date(2026, 11, 20), date(2026, 11, 20)),
    ],
)
def test_time_words_are_days_as_seen_from_the_day_of_asking(text: str, first: date, last: date) -> None:
    period = question_of(text, today=TODAY).period
    assert period is not None
    assert (period.first, period.last) == (first, last)
    assert period.words in text


@pytest.mark.parametrize(
    "text",
    [
        "Who won in 2024?",
        "Who spoke on 31 February 2026?",
        "What begins in June 2031?",
        "Who sings on 3 December?",
        "Who sang?",
    ],
)
def test_years_alone_days_that_are_none_and_times_to_come_narrow_nothing(text: str) -> None:
    assert question_of(text, today=TODAY).period is None


def test_time_words_are_no_matter_of_the_question() -> None:
    asked = question_of("Which minister resigned last week?", today=TODAY)
    assert [term.word for term in asked.terms] == ["minister", "resigned"]


@pytest.mark.parametrize(
    ("before", "text", "standalone"),
    [
        (["Who is Ada Brennick?"], "When did she resign?", "When did Ada Brennick resign?"),
        (["Who is Ada Brennick?"], "What is her party?", "What is Ada Brennick’s party?"),
        (["How many people left Italy?"], "And Spain?", "How many people left Spain?"),
        (["How many people left Italy?"], "What about Spain?", "How many people left Spain?"),
        (["Did the airline stop flying?"], "Why?", "Why? (Did the airline stop flying?)"),
        (["Who is Ada Brennick?", "When did she resign?"], "And Edda Roos?", "When did Edda Roos resign?"),
        (["Who is Ada Brennick?"], "How high is the interest rate?", "How high is the interest rate?"),
        ([], "When did she resign?", "When did she resign?"),
        (["Wer ist Ada Brennick?"], "Wann ist sie zurückgetreten?", "Wann ist Ada Brennick zurückgetreten?"),
    ],
)
def test_a_follow_up_is_made_to_stand_alone(before: list[str], text: str, standalone: str) -> None:
    assert question_of(text, earlier=before, today=TODAY).standalone == standalone


def test_what_a_follow_up_takes_over_counts_less_than_what_it_asks() -> None:
    asked = question_of("Why?", earlier=["Did the airline stop flying?"], today=TODAY)
    assert {term.word: term.weight for term in asked.terms} == {"airline": 0.5, "stop": 0.5, "flying": 0.5}
    assert asked.kind is AnswerKind.REASON
