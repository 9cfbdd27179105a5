from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import draft, paragraphs, save
from tests.unit.newsroom.writing_library import FERRY, INQUIRY, NOW, honest, lines_of, press, said, story_of

from octavo.model.errors import NotAllowed, NotFound
from octavo.model.ids import ArticleId
from octavo.model.insights import Citation, Length
from octavo.model.writing import (
    DropReason,
    FailureReason,
    ModelFailed,
    ModelReply,
    ModelRequest,
    ModelTerms,
    ModelUsage,
    Withheld,
)
from octavo.testing.language_model import ScriptedLanguageModel

if TYPE_CHECKING:
    from octavo.model.articles import Article

BUSY = ModelFailed(reason=FailureReason.BUSY, problem="It is busy.", usage=ModelUsage(tokens_in=30, requests=1))


def cite(article: Article) -> Citation:
    text = article.blocks[0].text
    return Citation(article=article.id, revision=article.revision, block=0, start=0, end=len(text), quote=text)


def test_without_a_model_nothing_is_asked_and_that_is_said() -> None:
    paper = press(None)
    desk = paper.paper.writing
    assert not desk.is_available()
    assert desk.key_points(paper.ferry).withheld is Withheld.NOT_CONFIGURED
    assert desk.answer("What sank?", [cite(paper.ferry)]).withheld is Withheld.NOT_CONFIGURED
    assert desk.explain("Aurora").withheld is Withheld.NOT_CONFIGURED
    assert desk.translate(paper.ferry.id, "de").withheld is Withheld.NOT_CONFIGURED
    assert desk.try_out() is Withheld.NOT_CONFIGURED
    status = desk.status()
    assert (status.model, status.sendings, status.today.usage.tokens) == (None, (), 0)


def test_key_points_say_who_wrote_them_and_where_they_stand() -> None:
    paper = press(honest())
    written = paper.paper.writing.key_points(paper.ferry, Length.SHORT)
    assert [claim.text for claim in written.claims] == list(FERRY)
    assert [claim.citations[0].quote for claim in written.claims] == list(FERRY)
    assert written.written_by is not None
    assert written.written_by.is_model
    assert (written.written_by.name, written.written_by.prompt_version) == ("scripted", "key-points/1")
    assert (written.written_by.at, written.withheld, written.cached) == (NOW, None, False)


def test_what_does_not_hold_is_dropped_and_counted() -> None:
    lies = said(
        (FERRY[0], ["s1"]),
        ("The ferry Aurora sank off Quay Point on Monday.", ["s1"]),
        ("All 43 passengers were saved, the harbour master said.", ["s2"]),
        ("The harbour master said “never again”.", ["s2"]),
        ("All 42 passengers were saved.", ["s99"]),
        ("The owner is bankrupt.", ["s1"]),
    )
    written = press(ScriptedLanguageModel(lies)).paper.writing.key_points(press(None).ferry)
    assert [claim.text for claim in written.claims] == [FERRY[0]]
    assert {one.reason for one in written.dropped} == {
        DropReason.DATE_NOT_FOUND,
        DropReason.NUMBER_NOT_FOUND,
        DropReason.QUOTE_NOT_FOUND,
        DropReason.NO_CITATION,
        DropReason.WORD_NOT_FOUND,
    }
    assert len(written.dropped) == 5


def test_an_answer_is_asked_for_once_and_then_kept() -> None:
    model = honest()
    paper = press(model)
    desk = paper.paper.writing
    first = desk.key_points(paper.story)
    again = desk.key_points(paper.story)
    assert (first.cached, again.cached, len(model.requests)) == (False, True, 1)
    assert (again.claims, again.written_by) == (first.claims, first.written_by)
    assert again.usage.tokens == 0
    desk.key_points(paper.story, Length.LONG)
    assert len(model.requests) == 2


def test_a_kept_answer_is_checked_anew() -> None:
    model = honest()
    paper = press(model)
    paper.paper.writing.key_points(paper.ferry)
    changed = draft("ferry", blocks=paragraphs("The ferry Aurora did not sink off Quay Point."), title="Ferry sinks")
    later, _ = paper.store.save_article(changed, source=paper.ferry.source, now=NOW)
    written = paper.paper.writing.key_points(later)
    assert len(model.requests) == 2
    assert written.claims == ()
    assert written.withheld is Withheld.NOTHING_HELD


def test_a_story_is_told_from_its_originals_the_lead_first() -> None:
    model = honest()
    paper = press(model)
    paper.paper.writing.key_points(story_of(paper.ferry, paper.inquiry))
    assert list(lines_of(model.requests[0].data).values()) == [*FERRY, *INQUIRY]
    assert "[newspaper] paper 2" in model.requests[0].data


