"""The key to a person's feeds: whoever has it reads their lists with a reader program, and can do nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from octavo.model.people import User
    from octavo.newsroom.resources import Resources


class FeedDesk:
    """Looks after one person's key."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._store = resources.store
        self._credentials = resources.credentials
        self._me = me

    def key(self) -> str:
        """The key that opens the person's feeds; "" where there is none."""
        return self._store.preferences(self._me.id).feed_key

    def renew(self) -> str:
        """Make a new key; the old one opens nothing any more."""
        return self._keep(self._credentials.new_token())

    def forget(self) -> None:
        """Let no key open the feeds."""
        self._keep("")

    def _keep(self, key: str) -> str:
        known = self._store.preferences(self._me.id)
        self._store.save_preferences(self._me.id, replace(known, feed_key=key))
        return key
