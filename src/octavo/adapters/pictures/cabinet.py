"""Where pictures are kept: files in a folder, up to a limit, those that nobody looked at for longest thrown out first.

It is a cache: every file may vanish at any time, and one that is not whole counts as none. So nothing is synced to
disk, and several processes may share the folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import tempfile
import threading
import time
from contextlib import suppress
from pathlib import Path

from octavo.model.pictures import Picture, PictureSize

# Signature, kind, width, height, digest of what follows.
_HEAD = struct.Struct(">4sBHH16s")
_SIGNATURE = b"OPI1"
_KINDS = ("image/jpeg", "image/webp")
_SUFFIX = ".tmp"
# A look at a picture is noted at most once an hour; a file that a killed process left half written is old by then.
_HOUR = 3600
_ROOM = 0.9
# What must stay free on the disk for what people write.
_LEAVE_FREE = 200_000_000


class Cabinet:
    """Pictures by name and width in ``folder``, at most ``limit`` bytes of them; may be used from several threads.

    With a limit of 0, or where nothing can be written, nothing is kept.
    """

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        # unknown until the folder is looked through
        self._filled: int | None = None

    def get(self, name: str, width: int) -> Picture | None:
        """The picture, where it is kept whole."""
        path = self._path(name, width)
        try:
            with path.open("rb") as file:
                kept = file.read()
                seen = os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        picture = _picture_in(kept)
        if picture is None:
            _remove(path)
        elif time.time() - seen > _HOUR:
            with suppress(OSError):
                os.utime(path)
        return picture

    def size(self, name: str, width: int) -> PictureSize | None:
        """The size of a picture, without reading it."""
        try:
            with self._path(name, width).open("rb") as file:
                head = file.read(_HEAD.size)
        except OSError:
            return None
        if len(head) < _HEAD.size or not head.startswith(_SIGNATURE):
            return None
        _, _, wide, high, _ = _HEAD.unpack(head)
        return PictureSize(width=wide, height=high)

    def put(self, name: str, width: int, picture: Picture) -> None:
        """Keep a picture, if there is room for it."""
        kept = _file_of(picture)
        if len(kept) > self._limit:
            return
        with suppress(OSError):
            self._write(self._path(name, width), kept)
            self._make_room(len(kept))

    def _path(self, name: str, width: int) -> Path:
        return self._folder / name[:2] / f"{name}-{width}"

    def _write(self, path: Path, kept: bytes) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.parent.mkdir(exist_ok=True)
        if shutil.disk_usage(path.parent).free < _LEAVE_FREE:
            return
        with tempfile.NamedTemporaryFile(dir=path.parent, suffix=_SUFFIX, delete=False) as file:
            try:
                file.write(kept)
                file.close()
                Path(file.name).replace(path)
            except OSError:
                _remove(Path(file.name))
                raise

    def _make_room(self, written: int) -> None:
        """Throw out what nobody looked at for longest, down to nine tenths, when the limit is passed."""
        with self._lock:
            if self._filled is not None:
                self._filled += written
            if self._filled is not None and self._filled <= self._limit:
                return
            found = sorted(self._files())
            filled = sum(size for _, size, _ in found)
            if filled > self._limit:
                for _, size, path in found:
                    if filled <= self._limit * _ROOM:
                        break
                    _remove(path)
                    filled -= size
            self._filled = filled

    def _files(self) -> list[tuple[float, int, Path]]:
        """All files with the time of the last look at them and their size; what was left half written is removed."""
        found = []
        for folder in self._folder.iterdir():
            for file in folder.iterdir() if folder.is_dir() else ():
                with suppress(OSError):
                    told = file.stat()
                    if file.name.endswith(_SUFFIX):
                        if time.time() - told.st_mtime > _HOUR:
                            _remove(file)
                    else:
                        found.append((told.st_mtime, told.st_size, file))
        return found


def _file_of(picture: Picture) -> bytes:
    kind = _KINDS.index(picture.media_type)
    return _HEAD.pack(_SIGNATURE, kind, picture.width, picture.height, _digest(picture.data)) + picture.data


def _picture_in(kept: bytes) -> Picture | None:
    if len(kept) < _HEAD.size:
        return None
    signature, kind, width, height, digest = _HEAD.unpack_from(kept)
    data = kept[_HEAD.size :]
    if signature != _SIGNATURE or kind >= len(_KINDS) or _digest(data) != digest:
        return None
    return Picture(data=data, media_type=_KINDS[kind], width=width, height=height)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()
