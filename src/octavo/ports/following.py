"""The part of the library that arranges what people follow."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from octavo.model.following import Activity, Folder, FolderId, Taken, Wanted
from octavo.model.ids import SourceId, UserId


class FollowingStore(Protocol):
    """Folders, titles of one's own, and many sources at once.

    What a person arranged outlives their leaving a source: when they follow it again, it is where it was.
    """

    def folders(self, user: UserId) -> tuple[Folder, ...]:
        """A person's folders, by name (case folded)."""

    def add_folder(self, user: UserId, name: str) -> Folder:
        """Make a folder; the one that is there when the person has one of this name (case folded).

        Raises NotFound when the account is unknown.
        """

    def rename_folder(self, user: UserId, folder: FolderId, name: str) -> Folder:
        """Give a folder another name. Raises NotFound: no such folder; AlreadyThere: another one has the name."""

    def remove_folder(self, user: UserId, folder: FolderId) -> bool:
        """Take a folder away, its sources stay; whether it was there."""

    def put_into_folder(self, user: UserId, source: SourceId, folder: FolderId | None) -> None:
        """Put a source into a folder, or (``None``) into none. Raises NotFound when any of the three is unknown."""

    def rename_source(self, user: UserId, source: SourceId, title: str | None) -> None:
        """Call a source by a title of one's own, or (``None``) by its own again. Raises NotFound: either is unknown."""

    def follow_all(self, user: UserId, wanted: Sequence[Wanted], now: datetime) -> tuple[Taken, ...]:
        """Let a person follow all of these feeds, in one transaction; what became of each, in their order.

        Sources that are new are due at once. What the person follows already keeps its title and its folder.
        Folders are made as they are needed. Raises NotFound when the account is unknown.
        """

    def activity(self, user: UserId, since: datetime, source: SourceId | None = None) -> dict[SourceId, Activity]:
        """What each followed source, or the one asked for, listed since then; silent ones are left out."""
