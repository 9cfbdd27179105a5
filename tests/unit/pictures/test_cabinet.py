"""Pictures on disk: whole or not there, and never more than the limit."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from octavo.adapters.pictures.cabinet import Cabinet
from octavo.model.pictures import Picture, PictureSize

if TYPE_CHECKING:
    from pathlib import Path

WRITER = """
import sys
from pathlib import Path
from octavo.adapters.pictures.cabinet import Cabinet
from octavo.model.pictures import Picture
cabinet = Cabinet(Path(sys.argv[1]), 50_000_000)
picture = Picture(data=bytes(range(256)) * 4_000, media_type="image/jpeg", width=1440, height=960)
number = 0
while True:
    cabinet.put(f"{number % 40:024x}", 1440, picture)
    number += 1
    print(number, flush=True)
"""


def picture(size: int = 1_000, byte: int = 7) -> Picture:
    return Picture(data=bytes([byte]) * size, media_type="image/webp", width=160, height=107)


def name(number: int) -> str:
    return f"{number:024x}"


def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_what_is_put_in_comes_out_in_another_process_too(tmp_path: Path) -> None:
    Cabinet(tmp_path, 10_000).put(name(1), 160, picture())
    again = Cabinet(tmp_path, 10_000)
    assert again.get(name(1), 160) == picture()
    assert again.size(name(1), 160) == PictureSize(width=160, height=107)
    assert again.get(name(1), 320) is None
    assert again.size(name(2), 160) is None


def test_a_picture_that_is_not_whole_is_none_and_goes(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path, 100_000)
    whole = b""
    for harm in (lambda data: data[:-1], lambda data: data[:20], lambda _: b"", lambda data: data[:-5] + b"<p>hi"):
        cabinet.put(name(1), 160, picture())
        (file,) = files(tmp_path)
        whole = whole or file.read_bytes()
        file.write_bytes(harm(whole))
        assert cabinet.get(name(1), 160) is None
        assert files(tmp_path) == []


def test_those_nobody_looked_at_for_longest_go_first(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path, 10_500)
    for number in range(10):
        cabinet.put(name(number), 160, picture())
        (path,) = tmp_path.rglob(f"{name(number)}-160")
        long_ago = time.time() - 100_000 + number
        os.utime(path, (long_ago, long_ago))
    assert cabinet.get(name(0), 160) is not None  # looked at just now
    cabinet.put(name(10), 160, picture())
    there = [number for number in range(11) if cabinet.size(name(number), 160)]
    assert 0 in there
    assert 10 in there
    assert 1 not in there
    assert there[1:] == list(range(there[1], 11))
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 10_500


def test_several_cabinets_on_one_folder_keep_to_the_limit(tmp_path: Path) -> None:
    cabinets = [Cabinet(tmp_path, 20_000) for _ in range(3)]
    for number in range(120):
        cabinets[number % 3].put(name(number), 160, picture())
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 3 * 20_000
    # each looks through the folder again before it has written a tenth of the limit
    cabinets[0].put(name(500), 160, picture(2_500))
    assert sum(path.stat().st_size for path in files(tmp_path)) <= 20_000


def test_what_is_larger_than_the_limit_is_not_kept(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path / "pictures", 500)
    cabinet.put(name(1), 160, picture())
    assert cabinet.get(name(1), 160) is None
    assert not (tmp_path / "pictures").exists()


def test_where_nothing_can_be_written_nothing_fails(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_bytes(b"")
    cabinet = Cabinet(blocked / "pictures", 10_000)
    cabinet.put(name(1), 160, picture())
    assert cabinet.get(name(1), 160) is None
    assert cabinet.size(name(1), 160) is None


def test_a_full_disk_leaves_nothing_half_written(tmp_path: Path) -> None:
    cabinet = Cabinet(tmp_path, 10_000_000)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_096, hard))
    try:
        cabinet.put(name(1), 160, picture(100_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert files(tmp_path) == []
    cabinet.put(name(1), 160, picture(100_000))
    assert cabinet.get(name(1), 160) == picture(100_000)


@pytest.mark.parametrize("seconds", [0.02, 0.11])
def test_a_process_that_is_killed_leaves_whole_pictures_only(tmp_path: Path, seconds: float) -> None:
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(seconds)
        writer.kill()
    cabinet = Cabinet(tmp_path, 50_000_000)
    kept = [path for path in files(tmp_path) if path.suffix != ".tmp"]
    assert kept
    assert all(cabinet.get(path.name.partition("-")[0], 1440) for path in kept)


def test_what_a_killed_process_left_half_written_goes(tmp_path: Path) -> None:
    left = tmp_path / "00" / "left.tmp"
    left.parent.mkdir()
    left.write_bytes(b"half")
    os.utime(left, (0, 0))
    Cabinet(tmp_path, 10_000).put(name(1), 160, picture())
    assert not left.exists()


def test_nobody_else_on_the_machine_sees_what_is_read_here(tmp_path: Path) -> None:
    Cabinet(tmp_path / "pictures", 10_000).put(name(1), 160, picture())
    assert (tmp_path / "pictures").stat().st_mode & 0o077 == 0
