"""Letters in memory, and a mailer that only keeps them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from octavo.model.keeping import storable
from octavo.model.letters import LetterRecord, LetterState
from octavo.testing.library import Library

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from octavo.model.ids import UserId
    from octavo.model.letters import Letter, MailFailed, MailWishes


class ScriptedMailer:
    """Keeps the letters it is given in ``sent``; answers with the given failures first, one for each letter."""

    def __init__(self, *failures: MailFailed) -> None:
        self.sent: list[Letter] = []
        self._failures = list(failures)

    def send(self, letter: Letter) -> MailFailed | None:
        """Keep a letter."""
        if self._failures:
            return self._failures.pop(0)
        self.sent.append(letter)
        return None


class MemoryLetters(Library):
    """The part of the fake store that keeps who wants letters, and which were sent."""

    def __init__(self) -> None:
        super().__init__()
        self._mail_wishes: dict[UserId, MailWishes] = {}
        self._letters: dict[tuple[UserId, str], LetterRecord] = {}

    def mail_wishes(self, user: UserId) -> MailWishes | None:
        """What a person wants by mail."""
        with self._lock:
            return self._mail_wishes.get(user)

    def all_mail_wishes(self) -> tuple[MailWishes, ...]:
        """What everybody wants, by account."""
        with self._lock:
            return tuple(self._mail_wishes[user] for user in sorted(self._mail_wishes))

    def save_mail_wishes(self, wishes: MailWishes) -> None:
        """Keep what a person wants, in the place of what was kept."""
        with self._lock:
            self._require_user(wishes.user)
            self._mail_wishes[wishes.user] = storable(wishes)

    def forget_mail_wishes(self, user: UserId) -> None:
        """Forget a person's address and what they want there."""
        with self._lock:
            self._mail_wishes.pop(user, None)

    def mail_wishes_of_proof(self, proof: str, now: datetime) -> MailWishes | None:
        """Whose address a link with this digest confirms, while it is good."""
        return self._first_wishes(
            lambda one: one.proof == proof and one.proof_until is not None and one.proof_until > now
        )

    def mail_wishes_of_leave_key(self, key: str) -> MailWishes | None:
        """Whose letters have this key."""
        return self._first_wishes(lambda one: one.leave_key == key)

    def claim_letter(self, user: UserId, key: str, now: datetime) -> bool:
        """Take a letter to be sent now; true for one caller alone."""
        with self._lock:
            self._require_user(user)
            place = (user, storable(key))
            known = self._letters.get(place)
            made = LetterRecord(user=user, key=place[1], at=storable(now), state=LetterState.SENDING)
            if known is not None:
                if known.state is not LetterState.WAITING or known.next_at is None or known.next_at > now:
                    return False
                made = replace(made, attempts=known.attempts + 1, problem=known.problem)
            self._letters[place] = made
            return True

    def settle_letter(
        self, user: UserId, key: str, *, state: LetterState, next_at: datetime | None = None, problem: str = ""
    ) -> None:
        """Write what became of a claimed letter."""
        with self._lock:
            known = self._letters.get((user, storable(key)))
            if known is not None:
                settled = replace(known, state=state, next_at=next_at, problem=problem)
                self._letters[user, known.key] = storable(settled)

    def letter(self, user: UserId, key: str) -> LetterRecord | None:
        """What became of one letter; ``None`` where it was never claimed."""
        with self._lock:
            return self._letters.get((user, storable(key)))

    def letters(self, user: UserId, limit: int) -> tuple[LetterRecord, ...]:
        """A person's letters, the latest first."""
        with self._lock:
            mine = sorted((one for one in self._letters.values() if one.user == user), key=lambda one: one.key)
            mine.sort(key=lambda one: one.at, reverse=True)
            return tuple(mine[: max(limit, 0)])

    def forget_letters(self, before: datetime) -> int:
        """Forget letters from before; returns how many."""
        with self._lock:
            old = [place for place, one in self._letters.items() if one.at < before]
            for place in old:
                del self._letters[place]
            return len(old)

    def _first_wishes(self, fits: Callable[[MailWishes], bool]) -> MailWishes | None:
        with self._lock:
            return next((one for one in self._mail_wishes.values() if fits(one)), None)
