"""What people arrange, in memory."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.kit.moments import as_utc
from octavo.model.errors import AlreadyThere, NotFound
from octavo.model.following import Activity, Folder, FolderId, Outcome, Taken, Wanted
from octavo.model.keeping import folder_key, storable
from octavo.model.sources import SourceKind
from octavo.testing.sources import MemorySources

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from octavo.model.ids import SourceId, UserId


class MemoryFollowing(MemorySources):
    """The part of the fake store that keeps folders and titles of one's own."""

    def folders(self, user: UserId) -> tuple[Folder, ...]:
        """A person's folders, by name (case folded)."""
        with self._lock:
            mine = [one for one in self._folders.values() if one.user == user]
            return tuple(sorted(mine, key=lambda one: (folder_key(one.name), one.id)))

    def add_folder(self, user: UserId, name: str) -> Folder:
        """Make a folder; the one that is there when the person has one of this name (case folded)."""
        with self._lock:
            self._require_user(user)
            known = next((one for one in self.folders(user) if folder_key(one.name) == folder_key(name)), None)
            if known is None:
                self._last_folder += 1
                known = Folder(id=FolderId(self._last_folder), user=user, name=storable(name))
                self._folders[known.id] = known
            return known

    def rename_folder(self, user: UserId, folder: FolderId, name: str) -> Folder:
        """Give a folder another name."""
        with self._lock:
            known = self._require_folder(user, folder)
            if any(one.id != folder and folder_key(one.name) == folder_key(name) for one in self.folders(user)):
                raise AlreadyThere(f"You have a folder called “{name}” already: choose another name.")
            self._folders[folder] = replace(known, name=storable(name))
            return self._folders[folder]

    def remove_folder(self, user: UserId, folder: FolderId) -> bool:
        """Take a folder away, its sources stay; whether it was there."""
        with self._lock:
            if folder not in {one.id for one in self.folders(user)}:
                return False
            del self._folders[folder]
            self._placed = {key: placed for key, placed in self._placed.items() if placed != folder}
            return True

    def put_into_folder(self, user: UserId, source: SourceId, folder: FolderId | None) -> None:
        """Put a source into a folder, or (``None``) into none."""
        with self._lock:
            if folder is not None:
                self._require_folder(user, folder)
            self._require_user(user)
            self._require_source(source)
            self._placed.pop((user, source), None)
            if folder is not None:
                self._placed[user, source] = folder

    def rename_source(self, user: UserId, source: SourceId, title: str | None) -> None:
        """Call a source by a title of one's own, or (``None``) by its own again."""
        with self._lock:
            self._require_user(user)
            self._require_source(source)
            self._own_titles.pop((user, source), None)
            if title:
                self._own_titles[user, source] = storable(title)

    def follow_all(self, user: UserId, wanted: Sequence[Wanted], now: datetime) -> tuple[Taken, ...]:
        """Let a person follow all of these feeds; what became of each, in their order."""
        with self._lock:
            self._require_user(user)
            return tuple(self._take(user, one, now) for one in wanted)

    def activity(self, user: UserId, since: datetime, source: SourceId | None = None) -> dict[SourceId, Activity]:
        """What each followed source, or the one asked for, listed since then; silent ones are left out."""
        with self._lock:
            found = {}
            for one_of in self._followed(user):
                moments = [one.sort_at for one in self._listed(one_of) if one.sort_at >= as_utc(since)]
                if moments and source in (None, one_of):
                    found[one_of] = Activity(articles=len(moments), first_at=min(moments), latest_at=max(moments))
            return found

    def _take(self, user: UserId, wanted: Wanted, now: datetime) -> Taken:
        source = self.add_source(
            url=wanted.url,
            kind=SourceKind.FEED,
            title="",
            site_url=wanted.site_url,
            language=wanted.language,
            now=now,
        )
        known = (user, source.id) in self._follows
        if not known:
            self.subscribe(user, source.id, now)
            if wanted.title or wanted.folder:
                self.rename_source(user, source.id, wanted.title or None)
                folder = self.add_folder(user, wanted.folder).id if wanted.folder else None
                self.put_into_folder(user, source.id, folder)
        return Taken(
            url=storable(wanted.url),
            title=storable(wanted.title),
            folder=storable(wanted.folder),
            outcome=Outcome.KNOWN if known else Outcome.ADDED,
            source=source.id,
        )

    def _require_folder(self, user: UserId, folder: FolderId) -> Folder:
        found = next((one for one in self.folders(user) if one.id == folder), None)
        if found is None:
            raise NotFound("There is no such folder. The page of sources shows your folders.")
        return found
