"""E-mail addresses that a proxy hid from robots, put back: readers with scripts see them, and so does the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element

HIDDEN = "data-cfemail"
_LONGEST = 512


def with_mail_addresses(root: _Element) -> _Element:
    """The tree with them, in place. The first byte is the key with which all others were mixed (XOR)."""
    for element in root.iter("a", "span"):
        address = _shown(element.get(HIDDEN) or "")
        if address is None:
            continue
        for child in list(element):
            element.remove(child)
        element.text = address
        if element.tag == "a":
            element.set("href", f"mailto:{address}")
    return root


def _shown(hidden: str) -> str | None:
    """The address in figures and letters of base 16; ``None`` for what is none."""
    try:
        key, *mixed = bytes.fromhex(hidden[:_LONGEST])
        address = bytes(byte ^ key for byte in mixed).decode("utf-8")
    except ValueError:
        return None
    return address if "@" in address and address.isprintable() else None
