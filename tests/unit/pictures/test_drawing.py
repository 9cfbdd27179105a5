"""What comes out of hostile and odd pictures."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from octavo.adapters.pictures.drawing import FORMATS, Unusable, draw, encoded
from octavo.model.pictures import PictureFailure
from octavo.testing.pictures import plain_png

GPS, ORIENTATION = 0x8825, 0x0112
PAYLOAD = b"<script>alert(document.domain)</script>"


def saved(image: Image.Image, form: str, **more: object) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **more)
    return file.getvalue()


def photograph(size: tuple[int, int] = (400, 300)) -> Image.Image:
    """Something that a codec cannot make nothing of."""
    return Image.effect_mandelbrot(size, (-2, -1.2, 1, 1.2), 60).convert("RGB")


SAMPLES = {form: saved(photograph(), form) for form in FORMATS}


def again(data: bytes, width: int = 1440) -> tuple[bytes, Image.Image]:
    image, is_photograph = draw(data, width)
    ours, media_type = encoded(image, is_photograph=is_photograph)
    shown = Image.open(io.BytesIO(ours))
    assert Image.MIME[shown.format or ""] == media_type
    return ours, shown


def reason(data: bytes) -> PictureFailure:
    with pytest.raises(Unusable) as caught:
        draw(data)
    return caught.value.reason


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_is_drawn_anew(form: str) -> None:
    ours, shown = again(SAMPLES[form])
    assert shown.size == (400, 300)
    assert ours != SAMPLES[form]


@pytest.mark.parametrize("form", FORMATS)
def test_no_truncated_picture_is_shown(form: str) -> None:
    data = SAMPLES[form]
    for share in (0.1, 0.5, 0.95):
        assert reason(data[: int(len(data) * share)]) in {PictureFailure.BROKEN, PictureFailure.NOT_A_PICTURE}


@given(st.sampled_from(sorted(SAMPLES)), st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_damaged_picture_is_drawn_or_refused(form: str, damage: list[tuple[int, int]]) -> None:
    data = bytearray(SAMPLES[form])
    for place, byte in damage:
        data[place % len(data)] = byte
    try:
        image, _ = draw(bytes(data))
    except Unusable:
        return
    assert image.mode == "RGB"
    assert image.width <= 1440


@given(st.binary(max_size=200))
def test_noise_is_no_picture(data: bytes) -> None:
    assert reason(data) in {PictureFailure.NOT_A_PICTURE, PictureFailure.BROKEN, PictureFailure.TOO_SMALL}


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg' width='400' height='300'><script>alert(1)</script></svg>",
        b"<!doctype html><html><body><img src=x onerror=alert(1)></body></html>",
        b"%PDF-1.7\n",
        b"BM" + struct.pack("<IHHIIiiHHIIiiII", 1_000, 0, 0, 54, 40, 40, 40, 1, 24, 0, 0, 0, 0, 0, 0) + bytes(4_800),
        b"II*\0\x08\0\0\0\0\0",
        b"#define x_width 40\n#define x_height 40\nstatic char x_bits[] = {0};",
        b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 400 300\n",
    ],
)
def test_only_a_few_forms_are_understood(data: bytes) -> None:
    assert reason(data) is PictureFailure.NOT_A_PICTURE


@pytest.mark.parametrize("size", [(1, 1), (31, 400), (400, 31)])
def test_what_is_too_small_to_be_seen_is_refused(size: tuple[int, int]) -> None:
    assert reason(plain_png(*size)) is PictureFailure.TOO_SMALL


def png_that_says(width: int, height: int) -> bytes:
    """A PNG of a hundred bytes that claims any size."""
    chunk = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    head = struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return b"\x89PNG\r\n\x1a\n" + head + plain_png(40, 40)[33:]


@pytest.mark.parametrize("side", [5_000, 30_000, 2**31 - 1])
def test_a_lie_in_the_header_is_refused_before_anything_is_decoded(side: int) -> None:
    # decoding would find it broken
    assert reason(png_that_says(side, side)) is PictureFailure.TOO_LARGE


def test_a_jpeg_may_lie_neither() -> None:
    data = bytearray(SAMPLES["JPEG"])
    frame = data.index(b"\xff\xc0") + 5
    data[frame : frame + 4] = struct.pack(">HH", 6_000, 6_000)
    assert reason(bytes(data)) is PictureFailure.TOO_LARGE


def test_a_bomb_of_one_colour_is_refused() -> None:
    assert reason(plain_png(4_400, 4_400)) is PictureFailure.TOO_LARGE


def test_a_screen_larger_than_its_frames_is_refused() -> None:
    data = bytearray(SAMPLES["GIF"])
    data[6:10] = struct.pack("<HH", 65_535, 65_535)
    assert reason(bytes(data)) is PictureFailure.TOO_LARGE


def test_thousands_of_passes_over_one_picture_are_refused() -> None:
    data = saved(photograph(), "JPEG", progressive=True)
    last = data.rindex(b"\xff\xda")
    assert reason(data[:last] + data[last:-2] * 200 + data[-2:]) is PictureFailure.TOO_LARGE


def test_a_photograph_of_24_megapixels_is_drawn() -> None:
    _, shown = again(saved(photograph((6_000, 4_000)), "JPEG", quality=60))
    assert shown.size == (1440, 960)


def test_nothing_but_pixels_comes_along() -> None:
    image = photograph()
    exif = Image.Exif()
    exif[0x010E] = "Seen from the harbour"
    exif[0x013B] = "L. Haddad"
    exif.get_ifd(GPS)[2] = (57.0, 9.0, 12.0)
    for form in ("JPEG", "PNG", "WEBP"):
        data = saved(
            image, form, exif=exif.tobytes(), icc_profile=b"profile" * 50, xmp=b"<x:xmpmeta/>", comment=PAYLOAD
        )
        ours, shown = again(data)
        assert not shown.getexif()
        assert not {"exif", "icc_profile", "xmp", "comment", "photoshop"} & shown.info.keys()
        assert not any(word in ours for word in (b"Exif", b"profile", b"xmpmeta", b"harbour", b"script"))


def test_a_picture_that_is_a_page_as_well_is_only_a_picture_afterwards() -> None:
    for form in FORMATS:
        ours, _ = again(SAMPLES[form] + PAYLOAD)
        assert PAYLOAD not in ours
    gif = saved(photograph(), "GIF", comment=PAYLOAD)
    assert PAYLOAD in gif
    assert PAYLOAD not in again(gif)[0]


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_pictures_stand_upright(form: str) -> None:
    image = Image.new("RGB", (400, 200), "blue")
    image.paste("red", (0, 0, 200, 200))
    exif = Image.Exif()
    exif[ORIENTATION] = 6  # the camera was held so that the left of the file is the top of the picture
    _, shown = again(saved(image, form, exif=exif.tobytes()), 160)
    assert shown.size == (160, 320)
    red, _, blue = shown.convert("RGB").getpixel((80, 40))  # type: ignore[misc]
    assert red > 200
    assert blue < 60


@pytest.mark.parametrize("turn", [0, 9, 65_535])
def test_an_orientation_that_does_not_exist_is_passed_over(turn: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = turn
    assert again(saved(photograph(), "JPEG", exif=exif.tobytes()))[1].size == (400, 300)


def test_of_what_moves_the_first_frame_is_shown() -> None:
    frames = [Image.new("RGB", (60, 60), colour) for colour in ("red", "lime", "blue")]
    for form in ("GIF", "WEBP", "PNG"):
        data = saved(frames[0], form, save_all=True, append_images=frames[1:], duration=80)
        _, shown = again(data)
        assert getattr(shown, "n_frames", 1) == 1
        red, green, _ = shown.convert("RGB").getpixel((30, 30))  # type: ignore[misc]
        assert red > 230
        assert green < 30


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "CMYK"])
def test_every_kind_of_pixels_is_set_on_white(mode: str) -> None:
    image = Image.new("RGBA", (64, 64), (0, 0, 0, 0)) if mode in {"LA", "RGBA"} else Image.new("RGB", (64, 64), "white")
    if mode == "I;16":
        image = Image.new("I;16", (64, 64), 65_535)
    elif mode != "RGBA":
        image = image.convert(mode)
    _, shown = again(saved(image, "JPEG" if mode == "CMYK" else "PNG"))
    assert min(shown.convert("RGB").getpixel((20, 20))) > 245  # type: ignore[arg-type]


@given(st.integers(32, 2_000), st.integers(32, 2_000), st.sampled_from([160, 320, 640, 960, 1440]))
@settings(max_examples=40, deadline=None)
def test_no_picture_grows(width: int, height: int, wanted: int) -> None:
    image, _ = draw(plain_png(width, height), wanted)
    assert image.width <= min(wanted, width)
    assert image.height <= height