def test_an_answer_rests_on_the_passages_it_was_given() -> None:
    model = ScriptedLanguageModel(said((FERRY[0], ["s1"])))
    paper = press(model)
    written = paper.paper.writing.answer("Which ferry\nsank? [s1]", [cite(paper.ferry)])
    assert [claim.text for claim in written.claims] == [FERRY[0]]
    place = written.claims[0].citations[0]
    assert paper.ferry.blocks[place.block].text[place.start : place.end] == place.quote == FERRY[0]
    assert "[question] Which ferry sank? [s1]" in model.requests[0].data
    invented = Citation(article=ArticleId(99), revision=1, block=0, start=0, end=len(FERRY[0]), quote=FERRY[0])
    assert paper.paper.writing.answer("And?", [invented]).claims == ()


def test_a_model_that_finds_nothing_says_so() -> None:
    paper = press(ScriptedLanguageModel(said(("Perhaps.", ["s1"]), found=False)))
    written = paper.paper.writing.answer("Who won?", [cite(paper.ferry)])
    assert (written.claims, written.withheld) == ((), Withheld.SAYS_NOT_FOUND)


def test_a_term_is_explained_from_the_library_alone() -> None:
    model = ScriptedLanguageModel(said((INQUIRY[1], ["s1"])))
    paper = press(model)
    written = paper.paper.writing.explain("Northern  Lines")
    assert [claim.text for claim in written.claims] == [INQUIRY[1]]
    assert list(lines_of(model.requests[0].data).values()) == [INQUIRY[1]]
    assert paper.paper.writing.explain("Southern Lines").withheld is Withheld.NOTHING_TO_SEND
    assert paper.paper.writing.explain("").withheld is Withheld.NOTHING_TO_SEND


def test_failures_are_reasons_and_count_what_they_used() -> None:
    paper = press(ScriptedLanguageModel([BUSY, "no citations here", honest().script[0]]))
    desk = paper.paper.writing
    first = desk.key_points(paper.ferry)
    assert (first.withheld, first.problem, first.claims) == (Withheld.FAILED, "It is busy.", ())
    assert desk.status().today.usage.tokens_in == 30
    uncited = desk.key_points(paper.ferry)
    assert (uncited.withheld, len(uncited.dropped)) == (Withheld.NOTHING_HELD, 1)


def test_an_unreadable_answer_is_not_kept() -> None:
    model = ScriptedLanguageModel(['{"sentences": [{"text": "The fer', honest().script[0]])
    paper = press(model)
    assert paper.paper.writing.key_points(paper.ferry).withheld is Withheld.FAILED
    assert len(paper.paper.writing.key_points(paper.ferry).claims) == 2


def test_an_adapter_that_breaks_its_word_breaks_no_page() -> None:
    def raises(request: ModelRequest) -> str:
        raise RuntimeError(request.prompt_version)

    paper = press(ScriptedLanguageModel(raises))
    written = paper.paper.writing.key_points(paper.ferry)
    assert (written.withheld, written.problem) == (Withheld.FAILED, "The language model failed (RuntimeError).")


def test_the_days_budget_is_kept_and_cost_is_counted() -> None:
    terms = ModelTerms(daily_tokens=900, price_in=1.0, price_out=2.0)
    paper = press(honest(), terms=terms)
    desk = paper.paper.writing
    used = desk.key_points(paper.ferry).usage
    today = desk.status().today
    assert (today.usage, round(today.cost * 1e6)) == (used, used.tokens_in + 2 * used.tokens_out)
    desk.key_points(paper.ferry, Length.SHORT)
    last = desk.key_points(paper.ferry, Length.LONG)
    assert (last.withheld, last.problem) == (
        Withheld.BUDGET_SPENT,
        "The day's budget for the language model is used up.",
    )
    assert desk.key_points(paper.ferry).cached
    paper.clock.advance(timedelta(hours=24))
    assert desk.key_points(paper.ferry, Length.LONG).withheld is None


def test_who_switched_it_off_is_not_served_by_it() -> None:
    model = honest()
    paper = press(model)
    desk = paper.paper.writing
    desk.switch(on=False)
    assert not desk.is_available()
    assert desk.key_points(paper.ferry).withheld is Withheld.OFF_FOR_USER
    assert desk.translate(paper.ferry.id, "de").withheld is Withheld.OFF_FOR_USER
    assert model.requests == []
    desk.switch(on=True)
    assert desk.key_points(paper.ferry).claims


