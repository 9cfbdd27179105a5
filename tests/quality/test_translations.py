"""Translations may not be found worse: floors on reports put into made-up languages, among others of their stories.

The translator is a program (``tests/translation_desk.py``); what it makes is harder than most in its names and figures,
and easier in that its words leave the lengths of paragraphs much as they were. The floors may only be raised.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import pytest
from benchmarks.stories import articles_in, in_order
from tests.translation_desk import LANGUAGES, translated

from octavo.grouping.copies import CopyIndex, CopyText
from octavo.grouping.translations import TranslationIndex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from octavo.grouping import Report

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench" / "stories"
FLOORS: dict[str, float] = json.loads((Path(__file__).parent / "floors.json").read_text("utf-8"))["translations"]
STREAMS = sorted({name.split(".")[0] for name in FLOORS})
MOST = 2_000
_APART = 1_000_000

pytestmark = [
    pytest.mark.bench,
    pytest.mark.timeout(300),
    pytest.mark.skipif(not BENCH.exists(), reason=f"the labelled streams are not beside the project ({BENCH})"),
]


def press(reports: Sequence[Report], chance: Random) -> tuple[list[Report], set[int]]:
    """A press in several languages: a third of the reports are translations, half of these without their original."""
    told: list[Report] = []
    both: set[int] = set()
    for report in reports:
        drawn = chance.random()
        if drawn < 1 / 3:
            language = chance.choice(LANGUAGES)
            title, text = translated(report.title, report.text, language, chance)
            late = report.at + timedelta(hours=30 * chance.random())
            number = _APART + report.id
            told.append(replace(report, id=number, title=title, text=text, at=late, language=language.code))
            both |= {number} if drawn < 1 / 6 else set()
        if not 1 / 6 <= drawn < 1 / 3:
            told.append(report)
    return sorted(told, key=lambda report: report.order), both


@pytest.mark.parametrize("stream", STREAMS)
def test_no_stream_falls_below_its_floor(stream: str) -> None:
    reports = in_order(articles_in(BENCH / f"{stream}.jsonl.gz"))[:MOST]
    told, both = press(reports, Random(2))  # noqa: S311 - the same each time
    index, found = TranslationIndex(), dict[int, int]()
    for start in range(0, len(told), 100):
        found |= {one.article: one.original for one in index.add_all(told[start : start + 100])}
    copies = CopyIndex()
    copies.add_all(
        CopyText(id=one.id, publisher=one.publisher, title=one.title, text=one.text, at=one.at) for one in reports
    )
    right = [original % _APART in copies.group_of(article % _APART) for article, original in found.items()]
    reached = {
        f"{stream}.recall": sum(one in found for one in both) / len(both),
        f"{stream}.precision": sum(right) / len(right),
    }
    print(json.dumps(reached))  # noqa: T201 - shown when it fails, and with -rP
    assert {m: round(v, 4) for m, v in reached.items() if v < FLOORS[m]} == {}
