"""Pictures: a printed landscape for each article, the same for ever for the same slug."""

from __future__ import annotations

import io
import math
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WIDTH, HEIGHT = 1200, 675
_SCALE = 2
_Ink = tuple[int, int, int]
# Sky above, sky below, sun, then far land to near ground: printed in few inks, like a railway poster.
_PALETTES = (
    ("#f4d9b8", "#e9a87c", "#fff3dc", "#85a0a8", "#51788a", "#2d5068", "#18324a"),
    ("#cfe3ea", "#93bccc", "#fdf6e3", "#7fa28f", "#557f6d", "#35594d", "#1f3a33"),
    ("#e7dbe8", "#b9a3c6", "#fbeee0", "#8d86ab", "#675f8d", "#443e6b", "#29264a"),
    ("#f7e7ce", "#ecc98b", "#ffffff", "#b9a06b", "#8e7a4b", "#5f5637", "#3a3626"),
    ("#d9e4dd", "#a9c3b6", "#f9f1dd", "#c98d6b", "#a4654a", "#6f4236", "#432b29"),
    ("#2b3a55", "#54627f", "#f6ead0", "#3d4a63", "#2f3a51", "#222b3e", "#161c2a"),
)


@lru_cache(maxsize=64)
def picture(slug: str) -> bytes:
    """The picture for a slug, as a JPEG file of 1200 by 675."""
    seeds = blake2b(slug.encode(), digest_size=64).digest()
    high, low, sun, *lands = _PALETTES[seeds[0] % len(_PALETTES)]
    image = _sky(_ink(high), _ink(low))
    draw = ImageDraw.Draw(image)
    horizon = 330 + seeds[1] // 4
    _sun(image, seeds, _ink(sun))
    motif = (_hills, _harbour, _sea)[seeds[2] % 3]
    motif(draw, seeds, horizon, [_ink(land) for land in lands], _ink(sun))
    image = image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
    file = io.BytesIO()
    _grained(image, seeds).save(file, "JPEG", quality=86)
    return file.getvalue()


