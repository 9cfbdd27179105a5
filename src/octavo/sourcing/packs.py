"""Starter packs: files of publishers' public feeds, by language. How to write one stands in the project's how-to."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from octavo.kit.text import clean_line
from octavo.kit.urls import web_address
from octavo.model.errors import InvalidInput
from octavo.model.packs import Pack, Publisher

_PACK_KEYS = {"name", "language", "country", "about", "publishers"}
_PUBLISHER_KEYS = {"name", "feed", "site", "language", "section", "about"}
_MOST = 60


@cache
def packs() -> tuple[Pack, ...]:
    """All packs that come with Octavo, by key."""
    folder = files("octavo.sourcing").joinpath("packs")
    found = sorted(
        (path for path in folder.iterdir() if path.name.endswith(".toml")),
        key=lambda path: path.name.removesuffix(".toml"),
    )
    return tuple(read_pack(path.name.removesuffix(".toml"), path.read_text("utf-8")) for path in found)


def read_pack(key: str, text: str) -> Pack:
    """The pack in a file.

    Raises:
        InvalidInput: something is wrong with it; the sentence says where.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"{key}: is no TOML: {error}.") from error
    _check(key, table, _PACK_KEYS, needed=("name", "language", "publishers"))
    publishers = table["publishers"]
    if not isinstance(publishers, list) or not 0 < len(publishers) <= _MOST:
        raise InvalidInput(f"{key}: needs 1 to {_MOST} tables [[publishers]].")
    language = _text(key, table, "language")
    read = tuple(_publisher(f"{key}, publisher {n}", one, language) for n, one in enumerate(publishers, start=1))
    if len({one.feed for one in read}) < len(read):
        raise InvalidInput(f"{key}: names a feed twice.")
    return Pack(
        key=key,
        name=_text(key, table, "name"),
        language=language,
        country=_text(key, table, "country") or None,
        about=_text(key, table, "about"),
        publishers=read,
    )


def _publisher(place: str, table: object, language: str) -> Publisher:
    if not isinstance(table, dict):
        raise InvalidInput(f"{place}: is no table.")
    _check(place, table, _PUBLISHER_KEYS, needed=("name", "feed", "site"))
    return Publisher(
        name=_text(place, table, "name"),
        feed=_address(place, table, "feed"),
        site=_address(place, table, "site"),
        language=_text(place, table, "language") or language,
        section=_text(place, table, "section"),
        about=_text(place, table, "about"),
    )


def _check(place: str, table: dict[str, Any], known: set[str], *, needed: tuple[str, ...]) -> None:
    unknown = sorted(set(table) - known)
    if unknown:
        raise InvalidInput(f"{place}: there is no key “{clean_line(unknown[0])[:40]}”.")
    missing = [name for name in needed if not table.get(name)]
    if missing:
        raise InvalidInput(f"{place}: “{missing[0]}” is missing.")


def _text(place: str, table: dict[str, Any], name: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise InvalidInput(f"{place}: “{name}” must be a text.")
    return clean_line(value)


def _address(place: str, table: dict[str, Any], name: str) -> str:
    try:
        return web_address(_text(place, table, name))
    except ValueError as error:
        raise InvalidInput(f"{place}: “{name}”: {error}") from error
