"""Pictures: what stands in an article to be looked at, and nothing else in the world."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.urls import join_url
from octavo.model.articles import BlockKind
from octavo.model.errors import NotFound
from octavo.model.pictures import NoPicture, PictureFailure, is_beacon, may_be_cut, picture_key
from octavo.newsroom.required import required_article

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from octavo.model.articles import Article, Block, Image
    from octavo.model.ids import ArticleId
    from octavo.model.pictures import Picture, PictureSize
    from octavo.newsroom.resources import Resources

_UNSUITED = NoPicture(reason=PictureFailure.UNSUITED, sentence="The picture cannot be cut to this form without harm.")


class PictureDesk:
    """Brings the pictures of articles, in a safe form."""

    def __init__(self, resources: Resources) -> None:
        self._store = resources.store
        self._pictures = resources.pictures

    @property
    def is_on(self) -> bool:
        """Whether pictures are shown at all."""
        return self._pictures is not None

    def address(self, article: ArticleId, key: str) -> str:
        """The address of the picture with this key in an article, or in an earlier version of it.

        Raises:
            NotFound: there is no such article, or no such picture in it, or pictures are switched off.
        """
        found = required_article(self._store, article)
        if self._pictures is not None:
            for url in self._addresses(found):
                if picture_key(url) == key:
                    return url
        raise NotFound("There is no such picture in this article.")

    def kept(self, url: str, width: int, *, cut: bool = False) -> Picture | NoPicture | None:
        """The picture at an address where no time is needed for it, else ``None``; see :meth:`bring`."""
        found = self._pictures.kept(url, width) if self._pictures is not None else None
        return _fit(found, self.sizes([url]).get(url), cut=cut) if found is not None else None

    def bring(self, url: str, width: int, *, cut: bool = False) -> Picture | NoPicture:
        """The picture at an address, at most ``width`` pixels wide; it may have to be fetched, which takes its time.

        With ``cut`` only one that can be cut to the form of a row without harm.
        """
        if self._pictures is None:
            return NoPicture(reason=PictureFailure.UNREACHABLE, sentence="Pictures are switched off.")
        return _fit(self._pictures.bring(url, width), self.sizes([url]).get(url), cut=cut)

    def sizes(self, urls: Sequence[str]) -> Mapping[str, PictureSize | None]:
        """How large these pictures are as far as is known; ``None`` for one that failed lately."""
        return self._pictures.sizes(urls) if self._pictures is not None else {}

    def _addresses(self, article: Article) -> Iterator[str]:
        yield from _shown(article.image, article.blocks)
        if article.revision > 1:
            for revision in self._store.revisions(article.id):
                yield from _shown(None, revision.blocks)


def _shown(image: Image | None, blocks: Iterable[Block]) -> Iterator[str]:
    """The addresses of what there is to see, as a browser would ask for them."""
    lead = image.url if image is not None and not is_beacon(image) else None
    for url in (lead, *(block.url for block in blocks if block.kind is BlockKind.FIGURE)):
        address = join_url("", url) if url else None
        if address is not None:
            yield address


def _fit(found: Picture | NoPicture, size: PictureSize | None, *, cut: bool) -> Picture | NoPicture:
    """The picture, unless it is to be cut and would come to harm."""
    if isinstance(found, NoPicture) or not cut:
        return found
    width, height = (size.width, size.height) if size is not None else (found.width, found.height)
    return found if may_be_cut(width, height) else _UNSUITED
