"""The people who use this server, and what they marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from octavo.model.ids import ArticleId, UserId
from octavo.model.preferences import DEFAULT, ReadingPreferences


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account. The owner is the first one, made with the library itself; it may look after the others."""

    id: UserId
    name: str
    is_owner: bool
    created_at: datetime
    has_password: bool = False
    preferences: ReadingPreferences = DEFAULT


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedIn:
    """A session: somebody in one browser, from ``begun_at`` on. Only the digest of its token is known.

    ``agent`` is how the browser named itself, ``seen_at`` about when it was last here.
    """

    digest: str
    user: User
    begun_at: datetime
    seen_at: datetime
    expires_at: datetime
    agent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much of one person's is kept."""

    read: int = 0
    starred: int = 0
    comments: int = 0
    trackers: int = 0
    subjects: int = 0
    notes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Brake:
    """Slows down who tries passwords: ``free`` failures cost nothing, then each wait is twice the one before.

    ``key`` says what is counted (a name, a network), ``longest`` is the longest wait: nobody is shut out for ever.
    """

    key: str
    free: int
    longest: timedelta

    def wait(self, failures: int) -> timedelta:
        """How long to wait after so many failures."""
        if failures < self.free:
            return timedelta(0)
        return min(timedelta(seconds=2.0 ** min(failures - self.free, 30)), self.longest)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one person did with one article; ``None`` means: not read, not starred."""

    user: UserId
    article: ArticleId
    read_at: datetime | None = None
    starred_at: datetime | None = None
