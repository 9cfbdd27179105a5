"""Mail: where letters go, what is in them, and that each goes out once."""

from __future__ import annotations

import logging
import re
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol

from octavo.model.errors import InvalidInput, NotFound, OctavoError, Unavailable
from octavo.model.letters import LetterState, MailWishes, briefing_key
from octavo.newsroom.briefing import BriefingDesk
from octavo.newsroom.digests import digest_of
from octavo.newsroom.tracking import TrackerDesk

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from octavo.model.briefings import Briefing
    from octavo.model.ids import UserId
    from octavo.model.letters import Letter, LetterRecord, MailFailed
    from octavo.model.people import User
    from octavo.model.trackers import Tracker
    from octavo.newsroom.resources import Resources

LOG = logging.getLogger("octavo.mail")
LINK_LASTS = timedelta(days=2)
KEPT_FOR = timedelta(days=90)
# So often an address is asked whether it is right, in a day: nobody shall be flooded from here.
MOST_PROOFS = 3
# When a letter that the server did not take is tried again.
_AGAIN = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=3))
_SHOWN = 10
_LONGEST = 254  # RFC 5321 §4.5.3.1.3
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*"
                      r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?")  # fmt: skip
_NO_MAIL = "This server sends no mail: whoever runs it sets OCTAVO_SMTP_HOST and OCTAVO_SMTP_FROM."


class Writer(Protocol):
    """Writes letters: a door's part, which knows words and addresses of pages."""

    def briefing(self, briefing: Briefing, to: MailWishes, *, number: str, at: datetime) -> Letter:
        """The letter with a briefing."""

    def answer(self, tracker: Tracker, reason: str, to: MailWishes, *, number: str, at: datetime) -> Letter:
        """The letter that says what is new in the answer to a question."""

    def proof(self, to: MailWishes, token: str, name: str, *, number: str, at: datetime) -> Letter:
        """The letter that asks whether an address is right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MailPage:
    """What a person gets by mail: whether this server sends any, what they want, and what became of letters."""

    is_on: bool
    wishes: MailWishes | None
    letters: tuple[LetterRecord, ...]


class MailDesk:
    """Looks after one person's mail."""

    def __init__(self, resources: Resources, me: User) -> None:
        self._resources = resources
        self._store = resources.store
        self._clock = resources.clock
        self._mailer = resources.mailer
        self._me = me

    def page(self) -> MailPage:
        """What the person gets by mail."""
        letters = self._store.letters(self._me.id, _SHOWN)
        return MailPage(is_on=self._mailer is not None, wishes=self._store.mail_wishes(self._me.id), letters=letters)

    def wish(
        self,
        address: str,
        *,
        hour: int,
        days: tuple[int, ...],
        briefing: bool,
        trackers: bool,
        writer: Writer,
    ) -> MailWishes:
        """Keep what the person wants, by their own clock; a new address is asked first whether it is right.

        Raises:
            InvalidInput: the address or the hour is none, or the address was asked too often.
            Unavailable: this server sends no mail, or the mail server takes none.
        """
        known = self._store.mail_wishes(self._me.id)
        wanted = MailWishes(
            user=self._me.id,
            address=_address(address),
            leave_key=known.leave_key if known else self._resources.credentials.new_token(),
            hour=_hour(hour),
            days=tuple(sorted({day for day in days if day in range(7)})),
            zone=self._me.preferences.zone,
            wants_briefing=briefing,
            wants_trackers=trackers,
        )
        if known is not None and known.address == wanted.address and known.is_confirmed:
            wanted = replace(wanted, confirmed_at=known.confirmed_at)
            self._store.save_mail_wishes(wanted)
            return wanted
        return self._prove(wanted, writer)

    def forget(self) -> None:
        """Forget the person's address: nothing is sent any more."""
        self._store.forget_mail_wishes(self._me.id)

    def send_today(self, writer: Writer) -> LetterRecord:
        """Send today's briefing now, unless it was sent today; what became of it.

        Raises:
            NotFound: it is a quiet day.
            InvalidInput: there is no confirmed address.
            Unavailable: this server sends no mail.
        """
        wishes = self._store.mail_wishes(self._me.id)
        if self._mailer is None:
            raise Unavailable(_NO_MAIL)
        if wishes is None or not wishes.is_confirmed:
            raise InvalidInput("There is no confirmed address: give one on the page /mail, and open the link it gets.")
        send_briefing(self._resources, self._me, wishes, writer)
        sent = self._store.letter(self._me.id, briefing_key(wishes.day(self._clock.now())))
        if sent is None:
            raise NotFound("A quiet day: no story stood out, so there is no briefing to send.")
        return sent

    def _prove(self, wanted: MailWishes, writer: Writer) -> MailWishes:
        """Ask an address whether it is right; until then nothing else goes there."""
        if self._mailer is None:
            raise Unavailable(_NO_MAIL)
        now = self._clock.now()
        key = next((name for name in _proof_keys(now) if self._store.claim_letter(self._me.id, name, now)), None)
        if key is None:
            raise InvalidInput(f"{MOST_PROOFS} letters with a link were sent today, and no more will be. Try tomorrow.")
        token = self._resources.credentials.new_token()
        wanted = replace(wanted, proof=digest_of(token), proof_until=now + LINK_LASTS)
        self._store.save_mail_wishes(wanted)
        letter = writer.proof(wanted, token, self._me.name, number=self._resources.credentials.new_token(), at=now)
        failed = self._mailer.send(letter)
        state = LetterState.FAILED if failed else LetterState.SENT
        self._store.settle_letter(self._me.id, key, state=state, problem=failed.problem if failed else "")
        if failed:
            raise Unavailable(failed.problem)
        return wanted


