"""A spam classifier that learns from what the moderators of one server decide, and from nothing else.

Robinson's estimate for each token and Fisher's method to combine the tellingest of them (Robinson, A statistical
approach to the spam problem, Linux Journal 107, 2003), as SpamBayes has it: texts of which nothing is known come out at
one half instead of at an end. Tokens are hashed into a fixed table, so that what was learned never grows.
"""

from __future__ import annotations

import hashlib
import math
import re
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from octavo.discussing.folding import bare, own_words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    Counts = npt.NDArray[np.uint32]

BUCKETS = 1 << 14
FEWEST = 5
"""So many decisions of each kind are needed before the classifier says anything."""
_VERSION = b"1"
_STRENGTH, _PRIOR = 0.45, 0.5
_MOST_TELLING = 60
_LEAST_TELLING = 0.1
_HOST = re.compile(r"(?:https?://|www\.)([^\s/?#:]{1,253})", re.IGNORECASE)


class SpamFilter:
    """Counts of tokens in spam and in honest comments."""

    def __init__(self, counts: Counts, seen: tuple[int, int]) -> None:
        self._counts = counts
        self._seen = seen

    @classmethod
    def read(cls, state: bytes | None) -> SpamFilter:
        """What :meth:`write` wrote; a filter that knows nothing for anything else."""
        blank = cls(np.zeros((2, BUCKETS), dtype=np.uint32), (0, 0))
        if not state or state[:1] != _VERSION:
            return blank
        try:
            raw = np.frombuffer(zlib.decompress(state[1:]), dtype="<u4")
        except (zlib.error, ValueError):
            return blank
        if raw.size != 2 * BUCKETS + 2:
            return blank
        counts = raw[2:].reshape(2, BUCKETS).astype(np.uint32)
        return cls(counts, (int(raw[0]), int(raw[1])))

    def write(self) -> bytes:
        """What was learned, for the store: some kilobytes."""
        raw = np.concatenate([np.array(self._seen, dtype="<u4"), self._counts.reshape(-1).astype("<u4")])
        return _VERSION + zlib.compress(raw.tobytes(), 6)

    @property
    def speaks(self) -> bool:
        """Whether enough was decided for the filter to have an opinion."""
        return min(self._seen) >= FEWEST

    def learn(self, body: str, *, is_spam: bool) -> None:
        """Take in what a moderator decided about a text."""
        row = int(is_spam)
        self._counts[row, sorted({_bucket(token) for token in tokens_of(body)})] += 1
        honest, spam = self._seen
        self._seen = (honest + (not is_spam), spam + is_spam)

    def score(self, body: str) -> float:
        """How likely a text is spam, from 0 to 1; one half where nothing speaks for either."""
        return self.explain(body)[0]

    def explain(self, body: str) -> tuple[float, tuple[str, ...]]:
        """How likely a text is spam, and the words that say so most."""
        if not self.speaks:
            return 0.5, ()
        rated = [(self._rate(token), token) for token in dict.fromkeys(tokens_of(body))]
        telling = [one for one in rated if abs(one[0] - 0.5) >= _LEAST_TELLING]
        telling = sorted(telling, key=lambda one: -abs(one[0] - 0.5))[:_MOST_TELLING]
        told = tuple(token for rate, token in telling if rate > 0.5 and " " not in token)[:5]  # noqa: PLR2004 - a half
        return _fisher([rate for rate, _ in telling]), told

    def _rate(self, token: str) -> float:
        bucket = _bucket(token)
        honest, spam = (int(self._counts[row, bucket]) for row in (0, 1))
        if honest + spam == 0:
            return _PRIOR
        share = (spam / self._seen[1]) / (spam / self._seen[1] + honest / self._seen[0])
        return (_STRENGTH * _PRIOR + (honest + spam) * share) / (_STRENGTH + honest + spam)


def tokens_of(body: str) -> list[str]:
    """What the filter looks at: the words that the author wrote, pairs of them, and the hosts of links."""
    text = own_words(body)
    words = [bare(word) for word in words_of(text) if len(word) < 40][:1_000]  # noqa: PLR2004 - longer ones are noise
    hosts = [f"host:{host.lower().removeprefix('www.')}" for host in _HOST.findall(text)[:20]]
    shape = [f"links:{min(len(hosts), 3)}", *(["shouts"] if _shouts(text) else [])]
    return [*words, *(f"{one} {two}" for one, two in pairwise(words)), *hosts, *shape]


def trained(examples: Iterable[tuple[str, bool]], known: SpamFilter | None = None) -> SpamFilter:
    """A filter that learned from texts and whether each is spam, on top of a known one where that is given."""
    found = known or SpamFilter.read(None)
    for body, is_spam in examples:
        found.learn(body, is_spam=is_spam)
    return found


def _bucket(token: str) -> int:
    return (
        int.from_bytes(hashlib.blake2b(token.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big") % BUCKETS
    )


def _shouts(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return len(letters) >= 20 and sum(c.isupper() for c in letters) > 0.6 * len(letters)  # noqa: PLR2004


def _fisher(rates: Sequence[float]) -> float:
    if not rates:
        return 0.5
    spam = 1.0 - _chi2q(-2.0 * sum(math.log(1.0 - rate) for rate in rates), 2 * len(rates))
    honest = 1.0 - _chi2q(-2.0 * sum(math.log(rate) for rate in rates), 2 * len(rates))
    return (spam - honest + 1.0) / 2.0


def _chi2q(value: float, degrees: int) -> float:
    """The probability that a chi-squared variable of an even number of degrees of freedom is at least ``value``."""
    half = value / 2.0
    term = total = math.exp(-half)
    for step in range(1, degrees // 2):
        term *= half / step
        total += term
    return min(total, 1.0)
