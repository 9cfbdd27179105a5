"""Galleries: pages whose article is its pictures, one slide after another with captions and credits."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from octavo.extracting.blocks import blocks_of
from octavo.extracting.captions import split_credit
from octavo.extracting.facts import strings, text_in, types_of
from octavo.extracting.figures import alt_of, picture_url
from octavo.extracting.lines import is_boilerplate
from octavo.kit.text import clean_line, fold, holds_any
from octavo.kit.urls import join_url, path_of, split_of
from octavo.model.articles import ArticleKind, Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lxml.etree import _Element

    from octavo.extracting.facts import Facts

MOST_SLIDES = 300
_LONGEST_NAMES = 300
_MOST_PICTURES = 1_000
_DEEPEST = 40
_MOST_TRIED = 20
_FEWEST, _FEWEST_UNDECLARED = 3, 4
_LONG_CAPTION = 800
_MOST_PARAGRAPHS, _MOST_IN_SLIDE = 4, 400
_MOST_TOLD, _MOST_SOUGHT = 100_000, 100
# A page that says more than this and does not call itself a gallery is an article with pictures.
_MUCH_TEXT = 400
_KEY = 60
_SHORTEST = 20
_NAMED = (
    "galler", "slide", "carousel", "karussell", "fotostrecke", "bilderstrecke", "bildergalerie", "diaporama",
    "lightbox", "photoessay", "photo-essay", "galeria", "fotogalerij", "swiper", "splide", "slick", "flickity",
    "glide", "amp-story",
)  # fmt: skip
_FOREIGN = re.compile(
    r"related|recommend|teaser|promo|trending|popular|most-?(?:read|viewed)|more-?(?:galler|stor|from|slide)|sidebar"
    r"|newsletter|advert|sponsor|outbrain|taboola|comment|author|avatar|footer|header|\bnav|menu|share|thumb|logo"
    r"|read-?(?:next|more)|next-?(?:galler|up)|other-?galler|weitere",
    re.IGNORECASE,
)
_CLONE = re.compile(r"clone|duplicate", re.IGNORECASE)
_COUNTER = re.compile(
    r"\W*(?:(?:image|photo|picture|slide|bild|foto|photo|imagen)\W{0,3})?\d{1,3}\s*(?:/|of|von|de|sur|di|van|av|из)\s*\d{1,3}\W*",
    re.IGNORECASE,
)
_CREDITED = re.compile(r"credit|copyright|photographer|attribution|bildquelle|urheber", re.IGNORECASE)
_PICTURE_FILE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif)$", re.IGNORECASE)
_MEDIA = ("associatedMedia", "hasPart", "image", "media", "itemListElement")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Slide:
    """A picture with what stands around it: its blocks, exactly one of them a figure."""

    blocks: tuple[Block, ...]

    @property
    def figure(self) -> Block:
        return next(block for block in self.blocks if block.kind is BlockKind.FIGURE)


def gallery_blocks(
    blocks: Sequence[Block], root: _Element, facts: Facts, *, kind: ArticleKind, base: str
) -> tuple[Block, ...] | None:
    """The blocks of a gallery: its introduction, every slide in order, what follows; ``None`` where it is none.

    Slides are those that the page shows, or those that it describes (JSON-LD) where these are more. A page is a gallery
    where it calls itself one, or where slides in a gallery's container say more than the text around them.
    """
    declared = any(name.endswith("Gallery") for node in facts.nodes for name in types_of(node))
    is_meant = declared or kind is ArticleKind.GALLERY
    if not is_meant and (_words(blocks) > _MUCH_TEXT or not _has_container(root)):
        return None
    shown, is_named = _shown(root, base)
    described = _described(facts, base)
    slides = _captioned(shown, described) if len(shown) >= len(described) else _read_out(described, root, base)
    headings = [parts[0] for parts in facts.headings]
    texts = _besides(_parted(blocks, slides, headings), slides)
    said, told = _words(texts), sum(_words(slide.blocks) for slide in slides)
    if len(slides) < (_FEWEST if is_meant else _FEWEST_UNDECLARED) or (said > told and not _is_all(declared, said)):
        return None
    if not (is_meant or is_named):
        return None
    before, after = _around(texts, slides, root)
    return (*before, *(block for slide in slides for block in slide.blocks), *after)


def _is_all(declared: bool, said: int) -> bool:  # noqa: FBT001 - two facts of one page
    """Whether pictures with few words are still what a page is for."""
    return declared and said < 300  # noqa: PLR2004 - more is an article with pictures


def _has_container(root: _Element) -> bool:
    """Whether something on the page is called a gallery: a cheap look before the dear one."""
    named = islice(root.iter("div", "ul", "ol", "section", "amp-story", "amp-carousel"), 3_000)
    return _is_named("\n".join([f"{_names(element)} {element.tag}" for element in named]))


def _is_named(names: str) -> bool:
    return holds_any(names.casefold(), _NAMED)


def _described(facts: Facts, base: str) -> tuple[_Slide, ...]:
    """The slides that JSON-LD describes, of the gallery that has most."""
    galleries = (node for node in facts.nodes if any(name.endswith("Gallery") for name in types_of(node)))
    lists = [tuple(_media(node, base)) for node in galleries]
    return max(lists, key=len, default=())


def _media(node: Mapping[str, Any], base: str) -> Iterator[_Slide]:
    lists = [node[key] if isinstance(node.get(key), list) else [node.get(key)] for key in _MEDIA]
    seen = set()
    for item in max(lists, key=len)[:MOST_SLIDES]:
        thing = _pictured(item)
        address = next((text for key in ("contentUrl", "url", "thumbnailUrl") for text in strings(thing.get(key))), "")
        url = join_url(base, address) if address else None
        if url is None or url in seen:
            continue
        seen.add(url)
        told = next((text for key in ("caption", "description", "name") for text in strings(thing.get(key))), "")
        caption, credit = split_credit(told)
        stated = [text for key in ("creditText", "author", "copyrightHolder") for text in strings(thing.get(key))]
        figure = Block(kind=BlockKind.FIGURE, text=caption, url=url, credit=next(iter(stated), credit))
        yield _Slide(blocks=(figure,))


def _pictured(item: Any) -> Mapping[str, Any]:  # noqa: ANN401 - JSON
    """The picture that a member of a list is, or holds."""
    for key in ("item", "image"):
        inner = item.get(key) if isinstance(item, dict) else None
        item = inner if isinstance(inner, dict) else item
    return item if isinstance(item, dict) else {}


def _captioned(shown: Sequence[_Slide], described: Sequence[_Slide]) -> tuple[_Slide, ...]:
    """Slides with the captions and credits that the page only describes."""
    told = {_file(slide.figure.url): slide.figure for slide in described}
    return tuple(_told_of(slide, told.get(_file(slide.figure.url))) for slide in shown)


def _read_out(described: Sequence[_Slide], root: _Element, base: str) -> tuple[_Slide, ...]:
    """Described slides with what the page has read out in the place of those that it shows."""
    alts = {_file(url): alt for element, url in _pictures(root, base) if (alt := _alt(element, url, base))}
    return tuple(
        _Slide(blocks=tuple(replace(block, alt=alts.get(_file(block.url))) for block in slide.blocks))
        for slide in described
    )


def _alt(element: _Element, url: str, base: str) -> str | None:
    """What is read out in the place of a picture that an element is or holds."""
    shown = islice(element.iter("img"), _MOST_TRIED)
    alts = (alt_of(one.get("alt")) for one in shown if picture_url(one, base) == url)
    return next(filter(None, alts), None)


def _told_of(slide: _Slide, told: Block | None) -> _Slide:
    if told is None:
        return slide
    has_text = any(block.text for block in slide.blocks)
    figure = slide.figure
    fuller = replace(figure, text=figure.text if has_text else told.text, credit=figure.credit or told.credit)
    return _Slide(blocks=tuple(fuller if block is figure else block for block in slide.blocks))


def _shown(root: _Element, base: str) -> tuple[tuple[_Slide, ...], bool]:
    """The slides of the largest group that are built alike, and whether their container is called a gallery."""
    groups: dict[tuple[str, ...], list[_Element]] = defaultdict(list)
    for element in _slide_elements(root, base):
        groups[_build(element)].append(element)
    best: tuple[_Slide, ...] = ()
    is_named = False
    for elements in groups.values():
        slides = tuple(_distinct(slide for one in elements if (slide := _slide(one, base)) is not None))
        if _worth(slides) > _worth(best):
            best, is_named = slides, any(map(_is_in_gallery, elements[:1]))
    return best, is_named


def _worth(slides: Sequence[_Slide]) -> int:
    return len(slides) + 2 * sum(any(block.text for block in slide.blocks) for slide in slides)


def _slide_elements(root: _Element, base: str) -> list[_Element]:
    """For each picture of the page's own the largest element that holds no other."""
    pictures = [(element, url) for element, url in _pictures(root, base) if not _is_foreign(element, base)]
    held: dict[_Element, set[str]] = defaultdict(set)
    for element, url in pictures:
        for ancestor in islice(element.iterancestors(), _DEEPEST):
            held[ancestor].add(url)
    slides: dict[_Element, None] = {}
    for element, _ in pictures:
        slide = element
        for ancestor in islice(element.iterancestors(), _DEEPEST):
            if len(held[ancestor]) > 1 or ancestor.tag in {"body", "main", "article"}:
                break
            slide = ancestor
        slides[slide] = None
    return list(slides)


