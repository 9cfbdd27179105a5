"""What a server of the OpenAI kind understands: found out by asking, and remembered."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from octavo.model.writing import Structure

if TYPE_CHECKING:
    from octavo.model.writing import ModelRequest

_LOOSER = {Structure.JSON_SCHEMA: Structure.JSON_OBJECT, Structure.JSON_OBJECT: Structure.PROMPT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a request is put. ``looser`` gives up what a server has just refused, until there is nothing left."""

    structure: Structure = Structure.JSON_SCHEMA
    length: str = "max_tokens"
    temperature: bool = True
    counts_streams: bool = True
    streams: bool = True

    def parameters(self, request: ModelRequest, model: str) -> dict[str, Any]:
        """The body of a request."""
        body: dict[str, Any] = {
            "model": model,
            "messages": [
                {"role": "system", "content": request.instructions},
                {"role": "user", "content": request.data},
            ],
            "stream": self.streams,
            self.length: request.max_tokens,
        }
        if self.temperature:
            body["temperature"] = 0
        if self.streams and self.counts_streams:
            body["stream_options"] = {"include_usage": True}
        if self.structure is Structure.JSON_OBJECT:
            body["response_format"] = {"type": "json_object"}
        elif self.structure is Structure.JSON_SCHEMA:
            schema = {"name": "answer", "strict": True, "schema": json.loads(request.schema)}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        return body

    def looser(self, complaint: str) -> Dialect | None:
        """What to try after a refusal: what the complaint names, else a looser structure; ``None`` at the end."""
        said = complaint.lower()
        if self.length == "max_tokens" and "max_completion_tokens" in said:
            return replace(self, length="max_completion_tokens")
        if self.temperature and "temperature" in said:
            return replace(self, temperature=False)
        if self.counts_streams and "stream_options" in said:
            return replace(self, counts_streams=False)
        if self.structure in _LOOSER:
            return replace(self, structure=_LOOSER[self.structure])
        return replace(self, counts_streams=False) if self.counts_streams else None
