"""Lookup of names among sorted lines, against a plain search."""

import numpy as np
import pytest
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


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude"),
    [
        ("hebei", "CN", 39.5, 116.2),
        ("heilongjiang", "CN", 47.9, 127.8),
        ("jiangsu", "CN", 33.0, 119.5),
        ("valparaiso", "CL", -32.9, -71.0),
        ("lesser poland voivodeship", "PL", 49.8, 20.3),
        ("donetsk", "UA", 48.0, 37.7),
        ("andalusia", "ES", 37.4, -4.8),
        ("uttar pradesh", "IN", 27.0, 80.8),
        ("jalisco", "MX", 20.6, -103.7),
    ],
)
def test_a_region_lies_where_most_of_its_towns_are(name: str, country: str, latitude: float, longitude: float) -> None:
    """A few towns that are listed in the wrong region, and islands far off, are not heeded."""
    own, found = gazetteer(), gazetteer().find(name)
    assert found is not None
    region = next(
        number for number in found.numbers if own.kind[number] == REGION and own.country_code(number) == country
    )
    assert own.latitude[region] == pytest.approx(latitude, abs=1.2)
    assert own.longitude[region] == pytest.approx(longitude, abs=1.2)
