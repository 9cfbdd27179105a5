"""Prompting: what a language model is given and asked, and how its answers are read. Both ends are hostile ground."""

from __future__ import annotations

from octavo.explaining.prompting.cleaning import plain, visible
from octavo.explaining.prompting.passages import Passage, passages_at, passages_of
from octavo.explaining.prompting.prompts import (
    ANSWER,
    EXPLANATION,
    KEY_POINTS,
    TRANSLATION,
    ask_answer,
    ask_explanation,
    ask_key_points,
    ask_translation,
    digest_of,
)
from octavo.explaining.prompting.replies import ReadReply, read_claims, read_translation

__all__ = [
    "ANSWER",
    "EXPLANATION",
    "KEY_POINTS",
    "TRANSLATION",
    "Passage",
    "ReadReply",
    "ask_answer",
    "ask_explanation",
    "ask_key_points",
    "ask_translation",
    "digest_of",
    "passages_at",
    "passages_of",
    "plain",
    "read_claims",
    "read_translation",
    "visible",
]