def emblem(initial: str, ink: str) -> bytes:
    """A paper's sign for the browser's tab: its initial on a round ground, as SVG."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<circle cx="16" cy="16" r="16" fill="{ink}"/><text x="16" y="23" font-family="serif" font-size="20" '
        f'font-weight="700" text-anchor="middle" fill="#fff">{initial}</text></svg>\n'
    ).encode()


def _sky(high: _Ink, low: _Ink) -> Image.Image:
    """From one ink to another, down to the horizon and a little beyond."""
    share = np.clip(np.linspace(0, 1.5, HEIGHT * _SCALE), 0, 1)[:, None, None]
    tones = np.array(high) * (1 - share) + np.array(low) * share
    return Image.fromarray(np.broadcast_to(tones, (HEIGHT * _SCALE, WIDTH * _SCALE, 3)).astype(np.uint8))


def _sun(image: Image.Image, seeds: bytes, ink: _Ink) -> None:
    """The sun or moon with its glow."""
    x, y, radius = 220 + seeds[3] * 3, 110 + seeds[4] // 2, 38 + seeds[5] // 8
    glow = Image.new("L", (WIDTH // 4, HEIGHT // 4))
    reach = radius * 3
    ImageDraw.Draw(glow).ellipse([(x - reach) / 4, (y - reach) / 4, (x + reach) / 4, (y + reach) / 4], fill=90)
    mask = glow.filter(ImageFilter.GaussianBlur(radius / 4)).resize(image.size, Image.Resampling.BICUBIC)
    image.paste(ink, mask=mask)
    ImageDraw.Draw(image).ellipse(_scaled(x - radius, y - radius, x + radius, y + radius), fill=ink)


def _hills(draw: ImageDraw.ImageDraw, seeds: bytes, horizon: int, lands: list[_Ink], sun: _Ink) -> None:
    """Ranges of hills, calmer and lower the nearer they are, with a farm on one."""
    for depth, ink in enumerate(lands):
        _ridge(draw, seeds[8 + 6 * depth :], horizon + 84 * depth, 78 - 13 * depth, ink)
        if depth == 1:
            x, y = 180 + seeds[6] * 3, horizon + 96
            draw.polygon(_points((x, y), (x + 17, y - 15), (x + 34, y), (x + 34, y + 60), (x, y + 60)), fill=sun)


def _harbour(draw: ImageDraw.ImageDraw, seeds: bytes, horizon: int, lands: list[_Ink], sun: _Ink) -> None:
    """Houses on a quay under a hill, some windows lit."""
    _ridge(draw, seeds[8:], horizon - 20, 60, lands[0])
    x, number, ground = -10, 0, 470
    while x < WIDTH:
        seed, other = seeds[14 + number % 40], seeds[15 + (number * 3) % 40]
        wide, high, ink = 44 + seed % 52, 90 + other % 120, lands[1 + (seed + number) % 2]
        roof = 16 + seed % 26
        top = ground - high
        draw.polygon(
            _points((x, ground), (x, top), (x + wide / 2, top - roof), (x + wide, top), (x + wide, ground)), fill=ink
        )
        for row in range(top + 16, ground - 22, 30):
            for column in range(x + 9, x + wide - 14, 20):
                if (row * 7 + column * 3 + seed) % 5 < 2:  # noqa: PLR2004 -- two windows of five are lit
                    draw.rectangle(_scaled(column, row, column + 8, row + 12), fill=sun)
        x, number = x + wide, number + 1
    draw.rectangle(_scaled(0, ground, WIDTH, ground + 16), fill=lands[3])
    _water(draw, seeds, ground + 16, lands[2], sun)
    _boat(draw, 160 + seeds[6] * 3, 600, 1.5, lands[3], sun)


def _sea(draw: ImageDraw.ImageDraw, seeds: bytes, horizon: int, lands: list[_Ink], sun: _Ink) -> None:
    """Open water with a headland and its lighthouse, and boats."""
    _ridge(draw, seeds[8:], horizon + 6, 46, lands[0])
    _water(draw, seeds, horizon + 20, lands[1], sun)
    x = 830 + seeds[6] // 2
    tower, ground = (
        ((x - 11, horizon + 8), (x - 7, horizon - 104), (x + 7, horizon - 104), (x + 11, horizon + 8)),
        lands[3],
    )
    draw.polygon(
        _points(
            (x - 420, horizon + 66),
            (x - 150, horizon + 22),
            (x + 40, horizon - 6),
            (WIDTH, horizon - 40),
            (WIDTH, horizon + 66),
        ),
        fill=lands[2],
    )
    draw.polygon(_points(*tower), fill=sun)
    draw.rectangle(_scaled(x - 10, horizon - 122, x + 10, horizon - 104), fill=ground)
    for number in range(1 + seeds[7] % 3):
        _boat(
            draw,
            130 + number * 230 + seeds[20 + number] // 2,
            horizon + 105 + number * 62,
            1.1 + 0.5 * number,
            ground,
            sun,
        )


def _water(draw: ImageDraw.ImageDraw, seeds: bytes, top: int, ink: _Ink, sun: _Ink) -> None:
    """Water down to the edge, with the light on it in strokes that grow with nearness."""
    draw.rectangle(_scaled(0, top, WIDTH, HEIGHT), fill=ink)
    light = tuple((3 * a + b) // 4 for a, b in zip(ink, sun, strict=True))
    middle = 220 + seeds[3] * 3
    for number in range(26):
        y = top + 6 + number * (HEIGHT - top) / 26
        reach = 26 + number * 5
        x = middle + (seeds[(number * 5) % 64] - 128) * (0.25 + number * 0.03)
        draw.rounded_rectangle(_scaled(x - reach, y, x + reach, y + 2 + number // 7), radius=4, fill=light)


def _ridge(draw: ImageDraw.ImageDraw, seeds: bytes, base: float, swing: float, ink: _Ink) -> None:
    """One line of land from edge to edge: three waves laid over each other."""
    turns = [seed / 255 * 2 * math.pi for seed in seeds[:3]]
    waves = [(1.1 + seeds[3] / 300, 1.0), (2.7 + seeds[4] / 200, 0.42), (7.3, 0.12)]
    line = []
    for x in range(0, WIDTH + 1, 6):
        height = sum(
            size * math.sin(turn + often * 2 * math.pi * x / WIDTH)
            for turn, (often, size) in zip(turns, waves, strict=True)
        )
        line.append((x, base - swing * height))
    draw.polygon(_points(*line, (WIDTH, HEIGHT), (0, HEIGHT)), fill=ink)


def _boat(draw: ImageDraw.ImageDraw, x: float, y: float, size: float, hull: _Ink, sail: _Ink) -> None:
    draw.polygon(
        _points((x, y), (x + 62 * size, y), (x + 50 * size, y + 15 * size), (x + 9 * size, y + 15 * size)), fill=hull
    )
    draw.polygon(_points((x + 27 * size, y - 4), (x + 27 * size, y - 54 * size), (x + 56 * size, y - 4)), fill=sail)
    draw.polygon(_points((x + 24 * size, y - 4), (x + 24 * size, y - 40 * size), (x + 6 * size, y - 4)), fill=sail)


def _grained(image: Image.Image, seeds: bytes) -> Image.Image:
    """The grain of the paper."""
    grain = np.random.default_rng(int.from_bytes(seeds[:8])).normal(0, 3.2, (HEIGHT, WIDTH, 1))
    return Image.fromarray(np.clip(np.asarray(image) + grain, 0, 255).astype(np.uint8))


def _ink(colour: str) -> _Ink:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _scaled(*places: float) -> list[float]:
    return [place * _SCALE for place in places]


def _points(*points: tuple[float, float]) -> list[tuple[float, float]]:
    return [(x * _SCALE, y * _SCALE) for x, y in points]
