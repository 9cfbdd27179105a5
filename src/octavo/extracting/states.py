"""The data that a page carries for its own scripts: JSON, and what stands in it by reference."""

from __future__ import annotations

import json
import re
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from octavo.extracting.pages import STATE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

_MOST_DATA = 2_000_000
_MOST_SCRIPTS = 100
_MOST_NODES = 50_000
_WRITTEN = re.compile(r"JSON\.parse\(\s*")


@dataclass(slots=True, kw_only=True)
class Work:
    """How much may still be done for a page."""

    left: int = 100_000


class Data:
    """One script's data, walked once: every value with its key, nearest first, each thing one time, at most 50,000.

    Two ways of referring are followed, as one step each: a numbered list of all values, in which a thing names its
    parts by number (Nuxt 3), and things kept side by side under names of their own (Apollo).
    """

    def __init__(self, value: Any, work: Work) -> None:  # noqa: ANN401 - JSON
        self._numbered: list[Any] = value if _is_numbered(value) else []
        self._named: dict[str, Any] = {}
        self._work = work
        self._top = value[0] if self._numbered else value
        if not self._numbered:
            for _key, thing in list(self.walk()):
                if isinstance(thing, dict):
                    self._named |= {key: inner for key, inner in thing.items() if _is_entity(inner)}

    def walk(self, skipped: re.Pattern[str] | None = None) -> Iterator[tuple[str, Any]]:
        """Values with the key that they or the list around them stand under, but for what is under ``skipped`` keys."""
        queue: deque[tuple[str, Any]] = deque([("", self._top)])
        seen: set[int] = set()
        for _ in range(_MOST_NODES):
            if not queue:
                return
            key, value = queue.popleft()
            if isinstance(value, dict | list):
                if id(value) in seen:
                    continue
                seen.add(id(value))
                queue.extend(self._inside(key, value, skipped))
            yield key, value

    def _inside(self, key: str, value: Any, skipped: re.Pattern[str] | None) -> Iterable[tuple[str, Any]]:  # noqa: ANN401
        if isinstance(value, list):
            things = (self.at(item) for item in value[:_MOST_NODES])
            return ((key, thing) for thing in things if isinstance(thing, dict | list))
        return (
            (name, self.at(item)) for name, item in value.items() if skipped is None or skipped.search(name) is None
        )

    def at(self, value: Any) -> Any:  # noqa: ANN401 - JSON
        """What a value refers to, where it does; else the value."""
        if self._numbered:
            is_place = type(value) is int and 0 <= value < len(self._numbered)
            return self._numbered[value] if is_place else value
        if self._named and isinstance(value, dict):
            name = value.get("__ref") or (value.get("id") if value.get("type") == "id" else None)
            return self._named.get(name, value) if isinstance(name, str) else value
        return value

    def affords(self, text: str) -> bool:
        """Whether a text may still be used: what is referred to often would else be copied without end."""
        self._work.left -= 1 + len(text) // 100
        return self._work.left >= 0


def page_data(root: _Element) -> Iterator[Data]:
    """What the scripts of a page hold as data, at most 2 MB, but for JSON-LD. Never raises."""
    left, work = _MOST_DATA, Work()
    for script in islice(root.iter("script"), _MOST_SCRIPTS):
        text = script.text or ""
        if "ld+json" in script.get("type", "").lower() or not text.strip() or len(text) > left:
            continue
        left -= len(text)
        for value in _values(text, is_json="json" in script.get("type", "").lower()):
            if isinstance(value, dict | list):
                yield Data(value, work)


def _values(text: str, *, is_json: bool) -> Iterator[Any]:
    if is_json:
        yield _loaded(text, 0)
        return
    end = 0
    while state := STATE.search(text, end):
        written = _WRITTEN.match(text, state.end())
        value = _loaded(text, written.end() if written else state.end())
        yield _loaded(value, 0) if written and isinstance(value, str) else value
        end = state.end()


def _loaded(text: str, begin: int) -> Any:  # noqa: ANN401 - JSON
    """The JSON that begins there; ``None`` for none."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text[begin:].lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _is_numbered(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether it is a list of all values in which every thing names its parts by number."""
    if not isinstance(value, list) or len(value) < 3 or not isinstance(value[0], dict | list):  # noqa: PLR2004
        return False
    things = [thing for thing in value[:50] if isinstance(thing, dict) and thing]
    return bool(things) and all(type(part) is int for thing in things for part in thing.values())


def _is_entity(value: Any) -> bool:  # noqa: ANN401 - JSON
    return isinstance(value, dict) and ("__typename" in value or "__ref" in value)
