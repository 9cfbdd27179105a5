"""What somebody wrote, where it could not be taken: it comes back in a form that sends it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

if TYPE_CHECKING:
    from starlette.requests import Request

WORDS = ("body", "note")
"""The fields in which people write at length."""
SENT = "octavo.sent"
"""Where in an ASGI scope the bytes of a form are."""
_MOST_FIELDS = 50
_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """A form that was sent: where to, the field with words in it, and all others."""

    address: str
    field: str
    words: str
    others: tuple[tuple[str, str], ...]


def unsent(request: Request) -> Unsent | None:
    """What was written in the form of a request; ``None`` where nothing was."""
    sent = request.scope.get(SENT, b"")
    if not sent or not request.headers.get("content-type", "").startswith(_FORM):
        return None
    try:
        fields = parse_qsl(sent.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        return None
    field, words = next(((name, value) for name, value in fields if name in WORDS and value.strip()), ("", ""))
    if not field:
        return None
    others = tuple(one for one in fields if one[0] != field)
    return Unsent(address=request.url.path, field=field, words=words, others=others)
