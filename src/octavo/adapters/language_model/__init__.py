"""Language models behind an OpenAI-compatible address: Ollama, vLLM, llama.cpp, or a hosted one."""

from __future__ import annotations

from octavo.adapters.language_model.client import OpenAICompatibleModel

__all__ = ["OpenAICompatibleModel"]
