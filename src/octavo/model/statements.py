"""Statements: who said what, in whose words, and where an article tells it."""

from __future__ import annotations

from dataclasses import dataclass

from octavo.kit.words import word_set
from octavo.model.insights import Citation, Claim

_WHOLE = 4
_PRONOUNS = word_set(
    "he she they it i we who you er sie es ich wir man il elle ils elles on je nous él ella ellos ellas yo",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Claim):
    """What an article says that somebody said: ``text`` holds the sentences, and so do ``citations``.

    ``said`` are the words said without marks, letter for letter; where a narrator's words or a new paragraph part
    them, ``went_on`` are the further parts in order. ``speaker`` is how the sentence names who said it ("the ministry",
    "he"), ``name`` who that is as far as the article makes it certain, ``role`` what the article says they are.
    ``channel`` is where they said it ("Telegram", "press conference", "Reuters"). ``is_direct`` tells a quotation from
    reported speech. Where ``is_certain`` is false, who said it is a guess and is to be shown as one.
    """

    said: Citation
    went_on: tuple[Citation, ...] = ()
    speaker: str | None = None
    speaker_at: Citation | None = None
    name: str | None = None
    role: str | None = None
    verb: str = ""
    channel: str | None = None
    is_direct: bool = True
    is_certain: bool = False
    language: str = ""

    @property
    def is_by_pronoun(self) -> bool:
        """Whether the sentence names its speaker by a pronoun alone ("she", "we’re", "dit-elle")."""
        word = (self.speaker or "").casefold().replace("’", "'").partition("'")[0]
        return word.rpartition("-")[2] in _PRONOUNS

    @property
    def attributed_to(self) -> str | None:
        """Who certainly says it, as far as that tells a reader anything: a pronoun that leads to no name does not."""
        if not self.is_certain:
            return None
        return self.name or (None if self.is_by_pronoun else self.speaker) or None

    @property
    def words(self) -> str:
        """All that was said, its parts joined by an ellipsis where a narrator's words stood between them."""
        return " … ".join(part.quote for part in (self.said, *self.went_on))

    @property
    def is_whole(self) -> bool:
        """Whether the words said make sense without the sentence that they stand in: a few of them seldom do."""
        first = self.said.quote.lstrip("\"'“‘«„ ")[:1]
        return self.is_direct and not first.islower() and len(self.words.split()) >= _WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One who spoke, with all their statements from one or several articles in order.

    ``key`` finds the same speaker elsewhere. ``name`` is the fullest name they are given.
    """

    key: str
    name: str
    statements: tuple[Statement, ...]
    roles: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
