"""Mail by SMTP (RFC 5321), with the standard library's client."""

from __future__ import annotations

import smtplib
import socket
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from typing import TYPE_CHECKING

from octavo.model.letters import MailFailed

if TYPE_CHECKING:
    from octavo.model.letters import Letter

_TEMPORARY = range(400, 500)


class SmtpMailer:
    """Hands letters to a mail server, one connection for each: there are few."""

    def __init__(
        self,
        *,
        host: str,
        port: int,
        sender: str,
        user: str = "",
        password: str = "",
        security: str = "starttls",
        seconds: float = 20.0,
    ) -> None:
        self._host = host
        self._port = port
        self._sender = sender
        self._user = user
        self._password = password
        self._security = security
        self._seconds = seconds

    def send(self, letter: Letter) -> MailFailed | None:
        """Hand a letter to the mail server; ``None`` when that took it."""
        try:
            message = _message(letter, self._sender)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            return MailFailed(problem=f"The letter cannot be written to {letter.to}: {error}.")
        try:
            with self._connection() as server:
                return self._handed(server, message)
        except smtplib.SMTPAuthenticationError:
            return MailFailed(problem=f"{self._host} does not accept OCTAVO_SMTP_USER with its password.")
        except (smtplib.SMTPConnectError, smtplib.SMTPHeloError, smtplib.SMTPNotSupportedError) as error:
            return MailFailed(problem=self._said(error), may_try_again=isinstance(error, smtplib.SMTPConnectError))
        except ssl.SSLError as error:
            return MailFailed(problem=f"No safe connection to {self._host} ({error.reason or error}).")
        except (smtplib.SMTPException, OSError) as error:
            return MailFailed(problem=self._unreached(error), may_try_again=True)

    def _connection(self) -> smtplib.SMTP:
        """A connection that is secured and signed in; nothing was sent yet when this fails."""
        trust = ssl.create_default_context()
        server: smtplib.SMTP
        if self._security == "tls":
            server = smtplib.SMTP_SSL(self._host, self._port, timeout=self._seconds, context=trust)
        else:
            server = smtplib.SMTP(self._host, self._port, timeout=self._seconds)
        try:
            if self._security == "starttls":
                server.starttls(context=trust)
            if self._user:
                server.login(self._user, self._password)
        except BaseException:
            server.close()
            raise
        return server

    def _handed(self, server: smtplib.SMTP, message: EmailMessage) -> MailFailed | None:
        """Send; where the connection breaks on the way nobody knows whether the server took it."""
        try:
            server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            return MailFailed(problem=self._answer(code, words), may_try_again=code in _TEMPORARY)
        except smtplib.SMTPResponseException as error:
            return MailFailed(
                problem=self._answer(error.smtp_code, error.smtp_error), may_try_again=error.smtp_code in _TEMPORARY
            )
        except smtplib.SMTPNotSupportedError:
            return MailFailed(problem=f"{self._host} does not send to addresses such as this.")
        except (smtplib.SMTPException, OSError) as error:
            return MailFailed(problem=f"{self._unreached(error)} It may have taken the letter all the same.")
        return None

    def _said(self, error: smtplib.SMTPException) -> str:
        if isinstance(error, smtplib.SMTPResponseException):
            return self._answer(error.smtp_code, error.smtp_error)
        return f"{self._host} offers no {'STARTTLS' if self._security == 'starttls' else 'such sign-in'}: {error}"

    def _answer(self, code: int, words: bytes | str) -> str:
        said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
        return f"{self._host} answered {code}: {' '.join(said.split())[:200]}"

    def _unreached(self, error: Exception) -> str:
        # The library hides a timeout behind a connection that was closed.
        if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
            return f"{self._host} did not answer within {self._seconds:g} seconds."
        if isinstance(error, socket.gaierror):
            return f"There is no mail server called {self._host}."
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        return f"The connection to {self._host} failed ({' '.join(str(reason).split())[:200]})."


def _message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as a message (RFC 5322) of two parts that say the same (RFC 2046 §5.1.4)."""
    name, address = parseaddr(sender)
    message = EmailMessage(policy=SMTP)
    message["From"] = Address(name or "Octavo", addr_spec=address)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = " ".join(letter.subject.split())
    message["Date"] = format_datetime(letter.at)
    message["Message-ID"] = f"<{letter.id}@{address.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    if letter.leave:
        message["List-Unsubscribe"] = f"<{letter.leave}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    message["Content-Language"] = letter.language  # last: what is said of content goes with the part it is said of
    return message
