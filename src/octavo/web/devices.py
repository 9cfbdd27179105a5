"""Which browser on what a session is in, in the words of a person who wants to recognise it."""

from __future__ import annotations

# The first that is found counts: browsers name those that they descend from, too.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Opera", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Vivaldi", "Vivaldi"),
    ("FxiOS", "Firefox"),
    ("Firefox", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
    ("curl", "curl"),
    ("python", "a Python program"),
)
_SYSTEMS = (
    ("iPhone", "an iPhone"),
    ("iPad", "an iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "a Mac"),
    ("Mac OS", "a Mac"),
    ("Linux", "Linux"),
    ("BSD", "BSD"),
)


def device_of(agent: str) -> str:
    """The browser and system that a ``User-Agent`` names: “Firefox on Linux”."""
    browser = next((name for mark, name in _BROWSERS if mark in agent), None)
    system = next((name for mark, name in _SYSTEMS if mark in agent), None)
    if browser is None and system is None:
        return "An unknown browser"
    if browser is None:
        return f"Something on {system}"
    return f"{browser[0].upper()}{browser[1:]} on {system}" if system else f"{browser[0].upper()}{browser[1:]}"
