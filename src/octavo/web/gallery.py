"""Pictures on our pages: which there are, where they are asked for, and how much room is set aside for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from octavo.kit.text import fold
from octavo.model.articles import ArticleKind, BlockKind, Image
from octavo.model.pictures import (
    WIDTHS,
    PictureSize,
    is_beacon,
    is_emblem,
    is_for_rows,
    is_same_picture,
    may_be_cut,
    picture_key,
)
from octavo.web.links import web_link

if TYPE_CHECKING:
    from octavo.model.articles import Article
    from octavo.model.ids import ArticleId
    from octavo.model.listing import Row
    from octavo.model.stories import Story
    from octavo.newsroom import PictureDesk
    from octavo.web.prose import Node

ROW_WIDTHS, STORY_WIDTHS, READING_WIDTHS = (160, 320), (320, 640, 960, 1440), (320, 640, 960, 1440)
# The form that pictures beside headlines are cut to.
FORM = PictureSize(width=3, height=2)
STATED_WIDTH = 960


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A picture on a page: its addresses, and its size as far as that is known, which sets the room aside."""

    src: str
    srcset: str
    whole: str
    size: PictureSize | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadPicture:
    """The picture on top of an article; ``shown`` is ``None`` where only its words are.

    ``alt`` is read out in its place: nothing where the caption says it.
    """

    url: str
    shown: Shown | None
    caption: str | None
    credit: str | None
    alt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPicture:
    """The picture of a story, with the article that it is from."""

    row: Row
    image: Image
    shown: Shown

    @property
    def alt(self) -> str:
        """What is read out in its place."""
        return read_out(self.image.alt, self.image.caption)


class Gallery:
    """The pictures of one page. Beside headlines each stands once: what a publisher gives every article is none."""

    def __init__(self, desk: PictureDesk, *, shown: bool = True) -> None:
        """``shown`` is whether the reader wants to see pictures."""
        self._desk = desk
        self._is_on = shown and desk.is_on
        self._beside: set[str] = set()

    def thumbnail(self, row: Row) -> Shown | None:
        """The small picture in the row of a list."""
        return self._cut(row.article, row.image, ROW_WIDTHS)

    def of_story(self, story: Story | None, *, whole: bool = False) -> StoryPicture | None:
        """The picture of a story: that of the article that leads it, else the first there is.

        It is cut to one form, unless the ``whole`` is wanted.
        """
        rows = (one.row for one in story.articles) if story is not None else ()
        for row in sorted(rows, key=lambda row: story is not None and row.article != story.lead):
            shown = self._cut(row.article, row.image, STORY_WIDTHS)
            if shown is not None and row.image is not None:
                shown = self.whole(row.article, row.image) if whole else shown
                return StoryPicture(row=row, image=row.image, shown=shown) if shown is not None else None
        return None

    def whole(self, article: ArticleId, image: Image | None) -> Shown | None:
        """A picture as it is, in the reading column."""
        url = web_link(image.url) if image is not None else None
        if image is None or url is None or is_beacon(image) or not self._is_on:
            return None
        known = self._desk.sizes((url,))
        if url in known and known[url] is None:
            return None
        size = known.get(url) or _stated(image)
        address = f"/picture/{article}/{picture_key(url)}"
        return _shown(address, READING_WIDTHS, size)

    def lead(self, article: Article) -> LeadPicture | None:
        """The picture on top of an article; of a gallery none that is one of its slides."""
        image = article.image
        if image is None:
            return None
        again = next((b for b in article.blocks if b.kind is BlockKind.FIGURE and _is_of(b.url, b.text, image)), None)
        if again is not None and article.kind is ArticleKind.GALLERY:
            return None
        shown = None if is_emblem(image) else self.whole(article.id, image)
        caption = image.caption or (again.text if again else None)
        credit = image.credit or (again.credit if again else None)
        if shown is None and (again is not None or not (caption or credit)):
            return None
        alt = read_out(image.alt or (again.alt if again else None), caption)
        return LeadPicture(url=image.url, shown=shown, caption=caption, credit=credit, alt=alt)

    def among(self, article: ArticleId, lead: LeadPicture | None = None) -> Figures:
        """The pictures in the text of an article."""
        return Figures(gallery=self, article=article, lead=lead)

    def _cut(self, article: ArticleId, image: Image | None, widths: tuple[int, ...]) -> Shown | None:
        if image is None or not self._is_on or not is_for_rows(image):
            return None
        url = web_link(image.url)
        if url is None or url in self._beside:
            return None
        known = self._desk.sizes((url,))
        size = known.get(url)
        if url in known and (size is None or not may_be_cut(size.width, size.height)):
            return None
        self._beside.add(url)
        return _shown(f"/thumbnail/{article}/{picture_key(url)}", widths, FORM)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """The pictures among the blocks of an article, all but the one on top."""

    gallery: Gallery
    article: ArticleId
    lead: LeadPicture | None = None

    def shown(self, node: Node) -> Shown | None:
        """The picture of a figure."""
        return self.gallery.whole(self.article, Image(url=node.url)) if node.url else None

    def alt(self, node: Node) -> str:
        """What is read out in the place of a figure's picture."""
        return read_out(node.alt, _words(node))

    def has(self, node: Node, shown: Shown | None) -> bool:
        """Whether a figure stands in the text: it has a picture or words, and does not stand on top already."""
        words = _words(node)
        if self.lead is not None and _is_of(node.url, words, Image(url=self.lead.url, caption=self.lead.caption)):
            return False
        return shown is not None or bool(words.strip() or node.credit)


def read_out(alt: str | None, caption: str | None) -> str:
    """What a publisher says for a picture, where its caption does not say the same."""
    return alt if alt and fold(alt) not in fold(caption or "") else ""


def _words(node: Node) -> str:
    return "".join(piece.text for run in node.runs for piece in run.pieces)


def _stated(image: Image) -> PictureSize | None:
    """The size that the page states, for its form: it is often that of a smaller rendition."""
    if not (image.width and image.height):
        return None
    return PictureSize(width=STATED_WIDTH, height=max(1, round(STATED_WIDTH * image.height / image.width)))


def _shown(address: str, widths: tuple[int, ...], size: PictureSize | None) -> Shown:
    return Shown(
        src=f"{address}/{widths[1]}",
        srcset=", ".join(f"{address}/{one} {one}w" for one in widths),
        whole=f"{address}/{max(WIDTHS)}",
        size=size,
    )


def _is_of(url: str | None, caption: str, image: Image) -> bool:
    """Whether a figure in the text is the picture on top again."""
    if url is not None and is_same_picture(url, image.url):
        return True
    return bool(image.caption) and caption == image.caption
