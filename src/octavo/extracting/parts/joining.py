"""The parts of an article become one: what is on every page of it comes once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.kit.text import fold
from octavo.kit.urls import path_of
from octavo.model.articles import ArticleKind, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from octavo.model.articles import Draft

# Shorter lines may well come twice: "Why?" in an interview.
_LONG = 40
_NEW_SHARE = 0.3
_SAME_SHARE = 0.5
_PAGE_WORDS = 12
_ALIKE = 0.5


def joined(parts: Sequence[Draft], *, why: str | None) -> Draft:
    """One draft of all parts, with what the first says of the article; ``why`` says what is missing of it."""
    first, *others = parts
    blocks = list(_slides(first) if others else first.blocks)
    for part in others:
        blocks += new_blocks(first, blocks, part)
    partial = next((part.partial for part in parts if part.partial), why)
    return replace(first, blocks=tuple(blocks), partial=partial)


def new_blocks(first: Draft, so_far: Iterable[Block], part: Draft) -> tuple[Block, ...]:
    """The blocks of a part that are not among those had: no title, lead, heading or figure a second time."""
    seen = {key for block in so_far for key in _keys(block)}
    if first.image is not None:
        seen.add(_picture(first.image.url))
    title = fold(first.title)
    kept = []
    for block in _slides(part):
        keys = _keys(block)
        if not (keys & seen) and not _is_title(block, title):
            kept.append(block)
        seen |= keys
    return tuple(kept)


def goes_on(first: Draft, so_far: Sequence[Draft], part: Draft) -> bool:
    """Whether a part brings something new; further pages of comments show the same article again."""
    new = new_blocks(first, (block for draft in so_far for block in draft.blocks), part)
    words, new_words = _words(part.blocks), _words(new)
    is_slide = words == 0 or part.kind is ArticleKind.GALLERY
    has_new_pictures = any(block.kind is BlockKind.FIGURE for block in new) and is_slide
    return has_new_pictures or (new_words > 0 and new_words >= _NEW_SHARE * words)


def holds(whole: Draft, part: Draft) -> bool:
    """Whether a single page holds at least what a part of it held."""
    texts = {fold(block.text) for block in whole.blocks}
    lines = [fold(block.text) for block in part.blocks if len(block.text) >= _LONG]
    return bool(lines) and sum(line in texts for line in lines) > _SAME_SHARE * len(lines)


def are_alike(one: str, other: str) -> bool:
    """Whether two titles can be of one article: the same, one in the other, or half of their words."""
    a, b = fold(one), fold(other)
    if not a or not b or a in b or b in a:
        return bool(a and b)
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) >= _ALIKE * max(len(words), len(others))


def _slides(part: Draft) -> tuple[Block, ...]:
    """The blocks of a part; of one of a gallery with its picture among them, which else stands apart."""
    picture = part.image
    if (
        part.kind is not ArticleKind.GALLERY
        or picture is None
        or any(block.url == picture.url for block in part.blocks)
    ):
        return part.blocks
    told = (fold(part.title), fold(picture.caption or ""))
    texts = [block for block in part.blocks if _rest(fold(block.text), told)]
    figure = Block(
        kind=BlockKind.FIGURE, text=picture.caption or "", url=picture.url, credit=picture.credit, alt=picture.alt
    )
    return (figure, *texts)


def _rest(text: str, told: Iterable[str]) -> str:
    """What a text says beyond what is told already."""
    for known in told:
        text = text.replace(known, "") if known else text
    return text


def _keys(block: Block) -> frozenset[str]:
    if block.kind is BlockKind.FIGURE:
        return frozenset([_picture(block.url)])
    is_repeat = len(block.text) >= _LONG or block.kind is BlockKind.HEADING
    return frozenset([fold(block.text)]) if is_repeat else frozenset()


def _picture(url: str | None) -> str:
    """A picture by its path: renditions of one differ in their query."""
    path = path_of(url)
    return f"picture {path}" if "." in path.rpartition("/")[2] else f"picture {url}"


def _is_title(block: Block, title: str) -> bool:
    """Whether a line is the title again, perhaps with the number of the page."""
    text = fold(block.text)
    return bool(title) and text.startswith(title) and len(text) <= len(title) + _PAGE_WORDS


def _words(blocks: Iterable[Block]) -> int:
    """A measure of the running text: words, and characters for scripts that do without spaces."""
    texts = [block.text for block in blocks if block.kind is not BlockKind.FIGURE]
    return sum(max(len(text.split()), len(text) // 8) for text in texts)
