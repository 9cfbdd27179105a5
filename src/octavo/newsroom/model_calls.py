"""One question to the language model: whether it may be asked, what it costs, and answers that are kept."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from octavo.explaining.prompting import digest_of
from octavo.model.writing import (
    FailureReason,
    KeptReply,
    ModelFailed,
    ModelReply,
    ModelRequest,
    ModelUsage,
    Task,
    Withheld,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from octavo.model.people import User
    from octavo.newsroom.resources import Resources

    Progress = Callable[[int], None] | None
    Cancelled = Callable[[], bool] | None
    Asking = Callable[[str], ModelRequest]

KEPT_FOR = timedelta(days=90)
_CHARACTERS_PER_TOKEN = 4
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """A model's answer, now or earlier; without a ``text``, why there is none."""

    text: str | None = None
    model: str = ""
    at: datetime | None = None
    usage: ModelUsage = field(default_factory=ModelUsage)
    cached: bool = False
    withheld: Withheld | None = None
    problem: str = ""


class ModelCalls:
    """Asks the language model on its terms, for one person."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._model = resources.language_model
        self._terms = resources.model_terms
        self._store = resources.store
        self._clock = resources.clock
        self._credentials = resources.credentials
        self._me = me

    def obstacle(self) -> Withheld | None:
        """Why the model is not to be asked at all."""
        if self._model is None:
            return Withheld.NOT_CONFIGURED
        return Withheld.OFF_FOR_USER if self._store.model_is_off(self._me.id) else None

    def answered(
        self,
        version: str,
        lines: Sequence[str],
        asking: Asking,
        problem_in: Callable[[str], str],
        *,
        more: tuple[str, ...],
        progress: Progress,
        cancelled: Cancelled,
    ) -> Answered:
        """The answer to a question about lines: the one that is kept, else a new one, which is kept if it can be read.

        ``asking`` puts the question with a token for its delimiters; ``problem_in`` says why an answer cannot be read.
        """
        obstacle = self.obstacle()
        if obstacle is not None or self._model is None:
            return Answered(withheld=obstacle)
        name = self._model.info().name
        digest = digest_of(version, name, lines, *more)
        kept = self._store.kept_reply(digest)
        if kept is not None and not problem_in(kept.text):
            return Answered(text=kept.text, model=kept.model, at=kept.at, cached=True)
        reply = self.ask(asking, task=None, progress=progress, cancelled=cancelled)
        if isinstance(reply, Withheld):
            return Answered(withheld=reply, problem=_problem_of(reply))
        if isinstance(reply, ModelFailed):
            return Answered(withheld=Withheld.FAILED, problem=reply.problem, usage=reply.usage)
        problem = problem_in(reply.text)
        if problem:
            return Answered(withheld=Withheld.FAILED, problem=problem, usage=reply.usage)
        now = self._clock.now()
        self._store.keep_reply(KeptReply(digest=digest, text=reply.text, model=name, prompt_version=version, at=now))
        self._store.forget_replies(now - KEPT_FOR)
        return Answered(text=reply.text, model=name, at=now, usage=reply.usage)

    def ask(
        self, asking: Asking, *, task: Task | None, progress: Progress, cancelled: Cancelled
    ) -> ModelReply | ModelFailed | Withheld:
        """Ask, within the day's budget, and count what it used; a question that does not fit is not asked."""
        if self._model is None:
            return Withheld.NOT_CONFIGURED
        request = replace(asking(self._credentials.new_token()), seconds=self._terms.seconds)
        today = self._clock.now().date()
        expected = (len(request.instructions) + len(request.data)) // _CHARACTERS_PER_TOKEN
        limit = self._terms.daily_tokens
        if limit and self._store.use_on(today).usage.tokens + expected > limit:
            return Withheld.BUDGET_SPENT
        outcome = self._outcome(request, progress, cancelled)
        if outcome.usage.requests:
            self._store.add_use(today, outcome.usage, self._terms.cost(outcome.usage))
        if isinstance(outcome, ModelFailed):
            _log.info("The language model gave no answer to %s: %s", task or request.prompt_version, outcome.problem)
        return outcome

    def _outcome(self, request: ModelRequest, progress: Progress, cancelled: Cancelled) -> ModelReply | ModelFailed:
        if self._model is None:
            raise AssertionError(request.prompt_version)
        so_far = 0

        def count(piece: str) -> None:
            nonlocal so_far
            so_far += len(piece)
            if progress is not None:
                progress(so_far)

        try:
            return self._model.complete(request, on_text=count, cancelled=cancelled)
        except Exception as error:  # noqa: BLE001 - see below
            # A port that breaks its word costs a reader the model's version of a page, never the page.
            _log.exception("The language model's adapter failed")
            return ModelFailed(
                reason=FailureReason.SERVER_ERROR, problem=f"The language model failed ({type(error).__name__})."
            )


def _problem_of(withheld: Withheld) -> str:
    return "The day's budget for the language model is used up." if withheld is Withheld.BUDGET_SPENT else ""
