"""From an address to a picture of ours: kept, or fetched once for all widths and drawn."""

from __future__ import annotations

import io
import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from PIL import Image

from octavo.adapters.pictures.cabinet import Cabinet
from octavo.adapters.pictures.drawing import WIDEST, Unusable, draw, encoded, narrowed
from octavo.model.fetches import FailureReason, FetchRequest, NoReply
from octavo.model.pictures import NoPicture, Picture, PictureFailure, PictureSize, picture_key

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from octavo.model.fetches import Reply
    from octavo.ports import Fetcher

_ACCEPT = "image/avif,image/webp,image/png,image/jpeg,image/gif;q=0.8"
_MOST_BYTES = 15_000_000
_DRAWN_AT_ONCE = 2
_REMEMBERED = 20_000
_OK, _TOO_OFTEN, _SERVER_ERROR = 200, 429, 500
# How long an address that failed is left alone, in seconds: where it may heal by itself, and where it hardly will.
_SOON, _LATER = 900.0, 86_400.0
_MAY_HEAL = {
    FailureReason.UNREACHABLE,
    FailureReason.TIMED_OUT,
    FailureReason.BAD_TLS,
    FailureReason.BROKEN_REPLY,
}
_SENTENCES = {
    PictureFailure.UNREACHABLE: "The picture could not be had from its publisher.",
    PictureFailure.NOT_A_PICTURE: "What stands at its address is no picture that Octavo shows.",
    PictureFailure.TOO_LARGE: "The picture is too large.",
    PictureFailure.TOO_SMALL: "The picture is too small to be seen.",
    PictureFailure.BROKEN: "The picture is broken.",
}


class PillowPictures:
    """Fetches with ``fetcher``, draws with Pillow, keeps files in ``folder``; implements ``Pictures``.

    ``limit`` is in bytes. May be used from several threads; a picture that several ask for at once is fetched once.
    ``seconds`` tells the time that passes.
    """

    def __init__(
        self, *, fetcher: Fetcher, folder: Path, limit: int, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetcher = fetcher
        self._cabinet = Cabinet(folder, limit)
        self._seconds = seconds
        self._lock = threading.Lock()
        self._turns: WeakValueDictionary[str, threading.Lock] = WeakValueDictionary()
        self._drawing = threading.BoundedSemaphore(_DRAWN_AT_ONCE)
        self._failures: OrderedDict[str, tuple[float, NoPicture]] = OrderedDict()
        self._sizes: OrderedDict[str, PictureSize] = OrderedDict()

    def kept(self, url: str, width: int) -> Picture | NoPicture | None:
        """The picture at an address as far as that is known without asking the world or drawing; else ``None``."""
        key = picture_key(url)
        return self._failed(key) or self._cabinet.get(key, width)

    def bring(self, url: str, width: int) -> Picture | NoPicture:
        """The picture at an address, asked for where it is not kept; one that failed is not asked for again at once."""
        key = picture_key(url)
        with self._turn(key):
            found = self.kept(url, width)
            if found is not None:
                return found
            try:
                return self._drawn(url, key, width)
            except Unusable as error:
                return self._remember(key, _no_picture(error.reason), _LATER)

    def sizes(self, urls: Sequence[str]) -> Mapping[str, PictureSize | None]:
        """How large these pictures are: ``None`` for one that failed; those not yet seen are left out."""
        found: dict[str, PictureSize | None] = {}
        for url in urls:
            key = picture_key(url)
            size = self._sizes.get(key) or self._cabinet.size(key, WIDEST)
            if size is not None:
                found[url] = size
                self._note(key, size)
            elif self._failed(key) is not None:
                found[url] = None
        return found

    def close(self) -> None:
        """Let go of connections and threads."""
        self._fetcher.close()

    def _turn(self, key: str) -> threading.Lock:
        """The lock of one address, as long as somebody holds or waits for it."""
        with self._lock:
            turn = self._turns.get(key)
            if turn is None:
                turn = self._turns[key] = threading.Lock()
            return turn

    def _drawn(self, url: str, key: str, width: int) -> Picture | NoPicture:
        """The picture in the width asked for, from the widest one, which is made first and kept as well."""
        widest = self._cabinet.get(key, WIDEST)
        if widest is None:
            body = self._fetched(url, key)
            if isinstance(body, NoPicture):
                return body
            with self._drawing:
                image, is_photograph = draw(body)
                del body
                widest = _picture(image, is_photograph=is_photograph)
            self._cabinet.put(key, WIDEST, widest)
        else:
            with self._drawing:
                # ours, and whole by its digest
                image = Image.open(io.BytesIO(widest.data), formats=("JPEG", "WEBP"))
                image.draft("RGB", (width, max(1, width * widest.height // widest.width)))
                image.load()
        self._note(key, PictureSize(width=widest.width, height=widest.height))
        if width >= widest.width:
            picture = widest
        else:
            with self._drawing:
                picture = _picture(narrowed(image, width), is_photograph=widest.media_type == "image/jpeg")
        if width != WIDEST:
            self._cabinet.put(key, width, picture)
        return picture

    def _fetched(self, url: str, key: str) -> bytes | NoPicture:
        request = FetchRequest(url=url, accept=_ACCEPT, max_bytes=_MOST_BYTES)
        answers = [answer for _, answer in self._fetcher.fetch([(key, request)])]
        answer = answers[0]
        if not isinstance(answer, NoReply) and answer.status == _OK:
            return answer.body
        reason, passing = _why_not(answer)
        return self._remember(key, _no_picture(reason, passing=passing), _SOON if passing else _LATER)

    def _failed(self, key: str) -> NoPicture | None:
        until, failure = self._failures.get(key, (0.0, None))
        return failure if failure is not None and self._seconds() < until else None

    def _remember(self, key: str, failure: NoPicture, seconds: float) -> NoPicture:
        with self._lock:
            self._failures[key] = (self._seconds() + seconds, failure)
            self._failures.move_to_end(key)
            if len(self._failures) > _REMEMBERED:
                self._failures.popitem(last=False)
        return failure

    def _note(self, key: str, size: PictureSize) -> None:
        with self._lock:
            self._sizes[key] = size
            if len(self._sizes) > _REMEMBERED:
                self._sizes.popitem(last=False)


def _picture(image: Image.Image, *, is_photograph: bool) -> Picture:
    data, media_type = encoded(image, is_photograph=is_photograph)
    return Picture(data=data, media_type=media_type, width=image.width, height=image.height)


def _no_picture(reason: PictureFailure, *, passing: bool = False) -> NoPicture:
    return NoPicture(reason=reason, sentence=_SENTENCES[reason], passing=passing)


def _why_not(answer: Reply | NoReply) -> tuple[PictureFailure, bool]:
    """Why nothing came that could be drawn, and whether that may pass."""
    if isinstance(answer, NoReply):
        if answer.reason is FailureReason.TOO_LARGE:
            return PictureFailure.TOO_LARGE, False
        return PictureFailure.UNREACHABLE, answer.reason in _MAY_HEAL
    return PictureFailure.UNREACHABLE, answer.status == _TOO_OFTEN or answer.status >= _SERVER_ERROR
