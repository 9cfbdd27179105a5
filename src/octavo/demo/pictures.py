"""Pictures: an abstract seascape for each article, the same for ever for the same slug."""

from __future__ import annotations

from hashlib import blake2b

WIDTH, HEIGHT = 1200, 675
# Sky above, sky below, sun, then far hills to near ground: printed in few inks, like a railway poster.
_PALETTES = (
    ("#f4d9b8", "#e9a87c", "#fff3dc", "#85a0a8", "#51788a", "#2d5068", "#18324a"),
    ("#cfe3ea", "#93bccc", "#fdf6e3", "#7fa28f", "#557f6d", "#35594d", "#1f3a33"),
    ("#e7dbe8", "#b9a3c6", "#fbeee0", "#8d86ab", "#675f8d", "#443e6b", "#29264a"),
    ("#f7e7ce", "#ecc98b", "#ffffff", "#b9a06b", "#8e7a4b", "#5f5637", "#3a3626"),
    ("#d9e4dd", "#a9c3b6", "#f9f1dd", "#c98d6b", "#a4654a", "#6f4236", "#432b29"),
)


def picture(slug: str) -> bytes:
    """The picture for a slug, as an SVG document of 1200 by 675."""
    seeds = blake2b(slug.encode(), digest_size=32).digest()
    high, low, sun, *lands = _PALETTES[seeds[0] % len(_PALETTES)]
    shapes = [
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{high}"/>',
        f'<rect y="{200 + seeds[1] // 4}" width="{WIDTH}" height="{HEIGHT}" fill="{low}" opacity=".55"/>',
        f'<circle cx="{180 + seeds[2] * 3}" cy="{120 + seeds[3] // 2}" r="{46 + seeds[4] // 6}" fill="{sun}"/>',
    ]
    shapes += [_ridge(seeds[5 + 5 * depth :], depth, ink) for depth, ink in enumerate(lands)]
    shapes.append(_boat(seeds[28], sun))
    document = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f"{''.join(shapes)}</svg>\n"
    )
    return document.encode()


def emblem(initial: str, ink: str) -> bytes:
    """A paper's sign for the browser's tab: its initial on a round ground, as SVG."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">'
        f'<circle cx="16" cy="16" r="16" fill="{ink}"/><text x="16" y="23" font-family="serif" font-size="20" '
        f'font-weight="700" text-anchor="middle" fill="#fff">{initial}</text></svg>\n'
    ).encode()


def _ridge(seeds: bytes, depth: int, ink: str) -> str:
    """One line of hills, calmer and lower the nearer it is."""
    base, swing = 330 + 85 * depth, 0.62 - 0.13 * depth
    left, first, second, right = (base - int((seed - 96) * swing) for seed in seeds[:4])
    middle = 380 + seeds[4]
    curve = f"C{middle // 3} {first} {middle * 2 // 3} {first} {middle} {(first + second) // 2}"
    curve += f"S{(middle + WIDTH) // 2 + 120} {second} {WIDTH} {right}"
    return f'<path d="M0 {left}{curve}V{HEIGHT}H0z" fill="{ink}"/>'


def _boat(seed: int, ink: str) -> str:
    x, y = 120 + seed * 15 // 4, 610 + seed % 24
    return f'<path d="M{x} {y}h54l-9 13h-36zM{x + 24} {y - 4}v-38l24 38z" fill="{ink}" opacity=".9"/>'