def _pictures(root: _Element, base: str) -> Iterator[tuple[_Element, str]]:
    for element in islice(root.iter("img"), _MOST_PICTURES):
        around = element.getparent()
        if around is not None and around.tag == "noscript" and _has_twin(around):
            continue
        url = picture_url(element, base)
        if url is not None:
            yield element, url


def _has_twin(noscript: _Element) -> bool:
    """Whether the picture for readers without scripts stands beside one for the others."""
    before = noscript.getprevious()
    return before is not None and (before.tag == "img" or next(before.iter("img"), None) is not None)


def _is_foreign(picture: _Element, base: str) -> bool:
    """Whether a picture stands in another part of the page, is the copy of a slide, or leads to another page."""
    for element in islice(picture.iterancestors(), _DEEPEST):
        if element.tag in {"article", "main", "body"}:
            return False
        names = _names(element)
        if element.tag in {"aside", "nav", "footer"} or _FOREIGN.search(names) or _CLONE.search(names):
            return True
        if element.tag == "a" and _leads_away(element.get("href", ""), base):
            return True
    return False


def _leads_away(href: str, base: str) -> bool:
    url = join_url(base, href) if href and not href.startswith("#") else None
    if url is None:
        return False
    here, there = split_of(base), split_of(url)
    is_below = there.netloc == here.netloc and f"{there.path}/".startswith(f"{here.path.rstrip('/')}/")
    return not is_below and _PICTURE_FILE.search(there.path) is None


