"""What a language model is asked and answers, and what of it stood up to checking. Failures are values."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from octavo.model.ids import ArticleId, SourceId
from octavo.model.insights import Author, Claim


class DropReason(StrEnum):
    """Why a sentence is not shown."""

    QUOTE_NOT_FOUND = "quote_not_found"
    NUMBER_NOT_FOUND = "number_not_found"
    DATE_NOT_FOUND = "date_not_found"
    NAME_NOT_FOUND = "name_not_found"
    WORD_NOT_FOUND = "word_not_found"
    NOT_SAID_TOGETHER = "not_said_together"
    NEGATION_DIFFERS = "negation_differs"
    CERTAINTY_DIFFERS = "certainty_differs"
    NAMES_SWAPPED = "names_swapped"
    ROLES_SWAPPED = "roles_swapped"
    NOT_SUPPORTED = "not_supported"
    NOTHING_SAID = "nothing_said"
    NO_CITATION = "no_citation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A sentence that is not shown, and why; ``detail`` is what was not found, such as the number.

    ``claim`` is ``None`` where a model's sentence cited nothing that it had been given; ``text`` is the sentence.
    """

    text: str
    reason: DropReason
    detail: str = ""
    claim: Claim | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """Claims that stood up to checking, in their order, and those that did not."""

    kept: tuple[Claim, ...]
    dropped: tuple[Dropped, ...] = ()


class Task(StrEnum):
    """What a language model may be asked for."""

    KEY_POINTS = "key_points"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    TRANSLATION = "translation"
    TRIAL = "trial"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelRequest:
    """What a model is asked: instructions, then the data, and the JSON schema that its answer should fit.

    ``max_tokens`` bounds the answer, ``seconds`` the whole exchange with its retries.
    """

    instructions: str
    data: str
    schema: str
    prompt_version: str
    max_tokens: int = 1_024
    seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelUsage:
    """Tokens of one exchange or of many; ``estimated`` where a server did not count and they were reckoned."""

    tokens_in: int = 0
    tokens_out: int = 0
    requests: int = 0
    estimated: bool = False

    @property
    def tokens(self) -> int:
        """All tokens, in and out."""
        return self.tokens_in + self.tokens_out

    def plus(self, other: ModelUsage) -> ModelUsage:
        """Both together."""
        return ModelUsage(
            tokens_in=self.tokens_in + other.tokens_in,
            tokens_out=self.tokens_out + other.tokens_out,
            requests=self.requests + other.requests,
            estimated=self.estimated or other.estimated,
        )


class Structure(StrEnum):
    """How a server is brought to answer in JSON, from the strictest way to the loosest."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    PROMPT = "prompt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelReply:
    """What a model answered, whole: the stream came to its end and the model to its own."""

    text: str
    model: str
    usage: ModelUsage
    structure: Structure = Structure.PROMPT


class FailureReason(StrEnum):
    """Why a model gave no answer that can be used."""

    NOT_REACHED = "not_reached"
    TIMED_OUT = "timed_out"
    CANCELLED = "cancelled"
    REFUSED = "refused"  # 401, 403 and other 4xx: the key, the model's name, the request
    BUSY = "busy"  # 429 to the last
    SERVER_ERROR = "server_error"
    CUT_OFF = "cut_off"  # the stream ended before the answer did
    TOO_LONG = "too_long"  # the answer was longer than it may be
    NOT_TEXT = "not_text"  # a page of HTML, bytes that are no UTF-8, no chat completion
    UNREADABLE = "unreadable"  # an answer in another form than was asked for
    NOT_INSTALLED = "not_installed"


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelFailed:
    """A model gave no answer: ``problem`` says it in a sentence. What it used up counts all the same."""

    reason: FailureReason
    problem: str
    usage: ModelUsage = field(default_factory=ModelUsage)


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelInfo:
    """Which model is configured, and where what is sent to it goes."""

    name: str
    address: str
    is_local: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptReply:
    """A model's answer as it is kept, by the digest of what it was asked."""

    digest: str
    text: str
    model: str
    prompt_version: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DayUse:
    """What a day's exchanges used; ``cost`` in the currency of the prices in the settings."""

    day: date
    usage: ModelUsage
    cost: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelTerms:
    """On what terms a model is used: tokens a day (0: no limit), seconds an answer, prices of a million tokens."""

    daily_tokens: int = 0
    seconds: float = 120.0
    price_in: float = 0.0
    price_out: float = 0.0
    currency: str = "USD"

    def cost(self, usage: ModelUsage) -> float:
        """What an exchange costs."""
        return (usage.tokens_in * self.price_in + usage.tokens_out * self.price_out) / 1_000_000


class Withheld(StrEnum):
    """Why a model was not asked, or what it said is not shown."""

    NOT_CONFIGURED = "not_configured"
    OFF_FOR_USER = "off_for_user"
    OFF_FOR_SOURCE = "off_for_source"
    BUDGET_SPENT = "budget_spent"
    NOTHING_TO_SEND = "nothing_to_send"
    FAILED = "failed"
    NOTHING_HELD = "nothing_held"
    SAYS_NOT_FOUND = "says_not_found"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What a model wrote and checking let stand; without claims, ``withheld`` says why, ``problem`` in a sentence.

    ``left_out`` are articles that were not sent because their source is switched off.
    """

    written_by: Author | None = None
    claims: tuple[Claim, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    withheld: Withheld | None = None
    problem: str = ""
    usage: ModelUsage = field(default_factory=ModelUsage)
    cached: bool = False
    left_out: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslatedBlock:
    """A block of an article in another language beside its original; ``text`` is ``None`` where it did not hold."""

    block: int
    original: str
    text: str | None
    reason: DropReason | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """An article in another language, block by block; without any, ``withheld`` says why."""

    article: ArticleId
    revision: int
    language: str
    title: str | None = None
    blocks: tuple[TranslatedBlock, ...] = ()
    written_by: Author | None = None
    withheld: Withheld | None = None
    problem: str = ""
    usage: ModelUsage = field(default_factory=ModelUsage)
    cached: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One line of the list of what is sent where: a task, what of the library goes along, and when."""

    task: Task
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelStatus:
    """Whether a language model is used, which, what goes where, and what it used today."""

    model: ModelInfo | None
    on_for_me: bool
    sources_off: tuple[SourceId, ...]
    today: DayUse
    daily_tokens: int
    currency: str
    sendings: tuple[Sending, ...] = ()
