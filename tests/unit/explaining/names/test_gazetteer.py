"""Lookup of names among sorted lines, against a plain search."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from octavo.explaining.names.gazetteer import MOST_BEARERS, Lines, gazetteer
from octavo.explaining.names.kinds import REGION

names = st.text(st.sampled_from("ab é-世"), max_size=12).map(str.encode)


@given(st.sets(names, min_size=1, max_size=30), st.lists(names, max_size=10))
def test_finds_the_number_of_each_line_and_of_no_other(known: set[bytes], others: list[bytes]) -> None:
    order = sorted(known)
    lines = Lines(b"".join(line + b"\n" for line in order))
    assert [lines[number] for number in range(len(lines))] == order
    for line in [*order, *others]:
        assert lines.index(line) == (order.index(line) if line in known else -1)


def test_the_likeliest_bearer_of_a_name_comes_first() -> None:
    own, found = gazetteer(), gazetteer().find("georgia")
    assert found is not None
    assert 1 < len(found.numbers) <= MOST_BEARERS
    merit = own.weight[found.numbers] + 2 * (own.kind[found.numbers] <= REGION)
    assert (np.diff(merit) <= 0).all()
    assert {own.country_code(int(number)) for number in found.numbers[:2]} == {"GE", "US"}
