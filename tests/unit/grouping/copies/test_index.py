from __future__ import annotations

import os
import subprocess
import sys
import zlib
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.wire_desk import KINDS, START, demo_articles, wire_run

from octavo.grouping.copies import Copy, CopyIndex, CopyKind, CopyText
from octavo.model.errors import InvalidInput

ARTICLES = [text for text in demo_articles() if len(text.text.split()) > 250]
HOUR = timedelta(hours=1)
RUN = wire_run(demo_articles(), copied=40, forms=60)
HOSTILE = st.one_of(
    st.text(max_size=300),
    st.text("\x00\x1b\u202e\ud800 🚀é新", max_size=120),
    st.builds(lambda part, times: part * times, st.text(max_size=12), st.integers(1, 300)),
)


def article(number: int, of: int = 0, **changes: object) -> CopyText:
    text = replace(ARTICLES[of], id=number, publisher=f"paper-{number}", at=START + number * HOUR)
    return replace(text, **changes)  # type: ignore[arg-type]


def paragraphs(of: int) -> list[str]:
    return [line for line in ARTICLES[of].text.splitlines() if line]


def links(index: CopyIndex) -> list[Copy]:
    return [copy for text in RUN.texts for copy in index.copies_of(text.id)]


def filled(texts: tuple[CopyText, ...] = RUN.texts) -> CopyIndex:
    index = CopyIndex()
    index.add_all(texts)
    return index


def test_the_same_text_in_another_paper_is_an_exact_copy() -> None:
    index = CopyIndex()
    assert index.add(article(1)) == ()
    (copy,) = index.add(article(2, title="Quite another headline"))
    assert (copy.a, copy.b, copy.kind, copy.containment, copy.score) == (1, 2, CopyKind.EXACT, 1.0, 1.0)
    assert copy.reason == "word for word the same text, under another headline"
    assert index.groups() == ((1, 2),)
    assert index.first_of((2, 1)) == 1


def test_who_was_first_is_a_matter_of_time_then_of_number() -> None:
    index = filled((article(1, at=START + 3 * HOUR), article(2, at=START), article(3, at=START)))
    assert index.first_of((1, 2, 3)) == 2
    assert {copy.a for copy in index.copies_of(1)} == {2, 3}


def test_an_edited_copy_says_how_much_is_left() -> None:
    index = filled((article(1), article(2, text="\n".join([*paragraphs(0)[1:], "We shall see what comes of it."]))))
    (copy,) = index.copies_of(1)
    assert copy.kind is CopyKind.EDITED
    assert "of the shorter text is in the longer one, under the same headline" in copy.reason


def test_a_text_of_the_same_publisher_again_is_an_updated_version() -> None:
    later = article(2, publisher="paper-1", text=ARTICLES[0].text + "\nThe road is open again.", at=START + 4 * HOUR)
    (copy,) = filled((article(1), later)).copies_of(1)
    assert copy.kind is CopyKind.UPDATED
    assert copy.reason == "paper-1 again, 3 hours later: all of the shorter text is in the other"


