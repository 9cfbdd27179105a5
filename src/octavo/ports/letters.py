"""What mail needs: a way to send letters, and a part of the library that knows who wants them and what was sent."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from octavo.model.ids import UserId
from octavo.model.letters import Letter, LetterRecord, LetterState, MailFailed, MailWishes


class Mailer(Protocol):
    """Sends letters. Whatever the server does, it answers with a value."""

    def send(self, letter: Letter) -> MailFailed | None:
        """Hand a letter to the mail server; ``None`` when that took it."""


class LetterStore(Protocol):
    """Who wants letters, and which were sent. A letter is claimed before it is sent: no two processes send the same."""

    def mail_wishes(self, user: UserId) -> MailWishes | None:
        """What a person wants by mail."""

    def all_mail_wishes(self) -> tuple[MailWishes, ...]:
        """What everybody wants, by account."""

    def save_mail_wishes(self, wishes: MailWishes) -> None:
        """Keep what a person wants, in the place of what was kept. Raises NotFound when there is no such account."""

    def forget_mail_wishes(self, user: UserId) -> None:
        """Forget a person's address and what they want there."""

    def mail_wishes_of_proof(self, proof: str, now: datetime) -> MailWishes | None:
        """Whose address a link with this digest confirms, while it is good."""

    def mail_wishes_of_leave_key(self, key: str) -> MailWishes | None:
        """Whose letters have this key."""

    def claim_letter(self, user: UserId, key: str, now: datetime) -> bool:
        """Take a letter to be sent now: true for one caller alone, once, or once again when a waiting one's time came.

        Raises NotFound when there is no such account.
        """

    def settle_letter(
        self, user: UserId, key: str, *, state: LetterState, next_at: datetime | None = None, problem: str = ""
    ) -> None:
        """Write what became of a claimed letter. An unknown one is passed over."""

    def letter(self, user: UserId, key: str) -> LetterRecord | None:
        """What became of one letter; ``None`` where it was never claimed."""

    def letters(self, user: UserId, limit: int) -> tuple[LetterRecord, ...]:
        """A person's letters, the latest first."""

    def forget_letters(self, before: datetime) -> int:
        """Forget letters from before; returns how many."""
