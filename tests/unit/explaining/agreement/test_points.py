"""What outlets agree on, and what one alone has."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from octavo.explaining import agreement_of
from octavo.explaining.documents import Document, sentences_of
from octavo.model.articles import Block, BlockKind
from octavo.model.figures import Verdict
from octavo.model.ids import ArticleId

START = datetime(2025, 6, 2, 9, tzinfo=UTC)
COURIER = (
    "The ferry Aurelia ran aground on the Tern Rocks off Skarn on Monday with 212 passengers aboard.\n"
    "Captain Ida Moen said the Aurelia had lost her steering in the Kattvik channel.\n"
    "The Marine Accident Bureau in Port Elsin has sent two investigators, its director Owen Carlisle said."
)
POST = (
    "With 212 passengers aboard, the ferry Aurelia ran aground on the Tern Rocks off Skarn on Monday.\n"
    "The Aurelia lost her steering in the Kattvik channel, Captain Ida Moen said.\n"
    "Baker Perran Goss carried 340 loaves of warm bread down to the harbour for everyone."
)
LEDGER = "The ferry Aurelia ran aground on the Tern Rocks off Skarn on Monday with 187 passengers aboard."


def document(number: int, outlet: str, text: str, language: str = "en") -> Document:
    blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=line) for line in text.split("\n"))
    return Document(
        article=ArticleId(number),
        revision=1,
        outlet=outlet,
        title="",
        blocks=blocks,
        sentences=sentences_of(blocks),
        language=language,
        published_at=START + timedelta(minutes=number),
    )


STORY = [document(1, "courier", COURIER), document(2, "post", POST), document(3, "ledger", LEDGER)]


def test_what_two_outlets_say_is_shared_with_a_citation_of_each() -> None:
    agreement = agreement_of(STORY)
    first = agreement.shared[0]
    assert set(first.outlets) == {"courier", "post"}
    assert first.citations[0].quote == first.text
    assert {citation.article for citation in first.citations} == {1, 2}
    assert len(agreement.shared) == 2


def test_a_sentence_with_another_number_is_no_witness() -> None:
    assert all("ledger" not in point.outlets for point in agreement_of(STORY).shared)


def test_a_figure_that_outlets_state_differently_is_told() -> None:
    (one,) = agreement_of(STORY).figures
    assert one.verdict is Verdict.DIFFERING
    assert {int(entry.figure.value) for entry in one.entries} == {212, 187}


def test_what_one_alone_has_bears_a_name_or_number_of_its_own() -> None:
    only = {one.outlet: [claim.text for claim in one.claims] for one in agreement_of(STORY).only}
    assert only == {"courier": [COURIER.split("\n")[2]], "post": [POST.split("\n")[2]]}


def test_a_copy_is_no_witness() -> None:
    agreement = agreement_of(STORY[:2], copies={ArticleId(2)})
    assert agreement.outlets == ("courier",)
    assert agreement.has_nothing_to_say


def test_one_outlet_has_nothing_to_agree_with() -> None:
    assert agreement_of([document(1, "courier", COURIER), document(2, "courier", POST)]).has_nothing_to_say
    assert agreement_of([]).has_nothing_to_say


def test_another_language_does_not_make_an_outlet_the_only_one() -> None:
    story = [document(1, "courier", COURIER), document(2, "tide", "Die Fähre lief am Montag auf Grund.", "de")]
    assert agreement_of(story).only == ()


@pytest.mark.timeout(90)
def test_large_stories_and_hostile_texts_stay_bounded() -> None:
    agreement_of([document(n, f"outlet {n % 20}", COURIER.replace("Skarn", f"Skarn{n}") * 30) for n in range(60)])
    agreement_of([document(n, f"outlet {n}", "Aa bb cc dd " * 9_000) for n in range(5)])


def test_what_is_shared_is_told_in_a_whole_sentence() -> None:
    words = "The Aurelia will be towed to Port Elsin with a great deal of help from the Kattvik pilots"
    part = document(1, "courier", f"{COURIER}\n{words}.”")
    whole = document(2, "post", f"{POST}\n“{words},” Moen said.")
    shared = [point.text for point in agreement_of([part, whole]).shared]
    assert f"“{words},” Moen said." in shared
    assert f"{words}.”" not in shared


def test_a_call_to_sign_up_is_nothing_that_an_outlet_alone_reports() -> None:
    call = "Sign up for the Harbour Gazette newsletter of Aldmoor and never miss news from Westing again."
    agreement = agreement_of([document(1, "courier", COURIER), document(2, "post", f"{POST}\n{call}")])
    told = [claim.text for one in agreement.only for claim in one.claims]
    assert any("340 loaves" in text for text in told)
    assert call not in told


@pytest.mark.parametrize(
    "line",
    [
        "Mayor Edda Falk, left, and Pastor Tom Brook leave the town hall of Westing after the vote.",
        "The town hall of Westing is seen in the morning of the storm beside the Falk Bridge.",
        "MAYOR EDDA FALK SAYS THE TOWN HALL OF WESTING WAS SHUT BY PASTOR BROOK.",
        "Mayor Edda Falk and Pastor Tom Brook leave the town hall of Westing after the vote",
        "Mayor Edda Falk leaves the town hall of Westing with Pastor Tom Brook. (KOIN)",
    ],
)
def test_captions_and_headings_are_nothing_that_one_outlet_alone_reports(line: str) -> None:
    agreement = agreement_of([*STORY, document(4, "herald", line)])
    assert all(one.outlet != "herald" for one in agreement.only)
