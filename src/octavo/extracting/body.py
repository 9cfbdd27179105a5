"""Which part of a page is the article: Octavo's own choice of lines, and where that is unsure trafilatura beside it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lxml import etree
from trafilatura.core import bare_extraction
from trafilatura.settings import Document, Extractor

from octavo.extracting.blocks import blocks_of
from octavo.extracting.choosing import Hints, choose
from octavo.extracting.inline import with_addresses
from octavo.extracting.learning import weighed
from octavo.extracting.pages import with_methods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element

    from octavo.extracting.choosing import Judged
    from octavo.extracting.facts import Facts
    from octavo.extracting.learning import Habits
    from octavo.extracting.metadata import Metadata
    from octavo.model.articles import Block

_TAGS = {
    "item": "li",
    "quote": "blockquote",
    "ref": "a",
    "graphic": "img",
    "row": "tr",
    "cell": "td",
    "lb": "br",
    "ab": "p",
}
# In scripts without spaces, and after brackets, links do stand close.
_GLUED = re.compile(r"[A-Za-z0-9][A-Za-z0-9]")
_MOST_REGIONS = 20
_MOST_HEADINGS = 5
_LONGEST_STATED = 50_000
_SHINGLE = 4
_AGREEING = 0.8
_WORD = re.compile(r"\w+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKS = {"#b": "b", "#i": "i", "#t": "code"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """The blocks that one method takes for the article; ``lines`` are all of the page as Octavo itself judged them."""

    blocks: tuple[Block, ...]
    by: str
    certainty: float = 1.0
    lines: tuple[Judged, ...] = ()


def hints_of(facts: Facts, metadata: Metadata) -> Hints:
    """What the page says about its article, for comparison with its lines."""
    descriptions = (facts.first("og:description") or "", facts.first("description") or "")
    stated = (node.get("articleBody") for node in facts.articles)
    headings = (parts[0] for parts in facts.headings[:_MOST_HEADINGS])
    return Hints(
        titles=(metadata.title or "", *headings, *facts.all("og:title")),
        byline=metadata.byline,
        description=max(descriptions, key=len),
        stated=max((text for text in stated if isinstance(text, str)), key=len, default="")[:_LONGEST_STATED],
    )


def chosen_body(root: _Element, hints: Hints, *, url: str, habits: Habits | None = None) -> Body:
    """The lines that Octavo itself takes for the article, in the light of the site's habits where they are known.

    The tree is left as it was.
    """
    choice = choose(root, hints, base=url)
    blocks = choice.blocks
    if habits is not None:
        kept = (line.block for line in weighed(choice.lines, habits) if line.kept)
        blocks = tuple(with_addresses(block, url) if block.spans else block for block in kept)
    return Body(blocks=blocks, by="octavo", certainty=choice.certainty, lines=choice.lines)


def settled(own: Body, other: Body) -> Body:
    """The better of an unsure choice and another method's: its own where they agree, else the other's.

    Agreement is the F1 of their four-word shingles; what it came to stays in ``by`` and ``certainty``.
    """
    if not other.blocks:
        return own
    agreement = _agreement(own.blocks, other.blocks)
    if agreement >= _AGREEING:
        return replace(own, by=f"{own.by}, unsure, agreeing with {other.by}", certainty=max(own.certainty, agreement))
    certainty = min(own.certainty, agreement)
    return replace(other, by=f"{other.by}, as {own.by} is unsure", certainty=certainty, lines=own.lines)


def _agreement(one: Sequence[Block], another: Sequence[Block]) -> float:
    ours, theirs = _shingles(one), _shingles(another)
    return 2 * sum((ours & theirs).values()) / max(1, sum(ours.values()) + sum(theirs.values()))


def _shingles(blocks: Sequence[Block]) -> Counter[tuple[str, ...]]:
    words = [word for block in blocks for word in _WORD.findall(block.text)]
    return Counter(tuple(words[at : at + _SHINGLE]) for at in range(max(1, len(words) - _SHINGLE + 1)))


def trafilatura_body(root: _Element, *, url: str, fast: bool = False) -> Body:
    """What trafilatura takes for the article; no blocks where it finds none. The tree is left as it was.

    ``fast`` leaves out its comparison with other methods, whose time grows with the square of the page.
    """
    options = Extractor(
        output_format="python",
        fast=fast,
        comments=False,
        formatting=True,
        links=True,
        images=False,  # with them it keeps captions as paragraphs; figures are put in afterwards
        url=url,
        with_metadata=False,
    )
    try:
        document = bare_extraction(with_methods(root), options=options)
    except Exception:  # noqa: BLE001 - hostile pages make it raise anything; to us that is a page without an article
        document = None
    if not isinstance(document, Document):
        return Body(blocks=(), by="trafilatura")
    return Body(blocks=blocks_of(_as_html(document.body), base=url), by="trafilatura")


def plain_body(root: _Element, *, url: str) -> Body:
    """All text of the page's main element, for pages on which cleverer methods would take too long."""
    regions = [*root.iter("article"), *root.iter("main"), *root.iter("body")]
    candidates = regions[:_MOST_REGIONS] + regions[-1:]
    if not candidates:
        return Body(blocks=(), by="plain")
    lengths = [_text_length(element) for element in candidates]
    enough = max(lengths) / 2
    region = next(element for element, length in zip(candidates, lengths, strict=True) if length >= enough)
    return Body(blocks=blocks_of(region, base=url), by="plain")


def _text_length(element: _Element) -> int:
    return sum(map(len, element.itertext()))


def _as_html(body: _Element) -> _Element:
    """Its elements (TEI names) back to HTML's, in place."""
    for element in body.iter(etree.Element):
        tag = element.tag
        name = _html_name(element)
        if name is not None:  # pages have names of their own making, which could not be set again
            element.tag = name
        if tag == "ref":
            _as_link(element)
    return body


def _html_name(element: _Element) -> str | None:
    tag, rendering = element.tag, element.get("rend", "")
    if tag == "head":
        return rendering if rendering in _HEADINGS else "h2"
    if tag == "hi":
        return _MARKS.get(rendering, "span")
    if tag == "list":
        return "ol" if rendering == "ol" else "ul"
    if tag == "code":
        return "pre" if "\n" in "".join(map(str, element.itertext())).strip() else "code"
    return _TAGS.get(tag)


def _as_link(element: _Element) -> None:
    """A link, kept apart from the words around it: trafilatura loses that space on some paths."""
    element.set("href", element.get("target", ""))
    if _GLUED.fullmatch((element.text or " ")[-1] + (element.tail or " ")[0]):
        element.tail = f" {element.tail}"
    before, parent = element.getprevious(), element.getparent()
    text = before.tail if before is not None else parent.text if parent is not None else None
    if text and _GLUED.fullmatch(text[-1] + (element.text or " ")[0]):
        if before is not None:
            before.tail = f"{text} "
        elif parent is not None:
            parent.text = f"{text} "
