"""What a feed itself holds of an article, for when its page cannot be had."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from octavo.extracting.blocks import blocks_of
from octavo.extracting.bylines import names_in
from octavo.extracting.lines import article_lines
from octavo.extracting.pages import parse_html
from octavo.extracting.paywall import is_marker
from octavo.kit.text import clean_line
from octavo.model.articles import Block, BlockKind, Draft, Image

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.model.sources import Lead

_CUT_OFF = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.|&hellip;)\s*\]|(?:read|lire|leer|weiter)\s*(?:more|on|the\s+rest"
    r"|full\s+\w+|la\s+suite|m[áa]s|lesen).{0,40}|continue\s+reading.{0,120})\W*$",
    re.IGNORECASE,
)
# WordPress ends feed entries so
_APPEARED = re.compile(r"the\s+post\s+.{1,300}\s+(?:first\s+)?appeared\s+(?:first\s+)?on\s+.{1,200}", re.IGNORECASE)
_WHOLE_WORDS, _WHOLE_PARAGRAPHS = 150, 3


def from_lead(lead: Lead, *, why: str) -> Draft | None:
    """A draft of the feed's own text, else of its teaser; ``None`` when there is nothing to read.

    ``why`` says, in a sentence, why the page could not be had: it is the reason on a partial draft. A feed's text that
    evidently is the whole article (some paragraphs, not cut off) is not partial.
    """
    blocks = feed_blocks(lead)
    whole = is_whole(blocks)
    by = "feed"
    if not any(block.text for block in blocks):
        teaser = clean_line(lead.teaser)
        if not teaser:
            return None
        blocks, whole, by = (Block(kind=BlockKind.PARAGRAPH, text=teaser),), False, "teaser"
    pictures = (block for block in blocks if block.kind is BlockKind.FIGURE and block.url)
    picture = next(pictures, None)
    return Draft(
        url=lead.url,
        title=lead.title,
        blocks=tuple(block for block in blocks if block is not picture),
        byline=names_in(lead.byline),
        published_at=lead.published_at,
        modified_at=lead.updated_at if lead.updated_at != lead.published_at else None,
        language=lead.language,
        tags=lead.tags,
        image=_image(picture),
        partial=None if whole else why,
        extracted_by=by,
    )


def feed_blocks(lead: Lead) -> tuple[Block, ...]:
    """The feed's own text as blocks, without what is no part of the article."""
    tree = parse_html(lead.content) if lead.content else None
    if tree is None:
        return ()
    blocks = article_lines(blocks_of(tree, base=lead.url), title=lead.title, byline=names_in(lead.byline))
    return tuple(block for block in blocks if not _APPEARED.fullmatch(block.text) and not is_marker(block.text))


def is_whole(blocks: Sequence[Block]) -> bool:
    """Whether a feed's text is evidently the article and not its beginning."""
    texts = [block.text for block in blocks if block.text and block.kind is not BlockKind.FIGURE]
    words = sum(len(text.split()) for text in texts)
    return len(texts) >= _WHOLE_PARAGRAPHS and words >= _WHOLE_WORDS and not _CUT_OFF.search(texts[-1])


def _image(picture: Block | None) -> Image | None:
    if picture is None or picture.url is None:
        return None
    return Image(url=picture.url, caption=picture.text or None, credit=picture.credit, alt=picture.alt)
