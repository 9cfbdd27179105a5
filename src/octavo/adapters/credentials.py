"""Passwords as Argon2id hashes (RFC 9106), tokens from the system's source of chance."""

from __future__ import annotations

import secrets

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_TOKEN_BYTES = 32


class Argon2Credentials:
    """Hashes and checks passwords; makes tokens. The parameters are the library's, and stand in each hash."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._decoy: str | None = None

    def hash_password(self, password: str) -> str:
        """A salted hash, with its parameters in it."""
        return self._hasher.hash(_octets(password))

    def verify_password(self, password_hash: str | None, password: str) -> bool:
        """Whether the password is the right one. ``None`` takes as long and is never right."""
        # The decoy is made before anything is compared, so that the first call takes as long for either case.
        decoy = self._decoy = self._decoy or self._hasher.hash(secrets.token_bytes(_TOKEN_BYTES))
        try:
            self._hasher.verify(decoy if password_hash is None else password_hash, _octets(password))
        except (VerificationError, InvalidHashError):
            return False
        return password_hash is not None

    def new_token(self) -> str:
        """An unguessable token of 256 bits, safe in an address."""
        return secrets.token_urlsafe(_TOKEN_BYTES)


def _octets(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
