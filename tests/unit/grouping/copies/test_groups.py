from __future__ import annotations

from itertools import permutations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from octavo.grouping.copies.groups import Links
from octavo.grouping.copies.values import Copy, CopyKind

if TYPE_CHECKING:
    from collections.abc import Sequence

STRONG, EXCERPT = CopyKind.EDITED, CopyKind.EXCERPT
PAIRS = st.tuples(st.integers(1, 9), st.integers(1, 9)).filter(lambda pair: pair[0] != pair[1])


def copy(a: int, b: int, kind: CopyKind = STRONG) -> Copy:
    return Copy(a=a, b=b, kind=kind, containment=1.0, score=1.0, reason="")


ANY_COPY = st.builds(lambda pair, kind: copy(pair[0], pair[1], kind), PAIRS, st.sampled_from([STRONG, EXCERPT]))
COPIES = st.lists(ANY_COPY, max_size=14)


def test_copies_of_copies_are_one_group() -> None:
    assert Links([copy(1, 2), copy(2, 3), copy(5, 6)]).groups() == ((1, 2, 3), (5, 6))


def test_a_brief_belongs_to_its_text() -> None:
    assert Links([copy(1, 2), copy(1, 3, EXCERPT)]).groups() == ((1, 2, 3),)


def test_two_briefs_of_one_text_that_share_its_lead_belong_to_it() -> None:
    assert Links([copy(1, 2, EXCERPT), copy(1, 3, EXCERPT), copy(2, 3, EXCERPT)]).groups() == ((1, 2, 3),)


def test_a_round_up_does_not_join_the_wires_it_quotes() -> None:
    round_up = 9
    links = Links([copy(1, 2), copy(3, 4), copy(round_up, 1, EXCERPT), copy(round_up, 3, EXCERPT)])
    assert links.groups() == ((1, 2), (3, 4))
    assert links.group(round_up) == (round_up,)


def test_an_excerpt_does_not_join_two_texts() -> None:
    assert Links([copy(1, 5, EXCERPT), copy(2, 5, EXCERPT)]).groups() == ()


def test_an_article_that_goes_takes_its_links() -> None:
    links = Links([copy(1, 2), copy(2, 3)])
    assert links.remove(2) == [1, 3]
    assert links.groups() == ()
    assert links.remove(7) == []


@given(COPIES)
def test_every_member_of_a_group_names_the_same_group(copies: Sequence[Copy]) -> None:
    links = Links(copies)
    for group in links.groups():
        assert [links.group(article) for article in group] == [group] * len(group)


@given(COPIES)
def test_no_article_is_in_two_groups(copies: Sequence[Copy]) -> None:
    members = [article for group in Links(copies).groups() for article in group]
    assert len(members) == len(set(members))


@given(
    st.lists(
        st.builds(lambda pair: copy(pair[0], pair[1]), PAIRS), max_size=4, unique_by=lambda c: frozenset((c.a, c.b))
    )
)
def test_the_order_of_links_does_not_matter(copies: list[Copy]) -> None:
    groups = Links(copies).groups()
    assert all(Links(order).groups() == groups for order in permutations(copies))
