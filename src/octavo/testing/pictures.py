"""A world of pictures without a world: plain surfaces of the sizes that a script names."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

from octavo.model.pictures import SMALLEST, NoPicture, Picture, PictureFailure, PictureSize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_GREY = 0xB0


class ScriptedPictures:
    """Shows a grey surface for each address in ``script``, of the size given there, and nothing for any other.

    ``asked`` holds the addresses that were asked for in the world, in order.
    """

    def __init__(self, script: Mapping[str, tuple[int, int]] | None = None) -> None:
        self.script: dict[str, tuple[int, int]] = dict(script or {})
        self.asked: list[str] = []
        self.closed = False
        self._brought: dict[str, dict[int, Picture]] = {}
        self._failed: dict[str, NoPicture] = {}

    def kept(self, url: str, width: int) -> Picture | NoPicture | None:
        """What was brought in this width before."""
        return self._failed.get(url) or self._brought.get(url, {}).get(width)

    def bring(self, url: str, width: int) -> Picture | NoPicture:
        """The surface that the script names."""
        found = self.kept(url, width)
        if found is not None:
            return found
        if url not in self._brought:
            self.asked.append(url)
        size = self.script.get(url)
        if size is None or min(size) < SMALLEST:
            reason = PictureFailure.UNREACHABLE if size is None else PictureFailure.TOO_SMALL
            self._failed[url] = NoPicture(reason=reason, sentence=f"There is no picture to show: {reason}.")
            return self._failed[url]
        share = min(1.0, width / size[0])
        wide, high = round(size[0] * share), max(1, round(size[1] * share))
        picture = Picture(data=plain_png(wide, high), media_type="image/png", width=wide, height=high)
        return self._brought.setdefault(url, {}).setdefault(width, picture)

    def sizes(self, urls: Sequence[str]) -> Mapping[str, PictureSize | None]:
        """The sizes of what was brought, ``None`` for what failed."""
        found: dict[str, PictureSize | None] = dict.fromkeys(url for url in urls if url in self._failed)
        for url in urls:
            if url in self._brought:
                wide, high = self.script[url]
                found[url] = PictureSize(width=wide, height=high)
        return found

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True


def plain_png(width: int, height: int, grey: int = _GREY) -> bytes:
    """A grey surface as a PNG file (PNG, third edition, §5 and §11)."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    lines = zlib.compress((b"\0" + bytes([grey]) * width) * height, 9)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", head) + _chunk(b"IDAT", lines) + _chunk(b"IEND", b"")


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
