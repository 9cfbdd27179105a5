"""What is known of a site's pages, and what one page adds to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from octavo.kit.text import fold
from octavo.kit.urls import canonical_url

if TYPE_CHECKING:
    from collections.abc import Mapping

_DIGEST_BYTES = 6
# What a title is about: the beginnings of its longer words, and pairs of characters in scripts that do without spaces.
_TOPIC = re.compile(r"(?=([\u3040-\u30ff\u3400-\u9fff]{2}))|\b([^\W\d_\u3040-\u30ff\u3400-\u9fff]{4,6})")
_MOST_TOPICS = 24
_TOPIC_BITS = 24


class Seen(NamedTuple):
    """An article that was learned from, by its number and the digests of address, title and what that is about."""

    number: int
    address: int
    title: int
    topics: tuple[int, ...] = ()


class Tally(NamedTuple):
    """In how many articles something was so, and in how many it was not."""

    yes: int = 0
    no: int = 0


class Outcome(NamedTuple):
    """How sure it was what the article of a page is, from 0 (there was none) to 1, and how many words that has."""

    certainty: float
    words: int


NOTHING_READ = Outcome(0.0, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Habits:
    """What the pages of one site have in common, from those seen so far.

    ``articles`` are the latest, in the order they came; ``lines`` tells for the digest of a folded line in which of
    them it stood, ``places`` for the digest of a place whether lines there were surely part of the text, ``pointers``
    in which of them lines in the text were nothing but a link to another page of the site. ``outcomes`` are those
    of the latest pages, in order.
    """

    articles: tuple[Seen, ...] = ()
    lines: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    places: Mapping[int, Tally] = field(default_factory=dict)
    pointers: tuple[int, ...] = ()
    outcomes: tuple[Outcome, ...] = ()

    def others(self, address: int, title: int) -> frozenset[int]:
        """The numbers of the articles by which the one at this address is to be judged.

        Read again, an article is judged by those that came before it: else what is learned later would look like a
        change of its text. One of the same title is the same article.
        """
        known = self.known(address, title)
        if known is None:
            return frozenset(seen.number for seen in self.articles)
        is_again = known.address == address
        return frozenset(
            seen.number
            for seen in self.articles
            if seen.number < known.number or (seen.number > known.number and not is_again)
        )

    def unrelated(self, topics: tuple[int, ...]) -> frozenset[int]:
        """The numbers of the articles whose titles share nothing with one about these ``topics``, where both tell."""
        about = frozenset(topics)
        return frozenset(
            seen.number for seen in self.articles if about and seen.topics and about.isdisjoint(seen.topics)
        )

    def known(self, address: int, title: int) -> Seen | None:
        """The article that is at this address or, else, bears this title."""
        by_title = None
        for seen in reversed(self.articles):
            if seen.address == address:
                return seen
            if seen.title == title and by_title is None:
                by_title = seen
        return by_title


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What one page teaches; ``places`` with whether lines there were taken for text, where that was sure."""

    address: int
    title: int
    topics: tuple[int, ...] = ()
    lines: tuple[int, ...] = ()
    places: tuple[tuple[int, bool], ...] = ()
    has_pointers: bool = False
    outcome: Outcome = NOTHING_READ


def digest(text: str) -> int:
    """A number for a text, the same in every process; it fits into a JSON number."""
    made = blake2b(text.encode("utf-8", "replace"), digest_size=_DIGEST_BYTES)
    return int.from_bytes(made.digest(), "big")


def address_digest(url: str) -> int:
    """The number of an address in its canonical form."""
    return digest(canonical_url(url))


def text_digest(text: str) -> int:
    """The number of a line or title, however it is set."""
    return digest(fold(text))


def topics_of(title: str) -> tuple[int, ...]:
    """Numbers of the words that say what a title is about, at most 24; none where it has only short ones."""
    words = ("".join(pair) for pair in _TOPIC.findall(title.casefold()))
    numbers = (digest(word) >> (8 * _DIGEST_BYTES - _TOPIC_BITS) for word in words)
    return tuple(islice(dict.fromkeys(numbers), _MOST_TOPICS))
