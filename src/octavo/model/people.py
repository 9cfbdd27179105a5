"""The people who use this server, and what they marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from octavo.model.ids import ArticleId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """An account. The owner is the first one, made with the library itself; it may look after the others."""

    id: UserId
    name: str
    is_owner: bool
    created_at: datetime
    has_password: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What one person did with one article; ``None`` means: not read, not starred."""

    user: UserId
    article: ArticleId
    read_at: datetime | None = None
    starred_at: datetime | None = None
