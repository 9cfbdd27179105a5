"""What a language model answered and used, in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.model.keeping import storable
from octavo.model.writing import DayUse, KeptReply, ModelUsage
from octavo.testing.library import Library

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from octavo.model.ids import ArticleId, SourceId, UserId

_MILLION = 1_000_000


class MemoryModelCalls(Library):
    """The part of the fake store that keeps what passed between Octavo and a language model."""

    def __init__(self) -> None:
        super().__init__()
        self._replies: dict[str, KeptReply] = {}
        self._uses: dict[date, DayUse] = {}
        self._model_off: set[UserId] = set()
        self._sources_off: set[SourceId] = set()

    def kept_reply(self, digest: str) -> KeptReply | None:
        """The answer to what has this digest."""
        with self._lock:
            return self._replies.get(storable(digest))

    def keep_reply(self, reply: KeptReply) -> None:
        """Keep an answer, in the place of one that is there."""
        with self._lock:
            kept = storable(reply)
            self._replies[kept.digest] = kept

    def forget_replies(self, before: datetime) -> int:
        """Forget answers that were given before; returns how many."""
        with self._lock:
            old = [digest for digest, reply in self._replies.items() if reply.at < as_utc(before)]
            for digest in old:
                del self._replies[digest]
            return len(old)

    def add_use(self, day: date, usage: ModelUsage, cost: float) -> DayUse:
        """Count what was used on a day; returns the day's use."""
        with self._lock:
            so_far = self.use_on(day)
            cost = round((so_far.cost + cost) * _MILLION) / _MILLION
            self._uses[day] = DayUse(day=day, usage=so_far.usage.plus(usage), cost=cost)
            return self._uses[day]

    def use_on(self, day: date) -> DayUse:
        """What was used on a day."""
        with self._lock:
            return self._uses.get(day) or DayUse(day=day, usage=ModelUsage())

    def model_is_off(self, user: UserId) -> bool:
        """Whether a person wants nothing of a language model."""
        with self._lock:
            return user in self._model_off

    def set_model_off(self, user: UserId, *, off: bool) -> None:
        """Switch the language model off for a person, or on again. Raises NotFound for an unknown one."""
        with self._lock:
            self._require_user(user)
            (self._model_off.add if off else self._model_off.discard)(user)

    def sources_without_model(self) -> tuple[SourceId, ...]:
        """The sources whose articles are never sent to a language model, by id."""
        with self._lock:
            return tuple(sorted(self._sources_off))

    def articles_without_model(self, articles: Sequence[ArticleId]) -> frozenset[ArticleId]:
        """Those of these articles that a switched-off source lists: they are never sent to a language model."""
        with self._lock:
            return frozenset(one for one in articles if self._listed_by.get(one, set()) & self._sources_off)

    def set_source_off(self, source: SourceId, *, off: bool) -> None:
        """Never send a source's articles to a language model, or do again. Raises NotFound for an unknown one."""
        with self._lock:
            self._require_source(source)
            (self._sources_off.add if off else self._sources_off.discard)(source)
