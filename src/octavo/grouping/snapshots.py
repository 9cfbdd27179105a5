"""A grouper's state as bytes: arrays and JSON, nothing that could run."""

from __future__ import annotations

import json
from io import BytesIO
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

import numpy as np

from octavo.grouping.decisions import Decision, Ruling
from octavo.grouping.meanings import Meanings
from octavo.grouping.window import Window

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from octavo.grouping.comparing import Comparer
    from octavo.grouping.decisions import Constraints
    from octavo.grouping.stories import Stories

VERSION = 2
Moves = dict[int, tuple[tuple[int, int], ...]]


def pack(comparer: Comparer, stories: Stories, constraints: Constraints, moves: Moves, meanings: Meanings) -> bytes:
    """All that the next batch depends on."""
    members = stories.members
    arrays: dict[str, NDArray[np.generic]] = {
        **{f"window.{name}": array for name, array in comparer.window.pack().items()},
        **{f"meanings.{name}": array for name, array in meanings.pack().items()},
        "stream": comparer.frequencies.stream,
        "recent": comparer.frequencies.recent,
        "boilerplate": comparer.boilerplate.counts,
        "stories": np.array(list(members), np.int64),
        "sizes": np.array([len(reports) for reports in members.values()], np.int64),
        "members": np.array([report for reports in members.values() for report in reports], np.int64),
        "rest": np.frombuffer(json.dumps(_rest(comparer, stories, constraints, moves)).encode(), np.uint8),
    }
    file = BytesIO()
    np.savez(file, allow_pickle=False, **arrays)
    return file.getvalue()


def unpack(snapshot: bytes, comparer: Comparer, stories: Stories, constraints: Constraints) -> tuple[Moves, Meanings]:
    """Fill new parts with a packed state; what decisions moved, and vectors.

    Raises ``ValueError`` for what is no such state.
    """
    try:
        with np.load(BytesIO(snapshot), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file}
        rest = json.loads(arrays["rest"].tobytes())
    except (BadZipFile, EOFError, KeyError, OSError, ValueError) as error:
        raise ValueError("this is no snapshot, or a damaged one: group the reports anew") from error
    if rest["version"] != VERSION:
        raise ValueError(f"a snapshot of version {rest['version']}, not {VERSION}: group the reports anew")
    _fill_comparer(comparer, arrays, rest)
    _fill_stories(stories, arrays, rest)
    stories.follow(comparer.window)
    constraints.refill(_decision(item) for item in rest["decisions"])
    moves = {decision: tuple((report, story) for report, story in moved) for decision, moved in rest["moves"]}
    return moves, Meanings.unpack(
        {name: arrays[f"meanings.{name}"] for name in ("seen", "id", "at", "language", "vector")}
    )


def _rest(comparer: Comparer, stories: Stories, constraints: Constraints, moves: Moves) -> dict[str, Any]:
    frequencies = comparer.frequencies
    return {
        "version": VERSION,
        "scale": frequencies.scale,
        "reports": frequencies.reports,
        "lately": frequencies.lately,
        "articles": comparer.boilerplate.articles,
        "languages": comparer.languages,
        "redirects": list(stories.redirects.items()),
        "ties": [(story, list(row.items())) for story, row in stories.ties.items()],
        "next_id": stories.next_id,
        "decisions": [(item.id, item.ruling, item.reports, item.others) for item in constraints.decisions.values()],
        "moves": list(moves.items()),
    }


def _fill_comparer(comparer: Comparer, arrays: Mapping[str, NDArray[Any]], rest: dict[str, Any]) -> None:
    prefix = "window."
    comparer.window = Window.unpack(
        {name.removeprefix(prefix): arrays[name] for name in arrays if name.startswith(prefix)}
    )
    frequencies = comparer.frequencies
    frequencies.restore(arrays["stream"], arrays["recent"])
    frequencies.scale, frequencies.reports, frequencies.lately = rest["scale"], rest["reports"], rest["lately"]
    comparer.boilerplate.counts, comparer.boilerplate.articles = arrays["boilerplate"], rest["articles"]
    comparer.languages = rest["languages"]


def _fill_stories(stories: Stories, arrays: Mapping[str, NDArray[Any]], rest: dict[str, Any]) -> None:
    reports = arrays["members"].tolist()
    start = 0
    for story, size in zip(arrays["stories"].tolist(), arrays["sizes"].tolist(), strict=True):
        stories.members[story] = reports[start : start + size]
        stories.story_of.update(dict.fromkeys(stories.members[story], story))
        start += size
    stories.lead(dict(rest["redirects"]))
    stories.ties = {story: dict(row) for story, row in rest["ties"]}
    stories.next_id = rest["next_id"]


def _decision(item: tuple[int, str, list[int], list[int]]) -> Decision:
    number, ruling, reports, others = item
    return Decision(id=number, ruling=Ruling(ruling), reports=tuple(reports), others=tuple(others))
