"""Values kept as JSON text: compact, strict, and numbered, so that what is written today is read by later versions.

Every text is an object with its form under ``v``. Defaults are left out. A new form gets a new number and a new
reader; the readers of old forms stay.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

from octavo.kit.moments import as_utc
from octavo.model.articles import Block, BlockKind, Image, Span, SpanKind
from octavo.model.errors import StoreUnavailable
from octavo.model.ids import ArticleId, StoryId
from octavo.model.insights import Citation, Claim
from octavo.model.sources import Lead
from octavo.model.stories import Pick

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")
_FORM = 1
_SPAN_WITHOUT_URL = 3


def encode_blocks(blocks: tuple[Block, ...]) -> str:
    """Blocks as text."""
    return _dump({"v": _FORM, "blocks": [_block_out(block) for block in blocks]})


def decode_blocks(text: str) -> tuple[Block, ...]:
    """Blocks from text. Raises StoreUnavailable when the text is damaged or of a newer form."""
    return _read(text, lambda kept: tuple(_block_in(block) for block in _list(kept["blocks"])))


def decode_text(text: str) -> str:
    """The text of blocks, as :attr:`Article.text` has it, without making them. Raises StoreUnavailable as above."""
    return _read(text, lambda kept: "\n\n".join(one for one in map(_text_in, _list(kept["blocks"])) if one))


def encode_image(image: Image | None) -> str | None:
    """A picture as text."""
    if image is None:
        return None
    kept = {"u": image.url, "w": image.width, "h": image.height, "t": image.caption, "c": image.credit, "a": image.alt}
    return _dump({"v": _FORM, "image": _without_none(kept)})


def decode_image(text: str | None) -> Image | None:
    """A picture from text. Raises StoreUnavailable when the text is damaged or of a newer form."""
    return None if text is None else _read(text, lambda kept: _image_in(kept["image"]))


def encode_words(words: tuple[str, ...]) -> str:
    """A tuple of names or tags as text."""
    return _dump({"v": _FORM, "words": words}) if words else ""


@lru_cache(maxsize=4_096)  # many articles have the same few bylines and tags
def decode_words(text: str) -> tuple[str, ...]:
    """A tuple of names or tags from text. Raises StoreUnavailable when the text is damaged or of a newer form."""
    return _read(text, lambda kept: _words(kept["words"])) if text else ()


def encode_numbers(numbers: tuple[int, ...]) -> str:
    """Numbers as text."""
    return _dump({"v": _FORM, "numbers": numbers})


def decode_numbers(text: str) -> tuple[int, ...]:
    """Numbers from text. Raises StoreUnavailable when the text is damaged or of a newer form."""
    return _read(text, lambda kept: tuple(_typed(number, int) for number in _list(kept["numbers"])))


def encode_picks(picks: tuple[Pick, ...]) -> str:
    """What an edition holds as text."""
    return _dump({"v": _FORM, "picks": [_pick_out(pick) for pick in picks]})


def decode_picks(text: str) -> tuple[Pick, ...]:
    """What an edition holds from text. Raises StoreUnavailable when the text is damaged or of a newer form."""
    return _read(text, lambda kept: tuple(_pick_in(pick) for pick in _list(kept["picks"])))


def encode_lead(lead: Lead) -> str:
    """A lead as text."""
    kept = {
        "u": lead.url,
        "g": lead.guid,
        "t": lead.title,
        "p": _moment_out(lead.published_at),
        "m": _moment_out(lead.updated_at),
        "b": lead.byline or None,
        "s": lead.teaser or None,
        "c": lead.content,
        "l": lead.language,
        "k": lead.tags or None,
    }
    return _dump({"v": _FORM, "lead": _without_none(kept)})


def decode_lead(text: str) -> Lead:
    """A lead from text. Raises StoreUnavailable when the text is damaged or of a newer form."""
    return _read(text, lambda kept: _lead_in(kept["lead"]))


def _dump(kept: Mapping[str, object]) -> str:
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _read(text: str, reader: Callable[[dict[str, Any]], T]) -> T:
    try:
        kept = json.loads(text)
        form = _typed(kept["v"], int)
        if form > _FORM:
            raise StoreUnavailable("A text in the library was written by a newer Octavo: update this one.")
        return reader(kept)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise StoreUnavailable("A text in the library is damaged: put back a copy from a backup.") from error


def _block_out(block: Block) -> dict[str, object]:
    kept = {
        "k": block.kind.value,
        "t": block.text,
        "s": [_span_out(span) for span in block.spans] or None,
        "l": block.level or None,
        "o": block.ordered or None,
        "u": block.url,
        "c": block.credit,
        "a": block.alt,
        "at": _moment_out(block.at),
    }
    return _without_none(kept)


def _block_in(kept: object) -> Block:
    fields = _known(kept, {"k", "t", "s", "l", "o", "u", "c", "a", "at"})
    return Block(
        kind=BlockKind(fields["k"]),
        text=_typed(fields["t"], str),
        spans=tuple(_span_in(span) for span in _list(fields.get("s", []))),
        level=_typed(fields.get("l", 0), int),
        ordered=_typed(fields.get("o", False), bool),
        url=_maybe(fields.get("u"), str),
        credit=_maybe(fields.get("c"), str),
        alt=_maybe(fields.get("a"), str),
        at=_moment_in(fields.get("at")),
    )


def _text_in(kept: object) -> str:
    return _typed(_typed(kept, dict)["t"], str)


def _span_out(span: Span) -> list[object]:
    place: list[object] = [span.kind.value, span.start, span.end]
    return place if span.url is None else [*place, span.url]


def _span_in(kept: object) -> Span:
    fields = _list(kept)
    kind, start, end, url = (*fields, None) if len(fields) == _SPAN_WITHOUT_URL else fields
    return Span(kind=SpanKind(kind), start=_typed(start, int), end=_typed(end, int), url=_maybe(url, str))


def _image_in(kept: object) -> Image:
    fields = _known(kept, {"u", "w", "h", "t", "c", "a"})
    return Image(
        url=_typed(fields["u"], str),
        width=_maybe(fields.get("w"), int),
        height=_maybe(fields.get("h"), int),
        caption=_maybe(fields.get("t"), str),
        credit=_maybe(fields.get("c"), str),
        alt=_maybe(fields.get("a"), str),
    )


def _pick_out(pick: Pick) -> dict[str, object]:
    kept = {
        "s": pick.story,
        "h": pick.headline,
        "a": pick.lead,
        "p": float(pick.score),
        "r": pick.reason,
        "k": None if pick.point is None else _claim_out(pick.point),
    }
    return _without_none(kept)


def _claim_out(claim: Claim) -> dict[str, object]:
    places = [[c.article, c.revision, c.block, c.start, c.end, c.quote] for c in claim.citations]
    return {"t": claim.text, "c": places}


def _claim_in(kept: object) -> Claim:
    fields = _known(kept, {"t", "c"})
    return Claim(text=_typed(fields["t"], str), citations=tuple(_citation_in(one) for one in _list(fields["c"])))


def _citation_in(kept: object) -> Citation:
    *numbers, quote = _list(kept)
    article, revision, block, start, end = (_typed(number, int) for number in numbers)
    return Citation(
        article=ArticleId(article), revision=revision, block=block, start=start, end=end, quote=_typed(quote, str)
    )


def _pick_in(kept: object) -> Pick:
    fields = _known(kept, {"s", "h", "a", "p", "r", "k"})
    return Pick(
        story=StoryId(_typed(fields["s"], int)),
        headline=_typed(fields["h"], str),
        lead=ArticleId(_typed(fields["a"], int)),
        score=_typed(fields["p"], float),
        reason=_typed(fields["r"], str),
        point=_claim_in(fields["k"]) if "k" in fields else None,
    )


def _lead_in(kept: object) -> Lead:
    fields = _known(kept, {"u", "g", "t", "p", "m", "b", "s", "c", "l", "k"})
    return Lead(
        url=_typed(fields["u"], str),
        guid=_typed(fields["g"], str),
        title=_typed(fields["t"], str),
        published_at=_moment_in(fields.get("p")),
        updated_at=_moment_in(fields.get("m")),
        byline=_words(fields.get("b", [])),
        teaser=_typed(fields.get("s", ""), str),
        content=_maybe(fields.get("c"), str),
        language=_maybe(fields.get("l"), str),
        tags=_words(fields.get("k", [])),
    )


def _moment_out(moment: datetime | None) -> str | None:
    return None if moment is None else as_utc(moment).isoformat()


def _moment_in(kept: object) -> datetime | None:
    return None if kept is None else as_utc(datetime.fromisoformat(_typed(kept, str))).astimezone(UTC)


def _without_none(kept: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in kept.items() if value is not None}


def _known(kept: object, names: set[str]) -> dict[str, Any]:
    fields: dict[str, Any] = _typed(kept, dict)
    return fields if fields.keys() <= names else _refuse(fields.keys() - names)


def _words(kept: object) -> tuple[str, ...]:
    return tuple(_typed(word, str) for word in _list(kept))


def _list(kept: object) -> list[Any]:
    return _typed(kept, list)


def _maybe(kept: object, kind: type[T]) -> T | None:
    return None if kept is None else _typed(kept, kind)


def _typed(kept: object, kind: type[T]) -> T:
    # bool is an int to Python, and not to us.
    return kept if isinstance(kept, kind) and isinstance(kept, bool) == (kind is bool) else _refuse(kept)


def _refuse(kept: object) -> NoReturn:
    raise TypeError(f"not what is kept here: {kept!r:.80}")
