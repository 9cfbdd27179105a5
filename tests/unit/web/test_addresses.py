from __future__ import annotations

from ipaddress import ip_address, ip_network

from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request

from octavo.web.addresses import network_of, networks

PROXIES = networks(("10.0.0.0/8", "fd00::/8"))
ADDRESSES = st.ip_addresses().map(str) | st.sampled_from(["10.1.2.3", "fd00::7", "::ffff:10.0.0.1"])
HEADERS = st.lists(
    st.lists(ADDRESSES | st.text(st.characters(max_codepoint=255), max_size=30), max_size=6).map(",".join), max_size=3
)


def request(client: str | None, headers: list[str]) -> Request:
    raw = [(b"x-forwarded-for", header.encode("latin-1")) for header in headers]
    return Request({"type": "http", "headers": raw, "client": (client, 1) if client is not None else None})


@given(st.none() | ADDRESSES | st.text(max_size=20), HEADERS)
def test_whatever_is_said_an_address_or_nothing_is_found(client: str | None, headers: list[str]) -> None:
    found = network_of(request(client, headers), PROXIES)
    assert found == "" or str(ip_network(found))


@given(ADDRESSES, HEADERS)
def test_what_a_stranger_says_counts_for_nothing(client: str, headers: list[str]) -> None:
    assert network_of(request(client, headers), ()) == network_of(request(client, []), ())


@given(st.ip_addresses(v=4).filter(lambda one: one not in ip_network("10.0.0.0/8")), HEADERS)
def test_the_last_stranger_is_who_it_is(stranger: object, headers: list[str]) -> None:
    said = [*headers, f"{stranger}, 10.9.9.9"]
    assert network_of(request("10.0.0.1", said), PROXIES) == str(stranger)


@given(st.ip_addresses(v=6))
def test_addresses_of_one_household_count_as_one(address: object) -> None:
    found = network_of(request(str(address), []), ())
    mapped = getattr(ip_address(str(address)), "ipv4_mapped", None)
    assert found == (str(mapped) if mapped else str(ip_network((str(address), 64), strict=False)))
