"""Where Octavo may connect to.

A server that fetches addresses other people chose must not become their hand in its own network (CWE-918). The check
stands where the socket is made: after DNS, for each redirect, for addresses written as numbers of any kind.
"""

from __future__ import annotations

import ipaddress
import socket
from functools import partial
from typing import TYPE_CHECKING

import aiohttp
from aiohttp.resolver import ThreadedResolver

from octavo.adapters.http.causes import PrivateAddress

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# Python before 3.11.10 takes some of these for global (RFC 6890).
_PROTOCOL_ASSIGNMENTS = ipaddress.ip_network("192.0.0.0/24")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")

# socket.getaddrinfo's tuple, as aiohttp hands it to a socket factory
_AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[object, ...]]


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the public internet; IPv4 wrapped in IPv6 counts as the IPv4 it is.

    Raises:
        ValueError: it is no IP address.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv4Address):
        return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip in _PROTOCOL_ASSIGNMENTS)
    wrapped = _wrapped(ip)
    if wrapped is not None:
        return is_public(str(wrapped))
    return ip in _GLOBAL_UNICAST and ip.is_global


def connector(*, allow_private_networks: bool, allowed_networks: Sequence[Network]) -> aiohttp.TCPConnector:
    """A pool of connections that never reach a private network, unless it is allowed."""

    def allowed(address: str) -> bool:
        return allow_private_networks or is_public(address) or _is_in(address, allowed_networks)

    return aiohttp.TCPConnector(
        socket_factory=partial(_make_socket, allowed),
        # the system's resolver, whatever else is installed: it knows /etc/hosts and its own search list
        resolver=ThreadedResolver(),
        ttl_dns_cache=60,
        # the exchange counts for itself
        limit=0,
    )


def _wrapped(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _is_in(address: str, networks: Sequence[Network]) -> bool:
    ip: _IPAddress = ipaddress.ip_address(address.partition("%")[0])
    return any(ip in network for network in networks)


def _make_socket(allowed: Callable[[str], bool], info: _AddressInfo) -> socket.socket:
    family, kind, protocol, _, address = info
    if not allowed(str(address[0])):
        # the same words for each address of a host: the client shows one of several only when they agree
        raise PrivateAddress("it leads into a private network")
    made = socket.socket(family, kind, protocol)
    made.settimeout(0)
    return made
