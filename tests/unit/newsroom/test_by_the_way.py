"""What waits for the library waits in order, in bounds, and never comes after what was done later."""

from __future__ import annotations

import pytest

from octavo.model.errors import NotFound, StoreUnavailable
from octavo.model.ids import UserId
from octavo.newsroom.by_the_way import Aside, Asides
from octavo.testing import MemoryStore

ME, OTHER = UserId(1), UserId(2)


class Book:
    """Something to write into; it can be shut."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.shut = True

    def write(self, line: str) -> None:
        if self.shut:
            raise StoreUnavailable("It is shut.")
        if line == "torn":
            raise NotFound("This page is gone.")
        self.lines.append(line)


def noted(asides: Asides, book: Book, of: int, line: str, user: UserId = ME) -> None:
    asides.note(MemoryStore(), Aside(user, "read", of), lambda: book.write(line))


def test_what_waits_is_written_in_the_order_in_which_it_was_done() -> None:
    asides, book = Asides(), Book()
    for number in (3, 1, 2):
        noted(asides, book, number, f"line {number}")
    assert (book.lines, len(asides)) == ([], 3)
    book.shut = False
    noted(asides, book, 4, "line 4")
    assert (book.lines, len(asides)) == (["line 3", "line 1", "line 2", "line 4"], 0)


def test_a_later_one_of_the_same_takes_the_place_of_one_that_waits() -> None:
    asides, book = Asides(), Book()
    for number, line in ((1, "early"), (2, "other"), (1, "late")):
        noted(asides, book, number, line)
    book.shut = False
    asides.catch_up(MemoryStore())
    assert book.lines == ["other", "late"]


def test_no_more_wait_than_may() -> None:
    asides, book = Asides(most=2), Book()
    for number in range(3):
        noted(asides, book, number, f"line {number}")
    book.shut = False
    asides.catch_up(MemoryStore())
    assert book.lines == ["line 0", "line 1"]


def test_what_cannot_be_written_any_more_holds_up_nothing() -> None:
    asides, book = Asides(), Book()
    for number, line in enumerate(("torn", "whole")):
        noted(asides, book, number, line)
    book.shut = False
    asides.catch_up(MemoryStore())
    assert (book.lines, len(asides)) == (["whole"], 0)


def test_nobody_waits_while_all_that_others_did_is_written() -> None:
    asides, book = Asides(), Book()
    for number in range(50):
        noted(asides, book, number, f"line {number}")
    book.shut = False
    asides.catch_up(MemoryStore())
    assert 0 < len(book.lines) < 50
    asides.close()
    assert len(book.lines) == 50


def test_what_a_person_does_deliberately_comes_after_what_they_did_before() -> None:
    asides, book = Asides(), Book()
    noted(asides, book, 1, "by the way")
    noted(asides, book, 2, "somebody else", OTHER)
    with pytest.raises(StoreUnavailable), asides.first(ME):
        book.write("never")
    book.shut = False
    with asides.first(ME):
        book.write("deliberately")
    assert (book.lines, len(asides)) == (["by the way", "deliberately"], 1)
