"""A language model that answers from a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from octavo.model.writing import FailureReason, ModelFailed, ModelInfo, ModelReply, ModelRequest, ModelUsage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeAlias

    ModelAnswer: TypeAlias = str | ModelFailed | Callable[[ModelRequest], str | ModelFailed]

_PIECE = 12


class ScriptedLanguageModel:
    """Gives the answers of its script in turn, the last one again and again; ``requests`` holds what was asked.

    An answer is text, a failure, or a callable of the request that returns either. A text comes in pieces, like that of
    a real model, and counts four characters as a token.
    """

    def __init__(self, script: Iterable[ModelAnswer] | ModelAnswer, *, name: str = "scripted") -> None:
        single = isinstance(script, (str, ModelFailed)) or callable(script)
        self.script: list[ModelAnswer] = [script] if single else list(script)  # type: ignore[list-item, arg-type]  # mypy cannot tell a callable from an iterable
        self.requests: list[ModelRequest] = []
        self.closed = False
        self._name = name

    def info(self) -> ModelInfo:
        """A model on this machine."""
        return ModelInfo(name=self._name, address="http://127.0.0.1/v1", is_local=True)

    def complete(
        self,
        request: ModelRequest,
        *,
        on_text: Callable[[str], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> ModelReply | ModelFailed:
        """The next answer of the script."""
        answer = self.script[min(len(self.requests), len(self.script) - 1)]
        self.requests.append(request)
        text = answer(request) if callable(answer) else answer
        if isinstance(text, ModelFailed):
            return text
        usage = ModelUsage(tokens_in=(len(request.instructions) + len(request.data)) // 4, requests=1)
        for start in range(0, len(text), _PIECE):
            if cancelled is not None and cancelled():
                return ModelFailed(reason=FailureReason.CANCELLED, problem="It was taken back.", usage=usage)
            if on_text is not None:
                on_text(text[start : start + _PIECE])
        usage = usage.plus(ModelUsage(tokens_out=len(text) // 4))
        return ModelReply(text=text, model=self._name, usage=usage)

    def close(self) -> None:
        """Remember that it was closed."""
        self.closed = True
