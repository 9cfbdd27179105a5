from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from octavo.adapters.store.codec import (
    decode_blocks,
    decode_image,
    decode_lead,
    decode_numbers,
    decode_picks,
    decode_text,
    decode_words,
    encode_blocks,
    encode_image,
    encode_lead,
    encode_numbers,
    encode_picks,
    encode_words,
)
from octavo.model.articles import Block, BlockKind, Image, Span, SpanKind
from octavo.model.errors import StoreUnavailable
from octavo.model.keeping import storable
from octavo.model.sources import Lead
from octavo.model.stories import Pick

text = st.text()
maybe_text = st.none() | text
integers = st.integers(-(2**70), 2**70)
moments = st.none() | st.datetimes(timezones=st.timezones())
spans = st.builds(Span, kind=st.sampled_from(SpanKind), start=integers, end=integers, url=maybe_text)
blocks = st.builds(
    Block,
    kind=st.sampled_from(BlockKind),
    text=text,
    spans=st.lists(spans, max_size=3).map(tuple),
    level=integers,
    ordered=st.booleans(),
    url=maybe_text,
    credit=maybe_text,
    at=moments,
).map(storable)
images = st.builds(
    Image,
    url=text,
    width=st.none() | integers,
    height=st.none() | integers,
    caption=maybe_text,
    credit=maybe_text,
)
words = st.lists(text, max_size=3).map(tuple)
picks = st.lists(
    st.builds(
        Pick,
        story=integers,
        headline=text,
        lead=integers,
        score=st.floats(allow_nan=False),
        reason=text,
    )
).map(tuple)
leads = st.builds(
    Lead,
    url=text,
    guid=text,
    title=text,
    published_at=moments,
    updated_at=moments,
    byline=words,
    teaser=text,
    content=maybe_text,
    language=maybe_text,
    tags=words,
).map(storable)


@given(st.lists(blocks, max_size=4).map(tuple))
def test_blocks_come_back_as_they_were(kept: tuple[Block, ...]) -> None:
    assert decode_blocks(encode_blocks(kept)) == kept
    assert decode_text(encode_blocks(kept)) == "\n\n".join(block.text for block in kept if block.text)


@given(st.none() | images)
def test_images_come_back_as_they_were(kept: Image | None) -> None:
    assert decode_image(encode_image(kept)) == kept


@given(leads)
def test_leads_come_back_as_they_were(kept: Lead) -> None:
    assert decode_lead(encode_lead(kept)) == kept


@given(words)
def test_words_come_back_as_they_were(kept: tuple[str, ...]) -> None:
    assert decode_words(encode_words(kept)) == kept


@given(st.lists(integers).map(tuple))
def test_numbers_come_back_as_they_were(kept: tuple[int, ...]) -> None:
    assert decode_numbers(encode_numbers(kept)) == kept


@given(picks)
def test_picks_come_back_as_they_were(kept: tuple[Pick, ...]) -> None:
    assert decode_picks(encode_picks(kept)) == kept


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | text, lambda inner: st.lists(inner) | st.dictionaries(text, inner)
    )
)
def test_what_was_not_written_here_is_refused_and_nothing_else_is_raised(nonsense: object) -> None:
    names = ("blocks", "image", "lead", "numbers", "picks")
    for kept in (json.dumps(nonsense), json.dumps({"v": 1} | dict.fromkeys(names, nonsense))):
        for decode in (decode_blocks, decode_text, decode_image, decode_lead, decode_numbers, decode_picks):
            try:
                decoded = decode(kept)
            except StoreUnavailable:
                continue
            assert not decoded or decode is decode_numbers


# What version 1 wrote stays readable for good: do not change these texts, add to them.
FORM_1 = (
    '{"v":1,"blocks":['
    '{"k":"heading","t":"Late again","l":2},'
    '{"k":"paragraph","t":"The ferry is late.","s":[["link",4,9,"https://tide.example/"],["strong",13,17]]},'
    '{"k":"list_item","t":"one","l":1,"o":true},'
    '{"k":"figure","t":"The pier","u":"https://tide.example/p.jpg","c":"Ode"},'
    '{"k":"live_entry","t":"It sails","at":"2026-01-05T08:00:00+00:00"}]}'
)
BLOCKS = (
    Block(kind=BlockKind.HEADING, text="Late again", level=2),
    Block(
        kind=BlockKind.PARAGRAPH,
        text="The ferry is late.",
        spans=(
            Span(kind=SpanKind.LINK, start=4, end=9, url="https://tide.example/"),
            Span(kind=SpanKind.STRONG, start=13, end=17),
        ),
    ),
    Block(kind=BlockKind.LIST_ITEM, text="one", level=1, ordered=True),
    Block(kind=BlockKind.FIGURE, text="The pier", url="https://tide.example/p.jpg", credit="Ode"),
    Block(kind=BlockKind.LIVE_ENTRY, text="It sails", at=datetime(2026, 1, 5, 8, tzinfo=UTC)),
)


def test_form_1_of_blocks_is_written_and_read() -> None:
    assert decode_blocks(FORM_1) == BLOCKS
    assert encode_blocks(BLOCKS) == FORM_1


def test_form_1_of_a_lead_is_read() -> None:
    kept = (
        '{"v":1,"lead":{"u":"https://tide.example/f","g":"f","t":"Ferry","p":"2026-01-05T08:00:00+00:00",'
        '"b":["Ada"],"s":"Late.","c":"<p>Late.</p>","l":"en","k":["sea"]}}'
    )
    lead = Lead(
        url="https://tide.example/f",
        guid="f",
        title="Ferry",
        published_at=datetime(2026, 1, 5, 8, tzinfo=UTC),
        byline=("Ada",),
        teaser="Late.",
        content="<p>Late.</p>",
        language="en",
        tags=("sea",),
    )
    assert decode_lead(kept) == lead
    assert encode_lead(lead) == kept


def test_form_1_of_an_image_is_read() -> None:
    kept = '{"v":1,"image":{"u":"https://tide.example/f.jpg","w":640,"h":480,"t":"The ferry","c":"Ode"}}'
    image = Image(url="https://tide.example/f.jpg", width=640, height=480, caption="The ferry", credit="Ode")
    assert decode_image(kept) == image
    assert encode_image(image) == kept


def test_a_newer_form_is_told_from_damage() -> None:
    with pytest.raises(StoreUnavailable, match="newer Octavo"):
        decode_blocks('{"v":2,"blocks":[]}')
    with pytest.raises(StoreUnavailable, match="damaged"):
        decode_blocks('{"v":1,"blocks":[{"k":"paragraph","t":"x","new":1}]}')
    with pytest.raises(StoreUnavailable, match="damaged"):
        decode_blocks('{"v":1,"blocks":[{"k":"paragraph","t":"x","l":true}]}')
    with pytest.raises(StoreUnavailable, match="damaged"):
        decode_blocks("[" * 100_000)


def test_times_are_kept_in_utc_and_never_without_a_zone() -> None:
    there = datetime(2026, 1, 5, 8, tzinfo=timezone(timedelta(hours=2)))
    (block,) = decode_blocks(encode_blocks((Block(kind=BlockKind.LIVE_ENTRY, text="x", at=there),)))
    assert block.at == there
    assert block.at is not None
    assert block.at.tzinfo is UTC
    with pytest.raises(ValueError, match="without a zone"):
        encode_blocks((Block(kind=BlockKind.LIVE_ENTRY, text="x", at=there.replace(tzinfo=None)),))
