from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from octavo.explaining import answer_of, changed, question_of, ranked

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.answers import Answer, Passage

    Papers = Callable[..., tuple[Passage, ...]]

TODAY = date(2026, 11, 21)


def answer(papers: Papers, text: str, sentence: str) -> Answer:
    question = question_of(text, today=TODAY)
    return answer_of(question, ranked(question, papers(("The Courier", "", sentence))))


def test_another_figure_is_a_change_and_the_reason_names_both(papers: Papers) -> None:
    text = "How many bodies were returned to Ukraine?"
    before = answer(papers, text, "Russia returned 1,212 bodies to Ukraine.")
    now = answer(papers, text, "Russia has returned 6,057 bodies to Ukraine.")
    found = changed(before, now)
    assert found.changed
    assert found.reason == "New: 6,057 (before: 1,212)."


def test_the_same_in_other_words_is_none(papers: Papers) -> None:
    text = "How many bodies were returned to Ukraine?"
    before = answer(papers, text, "Russia returned 1,212 bodies to Ukraine.")
    now = answer(papers, text, "The bodies returned to Ukraine by Russia were 1,212, officials said.")
    assert not changed(before, now).changed


def test_an_answer_that_comes_or_goes_is_a_change(papers: Papers) -> None:
    text = "Who won the Nordvang Prize?"
    none = answer(papers, text, "Gannets were counted.")
    some = answer(papers, text, "Oluchi Tarrant won the Nordvang Prize.")
    assert changed(none, some).changed
    assert changed(some, none).changed
    assert not changed(none, none).changed
    assert not changed(some, some).changed


def test_another_name_is_a_change_where_somebody_is_asked_for(papers: Papers) -> None:
    text = "Who leads the Civic Union?"
    before = answer(papers, text, "Since May, Ada Brennick leads the Civic Union.")
    now = answer(papers, text, "From Friday, Edda Roos leads the Civic Union.")
    assert "Edda" in changed(before, now).reason
