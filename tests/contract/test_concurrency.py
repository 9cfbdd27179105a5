"""The contract of the store: many at once, threads of one process and (opened again) processes of their own."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from tests.contract.making import HOUR, NOW, add_source, announce, draft, follow, lead, save
from tests.contract.tallies import assert_counts_are_true

from octavo.model.errors import AlreadyThere

if TYPE_CHECKING:
    from collections.abc import Callable

    from octavo.model.people import User
    from octavo.ports import Store

T = TypeVar("T")
THREADS = 6


def at_once(store: Store, again: Callable[[], Store], work: Callable[[Store, int], T]) -> list[T]:
    """Let several threads work at the same time: half of them on one store, half on stores of their own."""
    stores = [store if number % 2 else again() for number in range(THREADS)]
    together = threading.Barrier(THREADS)

    def start(number: int) -> T:
        together.wait()
        return work(stores[number], number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(start, range(THREADS)))


def test_a_due_source_is_taken_by_one(store: Store, again: Callable[[], Store], owner: User) -> None:
    made = {follow(store, owner, f"n{number}").id for number in range(20)}

    def take(mine: Store, _: int) -> list[int]:
        taken: list[int] = []
        while some := mine.due_sources(NOW, lease_until=NOW + HOUR, limit=2):
            taken += [source.id for source, _ in some]
        return taken

    taken = [source for each in at_once(store, again, take) for source in each]
    assert len(taken) == len(made)
    assert set(taken) == made


def test_a_lead_is_taken_by_one(store: Store, again: Callable[[], Store]) -> None:
    announce(store, add_source(store), *(lead(f"n{number}") for number in range(30)))

    def take(mine: Store, _: int) -> list[int]:
        taken: list[int] = []
        while some := mine.take_leads(NOW, lease_until=NOW + HOUR, limit=3):
            taken += [pending.id for pending in some]
        return taken

    taken = [one for each in at_once(store, again, take) for one in each]
    assert len(taken) == len(set(taken)) == 30


def test_a_sign_in_link_is_redeemed_by_one(store: Store, again: Callable[[], Store], owner: User) -> None:
    for number in range(5):
        store.add_sign_in_link(f"link {number}", owner.id, expires_at=NOW + HOUR)

    def redeem(mine: Store, _: int) -> list[bool]:
        return [mine.redeem_sign_in_link(f"link {number}", NOW) is not None for number in range(5)]

    redeemed = at_once(store, again, redeem)
    assert [sum(each) for each in zip(*redeemed, strict=True)] == [1] * 5


def test_there_is_one_owner_and_a_name_is_taken_once(store: Store, again: Callable[[], Store]) -> None:
    def begin(mine: Store, number: int) -> tuple[User, bool]:
        owner = mine.ensure_owner(f"owner {number}", NOW)
        try:
            mine.add_user("Ben", password_hash=None, now=NOW)
        except AlreadyThere:
            return owner, False
        return owner, True

    begun = at_once(store, again, begin)
    assert len({owner.id for owner, _ in begun}) == 1
    assert sum(added for _, added in begun) == 1
    assert len(store.users()) == 2


def test_one_address_becomes_one_article_and_one_source(store: Store, again: Callable[[], Store], owner: User) -> None:
    def write(mine: Store, number: int) -> tuple[int, int]:
        source = follow(mine, owner)
        mine.subscribe(owner.id, source.id, NOW)
        ids = {save(mine, source, draft(text=f"Version {number}.{turn}")).id for turn in range(4)}
        assert len(ids) == 1
        return source.id, ids.pop()

    assert len(set(at_once(store, again, write))) == 1
    assert store.count_articles() == 1
    ((_, article, _),) = store.changed_articles(0, 9)
    assert [revision.number for revision in store.revisions(article.id)] == list(range(1, article.revision + 1))
    assert article.revision == THREADS * 4
    assert_counts_are_true(store, owner)


def test_no_change_is_skipped_by_a_reader_that_keeps_up(store: Store, again: Callable[[], Store]) -> None:
    source = add_source(store)
    done = threading.Event()
    seen: dict[int, int] = {}

    def follow_changes() -> None:
        mine, position, last = again(), 0, False
        while not last:
            last = done.is_set()  # asked before reading: what was written until then must be there
            while changed := mine.changed_articles(position, 7):
                assert [change for change, _, _ in changed] == sorted({change for change, _, _ in changed})
                seen.update({article.id: article.revision for _, article, _ in changed})
                position = changed[-1][0]

    reader = threading.Thread(target=follow_changes)
    reader.start()
    written = at_once(
        store, again, lambda mine, n: [save(mine, source, draft(f"n{n}-{turn % 5}", f"{turn}")) for turn in range(15)]
    )
    done.set()
    reader.join()
    last = {article.id: article.revision for each in written for article in each}
    assert seen == last
    assert len(last) == THREADS * 5


def test_counts_stay_true_whatever_happens_at_once(store: Store, again: Callable[[], Store], owner: User) -> None:
    people = [owner, store.add_user("Ben", password_hash=None, now=NOW)]
    sources = [add_source(store, name) for name in ("tide", "post", "courier")]

    def live(mine: Store, number: int) -> None:
        user = people[number % 2]
        for turn in range(12):
            source = sources[(number + turn) % 3]
            mine.subscribe(user.id, source.id, NOW)
            article = save(mine, source, draft(f"n{turn % 4}"))
            mine.set_read(user.id, [article.id], NOW if turn % 2 else None)
            if turn % 5 == 4:
                mine.mark_all_read(user.id, read_at=NOW, source=None if turn % 2 else source.id, before=NOW)
                mine.unsubscribe(user.id, source.id)

    at_once(store, again, live)
    for user in people:
        for source in sources:
            store.subscribe(user.id, source.id, NOW)
        assert_counts_are_true(store, user)