def _build(element: _Element) -> tuple[str, ...]:
    """How a slide is built: its tag and first class without numbers, or its parent's where it has none."""
    names = (element.get("class") or "").split()
    if names:
        return (element.tag, re.sub(r"\d+", "", names[0]))
    parent = element.getparent()
    around = ((parent.get("class") or "").split() or [""])[0] if parent is not None else ""
    return (element.tag, "", parent.tag if parent is not None else "", around)


def _is_in_gallery(slide: _Element) -> bool:
    around = islice((slide, *slide.iterancestors()), 6)
    return any(_is_named(f"{_names(element)} {element.tag}") for element in around if element.tag != "body")


def _slide(element: _Element, base: str) -> _Slide | None:
    """The figure of a slide with headings before it and, where it has a caption of its own, paragraphs after."""
    if element.tag == "img":
        url = picture_url(element, base)
        return _Slide(blocks=(_bare_figure(element, url, base),)) if url else None
    if next(islice(element.iter(), _MOST_IN_SLIDE, None), None) is not None:  # most of a page, as slides in slides are
        return None
    blocks = [block for block in blocks_of(element, base=base) if not _is_no_text(block)]
    figure = next((block for block in blocks if block.kind is BlockKind.FIGURE), None)
    figure = figure or next((_bare_figure(element, url, base) for _, url in _pictures(element, base)), None)
    if figure is None:
        return None
    if figure.url and not figure.alt:
        figure = replace(figure, alt=_alt(element, figure.url, base))
    marked = next((one for one in element.iterdescendants() if _CREDITED.search(_names(one))), None)
    credit = figure.credit or (_bare(text_in(marked)) if marked is not None else None)
    texts = [_without(block, credit) for block in blocks if block.kind is not BlockKind.FIGURE]
    headings = [block for block in texts if block.kind is BlockKind.HEADING]
    paragraphs = [block for block in texts if block.kind is not BlockKind.HEADING and block.text]
    together = clean_line(" ".join(block.text for block in paragraphs))
    if not figure.text and len(together) <= _LONG_CAPTION:
        caption, found = split_credit(together)
        figure, paragraphs = replace(figure, text=caption, credit=credit or found), []
    if len(paragraphs) > _MOST_PARAGRAPHS:  # a stretch of an article around its only picture
        return None
    return _Slide(blocks=(*headings, replace(figure, credit=figure.credit or credit), *paragraphs))


