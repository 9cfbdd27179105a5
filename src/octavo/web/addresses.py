"""Where a request comes from: the socket's address, or what a trusted proxy says."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TYPE_CHECKING, TypeAlias

from octavo.model.errors import InvalidInput

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

Networks: TypeAlias = "tuple[IPv4Network | IPv6Network, ...]"
LONGEST_CHAIN = 30
# What one household or one rented server has at least (RFC 6177): its addresses count as one.
IPV6_PREFIX = 64


def networks(given: Sequence[str]) -> Networks:
    """Networks from how a setting writes them.

    Raises:
        InvalidInput: one is none.
    """
    try:
        return tuple(ip_network(text.strip(), strict=False) for text in given)
    except ValueError as error:
        raise InvalidInput(f"trusted_proxies: {error}. Write networks such as 127.0.0.1/32.") from error


def network_of(request: Request, proxies: Networks) -> str:
    """The address (IPv4) or the network (IPv6, /64) that a request comes from; empty where nobody knows.

    ``X-Forwarded-For`` is read from its end, as far as proxies are trusted: what stands before them anybody may have
    written.
    """
    found = _address(request.client.host) if request.client else None
    said = ",".join(request.headers.getlist("x-forwarded-for")).split(",")[-LONGEST_CHAIN:]
    while said and found is not None and _is_in(found, proxies):
        before = _address(said.pop())
        if before is None:
            break
        found = before
    if isinstance(found, IPv6Address):
        return str(ip_network((found, IPV6_PREFIX), strict=False))
    return str(found or "")


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """The address in a text such as ``192.0.2.1``, ``192.0.2.1:4711``, ``2001:db8::1`` or ``[2001:db8::1]:4711``."""
    bare = text.strip()[:80]
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


def _is_in(address: IPv4Address | IPv6Address, proxies: Networks) -> bool:
    return any(address in network for network in proxies)
