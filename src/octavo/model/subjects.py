"""Subjects: what articles are about and who speaks in them, as pages that a reader can follow."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from octavo.model.ids import ArticleId, StoryId, UserId


class SubjectKind(StrEnum):
    """What sort of subject it is."""

    TOPIC = "topic"
    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    SPEAKER = "speaker"
    """Somebody whose words are in an article, directly or reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A subject; ``key`` is equal for all spellings of its ``name`` that are known to be the same."""

    kind: SubjectKind
    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """That an article is about a subject, and how much (1 and up)."""

    subject: Subject
    weight: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """What explaining found in one revision of an article; only the room understands ``insights``."""

    article: ArticleId
    revision: int
    insights: bytes
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainingState:
    """How far explaining has come in the changes of articles, and by which version of its rules."""

    position: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryExplained:
    """What was found over all articles of a story; ``digest`` says of which revisions of which articles."""

    story: StoryId
    digest: str
    insights: bytes
    at: datetime


class Stance(StrEnum):
    """What a reader wants of a subject or story."""

    FOLLOW = "follow"
    LESS = "less"
    MUTE = "mute"


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """What a person wants of a subject."""

    user: UserId
    subject: Subject
    stance: Stance
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryInterest:
    """What a person wants of a story, and when they last looked at it."""

    user: UserId
    story: StoryId
    stance: Stance | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectQuery:
    """The subjects of a kind that most articles since ``since`` are about, in what ``user`` follows."""

    user: UserId
    since: datetime
    kind: SubjectKind | None = None
    limit: int = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class SubjectCount:
    """A subject and how many articles are about it."""

    subject: Subject
    articles: int
