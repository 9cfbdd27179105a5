from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.explaining import check, moved, placed, support
from octavo.explaining.checking import objection, translation_objection
from octavo.model.articles import Block, BlockKind
from octavo.model.ids import ArticleId
from octavo.model.insights import Citation, Claim
from octavo.model.writing import DropReason

RETURNED = (
    "Russia handed over the bodies of 1,212 Ukrainian soldiers on Wednesday, the prisoner exchange coordination "
    "committee said on Telegram."
)
NOT_SIGNED = "The deal was not signed by the minister in Paris."
SAID = "“We will not rest,” Maria Keller told the Harbour Council on 3 March."
BLOCKS = tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in (RETURNED, f"{NOT_SIGNED} {SAID}"))
ARTICLE = ArticleId(7)


def cite(quote: str) -> Citation:
    found = placed(quote, ARTICLE, 2, BLOCKS)
    assert found is not None
    return found


def reasons(text: str, *quotes: str) -> list[str]:
    claim = Claim(text=text, citations=tuple(map(cite, quotes)))
    return [f"{one.reason}:{one.detail}".rstrip(":") for one in check([claim], {(ARTICLE, 2): BLOCKS}).dropped]


@pytest.mark.parametrize(
    ("text", "quote", "is_kept"),
    [
        ("It was -12 degrees in Oslo.", "It was minus 12 degrees in Oslo on Monday.", True),
        ("It was minus 12 degrees in Oslo.", "It was -12 degrees in Oslo on Monday.", True),
        ("It was 12 degrees in Oslo.", "It was minus 12 degrees in Oslo on Monday.", False),
        ("It was 12 degrees in Oslo.", "It was −12 degrees in Oslo on Monday.", False),
        ("It was -12 degrees in Oslo.", "It was 12 degrees in Oslo on Monday.", False),
        ("It was –12 degrees in Oslo.", "It was 12 degrees in Oslo on Monday.", False),
        ("The bank lost $3 million in Oslo.", "The bank lost -$3 million in Oslo.", False),
        ("Growth of 5% was seen in Oslo.", "Growth of 3-5% was seen in Oslo.", True),
        ("It was 12 degrees in Oslo.", "-12 degrees it was in Oslo.", True),
        ("The poll has a margin of 4 points.", "The poll has a margin of plus or minus 4 points.", True),
    ],
)
def test_a_number_keeps_its_sign(text: str, quote: str, is_kept: bool) -> None:
    assert (objection(text, [quote]) is None) is is_kept


@pytest.mark.parametrize(
    ("original", "translated", "is_kept"),
    [
        ("Es waren -12 Grad in Oslo.", "It was -12 degrees in Oslo.", True),
        ("Es waren -12 Grad in Oslo.", "It was minus 12 degrees in Oslo.", True),
        ("Es waren −12 Grad in Oslo.", "It was 12 degrees in Oslo.", False),
        ("奥斯陆零下12度。", "It was -12 degrees in Oslo.", True),
        ("It was -12 degrees in Oslo.", "奥斯陆零下12度。", True),
    ],
)
def test_a_translation_keeps_the_minus(original: str, translated: str, is_kept: bool) -> None:
    assert (translation_objection(original, translated) is None) is is_kept


@pytest.mark.parametrize(
    "text",
    [
        RETURNED,
        "Russia handed over 1,212 bodies, the committee said.",
        "Russia handed over the bodies of 1212 Ukrainian soldiers on Wednesday.",
        "The prisoner exchange coordination committee said on Telegram that Russia had handed over 1,212 bodies.",
    ],
)
def test_what_the_cited_sentence_says_is_kept(text: str) -> None:
    assert reasons(text, RETURNED) == []


@pytest.mark.parametrize(
    ("text", "quote", "reason"),
    [
        ("Russia handed over the bodies of 1,221 Ukrainian soldiers on Wednesday.", RETURNED, "number_not_found:1,221"),
        ("Russia handed over the bodies of two Ukrainian soldiers.", RETURNED, "number_not_found:two"),
        ("Russia handed over the bodies of Ukrainian soldiers on Thursday.", RETURNED, "date_not_found:Thursday"),
        ("Russia handed over the bodies of Ukrainian soldiers in March.", RETURNED, "date_not_found:March"),
        ("Putin said Russia handed over the bodies of Ukrainian soldiers.", RETURNED, "name_not_found:Putin"),
        ("Russia handed over the bodies of Ukrainian soldiers in Kursk.", RETURNED, "name_not_found:Kursk"),
        ("Ukraine handed over the bodies of 1,212 Russian soldiers on Wednesday.", RETURNED, "names_swapped"),
        ("The committee said on Telegram that this was “a scandal”.", RETURNED, "quote_not_found:a scandal"),
        ("“We will rest,” Maria Keller told the Harbour Council.", SAID, "quote_not_found:We will rest,"),
        ("The deal was signed by the minister in Paris.", NOT_SIGNED, "negation_differs"),
        ("Russia has not handed over the bodies of Ukrainian soldiers.", RETURNED, "negation_differs"),
        ("", RETURNED, "nothing_said"),
        (" \n ", RETURNED, "nothing_said"),
    ],
)
def test_what_it_does_not_say_is_dropped_with_the_reason(text: str, quote: str, reason: str) -> None:
    assert reasons(text, quote) == [reason]


