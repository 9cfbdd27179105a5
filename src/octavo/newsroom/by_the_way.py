"""What pages write while they are read."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from octavo.model.errors import StoreUnavailable

if TYPE_CHECKING:
    from contextlib import AbstractContextManager


def by_the_way() -> AbstractContextManager[None]:
    """Around what is noted by the way: a library that cannot be written can still be read, and the note is missed."""
    return suppress(StoreUnavailable)
