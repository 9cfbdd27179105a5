"""Captured pages of an aggregator, in the shapes that captures have."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.extracting.clipping import read_clipping
from octavo.model.articles import BlockKind, Precision

CAPTURED = datetime(2025, 6, 12, 9, 25, tzinfo=UTC)
SEED = Path(__file__).parents[5] / "shared" / "seed" / "000_381ebd288b08b973.txt"

ARTICLE = """
Harbour tunnel to open a year late
The tunnel under the harbour will open in autumn, the ministry said on Tuesday.
Advertisement
'We are digging as fast as the rock allows,' the minister told reporters.

Try Our AI Features
Explore what Daily8 AI can do for you:
Comments
No comments yet...
Related Articles


The Quay
16 hours ago
- The Quay
Old Berta stops again
The tunnelling machine has stopped. Advertisement It stood still on Monday as well, the contractor said.


Northern Ledger
a day ago
- Business
- Northern Ledger
Who pays for the tunnel?
Nobody wants to.
"""

LIST_PAGE = """logo
#

Latest news with #Tunnel

Old Berta stops again
Old Berta stops again

The Quay

time11-06-2025

  • Business
  • The Quay

Old Berta stops again

The tunnelling machine has stopped.

Who pays for the tunnel?
Who pays for the tunnel?

Yahoo

time27-05-2025

  • Yahoo

Who pays for the tunnel?

Nobody wants to.

Get Started Now: Download the App
Ready to dive into a world of global content with local flavor? Download Daily8 app today.
"""


def test_an_article_its_related_list_and_nothing_else() -> None:
    clipping = read_clipping(ARTICLE, CAPTURED)
    main, berta, payer = clipping.articles
    assert main.title == "Harbour tunnel to open a year late"
    assert [block.text for block in main.blocks] == [
        "The tunnel under the harbour will open in autumn, the ministry said on Tuesday.",
        "'We are digging as fast as the rock allows,' the minister told reporters.",
    ]
    assert (main.publisher, main.published_at, main.partial) == (None, None, None)
    assert clipping.related == ((0, 1), (0, 2))
    assert clipping.unread == ()
    assert (berta.publisher, berta.section) == ("The Quay", None)
    assert [block.text for block in berta.blocks] == [
        "The tunnelling machine has stopped. It stood still on Monday as well, the contractor said."
    ]
    assert berta.partial is not None
    assert (payer.publisher, payer.section) == ("Northern Ledger", "Business")


def test_ages_become_times_as_exact_as_their_words() -> None:
    _, berta, payer = read_clipping(ARTICLE, CAPTURED).articles
    assert (berta.published_at, berta.precision) == (datetime(2025, 6, 11, 17, tzinfo=UTC), Precision.HOUR)
    assert (payer.published_at, payer.precision) == (datetime(2025, 6, 11, tzinfo=UTC), Precision.DAY)


def test_without_a_time_of_capture_ages_are_reported_and_not_guessed() -> None:
    clipping = read_clipping(ARTICLE, None)
    assert [article.published_at for article in clipping.articles] == [None, None, None]
    assert [(unread.line, unread.text) for unread in clipping.unread] == [(15, "16 hours ago"), (22, "a day ago")]


def test_a_list_page_has_entries_and_no_article_of_its_own() -> None:
    clipping = read_clipping(LIST_PAGE, CAPTURED)
    assert [(a.title, a.publisher, a.section) for a in clipping.articles] == [
        ("Old Berta stops again", "The Quay", "Business"),
        ("Who pays for the tunnel?", "Yahoo", None),
    ]
    assert [[b.text for b in a.blocks] for a in clipping.articles] == [
        ["The tunnelling machine has stopped."],
        ["Nobody wants to."],
    ]
    assert clipping.related == ()


def test_numeric_dates_are_read_when_the_page_shows_their_order() -> None:
    berta, payer = read_clipping(LIST_PAGE, CAPTURED).articles
    assert (berta.published_at, payer.published_at) == (
        datetime(2025, 6, 11, tzinfo=UTC),
        datetime(2025, 5, 27, tzinfo=UTC),
    )


def test_a_numeric_date_that_can_be_read_in_two_ways_is_reported() -> None:
    page = LIST_PAGE.replace("11-06-2025", "05-06-2025").replace("27-05-2025", "04-03-2025")
    clipping = read_clipping(page, CAPTURED)
    assert [article.published_at for article in clipping.articles] == [None, None]
    assert len(clipping.unread) == 2


@pytest.mark.parametrize("line", ["Yahoo27-05-2025", "Yahoo 27-05-2025", "Yahoo · 27-05-2025", "Yahootime27-05-2025"])
def test_a_publisher_glued_to_its_date(line: str) -> None:
    page = f"logo\nThe quay that moved\n\nThe quay that moved\n\n{line}\nA cloud hung over the quay.\nIt went."
    (article,) = read_clipping(page, CAPTURED).articles
    assert (article.title, article.publisher) == ("The quay that moved", "Yahoo")
    assert article.published_at == datetime(2025, 5, 27, tzinfo=UTC)
    assert [block.text for block in article.blocks] == ["A cloud hung over the quay.", "It went."]


def test_a_name_that_ends_in_digits_is_known_by_its_bullet() -> None:
    page = "Related Articles\n\nNews242 hours ago\n- News24\nSecond quay opens\nIt is longer than the first."
    (article,) = read_clipping(page, CAPTURED).articles
    assert (article.publisher, article.published_at) == ("News24", datetime(2025, 6, 12, 7, tzinfo=UTC))


def test_entries_follow_each_other_without_empty_lines() -> None:
    page = ARTICLE.replace("\n\n\nNorthern", "\nNorthern").replace("\n\n\nThe Quay", "\nThe Quay")
    assert [a.title for a in read_clipping(page, CAPTURED).articles] == [
        a.title for a in read_clipping(ARTICLE, CAPTURED).articles
    ]


def test_an_arabic_page() -> None:
    page = """
