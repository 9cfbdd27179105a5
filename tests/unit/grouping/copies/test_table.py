from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from octavo.grouping.copies.table import MOST_OF_ONE, WIDTH, ShingleTable

SHINGLES = st.sets(st.integers(0, 2**32 - 1), min_size=1, max_size=30)


def found(table: ShingleTable, *shingles: int) -> dict[int, int]:
    texts, counts = table.find(np.array(shingles, np.uint32))
    return dict(zip(texts.tolist(), counts.tolist(), strict=True))


def test_a_text_is_found_by_what_it_has() -> None:
    table = ShingleTable()
    table.add(np.array([5, 9, 70], np.uint32), 1)
    table.add(np.array([9, 71], np.uint32), 2)
    assert found(table, 5, 9) == {1: 2, 2: 1}
    assert found(table, 8) == {}
    assert found(table, 0) == {}
    assert found(table) == {}


def test_what_everybody_has_is_kept_of_the_first_few_that_live() -> None:
    table = ShingleTable()
    for text in range(1, 20):
        table.add(np.array([7], np.uint32), text)
    assert set(found(table, 7)) == set(range(1, MOST_OF_ONE + 1))
    assert table.remove(np.array([7, 8], np.uint32), 2) == 1
    assert table.add(np.array([7], np.uint32), 20) == 1
    assert set(found(table, 7)) == {1, 3, 20}


def test_a_full_bucket_forgets_the_oldest() -> None:
    table = ShingleTable(1024)
    same_bucket = [n for n in range(400_000) if (n * 0x9E3779B1 % 2**32) >> 22 == 0][: WIDTH + 1]
    for text, shingle in enumerate(same_bucket, 1):
        table.add(np.array([shingle], np.uint32), text)
    assert found(table, *same_bucket) == dict.fromkeys(range(2, WIDTH + 2), 1)


@given(st.lists(SHINGLES, min_size=1, max_size=12), SHINGLES)
def test_a_table_from_a_state_answers_the_same(texts: list[set[int]], asked: set[int]) -> None:
    table = ShingleTable()
    for number, shingles in enumerate(texts, 1):
        table.add(np.array(sorted(shingles), np.uint32), number)
    again = ShingleTable.from_state(*table.state())
    assert found(again, *sorted(asked)) == found(table, *sorted(asked))
    assert again.size == table.size