def _bare_figure(element: _Element, url: str, base: str) -> Block:
    return Block(kind=BlockKind.FIGURE, text="", url=url, alt=_alt(element, url, base))


def _is_no_text(block: Block) -> bool:
    if block.kind is BlockKind.FIGURE:
        return False
    return _COUNTER.fullmatch(block.text) is not None or block.text.isdigit() or is_boilerplate(block)


def _without(block: Block, credit: str | None) -> Block:
    """A text without the credit at its end."""
    if not credit or not block.text.endswith(credit):
        return block
    return replace(block, text=split_credit(block.text)[0].removesuffix(credit).rstrip(" |·–—-(/:"), spans=())


def _bare(credit: str) -> str:
    return split_credit(credit)[1] or credit


def _distinct(slides: Iterator[_Slide]) -> Iterator[_Slide]:
    """Each slide once: carousels that go round repeat the first and the last."""
    seen = set()
    for slide in islice(slides, MOST_SLIDES):
        key = (slide.figure.url, tuple(block.text for block in slide.blocks))
        if key not in seen:
            seen.add(key)
            yield slide


def _parted(blocks: Sequence[Block], slides: Sequence[_Slide], headings: Sequence[str]) -> list[Block]:
    """The blocks, where several captions ran together in one with only what stands before the first of them."""
    captions = [block.text for slide in slides for block in slide.blocks if len(block.text) >= _SHORTEST][:_MOST_SOUGHT]
    parted = []
    for block in blocks:
        begins = sorted(place for caption in captions if (place := block.text.find(caption)) >= 0)
        if len(begins) > 1:
            text = block.text[: begins[0]].strip()
            title = next((heading for heading in headings if text.startswith(heading)), "")
            parted += [Block(kind=block.kind, text=rest)] if (rest := text.removeprefix(title).strip()) else []
        else:
            parted.append(block)
    return parted


def _besides(blocks: Sequence[Block], slides: Sequence[_Slide]) -> tuple[Block, ...]:
    """The chosen text that is no slide's, nor a part of one's caption."""
    told = "\n".join(fold(f"{block.text} {block.credit or ''}") for slide in slides for block in slide.blocks)[
        :_MOST_TOLD
    ]
    return tuple(
        block
        for block in blocks
        if block.kind is not BlockKind.FIGURE and fold(block.text) not in told and not _is_no_text(block)
    )


def _around(
    texts: Sequence[Block], slides: Sequence[_Slide], root: _Element
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The text before the first slide, and that behind it."""
    captions = (block.text for slide in slides for block in slide.blocks if len(block.text) >= _SHORTEST)
    page = clean_line(" ".join(map(str, root.itertext())))
    first = page.find(next(captions, "")[:_KEY])
    places = [page.find(block.text[:_KEY]) for block in texts]
    is_after = [first >= 0 and place > first for place in places]
    before = tuple(block for block, after in zip(texts, is_after, strict=True) if not after)
    return before, tuple(block for block, after in zip(texts, is_after, strict=True) if after)


def _words(blocks: Sequence[Block]) -> int:
    return sum(max(len(block.text.split()), len(block.text) // 8) for block in blocks)


def _names(element: _Element) -> str:
    return (f"{element.get('class') or ''} {element.get('id') or ''}")[:_LONGEST_NAMES]


def _file(url: str | None) -> str:
    return path_of(url)
