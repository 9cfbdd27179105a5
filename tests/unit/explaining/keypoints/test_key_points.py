"""Key points are sentences of the text, few, in order, each with its citation."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from octavo.explaining import key_points, story_key_points
from octavo.model.ids import ArticleId
from octavo.model.insights import Length

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.explaining.documents import Document

    Make = Callable[..., Document]

HARBOUR = """Der Hafen von Grünhaven wird im kommenden Jahr für 48 Millionen Kronen ausgebaut, teilte der Rat mit.
Er wird danach auch große Frachter aufnehmen können.
Die Arbeiten am neuen Kai beginnen im März und sollen zwei Jahre dauern, sagte Bürgermeisterin Antje Onken.
Foto: Marit Holm, für den Westboten
Der Fischereiverband fürchtet um die Liegeplätze der kleinen Boote im alten Becken des Hafens.
Aber der Rat will ihnen neue Plätze geben.
Die Kosten trägt zur Hälfte der Staat, den Rest bezahlt die Stadt Grünhaven aus ihren Rücklagen.
Wer soll das am Ende alles bezahlen?
Das Verkehrsministerium hatte den Ausbau des Hafens im vergangenen Herbst noch für zu teuer gehalten."""
CHINESE = """北京市政府星期三宣布,将在未来三年内投资四百亿元扩建地铁网络。
新线路将连接机场和西部的三个新区,预计每天运送六十万名乘客。
市长表示,工程将于明年三月开始,首批车站将在两年后开放。
专家认为,地铁网络的扩建将减少市中心的汽车数量。
去年北京地铁每天的平均客流量为一千万人次。
交通部门说,票价在工程期间不会上涨。
居民对新线路表示欢迎,但担心施工噪音。
政府承诺在夜间停止施工,以减少对居民的影响。
地铁公司已经招聘了两千名新员工。
北京的地铁网络目前是世界上最长的网络之一。"""


@pytest.mark.parametrize(("length", "most"), [(Length.SHORT, 2), (Length.MEDIUM, 4), (Length.LONG, 8)])
def test_an_article_has_a_few_key_points_in_the_order_of_its_text(
    length: Length, most: int, document: Make, storm: str
) -> None:
    one = document(storm, title="Storm cuts off power of thousands")
    found = key_points(one, length=length)
    assert 1 <= len(found) <= min(most, len(one.sentences) // 3)
    assert [claim.citations[0].block for claim in found] == sorted({claim.citations[0].block for claim in found})
    for claim in found:
        (citation,) = claim.citations
        assert claim.text == citation.quote == one.blocks[citation.block].text[citation.start : citation.end]


def test_no_key_point_points_back_asks_or_credits(document: Make, storm: str) -> None:
    texts = " ".join(claim.text for claim in key_points(document(storm), length=Length.LONG))
    assert not any(text in texts for text in ("He said", "But the", "Photo:", "Was it"))


def test_what_the_headline_says_is_among_the_key_points(document: Make, storm: str) -> None:
    titled = document(storm, title="Sixty soldiers clear roads for the councils")
    assert any("sixty soldiers" in claim.text for claim in key_points(titled, length=Length.SHORT))


def test_german_key_points_stand_alone(document: Make) -> None:
    found = key_points(document(HARBOUR, language="de-DE", title="Hafen von Grünhaven wird ausgebaut"))
    assert found[0].text.startswith("Der Hafen von Grünhaven")
    assert not any(claim.text.startswith(("Er ", "Aber", "Foto", "Wer soll")) for claim in found)


def test_a_language_without_spaces_has_key_points_too(document: Make) -> None:
    found = key_points(document(CHINESE, language="zh", title="北京将扩建地铁网络"))
    assert 1 <= len(found) <= 3
    assert any("地铁网络" in claim.text for claim in found)


def test_a_text_of_a_few_sentences_has_no_key_points(document: Make, storm: str) -> None:
    assert key_points(document("\n".join(storm.splitlines()[:4]))) == ()
    assert key_points(document("")) == ()
    assert story_key_points(()) == ()


def test_where_nothing_stands_alone_the_key_points_are_still_sentences_of_the_text(document: Make) -> None:
    text = "\n".join(
        f"He said that it was number {number} of the many things that they had seen." for number in range(9)
    )
    assert key_points(document(text))


def test_a_dateline_is_left_out_and_the_citation_begins_behind_it(document: Make, storm: str) -> None:
    one = document(f"PORT ELSIN (Meridian) – {storm}", title="Strongest storm in eleven years crosses Marren")
    first = key_points(one)[0]
    assert first.text.startswith("The strongest storm")
    assert first.citations[0].start > 0


@pytest.mark.parametrize(
    "dateline",
    [
        *("London – ", "London/Teheran - ", "Indianapolis, Indiana — ", "PUTRAJAYA, Nov 22 — ", "Berlin (dpa) - "),
        *("(CNN)", "(AP) — "),
    ],
)
def test_datelines_are_written_in_many_ways(document: Make, storm: str, dateline: str) -> None:
    one = document(f"{dateline}{storm}", title="Strongest storm in eleven years crosses Marren")
    assert key_points(one)[0].text.startswith("The strongest storm")


def test_what_is_said_late_in_a_text_counts_less(document: Make, storm: str) -> None:
    early = storm.splitlines()
    between = [
        f"Lamp number {number} was mended by the owner of shop {number + 7} on the quay." for number in range(30)
    ]
    late = [
        "The storm of eleven years ago had crossed Marren from the west and cut off the power of 900 homes in Skarn.",
        "The strongest storm in the records of Marren was that of 1921, when the Carse road was closed for days.",
    ]
    title = "Strongest storm in eleven years crosses Marren"
    found = key_points(document("\n".join((*early, *between, *late)), title=title))
    assert found
    assert all(one.citations[0].block < len(early) for one in found)


def test_what_is_said_within_a_quotation_is_no_key_point(document: Make, storm: str) -> None:
    point = key_points(document(storm))[0].text
    quoted = storm.replace(point, f"“It was bad. {point} It will be worse,” the harbour master said.")
    assert point not in {one.text for one in key_points(document(quoted))}


def test_a_dash_behind_a_name_is_no_dateline(document: Make, storm: str) -> None:
    text = storm.replace("The strongest storm in", "Storm Hesper – the strongest in")
    found = key_points(document(text, title="Storm Hesper is the strongest in eleven years"))
    assert found[0].text.startswith("Storm Hesper – the strongest")


def test_outlets_that_say_the_same_stand_behind_one_claim(document: Make, storm: str) -> None:
    other = storm.replace("The strongest storm in eleven years", "In the night the strongest storm in eleven years")
    documents = (document(storm), document(other, number=2, outlet="post"))
    found = story_key_points(documents)
    assert len({claim.text for claim in found}) == len(found)
    assert all({one.article for one in claim.citations} == {1, 2} for claim in found)


def test_two_articles_of_one_outlet_are_one_voice(document: Make, storm: str) -> None:
    documents = (document(storm), document(storm, number=2))
    assert all(len(claim.citations) == 1 for claim in story_key_points(documents))


def test_a_copy_stands_behind_nothing(document: Make, storm: str) -> None:
    documents = (document(storm), document(storm, number=2, outlet="post"))
    found = story_key_points(documents, copies={ArticleId(2)})
    assert found
    assert all(len(claim.citations) == 1 for claim in found)
    assert story_key_points(documents, copies={ArticleId(1), ArticleId(2)})


def test_another_number_is_not_the_same(document: Make, storm: str) -> None:
    documents = (document(storm), document(storm.replace("21,500", "18,000"), number=2, outlet="post"))
    claims = [claim for claim in story_key_points(documents, length=Length.LONG) if "power of" in claim.text]
    assert claims
    assert all(len(claim.citations) == 1 for claim in claims)


def test_a_story_is_told_in_the_language_of_most_of_its_outlets(document: Make, storm: str) -> None:
    documents = (
        document(HARBOUR, number=1, outlet="dispatch", language="de"),
        document(storm, number=2, outlet="post"),
        document(storm, number=3, outlet="tide", language="en-GB"),
    )
    assert {claim.citations[0].article for claim in story_key_points(documents)} <= {2, 3}


def test_a_story_begins_with_its_news_and_then_goes_day_by_day(document: Make, storm: str) -> None:
    later = """The fund for natural disasters was opened by the Cabinet on Friday with 30 million crowns.