def test_words_that_nobody_cited_said_are_not_supported() -> None:
    assert reasons("Click here for the best offers of the week.", RETURNED) == ["word_not_found:click"]
    assert reasons("The committee handed over Russia.", RETURNED) == [
        "not_said_together:The committee handed over Russia."
    ]


def test_one_changed_word_is_found_and_another_form_of_a_word_is_not_held_against_it() -> None:
    cited = ["The ferry sank and 42 people were saved, the harbour master said."]
    assert objection("The ferry burnt and 42 people were saved, the harbour master said.", cited) == (
        DropReason.WORD_NOT_FOUND,
        "burnt",
    )
    for text in ("The ferry has sunk, the harbour master says.", "42 persons were rescued and the ferry sank."):
        assert objection(text, cited, floor=0) is None, text


def test_numbers_of_other_countries_and_in_words_are_the_same_numbers() -> None:
    cited = ["It cost 1.2 million, or 1.212 each, for twenty-one ships, drei, in the 4th year."]
    for text in ("1,200,000", "1,212", "21", "fourth", "3", "1.2 million"):
        fault = objection(f"It cost {text}.", cited, floor=0)
        assert fault is None, (text, fault)
    for text in ("1.3 million", "12", "22", "fifth", "1.2"):
        assert objection(f"It cost {text}.", cited, floor=0) == (DropReason.NUMBER_NOT_FOUND, text.split(" million")[0])


def test_names_may_stand_in_a_related_form() -> None:
    cited = ["The United Nations met the Iranian envoy, Chinese traders and Keller's lawyer in the U.S."]
    assert objection("The UN met an envoy of Iran.", cited, floor=0) is None
    assert objection("Traders from China met in the US.", cited, floor=0) is None
    assert objection("The UN met an envoy of Iraq.", cited, floor=0) == (DropReason.NAME_NOT_FOUND, "Iraq")


def test_a_citation_that_does_not_stand_counts_for_nothing() -> None:
    claims = [Claim(text=RETURNED, citations=(replace(cite(RETURNED), quote=RETURNED.replace("1,212", "1,221")),))]
    result = check(claims, {(ARTICLE, 2): BLOCKS})
    assert [one.reason for one in result.dropped] == [DropReason.QUOTE_NOT_FOUND]
    assert result.dropped[0].claim == claims[0]
    other = replace(cite(RETURNED), revision=3)
    assert check([Claim(text=RETURNED, citations=(other,))], {(ARTICLE, 2): BLOCKS}).kept == ()
    both = Claim(text=RETURNED, citations=(other, cite(RETURNED)))
    assert check([both], {(ARTICLE, 2): BLOCKS}).kept == (Claim.verbatim(cite(RETURNED)),)


def test_a_quote_without_its_place_is_given_it() -> None:
    quote = "the minister in Paris"
    lost = Citation(article=ARTICLE, revision=2, block=0, start=0, end=len(quote), quote=quote)
    result = check([Claim.verbatim(lost)], {(ARTICLE, 2): BLOCKS})
    (kept,) = result.kept
    place = kept.citations[0]
    assert (place.block, BLOCKS[1].text[place.start : place.end]) == (1, quote)


def test_order_is_kept_and_everything_is_kept_or_dropped() -> None:
    claims = [Claim(text=text, citations=(cite(RETURNED),)) for text in (RETURNED, "No.", RETURNED[:60], "It is 5.")]
    result = check(claims, {(ARTICLE, 2): BLOCKS})
    assert [claim.text for claim in result.kept] == [RETURNED, RETURNED[:60]]
    assert [one.text for one in result.dropped] == ["No.", "It is 5."]


def test_a_citation_moves_with_its_quote() -> None:
    old, gone = cite(NOT_SIGNED), cite(RETURNED)
    newer = (Block(kind=BlockKind.PARAGRAPH, text=f"{NOT_SIGNED} New. {NOT_SIGNED} {SAID}"),)
    found = moved(old, BLOCKS, newer)
    assert found is not None
    assert (found.revision, found.block) == (3, 0)
    # The second of the two is followed by what followed the old one.
    assert newer[0].text[found.end :] == f" {SAID}"
    assert moved(gone, BLOCKS, newer) is None
    assert moved(replace(old, block=5), BLOCKS, newer) is None
    assert moved(old, BLOCKS, BLOCKS, revision=9) == replace(old, revision=9)


