"""Why no answer came: the one table from exceptions to reasons."""

from __future__ import annotations

import ssl

import aiohttp

from octavo.kit.text import shorten
from octavo.model.fetches import FailureReason


class Refused(Exception):  # noqa: N818 -- an outcome with a reason, not a defect
    """We stop here ourselves: an address, a redirect or a body that must not be followed or read."""

    def __init__(self, reason: FailureReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class PrivateAddress(OSError):  # noqa: N818 -- as above; an OSError, so that the client tries the host's next address
    """A host name or an address that leads into a private network."""


# The first that fits; aiohttp's classes inherit from each other and from OSError, TimeoutError and ValueError.
_REASONS: tuple[tuple[type[BaseException], FailureReason], ...] = (
    (PrivateAddress, FailureReason.PRIVATE_ADDRESS),
    (TimeoutError, FailureReason.TIMED_OUT),
    (aiohttp.ClientConnectorCertificateError, FailureReason.BAD_TLS),
    (aiohttp.ClientSSLError, FailureReason.BAD_TLS),
    (ssl.SSLError, FailureReason.BAD_TLS),
    (aiohttp.ClientConnectorError, FailureReason.UNREACHABLE),
    (aiohttp.InvalidURL, FailureReason.BAD_ADDRESS),
    (aiohttp.ClientError, FailureReason.BROKEN_REPLY),
    (OSError, FailureReason.UNREACHABLE),
    # labels that are no IDNA turn up in the resolver only
    (ValueError, FailureReason.BAD_ADDRESS),
)


def cause_of(error: Exception) -> tuple[FailureReason, str]:
    """The reason for an exception, and the technical cause in a few words."""
    if isinstance(error, Refused):
        return error.reason, shorten(str(error), 200)
    if isinstance(error, aiohttp.ClientConnectorError) and isinstance(error.os_error, PrivateAddress):
        return FailureReason.PRIVATE_ADDRESS, str(error.os_error)
    reason = next((reason for kind, reason in _REASONS if isinstance(error, kind)), FailureReason.BROKEN_REPLY)
    return reason, shorten(f"{type(error).__name__}: {error}", 200)
