"""Bodies: the Markdown subset as blocks."""

from __future__ import annotations

from datetime import UTC, date, datetime

from octavo.demo.body import blocks_of, entries_of, until_paywall

BODY = """One <b>bold</b> & plain
line.

## A heading

- first
- *second*

| Town | Homes |
|---|---|
| Skarn | 4,100 |

> Said so.

Last.
"""


def test_blocks_in_order() -> None:
    blocks = blocks_of(BODY)
    assert [(b.kind, b.texts) for b in blocks] == [
        ("paragraph", ("One <b>bold</b> & plain line.",)),
        ("heading", ("A heading",)),
        ("bullet_list", ("first", "second")),
        ("table", ("Town\tHomes", "Skarn\t4,100")),
        ("blockquote", ("Said so.",)),
        ("paragraph", ("Last.",)),
    ]


def test_html_in_a_body_is_text() -> None:
    first = blocks_of(BODY)[0]
    assert first.html == "<p>One &lt;b&gt;bold&lt;/b&gt; &amp; plain\nline.</p>"
    assert first.inner == "One &lt;b&gt;bold&lt;/b&gt; &amp; plain\nline."


def test_the_paywall_counts_paragraphs() -> None:
    blocks = blocks_of("a\n\n## b\n\nc\n\n- d\n\ne\n")
    assert [b.texts[0] for b in until_paywall(blocks, 2)] == ["a", "b", "c"]
    assert until_paywall(blocks, None) == blocks
    assert until_paywall(blocks, 3) == blocks


def test_live_entries_have_their_times() -> None:
    entries = entries_of("### 16:20 What we know\n\nOne.\n\nTwo.\n\n### 06:15 Aground\n\nThree.\n", date(2026, 6, 8))
    assert [(e.headline, e.text, e.anchor) for e in entries] == [
        ("What we know", "One.\n\nTwo.", "entry-1620"),
        ("Aground", "Three.", "entry-0615"),
    ]
    assert entries[1].at == datetime(2026, 6, 8, 6, 15, tzinfo=UTC)
