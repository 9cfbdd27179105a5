"""The contract of pictures: what comes of an address, and how often the world is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from tests.contract.making import NOW

from octavo.adapters.pictures import PillowPictures
from octavo.model.fetches import Reply
from octavo.model.pictures import WIDTHS, NoPicture, Picture, PictureFailure, PictureSize
from octavo.testing import ScriptedFetcher, ScriptedPictures
from octavo.testing.pictures import plain_png

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from octavo.ports import Pictures

WORLD = {
    "https://press.example/ferry.png": (1800, 1200),
    "https://press.example/small.png": (90, 60),
    "https://press.example/tall.png": (300, 2000),
    "https://count.example/beacon.png": (1, 1),
    "https://count.example/strip.png": (600, 8),
}
FERRY, SMALL, TALL, BEACON, STRIP = WORLD
NOWHERE = "https://press.example/nowhere.png"


@dataclass
class World:
    """Pictures, and how often the world was asked for them."""

    pictures: Pictures
    asked: Callable[[], int]


@pytest.fixture(params=["scripted", "pillow", "pillow without a cabinet"])
def world(request: pytest.FixtureRequest, tmp_path: Path) -> World:
    if request.param == "scripted":
        fake = ScriptedPictures(WORLD)
        return World(fake, lambda: len(fake.asked))
    script = {url: Reply(url=url, status=200, body=plain_png(*size), at=NOW) for url, size in WORLD.items()}
    fetcher = ScriptedFetcher(script)
    limit = 0 if "without" in request.param else 10_000_000
    return World(
        PillowPictures(fetcher=fetcher, folder=tmp_path / "pictures", limit=limit), lambda: len(fetcher.requests)
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("url", [FERRY, SMALL, TALL])
def test_a_picture_is_as_wide_as_asked_and_never_larger_than_it_was(world: World, url: str, width: int) -> None:
    found = world.pictures.bring(url, width)
    assert isinstance(found, Picture)
    wide, high = WORLD[url]
    assert found.width == min(width, wide)
    assert found.height == pytest.approx(found.width * high / wide, abs=1)
    assert found.media_type in {"image/jpeg", "image/webp", "image/png"}
    assert found.data


def test_nothing_is_known_before_it_is_asked_for(world: World) -> None:
    assert world.pictures.kept(FERRY, 160) is None
    assert world.pictures.sizes([FERRY, NOWHERE]) == {}
    assert world.asked() == 0


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        (BEACON, PictureFailure.TOO_SMALL),
        (STRIP, PictureFailure.TOO_SMALL),
        (NOWHERE, PictureFailure.UNREACHABLE),
        ("", PictureFailure.UNREACHABLE),
        ("javascript:alert(1)", PictureFailure.UNREACHABLE),
        ("https://press.example/\udc80.png", PictureFailure.UNREACHABLE),
    ],
)
def test_what_cannot_be_shown_is_a_value_and_not_asked_for_again(
    world: World, url: str, reason: PictureFailure
) -> None:
    found = world.pictures.bring(url, 320)
    assert isinstance(found, NoPicture)
    assert found.reason is reason
    assert found.sentence.endswith(".")
    asked = world.asked()
    assert world.pictures.bring(url, 960) == world.pictures.kept(url, 160) == found
    assert world.pictures.sizes([url]) == {url: None}
    assert world.asked() == asked


def test_sizes_are_known_once_a_picture_was_seen(world: World) -> None:
    for url in (SMALL, BEACON):
        world.pictures.bring(url, 160)
    assert world.pictures.sizes([SMALL, BEACON, FERRY]) == {SMALL: PictureSize(width=90, height=60), BEACON: None}


def test_one_look_at_the_world_serves_all_widths(tmp_path: Path) -> None:
    fetcher = ScriptedFetcher({FERRY: Reply(url=FERRY, status=200, body=plain_png(1800, 1200), at=NOW)})
    pictures = PillowPictures(fetcher=fetcher, folder=tmp_path, limit=10_000_000)
    found = [pictures.bring(FERRY, width) for width in WIDTHS]
    assert [pictures.kept(FERRY, width) for width in WIDTHS] == found
    again = PillowPictures(fetcher=fetcher, folder=tmp_path, limit=10_000_000)
    assert [again.bring(FERRY, width) for width in WIDTHS] == found
    assert again.sizes([FERRY]) == {FERRY: PictureSize(width=1440, height=960)}
    assert len(fetcher.requests) == 1
    again.close()
    assert fetcher.closed


@pytest.mark.parametrize(("status", "seconds"), [(503, 900), (429, 900), (404, 86_400), (403, 86_400)])
def test_an_address_that_failed_is_left_alone_for_a_while(tmp_path: Path, status: int, seconds: int) -> None:
    fetcher = ScriptedFetcher({FERRY: Reply(url=FERRY, status=status, at=NOW)})
    clock = [0.0]
    pictures = PillowPictures(fetcher=fetcher, folder=tmp_path, limit=10_000_000, seconds=lambda: clock[0])
    first = pictures.bring(FERRY, 320)
    assert isinstance(first, NoPicture)
    assert first.passing == (status in {429, 503})
    clock[0] = seconds - 1
    pictures.bring(FERRY, 640)
    assert len(fetcher.requests) == 1
    clock[0] = seconds + 1
    fetcher.script[FERRY] = Reply(url=FERRY, status=200, body=plain_png(1800, 1200), at=NOW)
    assert isinstance(pictures.bring(FERRY, 640), Picture)
    assert pictures.sizes([FERRY]) == {FERRY: PictureSize(width=1440, height=960)}
