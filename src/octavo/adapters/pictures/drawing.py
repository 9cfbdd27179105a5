"""Drawing a picture anew: foreign bytes in, our own out.

What comes in is hostile until its pixels stand in memory: the size in its header is looked at before anything is
decoded, only five formats are understood, and what goes out is made from the pixels alone, so that no metadata,
profile, comment or second document hidden in the file comes along.
"""

from __future__ import annotations

import io
import threading
from contextlib import nullcontext
from typing import TYPE_CHECKING

from PIL import Image, UnidentifiedImageError, features

from octavo.model.pictures import SMALLEST, WIDTHS, PictureFailure

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", *(("AVIF",) if features.check("avif") else ()))
WIDEST = max(WIDTHS)
_HIGHEST = 2 * WIDEST
# A JPEG is decoded at a fraction of its size; of others every pixel stands in memory, up to three times.
_MOST_PIXELS_JPEG, _MOST_PIXELS = 40_000_000, 20_000_000
_LONGEST_SIDE = 20_000
# A header may promise any size in a hundred bytes. Photographs have some 10 pixels a byte, drawings some 200.
_LARGE, _MOST_PIXELS_A_BYTE = 4_000_000, 500
# Each scan of a progressive JPEG passes over the whole picture: a few suffice, thousands are an attack.
_SCAN, _MOST_SCANS = b"\xff\xda", 100
_HEAVY = 8_000_000
_ORIENTATION = 0x0112
# Exif 2.32 §4.6.5: how the picture is to be turned to stand upright.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_ON_ITS_SIDE = 5
_heavy = threading.Lock()


class Unusable(Exception):  # noqa: N818 -- an outcome with a reason, not a defect
    """What was sent is not shown."""

    def __init__(self, reason: PictureFailure) -> None:
        super().__init__(reason.value)
        self.reason = reason


def draw(data: bytes, width: int = WIDEST) -> tuple[Image.Image, bool]:
    """The pixels of a foreign picture on white, upright, at most ``width`` wide, and whether it is a photograph.

    Raises:
        Unusable: it is none, is too large or too small, or cannot be decoded whole.
    """
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            _look_at(image, data)
            with _alone_if_heavy(image):
                is_photograph = image.format not in {"PNG", "GIF"}
                return _pixels(image, width), is_photograph
    except Unusable:
        raise
    except UnidentifiedImageError as error:
        raise Unusable(PictureFailure.NOT_A_PICTURE) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError) as error:
        raise Unusable(PictureFailure.TOO_LARGE) from error
    except Exception as error:  # decoders raise whatever comes to their mind
        raise Unusable(PictureFailure.BROKEN) from error


def narrowed(image: Image.Image, width: int) -> Image.Image:
    """The picture at most ``width`` wide, never larger than it is."""
    share = min(1.0, width / image.width, _HIGHEST / image.height)
    size = (max(1, round(image.width * share)), max(1, round(image.height * share)))
    return image if size == image.size else image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def encoded(image: Image.Image, *, is_photograph: bool) -> tuple[bytes, str]:
    """The picture as a file of ours with its media type: JPEG for photographs, WebP for drawings."""
    file = io.BytesIO()
    if is_photograph:
        image.save(file, "JPEG", quality=82, optimize=True, progressive=True)
        return file.getvalue(), "image/jpeg"
    image.save(file, "WEBP", quality=86, method=2)
    return file.getvalue(), "image/webp"


def _look_at(image: Image.Image, data: bytes) -> None:
    """Judge a picture by its header."""
    pixels = image.width * image.height
    if min(image.size) < SMALLEST:
        raise Unusable(PictureFailure.TOO_SMALL)
    most = _MOST_PIXELS_JPEG if image.format in {"JPEG", "MPO"} else _MOST_PIXELS
    is_lie = pixels > _LARGE and pixels > _MOST_PIXELS_A_BYTE * len(data)
    if pixels > most or max(image.size) > _LONGEST_SIDE or is_lie or data.count(_SCAN) > _MOST_SCANS:
        raise Unusable(PictureFailure.TOO_LARGE)


def _alone_if_heavy(image: Image.Image) -> AbstractContextManager[object]:
    """Large pictures are decoded one at a time, for the sake of memory."""
    return _heavy if image.width * image.height > _HEAVY else nullcontext()


def _pixels(image: Image.Image, width: int) -> Image.Image:
    turn = _turn_of(image)
    is_on_its_side = turn is not None and turn >= _ON_ITS_SIDE
    upright = (image.height, image.width) if is_on_its_side else image.size
    share = min(1.0, width / upright[0])
    # libjpeg decodes at 1/2, 1/4 or 1/8 of the size, not below what is asked for; other formats take no notice
    image.draft("RGB", (max(1, int(image.width * share)), max(1, int(image.height * share))))
    image.load()
    flat = _on_white(image)
    if turn in _TURNS:
        flat = flat.transpose(_TURNS[turn])
    return narrowed(flat, width)


def _turn_of(image: Image.Image) -> int | None:
    try:
        turn = image.getexif().get(_ORIENTATION)
    except Exception:  # noqa: BLE001 -- broken metadata is no reason against a picture
        return None
    return turn if isinstance(turn, int) else None


def _on_white(image: Image.Image) -> Image.Image:
    """Pixels only, as on the white page that its publisher set it on."""
    white = Image.new("RGB", image.size, "white")
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        seen = image.convert("RGBA")
        white.paste(seen, mask=seen.getchannel("A"))
    else:
        white.paste(_eight_bits(image).convert("RGB"))
    return white


def _eight_bits(image: Image.Image) -> Image.Image:
    """Greys of 16 bits a pixel as greys of 8."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value / 256).convert("L")