نفق الميناء يتأخر عاما
قالت الوزارة إن النفق سيفتح في الخريف.
هاشتاغز

جرب ميزات الذكاء الاصطناعي لدينا
اكتشف ما يمكن أن يفعله Daily8 AI من أجلك:
التعليقات
لا يوجد تعليقات بعد...
أخبار ذات صلة


الرصيف
منذ ساعة واحدة
- اقتصاد
- الرصيف
من يدفع ثمن النفق؟
لا أحد يريد ذلك.
"""
    main, payer = read_clipping(page, CAPTURED).articles
    assert (main.title, len(main.blocks)) == ("نفق الميناء يتأخر عاما", 1)
    assert (payer.publisher, payer.section, payer.precision) == ("الرصيف", "اقتصاد", Precision.HOUR)
    assert payer.published_at == datetime(2025, 6, 12, 8, tzinfo=UTC)


def test_the_words_of_commenters_are_in_no_article() -> None:
    comments = "Comments\n2 comments\nJane\n2 hours ago\nI never liked tunnels.\nPeter\na day ago\nMe neither."
    clipping = read_clipping(ARTICLE.replace("Comments\nNo comments yet...", comments), CAPTURED)
    assert len(clipping.articles) == 3
    assert not any("never liked" in a.text or "neither" in a.text for a in clipping.articles)


def test_hashtags_become_tags() -> None:
    page = ARTICLE.replace("\nTry Our", "\nHashtags\n- #Tunnel, #PortElsin\n- Transport\n\nTry Our")
    main = read_clipping(page, CAPTURED).articles[0]
    assert main.tags == ("Tunnel", "PortElsin", "Transport")
    assert len(main.blocks) == 2


def test_an_empty_hashtag_section_is_no_text() -> None:
    main = read_clipping(ARTICLE.replace("\nTry Our", "\nHashtags\n\nTry Our"), CAPTURED).articles[0]
    assert (main.tags, len(main.blocks)) == ((), 2)


def test_a_headline_without_a_text_is_reported() -> None:
    clipping = read_clipping("\nSpring collection\nHashtags\n\nTry Our AI Features\nComments\n", CAPTURED)
    (article,) = clipping.articles
    assert (article.title, article.blocks) == ("Spring collection", ())
    assert "headline" in clipping.unread[0].reason


def test_the_pages_own_publisher_and_time_are_read_under_its_headline() -> None:
    head = "Harbour tunnel to open a year late"
    page = ARTICLE.replace(f"\n{head}\n", f"\n{head}\n\nThe Courier\n3 days ago\n- Politics\n- The Courier\n{head}\n")
    main, *rest = read_clipping(page, CAPTURED).articles
    assert (main.title, main.publisher, main.section) == (head, "The Courier", "Politics")
    assert (main.published_at, main.precision) == (datetime(2025, 6, 9, tzinfo=UTC), Precision.DAY)
    assert (len(main.blocks), len(rest)) == (2, 2)


def test_a_byline_of_its_own_line() -> None:
    page = ARTICLE.replace("\nThe tunnel under", "\nBy Ada Quill and Tom Reed\nThe tunnel under")
    main = read_clipping(page, CAPTURED).articles[0]
    assert main.byline == ("Ada Quill", "Tom Reed")
    assert len(main.blocks) == 2


def test_a_list_inside_a_text_stays_a_list() -> None:
    page = ARTICLE.replace("\n'We are digging", "\n- the rock\n• the money\n'We are digging")
    main = read_clipping(page, CAPTURED).articles[0]
    assert [(block.kind, block.text) for block in main.blocks[1:3]] == [
        (BlockKind.LIST_ITEM, "the rock"),
        (BlockKind.LIST_ITEM, "the money"),
    ]


def test_saved_html_is_read_like_its_text() -> None:
    items = "".join(f"<p>{line}</p>" if line else "<hr>" for line in ARTICLE.strip().splitlines())
    page = (
        f"<!doctype html><html><head><title>x</title><style>p{{}}</style></head><body>{items}<script>1</script></body>"
    )
    assert read_clipping(page, CAPTURED).articles == read_clipping(ARTICLE, CAPTURED).articles


def test_inlined_style_rules_and_ad_words_go() -> None:
    page = ARTICLE.replace(
        "Nobody wants to.", "pinned .cls-1{fill:none;}.cls-2,.cls-3{a:b;} Nobody wants to. Advertisement"
    )
    assert read_clipping(page, CAPTURED).articles[2].text == "pinned Nobody wants to."


def test_a_sentence_about_advertising_stays() -> None:
    text = "The paper lives on advertising. Advertisement revenue fell. Advertising is what pays."
    page = ARTICLE.replace("Nobody wants to.", text)
    assert "Advertisement revenue fell. Advertising is what pays." in read_clipping(page, CAPTURED).articles[2].text


@given(st.text() | st.binary(), st.none() | st.datetimes(timezones=st.just(UTC)))
def test_nothing_makes_it_raise(page: str | bytes, captured_at: datetime | None) -> None:
    read_clipping(page, captured_at)


@given(
    st.lists(
        st.sampled_from([*ARTICLE.splitlines(), *LIST_PAGE.splitlines(), "Yahoo2 days ago", "time3 hours ago"]),
        max_size=40,
    )
)
def test_shuffled_pages_keep_the_laws(lines: list[str]) -> None:
    clipping = read_clipping("\n".join(lines), CAPTURED)
    for article in clipping.articles:
        assert article.title
        assert all(block.text and "Try Our AI" not in block.text for block in article.blocks)
        assert article.published_at is None or article.published_at <= CAPTURED
    assert all(0 <= a < b < len(clipping.articles) for a, b in clipping.related)


@pytest.mark.bench
@pytest.mark.skipif(not SEED.exists(), reason="the captured page is not beside the project")
def test_the_page_that_started_it() -> None:
    clipping = read_clipping(SEED.read_bytes(), datetime(2025, 6, 12, 9, tzinfo=UTC))
    main, *related = clipping.articles
    assert len(main.blocks) == 6
    assert main.blocks[-1].text.endswith("marred by wrangling over its implementation.")
    assert (main.publisher, main.published_at) == (None, None)
    assert [article.publisher for article in related] == ["South China Morning Post"] * 3
    assert [article.precision for article in related] == [Precision.HOUR, Precision.DAY, Precision.DAY]
    assert related[0].published_at == datetime(2025, 6, 11, 17, tzinfo=UTC)
    assert clipping.related == ((0, 1), (0, 2), (0, 3))
    everything = "\n".join(article.text for article in clipping.articles)
    for foreign in ("Advertisement", "Try Our AI Features", "Comments", "No comments yet"):
        assert foreign not in everything