def test_a_brief_is_an_excerpt_and_belongs_to_its_text() -> None:
    brief = article(2, text="\n".join(paragraphs(0)[: len(paragraphs(0)) // 3]))
    index = filled((article(1), brief))
    (copy,) = index.copies_of(2)
    assert (copy.kind, copy.a, copy.b) == (CopyKind.EXCERPT, 1, 2)
    assert copy.containment > 0.95
    assert copy.score < 0.5
    assert index.group_of(2) == (1, 2)


def test_a_round_up_joins_nothing() -> None:
    quoted = "\n".join(line for of in (0, 1, 2, 3) for line in paragraphs(of))
    index = filled((*(article(n, of=n) for n in range(4)), article(9, title="The week in four reports", text=quoted)))
    assert {copy.kind for copy in index.copies_of(9)} == {CopyKind.EXCERPT}
    assert len(index.copies_of(9)) == 4
    assert index.groups() == ()


def test_forms_filled_in_with_other_figures_are_no_copies() -> None:
    forms = wire_run([], copied=0, forms=400).texts
    index = filled(forms)
    assert sum(len(index.copies_of(text.id)) for text in forms) <= 0.01 * len(forms)


def test_a_notice_that_stands_for_articles_is_no_copy() -> None:
    notice = (
        "We use cookies and the like to keep this site reliable, to show what suits you, and to count. Choose below."
    )
    texts = [article(n, of=n, publisher=f"chain-{n}", text=f"{notice} {notice[::2]}") for n in range(6)]
    assert filled(tuple(texts)).groups() == ()


def test_what_a_publisher_says_under_everything_makes_no_copies() -> None:
    lines = "\n".join(paragraphs(5))
    short = [f"{ARTICLES[n].title}. {' '.join(ARTICLES[n].text.split()[:60])}\n{lines}" for n in range(10, 22)]
    texts = [article(n, of=10 + n, publisher="paper", text=text) for n, text in enumerate(short)]
    index = filled(tuple(texts))
    assert index.groups() == ()


def test_a_report_that_is_updated_all_day_does_not_become_boilerplate() -> None:
    lines, words = paragraphs(3), ARTICLES[3].text.split()
    updates = [
        article(n, publisher="paper", title=" ".join(words[9 * n : 9 * n + 8]), text="\n".join([*lines, *lines[:n]]))
        for n in range(12)
    ]
    index = filled((*updates, article(20, of=3)))
    assert index.groups() == ((*range(12), 20),)


def test_a_changed_text_takes_the_place_of_the_old() -> None:
    index = filled((article(1), article(2)))
    assert index.add(article(2, of=7)) == ()
    assert index.groups() == ()
    assert len(index) == 2


def test_copies_stay_together_when_the_first_of_them_goes() -> None:
    index = filled(tuple(article(n) for n in range(1, 9)))
    index.remove((1, 2, 3, 77))
    assert index.groups() == ((4, 5, 6, 7, 8),)
    assert 1 not in index
    assert index.add(article(9))
    assert index.group_of(9) == (4, 5, 6, 7, 8, 9)


def test_what_is_old_is_forgotten() -> None:
    index = filled((article(1), article(2), article(3, at=START + timedelta(days=9))))
    assert index.expire(START + timedelta(days=8)) == (1, 2)
    assert len(index) == 1
    assert index.groups() == ()


def test_the_table_grows_with_what_lives_and_nothing_else() -> None:
    index = CopyIndex()
    sizes = []
    for day in range(6):
        base = 1_000 * day
        index.add_all(replace(t, id=base + n, at=START + timedelta(days=day)) for n, t in enumerate(ARTICLES))
        index.expire(START + timedelta(days=day))
        sizes.append(len(index.snapshot()))
    assert sizes[-1] < 1.5 * sizes[1]


def test_edited_wire_copy_is_found_and_nothing_else() -> None:
    run = wire_run(demo_articles(), copied=120, forms=200)
    index = filled(run.texts)
    copies = {(copy.a, copy.b) for text in run.texts for copy in index.copies_of(text.id)}
    right = sum(run.root(a) == run.root(b) for a, b in copies)
    assert right >= 0.99 * len(copies)
    found = [edit for edit, first in run.original.items() if {(edit, first), (first, edit)} & copies]
    for kind in KINDS:
        edits = [edit for edit in run.original if run.kind[edit] == kind]
        assert len(set(edits) & set(found)) >= (0.95 if kind == "two at once" else 0.97) * len(edits), kind


@settings(deadline=None, max_examples=15)
@given(st.randoms(use_true_random=False))
def test_the_order_inside_a_batch_does_not_matter(random: Random) -> None:
    texts = list(RUN.texts)
    random.shuffle(texts)
    assert filled(tuple(texts)).snapshot() == EXPECTED


@settings(deadline=None, max_examples=15)
@given(st.integers(0, len(RUN.texts)))
def test_a_restored_index_goes_on_exactly_the_same(at: int) -> None:
    index = filled(RUN.texts[:at])
    snapshot = index.snapshot()
    again = CopyIndex.restore(snapshot)
    assert again.snapshot() == snapshot
    for text in RUN.texts[at:]:
        assert again.add(text) == index.add(text)
    again.expire(START + 30 * HOUR)
    index.expire(START + 30 * HOUR)
    assert again.groups() == index.groups()
    assert again.snapshot() == index.snapshot()


@settings(deadline=None, max_examples=30)
@given(st.binary(max_size=60), st.integers(0, 2_000))
@example(b"", 23)
def test_what_is_no_whole_snapshot_is_refused(junk: bytes, cut: int) -> None:
    whole = filled((article(1), article(2))).snapshot()
    at = min(cut, len(whole) - 1)
    flipped = whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :]
    for broken in (junk, whole[:at], flipped, whole.replace(b"copies 1", b"copies 0")):
        with pytest.raises(InvalidInput):
            CopyIndex.restore(broken)


@pytest.mark.parametrize("seed", ["0", "1", "4711"])
def test_hash_seeds_change_nothing(seed: str) -> None:
    code = (
        "import zlib; from octavo.grouping.copies import CopyIndex; from tests.wire_desk import *\n"
        "index = CopyIndex(); index.add_all(wire_run(demo_articles(), copied=40, forms=60).texts)\n"
        "print(zlib.crc32(index.snapshot()))"
    )
    root = str(__file__).rsplit("/tests/", 1)[0]
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": f"{root}/src:{root}"}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert int(done.stdout) == zlib.crc32(EXPECTED)


@settings(deadline=None)
@given(st.lists(st.tuples(HOSTILE, HOSTILE), max_size=6))
def test_no_text_is_too_strange(pairs: list[tuple[str, str]]) -> None:
    index = CopyIndex()
    for n, (title, text) in enumerate(pairs):
        index.add(article(n, title=title, text=text))
        index.add(article(n + 100, title=title, text=text))
    assert CopyIndex.restore(index.snapshot()).groups() == index.groups()


@pytest.mark.parametrize(
    "text", ["", "a" * 1_000_000, "word " * 200_000, "新" * 300_000, "\x00" * 1_000_000, "🚀 " * 500_000]
)
def test_a_megabyte_is_no_trouble(text: str) -> None:
    index = CopyIndex()
    for n in range(5):
        index.add(article(n, text=text, publisher="paper"))
    assert len(index) == 5


def test_copies_in_scripts_without_spaces() -> None:
    words = Random(3)  # noqa: S311 - a test's chance
    text = "".join(chr(0x4E00 + words.randrange(1_500)) for _ in range(400)) + "。"
    index = filled((article(1, text=text), article(2, text=text[60:] + "記者報道。", title=ARTICLES[0].title)))
    assert [copy.kind for copy in index.copies_of(1)] == [CopyKind.EDITED]


EXPECTED = filled().snapshot()