def test_support_is_whole_for_the_same_words_and_none_for_no_words() -> None:
    assert support(RETURNED, [NOT_SIGNED, RETURNED]) == 1
    assert support("", [RETURNED]) == support("?!", [RETURNED]) == support(RETURNED, []) == 0
    near, far = support("Russia handed over 1,212 bodies.", [RETURNED]), support("Ships sank.", [RETURNED])
    assert 1 > near > far > 0


@given(st.text(max_size=80), st.lists(st.text(max_size=60), max_size=4))
def test_support_is_a_share_whatever_the_text(claim: str, cited: list[str]) -> None:
    assert 0 <= support(claim, cited) <= 1


@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=40), min_size=1, max_size=4), st.data())
def test_what_is_kept_stands_letter_for_letter(text: str, texts: list[str], data: st.DataObject) -> None:
    blocks = [Block(kind=BlockKind.PARAGRAPH, text=one) for one in texts]
    quote = data.draw(st.sampled_from(texts))
    claim = Claim(
        text=text, citations=(Citation(article=ARTICLE, revision=1, block=0, start=0, end=len(quote), quote=quote),)
    )
    result = check([claim], {(ARTICLE, 1): blocks})
    assert len(result.kept) + len(result.dropped) == 1
    for kept in result.kept:
        for one in kept.citations:
            assert blocks[one.block].text[one.start : one.end] == one.quote


@pytest.mark.parametrize(
    "hostile",
    [
        "a" * 100_000,
        "1." * 50_000,
        "1 000" * 20_000,
        "Ab " * 33_000,
        "“" * 100_000,
        "not " * 25_000,
        "A.B." * 25_000,
        "the the " * 12_500,
        "٣" * 100_000,
        "twenty " * 14_000,
        "\ud800" * 1000,
        "“a" * 50_000,
        "A-’" * 33_000,
    ],
)
def test_no_text_takes_long(hostile: str) -> None:
    support(hostile, [hostile + "x", RETURNED])
    support(RETURNED, [hostile] * 3)
    objection(hostile, [RETURNED, hostile + "x"], floor=0)
    block = Block(kind=BlockKind.PARAGRAPH, text=hostile)
    quote = hostile[:5_000]
    citation = Citation(article=ARTICLE, revision=1, block=0, start=1, end=1 + len(quote), quote=quote)
    check([Claim(text=hostile[:1_000], citations=(citation,))], {(ARTICLE, 1): [block]})
    moved(replace(citation, start=0, end=len(quote)), [block], [block])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("The harbour master Ines Duarte sank off Quay Point on Tuesday.", False),
        ("All 42 passengers sank off Quay Point.", False),
        ("Northern Lines said all 42 passengers were saved.", False),
        ("All 42 passengers were saved, Northern Lines said.", False),
        ("The Aurora sank because all passengers were saved.", False),
        ("The ferry sank on Tuesday and all 42 passengers were saved.", True),
        ("Ines Duarte, the harbour master, said all 42 passengers were saved.", True),
        ("The owner, Northern Lines, said it would help.", True),
        ("Ines Duarte was saved.", False),
    ],
)
def test_what_is_put_together_from_several_sentences_is_only_put_side_by_side(text: str, holds: bool) -> None:
    cited = [
        "The ferry Aurora sank off Quay Point on Tuesday.",
        "All 42 passengers were saved, the harbour master Ines Duarte said.",
        "The owner, Northern Lines, said it would help.",
    ]
    assert (objection(text, cited) is None) == holds


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("The minister resigns on Friday.", DropReason.CERTAINTY_DIFFERS),
        ("The minister may resign on Friday.", None),
        ("3 passengers died.", DropReason.NOT_SAID_TOGETHER),
        ("42 crew were saved.", DropReason.NOT_SAID_TOGETHER),
        ("3 crew died.", None),
        ("42 passengers were saved.", None),
        ("1,212 soldiers were returned.", None),
        ("The bodies of 1,212 soldiers were returned.", None),
    ],
)
def test_numbers_count_what_they_count_and_plans_are_no_facts(text: str, reason: DropReason | None) -> None:
    cited = [
        "The minister may resign on Friday.",
        "All 42 passengers were saved and 3 crew died.",
        "The bodies of 1,212 Ukrainian soldiers were returned.",
    ]
    fault = objection(text, cited)
    assert (fault and fault[0]) == reason


def test_german_is_checked_too_and_strictly() -> None:
    cited = ["Russland hat am Mittwoch die Leichen von 1.212 ukrainischen Soldaten übergeben, teilte das Komitee mit."]
    kept = "Die Leichen von 1212 Soldaten wurden am Mittwoch übergeben, teilte das Komitee mit."
    assert objection(kept, cited) is None
    assert objection("Russland hat Leichen von Soldaten nicht übergeben.", cited) == (DropReason.NEGATION_DIFFERS, "")
    assert objection("Russland hat am Freitag Leichen übergeben.", cited) == (DropReason.DATE_NOT_FOUND, "Freitag")
    assert objection("Polen hat am Mittwoch Leichen übergeben.", cited) == (DropReason.WORD_NOT_FOUND, "polen")