def confirm(resources: Resources, token: str) -> MailWishes:
    """Confirm the address that a link was sent to.

    Raises:
        NotFound: the link is spent, late or unknown.
    """
    now = resources.clock.now()
    found = resources.store.mail_wishes_of_proof(digest_of(token), now)
    if found is None:
        raise NotFound("This link has been used, or is older than two days. Ask for a new one on your page “Mail”.")
    confirmed = replace(found, confirmed_at=now, proof=None, proof_until=None)
    resources.store.save_mail_wishes(confirmed)
    return confirmed


def leave(resources: Resources, key: str) -> MailWishes:
    """End the letters with this key; the address stays, so that the person can want them again.

    Raises:
        NotFound: no letter has this key.
    """
    found = resources.store.mail_wishes_of_leave_key(key)
    if found is None:
        raise NotFound("No letters have this link any more: nothing more will come.")
    resources.store.save_mail_wishes(found.left())
    return found


def send_due(resources: Resources, writer: Writer) -> int:
    """Send every letter whose time has come; returns how many went out."""
    if resources.mailer is None:
        return 0
    now, sent = resources.clock.now(), 0
    people = {user.id: user for user in resources.store.users()}
    for wishes in resources.store.all_mail_wishes():
        me = people.get(wishes.user)
        if me is None or not wishes.is_confirmed:
            continue
        try:
            sent += wishes.is_due(now) and send_briefing(resources, me, wishes, writer)
            sent += _send_answers(resources, me, wishes, writer) if wishes.wants_trackers else 0
        except OctavoError as error:
            LOG.warning("mail to account %d: %s", wishes.user, error)
        except Exception:  # one person's mail must not keep that of all others; the log keeps whose
            LOG.exception("could not write to account %d", wishes.user)
    resources.store.forget_letters(now - KEPT_FOR)
    return sent


def send_briefing(resources: Resources, me: User, wishes: MailWishes, writer: Writer) -> bool:
    """Send today's briefing, unless it was sent; whether it went out. A quiet day is no letter."""
    now = resources.clock.now()
    key = briefing_key(wishes.day(now))
    known = resources.store.letter(me.id, key)
    if known is not None and known.state is not LetterState.WAITING:
        return False
    briefing = BriefingDesk(resources, me).of()
    if not briefing.stories:
        return False

    def write(number: str) -> Letter:
        return writer.briefing(briefing, wishes, number=number, at=now)

    return _send(resources, me.id, key, write)


def _send_answers(resources: Resources, me: User, wishes: MailWishes, writer: Writer) -> int:
    """Tell of every answer that changed since the person last looked, once."""
    now, sent = resources.clock.now(), 0
    for tracker in TrackerDesk(resources, me).list():
        # What changed before letters were wanted is told on the page.
        if tracker.changed_at is None or not tracker.has_news or tracker.changed_at < (wishes.confirmed_at or now):
            continue
        kept = resources.store.tracked(tracker.id, 1)
        reason = kept[0].reason if kept else ""

        def write(number: str, tracker: Tracker = tracker, reason: str = reason) -> Letter:
            return writer.answer(tracker, reason, wishes, number=number, at=now)

        sent += _send(resources, me.id, f"tracker {tracker.id} {tracker.changed_at.isoformat()}", write)
    return sent


def _send(resources: Resources, user: UserId, key: str, write: Callable[[str], Letter]) -> bool:
    """Claim a letter, write it, and send it; whether it went out.

    It is claimed first: whoever dies between here and the end leaves it claimed, and nobody sends it twice.
    """
    store, now, mailer = resources.store, resources.clock.now(), resources.mailer
    if mailer is None or not store.claim_letter(user, key, now):
        return False
    failed = mailer.send(write(resources.credentials.new_token()))
    if failed is None:
        store.settle_letter(user, key, state=LetterState.SENT)
        return True
    LOG.warning("mail to account %d: %s", user, failed.problem)
    _put_off(resources, store.letter(user, key), failed)
    return False


def _put_off(resources: Resources, record: LetterRecord | None, failed: MailFailed) -> None:
    if record is None:
        return
    tries = record.attempts - 1
    if failed.may_try_again and tries < len(_AGAIN):
        resources.store.settle_letter(
            record.user,
            record.key,
            state=LetterState.WAITING,
            next_at=resources.clock.now() + _AGAIN[tries],
            problem=failed.problem,
        )
    else:
        resources.store.settle_letter(record.user, record.key, state=LetterState.FAILED, problem=failed.problem)


def _proof_keys(now: datetime) -> tuple[str, ...]:
    return tuple(f"proof {now.date().isoformat()} {number}" for number in range(1, MOST_PROOFS + 1))


def _address(text: str) -> str:
    address = text.strip()
    if len(address) > _LONGEST or not _ADDRESS.fullmatch(address):
        raise InvalidInput("This is no address for mail. Addresses look like ada@example.org.")
    return address


def _hour(hour: int) -> int:
    if hour not in range(24):
        raise InvalidInput("Hours go from 0 to 23.")
    return hour