The repair of the national grid will cost 14.2 million crowns, Marren Power told the regulator on Friday.
The councils of the west asked for twice as much at a meeting in Westing with the Interior Minister.
Every household without power for longer than two days is to receive 200 crowns from the fund.
The last of the homes in Brae Hollow had its light back on Friday morning, the company announced.
The larches on the Carse road were sawn up by soldiers from the barracks of Tolvey."""
    documents = (
        document(later, number=2, outlet="post", title="Cabinet opens fund", at=datetime(2026, 6, 12, 9, tzinfo=UTC)),
        document(storm, title="Storm cuts off power", at=datetime(2026, 6, 10, 9, tzinfo=UTC)),
    )
    told = [claim.citations[0].article for claim in story_key_points(documents, length=Length.LONG)]
    assert told[0] == 2
    assert told[1:] == sorted(told[1:])
    assert 1 in told
    assert set(told) == {1, 2}


def test_what_outlets_say_in_other_words_is_said_once(document: Make, storm: str) -> None:
    other = storm.replace(
        "The strongest storm in eleven years crossed Marren on Wednesday and cut off the power of 21,500 homes.",
        "On Wednesday 21,500 homes in Marren lost power when the strongest storm in eleven years passed over them.",
    )
    found = story_key_points((document(storm), document(other, number=2, outlet="post")), length=Length.LONG)
    assert sum("strongest storm" in claim.text for claim in found) == 1
