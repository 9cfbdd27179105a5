"""What is kept of tokens, and of words that are to be known again."""

from __future__ import annotations

import hashlib


def digest_of(text: str) -> str:
    """The SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