def test_articles_of_a_source_that_is_off_are_never_sent() -> None:
    model = honest()
    paper = press(model)
    desk = paper.paper.writing
    desk.switch_source(paper.inquiry.source, on=False)
    assert desk.key_points(paper.inquiry).withheld is Withheld.OFF_FOR_SOURCE
    assert desk.translate(paper.inquiry.id, "de").withheld is Withheld.OFF_FOR_SOURCE
    assert desk.answer("And?", [cite(paper.inquiry)]).withheld is Withheld.OFF_FOR_SOURCE
    assert desk.explain("Northern Lines").withheld is Withheld.OFF_FOR_SOURCE
    assert model.requests == []
    written = desk.key_points(paper.story)
    assert written.left_out == (paper.inquiry.id,)
    desk.explain("Aurora")
    assert all("inquiry" not in one.data.lower() for one in model.requests)
    assert desk.status().sources_off == (paper.inquiry.source,)


def test_only_the_owner_lets_a_source_be_sent_again() -> None:
    paper = press(honest())
    other = paper.paper.as_user(paper.store.add_user("bea", password_hash=None, now=NOW)).writing
    other.switch_source(paper.inquiry.source, on=False)
    with pytest.raises(NotAllowed):
        other.switch_source(paper.inquiry.source, on=True)
    paper.paper.writing.switch_source(paper.inquiry.source, on=True)
    assert paper.paper.writing.status().sources_off == ()


def translator(request: ModelRequest) -> str:
    changed = {
        "s1": "Die Fähre Aurora sank am Dienstag. Alle 42 Passagiere wurden gerettet, sagte Ines Duarte.",
        "s2": "Sie kostete 3,5 Millionen.",
        "s3": "Mehr auf https://evil.example <b>hier</b>",
        "s0": "Fähre sinkt",
    }
    return json.dumps({"blocks": [{"id": key, "text": changed.get(key, "")} for key in lines_of(request.data)]})


def test_a_translation_stands_beside_its_original() -> None:
    paper = press(ScriptedLanguageModel(translator))
    source = paper.store.source(paper.ferry.source)
    assert source is not None
    blocks = paragraphs(" ".join(FERRY), "It cost 5.3 million.", "Read more there.")
    article = save(paper.store, source, draft("long", blocks=blocks, title="Ferry sinks"))
    found = paper.paper.writing.translate(article.id, "de")
    assert found.title == "Fähre sinkt"
    assert [one.original for one in found.blocks] == [block.text for block in blocks]
    assert found.blocks[0].text is not None
    assert found.blocks[0].text.startswith("Die Fähre Aurora")
    assert (found.blocks[1].text, found.blocks[1].reason) == (None, DropReason.NUMBER_NOT_FOUND)
    assert found.blocks[2].text == "Mehr auf hier"
    assert found.written_by is not None
    assert (found.written_by.prompt_version, found.language, found.withheld) == ("translation/1", "de", None)
    assert paper.paper.writing.translate(article.id, "de").cached
    with pytest.raises(NotFound):
        paper.paper.writing.translate(ArticleId(99), "de")


def test_a_long_article_is_translated_in_parts_and_kept_as_far_as_it_came() -> None:
    def first_part(request: ModelRequest) -> str | ModelFailed:
        keys = lines_of(request.data)
        return BUSY if "s0" not in keys else json.dumps({"blocks": [{"id": one, "text": "Text " * 60} for one in keys]})

    model = ScriptedLanguageModel(first_part)
    paper = press(model)
    source = paper.store.source(paper.ferry.source)
    assert source is not None
    article = save(paper.store, source, draft("long", blocks=paragraphs(*["word " * 100] * 30), title="word " * 40))
    found = paper.paper.writing.translate(article.id, "de")
    assert (found.withheld, found.problem, len(found.blocks)) == (Withheld.FAILED, "It is busy.", 30)
    assert found.blocks[0].text is not None
    assert found.blocks[-1].text is None
    assert all(len(one.data) < 6_500 for one in model.requests)


def test_a_trial_shows_whether_the_model_answers() -> None:
    model = ScriptedLanguageModel(said(("The ferry sank.", ["s1"])))
    paper = press(model)
    outcome = paper.paper.writing.try_out()
    assert isinstance(outcome, ModelReply)
    assert paper.paper.writing.status().today.usage.requests == 1
    assert "Quay Point" in model.requests[0].data


def test_closing_the_newsroom_closes_the_model() -> None:
    model = honest()
    press(model).paper.close()
    assert model.closed
