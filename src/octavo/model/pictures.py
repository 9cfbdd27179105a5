"""Pictures as Octavo shows them: drawn anew from what a publisher sent, and nothing in them but what is to be seen."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from octavo.kit.urls import path_of
from octavo.model.articles import Image

WIDTHS = (160, 320, 640, 960, 1440)
"""The widths in pixels that pictures are made in; none is made larger than it was."""

SMALLEST = 32
"""A side in pixels below which nothing is shown: beacons, spacers and buttons."""

_WIDEST, _TALLEST = 2.6, 0.5
_TOO_COARSE = 120
_EMBLEM = re.compile(
    r"(?:^|[_.-])(?:logos?|default|placeholder|fallback|favicon|avatars?|icons?|no-?image|missing|dummy|blank|spacer"
    r"|sprites?|gravatar|1x1|pixel|beacon)(?:[_.-]|$)",
    re.IGNORECASE,
)
_FILE = re.compile(r"([^.]+)[^?]*\.(?:jpe?g|png|webp|gif|avif)", re.IGNORECASE)
_GENERIC = 8


class PictureFailure(StrEnum):
    """Why a picture is not shown."""

    UNREACHABLE = "unreachable"
    NOT_A_PICTURE = "not a picture"
    TOO_LARGE = "too large"
    TOO_SMALL = "too small"
    BROKEN = "broken"
    UNSUITED = "unsuited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of ours, ready to be sent: ``data`` is of ``media_type`` and holds pixels only, no word about them."""

    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NoPicture:
    """There is none to show; ``sentence`` says why. ``passing`` when it may be there another time."""

    reason: PictureFailure
    sentence: str
    passing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureSize:
    """How large a picture is, in pixels, as it is kept."""

    width: int
    height: int


def picture_key(url: str) -> str:
    """The name of a picture in our own addresses and files: 24 hexadecimal digits of a digest of its address."""
    return hashlib.blake2b(url.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


def is_beacon(image: Image) -> bool:
    """Whether a picture says of itself that it is too small to be seen: it is there to count readers."""
    return any(side is not None and side < SMALLEST for side in (image.width, image.height))


def may_be_cut(width: int, height: int) -> bool:
    """Whether a picture of this size can be cut to a small one without harm: no banner, no pillar, not too coarse."""
    return min(width, height) >= _TOO_COARSE and _TALLEST <= width / height <= _WIDEST


def is_emblem(image: Image) -> bool:
    """Whether a picture is by its file's name a publisher's sign or a stopgap, and not of what the article tells."""
    return _EMBLEM.search(_file_name(image.url)) is not None


def is_for_rows(image: Image) -> bool:
    """Whether a picture may stand beside a headline, as far as its address and stated size tell: no emblem, no banner.

    A stated size may be that of a smaller rendition, so only its shape counts.
    """
    if is_beacon(image) or is_emblem(image):
        return False
    if image.width is None or image.height is None:
        return True
    return _TALLEST <= image.width / image.height <= _WIDEST


def is_same_picture(one: str, other: str) -> bool:
    """Whether two addresses are of one picture: the same, or renditions of one file, which differ in folder and query.

    Names that many files have ("image.jpg") prove nothing, nor do those of programs that deliver any picture.
    """
    if one == other:
        return True
    names = [_FILE.match(_file_name(url)) for url in (one, other)]
    stems = [name[1] for name in names if name is not None]
    return len(stems) == len(names) and stems[0] == stems[1] and len(stems[0]) > _GENERIC


def _file_name(url: str) -> str:
    return path_of(url).rstrip("/").rpartition("/")[2]
