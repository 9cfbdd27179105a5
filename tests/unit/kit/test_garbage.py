from __future__ import annotations

import gc
from threading import Event, Thread

import pytest

from octavo.kit.garbage import uncollected


@uncollected()
def is_collecting() -> bool:
    return gc.isenabled()


def test_the_collector_rests_and_is_back() -> None:
    assert gc.isenabled()
    assert not is_collecting()
    assert not is_collecting()
    assert gc.isenabled()


def test_it_is_back_after_an_error() -> None:
    with pytest.raises(ValueError, match="no page"), uncollected():
        raise ValueError("no page")
    assert gc.isenabled()


def test_within_each_other_the_first_decides() -> None:
    with uncollected():
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()


def test_one_that_was_switched_off_stays_off() -> None:
    gc.disable()
    try:
        assert not is_collecting()
        assert not gc.isenabled()
    finally:
        gc.enable()


def test_it_is_back_when_the_first_thread_ends_though_another_works_on() -> None:
    begun, ended = Event(), Event()

    def work() -> None:
        with uncollected():
            begun.set()
            ended.wait(30)

    with uncollected():
        other = Thread(target=work)
        other.start()
        assert begun.wait(30)
    assert gc.isenabled()
    ended.set()
    other.join(30)
    assert gc.isenabled()
