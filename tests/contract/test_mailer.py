"""The contract of the mailer: the fake, and SMTP against a real server on loopback."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

from octavo.adapters.mailer import SmtpMailer
from octavo.model.letters import Letter, MailFailed
from octavo.testing import ScriptedMailer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

LETTER = Letter(
    to="ada@example.org",
    subject="Octavo, Saturday – Zürich",
    text="Grüße.\n.\nA dot stood alone above.\n",
    html="<p>Grüße.</p>",
    id="1.briefing",
    at=datetime(2026, 1, 31, 7, tzinfo=UTC),
    leave="https://news.example/mail/leave/key",
)


class Inbox:
    """Takes mail, or answers what it is told to."""

    def __init__(self, refuse_to: str = "", refuse_data: str = "") -> None:
        self.mail: list[EmailMessage] = []
        self._refuse_to = refuse_to
        self._refuse_data = refuse_data

    async def handle_RCPT(self, _s: Any, _session: Any, envelope: Any, address: str, _options: Any) -> str:  # noqa: ANN401, N802
        if self._refuse_to:
            return self._refuse_to
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        if self._refuse_data:
            return self._refuse_data
        self.mail.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


class AnyPort(Controller):
    """A server on a free port, which it learns when it listens."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
        super()._trigger_server()  # type: ignore[no-untyped-call]


@contextmanager
def server(inbox: Inbox, **more: Any) -> Iterator[Controller]:  # noqa: ANN401
    controller = AnyPort(inbox, hostname="127.0.0.1", port=0, **more)
    controller.start()
    yield controller
    controller.stop()


def mailer_to(controller: Controller, **more: Any) -> SmtpMailer:  # noqa: ANN401
    port = controller.port
    given: dict[str, Any] = {"security": "none", "sender": "Octavo <paper@news.example>", "seconds": 3}
    return SmtpMailer(host="127.0.0.1", port=port, **given | more)


def test_the_fake_keeps_letters_and_fails_as_told() -> None:
    fake = ScriptedMailer(MailFailed(problem="Closed."))
    assert fake.send(LETTER) == MailFailed(problem="Closed.")
    assert fake.send(LETTER) is None
    assert fake.sent == [LETTER]


def test_a_letter_arrives_whole() -> None:
    inbox = Inbox()
    with server(inbox) as running:
        assert mailer_to(running).send(LETTER) is None
    (mail,) = inbox.mail
    assert mail["To"] == "ada@example.org"
    assert mail["From"] == "Octavo <paper@news.example>"
    assert mail["Subject"] == "Octavo, Saturday – Zürich"
    assert mail["Message-ID"] == "<1.briefing@news.example>"
    assert mail["Date"].datetime == LETTER.at
    assert mail["Content-Language"] == "en"
    assert mail["List-Unsubscribe"] == "<https://news.example/mail/leave/key>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    text, html = mail.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert text.get_content().replace("\r\n", "\n") == LETTER.text
    assert html.get_content().strip() == LETTER.html


def test_passwords_go_over_a_safe_connection_only(monkeypatch: pytest.MonkeyPatch) -> None:
    authority = trustme.CA()
    trusted, serving = ssl.create_default_context(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.configure_trust(trusted)
    authority.issue_cert("127.0.0.1").configure_cert(serving)

    def check(_s: object, _session: object, _e: object, _m: object, data: object) -> AuthResult:
        right = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ada", b"secret")
        return AuthResult(success=right, handled=False)

    inbox = Inbox()
    with server(inbox, tls_context=serving, require_starttls=True, authenticator=check, auth_required=True) as running:
        untrusted = mailer_to(running, security="starttls", user="ada", password="secret").send(LETTER)
        assert untrusted is not None
        assert "No safe connection" in untrusted.problem
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusted)
        assert mailer_to(running, security="starttls", user="ada", password="secret").send(LETTER) is None
        wrong = mailer_to(running, security="starttls", user="ada", password="guess").send(LETTER)
        assert wrong is not None
        assert "does not accept OCTAVO_SMTP_USER" in wrong.problem
        assert not wrong.may_try_again
        assert mailer_to(running, security="none").send(LETTER) is not None
    assert len(inbox.mail) == 1


def test_a_server_without_starttls_gets_nothing() -> None:
    inbox = Inbox()
    with server(inbox) as running:
        failed = mailer_to(running, security="starttls").send(LETTER)
    assert failed is not None
    assert "STARTTLS" in failed.problem
    assert inbox.mail == []


@pytest.mark.parametrize(
    ("inbox", "again"),
    [
        (Inbox(refuse_to="550 No such person"), False),
        (Inbox(refuse_to="451 Later, please"), True),
        (Inbox(refuse_data="554 Spam"), False),
        (Inbox(refuse_data="452 Disk full"), True),
    ],
)
def test_what_the_server_says_is_told(inbox: Inbox, again: bool) -> None:
    with server(inbox) as running:
        failed = mailer_to(running).send(LETTER)
    assert failed is not None
    assert "127.0.0.1 answered " in failed.problem
    assert failed.may_try_again is again


@contextmanager
def listener(*lines: bytes) -> Iterator[int]:
    """A server that says these lines, one for each it hears, and then hangs up; with none it says nothing at all."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def talk() -> None:
            peer, _ = listening.accept()
            with peer:
                for number, line in enumerate(lines):
                    peer.sendall(line)
                    if number < len(lines) - 1:
                        peer.recv(10_000)
                if not lines:
                    time.sleep(2)

        thread = threading.Thread(target=talk, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)


def failure(port: int, *, seconds: float = 0.5) -> MailFailed:
    mailer = SmtpMailer(host="127.0.0.1", port=port, sender="paper@news.example", security="none", seconds=seconds)
    failed = mailer.send(LETTER)
    assert failed is not None
    return failed


def test_no_answer_in_time_is_told() -> None:
    with listener() as port:
        failed = failure(port)
    assert "did not answer within 0.5 seconds" in failed.problem
    assert failed.may_try_again


def test_nobody_there_is_told() -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    failed = failure(port)
    assert "The connection to 127.0.0.1 failed" in failed.problem
    assert failed.may_try_again


@pytest.mark.parametrize(
    "lines", [(b"\xff\x00\r\n",), (b"HTTP/1.1 400 Bad\r\n",), (b"220 hello\r\n", b"\x80garbage\r\n")]
)
def test_a_server_of_another_kind_is_told(lines: tuple[bytes, ...]) -> None:
    with listener(*lines) as port:
        assert failure(port, seconds=2).problem


def test_a_connection_that_breaks_after_the_letter_is_not_tried_again() -> None:
    lines = (b"220 hi\r\n", b"250 ok\r\n", b"250 ok\r\n", b"250 ok\r\n", b"354 go\r\n", b"")
    with listener(*lines) as port:
        failed = failure(port, seconds=2)
    assert "It may have taken the letter all the same." in failed.problem
    assert not failed.may_try_again


@pytest.mark.parametrize("address", ["a@b\r\nBcc: c@d", "", "no address", "ä@b", "a@b, c@d"])
def test_hostile_addresses_send_nothing_to_others(address: str) -> None:
    inbox = Inbox()
    letter = Letter(to=address, subject="x\r\nBcc: c@d", text="", html="", id="1", at=LETTER.at)
    with server(inbox) as running:
        failed = mailer_to(running).send(letter)
    assert failed is not None
    assert inbox.mail == []
