"""Language tags."""

from __future__ import annotations

import re

_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_REGION_LENGTH = 2


def language_tag(text: str | None) -> str | None:
    """A language tag in its usual spelling ("en", "pt-BR"; RFC 5646 §2.1.1), ``None`` for anything else."""
    found = _TAG.fullmatch((text or "").strip())
    if found is None:
        return None
    first, *rest = re.split("[-_]", found.group())
    return "-".join((first.lower(), *(part.upper() if len(part) == _REGION_LENGTH else part.title() for part in rest)))
